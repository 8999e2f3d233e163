"""Officials: the persons who are named, with their positions."""

from __future__ import annotations

from visitx.header import Header
from visitx.officials_links import Links
from visitx.officials_names import Names
from visitx.officials_organizations import Organizations
from visitx.officials_persons import Persons, contact_tokens
from visitx.officials_roster import Roster
from visitx.officials_titles import Titles
from visitx.reading import Reading
from visitx.record import Official


def find_officials(reading: Reading, header: Header) -> tuple[Official, ...]:
    """All officials in order of first mention; `side` is left to the visit."""
    names = Names(reading)
    organizations = Organizations(reading, names)
    titles = Titles(reading, names, organizations)
    offices = titles.read()
    persons = Persons(reading, names, offices, header.claimed | contact_tokens(reading)).read()
    roster = Roster(reading, names, organizations)
    roster.enter(s for s in Links(reading, persons, offices, titles.holders).join() if s.rule)
    roster.find_again(offices)
    return roster.officials()
