"""What the finding of recommendations knows of an article: its parties, its quotations, what was asked so far."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from visitx.reading import Reading
from visitx.recommendations_parties import Parties, Party
from visitx.recommendations_quotes import Quote, find_quotes
from visitx.recommendations_verbgroups import read_group
from visitx.recommendations_words import AskWords
from visitx.record import Official

if TYPE_CHECKING:
    from visitx.recommendations_asking import Asking


@dataclass(frozen=True)
class Asked:
    """An item that came out: where its verb stands, who asked whom."""

    at: int
    by: Party | None
    to: str | None


@dataclass
class Scene:
    """The article while it is read from its first line to its last."""

    reading: Reading
    parties: Parties
    words: AskWords
    quotes: list[Quote]
    history: list[Asked] = field(default_factory=list)
    subjects: dict[int, Party | None] = field(default_factory=dict)
    askings: Mapping[int, Asking] = field(default_factory=dict)
    speakers: dict[int, Party | None] = field(default_factory=dict)

    @classmethod
    def of(cls, reading: Reading, officials: Iterable[Official]) -> Scene:
        parties = Parties(reading, tuple(officials))
        return cls(reading, parties, parties.words, find_quotes(reading))

    @property
    def tags(self) -> list[str]:
        """The tags of the article as asking reads them."""
        return self.parties.tags

    def quote_at(self, at: int) -> Quote | None:
        """The quotation that holds a token."""
        index = bisect_right(self.quotes, at, key=lambda q: q.first) - 1
        return self.quotes[index] if index >= 0 and at < self.quotes[index].last else None

    def sentence_index(self, at: int) -> int:
        return bisect_right(self.reading.sentences, at, key=lambda s: s[0]) - 1

    def is_auxiliary(self, at: int) -> bool:
        """Is the word an auxiliary, and no part of a name (Giang A Sinh)?"""
        return self.tags[at] == "AUX" and not self.reading.words[at][0].isupper()

    def asking_verb(self, at: int) -> str | None:
        """The form of the verb of asking or saying that begins at token `at`."""
        for lexicon in self.words.verb_lexicons:
            if hit := self.reading.hit_at(lexicon, at):
                return hit.id
        return None

    def asks(self, at: int) -> bool:
        """Does a verb of asking begin here that has its own list (in which they ask the Ministry: …)?"""
        for lexicon in self.words.verb_lexicons:
            hit = self.reading.hit_at(lexicon, at)
            if hit and hit.id != "base" and lexicon not in ("ask-saying", "ask-uttering"):
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
        return islice(self.quotes, bisect_right(self.quotes, at, key=lambda q: q.first), None)

    def quote_before(self, quote: Quote) -> Quote | None:
        """The quotation before this one."""
        index = bisect_left(self.quotes, quote.first, key=lambda q: q.first)
        return self.quotes[index - 1] if index else None
