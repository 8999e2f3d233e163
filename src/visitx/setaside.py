"""Numbers that are no figures by where they stand: list marks, years, parts of names, lines without words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from visitx import nounphrases
from visitx.quantities import Quantity

if TYPE_CHECKING:
    from visitx.pipeline import Reading

_YEARS = range(1900, 2101)
_LIST_MARKS = frozenset({".", ")", "/", "-", "–", "—", "]", ":"})
_LONGEST_LIST = 30
_OPENING = frozenset({"(", "[", "-", "–", "—", "•", "*"})


def is_figure(reading: Reading, quantity: Quantity, claimed: frozenset[int]) -> bool:
    """May this quantity be a figure? Tokens in `claimed` belong to dates, documents and the head of the article."""
    if any(at in claimed for at in range(quantity.first, quantity.last)):
        return False
    if not quantity.bare:
        return not _is_mark(reading, quantity)
    tests = (_is_mark, _is_lone_line, _is_year, _is_list_number, _is_in_name)
    return not any(test(reading, quantity) for test in tests)


def _is_mark(reading: Reading, quantity: Quantity) -> bool:
    """`1.`, `2)`, `(3)`, `4 -` at the start of a line."""
    first = reading.line_bounds(quantity.first)[0]
    while first < quantity.first and reading.words[first] in _OPENING:
        first += 1
    last = quantity.last
    return (
        first == quantity.first
        and not quantity.in_words
        and quantity.value < 100
        and last < reading.line_bounds(first)[1]
        and last - first == 1
        and reading.words[last] in _LIST_MARKS
    )


def _is_list_number(reading: Reading, quantity: Quantity) -> bool:
    """`(1)` inside a sentence, before the item it counts."""
    at, last = quantity.first, quantity.last
    if quantity.in_words or last - at != 1 or quantity.value > _LONGEST_LIST or not 0 < at < len(reading) - 2:
        return False
    if reading.words[last] not in (")", "]"):
        return False
    opened = reading.words[at - 1] in ("(", "[")
    return reading.tags[last + 1] != "PUNCT" if opened else reading.words[at - 1] in (";", ":", ",")


def _is_lone_line(reading: Reading, quantity: Quantity) -> bool:
    """A line without a letter holds no statement (– 30 –)."""
    low, high = reading.line_bounds(quantity.first)
    return not any(reading.words[at][0].isalpha() for at in range(low, high))


def _is_year(reading: Reading, quantity: Quantity) -> bool:
    """Four digits without a group are a year, unless right after a verb or qualifier they count a plural noun."""
    word = reading.words[quantity.first]
    if quantity.value not in _YEARS or not word.isdigit() or quantity.last - quantity.first > 1:
        return False
    if reading.hit_ending("qualifier-before", quantity.first):
        return False
    phrase = nounphrases.after(reading, quantity.last)
    grammar = reading.prepared(nounphrases.Grammar)
    if phrase is None or not grammar.plural(reading.norms[nounphrases.head(reading, *phrase)]):
        return True
    return quantity.first > 0 and reading.tags[quantity.first - 1] not in ("VERB", "AUX")


def _is_in_name(reading: Reading, quantity: Quantity) -> bool:
    """After a name or noun without anything between them a number names (Sakani 2), unless it counts what follows."""
    at = quantity.first
    if at <= reading.line_bounds(at)[0]:
        return False
    if quantity.in_words:
        return reading.words[at][0].isupper() and _names(reading, at - 1) and _names(reading, quantity.last)
    if reading.hit_ending("qualifier-before", at) or not _names(reading, at - 1):
        return False
    phrase = nounphrases.after(reading, quantity.last) if quantity.last < len(reading) else None
    return phrase is None or reading.tags[phrase[0]] == "NAME"


def _names(reading: Reading, at: int) -> bool:
    return 0 <= at < len(reading) and reading.tags[at] in ("NAME", "NOUN")
