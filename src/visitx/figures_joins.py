"""Numbers that belong together: ranges (3 to 5 billion), changes (from 58 to 71 %), a unit that stands once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from visitx.figures_beside import counted
from visitx.figures_units import Quantity
from visitx.numerals import exact

if TYPE_CHECKING:
    from visitx.reading import Reading

_APART = 10  # tokens between two numbers that are joined
_BESIDE = 5  # tokens of a second thing, with its comma and article
_NEAR = 12  # tokens before a pair in which a verb tells a change from a range
_REACH = 4  # tokens between a pronoun and the number it stands with
_RECENT = 3  # quantities back to the one a number in millions may be part of
_LARGE, _MILLION = 1000, 1_000_000
_PRONOUN = 25  # tokens back to what a pronoun stands for


def join(reading: Reading, quantities: list[Quantity]) -> list[Quantity]:
    """The quantities with their units shared, and with ranges made one."""
    joined: list[Quantity] = []
    for quantity in quantities:
        previous = joined[-1] if joined else None
        link = _link(reading, previous, quantity) if previous else ""
        if previous and link == "part":
            joined[-1] = previous._replace(kind=quantity.kind, unit=quantity.unit, rule=quantity.rule, bare=False)
        elif previous and link in ("by", "times") and not _are_sides(reading, previous, quantity):
            if link == "times" and previous.bare:
                joined.pop()
                if quantity.bare:
                    continue
        elif previous and link:
            previous, quantity = _share(reading, previous, quantity, link)
            joined[-1] = previous
            if _is_range(reading, previous, quantity, link):
                joined[-1] = _merged(previous, quantity)
                continue
        joined.append(_carried(reading, _source(joined, quantity), quantity))
    return joined


def _source(joined: list[Quantity], quantity: Quantity) -> Quantity | None:
    """The quantity whose unit a bare number may take over: the last one, for millions the last in as large numbers."""
    large = (q for q in reversed(joined[-_RECENT:]) if quantity.scale >= _LARGE and q.scale >= _LARGE)
    return next(large, joined[-1] if joined else None)


def _link(reading: Reading, left: Quantity, right: Quantity) -> str:
    """The id of the word that joins two quantities (range, or, and, by), `part` where the one is so many of the other's
    units; empty where they do not adjoin."""
    end = right.first
    if end - left.last > _APART:
        return ""
    if left.bare and left.of is None and right.kind in ("measure", "duration", "money"):
        hit = reading.term_at("whole-of", left.last)
        if hit and hit.last <= end <= hit.last + 2 and all(t == "DET" for t in reading.tags[hit.last : end]):
            return "part"
    hit = reading.term_at("joins", left.last)
    qualifier = reading.term_ending("qualifier-before", end) if hit and hit.last < end else None
    if qualifier and hit and (hit.id != "range" or not left.bare or _before(reading, left)):
        end = qualifier.first
    if hit is None or hit.last != end or reading.line_index(left.first) != reading.line_index(right.first):
        return ""
    return hit.id


def _are_sides(reading: Reading, left: Quantity, right: Quantity) -> bool:
    """Are two numbers the sides of a thing (4 x 6 m), and not multiplied (4 x 100 MW)?"""
    return not reading.book.words("length").isdisjoint({left.unit, right.unit})


def _share(reading: Reading, left: Quantity, right: Quantity, link: str) -> tuple[Quantity, Quantity]:
    """A unit, or a multiplier, that stands with one of the two is given to the other."""
    if left.bare and left.of is None and not right.bare and right.kind != "count":
        scaled = link in ("range", "or", "and") and left.scale == 1 and right.scale >= 1000 and left.value < 1000
        factor = right.scale if scaled else 1
        left = left._replace(value=exact(left.value * factor), kind=right.kind, unit=right.unit, rule=right.rule)
        return left._replace(bare=False, scale=right.scale if scaled else left.scale), right
    if left.leads and left.kind == right.kind == "duration":  # aged 6 to 59 months
        return left._replace(unit=right.unit, rule=right.rule), right
    open_ended = link != "and" or (left.leads and _ends(reading, right))
    if right.bare and right.of is None and not left.bare and open_ended and not _counted(reading, right):
        return left, right._replace(kind=left.kind, unit=left.unit, rule=left.rule, bare=False)
    if link == "range" and right.scale == 1 and left.unit == right.unit and _in_thousands(left, right):
        left = left._replace(value=left.value * 1000)
    shares = left.bare and right.bare and link in ("range", "or") and left.scale == 1 and right.scale >= 100
    if shares and left.value < min(100, right.value / right.scale):
        left = left._replace(value=exact(left.value * right.scale), scale=right.scale)
    return left, right


def _in_thousands(left: Quantity, right: Quantity) -> bool:
    """Does the first number of a range leave its thousands to the second (3 à 4 000 voyageurs)?"""
    whole = right.value % 1000 == 0 and left.value == int(left.value)
    return whole and 0 < left.value < right.value / 1000 < 1000


def _ends(reading: Reading, quantity: Quantity) -> bool:
    """Does nothing follow the number that it might count?"""
    return quantity.last >= len(reading) or reading.tags[quantity.last] in ("PUNCT", "VERB", "AUX")


def _counted(reading: Reading, quantity: Quantity) -> bool:
    """Does a noun that it counts follow the number?"""
    return quantity.last < len(reading) and counted(reading, quantity.last) is not None


def _is_range(reading: Reading, left: Quantity, right: Quantity, link: str) -> bool:
    if link not in ("range", "or", "and") or (left.kind, left.unit) != (right.kind, right.unit):
        return False
    if not left.value < right.value or left.max is not None or right.of is not None or left.of is not None:
        return False
    before = _before(reading, left)
    if left.in_words and right.value == left.value + 1 and before != "from":  # laisse passer deux à trois litres
        return link != "and" or before == "between"
    if link == "and":
        return before == "between"
    if link == "or":
        return left.last - left.first <= 1 or left.unit is not None
    return not (before == "from" and _changes(reading, left)) and not _moves(reading, left)


def _before(reading: Reading, quantity: Quantity) -> str:
    """The id of the joining word right before a quantity, a qualifier skipped."""
    first = quantity.first
    if hit := reading.term_ending("qualifier-before", first):
        first = hit.first
    hit = reading.term_ending("joins", first)
    return hit.id if hit else ""


def _changes(reading: Reading, left: Quantity) -> bool:
    """Does *from A to B* say a change? A verb before it tells; where none does, the rules of the language do."""
    low, _ = reading.sentence_bounds(left.first)
    for at in range(left.first - 1, max(low, left.first - _NEAR) - 1, -1):
        if reading.term_at("change-word", at):
            return True
        if reading.term_at("span-word", at):
            return False
    return "change" in reading.book.terms("from-to")


def _moves(reading: Reading, left: Quantity) -> bool:
    """A change without *from* before it (revenue de 4,7 à 2,1 %) is told by the word right before."""
    return left.first > 1 and reading.term_at("change-word", left.first - 1) is not None


def _merged(left: Quantity, right: Quantity) -> Quantity:
    """The range from one to the other."""
    return left._replace(
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
    """A bare number that takes over the unit of the one before: after *against*, *not* and the like, after a pronoun
    that stands for it (il en prend 4), or as part of the whole that opens the sentence (of the 6,200 ha, 3,850 …)."""
    if previous is None or not quantity.bare or quantity.of is not None or previous.bare or previous.kind == "count":
        return quantity
    if not _points_back(reading, previous, quantity) or _counted(reading, quantity):
        return quantity
    if previous.kind == "percent" and quantity.value > 100:
        return quantity
    return quantity._replace(kind=previous.kind, unit=previous.unit, rule=previous.rule, bare=False)


def _is_part(reading: Reading, whole: Quantity, part: Quantity) -> bool:
    """May the number be a part of the measure before it (3.8 million ha, of which 1.6 million in the delta)?"""
    near = part.first - whole.last <= _NEAR and part.value <= whole.value
    led = part.last < len(reading) and reading.tags[part.last] == "PREP"
    return near and whole.kind != "percent" and (led or _ends(reading, part))


def _is_beside(reading: Reading, previous: Quantity, quantity: Quantity) -> bool:
    """Is it said of a second thing, after a comma and without a verb (a vaccine lasts three years, a sewer fifty)?"""
    between = reading.tags[previous.last : quantity.first]
    noun = between[-1:] == ["NOUN"] and 2 < len(between) <= _BESIDE and reading.words[previous.last] in (",", ";")
    return noun and between[1] == "DET" and not {"VERB", "AUX", "PREP"} & set(between) and _ends(reading, quantity)


def _points_back(reading: Reading, previous: Quantity, quantity: Quantity) -> bool:
    first = quantity.first
    if hit := reading.term_ending("qualifier-before", first):
        first = hit.first
    low, _ = reading.sentence_bounds(first)
    if pronoun := reading.hits("carry-pronoun"):
        near = any(max(low, first - _REACH) <= hit.first < first for hit in pronoun)
        if near and first - previous.last <= _PRONOUN and "NOUN" not in reading.tags[max(low, first - 2) : first]:
            return True
    if previous.first < low:
        return False
    if quantity.scale >= _MILLION and previous.kind == "money":  # 1.2 billion francs of a contract of 3.75 billion
        return True
    if (hit := reading.term_ending("joins", first)) and hit.id == "range" and _before(reading, previous) == "from":
        return _ends(reading, quantity)  # from eight hours a day to less than two
    if (hit := reading.term_ending("of-which", first)) and hit.id == "which":
        return _is_part(reading, previous, quantity)
    if _is_beside(reading, previous, quantity):
        return True
    while first > low:
        if reading.term_ending("carry", first):
            return True
        hedge = reading.term_ending("hedge", first)
        if hedge is None and reading.tags[first - 1] not in ("OF", "ADV"):
            break
        first = hedge.first if hedge else first - 1
    verbal = quantity.last < len(reading) and reading.tags[quantity.last] in ("VERB", "AUX")
    apart = reading.words[quantity.first - 1] == ","
    return (verbal or apart) and reading.term_ending("fronted-partitive", previous.first) is not None
