"""What follows a title and belongs to it: its organization, its field, its portfolio, the place of a posting.

*of* and *at* lead to an organization, *for* to a portfolio; what stands before *at* a real organization is a field of
the title (Chief of Health at UNICEF). A bracket behind the organization is its acronym.
"""

from __future__ import annotations

from dataclasses import replace

from visitx.officials_names import Names, Range
from visitx.officials_offices import Office, TitleWords
from visitx.officials_organizations import Organizations
from visitx.reading import Reading

LONGEST_BRACKET = 6


class Complements:
    """Extends the offices of one article by what follows their titles."""

    def __init__(self, reading: Reading, names: Names, organizations: Organizations) -> None:
        self.reading = reading
        self.names = names
        self.organizations = organizations
        self.words = reading.prepared(TitleWords)

    def extended(self, office: Office, high: int) -> Office:
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
            return self._with_unlinked(office, high) if office.organization is None else office
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
            return replace(office, last=name[1]) if self.organizations.is_place(*name) else office
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
        inside = self._body_after_field(office, name) if kind == "of" else None
        if inside is not None:
            return replace(office, last=name[1], title=(office.title[0], inside[0]), organization=(inside[1], name[1]))
        return replace(office, last=name[1], organization=name, kinds=office.kinds | {f"with-{kind}"})

    def _with_in(self, office: Office, name: Range, body: bool) -> Office:
        """An organization, a place of posting, or a field (expert in coastal dynamics)."""
        if body:
            return replace(office, last=name[1], organization=name)
        title = office.title if self.organizations.is_place(*name) else (office.title[0], name[1])
        return replace(office, last=name[1], title=title)

    def _is_field(self, office: Office, name: Range, high: int) -> bool:
        """*Chief of Health* at UNICEF; UNICEF and *its Chief of Health*."""
        own = "own" in self.words.article_before(self.reading, office.first) and office.role != "minister"
        return own or self._field_goes_on(name, high)

    def _field_goes_on(self, name: Range, high: int) -> bool:
        """Does a real organization follow the field (*of Health* at UNICEF)?"""
        kind, start = self._link(name[1], high)
        if kind != "at" or start >= high:
            return False
        end = self.organizations.end(start, high)
        general = self.reading.words[name[0]].islower() or self.reading.norms[name[0]] in self.names.words.portfolios
        return end > start and (
            self.organizations.is_body(start, end) or (general and self.organizations.is_place(start, end))
        )

    def _body_after_field(self, office: Office, name: Range) -> Range | None:
        """Where the field ends and the body begins in *of* field *of* or *at* body, or None."""
        posted = "minister" in (office.role or "")  # Minister of Health of the DRC
        norms, small = self.reading.norms, self.organizations.small
        for at in range(name[0] + 1, name[1] - 1):
            if norms[at] in small.of or norms[at] in small.places:
                start = at + 1
                while start < name[1] - 1 and norms[start] in small.articles:
                    start += 1
                inner = not posted and self._leads_body(start, name[1], at_place=norms[at] in small.places)
                if inner or norms[start] in self.names.words.bodies:
                    field = not any(n in self.names.words.institution for n in norms[name[0] : at])
                    return (at, start) if field else None
        return None

    def _leads_body(self, start: int, end: int, *, at_place: bool) -> bool:
        """Does an acronym stand there, or, behind *at* and *in*, the name of a body?"""
        word = self.reading.words[start]
        acronym = word.isupper() and 1 < len(word) < 7 and start + 1 == end
        return acronym or (at_place and self.organizations.has_body(start, end))

    def _with_unlinked(self, office: Office, high: int) -> Office:
        """An organization right behind the title (Permanent Secretary Ministry of Health Dr X), or behind a comma."""
        at, reading = office.last, self.reading
        body = at < high and at == office.title[1] and reading.norms[at] in self.names.words.bodies
        if not body or not reading.words[at][0].isupper():
            return self._with_comma(office, high)
        end = self.organizations.end(at, high)
        return replace(office, last=end, organization=(at, end)) if end > at + 1 else office

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
        before = first - 1 if self.words.article_before(self.reading, first) else first
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

    def _with_bracketed(self, office: Office, inside: Range) -> Office:
        """Regional Director General (Manitoba Region), MP (Lok Sabha)."""
        if self.organizations.end(inside[0], inside[1]) != inside[1] or self._names_person(inside[0]):
            return office
        initials = "".join(w[0] for w in self.reading.words[slice(*office.title)]).upper()
        named = self.organizations.is_place(*inside) or self.organizations.has_body(*inside)
        if self.reading.text_of(*inside) == initials:
            return office
        return replace(office, last=inside[1] + 1, organization=inside) if named else office

    def _names_person(self, at: int) -> bool:
        return bool(self.reading.hit_at("role", at) or self.reading.hit_at("honorific", at))
