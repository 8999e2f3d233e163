"""`visitx evaluate`: how good the records are, for those who have read some articles by hand."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from visitx.cli_output import printable, told, write


class EvaluateFormat(StrEnum):
    text = "text"
    json = "json"


def evaluate(
    records: Annotated[Path, typer.Argument(help="A record, or a folder of them.", metavar="RECORDS")],
    gold: Annotated[
        Path, typer.Argument(help="What a person read, under the same file names (x.en.yaml).", metavar="GOLD")
    ],
    format: Annotated[EvaluateFormat, typer.Option("--format", help="How to write it.")] = EvaluateFormat.text,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Only the sums.")] = False,
) -> None:
    """Precision, recall and F1 by section: what was missed (-), wrong (+), and wrong in what was found (~)."""
    with told(1):
        from visitx.evaluation_report import as_json, as_text, evaluate_files

        evaluation, missing = evaluate_files(records, gold)
        for path in missing:
            typer.echo(f"visitx: {printable(path)}: no such record", err=True)
        text = as_text(evaluation, items=not quiet) if format is EvaluateFormat.text else as_json(evaluation)
        write(printable(text))
    raise typer.Exit(1 if missing else 0)
