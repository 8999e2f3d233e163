"""A verb of asking with what stands right before it: is it said of somebody, in the active or passive, or denied?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from visitx.reading import Reading
from visitx.recommendations_words import AskWords

ACTIVE, PASSIVE, CLAUSE, BARE = "active", "passive", "clause", "bare"
_MODIFIED = frozenset({"DET", "ADJ", "OF", "PREP"})
FARTHEST = 30


class VerbGroup(NamedTuple):
    """`first`: the first token of the group; `voice`: active, passive, clause (a participle that hangs on a sentence)
    or bare (it has no subject); `asked`: an object pronoun in it; `asker`: a subject pronoun in it."""

    first: int
    at: int
    voice: str
    asked: int | None = None
    asker: int | None = None


@dataclass
class _Seen:
    """What was met on the way left from the verb."""

    first: int
    helpers: set[str]
    asked: int | None = None
    asker: int | None = None


def read_group(reading: Reading, at: int, form: str, *, says: bool = False) -> VerbGroup | None:
    """The group of the verb at token `at`; None where nobody is said to ask: a noun, a plan, a denial, a reflexive.

    `says`: it is a verb of saying, which may be reflexive.
    """
    words = reading.prepared(AskWords)
    low, _ = reading.sentence_bounds(at)
    if at > low + 1 and reading.words[at][0].isupper():
        return None
    seen = _Seen(at, set())
    while seen.first > low and _step(reading, words, seen, low, form):
        pass
    if says and "reflexive" in seen.helpers:
        return VerbGroup(seen.first, at, ACTIVE, seen.asked, seen.asker)
    if seen.helpers & {"not", "reflexive"}:
        return None
    voice = _voice(reading, seen, at, form, low)
    return VerbGroup(seen.first, at, voice, seen.asked, seen.asker) if voice else None


def _step(reading: Reading, words: AskWords, seen: _Seen, low: int, form: str) -> bool:
    """Takes in one more token, or an aside, to the left; False where the group begins."""
    if _step_over_term(reading, seen):
        return True
    at = seen.first - 1
    norm = reading.norms[at]
    helper = words.helpers.get(norm) if reading.words[at].islower() or at == low else None
    if helper == "article" and not _is_object(reading, words, seen, at, low, form):
        return False
    if helper:
        seen.helpers.add(helper)
        if helper in ("object", "article"):
            seen.asked = at if norm in words.asked else seen.asked or at
        seen.first = at
        return True
    if words.pronouns.get(norm) and reading.words[at].startswith("-"):
        seen.asker, seen.first = at, at
        return True
    if reading.tags[at] == "ADV" or reading.words[at] in '«“"':
        seen.first = at
        return True
    if reading.tags[at] == "CONJ" and at > low and reading.tags[at - 1] == reading.tags[at + 1] == "ADV":
        seen.first = at - 1
        return True
    return reading.words[at] == "," and _step_over_aside(reading, words, seen, low)


def _step_over_term(reading: Reading, seen: _Seen) -> bool:
    """Over what leads to an infinitive of asking (wished to ask), and over terms that are asides."""
    for lexicon in ("ask-lead", "aside"):
        if hit := reading.hit_ending(lexicon, seen.first):
            seen.first = hit.first
            seen.helpers |= {"lead"} if lexicon == "ask-lead" else set()
            return True
    return False


def _is_object(reading: Reading, words: AskWords, seen: _Seen, at: int, low: int, form: str) -> bool:
    """Is what looks like an article the object of the verb (les a priés, il l'invite)?"""
    if seen.helpers & {"have", "be"} or form == "doing":
        return True
    if at > low and form == "present" and reading.tags[at - 1] in ("NOUN", "NAME"):
        return reading.norms[seen.first] not in words.also_nouns  # le Fonds les exhorte
    return at > low and reading.norms[at - 1] in words.pronouns


def _step_over_aside(reading: Reading, words: AskWords, seen: _Seen, low: int) -> bool:
    """Over what two commas enclose between auxiliary and verb (a, de son côté, demandé)."""
    for at in range(seen.first - 2, max(low, seen.first - FARTHEST), -1):
        if reading.words[at] == ",":
            if words.helpers.get(reading.norms[at - 1]) not in ("have", "be"):
                return False
            seen.first = at
            return True
    return False


def _voice(reading: Reading, seen: _Seen, at: int, form: str, low: int) -> str | None:
    marked = seen.first - 1 == low and reading.tags[low] in ("NUM", "PUNCT")  # what begins a line may be its number
    before = reading.tags[seen.first - 1] if seen.first > low and not marked else ""
    if before == "DET" and seen.first - 1 > low and reading.words[seen.first - 1][0].isupper():
        before = "NAME"  # Mr. Tran Van An proposed …
    helpers = seen.helpers
    if form in ("past", "participle") or (form == "present" and helpers & {"have", "be"}):
        if before == "CONJ" and not helpers and _goes_on_passively(reading, seen.first - 1, at, low):
            return PASSIVE
        return _voice_of_past(helpers, form, before)  # some participles look like a present (enjoint)
    if "will" in helpers or (helpers & {"have", "be"} and form != "doing"):
        return ACTIVE if "lead" in helpers else None
    if form == "doing":
        if "be" in helpers:
            return ACTIVE
        led = reading.hit_ending("ask-including", seen.first) is not None
        return CLAUSE if led or before not in ("PREP", "OF", "DET", "ADJ") or seen.asked is not None else None
    noun = reading.norms[at] in reading.prepared(AskWords).also_nouns
    if before == "ADJ" and reading.tags[seen.first - 2] in ("NOUN", "NAME"):
        noun = False  # it ends the subject (l'Assemblée générale demande)
    if noun and (before in _MODIFIED or before in ("NUM", "VERB")) and seen.asked is None and "lead" not in helpers:
        return None
    if form == "base" and "lead" not in helpers and not _may_be_finite(reading, seen, before):
        return CLAUSE if _is_written(reading, seen, low) else None
    return ACTIVE


def _goes_on_passively(reading: Reading, conjunction: int, at: int, low: int) -> bool:
    """Does a participle before the conjunction stand in the passive, and an infinitive follow this one (were trained
    and asked to report)?"""
    words = reading.prepared(AskWords)
    if reading.norms[at + 1 : at + 2] and reading.norms[at + 1] not in words.to_do:
        return False
    helpers = (words.helpers.get(reading.norms[i]) for i in range(conjunction - 1, low - 1, -1))
    return next((helper for helper in helpers if helper in ("be", "have")), "") == "be"


def _is_written(reading: Reading, seen: _Seen, low: int) -> bool:
    """Is it the purpose of what is written (wrote to the Minister to ask him, une résolution pour demander)?"""
    words = reading.prepared(AskWords)
    if "to" not in seen.helpers and not words.in_order_to.ending(reading.norms, seen.first):
        return False
    return any(norm in words.written for norm in reading.norms[max(low, seen.first - FARTHEST) : seen.first])


def _may_be_finite(reading: Reading, seen: _Seen, before: str) -> bool:
    """May a verb without ending be said of somebody (We ask, residents urge)?"""
    marked = reading.prepared(AskWords).marks_infinitives and before
    return not marked and "to" not in seen.helpers and before not in ("CONJ", "AUX", "PUNCT")


def _voice_of_past(helpers: set[str], form: str, before: str) -> str | None:
    if "will" in helpers:
        return None
    if "be" in helpers:
        return PASSIVE
    if "have" in helpers:
        return ACTIVE
    if before in _MODIFIED:
        return None
    return ACTIVE if form == "past" or before == "CONJ" else BARE
