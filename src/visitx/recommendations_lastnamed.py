"""Noun phrases read forward: where one ends, and which party was named last before a word that points back to it."""

from __future__ import annotations

from collections.abc import Callable

from visitx.recommendations_parties import Party
from visitx.recommendations_scene import Scene

Accept = Callable[[Party], bool]


def phrase_end(scene: Scene, first: int, high: int) -> int:
    """Where the noun phrase ends that follows a verb: at a comma, a preposition other than *of*, a clause."""
    reading = scene.reading
    for at in range(first, high):
        if scene.tags[at] in ("PREP", "SUB", "AUX") and at > first:
            return at
        if reading.words[at] in ',;:.«“"»”!?—–':
            return at
    return high


def _without_verb(scene: Scene, first: int, end: int) -> int:
    """Where the phrase ends that a conjunction parts from the next verb."""
    for at in range(first + 1, end):
        if scene.tags[at] in ("CONJ", "ADV") and (at + 1 == end or scene.tags[at + 1] in ("VERB", "PRON")):
            return at
    return end


def last_named(scene: Scene, low: int, high: int, accept: Accept) -> Party | None:
    """The party between two tokens whose phrase begins last and that may be meant, be it a person or a body."""
    for at in range(high - 1, low - 1, -1):
        if mention := next((m for m in scene.parties.within(at, high) if m.first == at), None):
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
