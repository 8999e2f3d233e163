"""Names of documents that have no number: how far a name reaches, before its kind and behind it."""

from __future__ import annotations

import re

from visitx.hits import Hit
from visitx.reading import Reading
from visitx.references_numbers import Numbers
from visitx.references_words import CiteWords

LONGEST_TITLE = 16
_YEARS = re.compile(r"(?:,? )((?:FY ?)?(?:19|20)\d\d(?: ?[-–/] ?(?:19|20)?\d\d)?)(?![\w/-])")
_YEAR_OR_ORDINAL = re.compile(r"(?:19|20)\d\d|\d+[a-z]{1,3}")
_BRACKETED = re.compile(r" ?\((?:19|20)\d\d ?[-–/] ?(?:19|20)?\d\d\)")
_GRAMMAR = frozenset({"DET", "OF", "PREP", "CONJ", "SUB", "PRON", "AUX", "ADV"})


class Titles:
    """The reach of names in one reading, and its numbers."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.words = reading.prepared(CiteWords)
        self.numbers = Numbers(reading)

    def capital(self, at: int) -> bool:
        """Does this token begin with a capital?"""
        return self.reading.words[at][0].isupper()

    def names_something(self, at: int) -> bool:
        """Is this token a capitalized word without a figure in it?"""
        return self.capital(at) and not any(c.isdigit() for c in self.reading.words[at])

    def in_title_case(self, at: int) -> bool:
        """Is the line one in which nearly every long word has a capital, as in English headlines?"""
        first, last = self.reading.line_bounds(at)
        if not self.reading.words[first][0].isalnum() or not self.reading.words[last - 1][-1].isalnum():
            return False
        words = [w for w in self.reading.words[first:last] if len(w) > 3 and w[0].isalpha()]
        return len(words) > 3 and sum(w[0].isupper() for w in words) > 0.8 * len(words)

    def proper_start(self, head: int) -> int:
        """The first token of the capitalized name that ends with the kind at `head`."""
        low, _ = self.reading.sentence_bounds(head)
        first = at = head
        if head > low and self.reading.norms[head - 1] in self.words.inner:
            return head
        while at > low:
            at = self._opening(at - 1, low)
            if self._in_name(at):
                first = at
            elif not self._joins(at):
                break
        while first < head and self.reading.tags[first] in _GRAMMAR:
            first += 1
        return first

    def _opening(self, at: int, low: int) -> int:
        """A bracket inside a name, as in `Water (Rural Areas) Act`, is passed over: the token that opens it."""
        words = self.reading.words
        if words[at] != ")":
            return at
        opened = next((i for i in range(at, max(low, at - 6), -1) if words[i] == "("), at)
        inside = range(opened + 1, at)
        return opened if all(self.capital(i) or self.reading.norms[i] in self.words.links for i in inside) else at

    def _in_name(self, at: int) -> bool:
        word = self.reading.words[at]
        return word[0].isupper() or word == "(" or _YEAR_OR_ORDINAL.fullmatch(word) is not None

    def _joins(self, at: int) -> bool:
        """A small word inside a name: what precedes it is a capitalized name as well, and no document."""
        if self.reading.norms[at] not in self.words.inner or at == 0 or not self.capital(at - 1):
            return False
        return self.reading.tags[at - 1] not in _GRAMMAR and self.reading.hit_ending("document", at) is None

    def proper_end(self, at: int) -> int:
        """Where the run of capitalized words ends that begins at `at`, small words between them included."""
        _, high = self.reading.sentence_bounds(at - 1)
        end = at
        while (word := self._skip_links(end, high)) < high:
            if self._goes_on_elsewhere(end, word, high):
                break
            if self.reading.words[word] == "(" and self._opening_closes(word, high):
                end = word + 3
            elif self.capital(word) and not self.reading.hit_at("dated", word):
                end = word + 1
            else:
                break
        return end

    def _goes_on_elsewhere(self, at: int, word: int, high: int) -> bool:
        """A conjunction before another document (`and the Paris Agreement`) joins no part of this name."""
        tags = [self.reading.tags[i] for i in range(at, word)]
        if "CONJ" not in tags:
            return False
        last = word
        while last < high and self.capital(last):
            last += 1
        return "DET" in tags or any(self.reading.hit_at("document", i) for i in range(word, last))

    def _opening_closes(self, at: int, high: int) -> bool:
        return at + 2 < high and self.capital(at + 1) and self.reading.words[at + 2] == ")"

    def _skip_links(self, at: int, high: int) -> int:
        """Past the small words inside a name, an apostrophe, or a comma of an enumeration."""
        stop = min(at + 3, high)
        if at < high and (self.reading.words[at] in ("'", "’") or self._enumerates(at, high)):
            return at + 1
        while at < stop and self.reading.norms[at] in self.words.links and not self.capital(at):
            at += 1
        return at

    def _enumerates(self, at: int, high: int) -> bool:
        """`Science, Technology and Innovation`: commas between one or two capitalized words, a conjunction at last."""
        run = 0
        for i in range(at, min(at + 12, high - 1)):
            if self.reading.words[i] == ",":
                run = 0
            elif self.capital(i):
                run += 1
            else:
                return run > 0 and self.reading.tags[i] == "CONJ" and self.capital(i + 1)
            if run > 2 or (i == at and self.reading.words[i] != ","):
                return False
        return False

    def plain_end(self, at: int) -> int:
        """Where a name in small letters ends: at a stop, a verb, a date, another document, a word that leads away."""
        _, high = self.reading.sentence_bounds(at - 1)
        end = at
        for i in range(at, min(high, at + LONGEST_TITLE)):
            if self._leads_away(i, high) and not (i == at and self._introduces_verb(i, high)):
                break
            if self.reading.norms[i] not in self.words.links:
                end = i + 1
        return end

    def _introduces_verb(self, at: int, high: int) -> bool:
        """`visant | à renforcer`: the first word of what a document is about may lead to a verb."""
        return self.reading.norms[at] in self.words.links and at + 1 < high and self.reading.tags[at + 1] == "VERB"

    def _leads_away(self, at: int, high: int) -> bool:
        reading = self.reading
        tag = reading.tags[at]
        if not reading.words[at][0].isalpha() or reading.hit_at("dated", at) or reading.hit_at("document", at):
            return True
        if (
            self.words.stops.at(reading.norms, at)
            or reading.norms[at] in self.words.verbs
            or (tag in _GRAMMAR and reading.norms[at] not in self.words.links)
        ):
            return True
        if tag not in ("CONJ", "PREP"):
            return False
        following = [reading.hit_at("document", i) for i in range(at + 1, min(at + 3, high))]
        return any(following) or (at + 1 < high and reading.tags[at + 1] == "VERB")

    def years_end(self, end: int) -> int:
        """The end of a name together with the years behind it: `Plan 2024-2028`, `Act, 2018`."""
        offset = self.reading.end(end - 1)
        found = _YEARS.match(self.reading.text, offset)
        while found and end < len(self.reading) and self.reading.starts[end] < found.end():
            end += 1
        return end

    def years_behind(self, end: int) -> bool:
        """Do years in brackets follow the name, which are no part of it?"""
        return _BRACKETED.match(self.reading.text, self.reading.end(end - 1)) is not None

    def pair_end(self, end: int) -> int:
        """`Climat et résilience`: a small noun that a conjunction joins to the name, where the name ends with it."""
        tags, words = self.reading.tags, self.reading.words
        _, high = self.reading.sentence_bounds(end - 1)
        if end + 2 >= high or tags[end] != "CONJ" or tags[end + 1] not in ("NOUN", "ADJ", "NAME"):
            return end
        return end + 2 if tags[end + 2] in _GRAMMAR or not words[end + 2][0].isalnum() else end

    def content(self, first: int, last: int) -> int:
        """How many words of a range say something: no small word, no year, no ordinal."""
        reading = self.reading
        return sum(
            reading.words[i][0].isalpha()
            and reading.tags[i] not in _GRAMMAR
            and reading.norms[i] not in self.words.links
            for i in range(first, last)
        )

    def is_draft(self, first: int) -> bool:
        """Does what precedes say that the document is one of many, or still to be written?"""
        return self.words.drafts.ending(self.reading.norms, first) is not None

    def is_about(self, at: int) -> bool:
        """Does a word that leads to what a document is about begin at this token?"""
        return self.words.about.at(self.reading.norms, at) is not None

    def follows_name(self, last: int) -> bool:
        """Is the name only the beginning of another one, as in `Policy Director`?"""
        _, high = self.reading.sentence_bounds(last - 1)
        return last < high and self.capital(last) and self.reading.words[last][0].isalpha()


def begins_sentence(reading: Reading, head: Hit) -> bool:
    """Is the kind the first word of its sentence, where a capital says nothing?"""
    first, _ = reading.sentence_bounds(head.first)
    return all(not w[0].isalpha() for w in reading.words[first : head.first])
