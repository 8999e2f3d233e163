"""What people see of a comparison: a table on standard output, no wider than the terminal and a hundred columns.

The table is written here and not by rich, whose import takes a third of the time in which two records are compared.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from shutil import get_terminal_size
from textwrap import wrap
from typing import TYPE_CHECKING, Any

import typer

from visitx.compare_findings import CHANGED

if TYPE_CHECKING:
    from visitx.comparison import Comparison, Finding

WIDTH, LEAST, WHAT = 100, 40, 26  # columns: of the table, of a narrow terminal's, of what differs
AROUND = 30  # characters of the article quoted on either side of what was found
COLOURS = {CHANGED: "red"}


def write_comparisons(comparisons: Sequence[Comparison], format: str, *, folder: bool) -> None:
    """The findings on standard output: one document for a pair, a list of them for a folder."""
    if format == "text":
        text = "".join(f"{line}\n" for comparison in comparisons for line in table(comparison))
    else:
        data = [c.to_dict() for c in comparisons]
        text = _written(data if folder else data[0], format)
    sys.stdout.buffer.write(text.encode("utf-8", "replace"))


def _written(data: Any, format: str) -> str:
    from visitx.yamlio import dump

    return dump(data) if format == "yaml" else json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def table(comparison: Comparison) -> Iterator[str]:
    """A line that sums up, then each finding: what differs, and both sides beside each other, conflicts first."""
    width = max(min(WIDTH, get_terminal_size().columns), LEAST) if sys.stdout.isatty() else WIDTH
    yield from wrap(safe(f"{comparison.left} | {comparison.right}: {_count(len(comparison.findings))}"), width)
    column = (width - WHAT) // 2 - 1
    for finding in sorted(comparison.findings, key=lambda f: f.kind != CHANGED):
        what = f"{finding.section}: {finding.field or finding.kind}"
        left, right = (_side(finding, comparison, side, column) for side in (0, 1))
        for head, a, b in zip_longest(wrap(what, WHAT - 1, break_on_hyphens=False), left, right, fillvalue=""):
            yield f"{_coloured(f'{head:{WHAT}}', finding.kind)}{a:{column}}  {b}".rstrip()


def _side(finding: Finding, comparison: Comparison, side: int, column: int) -> list[str]:
    """The value of one side, and the words of its article with their line."""
    value, line, text = (
        (finding.left, finding.left_line, finding.left_text),
        (finding.right, finding.right_line, finding.right_text),
    )[side]
    shown = wrap(safe("–" if value is None else str(value)), column)
    if line is None or not text:
        return shown
    return shown + wrap(f"line {line}: “{safe(_quoted(text, line, comparison.texts[side]))}”", column)


def _quoted(text: str, line: int, article: str | None) -> str:
    """What was found with some words around it, where the article is known."""
    lines = article.split("\n") if article else []
    whole = lines[line - 1] if line <= len(lines) else text
    at = whole.find(text)
    if at < 0:
        return text
    first = whole.rfind(" ", 0, max(at - AROUND, 0)) + 1
    last = whole.find(" ", at + len(text) + AROUND)
    return ("… " if first else "") + whole[first : last if last >= 0 else None] + (" …" if last >= 0 else "")


def safe(text: str) -> str:
    """The text with blanks for what a terminal could take for an order."""
    return "".join(c if c.isprintable() else " " for c in text)


def _coloured(text: str, kind: str) -> str:
    plain = not sys.stdout.isatty() or "NO_COLOR" in os.environ or os.environ.get("TERM") == "dumb"
    return text if plain else typer.style(text, fg=COLOURS.get(kind, "yellow"), bold=kind == CHANGED)


def _count(findings: int) -> str:
    return {0: "no difference", 1: "1 difference"}.get(findings, f"{findings} differences")
