"""The visit itself: who visited whom, where and when, and on which side each official stood."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from visitx.header import Header
from visitx.namekeys import bare
from visitx.names import Names, Range
from visitx.organizations import Organizations
from visitx.patterns import Match
from visitx.pipeline import Reading
from visitx.places import places_after, visit_dates
from visitx.record import DateItem, Official, Visit
from visitx.sides import Mentions, sides_of

MOST_PLACES = 6
EARLY = 10  # sentences in which a meeting may date the visit
LONGEST_JOURNEY = 8  # tokens from *ended* to *visit*


def find_visit(
    reading: Reading, header: Header, officials: tuple[Official, ...], dates: tuple[DateItem, ...]
) -> tuple[Visit, tuple[Official, ...]]:
    """The visit, and the officials with their `side`."""
    finder = _Finder(reading, header, officials)
    visit = finder.visit(dates)
    sides = sides_of(finder.mentions, finder.matches, visit, finder.subject())
    return visit, tuple(replace(o, side=sides.get(o.name)) for o in officials)


class _Finder:
    """What the rules of the section `visit` find in one article."""

    def __init__(self, reading: Reading, header: Header, officials: tuple[Official, ...]) -> None:
        self.reading = reading
        self.title = header.title
        self.officials = officials
        self.mentions = Mentions(reading, officials)
        self.organizations = Organizations(reading, Names(reading))
        self.matches = sorted(reading.matches("visit"), key=lambda m: m.first)

    def visit(self, dates: tuple[DateItem, ...]) -> Visit:
        """The visit as far as the article says it; what it does not say stays empty."""
        delegation = self._delegation()
        told = [m for m in self._giving("place") if self._is_told(m)]
        travels = [m for m in told if not self._in_title(m)] or told
        return Visit(
            delegation=delegation,
            head=self._head(),
            hosts=tuple(self._hosts(delegation)),
            places=tuple(self._places(travels))[:MOST_PLACES],
            dates=tuple(dict.fromkeys(self._dates(travels, dates))),
        )

    def _giving(self, key: str) -> Iterator[Match]:
        return (m for m in self.matches if key in m.rule.gives)

    def _is_told(self, match: Match) -> bool:
        """Does something follow that was visited (not: the schools visited, …; inspected between …)?"""
        reading = self.reading
        if match.last >= len(reading) or match.rule.gives.get("near"):
            return match.last - match.first <= LONGEST_JOURNEY
        follows = reading.norms[match.last]
        return (follows[0].isalnum() and reading.tags[match.last] != "PREP") or follows in ("«", "“", '"', "(")

    def _dates(self, travels: list[Match], dates: tuple[DateItem, ...]) -> list[str]:
        """Of the journeys, else of a line or a stay that states them, else of the meetings."""
        early = self.reading.sentences[min(EARLY, len(self.reading.sentences) - 1)][1]
        told = {
            way: [
                m for m in self._giving("dates") if m.rule.gives["dates"] == way and (way != "else" or m.first < early)
            ]
            for way in ("line", "here", "else")
        }
        for matches in (told["line"], told["here"], travels, told["else"]):
            if found := visit_dates(self.reading, matches, dates):
                return found
        return []

    def _delegation(self) -> str | None:
        """The organization that stands most often with a word for the visitors; of several so the first."""
        told = [m for m in self._giving("delegation") if not self._is_set_aside(m)]
        found = [self._organization_of(m) for m in sorted(told, key=self._in_title)]
        texts = [self.reading.text_of(*o) for o in found if o]
        times = Counter(bare(text) for text in texts)
        return max(texts, key=lambda text: times[bare(text)], default=None)

    def _organization_of(self, match: Match) -> Range | None:
        if match.rule.gives["delegation"] == "after":
            return self._organization_after(match.last)
        return self._organization_before(match.slots["delegation-word"][0])

    def _is_set_aside(self, match: Match) -> bool:
        """Does the word for visitors stand in the name of a standing body, or in a title (Chief of Mission)?"""
        at = match.slots["delegation-word"][0]
        hits = self.reading.hits("standing-mission")
        return any(h.first <= at < h.last for h in hits)

    def _in_title(self, match: Match) -> bool:
        """A headline is asked last: its capitals tell little of names."""
        at = self.reading.text.find(self.title) if self.title else -1
        return at >= 0 and at <= self.reading.starts[match.first] < at + len(self.title or "")

    def _organization_after(self, at: int) -> Range | None:
        _, high = self.reading.line_bounds(at - 1)
        while at < high and self.reading.norms[at] in self.organizations.small.articles:
            at += 1
        end = self.organizations.end(at, high) if at < high else at
        return (at, end) if end > at and self.organizations.is_body(at, end) else None

    def _organization_before(self, end: int) -> Range | None:
        low, _ = self.reading.line_bounds(end)
        if end > low and self.reading.norms[end - 1] in ("'s", "’s", "'", "’"):
            end -= 1
        start = self.organizations.start(end, low)
        return (start, end) if start < end and self.organizations.is_body(start, end) else None

    def _head(self) -> str | None:
        """Who leads the delegation by the article's words, or by a position; else who is said to have travelled."""
        for match in self._giving("head"):
            name = self.mentions.beside(match, str(match.rule.gives["head"]))
            if name:
                return name
        words = {bare(w) for w in self.reading.book.words("head-of")}
        standing = {bare(w) for w in self.reading.book.words("standing-mission")}
        for official in self.officials:
            for position in official.positions:
                held = bare(position.organization or "")
                if position.role == "head" and words & set(held.split()) and not any(s in held for s in standing):
                    return official.name
        return self.subject()

    def subject(self) -> str | None:
        """The official who is the subject of the first travel that is told, where it is one."""
        for match in self._giving("subject"):
            name = self.mentions.subject(match) if self._is_told(match) else None
            if name:
                return name
        return None

    def _hosts(self, delegation: str | None) -> Iterator[str]:
        """Organizations behind words for receiving and working together, and those of who received."""
        seen = [bare(delegation)] if delegation else []
        for text in self._named_hosts():
            key = bare(text)
            if not any(key in other or other in key for other in seen):
                seen.append(key)
                yield text

    def _named_hosts(self) -> Iterator[str]:
        named = False
        for match in self._giving("host"):
            found = self._organization_after(match.last)
            if found and not self.mentions.at(found[0]):
                named = True
                yield self.reading.text_of(*found)
        if not named:
            yield from self._hosts_by_officials()

    def _hosts_by_officials(self) -> Iterator[str]:
        for match in self._giving("named"):
            if match.rule.gives.get("side") == "host" and match.rule.gives["named"] == "after":
                yield from self._organizations_of(self.mentions.named(match))

    def _organizations_of(self, names: list[str]) -> Iterator[str]:
        for official in self.officials:
            for position in official.positions:
                if official.name in names and position.organization and self._is_body(position.organization):
                    yield position.organization

    def _is_body(self, text: str) -> bool:
        return any(w.lower() in self.organizations.names.words.bodies for w in text.split())

    def _places(self, travels: list[Match]) -> Iterator[str]:
        seen: set[str] = set()
        for match in travels:
            for first, last in places_after(self.reading, self.organizations, self.mentions, match):
                text = self.reading.text_of(first, last)
                if bare(text) not in seen:
                    seen.add(bare(text))
                    yield text
