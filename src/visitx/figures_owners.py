"""The noun phrase right before a number, or before *of* and the number: a radius of 50 m, walls 0.8 m thick."""

from __future__ import annotations

from typing import TYPE_CHECKING

from visitx import nounphrases
from visitx.figures_subjects import after_comma
from visitx.nounphrases import Range
from visitx.nounphrases_before import phrase_before
from visitx.nounphrases_words import Grammar

if TYPE_CHECKING:
    from visitx.hits import Hit
    from visitx.reading import Reading

_CLOSE = frozenset({",", ".", ";", ")", "–", "—"})
_MODIFIERS = 3  # words between an article and its noun
_APPOSED = 5  # tokens of an apposition after its number
_WORDS = frozenset({"NOUN", "NAME", "ADJ"})


def owner(reading: Reading, first: int) -> Range | None:
    """The noun phrase right before *of* and the number that begins at `first` (a radius of 50 m)."""
    first = _past_adverbs(reading, first)
    low, _ = reading.line_bounds(first)
    if (
        first - 1 <= low
        or reading.tags[first - 1] != "OF"
        or reading.prepared(Grammar).contracted(reading.norms[first - 1])
    ):
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
    if reading.prepared(Grammar).adjectives_follow:
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
    grammar = reading.prepared(Grammar)
    plural = grammar.plural(reading.norms[last])
    return grammar.adjectives_follow or (plural and not grammar.plural(reading.norms[last - 1]))


def apposed(reading: Reading, first: int, last: int) -> Range | None:
    """What a number between commas explains (the balance, $412 million, has been lodged; the track, 63 km long, …)."""
    low, high = reading.line_bounds(first)
    at = _past_adverbs(reading, first)
    while at > low and (link := reading.term_ending("value-link", at)):
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
