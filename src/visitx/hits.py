"""Where lexicon terms were found in an article, ready to be asked for by lexicon and token."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

Term = tuple[str, str]  # a lexicon and the id of a term in it
Range = tuple[int, int]


class Hit(NamedTuple):
    """A lexicon term found at tokens `first` to `last` (exclusive). A tuple: an article has thousands of them."""

    first: int
    last: int
    lexicon: str
    id: str


class Found:
    """The hits of one lexicon, none overlapping another: in order, by first token, by the token after the last."""

    def __init__(self, hits: Sequence[Hit]) -> None:
        self.all = hits
        self.at: Mapping[int, Hit] = {h[0]: h for h in hits}

    @cached_property
    def ending(self) -> Mapping[int, Hit]:
        return {h[1]: h for h in self.all}


_NONE = Found(())


class Hits(dict[str, Found]):
    """All hits of an article by lexicon. What is never asked for is never put in order; `more` gives the hits of names
    that are no lexicons, when they are first asked for."""

    def __init__(self, more: Callable[[str], Iterable[Hit]]) -> None:
        super().__init__()
        self._places: defaultdict[str, list[tuple[str, Sequence[Range]]]] = defaultdict(list)
        self._raw: defaultdict[str, list[Hit]] = defaultdict(list)
        self._more = more

    def add_places(self, terms: Sequence[Term], places: Sequence[Range]) -> None:
        """Adds the places where each of these terms stands."""
        for lexicon, term in terms:
            self._places[lexicon].append((term, places))

    def add(self, hits: Iterable[Hit]) -> None:
        """Adds hits of lexicons that were not asked for yet."""
        raw = self._raw
        for hit in hits:
            raw[hit[2]].append(hit)

    def has(self, lexicon: str) -> bool:
        """Was a term of the lexicon found?"""
        return bool(self._places.get(lexicon) or self._raw.get(lexicon))

    def __missing__(self, lexicon: str) -> Found:
        # Whoever asks for the same name while its phrases are read finds none, and does not ask for ever.
        self[lexicon] = found = _NONE
        hits = [Hit(first, last, lexicon, term) for term, places in self._places[lexicon] for first, last in places]
        hits += self._raw[lexicon]
        hits += self._more(lexicon)
        if hits:
            self[lexicon] = found = Found(_apart(hits) if len(hits) > 1 else hits)
        return found


def _apart(hits: list[Hit]) -> list[Hit]:
    """Of overlapping hits the leftmost, then the longest, then the first by its id."""
    hits.sort()
    kept = hits[:1]
    for hit in hits[1:]:
        before = kept[-1]
        if hit[0] >= before[1]:
            kept.append(hit)
        elif hit[0] == before[0] and hit[1] > before[1]:
            kept[-1] = hit
    return kept
