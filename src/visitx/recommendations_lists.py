"""Lists: what follows a colon in the same line or in the lines below, how its marks part it, and headings above."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from visitx.reading import Line, Reading
from visitx.recommendations_parties import Party
from visitx.recommendations_scene import Scene
from visitx.rules import Rulebook

Range = tuple[int, int]
LONGEST = 16  # tokens of a heading
LONGEST_LEAD = 20  # tokens of a line that leads to what is below it
PARAGRAPHS = 8  # between a heading and what stands below it
_CLAUSAL = frozenset({"VERB", "AUX", "SUB", "PUNCT"})
_NOUN = frozenset({"DET", "NOUN", "NAME", "NUM", "ADJ"})
_HEADING_STOPS = frozenset({".", "!", "?", "…", "...", "./.", ":"})
_OPENERS = frozenset("([")
_CLOSERS = frozenset("”»\"’')]")
_NUMBERED = (
    r"\d{1,2}(?:\.\d{1,2})+\.?(?=\s)"  # 1.1
    r"|\(?(?:(?:\d{1,2}|[a-zA-Z]|[ivxIVX]{1,4})(?:\)|\.\)|°\)?|/)|(?:\d{1,2}|[a-kA-K]|[ivx]{1,4})\.)(?=\s)"
)
_INLINE = re.compile(r"(?<![\w(])(?:\(?(\d{1,2}|[a-z]|[ivx]{1,4})\)|(\d)\.)(?=\s)")


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


class Entry(NamedTuple):
    """A line of a list: its text without the mark is tokens `first` to `last` (exclusive)."""

    first: int
    last: int
    shape: str
    line: Line


def entry_of(scene: Scene, index: int) -> Entry:
    """A line of the article as an entry; `shape` is empty where it has no mark."""
    if index not in scene.entries:
        reading = scene.reading
        line = reading.lines[index]
        shape, start = reading.prepared(ListMarks).at(reading.text, line.start)
        first = max(line.first, bisect_left(reading.starts, start)) if shape else line.first
        scene.entries[index] = Entry(min(first, line.last), line.last, shape, line)
    return scene.entries[index]


def entries_below(scene: Scene, index: int) -> Iterator[Entry]:
    """The entries of the list in the lines below line `index`; headings inside it (To the Ministry:) included."""
    reading = scene.reading
    first: Entry | None = None
    index = below(reading, index) - 1
    marked, previous = False, reading.lines[index]
    for at in range(index + 1, len(reading.lines)):
        entry = entry_of(scene, at)
        if entry.first >= entry.last:
            return
        heading = is_heading(scene, entry)
        if first is not None and not heading and bool(entry.shape) != marked:
            return
        if not entry.shape and not heading and not _goes_on_unmarked(scene, entry, previous, first is None):
            return
        if entry.shape or not heading:
            first = first or entry
            marked = bool(first.shape)
        yield entry
        previous = entry.line


def below(reading: Reading, index: int) -> int:
    """The line below a line, a remark in brackets between them left out."""
    lines, words = reading.lines, reading.words
    at = index + 1
    remark = at < len(lines) and words[lines[at].first] in _OPENERS and words[lines[at].last - 1] in _CLOSERS
    return at + remark


def _goes_on_unmarked(scene: Scene, entry: Entry, previous: Line, is_first: bool) -> bool:
    """Is a line without a mark one of a list: the line above ends with a semicolon, or with the colon that leads it?"""
    reading, above = scene.reading, _last_mark(scene.reading, previous)
    if is_first and above == ":":
        return _last_mark(reading, entry.line) == ";" or reading.norms[entry.first] in scene.words.that
    near = previous.number + 1 == entry.line.number
    return above == ";" or (above == "," and near)


def _last_mark(reading: Reading, line: Line) -> str:
    """The last word of a line, what joins it to the next one left out."""
    joins = reading.tags[line.last - 1] == "CONJ" and line.last - line.first > 1
    return reading.words[line.last - 2 if joins else line.last - 1]


def is_heading(scene: Scene, entry: Entry) -> bool:
    """Does the line end with a colon, to lead what is below it, or is it nothing but an address (To the Ministry)?"""
    short = entry.last - entry.first <= LONGEST_LEAD
    return short and (scene.reading.words[entry.last - 1] == ":" or is_address(scene, entry))


def is_address(scene: Scene, entry: Entry) -> bool:
    """Does the line name nobody but a party that is addressed?"""
    words, last = scene.reading.words, entry.last
    if entry.shape or entry.first + 1 >= last or not words[last - 1][-1].isalnum():
        return False
    lead = scene.words.toward.at(scene.reading.norms, entry.first)
    if lead is None or lead.last >= last or _CLAUSAL & set(scene.tags[lead.last : last]):
        return False
    return scene.parties.is_party(lead.last, last)


def inline_marks(reading: Reading, first: int, last: int) -> list[Range]:
    """The ranges that (1) (2) (3) or a) b) c) part a text into, the marks left out; empty where there are none."""
    if first >= last:
        return []
    text, low, high = reading.text, reading.starts[first], reading.end(last - 1)
    marks = list(_INLINE.finditer(text, low, high))
    marks = marks[next((i for i, m in enumerate(marks) if (m.group(1) or m.group(2)) in ("1", "a", "i")), len(marks)) :]
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


def heading_party(scene: Scene, at: int) -> Party | None:
    """Whom a heading names after an article (WHAT THE AUDITORS RECOMMEND)."""
    reading = scene.reading
    low, high = reading.line_bounds(at)
    for article in range(low, high - 1):
        first = article + 1
        last = next((e for e in range(first, high) if scene.tags[e] not in _NOUN or _asks(scene, e)), high)
        if reading.norms[article] in scene.words.articles and first < last:
            return scene.parties.read(first, last)
    return None


def _asks(scene: Scene, at: int) -> bool:
    return bool(scene.reading.hit_at("ask-requests-heading", at))


def is_heading_line(scene: Scene, index: int) -> bool:
    """Is the line short, without a mark, and does it end without a stop?"""
    line = scene.reading.lines[index]
    if line.last - line.first > LONGEST or scene.reading.words[line.last - 1] in ":;,":
        return False
    return not ends_with_stop(scene, index) and not entry_of(scene, index).shape


def ends_with_stop(scene: Scene, index: int) -> bool:
    """Does the line end with a stop, quotation marks and brackets left out?"""
    line, words = scene.reading.lines[index], scene.reading.words
    last = next((words[at] for at in range(line.last - 1, line.first, -1) if words[at] not in _CLOSERS), "")
    return last in _HEADING_STOPS


def heading_above(scene: Scene, at: int) -> Party | None:
    """Whom the heading above the paragraph names, where it is one of requests."""
    line = heading_of_requests(scene, at)
    return heading_party(scene, line.first) if line else None


def heading_of_requests(scene: Scene, at: int) -> Line | None:
    """The heading above the paragraph, where it is one of requests."""
    index = scene.reading.line_index(at)
    for above in range(index - 1, max(-1, index - PARAGRAPHS), -1):
        if is_heading_line(scene, above):
            line = scene.reading.lines[above]
            return line if any(_asks(scene, token) for token in range(line.first, line.last)) else None
    return None


def list_start_before(scene: Scene, at: int) -> int:
    """The first token of the line, or of the one before it in its list."""
    index = scene.reading.line_index(at)
    shape = entry_of(scene, index).shape
    listed = index > 0 and shape and entry_of(scene, index - 1).shape == shape
    return scene.reading.lines[index - 1 if listed else index].first
