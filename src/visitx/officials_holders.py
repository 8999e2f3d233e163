"""What stands before a title and belongs to it: an organization, its possessive, a field, or *its*.

Only languages that put an owner before what it owns (as English does with 's) have organizations and fields there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from visitx.officials_namekeys import key_of
from visitx.officials_names import Names, Range
from visitx.officials_offices import Office, TitleWords
from visitx.officials_organizations import Organizations
from visitx.reading import Reading

_BOUNDS = frozenset({",", "(", "–", "—", "-", ";", ":"})


class Holders:
    """Finds the organizations that stand before the titles of one article."""

    def __init__(self, reading: Reading, names: Names, organizations: Organizations) -> None:
        self.reading = reading
        self.names = names
        self.organizations = organizations
        self.words = reading.prepared(TitleWords)

    def placed(self, office: Office, low: int, offices: list[Office]) -> Office:
        """The World Bank's Country Director, UNDP Resident Representative, its Director General."""
        reading, first = self.reading, office.first
        if office.organization is not None:
            return self._with_place_before(office, low, offices)
        owner = self.words.article_before(reading, first)
        if owner.endswith("person"):
            return office
        if owner.startswith("own"):
            named = None if "deputy" in office.kinds else self.just_named(first - 1, offices)
            return replace(office, organization=named)
        if not self.words.organization_before or first == low:
            return office
        possessive = reading.norms[first - 1] in reading.possessives
        end = first - 1 if possessive else first
        bracket = self._bracket_before(end, low)
        start = self.organizations.start(bracket, low)
        if start == bracket or self._is_name(start, bracket, offices):
            return self._with_field(office, low)
        if possessive or self._is_organization(start, bracket, office) or self._is_portfolio(start, bracket, office):
            return replace(office, first=start, organization=(start, bracket))
        return replace(office, first=start, title=(start, office.title[1]))

    def _with_place_before(self, office: Office, low: int, offices: list[Office]) -> Office:
        """Manitoba Minister of Infrastructure: the place goes with it. UNICEF's Chief of Health: a field of a body."""
        if not self.words.organization_before or office.first == low or office.organization is None:
            return office
        end = office.first - (self.reading.norms[office.first - 1] in self.reading.possessives)
        start = self.organizations.start(end, low)
        if start == end or self._is_name(start, end, offices):
            return self._with_field(office, low)
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

    def _with_field(self, office: Office, low: int) -> Office:
        first = self._field_before(office, low)
        return replace(office, first=first, title=(min(first, office.title[0]), office.title[1]))

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
        fields = all(
            n in self.names.words.portfolios or n in self.organizations.small.joiners
            for n in self.reading.norms[first:last]
        )
        return fields and office.role in self.words.with_portfolio

    def _is_organization(self, first: int, last: int, office: Office) -> bool:
        """Before a title: a body of two words or more, an acronym, a place; not only a field or one word for a body."""
        reading, words = self.reading, self.names.words
        while (
            first < last - 1 and reading.hit_at("title-before", first) and reading.norms[last - 1] not in words.bodies
        ):
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

    def just_named(self, at: int, offices: Sequence[Office]) -> Range | None:
        """The organization that *its* points to: the last one of the sentence before it."""
        low, _ = self.reading.sentence_bounds(at)
        before = [o for o in offices if o.organization and low <= o.organization[0] < at]
        titles = {i for o in offices if o.first >= low for i in range(*o.title)}
        inside = 0
        for index in range(at - 1, low - 1, -1):
            inside += (self.reading.words[index] == ")") - (self.reading.words[index] == "(")
            if before and before[-1].organization and index < before[-1].organization[1]:
                last = before[-1].organization
                return last if self.organizations.is_body(*last) else None
            if inside == 0 and index not in titles and (found := self._named_at(index, low, at)):
                return found
        return self._named_later(at)

    def _named_later(self, at: int) -> Range | None:
        """Led by its Chairman, Mr X, the Committee …: the subject that follows, behind a comma."""
        _, high = self.reading.sentence_bounds(at)
        for index in range(at + 1, high - 2):
            comma, article, body = self.reading.norms[index : index + 3]
            if comma == "," and article in self.words.articles and body in self.names.words.bodies:
                return index + 2, self.organizations.end(index + 2, high)
        return None

    def _named_at(self, index: int, low: int, high: int) -> Range | None:
        word, norm = self.reading.words[index], self.reading.norms[index]
        if norm in self.names.words.bodies:
            first = self.organizations.start(index, low)
            return first, max(self.organizations.end(index, high), index + 1)
        if word.isupper() and len(word) > 1 and word.isalpha():
            return index, index + 1
        return None
