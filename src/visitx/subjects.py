"""The noun phrase whose value a number gives through a verb: the number of students reached 11,000."""

from __future__ import annotations

from typing import TYPE_CHECKING

from visitx import nounphrases

if TYPE_CHECKING:
    from visitx.pipeline import Reading

Range = tuple[int, int]
_SKIPPED = frozenset({"ADV", "AUX", "PRON"})
_BREAKS = frozenset({";", ":", "(", ")", "–", "—", "«", "“", '"', "”", "»"})


def subject_before(reading: Reading, first: int, number: int, *, verb: bool = True) -> Range | None:
    """The subject of the verb before token `first`; None where no verb leads to the number.

    `verb` False: any noun phrase that begins the clause (taux de consommation au 31 mai : 29 %).
    """
    low, _ = reading.sentence_bounds(max(first - 1, 0))
    at = first
    if verb:
        at = _verb_start(reading, first, low)
        if at == first:
            return None
    if at > low and reading.words[at - 1] == ",":
        return nounphrases.before(reading, at - 1)
    return _clause_subject(reading, at, low)


def _verb_start(reading: Reading, first: int, low: int) -> int:
    """Where the verb group before the number begins; `first` where it holds no verb that gives a value."""
    at, found = first, False
    while at > low:
        hit = reading.hit_ending("value-verb", at)
        link = reading.hit_ending("value-link", at)
        if hit:
            at, found = hit.first, True
        elif link and not found:
            at = link.first
        elif reading.tags[at - 1] in _SKIPPED:
            at -= 1
        else:
            break
    return at if found else first


def _clause_subject(reading: Reading, end: int, low: int) -> Range | None:
    """The first noun phrase of the clause that ends before token `end`."""
    start = end
    while start > low and not _begins_clause(reading, start - 1):
        start -= 1
    while start < end and reading.tags[start] in ("DET", "CONJ", "ADV"):
        start += 1
    if start >= end or reading.tags[start] in ("PRON", "PREP", "VERB", "SUB"):
        return None
    span = nounphrases.after(reading, start, definite=True)
    if span is None or span[1] > end:
        return None
    named = all(reading.tags[at] != "NOUN" for at in range(*span))
    return None if named else span


def _begins_clause(reading: Reading, at: int) -> bool:
    """Does a clause begin after this token?"""
    if reading.words[at] in _BREAKS or reading.words[at] == ",":
        return True
    if reading.tags[at] == "SUB":
        return True
    return reading.tags[at] == "CONJ" and at + 1 < len(reading) and reading.tags[at + 1] in ("DET", "PRON")
