"""Times as they are written, before it is known what they mean: the phrase `when` of the rules, read into a Draft."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from visitx.edtf import Point
from visitx.patterns import Match, fold
from visitx.reading import Reading

_NOTHING = Point()
Slots = Mapping[str, tuple[int, int]]


@dataclass(frozen=True)
class Draft:
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
    edge: bool = False
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


def draft_at(reading: Reading, first: int) -> Draft | None:
    """The draft of the `when` that begins at a token, if one does and there is such a day."""
    match = reading.phrase_at("when", first)
    return read_draft(reading, match) if match else None


def read_draft(reading: Reading, match: Match) -> Draft | None:
    """What a match of a `when` rule says, or None where there is no such day."""
    gives = match.rule.gives
    draft = Draft(match.first, match.last, match.rule.id, alone=gives.get("alone") is not False)
    if gives.get("set-aside"):
        return replace(draft, skip=True)
    # A slot of an optional element that was tried and given up lies outside.
    slots = {n: s for n, s in match.slots.items() if match.first <= s[0] and s[1] <= match.last}
    draft = _with_words(draft, reading, slots)
    if "current" in gives:
        draft = replace(draft, current=str(gives["current"]))
    if gives.get("decade") and (draft.point.year or 0) % 10 == 0:
        return replace(draft, skip=True)
    for name, (first, _) in slots.items():
        if read := _IN_DIGITS.get(name):
            point, until = read(reading, reading.words[first])
            # The years of a winter or a fiscal quarter (2024-25) name one time and no span.
            until = None if draft.point.part else until
            draft = replace(draft, point=_joined(draft.point, point), until=until and _joined(draft.point, until))
    return draft if draft.exists else None


def day_draft(reading: Reading, first: int) -> Draft:
    """A day alone (`2` of "2 and 3 February"), whose month stands elsewhere."""
    return Draft(first, first + 1, "", Point(day=_number(reading, "day", first)), alone=False)


def _with_words(draft: Draft, reading: Reading, slots: Slots) -> Draft:
    """The draft with what its lexicon terms say."""

    def number(name: str, *lexicons: str) -> int | None:
        return _number(reading, name, slots[name][0], *lexicons) if name in slots else None

    def term(name: str) -> str | None:
        hit = reading.hit_at(name, slots[name][0]) if name in slots else None
        return hit.id if hit else None

    part = number("part", "quarter", "half", "season", "part-sign")
    point = Point(
        int(reading.words[slots["year"][0]]) if "year" in slots else None,
        number("month", "month", "month-beside-day"),
        number("day", "day", "day-in-words"),
        part,
    )
    if feast := term("feast"):
        point = replace(point, month=int(feast[:2]), day=int(feast[3:]))
    return replace(
        draft,
        point=point,
        weekday=number("weekday") or number("weekday-short"),
        shift=number("year-turn"),
        offset=number("today") if "today" in slots else number("relative-day"),
        current=next((c for c in map(term, _CURRENT) if c), None),
        turn=term("turn"),
        same_day="same-day" in slots,
        nowadays="today" in slots,
        edge="edge" in slots,
    )


_CURRENT = ("the-year", "this-year", "the-month", "this-month")


def _number(reading: Reading, name: str, first: int, *lexicons: str) -> int | None:
    """The id, a number, of the term at a token in the first lexicon (`name`, if none is given) that has one there."""
    hits = (reading.hit_at(lexicon, first) for lexicon in lexicons or (name,))
    return next((int(hit.id) for hit in hits if hit), None)


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
    months = {fold(t): int(i) for i, terms in reading.book.terms("month").items() for t in terms}
    return Point(int(year), months.get(fold(name), 0), int(day)), None


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
