"""Names of documents that are written small: how far such a name reaches behind its kind."""

from __future__ import annotations

import re
from functools import partial

from visitx.reading import Reading
from visitx.references_words import CiteWords

LONGEST_TITLE = 16
_DASHES = ("–", "—", "-")
_YEAR = re.compile(r"(?:19|20)\d\d")
GRAMMAR = frozenset({"DET", "OF", "PREP", "CONJ", "SUB", "PRON", "AUX", "ADV"})
ROMAN = re.compile(r"X{0,2}(?:IX|IV|VI{0,3}|I{2,3})|X{1,2}")


class PlainNames:
    """The reach of names in small letters in one reading."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.words = reading.prepared(CiteWords)

    def capital(self, at: int) -> bool:
        """Does this token begin with a capital?"""
        return self.reading.words[at][0].isupper()

    def plain_end(self, at: int) -> int:
        """Where a name in small letters ends: at a stop, a verb, a date, another document, a word that leads away."""
        reading = self.reading
        _, high = reading.sentence_bounds(at - 1)
        i = end = at
        while i < min(high, at + LONGEST_TITLE):
            if i > at and (listed := self._list_end(i, high)):
                i = listed
            if self._leads_away(i, high) and not (i == at and self._introduces_verb(i, high)):
                break
            if self._begins_clause(i, high):
                break
            i += 1
            if reading.norms[i - 1] not in self.words.links:
                end = i
            if ROMAN.fullmatch(reading.words[i - 1]):
                break
        return end

    def _begins_clause(self, at: int, high: int) -> bool:
        """An article, or an unknown word before one, right behind a noun: `… des peuples | les protège`."""
        tags, norms = self.reading.tags, self.reading.norms
        if norms[at - 1] in self.words.links or tags[at - 1] not in ("NOUN", "ADJ", "NAME"):
            return False
        if tags[at] == "DET":
            return True
        unknown = tags[at] in ("NOUN", "VERB") and not self.is_adjective(at) and not self.is_about(at)
        small = unknown and self.reading.words[at].islower()
        if not small or at + 1 >= high:
            return False
        counts = tags[at + 1] == "NUM" and not _YEAR.match(self.reading.words[at + 1])
        return counts or tags[at + 1] in ("DET", "SUB")

    def _list_end(self, at: int, high: int) -> int | None:
        """`économiques | , sociaux et | culturels`: where the last of a list begins, of single words or led by *of*."""
        tags, words = self.reading.tags, self.reading.words
        if words[at] != "," or at + 3 >= high:
            return None
        joined = next((i for i in range(at + 2, min(at + 6, high - 1)) if tags[i] == "CONJ"), 0)
        kind = tags[at + 1]
        if not joined or any(self.reading.hit_at("document", i) for i in range(at, joined + 3)):
            return None
        if kind == "OF":
            return joined + 1 if tags[joined + 1] == "OF" else None
        alike = kind in ("NOUN", "ADJ") and tags[joined + 1] in ("NOUN", "ADJ") and words[at + 1].islower()
        return joined + 1 if alike and joined == at + 2 else None

    def _introduces_verb(self, at: int, high: int) -> bool:
        """`visant | à renforcer`: the first word of what a document is about may lead to a verb."""
        return self.reading.norms[at] in self.words.links and at + 1 < high and self.reading.tags[at + 1] == "VERB"

    def is_hyphen(self, at: int) -> bool:
        """Does a dash join the words around it without a blank, as in `Canada–Québec`?"""
        reading = self.reading
        if reading.words[at] not in _DASHES or not 0 < at < len(reading) - 1:
            return False
        return reading.end(at - 1) == reading.starts[at] and reading.end(at) == reading.starts[at + 1]

    def _leads_away(self, at: int, high: int) -> bool:
        reading = self.reading
        tag = reading.tags[at]
        if self.is_hyphen(at):
            return False
        if not reading.words[at][0].isalpha() or reading.hit_at("dated", at) or self._is_cited(at):
            return True
        if reading.hit_at("document-sign", at):
            return True
        if (
            self.words.stops.at(reading.norms, at)
            or reading.norms[at] in self.words.verbs
            or (tag in GRAMMAR and reading.norms[at] not in self.words.links)
        ):
            return True
        if tag not in ("CONJ", "PREP"):
            return False
        if tag == "CONJ" and at + 2 < high and reading.tags[at + 1] == "DET" and self.capital(at + 2):
            return True
        cited = self._is_cited if tag == "PREP" else partial(reading.hit_at, "document")
        following = [cited(i) for i in range(at + 1, min(at + 4, high))]
        return any(following) or (at + 1 < high and reading.tags[at + 1] == "VERB")

    def _is_cited(self, at: int) -> bool:
        """Does a document begin here: with a word that is no everyday noun, or has a capital?"""
        everyday = self.reading.norms[at] in self.words.loose and not self.capital(at)
        return not everyday and self.reading.hit_at("document", at) is not None

    def is_adjective(self, at: int) -> bool:
        """Is the word an adjective by its tag or its ending?"""
        tag, word = self.reading.tags[at], self.reading.words[at]
        return word.islower() and (tag == "ADJ" or (tag == "NOUN" and word.lower().endswith(self.words.endings)))

    def leads_to_issuer(self, at: int) -> bool:
        """Does who made the document, or was given it, stand behind a small word: `the Finance Bill to Parliament`?"""
        reading = self.reading
        _, high = reading.sentence_bounds(at - 1)
        small = (i for i in range(at, min(at + 3, high)) if self.capital(i))
        first = next(small, high)
        return first < high and reading.hit_at("issuer", first) is not None

    def nested_end(self, end: int) -> int:
        """`Protocole facultatif | se rapportant à la Convention contre la torture`: the end of the other one's name."""
        reading = self.reading
        term = self.words.nests.at(reading.norms, end)
        if term is None:
            return end
        at = next((i for i in range(term.last, len(reading)) if reading.tags[i] != "DET"), end)
        inner = reading.hit_at("document", at)
        return self.plain_end(inner.last) if inner and self.capital(at) else end

    def pair_end(self, end: int) -> int:
        """`Climat et résilience`: a small noun that a conjunction joins to the name, where the name ends with it."""
        tags, words = self.reading.tags, self.reading.words
        _, high = self.reading.sentence_bounds(end - 1)
        if end + 2 >= high or tags[end] != "CONJ" or tags[end + 1] not in ("NOUN", "ADJ", "NAME"):
            return end
        return end + 2 if tags[end + 2] in GRAMMAR or not words[end + 2][0].isalnum() else end

    def content(self, first: int, last: int) -> int:
        """How many words of a range say something: no small word, no year, no ordinal."""
        reading = self.reading
        return sum(
            reading.words[i][0].isalpha()
            and len(reading.words[i]) > 1
            and reading.tags[i] not in GRAMMAR
            and reading.norms[i] not in self.words.links
            for i in range(first, last)
        )

    def is_about(self, at: int) -> bool:
        """Does a word that leads to what a document is about begin at this token?"""
        return self.words.about.at(self.reading.norms, at) is not None
