"""Which files of a folder are two language versions of one article."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from visitx.errors import ReadError
from visitx.rules_books import languages

SUFFIXES = (".txt", ".md", ".yaml", ".yml", ".json")
TELLING = 8  # a part of an address that is so long, or has a digit, names an article and no site
_ADDRESS = re.compile(r"https?://[^\s<>\"'()\[\]]+")
_PARTS = re.compile(r"[._\- ]+")
Key = Callable[[Path], Hashable | None]


@dataclass(frozen=True)
class Pairing:
    """Pairs of files, the language that comes first in the alphabet on the left, and the files without a partner."""

    pairs: tuple[tuple[Path, Path], ...]
    unpaired: tuple[Path, ...]


def pair_folder(folder: Path) -> Pairing:
    """The pairs among the articles and records below a folder. Raises ReadError where there are none."""
    if not folder.is_dir():
        raise ReadError(f"{folder}: is no folder; name two files, or a folder that holds pairs of them")
    pairing = pair_files(sorted(p for p in folder.rglob("*") if p.suffix.lower() in SUFFIXES and p.is_file()))
    if not pairing.pairs:
        raise ReadError(f"{folder}: holds no two versions of one article; name them like x.en.txt and x.fr.txt")
    return pairing


def pair_files(paths: Sequence[Path]) -> Pairing:
    """Pairs by their source address, the rest by name and suffix, the rest by name alone."""
    known = frozenset(languages())
    pairs: list[tuple[Path, Path]] = []
    rest = list(paths)
    keys: tuple[Key, ...] = (_address, lambda p: _name(p, known), lambda p: _name(p.with_suffix(""), known))
    for key in keys:
        found = _pairs(rest, key, known)
        pairs.extend(found)
        paired = {path for pair in found for path in pair}
        rest = [path for path in rest if path not in paired]
    return Pairing(tuple(sorted(pairs)), tuple(rest))


def _pairs(paths: Iterable[Path], key: Key, known: frozenset[str]) -> list[tuple[Path, Path]]:
    """Files that share a key with exactly one other, and are not by their names of one language."""
    groups: dict[Hashable, list[Path]] = {}
    for path in paths:
        if (shared := key(path)) is not None:
            groups.setdefault(shared, []).append(path)
    pairs = []
    for group in groups.values():
        marks = [_language(path, known) for path in group]
        if len(group) == 2 and (marks[0] != marks[1] or marks[0] is None):
            left, right = sorted(group, key=lambda p: (_language(p, known) or "", p))
            pairs.append((left, right))
    return pairs


def _language(path: Path, known: frozenset[str]) -> str | None:
    """The language that a file's name, else its folder's, says it is in."""
    parts = [*reversed(_PARTS.split(path.name)), *reversed(path.parent.parts)]
    return next((part.lower() for part in parts if part.lower() in known), None)


def _name(path: Path, known: frozenset[str]) -> Hashable | None:
    """The path without its language: the same for `x.en.txt` and `x.fr.txt`, for `en/x.txt` and `fr/x.txt`."""
    if _language(path, known) is None:
        return None
    folders = tuple(part for part in path.parent.parts if part.lower() not in known)
    return folders, tuple(part for part in _PARTS.split(path.name) if part.lower() not in known)


def _address(path: Path) -> Hashable | None:
    """The article's address, the last in the file, without what names a language; None where it names but a site."""
    try:
        addresses = _ADDRESS.findall(path.read_text("utf-8", errors="ignore"))
    except OSError:
        return None
    if not addresses:
        return None
    site, *parts = addresses[-1].rstrip(".,;:").partition("//")[2].split("?")[0].split("/")
    parts = [part for part in parts if len(part) > 2]
    telling = any(len(part) >= TELLING or any(c.isdigit() for c in part) for part in parts)
    return (site.removeprefix("www."), tuple(parts)) if telling else None
