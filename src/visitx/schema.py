"""JSON Schema of what visitx reads and writes, made from what the loaders themselves go by: the dataclasses of a record
and a finding, and the table of what a rule may give.

Draft 7, which editors know. What takes a look at more than one place (an id given twice, a lexicon that nobody has) a
schema cannot say: `visitx rules check` does.
"""

from __future__ import annotations

import dataclasses
import json
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from visitx.compare_findings import Finding
from visitx.record import FORMAT, Record
from visitx.rules import LEXICON_KEYS, MATCHES, RULE_KEYS, SECTIONS, TOP_KEYS
from visitx.rules_gives import GIVES, NEEDED, NUMBER, SLOTS, TEXT, WORDS

Schema = dict[str, Any]
DRAFT = "http://json-schema.org/draft-07/schema#"
_TYPES = {str: "string", int: "integer", float: "number", type(None): "null"}
_SOME_TEXT = {"type": ["string", "number", "boolean"], "pattern": r"\S"}
_ABOUT = {
    "lexicons": "lists of terms, each list under a name",
    "rules": "what to look for and what it means, with examples",
    "without": "what is switched off: a rule's id, lexicon:id, or lexicon:id:term",
    "differs": "what this language has or lacks and others do not, each with its reason",
    "about": "what it is for, in a line",
    "match": "folded: capitals do not count; exact: they do; suffix: the end of a word; table: only looked up",
    "terms": "neutral id, the same in every language: its terms",
    "id": "section.name; the same id in another language is the same rule",
    "pattern": "what to look for: words, a|b, {lexicon}, {number}, [may be missing], <phrase>, ~",
    "patterns": "several patterns of the same meaning",
    "gives": "what a match means",
    "examples": "texts with what they must give",
    "counterexamples": "texts that the rule must leave alone",
}


def record_schema() -> Schema:
    """A record as `visitx extract` writes it."""
    schema = _of(Record, {})
    schema["properties"] = {"visitx": {"const": FORMAT}, **schema["properties"]}
    schema["required"] = ["visitx", *schema["required"]]
    return {"$schema": DRAFT, "title": "visitx record", **schema}


def findings_schema() -> Schema:
    """What `visitx diff --format yaml` or `json` writes: of a pair, or a list of these of a folder."""
    pair: Schema = {
        "type": "object",
        "properties": {
            "left": {"type": "string"},
            "right": {"type": "string"},
            "findings": {
                "type": "array",
                "items": _of(Finding, {"kind": ["changed", "missing-left", "missing-right"]}),
            },
        },
        "required": ["left", "right", "findings"],
        "additionalProperties": False,
    }
    return {"$schema": DRAFT, "title": "visitx findings", "anyOf": [pair, {"type": "array", "items": pair}]}


def _of(kind: Any, choices: dict[str, list[str]]) -> Schema:
    """The schema of a dataclass, as its loader reads it: every key, and no other."""
    hints = get_type_hints(kind)
    names = [field.name for field in dataclasses.fields(kind)]
    optional = getattr(kind, "optional", ())
    return {
        "type": "object",
        "description": (kind.__doc__ or "").strip(),
        "properties": {name: {"enum": choices[name]} if name in choices else _value(hints[name]) for name in names},
        "required": [name for name in names if name not in optional],
        "additionalProperties": False,
    }


def _value(hint: Any) -> Schema:
    if get_origin(hint) is tuple:
        return {"type": "array", "items": _value(get_args(hint)[0])}
    if dataclasses.is_dataclass(hint):
        return _of(hint, {})
    allowed = get_args(hint) if get_origin(hint) in (Union, UnionType) else (hint,)
    types = [_TYPES[one] for one in allowed]
    return {"type": types[0] if len(types) == 1 else types}


def rules_schema() -> Schema:
    """A file of rules."""
    return {
        "$schema": DRAFT,
        "title": "visitx rules",
        "type": ["object", "null"],
        "properties": {
            "lexicons": {**_about("lexicons"), "type": "object", "additionalProperties": _lexicon()},
            "rules": {**_about("rules"), "type": "array", "items": _rule()},
            "without": {**_about("without"), "type": "array", "items": _SOME_TEXT},
            "differs": {**_about("differs"), "type": "object", "additionalProperties": _SOME_TEXT},
        },
        "propertyNames": {"enum": list(TOP_KEYS)},
    }


def _about(key: str) -> Schema:
    return {"description": _ABOUT[key]}


def _lexicon() -> Schema:
    terms = {"type": "array", "items": _SOME_TEXT}
    return {
        "type": "object",
        "properties": {
            "about": _about("about"),
            "match": {**_about("match"), "enum": list(MATCHES)},
            "terms": {**_about("terms"), "type": "object", "additionalProperties": terms},
        },
        "required": ["terms"],
        "propertyNames": {"enum": list(LEXICON_KEYS)},
    }


def _rule() -> Schema:
    gives: Schema = {"type": "object"}
    example = {
        "type": "object",
        "properties": {"text": _SOME_TEXT, "gives": {"anyOf": [gives, {"type": "array", "items": gives}]}},
        "required": ["text", "gives"],
        "additionalProperties": False,
    }
    return {
        "type": "object",
        "properties": {
            "id": {**_about("id"), "type": "string", "pattern": rf"^({'|'.join(SECTIONS)})(\.[a-z0-9-]+)+$"},
            "about": {**_about("about"), **_SOME_TEXT},
            "pattern": {**_about("pattern"), **_SOME_TEXT},
            "patterns": {**_about("patterns"), "type": "array", "items": _SOME_TEXT},
            "gives": {**_about("gives"), "type": "object"},
            "examples": {**_about("examples"), "type": "array", "minItems": 1, "items": example},
            "counterexamples": {
                **_about("counterexamples"), "type": "array", "minItems": 1, "items": _SOME_TEXT
            },
        },
        "required": ["id", "examples", "counterexamples"],
        "propertyNames": {"enum": list(RULE_KEYS)},
        "allOf": [_of_section(section) for section in GIVES],
    }  # fmt: skip


def _of_section(section: str) -> Schema:
    """What a rule whose id begins with a section may give, and what its patterns need for it."""
    known = {key: _given(allowed) for key, allowed in GIVES[section].items()}
    then: Schema = {"properties": {"gives": {"properties": known, "additionalProperties": False}}}
    needs: list[Schema] = []
    if section in NEEDED:
        gives = {
            "required": ["gives"],
            "properties": {"gives": {"anyOf": [{"required": [k]} for k in NEEDED[section]]}},
        }
        filled = {"required": ["patterns"], "properties": {"patterns": {"minItems": 1}}}
        needs.append({"if": {"anyOf": [{"required": ["pattern"]}, filled]}, "then": gives})
    for key, by_value in SLOTS.get(section, {}).items():
        needs += [_slots(key, value, slots) for value, slots in by_value.items()]
    if needs:
        then["allOf"] = needs
    return {"if": {"required": ["id"], "properties": {"id": {"pattern": rf"^{section}\."}}}, "then": then}


def _slots(key: str, value: str, slots: tuple[str, ...]) -> Schema:
    """Where a rule gives a value, its patterns have the slots that are read for it."""
    given = {"required": ["gives"], "properties": {"gives": {"required": [key], "properties": {key: {"const": value}}}}}
    texts = {"type": "string", "allOf": [{"pattern": rf"[{{<]{slot}[=}}>:]"} for slot in slots]}
    return {"if": given, "then": {"properties": {"pattern": texts, "patterns": {"items": texts}}}}


def _given(allowed: Any) -> Schema:
    if allowed == TEXT:
        return dict(_SOME_TEXT)
    if allowed == NUMBER:
        return {"type": "number"}
    if allowed[0] == WORDS:
        word = f"({'|'.join(allowed[1:])})"
        return {"type": "string", "pattern": rf"^\s*{word}(\s+{word})*\s*$"}
    return {"enum": list(allowed)}


SCHEMAS = {"rules": rules_schema, "record": record_schema, "findings": findings_schema}
LANGUAGE_SERVER = "# yaml-language-server: $schema="


def schema_text(what: str) -> str:
    """The schema of `rules`, `record` or `findings` as JSON."""
    return json.dumps(SCHEMAS[what](), ensure_ascii=False, indent=2) + "\n"
