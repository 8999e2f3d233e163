"""The head and foot of an article: title, source, publication date, and the lines that are no prose."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from visitx.dates_points import draft_at
from visitx.header_addresses import WEB_ADDRESS, stamped_day
from visitx.header_contacts import contact_tokens
from visitx.header_headlines import find_headline
from visitx.header_stamps import Stamp, has_prose, read_stamp, starts
from visitx.reading import Line, Reading

_HEAD = 14  # lines in which a stamp is looked for, at the head and at the foot
_FOOT = 6
_LONGEST_APART = 14
_FEW = 3
_SUREST = ("label", "dateline", "line")
_PLAUSIBLE = range(1970, 2100)


@dataclass(frozen=True)
class Header:
    """`published`: ISO 8601 date or None. `claimed`: tokens of dateline, stamps, by-line, contacts, addresses and the
    like, in which no other extractor looks for figures or dates."""

    title: str | None = None
    source: str | None = None
    published: str | None = None
    claimed: frozenset[int] = frozenset()


def read_header(reading: Reading) -> Header:
    """What the head and foot of the article say of itself."""
    if not reading.lines:
        return Header()
    stamps = [s for line in _ends(reading.lines) if (s := read_stamp(reading, line))]
    head = [line for line in reading.lines[:_HEAD] if _is_apart(reading, line, stamps)]
    sources = list(_sources(reading))
    claimed = {at for s in stamps for at in range(s.first, s.last)}
    claimed.update(at for line in head for at in range(line.first, line.last))
    contacts = set(contact_tokens(reading))
    claimed |= contacts
    for one in stamps:
        reading.set_aside(one.first, one.last, "dateline or stamp")
    for line in head:
        reading.set_aside(line.first, line.last, "by-line, release number or address in the head")
    for at in contacts:
        reading.set_aside(at, at + 1, "telephone, web address, contact or credit")
    source = sources[0] if sources else None
    published = _published(reading, stamps, source)
    title = find_headline(reading, claimed)
    return Header(title, source, published.isoformat() if published else None, frozenset(claimed))


def _ends(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines of the head, then those of the foot."""
    yield from lines[:_HEAD]
    yield from lines[max(_HEAD, len(lines) - _FOOT) :]


def _is_apart(reading: Reading, line: Line, stamps: Sequence[Stamp]) -> bool:
    """Is the line a by-line, a later change, a release number or an address, and no prose?"""
    if line.last - line.first > _LONGEST_APART:
        return False
    if starts(reading, line, "updated-label"):
        return True
    if has_prose(reading, line.first, line.last):
        return False
    return starts(reading, line, "byline-label") or _is_press_label(reading, line)


def _is_press_label(reading: Reading, line: Line) -> bool:
    """Does the line say what sort of text it heads, with its number or who issues it, and little else?"""
    label = next((hit for hit in reading.hits("stamp-word") if line.first <= hit.first < line.last), None)
    if label is None or not starts(reading, line, "stamp-word"):
        return False
    others = [at for at in range(label.last, line.last) if reading.words[at][0].isalpha()]
    return sum(reading.hit_at("stamp-word", at) is None for at in others) <= _FEW


def _sources(reading: Reading) -> Iterator[str]:
    """The article's own address: after a label, or alone on a line."""
    for line in reading.lines:
        text = reading.text[line.start : line.end]
        found = WEB_ADDRESS.search(text)
        if found and (starts(reading, line, "source-label") or not text.replace(found.group(), "").strip(" <>()[]")):
            yield found.group()


def _published(reading: Reading, stamps: Sequence[Stamp], source: str | None) -> date | None:
    """The day of publication: of the surest stamp, else of the address."""
    stamped = stamped_day(source) if source else None
    for how in _SUREST:
        for stamp in stamps:
            day = _with_year(reading, stamp, stamped) if stamp.how == how else None
            if day is not None and day.year in _PLAUSIBLE:
                return day
    return stamped


def _with_year(reading: Reading, stamp: Stamp, stamped: date | None) -> date | None:
    """The day of a stamp; of one without year, in the year in which the address or the text puts that day."""
    if stamp.point.year is not None:
        return stamp.day
    days = [stamped] if stamped else []
    drafts = (draft_at(reading, hit.first) for hit in reading.hits("when"))
    days += [d for draft in drafts if draft and not draft.skip and draft.point.day and (d := draft.point.begins())]
    same = (d for d in days if (d.month, d.day) == (stamp.point.month, stamp.point.day))
    return next(same, None)
