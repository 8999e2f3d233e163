"""Copies of what takes long to read, kept as JSON in the user's cache folder under a name that holds a hash of it.

Where the folder cannot be written, or what is there cannot be read, there are no copies, and nothing else is different.
"""

from __future__ import annotations

import contextlib
import json
import os
from pathlib import Path
from typing import Any

from platformdirs import user_cache_path


def path_of(name: str) -> Path:
    """Where the copy of that name is kept."""
    return user_cache_path("visitx") / f"{name}.json"


def fetch(name: str) -> Any:
    """What was kept under this name, or None."""
    try:
        return json.loads(path_of(name).read_bytes())
    except (OSError, ValueError):
        return None


def keep(name: str, data: Any) -> None:
    """Keeps this for the next start, if that can be done."""
    import tempfile  # only here: its import takes as long as to read three copies

    with contextlib.suppress(OSError, TypeError):
        path = path_of(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, part = tempfile.mkstemp(dir=path.parent, suffix=".part")
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(data, file)
        os.replace(part, path)
