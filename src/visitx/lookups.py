"""Terms of a lexicon looked up at a place. What stands at a hundred places costs nothing where nobody asks."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from visitx.hits import Hit
from visitx.patterns import fold
from visitx.rules import Lexicon, Rulebook

Words = tuple[str, ...]
_Entries = dict[str, list[tuple[Words, str]]]


class Terms:
    """The terms of a lexicon by their first and by their last word, the longest first; `inner` are the words of those
    of several that are not their last."""

    def __init__(self, lexicon: Lexicon, split: Callable[[str], list[str]]) -> None:
        self.name = lexicon.name
        self.exact = lexicon.match == "exact"
        change = str if self.exact else fold
        pairs: list[tuple[Words, str]] = []
        for key, terms in lexicon.terms.items():
            for term in terms:
                # The tokenizer cuts letters and single spaces at the spaces too, but takes its time.
                plain = term.replace(" ", "").isalpha()
                pairs.append((tuple(change(term).split(" ") if plain else map(change, split(term))), key))
        pairs.sort(key=lambda pair: (-len(pair[0]), pair[1]))
        self.longest = len(pairs[0][0]) if pairs else 0
        self.by_first: _Entries = {}
        self.by_last: _Entries = {}
        for words, key in pairs:
            self.by_first.setdefault(words[0], []).append((words, key))
            self.by_last.setdefault(words[-1], []).append((words, key))
        self.inner = frozenset(word for words, _ in pairs for word in words[:-1])


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
    longest. `line_bounds` tells which tokens the line of one has."""

    def __init__(self, terms: Terms, words: Sequence[str], line_bounds: Callable[[int], tuple[int, int]]) -> None:
        super().__init__()
        self._terms = terms
        self._words = words
        self._line_bounds = line_bounds

    def __missing__(self, at: int) -> Hit | None:
        first = at
        while first and first - 1 not in self and self._words[first - 1] in self._terms.inner:
            first -= 1
        for place in range(first, at + 1):  # from the left: one that asked the next would ask without end
            self[place] = None if self._is_inside(place) else self._find(place)
        return self[at]

    def _find(self, at: int) -> Hit | None:
        for words, key in self._terms.by_first.get(self._words[at], ()):
            last = at + len(words)
            if last == at + 1 or (self._stands(words, at) and last <= self._line_bounds(at)[1]):
                return Hit(at, last, self._terms.name, key)
        return None

    def _stands(self, words: Words, at: int) -> bool:
        following = self._words[at + 1 : at + len(words)]
        return following[:1] == [words[1]] and tuple(following) == words[1:]

    def _is_inside(self, at: int) -> bool:
        """Does a hit that begins before a token reach over it?"""
        for earlier in range(at - 1, max(at - self._terms.longest, -1), -1):
            if self._words[earlier] not in self._terms.inner:
                return False
            if (hit := self[earlier]) and hit.last > at:
                return True
        return False

    def ending(self, last: int) -> Hit | None:
        """The hit that ends before token `last`."""
        for words, _ in self._terms.by_last[self._words[last - 1]] if last else ():
            first = last - len(words)
            if first < 0 or (len(words) > 1 and self._words[first] != words[0]):
                continue
            if (hit := self[first]) and hit.last == last:
                return hit
        return None
