"""YAML in and out, by libyaml where PyYAML has it: dates stay text, aliases and tags are refused."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import yaml

from visitx.errors import RecordError

_Dumper: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_TIMESTAMP = "tag:yaml.org,2002:timestamp"


def _without_timestamps(resolvers: dict[Any, list[Any]]) -> dict[Any, list[Any]]:
    """EDTF and ISO dates are text to us: they are read as such and written without quotes."""
    return {first: [r for r in rs if r[0] != _TIMESTAMP] for first, rs in resolvers.items()}


class RecordDumper(_Dumper):  # type: ignore[misc]
    """Writes plain mappings, lists and scalars, dates as text."""

    yaml_implicit_resolvers = _without_timestamps(_Dumper.yaml_implicit_resolvers)


class RecordLoader(_Loader):  # type: ignore[misc]
    """Reads plain YAML 1.1 with dates as text."""

    yaml_implicit_resolvers = _without_timestamps(_Loader.yaml_implicit_resolvers)


def dump(data: dict[str, Any]) -> str:
    """The mapping as block-style YAML, keys in their order, no line folded: what PyYAML writes, byte for byte.

    Most values are short plain texts and numbers; their lines are written here, in a fifth of the time of PyYAML's
    events. Every other value is written by PyYAML, and where one takes several lines the whole mapping is.
    """
    try:
        return "".join(_lines(data, "", ""))
    except _SeveralLinesError:
        text: str = yaml.dump(data, Dumper=RecordDumper, **_STYLE)
        return text


_STYLE: Any = {"sort_keys": False, "allow_unicode": True, "width": 2**30, "default_flow_style": False}
# Needs no quotes wherever it stands: it begins with a letter and holds nothing that YAML reads as a sign of its own.
# So does an ISO date: the loader above takes it for a text.
_PLAIN = re.compile(
    r"\d{4}-\d\d-\d\d|[A-Za-zÀ-ÖØ-öø-ɏḀ-ỿ][0-9A-Za-z_À-ÖØ-öø-ɏḀ-ỿ .,;()/%&'’“”«»–—°²³€$+-]*(?<! )"
).fullmatch
_WORD_LENGTH = 5  # at most, of a word that YAML 1.1 reads as a truth value or null


class _SeveralLinesError(Exception):
    """A value that does not stand on one line."""


def _lines(mapping: dict[str, Any], lead: str, indent: str) -> Iterator[str]:
    """The lines of a mapping; `lead` stands before the first, `indent` before the others."""
    for key, value in mapping.items():
        if isinstance(value, dict):
            yield f"{lead}{key}:\n"
            yield from _lines(value, indent + "  ", indent + "  ")
        elif isinstance(value, (list, tuple)) and value:
            yield f"{lead}{key}:\n"
            for item in value:
                if isinstance(item, dict):
                    yield from _lines(item, indent + "- ", indent + "  ")
                else:
                    yield f"{indent}- {_scalar(item)}\n"
        else:
            yield f"{lead}{key}: {_scalar(value)}\n"
        lead = indent


def _scalar(value: Any) -> str:
    """A scalar or an empty list, as it stands after its key."""
    if value is None:
        return "null"
    if type(value) is int:
        return str(value)
    if isinstance(value, (list, tuple)):
        return "[]"
    if type(value) is str and len(value) > _WORD_LENGTH and _PLAIN(value):
        return value
    return _by_pyyaml(value)


@lru_cache(maxsize=1000, typed=True)
def _by_pyyaml(value: Any) -> str:
    text: str = yaml.dump([value], Dumper=RecordDumper, **_STYLE)
    line = text.removeprefix("- ").removesuffix("\n")
    if "\n" in line:
        raise _SeveralLinesError
    return line


def load(text: str, name: str) -> Any:
    """The data in a YAML text. Raises RecordError with the line where it is not YAML, or holds an alias or a tag."""
    try:
        return _built(RecordLoader(text), name)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"{name}:{mark.line + 1}" if mark else name
        raise RecordError(
            f"{where}: not YAML: {getattr(error, 'problem', None) or ' '.join(str(error).split())}"
        ) from None
    except ValueError as error:
        raise RecordError(f"{name}: not a record: {error}") from None


class _Open:
    """A mapping or a list whose end has not come yet, and the key that waits for its value."""

    def __init__(self, data: dict[Any, Any] | list[Any]) -> None:
        self.data = data
        self.key: Any = _NO_KEY

    def add(self, value: Any) -> bool:
        """Adds a value; False for a key that is no scalar."""
        if isinstance(self.data, list):
            self.data.append(value)
        elif self.key is not _NO_KEY:
            self.data[self.key], self.key = value, _NO_KEY
        elif isinstance(value, (dict, list)):
            return False
        else:
            self.key = value
        return True


_NO_KEY = object()


def _built(parser: Any, name: str) -> Any:
    """The data that the events of PyYAML's parser describe: in half the time of its constructor, which makes a node of
    each value first. All values are looked at here, so that what may not be there is seen as well."""
    inside = [_Open([])]
    documents = 0
    while (kind := type(event := parser.get_event())) is not yaml.StreamEndEvent:
        documents += kind is yaml.DocumentStartEvent
        if kind is yaml.AliasEvent or getattr(event, "tag", None) or documents > 1:
            raise RecordError(f"{name}:{event.start_mark.line + 1}: {_REFUSED}")
        if kind is yaml.ScalarEvent:
            added = inside[-1].add(_value(event.value) if event.implicit[0] else event.value)
        elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
            inside.append(_Open({} if kind is yaml.MappingStartEvent else []))
            continue
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            done = inside.pop()
            added = inside[-1].add(done.data)
        else:
            continue
        if not added:
            raise RecordError(f"{name}:{event.start_mark.line + 1}: a key is a word or a number, and nothing else")
    return next(iter(inside[0].data), None)


_REFUSED = "aliases and tags are not read, nor a second document; write the value"


@lru_cache(maxsize=4096)
def _value(plain: str) -> Any:
    """What a scalar without quotes is read as: a number, a truth value, null or a text."""
    if plain.isdecimal() and plain.isascii() and plain[0] != "0":
        return int(plain)
    resolvers = RecordLoader.yaml_implicit_resolvers
    if not any(pattern.match(plain) for _, pattern in (*resolvers.get(plain[:1], ()), *resolvers.get(None, ()))):
        return plain
    return yaml.load(plain, Loader=RecordLoader)
