"""Dates: another value at the same place, and dates that one side does not state."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from visitx.align import Pair, assign
from visitx.findings import Finding, changed, missing_left, missing_right
from visitx.ground import Ground, asks_with
from visitx.record import DateItem

SECTION = "dates"
OPEN = ".."
LEAST = 0.2  # support that two values must have to be one statement


def date_findings(ground: Ground) -> Iterator[Finding]:
    """What the two versions date differently; the same difference once, however often the date stands there."""
    left, right = (record.dates for record in ground.records)
    pairs = _pairs(left, right, ground)
    told: set[tuple[str | None, str | None]] = set()
    for i, j in pairs:
        values = (left[i].value, right[j].value)
        if not agree(*values) and values not in told:
            told.add(values)
            yield changed(SECTION, "value", values, left[i], right[j])
    for i in sorted(set(range(len(left))) - {i for i, _ in pairs}):
        if not _is_explained(left[i], right, ground, 1) and (left[i].value, None) not in told:
            told.add((left[i].value, None))
            yield missing_right(SECTION, left[i].value, left[i])
    for j in sorted(set(range(len(right))) - {j for _, j in pairs}):
        if not _is_explained(right[j], left, ground, 0) and (None, right[j].value) not in told:
            told.add((None, right[j].value))
            yield missing_left(SECTION, right[j].value, right[j])


def _pairs(left: Sequence[DateItem], right: Sequence[DateItem], ground: Ground) -> list[Pair]:
    """Who belongs to whom: what both state equally often in order, the rest by the cheapest assignment."""
    counts = [Counter(d.value for d in side) for side in (left, right)]
    even = {value for value, count in counts[0].items() if counts[1][value] == count}
    sure: list[Pair] = []
    for value in sorted(even):
        places = [[n for n, d in enumerate(side) if d.value == value] for side in (left, right)]
        sure.extend(zip(*places, strict=True))
    costs = {
        (i, j): cost
        for i, a in enumerate(left)
        if a.value not in even
        for j, b in enumerate(right)
        if b.value not in even and (cost := _cost(a, b, ground)) < 1
    }
    return sure + assign(costs)


def _cost(a: DateItem, b: DateItem, ground: Ground) -> float:
    near = ground.near(a, b, (SECTION, a.value) if a.value == b.value else None)
    if a.value == b.value:
        return 0.25 - 0.2 * near - 0.05 * (_is_relative(a) == _is_relative(b))
    if agree(a.value, b.value):
        return 0.8 - 0.5 * near
    support = 0.6 * near + 0.4 * _look_alike(a.value, b.value)
    return 1.0 if support < LEAST else 1.0 - 0.6 * support


def agree(a: str, b: str) -> bool:
    """Can two values be one date: equal, one less exact than the other, or one only bounded by the other?"""
    if a == b:
        return True
    ends_a, ends_b = a.split("/"), b.split("/")
    if len(ends_a) == len(ends_b):
        return all(map(_points_agree, ends_a, ends_b))
    single, double = sorted((ends_a, ends_b), key=len)
    bounds = [end for end in double if end != OPEN]
    return len(bounds) == 1 and _points_agree(single[0], bounds[0])


def _points_agree(a: str, b: str) -> bool:
    """`2026-02` and `2026-02-14`, `XXXX-11-13` and `2025-11-13`."""
    if OPEN in (a, b):
        return a == b
    parts = list(zip(a.split("-"), b.split("-"), strict=False))
    return all(x == y or "X" in x or "X" in y for x, y in parts)


def _is_relative(date: DateItem) -> bool:
    """*The same day*, *on Tuesday*: what a translation may leave out."""
    return not any(c.isdigit() for c in date.text)


def _bounds(value: str) -> list[str]:
    """The ends of a date that are not open: `../2026-06-30` and `2026-06-30` have the same."""
    return [end for end in value.split("/") if end != OPEN]


def _look_alike(a: str, b: str) -> float:
    """The part of years, months and days that two dates share; nothing where one is a span and the other not."""
    if a.count("/") != b.count("/"):
        return 0.0
    parts_a, parts_b = (value.replace("/", "-").split("-") for value in (a, b))
    if len(parts_a) != len(parts_b):
        return 0.0
    return sum(x == y for x, y in zip(parts_a, parts_b, strict=True)) / len(parts_a)


def _is_explained(date: DateItem, others: Sequence[DateItem], ground: Ground, side: int) -> bool:
    """Does the other side state this date all the same: elsewhere, as its own date, as the ends of a span?"""
    record = ground.records[side]
    values = {o.value for o in others} | set(record.visit.dates) | {record.document.published}
    known = any(value and _bounds(date.value) == _bounds(value) for value in values)
    if known and (_is_relative(date) or date.line not in ground.kept_lines[1 - side]):
        return True
    mine = ground.records[1 - side]
    asked = any(r.start <= date.start < r.end for r in mine.recommendations)
    if asked and date.value.isdecimal() and asks_with(date.value, record):
        return True
    ends = date.value.split("/")
    if len(ends) == 2 and OPEN not in ends:
        return all(end in values for end in ends)
    spans = [value.split("/") for value in values if value and "/" in value and OPEN not in value]
    stated = {d.value for d in mine.dates}
    return any(date.value in span and all(end in stated for end in span) for span in spans)
