"""What stands right beside a number: what it counts or measures after it, or after what it is for; the noun phrase
before it, or before *of* and the number (a radius of 50 m, walls 0.8 m thick)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from visitx import nounphrases
from visitx.figures_quantities import Qualified
from visitx.figures_subjects import after_comma
from visitx.nounphrases import Range
from visitx.nounphrases_before import phrase_before

if TYPE_CHECKING:
    from visitx.hits import Hit
    from visitx.reading import Reading

_CLOSE = frozenset({",", ".", ";", ")", "–", "—"})
_MODIFIERS = 3  # words between an article and its noun
_APPOSED = 5  # tokens of an apposition after its number
_WORDS = frozenset({"NOUN", "NAME", "ADJ"})


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
    if reading.tags[at] == "ADV" and reading.tags[at + 1 : at + 2] == ["OF"]:  # 40 % seulement des travaux
        at += 1
    if reading.tags[at] == "OF":
        return _of_phrase(reading, figure, at)
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


def _of_phrase(reading: Reading, figure: Qualified, at: int) -> Range | None:
    """The noun phrase after the *of* at a token, unless it is a direction (1,5 m de large); for money only one without
    an article, which would tell where the money is from (but: of the $75 million of the grant)."""
    kind = figure.quantity.kind
    fronted = reading.term_ending("fronted-partitive", figure.first)
    definite = reading.grammar.contracted(reading.norms[at])
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
    grammar, noun = reading.grammar, reading.norms[at + 1].partition("-")[0]
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
    if reading.grammar.adjectives_follow or reading.term_at("dimension", at):
        return None
    if figure.quantity.kind == "duration" and reading.tags[at] != "NOUN":
        return None
    span = nounphrases.after(reading, at)
    return None if span and reading.term_ending("time-unit", span[1]) else span


def owner(reading: Reading, first: int) -> Range | None:
    """The noun phrase right before *of* and the number that begins at `first` (a radius of 50 m)."""
    first = _past_adverbs(reading, first)
    low, _ = reading.line_bounds(first)
    if first - 1 <= low or reading.tags[first - 1] != "OF" or reading.grammar.contracted(reading.norms[first - 1]):
        return None
    if reading.term_ending("value-verb", first):
        return None
    described = reading.term_ending("value-verb", first - 1)
    if described and described.id == "participle" and reading.tags[described.first - 1] in ("NOUN", "NAME"):
        return phrase_before(reading, described.first)
    verb = reading.term_ending("value-verb", first - 1) or reading.term_ending("change-word", first - 1)
    if verb and _is_said(reading, verb):
        return None
    span = phrase_before(reading, first - 1)
    return past_empty(reading, span) if span else None


def _is_said(reading: Reading, verb: Hit) -> bool:
    """Is a word that tells a value a verb here, and no noun (la mer monte de 0,6 m, at an average cost of $12)?"""
    before = reading.tags[verb.first - 1] if verb.first else ""
    if reading.grammar.adjectives_follow:
        after_noun = before in ("NOUN", "NAME", "PRON") and verb.id in ("change", "reach", "cost")
        return before == "AUX" or after_noun or (reading.tags[verb.last - 1] == "VERB" and before != "DET")
    nominal = "DET" in reading.tags[max(0, verb.first - _MODIFIERS) : verb.first]
    return before == "AUX" or (reading.tags[verb.last - 1] == "VERB" and not nominal and before != "ADJ")


def past_empty(reading: Reading, span: Range) -> Range | None:
    """The phrase behind a noun that says nothing (en raison de droits → droits); None if there is no other."""
    first, last = span
    while first < last and reading.term_at("empty-noun", first):
        if first + 1 < last and reading.tags[first + 1] != "OF":  # case fatality rate
            break
        first += 2
        while first < last and reading.tags[first] == "DET":
            first += 1
    return (first, last) if first < last else None


def has_value(reading: Reading, span: Range) -> bool:
    """Is there among its nouns one that has a value (rate, radius, loan)?"""
    return any(reading.term_at("value-noun", at) for at in range(*span))


def _past_adverbs(reading: Reading, first: int) -> int:
    while first > 1 and ((hedge := reading.term_ending("hedge", first)) or reading.tags[first - 1] == "ADV"):
        first = hedge.first if hedge else first - 1
    return first


def neighbour(reading: Reading, first: int, *, measured: bool) -> Range | None:
    """A noun phrase right before the number (bandwidth >100Mb, walls 0.8 m thick); a name alone is none.

    `measured`: it may be the subject of a verb in between, which an amount of money does not measure.
    """
    nominal = reading.tags[first - 1] in _WORDS or (first > 1 and reading.tags[first - 2] == "DET")
    if not nominal or reading.term_ending("time-unit", first):
        return None
    span = phrase_before(reading, first)
    if span is None or not nounphrases.has_common_noun(reading, span) or reading.term_at("empty-noun", span[0]):
        return None
    if span[0] and reading.tags[span[0] - 1] in ("AUX", "PRON"):  # it will allocate 2.4 billion
        return None
    if _ends_in_verb(reading, span):
        return (span[0], span[1] - 1) if measured else None
    return span


def _ends_in_verb(reading: Reading, span: Range) -> bool:
    """Is the last of two nouns a verb that no lexicon knows (la pompe débite 0,8 litre, the dam stores 12 m³)?"""
    last = span[1] - 1
    if last <= span[0] or reading.tags[last] != "NOUN" or reading.tags[last - 1] not in ("NOUN", "NAME"):
        return False
    grammar = reading.grammar
    plural = grammar.plural(reading.norms[last])
    return grammar.adjectives_follow or (plural and not grammar.plural(reading.norms[last - 1]))


def apposed(reading: Reading, first: int, last: int) -> Range | None:
    """What a number between commas explains (the balance, $412 million, has been lodged; the track, 63 km long, …)."""
    low, high = reading.line_bounds(first)
    at = _past_adverbs(reading, first)
    while at > low and (link := reading.term_ending("value-link", at) or reading.term_ending("apposition", at)):
        at = link.first
    if at - 1 <= low or reading.words[at - 1] != "," or reading.term_ending("rate-base", at - 2):
        return None
    if reading.term_at("dimension", last):
        return phrase_before(reading, at - 1)
    closing = next((i for i in range(last, min(last + _APPOSED, high)) if reading.words[i] in _CLOSE), high)
    if closing - last > _APPOSED or {"VERB", "AUX", "PRON"} & set(reading.tags[last:closing]):
        return None
    span = phrase_before(reading, at - 1)
    month = reading.term_ending("month", at - 1)  # next to the number, but not what it is about
    return None if span and month and month.first <= span[0] else span


def opened(reading: Reading, first: int, last: int) -> Range | None:
    """What stands after the comma where the number opens the sentence (at 8 % of GDP, revenue is low)."""
    low, high = reading.sentence_bounds(first)
    opening = [at for at in range(low, first) if reading.tags[at] != "PUNCT"]
    if len(opening) != 1 or reading.tags[opening[0]] != "PREP":
        return None
    comma = next((at for at in range(last, min(last + 4, high)) if reading.words[at] == ","), None)
    return after_comma(reading, comma) if comma else None
