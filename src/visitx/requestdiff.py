"""Requests: which is missing, who asks, who is asked, and bodies or numbers in their words that differ."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Sequence

from visitx.align import Pair, assign
from visitx.bodies import Verdict, other_body_inside, same_body
from visitx.findings import Finding, Placed, changed, missing_left, missing_right
from visitx.ground import Ground, document_key, figure_key
from visitx.record import Recommendation

SECTION = "recommendations"
Matched = tuple[Recommendation, Recommendation]
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


def request_findings(ground: Ground) -> Iterator[Finding]:
    """What the two versions ask differently."""
    left, right = (record.recommendations for record in ground.records)
    pairs = assign(_costs(left, right, ground))
    for i, j in pairs:
        yield from _differences(left[i], right[j], ground)
    matched = [(left[i], right[j]) for i, j in pairs]
    for i in sorted(set(range(len(left))) - {i for i, _ in pairs}):
        if _is_left_out(left[i], matched, ground, 0):
            yield missing_right(SECTION, left[i].text, left[i])
    mirrored = [(b, a) for a, b in matched]
    for j in sorted(set(range(len(right))) - {j for _, j in pairs}):
        if _is_left_out(right[j], mirrored, ground, 1):
            yield missing_left(SECTION, right[j].text, right[j])


def _costs(left: Sequence[Recommendation], right: Sequence[Recommendation], ground: Ground) -> dict[Pair, float]:
    inside = [[_landmarks_in(r, ground, side) for r in rs] for side, rs in enumerate((left, right))]
    return {
        (i, j): _cost(a, b, ground, (inside[0][i], inside[1][j]), abs(_rank(i, left) - _rank(j, right)))
        for i, a in enumerate(left)
        for j, b in enumerate(right)
    }


def _rank(at: int, items: Sequence[Recommendation]) -> float:
    return at / max(len(items) - 1, 1)


def _cost(
    a: Recommendation,
    b: Recommendation,
    ground: Ground,
    inside: tuple[frozenset[Hashable], frozenset[Hashable]],
    apart: float,
) -> float:
    """Less the more the words mean the same, what is counted and cited inside, who asks whom, and where it stands."""
    near = ground.near(a, b)
    words = ground.like(a.text, b.text) or 0.0
    counted = len(inside[0] & inside[1]) / max(len(inside[0] | inside[1]), 1)
    persons = _points(same_body(a.by, b.by, ground)) + _points(same_body(a.to, b.to, ground))
    support = 0.3 * near + 0.55 * words + 0.25 * counted + 0.12 * (1 - 2 * apart) + 0.1 * persons
    return 1.35 - support


def _points(verdict: Verdict) -> int:
    return {Verdict.SAME: 1, Verdict.UNKNOWN: 0, Verdict.DIFFERENT: -1}[verdict]


def _landmarks_in(request: Recommendation, ground: Ground, side: int) -> frozenset[Hashable]:
    """The figures, dates and documents that stand inside a request."""
    record = ground.records[side]
    placed: list[tuple[Hashable, Placed]] = [(figure_key(f), f) for f in record.figures]
    placed += [(d.value, d) for d in record.dates]
    placed += [(document_key(d), d) for d in record.references]
    return frozenset(key for key, item in placed if request.start <= item.start < request.end)


def _differences(a: Recommendation, b: Recommendation, ground: Ground) -> Iterator[Finding]:
    for field in ("by", "to"):
        values = (getattr(a, field), getattr(b, field))
        if same_body(*values, ground) is Verdict.DIFFERENT:
            yield changed(SECTION, field, values, a, b)
    if other_body_inside(a.text, b.text, ground) or _other_number(a, b, ground):
        yield changed(SECTION, "text", (a.text, b.text), a, b)


def _other_number(a: Recommendation, b: Recommendation, ground: Ground) -> bool:
    """Do the texts hold numbers that are listed nowhere else, one on either side, and not the same?"""
    loose = [_loose_numbers(request, ground, side) for side, request in enumerate((a, b))]
    only = loose[0] - loose[1], loose[1] - loose[0]
    return len(only[0]) == len(only[1]) == 1 and len(loose[0]) == len(loose[1])


def _loose_numbers(request: Recommendation, ground: Ground, side: int) -> set[str]:
    record = ground.records[side]
    listed = [(i.start, i.end) for i in (*record.figures, *record.dates, *record.references)]
    found = ((m.group().replace(",", "."), request.start + m.start()) for m in _NUMBER.finditer(request.text))
    return {number for number, at in found if not any(start <= at < end for start, end in listed)}


def _is_left_out(request: Recommendation, pairs: Sequence[Matched], ground: Ground, side: int) -> bool:
    """Is there no room for the request on the other side? Where there is, it may stand there and not have been read."""
    stops = [(mine.start, other.start) for mine, other in pairs] + [(mine.end, other.end) for mine, other in pairs]
    gaps = ground.landmarks.gaps(side, request.start, request.end, stops)
    if gaps is None:
        return True
    scale = sum(len(other.text) for _, other in pairs) / max(sum(len(mine.text) for mine, _ in pairs), 1) or 1.0
    own, room = gaps
    return room < scale * (own - 0.5 * len(request.text))
