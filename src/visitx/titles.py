"""Offices: a title with the words that belong to it, its role, and the organization it stands with.

Read around the terms of the lexicon `role`: modifiers before and after it (Permanent Deputy Director, directrice
adjointe), then what follows *of*, *at* or *for*, or what stands before it (UNDP Resident Representative).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from visitx.hits import Hit
from visitx.names import Names, Range, key_of
from visitx.organizations import Organizations
from visitx.pipeline import Reading
from visitx.rules import Rulebook

_BOUNDS = frozenset({",", "(", "–", "—", "-", ";", ":"})
TITLES = ("role", "role-acronym", "rank", "press-title")  # the lexicons of titles
POSSESSIVES = frozenset({"'s", "’s", "'", "’"})
LONGEST_BRACKET = 6


@dataclass(frozen=True)
class Office:
    """Tokens `first` to `last` (exclusive) with all that belongs to it. `alone`: its role where nothing stands with it
    but the name; `kinds`: female, plural, former, press, rank; `article` as the lexicon title-article has it."""

    first: int
    last: int
    title: Range
    role: str | None
    alone: str | None = None
    organization: Range | None = None
    kinds: frozenset[str] = frozenset()
    article: str = ""


class TitleWords:
    """What the rules of a language say of titles."""

    def __init__(self, book: Rulebook) -> None:
        self.articles = {w: kind for kind, words in book.terms("title-article").items() for w in words}
        self.links = {w: kind for kind, words in book.terms("office-link").items() for w in words}
        self.posted = book.words("posted-role")
        self.peoples = frozenset(book.terms("not-name").get("people", ()))
        self.with_portfolio = book.words("portfolio-role")
        self.named_by_field = book.words("named-by-field")
        self.deputies = {role: deputy for deputy, roles in book.terms("deputy-role").items() for role in roles}
        self.by_organization = dict(book.terms("role-organization"))
        self.organization_before = bool(book.terms("clitic").get("possessive"))  # as in English
        self.roles = frozenset(i.partition(".")[0] for i in book.terms("role"))

    def deputy_of(self, role: str | None) -> str | None:
        """The role of the deputy of `role`; the role itself where deputies have none of their own."""
        if role is None:
            return None
        deputy = self.deputies.get(role, f"deputy-{role}")
        return deputy if deputy in self.roles else role


class Titles:
    """The offices of one article."""

    def __init__(self, reading: Reading, names: Names, organizations: Organizations) -> None:
        self.reading = reading
        self.names = names
        self.organizations = organizations
        self.words = reading.prepared(TitleWords)

    def read(self) -> list[Office]:
        """Every office, in order, none inside another."""
        offices: list[Office] = []
        hits = [hit for lexicon in TITLES for hit in self.reading.hits(lexicon)]
        end = 0
        for hit in sorted(hits, key=lambda h: (h.first, -h.last)):
            if hit.first >= end and self._stands_alone(hit) and hit.first not in self.names.announced and not self._belongs_to_next(hit):
                office = self._office(hit, end, offices)
                offices.append(office)
                end = office.last
        return offices

    def _stands_alone(self, hit: Hit) -> bool:
        """Is the word a title here, and not part of a set phrase (Plan directeur, member states)?"""
        before = self.reading.hit_at("no-title", hit.first - 1) if hit.first else None
        return before is None and self.reading.hit_at("no-title", hit.first) is None

    def _belongs_to_next(self, hit: Hit) -> bool:
        """Chief before Inspector, Deputy before Head: no title of its own."""
        reading = self.reading
        if hit.lexicon == "rank":
            return not self._ranks(hit)
        before = reading.hit_at("title-before", hit.first)
        while before and reading.hit_at("role", before.last) is None:
            before = reading.hit_at("title-before", before.last)
        return before is not None and before.last > hit.first + (hit.last - hit.first) - 1

    def _ranks(self, hit: Hit) -> bool:
        """Does the word stand before a name, and not behind a noun (Direction générale)?"""
        reading, at = self.reading, hit.last
        low, high = reading.line_bounds(hit.first)
        while at < high and (next_hit := reading.hit_at("honorific", at)):
            at = next_hit.last
        free = hit.first == low or reading.words[hit.first][0].isupper() or reading.tags[hit.first - 1] not in ("NOUN", "NAME", "ADJ")
        known = reading.hit_ending("role", hit.first) or reading.hit_ending("honorific", hit.first)
        return at < high and self.names.end(at, addressed=True) > at and bool(free or known)

    def _office(self, hit: Hit, low: int, offices: list[Office]) -> Office:
        line_low, high = self.reading.line_bounds(hit.first)
        low = max(low, line_low)
        role, *features = ("other", "press") if hit.lexicon == "press-title" else hit.id.split(".")
        office = Office(hit.first, hit.last, (hit.first, hit.last), role, kinds=frozenset(features))
        if hit.lexicon == "rank":
            return replace(self._with_article(office, low), role=None, kinds=office.kinds | {"rank"})
        office = self._with_modifiers(office, low, high)
        office = self._with_complements(self._with_tail(self._with_deputy(office, offices), high), high)
        office = self._with_organization_before(office, low, offices)
        office = self._with_article(office, low)
        return self._with_role(office)

    def _with_modifiers(self, office: Office, low: int, high: int) -> Office:
        """Takes the words before and after the title that belong to it; those for a deputy change its role."""
        first, title_first, last, title_last = office.first, office.title[0], office.last, office.title[1]
        kinds, deputy = set(office.kinds), False
        while first > low and (hit := self.reading.hit_ending("title-before", first)) and hit.first >= low:
            kind, *features = hit.id.split(".")
            first = hit.first
            if kind in ("deputy", "plain") and title_first == hit.last:
                title_first = first
            deputy = deputy or kind == "deputy"
            kinds.update(features, [kind] if kind == "former" else [])
        while last < high and (hit := self.reading.hit_at("title-after", last)):
            kind, *features = hit.id.split(".")
            last = hit.last
            title_last = title_last if kind == "aside" else last
            deputy = deputy or kind == "deputy"
            kinds.update(features)
        last += last < high and self.reading.norms[last] in self.words.peoples and self.reading.words[last].islower()
        role = self.words.deputy_of(office.role) if deputy else office.role
        return replace(
            office, first=first, last=last, title=(title_first, title_last), role=role, kinds=frozenset(kinds)
        )

    def _with_tail(self, office: Office, high: int) -> Office:
        """Words for a field right behind the title, and then an honorific (Secretary Health Dr X)."""
        reading, last = self.reading, office.last
        while last < high and reading.words[last][0].isupper() and reading.norms[last] in self.names.words.barred:
            last += 1
        if last == office.last or reading.hit_at("honorific", last) is None:
            return office
        return replace(office, last=last, title=(office.title[0], last))

    def _with_deputy(self, office: Office, offices: list[Office]) -> Office:
        """*his deputy*, *son adjointe*: the deputy of whose office stands before."""
        if office.role != "deputy":
            return office
        before = self._article_kind(office.first)
        if "own" not in before:
            return replace(office, alone="member-of-parliament")
        owner = next((o.role for o in reversed(offices) if o.role), None)
        return replace(office, role=self.words.deputy_of(owner), kinds=office.kinds | {"deputy"})

    def _article_kind(self, first: int) -> str:
        return self.words.articles.get(self.reading.norms[first - 1], "") if first else ""

    def _with_complements(self, office: Office, high: int) -> Office:
        """Takes what follows *of*, *at*, *for*, *in*: organization, field, portfolio or place of posting."""
        for _ in range(4):
            grown = self._with_bracket(self._with_complement(office, high), high)
            if grown.last == office.last:
                break
            office = grown
        return office

    def _link(self, at: int, high: int) -> tuple[str, int]:
        """of, at, for or in, and the token after that link and its article; nothing where there is none."""
        if at >= high:
            return "", at
        phrase = self.reading.hit_at("office-phrase", at)
        kind = phrase.id.partition(".")[0] if phrase else self.words.links.get(self.reading.norms[at], "")
        after = phrase.last if phrase else at + 1
        while kind and after < high and self.reading.norms[after] in self.words.articles:
            after += 1
        return kind, after

    def _with_complement(self, office: Office, high: int) -> Office:
        kind, start = self._link(office.last, high)
        office = self._marked_by(office)
        if not kind or start >= high:
            return self._with_comma(office, high) if office.organization is None else office
        if kind in ("of", "at", "for") and office.organization is None and self.reading.hit_at("role", start):
            inner = self._inner(start, high)
            return replace(office, last=inner[1], organization=inner)
        end = self.organizations.end(start, high)
        if end == start:
            return office
        if office.organization is not None:
            return self._with_more(office, kind, (start, end))
        return self._with_name(office, kind, (start, end), high)

    def _marked_by(self, office: Office) -> Office:
        """A woman is marked also by what joins the portfolio (ministre chargée de)."""
        phrase = self.reading.hit_at("office-phrase", office.last)
        female = phrase is not None and phrase.id.endswith(".female")
        return replace(office, kinds=office.kinds | {"female"}) if female else office

    def _with_more(self, office: Office, kind: str, name: Range) -> Office:
        """Behind the organization: where it is, or the rest of its name after a bracket (… Assembly (APC) of Lindi)."""
        if kind != "of":
            return replace(office, last=name[1]) if self._is_place(*name) else office
        if self.reading.words[office.last - 1] == ")" and office.organization is not None:
            return replace(office, last=name[1], organization=(office.organization[0], name[1]))
        return office

    def _inner(self, start: int, high: int) -> Range:
        """An office inside the complement (Parliamentary Secretary to the Minister of Health): all of it."""
        hit = self.reading.hit_at("role", start)
        assert hit is not None
        kind, after = self._link(hit.last, high)
        end = self.organizations.end(after, high) if kind == "of" and after < high else after
        return (start, end) if kind == "of" and end > after else (start, hit.last)

    def _with_name(self, office: Office, kind: str, name: Range, high: int) -> Office:
        """What a name behind a link is: organization, field of the title, portfolio or posting."""
        body = self.organizations.is_body(*name)
        if kind == "in":
            return self._with_in(office, name, body)
        if kind in ("of", "for") and not body and office.role in self.words.named_by_field:
            return replace(office, last=name[1], title=(office.title[0], name[1]))
        named = body and (name[1] - name[0] == 1 or self.organizations.has_body(*name))
        if kind == "for" and not named and office.role in self.words.posted and not self._field_goes_on(name, high):
            return replace(office, last=name[1])
        if kind in ("of", "for") and not body and self._is_field(office, name, high):
            return replace(office, last=name[1], title=(office.title[0], name[1]))
        inside = self._body_after_field(name) if kind == "of" else None
        if inside is not None:
            return replace(office, last=name[1], title=(office.title[0], inside[0]), organization=(inside[1], name[1]))
        return replace(office, last=name[1], organization=name, kinds=office.kinds | {f"with-{kind}"})

    def _with_in(self, office: Office, name: Range, body: bool) -> Office:
        """An organization, a place of posting, or a field (expert in coastal dynamics)."""
        if body:
            return replace(office, last=name[1], organization=name)
        title = office.title if self._is_place(*name) else (office.title[0], name[1])
        return replace(office, last=name[1], title=title)

    def _is_place(self, first: int, last: int) -> bool:
        return self.reading.words[first][0].isupper() or self.reading.norms[first] in self.names.words.places

    def _is_field(self, office: Office, name: Range, high: int) -> bool:
        """*Chief of Health* at UNICEF; UNICEF and *its Chief of Health*."""
        own = "own" in self._article_kind(office.first) and office.role != "minister"
        return own or self._field_goes_on(name, high)

    def _field_goes_on(self, name: Range, high: int) -> bool:
        """Does a real organization follow the field (*of Health* at UNICEF)?"""
        kind, start = self._link(name[1], high)
        if kind != "at" or start >= high:
            return False
        end = self.organizations.end(start, high)
        general = self.reading.words[name[0]].islower() or self.reading.norms[name[0]] in self.names.words.portfolios
        return end > start and (self.organizations.is_body(start, end) or (general and self._is_place(start, end)))

    def _body_after_field(self, name: Range) -> Range | None:
        """Where the field ends and the body begins in *of* field *of* body, or None."""
        norms, small = self.reading.norms, self.organizations.small
        for at in range(name[0] + 1, name[1] - 1):
            if norms[at] in small.of:
                start = at + 1
                while start < name[1] - 1 and norms[start] in small.articles:
                    start += 1
                if norms[start] in self.names.words.bodies:
                    field = not any(n in self.names.words.institution for n in norms[name[0] : at])
                    return (at, start) if field else None
        return None

    def _with_comma(self, office: Office, high: int) -> Office:
        """*Director, Department of Health*: an organization behind a comma, after a title that stands by a name."""
        reading, at = self.reading, office.last
        if at + 1 >= high or reading.norms[at] != "," or office.title[1] != at or not self._in_apposition(office.first):
            return office
        start = at + 1
        if not reading.words[start][0].isupper() or reading.hit_at("role", start) or reading.hit_at("honorific", start):
            return office
        end = self.organizations.end(start, high)
        acronym = end == start + 1 and reading.words[start].isupper()
        first_word = reading.norms[start] in self.names.words.bodies
        english = self.words.organization_before and self.organizations.has_body(start, end)
        return replace(office, last=end, organization=(start, end)) if acronym or first_word or english else office

    def _in_apposition(self, first: int) -> bool:
        """Does a comma, a dash or the beginning of the line stand before the title?"""
        low, _ = self.reading.line_bounds(first)
        before = first - 1 if self._article_kind(first) else first
        return before <= low or self.reading.norms[before - 1] in (",", "-", "–", "—", "(")

    def _with_bracket(self, office: Office, high: int) -> Office:
        """Skips a bracket behind the organization, as its acronym; behind a bare title it holds the organization."""
        words, at = self.reading.words, office.last
        if at >= high or words[at] != "(":
            return office
        closing = next((i for i in range(at + 1, min(at + LONGEST_BRACKET, high)) if words[i] == ")"), None)
        if closing is None or (closing > at + 2 and self._names_person(at + 1)):
            return office
        if office.organization is None and office.last == office.title[1]:
            return self._with_bracketed(office, (at + 1, closing))
        return replace(office, last=closing + 1) if office.organization else office

    def _names_person(self, at: int) -> bool:
        return bool(self.reading.hit_at("role", at) or self.reading.hit_at("honorific", at))

    def _with_bracketed(self, office: Office, inside: Range) -> Office:
        """Regional Director General (Manitoba Region), MP (Lok Sabha)."""
        if self.organizations.end(inside[0], inside[1]) != inside[1] or self._names_person(inside[0]):
            return office
        initials = "".join(w[0] for w in self.reading.words[slice(*office.title)]).upper()
        named = self._is_place(*inside) or self.organizations.has_body(*inside)
        if self.reading.text_of(*inside) == initials:
            return office
        return replace(office, last=inside[1] + 1, organization=inside) if named else office

    def _with_organization_before(self, office: Office, low: int, offices: list[Office]) -> Office:
        """The World Bank's Country Director, UNDP Resident Representative, its Director General."""
        reading, first = self.reading, office.first
        if office.organization is not None:
            return self._with_place_before(office, low, offices)
        if "own" in self._article_kind(first):
            named = None if "deputy" in office.kinds else self.just_named(first - 1, offices)
            return replace(office, organization=named)
        if not self.words.organization_before or first == low:
            return office
        possessive = reading.norms[first - 1] in POSSESSIVES
        end = first - 1 if possessive else first
        bracket = self._bracket_before(end, low)
        start = self.organizations.start(bracket, low)
        if start == bracket or self._is_name(start, bracket, offices):
            first = self._field_before(office, low)
            return replace(office, first=first, title=(min(first, office.title[0]), office.title[1]))
        if possessive or self._is_organization(start, bracket, office) or self._is_portfolio(start, bracket, office):
            return replace(office, first=start, organization=(start, bracket))
        return replace(office, first=start, title=(start, office.title[1]))

    def _with_place_before(self, office: Office, low: int, offices: list[Office]) -> Office:
        """Manitoba Minister of Infrastructure: the place goes with it. UNICEF's Chief of Health: a body has the field."""
        if not self.words.organization_before or office.first == low or office.organization is None:
            return office
        end = office.first - (self.reading.norms[office.first - 1] in POSSESSIVES)
        start = self.organizations.start(end, low)
        if start == end or self._is_name(start, end, offices):
            first = self._field_before(office, low)
            return replace(office, first=first, title=(min(first, office.title[0]), office.title[1]))
        field = office.role != "minister" and not self.organizations.has_body(*office.organization)
        if field and self.organizations.is_body(start, end) and office.organization[0] > office.title[1]:
            title = (office.title[0], office.organization[1])
            return replace(office, first=start, title=title, organization=(start, end))
        return replace(office, first=start)

    def _is_name(self, first: int, last: int, offices: list[Office]) -> bool:
        """Do the capitals before the title name a person, known or with an honorific or another title before it?"""
        announced = self.reading.hit_ending("honorific", first) or (offices and offices[-1].last == first)
        named = last - first > 1 and (self.names.end(first) == last or self.names.is_given(first))
        letters = named and self.reading.hit_at("role-acronym", last)
        return bool(announced or letters) or key_of(self.reading.text_of(first, last)) in self.names.known

    def _bracket_before(self, end: int, low: int) -> int:
        """Where a bracket with an acronym begins that ends before `end` (Department of Agriculture (DA) Secretary)."""
        words = self.reading.words
        return end - 3 if end - 3 > low and words[end - 1] == ")" and words[end - 3] == "(" else end

    def _field_before(self, office: Office, low: int) -> int:
        """Words in lower case for a body or field before the title (station head, nutrition expert) belong to it."""
        reading, first = self.reading, office.first
        while first > max(low, office.first - 3) and reading.words[first - 1].islower() and self._is_nominal(first - 1):
            first -= 1
        bound = first == low or reading.words[first - 1] in _BOUNDS or reading.norms[first - 1] in self.words.articles
        if bound and first < office.first:
            return first
        norm = reading.norms[office.first - 1] if office.first > low else ""
        return office.first - (norm in self.names.words.bodies and reading.tags[office.first - 1] == "NOUN")

    def _is_nominal(self, at: int) -> bool:
        return self.reading.tags[at] in ("NOUN", "ADJ")

    def _is_portfolio(self, first: int, last: int, office: Office) -> bool:
        """Health Minister, Social Development Minister: what the ministry is for."""
        fields = all(n in self.names.words.portfolios or n in self.organizations.small.joiners for n in self.reading.norms[first:last])
        return fields and office.role in self.words.with_portfolio

    def _is_organization(self, first: int, last: int, office: Office) -> bool:
        """Before a title: a body of two words or more, an acronym, a place; not only a field or one word for a body."""
        reading, words = self.reading, self.names.words
        while first < last - 1 and reading.hit_at("title-before", first) and reading.norms[last - 1] not in words.bodies:
            first += 1
        if any(w.isupper() and len(w) > 1 for w in reading.words[first:last]):
            return True
        if office.role in self.words.named_by_field:
            return reading.norms[last - 1] in words.bodies and last - first > 1
        if last - first == 1:
            return reading.norms[first] not in words.fields and reading.norms[first] not in words.places
        if reading.norms[last - 1] in words.places:
            return True
        known = words.fields | words.places | self.organizations.small.of
        return self.organizations.has_body(first, last) or any(n not in known for n in reading.norms[first:last])

    def fills(self, first: int, last: int) -> bool:
        """Is the whole line the name of an organization (under a name that ends a quotation)?"""
        words = self.names.words
        known = any(n in words.institution for n in self.reading.norms[first:last])
        return known and self.reading.words[first][0].isupper() and self.organizations.end(first, last) == last

    def just_named(self, at: int, offices: Sequence[Office]) -> Range | None:
        """The organization that *its* points to: the last one of the sentence before it."""
        low, _ = self.reading.sentence_bounds(at)
        before = [o for o in offices if o.organization and low <= o.organization[0] < at]
        titles = {i for o in offices if o.first >= low for i in range(*o.title)}
        inside = 0
        for index in range(at - 1, low - 1, -1):
            inside += (self.reading.words[index] == ")") - (self.reading.words[index] == "(")
            if before and before[-1].organization and index < before[-1].organization[1]:
                return before[-1].organization
            if inside == 0 and index not in titles and (found := self._named_at(index, low, at)):
                return found
        return self._named_later(at)

    def _named_later(self, at: int) -> Range | None:
        """Led by its Chairman, Mr X, the Committee …: the subject that follows, behind a comma."""
        _, high = self.reading.sentence_bounds(at)
        for index in range(at + 1, high - 2):
            if self.reading.norms[index] == "," and self.reading.norms[index + 1] in self.words.articles:
                if self.reading.norms[index + 2] in self.names.words.bodies:
                    return index + 2, self.organizations.end(index + 2, high)
        return None

    def _named_at(self, index: int, low: int, high: int) -> Range | None:
        word, norm = self.reading.words[index], self.reading.norms[index]
        if norm in self.names.words.bodies:
            first = self.organizations.start(index, low) if word[0].isupper() else index
            return first, max(self.organizations.end(index, high), index + 1)
        if word.isupper() and len(word) > 1 and word.isalpha():
            return index, index + 1
        return None

    def _with_article(self, office: Office, low: int) -> Office:
        kind = self._article_kind(office.first) if office.first > low else ""
        female = {"female"} if "female" in kind else set()
        return replace(office, article=kind, kinds=office.kinds | female)

    def _with_role(self, office: Office) -> Office:
        """Decides between the roles of one title by its organization; `other` is no role of the record."""
        other = _other(office, "or-") or _other(office, "alone-")
        for_other = _other(office, "for-")
        role, alone = office.role, office.alone or other
        if other and office.organization and self._speaks_for(other, office.organization):
            role = other
        if for_other and "with-for" in office.kinds:
            role = for_other
        plain = None if role in ("other", "deputy") else role
        return replace(office, role=plain, alone=alone if office.organization is None else None)

    def _speaks_for(self, role: str, organization: Range) -> bool:
        first, last = organization
        norms, table = self.reading.norms, self.words.by_organization
        country = self.reading.hit_at("country-name", first)
        if f"{role}.first" in table:
            return norms[first] in table[f"{role}.first"] or (country is not None and country.last == last)
        return bool({*norms[first : first + 2], norms[last - 1]} & set(table.get(role, ())))


def _other(office: Office, feature: str) -> str | None:
    """The role behind a feature of the title (or-chief)."""
    return next((k.removeprefix(feature) for k in office.kinds if k.startswith(feature)), None)
