"""What a party should or must do where somebody says so: quoted, as a view, or going on with what was asked."""

from __future__ import annotations

from dataclasses import replace

from visitx.recommendations_addressees import who_is_meant
from visitx.recommendations_askers import clause_start, phrase_start, subject_of_sentence
from visitx.recommendations_asking import Asking
from visitx.recommendations_clauses import Clause, read_clause
from visitx.recommendations_parties import Party
from visitx.recommendations_scene import Scene
from visitx.recommendations_speech import hearer, speaker_at, teller
from visitx.recommendations_viewholders import teller_before, view_holder

NEAR = 4
Said = tuple[Party, bool]


def settle(scene: Scene, asking: Asking) -> Asking | None:
    """The asking of a modal with who says it and what is to be done; None where nobody asks it of anybody."""
    low = clause_start(scene, asking.at)
    first = _subject_start(scene, asking.at, low)
    if first is None:
        return None
    _, high = scene.reading.sentence_bounds(asking.at)
    clause = read_clause(scene, first, high)
    if clause is None or not clause.modal or _asks_nothing(scene, asking.start, high):
        return None
    said = _who_says(scene, asking.at, first, low)
    return _as_asking(scene, asking, clause, *said) if said else None


def _subject_start(scene: Scene, at: int, low: int) -> int | None:
    """Where the subject of the modal begins; None where there is none."""
    reading = scene.reading
    end = at
    while end > low and (scene.tags[end - 1] == "ADV" or scene.words.helpers.get(reading.norms[end - 1]) == "not"):
        end -= 1
    if end > low and reading.words[end - 1] == ",":
        end = _insertion_start(scene, low, end)
    first = phrase_start(scene, end, low)
    while first < end and (scene.tags[first] in ("CONJ", "ADV") or reading.hit_at("aside", first)):
        first += 1
    if first >= end or (scene.tags[first] == "VERB" and scene.reading.words[first].islower()):
        return None
    return first


def _insertion_start(scene: Scene, low: int, end: int) -> int:
    """The comma that opens what the comma before token `end` closes, commas inside it passed over."""
    commas = [at for at in range(end - 2, low, -1) if scene.reading.words[at] == ","]
    led = (at for at in commas if scene.tags[at + 1] in ("PREP", "SUB", "VERB"))
    return next(led, commas[0] if commas else end)


def _asks_nothing(scene: Scene, at: int, high: int) -> bool:
    """Does the modal lead a state, or something that is foretold?"""
    words, norms = scene.words, scene.reading.norms
    for here in range(at, min(high, at + NEAR)):
        if norms[here] in words.no_demands or " ".join(norms[here : here + 2]) in words.no_demands:
            return True
        small = norms[here] in words.clitics or words.helpers.get(norms[here]) in ("not", "be")
        if not small and not words.is_adverb(norms[here]):
            return False
    return False


def _who_says(scene: Scene, at: int, first: int, low: int) -> Said | None:
    """Who says it, and whether it is surely a wish: in a quotation, as a view; less sure as a report or going on."""
    if said_by := speaker_at(scene, at):
        return said_by, True
    if said := teller_before(scene, first, at):
        return said
    if said_by := view_holder(scene, first):
        return said_by, True
    if said := _teller_behind(scene, at):
        return said
    asked = scene.last_asked(at, scene.reading.line_bounds(at)[0])
    by = asked.by if asked else _announcer(scene, at)
    return (by, False) if by else None


def _announcer(scene: Scene, at: int) -> Party | None:
    """The subject of the sentence before, where it tells that something is asked (had two pieces of advice)."""
    index = scene.sentence_index(at) - 1
    low, _ = scene.reading.line_bounds(at)
    if index < 0 or scene.reading.sentences[index][0] < low:
        return None
    first, last = scene.reading.sentences[index]
    if any(scene.reading.hit_at("ask-requests", here) for here in range(first, last)):
        return subject_of_sentence(scene, index)
    return None


def _teller_behind(scene: Scene, at: int) -> Said | None:
    """Whoever is named behind the clause (…, she instructed; the Ministry, he demanded, must …)."""
    reading = scene.reading
    low, high = reading.sentence_bounds(at)
    for comma in range(low, high):
        if reading.words[comma] == "," and (party := teller(scene, comma + 1, min(high, comma + 8))):
            return party, True
    return None


def _as_asking(scene: Scene, asking: Asking, clause: Clause, by: Party, sure: bool) -> Asking | None:
    """Who is to act, as the addressee with the verb as item, or the whole clause where nobody is."""
    reading, words = scene.reading, scene.words
    first, end = clause.first, clause.end
    kind = words.pronouns.get(reading.norms[first])
    dummy = reading.norms[first] in words.dummies and who_is_meant(scene, first) is None
    if (
        kind == "self"
        or dummy
        or any(
            words.publics.get(reading.norms[at]) == "public" and scene.tags[at] != "DET"
            for at in range(first, asking.at)
        )
    ):
        return None
    if clause.passive:
        return replace(asking, start=first, form="whole", by=by) if sure else None
    if not kind and not scene.parties.is_party(first, end):
        return None
    to = (first, end)
    if kind == "hearer":
        quote = scene.quote_at(first)
        if quote is None or hearer(scene, quote) is None:
            return None
    elif kind and who_is_meant(scene, first) is None:
        return None
    return replace(asking, start=clause.verb, form="modal", by=by, to=to)
