"""The roster: sightings of persons become one entry a person, with gender, positions and mentions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from visitx.officials_entries import Entries, Entry
from visitx.officials_links import Sighting
from visitx.officials_names import Names
from visitx.officials_offices import Office
from visitx.officials_organizations import Organizations
from visitx.officials_positions import add_position, is_vague
from visitx.officials_words import Key, Range, key_of
from visitx.reading import Reading
from visitx.record import Mention, Official, Position

AGAIN = "officials.again"


class Roster:
    """The officials of one article."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.names = reading.kept(Names)
        self.organizations = reading.kept(Organizations)
        self.entries = Entries()

    def enter(self, sightings: Iterable[Sighting]) -> None:
        """Merges the sightings of one person: the full names first, then those that are part of one."""
        pending: list[tuple[Key, Sighting]] = []
        for sighting in sightings:
            key = key_of(self._name(sighting))
            if self._words(sighting) < 2 or not self._enter_full(key, sighting):
                pending.append((key, sighting))
        for key, sighting in pending:
            entry = self._owner(key, sighting) or self._new(key, sighting)
            entry.add(sighting)

    def _name(self, sighting: Sighting) -> str:
        return self.reading.text_of(*sighting.person.name)

    @staticmethod
    def _words(sighting: Sighting) -> int:
        first, last = sighting.person.name
        return last - first

    def _enter_full(self, key: Key, sighting: Sighting) -> bool:
        """Enters a name of several parts; False where it is only part of a longer one that is known."""
        meant = self.entries.meant(key)
        for entry in meant:
            if len(entry.key) == len(key):
                entry.add(sighting)
                if entry.name.isupper():
                    entry.name = self._name(sighting)
                return True
        if meant:
            return False
        shorter = [e for e in self.entries.within(key) if len(e.key) > 1]
        if len(shorter) == 1:
            self.entries.rename(shorter[0], key, self._name(sighting))
            shorter[0].add(sighting)
            return True
        self._new(key, sighting).add(sighting)
        return True

    def _new(self, key: Key, sighting: Sighting) -> Entry:
        return self.entries.new(key, self._name(sighting))

    def _owner(self, key: Key, sighting: Sighting) -> Entry | None:
        """Whom a short mention means: by gender, by role, else the one named last before it."""
        fitting = self.entries.meant(key)
        said = {g.partition(".")[0] for g in sighting.genders} & {"female", "male"}
        fitting = [e for e in fitting if not (said and e.genders and not said & e.genders)]
        roles = {o.role for o in sighting.offices}
        alike = [e for e in fitting if roles & {o.role for s in e.sightings for o in s.offices}]
        last = [e for e in fitting if _tail(key, e.key)]
        for choice in (alike, last, fitting):
            if choice:
                return self._nearest(choice, sighting.person.first)
        return None

    @staticmethod
    def _nearest(entries: list[Entry], at: int) -> Entry:
        last = max(entries, key=lambda e: e.last_before(at))
        return last if last.last_before(at) >= 0 else entries[0]

    def find_again(self, offices: Iterable[Office]) -> None:
        """Adds the mentions of known persons that neither honorific nor title announces."""
        taken = {at for e in self.entries for s in e.sightings for at in range(s.person.first, s.person.last)}
        taken.update(at for o in offices for at in range(o.first, o.last))
        end = 0
        for at, word in enumerate(self.reading.words):
            if word[0].isupper() and at >= end and at not in taken and self.entries.has_part(key_of(word)):
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
        short = [e for e in self.entries.within(key) if all(self._words(s) == 1 for s in e.sightings)]
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
        alone = any(key_of(self._name(s)) == key for s in entry.sightings)
        return alone or _tail(key, entry.key)

    def officials(self) -> tuple[Official, ...]:
        """The entries as the record has them, in order of first mention."""
        found = [(e, self._mentions(e)) for e in self.entries if not self._only_press(e)]
        built = [
            Official(e.name, self._gender(e), self._positions(e), None, mentions) for e, mentions in found if mentions
        ]
        return tuple(sorted(built, key=lambda o: o.mentions[0].start))

    @staticmethod
    def _only_press(entry: Entry) -> bool:
        offices = [o for s in entry.sightings for o in s.offices]
        return bool(offices) and all("press" in o.kinds for o in offices)

    def _mentions(self, entry: Entry) -> tuple[Mention, ...]:
        places = [(s.person.first, s.person.last, s.rule) for s in entry.sightings]
        places += [(first, last, AGAIN) for first, last in entry.again]
        return tuple(Mention(**self.reading.place(first, last), rule=rule) for first, last, rule in sorted(places))

    @staticmethod
    def _gender(entry: Entry) -> str | None:
        """By an honorific; else by a form or an article that only women bear."""
        said = entry.genders
        if said:
            return said.pop() if len(said) == 1 else None
        marked = any(s.person.marked or any("female" in o.kinds for o in s.offices) for s in entry.sightings)
        return "female" if marked else None

    def _positions(self, entry: Entry) -> tuple[Position, ...]:
        """One position an office; a second wording of a role adds nothing but an organization that was missing."""
        positions: list[Position] = []
        for sighting in sorted(entry.sightings, key=lambda s: s.person.first):
            known = frozenset(i for i, p in enumerate(positions) if p.organization)
            for position in self._read(sighting):
                add_position(positions, position, known)
        return tuple(p for p in positions if not is_vague(p, positions))

    def _read(self, sighting: Sighting) -> Iterator[Position]:
        """The positions of one sighting, in the order of the words."""
        offices = sorted((o for o in sighting.offices if "former" not in o.kinds), key=lambda o: o.first)
        last = max((o.title[1] for o in offices if o.last <= sighting.person.first), default=-1)
        for office in offices:
            organization = office.organization
            behind = sighting.organization_after
            if organization is None and behind is not None and office.title[1] == last:
                organization = self._organization_at(behind)
            bare = office.organization is None if "before" in office.kinds else organization is None
            alone = office.alone and bare and office.last == sighting.person.first
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


def _tail(key: Key, full: Key) -> bool:
    return full[-len(key) :] == key
