"""Requests that no words in common make one, and that are one all the same: by who asks whom, and by their place."""

from __future__ import annotations

from collections.abc import Sequence

from visitx.compare_bodies import Verdict, same_body
from visitx.compare_glossary import mean_the_same
from visitx.compare_ground import Ground
from visitx.record import Recommendation

Matched = tuple[Recommendation, Recommendation]
NEAR = 0.3  # how near to the landmarks of one another two requests stand that one person makes to one body
TIMES, SHORT = 1.6, 12  # how much longer one of two requests may be, with some characters more for short ones
NEXT = 6  # characters between two requests of one sentence
PART, SHARED = 0.4, 0.3  # the part of a request's length, and of its words, that another has more where it says both


def stands_in_place(
    request: Recommendation, others: Sequence[Recommendation], matched: Sequence[Matched], ground: Ground, side: int
) -> bool:
    """Is one of the other side's requests without counterpart this one, in words that no glossary knows?"""
    return any(_may_be(request, other, matched, ground, side) for other in others)


def _may_be(
    request: Recommendation, other: Recommendation, matched: Sequence[Matched], ground: Ground, side: int
) -> bool:
    lengths = sorted((len(request.text), len(other.text)))
    left, right = (other, request) if side else (request, other)
    asker, asked = same_body(left.by, right.by, ground), same_body(left.to, right.to, ground)
    if lengths[1] > TIMES * (lengths[0] + SHORT) or Verdict.DIFFERENT in (asker, asked):
        return False
    if asker is asked is Verdict.SAME and ground.near(left, right) >= NEAR:
        return True
    to_one = asked is Verdict.SAME or (left.to is right.to is None and asker is Verdict.SAME)
    return to_one and _neighbours(request, other, matched)


def _neighbours(request: Recommendation, other: Recommendation, matched: Sequence[Matched]) -> bool:
    """Do both stand right behind one and the same request, or right before one?"""
    before = (
        max((m for m in matched if m[0].start < request.start), key=lambda m: m[0].start, default=None),
        max((m for m in matched if m[1].start < other.start), key=lambda m: m[1].start, default=None),
    )
    after = (
        min((m for m in matched if m[0].start > request.start), key=lambda m: m[0].start, default=None),
        min((m for m in matched if m[1].start > other.start), key=lambda m: m[1].start, default=None),
    )
    return before[0] is before[1] and after[0] is after[1]


def is_told_with_another(
    request: Recommendation, matched: Sequence[Matched], scale: float, ground: Ground, side: int
) -> bool:
    """Is the counterpart of the request right before or behind it, in one sentence, longer by what this one says?

    `scale`: how much longer requests are on the other side.
    """
    words = ground.meanings(side, request.text)
    for mine, other in matched:
        apart = max(request.start - mine.end, mine.start - request.end)
        more = len(other.text) - scale * len(mine.text)
        if mine.line != request.line or not 0 <= apart <= NEXT or more < PART * scale * len(request.text):
            continue
        known, there = ground.meanings(side, mine.text), ground.meanings(1 - side, other.text)
        beyond = [w for w in there if not any(mean_the_same(w, k) for k in known)]
        if sum(any(mean_the_same(w, b) for b in beyond) for w in words) >= SHARED * len(words):
            return True
    return False
