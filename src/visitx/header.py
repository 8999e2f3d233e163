"""The head and foot of an article: title, source, publication date, and the lines that are no prose."""

from __future__ import annotations

from dataclasses import dataclass

from visitx.pipeline import Reading


@dataclass(frozen=True)
class Header:
    """`published`: ISO 8601 date or None. `claimed`: tokens of dateline, stamps, by-line, contacts, addresses and the
    like, in which no other extractor looks for figures or dates."""

    title: str | None = None
    source: str | None = None
    published: str | None = None
    claimed: frozenset[int] = frozenset()


def read_header(reading: Reading) -> Header:
    """What the head and foot of the article say of itself."""
    return Header()
