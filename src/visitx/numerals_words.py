"""Numbers in words, by the words a language's rules list: small numbers, multipliers, halves, round ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from visitx.patterns import fold
from visitx.record import Number
from visitx.rules import Rulebook

_LONGEST = 3  # words of a listed number (soixante et onze)
_MOST = 20  # tokens of a number


@dataclass(frozen=True)
class Words:
    """A number that was read: it ends before token `last`. `about`: a round one (une vingtaine)."""

    value: Number
    last: int
    about: bool = False
    scale: Number = 1  # its last multiplier


Phrase = tuple[str, ...]


def _numbers(book: Rulebook, lexicon: str) -> dict[Phrase, Number]:
    """The words of each term -> the number that is the term's id."""
    found: dict[Phrase, Number] = {}
    for number, terms in book.terms(lexicon).items():
        value = float(number)
        for term in terms:
            found[tuple(fold(term).replace("-", " ").split())] = int(value) if value == int(value) else value
    return found


class NumberWords:
    """Reads number words. `starts`: the words a number may begin with; `scales`: multipliers by word."""

    def __init__(self, book: Rulebook) -> None:
        self.small = _numbers(book, "number-word")
        self.ones = _numbers(book, "number-one")
        self.scales = {phrase[0]: int(value) for phrase, value in _numbers(book, "number-scale").items()}
        self.halves = [tuple(fold(t).split()) for ts in book.terms("number-half").values() for t in ts]
        self.links = book.words("number-link")
        self._round = {p[0]: v for p, v in _numbers(book, "round-number").items()}
        self.round_of = book.words("round-number-of")
        self._one_words = frozenset(p[0] for p in self.ones)
        self._after_one = self.scales.keys() | {h[0] for h in self.halves} | {p[1] for p in self.ones if len(p) > 1}
        self._known = frozenset(w for p in (*self.small, *self.ones, *self.halves) for w in p) | self.scales.keys()
        self._known |= self.links
        self.starts = frozenset(p[0] for p in self.small) | self._one_words | self._round.keys()

    def read(self, norms: Sequence[str], at: int, high: int) -> Words | None:
        """The number in words that begins at token `at`, or None."""
        if norms[at] in self._round:
            return self._read_round(norms, at, high)
        if norms[at] in self._one_words and not (at + 1 < high and norms[at + 1] in self._after_one):
            return None
        parts: list[str] = []
        ends: list[int] = []
        for token in range(at, min(high, at + _MOST)):
            pieces = norms[token].split("-")
            if not all(p in self._known for p in pieces):
                break
            parts += pieces
            ends += [0] * (len(pieces) - 1) + [token + 1]
        return _Reader(self, parts, ends).read() if parts else None

    def _read_round(self, norms: Sequence[str], at: int, high: int) -> Words:
        """A round number, and what it is a round number of (une centaine de millions)."""
        value, last = self._round[norms[at]], at + 1
        if last + 1 < high and norms[last] in self.round_of and norms[last + 1] in self.scales:
            return Words(value * self.scales[norms[last + 1]], last + 2, True, self.scales[norms[last + 1]])
        return Words(value, last, about=True)

    def scale_after(self, norms: Sequence[str], at: int, high: int) -> tuple[Number, int]:
        """The product of the multipliers at token `at` (after digits), and where they end."""
        product: Number = 1
        while at < high and (scale := self.scales.get(norms[at], 0)) and scale != 100:
            product, at = product * scale, at + 1
        return product, at


class _Reader:
    """Adds up the parts of a number from the left; `total` is finished, `open` may still be multiplied."""

    def __init__(self, words: NumberWords, parts: list[str], ends: list[int]) -> None:
        self.words, self.parts, self.ends = words, parts, ends
        self.total: Number = 0
        self.open: Number | None = None
        self.scale: Number = 1  # what was last multiplied by, 1 after a plain number
        self.lowest: Number = 0  # the least multiplier so far

    def read(self) -> Words | None:
        best: Words | None = None
        at = 0
        while at < len(self.parts):
            size = self._multiply(at) or self._add(at) or self._halve(at)
            if size:
                at += size
                value = self.total + (self.open or 0)
                if self.ends[at - 1] and value not in (0.5, 1):
                    value = int(value) if value == int(value) else value
                    best = Words(value, self.ends[at - 1], scale=self.scale)
            elif self._links(at):
                at += 1
            else:
                break
        return best

    def _multiply(self, at: int) -> int:
        scale = self.words.scales.get(self.parts[at])
        if scale is None or (self.open is None and not (self.total and scale > self.scale > 1)):
            return 0
        if scale == 100:
            if self.open is None or not 0 < self.open < 100:
                return 0
            self.open *= 100
        elif self.open is None or scale > self.lowest > 0:
            self.total, self.open = (self.total + (self.open or 0)) * scale, None
        else:
            self.total, self.open = self.total + self.open * scale, None
        self.scale = scale
        self.lowest = scale if scale > 100 else self.lowest
        return 1

    def _add(self, at: int) -> int:
        size, value = self._listed(self.words.small, at)
        if not size or (value == 1 and not self.total and self.open is None):
            size, value = self._listed(self.words.ones, at)
            following = self.parts[at + size] if size and at + size < len(self.parts) else ""
            if at or not (following in self.words.scales or self._half(at + size)):
                return 0
        if self.open is None:
            if value >= 1000:
                self.total, self.scale, self.lowest = self.total + value, value, value
                return size
            self.open = value
        elif _fits(self.open, value):
            self.open += value
        else:
            return 0
        self.scale = 1
        return size

    def _listed(self, table: Mapping[Phrase, Number], at: int) -> tuple[int, Number]:
        """The longest term of a table at a part: its length (0 where there is none) and its number."""
        for size in range(_LONGEST, 0, -1):
            value = table.get(tuple(self.parts[at : at + size]))
            if value is not None:
                return min(size, len(self.parts) - at), value
        return 0, 0

    def _half(self, at: int) -> int:
        return next((len(h) for h in self.words.halves if tuple(self.parts[at : at + len(h)]) == h), 0)

    def _halve(self, at: int) -> int:
        size = self._half(at)
        if size and self.open is not None:
            self.open += 0.5
        elif size:
            self.total += self.scale / 2
        return size

    def _links(self, at: int) -> bool:
        """Is this the *and* of two hundred and five: after a multiplier, before what is not hundreds itself?"""
        if self.parts[at] not in self.words.links or self.scale < 100:
            return False
        size, value = self._listed(self.words.small, at + 1)
        following = self.parts[at + 1 + size] if at + 1 + size < len(self.parts) else ""
        return bool(size) and value < 100 and self.words.scales.get(following) != 100


def _fits(number: Number, unit: Number) -> bool:
    """May this number take that one as its last digits (60 + 5, 300 + 18)?"""
    if number <= 0 or number != int(number):
        return False
    return (number % 100 == 0 and unit < 100) or (number % 10 == 0 and number % 100 >= 20 and unit < 10)
