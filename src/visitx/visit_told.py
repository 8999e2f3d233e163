"""What the rules of the section `visit` found in one article, and whether it tells of a visit."""

from __future__ import annotations

from collections.abc import Iterator

from visitx.header import Header
from visitx.patterns import Match
from visitx.reading import Reading

LONGEST_JOURNEY = 8  # tokens from *ended* to *visit*


def visited(match: Match) -> int:
    """The token at which begins what was visited."""
    return match.slots.get("place", (match.last,))[0]


class Told:
    """The matches of the section, in order."""

    def __init__(self, reading: Reading, header: Header) -> None:
        self.reading = reading
        self.title = header.title
        self.matches = sorted(reading.matches("visit"), key=lambda m: m.first)

    def giving(self, key: str) -> Iterator[Match]:
        """The matches of the rules that give `key`."""
        return (m for m in self.matches if key in m.rule.gives)

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
        at = self.reading.text.find(self.title) if self.title else -1
        return at >= 0 and at <= self.reading.starts[match.first] < at + len(self.title or "")
