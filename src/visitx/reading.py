"""An article as the extractors see it: its words, lines and sentences, the terms and matches found in it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from visitx.hits import Hit, Hits, Range, Term
from visitx.lookups import Lookup, Terms
from visitx.matching import Places, find_all, shaped
from visitx.nounphrases import Grammar
from visitx.numerals import Numeral, read_numerals
from visitx.patterns import Match
from visitx.rules import Rulebook

if TYPE_CHECKING:
    from visitx.pipeline import Pipeline

Prepared = TypeVar("Prepared")
_NEWLINE = re.compile("\n")
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


@dataclass(frozen=True)
class Tokens:
    """The tokens of an article: words, their folded forms, their offsets."""

    words: list[str] = field(default_factory=list)
    norms: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)


class Reading:
    """An article as tokens with tags, sentences, lexicon hits and numerals. Token ranges exclude their end."""

    def __init__(self, text: str, pipeline: Pipeline, lines: Sequence[Line], tokens: Tokens) -> None:
        self.text = text
        self.book = pipeline.book
        self._pipeline = pipeline
        self.lines = lines
        self.words = tokens.words
        self.norms = tokens.norms
        self.starts = tokens.starts
        self._hits = Hits(self._read_phrases)
        self._line_firsts = [line.first for line in lines]
        self.where = Places(self)
        self._shaped: dict[str, list[int]] = {}
        self._phrases: dict[tuple[str, int], Match] = {}
        self._kept: dict[Any, Any] = {}
        self._terms = pipeline.terms
        self._lookups: dict[str, Lookup] = {}
        self.asides: list[tuple[int, int, str]] = []

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
        return [end.start() for end in _NEWLINE.finditer(self.text)]

    def line_index(self, token: int) -> int:
        """Index in `lines` of the line that holds a token."""
        return bisect_right(self._line_firsts, token) - 1

    def line_bounds(self, token: int) -> tuple[int, int]:
        """The token range of the line that holds a token."""
        bounds = self._line_bounds
        return bounds[token] if token < len(bounds) else bounds[-1]

    @cached_property
    def _line_bounds(self) -> list[tuple[int, int]]:
        """The bounds of its line for each token."""
        return _by_token([(line.first, line.last) for line in self.lines])

    @cached_property
    def sentences(self) -> list[tuple[int, int]]:
        """Token ranges of the sentences, in order; none crosses a line."""
        lasts = {line.last for line in self.lines}
        lasts.update(at + 1 for sign in (*_STOPS, *_CLOSERS) for at in self.places(sign) if self.ends_sentence(at))
        ends = sorted(lasts)
        return list(zip([0, *ends], ends, strict=False))

    def sentence_bounds(self, token: int) -> tuple[int, int]:
        """The token range of the sentence that holds a token."""
        bounds = self._sentence_bounds
        return bounds[token] if token < len(bounds) else bounds[-1]

    @cached_property
    def _sentence_bounds(self) -> list[tuple[int, int]]:
        """The bounds of its sentence for each token."""
        return _by_token(self.sentences)

    @cached_property
    def _sentence_firsts(self) -> list[int]:
        return [s[0] for s in self.sentences]

    def ends_sentence(self, at: int) -> bool:
        """Is this token the last of a sentence: its stop, or what closes a quotation after the stop?"""
        word = self.words[at]
        if word in _STOPS or (word in _CLOSERS and at and self.words[at - 1] in _STOPS):
            return self._begins(at + 1)
        return False

    def _begins(self, at: int) -> bool:
        if at >= len(self.words) or at in self._begun:
            return True
        word = self.words[at]
        return word not in _CLOSERS and word not in _STOPS and not word[0].islower()

    @cached_property
    def _begun(self) -> frozenset[int]:
        """The first tokens of the lines."""
        return frozenset(self._line_firsts)

    def set_aside(self, first: int, last: int, why: str) -> None:
        """Remembers why nothing is read in a token range: the id of a rule, or a reason in words (visitx explain)."""
        self.asides.append((first, last, why))

    def hits(self, lexicon: str) -> Sequence[Hit]:
        """The terms of a lexicon (or the phrases of a name) that were found, in order, none inside another."""
        return self._hits[lexicon].all

    def has_terms(self, name: str) -> bool:
        """Is there a hit of this lexicon, or of these phrases, in the article?"""
        return self._hits.has(name) or bool(self._pipeline.phrases.get(name) and self.hits(name))

    def hit_at(self, lexicon: str, first: int) -> Hit | None:
        return self._hits[lexicon].at.get(first)

    def hit_ending(self, lexicon: str, last: int) -> Hit | None:
        return self._hits[lexicon].ending.get(last)

    def term_at(self, lexicon: str, first: int) -> Hit | None:
        """The same as `hit_at`, for a lexicon that is asked for at few places: it is not looked for elsewhere."""
        terms = self._terms[lexicon]
        words = self.words if terms.exact else self.norms
        if not 0 <= first < len(words) or words[first] not in terms.by_first:
            return None
        return self._lookup(terms)[first]

    def term_ending(self, lexicon: str, last: int) -> Hit | None:
        """The same for the term that ends before token `last`."""
        terms = self._terms[lexicon]
        words = self.words if terms.exact else self.norms
        if not 0 < last <= len(words) or words[last - 1] not in terms.by_last:
            return None
        return self._lookup(terms).ending(last)

    def _lookup(self, terms: Terms) -> Lookup:
        found = self._lookups.get(terms.name)
        if found is None:
            words = self.words if terms.exact else self.norms
            self._lookups[terms.name] = found = Lookup(terms, words, self.line_bounds)
        return found

    def starting(self, lexicon: str) -> Mapping[int, Hit]:
        """The hits of a lexicon by the token at which they begin."""
        return self._hits[lexicon].at

    def ending(self, lexicon: str) -> Mapping[int, Hit]:
        """The hits of a lexicon by the token before which they end."""
        return self._hits[lexicon].ending

    def phrase_at(self, name: str, first: int) -> Match | None:
        """The match behind the hit of a phrase name that begins at token `first`."""
        self._hits[name]
        return self._phrases.get((name, first))

    def _read_phrases(self, name: str) -> list[Hit]:
        """Matches the rules that give this phrase name; their matches are its hits."""
        patterns = self._pipeline.phrases.get(name)
        if not patterns:
            return []
        found = find_all(patterns, self)
        for match in found:
            self._phrases.setdefault((name, match.first), match)
        return [Hit(match.first, match.last, name, match.rule.id) for match in found]

    def add_places(self, found: Iterable[tuple[Sequence[Term], Sequence[Range]]]) -> None:
        """Adds where the terms of lexicons were found: terms, and the token ranges of each of them."""
        for terms, places in found:
            self._hits.add_places(terms, places)

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
        return sorted(at for norm, places in self.by_norm.items() if norm[0].isdigit() for at in places)

    def places(self, norm: str) -> list[int]:
        """Tokens whose folded form is `norm`."""
        return self.by_norm.get(norm, [])

    def shaped(self, name: str) -> list[int]:
        """The tokens of a shape of the pattern language, in order."""
        if name not in self._shaped:
            self._shaped[name] = shaped(name, self)
        return self._shaped[name]

    @cached_property
    def by_norm(self) -> Mapping[str, list[int]]:
        """The tokens at which each folded form stands, in order."""
        places: defaultdict[str, list[int]] = defaultdict(list)
        for at, norm in enumerate(self.norms):
            places[norm].append(at)
        return places

    @cached_property
    def tags(self) -> list[str]:
        """A coarse tag a token: see `tag` in the rules; NAME for a capital inside a sentence, NUM, PUNCT, else NOUN."""
        return self._pipeline.tagger.tag(self.words, self._sentence_firsts)

    @cached_property
    def numerals(self) -> list[Numeral]:
        return read_numerals(self)

    def prepared(self, make: Callable[[Rulebook], Prepared]) -> Prepared:
        """What `make` makes of the rules of the language: made once, whatever the number of articles."""
        return self._pipeline.prepared(make)

    @cached_property
    def grammar(self) -> Grammar:
        """What the rules of the language say of its nouns and adjectives."""
        return self.prepared(Grammar)

    def kept(self, make: Callable[[Reading], Prepared]) -> Prepared:
        """What `make` makes of the article: made once, whatever the number of sections that ask for it."""
        if make not in self._kept:
            self._kept[make] = make(self)
        found: Prepared = self._kept[make]
        return found

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
        return find_all(self._pipeline.patterns.get(section, ()), self, accept, begins)

    def numeral_at(self, first: int) -> Numeral | None:
        return self.numerals_by_first.get(first)

    def numeral_ending(self, last: int) -> Numeral | None:
        return self.numerals_by_last.get(last)

    @cached_property
    def numerals_by_first(self) -> dict[int, Numeral]:
        return {n.first: n for n in self.numerals}

    @cached_property
    def numerals_by_last(self) -> dict[int, Numeral]:
        return {n.last: n for n in self.numerals}


def _by_token(ranges: Sequence[Range]) -> list[Range]:
    """For each token the range that holds it."""
    found: list[Range] = []
    for first, last in ranges:
        found += [(first, last)] * (last - first)
    return found
