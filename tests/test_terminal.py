"""The table of findings: it fits, quotes both lines, has conflicts first, and colours on a terminal only."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

from conftest import SAMPLES
from visitx.compare_findings import Comparison, Finding
from visitx.terminal import WIDTH, table

MISSING = Finding("officials", "missing-right", None, "Ana Ruiz", None, "Ms. Ana Ruiz", 1, None, None)
CHANGED = Finding("figures", "changed", "value", 38, 83, "38%", 2, "83 %", 2)
TEXTS = ("Ms. Ana Ruiz came.\nOf the wells, 38% are dry.", "La ministre est venue.\nParmi les puits, 83 % sont à sec.")


def test_both_lines_are_quoted_and_conflicts_come_first() -> None:
    lines = list(table(Comparison("a.txt", "b.txt", (MISSING, CHANGED), TEXTS)))
    assert lines[0] == "a.txt | b.txt: 2 differences"
    assert [head for line in lines[1:] if (head := line[:26].strip())] == ["figures: value", "officials: missing-right"]
    assert "line 2: “Of the wells, 38% are" in lines[2]
    assert "line 2: “Parmi les puits, 83 % sont" in lines[2]
    assert max(map(len, lines)) <= WIDTH


def test_without_the_articles_the_words_of_the_records_are_quoted() -> None:
    assert "line 2: “83 %”" in list(table(Comparison("a.yaml", "b.yaml", (CHANGED,))))[2]


def test_long_words_and_hostile_text_neither_widen_nor_steer_the_table() -> None:
    hostile = "\x1b[31m[bold]x[/bold]\u202e\x07" + "ü" * 300
    finding = Finding("recommendations", "changed", "to", hostile, "b", hostile, 1, hostile, 1)
    lines = list(table(Comparison("\x1b[2J.txt", "b", (finding,), (hostile, hostile))))
    assert all(line.isprintable() and len(line) <= WIDTH for line in lines)
    assert len(list(table(Comparison("a" * 99, "b" * 99, ())))) > 1
    assert any("[bold]" in line for line in lines)


def on_a_terminal(**environment: str) -> bytes:
    """What the command writes where its output is a terminal."""
    ours, its = pty.openpty()
    command = [sys.executable, "-m", "visitx", "diff", str(SAMPLES / "rusizi.en.txt"), str(SAMPLES / "rusizi.fr.txt")]
    plain = {k: v for k, v in os.environ.items() if k != "NO_COLOR"}
    subprocess.run(command, stdout=its, env={**plain, "TERM": "xterm", **environment}, check=False)
    os.close(its)
    return os.read(ours, 100_000)


def test_colours_are_for_terminals() -> None:
    assert b"\x1b[31m" in on_a_terminal()
    assert b"\x1b" not in on_a_terminal(NO_COLOR="1")


def test_no_colours_in_a_pipe(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "visitx", "diff", str(SAMPLES / "rusizi.en.txt"), str(SAMPLES / "rusizi.fr.txt")]
    done = subprocess.run(command, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (1, b"")
    assert b"\x1b" not in done.stdout
