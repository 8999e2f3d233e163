"""Times that are joined: from … to, between … and, on … and …. What one of them does not say is taken from another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from visitx.dates_lookalikes import counts, is_name, is_of_plan
from visitx.dates_points import Draft, day_draft, draft_at
from visitx.dates_resolve import Calendar, Value, share
from visitx.dates_tense import Tense, Tenses
from visitx.edtf import Interval
from visitx.patterns import Match
from visitx.reading import Reading

_LEADS = frozenset({"year-lead", "month-lead", "from-word", "between-word"})


@dataclass(frozen=True)
class Mention:
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
            shared = share([*shared[:-1], replace(shared[-1], point=point)])
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
