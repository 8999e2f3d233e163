"""Lines that are stamped with a day: after a label (Published on), as a dateline, or as all the line says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from visitx.dates_points import draft_at
from visitx.edtf import Point
from visitx.reading import Line, Reading
from visitx.rules import Rulebook

_LONGEST = 26  # tokens of a line that is a stamp and no prose
_LONGEST_PLACE = 12
_DASHES = frozenset({"-", "–", "—", "--", "---", "----", ":", "|"})
_MARKS = _DASHES | frozenset(',.;/()[]•*&"')


@dataclass(frozen=True)
class Stamp:
    """The day a line is stamped with, and the tokens `first` to `last` of the stamp. `how` is label, dateline or line;
    the year of a dateline may be unknown."""

    first: int
    last: int
    point: Point
    how: str

    @property
    def day(self) -> date | None:
        return self.point.begins()


def read_stamp(reading: Reading, line: Line) -> Stamp | None:
    """The stamp of a line, if it has one."""
    if starts(reading, line, "updated-label") or starts(reading, line, "credit-label"):
        return None
    hit = next((h for h in reading.hits("when") if line.first <= h.first < line.last), None)
    draft = draft_at(reading, hit.first) if hit else None
    if hit is None or draft is None or draft.skip or not draft.point.day or draft.until or draft.bare:
        return None
    short = line.last - line.first <= _LONGEST
    if draft.point.year and short and starts(reading, line, "published-label"):
        return Stamp(line.first, line.last, draft.point, "label")
    return _without_label(reading, line, hit.first, hit.last, draft.point)


def _without_label(reading: Reading, line: Line, first: int, last: int, point: Point) -> Stamp | None:
    """A stamp of names before the day and, after it, nothing, or a mark and then the text."""
    if first - line.first > _LONGEST_PLACE or has_prose(reading, line.first, first):
        return None
    end, short = _behind(reading, last, line), line.last - line.first <= _LONGEST
    if short and not has_prose(reading, end, line.last):
        if point.year or reading.words[line.last - 1] in _DASHES:
            return Stamp(line.first, line.last, point, "line")
        return None
    place, mark = _names(reading, line.first, first), reading.words[end - 1]
    # Some write no mark between the day and the text: "Gatineau, May 28, 2024 For the fourth year in a row, …".
    bare = place and point.year and end == last and reading.words[end][0].isupper() and line.first < first
    if (mark in _DASHES and (place or point.year)) or (place and mark in (".", "/", ")")) or bare:
        return Stamp(line.first, end, point, "dateline")
    return None


def _behind(reading: Reading, at: int, line: Line) -> int:
    """The token after what may follow the day of a dateline: the time, an agency in brackets or strokes, marks."""
    closing = ""
    while at < line.last:
        word = reading.words[at]
        if closing:
            closing = "" if word == closing else closing
        elif word in ("(", "/"):
            closing = ")" if word == "(" else "/"
        elif not (word in _MARKS or _is_time(reading, at) or word.startswith("/") or _is_agency(word)):
            break
        at += 1
    return at


def _is_agency(word: str) -> bool:
    """The name of an agency in capitals (CNW, VNA)."""
    return word.isupper() and 2 < len(word) < 8


def _is_time(reading: Reading, at: int) -> bool:
    """A time of day, or what belongs to one."""
    return reading.words[at][0].isdigit() or reading.hit_at("time-mark", at) is not None


def has_prose(reading: Reading, first: int, last: int) -> bool:
    """Is there a word in small letters that is no part of a name, a stamp or a time?"""
    links = reading.prepared(_links)
    at = first
    while at < last:
        hits = (reading.hit_at(name, at) for name in ("stamp-word", "byline-label", "weekday", "time-mark"))
        hit = next((h for h in hits if h), None)
        if hit is None and reading.words[at][0].islower() and reading.norms[at] not in links:
            return True
        at = hit.last if hit else at + 1
    return False


def _links(book: Rulebook) -> frozenset[str]:
    return book.words("name-link") | book.words("dateline-lead")


def _names(reading: Reading, first: int, last: int) -> bool:
    """Is there a name, of a place for instance, and not only marks and small words?"""
    leads = reading.book.words("dateline-lead")
    return any(
        reading.words[at][0].isalpha()
        and reading.norms[at] not in leads
        and reading.hit_at("weekday", at) is None
        and reading.hit_at("stamp-word", at) is None
        for at in range(first, last)
    )


def starts(reading: Reading, line: Line, lexicon: str) -> bool:
    """Does a line begin with a term of a lexicon, marks apart?"""
    marks = (at for at in range(line.first, line.last) if reading.words[at][0].isalnum() or reading.words[at] == "©")
    return reading.hit_at(lexicon, next(marks, line.first)) is not None
