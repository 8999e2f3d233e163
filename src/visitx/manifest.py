"""OUT/manifest.yaml: what became of each article of a folder, and by which rules.

It is YAML with one article a line, and each of these lines is JSON as well: 2,000 of them are read in 3 ms, where a
YAML parser takes 200 ms, and a run over a folder in which nothing has changed is to take no longer than it must. While
a run is under way its lines are added to a journal, so that what was done before it was killed is not done again.
"""

from __future__ import annotations

import fcntl
import json
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, BinaryIO

from visitx.errors import ReadError, VisitxError

NAME = "manifest.yaml"
JOURNAL = ".visitx-journal"
WRITTEN, FAILED, GONE = "written", "failed", "gone"
# What JSON leaves as it is, and YAML would refuse or take for a line break.
_ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Entry:
    """One article: its hash, its record (`output`, and the hash of that), the number of items, or why there is none.

    `again`: that it failed may have been chance (a time limit, a file that could not be opened), so it is tried again.
    """

    input: str
    state: str
    sha256: str | None = None
    output: str | None = None
    record: str | None = None
    items: Mapping[str, int] | None = None
    reason: str | None = None
    again: bool | None = None

    def shared(self) -> Entry:
        """The same, with the words that all entries hold kept once: each that comes from a worker brings its own."""
        items = self.items and {sys.intern(name): count for name, count in self.items.items()}
        return replace(self, state=sys.intern(self.state), items=items)

    def to_line(self) -> str:
        """The entry as a line of YAML that is a line of JSON after the dash."""
        given = {name: value for name in self.__slots__ if (value := getattr(self, name)) is not None}
        return "- " + _ESCAPED.sub(_escape, json.dumps(given, ensure_ascii=False)) + "\n"


def _escape(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04x}"


@dataclass(frozen=True)
class Stamp:
    """All but the article that decides a record: the version of visitx, the hash of the rules, the options."""

    version: str
    rules: str
    options: Mapping[str, Any]

    def to_text(self) -> str:
        """The head of the manifest."""
        return f"visitx: {self.version}\nrules: {self.rules}\noptions: {json.dumps(self.options)}\narticles:\n"


def manifest_parts(stamp: Stamp, entries: Iterable[Entry]) -> Iterator[bytes]:
    """The manifest, a part at a time: its head, then the articles."""
    yield stamp.to_text().encode()
    for entry in entries:
        yield entry.to_line().encode()


def read_entries(text: str, stamp: Stamp) -> tuple[dict[str, Entry], bool]:
    """The entries of a manifest by article, and whether they were made by this version, these rules and options.

    Raises ValueError where it is no manifest.
    """
    head, found, lines = text.partition("\narticles:\n")
    if not found:
        raise ValueError("it has no list of articles")
    entries = [Entry(**fields) for fields in _json_lines(lines)]
    return {e.input: e for e in entries}, head + found == stamp.to_text()


def _json_lines(lines: str) -> list[dict[str, Any]]:
    """All lines by one call, which is what makes it fast."""
    data = json.loads("[" + ",".join(line[2:] for line in lines.split("\n") if line) + "]")
    return [fields for fields in data if isinstance(fields, dict)]


class Journal:
    """The lines of the run under way, in a file that only one run at a time can hold; it outlives a run that is killed.

    Raises ReadError where another run has it.
    """

    def __init__(self, output: Path, stamp: Stamp) -> None:
        self._path = output / JOURNAL
        self._file: BinaryIO = self._path.open("a+b")
        try:
            fcntl.lockf(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)  # not inherited by workers, unlike flock
        except OSError:
            self._file.close()
            raise ReadError(f"{output}: another 'visitx batch' is writing to this folder") from None
        self._file.seek(0)
        self._head = stamp.to_text()
        self._before = self._file.read().decode("utf-8", "replace")

    @property
    def was_left(self) -> bool:
        """Has an earlier run been killed?"""
        return bool(self._before)

    def entries(self) -> Iterator[Entry]:
        """What earlier runs that were killed had done by the same version, rules and options."""
        for part in re.split(r"^(?=visitx: )", self._before, flags=re.MULTILINE):
            if part.startswith(self._head):
                for line in part[len(self._head) :].split("\n"):
                    yield from _whole_line(line)

    def begin(self) -> None:
        """Notes that articles are being read."""
        self._write("\n" + self._head)  # a line feed ends the line at which a run was killed

    def add(self, entry: Entry) -> None:
        """Notes an article that is done."""
        self._write(entry.to_line())

    def _write(self, text: str) -> None:
        self._file.write(text.encode())
        self._file.flush()

    def close(self, *, done: bool) -> None:
        """Lets go of the journal; when all is in the manifest it is not needed any more."""
        if done:
            self._path.unlink(missing_ok=True)
        self._file.close()


def _whole_line(line: str) -> Iterator[Entry]:
    """The entry in a line of the journal, unless it was cut off."""
    try:
        yield Entry(**json.loads(line.removeprefix("- ")))
    except (ValueError, TypeError):
        return


def read_manifest(output: Path, stamp: Stamp) -> tuple[dict[str, Entry], bool]:
    """The manifest's entries, and whether they hold; none where there is none yet.

    Raises VisitxError for a file of this name that is none: it is not ours to write over.
    """
    path = output / NAME
    try:
        return read_entries(path.read_bytes().decode(), stamp)
    except (FileNotFoundError, NotADirectoryError):
        return {}, False
    except (ValueError, TypeError, OSError) as error:
        raise VisitxError(f"{path}: is no manifest of visitx ({error}); move it away, or name another folder") from None
