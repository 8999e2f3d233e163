"""Who stood on which side: the visitors' or the hosts', by the words before and behind the names."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from visitx.officials_words import Range, bare
from visitx.patterns import Match
from visitx.reading import Reading
from visitx.record import Official, Visit


@dataclass(frozen=True)
class Place:
    """Tokens `first` to `last` (exclusive) of a mention, and whom it names."""

    first: int
    last: int
    name: str


class Mentions:
    """The mentions of all officials as token ranges, in order."""

    def __init__(self, reading: Reading, officials: Sequence[Official]) -> None:
        self.reading = reading
        self.officials = officials
        self._when = reading.book.words("clause-when")
        found = [
            Place(bisect_left(reading.starts, m.start), bisect_left(reading.starts, m.end), o.name)
            for o in officials
            for m in o.mentions
        ]
        self.places = sorted(found, key=lambda p: p.first)
        self._firsts = [p.first for p in self.places]

    def at(self, token: int) -> Place | None:
        """The mention that holds a token."""
        index = bisect_right(self._firsts, token)
        return self.places[index - 1] if index and token < self.places[index - 1].last else None

    def within(self, first: int, last: int) -> list[Place]:
        """The mentions that begin in a token range."""
        return self.places[bisect_left(self._firsts, first) : bisect_left(self._firsts, last)]

    def beside(self, match: Match, way: str) -> str | None:
        """The name next behind or before a match, in its sentence."""
        low, high = self.reading.sentence_bounds(match.first)
        if way == "after":
            return next((p.name for p in self.within(match.last, high)), None)
        before = self.within(low, match.first)
        return before[-1].name if before else None

    def named(self, match: Match) -> list[str]:
        """The names that a match of a rule with `named` speaks of: behind it, or before it, in its sentence."""
        low, high = self.reading.sentence_bounds(match.first)
        bounds = (match.last, high) if match.rule.gives.get("named") == "after" else (low, match.first)
        return [p.name for p in self.within(*bounds)]

    def subject(self, match: Match) -> str | None:
        """The one person named before a verb in its sentence, with nothing but its title and a clause between."""
        low, _ = self.reading.sentence_bounds(match.first)
        names = list(dict.fromkeys(p.name for p in self.within(low, match.first)))
        return names[0] if len(names) == 1 and self._acts(match) else None

    def subjects(self, match: Match) -> list[str]:
        """All persons named before a verb in its sentence, where they are who acts."""
        low, _ = self.reading.sentence_bounds(match.first)
        return [p.name for p in self.within(low, match.first)] if self._acts(match) else []

    def _acts(self, match: Match) -> bool:
        """Does no clause and no other verb stand between the last name before a verb and the verb?"""
        low, _ = self.reading.sentence_bounds(match.first)
        before = self.within(low, match.first)
        if not before or any(self._leads_clause(at) for at in range(low, before[0].first)):
            return False
        commas = [at for at in range(before[-1].last, match.first) if self.reading.norms[at] == ","]
        outside = {*self.reading.tags[before[-1].last : commas[0] if commas else match.first]}
        outside.update(self.reading.tags[commas[-1] + 1 : match.first] if commas else ())
        return not {"SUB", "VERB"} & outside

    def _leads_clause(self, at: int) -> bool:
        """Does a clause begin here whose subject may not be who is named in it (which X visited)?"""
        return self.reading.tags[at] == "SUB" and self.reading.norms[at] not in self._when


def sides_of(mentions: Mentions, matches: Sequence[Match], visit: Visit, subject: str | None) -> dict[str, str]:
    """delegation or host by name; who stands nowhere in it stood on no side that the article tells."""
    sides: dict[str, str] = {}
    telling = [m for m in matches if "side" in m.rule.gives]
    for index, match in enumerate(telling):
        low, high = _reach(mentions.reading, telling, index)
        for place in mentions.within(low, high):
            sides.setdefault(place.name, str(match.rule.gives["side"]))
    for name in (visit.head, subject):
        if name:
            sides[name] = "delegation"
    travel = next((m for m in matches if m.rule.gives.get("subject") is True), None)
    for name in mentions.subjects(travel) if travel else ():
        sides.setdefault(name, "delegation")
    for official in mentions.officials:
        if official.name not in sides and (side := _by_organization(official, visit)):
            sides[official.name] = side
    return sides


def _reach(reading: Reading, telling: Sequence[Match], index: int) -> Range:
    """Where the names stand that a match tells the side of: in its sentence, as far as the match next to it."""
    match = telling[index]
    low, high = reading.sentence_bounds(match.first)
    if match.rule.gives.get("named") == "after":
        following = (m.first for m in telling[index + 1 :] if match.last <= m.first < high)
        return match.last, next(following, high)
    before = [m.last for m in telling[:index] if low <= m.first and m.last <= match.first]
    return (before[-1] if before else low), match.first


def _by_organization(official: Official, visit: Visit) -> str | None:
    """By an office in the organization that visits, or in one of those that were visited."""
    held = [bare(p.organization) for p in official.positions if p.organization]
    if visit.delegation and any(bare(visit.delegation) in organization for organization in held):
        return "delegation"
    hosts = [bare(host) for host in visit.hosts]
    return "host" if any(h in o or o in h for h in hosts for o in held if " " in o) else None
