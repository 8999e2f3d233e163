"""What stands in the words of an article, whether or not its record lists it.

Extraction overlooks things, and reads some in one language that it does not read in the other. So where articles are
compared, and not records alone, nothing is called missing or changed before the words of the other article were asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import log
from typing import TYPE_CHECKING, NamedTuple

from visitx.compare_glossary import Glossary, Meaning, fold, mean_the_same

if TYPE_CHECKING:
    from visitx.reading import Reading

EXACTNESS = ("qualifier-before", "qualifier-after", "bound-word")
MONTH, PARTS = "month", ("season", "quarter", "half")  # ids of parts of the year are those of EDTF, beyond the months
DAYS = ("weekday", "relative-day", "today", "same-day")
DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
UNKNOWN = 0.4  # the weight of a word that neither a clause nor the glossary has, beside 1 for one in a single clause
_PAUSES = frozenset({";", ":"})


class Sighting(NamedTuple):
    """A number in an article, with all values that it may have been written for."""

    start: int
    end: int
    values: frozenset[float]


class Mark(NamedTuple):
    """A word that says how exact a number is, or names a day, a month or another part of the year."""

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

    @cached_property
    def words(self) -> list[str]:
        """The same words one by one."""
        return self.folded.split()

    @cached_property
    def places(self) -> dict[str, list[int]]:
        """Where each of the words stands."""
        places: dict[str, list[int]] = {}
        for at, word in enumerate(self.words):
            places.setdefault(word, []).append(at)
        return places


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
    marks += [
        Mark(reading.starts[h.first], reading.end(h.last - 1), MONTH, h.id)
        for name in PARTS
        for h in reading.hits(name)
    ]
    return Wording(reading.text, tuple(sorted(numbers)), tuple(sorted(marks)), tuple(_clauses(reading)))


def _numerals(reading: Reading) -> Iterator[Sighting]:
    for numeral in reading.numerals:
        values = (numeral.value, numeral.max, numeral.of, numeral.grouped)
        known = frozenset(float(v) for v in values if v is not None)
        yield Sighting(reading.starts[numeral.first], reading.end(numeral.last - 1), known)


def _in_compounds(reading: Reading) -> Iterator[Sighting]:
    """Number words joined to others by hyphens (two-storey), or with a stop as an abbreviation has it (sept.)."""
    from visitx.numerals import Numbers  # not needed, and slow, where records are compared

    words = reading.prepared(Numbers).words
    for at, norm in enumerate(reading.norms):
        parts = norm.removesuffix(".").split("-")
        if parts != [norm] and all(parts) and (read := words.read(parts, 0, len(parts))):
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


class Passages:
    """Each clause of a wording as words that say something."""

    def __init__(self, wording: Wording, glossary: Glossary) -> None:
        self.places = wording.clauses
        self._words = [glossary.meanings(wording.text[start:end]) for start, end in self.places]
        self._clauses_with: dict[Meaning, list[int]] = {}
        for at, words in enumerate(self._words):
            for word in set(words):
                self._clauses_with.setdefault(word, []).append(at)

    def best(self, words: Sequence[Meaning], spoken_for: Mapping[int, Iterable[Meaning]]) -> tuple[float, float]:
        """Of some words, the weight of those that the best clause has, and the weight of them all.

        A word that many clauses have weighs little. `spoken_for`: words of clauses, by the number of the clause, that
        stand there for something else.
        """
        scores: dict[int, float] = {}
        total = 0.0
        for word in words:
            counterparts = [w for w in self._clauses_with if mean_the_same(word, w)]
            clauses = {at for w in counterparts for at in self._clauses_with[w]}
            weight = self._weight(len(clauses)) if clauses else 1.0 if word.ids else UNKNOWN
            total += weight
            for at in clauses:
                taken = spoken_for.get(at, ())
                if any(w in self._words[at] and w not in taken for w in counterparts):
                    scores[at] = scores.get(at, 0.0) + weight
        return max(scores.values(), default=0.0), total

    def _weight(self, clauses: int) -> float:
        size = log(len(self._words) + 1)
        return (size - log(clauses)) / size

    def spoken_for(self, start: int, end: int, words: Sequence[Meaning]) -> dict[int, set[Meaning]]:
        """What some words of the other article already stand for, in the clauses that a range of offsets touches."""
        touched = [at for at, (first, last) in enumerate(self.places) if first < end and last > start]
        return {at: {w for w in self._words[at] if any(mean_the_same(w, v) for v in words)} for at in touched}
