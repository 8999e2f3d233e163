"""Quantities: numbers with the unit that the rules find beside them, and what makes them inexact (more than, up to).

A number that no rule sets aside counts something.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from visitx import nounphrases
from visitx.figures_units import ComposedUnits, Currencies, Quantity, compound_quantities, quantity_of
from visitx.numerals import Numeral, exact
from visitx.patterns import Match

if TYPE_CHECKING:
    from visitx.hits import Hit
    from visitx.reading import Reading

_ADJECTIVES = 2  # between an article and its number
COUNT, FRACTION, LETTER = "figures.count", "figures.fraction", "figures.money-letter"
# The lexicons that name units; a rule's gives may name the unit itself instead.
_PLAIN_UNITS = ("percent", "unit", "unit-name", "time-unit", "time-symbol")
_ENDS = ("PUNCT", "CONJ", "SUB", "PREP", "PRON", "AUX")
UNIT_LEXICONS = (*_PLAIN_UNITS, "currency-symbol", "currency-code", "currency-name")
_PARTS = frozenset({"number", "per", "minus", *UNIT_LEXICONS})


def counts_plural(reading: Reading, at: int) -> bool:
    """Does a plural noun begin at this token, which a number before it would count?"""
    phrase = nounphrases.after(reading, at, counted=True) if at < len(reading) else None
    return phrase is not None and nounphrases.plural_part(reading, phrase) is not None


def read_quantities(reading: Reading, claimed: frozenset[int]) -> list[Quantity]:
    """The quantities of an article in order; what the rules set aside is left out, and bare numbers in `claimed`."""
    currencies = Currencies(reading)
    finder = _Finder(reading, currencies)
    numerals = [n for n in reading.numerals if n.first not in claimed or finder.measures(n)]
    found = [q for n in numerals if (q := finder.quantity(n)) is not None]
    found.extend(finder.without_number())
    found.extend(compound_quantities(reading, currencies))
    found.sort(key=_first)
    return found


def _first(quantity: Quantity) -> int:
    return quantity.first


def _rank(match: Match) -> tuple[bool, int]:
    """The better match of two around a number: one whose unit stands there, then the longer."""
    return "unit" not in match.rule.gives, match.last - match.first


class _Finder:
    """The matches of the rules of figures, by the number they are about."""

    def __init__(self, reading: Reading, currencies: Currencies) -> None:
        self.reading = reading
        self.currencies = currencies
        self.composed = ComposedUnits(reading, currencies)
        self._with_unit: dict[int, Match] = {}
        self._bare: dict[int, str] = {}  # the rule that sets the number at a token aside where it has no unit
        self._never: dict[int, str] = {}
        self._without_number: list[Match] = []
        for match in reading.matches("figures"):
            self._sort_in(match)

    def _sort_in(self, match: Match) -> None:
        aside = match.rule.gives.get("set-aside")
        if aside:
            target = self._never if aside == "always" else self._bare
            target.update(dict.fromkeys(self._numbers_in(match), match.rule.id))
        elif "number" not in match.slots:
            self._without_number.append(match)
        elif not (self._is_qualifier(match) or self._is_a_time(match) or self._is_too_much(match)):
            number = match.slots["number"][0]
            known = self._with_unit.get(number)
            if known is None or _rank(match) > _rank(known):
                self._with_unit[number] = match

    def _is_too_much(self, match: Match) -> bool:
        """Is the number beyond what its rule may mean (an age of 500)?"""
        numeral = self.reading.numeral_at(match.slots["number"][0])
        return numeral is not None and numeral.value > match.rule.gives.get("most", numeral.value)

    def _is_a_time(self, match: Match) -> bool:
        """Is the unit of time a single one, with an adjective, that the number does not count (2,100 last year)?"""
        if "time-adjective" not in match.slots:
            return False
        return not self.reading.grammar.plural(self.reading.norms[match.slots["time-unit"][0]])

    def _is_qualifier(self, match: Match) -> bool:
        """Is what looks like a minus part of a qualifier (au moins 5 ha)?"""
        return (
            "minus" in match.slots
            and self.reading.term_ending("qualifier-before", match.slots["number"][0]) is not None
        )

    def _numbers_in(self, match: Match) -> Iterator[int]:
        """The numbers that a rule sets aside: all in its match, or only those in words."""
        for at in range(match.first, match.last):
            numeral = self.reading.numeral_at(at)
            if numeral and self._applies(match, numeral):
                yield at

    def _applies(self, match: Match, numeral: Numeral) -> bool:
        """Does a rule set this number aside, by its conditions: `words` (only in words), `most` (no more than that),
        `alone` (no noun after it), `single` (not as the end of a range)?"""
        gives, reading = match.rule.gives, self.reading
        if (gives.get("words") and not numeral.in_words) or numeral.value > gives.get("most", numeral.value):
            return False
        if reading.term_at("each-time", match.last):  # eight hours a day
            return False
        if gives["set-aside"] == "bare" and numeral.in_words and counts_plural(reading, numeral.last):
            return False
        if gives.get("alone") and reading.term_ending("value-verb", match.first):
            return False
        if gives.get("alone") and numeral.last < len(reading) and reading.tags[numeral.last] not in _ENDS:
            return False
        hit = reading.term_ending("joins", numeral.first) if gives.get("single") else None
        return not (hit and reading.numeral_ending(hit.first))

    def measures(self, numeral: Numeral) -> bool:
        """Does a rule find a unit beside the number?"""
        return numeral.first in self._with_unit

    def quantity(self, numeral: Numeral) -> Quantity | None:
        """The quantity of a number, or None where it is set aside."""
        if rule := self._never.get(numeral.first):
            self.reading.set_aside(numeral.first, numeral.last, rule)
            return None
        match = self._with_unit.get(numeral.first)
        composed = None if match and "unit" not in match.rule.gives else self.composed.read(numeral.last)
        if match and not composed:
            return self._measured(numeral, match)
        if numeral.letter:
            unit = self.currencies.of_letter(numeral.letter)
            return quantity_of(numeral, LETTER, kind="money", unit=unit)
        if composed:
            return composed.quantity(numeral)
        if rule := self._bare.get(numeral.first):
            self.reading.set_aside(numeral.first, numeral.last, rule)
            return None
        value = numeral.value if numeral.grouped is None else numeral.grouped
        return quantity_of(numeral, COUNT if numeral.of is None else FRACTION, value=value, bare=True)

    def _measured(self, numeral: Numeral, match: Match) -> Quantity:
        """The number with the unit of the rule that matched around it."""
        gives, slots = match.rule.gives, match.slots
        unit, factor = self._unit(match)
        first, last, value, top, of, in_words = numeral[:6]
        for name, (begin, end) in slots.items():
            if name in _PARTS:
                first, last = min(first, begin), max(last, end)
        if "minus" in slots or factor != 1 or "plus" in gives:
            factor = -factor if "minus" in slots else factor
            value, top = exact(value * factor + gives.get("plus", 0)), top and exact(top * factor)
        return Quantity(
            match.first if gives.get("whole") else first,
            match.last if "plus" in gives or "unit" in gives else last,
            value,
            match.rule.id,
            gives["kind"],
            unit,
            top,
            of,
            "about" if numeral.about else None,
            in_words=in_words,
            scale=numeral.scale,
            leads=match.last == slots["number"][1],
        )

    def _unit(self, match: Match) -> tuple[str | None, float]:
        """The unit a match names, and what the number is to be multiplied by (a basis point is 0.01 points)."""
        if named := match.rule.gives.get("unit"):
            return str(named), 1
        unit = self._unit_id(match)
        if unit is None:
            return None, 1
        if match.rule.gives["kind"] == "money":
            return self.currencies.resolve(unit), 1
        if "per" in match.slots:
            at = match.slots["per"][0]
            hits = (self.reading.term_at(name, at) for name in ("unit-name", "unit", "rate-time"))
            base = next((hit for hit in hits if hit), None)
            return f"{unit}/{base.id}" if base else unit, 1
        return ("percentage-point", 0.01) if unit == "basis-point" else (unit, 1)

    def _unit_id(self, match: Match) -> str | None:
        for name in UNIT_LEXICONS:
            if name in match.slots and (hit := self.reading.hit_at(name, match.slots[name][0])):
                return hit.id
        return None

    def without_number(self) -> Iterator[Quantity]:
        """What the rules find that holds no number but means one (a year and a half)."""
        for match in self._without_number:
            unit, _ = self._unit(match)
            gives = match.rule.gives
            yield Quantity(match.first, match.last, gives["value"], match.rule.id, kind=str(gives["kind"]), unit=unit)


class Qualified(NamedTuple):
    """A quantity, and the tokens `first` to `last` (exclusive) that it takes with its qualifiers."""

    quantity: Quantity
    first: int
    last: int


def qualify(reading: Reading, quantity: Quantity) -> Qualified:
    """The quantity with the qualifier that stands before it, else the one after it."""
    first, before = _before(reading, quantity)
    last, after = _after(reading, quantity)
    qualifier = before or after or quantity.qualifier
    if qualifier != quantity.qualifier:
        quantity = quantity._replace(qualifier=qualifier)
    return Qualified(quantity, first, last)


def _before(reading: Reading, quantity: Quantity) -> tuple[int, str | None]:
    """Where the qualifiers before it begin, and the outermost (up to about 40 is at most)."""
    first, found = quantity.first, None
    line = reading.line_bounds(first)[0]
    while (hit := reading.term_ending("qualifier-before", first)) and hit.first >= line:
        if hit.first == line and not reading.words[line][0].isalpha():
            break  # a sign that begins a line marks a list
        if reading.term_ending("not-qualifier", first):
            break
        other = reading.term_at("spanning", hit.first)
        if other and (found or not _qualifies(reading, quantity, other)):
            break
        first, found = hit.first, hit.id
    return (first, found) if found else _before_article(reading, quantity)


def _before_article(reading: Reading, quantity: Quantity) -> tuple[int, str | None]:
    """A qualifier before the article of the number (beyond the present 400 hectares)."""
    first = quantity.first
    while first > 1 and reading.tags[first - 1] == "ADJ" and quantity.first - first < _ADJECTIVES:
        first -= 1
    if first < 2 or reading.tags[first - 1] != "DET":
        return quantity.first, None
    hit = reading.term_ending("qualifier-before", first - 1)
    if hit is None or reading.term_at("spanning", hit.first) or reading.term_ending("not-qualifier", first - 1):
        return quantity.first, None
    return (hit.first, hit.id) if hit.id in ("more-than", "less-than") else (quantity.first, None)


def _qualifies(reading: Reading, quantity: Quantity, other: Hit) -> bool:
    """Is a word that has another sense besides a qualifier here? Not after a verb of extent (spread over 12 hectares,
    built around five axes); *in the course of* a span of time only after a preposition or a form of *to be*."""
    at = other.first
    if not at or reading.term_ending("spread-word", at):
        return not at
    if other.id != "during" or quantity.kind != "duration":
        return True
    return reading.term_at("dimension", quantity.last) is not None or reading.tags[at - 1] in ("PREP", "OF", "AUX")


def _after(reading: Reading, quantity: Quantity) -> tuple[int, str | None]:
    if quantity.last >= len(reading) or reading.line_index(quantity.last) != reading.line_index(quantity.first):
        return quantity.last, None
    hit = reading.term_at("qualifier-after", quantity.last)
    if hit is None or reading.numeral_at(hit.last):  # before another number it belongs to that one
        return quantity.last, None
    return hit.last, hit.id
