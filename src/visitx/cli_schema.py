"""`visitx schema`: JSON Schema for editors and programs."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from visitx.cli_output import told, write


class What(StrEnum):
    rules = "rules"
    record = "record"
    findings = "findings"


def schema(
    what: Annotated[What, typer.Argument(help="Of which kind of file.", metavar="rules|record|findings")],
) -> None:
    """Print the JSON Schema of rule files, of records, or of findings."""
    with told(1):
        from visitx.schema import schema_text

        write(schema_text(what.value))
