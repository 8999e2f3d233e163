"""What a run over a folder has to do: which records hold as they are, which articles are to be read."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from visitx.decoding import LIMIT
from visitx.manifest import FAILED, GONE, NAME, Entry, Journal, read_manifest
from visitx.outputs import Files, Lines, output_name
from visitx.selection import Selection, clashes

if TYPE_CHECKING:
    from visitx.batch import Options


@dataclass(frozen=True)
class Plan:
    """`before` is what manifest and journal said (`current`: by the same version, rules and options), `kept` are the
    entries that hold, `refused` those of what cannot be an article."""

    current: bool
    before: dict[str, Entry]
    kept: list[Entry]
    refused: list[Entry]
    to_read: list[str]
    store: Files | Lines


def make_plan(folder: Path, output: Path, options: Options, selection: Selection, journal: Journal) -> Plan:
    """Compares the articles with what earlier runs, whole or killed, have done. Raises VisitxError."""
    before, current = read_manifest(output, options.stamp())
    journaled = {e.input: e for e in journal.entries()}
    known = {} if options.force else {**(before if current else {}), **journaled}
    lines = options.format == "jsonl"
    store = Lines(output) if lines else Files(output)
    name_of = partial(output_name, format=options.format)
    clashing = {} if lines else clashes(selection.articles, name_of, _taken(folder, output, selection, options.format))
    kept: list[Entry] = []
    to_read: list[str] = []
    for article in selection.articles:
        entry = known.get(article)
        if article in clashing:
            continue
        if entry and _holds(entry, folder, store):
            kept.append(entry)
        else:
            to_read.append(article)
    refused = [Entry(path, FAILED, reason=why) for path, why in {**selection.refused, **clashing}.items()]
    return Plan(current, {**before, **journaled}, kept, refused, to_read, store)


def _taken(folder: Path, output: Path, selection: Selection, format: str) -> dict[str, str]:
    """What stands in the output folder and is no record: the manifest, and articles where folders overlap."""
    taken = {NAME: "the manifest"}
    names = [a for a in selection.articles if a.endswith(f".{format}")]  # no others can be in the way
    real, above = output.resolve(), folder.resolve()
    return taken | {os.path.relpath(above / name, real): "an article" for name in names}


def _holds(entry: Entry, folder: Path, store: Files | Lines) -> bool:
    """Would reading the article again give what is there?"""
    if entry.again or entry.state == GONE or entry.sha256 != _hash(os.path.join(folder, entry.input)):
        return False
    return entry.state == FAILED or store.holds(entry)


def _hash(path: str) -> str:
    """The hash of a file's bytes; of none where it cannot be read."""
    try:
        with open(path, "rb", buffering=0) as file:
            return hashlib.sha256(file.read(LIMIT + 1)).hexdigest()
    except OSError:
        return ""
