"""Do the rules find what their own examples say, and nothing in their counter-examples?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from visitx.pipeline import pipeline_for
from visitx.record import SECTIONS, Record
from visitx.rules import Rule
from visitx.rules_books import languages, load_rulebook


def run_examples(folders: tuple[Path, ...] = ()) -> tuple[list[str], int]:
    """What the examples of the rules say and the rules do not do (`file:line: id: message`), and the number of rules.

    Raises RuleError where a rule file is not well formed.
    """
    faults: list[str] = []
    count = 0
    for language in languages(folders):
        for rule in load_rulebook(language, folders).rules:
            faults.extend(rule_faults(rule, language, folders))
            count += 1
    return list(dict.fromkeys(faults)), count


def rule_faults(rule: Rule, language: str, folders: tuple[Path, ...] = ()) -> list[str]:
    """What of one rule's examples and counter-examples does not hold in a language."""
    return [
        f"{rule.file}:{line}: {rule.id} ({language}): {message}" for line, message in _faults(rule, language, folders)
    ]


def _faults(rule: Rule, language: str, folders: tuple[Path, ...]) -> Iterator[tuple[int, str]]:
    for example in rule.examples:
        fired, items = _run(rule, example.text, language, folders)
        if not fired:
            yield example.line, f"does not match its example {example.text!r}"
        for wanted in example.gives:
            if not any(agrees(item, wanted) for item in items):
                yield example.line, f"{dict(wanted)} is not among {_brief(items)}"
        if not example.gives and items:
            yield example.line, f"nothing is expected in {example.text!r}, found {_brief(items)}"
    for text, line in rule.counterexamples:
        if _run(rule, text, language, folders)[0]:
            yield line, f"matches its counter-example {text!r}"


def _run(rule: Rule, text: str, language: str, folders: tuple[Path, ...]) -> tuple[bool, list[dict[str, Any]]]:
    """Did the rule fire (an item carries its id, or it sets aside and matched), and the section's items."""
    from visitx.extraction import extract

    record = extract(text, language, rules=folders)
    items = section_items(record, rule.section)
    carried = any(rule.id in (item.get("rule"), *(m["rule"] for m in item.get("mentions", ()))) for item in items)
    if carried or (rule.section in SECTIONS and not {"set-aside", "phrase"} & rule.gives.keys()):
        return carried, items
    reading = pipeline_for(language, folders).read(text)
    if "phrase" in rule.gives:
        return any(hit.id == rule.id for hit in reading.hits(str(rule.gives["phrase"]))), items
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
