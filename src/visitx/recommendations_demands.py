"""What is asked by the form of a sentence: what a party should do, imperatives in quotations, sentences that go on."""

from __future__ import annotations

from collections.abc import Iterator

from visitx.recommendations_addressees import addressee, party_after, who_is_meant
from visitx.recommendations_askers import author, issuer, teller_before, teller_behind, view_holder
from visitx.recommendations_clauses import Clause, read_clause
from visitx.recommendations_endings import trim_end
from visitx.recommendations_items import Item
from visitx.recommendations_lists import heading_of_requests, heading_party, list_start_before
from visitx.recommendations_parties import Party
from visitx.recommendations_phrases import clause_start, phrase_start
from visitx.recommendations_scene import Asking, Quote, Scene
from visitx.recommendations_speech import attribution, hearer, speaker, speaker_at
from visitx.recommendations_subjects import subject_of_sentence

COMMAND = "recommendations.command"
LONGEST_CALL = 10
SHORTEST = 8
SHORTEST_LINE = 14
_STOPS = frozenset({".", "!", "...", "…", ";"})
_MARKS = frozenset('"“«-–—•*')
_OBJECT = frozenset({"DET", "PRON", "NUM", "PREP", "OF", "ADV", "NAME", "NOUN", "ADJ", "CONJ", "PUNCT", "SUB", "VERB"})
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
    lenient = words.lenient.ending(norms, at) is not None
    for here in range(at, min(high, at + NEAR)):
        foretold = lenient and " ".join(norms[here : here + 2]) in words.no_demands
        if norms[here] in words.no_demands or foretold:
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
    if said_by := teller_behind(scene, at):
        return said_by, True
    asked = scene.last_asked(at, list_start_before(scene, at))
    if by := asked.by if asked else _announcer(scene, at):
        return by, False
    return said_above(scene, at)


def said_above(scene: Scene, at: int) -> Said | None:
    """Whose requests the heading above the paragraph names (Our recommendations, What the auditors ask)."""
    heading = heading_of_requests(scene, at)
    by = heading and (heading_party(scene, heading.first) or author(scene) or issuer(scene))
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
        return asking._replace(start=first, form="whole", by=by) if sure else None
    if not kind and not scene.parties.is_party(first, end):
        return None
    to = (first, end)
    if kind == "hearer":
        quote = scene.quote_at(first)
        if quote is None or hearer(scene, quote) is None:
            return None
    elif kind and who_is_meant(scene, first) is None:
        return None
    return asking._replace(start=clause.verb, form="modal", by=by, to=to)


def commands(scene: Scene, quote: Quote) -> Iterator[tuple[Party, Item]]:
    """The imperatives of a quotation whose speaker is known, with who says them."""
    found = [(s, i) for s in _sentences(scene, quote) if (i := _imperative(scene, *s))]
    said_by = speaker(scene, quote) if found else None
    if said_by is None:
        return
    to: str | None = None
    for (first, last), (at, called) in found:
        to = called or _told_to(scene, quote.first, first) or to or hearer(scene, quote) or _told_before(scene, quote)
        yield said_by, Item(at, trim_end(scene, at, last), to)


def _told_before(scene: Scene, quote: Quote) -> str | None:
    """To whom the quotation before in the paragraph is said, which this one goes on with."""
    other = scene.quote_before(quote)
    if other is None or scene.reading.line_index(other.first) != scene.reading.line_index(quote.first):
        return None
    return hearer(scene, other) if attribution(scene, quote) is None else None


def going_on(scene: Scene, last: int, to: str | None) -> Iterator[Item]:
    """The sentences right after what was asked that go on with it by their form (Continue to improve …)."""
    reading = scene.reading
    index = scene.sentence_index(last)
    for first, high in reading.sentences[index + 1 :]:
        if reading.words[first] in _MARKS or first in scene.askings or not _is_imperative(scene, first, high):
            return
        apart = reading.lines[reading.line_index(first)].number - reading.lines[reading.line_index(last)].number
        whole = high - first >= (SHORTEST_LINE if apart else SHORTEST) and reading.words[high - 1] in _STOPS
        if apart > 1 or not whole or scene.quote_at(first) is not None:
            return
        yield Item(first, trim_end(scene, first, high), to)
        last = high - 1


def _told_to(scene: Scene, low: int, first: int) -> str | None:
    """The party before a colon inside the quotation (I say to the engineers: start …)."""
    if scene.reading.words[first - 1] != ":":
        return None
    low = max(low, clause_start(scene, first - 1))
    found = party_after(scene, low, first - 1)
    return addressee(scene, *found) if found else None


def _sentences(scene: Scene, quote: Quote) -> Iterator[tuple[int, int]]:
    first = quote.first
    for at in range(quote.first, quote.last):
        if scene.reading.words[at] in ".!?;…:" or at + 1 == quote.last:
            if at + 1 > first:
                yield first, at + 1
            first = at + 1


def _imperative(scene: Scene, first: int, last: int) -> tuple[int, str | None] | None:
    """Where the imperative of a sentence begins, and whom it calls by name; None where the sentence is none."""
    reading = scene.reading
    start = first
    first = _skip_small(scene, first, last)
    if (reading.words[start][0].isupper() or reading.words[start - 1] == ":") and _is_imperative(scene, first, last):
        polite = scene.words.please.at(reading.norms, start)
        return start if polite and polite.id == "polite" else first, None
    comma = next((at for at in range(first, min(last, first + LONGEST_CALL)) if reading.words[at] == ","), None)
    after = _skip_small(scene, comma + 1, last) if comma is not None else last
    if comma is None or not _is_imperative(scene, after, last) or not scene.parties.is_party(first, comma):
        return None
    start, end = scene.parties.trim(_after_honorific(scene, first, comma), comma)
    return after, reading.text_of(start, end) or None


def _after_honorific(scene: Scene, first: int, last: int) -> int:
    hit = scene.reading.hit_at("honorific", first)
    return hit.last if hit and hit.last < last else first


def _skip_small(scene: Scene, first: int, last: int) -> int:
    """Over *please*, *and*, *but* and marks."""
    reading = scene.reading
    while first < last and (scene.words.please.at(reading.norms, first) or reading.words[first] in ',–—-«“"'):
        hit = scene.words.please.at(reading.norms, first)
        first = hit.last if hit else first + 1
    return first


def _is_imperative(scene: Scene, at: int, last: int) -> bool:
    reading, words = scene.reading, scene.words
    if at >= last:
        return False
    if hit := scene.words.dont.at(reading.norms, at):
        at = hit.last
        while at < last and reading.norms[at] in words.clitics:
            at += 1
        return at < last and _is_command(scene, at, last)
    command = at + 1 < last and _is_command(scene, at, last) and not _has_subject(scene, at, last)
    return command and not scene.words.let_us.at(reading.norms, at)


def _is_command(scene: Scene, at: int, last: int) -> bool:
    reading = scene.reading
    norm = reading.norms[at]
    if not scene.words.is_command(norm) or reading.hit_at("ask-no-demand", at):
        return False
    return at + 1 >= last or scene.tags[at + 1] in _OBJECT


def _has_subject(scene: Scene, at: int, last: int) -> bool:
    """Is the first word a noun after all: does a finite verb follow before any object?"""
    if scene.words.marks_infinitives:
        return False
    tags = scene.tags
    follows = scene.reading.words[at + 1]
    if follows[0] in "'’" or at + 1 in scene.verbs:
        return True
    if tags[at + 1] in ("DET", "PRON", "NUM", "SUB"):
        return False
    clause = read_clause(scene, at, last)
    return clause is not None and (clause.stated or clause.modal)
