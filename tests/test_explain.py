"""`visitx explain`: every number of an article is accounted for, and a rule says where it stopped."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import SAMPLES, SHARED, TESTS, needs_shared
from visitx.explain_report import account_of
from visitx.rules_books import load_rulebook

ARTICLE = """\
Minister visits the north
HANOI, 3 March 2026 – The Minister of Health, Ms. Ngo Thi Lan, visited 12 clinics on 2 March 2026.

She asked the Department of Health to buy 3.5 km of cable for iGate 3.0 under Decree No. 13/2026/ND-CP. Two thirds paid.
1. The road is closed at 9:30 a.m.
Decree 13 applies. The code is 0177 there.
Contact: +84 24 3822 1010
"""
REASONS = re.compile(
    r"[a-z]+\.[a-z-]+|dateline or stamp|by-line, .*|telephone, .*|list number|line without words|year|identifier, .*"
    r"|part of a (name|document)|word that counts nothing here|a document cited before \(references\.[a-z-]+\)"
    r"|name, version or code with a number in it|not written like a number: .*"
)


def run(*args: str | Path, stdin: str = "") -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "NO_COLOR": "1", "COLUMNS": "100"}
    command = [sys.executable, "-m", "visitx", "explain", *map(str, args)]
    return subprocess.run(command, input=stdin, capture_output=True, text=True, env=env, check=False)


@pytest.fixture(scope="module")
def told() -> str:
    done = run("-", "--lang", "en", stdin=ARTICLE)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


@pytest.mark.parametrize(
    "line",
    [
        r"line 2 +number +12 +figures: 12 clinics  \(figures\.count\)",
        r"line 2 +number +3 +set aside: dateline or stamp",
        r"line 2 +date +2 March 2026 +dates: 2026-03-02  \(dates\.day\)",
        r"line 2 +name +(Ms\. )?Ngo Thi Lan.* officials: Ngo Thi Lan.*",
        r"line 4 +number +3\.5 +figures: 3\.5 km cable  \(figures\.measure\)",
        r"line 4 +number +3\.0 +set aside: part of a name",
        r"line 4 +document +Decree +references: 13/2026/ND-CP  \(references\.numbered\)",
        r"line 5 +number +1 +set aside: list number",
        r"line 5 +number +9:30 +set aside: dates\.clock",
        r"line 6 +number +13 +set aside: a document cited before \(references\.numbered\)",
        r"line 6 +number +0177 +set aside: not written like a number: .*",
        r"line 7 +number +3822 +set aside: telephone, web address, contact or credit",
    ],
)
def test_each_run_says_what_became_of_it(told: str, line: str) -> None:
    assert re.search(f"^{line}$", told, re.MULTILINE), told


def test_the_sum_closes_the_account(told: str) -> None:
    runs = [line for line in told.splitlines() if re.match(r"line \d+ +number ", line)]
    aside = sum("set aside: " in line for line in runs)
    assert told.splitlines()[-1] == (
        f"digits {len(runs)}: {len(runs) - aside} in the record, {aside} set aside, 0 unclaimed"
    )


def test_one_line_and_one_section() -> None:
    some = run("-", "--lang", "en", "--line", "2", "--section", "dates", stdin=ARTICLE).stdout.splitlines()
    assert all(line.startswith("line 2 ") for line in some[:-1])
    assert [line.split()[2] for line in some[:-1]].count("date") == 2
    wrong = run("-", "--lang", "en", "--section", "date", stdin=ARTICLE)
    assert (wrong.returncode, wrong.stdout) == (1, "")
    assert "did you mean 'dates'?" in wrong.stderr


def test_a_rule_says_where_it_stopped() -> None:
    done = run("-", "--lang", "en", "--rule", "figures.not-fraction", stdin=ARTICLE)
    assert done.returncode == 0
    assert "'Two thirds' matches '{number} {fraction-word}'" in done.stdout
    assert "line 2    '12' begins '{number} {fraction-word}', then {fraction-word} is expected" in done.stdout
    assert "and 'clinics' stands there" in done.stdout
    wrong = run("-", "--lang", "en", "--rule", "figures.not-fractions", stdin=ARTICLE)
    assert (wrong.returncode, wrong.stdout) == (1, "")
    assert "did you mean 'figures.not-fraction'?" in wrong.stderr


def test_json_holds_the_same(told: str) -> None:
    data = json.loads(run("-", "--lang", "en", "--format", "json", stdin=ARTICLE).stdout)
    assert {"file", "language", "runs", "sum"} == data.keys()
    assert len(data["runs"]) == len(told.splitlines()) - 1
    assert all(ARTICLE[r["start"] : r["end"]] == r["text"] for r in data["runs"])
    assert data["sum"]["number"]["unclaimed"] == 0
    stops = json.loads(run("-", "--lang", "en", "--rule", "figures.percent", "--format", "json", stdin=ARTICLE).stdout)[
        "stops"
    ]
    assert {"pattern", "line", "begun", "expected", "found"} <= stops[0].keys()


@needs_shared
@pytest.mark.parametrize("path", sorted(SHARED.glob("articles/*.txt")), ids=lambda p: p.name)
def test_no_digit_of_the_shared_articles_is_unclaimed(path: Path) -> None:
    check_all_told(path)


@pytest.mark.parametrize("path", sorted(TESTS.glob("articles/*.txt"))[::4], ids=lambda p: p.name)
def test_no_digit_of_our_articles_is_unclaimed(path: Path) -> None:
    check_all_told(path)


def check_all_told(path: Path) -> None:
    """Every number is in an item or names its reason; a reason that is a rule is one that there is."""
    account = account_of(str(path))
    assert account.count("number")["unclaimed"] == 0
    known = {rule.id for rule in load_rulebook(account.language).rules}
    for run in account.runs:
        if run.kind == "number" and run.why is not None:
            assert REASONS.fullmatch(run.why), run
            assert "." not in run.why or not re.fullmatch(r"[a-z]+\.[a-z-]+", run.why) or run.why in known


def test_what_is_no_article_is_one_line_on_standard_error(tmp_path: Path) -> None:
    done = run(tmp_path / "none.txt")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.count("\n") == 1


def test_samples_too() -> None:
    for path in sorted(SAMPLES.glob("*.txt")):
        assert account_of(str(path)).count("number")["unclaimed"] == 0
