"""`visitx rules …`: the commands for those who write rules."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from visitx.cli_output import Rules, folders_of, printable, told, write

rules_app = typer.Typer(help="List, check and test the YAML rules.", no_args_is_help=True, rich_markup_mode=None)

Folders = Annotated[
    list[Path] | None,
    typer.Argument(help="Folders of rules of your own, added to the built-in ones.", metavar="[DIR]…"),
]
Strict = Annotated[bool, typer.Option("--strict", help="A warning is a fault.")]


@rules_app.command("check")
def rules_check(folders: Folders = None, rules: Rules = None, strict: Strict = False) -> None:
    """Are the rules well formed? Every fault with file, line and column; exactly as strict as a run."""
    with told(1):
        from visitx.rules_diagnosis import diagnose, report

        own = folders_of([*(rules or []), *(folders or [])])
        found = diagnose(own)
        write(printable(report(found, own)))
    raise typer.Exit(1 if found.count("fault") or (strict and found.count("warning")) else 0)


@rules_app.command("test")
def rules_test(folders: Folders = None, rules: Rules = None) -> None:
    """Does each rule find what its own examples say, and nothing in its counter-examples?"""
    with told(1):
        from visitx.rules_checking import run_examples

        faults, count = run_examples(folders_of([*(rules or []), *(folders or [])]))
        write("".join(printable(fault) + "\n" for fault in faults))
        write(f"{count} rules do what their examples say.\n" if not faults else f"{len(faults)} faults.\n")
    raise typer.Exit(1 if faults else 0)
