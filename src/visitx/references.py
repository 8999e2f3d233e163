"""Legal and planning documents that are cited."""

from __future__ import annotations

from dataclasses import dataclass

from visitx.header import Header
from visitx.pipeline import Reading
from visitx.record import DateItem, Reference


@dataclass(frozen=True)
class FoundReferences:
    """The documents in order of first mention, and the tokens of every citation (numbers, articles, annexes)."""

    items: tuple[Reference, ...] = ()
    claimed: frozenset[int] = frozenset()


def find_references(reading: Reading, header: Header, dates: tuple[DateItem, ...]) -> FoundReferences:
    """All documents the article cites."""
    return FoundReferences()
