"""`visitx rules check`: rule files broken in many ways, each named at its line and column, and refused by a run too."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import GOOD, SAMPLES, changed
from visitx.errors import RuleError
from visitx.pipeline import pipeline_for
from visitx.rules_books import rule_folders
from visitx.rules_diagnosis import diagnose


def pattern(text: str) -> str:
    return changed("{number} dozen", text)


def dates(gives: str, pattern: str = "noon {at=when}") -> str:
    return changed("figures.dozen", "dates.noon", "{number} dozen", pattern, "{kind: count}", gives)


# Name -> the file, the line and column of its first fault, and what is said of it.
BROKEN = {
    "unknown key": (changed("pattern:", "patern:"), 3, 3, "unknown key 'patern'; did you mean 'pattern'?"),
    "unknown key at the top": ("rule:\n- id: x\n", 1, 1, "unknown key 'rule'; did you mean 'rules'?"),
    "key twice": (changed("  gives:", "  pattern: x\n  gives:"), 4, 3, "the key 'pattern' stands twice"),
    "id twice": (GOOD + GOOD.removeprefix("rules:\n"), 9, 7, "the rule id 'figures.dozen' is taken by line 2"),
    "no id": (changed("- id: figures.dozen\n  pattern", "- pattern"), 2, 3, "the key 'id' is missing"),
    "no section": (changed("figures.dozen", "dozen"), 2, 7, "'dozen' is no rule id"),
    "no examples": (changed("  examples:\n  - {text: \"3 dozen eggs\", gives: {value: 3}}\n", ""), 2, 3, "'examples'"),
    "empty examples": (
        changed("examples:\n  - {text: \"3 dozen eggs\", gives: {value: 3}}", "examples: []"), 5, 13, "has no example",
    ),
    "no counterexample": (changed("  counterexamples:\n  - \"a dozen eggs\"\n", ""), 2, 3, "'counterexamples'"),
    "example without gives": (changed(", gives: {value: 3}", ""), 6, 5, "the key 'gives' is missing"),
    "pattern is a list": (changed("\"{number} dozen\"", "[a]"), 3, 12, "a text is expected"),
    "rules is a mapping": ("rules:\n  id: x\n", 2, 3, "a list is expected"),
    "not YAML": ("rules:\n- id: [figures\n", 3, 1, "not YAML"),
    "tab": ("rules:\n\t- id: x\n", 2, 1, "not YAML"),
    "alias": ("lexicons:\n  role:\n    terms: {mayor: &a [Boss], prefect: *a}\n", 3, 0, "aliases are not read here"),
    "lexicon without terms": ("lexicons:\n  unit:\n    about: x\n", 3, 5, "the key 'terms' is missing"),
    "lexicon of unknown match": (
        "lexicons:\n  unit:\n    match: exakt\n    terms: {a: [b]}\n", 3, 12, "did you mean 'exact'?",
    ),
    "lexicon matched otherwise": (
        "lexicons:\n  unit:\n    match: folded\n    terms: {a: [b]}\n", 2, 3, "is matched 'exact' elsewhere; write",
    ),
    "terms are no list": ("lexicons:\n  role:\n    terms:\n      mayor: Boss\n", 4, 14, "a list is expected"),
    "empty term": ("lexicons:\n  role:\n    terms:\n      mayor: ['']\n", 4, 15, "a text is expected"),
    "lexicon that nothing looks for": (
        "lexicons:\n  rolle:\n    terms: {mayor: [Boss]}\n", 2, 3, "the lexicon 'rolle'; did you mean 'role'?",
    ),
    "gives is a list": (changed("{kind: count}", "[count]"), 4, 10, "'key: value' lines are expected"),
    "gives what nobody reads": (changed("kind:", "kinds:"), 4, 11, "unknown key 'kinds'; did you mean 'kind'?"),
    "gives a value that is none": (changed("kind: count", "kind: counts"), 4, 17, "did you mean 'count'?"),
    "gives a text for a number": (changed("kind: count", "kind: count, plus: x"), 4, 30, "a number is expected"),
    "gives too little": (dates("{tense: past}"), 3, 12, "'gives' needs one of phrase, reads"),
    "a slot that is not there": (dates("{reads: at}", "noon {when}"), 3, 12, "reads {at}, which the pattern has not"),
    "unknown lexicon": (pattern("dozen {nubmer}"), 3, 19, "there is no lexicon 'nubmer'; did you mean 'number'?"),
    "optional not closed": (pattern("a [dozen"), 3, 15, "a '[' without its ']'"),
    "optional not opened": (pattern("dozen]"), 3, 18, "a ']' without its '['"),
    "brace not closed": (pattern("dozen {number"), 3, 19, "a '{' without its '}'"),
    "nothing to look for": (pattern("<to>"), 3, 13, "needs a word or a {lexicon}"),
    "an empty lexicon": (
        pattern("dozen {egg}") + "lexicons:\n  egg:\n    terms: {}\n", 3, 20, "the lexicon 'egg' has no terms",
    ),
    "a table is not searched for": (pattern("dozen {tag}"), 3, 20, "'tag' is a table"),
    "a word that no text is cut into": (pattern("{number} dozen|egg's"), 3, 28, "\"egg's\" can never match"),
    "two phrases side by side": (pattern("dozen <eggs> <spoons>"), 3, 26, "nothing tells where <eggs> ends"),
    "matches for ever": (pattern("dozen <a> x <b> y <c> z"), 3, 13, "can match in 64,000 ways at one place"),
    "no pattern": (changed("  pattern: \"{number} dozen\"\n", ""), 2, 0, "has no pattern and can never match"),
    "a phrase nobody uses": (dates("{phrase: whenn}", "noon"), 2, 0, "no pattern uses the phrase 'whenn'"),
    "switched off and not there": ("without:\n- figures.bond\n", 2, 3, "'figures.bond' is no rule and no term"),
    "a term switched off and not there": ("without:\n- role:mayr\n", 2, 3, "did you mean 'role:mayor'?"),
}  # fmt: skip


def rules_of(tmp_path: Path, text: str, name: str = "mine") -> Path:
    (tmp_path / "en").mkdir(exist_ok=True)
    (tmp_path / "en" / f"{name}.yaml").write_text(text, "utf-8")
    return rule_folders([tmp_path])[0]


@pytest.mark.parametrize("kind", BROKEN)
def test_a_run_refuses_what_the_check_names(tmp_path: Path, kind: str) -> None:
    text, line, column, says = BROKEN[kind]
    folder = rules_of(tmp_path, text)
    with pytest.raises(RuleError) as raised:
        pipeline_for("en", (folder,))
    first = raised.value.faults[0]
    assert (first.file, first.line) == (str(folder / "en" / "mine.yaml"), line)
    assert first.column == column or not column
    assert says in first.message
    assert str(raised.value).startswith(str(first))


def run_check(*args: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "visitx", "rules", "check", *map(str, args)]
    env = {**os.environ, "NO_COLOR": "1", "COLUMNS": "100", **environment}
    return subprocess.run(command, capture_output=True, text=True, env=env, check=False)


def test_the_check_names_all_faults_at_once(tmp_path: Path) -> None:
    for number, kind in enumerate(BROKEN):
        rules_of(tmp_path, BROKEN[kind][0].replace("figures.dozen", f"figures.dozen-{number}"), f"f{number:02}")
    done = run_check(tmp_path)
    assert (done.returncode, done.stderr) == (1, "")
    for number, (text, line, column, _) in enumerate(BROKEN.values()):
        place = f"{tmp_path}/en/f{number:02}.yaml:{line}" + (f":{column}" if column else "")
        assert re.search(rf"^{re.escape(place)}:", done.stdout, re.MULTILINE), place
        shown = text.replace("figures.dozen", f"figures.dozen-{number}").splitlines()
        if line <= len(shown) and column:
            said = shown[line - 1].replace("\t", " ")
            assert f"\n    {said}\n    {' ' * (column - 1)}^\n" in done.stdout, place
    assert re.search(r"^\d+ faults", done.stdout, re.MULTILINE)


def test_two_faults_of_one_file_and_one_of_another(tmp_path: Path) -> None:
    rules_of(tmp_path, changed("pattern:", "patern:", "kind: count", "kind: cuont"))
    rules_of(tmp_path, "lexicons: 3\n", "other")
    faults = [f for f in diagnose(rule_folders([tmp_path])).faults if f.level == "fault"]
    assert [(Path(f.file).name, f.line) for f in faults] == [("mine.yaml", 3), ("mine.yaml", 4), ("other.yaml", 1)]


def test_glossaries_are_checked_too(tmp_path: Path) -> None:
    (tmp_path / "en" / "glossary").mkdir(parents=True)
    (tmp_path / "en" / "glossary" / "mine.yaml").write_text("lexicons:\n  noun:\n    trems: {a: [b]}\n")
    done = run_check(tmp_path)
    assert done.returncode == 1
    assert "en/glossary/mine.yaml:3:5: unknown key 'trems'; did you mean 'terms'?" in done.stdout


def test_a_file_that_nothing_reads_is_named(tmp_path: Path) -> None:
    rules_of(tmp_path, GOOD)
    (tmp_path / "figures.yaml").write_text(GOOD)
    (tmp_path / "en" / "figures.yml").write_text(GOOD)
    faults = [f for f in diagnose(rule_folders([tmp_path])).faults if f.level == "fault"]
    assert {Path(f.file).name for f in faults} == {"figures.yaml", "figures.yml"}


WARNED = """\
lexicons:
  role:
    terms:
      mayorr: [Townmaster]
      mayor: [Burgess]
      governor: [Burgess, Satrap]
      director: [Prefect]
"""


def test_what_shadows_is_warned_of_and_strict_refuses_it(tmp_path: Path) -> None:
    rules_of(tmp_path, WARNED)
    done = run_check("--rules", tmp_path)
    assert done.returncode == 0
    assert ":4:7: warning: 'mayorr' is a new id of 'role'; did you mean 'mayor'?" in done.stdout
    assert ":6:18: warning: 'Burgess' stands under 'mayor' at line 5 too" in done.stdout
    assert "note: 'Prefect' is now 'director' and no longer 'prefect'" in done.stdout
    assert run_check(tmp_path, "--strict").returncode == 1


def test_the_built_in_rules_and_the_samples_are_well_formed() -> None:
    done = run_check(VISITX_RULES=str(SAMPLES / "rules"))
    assert (done.returncode, done.stderr) == (0, "")
    assert re.fullmatch(r"(.*\n)*\d+ rules are well formed\.\n", done.stdout)


def test_a_folder_that_is_none_is_one_line_on_standard_error(tmp_path: Path) -> None:
    done = run_check(tmp_path / "none")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("visitx: ")
    assert done.stderr.count("\n") == 1
