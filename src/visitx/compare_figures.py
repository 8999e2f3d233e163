"""Figures: another value, unit or qualifier for what is counted, and counts that one side does not state."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from rapidfuzz.distance import Indel

from visitx.compare_align import Pair, assign
from visitx.compare_findings import Finding, changed, missing_left, missing_right
from visitx.compare_glossary import are_alike, fold
from visitx.compare_ground import Ground
from visitx.compare_keys import figure_key
from visitx.record import Figure, Number

SECTION = "figures"
LEAST = 0.35  # support that two values must have to be one statement
CLOSE = 60  # characters between two numbers of one statement
BESIDE = 0.3  # how near to its landmarks a number stands that was not read as a figure


def figure_findings(ground: Ground) -> Iterator[Finding]:
    """What the two versions count differently."""
    left, right = (record.figures for record in ground.records)
    pairs = _pairs(left, right, ground)
    for i, j in pairs:
        yield from _differences(left[i], right[j], ground)
    for i in sorted(set(range(len(left))) - {i for i, _ in pairs}):
        if not _is_explained(left[i], right, ground, 1):
            yield missing_right(SECTION, left[i].value, left[i])
    for j in sorted(set(range(len(right))) - {j for _, j in pairs}):
        if not _is_explained(right[j], left, ground, 0):
            yield missing_left(SECTION, right[j].value, right[j])


def _pairs(left: Sequence[Figure], right: Sequence[Figure], ground: Ground) -> list[Pair]:
    """Who belongs to whom: what both state once and with nothing against it, the rest by the cheapest assignment."""
    keys = [[figure_key(f) for f in side] for side in (left, right)]
    counts = [Counter(side) for side in keys]
    at = {key: j for j, key in enumerate(keys[1])}
    sure = [
        (i, at[key])
        for i, key in enumerate(keys[0])
        if counts[0][key] == counts[1][key] == 1 and not _is_doubtful(left[i], right[at[key]], ground)
    ]
    taken = {i for i, _ in sure}, {j for _, j in sure}
    costs = {
        (i, j): cost
        for i, a in enumerate(left)
        if i not in taken[0]
        for j, b in enumerate(right)
        if j not in taken[1] and (cost := _cost(a, b, ground)) < 1
    }
    return sure + assign(costs)


def _is_doubtful(a: Figure, b: Figure, ground: Ground) -> bool:
    """The same value of something else among other landmarks may be there by chance."""
    return ground.like(a.label, b.label) == 0.0 and ground.near(a, b, (SECTION, figure_key(a))) == 0.0


def _cost(a: Figure, b: Figure, ground: Ground) -> float:
    """What it costs to hold two figures for one statement: nearly nothing for equal ones, more the less they share."""
    same = figure_key(a) == figure_key(b)
    near = ground.near(a, b, (SECTION, figure_key(a)) if same else None)
    like = ground.like(a.label, b.label)
    known = 0.4 if like is None else like
    if same:
        return 0.35 - 0.2 * near - 0.15 * known + 0.05 * ground.apart(a, b)
    if a.value == b.value and (a.kind == b.kind or known > 0.4 or near > 0.5):
        return 0.75 - 0.35 * near - 0.2 * known
    if a.kind != b.kind or a.unit != b.unit or _stands_unread(a, b, ground, 0) or _stands_unread(b, a, ground, 1):
        return 1.0
    support = 0.55 * near + 0.3 * known + 0.15 * _look_alike(a.value, b.value)
    return 1.0 if support < LEAST or (like == 0.0 and near < 0.6) else 1.0 - 0.6 * support


def _stands_unread(figure: Figure, other: Figure, ground: Ground, side: int) -> bool:
    """Does the number of a figure stand right beside another one of the other side, where it was not read as one?"""
    there = ground.evidence.unread(figure.value, 1 - side)
    return any(abs(at - other.start) <= CLOSE and at != other.start for at in there)


def _look_alike(a: Number, b: Number) -> float:
    """Do two numbers share their digits, as slips of the pen and slips of magnitude do?"""
    digits = [f"{abs(n):.10g}".replace(".", "").strip("0") for n in (a, b)]
    return 1.0 if digits[0] == digits[1] else Indel.normalized_similarity(*("".join(sorted(d)) for d in digits))


def _differences(a: Figure, b: Figure, ground: Ground) -> Iterator[Finding]:
    """What two figures of one statement say differently; of kind and unit only the one that matters.

    A bare count against something measured is none: the unit stands elsewhere, or could not be read.
    """
    if figure_key(a) != figure_key(b):
        if a.kind != b.kind and ("count" not in (a.kind, b.kind) or "percent" in (a.kind, b.kind)):
            yield changed(SECTION, "kind", (a.kind, b.kind), a, b)
        for field in ("value", "max", "of", "unit"):
            values = (getattr(a, field), getattr(b, field))
            if values[0] == values[1] or (field == "unit" and _is_one_unit(a, b)):
                continue
            if field == "of" and _is_apart(values, ground):
                continue
            if field == "unit" or not any(ground.evidence.number(value, side) for side, value in enumerate(values)):
                yield changed(SECTION, field, values, a, b)
    if a.qualifier != b.qualifier and not _is_qualified_alike(a, b, ground):
        yield changed(SECTION, "qualifier", (a.qualifier, b.qualifier), a, b)


def _is_apart(values: tuple[Number | None, Number | None], ground: Ground) -> bool:
    """Is the denominator of one side a figure of its own on the other (41/78, 41 des 78)?"""
    if None not in values:
        return False
    others = ground.records[1 if values[1] is None else 0].figures
    return any(f.value in values for f in others)


def _is_one_unit(a: Figure, b: Figure) -> bool:
    """May the unit be the same, one side having told it elsewhere or not having been read?"""
    if a.kind != b.kind or a.unit is None or b.unit is None:
        return True
    return are_alike({a.unit}, {b.unit}, "unit-alike")


def _is_qualified_alike(a: Figure, b: Figure, ground: Ground) -> bool:
    """Does a word for the qualifier of one figure stand by the other as well, and was not read there?"""
    return ground.evidence.qualifier(a.qualifier, b, 1) or ground.evidence.qualifier(b.qualifier, a, 0)


def _is_explained(figure: Figure, others: Sequence[Figure], ground: Ground, side: int) -> bool:
    """Does the other side state this all the same: once for twice, as the total of a fraction, in a request's words?"""
    if (figure.value == 1 and figure.max is None) or _is_in_a_word(figure, ground, side):
        return True
    mine = ground.records[1 - side]
    same = [o for o in others if figure_key(o) == figure_key(figure)]
    if ground.is_addition(figure, 1 - side) and any(_is_repeated(figure, o, ground, side) for o in same):
        return True
    listed = {figure_key(f) for f in mine.figures}
    if any(figure.value in (o.of, o.max) for o in others if o.kind == figure.kind and figure_key(o) not in listed):
        return True
    if any(ground.near_at(figure.start, at, 1 - side) >= BESIDE for at in ground.evidence.unread(figure.value, side)):
        return True
    return ground.evidence.number(figure.value, 1 - side) or ground.asked(figure, 1 - side)


def _is_in_a_word(figure: Figure, ground: Ground, side: int) -> bool:
    """Do the number and its noun mean what the other side says in a word that is no number (deux fois, twice)?"""
    passages, noun = ground.passages[side], fold(figure.label or "").partition(" ")[0]
    if passages is None or not noun:
        return False
    pair = f"{fold(figure.text).rpartition(' ')[2]} {noun}"
    whole = [w for w in ground.meanings(1 - side, pair) if w.word == pair]
    return bool(whole) and passages.best(whole, {})[0] > 0


def _is_repeated(figure: Figure, other: Figure, ground: Ground, side: int) -> bool:
    labels = (figure.label, other.label) if side else (other.label, figure.label)
    like = ground.like(*labels)
    return like is None or like >= 0.4 or (figure.kind != "count" and like > 0)
