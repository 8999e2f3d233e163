"""`visitx rules list`, `show` and `test`, and rules of one's own, as a user runs them."""

from __future__ import annotations

import os
import re
import resource
import subprocess
import sys
from pathlib import Path

import yaml

from conftest import SAMPLES
from visitx.rules_books import rule_folders
from visitx.rules_diagnosis import diagnose

HARBOUR = SAMPLES / "harbour.txt"


def run(*args: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "NO_COLOR": "1", "COLUMNS": "100", **environment}
    command = [sys.executable, "-m", "visitx", *map(str, args)]
    return subprocess.run(command, capture_output=True, text=True, env=env, check=False)


def own(folder: Path, text: str, file: str = "en/mine.yaml") -> Path:
    (folder / file).parent.mkdir(parents=True, exist_ok=True)
    (folder / file).write_text(text, "utf-8")
    return folder


def roles(*args: str | Path, **environment: str) -> list[str]:
    done = run("extract", HARBOUR, *args, **environment)
    assert (done.returncode, done.stderr) == (0, "")
    return [p["role"] for o in yaml.safe_load(done.stdout)["officials"] for p in o["positions"]]


def master(role: str) -> str:
    return f"lexicons:\n  role:\n    terms:\n      {role}: [Harbour Master]\n"


def test_the_later_folder_wins(tmp_path: Path) -> None:
    first, second = own(tmp_path / "a", master("governor")), own(tmp_path / "b", master("mayor"))
    assert roles("--rules", first, "--rules", second) == ["mayor"]
    assert roles("--rules", second, "--rules", first) == ["governor"]
    assert roles(VISITX_RULES=f"{second}{os.pathsep}{first}") == ["governor"]
    assert roles("--rules", second, VISITX_RULES=str(first)) == ["mayor"]


def test_a_term_and_a_rule_are_switched_off_by_id(tmp_path: Path) -> None:
    text = "The delegation met Mr. Ilish Mendo, Mayor of Lindi. Two thirds of the posts are vacant."
    article = tmp_path / "a.txt"
    article.write_text(text)
    before = yaml.safe_load(run("extract", article).stdout)
    assert [p["role"] for p in before["officials"][0]["positions"]] == ["mayor"]
    assert before["figures"] == []
    folder = own(tmp_path / "off", "without: ['role:mayor:Mayor', figures.not-fraction]\n")
    after = yaml.safe_load(run("extract", article, "--rules", folder).stdout)
    assert "mayor" not in [p["role"] for o in after["officials"] for p in o["positions"]]
    assert [f["value"] for f in after["figures"]] == [2]
    folder = own(tmp_path / "all", "without: ['role:mayor']\n")
    after = yaml.safe_load(run("extract", article, "--rules", folder).stdout)
    assert "mayor" not in [p["role"] for o in after["officials"] for p in o["positions"]]


RULE = """\
rules:
- id: figures.{name}
  about: eggs by the crate
  pattern: "{{number}} crate|crates"
  gives: {{kind: count}}
  examples:
  - {{text: "They sold 3 crates of eggs.", gives: {{value: {value}, kind: count}}}}
  counterexamples: ["They sold a crate of eggs."]
"""


def test_list_says_where_each_rule_comes_from(tmp_path: Path) -> None:
    text = RULE.format(name="not-fraction", value=3) + "without: [figures.age]\n" + master("mayor")
    folder = own(tmp_path, text)
    done = run("rules", "list", "figures.*", "--lang", "en", "--rules", folder)
    assert (done.returncode, done.stderr) == (0, "")
    mine = f"{folder}/en/mine.yaml"
    assert re.search(
        rf"^figures\.not-fraction +en +rules/en/figures\.yaml:\d+ \(replaced by {mine}:2\)", done.stdout, re.M
    )
    assert re.search(rf"^figures\.not-fraction +en +{mine}:2 \(own\)  eggs by the crate$", done.stdout, re.M)
    assert re.search(rf"^figures\.age +en +rules/en/figures\.yaml:\d+ \(off by {mine}:9\)", done.stdout, re.M)
    assert re.search(rf"^figures\.age +en +{mine}:9 \(switched off\)$", done.stdout, re.M)
    lexicons = run("rules", "list", "role", "--rules", folder).stdout
    assert re.search(rf"^role +en +{mine}:11 \(own\)$", lexicons, re.M)
    assert re.search(r"^role +fr +rules/fr/officials.yaml:\d+  ", lexicons, re.M)


def test_show_gives_the_rule_in_every_language(tmp_path: Path) -> None:
    done = run("rules", "show", "figures.not-fraction")
    assert done.returncode == 0
    assert re.search(r"^# rules/en/figures.yaml:\d+, en\n  - id: figures.not-fraction\n    about: ", done.stdout, re.M)
    assert re.search(r"^# rules/fr/figures.yaml:\d+, fr\n", done.stdout, re.M)
    folder = own(tmp_path, master("mayor"))
    one = run("rules", "show", "role:mayor", "--rules", folder).stdout
    assert "mayor: [Harbour Master]" in one
    assert "governor" not in one
    unknown = run("rules", "show", "figures.not-fractions")
    assert (unknown.returncode, unknown.stdout) == (1, "")
    assert "did you mean 'figures.not-fraction'?" in unknown.stderr


def test_a_failing_example_is_shown_as_a_diff(tmp_path: Path) -> None:
    folder = own(tmp_path, RULE.format(name="crate", value=4))
    done = run("rules", "test", folder, "--id", "figures.crate")
    assert done.returncode == 1
    assert f"{folder}/en/mine.yaml:7: figures.crate (en): in 'They sold 3 crates of eggs.'" in done.stdout
    assert "  - value: 4\n  + value: 3\n    kind: count\n    found by figures.crate\n" in done.stdout
    assert done.stdout.endswith("1 failure.\n")


def test_ids_choose_what_is_tested() -> None:
    done = run("rules", "test", "--id", "figures.not-*")
    assert done.returncode == 0
    assert re.fullmatch(r"\d\d rules do what their examples say\.\n", done.stdout)
    wrong = run("rules", "test", "--id", "figures.agee")
    assert (wrong.returncode, wrong.stdout) == (1, "")
    assert "did you mean 'figures.age'?" in wrong.stderr


def test_coverage_names_what_never_fires_and_what_it_costs(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "a.txt").write_text(
        "The Harbour Master of the town said that they sold 3 crates of eggs to the delegation."
    )
    text = (
        RULE.format(name="crate", value=3)
        + "lexicons:\n  role:\n    terms:\n      mayor: [Harbour Master, Portmaster]\n"
    )
    done = run("rules", "test", own(tmp_path / "rules", text), "--id", "figures.crate", "--corpus", corpus)
    assert done.returncode == 0
    assert re.search(r"^en: 1 articles and the examples, \d+ words$", done.stdout, re.M)
    assert re.search(r"^rules that never fire: 0 of \d+$", done.stdout, re.M)
    assert re.search(r"^  role:mayor: (.*, )?Portmaster$", done.stdout, re.M)
    assert not re.search(r"^  role:mayor: .*Harbour Master", done.stdout, re.M)
    assert re.search(r"^ +[\d.]+  the other \d+ rules$", done.stdout, re.M)


def test_every_rule_is_in_both_languages_or_says_why_not() -> None:
    told = [
        str(f)
        for f in diagnose().faults
        if re.search(r"is in .* not in|counter-examples of|does not differ", f.message)
    ]
    assert told == []


def test_what_one_language_lacks_is_a_warning(tmp_path: Path) -> None:
    own(
        tmp_path,
        RULE.format(name="crate", value=3) + "lexicons:\n  role:\n    terms:\n      harbour-master: [Harbour Master]\n",
    )
    found = [str(f) for f in diagnose(rule_folders([tmp_path])).faults if f.level == "warning"]
    assert any(":2: warning: the rule 'figures.crate' is in en and not in fr" in f for f in found)
    assert any(":12:7: warning: the id 'harbour-master' of 'role' is in en and not in fr" in f for f in found)
    own(tmp_path, "differs:\n  figures.crate: French counts eggs one by one\n  role: so do offices\n", "en/parity.yaml")
    found = [str(f) for f in diagnose(rule_folders([tmp_path])).faults if f.level == "warning"]
    assert not any("figures.crate" in f or "harbour-master" in f for f in found)
    own(tmp_path, "differs:\n  figures.not-fraction: it does not\n", "en/parity.yaml")
    found = [str(f) for f in diagnose(rule_folders([tmp_path])).faults if f.level == "warning"]
    assert any("'figures.not-fraction' does not differ from other languages" in f for f in found)


def seconds(*args: str | Path) -> float:
    """The processor time of a run."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert run("extract", HARBOUR, *args).returncode == 0
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def test_a_term_of_ones_own_is_found_at_the_next_run_in_under_twice_the_start(tmp_path: Path) -> None:
    usual = min(seconds() for _ in range(3))
    new = []
    for at in range(3):
        folder = own(tmp_path / str(at), master("mayor") + f"# {tmp_path} {at}\n")
        new.append(seconds("--rules", folder))
        assert roles("--rules", folder) == ["mayor"]
    assert min(new) < 2 * usual


def test_a_new_language_begins_with_every_key_explained_and_empty(tmp_path: Path) -> None:
    done = run("rules", "new", "pt", "-o", tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert f"{tmp_path}/pt/figures.yaml" in done.stdout.splitlines()
    assert run("rules", "check", tmp_path).returncode == 0
    text = (tmp_path / "pt" / "officials.yaml").read_text("utf-8")
    assert re.search(r"^  role:\n    about: .+\n    terms:\n(.+\n)*      mayor: \[\]  # Mayor, ", text, re.M)
    assert re.search(r"^# - id: officials.title-name\n#   about: ", text, re.M)
    text = text.replace("      mayor: []", "      mayor: [Prefeito]")
    (tmp_path / "pt" / "officials.yaml").write_text(text, "utf-8")
    assert "mayor: [Prefeito]" in run("rules", "show", "role:mayor", "--rules", tmp_path).stdout
    again = run("rules", "new", "pt", "-o", tmp_path)
    assert (again.returncode, again.stdout) == (1, "")
    assert "holds files already" in again.stderr
    assert run("rules", "new", "portuguese", "-o", tmp_path).returncode == 1
