"""Where lexicon terms were found in an article, ready to be asked for by lexicon and token."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple


class Hit(NamedTuple):
    """A lexicon term found at tokens `first` to `last` (exclusive). A tuple: an article has thousands of them."""

    first: int
    last: int
    lexicon: str
    id: str


class Found(NamedTuple):
    """The hits of one lexicon, none overlapping another: in order, by first token, by the token after the last."""

    all: Sequence[Hit]
    at: Mapping[int, Hit]
    ending: Mapping[int, Hit]


class Hits(dict[str, Found]):
    """All hits of an article by lexicon. What is never asked for is never put in order; `more` gives the hits of names
    that are no lexicons, when they are first asked for."""

    def __init__(self, more: Callable[[str], Iterable[Hit]]) -> None:
        super().__init__()
        self._raw: defaultdict[str, list[Hit]] = defaultdict(list)
        self._more = more

    def add(self, hits: Iterable[Hit]) -> None:
        """Adds hits of lexicons that were not asked for yet."""
        raw = self._raw
        for hit in hits:
            raw[hit[2]].append(hit)

    def __missing__(self, lexicon: str) -> Found:
        # Whoever asks for the same name while its phrases are read finds none, and does not ask for ever.
        self[lexicon] = Found((), {}, {})
        hits = _apart([*self._raw.get(lexicon, ()), *self._more(lexicon)])
        self[lexicon] = found = Found(hits, {h.first: h for h in hits}, {h.last: h for h in hits})
        return found


def _apart(hits: list[Hit]) -> list[Hit]:
    """Of overlapping hits the leftmost, then the longest."""
    kept: list[Hit] = []
    end = 0
    for hit in sorted(hits, key=lambda h: (h.first, -h.last)):
        if hit.first >= end:
            kept.append(hit)
            end = hit.last
    return kept
