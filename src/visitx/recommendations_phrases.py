"""Noun phrases of a sentence: where one ends or begins, what leads a sentence, which party was named last."""

from __future__ import annotations

from collections.abc import Callable

from visitx.recommendations_lists import entry_of
from visitx.recommendations_parties import Party
from visitx.recommendations_scene import Range, Scene

_CUTS = frozenset(',;:—–“”«»„"')
_ENDS = frozenset(',;:.«“"»”!?—–')


def clause_start(scene: Scene, at: int) -> int:
    """The first token of the clause that goes on to token `at`: after a semicolon, a colon, a quotation mark."""
    reading = scene.reading
    low, _ = reading.sentence_bounds(at)
    for before in range(at - 1, low - 1, -1):
        if reading.words[before] in _CUTS and reading.words[before] != ",":
            return before + 1
    line = reading.lines[reading.line_index(low)]
    return max(low, entry_of(scene, reading.line_index(low)).first) if line.first == low else low


def phrase_start(scene: Scene, end: int, low: int) -> int:
    """Where the noun phrase begins that ends before token `end`: after a cut, a finite verb, a subordinator."""
    first = end
    while first > low and not _stops_phrase(scene, first - 1, end):
        first -= 1
        if scene.reading.words[first] == ")":
            first = _bracket_start(scene, first, low)
    return first


def _bracket_start(scene: Scene, at: int, low: int) -> int:
    return next((b for b in range(at, low - 1, -1) if scene.reading.words[b] == "("), at)


def _stops_phrase(scene: Scene, at: int, end: int) -> bool:
    reading = scene.reading
    tag = scene.tags[at]
    if reading.words[at] in _CUTS or tag == "SUB" or scene.is_auxiliary(at):
        return True
    if tag == "PRON" and at + 1 < end:
        return True
    said = reading.hit_ending("ask-saying", at + 1)
    if said and (tag not in ("NOUN", "NAME") or (reading.words[at].islower() and scene.tags[at - 1] == "NAME")):
        return True
    return tag == "VERB" and at + 1 < end and scene.tags[at + 1] in ("DET", "PRON", "SUB")


def list_phrase_start(scene: Scene, first: int, end: int, low: int) -> int:
    """The start of the list that a phrase with *and* may be the end of (Members from A, B and C asked …)."""
    reading = scene.reading
    if first - 1 <= low or reading.words[first - 1] != "," or "CONJ" not in scene.tags[first:end]:
        return first
    before = phrase_start(scene, first - 1, low)
    if "VERB" in scene.tags[before : first - 1]:
        return first + (scene.tags[first] == "CONJ")
    return before if before == low and not is_fronted(scene, before, first - 1) else first


def after_lead(scene: Scene, first: int, last: int) -> int | None:
    """Where a noun phrase begins after one that a preposition leads."""
    tags = scene.tags
    for at in range(first + 1, last):
        if tags[at] == "DET" and tags[at - 1] not in ("PREP", "OF", "CONJ", "DET", "ADJ", "VERB"):
            return at
        mention = next(iter(scene.parties.within(at, at + 1)), None)
        if mention and tags[at - 1] not in ("PREP", "OF", "CONJ"):
            return at
    return None


def segments(scene: Scene, low: int, end: int) -> list[Range]:
    """The ranges between commas, brackets kept whole."""
    found, first, depth = [], low, 0
    for at in range(low, end):
        word = scene.reading.words[at]
        depth += (word == "(") - (word == ")")
        if word == "," and depth <= 0:
            found.append((first, at))
            first = at + 1
    found.append((first, end))
    return [s for s in found if s[0] < s[1]]


def is_clause(scene: Scene, first: int, last: int) -> bool:
    """Does a segment hold a finite verb of its own, outside a relative clause?"""
    reading = scene.reading
    for at in range(first, last):
        if scene.tags[at] == "SUB":
            return False
        if scene.is_auxiliary(at) or reading.hit_at("ask-saying", at):
            return not is_fronted(scene, first, last)
    return False


def is_fronted(scene: Scene, first: int, last: int) -> bool:
    """Is the segment no subject: an adverbial, a participle, a relative clause, an aside?"""
    reading, words = scene.reading, scene.words
    if scene.tags[first] == "CONJ" and last - first > 1:
        first += 1
    if reading.hit_at("aside", first) or scene.tags[first] in ("PREP", "SUB", "ADV", "PUNCT", "NUM", "AUX", "OF"):
        return True
    if scene.tags[first] == "VERB" or words.is_doing(reading.norms[first]):
        return not scene.parties.within(first, first + 1)
    return words.asked.get(reading.norms[first]) == "none" or _is_date(scene, first, last)


def _is_date(scene: Scene, first: int, last: int) -> bool:
    """Does the segment only say when (Le mercredi 8 octobre)?"""
    near = range(first, min(last, first + 4))
    dated = any(scene.reading.hit_at(lexicon, at) for lexicon in ("weekday", "month") for at in near)
    return dated and not any(scene.words.is_party(norm) for norm in scene.reading.norms[first:last])


def phrase_end(scene: Scene, first: int, high: int) -> int:
    """Where the noun phrase ends that follows a verb: at a comma, a preposition other than *of*, a clause."""
    for at in range(first, high):
        if scene.reading.words[at] in _ENDS or (at > first and scene.tags[at] in ("PREP", "SUB", "AUX")):
            return at
    return high


def _without_verb(scene: Scene, first: int, end: int) -> int:
    """Where the phrase ends that a conjunction parts from the next verb."""
    for at in range(first + 1, end):
        if scene.tags[at] in ("CONJ", "ADV") and (at + 1 == end or scene.tags[at + 1] in ("VERB", "PRON")):
            return at
    return end


def last_named(scene: Scene, low: int, high: int, accept: Callable[[Party], bool]) -> Party | None:
    """The party between two tokens whose phrase begins last and that may be meant, be it a person or a body."""
    for at in range(high - 1, low - 1, -1):
        for mention in scene.parties.within(at, at + 1):
            party = Party(mention.official.name, mention.official, mention.first, mention.last)
            if accept(party):
                return party
        bare = scene.tags[at] == "NOUN" and scene.tags[at - 1] in ("PREP", "VERB")
        if not bare and (scene.tags[at] != "DET" or scene.tags[at - 1] == "OF"):
            continue
        end = _without_verb(scene, at + 1, phrase_end(scene, at + 1, high))
        found = scene.parties.read(at, end) if scene.parties.is_party(at + (not bare), end) else None
        if found and accept(found):
            return found
    return None
