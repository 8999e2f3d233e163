"""Is what one record lists, and the other does not, to be read in the words of the other article all the same?

A number is taken to stand there where it stands as often in both articles, whatever it was read as. All questions are
answered with no where only the records are known.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import takewhile

from visitx.compare_findings import Placed
from visitx.compare_glossary import fold
from visitx.compare_keys import same_name
from visitx.compare_wording import DAYS, EXACTNESS, MONTH, Mark, Wording
from visitx.record import DateItem, Figure, Number, Record

BEFORE, BEHIND = 14, 30  # characters between a number and a word that tells how exact it is
MOST = 20  # numbers that stand so near a month
TELLING = 4  # letters of a word of a name that many others do not have
NAME = 0.9  # how alike a name and a passage are that is it
LEAST_NUMBER = 4  # letters and digits of a document's number that does not stand in many places
ASIDE = 16  # characters between a month and the days and the year that belong to it (from May 19 to 22)


class Evidence:
    """The words of two articles, as far as they are known. Sides are 0 (left) and 1 (right)."""

    def __init__(self, records: tuple[Record, Record], wordings: tuple[Wording | None, Wording | None]) -> None:
        self._records, self._wordings = records, wordings

    def number(self, value: Number | None, side: int) -> bool:
        """Does the other side say this number at least as often as this side does?"""
        return value is not None and self._stands(float(value), side)

    def _stands(self, what: Hashable, side: int) -> bool:
        if self._wordings[1 - side] is None:
            return False
        return self._said[1 - side][what] >= max(self._said[side][what], 1)

    def unread(self, value: Number, side: int) -> Iterator[int]:
        """Where a side says a number that its record has in no figure, date or document."""
        record, wording = self._records[side], self._wordings[side]
        items: tuple[Placed, ...] = (*record.figures, *record.dates, *record.references)
        for number in wording.numbers if wording else ():
            if float(value) in number.values and not any(i.start <= number.start < i.end for i in items):
                yield number.start

    def date(self, date: DateItem, side: int) -> bool:
        """Does the other side say the days, months and years of a date as often, or, of a relative one, the word?"""
        if date.value in self._both:
            return self._wordings[1 - side] is not None
        relative = not any(c.isdigit() for c in date.text) and not any(self._marks_in(date, side, (MONTH,)))
        if relative:
            return any(self._stands((m.lexicon, m.id), side) for m in self._marks_in(date, side, DAYS))
        said = _components(date)
        return bool(said) and all(self._stands(part, side) for part in said)

    def qualifier(self, qualifier: str | None, figure: Figure, side: int) -> bool:
        """Does a word that means this qualifier stand by a figure of this side, and belong to no other figure?"""
        if qualifier is None or self._wordings[side] is None:
            return False
        others = [f for f in self._records[side].figures if f is not figure]
        return any(
            m.id == qualifier and not any(f.start <= m.start < f.end for f in others)
            for m in self._marks_near(figure, side)
        )

    def _marks_near(self, item: Placed, side: int) -> Iterator[Mark]:
        wording = self._wordings[side]
        assert wording is not None
        for mark in wording.marks:
            near = item.start - BEFORE <= mark.end and mark.start <= item.end + BEHIND
            if mark.lexicon not in EXACTNESS or not near:
                continue
            between = wording.text[min(mark.end, item.end) : max(mark.start, item.start)]
            if not re.search(r"[\d.;\n]", between):
                yield mark

    def _marks_in(self, item: Placed, side: int, lexicons: Iterable[str]) -> Iterator[Mark]:
        wording = self._wordings[side]
        for mark in wording.marks if wording else ():
            if mark.lexicon in lexicons and item.start <= mark.start < item.end:
                yield mark

    def name(self, name: str, side: int) -> bool:
        """Do all words of a name stand together in the other article, in any order, but for a letter?"""
        wording = self._wordings[1 - side]
        if wording is None:
            return False
        words = fold(name).split()
        telling = [word for word in words if len(word) >= TELLING] or words
        first = {at - n for word in telling for at in wording.places.get(word, ()) for n in range(len(words))}
        windows = (wording.words[max(at, 0) : at + len(words)] for at in sorted(first))
        return any(same_name(" ".join(words), " ".join(window)) >= NAME for window in windows)

    def document(self, number: str | None, side: int) -> bool:
        """Does a document's number stand in the other article, whatever signs are in it?"""
        wording = self._wordings[1 - side]
        if wording is None or not number:
            return False
        parts = re.findall(r"\d+|[^\W\d_]+", fold(number))
        if sum(map(len, parts)) < LEAST_NUMBER:
            return all(self._stands(float(part), side) for part in parts if part.isdecimal())
        return bool(re.search(r"(?<!\w)" + r"[\W_]*".join(map(re.escape, parts)) + r"(?!\w)", wording.folded))

    @cached_property
    def _both(self) -> set[str]:
        """The dates that both records list."""
        left, right = ({d.value for d in record.dates} for record in self._records)
        return left & right

    @cached_property
    def _said(self) -> tuple[Counter[Hashable], Counter[Hashable]]:
        """How often either article says each number, month and word for a day, outside of dates that both state."""
        left, right = (
            Counter(_said_by(record, wording, self._both))
            for record, wording in zip(self._records, self._wordings, strict=True)
        )
        return left, right


def _said_by(record: Record, wording: Wording | None, settled: set[str]) -> Iterator[Hashable]:
    """Numbers as such, months and words for days as (lexicon, id)."""
    dates = sorted((d.start, d.end) for d in record.dates if d.value in settled)
    if wording is None:
        for figure in record.figures:
            yield from (float(v) for v in (figure.value, figure.max, figure.of) if v is not None)
        for date in record.dates:
            yield from _components(date) if date.value not in settled else ()
        return
    for number in wording.numbers:
        if not _is_inside(number.start, dates):
            yield from number.values
    for mark in wording.marks:
        if mark.lexicon not in EXACTNESS and not _is_inside(mark.start, dates):
            yield (mark.lexicon, mark.id)
            if mark.lexicon == MONTH:
                yield from ((MONTH, mark.id, number) for number in _numbers_by(mark, wording))


def _is_inside(at: int, spans: Sequence[tuple[int, int]]) -> bool:
    """Is an offset in one of some spans, which are in order?"""
    before = bisect_right(spans, at, key=lambda span: span[0])
    return before > 0 and at < spans[before - 1][1]


def _numbers_by(month: Mark, wording: Wording) -> set[int]:
    """The numbers right before and right behind the name of a month."""
    first = bisect_left(wording.numbers, month.start - 2 * ASIDE, key=lambda number: number.start)
    near = takewhile(lambda number: number.start <= month.end + ASIDE, wording.numbers[first : first + MOST])
    beside = (n for n in near if 0 < month.start - n.end <= ASIDE or n.start - month.end > 0)
    return {int(value) for number in beside for value in number.values}


def _components(date: DateItem) -> set[Hashable]:
    """What of a date can be looked for in other words: years in digits, months, days with their months."""
    found: set[Hashable] = set()
    for end in date.value.split("/"):
        year, month, day = [*end.split("-"), "", ""][:3]
        if year.isdigit() and year in date.text:
            found.add(float(year))
        if month.isdigit():
            beside = int(day or year) if day or float(year) in found else None
            found.add((MONTH, str(int(month)), beside) if beside else (MONTH, str(int(month))))
    return found
