"""Requests: which is missing, who asks, who is asked, and bodies or numbers in their words that differ."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence

from visitx.compare_align import Pair, assign
from visitx.compare_bodies import Verdict, are_told_apart, other_body_inside, same_body
from visitx.compare_counterparts import Matched, is_told_with_another, stands_in_place
from visitx.compare_findings import Finding, Placed, changed, missing_left, missing_right
from visitx.compare_glossary import Meaning, mean_the_same
from visitx.compare_ground import Ground, loose_numbers
from visitx.compare_keys import document_key, figure_key, same_name
from visitx.compare_wording import Passages
from visitx.record import Recommendation

SECTION = "recommendations"
FEW_WORDS = 0.1  # likeness below which two requests share no words to speak of
ALIKE = 0.15  # likeness below which it is not sure enough that two requests are one, to say that another asks it
NOISE, NOISE_PART = 25, 0.05  # characters by which a passage may be shorter in translation, beside a part of it
SAID = 0.5  # below this a request is left out: the part of it that some passage says, and the part of its room
LACKING = 0.15  # how much more of it may be said where a number or a date in it is not
ROOM = 0.2  # what room counts beside words
FEW, HALF = 2, 0.5  # the weight of words that is too little to tell, and the part of it that counts as said
BESIDE = 600  # characters before a request, or before the list it stands in, that name who asks
BEFORE = 1500  # characters before a request within which the one who asks is named, be it above a long list


def request_findings(ground: Ground) -> Iterator[Finding]:
    """What the two versions ask differently."""
    left, right = (record.recommendations for record in ground.records)
    pairs = assign(_costs(left, right, ground))
    for i, j in pairs:
        yield from _differences(left[i], right[j], ground)
    matched = [(left[i], right[j]) for i, j in pairs]
    alone_left = [left[i] for i in sorted(set(range(len(left))) - {i for i, _ in pairs})]
    alone_right = [right[j] for j in sorted(set(range(len(right))) - {j for _, j in pairs})]
    for request in alone_left:
        if _is_left_out(request, alone_right, matched, ground, 0):
            yield missing_right(SECTION, request.text, request)
    mirrored = [(b, a) for a, b in matched]
    for request in alone_right:
        if _is_left_out(request, alone_left, mirrored, ground, 1):
            yield missing_left(SECTION, request.text, request)


def _costs(left: Sequence[Recommendation], right: Sequence[Recommendation], ground: Ground) -> dict[Pair, float]:
    inside = [[_landmarks_in(r, ground, side) for r in rs] for side, rs in enumerate((left, right))]
    return {
        (i, j): _cost(a, b, ground, (inside[0][i], inside[1][j]), abs(_rank(i, left) - _rank(j, right)))
        for i, a in enumerate(left)
        for j, b in enumerate(right)
    }


def _rank(at: int, items: Sequence[Recommendation]) -> float:
    return at / max(len(items) - 1, 1)


def _cost(
    a: Recommendation,
    b: Recommendation,
    ground: Ground,
    inside: tuple[frozenset[Hashable], frozenset[Hashable]],
    apart: float,
) -> float:
    """Less the more the words mean the same, what is counted and cited inside, who asks whom, and where it stands."""
    near = ground.near(a, b)
    words = ground.like(a.text, b.text) or 0.0
    counted = len(inside[0] & inside[1]) / max(len(inside[0] | inside[1]), 1)
    support = 0.3 * near + 0.55 * words + 0.25 * counted + 0.12 * (1 - 2 * apart)
    if words < FEW_WORDS and not counted:
        support -= 0.3
    if support > 0.15:  # to less no persons could add enough
        support += 0.1 * (_points(same_body(a.by, b.by, ground)) + _points(same_body(a.to, b.to, ground)))
    return 1.35 - support


def _points(verdict: Verdict) -> int:
    return {Verdict.SAME: 1, Verdict.UNKNOWN: 0, Verdict.DIFFERENT: -1}[verdict]


def _landmarks_in(request: Recommendation, ground: Ground, side: int) -> frozenset[Hashable]:
    """The figures, dates and documents that stand inside a request."""
    record = ground.records[side]
    placed: list[tuple[Hashable, Placed]] = [(figure_key(f), f) for f in record.figures]
    placed += [(d.value, d) for d in record.dates]
    placed += [(document_key(d), d) for d in record.references]
    return frozenset(key for key, item in placed if request.start <= item.start < request.end)


def _differences(a: Recommendation, b: Recommendation, ground: Ground) -> Iterator[Finding]:
    alike = (ground.like(a.text, b.text) or 0.0) >= ALIKE
    for field in ("by", "to") if alike else ():
        values = (getattr(a, field), getattr(b, field))
        verdict = same_body(*values, ground)
        apart = field == "to" and verdict is Verdict.UNKNOWN and are_told_apart(*values, ground)
        differ = (apart or verdict is Verdict.DIFFERENT) and not _named_there(values, a, b, ground)
        if differ and (field != "by" or (_speaks(values[0], a, ground, 0) and _speaks(values[1], b, ground, 1))):
            yield changed(SECTION, field, values, a, b)
    if other_body_inside(a.text, b.text, ground) or _other_number(a, b, ground):
        yield changed(SECTION, "text", (a.text, b.text), a, b)


def _speaks(name: str, request: Recommendation, ground: Ground, side: int) -> bool:
    """Is who asks named beside the request, and not made out from far above? Of bodies only the name is known."""
    people = [o for o in ground.records[side].officials if same_name(o.name, name)]
    mentions = [m for o in people for m in o.mentions]
    return not people or any(m.line == request.line or 0 <= request.start - m.start <= BESIDE for m in mentions)


def _named_there(values: tuple[str, str], a: Recommendation, b: Recommendation, ground: Ground) -> bool:
    """Does the other side name the same body or person too, in the words of the request or right before them?

    Then who asks whom is told in another order there, and one side may have been misread; but not where each version
    has another person in the paragraph of the request.
    """
    in_line = [[_is_in_line(name, request, ground, side) for side, request in enumerate((a, b))] for name in values]
    if in_line == [[True, False], [False, True]]:
        return False
    for name, request, side in ((values[0], b, 1), (values[1], a, 0)):
        words = ground.meanings(1 - side, name)
        inside = ground.meanings(side, request.text)
        if words and all(any(mean_the_same(word, other) for other in inside) for word in words):
            return True
        if _is_near(name, request, ground, side):
            return True
    return False


def _is_in_line(name: str, request: Recommendation, ground: Ground, side: int) -> bool:
    """Is a person of that name mentioned in the paragraph of a request?"""
    people = (o for o in ground.records[side].officials if same_name(o.name, name))
    return any(m.line == request.line for o in people for m in o.mentions)


def _is_near(name: str, request: Recommendation, ground: Ground, side: int) -> bool:
    """Is a person of that name mentioned shortly before a request?"""
    people = (o for o in ground.records[side].officials if same_name(o.name, name))
    return any(0 <= request.start - m.start <= BEFORE for o in people for m in o.mentions)


def _other_number(a: Recommendation, b: Recommendation, ground: Ground) -> bool:
    """Do the texts hold numbers that are listed nowhere else, one on either side, and not the same?"""
    loose = [loose_numbers(request, record) for request, record in zip((a, b), ground.records, strict=True)]
    only = loose[0] - loose[1], loose[1] - loose[0]
    return len(only[0]) == len(only[1]) == 1 and len(loose[0]) == len(loose[1])


def _is_left_out(
    request: Recommendation, alone: Sequence[Recommendation], pairs: Sequence[Matched], ground: Ground, side: int
) -> bool:
    """Does the other side lack what the request says, and the room for it?

    Where it does not, the request may stand there and only not have been read. `alone`: requests of the other side
    that have no counterpart either.
    """
    if stands_in_place(request, alone, pairs, ground, side):
        return False
    if is_told_with_another(request, pairs, _scale(pairs), ground, side):
        return False
    if (passages := ground.passages[1 - side]) is not None:
        said = _part_said(request, pairs, passages, ground, side)
        unsaid = LACKING if _unsaid_inside(request, ground, side) else 0
        return said + ROOM * (1 - _part_lacking(request, pairs, ground, side)) < SAID + unsaid
    inside = _landmarks_in(request, ground, side)
    lacking = [key for key in inside if ground.stated[side][key] > ground.stated[1 - side][key]]
    if inside and len(lacking) in (0, len(inside)):
        return bool(lacking)
    gaps = _gaps(request, pairs, ground, side)
    return gaps is not None and gaps[0] - gaps[1] > max(0.6 * _length(request, pairs), 2 * NOISE_PART * gaps[0] + NOISE)


def _unsaid_inside(request: Recommendation, ground: Ground, side: int) -> bool:
    """Does a request hold a number or a date that the other article does not say as often?"""
    record = ground.records[side]
    figures = [f for f in record.figures if request.start <= f.start < request.end]
    dates = [d for d in record.dates if request.start <= d.start < request.end]
    return any(not ground.evidence.number(f.value, side) for f in figures) or any(
        not ground.evidence.date(d, side) for d in dates
    )


def _part_said(
    request: Recommendation, pairs: Sequence[Matched], passages: Passages, ground: Ground, side: int
) -> float:
    """How much of a request some passage of the other article says, apart from what stands there for other requests.

    Of few words nothing sure can be said: they count as if some more were there, of which half stand there.
    """
    taken: dict[int, set[Meaning]] = {}
    for mine, other in pairs:
        for at, words in passages.spoken_for(other.start, other.end, ground.meanings(side, mine.text)).items():
            taken.setdefault(at, set()).update(words)
    said, asked = passages.best(ground.meanings(side, request.text), taken)
    return (said + HALF * FEW) / (asked + FEW)


def _part_lacking(request: Recommendation, pairs: Sequence[Matched], ground: Ground, side: int) -> float:
    """From 0 to 1: how much of the room for a request is not there in the other article; half where it cannot be told.

    It cannot where the passage is much longer there, that is where other paragraphs stand between.
    """
    gaps = _gaps(request, pairs, ground, side)
    if gaps is None or gaps[1] > 2 * gaps[0]:
        return HALF
    lacking = (1 - NOISE_PART) * gaps[0] - gaps[1]
    return min(max(lacking / max(_length(request, pairs), 2 * NOISE), 0.0), 1.0)


def _gaps(request: Recommendation, pairs: Sequence[Matched], ground: Ground, side: int) -> tuple[float, float] | None:
    """The room around a request between fixed points, on its side as long as in translation, and on the other."""
    stops = [(mine.start, other.start) for mine, other in pairs] + [(mine.end, other.end) for mine, other in pairs]
    gaps = ground.landmarks.gaps(side, request.start, request.end, stops)
    return gaps and (_scale(pairs) * gaps[0], gaps[1])


def _length(request: Recommendation, pairs: Sequence[Matched]) -> float:
    """How long a request is in translation."""
    return _scale(pairs) * len(request.text)


def _scale(pairs: Sequence[Matched]) -> float:
    """How much longer the requests of the other side are."""
    return sum(len(other.text) for _, other in pairs) / max(sum(len(mine.text) for mine, _ in pairs), 1) or 1.0
