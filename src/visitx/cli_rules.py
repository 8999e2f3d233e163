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
def rules_test(
    folders: Folders = None,
    rules: Rules = None,
    ids: Annotated[
        list[str] | None, typer.Option("--id", help="Only rules whose id fits, as 'figures.*'; may be repeated.")
    ] = None,
    against: Annotated[
        tuple[str, Path] | None,
        typer.Option(
            "--against",
            help="What the rules gain and lose in the articles of CORPUS, against a git revision or another folder.",
            metavar="REV_OR_DIR CORPUS",
        ),
    ] = None,
    corpus: Annotated[
        Path | None, typer.Option("--corpus", help="Folder of articles: which rules and terms never fire in them?")
    ] = None,
) -> None:
    """Does each rule find what its own examples say, and nothing in its counter-examples?"""
    with told(1):
        from visitx.rules_checking import run_examples

        own = folders_of([*(rules or []), *(folders or [])])
        if against:
            from visitx.rules_against import compare_rules, report

            write(printable(report(compare_rules(*against, own))))
            raise typer.Exit
        failed, count = run_examples(own, ids or [])
        write("".join(printable(str(failure)) + "\n" for failure in failed))
        write(f"{count} rules do what their examples say.\n" if not failed else f"{_count(len(failed))}.\n")
        if corpus:
            from visitx.rules_coverage import cover, coverage_report

            write(printable(coverage_report(cover(corpus, own))))
    raise typer.Exit(1 if failed else 0)


def _count(failures: int) -> str:
    return "1 failure" if failures == 1 else f"{failures} failures"


@rules_app.command("list")
def rules_list(
    pattern: Annotated[str, typer.Argument(help="Only ids that fit, as 'figures.*' or role.", metavar="[ID]")] = "*",
    rules: Rules = None,
    lang: Annotated[str | None, typer.Option("--lang", help="Only the rules of this language.")] = None,
) -> None:
    """The rules and lexicons that hold, and where each comes from."""
    with told(1):
        from visitx.rules_listing import list_entries, table

        entries = list_entries(folders_of(rules), pattern)
        write(printable(table([e for e in entries if lang in (None, e.language)])))


@rules_app.command("show")
def rules_show(
    rule_id: Annotated[str, typer.Argument(help="A rule, a lexicon, or one id of it: role:mayor.", metavar="ID")],
    rules: Rules = None,
) -> None:
    """What the rule files say of a rule or a lexicon, in every language."""
    with told(1):
        from visitx.rules_listing import show

        write(printable(show(rule_id, folders_of(rules))))


@rules_app.command("new")
def rules_new(
    language: Annotated[str, typer.Argument(help="The ISO 639-1 code of the language, as pt.", metavar="LANGUAGE")],
    output: Annotated[
        Path, typer.Option("-o", "--output", help="Folder of rules to put it into.", metavar="DIR")
    ] = Path("rules"),
) -> None:
    """Begin a new language: every file, lexicon and id it needs, explained and empty."""
    with told(1):
        from visitx.rules_starter import new_language

        written = new_language(language, output)
        write("".join(f"{printable(str(path))}\n" for path in written))
