"""What words mean, whatever their language: the glossaries in rules/<language>/glossary, and cognates."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import Indel

from visitx.errors import RuleError, VisitxError
from visitx.rules_folders import builtin_folder
from visitx.yamlio import load

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


class Glossary:
    """The glossary of one language; empty where the language has none."""

    def __init__(self, language: str) -> None:
        self._terms: dict[str, tuple[set[str], set[str]]] = {}
        self._longest = 1
        for lexicon, terms in load_lexicons(language).items():
            for term_id, words in terms.items():
                for word in words:
                    self._add(str(word), term_id, lexicon == "institution")

    def _add(self, term: str, term_id: str, head: bool) -> None:
        key = fold(term) + ("*" if term.endswith("*") else "")
        self._longest = max(self._longest, key.count(" ") + 1)
        ids, heads = self._terms.setdefault(key, (set(), set()))
        ids.add(term_id)
        if head:
            heads.add(term_id)

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
        for length in range(min(self._longest, len(words) - at), 0, -1):
            phrase = " ".join(words[at : at + length])
            if known := self._look_up(phrase):
                return length, None if NOTHING in known[0] else Meaning(phrase, *map(frozenset, known))
        word = words[at]
        return 1, Meaning(word) if len(word) > 3 or word.isdigit() else None

    def _look_up(self, phrase: str) -> tuple[set[str], set[str]] | None:
        """The term itself, and the longest beginning that stands in the glossary with a star."""
        exact = self._terms.get(phrase)
        if " " in phrase:
            return exact
        starts = (self._terms.get(phrase[:n] + "*") for n in range(len(phrase), 2, -1))
        start = next((s for s in starts if s), None)
        return (exact[0] | start[0], exact[1] | start[1]) if exact and start else exact or start


@lru_cache(maxsize=8)
def glossary(language: str) -> Glossary:
    """The glossary of a language, read once."""
    return Glossary(language)


@lru_cache(maxsize=8)
def load_lexicons(language: str) -> Lexicons:
    """Terms by id by lexicon of a language's glossary. Raises RuleError where a file is not well formed.

    The files are rule files; but they are read without the places of their parts, which takes a third of the time.
    """
    lexicons: dict[str, Mapping[str, Sequence[str]]] = {}
    for path in sorted((builtin_folder() / language / FOLDER).glob("*.yaml")):
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
    return tuple(frozenset(ids) for ids in load_lexicons(COMMON).get(lexicon, {}).values())


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
    return bool(a.ids & b.ids) or are_cognates(a.word, b.word)


def likeness(a: tuple[Meaning, ...], b: tuple[Meaning, ...]) -> float:
    """From 0 to 1: the part of the shorter list's words that have a counterpart in the longer, weighed by both."""
    if not a or not b:
        return 0.0
    hits_a = sum(any(mean_the_same(x, y) for y in b) for x in a)
    hits_b = sum(any(mean_the_same(x, y) for x in a) for y in b)
    return max(hits_a / len(a), hits_b / len(b)) * 0.5 + (hits_a + hits_b) / (len(a) + len(b)) * 0.5
