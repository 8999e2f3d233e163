"""What only looks like a year or a day: numbers that count, years in the name of a plan, days in a street's."""

from __future__ import annotations

from visitx.dates_points import Draft
from visitx.patterns import Match
from visitx.reading import Reading

_OUR_TIME = range(1985, 2041)  # years; numbers outside are more likely to count the noun behind them
_QUOTES = frozenset('"«»“”')
_FAR = 12  # words between a plan and its years
# What makes the number before it a measure, an amount or a share.
_MEASURES = ("unit", "unit-name", "percent", "magnitude-symbol", "currency-code", "currency-symbol", "currency-name")


def is_year(reading: Reading, draft: Draft, match: Match) -> bool:
    """Is the bare number of a draft a year in this match? Not where it counts what follows."""
    if draft.until is not None:
        return True
    sure = _is_sure(reading, match)
    if (not sure or "from-word" in match.slots) and _goes_on(reading, draft.last):
        return False
    return not counts(reading, draft.last, draft.point.year, sure)


def _goes_on(reading: Reading, at: int) -> bool:
    """Does a number follow that is no time (from 2000 to 3000 francs)?"""
    following = at + 1 < len(reading) and reading.words[at + 1][0].isdigit()
    return following and reading.hit_at("to-word", at) is not None and reading.hit_at("when", at + 1) is None


def counts(reading: Reading, at: int, year: int | None = None, sure: bool = False) -> bool:
    """Does the number before token `at` count or measure what stands there? It may be a `year`; `sure`: a word that
    leads to years only stands before it."""
    if at >= len(reading) or reading.line_index(at) != reading.line_index(at - 1):
        return False
    if any(reading.hit_at(name, at) for name in _MEASURES):
        return True
    if reading.tags[at] not in ("NOUN", "ADJ") or not reading.words[at][0].islower():
        return False
    return year is None or year % 50 == 0 or not (sure or year in _OUR_TIME)


def is_part_of_name(reading: Reading, at: int) -> bool:
    """Does a noun go on at a token (the summer recess, the fall of prices)?"""
    return counts(reading, at) or (at < len(reading) and reading.tags[at] in ("OF", "NAME"))


def _is_sure(reading: Reading, match: Match) -> bool:
    if "year-lead" not in match.slots:
        return True
    hit = reading.hit_at("year-lead", match.slots["year-lead"][0])
    return hit is not None and hit.id == "sure"


def is_name(reading: Reading, draft: Draft) -> bool:
    """Do the years of a draft stand in the name of a plan, its day in that of a street, its weekday in quotes?"""
    if draft.until is not None and draft.point.kind == "year" and draft.last - draft.first == 1:
        return is_of_plan(reading, draft.first, draft.last)
    if draft.weekday and not draft.point.day:
        return _is_quoted(reading, draft.first, draft.last)
    if draft.point.day:
        ends = (reading.hit_ending("street", draft.first - back) for back in (0, 1))
        return any(hit is not None for hit in ends)
    return False


def _is_quoted(reading: Reading, first: int, last: int) -> bool:
    """Does a weekday stand in quotation marks with a word or two ("Health Saturday")?"""
    low, high = reading.line_bounds(first)
    before = range(max(low, first - 2), first)
    behind = range(last, min(high, last + 5))
    marks = [at for at in (*before, *behind) if reading.words[at] in _QUOTES]
    return any(at < first for at in marks) and any(at >= last for at in marks)


def is_in_speech(reading: Reading, at: int) -> bool:
    """Does a token stand inside quotation marks? What a speaker calls today is not counted from publication."""
    low, _ = reading.line_bounds(at)
    before = reading.words[low:at]
    opened = sum(word in "«“" for word in before) > sum(word in "»”" for word in before)
    return opened or before.count('"') % 2 == 1


def is_of_document(reading: Reading, first: int) -> bool:
    """Does a document's number, or the word for one, stand just before a day?"""
    low, _ = reading.line_bounds(first)
    for at in range(max(low, first - 5), first):
        word = reading.words[at]
        numbered = any(c.isdigit() for c in word) and any(c in "/-" for c in word)
        if numbered or any(reading.hit_at(name, at) for name in ("named-by-year", "origin", "document-sign")):
            return True
    return False


def is_of_plan(reading: Reading, first: int, last: int) -> bool:
    """Is a plan named close before these years, in one noun phrase, or right after them?"""
    low, _ = reading.line_bounds(first)
    if reading.hit_ending("period-word", first):
        return False
    if reading.hit_ending("document-sign", first) or (first > low and reading.tags[first - 1] == "NAME"):
        return True
    for at in range(first - 1, max(low, first - _FAR) - 1, -1):
        if reading.tags[at] in ("PUNCT", "AUX", "PRON") or (at == first - 1 and reading.tags[at] == "PREP"):
            break
        if reading.hit_ending("plan-word", at + 1):
            return True
    after = (reading.hit_at("plan-word", at) for at in (last, last + 1))
    return any(hit is not None for hit in after)
