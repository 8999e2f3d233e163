"""Do the rules find what their own examples say, and nothing in their counter-examples?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from visitx.errors import RuleError
from visitx.pipeline import pipeline_for
from visitx.record import SECTIONS, Record
from visitx.rules import Rule
from visitx.rules_books import languages, load_rulebook
from visitx.rules_nodes import nearest

_HIDDEN = {"start", "end", "line", "mentions"}


@dataclass(frozen=True)
class Failure:
    """An example that does not hold: where, of which rule, in which language, and how (with a diff, in lines)."""

    file: str
    line: int
    rule: str
    language: str
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.rule} ({self.language}): {self.message}"


def run_examples(folders: tuple[Path, ...] = (), ids: Sequence[str] = ()) -> tuple[list[Failure], int]:
    """The examples that do not hold of the rules whose ids fit one of `ids` (`figures.*`; none: all), and the number of
    rules tried. Raises RuleError where a file is not well formed, or no id fits."""
    books = {language: load_rulebook(language, folders) for language in languages(folders)}
    chosen = {language: [r for r in book.rules if _fits(r.id, ids)] for language, book in books.items()}
    if ids and not any(chosen.values()):
        known = {rule.id for book in books.values() for rule in book.rules}
        raise RuleError(f"no rule is called {', '.join(map(repr, ids))}{nearest(ids[0], known)}")
    failures = [f for language, rules in chosen.items() for r in rules for f in rule_failures(r, language, folders)]
    return list(dict.fromkeys(failures)), sum(map(len, chosen.values()))


def _fits(rule_id: str, ids: Sequence[str]) -> bool:
    return not ids or any(fnmatchcase(rule_id, glob) for glob in ids)


def rule_failures(rule: Rule, language: str, folders: tuple[Path, ...] = ()) -> list[Failure]:
    """What of one rule's examples and counter-examples does not hold in a language."""
    found = _failures(rule, language, folders)
    return [Failure(rule.file, line, rule.id, language, message) for line, message in found]


def _failures(rule: Rule, language: str, folders: tuple[Path, ...]) -> Iterator[tuple[int, str]]:
    for example in rule.examples:
        fired, items = _run(rule, example.text, language, folders)
        if not fired:
            yield example.line, f"does not match its example {example.text!r}"
        for wanted in example.gives:
            if not any(agrees(item, wanted) for item in items):
                yield example.line, f"in {example.text!r}\n{_difference(wanted, items)}"
        if not example.gives and items:
            shown = "\n".join(f"  + {_brief(item)}" for item in items)
            yield example.line, f"nothing is expected in {example.text!r}\n{shown}"
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


def _difference(wanted: Mapping[str, Any], items: Sequence[Mapping[str, Any]]) -> str:
    """What is wanted (-) against the item that comes nearest to it (+), key by key."""
    if not items:
        return f"  - {dict(wanted)}\n  + nothing is found"
    near = max(items, key=lambda item: sum(_same(item.get(key), value) for key, value in wanted.items()))
    lines = []
    for key, value in wanted.items():
        if _same(near.get(key), value):
            lines.append(f"    {key}: {value}")
        else:
            lines += [f"  - {key}: {value}", f"  + {key}: {near.get(key)}"]
    found_by = near.get("rule") or ", ".join(dict.fromkeys(m["rule"] for m in near.get("mentions", ())))
    return "\n".join([*lines, *([f"    found by {found_by}"] if found_by else [])])


def _brief(item: Mapping[str, Any]) -> dict[str, Any]:
    return {k: v for k, v in item.items() if k not in _HIDDEN and v is not None}
