"""What makes a number inexact: more than, up to, about … before it or after it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from visitx.figures_units import Quantity

if TYPE_CHECKING:
    from visitx.hits import Hit
    from visitx.reading import Reading

_ADJECTIVES = 2  # between an article and its number


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
    limits = hit is not None and hit.id in ("more-than", "less-than") and not reading.term_at("spanning", hit.first)
    return (hit.first, hit.id) if hit and limits else (quantity.first, None)


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
