"""The lines of an article, as far as they can be text; one that is too long for a paragraph comes in pieces.

Much is looked for within the sentence, and in a text made to harm a sentence never ends: without a bound here, time
would grow with the square of its length.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

LONGEST_LINE = 4_000  # code points; the longest paragraph of a real article has some 2,500
LONGEST_WORD = 400  # addresses on the web included; what is longer is no word, and is not read
_NO_WORDS = re.compile(rf"\S{{{LONGEST_WORD + 1},}}")
_SENTENCE_END = re.compile(r"[.!?…][\"'’”»)\]]{0,3}\s")
_SPACE = re.compile(r"\s")


def lines_of(text: str) -> Iterator[tuple[int, int, str]]:
    """The lines that hold something: the number of each, counted from 1, its place in the text, and itself."""
    start = 0
    for number, line in enumerate(text.split("\n"), 1):
        if line and not line.isspace():
            if len(line) <= LONGEST_WORD:
                yield number, start, line
            else:
                for at, piece in _pieces(line):
                    yield number, start + at, piece
        start += len(line) + 1


def _pieces(line: str) -> Iterator[tuple[int, str]]:
    """What lies between words that are none, cut into pieces that are no longer than a long paragraph."""
    begin = 0
    for gap in _NO_WORDS.finditer(line):
        yield from _cut(line, begin, gap.start())
        begin = gap.end()
    yield from _cut(line, begin, len(line))


def _cut(line: str, begin: int, end: int) -> Iterator[tuple[int, str]]:
    while end - begin > LONGEST_LINE:
        cut = _place_to_cut(line, begin)
        if not line[begin:cut].isspace():
            yield begin, line[begin:cut]
        begin = cut
    if not line[begin:end].isspace() and begin < end:
        yield begin, line[begin:end]


def _place_to_cut(line: str, begin: int) -> int:
    """The last end of a sentence, or the last space, in the second half of what a line may have."""
    for pattern in (_SENTENCE_END, _SPACE):
        ends = [m.end() for m in pattern.finditer(line, begin + LONGEST_LINE // 2, begin + LONGEST_LINE)]
        if ends:
            return ends[-1]
    return begin + LONGEST_LINE
