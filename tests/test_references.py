"""Numbers of documents: a normal form or our own error, suffixes that a list shares, short forms."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from visitx.errors import ValueNotUnderstoodError
from visitx.references_numbers import is_short_form, normalize_number, number_at, shared_suffix, without_marks

NUMBERS = [
    "132/2025/ND-CP",
    "2024-18",
    "C-15",
    "2020/2184",
    "57-NQ/TW",
    "S/RES/2719 (2023)",
    "2719 (2023)",
    "46 COM 7B.38",
    "00412/MMG",
    "1184-2025",
    "14(3)/PF-II/2025",
    "CPT/Inf (2022) 22",
    "1/CP.21",
    "Cap. 45",
    "4.11-B",
]


@pytest.mark.parametrize("number", NUMBERS)
def test_every_numbering_is_read_whole(number: str) -> None:
    assert number_at(f"{number}, which", 0) == (len(number), number)


@pytest.mark.parametrize("text", ["2024-2028", "twelve", "the 12", "/2025", ""])
def test_what_is_no_number_is_not_read(text: str) -> None:
    assert number_at(text, 0) is None


def test_diacritics_and_typographic_hyphens_are_normalized() -> None:
    assert normalize_number("14/2026/QĐ‑BNV") == "14/2026/QD-BNV"


@pytest.mark.parametrize("text", ["2012/2002", "3DS", "FY24-FY28"])
def test_what_may_be_years_or_a_name_is_a_number_only_behind_a_sign(text: str) -> None:
    assert number_at(text, 0) is None
    assert number_at(text, 0, announced=True) == (len(text), text)


def test_blanks_around_a_slash_belong_to_the_number() -> None:
    assert number_at("35 / NQ-CP of the Government", 0) == (10, "35/NQ-CP")
    assert number_at("11 /2016/ND-CP", 0) == (14, "11/2016/ND-CP")
    assert number_at("35 / 12 of them", 0) == (2, "35")


def test_a_treaty_mark_is_left_out() -> None:
    assert without_marks("91/676/EEC", ["EEC"]) == "91/676"
    assert without_marks("57-NQ/TW", ["EEC"]) == "57-NQ/TW"


def test_a_list_shares_its_suffix() -> None:
    assert shared_suffix(["132", "133/2025/ND-CP"]) == ["132/2025/ND-CP", "133/2025/ND-CP"]
    assert shared_suffix(["2719", "2720 (2023)"]) == ["2719 (2023)", "2720 (2023)"]
    assert shared_suffix(["12", "13"]) == ["12", "13"]


def test_short_forms() -> None:
    assert is_short_form("132", "132/2025/ND-CP")
    assert is_short_form("2719 (2023)", "S/RES/2719 (2023)")
    assert not is_short_form("13", "132/2025/ND-CP")


@given(st.text(max_size=40))
def test_a_number_or_our_own_error(text: str) -> None:
    try:
        number = normalize_number(text)
    except ValueNotUnderstoodError:
        return
    assert normalize_number(number) == number


@given(st.text(max_size=40))
def test_any_text_is_read_or_not(text: str) -> None:
    found = number_at(text, 0)
    assert found is None or 0 < found[0] <= len(text)
