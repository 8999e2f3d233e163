"""Dates: another value at the same place, and dates that one side does not state."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from visitx.compare_align import assign
from visitx.compare_findings import Finding, changed, missing_left, missing_right
from visitx.compare_ground import Ground
from visitx.record import DateItem

SECTION = "dates"
OPEN = ".."
Dates = tuple[DateItem, DateItem]
_YEAR = re.compile(r"\d{4}")
LEAST = 0.2  # support that two values must have to be one statement


def date_findings(ground: Ground) -> Iterator[Finding]:
    """What the two versions date differently; the same difference once, however often the date stands there."""
    left, right = (record.dates for record in ground.records)
    pairs = _pairs(left, right, ground)
    alone = (
        [a for a in left if all(a is not p for p, _ in pairs) and not _is_explained(a, right, ground, 1)],
        [b for b in right if all(b is not p for _, p in pairs) and not _is_explained(b, left, ground, 0)],
    )
    pairs += _last_pairs(*alone)
    found = [
        *(changed(SECTION, "value", (a.value, b.value), a, b) for a, b in pairs if _differ(a, b, ground)),
        *(missing_right(SECTION, a.value, a) for a in alone[0] if all(a is not p for p, _ in pairs)),
        *(missing_left(SECTION, b.value, b) for b in alone[1] if all(b is not p for _, p in pairs)),
    ]
    yield from {(f.left, f.right): f for f in reversed(found)}.values()


def _differ(a: DateItem, b: DateItem, ground: Ground) -> bool:
    """Do two dates of one statement differ, and not only in what had to be made out from when they were published?"""
    if agree(a.value, b.value) or ground.evidence.date(a, 0) or ground.evidence.date(b, 1):
        return False
    published = {record.document.published for record in ground.records}
    if len(published) > 1 and (_is_relative(a) or _is_relative(b)):
        return False
    inferred = any(not _YEAR.search(date.text) for date in (a, b))
    return not (inferred and _YEAR.sub("XXXX", a.value) == _YEAR.sub("XXXX", b.value))


def _pairs(left: Sequence[DateItem], right: Sequence[DateItem], ground: Ground) -> list[Dates]:
    """Who belongs to whom: what both state equally often in order, the rest by the cheapest assignment."""
    counts = [Counter(d.value for d in side) for side in (left, right)]
    even = {value for value, count in counts[0].items() if counts[1][value] == count}
    sure = [
        pair
        for value in sorted(even)
        for pair in zip(*([d for d in side if d.value == value] for side in (left, right)), strict=True)
    ]
    rest = [[d for d in side if d.value not in even] for side in (left, right)]
    costs = {
        (i, j): cost for i, a in enumerate(rest[0]) for j, b in enumerate(rest[1]) if (cost := _cost(a, b, ground)) < 1
    }
    return [*sure, *((rest[0][i], rest[1][j]) for i, j in assign(costs))]


def _last_pairs(left: Sequence[DateItem], right: Sequence[DateItem]) -> list[Dates]:
    """What is left alone on both sides and of one kind is one date all the same, where there is one of each."""
    kinds = [Counter(d.kind for d in side) for side in (left, right)]
    return [(a, b) for a in left for b in right if a.kind == b.kind and kinds[0][a.kind] == kinds[1][a.kind] == 1]


def _cost(a: DateItem, b: DateItem, ground: Ground) -> float:
    near = ground.near(a, b, (SECTION, a.value) if a.value == b.value else None)
    if a.value == b.value:
        return 0.25 - 0.2 * near - 0.05 * (_is_relative(a) == _is_relative(b)) + 0.05 * ground.apart(a, b)
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
    if known and (_is_relative(date) or ground.is_addition(date, 1 - side)):
        return True
    mine = ground.records[1 - side]
    if ground.evidence.date(date, 1 - side) or (date.value.isdecimal() and ground.asked(date, 1 - side)):
        return True
    ends = date.value.split("/")
    if len(ends) == 2 and OPEN not in ends:
        return all(end in values for end in ends)
    spans = [value.split("/") for value in values if value and "/" in value and OPEN not in value]
    stated = {d.value for d in mine.dates}
    return any(date.value in span and all(end in stated for end in span) for span in spans)
