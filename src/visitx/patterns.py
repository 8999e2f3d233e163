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
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from visitx.errors import RuleError
from visitx.rules import Rule, Rulebook
from visitx.rules_nodes import nearest

Slots = dict[str, tuple[int, int]]
Key = frozenset[str] | str  # one of these words, or a term of this lexicon
LONGEST_PHRASE = 40

SHAPES: dict[str, Callable[[str], object]] = {
    "year": re.compile(r"(1[5-9]|20)\d\d|2100").fullmatch,
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
# Kinds of elements that must be there and are of one length.
FIXED = frozenset({"word", "lexicon", "shape", "number"})
# Shapes that begin with a digit: looked for only where a word does.
NUMBERED = frozenset(SHAPES) - {"word", "capitalized", "code", "roman"}


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
    """A compiled pattern: `before` is matched leftwards from the anchor, `after` rightwards. Where one of `needed` is
    not in an article there is no match, nor where one of `needed_after` does not follow the anchor, or none of `nexts`
    follows at once, or none of `lasts` stands right before it (each empty where that is not told)."""

    rule: Rule
    before: tuple[Element, ...]
    anchor: Element
    after: tuple[Element, ...]
    needed: tuple[Key, ...]
    needed_after: tuple[Key, ...]
    nexts: tuple[Element, ...]
    lasts: tuple[Element, ...]
    has_phrase: bool
    is_straight: bool  # nothing behind the anchor may be missing or of any length


class Match(NamedTuple):
    """A rule that matched tokens `first` to `last` (exclusive); `slots` are token ranges by element name. A tuple: an
    article has hundreds of them."""

    rule: Rule
    first: int
    last: int
    slots: Mapping[str, tuple[int, int]]


_BRACKETS = {"{": "}", "}": "{", "<": ">", ">": "<"}
_ELEMENT = re.compile(r"\[|\]|\{[^{}]*\}|<[^<>]*>|[^\s\[\]{}<>]+|\S")


def compile_pattern(text: str, rule: Rule, book: Rulebook, split: Callable[[str], list[str]]) -> Pattern:
    """The pattern in `text`; `split` tokenizes a word as the article is. Raises RuleError for what is not known."""
    elements = list(_parse(iter(_ELEMENT.findall(text)), text, rule, book, split, depth=0))
    at = _anchor_index(elements, rule, text)
    before, after = tuple(elements[:at]), tuple(elements[at + 1 :])
    has_phrase = any(e.kind == "phrase" for e in after)
    nexts, lasts = _outermost(after, 0), _outermost(before, -1)
    straight = all(e.kind in FIXED for e in after)
    anchor, needed = elements[at], _needed(elements)
    return Pattern(rule, before, anchor, after, needed, _needed(after), nexts, lasts, has_phrase, straight)


def _outermost(elements: Sequence[Element], end: int) -> tuple[Element, ...]:
    """The elements of which one must stand first (`end` 0) or last (-1); none where anything may."""
    if not elements or elements[end].kind in ("phrase", "aside"):
        return ()
    if elements[end].kind in FIXED:
        return (elements[end],)
    inner, rest = _outermost(elements[end].inner, end), _outermost(elements[1:] if end == 0 else elements[:-1], end)
    return (*inner, *rest) if inner and rest else ()


def _needed(elements: Iterable[Element]) -> tuple[Key, ...]:
    return tuple(e.words or e.name for e in elements if e.kind in ("word", "lexicon"))


def _parse(
    parts: Iterator[str], text: str, rule: Rule, book: Rulebook, split: Callable[[str], list[str]], depth: int
) -> Iterator[Element]:
    for part in parts:
        if part == "]":
            if not depth:
                raise _wrong(rule, text, "]", "a ']' without its '['")
            return
        if part == "[":
            yield Element("optional", inner=tuple(_parse(parts, text, rule, book, split, depth + 1)))
        elif part == "~":
            yield Element("aside")
        elif part.startswith("{") and part.endswith("}"):
            yield _reference(part[1:-1], text, rule, book)
        elif part.startswith("<") and part.endswith(">"):
            alias, _, most = part[1:-1].partition(":")
            yield Element("phrase", alias=alias, most=int(most) if most.isdigit() else LONGEST_PHRASE)
        elif part in _BRACKETS:
            raise _wrong(rule, text, part, f"a {part!r} without its {_BRACKETS[part]!r}")
        elif "|" in part and len(part) > 1:
            yield Element("word", words=frozenset(fold(w) for w in part.split("|")))
        else:
            yield from (Element("word", words=frozenset([fold(w)])) for w in split(part))
    if depth:
        raise _wrong(rule, text, "[", "a '[' without its ']'")


def _reference(text: str, pattern: str, rule: Rule, book: Rulebook) -> Element:
    alias, _, name = text.rpartition("=")
    if name == "number":
        return Element("number", name, alias or name)
    if name in SHAPES:
        return Element("shape", name, alias or name)
    if name not in book.lexicons and name not in book.phrases:
        hint = nearest(name, [*book.lexicons, *book.phrases, *SHAPES, "number"])
        raise _wrong(rule, pattern, f"{{{text}}}", f"there is no lexicon {name!r}{hint}")
    return Element("lexicon", name, alias or name)


def _anchor_index(elements: Sequence[Element], rule: Rule, text: str) -> int:
    for kind in ("lexicon", "word", "number", "shape"):
        for at, element in enumerate(elements):
            if element.kind == kind:
                return at
    raise _wrong(rule, text, "", f"the pattern {text!r} needs a word or a {{lexicon}}")


def _wrong(rule: Rule, pattern: str, part: str, message: str) -> RuleError:
    """The error of a pattern, at the place of the part that is wrong."""
    return RuleError.of([rule.fault(f"rule {rule.id!r}: {message}", pattern, max(pattern.find(part), 0))])


def fold(text: str) -> str:
    """Lower case, with one kind of apostrophe and of hyphen: what terms and words are compared by."""
    return text.lower().replace("’", "'").replace("‑", "-")
