"""The records of a folder of articles: a file for each, or the lines of one file; whole or not there, never half."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from itertools import count
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from visitx.manifest import NAME as MANIFEST
from visitx.manifest import Entry

if TYPE_CHECKING:
    from visitx.record import Record

FORMATS = ("yaml", "json", "jsonl")
LINES = "records.jsonl"
_PART = ".visitx-part-"
_number = count()


def output_name(article: str, format: str) -> str:
    """Where the record of an article goes, below OUT."""
    return LINES if format == "jsonl" else f"{os.path.splitext(article)[0]}.{format}"


def render(record: Record, format: str) -> bytes:
    """The record as the bytes that are written."""
    if format == "jsonl":
        text = json.dumps(record.to_dict(), ensure_ascii=False) + "\n"
    else:
        text = record.to_json() if format == "json" else record.to_yaml()
    return text.encode("utf-8", "replace")


def digest(data: bytes) -> str:
    """The hash by which a record is known again."""
    return hashlib.sha256(data).hexdigest()


def write_whole(path: Path, parts: Iterable[bytes]) -> None:
    """Writes a file whole or not at all: beside its place first, then moved there."""
    part = path.parent / f"{_PART}{os.getpid()}-{next(_number)}"
    try:
        handle = _create(part)
    except FileNotFoundError:
        part.parent.mkdir(parents=True, exist_ok=True)
        handle = _create(part)
    try:
        with os.fdopen(handle, "wb") as file:
            file.writelines(parts)
        os.replace(part, path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def _create(path: Path) -> int:
    return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o666)


def sweep(output: Path) -> None:
    """Removes what processes that were killed had begun to write."""
    for at, _, names in os.walk(output):
        for name in names:
            if name.startswith(_PART):
                with contextlib.suppress(OSError):
                    os.unlink(os.path.join(at, name))


def remove(output: Path, name: str, format: str) -> None:
    """Removes a record, and the folders it leaves empty. A line of the file of all is left out by `Lines.finish`."""
    path = PurePosixPath(name)
    if (name == LINES and format == "jsonl") or path.is_absolute() or ".." in path.parts or name == MANIFEST:
        return
    with contextlib.suppress(OSError):
        os.unlink(output / path)
        os.removedirs((output / path).parent)  # stops at OUT, which holds the manifest


class Files:
    """A record file for each article, below OUT as the article is below DIR."""

    def __init__(self, output: Path) -> None:
        self._output = os.fspath(output)

    def holds(self, entry: Entry) -> bool:
        """Is the record still what was written?"""
        try:
            with open(os.path.join(self._output, entry.output or ""), "rb", buffering=0) as file:
                return digest(file.read()) == entry.record
        except OSError:
            return False

    def put(self, line: bytes) -> None:
        """Nothing: the workers write the files."""

    def finish(self, entries: Iterable[Entry]) -> None:
        """Nothing is left to do: each record is in its place."""


class Lines:
    """All records in OUT/records.jsonl, a line each, in the order of the articles.

    While a run is under way they are added to a second file, which an earlier run that was killed may have left.
    """

    def __init__(self, output: Path) -> None:
        self._whole, self._growing = output / LINES, output / f"{_PART}{LINES}"
        self._places: dict[str, tuple[Path, int, int]] = {}
        end = 0
        for path in (self._whole, self._growing):
            end = 0
            for start, line in _lines(path):
                end = start + len(line)
                self._places[digest(line)] = path, start, len(line)
        with contextlib.suppress(FileNotFoundError):
            os.truncate(self._growing, end)  # the line at which a run was killed

    def holds(self, entry: Entry) -> bool:
        """Is the line still there?"""
        return entry.record in self._places

    def put(self, line: bytes) -> None:
        """Adds a record."""
        with self._growing.open("ab") as file:
            start = file.tell()
            file.write(line)
        self._places[digest(line)] = self._growing, start, len(line)

    def finish(self, entries: Iterable[Entry]) -> None:
        """Puts the lines in their order into one file."""
        write_whole(self._whole, self._in_order(entries))
        self._growing.unlink(missing_ok=True)

    def _in_order(self, entries: Iterable[Entry]) -> Iterator[bytes]:
        with contextlib.ExitStack() as stack:
            files = {p: stack.enter_context(p.open("rb")) for p in (self._whole, self._growing) if p.is_file()}
            for entry in entries:
                if entry.output == LINES and entry.record in self._places:
                    path, start, size = self._places[entry.record]
                    files[path].seek(start)
                    yield files[path].read(size)


def _lines(path: Path) -> Iterator[tuple[int, bytes]]:
    """The whole lines of a file, each with its place."""
    with contextlib.suppress(FileNotFoundError), path.open("rb") as file:
        start = 0
        for line in file:
            if line.endswith(b"\n"):
                yield start, line
            start += len(line)
