"""The visit itself: who visited whom, where and when, and on which side each official stood."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from visitx.header import Header
from visitx.officials_organizations import Organizations
from visitx.officials_words import bare
from visitx.patterns import Match
from visitx.reading import Reading
from visitx.record import DateItem, Official, Position, Visit
from visitx.visit_delegations import Delegations
from visitx.visit_heads import Heads
from visitx.visit_places import places_after, visit_dates
from visitx.visit_sides import Mentions, sides_of
from visitx.visit_told import Told

MOST_PLACES = 6
EARLY = 10  # sentences in which a meeting may date the visit


def find_visit(
    reading: Reading, header: Header, officials: tuple[Official, ...], dates: tuple[DateItem, ...]
) -> tuple[Visit, tuple[Official, ...]]:
    """The visit, and the officials with their `side`."""
    finder = _Finder(reading, header, officials)
    visit = finder.visit(dates)
    sides = sides_of(finder.mentions, finder.told.matches, visit, finder.heads.subject())
    return visit, tuple(replace(o, side=sides.get(o.name)) for o in officials)


class _Finder:
    """What the rules of the section `visit` find in one article."""

    def __init__(self, reading: Reading, header: Header, officials: tuple[Official, ...]) -> None:
        self.reading = reading
        self.told = Told(reading, header)
        self.mentions = Mentions(reading, officials)
        self.organizations = reading.kept(Organizations)
        self.delegations = Delegations(self.told, self.organizations)
        self.heads = Heads(self.told, self.mentions)

    def visit(self, dates: tuple[DateItem, ...]) -> Visit:
        """The visit as far as the article says it; what it does not say stays empty."""
        delegation = self.delegations.name()
        journeys = [m for m in self.told.journeys("place") if self._is_known(m)]
        travels = [m for m in journeys if not self.told.in_title(m)] or journeys
        return Visit(
            delegation=delegation,
            head=self.heads.head(),
            hosts=tuple(self._hosts(delegation)),
            places=tuple(self._places(travels))[:MOST_PLACES],
            dates=tuple(dict.fromkeys(self._dates(travels, dates))),
        )

    def _is_known(self, match: Match) -> bool:
        """*X was in Lindi* tells of a visit only where X is an official."""
        return match.rule.gives.get("who") != "named" or self.mentions.subject(match) is not None

    def _dates(self, travels: list[Match], dates: tuple[DateItem, ...]) -> list[str]:
        """Of the journeys, else of a line or a stay that states them, else of the meetings."""
        early = next((last for _, last in self.reading.sentences[EARLY : EARLY + 1]), len(self.reading))
        told = {
            way: [
                m
                for m in self.told.giving("dates")
                if m.rule.gives["dates"] == way and (way != "else" or m.first < early)
            ]
            for way in ("line", "here", "else")
        }
        for matches in (told["line"], told["here"], travels, told["else"]):
            if found := visit_dates(self.reading, matches, dates):
                return found
        return []

    def _hosts(self, delegation: str | None) -> list[str]:
        """Organizations behind words for receiving and working together, and those of who received."""
        visitors = bare(delegation) if delegation else ""
        found: list[str] = []
        for text in self._named_hosts():
            known = next((i for i, other in enumerate(found) if _alike(bare(text), bare(other))), None)
            if known is not None:
                found[known] = max(found[known], text, key=len)
            elif not _alike(bare(text), visitors):
                found.append(text)
        return found

    def _named_hosts(self) -> Iterator[str]:
        named = False
        for match in self.told.giving("host"):
            found = self.delegations.behind(match.last)
            if found and not self.mentions.at(found[0]):
                named = True
                yield self.reading.text_of(*found)
        if not named:
            yield from self._hosts_by_officials()

    def _hosts_by_officials(self) -> Iterator[str]:
        for match in self.told.giving("named"):
            if match.rule.gives.get("side") == "host" and match.rule.gives["named"] == "after":
                yield from self._organizations_of(self.mentions.named(match))

    def _organizations_of(self, names: list[str]) -> Iterator[str]:
        for official in self.mentions.officials:
            for position in official.positions:
                if official.name in names and position.organization and self._receives(position):
                    yield position.organization

    def _receives(self, position: Position) -> bool:
        """Is it an organization: no place, no portfolio of a minister?"""
        words = (position.organization or "").split()
        portfolio = "minister" in (position.role or "")
        return not portfolio and any(w.lower() in self.organizations.words.bodies for w in words)

    def _places(self, travels: list[Match]) -> Iterator[str]:
        seen: set[str] = set()
        for match in travels:
            for first, last in places_after(self.reading, self.organizations, self.mentions, match):
                text = self.reading.text_of(first, last)
                if bare(text) not in seen:
                    seen.add(bare(text))
                    yield text


def _alike(one: str, other: str) -> bool:
    """Is one the other, or a longer or shorter form of it in several words?"""
    return one == other or (" " in one and " " in other and (one in other or other in one))
