"""Lists: what follows a colon in the same line or in the lines below, and how its marks part it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from visitx.reading import Line, Reading
from visitx.rules import Rulebook

Range = tuple[int, int]
_NUMBERED = r"\(?(?:(?:\d{1,2}|[a-zA-Z]|[ivxIVX]{1,4})(?:\)|\.\)|°\)?|/)|(?:\d{1,2}|[a-kA-K]|[ivx]{1,4})\.)(?=\s)"
_INLINE = re.compile(r"(?<![\w(])\(?(\d{1,2}|[a-z]|[ivx]{1,4})\)(?=\s)")


class ListMarks:
    """The marks that begin a line of a list: bullets of the rules, numbers, letters, a word with its number."""

    def __init__(self, book: Rulebook) -> None:
        bullets = sorted((t for ts in book.terms("ask-list-bullet").values() for t in ts), key=len, reverse=True)
        marks = "|".join(
            [*(rf"{re.escape(b)}(?=\s)" for b in bullets), *(re.escape(b) for b in bullets if not b.isalnum())]
        )
        nouns = "|".join(re.escape(t) for ts in book.terms("ask-requests").values() for t in ts if " " not in t)
        word = rf"(?i:{nouns})\s+\D{{0,3}}\d{{1,2}}\s*[-–—:.)]" if nouns else r"(?!)"
        self._mark = re.compile(rf"\s*(?:{_NUMBERED}|\d{{1,2}}\s*[-–—](?=\s)|{word}|{marks or '(?!)'})\s*")

    def at(self, text: str, start: int) -> tuple[str, int]:
        """The shape of the mark at an offset and where the text after it begins; an empty shape where there is none."""
        found = self._mark.match(text, start)
        if not found:
            return "", start
        shape = re.sub(r"\w+", "#", found.group().strip())
        return shape, found.end()


@dataclass(frozen=True)
class Entry:
    """A line of a list: its text without the mark is tokens `first` to `last` (exclusive)."""

    first: int
    last: int
    shape: str
    line: Line


def entry_of(reading: Reading, index: int) -> Entry:
    """A line of the article as an entry; `shape` is empty where it has no mark."""
    line = reading.lines[index]
    shape, start = reading.prepared(ListMarks).at(reading.text, line.start)
    first = max(line.first, bisect_left(reading.starts, start)) if shape else line.first
    return Entry(min(first, line.last), line.last, shape, line)


def entries_below(reading: Reading, index: int) -> Iterator[Entry]:
    """The entries of the list in the lines below line `index`; headings inside it (To the Ministry:) included."""
    first: Entry | None = None
    marked, previous = False, reading.lines[index]
    for at in range(index + 1, len(reading.lines)):
        entry = entry_of(reading, at)
        if entry.first >= entry.last:
            return
        heading = is_heading(reading, entry)
        if first is not None and not heading and bool(entry.shape) != marked:
            return
        if not entry.shape and not heading and not _goes_on_unmarked(reading, entry, previous, first is None):
            return
        if entry.shape or not heading:
            first = first or entry
            marked = bool(first.shape)
        yield entry
        previous = entry.line


def _goes_on_unmarked(reading: Reading, entry: Entry, previous: Line, is_first: bool) -> bool:
    """Is a line without a mark one of a list: the line above ends with a semicolon, or with the colon that leads it?"""
    above = _last_mark(reading, previous)
    if is_first and above == ":":
        return _last_mark(reading, entry.line) == ";" or reading.hit_at("ask-that", entry.first) is not None
    near = previous.number + 1 == entry.line.number
    return above == ";" or (above == "," and near)


def _last_mark(reading: Reading, line: Line) -> str:
    """The last word of a line, what joins it to the next one left out."""
    joins = reading.tags[line.last - 1] == "CONJ" and line.last - line.first > 1
    return reading.words[line.last - 2 if joins else line.last - 1]


def is_heading(reading: Reading, entry: Entry) -> bool:
    """Does the line end with a colon, to lead what is below it?"""
    return entry.last - entry.first <= 20 and reading.words[entry.last - 1] == ":"


def inline_marks(reading: Reading, first: int, last: int) -> list[Range]:
    """The ranges that (1) (2) (3) or a) b) c) part a text into, the marks left out; empty where there are none."""
    if first >= last:
        return []
    text, low, high = reading.text, reading.starts[first], reading.end(last - 1)
    marks = list(_INLINE.finditer(text, low, high))
    marks = marks[next((i for i, m in enumerate(marks) if m.group(1) in ("1", "a", "i")), len(marks)) :]
    if len(marks) < 2:
        return []
    starts = [bisect_left(reading.starts, m.end()) for m in marks]
    stops = [bisect_left(reading.starts, m.start()) for m in marks[1:]] + [last]
    return [(a, b) for a, b in zip(starts, stops, strict=True) if a < b]


def after_mark(reading: Reading, at: int) -> int:
    """The token after the mark (1) or a) that begins at a token, or the token itself."""
    found = _INLINE.match(reading.text, reading.starts[at])
    return bisect_left(reading.starts, found.end()) if found else at


def ordinal_marks(reading: Reading, first: int, last: int) -> list[Range]:
    """The ranges that *firstly*, *secondly* … part a text into, the words themselves left out."""
    marks = [
        h
        for h in reading.hits("ask-ordinal-mark")
        if first <= h.first < last and _stands_alone(reading, h.first, first)
    ]
    if len(marks) < 2:
        return []
    stops = [h.first for h in marks[1:]] + [last]
    ranges = [
        (h.last + (reading.words[h.last] in ",:"), stop) for h, stop in zip(marks, stops, strict=True) if h.last < stop
    ]
    return [(a, b) for a, b in ranges if a < b]


def _stands_alone(reading: Reading, at: int, first: int) -> bool:
    return at == first or reading.words[at - 1] in ".;:,"
