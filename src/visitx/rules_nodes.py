"""YAML with places: every value knows its file, line and column, so that a fault in a rule can be pointed at."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import yaml

from visitx.errors import Fault, RuleError

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_STRING = "tag:yaml.org,2002:str"
_COLLECTIONS = ("tag:yaml.org,2002:map", "tag:yaml.org,2002:seq")


@dataclass(frozen=True)
class Located:
    """A YAML value at its place: a dict of Located, a list of Located, or a scalar.

    What asks a value for the wrong thing gets something empty of the right kind, and the fault goes to `faults`, one
    list for a file: all that is wrong in it is known at once.
    """

    value: Any
    file: str
    line: int
    column: int = 1
    raw: str = ""
    quoted: bool = False
    faults: list[Fault] = field(default_factory=list, repr=False, compare=False)
    keys: dict[str, Located] = field(default_factory=dict, repr=False, compare=False)  # the places of its keys

    def fault(self, message: str, level: str = "fault") -> None:
        self.faults.append(Fault(self.file, self.line, self.column, message, level))

    def mapping(self, known: tuple[str, ...] = (), required: tuple[str, ...] = ()) -> dict[str, Located]:
        """The value as a mapping, of the keys among `known` (any where that is empty)."""
        if not isinstance(self.value, dict):
            self.fault(f"'key: value' lines are expected here, not {self._kind()}")
            return {}
        meant = ""
        for key in self.value:
            if known and key not in known:
                hint = nearest_of(key, known, "keys")
                self.keys[key].fault(f"unknown key {key!r}{hint}")
                meant += hint if "did you mean" in hint else ""
        for key in required:
            if key not in self.value and repr(key) not in meant:
                self.fault(f"the key {key!r} is missing")
        return {key: node for key, node in self.value.items() if not known or key in known}

    def sequence(self) -> list[Located]:
        if not isinstance(self.value, list):
            self.fault(f"a list is expected here ('- item' lines or [a, b]), not {self._kind()}")
            return []
        return self.value

    def text(self) -> str:
        """The scalar as it is written: `no` and `4.5` are text here, not a truth value and a number."""
        if not self.raw.strip() or self.value is None:
            self.fault(f"a text is expected here, not {self._kind()}")
        return self.raw

    def choice(self, known: tuple[Any, ...]) -> Any:
        if not any(type(self.value) is type(one) and self.value == one for one in known):
            shown = self.raw or self._kind()
            choices = [str(k).lower() if isinstance(k, bool) else str(k) for k in known]
            self.fault(f"{shown!r} is none of {', '.join(choices)}{nearest(shown, choices)}")
        return self.value

    def scalar(self) -> Any:
        if isinstance(self.value, (dict, list)):
            self.fault(f"one word or number is expected here, not {self._kind()}")
            return None
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


def nearest(word: str, known: Iterable[str], cutoff: float = 0.5) -> str:
    """`; did you mean 'x'?` for the most similar known word, or nothing."""
    close = difflib.get_close_matches(word, list(known), n=1, cutoff=cutoff)
    return f"; did you mean {close[0]!r}?" if close else ""


def nearest_of(word: str, known: Iterable[str], what: str) -> str:
    """The same; where no known word is similar, all of them."""
    known = sorted(known)
    return nearest(word, known) or f"; the {what} are {', '.join(known)}"


def load_located(data: bytes, file: str) -> Located:
    """The YAML in `data`; its `faults` name tags that are not read and keys given twice.

    Raises RuleError at the place of what is not YAML at all.
    """
    try:
        loader = _Loader(data.decode("utf-8-sig"))
        node = loader.get_single_node()
        return _Locator(loader, file).locate(node) if node else Located(None, file, 1)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise RuleError.of([Fault(file, line, 0, "not UTF-8; save the file as UTF-8")]) from None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 0)
        message = f"not YAML: {error.problem}; check indentation, quotes and colons"
        raise RuleError.of([Fault(file, line, column, message)]) from None
    except (yaml.YAMLError, RecursionError) as error:
        raise RuleError.of([Fault(file, 1, 0, f"not YAML: {' '.join(str(error).split())}")]) from None


class _Locator:
    """Turns the nodes of one file into Located."""

    def __init__(self, loader: Any, file: str) -> None:
        self.loader, self.file = loader, file
        self.faults: list[Fault] = []
        self.seen: set[int] = set()

    def locate(self, node: Any) -> Located:
        keys: dict[str, Located] = {}
        if id(node) in self.seen:
            self._at(node, None, {}).fault("aliases are not read here; write the value again")
            return self._at(node, None, {})
        self.seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            value: Any = self._pairs(node, keys)
        elif isinstance(node, yaml.SequenceNode):
            value = [self.locate(n) for n in node.value]
        else:
            value = node.value if node.tag == _STRING else self._scalar(node)
        return self._at(node, value, keys)

    def _at(self, node: Any, value: Any, keys: dict[str, Located]) -> Located:
        mark = node.start_mark
        raw = node.value if isinstance(node.value, str) else ""
        quoted = getattr(node, "style", None) in ("'", '"')
        if node.tag not in _COLLECTIONS and not isinstance(node, yaml.ScalarNode):
            self.faults.append(Fault(self.file, mark.line + 1, mark.column + 1, f"the tag {node.tag} is not read here"))
        return Located(value, self.file, mark.line + 1, mark.column + 1, raw, quoted, self.faults, keys)

    def _pairs(self, node: Any, keys: dict[str, Located]) -> dict[str, Located]:
        pairs: dict[str, Located] = {}
        for key_node, value_node in node.value:
            key, place = key_node.value, self._at(key_node, key_node.value, {})
            if not isinstance(key, str):
                place.fault("a key must be one word or text")
            elif key in pairs:
                place.fault(f"the key {key!r} stands twice, first at line {keys[key].line}")
            else:
                keys[key] = place
                pairs[key] = self.locate(value_node)
        return pairs

    def _scalar(self, node: Any) -> Any:
        if node.tag.endswith(":timestamp"):
            return node.value
        try:
            return self.loader.construct_object(node)
        except (yaml.YAMLError, ValueError):
            self._at(node, None, {}).fault(f"{node.tag} is not read here; write plain text")
            return None
