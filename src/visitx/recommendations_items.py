"""Items: what is asked, one by one, with those who are asked where the item itself names them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from visitx.recommendations_addressees import addressee, responsible, who_is_asked
from visitx.recommendations_clauses import NOUN, infinitive_at, read_clause
from visitx.recommendations_endings import pieces, sentence_end, trim_end
from visitx.recommendations_lists import (
    Entry,
    after_mark,
    entries_below,
    entry_of,
    inline_marks,
    is_address,
    is_heading,
    ordinal_marks,
)
from visitx.recommendations_phrases import phrase_end
from visitx.recommendations_scene import Asking, Scene
from visitx.recommendations_verbs import PASSIVE
from visitx.recommendations_words import is_acronym

LONGEST_HEAD = 16
NEAR = 8
Range = tuple[int, int]


class Item(NamedTuple):
    """Tokens `first` to `last` (exclusive) say what is asked; `to` of whom."""

    first: int
    last: int
    to: str | None


def items_from(scene: Scene, start: int, form: str, to: str | None) -> list[Item]:
    """The items of what is asked from token `start` on: one, a list in the sentence, or a list below it."""
    if start >= len(scene.reading) or scene.reading.line_index(start) != scene.reading.line_index(start - 1):
        return items_below(scene, scene.reading.line_index(start - 1), to)
    if form == "whole":
        return [Item(first, last, to) for first, last in pieces(scene, start, sentence_end(scene, start), form)[:1]]
    if scene.reading.words[start] == ":":
        return list_after(scene, start, to, form)
    if after_mark(scene.reading, start) > start:
        return list_after(scene, start - 1, to, form)
    _, high = scene.reading.sentence_bounds(start)
    colon = leading_colon(scene, start, high)
    if colon is not None:
        if form == "clause" and scene.parties.is_party(start, colon):
            to = addressee(scene, start, colon)
        return list_after(scene, colon, to, "any")
    end = sentence_end(scene, start)
    parts = pieces(scene, start, end, form)
    return list(_read_parts(scene, parts, form, to))


def leading_colon(scene: Scene, start: int, high: int) -> int | None:
    """The colon of this sentence that leads a list (the following tasks: …), or None."""
    reading = scene.reading
    for at in range(start, high):
        if reading.words[at] == ":" and (at + 1 == high or _is_list(scene, at + 1)):
            return at
    return None


def _is_list(scene: Scene, first: int) -> bool:
    """Is what follows parted by marks, ordinals or semicolons?"""
    _, line_end = scene.reading.line_bounds(first)
    _, high = scene.reading.sentence_bounds(first)
    if inline_marks(scene.reading, first, line_end) or ordinal_marks(scene.reading, first, line_end):
        return True
    return ";" in scene.reading.words[first:high]


def list_after(scene: Scene, colon: int, to: str | None, form: str = "any") -> list[Item]:
    """The items of the list that a colon leads, in its line or in the lines below."""
    reading = scene.reading
    _, line_end = reading.line_bounds(colon)
    if colon + 1 >= line_end:
        return items_below(scene, reading.line_index(colon), to)
    first = colon + 1
    parts = inline_marks(reading, first, line_end) or ordinal_marks(reading, first, line_end)
    if parts:
        return [i for a, b in parts for i in read_item(scene, a, _part_end(scene, a, b), to, "any")]
    form = "any" if form == "heading" else form
    ranges = pieces(scene, first, sentence_end(scene, first), form)
    if form == "any" and len(ranges) == 1 and _is_enumeration(scene, first):
        return []
    return list(_read_parts(scene, ranges, form, to))


def _is_enumeration(scene: Scene, first: int) -> bool:
    """Do bare nouns follow, which only say what the requests are about (a list of requests: health, roads, …)?"""
    reading = scene.reading
    bare = scene.tags[first] == "NOUN" and not scene.words.is_infinitive(reading.norms[first])
    return bare and reading.words[first + 1 : first + 2] == [","]


def _part_end(scene: Scene, first: int, last: int) -> int:
    """The end of a marked part: its last sentence's where it is the last one of the list."""
    _, high = scene.reading.sentence_bounds(first)
    return trim_end(scene, first, min(last, high))


def _read_parts(scene: Scene, parts: list[Range], form: str, to: str | None) -> Iterator[Item]:
    """The parts of one sentence as items, as long as they go on with what is asked; parts that begin with their verb
    are asked of the party named before."""
    carried = to
    for number, (first, last) in enumerate(parts):
        if number and not _goes_on(scene, first, last, form):
            return
        joined = _skip_joiners(scene, first, last)
        bare = form != "clause" or _starts_verb(scene, joined, last) or infinitive_at(scene, joined + 1, last)
        for item in read_item(scene, first, last, carried if bare else to, form):
            carried = item.to or carried
            yield item


def _goes_on(scene: Scene, first: int, last: int, form: str) -> bool:
    """Does a part after a semicolon go on with the list, and is it no sentence of its own?"""
    reading = scene.reading
    while first < last and scene.tags[first] == "CONJ":
        first += 1
    if first >= last:
        return False
    kind = scene.words.pronouns.get(reading.norms[first])
    if kind and kind != "relative":
        return False
    if form == "infinitive":
        led = first + 1 < last and scene.words.helpers.get(reading.norms[first + 1]) == "not"
        leads = reading.norms[first] in scene.words.to_do and (led or infinitive_at(scene, first + 1, last))
        joined = leads or reading.hit_at("ask-not-to-do", first)
        verb = infinitive_at(scene, first, last) or scene.words.helpers.get(reading.norms[first]) == "not"
        return bool(joined) or verb or _carried(scene, first, last) is not None
    if form in ("clause", "modal") and _is_statement(scene, first, last):
        return False
    return not reading.hit_at("aside", first) or form in ("any", "clause")


def _is_statement(scene: Scene, first: int, last: int) -> bool:
    """Does a part tell what somebody does (…; the Department is reviewing the matter)?"""
    if scene.reading.norms[first] in scene.words.that or _starts_verb(scene, first, last):
        return False
    clause = read_clause(scene, first, last)
    return clause is not None and clause.stated and clause.verb > first


def read_item(scene: Scene, first: int, last: int, to: str | None, form: str) -> Iterator[Item]:
    """One part as an item, or as several where it names other addressees after *and*."""
    first = _skip_joiners(scene, first, last)
    if first >= last:
        return
    if asked := _asked_in_head(scene, first, last):
        yield from items_from(scene, asked.start, asked.form, who_is_asked(scene, asked))
        return
    if head := _addressed_head(scene, first, last):
        yield from read_item(scene, head[1], last, head[0], "any")
        return
    if form == "infinitive" and (carried := _carried(scene, first, last)):
        to, first = carried
    first = _strip_lead(scene, first, last)
    if to is None and form == "noun" and (supporter := _supporter(scene, first, last)):
        to = supporter
    clause = _clause_item(scene, first, last, to, form)
    if clause:
        yield clause
        return
    split = _next_carried(scene, first, last) if form == "infinitive" else None
    if split is None:
        yield Item(first, last, to)
        return
    yield Item(first, trim_end(scene, first, split), to)
    yield from read_item(scene, split, last, to, form)


def _supporter(scene: Scene, first: int, last: int) -> str | None:
    """Whose support is asked for (the support of the Ministry, the Ministry's support)."""
    reading, words = scene.reading, scene.words
    at = next((i for i in range(first, min(last - 1, first + NEAR)) if reading.norms[i] in words.supports), None)
    if at is None:
        return None
    if reading.norms[at - 1] in reading.possessives and scene.parties.is_party(first, at - 1):
        return addressee(scene, first, at - 1)
    end = phrase_end(scene, at + 2, last)
    led = scene.tags[at + 1] == "OF" or reading.norms[at + 1] in words.to_do
    counted = "NUM" in scene.tags[at:end]
    return addressee(scene, at + 2, end) if led and not counted and scene.parties.is_party(at + 2, end) else None


def _starts_verb(scene: Scene, first: int, last: int) -> bool:
    """Does a part begin with its verb, an infinitive or a wish without subject (se coordonne avec …)?"""
    reading, words = scene.reading, scene.words
    at = first + (reading.norms[first] in words.clitics and first + 1 < last)
    wish = reading.norms[at] in words.verbs and at + 1 < last and scene.tags[at + 1] in ("DET", "NUM", "PREP", "OF")
    return infinitive_at(scene, first, last, known=True) or wish


def _asked_in_head(scene: Scene, first: int, last: int) -> Asking | None:
    """The asking that a part begins with (It is suggested that …; Parliament is asked to …; requests the town to …)."""
    for at in range(first, min(last, first + LONGEST_HEAD)):
        asking = scene.askings.get(at)
        if asking and asking.form != "modal" and asking.start > at and (asking.group.voice == PASSIVE or at == first):
            return asking
    return None


def _skip_joiners(scene: Scene, first: int, last: int) -> int:
    reading = scene.reading
    while first < last and (scene.tags[first] == "CONJ" or reading.words[first] in ',;:«“"-–—'):
        first += 1
    return first


def _addressed_head(scene: Scene, first: int, last: int) -> tuple[str | None, int] | None:
    """`To the Ministry: do …`, `The Ministry (should): do …`: the addressee and where the rest begins."""
    reading = scene.reading
    colon = _colon(scene, first, last)
    if colon is None:
        return None
    hit = scene.words.toward.at(reading.norms, first)
    start = hit.last if hit and hit.last < colon else first
    modal = reading.hit_ending("ask-modal", colon)
    end = modal.first if modal and modal.first > start else colon
    named = any(scene.tags[at] in ("AUX", "SUB") and not is_acronym(reading.words[at]) for at in range(start, end))
    if named or not scene.parties.is_party(start, end):
        return None
    return addressee(scene, start, end), colon + 1


def _colon(scene: Scene, first: int, last: int) -> int | None:
    """The colon behind the head of a part; the end of a line that is nothing but an address stands for it."""
    near = scene.reading.words[first : min(last - 1, first + LONGEST_HEAD)]
    if ":" in near:
        return first + near.index(":")
    entry = entry_of(scene, scene.reading.line_index(first))
    return last - 1 if (first, last - 1) == entry[:2] and is_address(scene, entry) else None


def _carried(scene: Scene, first: int, last: int) -> tuple[str | None, int] | None:
    """`the Ministry of Health to screen …`: another addressee for the verb that is carried on."""
    reading = scene.reading
    hit = scene.words.toward.at(reading.norms, first)
    start = hit.last if hit else first
    if start >= last or scene.tags[start] not in NOUN:
        return None
    if hit is None and infinitive_at(scene, start, last) and scene.tags[start] != "NAME":
        return None
    for at in range(start + 1, min(last - 1, start + LONGEST_HEAD)):
        if scene.tags[at] in ("VERB", "AUX", "SUB", "PRON", "CONJ") or reading.words[at] in ",;:":
            if scene.tags[at] != "CONJ":
                return None
            continue
        if (
            reading.norms[at] in scene.words.to_do
            and infinitive_at(scene, at + 1, last)
            and scene.parties.is_party(start, at)
        ):
            return addressee(scene, start, at), at + 1
    return None


def _next_carried(scene: Scene, first: int, last: int) -> int | None:
    """Where, after a comma or *and*, the sentence asks something of another party with the same verb."""
    reading = scene.reading
    for at in range(first + 1, last - 3):
        if reading.words[at] != "," and scene.tags[at] != "CONJ":
            continue
        start = _skip_joiners(scene, at, last)
        if scene.tags[start - 1] in ("CONJ", "PUNCT") and start < last and _carried(scene, start, last):
            return at
    return None


def _strip_lead(scene: Scene, first: int, last: int) -> int:
    """Without *to*, *de*, *that* before what is asked."""
    reading = scene.reading
    for _ in range(2):
        if reading.norms[first] in scene.words.to_do and infinitive_at(scene, first + 1, last):
            first += 1
        if reading.norms[first] in scene.words.that and first + 1 < last:
            first += 1
        while first < last and reading.words[first] in '«“"':
            first += 1
    return first


def _clause_item(scene: Scene, first: int, last: int, to: str | None, form: str) -> Item | None:
    """A clause as an item: the predicate where its subject can act, else the whole clause; None for no clause."""
    reading, words = scene.reading, scene.words
    if form not in ("clause", "any") or _starts_verb(scene, first, last):
        return None
    clause = read_clause(scene, first, last)
    if clause is None or (clause.stated and form == "any"):
        return None
    anyone = reading.norms[first] in words.possessives or reading.norms[first] in words.indefinites
    if clause.passive or clause.verb <= first or anyone:
        return Item(first, last, to)
    if clause.end == first + 1 and (reading.norms[first] in words.asked or reading.norms[first] in words.pronouns):
        return Item(clause.verb, last, to)
    if scene.tags[first] != "ADV" and scene.parties.is_party(first, clause.end):
        return Item(clause.verb, last, addressee(scene, first, clause.end))
    return Item(first, last, to)


def items_below(scene: Scene, index: int, to: str | None) -> list[Item]:
    """The items of the list in the lines below a line."""
    found: list[Item] = []
    general, shape, nested = to, "", False
    for entry in entries_below(scene, index):
        if is_heading(scene, entry):
            head = _addressed_head(scene, entry.first, entry.last + 1)
            general = head[0] if head else general
            nested = head is None and bool(found)
            continue
        if nested and found and entry.shape != shape:
            found[-1] = found[-1]._replace(last=trim_end(scene, found[-1].first, entry.last))
            continue
        shape, nested = entry.shape, False
        found.extend(_entry_items(scene, entry, general))
    return found


def _entry_items(scene: Scene, entry: Entry, to: str | None) -> list[Item]:
    last = trim_end(scene, entry.first, entry.last)
    if named := responsible(scene, entry.first, last):
        to, last = named[0], trim_end(scene, entry.first, named[1])
    return list(read_item(scene, entry.first, last, to, "any"))
