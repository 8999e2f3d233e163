"""Where a rule's patterns match: around the places at which spaCy found their anchors.

Most patterns have no place in most articles, and most anchors fail at the element beside them. So it is asked first
whether all that a pattern needs is in the article, then what stands beside its anchors; only what is left is walked.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from visitx.patterns import FIXED, LONGEST_PHRASE, NUMBERED, SHAPES, Element, Key, Match, Pattern, Slots

if TYPE_CHECKING:
    from visitx.reading import Reading

Range = tuple[int, int]
MOST_ASIDES = 4


def find_all(
    patterns: Iterable[Pattern],
    reading: Reading,
    accept: Callable[[Match], bool] | None = None,
    begins: Callable[[str, int], bool] | None = None,
) -> list[Match]:
    """What the patterns match, by place, then longest, then in the order of the patterns."""
    where = reading.where
    found: list[Match] = []
    for pattern in patterns:
        for key in pattern.needed:
            if not (reading.has_terms(key) if isinstance(key, str) else where[key]):
                break
        else:
            found.extend(find_matches(pattern, reading, accept, begins))
    return sorted(found, key=lambda m: (m.first, -m.last))


def find_matches(
    pattern: Pattern,
    reading: Reading,
    accept: Callable[[Match], bool] | None = None,
    begins: Callable[[str, int], bool] | None = None,
) -> Iterator[Match]:
    """Every place of the reading where the pattern matches, in order; at most one for each anchor.

    `accept` may refuse a match, and another way to fill its phrases is tried; `begins` may refuse a place for anchors.
    """
    anchors = anchors_of(pattern.anchor, reading)
    if anchors and pattern.nexts:
        anchors = _before(pattern.nexts, anchors, reading)
    if anchors and pattern.lasts:
        anchors = _behind(pattern.lasts, anchors, reading)
    for first, last in anchors:
        if not _is_whole(pattern, first, last, reading):
            continue
        if begins is not None and not begins(pattern.anchor.name, first):
            continue
        if match := _match(pattern, first, last, reading, accept):
            yield match


def _match(
    pattern: Pattern, first: int, last: int, reading: Reading, accept: Callable[[Match], bool] | None
) -> Match | None:
    """The first accepted match around an anchor."""
    low, high = reading.line_bounds(first)
    slots: Slots = {pattern.anchor.alias: (first, last)} if pattern.anchor.alias else {}
    for right in _rights(pattern, last, high, reading, slots):
        left = _left_of(pattern.before, first, low, reading, slots) if pattern.before else first
        if left is None:
            continue
        match = Match(pattern.rule, left, right, dict(slots))
        if accept is None or accept(match):
            return match
    return None


def _rights(pattern: Pattern, at: int, high: int, reading: Reading, slots: Slots) -> Iterable[int]:
    """Where what stands behind the anchor may end. Most patterns leave no choice: that takes no generators."""
    if not pattern.is_straight:
        return _walk(pattern.after, 0, at, high, reading, slots)
    for element in pattern.after:
        if at >= high or (found := end_of(element, at, reading)) is None:
            return ()
        if element.alias:
            slots[element.alias] = (at, found)
        at = found
    return (at,)


def _left_of(es: Sequence[Element], end: int, low: int, reading: Reading, slots: Slots) -> int | None:
    return next(_walk_left(es, len(es) - 1, end, low, reading, slots), None)


def _is_whole(pattern: Pattern, first: int, last: int, reading: Reading) -> bool:
    """Does all that the pattern needs after its anchor stand there, in the sentence (or, without phrases, the line)?"""
    if not pattern.needed_after:
        return True
    end = reading.sentence_bounds(first)[1] if pattern.has_phrase else reading.line_bounds(first)[1]
    for key in pattern.needed_after:
        places = reading.where[key]
        at = bisect_left(places, last)
        if at == len(places) or places[at] >= end:
            return False
    return True


class Places(dict[Key, list[int]]):
    """Words, or a lexicon -> the tokens at which one of them, or a term of it, stands in the article, in order."""

    def __init__(self, reading: Reading) -> None:
        super().__init__()
        self._reading = reading

    def __missing__(self, key: Key) -> list[int]:
        if isinstance(key, str):
            places = [hit[0] for hit in self._reading.hits(key)]
        else:
            places = sorted(at for word in key for at in self._reading.places(word))
        self[key] = places
        return places


def anchors_of(anchor: Element, reading: Reading) -> list[Range]:
    """The token ranges of an anchor: by place; those of words by word, then place."""
    if anchor.kind == "lexicon":
        return [(hit[0], hit[1]) for hit in reading.hits(anchor.name)]
    if anchor.kind == "number":
        return [(numeral.first, numeral.last) for numeral in reading.numerals]
    if anchor.kind == "word":
        return [(at, at + 1) for word in sorted(anchor.words) for at in reading.places(word)]
    return [(at, at + 1) for at in reading.shaped(anchor.name)]


def shaped(name: str, reading: Reading) -> list[int]:
    """The tokens of a shape."""
    test, words = SHAPES[name], reading.words
    return [at for at in (reading.numbered if name in NUMBERED else range(len(reading))) if test(words[at])]


def _before(nexts: Sequence[Element], anchors: list[Range], reading: Reading) -> list[Range]:
    """The anchors that one of these elements follows."""
    if len(nexts) == 1 and nexts[0].kind == "lexicon":
        starting = reading.starting(nexts[0].name)
        return [a for a in anchors if a[1] in starting]
    if len(nexts) == 1 and nexts[0].kind == "number":
        return [a for a in anchors if a[1] in reading.numerals_by_first]
    size = len(reading)
    return [a for a in anchors if a[1] < size and any(end_of(e, a[1], reading) is not None for e in nexts)]


def _behind(lasts: Sequence[Element], anchors: list[Range], reading: Reading) -> list[Range]:
    """The anchors that one of these elements stands before."""
    if len(lasts) == 1 and lasts[0].kind == "lexicon":
        ending = reading.ending(lasts[0].name)
        return [a for a in anchors if a[0] in ending]
    if len(lasts) == 1 and lasts[0].kind == "number":
        return [a for a in anchors if a[0] in reading.numerals_by_last]
    return [a for a in anchors if a[0] and any(start_of(e, a[0], reading) is not None for e in lasts)]


def end_of(element: Element, at: int, reading: Reading) -> int | None:
    """Where the element ends that begins at token `at`, or None."""
    if element.kind == "word":
        return at + 1 if reading.norms[at] in element.words else None
    if element.kind == "shape":
        return at + 1 if SHAPES[element.name](reading.words[at]) else None
    if element.kind == "number":
        numeral = reading.numeral_at(at)
        return numeral.last if numeral else None
    hit = reading.hit_at(element.name, at)
    return hit.last if hit else None


def start_of(element: Element, end: int, reading: Reading) -> int | None:
    """Where the element begins that ends before token `end`, or None."""
    if element.kind in ("word", "shape"):
        return end - 1 if end_of(element, end - 1, reading) else None
    if element.kind == "number":
        numeral = reading.numeral_ending(end)
        return numeral.first if numeral else None
    hit = reading.hit_ending(element.name, end)
    return hit.first if hit else None


def _walk(es: Sequence[Element], k: int, at: int, high: int, reading: Reading, slots: Slots) -> Iterator[int]:
    """Token indexes at which elements k, k+1 … end when the first begins at `at`; binds slots on the way."""
    while k < len(es) and es[k].kind in FIXED:
        if at >= high or (found := end_of(es[k], at, reading)) is None:
            return
        if es[k].alias:
            slots[es[k].alias] = (at, found)
        k, at = k + 1, found
    if k == len(es):
        yield at
        return
    element = es[k]
    if element.kind == "optional":
        for end in _walk(element.inner, 0, at, high, reading, slots):
            yield from _walk(es, k + 1, end, high, reading, slots)
        yield from _walk(es, k + 1, at, high, reading, slots)
    elif element.kind == "phrase":
        stop = high if k + 1 == len(es) else at + 1
        for end in range(stop, min(high, at + element.most) + 1) if stop <= high else ():
            slots[element.alias] = (at, end)
            yield from _walk(es, k + 1, end, high, reading, slots)
            if reading.ends_sentence(end - 1):
                break
        slots.pop(element.alias, None)
    else:
        for end in _asides(at, high, reading):
            yield from _walk(es, k + 1, end, high, reading, slots)


def _asides(at: int, high: int, reading: Reading) -> Iterator[int]:
    """Where the pattern may go on after nothing, one aside, two …"""
    yield at
    for _ in range(MOST_ASIDES):
        end = aside_end(at, high, reading)
        if end is None:
            return
        at = end
        yield at


def aside_end(at: int, high: int, reading: Reading) -> int | None:
    """Where the aside ends that begins at token `at`: a term, an adverb, or what two commas enclose."""
    if at >= high:
        return None
    if hit := reading.hit_at("aside", at):
        return hit.last
    if reading.tags[at] == "ADV":
        return at + 1
    if reading.words[at] != ",":
        return None
    if hit := reading.hit_at("aside", at + 1):
        return hit.last + (hit.last < high and reading.words[hit.last] == ",")
    for end in range(at + 2, min(high, at + LONGEST_PHRASE)):
        if reading.words[end] == ",":
            return end + 1
        if reading.words[end] in (";", ":") or reading.ends_sentence(end):
            return None
    return None


def _walk_left(es: Sequence[Element], k: int, end: int, low: int, reading: Reading, slots: Slots) -> Iterator[int]:
    """The same leftwards: token indexes at which elements 0 … k begin when the last ends before `end`."""
    if k < 0:
        yield end
        return
    element = es[k]
    if element.kind == "optional":
        for start in _walk_left(element.inner, len(element.inner) - 1, end, low, reading, slots):
            yield from _walk_left(es, k - 1, start, low, reading, slots)
        yield from _walk_left(es, k - 1, end, low, reading, slots)
    elif element.kind == "phrase":
        for start in range(end - 1, max(low, end - element.most) - 1, -1):
            if reading.ends_sentence(start):
                break
            slots[element.alias] = (start, end)
            yield from _walk_left(es, k - 1, start, low, reading, slots)
        slots.pop(element.alias, None)
    elif end > low and (found := start_of(element, end, reading)) is not None:
        if element.alias:
            slots[element.alias] = (found, end)
        yield from _walk_left(es, k - 1, found, low, reading, slots)
