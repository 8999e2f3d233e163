"""What makes a number inexact: more than, up to, about … before it or after it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from visitx.quantities import Quantity

if TYPE_CHECKING:
    from visitx.pipeline import Reading


@dataclass(frozen=True)
class Qualified:
    """A quantity, and the tokens `first` to `last` (exclusive) that it takes with its qualifiers."""

    quantity: Quantity
    first: int
    last: int


def qualify(reading: Reading, quantity: Quantity) -> Qualified:
    """The quantity with the qualifier that stands before it, else the one after it."""
    first, before = _before(reading, quantity)
    last, after = _after(reading, quantity)
    return Qualified(replace(quantity, qualifier=before or after or quantity.qualifier), first, last)


def _before(reading: Reading, quantity: Quantity) -> tuple[int, str | None]:
    """Where the qualifiers before it begin, and the outermost (up to about 40 is at most)."""
    first, found = quantity.first, None
    while (hit := reading.hit_ending("qualifier-before", first)) and hit.first >= reading.line_bounds(first)[0]:
        if quantity.kind == "duration" and reading.hit_at("spanning", hit.first) and not _governed(reading, hit.first):
            break
        first, found = hit.first, hit.id
    return first, found


def _governed(reading: Reading, at: int) -> bool:
    """Does a preposition or a form of *to be* stand before the token (for over three years)?"""
    return at > 0 and reading.tags[at - 1] in ("PREP", "OF", "AUX")


def _after(reading: Reading, quantity: Quantity) -> tuple[int, str | None]:
    if quantity.last >= len(reading) or reading.line_index(quantity.last) != reading.line_index(quantity.first):
        return quantity.last, None
    hit = reading.hit_at("qualifier-after", quantity.last)
    return (hit.last, hit.id) if hit else (quantity.last, None)
