"""Dates: every mention, normalized to EDTF (ISO 8601-2)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from visitx.dates_frames import Frames
from visitx.dates_joined import Mention
from visitx.dates_points import draft_at
from visitx.dates_resolve import Calendar
from visitx.header import Header
from visitx.reading import Reading
from visitx.record import DateItem

_LETTER = re.compile(r"[^\W\d_]")
_NOT_LATIN = re.compile(r"[\u0370-\u1fff\u3040-\uffdc]")


@dataclass(frozen=True)
class FoundDates:
    """The dates in order, and the tokens they (and what is left out as no date) are written in."""

    items: tuple[DateItem, ...] = ()
    claimed: frozenset[int] = frozenset()


def find_dates(reading: Reading, header: Header) -> FoundDates:
    """All dates of the article."""
    published = date.fromisoformat(header.published) if header.published else None
    mentions = list(_mentions(reading, header, Calendar(published)))
    items = tuple(_item(reading, m) for m in mentions if m.value is not None)
    return FoundDates(items, frozenset(at for m in mentions for at in range(m.first, m.last)))


def _item(reading: Reading, mention: Mention) -> DateItem:
    value = mention.value
    assert value is not None
    return DateItem(str(value), value.kind, rule=mention.rule, **reading.place(mention.first, mention.last))


def _mentions(reading: Reading, header: Header, calendar: Calendar) -> Iterator[Mention]:
    """Of what the rules match, the leftmost, then the longest that fits; frames before the times inside them."""
    frames, unread = Frames(reading, calendar), _unread_lines(reading)
    found = [(m.first, m.last, 0, m) for m in reading.matches("dates")] + [
        (h.first, h.last, 1, None) for h in reading.hits("when")
    ]
    end = 0
    for first, last, _, match in sorted(found, key=lambda f: (f[0], -f[1], f[2])):
        if first < end or reading.line_index(first) in unread or not header.claimed.isdisjoint(range(first, last)):
            continue
        if match is not None:
            mentions = frames.read(match)
        else:
            draft = draft_at(reading, first)
            mentions = frames.read_alone(draft) if draft else None
        if mentions is not None:
            yield from mentions
            end = last


def _unread_lines(reading: Reading) -> frozenset[int]:
    """Indexes of the lines in another script: a date in a line of Lao is not the article's."""
    foreign = (i for i, line in enumerate(reading.lines) if _is_foreign(reading.text[line.start : line.end]))
    return frozenset(foreign)


def _is_foreign(text: str) -> bool:
    letters = _LETTER.findall(text) if _NOT_LATIN.search(text) else []
    return bool(sum(c > "\u024f" for c in letters) * 2 > len(letters))
