"""Recommendations: what one party asks another to do."""

from __future__ import annotations

import re

from visitx.header import Header
from visitx.patterns import fold
from visitx.reading import Reading
from visitx.recommendations_addressees import who_is_asked
from visitx.recommendations_askers import may_ask, who_asks
from visitx.recommendations_clauses import read_clause
from visitx.recommendations_demands import COMMAND, commands, going_on, settle
from visitx.recommendations_endings import balanced
from visitx.recommendations_frames import Askings
from visitx.recommendations_items import Item, items_from
from visitx.recommendations_lists import ends_with_stop, heading_party, is_heading_line
from visitx.recommendations_parties import Party
from visitx.recommendations_scene import Asked, Asking, Quote, Scene
from visitx.recommendations_verbs import PASSIVE
from visitx.record import Official, Recommendation

# Addresses and telephone numbers: what stands with them is said to whoever reads.
_SIGNS = ("@", "-", "/", ".")
_CONTACT = re.compile(r"https?://|www\.|\w@\w|\b\d[\d ().-]{5,}-\d{4}\b")


def find_recommendations(
    reading: Reading, header: Header, officials: tuple[Official, ...]
) -> tuple[Recommendation, ...]:
    """All recommendations in order."""
    return Finder(Scene(reading, officials), header).find()


class Finder:
    """Goes through an article from its first line to its last: what was asked before tells who asks next."""

    def __init__(self, scene: Scene, header: Header) -> None:
        self.scene = scene
        self.header = header
        self.found: list[Recommendation] = []
        self.taken: set[int] = set()
        self.ends: set[int] = set()
        self.apart: dict[int, bool] = {}

    def find(self) -> tuple[Recommendation, ...]:
        """All recommendations, by place."""
        quotes = iter([*self.scene.quotes, None])
        quote = next(quotes)
        askings = Askings(self.scene)
        self.scene.askings = askings.all
        for asking in askings.found():
            while quote and quote.first < asking.at:
                self._take_commands(quote)
                quote = next(quotes)
            if asking.at not in self.taken and (asking.form == "heading" or not self._is_apart(asking.at)):
                self._take(asking)
        while quote:
            self._take_commands(quote)
            quote = next(quotes)
        return tuple(sorted(self.found, key=lambda r: r.start))

    def _is_apart(self, at: int) -> bool:
        """Is the token in lines that are no prose, or in a headline, which only tells what the article says again?"""
        index = self.scene.reading.line_index(at)
        if index not in self.apart:
            self.apart[index] = is_heading_line(self.scene, index) or self._is_title(index)
        return self.apart[index] or at in self.header.claimed

    def _is_title(self, index: int) -> bool:
        line, text = self.scene.reading.lines[index], self.scene.reading.text
        return text[line.start : line.end].strip() == self.header.title and not ends_with_stop(self.scene, index)

    def _take(self, asking: Asking) -> None:
        settled = settle(self.scene, asking) if asking.form == "modal" else asking
        if settled is None:
            return
        by, to = self._by(settled), who_is_asked(self.scene, settled)
        if not may_ask(self.scene, settled, by) or (settled.addressed and settled.impersonal and not by):
            return
        last = settled.start
        for item in items_from(self.scene, settled.start, settled.form, to):
            if (settled.addressed and not self._is_wished(item)) or self._is_public(settled, item):
                continue
            self._add(settled.rule, by, item)
            last, to = max(last, item.last), item.to
        for item in going_on(self.scene, last, to) if last in self.ends else ():
            self._add(settled.rule, by, item)

    def _is_wished(self, item: Item) -> bool:
        """Is what is wished to be done by a party, other than guests of whom one only hopes for the best?"""
        if item.to is None:
            clause = read_clause(self.scene, item.first, item.last)
            return clause is not None and clause.passive
        return self.scene.words.publics.get(item.to.lower()) != "guest"

    def _is_public(self, asking: Asking, item: Item) -> bool:
        """Is it the public that is asked, are people only bidden, or are they told how to get in touch?"""
        words, to = self.scene.words, item.to or ""
        if words.publics.get(to.lower()) == "public" or self._is_contact(item):
            return True
        if self.scene.reading.norms[asking.at] not in words.mild:
            return False
        people = words.publics.get(to.split(" ")[0]) == "people" or words.is_demonym(to.split(" ")[-1])
        body = any(words.parties.get(word) == "body" for word in fold(to).split())
        return (people and self._is_bidden(asking, item)) or (not body and self._is_notice(asking))

    def _is_bidden(self, asking: Asking, item: Item) -> bool:
        """Are people only invited to be there or to take part, or by nobody in particular?"""
        return (
            asking.group.voice == PASSIVE
            or self.scene.words.attending.at(self.scene.reading.norms, item.first) is not None
        )

    def _is_notice(self, asking: Asking) -> bool:
        """Is a passive said by nobody in its paragraph (Readers are invited to …)?"""
        if asking.group.voice != PASSIVE:
            return False
        reading = self.scene.reading
        told = reading.norms[asking.at + 1] in self.scene.words.agents
        return not told and not self.scene.last_asked(asking.at, reading.line_bounds(asking.at)[0])

    def _is_contact(self, item: Item) -> bool:
        """Does the item hold an address or a telephone number?"""
        text = self.scene.reading.text_of(item.first, item.last)
        return any(sign in text for sign in _SIGNS) and _CONTACT.search(text) is not None

    def _by(self, asking: Asking) -> Party | None:
        return (heading_party(self.scene, asking.at) if asking.form == "heading" else None) or who_asks(
            self.scene, asking
        )

    def _take_commands(self, quote: Quote) -> None:
        if self._is_apart(quote.first):
            return
        for by, item in commands(self.scene, quote):
            if item.first not in self.taken:
                self._add(COMMAND, by, item)

    def _add(self, rule: str, by: Party | None, item: Item) -> None:
        item = Item(*balanced(self.scene, item.first, item.last), item.to)
        if item.first >= item.last or item.first in self.taken or item.last - 1 in self.taken:
            return
        self.scene.history.append(Asked(item.first, by, item.to))
        self.taken.update(range(item.first, item.last))
        self.ends.add(item.last)
        place = self.scene.reading.place(item.first, item.last)
        self.found.append(Recommendation(by.name if by else None, item.to, rule=rule, **place))
