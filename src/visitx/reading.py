"""An article as the extractors see it: its words, lines and sentences, the terms and matches found in it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from visitx.hits import Hit, Hits
from visitx.numerals import Numeral, read_numerals
from visitx.patterns import Element, Match, find_matches, places_of
from visitx.rules import Rulebook

if TYPE_CHECKING:
    from visitx.pipeline import Pipeline

Prepared = TypeVar("Prepared")
Token = tuple[str, str, int]  # the word, its folded form, its offset in the article
_STOPS = frozenset({".", "!", "?", "…", "...", "./."})
_CLOSERS = frozenset({"”", "»", '"', "’", "'", ")", "]"})


@dataclass(frozen=True)
class Line:
    """A line of the article: 1-based `number`, offsets of its text, its tokens `first` to `last` (exclusive)."""

    number: int
    start: int
    end: int
    first: int
    last: int


class Reading:
    """An article as tokens with tags, sentences, lexicon hits and numerals. Token ranges exclude their end."""

    def __init__(self, text: str, pipeline: Pipeline, lines: Sequence[Line], tokens: Sequence[Token]) -> None:
        self.text = text
        self.book = pipeline.book
        self._pipeline = pipeline
        self.lines = lines
        self.words = [t[0] for t in tokens]
        self.norms = [t[1] for t in tokens]
        self.starts = [t[2] for t in tokens]
        self._hits = Hits(self._read_phrases)
        self._line_firsts = [line.first for line in lines]
        self._where: dict[frozenset[str] | str, list[int]] = {}
        self._phrases: dict[tuple[str, int], Match] = {}

    def __len__(self) -> int:
        return len(self.words)

    def end(self, token: int) -> int:
        """The offset at which a token ends."""
        return self.starts[token] + len(self.words[token])

    def text_of(self, first: int, last: int) -> str:
        """The words of the article from token `first` to before `last`."""
        return self.text[self.starts[first] : self.end(last - 1)] if last > first else ""

    def place(self, first: int, last: int) -> dict[str, Any]:
        """`text`, `start`, `end`, `line` of a token range, as record items carry them."""
        return self.place_at(self.starts[first], self.end(last - 1))

    def place_at(self, start: int, end: int) -> dict[str, Any]:
        """The same of a range of offsets."""
        return {"text": self.text[start:end], "start": start, "end": end, "line": bisect_left(self._ends, start) + 1}

    @cached_property
    def _ends(self) -> list[int]:
        """Offsets of the line ends."""
        return [at for at, char in enumerate(self.text) if char == "\n"]

    def line_index(self, token: int) -> int:
        """Index in `lines` of the line that holds a token."""
        return bisect_right(self._line_firsts, token) - 1

    def line_bounds(self, token: int) -> tuple[int, int]:
        """The token range of the line that holds a token."""
        line = self.lines[self.line_index(token)]
        return line.first, line.last

    @cached_property
    def sentences(self) -> list[tuple[int, int]]:
        """Token ranges of the sentences, in order; none crosses a line."""
        return [s for line in self.lines for s in self._split(line)]

    def _split(self, line: Line) -> Iterator[tuple[int, int]]:
        first = line.first
        for at in range(line.first, line.last):
            if self.ends_sentence(at):
                yield first, at + 1
                first = at + 1
        if first < line.last:
            yield first, line.last

    def sentence_bounds(self, token: int) -> tuple[int, int]:
        """The token range of the sentence that holds a token."""
        at = bisect_right(self._sentence_firsts, token) - 1
        return self.sentences[at]

    @cached_property
    def _sentence_firsts(self) -> list[int]:
        return [s[0] for s in self.sentences]

    def ends_sentence(self, at: int) -> bool:
        """Is this token the last of a sentence: its stop, or what closes a quotation after the stop?"""
        word = self.words[at]
        if word in _CLOSERS and at and self.words[at - 1] in _STOPS:
            return self._begins(at + 1)
        return word in _STOPS and self._begins(at + 1)

    def _begins(self, at: int) -> bool:
        if at >= len(self.words) or self.lines[self.line_index(at)].first == at:
            return True
        return self.words[at] not in _CLOSERS and not self.words[at][0].islower() and self.words[at] not in _STOPS

    def hits(self, lexicon: str) -> Sequence[Hit]:
        """The terms of a lexicon (or the phrases of a name) that were found, in order, none inside another."""
        return self._hits[lexicon].all

    def hit_at(self, lexicon: str, first: int) -> Hit | None:
        return self._hits[lexicon].at.get(first)

    def hit_ending(self, lexicon: str, last: int) -> Hit | None:
        return self._hits[lexicon].ending.get(last)

    def phrase_at(self, name: str, first: int) -> Match | None:
        """The match behind the hit of a phrase name that begins at token `first`."""
        self._hits[name]
        return self._phrases.get((name, first))

    def _read_phrases(self, name: str) -> Iterator[Hit]:
        """Matches the rules that give this phrase name; their matches are its hits."""
        found = (m for p in self._pipeline.phrases.get(name, ()) for m in find_matches(p, self))
        for match in sorted(found, key=lambda m: (m.first, m.first - m.last)):
            self._phrases.setdefault((name, match.first), match)
            yield Hit(match.first, match.last, name, match.rule.id)

    def add_hits(self, hits: Iterable[Hit]) -> None:
        """Adds hits of lexicons that were not asked for yet."""
        self._hits.add(hits)

    @cached_property
    def possessives(self) -> frozenset[str]:
        """The marks, folded, that make what stands before them somebody's."""
        return self.book.words("possessive")

    @cached_property
    def numbered(self) -> list[int]:
        """Tokens that begin with a digit."""
        return [at for at, word in enumerate(self.words) if word[0].isdigit()]

    def places(self, norm: str) -> list[int]:
        """Tokens whose folded form is `norm`."""
        return self._places.get(norm, [])

    def where(self, element: Element) -> list[int]:
        """The tokens at which a word or a term of a lexicon in a pattern stands, in order."""
        key = element.words or element.name
        if key not in self._where:
            self._where[key] = places_of(element, self)
        return self._where[key]

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        places: dict[str, list[int]] = {}
        for at, norm in enumerate(self.norms):
            places.setdefault(norm, []).append(at)
        return places

    @cached_property
    def tags(self) -> list[str]:
        """A coarse tag a token: see `tag` in the rules; NAME for a capital inside a sentence, NUM, PUNCT, else NOUN."""
        return self._pipeline.tagger.tag(self.words, self.norms, frozenset(self._sentence_firsts))

    @cached_property
    def numerals(self) -> list[Numeral]:
        return read_numerals(self)

    def prepared(self, make: Callable[[Rulebook], Prepared]) -> Prepared:
        """What `make` makes of the rules of the language: made once, whatever the number of articles."""
        return self._pipeline.prepared(make)

    def matches(
        self,
        section: str,
        accept: Callable[[Match], bool] | None = None,
        begins: Callable[[str, int], bool] | None = None,
    ) -> list[Match]:
        """What the rules of a section match, by place, then longest, then in the order of the rules.

        `accept` may refuse a match, then the next way to match the same pattern at that place is tried; `begins` may
        refuse a token that an anchor, a term of a lexicon, begins at.
        """
        patterns = self._pipeline.patterns.get(section, ())
        found = [m for p in patterns for m in find_matches(p, self, accept, begins)]
        return sorted(found, key=lambda m: (m.first, m.first - m.last))

    def numeral_at(self, first: int) -> Numeral | None:
        return self._numerals_by_first.get(first)

    def numeral_ending(self, last: int) -> Numeral | None:
        return self._numerals_by_last.get(last)

    @cached_property
    def _numerals_by_first(self) -> dict[int, Numeral]:
        return {n.first: n for n in self.numerals}

    @cached_property
    def _numerals_by_last(self) -> dict[int, Numeral]:
        return {n.last: n for n in self.numerals}
