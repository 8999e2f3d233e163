"""Records and gold from files, and their evaluation as text or as plain mappings."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from visitx.errors import ReadError, RecordError
from visitx.evaluation import SECTIONS, Evaluation, Item, Score, evaluate
from visitx.yamlio import load

_TOLD = (
    *("name", "role", "title", "organization", "value", "max", "of", "unit", "kind", "label"),
    *("number", "by", "to", "text"),
)


def evaluate_files(records: Path, gold: Path) -> tuple[Evaluation, list[str]]:
    """The evaluation of a record against its gold, or of a folder of records against one of gold, and the gold files
    that have no record. Raises ReadError where there is no gold, RecordError where a file is none."""
    golds = sorted(gold.rglob("*.yaml")) if gold.is_dir() else [gold]
    if not golds or not gold.exists():
        raise ReadError(f"{gold}: holds no gold (YAML files like records, as a person would write them)")
    places = {path: records / path.relative_to(gold) if gold.is_dir() else records for path in golds}
    missing = [str(place) for place in places.values() if not place.is_file()]
    return evaluate(_pairs(places)), missing


def _pairs(places: dict[Path, Path]) -> Iterator[tuple[str, Item, Item]]:
    for gold, record in places.items():
        yield gold.stem, _mapping(record) if record.is_file() else {}, _mapping(gold)


def _mapping(path: Path) -> Item:
    data = load(path.read_text("utf-8-sig"), str(path))
    if not isinstance(data, dict):
        raise RecordError(f"{path}: is no record; 'key: value' lines are expected")
    for section in SECTIONS:
        if not isinstance(data.get(section) or [], list):
            raise RecordError(f"{path}: {section} is no list")
    return data


def as_text(evaluation: Evaluation, *, items: bool) -> str:
    """A line for each section; before it, where `items`, each miss (-), each wrong find (+), each wrong detail (~)."""
    lines = [line for section, score in evaluation.items() for line in _items(section, score)] if items else []
    lines.append(f"{'section':<16}{'precision':>10}{'recall':>8}{'F1':>8}   right in what was found")
    for section, score in evaluation.items():
        details = "  ".join(f"{name} {right}/{right + wrong}" for name, (right, wrong) in _details(score).items())
        row = f"{section:<16}{score.precision:>10.3f}{score.recall:>8.3f}{score.f1:>8.3f}   {details}"
        lines.append(row.rstrip())
    return "\n".join(lines) + "\n"


def _items(section: str, score: Score) -> Iterator[str]:
    yield from (f"- {name} {section}: {_brief(item)}" for name, item in score.missed)
    yield from (f"+ {name} {section}: {_brief(item)}" for name, item in score.wrong)
    for name, detail, found, gold in score.slips:
        key = detail if detail in gold or detail in found else "text"
        yield f"~ {name} {section}.{detail}: {found.get(key)!r} for {gold.get(key)!r}"


def _brief(item: Item) -> dict[str, Any]:
    return {key: item[key] for key in _TOLD if item.get(key) is not None}


def _details(score: Score) -> dict[str, tuple[int, int]]:
    names = dict.fromkeys(name for name, _ in score.details)
    return {name: (score.details[name, True], score.details[name, False]) for name in names}


def as_json(evaluation: Evaluation) -> str:
    """The same as JSON."""
    data = {
        section: {
            "precision": round(score.precision, 4),
            "recall": round(score.recall, 4),
            "f1": round(score.f1, 4),
            "details": {name: {"right": right, "wrong": wrong} for name, (right, wrong) in _details(score).items()},
            "missed": [{"file": name, **_brief(item)} for name, item in score.missed],
            "wrong": [{"file": name, **_brief(item)} for name, item in score.wrong],
        }
        for section, score in evaluation.items()
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"
