"""Dates as values: a point in time as far as it is known, and intervals of them, written as EDTF (ISO 8601-2).

Of EDTF this is level 1 (days, months, years, seasons, open intervals), the sub-year groupings 33 to 41 of level 2
(quarters and halves), and `XXXX` for a year that is not known.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from typing import NamedTuple

SEASONS = range(21, 25)
QUARTERS = range(33, 37)
HALVES = range(40, 42)

_PART_KINDS = {
    **dict.fromkeys(SEASONS, "season"),
    **dict.fromkeys(QUARTERS, "quarter"),
    **dict.fromkeys(HALVES, "quarter"),
}
# The months in which a part of the year begins and ends; a winter is counted with the year in which it begins.
_PART_MONTHS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 12)}
_PART_MONTHS |= {33 + n: (3 * n + 1, 3 * n + 3) for n in range(4)} | {40 + n: (6 * n + 1, 6 * n + 6) for n in range(2)}


class Point(NamedTuple):
    """A day, a month, a part of a year (21 to 41, see EDTF) or a year; `year` is None where it is not known."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    part: int | None = None

    def __str__(self) -> str:
        year = "XXXX" if self.year is None else f"{self.year:04d}"
        numbers = (self.part,) if self.part else (self.month, self.day)
        return "-".join([year, *(f"{n:02d}" for n in numbers if n)])

    @property
    def kind(self) -> str:
        """`date`, `month`, `quarter` (halves too: the format has no nearer kind), `season` or `year`."""
        if self.part:
            return _PART_KINDS[self.part]
        return "date" if self.day else "month" if self.month else "year"

    @property
    def exists(self) -> bool:
        """Is there such a day? The 29th of February is taken to exist in a year that is not known."""
        if self.year is not None and not 1 <= self.year <= 9999:
            return False
        if self.part:
            return self.part in _PART_KINDS and not self.month and not self.day
        if self.month is None:
            return self.day is None and self.year is not None
        return 1 <= self.month <= 12 and (
            self.day is None or 1 <= self.day <= monthrange(self.year or 2000, self.month)[1]
        )

    def begins(self) -> date | None:
        """Its first day, or None where the year is not known."""
        if self.year is None or not self.exists:
            return None
        return date(self.year, _PART_MONTHS[self.part][0] if self.part else self.month or 1, self.day or 1)

    def ends(self) -> date | None:
        """Its last day, or None where the year is not known."""
        if self.year is None or not self.exists:
            return None
        month = _PART_MONTHS[self.part][1] if self.part else self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1])

    def in_year(self, year: int | None) -> Point:
        """The same day, month or part in another year; itself where that year has no such day."""
        moved = self._replace(year=year)
        return moved if moved.exists else self


class Interval(NamedTuple):
    """From `start` to `end`, both included; None is an open end."""

    start: Point | None
    end: Point | None

    def __str__(self) -> str:
        return f"{self.start or '..'}/{self.end or '..'}"

    @property
    def kind(self) -> str:
        """As dates are told apart in a record."""
        return "interval"

    @property
    def exists(self) -> bool:
        """Has it an end, does each end exist, and does it not end before it begins?"""
        if self.start is None or self.end is None:
            known = self.start or self.end
            return known is not None and known.exists
        first, last = self.start.begins(), self.end.ends()
        return self.start.exists and self.end.exists and (first is None or last is None or first <= last)


def point_of(day: date) -> Point:
    """A calendar day as a Point."""
    return Point(day.year, day.month, day.day)


_POINT = re.compile(r"(\d{4}|XXXX)(?:-(\d\d))?(?:-(\d\d))?")


def parse_point(text: str) -> Point | None:
    """The point that an EDTF text writes, or None where it is none of those visitx writes."""
    match = _POINT.fullmatch(text)
    if not match:
        return None
    year = None if match[1] == "XXXX" else int(match[1])
    second = int(match[2]) if match[2] else None
    part = second if second is not None and second > 12 else None
    point = Point(year, None if part else second, int(match[3]) if match[3] else None, part)
    return point if point.exists and str(point) == text else None


def is_edtf(value: str) -> bool:
    """Is this a value of the record's dates: a point, or an interval that is not open on both sides?"""
    first, slash, last = value.partition("/")
    if not slash:
        return parse_point(value) is not None
    ends = [None if part == ".." else parse_point(part) for part in (first, last)]
    if any(end is None and part != ".." for end, part in zip(ends, (first, last), strict=True)):
        return False
    return Interval(*ends).exists
