"""Work done by processes: each task has its time, and a process that dies takes only its own task with it.

Pebble's pool does this. Workers are forked where that can be done, so that spaCy is imported and the rules are read
once, before the first of them starts, and their memory is shared; elsewhere each imports for itself. A worker makes way
for a fresh one after some hundreds of tasks: spaCy keeps every word that it has seen, and memory would grow with the
folder.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, TimeoutError
from concurrent.futures.process import BrokenProcessPool
from queue import Empty, SimpleQueue
from typing import Any, Generic, TypeVar

from pebble import ProcessExpired, ProcessPool

from visitx.errors import VisitxError

Task = TypeVar("Task")
Result = TypeVar("Result")
TASKS_OF_A_WORKER = 500
QUEUED = 3  # tasks a worker; enough that none waits for the next
PATIENCE = 90.0  # seconds over a task's own time, after which the pool itself hangs
BREAKS = 3  # pools that break one after the other without a task done


class StoppedError(VisitxError):
    """A task that was given up: it took too long, or the process that did it died. Another time it may succeed."""


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def run_tasks(
    work: Callable[[Task], Result], tasks: Iterable[Task], *, jobs: int, timeout: float, ahead: int = 1_000_000
) -> Iterator[tuple[int, Result | BaseException]]:
    """The number of each task and what `work` gave for it, or the error it raised, in the order they get done.

    No task is begun that is more than `ahead` after the first one not done yet.
    """
    numbered = enumerate(tasks)
    waiting: dict[int, Task] = {}
    breaks = 0
    while True:
        pool = _Pool(work, jobs, timeout)
        try:
            for number, result in pool.run(waiting, numbered, ahead):
                breaks = 0
                yield number, result
            return
        except BrokenProcessPool:
            breaks += 1
            if breaks == BREAKS:
                raise VisitxError("the processes that read articles die as soon as they start") from None
        finally:
            pool.stop()


class _Pool(Generic[Task, Result]):
    """One pool of processes; `run` raises BrokenProcessPool when it can go on no longer."""

    def __init__(self, work: Callable[[Task], Result], jobs: int, timeout: float) -> None:
        context: Any = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
        self._pool: Any = ProcessPool(jobs, max_tasks=TASKS_OF_A_WORKER, initializer=_begin, context=context)
        self._work, self._timeout, self._queued = work, timeout, QUEUED * jobs
        self._done: SimpleQueue[tuple[int, Future[Result]]] = SimpleQueue()

    def run(
        self, waiting: dict[int, Task], numbered: Iterator[tuple[int, Task]], ahead: int
    ) -> Iterator[tuple[int, Result | BaseException]]:
        """Does what is `waiting`, then the rest; what is begun stands in `waiting` until it is done."""
        for number, task in waiting.items():
            self._begin(number, task)
        last = max(waiting, default=-1)
        while True:
            while len(waiting) < self._queued and last - min(waiting, default=last) < ahead:
                if (following := next(numbered, None)) is None:
                    break
                last, waiting[following[0]] = following[0], following[1]
                self._begin(*following)
            if not waiting:
                return
            number, future = self._next()
            error = future.exception()
            if isinstance(error, BrokenProcessPool):
                raise error
            del waiting[number]
            yield number, future.result() if error is None else self._told(error)

    def _begin(self, number: int, task: Task) -> None:
        try:
            future = self._pool.schedule(self._work, (task,), timeout=self._timeout)
        except RuntimeError as error:  # what pebble says of a pool that is broken
            raise BrokenProcessPool(str(error)) from None
        future.add_done_callback(lambda done: self._done.put((number, done)))

    def _next(self) -> tuple[int, Future[Result]]:
        patience = time.monotonic() + self._timeout + PATIENCE
        while self._pool.active and time.monotonic() < patience:
            try:
                return self._done.get(timeout=1.0)
            except Empty:
                continue
        raise BrokenProcessPool("nothing comes back any more")

    def _told(self, error: BaseException) -> BaseException:
        if isinstance(error, TimeoutError):
            return StoppedError(f"took longer than {self._timeout:g} s")
        if isinstance(error, ProcessExpired):
            return StoppedError("the process that read it died (killed, or out of memory)")
        return error

    def stop(self) -> None:
        """Ends the processes."""
        self._pool.stop()
        self._pool.join()


def _begin() -> None:
    """In a new worker: an end that is asked for comes at once, and what the parent has made is not collected."""
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    gc.freeze()
    gc.enable()


def in_order(results: Iterable[tuple[int, Result | BaseException]], first: int = 0) -> Iterator[Result | BaseException]:
    """The results by their numbers: each is kept until those before it have come."""
    early: dict[int, Result | BaseException] = {}
    for number, result in results:
        early[number] = result
        while first in early:
            yield early.pop(first)
            first += 1
