"""Dates: values are EDTF whatever the text, drafts share what they say, points find their year."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from visitx import extract
from visitx.dates import find_dates
from visitx.dates_context import Tense
from visitx.dates_points import Draft
from visitx.dates_values import Calendar, share
from visitx.edtf import Interval, Point, is_edtf, parse_point, point_of
from visitx.errors import VisitxError
from visitx.header import Header
from visitx.pipeline import pipeline_for

YEARS = st.none() | st.integers(1, 9999)
NONE = st.none()
POINTS = st.builds(Point, YEARS, st.integers(1, 12), NONE | st.integers(1, 31), NONE).filter(lambda p: p.exists)
PARTS = st.builds(Point, YEARS, NONE, NONE, st.sampled_from([*range(21, 25), *range(33, 37), 40, 41]))
PUBLISHED = st.dates(date(1990, 1, 1), date(2060, 12, 31))
# Pieces of which dates are made in either language, in any order and often in none that makes sense.
PIECES = st.sampled_from(
    "1 2 3 12 28 29 30 31 31st 1er first premier 1987 2024 2025 2026 2000 99 0 00 "
    "January Feb. march March May Sept. December janvier févr. mars mai août déc. "
    "Monday Tuesday Fri. lundi mardi jeu. Mondays lundis spring summer printemps été "
    "from to until by before since between and or on in of the at as of end mid- early late last next this every "
    "de du le la les à au aux en et ou entre depuis avant d'ici jusqu'au fin début mi- dernier prochain ce chaque "
    "first quarter second half premier trimestre second semestre Q1 H2 T3 year année exercice period période "
    "today yesterday hier aujourd'hui demain same day le même jour this year cette année "
    "27/8/2025 05.02.2026 2026-02-30 2025-13-01 99/99/2025 27/8 8/2025 27-28 2021-2025 2025/26 2025-24 27-jan.-2026 "
    "was will opened signed sera a été signé Plan Agenda plan loi Law ( ) , . ; : - – — / % km people".split()
)
TEXTS = st.lists(PIECES, min_size=1, max_size=14).map(" ".join) | st.text(max_size=80)


@pytest.mark.parametrize(
    "value",
    "2025-08-27 2025-03 2025 2025-07-01/2025-08-22 2008/.. ../2026 ../2025-12-31 XXXX-11-13 2025-35 2025-41 2025-23 "
    "2022/2025 ../2027-33 XXXX-12-28/XXXX-01-03".split(),
)
def test_values_of_the_format_are_edtf(value: str) -> None:
    assert is_edtf(value)


@pytest.mark.parametrize(
    "value",
    [
        "",
        "..",
        "../..",
        "2025-02-29",
        "2025-13",
        "2025-25",
        "2025-8-27",
        "27/8/2025",
        "2025/2021",
        "2025-08-27/",
        "XXXX",
    ],
)
def test_other_values_are_not(value: str) -> None:
    assert not is_edtf(value)


@given(POINTS | PARTS)
def test_a_point_is_written_and_read_back(point: Point) -> None:
    assert parse_point(str(point)) == point
    assert is_edtf(f"{point}/..")
    first, last = point.begins(), point.ends()
    assert first is None or last is None or first <= last


@given(TEXTS, st.sampled_from(["en", "fr"]), st.none() | PUBLISHED)
@settings(max_examples=300, deadline=None)
def test_every_date_is_edtf_and_stands_where_it_says(text: str, language: str, published: date | None) -> None:
    reading = pipeline_for(language).read(text)
    found = find_dates(reading, Header(published=published.isoformat() if published else None))
    starts = [item.start for item in found.items]
    assert starts == sorted(starts)
    for item in found.items:
        assert is_edtf(item.value), item
        assert text[item.start : item.end] == item.text
        assert ("/" in item.value) == (item.kind == "interval")
        # Only a 29th of February may find no year near publication in which it exists.
        assert published is None or "XXXX" not in item.value.replace("XXXX-02-29", "")
    assert all(0 <= at < len(reading) for at in found.claimed)


@given(TEXTS, st.sampled_from(["en", "fr"]))
@settings(max_examples=60, deadline=None)
def test_any_text_gives_a_record_or_our_own_error(text: str, language: str) -> None:
    try:
        record = extract(text, language)
    except VisitxError:
        return
    assert all(is_edtf(item.value) for item in record.dates)


@given(POINTS.filter(lambda p: p.day is not None), PUBLISHED, st.sampled_from(["past", "coming", "open", ""]))
def test_a_day_without_year_is_near_publication(point: Point, published: date, kind: str) -> None:
    draft = Draft(0, 1, "", Point(None, point.month, point.day))
    value = Calendar(published).value(draft, Tense(kind, near=True))
    assert isinstance(value, Point)
    assert value.year is None or abs(value.year - published.year) <= 1


@given(st.lists(POINTS, min_size=1, max_size=4), YEARS)
def test_sharing_keeps_what_is_said(points: list[Point], year: int | None) -> None:
    drafts = [Draft(0, 1, "", point) for point in points]
    for draft, shared in zip(drafts, share(drafts, year), strict=True):
        assert (shared.point.month, shared.point.day) == (draft.point.month, draft.point.day)
        assert draft.point.year is None or shared.point.year == draft.point.year


@pytest.mark.parametrize(
    ("points", "year", "wanted"),
    [
        ([Point(None, None, 2), Point(None, 2, 3)], 2026, ["2026-02-02", "2026-02-03"]),
        ([Point(None, 7, 1), Point(2025, 8, 22)], None, ["2025-07-01", "2025-08-22"]),
        ([Point(2025, 12, 28), Point(None, 1, 3)], None, ["2025-12-28", "2026-01-03"]),
        ([Point(None, 12, 28), Point(2026, 1, 3)], None, ["2025-12-28", "2026-01-03"]),
        ([Point(None, 1, 5), Point(day=12), Point(day=19)], 2026, ["2026-01-05", "2026-01-12", "2026-01-19"]),
    ],
)
def test_what_one_part_says_holds_for_the_others(points: list[Point], year: int | None, wanted: list[str]) -> None:
    assert [str(d.point) for d in share([Draft(0, 1, "", p) for p in points], year)] == wanted


def test_intervals_begin_before_they_end() -> None:
    assert Interval(Point(2025, 7), Point(2025, 8, 22)).exists
    assert not Interval(Point(2025, 9), Point(2025, 8, 22)).exists
    assert not Interval(None, None).exists


@given(PUBLISHED)
def test_weekdays_are_counted_back_from_publication(published: date) -> None:
    draft = Draft(0, 1, "", weekday=published.isoweekday())
    assert Calendar(published).value(draft, Tense()) == point_of(published)
    assert Calendar(None).value(draft, Tense()) is None
