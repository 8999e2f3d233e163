"""Processes: a task that takes too long or whose process dies is named, and nothing else is lost."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import pytest

from batchfolders import article, fill
from visitx import Record, extract, extract_many
from visitx.batch import Options, run_batch
from visitx.errors import LanguageError, ReadError, VisitxError
from visitx.workers import StoppedError, in_order, run_tasks


def work(task: str) -> str:
    """A task that does what it says."""
    if task == "sleep":
        time.sleep(60)
    if task == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    if task == "exit":
        os._exit(3)
    if task == "deaf":  # as a regex that runs for ever: no Python code gets to handle a signal
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM})
        time.sleep(60)
    if task == "memory":
        raise MemoryError
    if task == "big":
        return "x" * 500_000
    return task


def results(tasks: list[str], jobs: int, timeout: float = 30) -> list[object]:
    done = list(run_tasks(work, tasks, jobs=jobs, timeout=timeout))
    assert sorted(number for number, _ in done) == list(range(len(tasks)))
    return [result for _, result in sorted(done, key=lambda pair: pair[0])]


@pytest.mark.parametrize("jobs", [1, 3])
def test_a_process_that_dies_is_replaced_and_only_its_task_lost(jobs: int) -> None:
    tasks = ["a", "die", "b", "exit", "c", "die", *"defgh"]
    found = results(tasks, jobs)
    for task, result in zip(tasks, found, strict=True):
        if task in ("die", "exit"):
            assert isinstance(result, StoppedError)
            assert "died" in str(result)
        else:
            assert result == task


def test_a_task_that_takes_too_long_is_ended_and_the_rest_goes_on() -> None:
    begun = time.monotonic()
    found = results(["sleep", *"abcdefgh", "deaf"], 2, timeout=0.5)
    assert time.monotonic() - begun < 20
    assert found[1:-1] == list("abcdefgh")
    for stopped in (found[0], found[-1]):
        assert isinstance(stopped, StoppedError)
        assert str(stopped) == "took longer than 0.5 s"


def test_errors_and_large_results_come_back() -> None:
    found = results(["memory", "big", "a"], 2)
    assert isinstance(found[0], MemoryError)
    assert found[1:] == ["x" * 500_000, "a"]


def test_workers_that_cannot_start_are_one_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("visitx.workers._begin", lambda: os._exit(1))
    with pytest.raises(VisitxError, match="die as soon as they start"):
        list(run_tasks(work, ["a", "b"], jobs=2, timeout=5))


def test_nothing_is_begun_too_far_ahead() -> None:
    begun: list[int] = []

    def tasks() -> list[str]:
        for number in range(40):
            begun.append(number)
            yield "sleep" if number == 0 else "a"  # type: ignore[misc]

    for number, _ in run_tasks(work, tasks(), jobs=2, timeout=0.6, ahead=5):
        if number:
            assert begun[-1] <= 7 or 0 not in begun
        else:
            break


def test_results_are_put_in_order() -> None:
    assert list(in_order([(2, "c"), (0, "a"), (1, "b"), (3, "d")])) == ["a", "b", "c", "d"]


def test_extract_many_gives_each_path_with_its_record_or_error_in_order(tmp_path: Path) -> None:
    paths = [tmp_path / p for p in fill(tmp_path, 8)]
    (tmp_path / "bad.txt").write_bytes(b"\0")
    (tmp_path / "german.txt").write_text("Der Minister besuchte am Dienstag die Stadt und sprach mit der Leitung.")
    mixed = [*paths[:3], tmp_path / "bad.txt", tmp_path / "none.txt", *paths[3:], tmp_path / "german.txt", paths[0]]
    for jobs in (1, 2):
        found = list(extract_many(mixed, jobs=jobs))
        assert [path for path, _ in found] == mixed
        for path, result in found:
            if path in paths:
                assert isinstance(result, Record)
                assert result == extract(path.read_text("utf-8"), name=str(path))
        kinds = [type(result) for path, result in found if path not in paths]
        assert kinds == [ReadError, ReadError, LanguageError]
        assert str(found[4][1]) == f"{tmp_path / 'none.txt'}: no such file"


def test_extract_many_takes_names_and_an_iterator_and_stops_when_no_longer_asked(tmp_path: Path) -> None:
    names = [str(tmp_path / p) for p in fill(tmp_path, 300)]
    asked: list[str] = []

    def each() -> object:
        for name in names:
            asked.append(name)
            yield name

    found = extract_many(each(), jobs=1)  # type: ignore[type-var]
    assert next(found)[0] == names[0]
    found.close()  # type: ignore[attr-defined]
    assert len(asked) < 100
    with pytest.raises(LanguageError):
        next(extract_many(names, "de"))
    assert list(extract_many([])) == []


def test_an_article_that_takes_too_long_is_named_and_tried_again(tmp_path: Path) -> None:
    fill(tmp_path / "in", 3)
    (tmp_path / "in/long.txt").write_text("\n".join(article(2 * n) for n in range(6000)), "utf-8")
    summary = run_batch(tmp_path / "in", tmp_path / "out", Options(timeout=0.3, jobs=2))
    assert [f.path for f in summary.failed] == ["long.txt"]
    assert summary.failed[0].reason.endswith("long.txt: took longer than 0.3 s")
    assert summary.written == 3
    again = run_batch(tmp_path / "in", tmp_path / "out", Options(timeout=60, jobs=2))
    assert (again.written, again.unchanged, again.failed) == (1, 3, ())
