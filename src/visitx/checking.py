"""Do the rules find what their own examples say, and nothing in their counter-examples?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from visitx.errors import VisitxError
from visitx.pipeline import pipeline_for
from visitx.record import SECTIONS, Record
from visitx.rules import Rule, languages, load_rulebook


@dataclass(frozen=True)
class Fault:
    """A rule file that is wrong, or an example that does not hold: `file:line: message`."""

    file: str
    line: int
    rule: str
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.rule}: {self.message}"


def check_rules(folders: tuple[Path, ...] = ()) -> int:
    """Loads and compiles the rules of every language; returns their number. Raises RuleError at the first fault."""
    return sum(len(pipeline_for(language, folders).book.rules) for language in languages(folders))


def run_examples(folders: tuple[Path, ...] = ()) -> Iterator[tuple[Rule, str, list[Fault]]]:
    """Each rule of each language, the language, and what of its examples does not hold (an empty list: all does)."""
    for language in languages(folders):
        for rule in load_rulebook(language, folders).rules:
            yield rule, language, list(_faults(rule, language, folders))


def _faults(rule: Rule, language: str, folders: tuple[Path, ...]) -> Iterator[Fault]:
    for example in rule.examples:
        fired, items = _run(rule, example.text, language, folders)
        if not fired:
            yield Fault(rule.file, example.line, rule.id, f"({language}) does not match its example {example.text!r}")
        for wanted in example.gives:
            if not any(agrees(item, wanted) for item in items):
                yield Fault(
                    rule.file, example.line, rule.id, f"({language}) {dict(wanted)} is not among {_brief(items)}"
                )
        if not example.gives and items:
            yield Fault(rule.file, example.line, rule.id, f"({language}) nothing is expected, found {_brief(items)}")
    for text, line in rule.counterexamples:
        fired, _ = _run(rule, text, language, folders)
        if fired:
            yield Fault(rule.file, line, rule.id, f"({language}) matches its counter-example {text!r}")


def _run(rule: Rule, text: str, language: str, folders: tuple[Path, ...]) -> tuple[bool, list[dict[str, Any]]]:
    """Did the rule fire in this text (an item carries its id, or it sets aside and matched), and the section's items."""
    from visitx.extraction import extract

    record = extract(text, language, rules=folders)
    items = section_items(record, rule.section)
    carried = any(rule.id in (item.get("rule"), *(m["rule"] for m in item.get("mentions", ()))) for item in items)
    if carried or (rule.section in SECTIONS and not rule.gives.get("set-aside")):
        return carried, items
    reading = pipeline_for(language, folders).read(text)
    return any(m.rule.id == rule.id for m in reading.matches(rule.section)), items


def section_items(record: Record, section: str) -> list[dict[str, Any]]:
    """The items of a section as plain mappings; `visit` and `document` are one item each."""
    data = record.to_dict().get(section, [])
    return [data] if isinstance(data, dict) else data


def agrees(item: Mapping[str, Any], wanted: Mapping[str, Any]) -> bool:
    """Does the item have every key that is wanted, with that value? Lists agree item by item."""
    return all(_same(item.get(key), value) for key, value in wanted.items())


def _same(found: Any, wanted: Any) -> bool:
    if isinstance(wanted, Mapping):
        return isinstance(found, Mapping) and agrees(found, wanted)
    if isinstance(wanted, list):
        return isinstance(found, (list, tuple)) and len(found) == len(wanted) and all(map(_same, found, wanted))
    return bool(found == wanted) or (isinstance(found, str) and wanted is not None and found == str(wanted))


def _brief(items: list[dict[str, Any]]) -> list[dict[str, Any]]:
    hidden = {"start", "end", "line", "mentions"}
    return [{k: v for k, v in i.items() if k not in hidden and v is not None} for i in items]


__all__ = ["Fault", "VisitxError", "agrees", "check_rules", "run_examples", "section_items"]
