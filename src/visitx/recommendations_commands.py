"""Sentences that ask by their form: imperatives in quotations, and sentences that go on with what was asked."""

from __future__ import annotations

from collections.abc import Iterator

from visitx.recommendations_addressees import addressee, party_after
from visitx.recommendations_askers import clause_start
from visitx.recommendations_clauses import read_clause
from visitx.recommendations_endings import trim_end
from visitx.recommendations_items import Item
from visitx.recommendations_parties import Party
from visitx.recommendations_quotes import Quote
from visitx.recommendations_scene import Scene
from visitx.recommendations_speech import attribution, hearer, speaker

COMMAND = "recommendations.command"
LONGEST_CALL = 10
SHORTEST = 8
SHORTEST_LINE = 14
_STOPS = frozenset({".", "!", "...", "…", ";"})
_MARKS = frozenset('"“«-–—•*')
_OBJECT = frozenset({"DET", "PRON", "NUM", "PREP", "OF", "ADV", "NAME", "NOUN", "ADJ", "CONJ", "PUNCT", "SUB", "VERB"})


def commands(scene: Scene, quote: Quote) -> Iterator[tuple[Party, Item]]:
    """The imperatives of a quotation whose speaker is known, with who says them."""
    said_by = speaker(scene, quote)
    if said_by is None:
        return
    to: str | None = None
    for first, last in _sentences(scene, quote):
        found = _imperative(scene, first, last)
        if found is None:
            continue
        at, called = found
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
        apart = reading.lines[reading.line_index(first)].number - reading.lines[reading.line_index(last)].number
        whole = high - first >= (SHORTEST_LINE if apart else SHORTEST) and reading.words[high - 1] in _STOPS
        quoted = reading.words[first] in _MARKS or scene.quote_at(first) is not None
        if apart > 1 or not whole or quoted or first in scene.askings or not _is_imperative(scene, first, high):
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
        polite = reading.hit_at("ask-please", start)
        return start if polite and polite.id == "polite" else first, None
    comma = next((at for at in range(first, min(last, first + LONGEST_CALL)) if reading.words[at] == ","), None)
    if comma is None or not scene.parties.is_party(first, comma):
        return None
    after = _skip_small(scene, comma + 1, last)
    if not _is_imperative(scene, after, last):
        return None
    start, end = scene.parties.trim(_after_honorific(scene, first, comma), comma)
    return after, reading.text_of(start, end) or None


def _after_honorific(scene: Scene, first: int, last: int) -> int:
    hit = scene.reading.hit_at("honorific", first)
    return hit.last if hit and hit.last < last else first


def _skip_small(scene: Scene, first: int, last: int) -> int:
    """Over *please*, *and*, *but* and marks."""
    reading = scene.reading
    while first < last and (reading.hit_at("ask-please", first) or reading.words[first] in ',–—-«“"'):
        hit = reading.hit_at("ask-please", first)
        first = hit.last if hit else first + 1
    return first


def _is_imperative(scene: Scene, at: int, last: int) -> bool:
    reading, words = scene.reading, scene.words
    if at >= last or reading.hit_at("ask-let-us", at):
        return False
    if hit := reading.hit_at("ask-dont", at):
        at = hit.last
        while at < last and reading.norms[at] in words.clitics:
            at += 1
        return at < last and _is_command(scene, at, last)
    return at + 1 < last and _is_command(scene, at, last) and not _has_subject(scene, at, last)


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
    if follows[0] in "'’" or scene.asking_verb(at + 1):
        return True
    if tags[at + 1] in ("DET", "PRON", "NUM"):
        return False
    clause = read_clause(scene, at, last)
    return clause is not None and (clause.stated or clause.modal)
