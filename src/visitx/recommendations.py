"""Recommendations: what one party asks another to do."""

from __future__ import annotations

from visitx.header import Header
from visitx.pipeline import Reading
from visitx.record import Official, Recommendation


def find_recommendations(
    reading: Reading, header: Header, officials: tuple[Official, ...]
) -> tuple[Recommendation, ...]:
    """All recommendations in order."""
    return ()
