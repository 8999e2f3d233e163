"""The visit itself: who visited whom, where and when, and on which side each official stood."""

from __future__ import annotations

from visitx.header import Header
from visitx.pipeline import Reading
from visitx.record import DateItem, Official, Visit


def find_visit(
    reading: Reading, header: Header, officials: tuple[Official, ...], dates: tuple[DateItem, ...]
) -> tuple[Visit, tuple[Official, ...]]:
    """The visit, and the officials with their `side`."""
    return Visit(), officials
