"""Dates: every mention, normalized to EDTF (ISO 8601-2); what the words around a time (since, until, from … to, on …
and …) make of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from visitx.dates_context import Tense, Tenses, counts, is_in_speech, is_name, is_of_document, is_part_of_name, is_year
from visitx.dates_points import Draft, day_draft, draft_at
from visitx.dates_values import Calendar, Mention, Setting, Value, read_each, read_span
from visitx.edtf import Interval, Point
from visitx.header import Header
from visitx.patterns import Match
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
    for mention in mentions:
        if mention.value is None:
            reading.set_aside(mention.first, mention.last, mention.rule)
    return FoundDates(items, frozenset(at for m in mentions for at in range(m.first, m.last)))


def _item(reading: Reading, mention: Mention) -> DateItem:
    value = mention.value
    assert value is not None
    return DateItem(str(value), value.kind, rule=mention.rule, **reading.place(mention.first, mention.last))


def _mentions(reading: Reading, header: Header, calendar: Calendar) -> Iterator[Mention]:
    """Of what the rules match, the leftmost, then the longest that fits; frames before the times inside them."""
    frames = Frames(reading, calendar)
    found = [(m.first, -m.last, 0, at, m) for at, m in enumerate(reading.matches("dates"))]
    end = 0
    for first, last, _, _, match in sorted([*found, *((h.first, -h.last, 1, 0, None) for h in reading.hits("when"))]):
        if first < end or not header.claimed.isdisjoint(range(first, -last)) or frames.is_foreign(first):
            continue
        mentions = frames.read(match) if match else frames.read_alone(draft_at(reading, first))
        if mentions is not None:
            yield from mentions
            end = -last


def _is_foreign(text: str) -> bool:
    """Is a line in another script? A date in a line of Lao is not the article's."""
    letters = _LETTER.findall(text) if _NOT_LATIN.search(text) else []
    return bool(sum(c > "\u024f" for c in letters) * 2 > len(letters))


_RECENT = timedelta(days=60)
_LEAD = 20  # tokens; the first line that is longer is the lead


class Frames:
    """Reads the matches of an article's frame rules, in order: later ones may mean the day of an earlier one."""

    def __init__(self, reading: Reading, calendar: Calendar) -> None:
        self._reading = reading
        self._calendar = calendar
        self._tenses = Tenses(reading)
        self._setting = Setting(reading, calendar, self._tenses)
        self._lead_line = next((i for i, line in enumerate(reading.lines) if line.last - line.first > _LEAD), 0)
        self._days: list[tuple[int, Point]] = []
        self._foreign: dict[int, bool] = {}

    def is_foreign(self, first: int) -> bool:
        """Does a token stand in a line in another script?"""
        line = self._reading.lines[self._reading.line_index(first)]
        if line.first not in self._foreign:
            self._foreign[line.first] = _is_foreign(self._reading.text[line.start : line.end])
        return self._foreign[line.first]

    def read(self, match: Match) -> list[Mention] | None:
        """The mentions in a frame; None where the frame does not fit what is in it."""
        if match.rule.gives.get("set-aside"):
            return self._set_aside(match)
        reads = match.rule.gives["reads"]
        if reads in ("span", "each"):
            return self._remember((read_span if reads == "span" else read_each)(self._setting, match))
        return self._remember(self._at(match) if reads == "at" else self._open(match))

    def read_alone(self, draft: Draft | None) -> list[Mention] | None:
        """The mention of a time that no frame is around; None where it needs one."""
        if draft is None or draft.bare:
            return None
        if is_name(self._reading, draft):
            return [Mention(draft.first, draft.last, None, draft.rule)]
        return self._remember([self._mention(draft, draft.rule)])

    def _remember(self, mentions: list[Mention] | None) -> list[Mention] | None:
        self._days += [(m.first, m.value) for m in mentions or () if isinstance(m.value, Point) and m.value.day]
        return mentions

    def _event(self) -> Point | None:
        """The last day named on which the article's events happened."""
        return next((point for first, point in reversed(self._days) if self._is_event(first, point)), None)

    def _is_event(self, first: int, point: Point) -> bool:
        """Did the article's events happen on that day? Not where it dates a document, nor long before publication."""
        begins, published = point.begins(), self._calendar.published
        recent = begins is None or published is None or abs(published - begins) < _RECENT
        return recent and not is_of_document(self._reading, first)

    def _mention(self, draft: Draft, rule: str, tense: Tense | None = None) -> Mention:
        """The draft with its value; none where the sentence tells of what happens again and again, or nowadays."""
        if draft.point.year and draft.offset is None:
            return Mention(draft.first, draft.last, self._calendar.value(draft, Tense()), rule)
        tense = tense or self._tenses.around(draft.first, draft.last)
        value = self._calendar.value(draft, tense, self._event() if draft.same_day else None)
        return Mention(draft.first, draft.last, None if self._is_vague(draft, tense) else value, rule)

    def _is_vague(self, draft: Draft, tense: Tense) -> bool:
        """Does the draft mean no one time: a month of every year, nowadays, a speaker's today?"""
        yearless = draft.point.year is None and draft.current is None
        if draft.point.month and not draft.point.day and yearless:
            return self._tenses.is_habit(draft.first) or (draft.bare and tense.kind not in ("past", "coming"))
        if draft.offset is not None and is_in_speech(self._reading, draft.first):
            return True
        if draft.weekday and draft.point == Point() and tense.kind not in ("past", "coming"):
            return self._tenses.is_weekly(draft.first)
        if draft.nowadays:
            told = tense.near and tense.kind in ("past", "coming")
            return not told and self._reading.line_index(draft.first) > self._lead_line
        return bool(draft.point.part) and yearless and counts(self._reading, draft.last)

    def _set_aside(self, match: Match) -> list[Mention] | None:
        only = match.rule.gives.get("only")
        if only:
            draft = draft_at(self._reading, match.slots["at"][0])
            if draft is None or not draft.bare or draft.point.kind != only:
                return None
        return [Mention(match.first, match.last, None, match.rule.id)]

    def _at(self, match: Match) -> list[Mention] | None:
        """One time after a word that leads to it; other times need none and stand alone."""
        only, first = match.rule.gives.get("only"), match.slots["at"][0]
        if only == "day":
            return self._day_alone(match, first)
        draft = draft_at(self._reading, first)
        if draft is None or (only and not (draft.bare and draft.point.kind in _BARE[str(only)])):
            return None
        if not self._is_led(match, draft):
            return None
        return [self._mention(draft, match.rule.id)]

    def _is_led(self, match: Match, draft: Draft) -> bool:
        """Is a bare number a year here, and a bare month behind a word that leads to months?"""
        if draft.bare and draft.point.kind == "year":
            return is_year(self._reading, draft, match)
        yearless = draft.bare and draft.point.kind == "month" and not draft.point.year
        return not yearless or "month-lead" in match.slots

    def _day_alone(self, match: Match, first: int) -> list[Mention] | None:
        """`le 6`, in the month of the date named before it in the sentence, where no noun follows."""
        low, _ = self._reading.sentence_bounds(first)
        if not self._days or self._days[-1][0] < low or counts(self._reading, first + 1):
            return None
        point = self._days[-1][1]._replace(day=day_draft(self._reading, first).point.day)
        return [Mention(first, first + 1, point, match.rule.id)] if point.exists else None

    def _open(self, match: Match) -> list[Mention] | None:
        """An interval that is open at one end, or a state on a day."""
        gives, draft = match.rule.gives, draft_at(self._reading, match.slots["at"][0])
        if draft is None or (draft.bare and not self._opens(match, draft)):
            return None
        tense = None if draft.point.year else self._tense(match, gives.get("tense", ""))
        value = self._mention(draft._replace(alone=True), match.rule.id, tense).value
        opened = self._opened(value, gives) if value is not None else None
        return [Mention(match.first, match.last, opened, match.rule.id)]

    def _opens(self, match: Match, draft: Draft) -> bool:
        """Is a bare month or year one here? An article before it makes it part of a name (before the 2020 cuts)."""
        if match.first == draft.first or self._reading.tags[draft.first - 1] == "DET":
            return False
        if draft.point.kind == "year":
            return is_year(self._reading, draft, match)
        if draft.point.kind == "season" and is_part_of_name(self._reading, draft.last):
            return False
        return bool(match.rule.gives["reads"] != "as-of")

    def _opened(self, value: Value, gives: Mapping[str, object]) -> Value:
        start, end = (value.start, value.end) if isinstance(value, Interval) else (value, value)
        if gives["reads"] == "until":
            return Interval(None, end)
        if isinstance(value, Interval):
            return value
        published, begins = self._calendar.published, value.begins()
        coming = published is not None and begins is not None and begins > published
        return Interval(start, None) if gives["reads"] == "since" or (gives.get("coming") and coming) else value

    def _tense(self, match: Match, usual: str) -> Tense:
        """The tense around a frame; `usual` is what the frame itself says where the verb before it does not differ."""
        tense = self._tenses.around(match.first, match.last)
        if not usual or tense.kind == usual or (usual == "past" and tense.kind == "coming"):
            return tense
        if usual == "coming" and tense.kind == "past" and tense.near:
            return tense
        return Tense(usual, near=True)


# What a frame for bare times takes, by its `only`.
_BARE = {"bare": ("month", "year"), "day-month": ("date",)}
