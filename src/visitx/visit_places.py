"""Where a visit went and when: the places behind a word for travelling, and the dates in its sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from visitx.officials_organizations import Organizations
from visitx.officials_words import Range, bare
from visitx.patterns import Match
from visitx.reading import Reading
from visitx.record import DateItem
from visitx.visit_scene import Mentions, visited

LONGEST_WAY = 16  # tokens from the word for travelling to the place
NEAR = 6  # tokens between two dates of one visit


class Places:
    """The places that the journeys of one article went to."""

    def __init__(self, reading: Reading, organizations: Organizations, mentions: Mentions) -> None:
        self.reading = reading
        self.words = organizations.words
        self._countries = reading.starting("country-name")
        titles = (*reading.starting("role"), *reading.starting("honorific"))
        self._people = frozenset([*titles, *(at for p in mentions.places for at in range(p.first, p.last))])
        marks = (*titles, *reading.starting("rank"), *reading.starting("weekday"), *reading.starting("month"))
        self._marks = frozenset(marks)

    def behind(self, match: Match) -> Iterator[Range]:
        """Those named behind a match, in its clause: capitals that are no person, no organization and no day."""
        _, high = self.reading.sentence_bounds(match.first)
        at, high = visited(match), min(high, match.last + LONGEST_WAY)
        within = match.rule.gives["place"] == "within"
        while at < high and at not in self._people and not self._ends(at):
            end = at + 1
            if self.reading.words[at][0].isupper():
                country = None if within else self._countries.get(at)
                end = country.last if country else self._capitals_end(at)
                if country or (self._is_place(at, end) and not (within and not self._has_kind(at, end))):
                    yield at, end
            at = end

    def _ends(self, at: int) -> bool:
        """A verb, a clause or a pronoun, or a mark; but l'est du Tchad is no verb."""
        tag, norms = self.reading.tags[at], self.reading.norms
        if tag == "AUX" and norms[at - 1] in self.words.articles:
            return False
        return tag in ("SUB", "VERB", "AUX", "PRON") or norms[at] in (";", ":")

    def _capitals_end(self, at: int) -> int:
        """Where a run of capitals ends."""
        _, high = self.reading.line_bounds(at)
        while at < high and self.reading.words[at][0].isupper():
            at += 1
        return at

    def _is_place(self, first: int, end: int) -> bool:
        """No body, field, title, day or month in it, and no word in capitals throughout, a slash or a stop."""
        names, norms, words = self.reading.words[first:end], self.reading.norms[first:end], self.words
        if names[-1].endswith(".") or any("/" in w or (w.isupper() and len(w) > 1) for w in names):
            return first in self._countries
        if not self._marks.isdisjoint(range(first, end)) or words.barred.issuperset(norms):
            return False
        prefixed = bare(names[0]) in words.place_prefixes and end - first > 1
        if not prefixed and not (words.bodies.isdisjoint(norms) and words.portfolios.isdisjoint(norms)):
            return False
        return not self._is_part(end)

    def _is_part(self, end: int) -> bool:
        """Is what ends here part of another name: of a body, a type (Dash 8), a longer name (Imi n'Ouzarif)?"""
        _, high = self.reading.line_bounds(end - 1)
        if end >= high:
            return False
        norm = self.reading.norms[end]
        body = norm in self.words.bodies or norm in self.reading.possessives
        return body or norm[0].isdigit() or "'" in norm[1:2]

    def _has_kind(self, first: int, end: int) -> bool:
        """Does a word for what kind of place it is stand with it (province of X, X commune)?"""
        norms = self.reading.norms
        return not self.words.places.isdisjoint([*norms[max(0, first - 3) : first], *norms[first : end + 1]])


def visit_dates(reading: Reading, travels: Sequence[Match], dates: Sequence[DateItem]) -> list[str]:
    """The values of the dates that stand with the first travel that is dated to the day."""
    for match in travels:
        low, high = reading.sentence_bounds(match.first)
        cut = next((at for at in range(match.last, high) if reading.tags[at] == "SUB"), high)
        start, end = reading.starts[low], reading.end(high - 1)
        found = [d for d in dates if start <= d.start and d.end <= end and _is_day(d)]
        if _is_clause(reading, low, match.first):
            found = list(_within_clause(reading, match.last, high, found))
        near = [d for d in found if d.end <= reading.end(cut - 1)]
        if found:
            return [d.value for d in _cluster(reading, near or found, match)]
    return []


def _is_clause(reading: Reading, low: int, at: int) -> bool:
    """Does a clause between commas hold the token (the hospital, which she had visited before, …)?"""
    return any(reading.tags[i] == "SUB" and i > low and reading.norms[i - 1] == "," for i in range(low, at))


def _within_clause(reading: Reading, at: int, high: int, found: Sequence[DateItem]) -> Iterator[DateItem]:
    """The dates before the comma that ends a clause; one inside a date ends none."""
    for comma in range(at, high):
        start = reading.starts[comma]
        if reading.norms[comma] == "," and not any(d.start < start < d.end for d in found):
            yield from (d for d in found if d.end <= start)
            return
    yield from found


def _is_day(date: DateItem) -> bool:
    return ".." not in date.value and date.kind in ("date", "interval") and len(date.value.split("/")[0]) == 10


def _cluster(reading: Reading, found: Sequence[DateItem], match: Match) -> list[DateItem]:
    """Of several dates those that stand together nearest to the travel (on 26 and 27 May)."""
    groups: list[list[DateItem]] = []
    for date in found:
        text = reading.text[groups[-1][-1].end : date.start] if groups else ""
        if groups and len(text.split()) <= NEAR:
            groups[-1].append(date)
        else:
            groups.append([date])
    place = reading.starts[match.first]
    return min(groups, key=lambda g: min(abs(place - d.start) for d in g))
