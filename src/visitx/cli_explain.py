"""`visitx explain`: an account of an article, for those who wonder why something was read, or was not."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from visitx.cli_output import Lang, Rules, folders_of, told, write


class ExplainFormat(StrEnum):
    text = "text"
    json = "json"


def explain(
    file: Annotated[str, typer.Argument(help="The article; '-' reads standard input.", metavar="FILE")],
    line: Annotated[int | None, typer.Option("--line", help="Only what stands in this line.", metavar="N")] = None,
    section: Annotated[
        str | None, typer.Option("--section", help="Only what this section has, or could have.", metavar="SECTION")
    ] = None,
    rule: Annotated[
        str | None, typer.Option("--rule", help="Where this rule began to match, and where it stopped.", metavar="ID")
    ] = None,
    format: Annotated[ExplainFormat, typer.Option("--format", help="How to write the account.")] = ExplainFormat.text,
    lang: Lang = None,
    rules: Rules = None,
) -> None:
    """Say of every number, date, document and name what took it, what set it aside, or that nothing did."""
    with told(1):
        from visitx.explain_report import account_of, as_json, as_text

        account = account_of(file, lang, folders_of(rules), line=line, section=section, rule=rule)
        write(as_text(account) if format is ExplainFormat.text else as_json(account))
