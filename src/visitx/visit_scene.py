"""What an article tells of a visit: the matches of the rules of the section, and where the officials are mentioned."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from visitx.header import Header
from visitx.patterns import Match
from visitx.reading import Reading
from visitx.record import Official

_VISITS = ("delegation-word", "visit-noun")  # lexicons of words that also stand in names of bodies
LONGEST_JOURNEY = 8  # tokens from *ended* to *visit*


def visited(match: Match) -> int:
    """The token at which begins what was visited."""
    return match.slots.get("place", (match.last,))[0]


class Told:
    """The matches of the section, in order."""

    def __init__(self, reading: Reading, header: Header) -> None:
        self.reading = reading
        self._by_key: dict[str, list[Match]] = {}
        standing = {at for hit in reading.hits("standing-mission") for at in range(hit.first, hit.last)}
        for match in reading.matches("visit"):
            words = (match.slots.get(name, (-1,))[0] for name in _VISITS)
            if not standing.isdisjoint(words):
                continue  # in the name of a standing body, or in a title (Chief of Mission)
            for key in match.rule.gives:
                self._by_key.setdefault(key, []).append(match)
        title = reading.text.find(header.title) if header.title else -1
        self._title = range(title, title + len(header.title or "")) if title >= 0 else range(0)

    def giving(self, key: str) -> list[Match]:
        """The matches of the rules that give `key`."""
        return self._by_key.get(key, [])

    def journeys(self, key: str) -> list[Match]:
        """The matches giving `key` that tell of a journey; those that lie ahead only where no other does."""
        found = [m for m in self.giving(key) if self.is_journey(m)]
        return [m for m in found if not m.rule.gives.get("ahead")] or found

    def is_journey(self, match: Match) -> bool:
        """Does something follow that was visited (not: the schools visited, …; inspected between …)?"""
        reading, at = self.reading, visited(match)
        if at >= len(reading) or match.rule.gives.get("near"):
            return match.last - match.first <= LONGEST_JOURNEY
        follows = reading.norms[at]
        return (follows[0].isalnum() and reading.tags[at] != "PREP") or follows in ("«", "“", '"', "(")

    def in_title(self, match: Match) -> bool:
        """A headline is asked last: its capitals tell little of names."""
        return self.reading.starts[match.first] in self._title


class Place(NamedTuple):
    """Tokens `first` to `last` (exclusive) of a mention, and whom it names."""

    first: int
    last: int
    name: str


class Mentions:
    """The mentions of all officials as token ranges, in order."""

    def __init__(self, reading: Reading, officials: Sequence[Official]) -> None:
        self.reading = reading
        self.officials = officials
        self._when = reading.book.words("clause-when")
        starts = reading.starts
        self.places = sorted(
            Place(bisect_left(starts, m.start), bisect_left(starts, m.end), o.name)
            for o in officials
            for m in o.mentions
        )
        self._firsts = [p.first for p in self.places]

    def at(self, token: int) -> Place | None:
        """The mention that holds a token."""
        index = bisect_right(self._firsts, token)
        return self.places[index - 1] if index and token < self.places[index - 1].last else None

    def within(self, first: int, last: int) -> list[Place]:
        """The mentions that begin in a token range."""
        return self.places[bisect_left(self._firsts, first) : bisect_left(self._firsts, last)]

    def names(self, first: int, last: int) -> set[str]:
        """Who is mentioned in a token range."""
        return {p.name for p in self.within(first, last)}

    def before(self, match: Match) -> list[Place]:
        """The mentions before a match in its sentence."""
        return self.within(self.reading.sentence_bounds(match.first)[0], match.first)

    def behind(self, match: Match) -> list[Place]:
        """The mentions behind a match in its sentence."""
        return self.within(match.last, self.reading.sentence_bounds(match.first)[1])

    def subjects(self, match: Match) -> list[str]:
        """All persons named before a verb in its sentence, where they are who acts: with no clause and no other verb
        between the last of them and the verb but what two commas enclose."""
        before = self.before(match)
        if not before or any(self._leads_clause(before[0].first)):
            return []
        first, last = before[-1].last, match.first
        commas = [at for at in range(first, last) if self.reading.norms[at] == ","]
        outside = {*self.reading.tags[first : commas[0] if commas else last]}
        outside.update(self.reading.tags[commas[-1] + 1 : last] if commas else ())
        return [] if {"SUB", "VERB"} & outside else [p.name for p in before]

    def subject(self, match: Match) -> str | None:
        """The one person who is said to have acted."""
        names = set(self.subjects(match))
        return names.pop() if len(names) == 1 else None

    def _leads_clause(self, end: int) -> Iterator[bool]:
        """Does a clause begin before `end` whose subject may not be who is named in it (which X visited)?"""
        low, _ = self.reading.sentence_bounds(end)
        tags, norms = self.reading.tags, self.reading.norms
        return (tags[at] == "SUB" and norms[at] not in self._when for at in range(low, end))
