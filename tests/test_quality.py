"""What the extractors find in whole articles, against what a careful person read in them.

tests/articles were written, and read, by people who did not know the rules. The floors are what was measured, less a
little: a change that costs more than that is seen here.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import SHARED, TESTS, needs_shared
from visitx.batch import run_batch

SECTIONS = ("officials", "positions", "figures", "dates", "references", "recommendations")
FLOORS = {
    "shared": dict(zip(SECTIONS, (0.99, 0.99, 0.99, 0.99, 0.99, 0.98), strict=True)),
    "tests": dict(zip(SECTIONS, (0.99, 0.99, 0.99, 0.99, 0.99, 0.97), strict=True)),
}


def scores(articles: Path, gold: Path, output: Path) -> dict[str, float]:
    """F1 by section, as ../shared/score.py computes it; every item must stand where its record says."""
    assert not run_batch(articles, output).failed
    command = [sys.executable, SHARED / "score.py", output, gold, "--articles", articles]
    report = subprocess.run([*map(str, command)], capture_output=True, text=True, check=False).stdout
    right, total = map(int, re.findall(r"where the record says: (\d+)/(\d+)", report)[0])
    assert right == total > 0
    return {row[0]: float(row[3]) for row in map(str.split, report.splitlines()[1:7])}


@needs_shared
@pytest.mark.parametrize("name", FLOORS)
def test_f1_does_not_fall_below_what_was_measured(name: str, tmp_path: Path) -> None:
    folder = SHARED if name == "shared" else TESTS
    found = scores(folder / "articles", folder / "gold", tmp_path)
    below = {section: f1 for section, f1 in found.items() if f1 < FLOORS[name][section]}
    assert not below
