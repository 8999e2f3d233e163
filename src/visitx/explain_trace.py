"""Where a rule began to match and stopped: what it expected at which word, and what stood there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from visitx.errors import RuleError
from visitx.matching import anchors_of, aside_end, end_of, find_matches, start_of
from visitx.patterns import Element, Match, Pattern
from visitx.pipeline import Pipeline
from visitx.reading import Reading
from visitx.rules_nodes import nearest


@dataclass(frozen=True)
class Stop:
    """A place where a pattern began to match: from `begun`, as far as `matched`; then `expected` did not come, but
    `found`. A pattern that matched in full expects nothing."""

    pattern: str
    line: int
    start: int
    begun: str
    matched: str
    expected: str | None
    found: str | None


def trace(reading: Reading, pipeline: Pipeline, rule_id: str) -> list[Stop]:
    """For each place where a rule's patterns began to match, how far they got. Raises RuleError for an unknown rule."""
    groups = (*pipeline.patterns.values(), *pipeline.phrases.values())
    patterns = [pattern for group in groups for pattern in group if pattern.rule.id == rule_id]
    if not patterns:
        known = {pattern.rule.id for group in groups for pattern in group}
        raise RuleError(f"there is no rule with a pattern {rule_id!r}{nearest(rule_id, known)}")
    texts = patterns[0].rule.patterns
    found = [stop for text, pattern in zip(texts, patterns, strict=True) for stop in _stops(reading, pattern, text)]
    return sorted(found, key=lambda stop: stop.start)


def _stops(reading: Reading, pattern: Pattern, text: str) -> Iterator[Stop]:
    elements = (*pattern.before, pattern.anchor, *pattern.after)
    matches = list(find_matches(pattern, reading))
    at = next(k for k, element in enumerate(elements) if element.kind in _FIXED)
    for first, last in anchors_of(elements[at], reading):
        begun, line = reading.text_of(first, last), reading.lines[reading.line_index(first)].number
        match = next((m for m in matches if _is_at(m, elements[at], first)), None)
        if match is not None:
            matched = reading.text_of(match.first, match.last)
            yield Stop(text, line, reading.starts[first], begun, matched, None, None)
            continue
        walk = _Walk(reading, *reading.line_bounds(first))
        if walk.right(elements[at + 1 :], 0, last):
            walk.left(elements[:at], at - 1, first)
        yield Stop(text, line, reading.starts[first], begun, *walk.told(first, last))


_FIXED = ("word", "lexicon", "shape", "number")  # what a pattern may begin with


def _is_at(match: Match, element: Element, first: int) -> bool:
    """Is this the match in which the element is at a token?"""
    if element.alias in match.slots:
        return match.slots[element.alias][0] == first
    return match.first <= first < match.last


class _Walk:
    """A walk along a pattern's elements that remembers the furthest element that failed."""

    def __init__(self, reading: Reading, low: int, high: int) -> None:
        self.reading, self.low, self.high = reading, low, high
        self.furthest = -(10**9)
        self.at = low
        self.expected: Element | None = None
        self.leftwards = False

    def told(self, first: int, last: int) -> tuple[str, str | None, str | None]:
        """What matched, what was expected next, and what stood there."""
        expected = shown(self.expected) if self.expected else None
        if self.leftwards:
            found = self.reading.words[self.at - 1] if self.at > self.low else "the start of the line"
            return self.reading.text_of(min(self.at, first), last), expected, found
        found = self.reading.words[self.at] if self.at < self.high else "the end of the line"
        return self.reading.text_of(first, max(self.at, last)), expected, found

    def _fail(self, depth: int, at: int, element: Element) -> bool:
        if depth >= self.furthest:
            self.furthest, self.at, self.expected = depth, at, element
        return False

    def right(self, elements: Sequence[Element], k: int, at: int) -> bool:
        """Do elements k, k+1 … match from token `at` on?"""
        if k == len(elements):
            return True
        element = elements[k]
        if element.kind == "optional":
            inner = (*element.inner, *elements[k + 1 :])
            return self.right(inner, 0, at) or self.right(elements, k + 1, at)
        if element.kind == "phrase":
            ends = self._ends(at, element)
            if k + 1 == len(elements):
                return bool(ends) or self._fail(at, at, element)
            return any(self.right(elements, k + 1, end) for end in ends) or self._fail(at, at, element)
        if element.kind == "aside":
            end = aside_end(at, self.high, self.reading)
            return self.right(elements, k + 1, at) or (end is not None and self.right(elements, k, end))
        found = end_of(element, at, self.reading) if at < self.high else None
        return self.right(elements, k + 1, found) if found is not None else self._fail(at, at, element)

    def _ends(self, at: int, element: Element) -> Sequence[int]:
        """Where a phrase may end: at most so many words on, and in the sentence."""
        for end in range(at + 1, min(self.high, at + element.most) + 1):
            if self.reading.ends_sentence(end - 1):
                return range(at + 1, end + 1)
        return range(at + 1, min(self.high, at + element.most) + 1)

    def left(self, elements: Sequence[Element], k: int, end: int) -> bool:
        """Do elements 0 … k match so that the last ends before token `end`?"""
        self.leftwards = True
        if k < 0:
            return True
        element = elements[k]
        if element.kind == "optional":
            inner = (*elements[:k], *element.inner)
            return self.left(inner, len(inner) - 1, end) or self.left(elements, k - 1, end)
        if element.kind == "phrase":
            starts = range(end - 1, max(self.low, end - element.most) - 1, -1)
            return any(self.left(elements, k - 1, start) for start in starts) or self._fail(-end, end, element)
        found = start_of(element, end, self.reading) if end > self.low else None
        return self.left(elements, k - 1, found) if found is not None else self._fail(-end, end, element)


def shown(element: Element) -> str:
    """An element as it is written in a pattern."""
    if element.kind == "word":
        return "|".join(sorted(element.words))
    if element.kind == "phrase":
        return f"<{element.alias}>"
    return f"{{{element.name}}}"
