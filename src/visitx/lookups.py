"""Terms of a lexicon looked up at a place. What stands at a hundred places costs nothing where nobody asks."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from visitx.hits import Hit
from visitx.patterns import fold
from visitx.rules import Lexicon, Rulebook


class Terms:
    """The terms of a lexicon by their first word, the longest first; `lasts` are their last words."""

    def __init__(self, lexicon: Lexicon, split: Callable[[str], list[str]]) -> None:
        self.name = lexicon.name
        self.exact = lexicon.match == "exact"
        change = str if self.exact else fold
        pairs = [(tuple(map(change, split(term))), key) for key, terms in lexicon.terms.items() for term in terms]
        self.longest = max((len(words) for words, _ in pairs), default=0)
        self.lasts = frozenset(words[-1] for words, _ in pairs)
        self.by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for words, key in sorted(pairs, key=lambda pair: (-len(pair[0]), pair[1])):
            self.by_first.setdefault(words[0], []).append((words, key))


class TermsByLexicon(dict[str, Terms]):
    """The terms of the lexicons that are asked for; none where the language has no lexicon of that name."""

    def __init__(self, book: Rulebook, split: Callable[[str], list[str]]) -> None:
        super().__init__()
        self._book = book
        self._split = split

    def __missing__(self, name: str) -> Terms:
        lexicon = self._book.lexicons.get(name) or Lexicon(name, "table", {})
        self[name] = found = Terms(lexicon, self._split)
        return found


class Lookup(dict[int, Hit | None]):
    """The hits of a lexicon in one article by their first token, as `Hits` would find them: the leftmost, then the
    longest. `line_end` tells where the line of a token ends."""

    def __init__(self, terms: Terms, words: Sequence[str], line_end: Callable[[int], int]) -> None:
        super().__init__()
        self._terms = terms
        self._words = words
        self._line_end = line_end

    def __missing__(self, at: int) -> Hit | None:
        terms = self._terms.by_first.get(self._words[at]) if 0 <= at < len(self._words) else None
        self[at] = found = self._find(at, terms) if terms and not self._is_inside(at) else None
        return found

    def _find(self, at: int, terms: list[tuple[tuple[str, ...], str]]) -> Hit | None:
        for words, key in terms:
            last = at + len(words)
            if last == at + 1 or (tuple(self._words[at:last]) == words and last <= self._line_end(at)):
                return Hit(at, last, self._terms.name, key)
        return None

    def _is_inside(self, at: int) -> bool:
        """Does a hit that begins before a token reach over it?"""
        earlier = (self[at - back] for back in range(1, self._terms.longest))
        return any(hit is not None and hit.last > at for hit in earlier)

    def ending(self, last: int) -> Hit | None:
        """The hit that ends before token `last`."""
        if not 0 < last <= len(self._words) or self._words[last - 1] not in self._terms.lasts:
            return None
        hits = (self[last - size] for size in range(1, self._terms.longest + 1))
        return next((hit for hit in hits if hit is not None and hit.last == last), None)
