"""What changed rules gain and lose over a corpus, against those of a git revision or of another folder."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from visitx.errors import RuleError
from visitx.record import SECTIONS
from visitx.rules_folders import BUILTIN, builtin_folder
from visitx.yamlio import load

_UNTOLD = ("start", "end", "line", "rule", "mentions")


@dataclass(frozen=True)
class Change:
    """An item of one article that one of the two sets of rules finds and the other does not."""

    sign: str  # + gained, - lost
    article: str
    section: str
    line: int
    rule: str
    item: dict[str, Any]


def compare_rules(against: str, corpus: Path, folders: Sequence[Path] = ()) -> list[Change]:
    """The items that the present rules find in a corpus and those of `against` do not, and the other way round.

    `against` is a folder in place of the present one, or a git revision of it: of the user's own folders where these
    are named, else of the built-in rules. Raises RuleError where it is neither.
    """
    with tempfile.TemporaryDirectory(prefix="visitx-") as name:
        scratch = Path(name)
        before = _before(against, tuple(folders), scratch)
        now = _records(corpus, scratch / "now", None, folders)
        base, own = (before[0], ()) if not folders else (None, before)
        then = _records(corpus, scratch / "then", base, own)
        return [c for path in sorted({*now, *then}) for c in _changes(path, then.get(path, {}), now.get(path, {}))]


def _before(against: str, folders: tuple[Path, ...], scratch: Path) -> tuple[Path, ...]:
    if Path(against).is_dir():
        return (Path(against).resolve(),)
    chosen = folders or (builtin_folder(),)
    return tuple(_at_revision(folder, against, scratch / f"rules{n}") for n, folder in enumerate(chosen))


def _at_revision(folder: Path, revision: str, target: Path) -> Path:
    """The folder as it was at a git revision, written below `target`."""
    top, prefix = (_git(folder, "rev-parse", f"--show-{what}").strip().decode() for what in ("toplevel", "prefix"))
    data = _git(Path(top or folder), "archive", "--format=tar", f"{revision}:{prefix.rstrip('/')}")
    if not data:
        raise RuleError(f"--against {revision}: is no folder, and git has no such revision of {folder}")
    with tarfile.open(fileobj=io.BytesIO(data)) as archive:
        archive.extractall(target, filter="data")
    return target


def _git(folder: Path, *args: str) -> bytes:
    """What git prints; nothing where it fails, or is not there."""
    try:
        done = subprocess.run(["git", "-C", str(folder), *args], capture_output=True, check=False)
    except OSError:
        return b""
    return b"" if done.returncode else done.stdout


def _records(corpus: Path, output: Path, base: Path | None, folders: Sequence[Path]) -> dict[str, dict[str, Any]]:
    """The records of a corpus by their relative paths, read in a process of its own with these rules."""
    options = [part for folder in folders for part in ("--rules", str(folder))]
    command = [sys.executable, "-m", "visitx", "batch", str(corpus), "-o", str(output), *options]
    environment = {key: value for key, value in os.environ.items() if key != "VISITX_RULES"}
    if base is not None:
        environment[BUILTIN] = str(base)
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    paths = sorted(output.rglob("*.yaml"))
    if not paths:
        raise RuleError(done.stderr.strip().removeprefix("visitx: ") or f"{corpus}: nothing could be read")
    return {p.relative_to(output).as_posix(): load(p.read_text("utf-8"), p.name) for p in paths}


def _changes(path: str, then: dict[str, Any], now: dict[str, Any]) -> Iterator[Change]:
    for section in SECTIONS:
        old, new = ({_key(item): item for item in record.get(section, ())} for record in (then, now))
        signed = [("-", item) for key, item in old.items() if key not in new]
        signed += [("+", item) for key, item in new.items() if key not in old]
        for sign, item in sorted(signed, key=lambda pair: (_place(pair[1])["line"], pair[0])):
            place = _place(item)
            told = {key: value for key, value in item.items() if key not in _UNTOLD and value is not None}
            yield Change(sign, path.removesuffix(".yaml"), section, place["line"], place["rule"], told)


def _place(item: dict[str, Any]) -> dict[str, Any]:
    place: dict[str, Any] = item["mentions"][0] if "mentions" in item else item
    return place


def _key(item: dict[str, Any]) -> str:
    """What makes an item the same: what it says and where, not which rule found it."""
    return repr((_place(item)["start"], {k: v for k, v in item.items() if k not in ("rule", "line", "mentions")}))


def report(changes: Sequence[Change]) -> str:
    """The changes, and how many items each section gained and lost."""
    lines = [f"{c.sign} {c.article}:{c.line} {c.section} ({c.rule}): {c.item}" for c in changes]
    for section in SECTIONS:
        gained, lost = (sum(c.section == section and c.sign == sign for c in changes) for sign in "+-")
        lines.append(f"{section}: {gained} gained, {lost} lost")
    return "\n".join(lines) + "\n"
