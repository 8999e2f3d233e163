"""Where the rules that come with visitx are, and which state of the rules that is."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

BUILTIN = "VISITX_BUILTIN"  # a folder in place of the built-in one, as of an earlier version of the rules


def builtin_folder() -> Path:
    """The folder of the built-in rules: inside the installed package, or at the top of the source tree."""
    if named := os.environ.get(BUILTIN):
        return Path(named)
    packaged = Path(__file__).parent / "rules"
    return packaged if packaged.is_dir() else Path(__file__).parents[2] / "rules"


def rules_hash(folders: tuple[Path, ...] = ()) -> str:
    """A hash of the built-in rules and those of `folders`, of every language: the names and bytes of the files."""
    digest = hashlib.sha256()
    for folder in (builtin_folder(), *folders):
        for path in sorted(folder.glob("*/*.yaml")):
            data = path.read_bytes()
            digest.update(f"{path.relative_to(folder).as_posix()} {len(data)}\n".encode("utf-8", "surrogateescape"))
            digest.update(data)
        digest.update(b"\n")
    return digest.hexdigest()
