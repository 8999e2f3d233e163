"""`kill -9` at any moment: a second run does what is missing, and the outcome is that of a run nobody disturbed."""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from batchfolders import contents, fill
from visitx.batch import Options, run_batch
from visitx.many import Extraction
from visitx.record import Record

ARTICLES = 2000
KILLS = 20


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("articles")
    fill(folder, ARTICLES)
    return folder


@pytest.fixture(scope="module")
def undisturbed(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, bytes], float]:
    """What a run gives that nobody disturbs, and how long it takes."""
    Extraction().prepare()
    output, begun = tmp_path_factory.mktemp("undisturbed"), time.monotonic()
    assert run_batch(folder, output).written == ARTICLES
    return contents(output), time.monotonic() - begun


def killed(folder: Path, output: Path, options: Options, after: float) -> None:
    """A run that is killed with all it has started, or alone, `after` some seconds."""
    run = multiprocessing.get_context("fork").Process(target=_run, args=(folder, output, options))
    run.start()
    run.join(after)
    assert run.pid
    workers = _children(run.pid)
    os.kill(run.pid, signal.SIGKILL)
    if int(after * 1000) % 2:  # else the workers are to notice by themselves
        for worker in workers:
            os.kill(worker, signal.SIGKILL)
    run.join()


def _run(folder: Path, output: Path, options: Options) -> None:
    run_batch(folder, output, options)
    time.sleep(60)  # done before it could be killed


def _children(pid: int) -> list[int]:
    return [int(child) for task in Path(f"/proc/{pid}/task").glob("*/children") for child in task.read_text().split()]


def whole(output: Path) -> Iterator[Path]:
    """The records that are there, each of which must be whole."""
    for path in output.rglob("*.yaml"):
        if path.name != "manifest.yaml":
            Record.from_yaml(path.read_text("utf-8"))
            yield path


def test_twenty_kills_lose_nothing_and_leave_nothing_behind(
    folder: Path, undisturbed: tuple[dict[str, bytes], float], tmp_path: Path
) -> None:
    expected, seconds = undisturbed
    moments, done = random.Random(5), 0
    for number in range(KILLS):
        if number == KILLS // 2:
            done = len(list(whole(tmp_path)))
            assert done  # work gets on, though each run is killed
        killed(folder, tmp_path, Options(), after=moments.uniform(0.05, 3 * seconds / KILLS))
    assert len(list(whole(tmp_path))) >= done
    last = run_batch(folder, tmp_path)
    assert last.written + last.unchanged == ARTICLES
    assert last.unchanged >= done - 2 * KILLS  # what the journal could not note any more is done again
    assert contents(tmp_path) == expected
    assert run_batch(folder, tmp_path).unchanged == ARTICLES


def test_the_lines_of_one_file_survive_kills_as_well(tmp_path: Path) -> None:
    some = tmp_path / "in"
    fill(some, 300)
    options = Options(format="jsonl")
    run_batch(some, tmp_path / "undisturbed", options)
    for after in (0.15, 0.25, 0.31, 0.4):
        killed(some, tmp_path / "out", options, after)
    assert run_batch(some, tmp_path / "out", options).written <= 300
    assert contents(tmp_path / "out") == contents(tmp_path / "undisturbed")


def test_workers_that_are_killed_are_replaced_and_their_articles_read_next_time(tmp_path: Path) -> None:
    some = tmp_path / "in"
    fill(some, 300)
    run_batch(some, tmp_path / "undisturbed")
    mine = set(_children(os.getpid()))

    def advance(done: int, total: int, name: str) -> None:
        if done in (20, 90, 160):
            for worker in (set(_children(os.getpid())) - mine) & workers():
                os.kill(worker, signal.SIGKILL)
                break

    def workers() -> set[int]:
        return {process.pid for process in multiprocessing.active_children() if process.pid}

    summary = run_batch(some, tmp_path / "out", Options(jobs=2), advance)
    assert summary.written + len(summary.failed) == 300
    assert len(summary.failed) <= 3
    assert all("the process that read it died" in f.reason for f in summary.failed)
    again = run_batch(some, tmp_path / "out", Options(jobs=2))
    assert again.unchanged == summary.written
    assert contents(tmp_path / "out") == contents(tmp_path / "undisturbed")
