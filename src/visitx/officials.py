"""Officials: the persons who are named, with their positions."""

from __future__ import annotations

from visitx.header import Header
from visitx.pipeline import Reading
from visitx.record import Official


def find_officials(reading: Reading, header: Header) -> tuple[Official, ...]:
    """All officials in order of first mention; `side` is left to the visit."""
    return ()
