"""From what is written to what is meant: drafts against the day of publication, the tense of their sentence, and each
other where they are joined."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from visitx.dates_context import Tense, Tenses, counts, is_name, is_of_plan
from visitx.dates_points import Draft, day_draft, draft_at
from visitx.edtf import SEASONS, Interval, Point, point_of
from visitx.patterns import Match
from visitx.reading import Reading

Value = Point | Interval

# A day or month without year this near to publication is of this year: the verb may belong to something else.
_CLOSE = timedelta(days=45)


@dataclass(frozen=True)
class Calendar:
    """What years and relative days are counted from: the day of publication, where it is known."""

    published: date | None

    def value(self, draft: Draft, tense: Tense, last_day: Point | None = None) -> Value | None:
        """What a draft means; None where that is not known. `last_day` is the day that was named last."""
        point = self.point(draft, tense, last_day)
        if point is None or draft.until is None:
            return point
        until = draft.until if draft.until.year else draft.until.in_year(point.year)
        interval = Interval(point, until._replace(month=until.month or point.month))
        return interval if interval.exists else None

    def point(self, draft: Draft, tense: Tense, last_day: Point | None = None) -> Point | None:
        """The time a draft means, of a span the time it begins."""
        if draft.skip:
            return None
        if draft.same_day:
            return last_day or (point_of(self.published) if self.published else None)
        if draft.offset is not None:
            return self._away(draft.offset)
        if draft.current is not None:
            return self._current(draft)
        if draft.shift is not None:
            return draft.point.in_year(self.published.year + draft.shift) if self.published else None
        if draft.point == Point():
            return self._weekday(draft, tense)
        point = draft.point if draft.point.year else self._in_a_year(draft, tense)
        return point if point.exists else None

    def _away(self, days: int) -> Point | None:
        return point_of(self.published + timedelta(days=days)) if self.published else None

    def _current(self, draft: Draft) -> Point | None:
        """This year or month, or a part or a day of it."""
        if self.published is None:
            return None
        point = draft.point._replace(year=self.published.year)
        if draft.current == "month":
            point = point._replace(month=self.published.month)
        return point if point.exists else None

    def _weekday(self, draft: Draft, tense: Tense) -> Point | None:
        """The last such day on or before publication, the next one after where the sentence says so."""
        if self.published is None or draft.weekday is None:
            return None
        back = (self.published.isoweekday() - draft.weekday) % 7
        if draft.turn == "coming" or (draft.turn is None and back and tense.kind == "coming" and tense.near):
            back -= 7
        elif draft.turn == "past" and back == 0:
            back = 7
        return self._away(-back)

    def _in_a_year(self, draft: Draft, tense: Tense) -> Point:
        """A point without year: in the year of publication, or the one before or after it."""
        point = draft.point
        if self.published is None:
            return point
        year = self.published.year
        if point.day and draft.weekday and (of_weekday := _with_weekday(point, year, draft.weekday)):
            return of_weekday
        here = point.in_year(year)
        begins, ends = here.begins(), here.ends()
        if begins is None or ends is None:
            return point
        close = timedelta() if point.part in SEASONS else _CLOSE
        if begins > self.published + close and _is_told("past", draft.turn, tense):
            return point.in_year(year - 1)
        if ends < self.published - close and _is_told("coming", draft.turn, tense):
            return point.in_year(year + 1)
        return here


def _is_told(side: str, turn: str | None, tense: Tense) -> bool:
    """Does the sentence tell of this side of publication, past or coming?"""
    return turn == side if turn else tense.kind == side or (side == "coming" and tense.kind == "open")


def _with_weekday(point: Point, year: int, weekday: int) -> Point | None:
    """The point in the nearest year in which it falls on a weekday."""
    for y in (year, year - 1, year + 1):
        day = point.in_year(y).begins()
        if day and day.year == y and day.isoweekday() == weekday:
            return point.in_year(y)
    return None


def share(drafts: Sequence[Draft], year: int | None = None) -> list[Draft]:
    """Drafts of one expression, each with the month and the year that the others say (`2 and 3 February`, `July 1 to
    August 22, 2025`); `year` is one that stands behind the last. Parts that go back in the year begin a year earlier.
    """
    points = [d.point for d in drafts]
    if year is not None and points[-1].year is None:
        points[-1] = points[-1]._replace(year=year)
    for at in reversed(range(len(points) - 1)):
        points[at] = _weekday_before(drafts[at], points[at + 1])
    for borrow in (_month_from, _year_from):
        for at in reversed(range(len(points) - 1)):
            points[at] = borrow(points[at], points[at + 1], False)
        for at in range(1, len(points)):
            points[at] = borrow(points[at], points[at - 1], True)
    return [d._replace(point=p) for d, p in zip(drafts, points, strict=True)]


def _weekday_before(draft: Draft, after: Point) -> Point:
    """Of a weekday alone the last one before the point that follows it; of everything else the point it has."""
    day = after.begins() if after.day else None
    if draft.weekday is None or draft.point != Point() or day is None:
        return draft.point
    return point_of(day - timedelta(days=(day.isoweekday() - draft.weekday) % 7 or 7))


def _month_from(point: Point, other: Point, later: bool) -> Point:
    """A day alone with the month of its neighbour."""
    return point._replace(month=other.month) if point.day and not point.month else point


def _year_from(point: Point, other: Point, later: bool) -> Point:
    """A point without year with its neighbour's year, or the one beside it where their order asks for it."""
    if point.year or other.year is None or not (point.month or point.part):
        return point
    mine, its = _in_year_order(point), _in_year_order(other)
    backwards = its is not None and mine is not None and (mine < its if later else mine > its)
    return point._replace(year=other.year + (0 if not backwards else 1 if later else -1))


def _in_year_order(point: Point) -> tuple[int, int] | None:
    """Where in its year a point lies, for comparison; None for a whole year."""
    begins = point._replace(year=2000).begins() if point.month or point.part else None
    return (begins.month, begins.day if point.day else 0) if begins else None


_LEADS = frozenset({"year-lead", "month-lead", "from-word", "between-word"})


class Mention(NamedTuple):
    """A value and the tokens `first` to `last` it is written in; None is a time that is left out."""

    first: int
    last: int
    value: Value | None
    rule: str


@dataclass(frozen=True)
class Setting:
    """What the times of an article are read against."""

    reading: Reading
    calendar: Calendar
    tenses: Tenses


def read_span(setting: Setting, match: Match) -> list[Mention] | None:
    """From one time to another; None where the two make no span."""
    drafts = _drafts(setting.reading, match, ("from", "to"))
    if drafts is None:
        return None
    shared = _completed(setting, match, drafts)
    if any(d.point.day and not d.point.month for d in shared):
        return None
    start, end = (setting.calendar.point(d, Tense()) for d in shared)
    value = Interval(start, end) if start and end else None
    if value and start and end and (start.kind != end.kind or not value.exists):
        return None
    return [Mention(match.first, match.last, None if _is_vague(setting, match, drafts) else value, match.rule.id)]


def read_each(setting: Setting, match: Match) -> list[Mention] | None:
    """Several times, one date each; the last one's mention goes to the end of the match."""
    drafts = _drafts(setting.reading, match, [n for n in "abcd" if n in match.slots])
    if drafts is None or (all(d.bare for d in drafts) and not _LEADS & match.slots.keys()):
        return None
    shared = _completed(setting, match, drafts)
    values = [setting.calendar.value(d, Tense()) for d in shared]
    if len({v.kind for v in values if v}) > 1 or not all(d.exists for d in shared):
        return None
    ends, vague = [*(d.last for d in drafts[:-1]), match.last], _is_vague(setting, match, drafts)
    return [
        Mention(d.first, last, None if vague else value, match.rule.id)
        for d, last, value in zip(drafts, ends, values, strict=True)
    ]


def _drafts(reading: Reading, match: Match, names: Sequence[str]) -> list[Draft] | None:
    """The drafts of several slots; None where they make no one expression."""
    found = [_slot(reading, *match.slots[name]) for name in names]
    drafts = [d for d in found if d is not None and not d.skip]
    if len(drafts) < len(found):
        return None
    last = drafts[-1]
    unsure = (last.bare or not last.point.month) and "year" not in match.slots
    return None if unsure and counts(reading, match.last, last.point.year) else drafts


def _slot(reading: Reading, first: int, last: int) -> Draft | None:
    draft = draft_at(reading, first)
    if draft is None or draft.last != last:
        return day_draft(reading, first) if reading.hit_at("day", first) else None
    return draft


def _completed(setting: Setting, match: Match, drafts: list[Draft]) -> list[Draft]:
    """The drafts with months and years: shared ones, else those that the last one is found to mean."""
    year = int(setting.reading.words[match.slots["year"][0]]) if "year" in match.slots else None
    shared = share(drafts, year)
    if shared[-1].point.year is None:
        point = setting.calendar.point(shared[-1], setting.tenses.around(match.first, match.last))
        if point and point.year:
            shared = share([*shared[:-1], shared[-1]._replace(point=point)])
    return shared


def _is_vague(setting: Setting, match: Match, drafts: list[Draft]) -> bool:
    """Are these months or weekdays in a sentence that tells of no one event, or years in the name of a plan?"""
    if any(is_name(setting.reading, d) for d in drafts):
        return True
    if all(d.bare and d.point.kind == "year" for d in drafts):
        return not _LEADS & match.slots.keys() and is_of_plan(setting.reading, match.first, match.last)
    weekdays = all(d.weekday and not d.point.day for d in drafts)
    if weekdays and match.rule.gives["reads"] == "span" and _is_working_week(drafts):
        return True
    months = all(d.point.kind == "month" and d.point.year is None for d in drafts) and "year" not in match.slots
    return (months or weekdays) and not tells_of_event(setting.tenses, match.first, match.last)


def tells_of_event(tenses: Tenses, first: int, last: int) -> bool:
    """Does the sentence tell of one event, and not of what happens again and again?"""
    return tenses.around(first, last).kind in ("past", "coming") and not tenses.is_habit(first)


def _is_working_week(drafts: Sequence[Draft]) -> bool:
    """From Monday to Friday, or longer: opening hours, and no dates."""
    return drafts[0].weekday == 1 and (drafts[-1].weekday or 0) >= 5
