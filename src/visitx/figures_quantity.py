"""A number with what it is measured in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from visitx.numerals import Numeral
from visitx.record import Number


@dataclass(frozen=True)
class Quantity:
    """A number with what it is measured in, in tokens `first` to `last` (exclusive).

    `bare`: no unit stands with it. `scale`: what its multipliers come to (1000000 in 5 million).
    `compound`: written with its unit as one word that stands before a noun (three-day). `leads`: the unit stands first.
    """

    first: int
    last: int
    value: Number
    rule: str
    kind: str = "count"
    unit: str | None = None
    max: Number | None = None
    of: Number | None = None
    qualifier: str | None = None
    bare: bool = False
    in_words: bool = False
    scale: Number = 1
    compound: bool = False
    leads: bool = False


def quantity_of(numeral: Numeral, rule: str, **known: Any) -> Quantity:
    """The quantity of a number; `known` is what its unit says of it."""
    fields: dict[str, Any] = {
        "first": numeral.first,
        "last": numeral.last,
        "value": numeral.value,
        "max": numeral.max,
        "of": numeral.of,
        "qualifier": "about" if numeral.about else None,
        "in_words": numeral.in_words,
        "scale": numeral.scale,
    }
    fields.update(known)
    return Quantity(rule=rule, **fields)
