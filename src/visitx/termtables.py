"""Terms that are looked up at a token: words so common that to search an article for them would cost too much."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from visitx.patterns import fold
from visitx.rules import Rulebook


class Term(NamedTuple):
    """A term that stands at tokens `first` to `last` (exclusive), and its id."""

    first: int
    last: int
    id: str


class TermTable:
    """The terms of a lexicon with `match: table`, by their first and by their last word."""

    def __init__(self, book: Rulebook, lexicon: str) -> None:
        self._by_first: dict[str, list[tuple[list[str], str]]] = {}
        self._by_last: dict[str, list[tuple[list[str], str]]] = {}
        elided = tuple(fold(prefix) for prefix in book.terms("elision").get("prefix", ()))
        found = [([*_cut(fold(t), elided)], i) for i, terms in book.terms(lexicon).items() for t in terms]
        for pieces, term_id in sorted(found, key=lambda term: -len(term[0])):
            self._by_first.setdefault(pieces[0], []).append((pieces, term_id))
            self._by_last.setdefault(pieces[-1], []).append((pieces, term_id))

    def at(self, norms: Sequence[str], first: int) -> Term | None:
        """The longest term that begins at a token of an article's folded words."""
        for pieces, term_id in self._by_first.get(norms[first], ()) if first < len(norms) else ():
            last = first + len(pieces)
            if norms[first:last] == pieces:
                return Term(first, last, term_id)
        return None

    def ending(self, norms: Sequence[str], last: int) -> Term | None:
        """The longest term that ends before a token."""
        for pieces, term_id in self._by_last.get(norms[last - 1], ()) if last else ():
            first = last - len(pieces)
            if first >= 0 and norms[first:last] == pieces:
                return Term(first, last, term_id)
        return None


def _cut(term: str, elided: Sequence[str]) -> Iterator[str]:
    """The words of a term, cut as those of an article are."""
    for word in term.split():
        prefix = next((p for p in elided if word.startswith(p) and word != p), "")
        if prefix:
            yield prefix
        yield word[len(prefix) :]
