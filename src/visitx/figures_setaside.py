"""Numbers that are no figures by where they stand: list marks, years, parts of names, lines without words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from visitx import nounphrases
from visitx.figures_beside import counted
from visitx.figures_quantities import counts_plural
from visitx.figures_units import Quantity

if TYPE_CHECKING:
    from visitx.reading import Reading

_YEARS = range(1900, 2101)
_LIST_MARKS = frozenset({".", ")", "/", "-", "–", "—", "]", ":"})
_SECTION = re.compile(r"\d{1,2}\.\d{1,2}")
_LONGEST_LIST = 30
_NEAR = 8  # tokens before hours in which a verb makes them a span of time
_OPENING = frozenset({"(", "[", "-", "–", "—", "•", "*"})


def stands_free(reading: Reading, quantity: Quantity, claimed: frozenset[int]) -> bool:
    """May this quantity be a figure? Tokens in `claimed` belong to dates, documents and the head of the article."""
    if not claimed.isdisjoint(range(quantity.first, quantity.last)) and not _lasts(reading, quantity):
        return False
    for why, test in _TESTS if quantity.bare else _TESTS[:1]:
        if test(reading, quantity):
            reading.set_aside(quantity.first, quantity.last, why)
            return False
    return True


def _lasts(reading: Reading, quantity: Quantity) -> bool:
    """Hours that a verb makes a span of time (durent de 2 à 4 heures), though they look like a time of day."""
    if quantity.kind != "duration" or quantity.unit != "hour":
        return False
    if reading.term_at("each-time", quantity.last):
        return True
    low, _ = reading.sentence_bounds(quantity.first)
    return any(reading.term_at("span-word", at) for at in range(max(low, quantity.first - _NEAR), quantity.first))


def _is_mark(reading: Reading, quantity: Quantity) -> bool:
    """`1.`, `2)`, `(3)`, `4 -` at the start of a line."""
    first = reading.line_bounds(quantity.first)[0]
    while first < quantity.first and reading.words[first] in _OPENING:
        first += 1
    last = quantity.last
    if first == quantity.first and (quantity.unit == "°" or _is_section(reading, quantity)):
        return True
    return (
        first == quantity.first
        and not quantity.in_words
        and quantity.value < 100
        and last < reading.line_bounds(first)[1]
        and last - first == 1
        and reading.words[last] in _LIST_MARKS
    )


def _is_section(reading: Reading, quantity: Quantity) -> bool:
    """`1.2` before a word with a capital: the number of a section, where it begins a line."""
    last = quantity.last
    dotted = quantity.last - quantity.first == 1 and _SECTION.fullmatch(reading.words[quantity.first])
    follows = last < reading.line_bounds(quantity.first)[1] and reading.words[last][0].isupper()
    return bool(dotted) and follows and quantity.bare


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
    if reading.term_ending("qualifier-before", quantity.first):
        return False
    phrase = nounphrases.after(reading, quantity.last)
    if phrase is None or nounphrases.plural_part(reading, phrase) is None:
        return True
    return quantity.first > 0 and reading.tags[quantity.first - 1] not in ("VERB", "AUX")


def _is_identifier(reading: Reading, quantity: Quantity) -> bool:
    """Many digits without a group that count nothing plural: a reference; before a name after a sign: a postcode."""
    word = reading.words[quantity.first]
    if quantity.last - quantity.first > 1 or not word.isdigit() or len(word) < 4:
        return False
    phrase = nounphrases.after(reading, quantity.last) if quantity.last < len(reading) else None
    if phrase and reading.tags[phrase[0]] == "NAME":
        return quantity.first > 0 and reading.tags[quantity.first - 1] == "PUNCT"
    return len(word) > 4 and (phrase is None or nounphrases.plural_part(reading, phrase) is None)


def _is_round_noun(reading: Reading, quantity: Quantity) -> bool:
    """A round number's noun that counts nothing (sous huitaine, la quinzaine)."""
    if quantity.qualifier != "about" or not quantity.in_words:
        return False
    return quantity.last >= len(reading) or reading.tags[quantity.last] != "OF"


# Why a bare number is no figure. A number with a unit may only be the mark of a list.
_TESTS = (
    ("list number", _is_mark),
    ("line without words", _is_lone_line),
    ("year", _is_year),
    ("list number", _is_list_number),
    ("identifier, as of a file or a place", _is_identifier),
    ("word that counts nothing here", _is_round_noun),
)


def is_in_name(reading: Reading, quantity: Quantity) -> bool:
    """Right after a name or noun a bare number names (Sakani 2), unless it counts what follows."""
    at = quantity.first
    if quantity.in_words and quantity.bare and reading.term_at("number-homograph", at):
        before = reading.tags[at - 1] if at else ""
        part = quantity.last < len(reading) and reading.tags[quantity.last] == "OF" and before != "NOUN"
        described = before in ("NOUN", "ADJ", "ADV", "VERB", "DET")
        return described and not part and not counts_plural(reading, quantity.last)
    if not quantity.bare or at <= reading.line_bounds(at)[0] or reading.term_ending("hedge", at):
        return False
    if quantity.in_words:
        capital = reading.words[at][0].isupper() and reading.sentence_bounds(at)[0] != at
        return (
            capital
            and quantity.last < len(reading)
            and reading.tags[quantity.last] == "NAME"
            and not _titled(reading, at)
        )
    if reading.term_ending("qualifier-before", at) or reading.term_ending("value-verb", at):
        return False
    acronym = reading.words[at - 1].isupper() and len(reading.words[at - 1]) > 1
    ends = quantity.last >= len(reading) or reading.tags[quantity.last] == "PUNCT"
    named = reading.tags[at - 1] == "NAME" or (ends and reading.tags[at - 1] in ("NOUN", "ADJ"))
    if quantity.value != int(quantity.value) and (acronym or named):
        return True
    if not _names(reading, at - 1):
        return False
    phrase = counted(reading, quantity.last) if quantity.last < len(reading) else None
    return phrase is None or reading.tags[phrase[0]] == "NAME" or nounphrases.plural_part(reading, phrase) is None


def _titled(reading: Reading, at: int) -> bool:
    """Is this a line whose words all begin with a capital, as headlines do?"""
    words = [w for w in reading.words[slice(*reading.line_bounds(at))] if len(w) > 3 and w[0].isalpha()]
    return len(words) > 3 and sum(w[0].isupper() for w in words) > 0.75 * len(words)


def _names(reading: Reading, at: int) -> bool:
    if not 0 <= at < len(reading):
        return False
    return reading.tags[at] in ("NAME", "NOUN") or not (reading.words[at].islower() or reading.tags[at] != "VERB")
