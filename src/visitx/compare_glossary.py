"""What words mean, whatever their language: the glossaries in rules/<language>/glossary, and cognates."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from rapidfuzz.distance import Indel

from visitx import stored
from visitx.errors import RuleError, VisitxError
from visitx.rules_folders import builtin_folder

FOLDER, COMMON = "glossary", "common"
NOTHING = "none"  # the id of the words that say nothing
COGNATE = 0.8  # the part of their letters that two words of one origin share at least
Lexicons = Mapping[str, Mapping[str, Sequence[str]]]
_LETTERS = str.maketrans(
    {"Đ": "D", "đ": "d", "œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE", "ø": "o", "ł": "l", "ß": "ss"}
)
_WORD = re.compile(r"\w+")


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """Small letters without accents, words one blank apart: what is compared across languages."""
    plain = unicodedata.normalize("NFKD", text.translate(_LETTERS))
    return " ".join(_WORD.findall("".join(c for c in plain if not unicodedata.combining(c)).casefold()))


@dataclass(frozen=True)
class Meaning:
    """A folded word or phrase, and the ids of what it may mean. `heads`: those ids that are institutions."""

    word: str
    ids: frozenset[str] = frozenset()
    heads: frozenset[str] = frozenset()


Terms = dict[str, tuple[list[str], list[str]]]  # folded terms, with a star or not: ids, and those of institutions


class Glossary:
    """The glossary of one language; empty where the language has none."""

    def __init__(self, language: str) -> None:
        self._terms: Terms = _kept(language, _terms)
        self._starred = {word.partition(" ")[0] for word in self._terms if " " in word and word.endswith("*")}
        self._longest = max((term.count(" ") + 1 for term in self._terms), default=1)

    @lru_cache(maxsize=1024)  # noqa: B019 (one glossary a language lives as long as the program)
    def meanings(self, text: str) -> tuple[Meaning, ...]:
        """The words of a text that say something, the longest known phrases first; words unknown and short left out."""
        words = fold(text).split()
        found: list[Meaning] = []
        at = 0
        while at < len(words):
            length, meaning = self._longest_at(words, at)
            if meaning is not None:
                found.append(meaning)
            at += length
        return tuple(found)

    def _longest_at(self, words: list[str], at: int) -> tuple[int, Meaning | None]:
        for length in range(min(self._longest, len(words) - at), 1, -1):
            phrase = " ".join(words[at : at + length])
            if known := self._terms.get(phrase) or (words[at] in self._starred and self._beginning(phrase)):
                return length, _meaning(phrase, [known])
        return 1, self._word(words[at])

    def _beginning(self, phrase: str) -> tuple[Sequence[str], Sequence[str]] | None:
        """What the longest beginning of a phrase, up to a letter of its last word, means: it stands with a star."""
        last = phrase.rindex(" ") + 1
        starts = (self._terms.get(phrase[:n] + "*") for n in range(len(phrase), last, -1))
        return next(filter(None, starts), None)

    @lru_cache(maxsize=16384)  # noqa: B019
    def _word(self, word: str) -> Meaning | None:
        """What a word means: the term itself, and the longest beginning that stands in the glossary with a star."""
        starts = (self._terms.get(word[:n] + "*") for n in range(len(word), 2, -1))
        found = [known for known in (self._terms.get(word), next(filter(None, starts), None)) if known]
        if found:
            return _meaning(word, found)
        return Meaning(word) if len(word) > 3 or word.isdigit() else None


def _meaning(word: str, found: Iterable[tuple[Sequence[str], Sequence[str]]]) -> Meaning | None:
    ids = frozenset(i for known, _ in found for i in known)
    return None if NOTHING in ids else Meaning(word, ids, frozenset(h for _, heads in found for h in heads))


def _terms(language: str) -> Terms:
    terms: Terms = {}
    for lexicon, by_id in load_lexicons(language).items():
        for term_id, words in by_id.items():
            for word in map(str, words):
                ids, heads = terms.setdefault(fold(word) + ("*" if word.endswith("*") else ""), ([], []))
                ids.append(term_id)
                if lexicon == "institution":
                    heads.append(term_id)
    return terms


def _kept(language: str, make: Callable[[str], dict[str, Any]]) -> dict[str, Any]:
    """What `make` makes of the glossary of a language: to read a copy of it takes a tenth of the time."""
    digest = hashlib.sha256(Path(__file__).read_bytes())
    for path in _files(language):
        digest.update(path.read_bytes())
    name = f"glossary-{language}-{digest.hexdigest()[:32]}"
    kept = stored.fetch(name)
    if isinstance(kept, dict):
        return kept
    made = make(language)
    stored.keep(name, made)
    return made


def _files(language: str) -> list[Path]:
    return sorted((builtin_folder() / language / FOLDER).glob("*.yaml"))


@lru_cache(maxsize=8)
def glossary(language: str) -> Glossary:
    """The glossary of a language, read once."""
    return Glossary(language)


@lru_cache(maxsize=8)
def load_lexicons(language: str) -> Lexicons:
    """Terms by id by lexicon of a language's glossary. Raises RuleError where a file is not well formed.

    The files are rule files; but they are read without the places of their parts, which takes a third of the time.
    """
    from visitx.yamlio import load

    lexicons: dict[str, Mapping[str, Sequence[str]]] = {}
    for path in _files(language):
        name = f"rules/{language}/{FOLDER}/{path.name}"
        try:
            found = load(path.read_text("utf-8"), name)["lexicons"]
            lexicons.update((lexicon, keys["terms"]) for lexicon, keys in found.items())
        except (VisitxError, LookupError, TypeError, AttributeError) as error:
            raise RuleError(
                f"{name}: is no glossary ({error}); write lexicons with terms, as in the other rules"
            ) from None
    return lexicons


@lru_cache(maxsize=8)
def alike_groups(lexicon: str) -> tuple[frozenset[str], ...]:
    """The groups of ids that translators put for one another."""
    lexicons = _kept(COMMON, lambda language: dict(load_lexicons(language)))
    return tuple(frozenset(ids) for ids in lexicons.get(lexicon, {}).values())


def are_alike(a: Iterable[str], b: Iterable[str], lexicon: str = "alike") -> bool:
    """Is there an id in either that is the same, or of one group?"""
    a, b = set(a), set(b)
    return bool(a & b) or any(a & group and b & group for group in alike_groups(lexicon))


@lru_cache(maxsize=16384)
def are_cognates(a: str, b: str) -> bool:
    """Do two folded words look like one word of two languages?"""
    if a == b:
        return True
    if min(len(a), len(b)) < 4 or a.isdigit() or b.isdigit():
        return False
    return a[0] == b[0] and Indel.normalized_similarity(a, b) >= COGNATE


def mean_the_same(a: Meaning, b: Meaning) -> bool:
    """Do two words share a meaning, or look alike?"""
    return not a.ids.isdisjoint(b.ids) or (a.word[0] == b.word[0] and are_cognates(a.word, b.word))


def likeness(a: tuple[Meaning, ...], b: tuple[Meaning, ...]) -> float:
    """From 0 to 1: the part of the shorter list's words that have a counterpart in the longer, weighed by both."""
    if not a or not b:
        return 0.0
    hits = [(i, j) for i, x in enumerate(a) for j, y in enumerate(b) if mean_the_same(x, y)]
    hits_a, hits_b = len({i for i, _ in hits}), len({j for _, j in hits})
    return max(hits_a / len(a), hits_b / len(b)) * 0.5 + (hits_a + hits_b) / (len(a) + len(b)) * 0.5
