"""Officials: the persons who are named, with their positions.

What is found in the text (titles, persons, and which title stands with whom) becomes one entry a person here, with
gender, positions and mentions.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from visitx.header import Header
from visitx.officials_entries import Entries, Entry, add_position, is_vague
from visitx.officials_links import Links, Sighting
from visitx.officials_names import Names
from visitx.officials_offices import Office
from visitx.officials_organizations import Organizations
from visitx.officials_persons import Persons
from visitx.officials_titles import Titles
from visitx.officials_words import Key, Range, key_of
from visitx.reading import Reading
from visitx.record import Mention, Official, Position

AGAIN = "officials.again"


def find_officials(reading: Reading, header: Header) -> tuple[Official, ...]:
    """All officials in order of first mention; `side` is left to the visit."""
    titles = Titles(reading)
    offices = titles.read()
    persons = Persons(reading, offices, header.claimed).read()
    roster = Roster(reading)
    roster.enter(s for s in Links(reading, persons, titles).join() if s.rule)
    roster.find_again(offices)
    return roster.officials()


class Roster:
    """The officials of one article."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.names = reading.kept(Names)
        self.organizations = reading.kept(Organizations)
        self.entries = Entries()

    def enter(self, sightings: Iterable[Sighting]) -> None:
        """Merges the sightings of one person: the full names first, then those that are part of one."""
        pending: list[tuple[Key, str, Sighting]] = []
        for sighting in sightings:
            first, last = sighting.person.name
            name = self.reading.text_of(first, last)
            key = key_of(name)
            if last - first < 2 or not self._enter_full(key, name, sighting):
                pending.append((key, name, sighting))
        for key, name, sighting in pending:
            entry = self._owner(key, sighting) or self.entries.new(key, name)
            entry.sightings.append(sighting)

    def _enter_full(self, key: Key, name: str, sighting: Sighting) -> bool:
        """Enters a name of several parts; False where it is only part of a longer one that is known."""
        entry = self.entries.named(key)
        if entry is not None and entry.name.isupper():
            entry.name = name
        if entry is None:
            if self.entries.meant(key):
                return False
            shorter = [e for e in self.entries.within(key) if len(e.key) > 1]
            if len(shorter) == 1:
                entry = shorter[0]
                self.entries.rename(entry, key, name)
        entry = entry or self.entries.new(key, name)
        entry.sightings.append(sighting)
        return True

    def _owner(self, key: Key, sighting: Sighting) -> Entry | None:
        """Whom a short mention means: by gender, by role, else the one named last before it."""
        said = {g.partition(".")[0] for g in sighting.genders} & {"female", "male"}
        fitting = [e for e in self.entries.meant(key) if not (said and e.genders and not said & e.genders)]
        if len(fitting) > 1:
            roles = {o.role for o in sighting.offices}
            alike = [e for e in fitting if roles & {o.role for s in e.sightings for o in s.offices}]
            fitting = alike or [e for e in fitting if _tail(key, e.key)] or fitting
        return self._nearest(fitting, sighting.person.first) if fitting else None

    @staticmethod
    def _nearest(entries: list[Entry], at: int) -> Entry:
        if len(entries) == 1:
            return entries[0]
        last = max(entries, key=lambda e: e.last_before(at))
        return last if last.last_before(at) >= 0 else entries[0]

    def find_again(self, offices: Iterable[Office]) -> None:
        """Adds the mentions of known persons that neither honorific nor title announces."""
        taken = {at for e in self.entries for s in e.sightings for at in range(s.person.first, s.person.last)}
        taken.update(at for o in offices for at in range(o.first, o.last))
        end, norms = 0, self.reading.norms
        known = {norm for norm in {norms[at] for at in self.names.capitals} if self.entries.may_name(norm)}
        for at in self.names.capitals:
            if norms[at] in known and at not in taken and at >= end:
                end = self._again(at, taken)

    def _again(self, at: int, taken: set[int]) -> int:
        """Adds the mention that holds token `at`, if there is one; returns the token to go on with."""
        known = bool(self.entries.meant(key_of(self.reading.words[at])))
        low, _ = self.reading.line_bounds(at)
        if at > low and at - 1 not in taken and self.reading.words[at - 1][0].isupper():
            at = min(at, self.names.start(at + 1, low))
        end = self.names.end(at, addressed=known)
        if end == at or self._joins_capital(at, end) or self.names.is_stray(at, end):
            return max(end, at + 1)
        key = key_of(self.reading.text_of(at, end))
        self._complete(key, at, end)
        fitting = self.entries.meant(key)
        if end == at + 1:
            fitting = [e for e in fitting if self._may_stand_alone(at, key, e)]
        if fitting and not taken.intersection(range(at, end)):
            self._nearest(fitting, at).again.append((at, end))
        return end

    def _complete(self, key: Key, at: int, end: int) -> None:
        """A full name that nothing announces is that of whom only the family name was announced."""
        short = [e for e in self.entries.within(key) if all(_is_one_word(s) for s in e.sightings)]
        alone = end - at > 1 and len(short) == 1 and len(short[0].name.split()) == 1
        if alone and _tail(short[0].key, key) and not self.names.in_place(at):
            self.entries.rename(short[0], key, self.reading.text_of(at, end))

    def _joins_capital(self, at: int, end: int) -> bool:
        """Is the run only part of a longer name, as that of a place?"""
        low, high = self.reading.line_bounds(at)
        before = at > low and self.reading.words[at - 1][0].isupper() and not self._begins_sentence(at - 1)
        title = before and (self.reading.hit_ending("role", at) or self.reading.hit_ending("honorific", at))
        return bool(before and not title) or (end < high and self.reading.words[end][0].isupper())

    def _begins_sentence(self, at: int) -> bool:
        return self.reading.sentence_bounds(at)[0] == at

    def _may_stand_alone(self, at: int, key: Key, entry: Entry) -> bool:
        """One word means a person who is called so after an honorific or title, or whose name ends with it."""
        if (
            self.reading.norms[at] in self.names.words.small
            or len(self.reading.words[at]) < 3
            or self.names.in_place(at)
        ):
            return False
        if _tail(key, entry.key):
            return True
        return any(key_of(self.reading.text_of(*s.person.name)) == key for s in entry.sightings)

    def officials(self) -> tuple[Official, ...]:
        """The entries as the record has them, in order of first mention."""
        built = [
            Official(e.name, _gender(e), self._positions(e), None, self._mentions(e))
            for e in self.entries
            if not _only_press(e)
        ]
        return tuple(sorted(built, key=lambda o: o.mentions[0].start))

    def _mentions(self, entry: Entry) -> tuple[Mention, ...]:
        places = [(s.person.first, s.person.last, s.rule) for s in entry.sightings]
        places += [(first, last, AGAIN) for first, last in entry.again]
        return tuple(Mention(**self.reading.place(first, last), rule=rule) for first, last, rule in sorted(places))

    def _positions(self, entry: Entry) -> tuple[Position, ...]:
        """One position an office; a second wording of a role adds nothing but an organization that was missing."""
        positions: list[Position] = []
        titled = [s for s in entry.sightings if s.offices]
        titled.sort(key=lambda s: s.person.first)
        for sighting in titled:
            known = {i for i, p in enumerate(positions) if p.organization}
            for position in self._read(sighting):
                add_position(positions, position, known)
        return tuple([p for p in positions if not is_vague(p, positions)])

    def _read(self, sighting: Sighting) -> Iterator[Position]:
        """The positions of one sighting, in the order of the words."""
        offices = sorted(sighting.offices, key=lambda o: o.first)
        name, behind = sighting.person.first, sighting.organization_after
        last = max((o.title[1] for o in offices if o.last <= name), default=-1) if behind is not None else -1
        for office in offices:
            if "former" in office.kinds:
                continue
            organization = office.organization
            if organization is None and behind is not None and office.title[1] == last:
                organization = self._organization_at(behind)
            bare = (office.organization if "before" in office.kinds else organization) is None
            alone = office.alone and bare and office.last == name
            yield Position(
                self.reading.text_of(*office.title),
                office.alone if alone else office.role,
                self.reading.text_of(*organization) if organization else None,
            )

    def _organization_at(self, at: int) -> Range | None:
        _, high = self.reading.line_bounds(at)
        at = self.organizations.skip_articles(at, high)
        end = self.organizations.end(at, high) if at < high else at
        return (at, end) if end > at else None


def _gender(entry: Entry) -> str | None:
    """By an honorific; else by a form or an article that only women bear."""
    if said := entry.genders:
        return said.pop() if len(said) == 1 else None
    marked = any(s.person.marked or any("female" in o.kinds for o in s.offices) for s in entry.sightings)
    return "female" if marked else None


def _only_press(entry: Entry) -> bool:
    """Is it somebody for journalists to call, who has no other office?"""
    offices = [o for s in entry.sightings for o in s.offices]
    return bool(offices) and all("press" in o.kinds for o in offices)


def _is_one_word(sighting: Sighting) -> bool:
    first, last = sighting.person.name
    return last - first == 1


def _tail(key: Key, full: Key) -> bool:
    return full[-len(key) :] == key
