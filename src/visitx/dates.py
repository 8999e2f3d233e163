"""Dates: every mention, normalized to EDTF (ISO 8601-2)."""

from __future__ import annotations

from dataclasses import dataclass

from visitx.header import Header
from visitx.pipeline import Reading
from visitx.record import DateItem


@dataclass(frozen=True)
class FoundDates:
    """The dates in order, and the tokens they (and what is left out as no date) are written in."""

    items: tuple[DateItem, ...] = ()
    claimed: frozenset[int] = frozenset()


def find_dates(reading: Reading, header: Header) -> FoundDates:
    """All dates of the article."""
    return FoundDates()
