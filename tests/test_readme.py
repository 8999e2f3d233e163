"""README shows what the program really prints: every `$ command` in a console block is run and its output compared.

`python tests/test_readme.py` writes the present output into README.md.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)


def commands(block: str) -> list[tuple[str, str]]:
    """The commands of a console block, each with the output shown below it."""
    parts = re.split(r"^\$ (.*)\n", block, flags=re.MULTILINE)
    return list(zip(parts[1::2], parts[2::2], strict=True))


def output(command: str) -> str:
    """What the command prints, standard error after standard output, as on a terminal without colour."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "NO_COLOR": "1", "COLUMNS": "100", "LC_ALL": "C.UTF-8"}
    done = subprocess.run(
        ["bash", "-c", command], capture_output=True, text=True, cwd=ROOT, env=environment, check=False
    )
    return done.stdout + done.stderr


SHOWN = [pair for block in BLOCK.findall(README.read_text("utf-8")) for pair in commands(block)]


def test_readme_shows_commands() -> None:
    assert len(SHOWN) >= 6


@pytest.mark.parametrize(("command", "shown"), SHOWN, ids=[command for command, _ in SHOWN])
def test_readme_shows_what_the_program_prints(command: str, shown: str) -> None:
    assert output(command) == shown


def test_the_two_commands_stand_in_the_readme_and_in_ci() -> None:
    text = README.read_text("utf-8")
    assert "make demo" in text
    assert "make test" in text
    assert "make test" in (ROOT / ".ci" / "run").read_text("utf-8")


def rewrite(match: re.Match[str]) -> str:
    return "```console\n" + "".join(f"$ {c}\n{output(c)}" for c, _ in commands(match[1])) + "```"


if __name__ == "__main__":
    README.write_text(BLOCK.sub(rewrite, README.read_text("utf-8")), "utf-8")
