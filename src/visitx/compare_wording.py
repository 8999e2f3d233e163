"""What stands in the words of an article, whether or not its record lists it.

Extraction overlooks things, and reads some in one language that it does not read in the other. So where articles are
compared, and not records alone, nothing is called missing or changed before the words of the other article were asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from visitx.compare_glossary import fold

if TYPE_CHECKING:
    from visitx.reading import Reading

EXACTNESS = ("qualifier-before", "qualifier-after")
MONTH = "month"
DAYS = ("weekday", "relative-day", "today", "same-day")
DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
_PAUSES = frozenset({";", ":"})


class Sighting(NamedTuple):
    """A number in an article, with all values that it may have been written for."""

    start: int
    end: int
    values: frozenset[float]


class Mark(NamedTuple):
    """A word that says how exact a number is, or names a day or a month."""

    start: int
    end: int
    lexicon: str
    id: str


@dataclass(frozen=True)
class Wording:
    """The numbers and marks of an article, and its clauses, as offsets."""

    text: str
    numbers: tuple[Sighting, ...]
    marks: tuple[Mark, ...]
    clauses: tuple[tuple[int, int], ...]

    @cached_property
    def folded(self) -> str:
        """The words as they are compared across languages, one blank around each."""
        return f" {fold(self.text)} "


def wording_of(reading: Reading) -> Wording:
    """The wording of an article that was read."""
    numbers = [*_numerals(reading)]
    covered = {at for n in numbers for at in range(n.start, n.end)}
    numbers += [n for n in (*_digits(reading.text), *_in_compounds(reading)) if n.start not in covered]
    marks = [
        Mark(reading.starts[h.first], reading.end(h.last - 1), name, h.id)
        for name in (*EXACTNESS, MONTH, *DAYS)
        for h in reading.hits(name)
    ]
    return Wording(reading.text, tuple(sorted(numbers)), tuple(sorted(marks)), tuple(_clauses(reading)))


def _numerals(reading: Reading) -> Iterator[Sighting]:
    for numeral in reading.numerals:
        values = (numeral.value, numeral.max, numeral.of, numeral.grouped)
        known = frozenset(float(v) for v in values if v is not None)
        yield Sighting(reading.starts[numeral.first], reading.end(numeral.last - 1), known)


def _in_compounds(reading: Reading) -> Iterator[Sighting]:
    """Number words that are joined to others by hyphens (two-storey)."""
    from visitx.numerals import Numbers  # not needed, and slow, where records are compared

    words = reading.prepared(Numbers).words
    for at, norm in enumerate(reading.norms):
        parts = norm.split("-")
        if len(parts) > 1 and (read := words.read(parts, 0, len(parts))):
            yield Sighting(reading.starts[at], reading.end(at), frozenset({float(read.value)}))


def _digits(text: str) -> Iterator[Sighting]:
    """Runs of digits, whatever they stand in (VS-12)."""
    for found in DIGITS.finditer(text):
        whole, *rest = re.split("[.,]", found.group())
        readings = [".".join((whole, *rest))] if len(rest) < 2 else [whole, *rest]
        yield Sighting(found.start(), found.end(), frozenset(map(float, (*readings, whole + "".join(rest)))))


def _clauses(reading: Reading) -> Iterator[tuple[int, int]]:
    """The sentences, cut where they pause for long."""
    for first, last in reading.sentences:
        begin = first
        for at in range(first, last):
            if reading.words[at] in _PAUSES or at == last - 1:
                yield reading.starts[begin], reading.end(at)
                begin = at + 1
