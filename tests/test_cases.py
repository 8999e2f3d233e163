"""The tables of cases in tests/cases: each text gives exactly the items that stand beside it, and nothing else."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from conftest import cases
from visitx import extract
from visitx.record import SECTIONS
from visitx.rules_checking import agrees, section_items

TABLES = [*SECTIONS, "visit", "document"]


def read(section: str, language: str, case: dict[str, Any]) -> list[dict[str, Any]]:
    """The section's items of a case's text."""
    return section_items(extract(with_stamp(case["text"], case.get("published")), language), section)


def with_stamp(text: str, published: datetime.date | None) -> str:
    """The article with a last line that dates it, as a portal's address does."""
    return f"{text}\nSource: https://news.example/{published:%Y/%m/%d}/a-visit" if published else text


@pytest.mark.parametrize("section", TABLES)
def test_every_section_has_cases(section: str) -> None:
    assert len(list(cases(section))) >= 10


@pytest.mark.parametrize(
    ("section", "language", "case"),
    [
        pytest.param(section, *param.values, id=param.id, marks=param.marks)
        for section in TABLES
        for param in cases(section)
    ],
)
def test_a_text_gives_what_its_case_says(section: str, language: str, case: dict[str, Any]) -> None:
    found = read(section, language, case)
    wanted = case["gives"] if isinstance(case["gives"], list) else [case["gives"]]
    brief = [{k: v for k, v in item.items() if k not in ("start", "end", "line", "mentions")} for item in found]
    assert len(found) == len(wanted), brief
    for item, want in zip(found, wanted, strict=True):
        assert agrees(item, want), (brief, want)
