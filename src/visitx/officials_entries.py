"""The persons of an article by the parts of their names, so that a mention finds whom it may mean; their positions."""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import dataclass, field

from visitx.officials_links import Sighting
from visitx.officials_words import Key, Range, bare, is_part, key_of
from visitx.record import Position

_TELLING = frozenset({"female", "male"})


@dataclass(eq=False, slots=True)
class Entry:
    """One person: `key` and `name` of the fullest mention, all sightings, and mentions that nothing announces."""

    key: Key
    name: str
    sightings: list[Sighting] = field(default_factory=list)
    again: list[Range] = field(default_factory=list)

    def last_before(self, at: int) -> int:
        """Where the person was sighted last before token `at`; -1 for nowhere."""
        return max((s.person.first for s in self.sightings if s.person.first < at), default=-1)

    @property
    def genders(self) -> set[str]:
        """female, male: what the honorifics of all mentions say."""
        return {g.partition(".")[0] for s in self.sightings for g in s.genders} & _TELLING


class Entries:
    """All entries in order of making."""

    def __init__(self) -> None:
        self._all: list[Entry] = []
        self._by_key: dict[Key, Entry] = {}
        self._by_part: dict[str, list[Entry]] = {}

    def __iter__(self) -> Iterator[Entry]:
        return iter(self._all)

    def new(self, key: Key, name: str) -> Entry:
        """Makes the entry of one more person."""
        entry = Entry(key, name)
        self._all.append(entry)
        self.rename(entry, key, name)
        return entry

    def rename(self, entry: Entry, key: Key, name: str) -> None:
        """Gives an entry a fuller name, which holds all parts of the one it has."""
        entry.key, entry.name = key, name
        self._by_key[tuple(sorted(key))] = entry
        for part in key:
            entries = self._by_part.setdefault(part, [])
            if entry not in entries:
                entries.append(entry)

    def named(self, key: Key) -> Entry | None:
        """The person of this name, in whatever order its parts stand."""
        return self._by_key.get(tuple(sorted(key)))

    def may_name(self, norm: str) -> bool:
        """Is the word, or a part of it, part of a known name?"""
        plain = norm.isascii() and norm.isalpha()
        return norm in self._by_part or not (plain or self._by_part.keys().isdisjoint(key_of(norm)))

    def meant(self, key: Key) -> list[Entry]:
        """The persons whom a mention `key` may mean: those whose names hold all its parts."""
        return [e for e in self._by_part.get(key[0], ()) if is_part(key, e.key)] if key else []

    def within(self, key: Key) -> list[Entry]:
        """The persons whose names are part of the name `key`."""
        found = (e for part in key for e in self._by_part.get(part, ()))
        return [e for e in dict.fromkeys(found) if is_part(e.key, key)]


def add_position(positions: list[Position], new: Position, known: Set[int]) -> None:
    """Adds a position: several wordings of one office are one; `known` had their organization before this sighting."""
    for index, old in enumerate(positions):
        if not _same_office(old, new):
            continue
        if old.organization is None and new.organization:
            positions[index] = Position(old.title, old.role, new.organization)
            return
        if index in known or new.organization is None or bare(old.organization or "") == bare(new.organization):
            return
    positions.append(new)


def _same_office(old: Position, new: Position) -> bool:
    if old.role or new.role:
        return old.role == new.role
    shorter, longer = sorted((bare(old.title), bare(new.title)), key=len)
    return longer.endswith(shorter) or longer.startswith(shorter)


def is_vague(position: Position, positions: list[Position]) -> bool:
    """A bare title that another position of the same person says more exactly (Minister, Deputy Minister)."""
    if position.role is None or position.organization or len(positions) == 1:
        return False
    others = [p.role for p in positions if p.role and p.role != position.role]
    if position.role == "head-of-state" and "chair" in others:
        return True
    return any(r.endswith("-" + position.role) or r.startswith(position.role + "-") for r in others)
