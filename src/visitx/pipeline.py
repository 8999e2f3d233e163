"""The spaCy pipeline of one language, built from its rules: it makes a Reading of an article."""

from __future__ import annotations

import gc
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from spacy import load
from spacy.attrs import IDX, ORTH
from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc
from spacy.vocab import Vocab

from visitx import rules_store
from visitx.errors import ModelError
from visitx.hits import Hit, Range, Term
from visitx.lines import lines_of
from visitx.lookups import TermsByLexicon
from visitx.patterns import Pattern, compile_pattern, fold
from visitx.reading import Line, Prepared, Reading, Tokens
from visitx.rules import Rulebook
from visitx.rules_books import load_rulebook
from visitx.tokens import SPACES, Tagger, make_tokenizer

_ORTH_AND_OFFSET = [ORTH, IDX]


class Pipeline:
    """spaCy for one rulebook: `read` tokenizes an article and finds every lexicon term in it."""

    def __init__(self, book: Rulebook, model: Language | None = None) -> None:
        self.book = book
        self.model = model
        self.tokenizer = make_tokenizer(book)
        self.vocab = self.tokenizer.vocab
        self.tagger = Tagger(book)
        self._words = _Words(self.vocab)
        self._terms: dict[int, Sequence[Term]] = {}
        self._prepared: dict[Any, Any] = {}
        self.terms = TermsByLexicon(book, self.split)
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
        """A matcher with one key for all words that are terms of the same lexicons: a word is found once, not once for
        each lexicon (*of* is in a dozen)."""
        change = fold if attribute == "NORM" else str
        terms: dict[tuple[int, ...], list[Term]] = {}
        for lexicon in self.book.lexicons.values():
            if lexicon.match == match:
                for term_id, texts in lexicon.terms.items():
                    term = (lexicon.name, term_id)
                    for text in texts:
                        terms.setdefault(self._hashes(text, change), []).append(term)
        groups: dict[tuple[Term, ...], list[tuple[int, ...]]] = {}
        for hashes, having in terms.items():
            groups.setdefault(tuple(having), []).append(hashes)
        matcher = PhraseMatcher(self.vocab, attr=attribute)
        for number, (shared, found) in enumerate(groups.items()):
            key = f"{attribute} {number}"
            self._terms[self.vocab.strings.add(key)] = shared
            matcher.add(key, found)  # type: ignore[arg-type]
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
        tokens = Tokens()
        found: defaultdict[int, list[Range]] = defaultdict(list)
        for number, start, line in lines_of(text):
            first = len(tokens.starts)
            self._find(self._tokenize(line, start, tokens), first, found)
            lines.append(Line(number, start, start + len(line), first, len(tokens.starts)))
        reading = Reading(text, self, lines, tokens)
        reading.add_places((self._terms[key], places) for key, places in found.items())
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

    def _tokenize(self, line: str, start: int, tokens: Tokens) -> Doc:
        """The line as a Doc without tokens of white space; they are added to `tokens`, with their offsets."""
        spaced = line.translate(SPACES)
        doc: Doc = self.tokenizer(spaced)
        cut = doc.to_array(_ORTH_AND_OFFSET).tolist()
        words = self._words
        if "  " in spaced or spaced[0] == " " or not spaced.isprintable():
            cut = [(orth, at) for orth, at in cut if not words[orth][0].isspace()]
            doc = Doc(self.vocab, words=[words[orth][0] for orth, _ in cut])
        pairs = [words[orth] for orth, _ in cut]
        tokens.words.extend([word for word, _ in pairs])
        tokens.norms.extend([norm for _, norm in pairs])
        tokens.starts.extend([start + at for _, at in cut])
        return doc

    def _find(self, doc: Doc, first: int, found: defaultdict[int, list[Range]]) -> None:
        for matcher in self._matchers:
            for key, start, end in matcher(doc):
                found[key].append((first + start, first + end))


class _Words(dict[int, tuple[str, str]]):
    """spaCy's id of a word -> the word and its folded form, which is made once a word."""

    def __init__(self, vocab: Vocab) -> None:
        super().__init__()
        self._strings = vocab.strings

    def __missing__(self, orth: int) -> tuple[str, str]:
        word = self._strings[orth]
        self[orth] = found = word, fold(word)
        return found


@lru_cache(maxsize=8)
def pipeline_for(language: str, folders: tuple[Path, ...] = (), model: str | None = None) -> Pipeline:
    """The pipeline of a language, built once. Raises LanguageError, RuleError, and ModelError for a model not there."""
    book = load_rulebook(language, folders)
    if not book.kept:
        from visitx.rules_diagnosis import refuse_faults  # only where rules are new: a start does not pay for it

        refuse_faults(book, folders)
        rules_store.keep(book)
    pipeline = Pipeline(book, _load_model(model) if model else None)
    # spaCy and the rules stay as long as the process; the collector took a fifth of every extraction to find that out.
    gc.freeze()
    return pipeline


def _load_model(name: str) -> Language:
    try:
        return load(name)
    except (OSError, ValueError, ImportError) as error:
        why = " ".join(str(error).split())[:120]
        raise ModelError(
            f"--model {name}: no spaCy pipeline that can be loaded ({why}); install it, or leave it out"
        ) from None
