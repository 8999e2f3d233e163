"""Numbers in digits, with the marks that group their digits or begin their decimals in a language."""

from __future__ import annotations

import re
from copy import copy
from dataclasses import dataclass

from visitx.errors import ValueNotUnderstoodError
from visitx.record import Number
from visitx.rules import Rulebook

_MARKS = {"comma": ",", "dot": ".", "space": " ", "apostrophe": "'"}
_SHAPE = re.compile(r"\d[\d.,' ]*\d|\d")
_GROUPS = re.compile(r"[1-9]\d{0,2}(?:[.,' ]\d{3})+")
_INDIAN = re.compile(r"[1-9]\d?(?:,\d\d)+,\d{3}")
_TWO_MARKS = re.compile(r"(\d[\d., ']*)([.,])(\d+)")
_ONE_MARK = re.compile(r"(\d+)([.,])(\d+)")
_SURE_GROUPS = re.compile(r"(?<![\d.,/-])[1-9]\d{0,2}([.,])\d{3}(?:\1\d{3})+(?![\d/-])")
_FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75}


@dataclass(frozen=True)
class Digits:
    """What digits say. `grouped`: what they would say if the one mark in them grouped (12.565 → 12565)."""

    value: Number
    grouped: int | None = None


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
        if plain[-1:] in _FRACTIONS:
            whole = self.parse(plain[:-1]).value if plain[:-1] else 0
            return Digits(whole + _FRACTIONS[plain[-1]])
        if not plain.isascii() or not _SHAPE.fullmatch(plain):
            raise ValueNotUnderstoodError(f"{text!r} is no number")
        found = self._whole(plain) or self._grouped(plain) or self._decimal(plain)
        if found is None:
            raise ValueNotUnderstoodError(f"{text!r} is written like no number of this language")
        return found

    def _whole(self, text: str) -> Digits | None:
        if not text.isdigit() or (text[0] == "0" and len(text) > 1) or len(text) > 15:
            return None
        return Digits(int(text))

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
