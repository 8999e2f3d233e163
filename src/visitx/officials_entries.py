"""The persons of an article by the parts of their names, so that a mention finds whom it may mean."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from visitx.officials_links import Sighting
from visitx.officials_words import Key, Range, is_part


@dataclass(eq=False)
class Entry:
    """One person: `key` and `name` of the fullest mention, and all sightings in order of the article."""

    key: Key
    name: str
    number: int
    sightings: list[Sighting] = field(default_factory=list)
    again: list[Range] = field(default_factory=list)
    _places: list[int] = field(default_factory=list)

    def add(self, sighting: Sighting) -> None:
        """Adds one sighting of the person."""
        self.sightings.append(sighting)
        insort(self._places, sighting.person.first)

    def last_before(self, at: int) -> int:
        """Where the person was sighted last before token `at`; -1 for nowhere."""
        index = bisect_left(self._places, at)
        return self._places[index - 1] if index else -1

    @property
    def genders(self) -> set[str]:
        """female, male: what the honorifics of all mentions say."""
        said = {g.partition(".")[0] for s in self.sightings for g in s.genders}
        return said & {"female", "male"}


class Entries:
    """All entries in order of making."""

    def __init__(self) -> None:
        self._all: list[Entry] = []
        self._by_part: defaultdict[str, set[int]] = defaultdict(set)

    def __iter__(self) -> Iterator[Entry]:
        return iter(self._all)

    def new(self, key: Key, name: str) -> Entry:
        """Makes the entry of one more person."""
        entry = Entry(key, name, len(self._all))
        self._all.append(entry)
        self.rename(entry, key, name)
        return entry

    def rename(self, entry: Entry, key: Key, name: str) -> None:
        """Gives an entry a fuller name, which holds all parts of the one it has."""
        entry.key, entry.name = key, name
        for part in key:
            self._by_part[part].add(entry.number)

    def has_part(self, key: Key) -> bool:
        """Is any part of `key` one of a known name?"""
        return not self._by_part.keys().isdisjoint(key)

    def meant(self, key: Key) -> list[Entry]:
        """The persons whom a mention `key` may mean: those whose names hold all its parts."""
        known = [self._by_part.get(part, set()) for part in key]
        return [e for e in self._at(set.intersection(*known)) if is_part(key, e.key)] if known else []

    def within(self, key: Key) -> list[Entry]:
        """The persons whose names are part of the name `key`."""
        known = (self._by_part.get(part, set()) for part in key)
        return [e for e in self._at(set().union(*known)) if is_part(e.key, key)]

    def _at(self, numbers: set[int]) -> Iterator[Entry]:
        return (self._all[number] for number in sorted(numbers))
