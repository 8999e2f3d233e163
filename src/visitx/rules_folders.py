"""Where the rules that come with visitx are."""

from __future__ import annotations

from pathlib import Path


def builtin_folder() -> Path:
    """The folder of the built-in rules: inside the installed package, or at the top of the source tree."""
    packaged = Path(__file__).parent / "rules"
    return packaged if packaged.is_dir() else Path(__file__).parents[2] / "rules"
