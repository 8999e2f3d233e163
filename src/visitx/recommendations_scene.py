"""What the finding of recommendations knows of an article: its parties, its quotations, what was asked so far."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from itertools import groupby, islice
from typing import TYPE_CHECKING, NamedTuple

from visitx.hits import Hit
from visitx.reading import Reading
from visitx.recommendations_parties import Parties, Party
from visitx.recommendations_verbs import VerbGroup, read_group
from visitx.record import Official

if TYPE_CHECKING:
    from visitx.recommendations_lists import Entry

Range = tuple[int, int]
_PAIRS = {"“": "”", "«": "»", "„": "“", '"': '"'}
_MARKS = (*_PAIRS, "”", "»")
NEAR = 7
WITH_NOUN = ("ask-uttering", "ask-giving")  # verbs that ask nothing without a noun for requests
REPORTS = ("ask-saying", "ask-uttering")


class Asked(NamedTuple):
    """An item that came out: where its verb stands, who asked whom."""

    at: int
    by: Party | None
    to: str | None


class Asking(NamedTuple):
    """A frame found at token `at`: what is asked begins at `start` and has the form `form`.

    `to` is the range of tokens of the addressee; `group` the verb with what belongs to it; `order` that of its rule.
    `addressed`: it is one only if it names a party.
    """

    rule: str
    at: int
    start: int
    form: str
    to: Range | None
    group: VerbGroup
    order: int
    impersonal: bool = False
    by: Party | None = None
    addressed: bool = False


class Quote(NamedTuple):
    """Tokens `first` to `last` (exclusive) between the marks; the closing mark may be missing at a line's end."""

    first: int
    last: int
    closed: bool


class Scene:
    """The article while it is read from its first line to its last."""

    def __init__(self, reading: Reading, officials: Iterable[Official]) -> None:
        self.reading = reading
        self.parties = Parties(reading, tuple(officials))
        self.words = self.parties.words
        self.tags = self.parties.tags
        self.quotes = find_quotes(reading)
        self._end = len(reading) + 1
        self.history: list[Asked] = []
        self.subjects: dict[int, Party | None] = {}
        self.askings: Mapping[int, Asking] = {}
        self.speakers: dict[int, Party | None] = {}
        self.entries: dict[int, Entry] = {}

    def quote_at(self, at: int) -> Quote | None:
        """The quotation that holds a token."""
        index = bisect_right(self.quotes, (at, self._end)) - 1 if self.quotes else -1
        return self.quotes[index] if index >= 0 and at < self.quotes[index].last else None

    def sentence_index(self, at: int) -> int:
        return bisect_right(self.reading.sentences, (at, self._end)) - 1

    def is_auxiliary(self, at: int) -> bool:
        """Is the word an auxiliary, and no part of a name (Giang A Sinh)?"""
        return self.tags[at] == "AUX" and not self.reading.words[at][0].isupper()

    def hits_in(self, lexicon: str, first: int, last: int) -> Iterator[Hit]:
        """The hits of a lexicon that begin in a token range."""
        hits = self.reading.hits(lexicon)
        for index in range(bisect_left(hits, (first,)), len(hits)):
            if hits[index][0] >= last:
                return
            yield hits[index]

    def hit_in(self, lexicon: str, first: int, last: int) -> Hit | None:
        """The first of them."""
        return next(self.hits_in(lexicon, first, last), None)

    @cached_property
    def verbs(self) -> Mapping[int, str]:
        """The form of the verb of asking or saying that begins at a token."""
        found: dict[int, str] = {}
        for lexicon in self.words.verb_lexicons:
            for hit in self.reading.hits(lexicon):
                if lexicon not in WITH_NOUN or self.hit_in("ask-requests", hit.last, hit.last + NEAR):
                    found.setdefault(hit.first, hit.id)
        return found

    def asks(self, at: int) -> bool:
        """Does a verb of asking begin here that has its own list (in which they ask the Ministry: …)?"""
        if at not in self.verbs:
            return False
        for lexicon in self.words.verb_lexicons:
            hit = self.reading.hit_at(lexicon, at)
            if hit and hit.id != "base" and lexicon not in REPORTS:
                return read_group(self.reading, at, hit.id) is not None
        return False

    def last_asked(self, at: int, low: int) -> Asked | None:
        """What was asked last before token `at`, not before token `low`."""
        for asked in reversed(self.history):
            if asked.at < at:
                return asked if asked.at >= low else None
        return None

    def quotes_after(self, at: int) -> Iterator[Quote]:
        """The quotations that begin after token `at`."""
        return islice(self.quotes, bisect_right(self.quotes, (at, self._end)), None)

    def quote_before(self, quote: Quote) -> Quote | None:
        """The quotation before this one."""
        index = bisect_left(self.quotes, quote)
        return self.quotes[index - 1] if index else None


def find_quotes(reading: Reading) -> list[Quote]:
    """The quotations in order, none inside another, none across lines."""
    marks = sorted(at for mark in _MARKS for at in reading.places(mark))
    return [q for line, inside in groupby(marks, reading.line_index) for q in _in_line(reading, line, inside)]


def _in_line(reading: Reading, line: int, marks: Iterable[int]) -> Iterator[Quote]:
    """The quotations that the marks of a line make."""
    closing, first, depth = "", -1, 0
    for at in marks:
        word = reading.words[at]
        if first < 0:
            if word in _PAIRS:
                closing, first, depth = _PAIRS[word], at + 1, 1
        elif word == closing:
            depth -= 1
            if not depth:
                yield Quote(first, at, True)
                first = -1
        elif _PAIRS.get(word) == closing:
            depth += 1
    if first >= 0:
        yield Quote(first, reading.lines[line].last, False)
