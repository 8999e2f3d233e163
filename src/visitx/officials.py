"""Officials: the persons who are named, with their positions."""

from __future__ import annotations

from visitx.header import Header
from visitx.officials_links import Links
from visitx.officials_persons import Persons
from visitx.officials_roster import Roster
from visitx.officials_titles import Titles
from visitx.reading import Reading
from visitx.record import Official


def find_officials(reading: Reading, header: Header) -> tuple[Official, ...]:
    """All officials in order of first mention; `side` is left to the visit."""
    titles = Titles(reading)
    offices = titles.read()
    persons = Persons(reading, offices, header.claimed).read()
    roster = Roster(reading)
    roster.enter(s for s in Links(reading, persons, titles).join() if s.rule)
    roster.find_again(offices)
    return roster.officials()
