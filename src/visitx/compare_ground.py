"""What two records have in common before anything is judged: glossaries, persons by name, landmarks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from functools import cached_property
from typing import Any

from visitx.compare_align import assign
from visitx.compare_evidence import Evidence
from visitx.compare_findings import Placed
from visitx.compare_glossary import Meaning, fold, glossary, likeness
from visitx.compare_keys import KEYS, same_name
from visitx.compare_landmarks import Landmarks
from visitx.compare_wording import Passages, Wording
from visitx.record import Official, Recommendation, Record

NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
ROOM = 0.75  # the part of a passage's length that there is at least where the other side has it too

Wordings = tuple[Wording | None, Wording | None]


class Ground:
    """Two records and what both are sure to state. Sides are 0 (left) and 1 (right)."""

    def __init__(self, left: Record, right: Record, wordings: Wordings = (None, None)) -> None:
        self.records = (left, right)
        self.wordings = wordings
        self.evidence = Evidence(self.records, wordings)
        self.glossaries = (glossary(left.document.language), glossary(right.document.language))
        self.people = pair_people(left.officials, right.officials)
        self.landmarks = Landmarks()
        self.shared = self._set_landmarks()

    def _set_landmarks(self) -> int:
        """Sets the landmarks; their number."""
        left, right = self.records
        for i, j in self.people:
            places = [[m.start for m in side.mentions] for side in (left.officials[i], right.officials[j])]
            self.landmarks.add(("person", i, j), *places)
        shared = len(self.people)
        for name, keys in KEYS.items():
            here, there = (_places(getattr(record, name), keys) for record in self.records)
            for key in here.keys() & there.keys():
                self.landmarks.add((name, key), here[key], there[key])
                shared += 1
        self.landmarks.settle()
        return shared

    @cached_property
    def stated(self) -> tuple[Counter[Hashable], Counter[Hashable]]:
        """How often either side states each figure, date and document."""
        left, right = (
            Counter(keys(item) for name, keys in KEYS.items() for item in getattr(record, name))
            for record in self.records
        )
        return left, right

    @cached_property
    def passages(self) -> tuple[Passages | None, Passages | None]:
        """The clauses of both articles, as far as they are known."""
        left, right = (
            None if wording is None else Passages(wording, words)
            for wording, words in zip(self.wordings, self.glossaries, strict=True)
        )
        return left, right

    @cached_property
    def loose(self) -> tuple[frozenset[str], frozenset[str]]:
        """Numbers in the words of either side's requests that were read as nothing else."""
        left, right = (
            frozenset(number for request in record.recommendations for number in loose_numbers(request, record))
            for record in self.records
        )
        return left, right

    def asked(self, item: Placed, side: int) -> bool:
        """Does an item stand in a request of its side, and do its digits stand unread in one of the other side?"""
        digits = NUMBER.findall(item.text)
        inside = any(r.start <= item.start < r.end for r in self.records[side].recommendations)
        return inside and bool(digits) and self.loose[1 - side].issuperset(d.replace(",", ".") for d in digits)

    def apart(self, left: Placed, right: Placed) -> float:
        """From 0 to 1: how far apart two items stand when both articles are laid side by side."""
        places = [i.start / max(e, 1) for i, e in zip((left, right), self.landmarks.ends, strict=True)]
        return min(abs(places[0] - places[1]), 1.0)

    @cached_property
    def kept_lines(self) -> tuple[frozenset[int], frozenset[int]]:
        """The lines of either side that hold something which both state equally often: no caption, no addition."""
        lines: tuple[set[int], set[int]] = (set(), set())
        even = {key for key, count in self.stated[0].items() if self.stated[1][key] == count}
        for record, kept in zip(self.records, lines, strict=True):
            for name, keys in KEYS.items():
                kept.update(item.line for item in getattr(record, name) if keys(item) in even)
        return frozenset(lines[0]), frozenset(lines[1])

    def is_addition(self, item: Placed, side: int) -> bool:
        """Does an item stand in a passage that only its side has, as a caption: is there no such room on the other?"""
        if item.line in self.kept_lines[side]:
            return False
        gaps = self.landmarks.gaps(side, item.start, item.end)
        return gaps is None or gaps[1] < ROOM * gaps[0]

    def near(self, left: Placed, right: Placed, without: Hashable = None) -> float:
        """From 0 to 1: do the two items stand among the same landmarks?"""
        return self.landmarks.nearness(left.start, right.start, without)

    def near_at(self, here: int, there: int, side: int) -> float:
        """The same of an offset on a side and one on the other."""
        return self.landmarks.nearness(here, there) if side == 0 else self.landmarks.nearness(there, here)

    def meanings(self, side: int, text: str | None) -> tuple[Meaning, ...]:
        """The words of a text on one side, by what they mean."""
        return self.glossaries[side].meanings(text) if text else ()

    def like(self, left: str | None, right: str | None) -> float | None:
        """How alike two texts are in meaning; None where one of them is not there."""
        return likeness(self.meanings(0, left), self.meanings(1, right)) if left and right else None

    def both_say(self, word: str) -> bool:
        """Does a folded word, as a name does, stand in both articles, or in what their records quote of them?"""
        return all(word in words for words in self._words)

    @cached_property
    def _words(self) -> tuple[frozenset[str], frozenset[str]]:
        left, right = (
            frozenset((wording.folded if wording else fold(" ".join(_texts(record)))).split())
            for record, wording in zip(self.records, self.wordings, strict=True)
        )
        return left, right

    @cached_property
    def bodies(self) -> tuple[frozenset[str], frozenset[str]]:
        """The ids of all institutions that either side speaks of."""
        left, right = (
            frozenset(head for text in _texts(record) for word in self.meanings(side, text) for head in word.heads)
            for side, record in enumerate(self.records)
        )
        return left, right


def _places(items: Iterable[Placed], key: Callable[[Any], Hashable]) -> dict[Hashable, list[int]]:
    places: dict[Hashable, list[int]] = {}
    for item in items:
        places.setdefault(key(item), []).append(item.start)
    return places


def _texts(record: Record) -> Iterable[str]:
    for request in record.recommendations:
        yield from (t for t in (request.by, request.to, request.text) if t)
    yield from (f.label for f in record.figures if f.label)
    yield from (r.title for r in record.references if r.title)
    yield from (p.organization for o in record.officials for p in o.positions if p.organization)


def loose_numbers(request: Recommendation, record: Record) -> set[str]:
    """The numbers in a request's words that are listed as no figure, date or document."""
    items: tuple[Placed, ...] = (*record.figures, *record.dates, *record.references)
    listed = [(i.start, i.end) for i in items]
    found = ((m.group().replace(",", "."), request.start + m.start()) for m in NUMBER.finditer(request.text))
    return {number for number, at in found if not any(start <= at < end for start, end in listed)}


def pair_people(left: Sequence[Official], right: Sequence[Official]) -> list[tuple[int, int]]:
    """The persons of both sides who have one name, as (index left, index right)."""
    costs = {
        (i, j): 1 - alike
        for i, a in enumerate(left)
        for j, b in enumerate(right)
        if (alike := same_name(a.name, b.name))
    }
    return assign(costs)
