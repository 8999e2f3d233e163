"""A third language is data: Spanish is read by what stands in rules/es, and no module knows of it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from conftest import ROOT, TESTS
from visitx.evaluation_report import evaluate_files
from visitx.extraction import extract
from visitx.rules_books import languages

ARTICLES = sorted((TESTS / "spanish" / "articles").glob("*.es.txt"))


def test_translations_of_two_sample_pairs_are_read_well_in_every_section(tmp_path: Path) -> None:
    for path in ARTICLES:
        record = extract(path.read_text("utf-8"), name=path.name)
        assert record.document.language == "es"
        (tmp_path / f"{path.stem}.yaml").write_text(record.to_yaml(), "utf-8")
    evaluation, missing = evaluate_files(tmp_path, TESTS / "spanish" / "gold")
    assert missing == []
    assert {section: round(score.f1, 3) for section, score in evaluation.items() if score.f1 < 0.9} == {}


def test_the_head_of_an_article_is_read_too() -> None:
    record = extract((TESTS / "spanish" / "articles" / "savalou.es.txt").read_text("utf-8"))
    assert record.document.published == "2026-01-23"
    assert record.document.title == "Savalou: tras las tormentas, expertos de la UNESCO miden las grietas"
    assert "Savalou" in record.visit.places
    assert record.visit.dates == ("2026-01-12/2026-01-16",)


@pytest.mark.parametrize("module", sorted((ROOT / "src" / "visitx").glob("*.py")), ids=lambda p: p.stem)
def test_no_module_names_a_language(module: Path) -> None:
    """But for the model of a new language's files, and the examples that help texts give."""
    text = re.sub(r'"""(?:.|\n)*?"""|#.*', "", module.read_text("utf-8"))
    codes = set(languages()) | {"de"}
    named = [m[1] for m in re.finditer(r'(?:==|!=|\bin) \(?"([a-z]{2})"', text) if m[1] in codes]
    assert named == []
