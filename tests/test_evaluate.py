"""`visitx evaluate`: the measure against hand-made gold, and `rules test --against`."""

from __future__ import annotations

import copy
import json
import os
import random
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from conftest import SAMPLES, SHARED, needs_shared
from visitx.evaluation import evaluate


def run(*args: str | Path) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "NO_COLOR": "1", "COLUMNS": "100"}
    command = [sys.executable, "-m", "visitx", *map(str, args)]
    return subprocess.run(command, capture_output=True, text=True, env=env, check=False)


GOLD = """\
officials:
- {name: Ann Lee, gender: female, positions: [{role: mayor, title: Mayor, organization: Keta}]}
- {name: Bob Ray, gender: null, positions: []}
figures:
- {value: 12, kind: count, label: clinics}
- {value: 3.5, kind: measure, unit: km, label: cable}
- {value: 7, kind: count, optional: true}
dates: ["2026-03-02", {value: "2025", optional: true}]
references: []
recommendations:
- {by: Ann Lee, to: the Ministry, text: repair the bridge before the rainy season}
"""
RECORD = """\
officials:
- {name: ANN LEE, gender: null, positions: [{role: mayor, title: Mayor, organization: Keta}]}
figures:
- {value: 12, kind: count, label: big clinics, qualifier: about}
- {value: 7, kind: count}
- {value: 99, kind: count, label: spoons}
dates: [{value: "2026-03-02"}, {value: "2026-03-02"}]
references: [{kind: law, number: 3/2020}]
recommendations:
- {by: null, to: Ministry, text: repair the bridge before the rains}
"""


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    (tmp_path / "gold").mkdir()
    (tmp_path / "records").mkdir()
    (tmp_path / "gold" / "a.en.yaml").write_text(GOLD)
    (tmp_path / "records" / "a.en.yaml").write_text(RECORD)
    return tmp_path / "records", tmp_path / "gold"


def test_what_is_found_missed_and_wrong(files: tuple[Path, Path]) -> None:
    done = run("evaluate", *files)
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert "- a.en officials: {'name': 'Bob Ray', 'positions': []}" not in lines
    assert "- a.en officials: {'name': 'Bob Ray'}" in lines
    assert "- a.en figures: {'value': 3.5, 'unit': 'km', 'kind': 'measure', 'label': 'cable'}" in lines
    assert "+ a.en figures: {'value': 99, 'kind': 'count', 'label': 'spoons'}" in lines
    assert "~ a.en officials.gender: None for 'female'" in lines
    assert "~ a.en figures.qualifier: 'about' for None" in lines
    assert "~ a.en recommendations.by: None for 'Ann Lee'" in lines
    assert re.search(r"^officials +1\.000 +0\.500 +0\.667   gender 0/1$", done.stdout, re.M)
    assert re.search(r"^figures +0\.500 +0\.500 +0\.500   qualifier 0/1  label 1/1$", done.stdout, re.M)
    assert re.search(r"^dates +1\.000 +1\.000 +1\.000$", done.stdout, re.M)
    assert re.search(r"^references +0\.000 +0\.000 +0\.000$", done.stdout, re.M)
    assert run("evaluate", *files, "--quiet").stdout == done.stdout[done.stdout.index("section") :]


def test_json_and_single_files(files: tuple[Path, Path]) -> None:
    done = run("evaluate", files[0] / "a.en.yaml", files[1] / "a.en.yaml", "--format", "json")
    data = json.loads(done.stdout)
    assert data["officials"]["recall"] == 0.5
    assert data["figures"]["wrong"] == [{"file": "a.en", "value": 99, "kind": "count", "label": "spoons"}]
    assert data["figures"]["details"] == {
        "qualifier": {"right": 0, "wrong": 1},
        "label": {"right": 1, "wrong": 0},
    }


def test_what_is_missing_or_broken(files: tuple[Path, Path], tmp_path: Path) -> None:
    (files[0] / "a.en.yaml").unlink()
    done = run("evaluate", *files, "-q")
    assert done.returncode == 1
    assert "a.en.yaml: no such record" in done.stderr
    (files[1] / "a.en.yaml").write_text("- 3\n")
    (files[0] / "a.en.yaml").write_text(RECORD)
    done = run("evaluate", *files)
    assert (done.returncode, done.stdout) == (1, "")
    assert "is no record" in done.stderr
    done = run("evaluate", files[0], tmp_path / "none")
    assert (done.returncode, done.stdout) == (1, "")


def spoiled(gold: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    """The gold with items left out, doubled, and changed."""
    data = copy.deepcopy(gold)
    for section in ("officials", "figures", "dates", "references", "recommendations"):
        items = []
        for item in data.get(section) or []:
            item = item if isinstance(item, dict) else {"value": item}
            dice = chance.random()
            if dice < 0.15:
                continue
            if dice < 0.4:
                key = chance.choice(sorted(item))
                item = {**item, key: chance.choice([None, 3, "report", "the mayor of Keta"]) if key != "value" else 3}
                if item.get("name", "x") is None or not isinstance(item.get("positions", []), list):
                    continue
            items += [copy.deepcopy(item) for _ in range(chance.choice([1, 1, 1, 2]))]
        data[section] = items
    return data


@needs_shared
def test_it_is_the_measure_we_are_judged_by(tmp_path: Path) -> None:
    chance = random.Random(6)
    pairs = []
    for path in sorted((SHARED / "gold").glob("*.yaml")):
        gold = yaml.safe_load(path.read_text("utf-8"))
        record = spoiled(gold, chance)
        (tmp_path / path.name).write_text(yaml.safe_dump(record, allow_unicode=True), "utf-8")
        pairs.append((path.stem, record, gold))
    score = [sys.executable, str(SHARED / "score.py"), str(tmp_path), str(SHARED / "gold")]
    done = subprocess.run(score, capture_output=True, text=True, check=True)
    theirs = {
        m[1]: (m[2], m[3], m[4]) for m in re.finditer(r"^(\w+) +([\d.]+) +([\d.]+) +([\d.]+) ", done.stdout, re.M)
    }
    ours = {
        section: tuple(f"{n:.3f}" for n in (score.precision, score.recall, score.f1))
        for section, score in evaluate(iter(pairs)).items()
    }
    assert ours == theirs
    assert run("evaluate", tmp_path, SHARED / "gold", "-q").returncode == 0


def test_against_says_what_changed_rules_gain_and_lose(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "harbour.txt").write_text((SAMPLES / "harbour.txt").read_text("utf-8"), "utf-8")
    before = tmp_path / "before" / "en"
    before.mkdir(parents=True)
    (before / "none.yaml").write_text("lexicons: {}\n")
    done = run("rules", "test", SAMPLES / "rules", "--against", tmp_path / "before", corpus)
    assert (done.returncode, done.stderr) == (0, "")
    assert "figures: 1 gained, 1 lost" in done.stdout
    assert re.search(r"^\+ harbour:\d+ figures \(figures\.measure\): .*'unit': 'CEU'", done.stdout, re.M)
    same = run("rules", "test", "--against", "HEAD", corpus)
    assert same.returncode == 0 or "no such revision" in same.stderr  # outside a git tree
    wrong = run("rules", "test", "--against", "no-such-revision", corpus)
    assert (wrong.returncode, wrong.stdout) == (1, "")
    assert "no-such-revision" in wrong.stderr
