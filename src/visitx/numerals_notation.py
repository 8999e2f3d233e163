"""How a language writes numbers: in digits, with the marks that group them or begin decimals; in words."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from copy import copy
from typing import NamedTuple

from visitx.errors import ValueNotUnderstoodError
from visitx.patterns import fold
from visitx.record import Number
from visitx.rules import Rulebook

_MARKS = {"comma": ",", "dot": ".", "space": " ", "apostrophe": "'"}
_SHAPE = re.compile(r"\d[\d.,' ]*\d|\d")
_GROUPS = re.compile(r"[1-9]\d{0,2}(?:[.,' ]\d{3})+")
_INDIAN = re.compile(r"[1-9]\d?(?:,\d\d)+,\d{3}")
_TWO_MARKS = re.compile(r"(\d[\d., ']*)([.,])(\d+)")
_ONE_MARK = re.compile(r"(\d+)([.,])(\d+)")
_SURE_GROUPS = re.compile(r"(?<![\d.,/-])[1-9]\d{0,2}([.,])\d{3}(?:\1\d{3})+(?![\d/-])")
FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75}
_LONGEST = 15  # digits of a number; more are an identifier
_LONGEST_TERM = 3  # words of a listed number (soixante et onze)
_MOST = 20  # tokens of a number in words
Phrase = tuple[str, ...]


class Digits(NamedTuple):
    """What digits say. `grouped`: what they would say if the one mark in them grouped (12.565 → 12565)."""

    value: Number
    grouped: int | None = None


def is_whole(text: str) -> bool:
    """Are these the digits of a whole number, and no identifier's (many of them, or a nought in front)?"""
    plain = text.isdigit() and text.isascii()
    return plain and len(text) <= _LONGEST and (text[0] != "0" or len(text) == 1)


class Notation:
    """How a language writes numbers in digits: which marks group them, which begin decimals."""

    def __init__(self, book: Rulebook) -> None:
        marks = book.terms("number-mark")
        self.groups = frozenset(_MARKS[m] for m in marks.get("group", ()) if m in _MARKS)
        self.decimals = frozenset(_MARKS[m] for m in marks.get("decimal", ()) if m in _MARKS)

    def adapted(self, article: str) -> Notation:
        """The notation of an article: a mark that groups in one of its longer numbers (1.350.482) groups in all."""
        seen = frozenset(match[1] for match in _SURE_GROUPS.finditer(article)) - self.groups
        if not seen:
            return self
        adapted = copy(self)
        adapted.groups = self.groups | seen
        return adapted

    def parse(self, text: str) -> Digits:
        """The number in `text`. Raises ValueNotUnderstoodError for what is none, or may be a version or a date.

        Three digits after one mark are a group where the language groups by that mark, else decimals; two marks of
        different kinds are groups and decimals in any language; `0,5` and `2.75` are decimals in any language.
        """
        plain = text.replace("’", "'").replace("\xa0", " ").replace("\u202f", " ")
        if plain[-1:] in FRACTIONS:
            whole = self.parse(plain[:-1]).value if plain[:-1] else 0
            return Digits(whole + FRACTIONS[plain[-1]])
        if not plain.isascii() or not _SHAPE.fullmatch(plain):
            raise ValueNotUnderstoodError(f"{text!r} is no number")
        found = self._whole(plain) or self._grouped(plain) or self._decimal(plain)
        if found is None:
            raise ValueNotUnderstoodError(f"{text!r} is written like no number of this language")
        return found

    def _whole(self, text: str) -> Digits | None:
        return Digits(int(text)) if is_whole(text) else None

    def _grouped(self, text: str) -> Digits | None:
        """Groups of three (or the Indian 12,34,567) with one kind of mark, where that cannot be decimals."""
        marks = {c for c in text if not c.isdigit()}
        if len(marks) != 1 or not (_GROUPS.fullmatch(text) or _INDIAN.fullmatch(text)):
            return None
        mark = next(iter(marks))
        value = int(text.replace(mark, ""))
        if text.count(mark) > 1 or mark == "'" or mark in self.groups:
            return Digits(value)
        return Digits(float(text.replace(mark, ".")), value) if mark in self.decimals else None

    def _decimal(self, text: str) -> Digits | None:
        one = _ONE_MARK.fullmatch(text)
        if one:
            whole, mark, decimals = one.groups()
            odd = (len(whole) > 1 and whole[0] == "0") or (len(decimals) > 3 and mark not in self.decimals)
            return None if odd else Digits(float(f"{whole}.{decimals}"))
        two = _TWO_MARKS.fullmatch(text)
        if not two:
            return None
        whole, mark, decimals = two.groups()
        marks = {c for c in whole if not c.isdigit()}
        if len(marks) != 1 or mark in marks or not (_GROUPS.fullmatch(whole) or _INDIAN.fullmatch(whole)):
            return None
        return Digits(float(f"{whole.replace(next(iter(marks)), '')}.{decimals}"))


class Words(NamedTuple):
    """A number that was read: it ends before token `last`. `about`: a round one (une vingtaine)."""

    value: Number
    last: int
    about: bool = False
    scale: Number = 1  # its last multiplier


def _numbers(book: Rulebook, lexicon: str) -> dict[Phrase, Number]:
    """The words of each term -> the number that is the term's id."""
    found: dict[Phrase, Number] = {}
    for number, terms in book.terms(lexicon).items():
        value = float(number)
        for term in terms:
            found[tuple(fold(term).replace("-", " ").split())] = int(value) if value == int(value) else value
    return found


class Begins(dict[str, bool]):
    """Word -> may a number begin with it? Found out once a word."""

    def __init__(self, starts: Collection[str]) -> None:
        super().__init__()
        self._starts = starts

    def __missing__(self, norm: str) -> bool:
        digits = norm[0].isdigit() or norm[-1].isdigit() or norm[0] in FRACTIONS
        self[norm] = found = digits or norm in self._starts or norm.partition("-")[0] in self._starts
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
        self.begins = Begins(self.starts)

    def read(self, norms: Sequence[str], at: int, high: int) -> Words | None:
        """The number in words that begins at token `at`, or None."""
        if norms[at] in self._round:
            return self._read_round(norms, at, high)
        if self.stands_alone(norms, at):
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

    def stands_alone(self, norms: Sequence[str], at: int) -> bool:
        """Is the word at token `at` an article, with nothing after it that it could be the number of (a million)?"""
        return norms[at] in self._one_words and not (at + 1 < len(norms) and norms[at + 1] in self._after_one)

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
        for size in range(_LONGEST_TERM, 0, -1):
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
