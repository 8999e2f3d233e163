"""What all commands share: options, errors as one line on standard error, results on standard output in UTF-8."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from visitx.errors import VisitxError

OWN_RULES = "VISITX_RULES"

Lang = Annotated[str | None, typer.Option("--lang", help="Language of the article (en, fr), instead of detecting it.")]
Rules = Annotated[
    list[Path] | None,
    typer.Option(
        "--rules",
        help=f"Folder of rules that add to or override the built-in ones; may be repeated, later ones win. "
        f"Those of {OWN_RULES} come first.",
    ),
]
Model = Annotated[
    str | None, typer.Option("--model", help="Installed spaCy pipeline that helps to find names and organizations.")
]


@contextmanager
def told(code: int) -> Iterator[None]:
    """Turns an error that visitx raised on purpose into one line on standard error and an exit code."""
    try:
        yield
    except VisitxError as error:
        typer.echo(f"visitx: {printable(str(error))}", err=True)
        raise typer.Exit(code) from None
    except KeyboardInterrupt:
        typer.echo("visitx: stopped", err=True)
        raise typer.Exit(130) from None
    except BrokenPipeError:
        # The reader of the pipe has gone (`| head`): that is no fault, but there is nobody left to write to.
        sys.stderr.close()
        raise typer.Exit(0) from None


def collect_again() -> None:
    """What has been made so far stays; what comes is collected."""
    gc.freeze()
    gc.enable()


def printable(text: str) -> str:
    """The text with control characters (terminal escapes among them) shown, not sent."""
    return "".join(c if c.isprintable() or c == "\n" else repr(c)[1:-1] for c in text)


def write(text: str) -> None:
    """Standard output in UTF-8, whatever the locale."""
    sys.stdout.buffer.write(text.encode("utf-8", "replace"))
    sys.stdout.buffer.flush()


def folders_of(rules: Sequence[Path] | None) -> tuple[Path, ...]:
    """The user's folders of rules: those of the environment, then those that were named."""
    named = [Path(name) for name in os.environ.get(OWN_RULES, "").split(os.pathsep) if name]
    if not (named or rules):
        return ()
    from visitx.rules_books import rule_folders

    return rule_folders([*named, *(rules or [])])
