"""The visit itself: who visited whom, where and when, and on which side each official stood."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from visitx.header import Header
from visitx.officials_organizations import Organizations
from visitx.officials_words import bare
from visitx.patterns import Match
from visitx.reading import Reading
from visitx.record import DateItem, Official, Position, Visit
from visitx.visit_parties import Delegations, Heads, sides_of
from visitx.visit_places import Places, visit_dates
from visitx.visit_scene import Mentions, Told

MOST_PLACES = 6
EARLY = 10  # sentences in which a meeting may date the visit


def find_visit(
    reading: Reading, header: Header, officials: tuple[Official, ...], dates: tuple[DateItem, ...]
) -> tuple[Visit, tuple[Official, ...]]:
    """The visit, and the officials with their `side`."""
    finder = _Finder(reading, header, officials)
    visit = finder.visit(dates)
    sides = sides_of(finder.told, finder.mentions, visit, finder.heads.subject())
    return visit, tuple(replace(o, side=sides[o.name]) if o.name in sides else o for o in officials)


class _Finder:
    """What the rules of the section `visit` find in one article; what it does not say stays empty."""

    def __init__(self, reading: Reading, header: Header, officials: tuple[Official, ...]) -> None:
        self.reading = reading
        self.told = Told(reading, header)
        self.mentions = Mentions(reading, officials)
        self.organizations = reading.kept(Organizations)
        self.delegations = Delegations(self.told, self.organizations)
        self.heads = Heads(self.told, self.mentions)

    def visit(self, dates: tuple[DateItem, ...]) -> Visit:
        """The visit as far as the article says it."""
        delegation = self.delegations.name()
        journeys = [m for m in self.told.journeys("place") if self._is_known(m)]
        travels = [m for m in journeys if not self.told.in_title(m)] or journeys
        return Visit(
            delegation=delegation,
            head=self.heads.head(),
            hosts=tuple(self._hosts(bare(delegation or ""))),
            places=tuple(self._places(travels))[:MOST_PLACES],
            dates=tuple(dict.fromkeys(self._dates(travels, dates))),
        )

    def _is_known(self, match: Match) -> bool:
        """*X was in Lindi* tells of a visit only where X is an official."""
        return match.rule.gives.get("who") != "named" or self.mentions.subject(match) is not None

    def _dates(self, travels: Sequence[Match], dates: tuple[DateItem, ...]) -> list[str]:
        """Of a line or a stay that states them, else of the journeys, else of the meetings early in the article."""
        told: dict[str, list[Match]] = {"line": [], "here": [], "else": []}
        for match in self.told.giving("dates"):
            told[str(match.rule.gives["dates"])].append(match)
        early = self.reading.sentences[EARLY][1] if len(self.reading.sentences) > EARLY else len(self.reading)
        meetings = [m for m in told["else"] if m.first < early]
        for matches in (told["line"], told["here"], travels, meetings):
            if found := visit_dates(self.reading, matches, dates):
                return found
        return []

    def _hosts(self, visitors: str) -> list[str]:
        """Organizations behind words for receiving and working together, else those of who received."""
        found: list[str] = []
        for text in [*self._named_hosts()] or self._hosts_by_officials():
            known = next((i for i, other in enumerate(found) if _alike(bare(text), bare(other))), None)
            if known is not None:
                found[known] = max(found[known], text, key=len)
            elif not _alike(bare(text), visitors):
                found.append(text)
        return found

    def _named_hosts(self) -> Iterator[str]:
        for match in self.told.giving("host"):
            found = self.delegations.behind(match.last)
            if found and not self.mentions.at(found[0]):
                yield self.reading.text_of(*found)

    def _hosts_by_officials(self) -> Iterator[str]:
        for match in self.told.giving("side"):
            if match.rule.gives["side"] == "host" and match.rule.gives.get("named") == "after":
                names = {p.name for p in self.mentions.behind(match)}
                held = (p for o in self.mentions.officials if o.name in names for p in o.positions)
                yield from (p.organization for p in held if p.organization and self._receives(p, p.organization))

    def _receives(self, position: Position, organization: str) -> bool:
        """Is it an organization: no place, no portfolio of a minister?"""
        body = not self.organizations.words.bodies.isdisjoint(organization.lower().split())
        return body and "minister" not in (position.role or "")

    def _places(self, travels: Sequence[Match]) -> Iterator[str]:
        seen: set[str] = set()
        places = Places(self.reading, self.organizations, self.mentions)
        for match in travels:
            for first, last in places.behind(match):
                text = self.reading.text_of(first, last)
                if bare(text) not in seen:
                    seen.add(bare(text))
                    yield text


def _alike(one: str, other: str) -> bool:
    """Is one the other, or a longer or shorter form of it in several words?"""
    return one == other or (" " in one and " " in other and (one in other or other in one))
