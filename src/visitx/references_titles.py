"""Names of documents that have no number: how far a name reaches, before its kind and behind it."""

from __future__ import annotations

import re

from visitx.hits import Hit
from visitx.reading import Reading
from visitx.references_numbers import Numbers
from visitx.references_plain import GRAMMAR, ROMAN, PlainNames

_APOSTROPHES = ("'", "’")
_YEARS = re.compile(
    r"(?:,? )((?:19|20)\d\d(?: ?[-–/] ?(?:19|20)?\d\d)?|FY ?\d{2,4}(?: ?[-–/] ?(?:FY ?)?\d{2,4})?)(?![\w/-])"
)
_ORDINAL = re.compile(r"\d+[^\W\d_]{1,3}")
_YEAR_OR_ORDINAL = re.compile(r"(?:19|20)\d\d|\d+[^\W\d_]{1,3}")
_FIGURED = re.compile(r"\d+[A-Z]{2,}")
_ACRONYM = re.compile(r"[^\W\d_][\w-]*[A-Z][\w-]*")
_SPAN = re.compile(r"\d ?[-–/] ?\d")
_BRACKETED = re.compile(r" ?\((?:19|20)\d\d ?[-–/] ?(?:19|20)?\d\d\)")


class Titles(PlainNames):
    """The reach of names in one reading, and its numbers."""

    def __init__(self, reading: Reading) -> None:
        super().__init__(reading)
        self.numbers = Numbers(reading)

    def names_something(self, at: int) -> bool:
        """Is this token a capitalized word without a figure in it, or a figure with capitals (3DS)?"""
        word = self.reading.words[at]
        return (self.capital(at) and not any(c.isdigit() for c in word)) or _FIGURED.fullmatch(word) is not None

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
        while first < head and self.reading.tags[first] in GRAMMAR:
            first += 1
        return first

    def counted_start(self, head: int) -> int:
        """`14e Plan quinquennal`: the ordinal before a kind belongs to the name."""
        before = head - 1
        if head == 0 or before < self.reading.sentence_bounds(head)[0]:
            return head
        counted = self.reading.norms[before] in self.words.ordinals or _ORDINAL.fullmatch(self.reading.words[before])
        return before if counted else head

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
        """A small word or a possessive inside a name: what precedes is a capitalized name as well, and no document."""
        reading = self.reading
        if at == 0 or not self.names_something(at - 1) or reading.tags[at - 1] in GRAMMAR:
            return False
        if self.is_hyphen(at):
            return True
        if reading.words[at] in _APOSTROPHES:  # Workers' Compensation Act
            return reading.hit_ending("issuer", at) is None
        if reading.norms[at] in self.words.clitics:  # Children's Act
            return reading.norms[at - 1] in self.words.owners
        return reading.norms[at] in self.words.inner and reading.hit_ending("document", at) is None

    def proper_end(self, at: int) -> int:
        """Where the run of capitalized words ends that begins at `at`, small words between them included."""
        _, high = self.reading.sentence_bounds(at - 1)
        end = at
        while (word := self._skip_links(end, high)) < high:
            if self._goes_on_elsewhere(end, word, high) or self.reading.hit_at("document-sign", word):
                break
            if self.reading.words[word] == "(" and self._opening_closes(word, high):
                end = word + 3
            elif (self.capital(word) or self.names_something(word)) and not self.reading.hit_at("dated", word):
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
        """Does a bracket stand inside the name, as in `Ground Water (Regulation) Act`, and not behind it?"""
        closed = at + 3 < high and self.capital(at + 1) and self.reading.words[at + 2] == ")"
        return closed and self.names_something(at + 3)

    def _skip_links(self, at: int, high: int) -> int:
        """Past the small words inside a name, an apostrophe, or a comma of an enumeration."""
        stop = min(at + 3, high)
        if at < high and (self.reading.words[at] in _APOSTROPHES or self.is_hyphen(at) or self._enumerates(at, high)):
            return at + 1
        while at < stop and self.reading.norms[at] in self.words.bridges and not self.capital(at):
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

    def years_end(self, end: int) -> int:
        """The end of a name together with what counts it: `Plan 2024-2028`, `Act, 2018`, `Act of 2018`, `Plan III`."""
        reading = self.reading
        if end < len(reading) and ROMAN.fullmatch(reading.words[end]):
            end += 1
        start = self._past_acronym(end)
        term = self.words.joiners.at(reading.norms, start) or self.words.spans.at(reading.norms, start)
        found = _YEARS.match(reading.text, reading.end((term.last if term else start) - 1))
        if not found or (term and term.id == "span" and not _SPAN.search(found.group())):
            return end
        while end < len(reading) and reading.starts[end] < found.end():
            end += 1
        return end

    def _past_acronym(self, end: int) -> int:
        """Past an acronym in brackets behind a name, as in `Programme d'eau (PRIMEAU) 2023`."""
        words = self.reading.words[end : end + 3]
        inside = len(words) == 3 and words[0] == "(" and words[2] == ")" and _ACRONYM.fullmatch(words[1])
        return end + 3 if inside else end

    def item_end(self, first: int, end: int) -> bool:
        """Is the name all that stands in an item of a list?"""
        low, high = self.reading.line_bounds(first)
        return first == low + 1 and end == high and not self.reading.words[low][0].isalnum()

    def noun_start(self, head: int) -> int:
        """The first of the nouns and adjectives before a kind that is written small."""
        low, _ = self.reading.sentence_bounds(head)
        first = head
        while first > low and self.reading.tags[first - 1] in ("NOUN", "ADJ", "NAME", "VERB", "NUM"):
            first -= 1
        return first

    def is_foreign(self, at: int) -> bool:
        """Does a name go on in another language, as in `the Programme d'infrastructures`?"""
        norm = self.reading.norms[at]
        return norm in self.words.foreign or norm[:2] in self.words.foreign

    def years_behind(self, end: int) -> bool:
        """Do years in brackets follow the name, which are no part of it?"""
        return _BRACKETED.match(self.reading.text, self.reading.end(end - 1)) is not None

    def is_draft(self, first: int) -> bool:
        """Does what precedes say that the document is one of many, or still to be written?"""
        return self.words.drafts.ending(self.reading.norms, first) is not None

    def follows_name(self, last: int) -> bool:
        """Is the name only the beginning of another one, as in `Policy Director`?"""
        _, high = self.reading.sentence_bounds(last - 1)
        goes_on = last < high and self.capital(last) and self.reading.words[last][0].isalpha()
        return goes_on and not self.reading.hit_at("document-sign", last)


def begins_sentence(reading: Reading, head: Hit) -> bool:
    """Is the kind the first word of its sentence, where a capital says nothing?"""
    first, _ = reading.sentence_bounds(head.first)
    return all(not w[0].isalpha() for w in reading.words[first : head.first])
