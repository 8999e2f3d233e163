"""Does a sentence tell of what was or of what is to come? Read from the words around a place in it."""

from __future__ import annotations

from dataclasses import dataclass

from visitx.patterns import fold
from visitx.reading import Reading
from visitx.rules import Rulebook

_FAR = 14  # words; a verb further off says nothing of a date
_NEAR = 4  # a participle further off may be an adjective
_CLEARLY = 2  # the verb behind a date counts where it is this much nearer than the one before
_GROUP = 4  # words of a group of verbs: will have been signed
_STOPS = frozenset({";", ":", "(", "«", "“", "—", "–"})


@dataclass(frozen=True)
class Tense:
    """`kind`: past, coming, open (a verb still to be done), present, or nothing; `near`: does it stand close?"""

    kind: str = ""
    near: bool = False


class Endings:
    """What the ends of words say of time: the lexicons `tense-suffix`, `infinitive` and `infinitive-ending`."""

    def __init__(self, book: Rulebook) -> None:
        suffixes = [(fold(s), kind) for kind, terms in book.terms("tense-suffix").items() for s in terms]
        self._suffixes = sorted(suffixes, key=lambda p: -len(p[0]))
        self._known: dict[str, str] = {}
        self.infinitive = book.words("infinitive")
        self.of_infinitive = tuple(book.words("infinitive-ending")) or ("",)

    def kind(self, norm: str) -> str:
        """The tense that the ending of a word tells of, or nothing."""
        if norm not in self._known:
            kind = next((kind for suffix, kind in self._suffixes if norm.endswith(suffix)), "")
            self._known[norm] = "" if kind == "other" else kind
        return self._known[norm]


class Tenses:
    """The tenses of one article, by the lexicon `tense-word` and by endings."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._endings = reading.prepared(Endings)

    def around(self, first: int, last: int) -> Tense:
        """The tense at tokens `first` to `last`: of the nearest verb before them, else of the next one behind; of the
        one behind also where it is clearly nearer and in one clause with them (on 12 May it will open)."""
        low, high = self._reading.sentence_bounds(first)
        before, behind = self._before(first, low), self._behind(last, high)
        if before and behind and behind[1] <= _NEAR and behind[1] + _CLEARLY < before[1]:
            clause = range(last, last + behind[1])
            before = before if any(self._ends_clause(at) for at in clause) else None
        kind, distance = before or behind or ("", 0)
        return Tense(kind, 0 < distance <= _NEAR)

    def _before(self, first: int, low: int) -> tuple[str, int] | None:
        """The tense of the nearest verb before a place, and how far it is."""
        for at in range(first - 1, max(low, first - _FAR) - 1, -1):
            if self._reading.words[at] in _STOPS:
                return None
            if kind := self._told(at, low, first - at):
                return kind, first - at
        return None

    def _behind(self, last: int, high: int) -> tuple[str, int] | None:
        """The tense of the nearest verb behind a place, and how far it is."""
        for at in range(last, min(high, last + _FAR)):
            if kind := self._told(at, last, at - last + 1):
                return kind, at - last + 1
        return None

    def _ends_clause(self, at: int) -> bool:
        return self._reading.tags[at] in ("PUNCT", "CONJ", "SUB")

    def _told(self, at: int, low: int, distance: int) -> str:
        """The tense of the group of verbs that ends with a token: what its first words say, where they say more."""
        kind = self._kind(at)
        if kind not in ("past", "participle"):
            return kind
        helpers = [self._kind(i) for i in range(max(low, at - _GROUP), at)]
        if "coming" in helpers or "open" in helpers[-1:]:
            return "coming"
        return "past" if kind == "past" or "past" in helpers or distance <= _NEAR else ""

    def is_habit(self, first: int) -> bool:
        """Does the sentence tell of what happens again and again?"""
        low, high = self._reading.sentence_bounds(first)
        return any(low <= hit.first < high for hit in self._reading.hits("habit"))

    def _kind(self, at: int) -> str:
        """The tense that one token tells of, or nothing."""
        hit = self._reading.hit_ending("tense-word", at + 1)
        if hit:
            return "" if hit.id == "other" else hit.id
        norm, word = self._reading.norms[at], self._reading.words[at]
        if len(norm) < 4 or not word[0].islower():
            return ""
        if self._is_infinitive(at, norm):
            return "open" if self._reading.tags[at] in ("NOUN", "VERB") else ""
        return self._endings.kind(norm)

    def _is_infinitive(self, at: int, norm: str) -> bool:
        """Is a word a verb behind the word that begins an infinitive, or behind that and a pronoun (à lui répondre)?"""
        reading, endings = self._reading, self._endings
        if not at or not norm.endswith(endings.of_infinitive):
            return False
        back = 2 if at > 1 and reading.tags[at - 1] in ("PRON", "DET") else 1
        return any(reading.norms[i] in endings.infinitive for i in range(at - back, at))
