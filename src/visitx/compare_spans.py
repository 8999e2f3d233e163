"""Spans of time that everyday speech puts for one another: a fortnight and fifteen days."""

from __future__ import annotations

from functools import lru_cache

from visitx.compare_glossary import alike_groups
from visitx.record import Number


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
