"""Numbers as they are written: digits with their separators, number words, multipliers, fractions, ranges."""

from __future__ import annotations

import re
from contextlib import suppress
from copy import copy
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from visitx.errors import ValueNotUnderstoodError
from visitx.numerals_notation import FRACTIONS, Notation, NumberWords, is_whole
from visitx.patterns import fold
from visitx.record import Number
from visitx.rules import Rulebook

if TYPE_CHECKING:
    from visitx.reading import Reading


class Numeral(NamedTuple):
    """Tokens `first` to `last` (exclusive) that write one number. `of` is the denominator in `195/195`,
    `max` the upper end in `3-5`. `about`: the word itself says that it is not exact (une vingtaine).
    `grouped`: the number if its one mark grouped digits (12.565), where the language takes it for decimals.
    `scale`: what its multipliers come to. `letter`: of a currency, written before it (K18.4 million)."""

    first: int
    last: int
    value: Number
    max: Number | None = None
    of: Number | None = None
    in_words: bool = False
    about: bool = False
    grouped: int | None = None
    scale: Number = 1
    letter: str = ""


_PAIR = re.compile(r"(\d[\d.,'’]*)(?:(/)|%?[-‑–][$€£]?)(\d[\d.,'’]*)")
_DIGIT_RUN = re.compile(r"\d[\d.,'’\-]*")
_SCALED = re.compile(r"(\d[\d.,'’]*)[-‑](\w+)")
_SECOND_GROUP = re.compile(r"\d{3}(?:[.,]\d{1,2})?")
_LETTERED = re.compile(r"([A-Z][a-z]?)(\d[\d.,]*)")
_MINUS = frozenset({"-", "−", "–"})
_YEAR = range(1800, 2101)
_SYMBOLS = ("magnitude-symbol", "magnitude-letter")
_BRACKET = 18  # tokens of a number said again in brackets
_LONG = 9  # characters of the least number with two groups


class Numbers:
    """The notation and the number words of a language. `tails`: what may follow digits in their number."""

    def __init__(self, book: Rulebook) -> None:
        self.notation = Notation(book)
        self.words = NumberWords(book)
        self.letters = frozenset(book.terms("currency-letter"))
        symbols = (t for name in _SYMBOLS for ts in book.terms(name).values() for t in ts)
        self.tails = frozenset([*self.words.scales, *map(fold, symbols)])

    def adapted(self, reading: Reading) -> Numbers:
        """The same for an article, which may group digits in a way of its own."""
        long = " ".join([reading.words[at] for at in reading.numbered if len(reading.words[at]) >= _LONG])
        notation = self.notation.adapted(long)
        if notation is self.notation:
            return self
        adapted = copy(self)
        adapted.notation = notation
        return adapted


def read_numerals(reading: Reading) -> list[Numeral]:
    """The numerals of an article, in order, none inside another."""
    numbers = reading.prepared(Numbers).adapted(reading)
    found: list[Numeral] = []
    end = 0
    for at in _beginnings(reading, numbers.words):
        if at < end:
            continue
        norm = reading.norms[at]
        numeral: Numeral | None = None
        if norm[0].isdigit() or norm[0] in FRACTIONS:
            numeral, end = _digits_at(reading, numbers, at)
        elif not norm[-1].isdigit():
            numeral, end = _words_at(reading, numbers, at)
        elif lettered := _LETTERED.fullmatch(reading.words[at]):
            numeral, end = _lettered_at(reading, numbers, at, lettered[1], lettered[2])
        if numeral:
            numeral = _repeated(reading, numbers, numeral)
            end = numeral.last
            _add(reading, found, _signed(reading, numeral))
    return found


def _beginnings(reading: Reading, words: NumberWords) -> list[int]:
    """Where a number may begin: at a digit or a fraction, at a letter before digits, at a word numbers begin with."""
    begins = words.begins
    found = chain.from_iterable([places for norm, places in reading.by_norm.items() if begins[norm]])
    return sorted([at for at in found if not words.stands_alone(reading.norms, at)])


def _add(reading: Reading, found: list[Numeral], numeral: Numeral) -> None:
    """Adds a numeral, to the one before it where the two write one number (2 milliards 300 millions)."""
    if found and _continues(reading, found[-1], numeral):
        whole = found[-1]
        scale = min(whole.scale, numeral.scale) if numeral.scale > 1 else whole.scale
        found[-1] = whole._replace(last=numeral.last, value=exact(whole.value + numeral.value), scale=scale)
    else:
        found.append(numeral)


def _continues(reading: Reading, whole: Numeral, rest: Numeral) -> bool:
    """Is this numeral, with a multiplier of its own or in thousands, the rest of the one right before it?"""
    if whole.last != rest.first or not _adjoins(reading, rest.first) or whole.about or rest.about:
        return False
    if whole.value % whole.scale or {whole.max, whole.of, rest.max, rest.of} != {None}:
        return False
    spelt_out = rest.scale > 1 or (rest.value >= 1000 and rest.value not in _YEAR) or whole.scale == 1000
    return whole.scale > 1 and rest.value < whole.scale and spelt_out


def _repeated(reading: Reading, numbers: Numbers, numeral: Numeral) -> Numeral:
    """The number with the same one behind it in brackets: twenty-five (25) beds, 25 (vingt-cinq) lits, quatre (04) …"""
    words, opening = reading.words, numeral.last
    if opening + 2 >= len(words) or words[opening] != "(":
        return numeral
    closing = next((at for at in range(opening + 2, min(opening + _BRACKET, len(words))) if words[at] == ")"), 0)
    digits = re.sub(r"\D", "", "".join(words[opening + 1 : closing]))
    if digits and (numeral.in_words or numeral.scale > 1):
        same = closing and int(digits) == numeral.value and all(w[0].isdigit() for w in words[opening + 1 : closing])
    else:
        read = numbers.words.read(reading.norms, opening + 1, closing) if closing else None
        same = read is not None and read.last == closing and read.value == numeral.value
    return numeral._replace(last=closing + 1) if same else numeral


def _signed(reading: Reading, numeral: Numeral) -> Numeral:
    """The number with the minus sign that touches it; at the start of a line that is a list mark."""
    at = numeral.first - 1
    if at < 0 or reading.words[at] not in _MINUS or numeral.of is not None or numeral.in_words:
        return numeral
    touches = reading.end(at) == reading.starts[at + 1]
    if not touches or reading.line_bounds(at)[0] == at or reading.end(at - 1) == reading.starts[at] != 0:
        return numeral
    return numeral._replace(first=at, value=-numeral.value)


def _words_at(reading: Reading, numbers: Numbers, at: int) -> tuple[Numeral | None, int]:
    """The numeral in words at a token, and the token to go on from."""
    read = numbers.words.read(reading.norms, at, reading.line_bounds(at)[1])
    if read is None:
        return None, at + 1
    return Numeral(at, read.last, read.value, in_words=True, about=read.about, scale=read.scale), read.last


def _digits_at(reading: Reading, numbers: Numbers, at: int) -> tuple[Numeral | None, int]:
    """The same of digits: a whole run of them is one number, or two, or (a telephone number) none."""
    end, words = at + 1, reading.words
    alone = end == len(words) or not (words[end][0].isdigit() or reading.norms[end] in numbers.tails)
    if alone and is_whole(words[at]):
        return Numeral(at, end, int(words[at])), end
    while end < len(words) and words[end][0].isdigit() and _adjoins(reading, end) and _DIGIT_RUN.fullmatch(words[end]):
        end += 1
    if end - at > 1 and _SECOND_GROUP.fullmatch(reading.words[end - 1]):
        try:
            digits = numbers.notation.parse(" ".join(reading.words[at:end]))
            return _scaled(reading, numbers, Numeral(at, end, digits.value, grouped=digits.grouped))
        except ValueNotUnderstoodError:
            pass
    if end - at > 2 or (end - at == 2 and "-" in reading.words[at + 1]):
        return None, end
    numeral = _token(reading.words[at], numbers, at)
    return _scaled(reading, numbers, numeral) if numeral else (None, at + 1)


def _lettered_at(reading: Reading, numbers: Numbers, at: int, letter: str, digits: str) -> tuple[Numeral | None, int]:
    """The amount after the letter of a currency: grouped, or with a multiplier; else it is a name (K2, R21)."""
    plain = _token(digits, numbers, at) if letter in numbers.letters else None
    if plain is None:
        return None, at + 1
    end = at + 1
    while end < len(reading) and _adjoins(reading, end) and _SECOND_GROUP.fullmatch(reading.words[end]):
        end += 1
    if end > at + 1:
        digits = " ".join([digits, *reading.words[at + 1 : end]])
        with suppress(ValueNotUnderstoodError):
            plain = Numeral(at, end, numbers.notation.parse(digits).value)
    numeral, last = _scaled(reading, numbers, plain)
    grouped = numeral.scale == 1 and numeral.value == int(numeral.value) and not digits.isdigit()
    return (numeral._replace(letter=letter), last) if grouped or numeral.scale >= 1000 else (None, at + 1)


def _adjoins(reading: Reading, at: int) -> bool:
    return reading.starts[at] - reading.end(at - 1) == 1 and reading.text[reading.end(at - 1)] != "\n"


def _token(word: str, numbers: Numbers, at: int) -> Numeral | None:
    """The number in one token: plain, a fraction, a range, or with its multiplier after a hyphen (18.4-million)."""
    try:
        if pair := _PAIR.fullmatch(word):
            return _pair(numbers, at, pair[1], pair[3], fraction=bool(pair[2]))
        if scaled := _SCALED.fullmatch(word):
            scale = numbers.words.scales.get(scaled[2].lower())
            value = numbers.notation.parse(scaled[1]).value
            return Numeral(at, at + 1, exact(value * scale), scale=scale) if scale else None
        digits = numbers.notation.parse(word)
    except ValueNotUnderstoodError:
        return None
    return Numeral(at, at + 1, digits.value, grouped=digits.grouped)


def _pair(numbers: Numbers, at: int, left: str, right: str, *, fraction: bool) -> Numeral | None:
    low, high = numbers.notation.parse(left).value, numbers.notation.parse(right).value
    if fraction:
        return None if high in _YEAR or not high or (low in _YEAR and high < 100) else Numeral(at, at + 1, low, of=high)
    if low >= high or (low in _YEAR and high in _YEAR):
        return None
    return Numeral(at, at + 1, low, max=high)


def _scaled(reading: Reading, numbers: Numbers, numeral: Numeral) -> tuple[Numeral, int]:
    """The numeral with the multiplier words and symbols after it (125 billion, 2,6 M$, 4.5bn)."""
    scale: Number = 1
    last = numeral.last
    if numeral.of is not None or last >= len(reading.norms):
        return numeral, last
    if reading.norms[last] in numbers.words.scales:
        scale, last = numbers.words.scale_after(reading.norms, last, reading.line_bounds(numeral.first)[1])
    if last == numeral.last:
        scale, last = _symbol_after(reading, numbers, numeral)
    if last == numeral.last:
        return numeral, last
    value, high = exact(numeral.value * scale), None if numeral.max is None else exact(numeral.max * scale)
    return numeral._replace(last=last, value=value, max=high, grouped=None, scale=scale), last


def _symbol_after(reading: Reading, numbers: Numbers, numeral: Numeral) -> tuple[Number, int]:
    """What a symbol such as bn or M multiplies by; one letter does so only beside a currency (else it is a unit)."""
    at = numeral.last
    hits = (reading.term_at(name, at) for name in _SYMBOLS) if reading.norms[at] in numbers.tails else ()
    hit = next(filter(None, hits), None)
    if hit is None:
        return 1, at
    money = any(
        reading.term_ending(name, numeral.first) or reading.term_at(name, hit.last)
        for name in ("currency-symbol", "currency-code", "currency-name")
    )
    counted = _is_counted(reading, numbers, at, hit.last)
    sure = money or counted or len(reading.words[at]) > 1
    return (int(hit.id), hit.last) if sure else (1, at)


def _is_counted(reading: Reading, numbers: Numbers, at: int, last: int) -> bool:
    """Does what a letter multiplies follow it: *of* something (2,6 M d'habitants), or a plural (1.2m people)?"""
    if last >= len(reading):
        return False
    if reading.term_at("unit", at) is None and reading.norms[last] in numbers.words.round_of:
        return True
    touches = reading.end(at - 1) == reading.starts[at]
    plural = reading.tags[last] == "NOUN" and reading.grammar.plural(reading.norms[last])
    return touches and plural and reading.term_at("time-unit", last) is None


def exact(value: Number) -> Number:
    """The number without a needless fraction or a rounding error: 4.1 × 1000000 is 4100000."""
    rounded = round(value, 6)
    return int(rounded) if rounded == int(rounded) else rounded
