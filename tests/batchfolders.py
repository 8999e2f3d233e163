"""Folders of articles for the tests of `visitx batch`: small ones, of which many are read in little time."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

_TOWNS = ("Bembou", "Kratie", "Rusizi", "Savalou", "Vatovavy")


def article(number: int) -> str:
    """Two sentences, in English or in French, of which no two numbers give the same."""
    town = _TOWNS[number % len(_TOWNS)]
    if number % 2:
        return f"Le ministre de la Santé a visité {town} le {number % 27 + 1} mars 2026.\nIl a remis {number} livres.\n"
    return f"The Minister of Health visited {town} on {number % 27 + 1} March 2026.\nHe handed over {number} books.\n"


def fill(folder: Path, count: int) -> list[str]:
    """Writes that many articles into two levels of folders; gives their paths below it."""
    paths = []
    for number in range(count):
        path = f"{number % 3}/a{number:04d}.txt"
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(article(number), "utf-8")
        paths.append(path)
    return sorted(paths)


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, hidden ones included."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def visitx(*args: str | Path | bytes, before: tuple[str, ...] = ()) -> subprocess.CompletedProcess[bytes]:
    """The program as a user runs it."""
    environment = {**os.environ, "COLUMNS": "100", "NO_COLOR": "1"}
    command = [*before, sys.executable, "-m", "visitx", *args]
    return subprocess.run([os.fsencode(a) for a in command], capture_output=True, env=environment, check=False)
