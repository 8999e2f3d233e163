"""Documents: another number or date, and documents that one side does not cite."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rapidfuzz.distance import Indel

from visitx.compare_align import Pair, assign
from visitx.compare_findings import Finding, changed, missing_left, missing_right
from visitx.compare_ground import Ground
from visitx.compare_keys import document_key
from visitx.record import Reference

SECTION = "references"
TITLE = 0.4  # the part of a title's words that some passage has at least where it is named there
LEAST = 0.35  # support that two numbers must have to be one document's


def document_findings(ground: Ground) -> Iterator[Finding]:
    """What the two versions cite differently."""
    left, right = (record.references for record in ground.records)
    pairs = _pairs(left, right, ground)
    for i, j in pairs:
        yield from _differences(left[i], right[j], ground)
    rest_left = [a for i, a in enumerate(left) if all(i != p for p, _ in pairs)]
    rest_right = [b for j, b in enumerate(right) if all(j != p for _, p in pairs)]
    for a in rest_left:
        if not _may_be_among(a, rest_right) and not _stands_there(a, ground, 0):
            yield missing_right(SECTION, a.number or a.title, a)
    for b in rest_right:
        if not _may_be_among(b, rest_left) and not _stands_there(b, ground, 1):
            yield missing_left(SECTION, b.number or b.title, b)


def _pairs(left: Sequence[Reference], right: Sequence[Reference], ground: Ground) -> list[Pair]:
    costs = {(i, j): cost for i, a in enumerate(left) for j, b in enumerate(right) if (cost := _cost(a, b, ground)) < 1}
    return assign(costs)


def _cost(a: Reference, b: Reference, ground: Ground) -> float:
    """Nothing for one number; for two numbers, or for names, more the less kind, wording and landmarks agree."""
    if a.number and b.number and document_key(a) == document_key(b):
        return 0.0 if a.kind == b.kind else 0.1
    near = ground.near(a, b)
    if a.number and b.number:
        spelling = Indel.normalized_similarity(document_key(a), document_key(b))
        support = 0.5 * near + 0.4 * spelling + 0.1 * (a.kind == b.kind)
        return 1.0 if support < LEAST or spelling < 0.3 else 1.0 - 0.6 * support
    like = ground.like(a.title, b.title) or 0.0
    if a.kind != b.kind and like < 0.5:
        return 1.0
    return 0.9 - 0.4 * near - 0.4 * like - (0.1 if a.date and a.date == b.date else 0)


def _differences(a: Reference, b: Reference, ground: Ground) -> Iterator[Finding]:
    """The number; and the date where it is not among the dates, which tell of it themselves."""
    misread = ground.evidence.document(a.number, 0) or ground.evidence.document(b.number, 1)
    if a.number and b.number and document_key(a) != document_key(b) and not misread:
        yield changed(SECTION, "number", (a.number, b.number), a, b)
    listed = [{d.value for d in record.dates} for record in ground.records]
    if a.date and b.date and a.date != b.date and not (a.date in listed[0] and b.date in listed[1]):
        yield changed(SECTION, "date", (a.date, b.date), a, b)


def _stands_there(document: Reference, ground: Ground, side: int) -> bool:
    """Do the other article's words have the number, or most of what the title says in one passage?"""
    if document.number:
        return ground.evidence.document(document.number, side)
    passages = ground.passages[1 - side]
    if passages is None:
        return False
    said, asked = passages.best(ground.meanings(side, document.title), {})
    return said >= TITLE * asked


def _may_be_among(document: Reference, others: Sequence[Reference]) -> bool:
    """Is there one without counterpart that may be this: with more or less of the number, or of its kind by name?"""
    if not document.number:
        return any(o.kind == document.kind for o in others)
    return any(_is_part(document, o) if o.number else o.kind == document.kind for o in others)


def _is_part(a: Reference, b: Reference) -> bool:
    first, second = document_key(a), document_key(b)
    return first.startswith(second) or second.startswith(first)
