"""The head and foot: what an address is stamped with, what is claimed, and that any text has a header."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from visitx.header import read_header
from visitx.header_addresses import called_spans, stamped_day
from visitx.pipeline import pipeline_for

LINES = st.sampled_from(
    [
        "Minister opens clinic",
        "PRESS RELEASE",
        "Published on 3 March 2026 | Updated on 5 March 2026",
        "MAPUTO, le 3 février 2026 -",
        "SKOPJE, 20 October –",
        "By A. Writer, March 3, 2026",
        "Contacts",
        "Tel. +41 58 555 44 10",
        "– 30 –",
        "© UN/Somebody",
        "Source: https://news.example/2026/02/19/clinic",
        "The Minister opened a clinic. She left on the same day.",
        "",
        "***",
    ]
)


@pytest.mark.parametrize(
    ("address", "day"),
    [
        ("https://mst.example/a-visit-197250825163733283.htm", date(2025, 8, 25)),
        ("https://portal.example/a-visit-102250827180333065.htm", date(2025, 8, 27)),
        ("https://news.example/2026/02/19/a-visit", date(2026, 2, 19)),
        ("https://news.example/2026/2/9/a-visit", date(2026, 2, 9)),
        ("https://news.example/2026-02-19-a-visit", date(2026, 2, 19)),
        ("https://news.example/a-visit-20260219.html", date(2026, 2, 19)),
        ("https://news.example/a-visit-20250827180333065.htm", date(2025, 8, 27)),
        ("https://news.example/a-visit-19-02-2026", date(2026, 2, 19)),
        ("https://news.example/en/news/2871", None),
        ("https://mst.example/a-visit-197259925163733283.htm", None),
        ("https://mst.example/a-visit-197250825993733283.htm", None),
        ("https://news.example/2026/02/a-visit", None),
        ("https://news.example/id/20261399", None),
    ],
)
def test_the_day_in_an_address(address: str, day: date | None) -> None:
    assert stamped_day(address) == day


@given(st.text(max_size=60))
def test_any_address_has_a_day_or_none(address: str) -> None:
    assert stamped_day(address) is None or isinstance(stamped_day(address), date)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Tel. +41 58 555 44 10", ["+41 58 555 44 10"]),
        ("Tél. : (+237) 222 22 03 85, poste 14", ["(+237) 222 22 03 85"]),
        ("Call 1 866 555-0142 or (202) 473-1729", ["1 866 555-0142", "(202) 473-1729"]),
        ("ou 05 49 55 01 27", ["05 49 55 01 27"]),
        ("write to press@bank.example, see www.bank.example/en.", ["www.bank.example/en", "press@bank.example"]),
        ("6 750 000 000 FCFA, 12.03.2026, 03/03/2026 and 0.60 dirham", []),
    ],
)
def test_addresses_and_numbers_to_be_called(text: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in called_spans(text)] == found


@given(st.lists(LINES | st.text(max_size=40), max_size=12), st.sampled_from(["en", "fr"]))
@settings(max_examples=200, deadline=None)
def test_any_text_has_a_header(lines: list[str], language: str) -> None:
    text = "\n".join(lines)
    reading = pipeline_for(language).read(text)
    header = read_header(reading)
    assert header.published is None or date.fromisoformat(header.published)
    assert header.source is None or header.source in text
    assert header.title is None or header.title.split()[0] in text
    assert all(0 <= at < len(reading) for at in header.claimed)


@pytest.mark.parametrize(
    ("line", "claimed"),
    [
        ("Press contact: +33 2 55 55 01 49 (Mon.–Fri., 9 a.m.–5 p.m.)", True),
        ("Photo: Rudolph Facey", True),
        ("Comment (0)", True),
        ("– 30 –", True),
        ("Photo: Minister Bounkhong tests a detector in the 43 villages.", False),
        ("Related news: Salinity to peak in the March 8-12 tide", False),
        ("The Minister opened 12 clinics.", False),
    ],
)
def test_lines_that_are_no_prose_are_claimed(line: str, claimed: bool) -> None:
    reading = pipeline_for("en").read(f"Minister opens clinics\n\nThe Minister visited the north.\n\n{line}")
    last = reading.lines[-1]
    held = read_header(reading).claimed & set(range(last.first, last.last))
    assert (len(held) == last.last - last.first) is claimed
