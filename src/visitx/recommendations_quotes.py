"""Quotations: where they begin and end. Who speaks in them is told in recommendations_speech.py."""

from __future__ import annotations

from dataclasses import dataclass

from visitx.reading import Line, Reading

_PAIRS = {"“": "”", "«": "»", "„": "“"}


@dataclass(frozen=True)
class Quote:
    """Tokens `first` to `last` (exclusive) between the marks; the closing mark may be missing at a line's end."""

    first: int
    last: int
    closed: bool


def find_quotes(reading: Reading) -> list[Quote]:
    """The quotations in order, none inside another, none across lines."""
    return [quote for line in reading.lines for quote in _in_line(reading, line)]


def _in_line(reading: Reading, line: Line) -> list[Quote]:
    found: list[Quote] = []
    closing, first, depth = "", -1, 0
    for at in range(line.first, line.last):
        word = reading.words[at]
        if first < 0:
            if word == '"' or word in _PAIRS:
                closing, first, depth = _PAIRS.get(word, word), at + 1, 1
        elif word == closing:
            depth -= 1
            if not depth:
                found.append(Quote(first, at, True))
                first = -1
        elif _PAIRS.get(word) == closing:
            depth += 1
    if first >= 0:
        found.append(Quote(first, line.last, False))
    return found
