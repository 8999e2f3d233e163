"""How far a run is: a bar on standard error where that is a terminal, a line now and then elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress

    from visitx.batch import Advance


@contextmanager
def progress() -> Iterator[Advance]:
    """What is to be called for each article done, with how many are done, of how many, and the article's path."""
    if not sys.stderr.isatty():
        yield _Lines()
        return
    with _bar() as bar:
        task = bar.add_task("", rate="")
        rate = _Rate()

        def advance(done: int, total: int, name: str) -> None:
            shown = "".join(c if c.isprintable() else "?" for c in name)
            bar.update(task, completed=done, total=total, description=shown, rate=f"{rate(done):.1f}/s")

        yield advance


def _bar() -> Progress:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    return Progress(
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}", markup=False),
        TimeRemainingColumn(),
        TextColumn("{task.description}", markup=False),
        console=Console(stderr=True),
        transient=True,
    )


class _Rate:
    """Articles a second since the first; those that had been done before do not count."""

    def __init__(self) -> None:
        self._begun = time.monotonic()
        self._before: int | None = None

    def __call__(self, done: int) -> float:
        self._before = done - 1 if self._before is None else self._before
        return (done - self._before) / max(time.monotonic() - self._begun, 0.001)


class _Lines:
    """A line for each tenth of the articles that gets done."""

    def __init__(self) -> None:
        self._rate = _Rate()

    def __call__(self, done: int, total: int, name: str) -> None:
        rate = self._rate(done)
        if done == total or done % max(1, total // 10) == 0:
            print(f"{done}/{total} articles, {rate:.1f}/s", file=sys.stderr, flush=True)
