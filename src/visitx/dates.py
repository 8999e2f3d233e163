"""Dates: every mention, normalized to EDTF (ISO 8601-2)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from visitx.frames import Frames, Mention
from visitx.header import Header
from visitx.pipeline import Reading
from visitx.points import draft_at
from visitx.record import DateItem
from visitx.resolve import Calendar


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
    frames = Frames(reading, calendar)
    matches = [m for m in reading.matches("dates") if "phrase" not in m.rule.gives]
    found = [(m.first, m.last, 0, m) for m in matches] + [(h.first, h.last, 1, None) for h in reading.hits("when")]
    end = 0
    for first, last, _, match in sorted(found, key=lambda f: (f[0], -f[1], f[2])):
        if first < end or not _is_free(range(first, last), header.claimed) or not _is_read(reading, first):
            continue
        if match is not None:
            mentions = frames.read(match)
        else:
            draft = draft_at(reading, first)
            mentions = frames.read_alone(draft) if draft else None
        if mentions is not None:
            yield from mentions
            end = last


def _is_free(tokens: Iterable[int], claimed: frozenset[int]) -> bool:
    return claimed.isdisjoint(tokens)


def _is_read(reading: Reading, at: int) -> bool:
    """Is the line in a script that the languages are written in? A date in a line of Lao is not the article's."""
    line = reading.lines[reading.line_index(at)]
    letters = [c for c in reading.text[line.start : line.end] if c.isalpha()]
    return not letters or sum(c < "\u0250" for c in letters) * 2 > len(letters)
