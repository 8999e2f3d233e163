"""The built-in rules do what they say, and a rule file that is wrong is refused at its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import changed
from visitx.errors import RuleError
from visitx.extraction import extract
from visitx.rules_books import builtin_folder, languages, load_rulebook, rule_folders
from visitx.rules_checking import rule_failures, run_examples
from visitx.rules_diagnosis import diagnose

ALL = [(language, rule) for language in languages() for rule in load_rulebook(language).rules]


@pytest.mark.parametrize(("language", "rule"), ALL, ids=[f"{language}:{rule.id}" for language, rule in ALL])
def test_rule_does_what_its_examples_say(language: str, rule: object) -> None:
    assert rule_failures(rule, language) == []  # type: ignore[arg-type]


def test_the_built_in_rules_are_well_formed() -> None:
    found = diagnose()
    assert [str(f) for f in found.faults if f.level == "fault"] == []
    assert found.rules == len(ALL)


def rules_of(tmp_path: Path, text: str, language: str = "en") -> Path:
    (tmp_path / language).mkdir(exist_ok=True)
    (tmp_path / language / "mine.yaml").write_text(text, "utf-8")
    return rule_folders([tmp_path])[0]


def test_an_example_that_does_not_hold_is_named_at_its_line(tmp_path: Path) -> None:
    folder = rules_of(tmp_path, changed("{value: 3}", "{value: 4}"))
    faults, _ = run_examples((folder,))
    assert any("mine.yaml:6: figures.dozen (en)" in str(fault) for fault in faults)


def test_a_title_of_ones_own_is_found(tmp_path: Path) -> None:
    text = "The delegation met Zoravar Ilish Mendo, Grandmaster of the Port Authority, in the town hall."
    assert not extract(text, "en").officials
    folder = rules_of(tmp_path, "lexicons:\n  role:\n    terms:\n      director: [Grandmaster]\n")
    found = extract(text, "en", rules=(folder,)).officials
    assert [(o.name, o.positions[0].role) for o in found] == [("Zoravar Ilish Mendo", "director")]


def test_a_term_of_ones_own_takes_the_place_of_a_built_in_one(tmp_path: Path) -> None:
    text = "The delegation met Mr. Ilish Mendo, Mayor of Lindi."
    assert extract(text, "en").officials[0].positions[0].role == "mayor"
    folder = rules_of(tmp_path, "lexicons:\n  role:\n    terms:\n      governor: [Mayor]\n")
    assert extract(text, "en", rules=(folder,)).officials[0].positions[0].role == "governor"


def test_a_folder_without_rules_is_refused(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "none"):
        with pytest.raises(RuleError):
            rule_folders([folder])


def test_every_language_has_the_files_it_needs() -> None:
    for language in languages():
        assert (builtin_folder() / language / "language.yaml").is_file()
        assert (builtin_folder() / language / "words.yaml").is_file()
