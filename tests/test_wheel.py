"""The wheel carries the rules: installed elsewhere, run from another folder, it gives the same records."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from conftest import ROOT, SAMPLES
from visitx.rules_books import builtin_folder


def run(*command: str | Path, cwd: Path, path: Path | None = None) -> str:
    environment = {**os.environ, "PYTHONPATH": str(path) if path else ""}
    done = subprocess.run([*map(str, command)], capture_output=True, text=True, cwd=cwd, env=environment, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "-w", folder, ROOT, cwd=folder)
    return next(folder.glob("visitx-*.whl"))


def test_the_wheel_holds_every_rule_file(wheel: Path) -> None:
    rules = builtin_folder()
    mine = {f"visitx/rules/{p.relative_to(rules).as_posix()}" for p in rules.rglob("*.yaml")}
    assert mine <= set(zipfile.ZipFile(wheel).namelist())


def test_the_installed_wheel_gives_the_same_records_from_another_folder(wheel: Path, tmp_path: Path) -> None:
    target, elsewhere = tmp_path / "site", tmp_path / "elsewhere"
    elsewhere.mkdir()
    run(sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", target, wheel, cwd=elsewhere)
    where = run(sys.executable, "-c", "import visitx; print(visitx.__file__)", cwd=elsewhere, path=target)
    assert Path(where.strip()).is_relative_to(target)
    for name in ("kratie.en.txt", "rusizi.fr.txt"):
        article = SAMPLES / name
        installed = run(sys.executable, "-m", "visitx", "extract", article, cwd=elsewhere, path=target)
        assert installed == run(sys.executable, "-m", "visitx", "extract", article, cwd=ROOT)
