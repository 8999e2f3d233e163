"""YAML in and out, by libyaml where PyYAML has it: dates stay text, aliases and tags are refused."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
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


def dump(data: Any) -> str:
    """The mapping (or list) as block-style YAML, keys in their order, no line folded.

    The events are made here and not by PyYAML's representer, which takes three times as long for the same bytes.
    """
    events = [yaml.StreamStartEvent(), yaml.DocumentStartEvent(explicit=False), *_events(data)]
    events += [yaml.DocumentEndEvent(explicit=False), yaml.StreamEndEvent()]
    text: str = yaml.emit(events, Dumper=RecordDumper, allow_unicode=True, width=2**30)
    return text


_MAPPING = yaml.MappingStartEvent(None, None, True, flow_style=False), yaml.MappingEndEvent()
_SEQUENCE = yaml.SequenceStartEvent(None, None, True, flow_style=False), yaml.SequenceEndEvent()
_EMPTY = yaml.SequenceStartEvent(None, None, True, flow_style=True), yaml.SequenceEndEvent()


def _events(value: Any) -> Iterator[yaml.Event]:
    if isinstance(value, dict):
        yield _MAPPING[0]
        for key, inner in value.items():
            yield _key(key)
            yield from _events(inner)
        yield _MAPPING[1]
    elif isinstance(value, (list, tuple)):
        begin, end = _SEQUENCE if value else _EMPTY
        yield begin
        for inner in value:
            yield from _events(inner)
        yield end
    else:
        yield _scalar(value)


@cache
def _key(name: str) -> yaml.Event:
    return _scalar(name)


def _scalar(value: Any) -> yaml.Event:
    if isinstance(value, str):
        return yaml.ScalarEvent(None, None, (_is_plain(value), True), value)
    shown = "null" if value is None else str(value).lower() if isinstance(value, bool) else repr(value)
    return yaml.ScalarEvent(None, None, (True, False), shown)


def _is_plain(text: str) -> bool:
    """Would a text written without quotes be read as a text, and not as a number, null or a truth value?"""
    resolvers = RecordDumper.yaml_implicit_resolvers
    candidates = (*resolvers.get(text[:1], ()), *resolvers.get(None, ()))
    return not any(pattern.match(text) for _, pattern in candidates)


def load(text: str, name: str) -> Any:
    """The data in a YAML text. Raises RecordError with the line where it is not YAML, or holds an alias or a tag."""
    try:
        if _SUSPECT.search(text):
            _refuse_aliases_and_tags(text, name)
        return yaml.load(text, Loader=RecordLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"{name}:{mark.line + 1}" if mark else name
        raise RecordError(
            f"{where}: not YAML: {getattr(error, 'problem', None) or ' '.join(str(error).split())}"
        ) from None
    except (ValueError, RecursionError) as error:
        raise RecordError(f"{name}: not a record: {error}") from None


# What may be an anchor, an alias or a tag. Few texts hold any of these, and to look at every event doubles the time.
_SUSPECT = re.compile(r"(?:^|[\s\[{,:-])[&*!]\S", re.MULTILINE)


def _refuse_aliases_and_tags(text: str, name: str) -> None:
    for event in yaml.parse(text, Loader=RecordLoader):
        if isinstance(event, yaml.AliasEvent) or getattr(event, "tag", None):
            line = event.start_mark.line + 1 if event.start_mark else 1
            raise RecordError(f"{name}:{line}: aliases and tags are not read; write the value")
