"""Numbers that belong together: ranges (3 to 5 billion), changes (from 58 to 71 %), a unit that stands once for both."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from visitx import nounphrases
from visitx.numerals import exact
from visitx.quantities import Quantity

if TYPE_CHECKING:
    from visitx.pipeline import Reading

_NEAR = 12  # tokens before a pair in which a verb tells a change from a range


def join(reading: Reading, quantities: list[Quantity]) -> list[Quantity]:
    """The quantities with their units shared, and with ranges made one."""
    joined: list[Quantity] = []
    for quantity in quantities:
        previous = joined[-1] if joined else None
        link = _link(reading, previous, quantity) if previous else ""
        if previous and link:
            previous, quantity = _share(reading, previous, quantity, link)
            joined[-1] = previous
            if _is_range(reading, previous, quantity, link):
                joined[-1] = _merged(previous, quantity)
                continue
        joined.append(_carried(reading, previous, quantity))
    return joined


def _link(reading: Reading, left: Quantity, right: Quantity) -> str:
    """The id of the word that joins two quantities (range, or, and, by), empty where they do not adjoin."""
    end = right.first
    if hit := reading.hit_ending("qualifier-before", end):
        end = hit.first
    hit = reading.hit_at("joins", left.last)
    if hit is None or hit.last != end or reading.line_index(left.first) != reading.line_index(right.first):
        return ""
    return hit.id


def _share(reading: Reading, left: Quantity, right: Quantity, link: str) -> tuple[Quantity, Quantity]:
    """A unit, or a multiplier, that stands with one of the two is given to the other."""
    if left.bare and left.of is None and not right.bare and right.kind != "count":
        scaled = link in ("range", "or", "and") and left.scale == 1 and right.scale >= 1000 and left.value < 1000
        factor = right.scale if scaled else 1
        left = replace(left, value=exact(left.value * factor), kind=right.kind, unit=right.unit, rule=right.rule)
        return replace(left, bare=False, scale=right.scale if scaled else left.scale), right
    if right.bare and right.of is None and not left.bare and link != "and" and not _counted(reading, right):
        return left, replace(right, kind=left.kind, unit=left.unit, rule=left.rule, bare=False)
    if left.bare and right.bare and link in ("range", "or") and left.scale == 1 and right.scale >= 100:
        if left.value < 100 and left.value < right.value / right.scale:
            left = replace(left, value=exact(left.value * right.scale), scale=right.scale)
    return left, right


def _counted(reading: Reading, quantity: Quantity) -> bool:
    """Does a noun that it counts follow the number?"""
    return quantity.last < len(reading) and nounphrases.after(reading, quantity.last) is not None


def _is_range(reading: Reading, left: Quantity, right: Quantity, link: str) -> bool:
    if link not in ("range", "or", "and") or (left.kind, left.unit) != (right.kind, right.unit):
        return False
    if not left.value < right.value or left.max is not None or right.of is not None or left.of is not None:
        return False
    before = _before(reading, left)
    if link == "and":
        return before == "between"
    if link == "or":
        return left.last - left.first <= 1 or left.unit is not None
    return not (before == "from" and _changes(reading, left)) and not _moves(reading, left)


def _before(reading: Reading, quantity: Quantity) -> str:
    """The id of the joining word right before a quantity, a qualifier skipped."""
    first = quantity.first
    if hit := reading.hit_ending("qualifier-before", first):
        first = hit.first
    hit = reading.hit_ending("joins", first)
    return hit.id if hit else ""


def _changes(reading: Reading, left: Quantity) -> bool:
    """Does *from A to B* say a change? A verb before it tells; where none does, the rules of the language do."""
    low, _ = reading.sentence_bounds(left.first)
    for at in range(left.first - 1, max(low, left.first - _NEAR) - 1, -1):
        if reading.hit_at("change-word", at):
            return True
        if reading.hit_at("span-word", at):
            return False
    return "change" in reading.book.terms("from-to")


def _moves(reading: Reading, left: Quantity) -> bool:
    """A change without *from* before it (revenue de 4,7 à 2,1 %) is told by the word right before."""
    return left.first > 1 and reading.hit_at("change-word", left.first - 1) is not None


def _merged(left: Quantity, right: Quantity) -> Quantity:
    """The range from one to the other."""
    return replace(
        left,
        last=right.last,
        max=right.value,
        qualifier=left.qualifier or right.qualifier,
        kind=right.kind,
        unit=right.unit,
        rule=right.rule,
        bare=right.bare,
        in_words=left.in_words and right.in_words,
        compound=right.compound,
    )


def _carried(reading: Reading, previous: Quantity | None, quantity: Quantity) -> Quantity:
    """A bare number after *against*, *not* and the like has the unit of the one before it in its sentence."""
    if previous is None or not quantity.bare or quantity.of is not None or previous.bare or previous.kind == "count":
        return quantity
    first = quantity.first
    if hit := reading.hit_ending("qualifier-before", first):
        first = hit.first
    if reading.hit_ending("carry", first) is None or _counted(reading, quantity):
        return quantity
    low, high = reading.sentence_bounds(quantity.first)
    if not low <= previous.first < high:
        return quantity
    return replace(quantity, kind=previous.kind, unit=previous.unit, rule=previous.rule, bare=False)
