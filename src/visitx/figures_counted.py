"""What a number counts or measures where that stands after it: right there, after *of*, or after what it is for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from visitx import nounphrases
from visitx.figures_qualifiers import Qualified
from visitx.nounphrases import Range
from visitx.nounphrases_words import Grammar

if TYPE_CHECKING:
    from visitx.reading import Reading


def complement(reading: Reading, figure: Qualified) -> Range | None:
    """The noun phrase after a figure, of whatever kind it is."""
    at, quantity = figure.last, figure.quantity
    if ends_before(reading, figure):
        return None
    if reading.words[at] in ("'", "’"):  # 72 hours' notice
        return nounphrases.after(reading, at + 1) if at + 1 < len(reading) else None
    if pronoun := reading.term_at("label-pronoun", at + (reading.tags[at] == "OF")):
        with_noun = nounphrases.after(reading, pronoun.last) if pronoun.last < len(reading) else None
        return with_noun or (pronoun.first, pronoun.last)
    if quantity.kind == "measure" and (noun := reading.term_at("dimension-noun", at)):
        return noun.last - 1, noun.last
    if quantity.compound:
        return counted(reading, at) or _after_compound(reading, at)
    if quantity.kind == "count":
        span = counted(reading, at, several=quantity.value >= 2)
        return nounphrases.plural_part(reading, span) if span and quantity.value >= 2 else span
    if reading.tags[at] == "OF":
        return _of_phrase(reading, figure)
    return _adjacent(reading, figure) if reading.tags[at] != "DET" else None


def _after_compound(reading: Reading, at: int) -> Range | None:
    """The word after a number and unit written as one is a noun even where it looks like a verb (a 20-litre can)."""
    return (at, at + 1) if reading.tags[at] in ("AUX", "VERB") else None


def ends_before(reading: Reading, figure: Qualified) -> bool:
    """Is what the figure counts not named after it (the line ends, or *of them* stands there)?"""
    at = figure.last
    return at >= reading.line_bounds(figure.first)[1] or reading.term_at("no-label", at) is not None


def counted(reading: Reading, at: int, *, several: bool = False) -> Range | None:
    """What a count counts: right after it, or after *of* (une vingtaine de maçons, nine of the buildings)."""
    if reading.tags[at] == "OF":
        at += 1
        while at < len(reading) and reading.tags[at] == "DET":
            at += 1
    while hit := reading.term_at("label-skip", at):
        at = hit.last
    return nounphrases.after(reading, at, counted=several) if at < len(reading) else None


def _of_phrase(reading: Reading, figure: Qualified) -> Range | None:
    """The noun phrase after *of*, unless it is a direction (1,5 m de large); for money only one without an article,
    which would tell where the money is from (but: of the $75 million of the grant)."""
    at, kind = figure.last, figure.quantity.kind
    fronted = reading.term_ending("fronted-partitive", figure.first)
    definite = reading.prepared(Grammar).contracted(reading.norms[at])
    direction = reading.term_at("dimension", at)
    if direction and (kind == "duration" or reading.tags[direction.last - 1] == "ADJ"):
        return None
    start = at + 1
    if start < len(reading) and reading.tags[start] == "DET":
        definite, start = True, start + 1
    if start >= len(reading) or (definite and kind == "money" and not fronted):
        return None
    return nounphrases.after(reading, start, definite=kind == "percent")


def base(reading: Reading, span: Range | None) -> bool:
    """Is this what percentages are commonly given of (GDP), and not what they are about?"""
    return span is not None and reading.term_at("base-noun", span[0]) is not None


def purpose(reading: Reading, figure: Qualified) -> Range | None:
    """What an amount is for (in interest, 1.2 billion a year for maintenance)."""
    at = figure.last
    if figure.quantity.kind != "money" or at >= reading.line_bounds(figure.first)[1]:
        return None
    while (skip := reading.term_at("each-time", at)) or (at < len(reading) and reading.tags[at] == "ADV"):
        at = skip.last if skip else at + 1
    hit = reading.term_at("purpose", at)
    if hit is None or hit.last >= len(reading):
        return None
    start = hit.last
    if reading.tags[start] in ("DET", "OF"):
        if hit.id == "bare":
            return None
        start += 1
    span = nounphrases.after(reading, start) if start < len(reading) else None
    return span if span and nounphrases.has_common_noun(reading, span) else None


def object_after(reading: Reading, first: int, figure: Qualified) -> Range | None:
    """What a verb changes by the number, named after it (relever de 2 points le taux, porter de 24 à 40 le nombre).

    The number, or the first of a pair, begins at token `first`.
    """
    number, at = first, figure.last
    while skip := reading.term_at("each-time", at):
        at = skip.last
    if at + 1 >= reading.line_bounds(at - 1)[1] or reading.tags[at] != "DET":
        return None
    grammar, noun = reading.prepared(Grammar), reading.norms[at + 1].partition("-")[0]
    if noun in grammar.times or reading.term_at("unit-name", at + 1) or reading.norms[at] in grammar.indefinite:
        return None
    while first and (link := reading.term_ending("value-link", first)):
        first = link.first
    hit = reading.term_ending("value-verb", first) or reading.term_ending("change-word", first)
    if hit is None or hit.last == number or reading.tags[first - 1] not in ("VERB", "AUX", "NOUN"):
        return None
    return nounphrases.after(reading, at + 1, definite=True)


def _adjacent(reading: Reading, figure: Qualified) -> Range | None:
    """A noun right after the unit, in a language whose adjectives stand before it (a 6 km gravel section)."""
    at = figure.last
    if reading.prepared(Grammar).adjectives_follow or reading.term_at("dimension", at):
        return None
    if figure.quantity.kind == "duration" and reading.tags[at] != "NOUN":
        return None
    span = nounphrases.after(reading, at)
    return None if span and reading.term_ending("time-unit", span[1]) else span
