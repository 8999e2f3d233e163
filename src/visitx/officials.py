"""Officials: the persons who are named, with their positions."""

from __future__ import annotations

from visitx.header import Header
from visitx.links import Links
from visitx.names import Names
from visitx.organizations import Organizations
from visitx.persons import Persons, contact_tokens
from visitx.pipeline import Reading
from visitx.record import Official
from visitx.roster import Roster
from visitx.titles import Titles


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
