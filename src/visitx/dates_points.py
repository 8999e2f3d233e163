"""Times as they are written, before it is known what they mean: the phrase `when` of the rules, read into a Draft."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from visitx.edtf import Point
from visitx.patterns import Match, fold
from visitx.reading import Reading
from visitx.rules import Rulebook

_NOTHING = Point()


class Draft(NamedTuple):
    """What a mention at tokens `first` to `last` says of a time; what it does not say is None.

    `until` is the other end where one word writes a span (`24-27`, `2021-2025`). `offset` counts days from the day of
    publication, `current` names the year or month of publication, `shift` counts years from it,
    `turn` is past or coming (last, prochain).
    """

    first: int
    last: int
    rule: str
    point: Point = _NOTHING
    until: Point | None = None
    weekday: int | None = None
    offset: int | None = None
    current: str | None = None
    shift: int | None = None
    turn: str | None = None
    same_day: bool = False
    nowadays: bool = False
    alone: bool = True
    skip: bool = False

    @property
    def bare(self) -> bool:
        """Does it need a word that leads to it?"""
        return not self.alone

    @property
    def exists(self) -> bool:
        """Is there such a time, as far as it is written?"""
        relative = self.offset is not None or self.current is not None or self.weekday is not None or self.same_day
        dayless = self.point == _NOTHING or (self.point.month is None and self.point.day is not None)
        if self.skip or (dayless and (relative or self.point.day is not None)):
            return True
        return self.point.exists and (self.until is None or self.until.exists)


class _Drafts(dict[int, Draft | None]):
    """The drafts of an article by their first token, each read once."""

    def __init__(self, reading: Reading) -> None:
        super().__init__()
        self._reading = reading

    def __missing__(self, first: int) -> Draft | None:
        match = self._reading.phrase_at("when", first)
        self[first] = found = _read(self._reading, match) if match else None
        return found


def draft_at(reading: Reading, first: int) -> Draft | None:
    """The draft of the `when` that begins at a token, if one does and there is such a day."""
    return reading.kept(_Drafts)[first]


def day_draft(reading: Reading, first: int) -> Draft:
    """A day alone (`2` of "2 and 3 February"), whose month stands elsewhere."""
    hit = reading.hit_at("day", first)
    return Draft(first, first + 1, "", Point(day=int(hit.id) if hit else None), alone=False)


# The lexicons whose terms stand in a slot; the others have the slot's name.
_LEXICONS = {
    "month": ("month", "month-beside-day"),
    "day": ("day", "day-in-words"),
    "part": ("quarter", "half", "season", "part-sign"),
}
_CURRENT = ("the-year", "this-year", "the-month", "this-month")


def _read(reading: Reading, match: Match) -> Draft | None:
    """What a match of a `when` rule says, or None where there is no such day."""
    gives = match.rule.gives
    said = _said(reading, match)
    point, until = _point(said), None
    if gives.get("set-aside") or (gives.get("decade") and (point.year or 0) % 10 == 0):
        return Draft(match.first, match.last, match.rule.id, skip=True)
    for name in (n for n in said if n in _IN_DIGITS):
        digits, end = _IN_DIGITS[name](reading, said[name])
        # The years of a winter or a fiscal quarter (2024-25) name one time and no span.
        until = None if point.part or end is None else _joined(point, end)
        point = _joined(point, digits)
    draft = Draft(
        match.first,
        match.last,
        match.rule.id,
        point,
        until,
        weekday=_number(said, "weekday") or _number(said, "weekday-short"),
        offset=_number(said, "today" if "today" in said else "relative-day"),
        current=gives.get("current") or next((said[name] for name in _CURRENT if name in said), None),
        shift=_number(said, "year-turn"),
        turn=said.get("turn"),
        same_day="same-day" in said,
        nowadays="today" in said,
        alone=gives.get("alone") is not False,
    )
    return draft if draft.exists else None


def _said(reading: Reading, match: Match) -> dict[str, str]:
    """By slot the id of the term that stands there, or the word. A slot outside the match was tried and given up."""
    said: dict[str, str] = {}
    for name, (first, last) in match.slots.items():
        if match.first > first or last > match.last:
            continue
        hits = (reading.hit_at(lexicon, first) for lexicon in _LEXICONS.get(name, (name,)))
        hit = next(filter(None, hits), None)
        said[name] = hit.id if hit else reading.words[first]
    return said


def _point(said: Mapping[str, str]) -> Point:
    """What the terms and a year in digits say."""
    if feast := said.get("feast"):
        return Point(_number(said, "year"), int(feast[:2]), int(feast[3:]))
    return Point(*(_number(said, name) for name in ("year", "month", "day", "part")))


def _number(said: Mapping[str, str], name: str) -> int | None:
    return int(said[name]) if name in said else None


def _joined(words: Point, digits: Point) -> Point:
    """What the words and what the digits of one mention say."""
    return Point(digits.year or words.year, digits.month or words.month, digits.day or words.day, words.part)


_DIGITS = re.compile(r"\d+")
Read = tuple[Point, Point | None]


def _iso(reading: Reading, word: str) -> Read:
    year, month, day = map(int, _DIGITS.findall(word)[:3])
    return Point(year, month, day), None


def _numeric(reading: Reading, word: str) -> Read:
    first, second, year = map(int, _DIGITS.findall(word))
    year += 2000 if year < 100 else 0
    if second > 12 or (first <= 12 and first != second and _month_first(reading)):
        first, second = second, first
    return Point(year, second, first), None


def _named(reading: Reading, word: str) -> Read:
    day, name, year = re.split(r"[-/]|\.(?=\d)|(?<=\d)\.", word)
    return Point(int(year), reading.prepared(_months).get(fold(name), 0), int(day)), None


def _months(book: Rulebook) -> dict[str, int]:
    return {fold(term): int(number) for number, terms in book.terms("month").items() for term in terms}


def _day_month(reading: Reading, word: str) -> Read:
    day, month = map(int, _DIGITS.findall(word))
    return Point(None, month, day), None


def _month_year(reading: Reading, word: str) -> Read:
    month, year = map(int, _DIGITS.findall(word))
    return Point(year, month), None


def _days(reading: Reading, word: str) -> Read:
    first, last = map(int, _DIGITS.findall(word))
    return Point(day=first), Point(day=last)


def _years(reading: Reading, word: str) -> Read:
    """`2021-2025`, `2025/26`; a year that does not exist where the second number is no later year."""
    first, last = map(int, _DIGITS.findall(word))
    last += first // 100 * 100 if last < 100 else 0
    return Point(first), Point(last if first < last <= first + 60 else 0)


_IN_DIGITS = {
    "iso-date": _iso,
    "numeric-date": _numeric,
    "named-date": _named,
    "day-month": _day_month,
    "month-year": _month_year,
    "days": _days,
    "years": _years,
}


def _month_first(reading: Reading) -> bool:
    """Is the article from a place where numeric dates begin with the month: is one named in its head or foot?"""
    lines = len(reading.lines)
    ends = (0, 1, 2, 3, lines - 3, lines - 2, lines - 1)
    return any(reading.line_index(hit.first) in ends for hit in reading.hits("month-first-place"))
