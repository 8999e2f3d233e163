"""YAML in and out, by libyaml where PyYAML has it: dates stay text, aliases and tags are refused."""

from __future__ import annotations

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
    """Writes plain mappings, lists and scalars; never an alias."""

    yaml_implicit_resolvers = _without_timestamps(_Dumper.yaml_implicit_resolvers)

    def ignore_aliases(self, data: Any) -> bool:
        return True


class RecordLoader(_Loader):  # type: ignore[misc]
    """Reads plain YAML 1.1 with dates as text."""

    yaml_implicit_resolvers = _without_timestamps(_Loader.yaml_implicit_resolvers)


def dump(data: dict[str, Any]) -> str:
    """The mapping as block-style YAML, keys in their order, no line folded."""
    text: str = yaml.dump(
        data, Dumper=RecordDumper, sort_keys=False, allow_unicode=True, default_flow_style=False, width=2**30
    )
    return text


def load(text: str, name: str) -> Any:
    """The data in a YAML text. Raises RecordError with the line where it is not YAML, or holds an alias or a tag."""
    try:
        for event in yaml.parse(text, Loader=RecordLoader):
            if isinstance(event, yaml.AliasEvent) or getattr(event, "tag", None):
                line = event.start_mark.line + 1 if event.start_mark else 1
                raise RecordError(f"{name}:{line}: aliases and tags are not read; write the value")
        return yaml.load(text, Loader=RecordLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"{name}:{mark.line + 1}" if mark else name
        raise RecordError(f"{where}: not YAML: {getattr(error, 'problem', None) or ' '.join(str(error).split())}") from None
    except (ValueError, RecursionError) as error:
        raise RecordError(f"{name}: not a record: {error}") from None
