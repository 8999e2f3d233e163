"""A folder of articles in, a folder of records out: nothing is done twice, what fails is named and stops nothing."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from visitx import __version__
from visitx.batch_plan import Plan, make_plan
from visitx.errors import ReadError, VisitxError
from visitx.manifest import FAILED, GONE, NAME, WRITTEN, Entry, Journal, Stamp, manifest_parts
from visitx.outputs import LINES, remove, sweep, write_whole
from visitx.rules_folders import rules_hash
from visitx.selection import Selection, select

Advance = Callable[[int, int, str], None]  # done, of, the article's relative path


@dataclass(frozen=True)
class Options:
    """What decides the records (`language`, `format`, `rules`, `model`), which files are articles, and the rest."""

    language: str | None = None
    format: str = "yaml"
    rules: tuple[Path, ...] = ()
    model: str | None = None
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    jobs: int | None = None
    timeout: float = 60.0
    force: bool = False
    prune: bool = False

    def stamp(self) -> Stamp:
        """That by which it is told, beside the article, whether a record still holds."""
        decisive = {"lang": self.language, "format": self.format, "model": self.model}
        return Stamp(__version__, rules_hash(self.rules), decisive)


@dataclass(frozen=True)
class Failure:
    """An article without a record, and why."""

    path: str
    reason: str


@dataclass(frozen=True)
class Summary:
    """What a batch did. `items` counts those of all records by section; `gone` says which records belong to no article
    any more, and what became of them."""

    read: int
    written: int
    unchanged: int
    output: Path
    seconds: float
    items: Mapping[str, int] = field(default_factory=dict)
    failed: tuple[Failure, ...] = ()
    gone: tuple[str, ...] = ()

    def to_text(self) -> str:
        """Three lines for a person."""
        unchanged = f", {self.unchanged} unchanged" if self.unchanged else ""
        failed = f", {len(self.failed)} failed" if self.failed else ""
        done = f"{self.read} articles read, {self.written} records written to {self.output}{unchanged}{failed}"
        counts = ", ".join(f"{n} {section}" for section, n in self.items.items()) or "no items"
        return f"{done}\n{counts}\n{self.read / max(self.seconds, 0.001):.1f} articles a second\n"


def run_batch(folder: Path, output: Path, options: Options | None = None, advance: Advance | None = None) -> Summary:
    """Writes a record for every article below `folder` that has none yet, and OUT/manifest.yaml.

    Raises VisitxError where `folder` is none or holds no article, where `output` cannot be made, is no folder of
    records or is being written to, and for options that are wrong.
    """
    begun = time.monotonic()
    options = options or Options()
    selection = select(folder, output, options.include, options.exclude)
    if not selection.articles and not selection.refused and not (output / NAME).exists():
        raise ReadError(f"{folder}: holds no article (a file whose name ends in .txt, or what --include names)")
    _make_folder(output)
    try:
        return _run(folder, output, options, selection, begun, advance)
    except OSError as error:
        raise VisitxError(f"{output}: could not be written to: {error.strerror or error}") from None


def _run(
    folder: Path, output: Path, options: Options, selection: Selection, begun: float, advance: Advance | None
) -> Summary:
    journal = Journal(output, options.stamp())
    finished = False
    try:
        plan = make_plan(folder, output, options, selection, journal)
        entries = {e.input: e for e in (*plan.refused, *plan.kept)}
        if plan.to_read:
            journal.begin()
        for done, entry in enumerate(_results(plan, folder, output, options), len(plan.kept) + 1):
            entries[entry.input] = entry
            journal.add(entry)
            if advance:
                advance(done, len(plan.kept) + len(plan.to_read), entry.input)
        gone = _settle(plan, entries, output, options, journal)
        finished = True
    finally:
        journal.close(done=finished)
    return _summary(plan, entries, gone, folder, output, time.monotonic() - begun)


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ReadError(f"{folder}: cannot be made a folder: {error.strerror}") from None


def _results(plan: Plan, folder: Path, output: Path, options: Options) -> Iterator[Entry]:
    """What becomes of each article that is to be read, as it gets done."""
    if not plan.to_read:
        return
    from visitx.many import Extraction
    from visitx.recording import Recording
    from visitx.workers import processors, run_tasks

    extraction = Extraction(options.language, options.rules, options.model)
    extraction.prepare()
    recording = Recording(extraction, folder, output, options.format)
    jobs = min(options.jobs or processors(), len(plan.to_read))
    for number, result in run_tasks(recording.make, plan.to_read, jobs=jobs, timeout=options.timeout):
        if isinstance(result, BaseException):
            yield Entry(plan.to_read[number], FAILED, reason=str(result) or repr(result), again=True)
        else:
            entry, line = result
            if line:
                plan.store.put(line)
            yield replace(entry.shared(), input=plan.to_read[number])


def _settle(plan: Plan, entries: dict[str, Entry], output: Path, options: Options, journal: Journal) -> list[Entry]:
    """Writes the manifest, and removes what is to be removed; gives the entries of articles that have gone."""
    written = {_place(e) for e in entries.values() if e.state == WRITTEN}
    left = [e for e in plan.before.values() if e.output and _place(e) not in written]
    gone = [e for e in left if e.input not in entries]
    for entry in left:
        if told := _of_left(entry, entries.get(entry.input), stays=not options.prune):
            entries[entry.input] = told
    if plan.to_read or journal.was_left or not plan.current or entries != plan.before:
        ordered = sorted(entries.values(), key=lambda e: e.input)
        plan.store.finish(ordered)
        write_whole(output / NAME, manifest_parts(options.stamp(), ordered))
    for entry in left if options.prune else ():
        remove(output, str(entry.output), options.format)
    if journal.was_left or any(e.again for e in entries.values()):
        sweep(output)
    return gone


def _place(entry: Entry) -> tuple[str | None, str]:
    """Where a record is; in a file of many the article tells."""
    return entry.output, entry.input if entry.output == LINES else ""


def _of_left(before: Entry, now: Entry | None, *, stays: bool) -> Entry | None:
    """What the manifest says of a record that no article gives any more: where it stays, it is not forgotten."""
    output, record = (before.output, before.record) if stays else (None, None)
    if now is None:
        return Entry(before.input, GONE, output=output, record=record) if stays else None
    if now.state == FAILED:
        return replace(now, output=output, record=record)
    return now  # in another format; the record of before stands beside it


def _summary(
    plan: Plan, entries: dict[str, Entry], gone: list[Entry], folder: Path, output: Path, seconds: float
) -> Summary:
    here = sorted((e for e in entries.values() if e.state != GONE), key=lambda e: e.input)
    items: Counter[str] = Counter()
    for entry in here:
        items.update(entry.items or {})
    failed = tuple(Failure(e.input, f"{folder / e.input}: {e.reason}") for e in here if e.state == FAILED)
    unchanged = sum(e.state == WRITTEN for e in plan.kept)
    written = sum(e.state == WRITTEN for e in here) - unchanged
    said = tuple(
        f"{folder / e.input}: is not among the articles any more; its record, {output / str(e.output)}, "
        + ("stays (--prune removes it)" if e.input in entries else "was removed")
        for e in gone
    )
    return Summary(len(here), written, unchanged, output, seconds, items, failed, said)
