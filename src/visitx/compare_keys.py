"""What makes two items the same thing: the keys of figures, dates and documents, and the names of persons."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import lru_cache
from typing import Any

from rapidfuzz.distance import Levenshtein

from visitx.compare_glossary import alike_groups, fold
from visitx.record import Figure, Number, Reference

LETTERS = 4  # a word of so many letters may differ by one and be the same name


def figure_key(figure: Figure) -> Hashable:
    """What makes two figures the same: kind, unit, values; spans of time that are spoken of as one are one."""
    value, unit = same_span(figure.value, figure.unit) if figure.max is None else (figure.value, figure.unit)
    return (figure.kind, unit, float(value), figure.max and float(figure.max), figure.of and float(figure.of))


@lru_cache(maxsize=1)
def _spans() -> dict[tuple[float, str], tuple[float, str]]:
    """Each span of a group with the one that stands for the group: the first in alphabetical order."""
    first: dict[tuple[float, str], tuple[float, str]] = {}
    for group in alike_groups("same-span"):
        spans = [(float(amount), unit) for amount, _, unit in (text.partition(" ") for text in sorted(group))]
        first.update(dict.fromkeys(spans, spans[0]))
    return first


def same_span(value: Number, unit: str | None) -> tuple[float, str | None]:
    """The amount and unit that stand for all spans which are the same as this one."""
    return _spans().get((float(value), unit or ""), (float(value), unit))


def document_key(document: Reference) -> str:
    """The number, else the name."""
    return fold(document.number or document.title or "").replace(" ", "")


KEYS: dict[str, Callable[[Any], Hashable]] = {
    "figures": figure_key,
    "dates": lambda date: date.value,
    "references": document_key,
}


@lru_cache(maxsize=16384)
def same_name(a: str, b: str) -> float:
    """1 for one name in any order of its words and any accents, less where a word or a letter is missing, else 0."""
    words_a, words_b = fold(a).split(), fold(b).split()
    if sorted(words_a) == sorted(words_b) or "".join(words_a) == "".join(words_b):
        return 1.0
    shorter, longer = sorted((words_a, words_b), key=len)
    if set(shorter) <= set(longer):
        return 0.8 if len(shorter[-1]) > 2 else 0.0
    rest_a, rest_b = [w for w in words_a if w not in words_b], [w for w in words_b if w not in words_a]
    if len(rest_a) == len(rest_b) and all(map(_may_be_one, sorted(rest_a), sorted(rest_b))):
        return 0.9
    return 0.0


def _may_be_one(a: str, b: str) -> bool:
    return min(len(a), len(b)) >= LETTERS and Levenshtein.distance(a, b, score_cutoff=1) <= 1
