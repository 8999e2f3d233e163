"""Recommendations: what one party asks another to do."""

from __future__ import annotations

from visitx.announcing import heading_party
from visitx.askframes import Askings
from visitx.asking import Asking, may_ask, who_asks, who_is_asked
from visitx.commands import COMMAND, commands, going_on
from visitx.header import Header
from visitx.items import Item, items_from
from visitx.modals import settle
from visitx.parties import Party
from visitx.patterns import fold
from visitx.pipeline import Reading
from visitx.quotes import Quote
from visitx.record import Official, Recommendation
from visitx.scene import Asked, Scene

STOPS = frozenset({".", "!", "?", "…", "...", "./.", "”", "»", '"'})


def find_recommendations(
    reading: Reading, header: Header, officials: tuple[Official, ...]
) -> tuple[Recommendation, ...]:
    """All recommendations in order."""
    return Finder(Scene.of(reading, officials), header).find()


class Finder:
    """Goes through an article from its first line to its last: what was asked before tells who asks next."""

    def __init__(self, scene: Scene, header: Header) -> None:
        self.scene = scene
        self.header = header
        self.found: list[Recommendation] = []
        self.taken: set[int] = set()
        self.ends: set[int] = set()

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
            if asking.at not in self.taken and not self._is_apart(asking.at):
                self._take(asking)
        while quote:
            self._take_commands(quote)
            quote = next(quotes)
        return tuple(sorted(self.found, key=lambda r: r.start))

    def _is_apart(self, at: int) -> bool:
        """Is the token in lines that are no prose, or in a headline, which only tells what the article says again?"""
        reading = self.scene.reading
        line = reading.lines[reading.line_index(at)]
        headline = self.header.title == reading.text[line.start : line.end].strip()
        closed = reading.words[line.last - 1] == ":" or reading.words[line.last - 1] in STOPS
        return at in self.header.claimed or (headline and not closed)

    def _take(self, asking: Asking) -> None:
        settled = settle(self.scene, asking) if asking.form == "modal" else asking
        if settled is None:
            return
        by, to = self._by(settled), who_is_asked(self.scene, settled)
        if not may_ask(self.scene, settled, by):
            return
        last = settled.start
        for item in items_from(self.scene, settled.start, settled.form, to):
            if (settled.addressed and not item.to) or self._is_public(settled, item):
                continue
            self._add(settled.rule, by, item)
            last, to = max(last, item.last), item.to
        for item in going_on(self.scene, last, to) if last in self.ends else ():
            self._add(settled.rule, by, item)

    def _is_public(self, asking: Asking, item: Item) -> bool:
        """Is it the public that is asked, or are people only bidden?"""
        words = self.scene.words
        kinds = {words.publics.get(word) for word in fold(item.to or "").split()}
        mildly = self.scene.reading.hit_at("ask-urging-mildly", asking.at)
        return "public" in kinds or (mildly is not None and "people" in kinds)

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
        if item.first >= item.last or item.first in self.taken:
            return
        self.scene.history.append(Asked(item.first, by, item.to))
        self.taken.update(range(item.first, item.last))
        self.ends.add(item.last)
        place = self.scene.reading.place(item.first, item.last)
        self.found.append(Recommendation(by.name if by else None, item.to, rule=rule, **place))
