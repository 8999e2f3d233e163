"""What several tests need: where things are, and the cases that stand in YAML."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[1]
TESTS = ROOT / "tests"
SAMPLES = ROOT / "samples"
SHARED = ROOT.parent / "shared"


def load_yaml(path: Path) -> Any:
    """YAML with dates left as text."""
    return yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader)


def cases(section: str) -> list[Any]:
    """The cases of a section, one pytest parameter each; those with `xfail` are strict expected failures."""
    found = []
    for path in sorted((TESTS / "cases").glob(f"{section}.*.yaml")):
        language = path.name.split(".")[1]
        for number, case in enumerate(yaml.safe_load(path.read_text("utf-8")) or [], 1):
            marks = [pytest.mark.xfail(reason=case["xfail"], strict=True)] if "xfail" in case else []
            found.append(pytest.param(language, case, id=f"{section}.{language}.{number}", marks=marks))
    return found


GOOD = """\
rules:
- id: figures.dozen
  pattern: "{number} dozen"
  gives: {kind: count}
  examples:
  - {text: "3 dozen eggs", gives: {value: 3}}
  counterexamples:
  - "a dozen eggs"
"""


def changed(*pairs: str) -> str:
    """The rule file GOOD with the first of each two texts replaced by the second."""
    text = GOOD
    for old, new in zip(pairs[::2], pairs[1::2], strict=True):
        assert old in text
        text = text.replace(old, new)
    return text


needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason="../shared is not here")
