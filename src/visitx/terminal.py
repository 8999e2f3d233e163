"""What people see on a terminal: findings as a table on standard output."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.text import Text

if TYPE_CHECKING:
    from visitx.compare import Comparison

WIDTH = 100


def write_comparisons(comparisons: Sequence[Comparison], format: str, *, folder: bool) -> None:
    """The findings on standard output: one document for a pair, a list of them for a folder."""
    if format == "text":
        _write_tables(comparisons)
    else:
        data = [c.to_dict() for c in comparisons]
        _write_data(data if folder else data[0], format)


def _write_data(data: Any, format: str) -> None:
    from visitx.yamlio import dump

    text = dump(data) if format == "yaml" else json.dumps(data, ensure_ascii=False, indent=2) + "\n"
    sys.stdout.buffer.write(text.encode("utf-8", "replace"))


def _write_tables(comparisons: Sequence[Comparison]) -> None:
    console = Console(width=min(WIDTH, Console().width) if sys.stdout.isatty() else WIDTH, highlight=False)
    for comparison in comparisons:
        _write_table(console, comparison)


def _write_table(console: Console, comparison: Comparison) -> None:
    from rich.table import Table

    console.print(Text(f"{comparison.left} | {comparison.right}: {_count(len(comparison.findings))}"))
    if not comparison.findings:
        return
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for name in ("", "left", "right"):
        table.add_column(name, overflow="fold")
    for finding in sorted(comparison.findings, key=lambda f: f.kind != "changed"):
        what = f"{finding.section}: {finding.field or finding.kind}"
        style = "bold red" if finding.kind == "changed" else "yellow"
        left = _side(finding.left, finding.left_line, finding.left_text)
        table.add_row(Text(what, style=style), left, _side(finding.right, finding.right_line, finding.right_text))
    console.print(table)


def _side(value: object, line: int | None, text: str | None) -> Text:
    """A value with the place it stands at, as plain text: nothing in an article is read as markup or as an escape."""
    shown = Text("–" if value is None else _safe(str(value)))
    if line is not None and text:
        shown.append(f"\nline {line}: {_safe(text)}", style="dim")
    return shown


def _safe(text: str) -> str:
    return "".join(c if c.isprintable() else " " for c in text)


def _count(findings: int) -> str:
    return {0: "no difference", 1: "1 difference"}.get(findings, f"{findings} differences")
