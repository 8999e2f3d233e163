"""`visitx batch`: a folder of articles in, a folder of records out."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from visitx.cli_output import Lang, Model, Rules, folders_of, printable, told, write


class BatchFormat(StrEnum):
    yaml = "yaml"
    json = "json"
    jsonl = "jsonl"


Patterns = list[str] | None


def batch(
    folder: Annotated[
        Path, typer.Argument(help="Folder whose articles (*.txt) are read, at any depth.", metavar="DIR")
    ],
    output: Annotated[Path, typer.Option("-o", "--output", help="Folder to write the records to.", metavar="OUT")],
    jobs: Annotated[
        int | None, typer.Option("-j", "--jobs", min=1, help="Processes that read; as many as processors by default.")
    ] = None,
    format: Annotated[
        BatchFormat, typer.Option("--format", help="A file a record, or all as lines of records.jsonl.")
    ] = BatchFormat.yaml,
    include: Annotated[
        Patterns, typer.Option(help="Read the files of this pattern (as in .gitignore) instead of *.txt; repeatable.")
    ] = None,
    exclude: Annotated[
        Patterns, typer.Option(help="Leave out what has this pattern, as .visitxignore does; repeatable.")
    ] = None,
    timeout: Annotated[float, typer.Option(min=0.01, help="Seconds that an article may take.")] = 60.0,
    force: Annotated[bool, typer.Option("--force", help="Read unchanged articles as well.")] = False,
    prune: Annotated[
        bool, typer.Option("--prune", help="Remove records whose articles are not there any more, or fail now.")
    ] = False,
    lang: Lang = None,
    rules: Rules = None,
    model: Model = None,
) -> None:
    """Read every article below a folder and write a record for each."""
    with told(1):
        from visitx.batch import Options, run_batch
        from visitx.progress import progress

        options = Options(
            lang, format.value, folders_of(rules), model, tuple(include or ()), tuple(exclude or ()),
            jobs, timeout, force, prune,
        )  # fmt: skip
        with progress() as advance:
            summary = run_batch(folder, output, options, advance)
        for line in (*summary.gone, *(failure.reason for failure in summary.failed)):
            typer.echo("visitx: " + printable(line).replace("\n", "\\n"), err=True)
        write(summary.to_text())
    raise typer.Exit(1 if summary.failed else 0)
