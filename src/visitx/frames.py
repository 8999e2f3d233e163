"""What the words around a time make of it: since, until, from … to, on … and …: each frame rule read into values."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from visitx.edtf import Interval, Point
from visitx.patterns import Match
from visitx.pipeline import Reading
from visitx.points import Draft, day_draft, draft_at
from visitx.resolve import Calendar, Value, share
from visitx.tense import Tense, Tenses

_YEARS_OF_OUR_TIME = range(1985, 2041)
# What makes the number before it a measure, an amount or a share.
_MEASURES = ("unit", "unit-name", "percent", "magnitude-symbol", "currency-code", "currency-symbol", "currency-name")


@dataclass(frozen=True)
class Mention:
    """A value and the tokens `first` to `last` it is written in; None is a time that is left out."""

    first: int
    last: int
    value: Value | None
    rule: str


class Frames:
    """Reads the matches of an article's frame rules, in order: later ones may mean the day of an earlier one."""

    def __init__(self, reading: Reading, calendar: Calendar) -> None:
        self._reading = reading
        self._calendar = calendar
        self._tenses = Tenses(reading)
        self._lead_line = next((i for i, line in enumerate(reading.lines) if line.last - line.first > 20), 0)
        self._last: tuple[int, Point] | None = None

    def read(self, match: Match) -> list[Mention] | None:
        """The mentions in a frame; None where the frame does not fit what is in it."""
        if match.rule.gives.get("set-aside"):
            return self._set_aside(match)
        read: Callable[[Match], list[Mention] | None] = {
            "at": self._at,
            "since": self._open,
            "until": self._open,
            "as-of": self._open,
            "span": self._span,
            "each": self._each,
        }[str(match.rule.gives["reads"])]
        return self._remember(read(match))

    def read_alone(self, draft: Draft) -> list[Mention] | None:
        """The mention of a time that no frame is around; None where it needs one."""
        if draft.bare:
            return None
        if self._is_name(draft):
            return [Mention(draft.first, draft.last, None, draft.rule)]
        return self._remember([self._mention(draft, draft.rule)])

    def _remember(self, mentions: list[Mention] | None) -> list[Mention] | None:
        for mention in mentions or ():
            if isinstance(mention.value, Point) and mention.value.day:
                self._last = mention.first, mention.value
        return mentions

    def _mention(self, draft: Draft, rule: str, tense: Tense | None = None) -> Mention:
        """The draft with its value; none where the sentence tells of what happens again and again, or nowadays."""
        tense = tense or self._tenses.around(draft.first, draft.last)
        yearless = draft.point.month and not draft.point.day and draft.point.year is None
        value = self._calendar.value(draft, tense, self._last[1] if self._last else None)
        if yearless and self._tenses.is_habit(draft.first):
            value = None
        if draft.bare and yearless and tense.kind not in ("past", "coming"):
            value = None
        if draft.nowadays and not self._is_news(draft, tense):
            value = None
        if draft.point.part and draft.point.year is None and draft.current is None and self._counts(draft.last):
            value = None
        return Mention(draft.first, draft.last, value, rule)

    def _is_news(self, draft: Draft, tense: Tense) -> bool:
        """Does *today* mean the day of publication? In the lead it does, and where something happened."""
        return (tense.kind in ("past", "coming") and tense.near) or self._reading.line_index(
            draft.first
        ) <= self._lead_line

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
        if draft is None or (only and not self._is_bare(draft, str(only))):
            return None
        if draft.bare and draft.point.kind == "year" and not self._is_year(draft, match):
            return None
        if draft.bare and draft.point.kind == "month" and "month-lead" not in match.slots and not draft.point.year:
            return None
        return [self._mention(draft, match.rule.id)]

    @staticmethod
    def _is_bare(draft: Draft, only: str) -> bool:
        kinds = ("date",) if only == "day-month" else ("month", "year")
        return draft.bare and draft.point.kind in kinds

    def _day_alone(self, match: Match, first: int) -> list[Mention] | None:
        """`le 6`, in the month of the date named before it in the sentence, where no noun follows."""
        low, _ = self._reading.sentence_bounds(first)
        if self._last is None or self._last[0] < low or self._counts(first + 1):
            return None
        point = replace(self._last[1], day=day_draft(self._reading, first).point.day)
        return [Mention(first, first + 1, point, match.rule.id)] if point.exists else None

    def _open(self, match: Match) -> list[Mention] | None:
        """An interval that is open at one end, or a state on a day."""
        gives, draft = match.rule.gives, draft_at(self._reading, match.slots["at"][0])
        if draft is None or (draft.bare and draft.point.kind == "year" and not self._is_year(draft, match)):
            return None
        if draft.bare and not self._leads(match, draft):
            return None
        tense = self._tense(match, str(gives.get("tense", "")))
        value = self._mention(replace(draft, alone=True), match.rule.id, tense).value
        if value is None:
            return [Mention(match.first, match.last, None, match.rule.id)]
        return [Mention(match.first, match.last, self._opened(value, gives), match.rule.id)]

    def _leads(self, match: Match, draft: Draft) -> bool:
        """May what stands before a bare month or year lead to it? An article makes it part of a name: the 2020 cuts."""
        led = match.first < draft.first and self._reading.tags[draft.first - 1] != "DET"
        return led and (match.rule.gives["reads"] != "as-of" or draft.point.kind == "year")

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

    def _span(self, match: Match) -> list[Mention] | None:
        """From one time to another; what is missing on one side is taken from the other."""
        drafts = self._drafts(match, ("from", "to"))
        if drafts is None:
            return None
        value: Value | None = None
        shared = self._completed(match, drafts)
        start, end = (self._calendar.point(d, Tense()) for d in shared)
        if any(d.point.day and not d.point.month for d in shared):
            return None
        if start and end:
            value = Interval(start, end)
            if start.kind != end.kind or not value.exists:
                return None
        return [Mention(match.first, match.last, None if self._vague(match, drafts) else value, match.rule.id)]

    def _each(self, match: Match) -> list[Mention] | None:
        """Several times, one date each; the last one's mention goes to the end of the match."""
        names = tuple(n for n in "abcd" if n in match.slots)
        drafts = self._drafts(match, names)
        if drafts is None:
            return None
        shared = self._completed(match, drafts)
        values = [self._calendar.value(d, Tense()) for d in shared]
        if len({v.kind for v in values if v}) > 1 or not all(d.exists for d in shared):
            return None
        ends = [*(d.last for d in drafts[:-1]), match.last]
        vague = self._vague(match, drafts)
        return [
            Mention(d.first, last, None if vague else value, match.rule.id)
            for d, last, value in zip(drafts, ends, values, strict=True)
        ]

    def _drafts(self, match: Match, names: Sequence[str]) -> list[Draft] | None:
        """The drafts of several slots; None where they make no one expression."""
        found = [self._slot(match, name) for name in names]
        drafts = [d for d in found if d is not None]
        if len(drafts) < len(found) or any(d.skip for d in drafts):
            return None
        last = drafts[-1]
        if (last.bare or not last.point.month) and "year" not in match.slots and self._counts(match.last, last):
            return None
        leads = {"year-lead", "month-lead", "from-word", "between-word"} & match.slots.keys()
        if match.rule.gives["reads"] == "each" and all(d.bare for d in drafts) and not leads:
            return None
        return drafts

    def _slot(self, match: Match, name: str) -> Draft | None:
        first, last = match.slots[name]
        draft = draft_at(self._reading, first)
        if draft is None or draft.last != last:
            return day_draft(self._reading, first) if self._reading.hit_at("day", first) else None
        return draft

    def _completed(self, match: Match, drafts: list[Draft]) -> list[Draft]:
        """The drafts with months and years: shared ones, else those that the last one is found to mean."""
        year = int(self._reading.words[match.slots["year"][0]]) if "year" in match.slots else None
        shared = share(drafts, year)
        if shared[-1].point.year is None:
            point = self._calendar.point(shared[-1], self._tense(match, ""))
            if point and point.year:
                shared = share([*shared[:-1], replace(shared[-1], point=point)])
        return shared

    def _vague(self, match: Match, drafts: list[Draft]) -> bool:
        """Months alone in a sentence that tells of no one event, and years in the name of a plan."""
        if any(self._is_name(d) for d in drafts):
            return True
        if all(d.bare and d.point.kind == "year" for d in drafts):
            leads = {"from-word", "between-word", "year-lead"} & match.slots.keys()
            return not leads and self._is_named(match.first, match.last)
        weekdays = all(d.weekday and not d.point.day for d in drafts)
        if weekdays and match.rule.gives["reads"] == "span" and _is_working_week(drafts):
            return True
        months = all(d.point.kind == "month" and d.point.year is None for d in drafts) and "year" not in match.slots
        if months or weekdays:
            told = self._tenses.around(match.first, match.last).kind
            return told not in ("past", "coming") or self._tenses.is_habit(match.first)
        return False

    def _is_year(self, draft: Draft, match: Match) -> bool:
        """Is a bare number a year? Not where it counts what follows."""
        return draft.until is not None or not self._counts(draft.last, draft, sure=_is_sure(match, self._reading))

    def _counts(self, at: int, draft: Draft | None = None, sure: bool = False) -> bool:
        """Does the number before token `at` count or measure what stands there?"""
        reading = self._reading
        if at >= len(reading) or reading.line_index(at) != reading.line_index(at - 1):
            return False
        if any(reading.hit_at(name, at) for name in _MEASURES):
            return True
        if draft is not None and reading.hit_at("to-word", at) and not reading.hit_at("when", at + 1):
            return reading.words[at + 1][0].isdigit() if at + 1 < len(reading) else False
        if reading.tags[at] not in ("NOUN", "ADJ") or not reading.words[at][0].islower():
            return False
        year = draft.point.year if draft else None
        return year is None or year % 50 == 0 or not (sure or year in _YEARS_OF_OUR_TIME)

    def _is_name(self, draft: Draft) -> bool:
        """Do the years stand in the name of a plan, or the day in that of a street?"""
        if draft.until is not None and draft.point.kind == "year" and draft.last - draft.first == 1:
            return self._is_named(draft.first, draft.last)
        if draft.point.day:
            ends = (self._reading.hit_ending("street", draft.first - back) for back in (0, 1))
            return any(hit is not None for hit in ends)
        return False

    def _is_named(self, first: int, last: int) -> bool:
        """Is a plan named close before these years, in one noun phrase, or right after them?"""
        reading = self._reading
        low, _ = reading.line_bounds(first)
        if reading.hit_ending("document-sign", first) or (first > low and reading.tags[first - 1] == "NAME"):
            return True
        for at in range(first - 1, max(low, first - 12) - 1, -1):
            if reading.tags[at] in ("PUNCT", "AUX", "VERB", "PRON") or (at == first - 1 and reading.tags[at] == "PREP"):
                break
            if reading.hit_ending("plan-word", at + 1):
                return True
        after = (reading.hit_at("plan-word", at) for at in (last, last + 1))
        return any(hit is not None for hit in after)


def _is_working_week(drafts: Sequence[Draft]) -> bool:
    """From Monday to Friday, or longer: opening hours, and no dates."""
    return drafts[0].weekday == 1 and (drafts[-1].weekday or 0) >= 5


def _is_sure(match: Match, reading: Reading) -> bool:
    """Is the word before a bare year one that leads to years only?"""
    if "year-lead" not in match.slots:
        return True
    hit = reading.hit_at("year-lead", match.slots["year-lead"][0])
    return hit is not None and hit.id == "sure"
