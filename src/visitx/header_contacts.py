"""Lines and words that are no part of what an article tells: contacts, credits, addresses, what a portal adds."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from visitx.header_addresses import called_spans
from visitx.header_stamps import has_prose, starts
from visitx.reading import Line, Reading

_LONGEST = 45  # tokens of a line of contacts
_LONGEST_IN_BLOCK = 30
_LONGEST_LABEL = 8
_SHORTEST_SENTENCE = 6  # tokens; a block of contacts stands only after the text has begun
_STOPS = frozenset({".", "./.", "”", "»", '"', "!", "?"})


def contact_tokens(reading: Reading) -> Iterator[int]:
    """The tokens of contacts, credits, addresses and telephone numbers."""
    called = _called(reading)
    yield from called
    in_block = told = False
    for index, line in enumerate(reading.lines):
        length, tokens = line.last - line.first, range(line.first, line.last)
        told = told or (length > _SHORTEST_SENTENCE and reading.words[line.last - 1] in _STOPS)
        labelled, reached = _is_labelled(reading, line), length <= _LONGEST and not called.isdisjoint(tokens)
        begins = labelled and told and (length <= _LONGEST_LABEL or (reached and 2 * index >= len(reading.lines)))
        in_block = length <= _LONGEST_IN_BLOCK and (in_block or begins)
        short = length <= _LONGEST_IN_BLOCK and reading.words[line.last - 1] not in _STOPS
        if in_block or (reached and (labelled or short)) or _is_mark(reading, line):
            yield from tokens
        else:
            yield from _credit(reading, line)


def _called(reading: Reading) -> set[int]:
    """The tokens of web and mail addresses and of telephone numbers."""
    found: set[int] = set()
    for start, end in called_spans(reading.text):
        found.update(range(bisect_right(reading.starts, start) - 1, bisect_left(reading.starts, end)))
    return found


def _is_labelled(reading: Reading, line: Line) -> bool:
    """Does the line begin with a label for contacts, and either end there or go on after a colon or a dash?"""
    hit = next((reading.hit_at("contact-label", at) for at in _first_word(reading, line)), None)
    if hit is None:
        return False
    return hit.last >= line.last or reading.words[hit.last] in (":", "-", "–", "—", ".", "+", "(")


def _first_word(reading: Reading, line: Line) -> Iterator[int]:
    return (at for at in range(line.first, line.last) if reading.words[at][0].isalpha())


def _is_mark(reading: Reading, line: Line) -> bool:
    """Is the line only what a portal or a press office adds (Comment (0), – 30 –, ***)?"""
    if line.last - line.first > _LONGEST_LABEL:
        return False
    at = line.first
    while at < line.last:
        hits = (reading.hit_at(name, at) for name in ("page-word", "ending-word"))
        hit = next((h for h in hits if h), None)
        if hit is None and reading.words[at][0].isalpha():
            return False
        at = hit.last if hit else at + 1
    return sum(reading.words[at][0].isdigit() for at in range(line.first, line.last)) <= 1


def _credit(reading: Reading, line: Line) -> Iterator[int]:
    """The tokens of a credit: a line that begins with the word for one and holds only names, or from a © on."""
    if starts(reading, line, "credit-label") and not has_prose(reading, *_after_label(reading, line)):
        yield from range(line.first, line.last)
        return
    for at in reading.places("©"):
        if line.first <= at < line.last:
            yield from range(at, line.last)
            return


def _after_label(reading: Reading, line: Line) -> tuple[int, int]:
    label = next((reading.hit_at("credit-label", at) for at in _first_word(reading, line)), None)
    return (label.last if label else line.first), line.last
