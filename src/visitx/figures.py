"""Figures: numbers that count or measure something, with unit, qualifier and label."""

from __future__ import annotations

from visitx.header import Header
from visitx.pipeline import Reading
from visitx.record import Figure


def find_figures(reading: Reading, header: Header, claimed: frozenset[int]) -> tuple[Figure, ...]:
    """All figures of the article in order; tokens in `claimed` belong to dates, documents and the head."""
    return ()
