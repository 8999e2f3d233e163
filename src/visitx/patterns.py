"""Rule patterns: what a YAML pattern says, and matching it around an anchor that spaCy found.

A pattern is a line of elements, apart by spaces:

    word  a|b        a word as it stands (case does not count), or one of several
    {month}          a term of the lexicon `month`; {second=month} binds it under another name
    {number} {year} {digits} {word} {code} …   a token of that shape (SHAPES)
    {when}           what another rule matches that `gives: {phrase: when}`
    [of the]         may be missing
    <to> <to:6>      a phrase: the tokens up to the next element, within the sentence; at most 6 of them
    ~                whatever may be put in between: adverbs, terms of the lexicon `aside`, what two commas enclose

A pattern is tried only where its anchor was found: the first `{lexicon}` in it, else its first word, else its first
shape. spaCy's PhraseMatcher finds lexicon terms and anchor words at next to no cost, whatever their number, where a
Matcher tries every pattern at every token (200 patterns take four times as long as the tokenizer: spacy-costs.md).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from visitx.errors import RuleError
from visitx.rules import Rule, Rulebook, nearest

if TYPE_CHECKING:
    from visitx.reading import Reading

Slots = dict[str, tuple[int, int]]
LONGEST_PHRASE = 40
MOST_ASIDES = 4

SHAPES: dict[str, Callable[[str], object]] = {
    "year": re.compile(r"(1[5-9]|20)\d\d").fullmatch,
    "digits": re.compile(r"\d+").fullmatch,
    "word": re.compile(r"[^\W\d_][\w'’.-]*").fullmatch,
    "capitalized": lambda word: word[:1].isupper(),
    "code": re.compile(r"(?=.*\d)[\w./:-]+").fullmatch,
    "roman": re.compile(r"[IVXLC]+").fullmatch,
    # As a date or a time may be written in one word; whether there is such a day is seen later (dates_points.py).
    "iso-date": re.compile(r"\d{4}([-/])\d{1,2}\1\d{1,2}(T[\d:.]+)?Z?").fullmatch,
    "numeric-date": re.compile(r"\d{1,2}([-/.])\d{1,2}\1\d{4}|\d{1,2}/\d{1,2}/\d\d").fullmatch,
    "named-date": re.compile(r"\d{1,2}([-/.])[^\W\d]{3,}\.?\1\d{4}").fullmatch,
    "day-month": re.compile(r"\d{1,2}/\d{1,2}").fullmatch,
    "month-year": re.compile(r"\d{1,2}/\d{4}").fullmatch,
    "days": re.compile(r"\d{1,2}(?:[^\W\d]{2})?[-–‑]\d{1,2}(?:[^\W\d]{2})?").fullmatch,
    "years": re.compile(r"(1[5-9]|20)\d\d[-–‑/](\d\d|(1[5-9]|20)\d\d)").fullmatch,
    "hour": re.compile(r"\d{1,2}([:.]\d\d)?").fullmatch,
    "clock": re.compile(r"\d{1,2}([:hH]\d\d){1,2}|\d{1,2}([:.]\d\d)?[aApP]\.?[mM]\.?").fullmatch,
}
# Shapes that begin with a digit: looked for only where a word does.
_NUMBERED = frozenset(SHAPES) - {"word", "capitalized", "code", "roman"}


@dataclass(frozen=True)
class Element:
    """One element. `kind` is word, lexicon, shape, number, phrase, aside or optional."""

    kind: str
    name: str = ""
    alias: str = ""
    words: frozenset[str] = frozenset()
    inner: tuple[Element, ...] = ()
    most: int = LONGEST_PHRASE


@dataclass(frozen=True)
class Pattern:
    """A compiled pattern: `before` is matched leftwards from the anchor, `after` rightwards."""

    rule: Rule
    before: tuple[Element, ...]
    anchor: Element
    after: tuple[Element, ...]


@dataclass(frozen=True)
class Match:
    """A rule that matched tokens `first` to `last` (exclusive); `slots` are token ranges by element name."""

    rule: Rule
    first: int
    last: int
    slots: Mapping[str, tuple[int, int]]


_ELEMENT = re.compile(r"\[|\]|\{[^{}]*\}|<[^<>]*>|[^\s\[\]{}<>]+|\S")


def compile_pattern(text: str, rule: Rule, book: Rulebook, split: Callable[[str], list[str]]) -> Pattern:
    """The pattern in `text`; `split` tokenizes a word as the article is. Raises RuleError for what is not known."""
    elements = list(_parse(iter(_ELEMENT.findall(text)), rule, book, split, depth=0))
    at = _anchor_index(elements, rule, text)
    return Pattern(rule, tuple(elements[:at]), elements[at], tuple(elements[at + 1 :]))


def _parse(
    parts: Iterator[str], rule: Rule, book: Rulebook, split: Callable[[str], list[str]], depth: int
) -> Iterator[Element]:
    for part in parts:
        if part == "]":
            if not depth:
                raise RuleError(f"{rule.file}:{rule.line}: rule {rule.id!r}: a ']' without its '['")
            return
        if part == "[":
            yield Element("optional", inner=tuple(_parse(parts, rule, book, split, depth + 1)))
        elif part == "~":
            yield Element("aside")
        elif part.startswith("{") and part.endswith("}"):
            yield _reference(part[1:-1], rule, book)
        elif part.startswith("<") and part.endswith(">"):
            alias, _, most = part[1:-1].partition(":")
            yield Element("phrase", alias=alias, most=int(most) if most.isdigit() else LONGEST_PHRASE)
        elif "|" in part and len(part) > 1:
            yield Element("word", words=frozenset(fold(w) for w in part.split("|")))
        else:
            yield from (Element("word", words=frozenset([fold(w)])) for w in split(part))
    if depth:
        raise RuleError(f"{rule.file}:{rule.line}: rule {rule.id!r}: a '[' without its ']'")


def _reference(text: str, rule: Rule, book: Rulebook) -> Element:
    alias, _, name = text.rpartition("=")
    if name == "number":
        return Element("number", name, alias or name)
    if name in SHAPES:
        return Element("shape", name, alias or name)
    if name not in book.lexicons and name not in book.phrases:
        hint = nearest(name, [*book.lexicons, *book.phrases, *SHAPES, "number"])
        raise RuleError(f"{rule.file}:{rule.line}: rule {rule.id!r}: there is no lexicon {name!r}{hint}")
    return Element("lexicon", name, alias or name)


def _anchor_index(elements: Sequence[Element], rule: Rule, text: str) -> int:
    for kind in ("lexicon", "word", "number", "shape"):
        for at, element in enumerate(elements):
            if element.kind == kind:
                return at
    raise RuleError(f"{rule.file}:{rule.line}: rule {rule.id!r}: the pattern {text!r} needs a word or a {{lexicon}}")


def fold(text: str) -> str:
    """Lower case, with one kind of apostrophe and of hyphen: what terms and words are compared by."""
    return text.lower().replace("’", "'").replace("‑", "-")


def find_matches(
    pattern: Pattern,
    reading: Reading,
    accept: Callable[[Match], bool] | None = None,
    begins: Callable[[str, int], bool] | None = None,
) -> Iterator[Match]:
    """Every place of the reading where the pattern matches, in order; at most one for each anchor.

    `accept` may refuse a match, and another way to fill its phrases is tried; `begins` may refuse a place for anchors.
    """
    anchors = list(_anchors(pattern.anchor, reading))
    if not anchors:
        return
    next_one = _ready(pattern.after[0]) if pattern.after else None
    one_before = _ready(pattern.before[-1]) if pattern.before else None
    tokens = len(reading)
    needed = [reading.where(element) for element in pattern.after if element.kind in ("word", "lexicon")]
    if not all(needed):
        return
    bounds = reading.sentence_bounds if any(e.kind == "phrase" for e in pattern.after) else reading.line_bounds
    for first, last in anchors:
        # Most anchors fail at the element beside them: to see that first saves the work of setting out.
        if next_one and (last >= tokens or _end_of(next_one, last, reading) is None):
            continue
        if one_before and (first == 0 or _start_of(one_before, first, reading) is None):
            continue
        if needed and not all(_any_between(places, last, bounds(first)[1]) for places in needed):
            continue
        if begins is not None and not begins(pattern.anchor.name, first):
            continue
        low, high = reading.line_bounds(first)
        slots: Slots = {pattern.anchor.alias: (first, last)} if pattern.anchor.alias else {}
        for right in _walk(pattern.after, 0, last, high, reading, slots):
            left = next(_walk_left(pattern.before, len(pattern.before) - 1, first, low, reading, slots), None)
            if left is None:
                continue
            match = Match(pattern.rule, left, right, dict(slots))
            if accept is None or accept(match):
                yield match
                break


def places_of(element: Element, reading: Reading) -> list[int]:
    """The tokens at which a word or a term of a lexicon stands, in order."""
    if element.kind == "lexicon":
        return [hit.first for hit in reading.hits(element.name)]
    return sorted(at for word in element.words for at in reading.places(word))


def _any_between(places: list[int], low: int, high: int) -> bool:
    at = bisect_left(places, low)
    return at < len(places) and places[at] < high


def _ready(element: Element) -> Element | None:
    """The element, where it must be there and is not of any length."""
    return element if element.kind in ("word", "shape", "number", "lexicon") else None


def _anchors(anchor: Element, reading: Reading) -> Iterator[tuple[int, int]]:
    if anchor.kind == "lexicon":
        for hit in reading.hits(anchor.name):
            yield hit.first, hit.last
    elif anchor.kind == "number":
        for numeral in reading.numerals:
            yield numeral.first, numeral.last
    elif anchor.kind == "word":
        for word in sorted(anchor.words):
            for at in reading.places(word):
                yield at, at + 1
    else:
        test = SHAPES[anchor.name]
        for at in reading.numbered if anchor.name in _NUMBERED else range(len(reading)):
            if test(reading.words[at]):
                yield at, at + 1


def _end_of(element: Element, at: int, reading: Reading) -> int | None:
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


def _start_of(element: Element, end: int, reading: Reading) -> int | None:
    """Where the element begins that ends before token `end`, or None."""
    if element.kind in ("word", "shape"):
        return end - 1 if _end_of(element, end - 1, reading) else None
    if element.kind == "number":
        numeral = reading.numeral_ending(end)
        return numeral.first if numeral else None
    hit = reading.hit_ending(element.name, end)
    return hit.first if hit else None


def _walk(es: Sequence[Element], k: int, at: int, high: int, reading: Reading, slots: Slots) -> Iterator[int]:
    """Token indexes at which elements k, k+1 … end when the first begins at `at`; binds slots on the way."""
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
    elif element.kind == "aside":
        for end in _asides(at, high, reading):
            yield from _walk(es, k + 1, end, high, reading, slots)
    elif at < high and (found := _end_of(element, at, reading)) is not None:
        if element.alias:
            slots[element.alias] = (at, found)
        yield from _walk(es, k + 1, found, high, reading, slots)


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
    elif end > low and (found := _start_of(element, end, reading)) is not None:
        if element.alias:
            slots[element.alias] = (found, end)
        yield from _walk_left(es, k - 1, found, low, reading, slots)
