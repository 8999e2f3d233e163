"""Quantities, and the units that take more than a term of a lexicon: composed (µg/kg, MMDH) or in one word with their
number (a three-day visit), and currencies whose sign several countries share."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

from visitx.errors import ValueNotUnderstoodError
from visitx.numerals import Numbers, Numeral, exact
from visitx.patterns import fold
from visitx.record import Number
from visitx.rules import Rulebook

if TYPE_CHECKING:
    from visitx.reading import Reading

RATE, MONEY, COMPOUND = "figures.rate", "figures.money-after", "figures.compound"
_DATELINE = 40  # tokens from the start in which a place counts as that of the publisher
_SIGNATURE = 30  # tokens to the end in which it does
_PUBLISHER, _NAMED, _MENTION = 5, 2, 1
# Each begins with fixed letters, which are found fast.
_CALLING_CODES = [re.compile(lead + r"\s?\(?(\d{1,3})(?=[\s().-]*\d)") for lead in (r"\+(?<!\d\+)", r"00(?<!\w00)")]
_DOMAINS = [re.compile(lead + r"[\w.-]+\.([a-z]{2})(?![\w-])") for lead in ("@", "://", r"www\.")]
_SURE = 2  # weight below which an article is not surely from a country
_KINDS = {
    "time-unit": "duration",
    "unit-name": "measure",
    "unit": "measure",
    "percent": "percent",
    "currency-name": "money",
}


class Quantity(NamedTuple):
    """A number with what it is measured in, in tokens `first` to `last` (exclusive).

    `bare`: no unit stands with it. `scale`: what its multipliers come to (1000000 in 5 million).
    `compound`: written with its unit as one word that stands before a noun (three-day). `leads`: the unit stands first.
    """

    first: int
    last: int
    value: Number
    rule: str
    kind: str = "count"
    unit: str | None = None
    max: Number | None = None
    of: Number | None = None
    qualifier: str | None = None
    bare: bool = False
    in_words: bool = False
    scale: Number = 1
    compound: bool = False
    leads: bool = False


def quantity_of(numeral: Numeral, rule: str, **known: Any) -> Quantity:
    """The quantity of a number; `known` is what its unit says of it."""
    about = "about" if numeral.about else None
    first, last, value, top, of, in_words = numeral[:6]
    plain = Quantity(first, last, value, rule, "count", None, top, of, about, False, in_words, numeral.scale)
    return plain._replace(**known) if known else plain


class Families:
    """Currencies that share a name, what the name means by default, and the countries of each currency."""

    def __init__(self, book: Rulebook) -> None:
        self.members = book.terms("currency-family")
        self.defaults = book.terms("currency-default")
        self.letters = book.terms("currency-letter")
        self.countries = book.terms("country-currency")
        self.calling = {code: country for country, codes in book.terms("calling-code").items() for code in codes}


class Currencies:
    """Tells the currencies of one article."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._families = reading.prepared(Families)
        self._resolved: dict[str, str | None] = {}

    def resolve(self, found: str) -> str | None:
        """The ISO 4217 code of a currency lexicon's id; None where the country that would tell is not known."""
        members = self._families.members.get(found)
        if members is None:
            return found
        if found not in self._resolved:
            default, how = self._families.defaults.get(found, (None, ""))
            self._resolved[found] = self._of_country(members, _SURE if how == "sure" else 1) or default
        return self._resolved[found]

    def of_letter(self, letter: str) -> str | None:
        """The currency that one letter before an amount means."""
        members = self._families.letters[letter]
        return self._of_country(members, 1) or members[0]

    def _of_country(self, members: tuple[str, ...], least: int) -> str | None:
        """The member that the article speaks of most, and its publisher's country above all."""
        weights = {
            member: self._named[member] + sum(self._places[c] for c in self._families.countries.get(member, ()))
            for member in members
        }
        best = max(weights.values(), default=0)
        leading = [member for member, weight in weights.items() if weight == best]
        return leading[0] if best >= least and len(leading) == 1 else None

    @cached_property
    def _named(self) -> Counter[str]:
        """The currencies that the article names in full (Canadian dollars)."""
        weights: Counter[str] = Counter()
        for lexicon in ("currency-name", "currency-symbol", "currency-code"):
            for hit in self._reading.hits(lexicon):
                if self._reading.numeral_ending(hit.first) or self._reading.numeral_at(hit.last):
                    weights[hit.id] += _NAMED
        return weights

    @cached_property
    def _places(self) -> Counter[str]:
        """How much the article speaks of each country (ISO 3166)."""
        weights: Counter[str] = Counter()
        for hit in (*self._reading.hits("country-place"), *self._reading.hits("country-mark")):
            edge = hit.first < _DATELINE or hit.first > len(self._reading) - _SIGNATURE
            weights[hit.id] += _PUBLISHER if edge else _MENTION
        for code in chain.from_iterable(code.findall(self._reading.text) for code in _CALLING_CODES):
            country = next(
                (self._families.calling[code[:n]] for n in (3, 2, 1) if code[:n] in self._families.calling), ""
            )
            weights[country] += _PUBLISHER
        for domain in set(chain.from_iterable(domain.findall(self._reading.text) for domain in _DOMAINS)):
            weights[domain.upper()] += _PUBLISHER
        return weights


class Symbols:
    """Units and currencies by their signs, units of time by sign and name, multipliers that begin a currency's word."""

    def __init__(self, book: Rulebook) -> None:
        self.units = {term: unit for unit, terms in book.terms("unit").items() for term in terms}
        lexicons = [book.terms(name) for name in ("currency-code", "currency-symbol", "currency-name")]
        self.money = {term: unit for terms in lexicons for unit, ts in terms.items() for term in ts}
        times = (*book.terms("time-symbol").items(), *book.terms("time-unit").items())
        self.times = {fold(term): unit for unit, terms in times for term in terms}
        prefixes = [(p, int(n)) for n, terms in book.terms("money-prefix").items() for p in terms]
        self.prefixes = sorted(prefixes, key=lambda item: -len(item[0]))
        self.heads = tuple(prefix for prefix, _ in prefixes)
        self.of = book.words("round-number-of")


class ComposedUnit(NamedTuple):
    """A unit of that kind in the word that ends before token `last`; the number is to be multiplied by `factor`."""

    last: int
    kind: str
    unit: str | None
    rule: str
    factor: int = 1

    def quantity(self, numeral: Numeral) -> Quantity:
        """The number with this unit."""
        top = None if numeral.max is None else exact(numeral.max * self.factor)
        value, scale = exact(numeral.value * self.factor), numeral.scale * self.factor
        return quantity_of(
            numeral, self.rule, last=self.last, value=value, max=top, scale=scale, kind=self.kind, unit=self.unit
        )


class ComposedUnits:
    """Reads the composed units of one article."""

    def __init__(self, reading: Reading, currencies: Currencies) -> None:
        self._reading = reading
        self._currencies = currencies
        self._symbols = reading.prepared(Symbols)

    def read(self, at: int) -> ComposedUnit | None:
        """The composed unit at token `at`, or after an *of* there."""
        if at < len(self._reading) and self._reading.norms[at] in self._symbols.of:
            at += 1
        if at >= len(self._reading):
            return None
        word = self._reading.words[at]
        if "/" in word:
            return self._ratio(word, at + 1)
        return self._multiplied(word, at + 1) if word.startswith(self._symbols.heads) else None

    def _ratio(self, word: str, last: int) -> ComposedUnit | None:
        over, _, under = word.partition("/")
        symbols = self._symbols
        if over in symbols.money:
            return ComposedUnit(last, "money", self._currencies.resolve(symbols.money[over]), MONEY)
        first, second = symbols.units.get(over), symbols.units.get(under) or symbols.times.get(fold(under))
        return ComposedUnit(last, "measure", f"{first}/{second}", RATE) if first and second else None

    def _multiplied(self, word: str, last: int) -> ComposedUnit | None:
        for prefix, factor in self._symbols.prefixes:
            currency = self._symbols.money.get(word[len(prefix) :]) if word.startswith(prefix) else None
            if currency and len(word) - len(prefix) > 1:
                return ComposedUnit(last, "money", self._currencies.resolve(currency), MONEY, factor)
        return None


class CompoundUnits:
    """The units that may be part of such a word: name -> kind and unit; and what may follow them in it (old, long)."""

    def __init__(self, book: Rulebook) -> None:
        self.units: dict[str, tuple[str, str]] = {}
        for lexicon, kind in reversed(_KINDS.items()):
            for unit, terms in book.terms(lexicon).items():
                self.units.update((fold(term), (kind, unit)) for term in terms if " " not in term)
        self.tails = book.words("dimension")


def compound_quantities(reading: Reading, currencies: Currencies) -> Iterator[Quantity]:
    """Such words of an article, in order."""
    numbers = reading.prepared(Numbers)
    joined = [places for norm, places in reading.by_norm.items() if "-" in norm and numbers.words.begins[norm]]
    for at in sorted(chain.from_iterable(joined)):
        found = _compound(reading, numbers, currencies, at)
        if found is not None:
            yield found


def _compound(reading: Reading, numbers: Numbers, currencies: Currencies, at: int) -> Quantity | None:
    units = reading.prepared(CompoundUnits)
    pieces = reading.norms[at].split("-")
    value, used = _number(numbers, pieces)
    unit = units.units.get(pieces[used]) if 0 < used < len(pieces) else None
    if value is None or unit is None or not all(p in units.tails for p in pieces[used + 1 :]):
        return None
    kind, name = unit
    if kind == "money":
        return Quantity(at, at + 1, value, COMPOUND, kind=kind, unit=currencies.resolve(name), compound=True)
    return Quantity(at, at + 1, value, COMPOUND, kind=kind, unit=name, compound=True)


def _number(numbers: Numbers, pieces: list[str]) -> tuple[Number | None, int]:
    """The number that the first pieces write, and how many of them it takes."""
    if not pieces[0][:1].isdigit():
        read = numbers.words.read(pieces, 0, len(pieces))
        return (read.value, read.last) if read else (None, 0)
    try:
        value = numbers.notation.parse(pieces[0]).value
    except ValueNotUnderstoodError:
        return None, 0
    scale, used = numbers.words.scale_after(pieces, 1, len(pieces))
    return exact(value * scale), used
