"""Numbers written with their unit as one word before a noun: a three-day visit, a 20-litre jerrycan."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from visitx.errors import ValueNotUnderstoodError
from visitx.figures_currencies import Currencies
from visitx.figures_quantity import Quantity
from visitx.numerals import Numbers, exact
from visitx.patterns import fold
from visitx.record import Number
from visitx.rules import Rulebook

if TYPE_CHECKING:
    from visitx.reading import Reading

RULE = "figures.compound"
_KINDS = {
    "time-unit": "duration",
    "unit-name": "measure",
    "unit": "measure",
    "percent": "percent",
    "currency-name": "money",
}


class CompoundUnits:
    """The units that may be part of such a word: name -> kind and unit; and what may follow them in it (old, long)."""

    def __init__(self, book: Rulebook) -> None:
        self.units: dict[str, tuple[str, str]] = {}
        for lexicon, kind in reversed(_KINDS.items()):
            for unit, terms in book.terms(lexicon).items():
                self.units.update((fold(term), (kind, unit)) for term in terms if " " not in term)
        self.tails = book.words("dimension")


def compound_quantities(reading: Reading, currencies: Currencies) -> Iterator[Quantity]:
    """Such words of an article, in order."""
    numbers = reading.prepared(Numbers)
    for at, norm in enumerate(reading.norms):
        if "-" in norm and (norm[0].isdigit() or norm.partition("-")[0] in numbers.words.starts):
            found = _read(reading, numbers, currencies, at)
            if found is not None:
                yield found


def _read(reading: Reading, numbers: Numbers, currencies: Currencies, at: int) -> Quantity | None:
    units = reading.prepared(CompoundUnits)
    pieces = reading.norms[at].split("-")
    value, used = _number(numbers, pieces)
    unit = units.units.get(pieces[used]) if 0 < used < len(pieces) else None
    if value is None or unit is None or not all(p in units.tails for p in pieces[used + 1 :]):
        return None
    kind, name = unit
    if kind == "money":
        return Quantity(at, at + 1, value, RULE, kind=kind, unit=currencies.resolve(name), compound=True)
    return Quantity(at, at + 1, value, RULE, kind=kind, unit=name, compound=True)


def _number(numbers: Numbers, pieces: list[str]) -> tuple[Number | None, int]:
    """The number that the first pieces write, and how many of them it takes."""
    if not pieces[0][:1].isdigit():
        read = numbers.words.read(pieces, 0, len(pieces))
        return (read.value, read.last) if read else (None, 0)
    try:
        value = numbers.notation.parse(pieces[0]).value
    except ValueNotUnderstoodError:
        return None, 0
    scale, used = numbers.words.scale_after(pieces, 1, len(pieces))
    return exact(value * scale), used
