"""YAML with places: every value knows its file and line, so that a fault in a rule can be pointed at."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import Any

import yaml

from visitx.errors import RuleError

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_STRING = "tag:yaml.org,2002:str"


@dataclass(frozen=True)
class Located:
    """A YAML value at `file:line`: a dict of Located, a list of Located, or a scalar."""

    value: Any
    file: str
    line: int
    raw: str = ""

    def error(self, message: str) -> RuleError:
        return RuleError(f"{self.file}:{self.line}: {message}")

    def mapping(self, known: tuple[str, ...] = (), required: tuple[str, ...] = ()) -> dict[str, Located]:
        """The value as a mapping whose keys are among `known` (any where that is empty)."""
        if not isinstance(self.value, dict):
            raise self.error(f"'key: value' lines are expected here, not {self._kind()}")
        for key, (line, _) in self.value.items():
            if known and key not in known:
                close = difflib.get_close_matches(key, known, n=1, cutoff=0.4)
                hint = f"; did you mean {close[0]!r}?" if close else f"; the keys are {', '.join(known)}"
                raise RuleError(f"{self.file}:{line}: unknown key {key!r}{hint}")
        for key in required:
            if key not in self.value:
                raise self.error(f"the key {key!r} is missing")
        return {key: node for key, (_, node) in self.value.items()}

    def sequence(self) -> list[Located]:
        if not isinstance(self.value, list):
            raise self.error(f"a list is expected here ('- item' lines or [a, b]), not {self._kind()}")
        return self.value

    def text(self) -> str:
        """The scalar as it is written: `no` and `4.5` are text here, not a truth value and a number."""
        if not self.raw.strip():
            raise self.error(f"a text is expected here, not {self._kind()}")
        return self.raw

    def choice(self, known: tuple[str, ...]) -> str:
        if self.value not in known:
            raise self.error(f"{self.value!r} is none of {', '.join(known)}")
        return str(self.value)

    def scalar(self) -> Any:
        if isinstance(self.value, (dict, list)):
            raise self.error(f"one word or number is expected here, not {self._kind()}")
        return self.value

    def plain_mapping(self) -> dict[str, Any]:
        """A mapping of scalars (or lists of scalars), without its places."""
        return {k: v.plain() for k, v in self.mapping().items()}

    def plain(self) -> Any:
        if isinstance(self.value, list):
            return [v.plain() for v in self.value]
        return self.plain_mapping() if isinstance(self.value, dict) else self.value

    def _kind(self) -> str:
        names = {dict: "a mapping", list: "a list", type(None): "nothing"}
        return names.get(type(self.value), repr(self.value))


def load_located(data: bytes, file: str) -> Located:
    """The YAML in `data`. Raises RuleError at the line of a syntax error, an alias, or a key given twice."""
    loader = None
    try:
        loader = _Loader(data.decode("utf-8-sig"))
        node = loader.get_single_node()
        return _locate(loader, node, file) if node else Located(None, file, 1)
    except UnicodeDecodeError:
        raise RuleError(f"{file}:1: not UTF-8; save the file as UTF-8") from None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        raise RuleError(f"{file}:{line}: not YAML: {error.problem}; check indentation, quotes and colons") from None
    except yaml.YAMLError as error:
        raise RuleError(f"{file}:1: not YAML: {error}") from None


def _locate(loader: Any, node: Any, file: str) -> Located:
    line = node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        return Located(_pairs(loader, node, file), file, line)
    if isinstance(node, yaml.SequenceNode):
        return Located([_locate(loader, n, file) for n in node.value], file, line)
    value = node.value if node.tag == _STRING else _scalar(loader, node, file)
    return Located(value, file, line, node.value)


def _pairs(loader: Any, node: Any, file: str) -> dict[str, tuple[int, Located]]:
    pairs: dict[str, tuple[int, Located]] = {}
    for key_node, value_node in node.value:
        key, line = key_node.value, key_node.start_mark.line + 1
        if not isinstance(key, str):
            raise RuleError(f"{file}:{line}: a key must be one word or text")
        if key in pairs:
            raise RuleError(f"{file}:{line}: the key {key!r} stands twice, first at line {pairs[key][0]}")
        pairs[key] = (line, _locate(loader, value_node, file))
    return pairs


def _scalar(loader: Any, node: Any, file: str) -> Any:
    if node.tag.endswith(":timestamp"):
        return node.value
    try:
        return loader.construct_object(node)
    except yaml.YAMLError:
        raise RuleError(f"{file}:{node.start_mark.line + 1}: {node.tag} is not read here; write plain text") from None
