"""The clauses of an article by what their words mean: where is something of another article said in it, if anywhere?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import log

from visitx.compare_glossary import Glossary, Meaning, mean_the_same
from visitx.compare_wording import Wording

UNKNOWN = 0.4  # the weight of a word that neither a clause nor the glossary has, beside 1 for one in a single clause


class Passages:
    """Each clause of a wording as words that say something."""

    def __init__(self, wording: Wording, glossary: Glossary) -> None:
        self.places = wording.clauses
        self._words = [glossary.meanings(wording.text[start:end]) for start, end in self.places]
        self._clauses_with: dict[Meaning, list[int]] = {}
        for at, words in enumerate(self._words):
            for word in set(words):
                self._clauses_with.setdefault(word, []).append(at)

    def best(self, words: Sequence[Meaning], spoken_for: Mapping[int, Iterable[Meaning]]) -> tuple[float, float]:
        """Of some words, the weight of those that the best clause has, and the weight of them all.

        A word that many clauses have weighs little. `spoken_for`: words of clauses, by the number of the clause, that
        stand there for something else.
        """
        scores: dict[int, float] = {}
        total = 0.0
        for word in words:
            counterparts = [w for w in self._clauses_with if mean_the_same(word, w)]
            clauses = {at for w in counterparts for at in self._clauses_with[w]}
            weight = self._weight(len(clauses)) if clauses else 1.0 if word.ids else UNKNOWN
            total += weight
            for at in clauses:
                taken = spoken_for.get(at, ())
                if any(w in self._words[at] and w not in taken for w in counterparts):
                    scores[at] = scores.get(at, 0.0) + weight
        return max(scores.values(), default=0.0), total

    def _weight(self, clauses: int) -> float:
        size = log(len(self._words) + 1)
        return (size - log(clauses)) / size

    def spoken_for(self, start: int, end: int, words: Sequence[Meaning]) -> dict[int, set[Meaning]]:
        """What some words of the other article already stand for, in the clauses that a range of offsets touches."""
        touched = [at for at, (first, last) in enumerate(self.places) if first < end and last > start]
        return {at: {w for w in self._words[at] if any(mean_the_same(w, v) for v in words)} for at in touched}
