"""The visitx record, format 1: frozen dataclasses, and the YAML they are written as and read from.

The keys and their order are those of record-format.md. Optional keys (`max`, `of` of a figure) are absent when None;
every other unknown value is written as null.
"""

from __future__ import annotations

import dataclasses
import json
from dataclasses import dataclass, field
from functools import cache
from types import UnionType
from typing import Any, ClassVar, Union, get_args, get_origin, get_type_hints

from visitx.errors import RecordError

FORMAT = 1
Number = int | float


@dataclass(frozen=True)
class Document:
    """The article itself. `published` is an ISO 8601 date; `sha256` is of the file's bytes."""

    file: str
    sha256: str
    language: str
    title: str | None = None
    source: str | None = None
    published: str | None = None


@dataclass(frozen=True)
class Visit:
    """Who visited whom, where and when; `dates` are EDTF."""

    delegation: str | None = None
    head: str | None = None
    hosts: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()


@dataclass(frozen=True)
class Mention:
    """`text == article[start:end]`, offsets in code points; `line` is 1-based; `rule` the YAML rule that found it."""

    text: str
    start: int
    end: int
    line: int
    rule: str


@dataclass(frozen=True)
class Position:
    """`title` and `organization` in the words of the article; `role` the same id in every language."""

    title: str
    role: str | None
    organization: str | None


@dataclass(frozen=True)
class Official:
    """A person who is named, however often."""

    name: str
    gender: str | None
    positions: tuple[Position, ...]
    side: str | None
    mentions: tuple[Mention, ...]


@dataclass(frozen=True)
class Figure:
    """A number that counts or measures; `unit` is ISO 4217 for money, the symbol for a measure."""

    optional: ClassVar[tuple[str, ...]] = ("max", "of")

    value: Number
    max: Number | None
    of: Number | None
    kind: str
    unit: str | None
    qualifier: str | None
    label: str | None
    text: str
    start: int
    end: int
    line: int
    rule: str


@dataclass(frozen=True)
class DateItem:
    """One mention of a date; `value` is EDTF (ISO 8601-2 level 1, level 2 for quarters and halves)."""

    value: str
    kind: str
    text: str
    start: int
    end: int
    line: int
    rule: str


@dataclass(frozen=True)
class Reference:
    """A legal or planning document, once however often it is cited."""

    kind: str
    number: str | None
    title: str | None
    date: str | None
    issuer: str | None
    text: str
    start: int
    end: int
    line: int
    rule: str


@dataclass(frozen=True)
class Recommendation:
    """What `by` asks `to` to do; `text` is the item itself."""

    by: str | None
    to: str | None
    text: str
    start: int
    end: int
    line: int
    rule: str


@dataclass(frozen=True)
class Record:
    """What one article states. Lists are in the order of the article."""

    document: Document
    visit: Visit = field(default_factory=Visit)
    officials: tuple[Official, ...] = ()
    figures: tuple[Figure, ...] = ()
    dates: tuple[DateItem, ...] = ()
    references: tuple[Reference, ...] = ()
    recommendations: tuple[Recommendation, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """The record as plain mappings and lists, keys in the order of the format."""
        return {"visitx": FORMAT, **_plain(self)}

    def to_yaml(self) -> str:
        """The record as YAML: block style, UTF-8, one byte-identical text for equal records."""
        from visitx.yamlio import dump

        return dump(self.to_dict())

    def to_json(self) -> str:
        """The same mapping as JSON, indented by two."""
        return json.dumps(self.to_dict(), ensure_ascii=False, indent=2) + "\n"

    @classmethod
    def from_dict(cls, data: object, name: str = "record") -> Record:
        """The record in a plain mapping. Raises RecordError that names the key which is wrong."""
        if not isinstance(data, dict) or "visitx" not in data:
            raise RecordError(f"{name}: not a visitx record; it has no key 'visitx'")
        if data["visitx"] != FORMAT:
            raise RecordError(f"{name}: record of format {data['visitx']!r}; this version reads format {FORMAT}")
        built = _build(cls, {k: v for k, v in data.items() if k != "visitx"}, name)
        assert isinstance(built, cls)
        return built

    @classmethod
    def from_yaml(cls, text: str, name: str = "record") -> Record:
        """The record in a YAML (or JSON) text. Raises RecordError where it is none."""
        from visitx.yamlio import load

        return cls.from_dict(load(text, name), name)


SECTIONS = ("officials", "figures", "dates", "references", "recommendations")


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, (str, int, float)):
        return value
    if isinstance(value, tuple):
        return [_plain(v) for v in value]
    optional = getattr(value, "optional", ())
    return {name: _plain(v) for name, v in vars(value).items() if not (v is None and name in optional)}


@cache
def _names(cls: Any) -> tuple[str, ...]:
    return tuple(f.name for f in dataclasses.fields(cls))


@cache
def _fields(cls: Any) -> dict[str, tuple[Any, bool]]:
    """The annotation of each field of a dataclass, and may the key be absent?"""
    optional = getattr(cls, "optional", ())
    hints = get_type_hints(cls)
    return {name: (_shape(hints[name]), name in optional) for name in _names(cls)}


@cache
def _shape(hint: Any) -> tuple[str, Any]:
    """What an annotation asks for: a list of a shape, a mapping for a class, or a scalar of one of some types."""
    if get_origin(hint) is tuple:
        return "list", _shape(get_args(hint)[0])
    if dataclasses.is_dataclass(hint):
        return "mapping", hint
    return "scalar", get_args(hint) if get_origin(hint) in (Union, UnionType) else (hint,)


Where = str | tuple[Any, str | int]  # the name of the record, or a path and a key or index below it


def _build(cls: Any, data: object, path: Where) -> Any:
    """An instance of the dataclass `cls` from a mapping, each value checked against its annotation."""
    if not isinstance(data, dict):
        raise RecordError(f"{_shown(path)}: a mapping is expected, not {type(data).__name__}")
    fields = _fields(cls)
    if unknown := [key for key in data if key not in fields]:
        raise RecordError(f"{_shown(path)}: unknown key {unknown[0]!r}; the keys are {', '.join(fields)}")
    values = {}
    for name, (shape, optional) in fields.items():
        if not optional and name not in data:
            raise RecordError(f"{_shown(path)}: the key {name!r} is missing")
        values[name] = _value(shape, data.get(name), (path, name))
    return cls(**values)


def _value(shape: tuple[str, Any], value: object, path: Where) -> Any:
    kind, inner = shape
    if kind == "scalar":
        if type(value) not in inner:
            names = " or ".join("null" if a is type(None) else a.__name__ for a in inner)
            raise RecordError(f"{_shown(path)}: {names} is expected, not {value!r}")
        return value
    if kind == "mapping":
        return _build(inner, value, path)
    if not isinstance(value, list):
        raise RecordError(f"{_shown(path)}: a list is expected, not {type(value).__name__}")
    return tuple([_value(inner, v, (path, n)) for n, v in enumerate(value)])


def _shown(path: Where) -> str:
    """`a.yaml: officials[2]: name`"""
    if isinstance(path, str):
        return path
    above, last = path
    return f"{_shown(above)}[{last}]" if isinstance(last, int) else f"{_shown(above)}: {last}"
