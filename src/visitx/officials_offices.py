"""Offices: a title with what follows and belongs to it: its organization, field, portfolio, or place of posting.

*of* and *at* lead to an organization, *for* to a portfolio; what stands before *at* a real organization is a field of
the title (Chief of Health at UNICEF). A bracket behind the organization is its acronym.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from visitx.officials_names import Names
from visitx.officials_organizations import Organizations
from visitx.officials_words import Range
from visitx.reading import Reading

LONGEST_BRACKET = 6
_ENDS = frozenset({".", ",", ";", ")", ":"})
_APART = frozenset({",", "-", "–", "—", "("})


@dataclass(slots=True)
class Office:
    """Tokens `first` to `last` (exclusive) with all that belongs to a title, as far as it was read. `alone`: its role
    where nothing stands with it but the name; `kinds`: female, plural, former, press, rank; `article` as the lexicon
    title-article has it."""

    first: int
    last: int
    title: Range
    role: str | None
    alone: str | None = None
    organization: Range | None = None
    kinds: set[str] = field(default_factory=set)
    article: str = ""

    def take(self, last: int, organization: Range | None = None, title_end: int | None = None) -> None:
        """Takes what stands behind it, as far as `last`: an organization, more of the title, or what is neither."""
        self.last = last
        self.organization = organization or self.organization
        if title_end is not None:
            self.title = (self.title[0], title_end)


class Complements:
    """Extends the offices of one article by what follows their titles."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.names = reading.kept(Names)
        self.organizations = reading.kept(Organizations)
        self.words = self.names.words
        self._phrases = reading.starting("office-phrase")
        self._leading = self.words.link_kinds.keys() | {","}

    def extend(self, office: Office, high: int) -> None:
        """Takes what follows *of*, *at*, *for*, *in*: organization, field, portfolio or place of posting."""
        last, norms = -1, self.reading.norms
        while last < office.last < high:
            last = office.last
            if norms[last] in self._leading or last in self._phrases or self.names.is_capital(last):
                self._take_complement(office, high)
            if office.last < high and norms[office.last] == "(":
                self._take_bracket(office, high)
        if last + 1 < high and norms[last] == "," and office.organization is not None:
            self._take_body_of_field(office, office.organization, high)

    def _link(self, at: int, high: int) -> tuple[str, int]:
        """of, at, for or in, and the token after that link and its article; nothing where there is none."""
        if at >= high:
            return "", at
        at += self.reading.norms[at] == "," and at + 1 in self._phrases  # la ministre déléguée, chargée de …
        phrase = self._phrases.get(at)
        kind = phrase.id.partition(".")[0] if phrase else self.words.link_kinds.get(self.reading.norms[at], "")
        if not kind:
            return "", at
        after = phrase.last if phrase else at + 1
        while after < high and self.reading.norms[after] in self.words.article_kinds:
            after += 1
        return kind, after

    def _take_complement(self, office: Office, high: int) -> None:
        comma = office.last < high and self.reading.norms[office.last] == ","
        phrase = self._phrases.get(office.last + comma)
        if phrase is not None and phrase.id.endswith(".female"):  # ministre chargée de
            office.kinds.add("female")
        kind, start = self._link(office.last, high)
        if not kind or start >= high:
            if office.organization is None:
                self._take_unlinked(office, high)
            return
        if kind != "in" and office.organization is None and start in self.names.roles:
            inner = self._inner(start, high)
            office.take(inner[1], inner)
            return
        end = self.organizations.end(start, high)
        if end == start:
            return
        if office.organization is not None:
            self._take_more(office, kind, (start, end), high)
        else:
            self._take_name(office, kind, (start, end), high)

    def _take_more(self, office: Office, kind: str, name: Range, high: int) -> None:
        """Behind the organization: where it is, or the rest of its name after a bracket (… Assembly (APC) of Lindi)."""
        if kind != "of":
            if self.organizations.is_place(*name):
                office.take(self._behind_countries(name[1], high))
        elif self.reading.words[office.last - 1] == ")" and office.organization is not None:
            office.take(name[1], (office.organization[0], name[1]))

    def _inner(self, start: int, high: int) -> Range:
        """An office inside the complement (Parliamentary Secretary to the Minister of Health): all of it."""
        last = self.names.roles[start].last
        kind, after = self._link(last, high)
        end = self.organizations.end(after, high) if kind == "of" and after < high else after
        return (start, end) if kind == "of" and end > after else (start, last)

    def _take_name(self, office: Office, kind: str, name: Range, high: int) -> None:
        """What a name behind a link is: organization, field of the title, portfolio or posting."""
        end, body = name[1], self.organizations.is_body(*name)
        if kind == "in":
            field_of_title = not body and not self.organizations.is_place(*name)
            office.take(end, name if body else None, end if field_of_title else None)
        elif kind == "for" and self._is_posting(office, name, high):
            office.take(self._behind_countries(end, high))
        elif kind != "at" and not body and self._is_field(office, name, high):
            office.take(end, title_end=end)
        elif kind == "of" and (inside := self._body_after_field(office, name)):
            office.take(end, (inside[1], end), inside[0])
        else:
            office.take(end, name)
            office.kinds.add(f"with-{kind}")

    def _is_field(self, office: Office, name: Range, high: int) -> bool:
        """*Chief of Health* at UNICEF; UNICEF and *its Chief of Health*; an expert in whatever it is."""
        article = self.words.article_kinds.get(self.reading.norms[office.first - 1], "") if office.first else ""
        own = "own" in article and office.role != "minister"
        return own or office.role in self.words.named_by_field or self._field_goes_on(name, high)

    def _is_posting(self, office: Office, name: Range, high: int) -> bool:
        """*Ambassador to* a country, *Director for* a region."""
        if office.role not in self.words.posted or self._field_goes_on(name, high):
            return False
        return not self.organizations.has_body(*name) and not (
            name[1] - name[0] == 1 and self.organizations.is_body(*name)
        )

    def _behind_countries(self, at: int, high: int) -> int:
        """The token behind the other countries of a posting (Country Director for Kenya, Rwanda and Uganda)."""
        norms, countries = self.reading.norms, self.reading.starting("country-name")
        while at + 1 < high and (norms[at] == "," or norms[at] in self.words.joiners):
            start = self.organizations.skip_articles(at + 1 + (norms[at + 1] in self.words.joiners), high)
            if start not in countries:
                break
            at = countries[start].last
        return at

    def _field_goes_on(self, name: Range, high: int) -> bool:
        """Does a real organization follow the field (*of Health* at UNICEF)?"""
        kind, start = self._link(name[1], high)
        if kind != "at" or start >= high:
            return False
        end = self.organizations.end(start, high)
        general = self.reading.words[name[0]].islower() or self.reading.norms[name[0]] in self.words.portfolios
        return end > start and (
            self.organizations.is_body(start, end) or (general and self.organizations.is_place(start, end))
        )

    def _body_after_field(self, office: Office, name: Range) -> Range | None:
        """Where the field ends and the body begins in *of* field *of* or *at* body, or None."""
        posted = "minister" in (office.role or "")  # Minister of Health of the DRC
        norms, words = self.reading.norms, self.words
        for at in range(name[0] + 1, name[1] - 1):
            if norms[at] in words.of or norms[at] in words.at_or_in:
                start = self.organizations.skip_articles(at + 1, name[1] - 1)
                inner = not posted and self._leads_body(start, name[1], at_place=norms[at] in words.at_or_in)
                if inner or norms[start] in words.bodies:
                    return None if any(n in words.institution for n in norms[name[0] : at]) else (at, start)
        return None

    def _leads_body(self, start: int, end: int, *, at_place: bool) -> bool:
        """Does an acronym stand there, or, behind *at* and *in*, the name of a body?"""
        word = self.reading.words[start]
        acronym = word.isupper() and 1 < len(word) < 7 and start + 1 == end
        return acronym or (at_place and self.organizations.has_body(start, end))

    def _take_body_of_field(self, office: Office, behind: Range, high: int) -> None:
        """*Director of Planning, Ministry of Health*: behind the comma the body, before it a field of the title."""
        norms, start = self.reading.norms, office.last + 1
        field_first = norms[behind[0]] in self.words.portfolios and not self.organizations.is_body(*behind)
        if not field_first or behind[1] != office.last or not self._in_apposition(office.first):
            return
        acronym = self.reading.words[start].isupper() and len(self.reading.words[start]) > 1
        if "minister" in (office.role or "") or not (acronym or norms[start] in self.words.bodies):
            return
        end = self.organizations.end(start, high)
        if end > start + (not acronym) and (end == high or norms[end] in _ENDS):
            office.take(end, (start, end), behind[1])

    def _take_unlinked(self, office: Office, high: int) -> None:
        """An organization right behind the title (Permanent Secretary Ministry of Health Dr X), or behind a comma
        (Director, Department of Health) after a title that stands by a name."""
        at = office.last
        if at + 1 >= high or at != office.title[1]:
            return
        comma = self.reading.norms[at] == ","
        start = at + comma
        if not self.names.is_capital(start) or (comma and not self._in_apposition(office.first)):
            return
        if start in self.names.roles or start in self.names.honorifics:
            return
        body = self.reading.norms[start] in self.words.bodies
        read = comma or body or not self.words.barred.isdisjoint(self.reading.norms[start : start + 2])
        end = self.organizations.end(start, high) if read else start
        if end == start:
            return
        if comma:
            fits = body or self._is_unlinked(start, end, high)
        else:
            fits = end > start + 1 if body else self._is_division(start, end, high)
        if fits:
            office.take(end, (start, end))

    def _is_unlinked(self, start: int, end: int, high: int) -> bool:
        """Behind a comma: an acronym, the name of a body that does not begin with the word for it, or fields alone
        (Head of Section, Trade and Rural Development)."""
        if end == start + 1 and self.reading.words[start].isupper():
            return True
        if self.words.organization_before and self.organizations.has_body(start, end):
            return True
        fields = self.reading.norms[start] in self.words.portfolios
        return fields and (end == high or self.reading.norms[end] in _ENDS)

    def _is_division(self, start: int, end: int, high: int) -> bool:
        """Right behind the title: a region (directeur Région Nord), fields before a name (Secretary Finance, Mr. X), or
        words of which the last is one for a body or a place (Commissioner Eastern Division)."""
        norms, words = self.reading.norms, self.words
        if end < high and norms[end] not in _ENDS and end not in self.names.honorifics:
            return False
        if norms[end - 1] in words.institution and end > start + 1:
            named = words.organization_before and self.names.end(start) <= start + 1  # Kech District
            return named or norms[start] in words.places or words.barred.issuperset(norms[start:end])
        if norms[start] in words.places:
            return end > start + 1
        return end + 1 in self.names.honorifics and words.portfolios.issuperset(norms[start:end])

    def _in_apposition(self, first: int) -> bool:
        """Does a comma, a dash or the beginning of the line stand before the title?"""
        low, _ = self.reading.line_bounds(first)
        before = first - (first > low and self.reading.norms[first - 1] in self.words.article_kinds)
        return before <= low or self.reading.norms[before - 1] in _APART

    def _take_bracket(self, office: Office, high: int) -> None:
        """Skips a bracket behind the organization, as its acronym; behind a bare title it holds the organization."""
        words, at = self.reading.words, office.last
        closing = next((i for i in range(at + 1, min(at + LONGEST_BRACKET, high)) if words[i] == ")"), None)
        if closing is None or at + 1 in self.names.roles or at + 1 in self.names.honorifics:
            return
        if office.organization is not None:
            office.take(closing + 1)
        elif at == office.title[1]:
            initials = "".join(w[0] for w in words[slice(*office.title)]).upper()
            if words[at + 1] == initials:  # District Chief Executive (DCE)
                office.take(closing + 1)
            elif self._holds_organization((at + 1, closing)):
                office.take(closing + 1, (at + 1, closing))

    def _holds_organization(self, inside: Range) -> bool:
        """Regional Director General (Manitoba Region), MP (Lok Sabha)."""
        if inside[0] == inside[1] or self.organizations.end(*inside) != inside[1]:
            return False
        return self.organizations.is_place(*inside) or self.organizations.has_body(*inside)
