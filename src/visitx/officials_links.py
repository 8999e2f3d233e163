"""Which title stands with which name: the links that the rules find, and what they leave open decided by order.

A rule `joins` a title to a name in one of three ways: `next` (Governor Diatta), `left` (Samba Cissokho, Mayor of
Bembou) or `right` (the Mayor of Bembou, Samba Cissokho). Titles that follow one another belong to one person.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from visitx.hits import Hit
from visitx.officials_offices import Office
from visitx.officials_persons import Person, following, skip_to
from visitx.officials_titles import Titles
from visitx.patterns import Match
from visitx.reading import Reading

_OF_SEVERAL = frozenset({"member", None})  # in the plural never the title of one person
_CHAIN = 8  # titles that follow each other before a name
HONORIFIC_NAME = "officials.honorific-name"
NAME_LINE = "officials.name-line"
LISTED = "officials.listed"
_CLOSING = frozenset({",", ";", ".", ")", "]", ":", "–", "—", "-", "»", "”", '"', "!", "?", "…", "./.", "|"})


@dataclass(slots=True)
class Sighting:
    """A person where it is named, the rule that found it, and the offices that stand with it there."""

    person: Person
    rule: str = ""
    offices: list[Office] = field(default_factory=list)
    genders: set[str] = field(default_factory=set)
    organization_after: int | None = None


class Links:
    """Joins the offices of an article to its persons."""

    def __init__(self, reading: Reading, persons: Sequence[Person], titles: Titles) -> None:
        self.reading = reading
        self.persons = persons
        self.titles = titles
        self.offices = titles.offices
        self.joiners = titles.words.joiners
        self.ranks = titles.words.ranks
        self._person_at = {p.first: i for i, p in enumerate(persons)}
        self._office_at = {o.first: i for i, o in enumerate(self.offices)}
        self._owner: dict[int, tuple[int, str, str]] = {}  # office -> person, rule, way
        self._found: dict[tuple[int, str], tuple[int, str]] = {}  # office, way -> person, rule
        self._ways: defaultdict[int, set[str]] = defaultdict(set)  # person -> how the offices it owns stand
        self._titled_behind: set[int] = set()  # persons behind whose name a title stands
        self.sightings = [Sighting(p, genders=set(p.genders)) for p in persons]

    def join(self) -> list[Sighting]:
        """A sighting for each person, with what stands beside it; those no rule found have an empty `rule`."""
        self.reading.add_hits(self._hits())
        for match in self.reading.matches("officials"):
            self._note(match)
        for sighting in self.sightings:
            if sighting.person.addressed and not sighting.rule:
                sighting.rule = HONORIFIC_NAME
        self._lines()
        self._decide()
        for office, (person, rule, way) in sorted(self._owner.items()):
            self._assign(office, person, rule, way)
        return self.sightings

    def _hits(self) -> Iterator[Hit]:
        for person in self.persons:
            yield Hit(person.first, person.last, "somebody", "addressed" if person.addressed else "plain")
            if person.addressed:
                yield Hit(person.first, person.last, "addressed", "addressed")
        for office in self.offices:
            yield Hit(office.first, office.last, "office", "office")

    def _note(self, match: Match) -> None:
        """Notes what one match of a rule says."""
        person = self._person_at.get(match.slots.get("somebody", match.slots.get("addressed", (-1, -1)))[0])
        if person is None:
            return
        sighting, rule, way = self.sightings[person], match.rule.id, match.rule.gives.get("joins")
        office = self._office_at.get(match.slots["office"][0]) if "office" in match.slots else None
        if office is not None and isinstance(way, str) and not self._interrupted(person, office, way):
            self._found.setdefault((office, way), (person, rule))
            if match.rule.gives.get("organization") == "just-named":
                at = self.persons[person].first
                self.offices[office].organization = self.titles.just_named(at)
        if "honorific" in match.slots:
            at = match.slots["honorific"][0]
            hit, word = self.reading.hit_at("honorific", at), self.reading.words[at]
            if hit and not (len(word) > 1 and word.isalpha() and word.isupper()):  # (Ms.), but (MR) is a party
                sighting.genders.add(hit.id)
        if match.rule.gives.get("organization") == "after":
            sighting.organization_after = match.last
        if way is None:
            sighting.rule = sighting.rule or rule
            if match.rule.gives.get("list"):
                self._name_listed(person)

    def _interrupted(self, person: int, office: int, way: str) -> bool:
        """Does another person stand between a name and its title?"""
        other = person + 1
        return way == "left" and other < len(self.persons) and self.persons[other].first < self.offices[office].first

    def _name_listed(self, person: int) -> None:
        """The names listed behind one that is official are so too, whatever stands between them of titles."""
        ends = {o.first: o.last for o in self.offices}
        at, index = self.persons[person].last, person + 1
        while index < len(self.persons):
            at = skip_to(self.reading, ends, self.joiners, at, self.persons[index].first)
            if at != self.persons[index].first:
                break
            self.sightings[index].rule = self.sightings[index].rule or LISTED
            at, index = self.persons[index].last, index + 1

    def _lines(self) -> None:
        """A name that fills a line, and a title that begins the next one: the end of a quotation."""
        lines = self.reading.lines
        ends = {line.last: i for i, line in enumerate(lines)}
        for index, person in enumerate(self.persons):
            line = ends.get(person.last)
            if line is None or line + 1 == len(lines) or person.first - lines[line].first > 4:
                continue
            below = lines[line + 1]
            for first in (below.first, below.first + 1):
                if (office := self._office_at.get(first)) is not None:
                    self._found.setdefault((office, "left"), (index, NAME_LINE))
                    break
            else:
                if self.titles.organizations.fills(below.first, below.last):
                    self.sightings[index].organization_after = below.first

    def _decide(self) -> None:
        """Gives each office its person: what stands next first, then behind the name, then before it."""
        taken_right: set[int] = set()
        self._titled_behind = {found[0] for (_, way), found in self._found.items() if way == "left"}
        for index in range(len(self.offices)):
            choice = self._choose(index, taken_right)
            if choice:
                person, _, way = choice
                self._owner[index] = choice
                if "plural" in self.offices[index].kinds:
                    continue  # each of the persons behind it may have a title of his own
                self._ways[person].add(way)
                if way in ("next", "right"):
                    taken_right.add(person)
        self._group()

    def _choose(self, index: int, taken: set[int]) -> tuple[int, str, str] | None:
        office = self.offices[index]
        if (chained := self._chained(index)) is not None:
            return chained
        for way in ("next", "left", "right"):
            found = self._found.get((index, way))
            if found is None:
                continue
            person, rule = found
            if way == "left" and (
                not self._may_stand_left(office, index, person, taken) or self._goes_on_alternating(index, person)
            ):
                continue
            if way == "right" and self._goes_with_previous(index):
                continue
            return person, rule, way
        return None

    def _chained(self, index: int) -> tuple[int, str, str] | None:
        """A title right before another that stands next to a name (OCD Director Col. Armand Tupas)."""
        for after in range(index + 1, min(index + _CHAIN, len(self.offices))):
            if self.offices[after].first != self.offices[after - 1].last:
                break
            if found := self._found.get((after, "next")):
                return (*found, "next")
        return None

    def _may_stand_left(self, office: Office, index: int, person: int, taken: set[int]) -> bool:
        """With an article, an apposition must be closed, and its name must not have had its title before it."""
        named = self.persons[person]
        if not named.addressed and self.titles.names.in_place(named.first):
            return not office.article and office.organization is not None
        if office.article not in ("plain", "female"):
            return True
        _, high = self.reading.line_bounds(office.first)
        closed = office.last >= high or self.reading.norms[office.last] in _CLOSING
        closed = closed or self.reading.tags[office.last] in ("CONJ", "SUB")
        other = self._found.get((index, "right")) or self._before_rank(index)
        return closed and not (person in taken and other is not None)

    def _goes_on_alternating(self, index: int, person: int) -> bool:
        """Title, name, title, name: has the name its title before it, and the next name none of its own behind it?"""
        right = self._found.get((index, "right"))
        ways = self._ways[person]
        if right is None or not ways & {"next", "right"}:
            return False
        return "right" in ways or right[0] not in self._titled_behind

    def _before_rank(self, index: int) -> bool:
        """Does a rank follow that stands next to a name (le commandant de compagnie, le capitaine Paul Etoa)?"""
        return (index + 1, "next") in self._found and self._is_rank(self.offices[index + 1]) and self._follow(index)

    def _goes_with_previous(self, index: int) -> bool:
        """A title without article, right behind another that has its person: the same person's."""
        return (
            index > 0 and index - 1 in self._owner and self._owner[index - 1][2] == "left" and self._follow(index - 1)
        )

    def _follow(self, index: int) -> bool:
        """Do this office and the next follow each other, as titles of one person do?"""
        one, other = self.offices[index], self.offices[index + 1]
        between = self.reading.norms[one.last : other.first]
        if (
            len(between) > 3
            or ("plural" in one.kinds) != ("plural" in other.kinds)
            or self.reading.line_index(one.first) != self.reading.line_index(other.first)
        ):
            return False
        if other.article in ("plain", "female"):
            # To the Minister, the Engineer, Paul Obi, said …: two persons.
            apart = one.organization is None and (index + 1, "next") not in self._found
            return self._is_rank(other, strictly=apart) and between[:-1] in ([], [","])
        return all(n in (",", "-", "–", "—", "/") or n in self.joiners for n in between)

    def _is_rank(self, office: Office, *, strictly: bool = False) -> bool:
        """Is it said before the name like a rank (Senator), or may it be one, as it has no role (le commandant)?"""
        if "rank" in office.kinds or office.role in self.ranks:
            return True
        return not strictly and office.role is None and office.organization is None

    def _group(self) -> None:
        """Titles in a row belong to the person of the one that has one."""
        pairs = [i for i in range(len(self.offices) - 1) if self._follow(i)]
        for index in pairs:
            if index in self._owner and index + 1 not in self._owner and self._owner[index][2] == "left":
                self._owner[index + 1] = self._owner[index]
        for index in reversed(pairs):
            found = self._owner.get(index + 1)
            if found and found[2] != "left" and index not in self._owner and not self._two_persons(index):
                self._owner[index] = found

    def _two_persons(self, index: int) -> bool:
        """*the Minister of Health and Governor Diatta*: the first title has all it needs, and no name."""
        one, other = self.offices[index], self.offices[index + 1]
        joined = any(n in self.joiners for n in self.reading.norms[one.last : other.first])
        complete = one.organization is not None or bool(one.article)
        if joined or one.first == other.first:
            return complete and other.organization is None
        bare = self._owner[index + 1][2] == "next" and other.organization is None
        return bool(one.article) and bare and other.role is not None and other.role not in self.ranks

    def _assign(self, office: int, person: int, rule: str, way: str) -> None:
        others = list(self._others(office, person, way))
        if not others and "plural" in self.offices[office].kinds and self.offices[office].role in _OF_SEVERAL:
            return
        for index in (person, *others):
            sighting = self.sightings[index]
            sighting.rule = sighting.rule or (rule if index == person else LISTED)
            sighting.offices.append(self.offices[office])

    def _others(self, office: int, person: int, way: str) -> Iterator[int]:
        """With a title in the plural: the persons listed with the one it stands beside."""
        if "plural" not in self.offices[office].kinds:
            return
        if way != "left":
            yield from following(self.reading, self.persons, person, self.joiners)
            return
        for index in range(person - 1, -1, -1):
            if person not in self._reach(index):
                break
            yield index

    def _reach(self, index: int) -> set[int]:
        return set(following(self.reading, self.persons, index, self.joiners))
