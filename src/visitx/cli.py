"""The command line: each command parses its options, calls one function of the library, prints.

Nothing here imports spaCy: `visitx --help` and `visitx diff` of two records start without it. Results go to standard
output, everything else to standard error.
"""

from __future__ import annotations

import gc
from enum import StrEnum
from typing import Annotated

import typer

from visitx import __version__
from visitx.cli_batch import batch
from visitx.cli_evaluate import evaluate
from visitx.cli_explain import explain
from visitx.cli_output import Lang, Model, Rules, collect_again, folders_of, printable, told, write
from visitx.cli_rules import rules_app
from visitx.cli_schema import schema


class Format(StrEnum):
    yaml = "yaml"
    json = "json"


class DiffFormat(StrEnum):
    text = "text"
    yaml = "yaml"
    json = "json"


app = typer.Typer(
    help="Reads official press reports of visits, in English and French, into normalized YAML records.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.add_typer(rules_app, name="rules")


@app.callback(invoke_without_command=True)
def _main(
    version: Annotated[bool, typer.Option("--version", help="Show the version and exit.")] = False,
) -> None:
    if version:
        typer.echo(f"visitx {__version__}")
        raise typer.Exit


@app.command()
def extract(
    file: Annotated[str, typer.Argument(help="The article; '-' reads standard input.", metavar="FILE")],
    format: Annotated[Format, typer.Option("--format", help="How to write the record.")] = Format.yaml,
    lang: Lang = None,
    rules: Rules = None,
    model: Model = None,
) -> None:
    """Read one article and write its record."""
    with told(1):
        from visitx.decoding import read_article
        from visitx.many import Extraction

        record = Extraction(lang, folders_of(rules), model).record(read_article(file))
        write(record.to_yaml() if format is Format.yaml else record.to_json())


app.command()(batch)
app.command()(explain)
app.command()(evaluate)
app.command()(schema)


@app.command()
def diff(
    left: Annotated[str, typer.Argument(help="An article or a record, or a folder of pairs.", metavar="A")],
    right: Annotated[str | None, typer.Argument(help="Its other version; none for a folder.", metavar="[B]")] = None,
    format: Annotated[DiffFormat, typer.Option("--format", help="How to write the findings.")] = DiffFormat.text,
    only: Annotated[
        str | None, typer.Option("--only", help="Only the findings of this section.", metavar="SECTION")
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Write nothing; the exit code says it.")] = False,
    lang: Lang = None,
    rules: Rules = None,
) -> None:
    """Say what two language versions state differently. Exit 0: nothing, 1: something, 2: trouble."""
    with told(2):
        from visitx.diff import diff_folder, diff_pair, only_section
        from visitx.terminal import write_comparisons

        collect_again()
        folders = folders_of(rules)
        pairs = None if right else diff_folder(left, lang, folders)
        found = pairs.comparisons if pairs else (diff_pair(left, str(right), lang, folders),)
        found = tuple(only_section(c, only) for c in found) if only else found
        if not quiet:
            write_comparisons(found, format.value, folder=pairs is not None)
        trouble = pairs.failed if pairs else ()
        alone = [f"{path}: has no other version here" for path in pairs.unpaired] if pairs else []
        for line in [] if quiet else [*trouble, *alone]:
            typer.echo(f"visitx: {printable(line)}", err=True)
    raise typer.Exit(2 if trouble else 1 if any(c.findings for c in found) else 0)


def main() -> None:
    """The entry point `visitx`."""
    # A tenth of spaCy's import is the collector going through objects that stay. Commands that read many articles turn
    # it on again (collect_again).
    gc.disable()
    app()
