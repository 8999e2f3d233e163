"""Titles: the offices of an article, read around the terms of the lexicon `role`.

A title takes the modifiers before and after it (Permanent Deputy Director, directrice adjointe), then what follows
(officials_offices.py), then what stands before: an organization, its possessive, a field, or *its*. Only languages
that put an owner before what it owns, as English does, have organizations and fields there. The organization may
decide between two roles.
"""

from __future__ import annotations

from visitx.hits import Hit
from visitx.officials_names import Names
from visitx.officials_offices import Complements, Office
from visitx.officials_organizations import Organizations
from visitx.officials_words import Range, Title, key_of
from visitx.reading import Reading

_TITLES = ("role", "role-acronym", "rank", "press-title")  # the lexicons of titles
_PRESS = Title("other", None, None, None, frozenset({"press"}))
_BOUNDS = frozenset({",", "(", "–", "—", "-", ";", ":"})


class Titles:
    """The offices of one article."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.names = reading.kept(Names)
        self.organizations = reading.kept(Organizations)
        self.complements = Complements(reading)
        self.words = self.names.words
        self.offices: list[Office] = []
        self._before, self._after = reading.ending("title-before"), reading.starting("title-after")
        self._modifiers = reading.starting("title-before")

    def read(self) -> list[Office]:
        """Every office, in order, none inside another."""
        hits = [hit for lexicon in _TITLES for hit in self.reading.hits(lexicon)]
        end = 0
        for hit in sorted(hits, key=lambda h: (h.first, -h.last)):
            if hit.first >= end and self._is_office(hit):
                self.offices.append(self._office(hit, end))
                end = self.offices[-1].last
        return self.offices

    def _is_office(self, hit: Hit) -> bool:
        """Is the word a title here: no name (Ms. Dean), no part of a set phrase (Plan directeur) or longer title?"""
        if hit.first in self.names.announced or self.names.in_set_phrase(hit.first):
            return False
        return self._ranks(hit) if hit.lexicon == "rank" else not self._belongs_to_next(hit)

    def _belongs_to_next(self, hit: Hit) -> bool:
        """Chief before Inspector, Deputy before Head: no title of its own."""
        before = self._modifiers.get(hit.first)
        while before and before.last not in self.names.roles and before.last not in self.names.acronyms:
            before = self._modifiers.get(before.last)
        return before is not None and before.last >= hit.last

    def _behind_asides(self, at: int) -> int:
        """The token behind what is only said by the way (Brigadier (Ret'd) …)."""
        while (hit := self._after.get(at)) and hit.id == "aside":
            at = hit.last
        return at

    def _ranks(self, hit: Hit) -> bool:
        """Does the word stand before a name, and not behind a noun (Direction générale)?"""
        reading, at = self.reading, self._behind_asides(hit.last)
        low, high = reading.line_bounds(hit.first)
        while at < high and at in self.names.honorifics:
            at = self.names.honorifics[at].last
        free = hit.first == low or self.names.is_capital(hit.first)
        free = free or reading.tags[hit.first - 1] not in ("NOUN", "NAME", "ADJ")
        free = free or hit.first in self.names.honorifics_ending or reading.hit_ending("role", hit.first) is not None
        return free and at < high and self.names.end(at, addressed=True) > at

    def _office(self, hit: Hit, low: int) -> Office:
        line_low, high = self.reading.line_bounds(hit.first)
        low = max(low, line_low)
        said = _PRESS if hit.lexicon == "press-title" else self.words.title(hit.id)
        office = Office(hit.first, hit.last, (hit.first, hit.last), said.role, kinds=set(said.kinds))
        if hit.lexicon == "rank":
            office.role = None
            office.kinds.add("rank")
            office.last = self._behind_asides(office.last)
        else:
            self._take_before(office, low)
            self._take_after(office, high)
            self._be_deputy(office)
            self.complements.extend(office, high)
            self._take_owner(office, low)
            self._decide_role(office, said)
        if office.first > low:
            office.article = self._article_before(office.first)
            office.kinds.update({"female"} if "female" in office.article else ())
        return office

    def _article_before(self, at: int) -> str:
        """The kind of the article before a token, as the lexicon title-article has it, or nothing."""
        return self.words.article_kinds.get(self.reading.norms[at - 1], "") if at else ""

    def _take_before(self, office: Office, low: int) -> None:
        """Takes the words before the title that belong to it; those for a deputy change its role."""
        deputy = False
        while (hit := self._before.get(office.first)) and hit.first >= low:
            kind, *features = hit.id.split(".")
            if kind in ("deputy", "plain") and office.title[0] == office.first:
                office.title = (hit.first, office.title[1])
            office.first = hit.first
            deputy = deputy or kind == "deputy"
            office.kinds.update(features, [kind] if kind == "former" else [])
        if deputy:
            office.role = self.words.deputy_of(office.role)

    def _take_after(self, office: Office, high: int) -> None:
        """Takes the words behind the title that belong to it, and those for a field before an honorific."""
        reading, last, deputy = self.reading, office.last, False
        while hit := self._after.get(last):
            kind, *features = hit.id.split(".")
            last = hit.last
            office.take(last, title_end=None if kind == "aside" else last)
            deputy = deputy or kind == "deputy"
            office.kinds.update(features)
        if deputy:
            office.role = self.words.deputy_of(office.role)
        if last < high and reading.norms[last] in self.words.peoples and reading.words[last].islower():
            office.take(last + 1)  # le ministre français
        while last < high and self.names.is_capital(last) and reading.norms[last] in self.words.barred:
            last += 1
        if last > office.last and last in self.names.honorifics:  # Secretary Health Dr X
            office.take(last, title_end=last)

    def _be_deputy(self, office: Office) -> None:
        """*his deputy*, *son adjointe*: the deputy of whose office stands before."""
        if office.role == "deputy" and "own" in self._article_before(office.first):
            office.role = self.words.deputy_of(next((o.role for o in reversed(self.offices) if o.role), None))
            office.kinds.add("deputy")

    def _decide_role(self, office: Office, said: Title) -> None:
        """Decides between the roles of one title by its organization; `other` is no role of the record."""
        if said.other and office.organization and self._speaks_for(said, office.organization):
            office.role = said.other
        if said.for_constituency and "with-for" in office.kinds:
            office.role = said.for_constituency
        if said.of_body and office.role == said.role and office.organization:
            office.role = said.of_body if self._is_kind(said.of_body, *office.organization) else office.role
        if office.role in ("other", "deputy"):
            office.role = None
        if office.organization is None and "deputy" not in office.kinds:
            office.alone = said.other

    def _speaks_for(self, said: Title, organization: Range) -> bool:
        """Does the organization decide for the other role: by what it is, or as a place (chef de Tamu)?"""
        first, last = organization
        norms, table, role = self.reading.norms, self.words.by_organization, str(said.other)
        if "before" in said.kinds and self.organizations.is_bare_place(first, last):
            return True
        country = self.reading.hit_at("country-name", first)
        if f"{role}.first" in table:
            return norms[first] in table[f"{role}.first"] or (country is not None and country.last == last)
        return bool({*norms[first : first + 2], norms[last - 1]} & set(table.get(role, ())))

    def _is_kind(self, role: str, first: int, last: int) -> bool:
        """Is the organization itself of the kind that gives the role (Lam village, Parliament of Ghana)?"""
        kinds, norms = self.words.by_organization.get(f"{role}.of", ()), self.reading.norms
        begins = norms[first] in kinds and norms[last - 1] not in self.words.bodies
        return begins or norms[last - 1] in kinds

    def _take_owner(self, office: Office, low: int) -> None:
        """The World Bank's Country Director, UNDP Resident Representative, its Director General."""
        owner = self._article_before(office.first)
        if owner.startswith("own") and office.organization is None:
            if not owner.endswith("person") and "deputy" not in office.kinds:
                office.organization = self.just_named(office.first - 1)
        elif self.words.organization_before and office.first > low:
            possessive = self.reading.norms[office.first - 1] in self.reading.possessives
            end = self._bracket_before(office.first - possessive, low)
            start = self.organizations.start(end, low)
            if start == end or self._is_name(start, end):
                self._take_field(office, low)
            else:
                self._take_named(office, (start, end), possessive)

    def _take_named(self, office: Office, owner: Range, possessive: bool) -> None:
        """Takes capitals before the title: its organization, a part of the title, or only where it is."""
        behind, office.first = office.organization, owner[0]
        if behind is not None:
            if behind[0] > office.title[1] and self._is_field_of(behind, owner, office):
                office.title, office.organization = (office.title[0], behind[1]), owner
        elif possessive or self._is_organization(owner, office) or self._is_portfolio(owner, office):
            office.organization = owner
        else:
            office.title = (owner[0], office.title[1])

    def _is_field_of(self, behind: Range, owner: Range, office: Office) -> bool:
        """UNICEF's Chief of Health: is what stands behind the title a field of the body before it?"""
        organizations = self.organizations
        return office.role != "minister" and organizations.is_body(*owner) and not organizations.has_body(*behind)

    def _is_name(self, first: int, last: int) -> bool:
        """Do the capitals before the title name a person, known or with an honorific or another title before it?"""
        announced = first in self.names.honorifics_ending or (self.offices and self.offices[-1].last == first)
        named = last - first > 1 and (self.names.end(first) == last or self.names.is_given(first))
        letters = named and last in self.names.acronyms
        return bool(announced or letters) or key_of(self.reading.text_of(first, last)) in self.names.known

    def _bracket_before(self, end: int, low: int) -> int:
        """Where a bracket with an acronym begins that ends before `end` (Department of Agriculture (DA) Secretary)."""
        words = self.reading.words
        return end - 3 if end - 3 > low and words[end - 1] == ")" and words[end - 3] == "(" else end

    def _take_field(self, office: Office, low: int) -> None:
        """Words in lower case for a body or field before the title (station head, nutrition expert) belong to it."""
        reading, first = self.reading, office.first
        while first > max(low, office.first - 3) and reading.words[first - 1].islower() and self._is_nominal(first - 1):
            first -= 1
        bound = first == low or reading.words[first - 1] in _BOUNDS or reading.norms[first - 1] in self.words.articles
        if not bound:
            first = office.first - (reading.norms[office.first - 1] in self.words.bodies)
        if first < office.first:
            office.first, office.title = first, (first, office.title[1])

    def _is_nominal(self, at: int) -> bool:
        return self.reading.tags[at] in ("NOUN", "ADJ")

    def _is_portfolio(self, owner: Range, office: Office) -> bool:
        """Health Minister, Social Development Minister: what the ministry is for."""
        norms, words = self.reading.norms[slice(*owner)], self.words
        return office.role in words.with_portfolio and all(n in words.portfolios or n in words.joiners for n in norms)

    def _is_organization(self, owner: Range, office: Office) -> bool:
        """Before a title: a body of two words or more, an acronym, a place; not only a field or one word for a body."""
        reading, words, (first, last) = self.reading, self.words, owner
        body = reading.norms[last - 1] in words.bodies
        while first < last - 1 and reading.hit_at("title-before", first) and not body:
            first += 1
        if any(w.isupper() and len(w) > 1 for w in reading.words[first:last]):
            return True
        if office.role in words.named_by_field:
            return body and last - first > 1
        if last - first == 1:
            other = reading.norms[first] in words.places or (body and office.role == "other")  # Programme Manager
            return reading.norms[first] not in words.fields and not other
        norms = reading.norms[first:last]
        if norms[-1] in words.places or self.organizations.has_body(first, last):
            return True
        return any(n not in words.fields and n not in words.places and n not in words.of for n in norms)

    def just_named(self, at: int) -> Range | None:
        """The organization that *its* at token `at` points to: the last one before it in the sentence, or, where the
        sentence begins with it, the first one of the sentence before."""
        low, high = self.reading.sentence_bounds(at)
        if at == low and low:
            before, _ = self.reading.sentence_bounds(low - 1)
            return next((found for i in range(before, low) if (found := self._named_at(i, before, low))), None)
        offices = [o for o in self.offices if low <= o.first < at]
        last = next((o.organization for o in reversed(offices) if o.organization), None)
        titles = {i for o in offices for i in range(*o.title)}
        inside = 0
        for index in range(at - 1, low - 1, -1):
            inside += (self.reading.words[index] == ")") - (self.reading.words[index] == "(")
            if last and index < last[1]:
                return last if self.organizations.is_body(*last) else None
            if inside == 0 and index not in titles and (found := self._named_at(index, low, at)):
                return found
        return self._named_later(at, high)

    def _named_later(self, at: int, high: int) -> Range | None:
        """Led by its Chairman, Mr X, the Committee …: the subject that follows, behind a comma."""
        for index in range(at + 1, high - 2):
            comma, article, body = self.reading.norms[index : index + 3]
            if comma == "," and article in self.words.articles and body in self.words.bodies:
                return index + 2, self.organizations.end(index + 2, high)
        return None

    def _named_at(self, index: int, low: int, high: int) -> Range | None:
        word, norm = self.reading.words[index], self.reading.norms[index]
        if norm in self.words.bodies:
            first = self.organizations.start(index, low)
            return first, max(self.organizations.end(index, high), index + 1)
        if word.isupper() and len(word) > 1 and word.isalpha():
            return index, index + 1
        return None
