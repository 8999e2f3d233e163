"""The tables of cases in tests/cases: each text gives exactly the items that stand beside it, and nothing else."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from conftest import cases
from visitx import extract
from visitx.record import SECTIONS
from visitx.rules_checking import agrees, section_items


def read(section: str, language: str, case: dict[str, Any]) -> list[dict[str, Any]]:
    """The section's items of a case's text."""
    return section_items(extract(with_stamp(case["text"], case.get("published")), language), section)


def with_stamp(text: str, published: datetime.date | None) -> str:
    """The article with a last line that dates it, as a portal's address does."""
    return f"{text}\nSource: https://news.example/{published:%Y/%m/%d}/a-visit" if published else text


@pytest.mark.parametrize("section", [*SECTIONS, "visit", "document"])
def test_every_section_has_cases(section: str) -> None:
    assert len(list(cases(section))) >= 10


def check(section: str, language: str, case: dict[str, Any]) -> None:
    found = read(section, language, case)
    wanted = case["gives"] if isinstance(case["gives"], list) else [case["gives"]]
    brief = [{k: v for k, v in item.items() if k not in ("start", "end", "line", "mentions")} for item in found]
    assert len(found) == len(wanted), brief
    for item, want in zip(found, wanted, strict=True):
        assert agrees(item, want), (brief, want)


@pytest.mark.parametrize(("language", "case"), cases("officials"))
def test_officials(language: str, case: dict[str, Any]) -> None:
    check("officials", language, case)


@pytest.mark.parametrize(("language", "case"), cases("figures"))
def test_figures(language: str, case: dict[str, Any]) -> None:
    check("figures", language, case)


@pytest.mark.parametrize(("language", "case"), cases("dates"))
def test_dates(language: str, case: dict[str, Any]) -> None:
    check("dates", language, case)


@pytest.mark.parametrize(("language", "case"), cases("references"))
def test_references(language: str, case: dict[str, Any]) -> None:
    check("references", language, case)


@pytest.mark.parametrize(("language", "case"), cases("recommendations"))
def test_recommendations(language: str, case: dict[str, Any]) -> None:
    check("recommendations", language, case)


@pytest.mark.parametrize(("language", "case"), cases("visit"))
def test_visit(language: str, case: dict[str, Any]) -> None:
    check("visit", language, case)


@pytest.mark.parametrize(("language", "case"), cases("document"))
def test_document(language: str, case: dict[str, Any]) -> None:
    check("document", language, case)
