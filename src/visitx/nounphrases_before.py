"""The noun phrase that ends at a place, read from its end (see nounphrases for the one that begins there)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from visitx.nounphrases import INNER, LONGEST, NOUNS, Grammar, Range

if TYPE_CHECKING:
    from visitx.reading import Reading


def phrase_before(reading: Reading, end: int) -> Range | None:
    """The noun phrase that ends before token `end`, from its head on, without article."""
    low, _ = reading.sentence_bounds(end - 1) if end else (0, 0)
    low = max(low, end - LONGEST)
    first = _core_before(reading, end, low)
    if first is None or _is_participle(reading, first, end):
        return None
    while first - 1 > low and reading.tags[_of_before(reading, first)] == "OF":
        if reading.norms[first - 1] in reading.grammar.indefinite:
            break
        outer = _core_before(reading, _of_before(reading, first), low)
        if outer is None:
            break
        first = outer
    return first, end


def _is_participle(reading: Reading, first: int, end: int) -> bool:
    """One word after *have* or *be* is part of the verb (a été élargi), where adjectives follow their noun."""
    alone = end - first == 1 and first > 0 and reading.tags[first - 1] == "AUX"
    return alone and reading.grammar.adjectives_follow


def _of_before(reading: Reading, first: int) -> int:
    """The token before a phrase, its article skipped."""
    return first - 2 if reading.tags[first - 1] == "DET" else first - 1


def _core_before(reading: Reading, end: int, low: int) -> int | None:
    """Where the nouns and adjectives that end before `end` begin; None without a noun among them."""
    grammar = reading.grammar
    first, found = end, False
    for at in range(end - 1, low - 1, -1):
        tag = reading.tags[at]
        if tag == "VERB" and _verb_as_noun(reading, grammar, at, first, end):
            tag = "NOUN" if first == end and reading.tags[at - 1] not in NOUNS else "ADJ"
        elif tag == "ADV":
            tag = _adverb_inside(reading, grammar, at, first, end)
        if tag not in INNER or (not grammar.adjectives_follow and _is_verb(reading, grammar, at, end)):
            break
        found = found or tag in NOUNS
        first = at
    alone = first == end - 1 and first > low and reading.tags[first - 1] in ("NUM", "DET") and grammar.adjectives_follow
    return first if found or alone else None


def _adverb_inside(reading: Reading, grammar: Grammar, at: int, first: int, end: int) -> str:
    """What an adverb is to a phrase that ends after it: a noun after an article (every well), part of an adjective
    behind its noun (des loyers plus élevés), or nothing."""
    before = reading.tags[at - 1] if at else ""
    if first == end:
        return "NOUN" if before == "DET" else "ADV"
    return "ADJ" if grammar.adjectives_follow and before in NOUNS else "ADV"


def _is_verb(reading: Reading, grammar: Grammar, at: int, end: int) -> bool:
    """Is what looks like a noun a verb: after a plural (farms lie), or in -s between nouns (it offers …)?"""
    if not at or reading.tags[at - 1] not in NOUNS:
        return False
    if at == end - 1:
        return grammar.verb_after_plural(reading.norms[at]) and grammar.plural(reading.norms[at - 1])
    return reading.tags[at] == "NOUN" and grammar.plural(reading.norms[at])


def _verb_as_noun(reading: Reading, grammar: Grammar, at: int, first: int, end: int) -> bool:
    """A form of a verb that is a noun (after an article), or stands before a noun or after it as its adjective."""
    tag = reading.tags[at - 1] if at else ""
    if first < end:
        return grammar.modifies(reading.norms[at]) and tag not in ("NOUN", "NAME", "PRON", "AUX")
    if tag == "DET":
        return True
    if not grammar.adjectives_follow:
        nominal = end < len(reading) and reading.tags[end] == "OF" and "DET" in reading.tags[max(0, at - 3) : at]
        return tag == "ADJ" or (tag == "NOUN" and nominal)
    return tag in (*NOUNS, "ADV") or (tag == "ADJ" and grammar.plural(reading.norms[at]))
