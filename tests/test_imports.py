"""Imports point one way, and what need not import spaCy does not."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from conftest import ROOT, SAMPLES

PACKAGE = ROOT / "src" / "visitx"

# From the bottom up: a module imports only from those before it (types under TYPE_CHECKING aside).
ORDER = """
errors stored rules_folders rules_nodes yamlio record rules_gives rules rules_store rules_books decoding
language hits patterns matching nounphrases numerals_notation numerals lookups lines reading tokens
rules_vetting rules_parity rules_diagnosis pipeline
""".split()


def imported(module: Path) -> set[str]:
    """The visitx modules that a module imports at run time."""
    found: set[str] = set()
    for node in _run_time_nodes(ast.parse(module.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("visitx."):
            found.add((node.module or "").split(".")[1])
        if isinstance(node, ast.ImportFrom) and node.module == "visitx":
            found |= {alias.name for alias in node.names if (PACKAGE / f"{alias.name}.py").is_file()}
    return found


def _run_time_nodes(node: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test):
        return
    yield node
    for child in ast.iter_child_nodes(node):
        yield from _run_time_nodes(child)


def graph() -> dict[str, set[str]]:
    return {path.stem: imported(path) for path in PACKAGE.glob("*.py") if path.stem != "__init__"}


def test_no_module_imports_in_a_circle() -> None:
    modules = graph()
    done: set[str] = set()
    while ready := {m for m, needs in modules.items() if m not in done and needs <= done}:
        done |= ready
    assert done == set(modules)


def test_nothing_imports_the_command_line() -> None:
    assert {m for m, needs in graph().items() if "cli" in needs} == {"__main__"}


def test_the_lower_modules_keep_their_order() -> None:
    modules = graph()
    for at, name in enumerate(ORDER):
        assert modules[name] <= set(ORDER[:at]), name


def test_modules_are_flat_and_of_readable_length() -> None:
    assert not [p for p in PACKAGE.iterdir() if p.is_dir() and p.name not in ("__pycache__", "rules")]
    long = {p.name: n for p in PACKAGE.glob("*.py") if (n := len(p.read_text("utf-8").splitlines())) > 330}
    assert not long


def spacy_is_imported(code: str) -> bool:
    program = f"import sys\n{code}\nprint('spacy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()[-1] == "True"


def command(*args: str) -> str:
    return f"from visitx.cli import app\ntry:\n    app({list(args)!r})\nexcept SystemExit:\n    pass"


@pytest.mark.parametrize("args", [["--help"], ["extract", "--help"], ["--version"]])
def test_help_does_not_import_spacy(args: list[str]) -> None:
    assert not spacy_is_imported(command(*args))


def test_diff_of_two_records_does_not_import_spacy(tmp_path: Path) -> None:
    from visitx import extract

    names = []
    for language in ("en", "fr"):
        path = tmp_path / f"{language}.yaml"
        path.write_text(extract((SAMPLES / f"kratie.{language}.txt").read_text("utf-8")).to_yaml(), "utf-8")
        names.append(str(path))
    assert not spacy_is_imported(command("diff", *names))


def test_the_library_imports_spacy_only_to_extract() -> None:
    assert not spacy_is_imported("import visitx\nvisitx.Record\nvisitx.compare")
    assert spacy_is_imported("import visitx\nvisitx.extract('The minister and the mayor of the town met.')")


def test_the_public_names_are_what_they_say_however_often_they_are_asked_for() -> None:
    code = "import visitx, visitx.diff, visitx.many\nfrom visitx import compare\nassert visitx.compare is compare\n"
    code += "assert all(callable(getattr(visitx, name)) for name in visitx.__all__ if name != '__version__')"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
