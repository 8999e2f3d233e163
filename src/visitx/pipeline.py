"""The spaCy pipeline of one language, built from its rules, and what it makes of an article: a Reading."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, TypeVar

from spacy import load
from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc

from visitx.errors import ModelError
from visitx.hits import Hit, Hits
from visitx.numerals import Numeral, read_numerals
from visitx.patterns import Element, Match, Pattern, compile_pattern, find_matches, fold, places_of
from visitx.rulebooks import load_rulebook
from visitx.rules import Rulebook
from visitx.tokens import SPACES, Tagger, make_tokenizer

Prepared = TypeVar("Prepared")
Token = tuple[str, str, int]  # the word, its folded form, its offset in the article


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


_STOPS = frozenset({".", "!", "?", "…", "...", "./."})
_CLOSERS = frozenset({"”", "»", '"', "’", "'", ")", "]"})


class Pipeline:
    """spaCy for one rulebook: `read` tokenizes an article and finds every lexicon term in it."""

    def __init__(self, book: Rulebook, model: Language | None = None) -> None:
        self.book = book
        self.model = model
        self.tokenizer = make_tokenizer(book)
        self.vocab = self.tokenizer.vocab
        self.tagger = Tagger(book)
        self._fold = lru_cache(maxsize=50_000)(fold)
        self._keys: dict[int, tuple[str, str]] = {}
        self._prepared: dict[Any, Any] = {}
        self._matchers = [self._matcher("NORM", "folded"), self._matcher("ORTH", "exact")]
        self.patterns: dict[str, list[Pattern]] = {}
        self.phrases: dict[str, list[Pattern]] = {}
        for rule in book.rules:
            compiled = [compile_pattern(p, rule, book, self.split) for p in rule.patterns]
            found = self.phrases if "phrase" in rule.gives else self.patterns
            found.setdefault(str(rule.gives.get("phrase", rule.section)), []).extend(compiled)

    def prepared(self, make: Callable[[Rulebook], Prepared]) -> Prepared:
        """What `make` makes of the rules, made once."""
        if make not in self._prepared:
            self._prepared[make] = make(self.book)
        found: Prepared = self._prepared[make]
        return found

    def split(self, text: str) -> list[str]:
        return [t.text for t in self.tokenizer(text)]

    def _matcher(self, attribute: str, match: str) -> PhraseMatcher:
        matcher = PhraseMatcher(self.vocab, attr=attribute)
        change = fold if attribute == "NORM" else str
        for lexicon in self.book.lexicons.values():
            if lexicon.match == match:
                for term_id, terms in lexicon.terms.items():
                    key = f"{lexicon.name}:{term_id}"
                    self._keys[self.vocab.strings.add(key)] = (lexicon.name, term_id)
                    matcher.add(key, [self._hashes(t, change) for t in terms])  # type: ignore[misc]
        return matcher

    def _hashes(self, term: str, change: Callable[[str], str]) -> tuple[int, ...]:
        """A term as PhraseMatcher keeps it, and takes it when unpickled: a hash a token. A Doc costs ten times that.

        A term of nothing but letters and single spaces is cut at the spaces, as the tokenizer would.
        """
        plain = term.replace(" ", "").isalpha()
        words = change(term).split(" ") if plain else map(change, self.split(term))
        return tuple(map(self.vocab.strings.add, words))

    def read(self, text: str) -> Reading:
        """The article as a Reading."""
        lines: list[Line] = []
        tokens: list[Token] = []
        hits: list[tuple[int, Doc]] = []
        start = 0
        for number, line in enumerate(text.split("\n"), 1):
            if line.strip():
                first = len(tokens)
                doc, cut = self._tokenize(line)
                tokens.extend([(word, self._fold(word), start + offset) for word, offset in cut])
                lines.append(Line(number, start, start + len(line), first, len(tokens)))
                hits.append((first, doc))
            start += len(line) + 1
        reading = Reading(text, self, lines, tokens)
        for first, doc in hits:
            reading.add_hits(self._find(doc, first))
        reading.add_hits(self._entities(reading))
        return reading

    def _entities(self, reading: Reading) -> Iterator[Hit]:
        """What a trained model takes for persons and organizations, as hits of the lexicon `entity`."""
        if self.model is None:
            return
        kinds = {label: kind for kind, labels in self.book.terms("entity-label").items() for label in labels}
        starts = {start: at for at, start in enumerate(reading.starts)}
        ends = {reading.end(at): at + 1 for at in range(len(reading))}
        for entity in self.model(reading.text).ents:
            first, last = starts.get(entity.start_char), ends.get(entity.end_char)
            if entity.label_ in kinds and first is not None and last is not None:
                yield Hit(first, last, "entity", kinds[entity.label_])

    # A line at a time: spaCy stops caching chunks after the first special case of a text (its issue 13950).
    def _tokenize(self, line: str) -> tuple[Doc, list[tuple[str, int]]]:
        """The tokens of a line that are not white space, as a Doc, and each with its offset in the line."""
        spaced = line.translate(SPACES)
        doc = self.tokenizer(spaced)
        cut = [(t.text, t.idx) for t in doc]
        if "  " in spaced or spaced[0] == " " or not spaced.isprintable():
            cut = [(word, offset) for word, offset in cut if not word.isspace()]
            doc = Doc(self.vocab, words=[word for word, _ in cut])
        return doc, cut

    def _find(self, doc: Doc, first: int) -> Iterator[Hit]:
        for matcher in self._matchers:
            for key, start, end in matcher(doc):
                yield Hit(first + start, first + end, *self._keys[key])


@lru_cache(maxsize=8)
def pipeline_for(language: str, folders: tuple[Path, ...] = (), model: str | None = None) -> Pipeline:
    """The pipeline of a language, built once. Raises LanguageError, RuleError, and ModelError for a model not there."""
    return Pipeline(load_rulebook(language, folders), _load_model(model) if model else None)


def _load_model(name: str) -> Language:
    try:
        return load(name)
    except (OSError, ValueError, ImportError) as error:
        why = " ".join(str(error).split())[:120]
        raise ModelError(
            f"--model {name}: no spaCy pipeline that can be loaded ({why}); install it, or leave it out"
        ) from None
