"""Which files of a folder are articles, and which of them cannot be: each of these is named, none is passed over."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from visitx.decoding import shown_name
from visitx.errors import ReadError

ARTICLES = ".txt"
IGNORE = ".visitxignore"
Choice = Callable[[str], bool]  # of a relative path, that of a folder with a slash at its end


@dataclass(frozen=True)
class Selection:
    """Articles by their paths below the folder, in order, and why others are none."""

    articles: tuple[str, ...]
    refused: dict[str, str]


def select(folder: Path, output: Path, include: tuple[str, ...] = (), exclude: tuple[str, ...] = ()) -> Selection:
    """The articles below a folder: *.txt, or what `include` names, but for what `exclude` or .visitxignore name.

    Raises ReadError where the folder is none.
    """
    if not folder.is_dir():
        raise ReadError(f"{folder}: is no folder; read one article with 'visitx extract'")
    if fault := _unwritable(str(folder)):
        raise ReadError(f"{shown_name(str(folder))}: {fault}")
    wanted = _choice(include) if include else lambda path: path.lower().endswith(ARTICLES)
    unwanted = _choice((*exclude, *_ignored(folder)))
    articles: list[str] = []
    refused: dict[str, str] = {}
    for path, fault in _walk(folder, output.resolve(), wanted, unwanted):
        if fault or (fault := _unwritable(path)):
            refused[shown_name(path)] = fault
        else:
            articles.append(path)
    return Selection(tuple(sorted(articles)), refused)


def _choice(patterns: tuple[str, ...]) -> Choice:
    """Patterns as in .gitignore."""
    if not patterns:
        return lambda path: False
    from pathspec import GitIgnoreSpec

    try:
        return GitIgnoreSpec.from_lines(patterns).match_file
    except ValueError as error:
        raise ReadError(f"{', '.join(patterns)}: no pattern of file names ({error})") from None


def _ignored(folder: Path) -> tuple[str, ...]:
    try:
        return tuple((folder / IGNORE).read_text("utf-8-sig").splitlines())
    except FileNotFoundError:
        return ()
    except (OSError, ValueError) as error:
        raise ReadError(f"{folder / IGNORE}: could not be read: {error}") from None


def _walk(folder: Path, output: Path, wanted: Choice, unwanted: Choice) -> Iterator[tuple[str, str]]:
    """Each path below the folder that is wanted, with what is wrong with it, if anything is."""
    own = output != folder.resolve()
    pending = [""]
    while pending:
        at = pending.pop()
        try:
            entries = list(os.scandir(os.path.join(folder, at)))
        except OSError as error:
            yield at.rstrip("/") or ".", f"may not be listed: {error.strerror}"
            continue
        for entry in entries:
            path = f"{at}{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                if not unwanted(f"{path}/") and not (own and entry.name == output.name and _same(entry, output)):
                    pending.append(f"{path}/")
            elif fault := _link_fault(entry, unwanted(f"{path}/")):
                yield path, fault
            elif wanted(path) and not unwanted(path):
                yield path, _kind_fault(entry)


def _same(entry: os.DirEntry[str], output: Path) -> bool:
    return Path(entry.path).resolve() == output


def _link_fault(entry: os.DirEntry[str], unwanted: bool) -> str:
    """Links to folders are not followed, for they may lead in a circle; articles behind them are not lost silently."""
    if not entry.is_symlink() or unwanted or not os.path.isdir(entry.path):
        return ""
    return f"is a link to a folder, which is not followed; read that folder by itself, or name the link in {IGNORE}"


def _kind_fault(entry: os.DirEntry[str]) -> str:
    try:
        if entry.is_file():
            return ""
    except OSError as error:
        return f"could not be read: {error.strerror}"
    return "is a link that leads nowhere" if entry.is_symlink() else "is no file (a pipe, a socket or a device)"


def _unwritable(path: str) -> str:
    """Why the path cannot stand in a record, if it cannot."""
    try:
        path.encode()
    except UnicodeEncodeError:
        return "has a name that is not UTF-8; rename it"
    return ""


def _folders(names: Iterable[str]) -> set[str]:
    """All folders above the names."""
    folders: set[str] = set()
    for name in names:
        above = os.path.dirname(name)
        while above and above not in folders:
            folders.add(above)
            above = os.path.dirname(above)
    return folders


def clashes(articles: tuple[str, ...], name_of: Callable[[str], str], taken: Mapping[str, str]) -> dict[str, str]:
    """The articles whose records could not all be written, each with the reason.

    `name_of` gives a record's path below OUT; `taken` are the paths there that are something else, and what they are.
    """
    names = {article: name_of(article) for article in articles}
    counts = Counter(names.values())
    folders = _folders(counts)
    found: dict[str, str] = {}
    for article, name in names.items():
        if counts[name] > 1:
            others = ", ".join(a for a, n in names.items() if n == name and a != article)
            found[article] = f"would give the same record, {name}, as {others}; rename one"
        elif name in taken:
            found[article] = f"would give a record, {name}, where {taken[name]} is; rename it"
        elif name in folders:
            found[article] = f"would give a record, {name}, where a folder of records has to be; rename it"
    return found
