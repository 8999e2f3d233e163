"""What a number gives the value of through a verb: the number of students reached 11,000."""

from __future__ import annotations

from typing import TYPE_CHECKING

from visitx import nounphrases
from visitx.nounphrases import Range
from visitx.nounphrases_before import phrase_before

if TYPE_CHECKING:
    from visitx.reading import Reading

_SKIPPED = frozenset({"ADV", "AUX", "PRON"})
_BREAKS = frozenset({";", ":", "(", "«", "“", '"', "”", "»", ",", "|", "•", "*"})
_DASHES = frozenset({"-", "–", "—", "---", "--"})
_INSERTED = 5  # tokens of an insertion between commas (a-t-elle indiqué)
_FAR = 12  # tokens between a verb and the number its object takes
_WORDS = frozenset({"NOUN", "NAME", "ADJ"})


def subject_before(reading: Reading, first: int, last: int, *, age: bool = False) -> Range | None:
    """What the verb before a number (tokens `first` to `last`) gives the value of; None where no such verb stands.

    `age`: the number is one of years, which a verb of having tells in some languages.
    """
    low, _ = reading.sentence_bounds(max(first - 1, 0))
    at, participle = _verb_start(reading, first, low, age)
    if at == first:
        return _object_before(reading, first, low)
    if at == low:
        return after_comma(reading, last) if participle else None
    if reading.words[at - 1] == ",":
        opening = None if participle else _before_insertion(reading, at - 1, low)
        return opening or _told_of(reading, at) or clause_subject(reading, at)
    if participle and reading.tags[at - 1] in _WORDS:
        return phrase_before(reading, at)
    led = reading.tags[at - 1] in ("OF", "PREP") and not reading.term_at("carry-pronoun", at - 1)
    if led:  # proposes to raise: who proposes is not what is raised
        return _object_before(reading, first, low) or _told_to(reading, at - 1, low)
    return clause_subject(reading, at) or _object_before(reading, first, low)


def _told_to(reading: Reading, infinitive: int, low: int) -> Range | None:
    """What is expected to do what the infinitive says (scientists expect the sea to rise by 0.6 m)."""
    span = phrase_before(reading, infinitive) if infinitive > low + 1 else None
    start = span[0] - 1 if span and reading.tags[span[0] - 1] == "DET" else 0
    return span if start > low and reading.tags[start - 1] == "VERB" else None


def _told_of(reading: Reading, at: int) -> Range | None:
    """The noun phrase before the comma that ends before token `at`, but not the place or time that opens a clause with
    a pronoun of its own (dans ce quartier, ils sont 130; but: as for the aid, it is …)."""
    span = _bearer(reading, at - 1)
    start = span[0] if span else 0
    while start and reading.tags[start - 1] in ("DET", "ADJ"):
        start -= 1
    placed = start and reading.tags[start - 1] in ("PREP", "OF") and not reading.term_ending("topic", start)
    return None if placed and reading.tags[at] == "PRON" else span


def _before_insertion(reading: Reading, comma: int, low: int) -> Range | None:
    """The noun phrase that opens the sentence before its first comma (the project, funded by …, is complete)."""
    first = next((at for at in range(low, comma) if reading.words[at] == ","), None)
    span = phrase_before(reading, first) if first and first > low else None
    if span is None:
        return None
    start = span[0] - 1 if span[0] and reading.tags[span[0] - 1] == "DET" else span[0]
    return span if start == low and nounphrases.has_common_noun(reading, span) else None


def _verb_start(reading: Reading, first: int, low: int, age: bool) -> tuple[int, bool]:
    """Where the verb group before the number begins, `first` where it holds no verb that gives a value; and whether
    it begins with a participle."""
    at, found, participle = first, False, False
    while at > low:
        hit = reading.term_ending("value-verb", at) or reading.term_ending("change-word", at)
        if age and hit is None:
            hit = reading.term_ending("age-verb", at)
        link = reading.term_ending("value-link", at)
        if hit and hit.id == "agent":
            break
        if hit and (not found or reading.tags[at - 1] in ("VERB", "AUX")):
            at, found, participle = hit.first, True, hit.id == "participle"
        elif (link and not found) or (found and _is_led(reading, at)):
            at = link.first if link else at - 1
        elif reading.words[at - 1] == "," and not found and (before := _past_insertion(reading, at - 1, low)):
            at = before
        elif reading.tags[at - 1] in _SKIPPED:
            participle = participle and reading.tags[at - 1] == "ADV"
            at -= 1
        else:
            break
    return (at, participle) if found else (first, False)


def _is_led(reading: Reading, at: int) -> bool:
    """Is an infinitive led to by a verb that gives a value too (is projected to reach 5 %)?"""
    infinitive = reading.norms[at - 1] in reading.grammar.infinitives
    return infinitive and reading.term_ending("value-verb", at - 1) is not None


def _past_insertion(reading: Reading, comma: int, low: int) -> int:
    """The comma before some words between commas that follow a verb (varie, a-t-elle indiqué, de 45 à 88 %), else 0."""
    for at in range(comma - 1, max(low, comma - _INSERTED) - 1, -1):
        if reading.words[at] == ",":
            follows = reading.term_ending("value-verb", at) or reading.term_ending("change-word", at)
            return at if follows else 0
    return 0


def _object_before(reading: Reading, first: int, low: int) -> Range | None:
    """What a verb changes by the number, or sets at it: cut leaks by 6 points, puts the needs at $212 million."""
    at, lasting = first, False
    while at > low and (link := reading.term_ending("value-link", at)):
        at, lasting = link.first, link.id == "for"
    if at == first or (lasting and reading.term_ending("value-verb", at) is None):  # keep spare parts for two years
        return None
    for verb in range(at - 1, max(low, at - _FAR) - 1, -1):
        if reading.words[verb] in _BREAKS or reading.tags[verb] == "SUB":
            return None
        if reading.term_at("value-verb", verb) or reading.term_at("change-word", verb):
            start = verb + 1
            while start < at and reading.tags[start] == "DET":
                start += 1
            return nounphrases.after(reading, start, definite=True, end=at) if start < at else None
    return None


def after_comma(reading: Reading, last: int) -> Range | None:
    """What stands after the comma that ends an opening participle (estimated at 310 million, the programme …)."""
    if last + 2 >= len(reading) or reading.words[last] != ",":
        return None
    start = last + 2 if reading.tags[last + 1] == "DET" else last + 1
    return nounphrases.after(reading, start, definite=True)


def clause_subject(reading: Reading, end: int) -> Range | None:
    """The first noun phrase of the clause that ends before token `end`; after *which*, what it stands for."""
    low, _ = reading.sentence_bounds(max(end - 1, 0))
    start = _clause_start(reading, end, low)
    if start > low + 1 and reading.tags[start - 1] == "SUB" and not _has_noun(reading, start, end):
        before = start - 1
        while before > low and (reading.words[before - 1] == "," or reading.tags[before - 1] == "PREP"):
            before -= 1
        return _bearer(reading, before)
    if start < end and reading.tags[start] == "PREP":
        start = _past_opening(reading, start, end)
    while start < end and reading.tags[start] in ("DET", "CONJ", "ADV"):
        start += 1
    start = _past_number(reading, start)
    if start >= end or reading.tags[start] in ("PRON", "PREP", "SUB"):
        return None
    return _unpossessed(reading, start, end)


def _bearer(reading: Reading, end: int) -> Range | None:
    """The phrase before token `end`, and where that ends in a number of something, what has so many of it (un hôpital
    de 212 lits, qui …)."""
    span = phrase_before(reading, end)
    numeral = reading.numeral_ending(span[0]) if span else None
    if numeral is None or numeral.first < 2 or reading.tags[numeral.first - 1] != "OF":
        return span
    return phrase_before(reading, numeral.first - 1) or span


def _past_number(reading: Reading, start: int) -> int:
    """Past a number and its unit, which stand before a noun (the 74 km drive)."""
    numeral = reading.numeral_at(start) if start < len(reading) else None
    if numeral is None:
        return start
    unit = reading.term_at("unit", numeral.last) or reading.term_at("unit-name", numeral.last)
    return unit.last if unit else numeral.last


def _is_unit(reading: Reading, at: int) -> bool:
    return any(reading.term_at(name, at) for name in ("unit", "unit-name", "time-unit", "percent", "currency-name"))


def _past_opening(reading: Reading, start: int, end: int) -> int:
    """Past a preposition and what belongs to it, to what follows (between 2023 and 2025 anaemia fell)."""
    for at in range(start + 2, end):
        before = reading.tags[at - 1]
        if reading.tags[at] == "DET" and before in ("NAME", "NUM", "NOUN"):
            return at
        if reading.tags[at] in ("NOUN", "ADJ") and before == "NUM" and not _is_unit(reading, at):
            return at
    return start


def _has_noun(reading: Reading, start: int, end: int) -> bool:
    return any(reading.tags[at] in ("NOUN", "NAME", "PRON") for at in range(start, end))


def _clause_start(reading: Reading, end: int, low: int) -> int:
    """Where the clause before token `end` begins; brackets, and one word between commas, belong to it."""
    start = end
    while start > low:
        word = reading.words[start - 1]
        if word == ")":
            opening = next((at for at in range(start - 2, low - 1, -1) if reading.words[at] == "("), None)
            if opening is not None:
                start = opening
                continue
        if word == "," and start - 3 > low and reading.words[start - 3] == ",":
            start -= 3
            continue
        if _begins_clause(reading, start - 1):
            break
        start -= 1
    return start


def _unpossessed(reading: Reading, start: int, end: int) -> Range | None:
    """The noun phrase at `start`, behind whom it belongs to (Fladda's population → population)."""
    clitics = reading.grammar.clitics
    possessive = next((at for at in range(start, end) if reading.norms[at] in clitics), None)
    if possessive is not None and possessive - start <= 3:
        start = possessive + 1
    span = nounphrases.after(reading, start, definite=True, end=end) if start < end else None
    if span and any(reading.term_at("base-noun", at) for at in range(*span)):  # GDP fell
        return span
    return span if span and nounphrases.has_common_noun(reading, span) else None


def _begins_clause(reading: Reading, at: int) -> bool:
    """Does a clause begin after this token?"""
    if reading.words[at] in _BREAKS or reading.tags[at] == "SUB":
        return True
    if reading.words[at] in _DASHES:
        return at == 0 or reading.end(at - 1) < reading.starts[at]
    return reading.tags[at] == "CONJ" and at + 1 < len(reading) and reading.tags[at + 1] in ("DET", "PRON")
