"""Units that one word composes: µg/kg, VND/person, MMDH (milliards of dirhams)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from visitx.figures_currencies import Currencies
from visitx.figures_quantity import Quantity, quantity_of
from visitx.numerals import Numeral, exact
from visitx.patterns import fold
from visitx.rules import Rulebook

if TYPE_CHECKING:
    from visitx.reading import Reading

RATE, MONEY = "figures.rate", "figures.money-after"


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
        self.of = book.words("round-number-of")


@dataclass(frozen=True)
class ComposedUnit:
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
        return self._ratio(word, at + 1) if "/" in word else self._multiplied(word, at + 1)

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
