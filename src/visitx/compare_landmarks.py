"""Where two articles are certain to speak of the same: named persons, documents and values that both state.

Paragraphs may stand in another order and be cut otherwise; so an item's place is not a distance from the top but what
stands around it. Two items are near one another in this sense where the same landmarks are near to both.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Hashable, Iterable, Mapping
from math import exp, sqrt

REACH = 180.0  # characters over which a landmark loses two thirds of its weight
FAR = 700  # characters beyond which it has none
Profile = Mapping[Hashable, float]


class Landmarks:
    """The landmarks of two articles: for each key its offsets on the left and on the right."""

    def __init__(self) -> None:
        self._sides: tuple[list[tuple[int, Hashable]], list[tuple[int, Hashable]]] = ([], [])
        self._rarity: dict[Hashable, float] = {}
        self._known: dict[tuple[int, int], Profile] = {}

    def add(self, key: Hashable, left: Iterable[int], right: Iterable[int]) -> None:
        """A thing that stands at these offsets; what stands in many places tells less of each of them."""
        places = (list(left), list(right))
        for side, offsets in zip(self._sides, places, strict=True):
            side.extend((offset, key) for offset in offsets)
        self._rarity[key] = 1 / max(len(places[0]), len(places[1]), 1)

    def settle(self) -> None:
        """Must be called when all landmarks are there."""
        for side in self._sides:
            side.sort(key=lambda place: place[0])
        self._known.clear()

    @property
    def ends(self) -> tuple[int, int]:
        """The offsets of the last landmarks."""
        left, right = (side[-1][0] if side else 0 for side in self._sides)
        return left, right

    def profile(self, side: int, offset: int) -> Profile:
        """The landmarks around an offset on the left (0) or right (1), each with its weight."""
        if (side, offset) not in self._known:
            self._known[side, offset] = self._profile(side, offset)
        return self._known[side, offset]

    def _profile(self, side: int, offset: int) -> Profile:
        places = self._sides[side]
        weights: dict[Hashable, float] = {}
        first = bisect_left(places, offset - FAR, key=lambda place: place[0])
        for at in range(first, len(places)):
            place, key = places[at]
            if place > offset + FAR:
                break
            weight = exp(-abs(place - offset) / REACH) * self._rarity[key]
            weights[key] = max(weight, weights.get(key, 0.0))
        return weights

    def gaps(self, side: int, start: int, end: int, stops: Iterable[tuple[int, int]] = ()) -> tuple[int, int] | None:
        """How far apart the nearest fixed points before and behind a passage are, on its side and on the other.

        Fixed points are what stands in one place on either side, and the `stops` (offset on this side, on the other).
        The beginnings of the articles are one. None where nothing fixed follows, or where the other side has the two
        points in another order.
        """
        points = [(0, 0), *self._fixed(side), *stops]
        before = max(p for p in points if p[0] <= start)
        after = min((p for p in points if p[0] >= end), default=(0, 0))
        if after[1] <= before[1]:
            return None
        return after[0] - before[0], after[1] - before[1]

    def _fixed(self, side: int) -> Iterable[tuple[int, int]]:
        places: tuple[dict[Hashable, list[int]], dict[Hashable, list[int]]] = ({}, {})
        for known, offsets in zip(places, self._sides, strict=True):
            for offset, key in offsets:
                known.setdefault(key, []).append(offset)
        mine, other = places[side], places[1 - side]
        return ((o[0], other[key][0]) for key, o in mine.items() if len(o) == len(other.get(key, ())) == 1)

    def nearness(self, left: int, right: int, without: Hashable = None) -> float:
        """From 0 to 1: how much the surroundings of two offsets are the same, the item's own landmark left out."""
        a, b = self.profile(0, left), self.profile(1, right)
        shared = sum(weight * b[key] for key, weight in a.items() if key in b and key != without)
        if not shared:
            return 0.0
        norm = sqrt(_square(a, without) * _square(b, without))
        return shared / norm if norm else 0.0


def _square(profile: Profile, without: Hashable) -> float:
    return sum(weight * weight for key, weight in profile.items() if key != without)
