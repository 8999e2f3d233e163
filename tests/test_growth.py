"""Time grows with the length of a text and not faster, whatever the text: measured as growth, not in seconds.

Texts of n and of 4 n code points are extracted. With the square of the length it would take sixteen times as long; four
times is what it should be, and ten what is allowed for on a busy machine. n is the longest piece of a line that is read
at once: within one, it may be the square.
"""

from __future__ import annotations

import re
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial

import pytest

from visitx import extract
from visitx.decoding import LIMIT, decode_article
from visitx.errors import VisitxError
from visitx.lines import LONGEST_LINE, LONGEST_WORD, lines_of
from visitx.record import Record
from visitx.yamlio import load

N = LONGEST_LINE
ALLOWED = 10.0
FLOOR = 0.004  # seconds that are noise

# What is repeated: marks, numbers, and words of both languages that one rule or another begins at.
MARKS = r"""
, ( " ' . - • : € | _ * a, ( a) (a " a" l' « . a. A. - a- a: a; **a** # <b> www. a@ http://a.b/ é 😀 部
7 1,234, 1.234. 12- 12/03/ 2025- vingt-
""".split()
WORDS = """
1 234 |5% |€5 million |3 out of |3 sur |five and |cinq et |hundred |2025 |XVI |Anna Berg |Anna Berg and |Anna Berg et
Minister Anna Berg, |Minister of |ministre de |of the |de la |Mr. |Mme |MINISTER |THE MINISTER VISITED PARIS
LE MINISTRE A VISITÉ PARIS |A. |a, |(a |(a) |"a |« a |March |from March to |de mars à |on 3 March 2026,
le 3 mars 2026, |Law No. 12/2020 of |loi n° 12/2020 du |Decision No. |décision n° |Decree of the Minister on the
He recommended that the ministry |recommended to |a recommandé de |The province should invest,
La province devrait investir, |asked the province to |visited the |a visité le |visit to |+33 1 23 |Tel: 12 |a: |a;
The Law On The State |http://a.b |The minister visited the school on Monday and asked the mayor to build 3 bridges.
""".replace("\n", "|")
LINES = ["a\n", "- a\n", "1. Do it.\n", "# a\n", "\n", "\xa0", "1\u202f", "e\u0301", "\u200d", " "]
SPOKEN = [part for part in WORDS.split("|") if part]
FAMILIES = [*MARKS, *SPOKEN, *LINES]


def seconds(work: Callable[[], object]) -> float:
    begun = time.process_time()
    work()
    return time.process_time() - begun


def growth(work: Callable[[int], object], small: int = N) -> float:
    """How many times longer four times as much takes; measured again where something else may have been in the way."""
    ratio = float("inf")
    for _ in range(3):
        less, more = seconds(partial(work, small)), seconds(partial(work, 4 * small))
        ratio = min(ratio, (more + FLOOR) / (less + FLOOR))
        if ratio < ALLOWED:
            break
    return ratio


def repeated(part: str, size: int) -> str:
    return (part * (size // len(part) + 1))[:size]


@pytest.mark.parametrize(("language", "parts"), [("en", FAMILIES), ("fr", SPOKEN)])
def test_extraction_takes_time_in_proportion_to_the_length(language: str, parts: list[str]) -> None:

    def read(part: str, size: int) -> None:
        extract("A title, and a line.\n\n" + repeated(part, size), language)

    read("a ", N)
    grown = {part: growth(partial(read, part)) for part in parts}
    assert {part: round(ratio, 1) for part, ratio in grown.items() if ratio >= ALLOWED} == {}


def test_one_giant_line_of_everything() -> None:
    text = "".join(repeated(part, 60) for part in FAMILIES).replace("\n", " ")
    assert growth(lambda size: extract(repeated(text, size), "en"), 2 * len(text)) < ALLOWED


def test_telling_the_language_and_the_encoding_takes_time_in_proportion() -> None:
    for data in (b"\xe9", b"a\x82a", b"a\0", b"\xff\xfe", "部".encode("gb18030"), b"\xc3"):
        assert growth(lambda size, data=data: _decoded(data * (size // len(data))), LIMIT // 100) < ALLOWED, data


def _decoded(data: bytes) -> None:
    with suppress(VisitxError):
        extract(decode_article("a", data).text[:1000])


@pytest.mark.parametrize(
    "text", ["- ", "a: ", "? ", "{", "[", "&a ", "*a ", "!", "a: &a [*a]\n", "'", '"', "\\", "%", "#", "|\n"]
)
def test_records_are_refused_in_time_in_proportion(text: str) -> None:
    def read(size: int) -> None:
        with suppress(VisitxError):
            Record.from_dict(load("visitx: 1\n" + text * (size // len(text)), "a"))

    assert growth(read) < ALLOWED


COLLECT = r"""
import re, sys
made = {}
def noting(function):
    def noted(pattern, *rest, **named):
        if sys._getframe(1).f_globals.get("__name__", "").startswith("visitx") and isinstance(pattern, (str, bytes)):
            given = rest[0] if rest and function.__name__ == "compile" else named.get("flags", 0)
            made[pattern, int(given)] = None
        return function(pattern, *rest, **named)
    return noted
for name in ("compile", "search", "match", "fullmatch", "split", "findall", "finditer", "sub"):
    setattr(re, name, noting(getattr(re, name)))
import importlib, pkgutil, visitx
for module in pkgutil.iter_modules(visitx.__path__):
    if module.name != "__main__":
        importlib.import_module("visitx." + module.name)
for language in ("en", "fr"):
    visitx.extract("The minister met 12 mayors on 3 March 2026. « Le décret n° 12/2020 » (art. 3)", language)
print(repr(list(made)))
"""


def test_no_regex_runs_away() -> None:
    """From one place, each regex of the package takes time in proportion at most, whatever stands there."""
    done = subprocess.run([sys.executable, "-c", COLLECT], capture_output=True, text=True, check=True)
    made = eval(done.stdout)  # what we have just printed
    assert len(made) > 60
    slow = []
    for pattern, flags in made:
        regex = re.compile(pattern, flags)
        for part in FAMILIES:
            texts = {size: repeated(part, size) + "\0" for size in (N, 4 * N)}
            if isinstance(pattern, bytes):
                texts = {size: text.encode() for size, text in texts.items()}
            ratio = growth(lambda size, regex=regex, texts=texts: regex.match(texts[size]))
            if ratio >= ALLOWED:
                slow.append((pattern[:80], part, round(ratio, 1)))
    assert slow == []


@pytest.mark.parametrize(
    "text", ["", "\n\n", " \u00a0\n a", "a" * 9999, ". " * 9999, "a b. " * 5000, "é " * 3000 + "x" * 500 + " b"]
)
def test_long_lines_come_in_pieces_that_leave_nothing_out_but_what_is_no_word(text: str) -> None:
    covered = [" "] * len(text)
    for number, start, piece in lines_of(text):
        assert piece == text[start : start + len(piece)]
        assert number == text.count("\n", 0, start) + 1
        assert len(piece) <= LONGEST_LINE
        covered[start : start + len(piece)] = piece
    words = [word for word in text.split() if len(word) <= LONGEST_WORD]
    assert "".join(covered).split() == words


def test_a_line_is_cut_where_a_sentence_ends() -> None:
    sentence = "The minister of the interior visited the town of Bembou on Monday. "
    pieces = [piece for _, _, piece in lines_of(sentence * 200)]
    assert len(pieces) == 4
    assert all(piece.endswith("Monday. ") for piece in pieces)
