"""The YAML rules: what they are, and reading one file of them strictly.

A rule file holds `lexicons` (term -> neutral id) and `rules` (patterns with examples). Files of `common/` hold for
every language, those of `<language>/` for one. Whatever is not well formed is a RuleError with file and line.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from visitx.errors import RuleError
from visitx.rules_nodes import Located, load_located

COMMON = "common"
MATCHES = ("folded", "exact", "suffix", "table")
SECTIONS = ("officials", "figures", "dates", "references", "recommendations", "visit", "document", "words")


@dataclass(frozen=True)
class Lexicon:
    """Terms by neutral id. `match`: `folded` (case does not count), `exact` (it does), `suffix` (of a word), or
    `table`: looked up word by word, never searched for."""

    name: str
    match: str
    terms: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Example:
    """A text and the items (partial: only the keys named) that a rule must find in it."""

    text: str
    gives: tuple[Mapping[str, Any], ...]
    line: int


@dataclass(frozen=True)
class Rule:
    """One rule: where to look (`patterns`), what a match means (`gives`), and its examples both ways."""

    id: str
    patterns: tuple[str, ...]
    gives: Mapping[str, Any]
    examples: tuple[Example, ...]
    counterexamples: tuple[tuple[str, int], ...]
    about: str
    file: str
    line: int

    @property
    def section(self) -> str:
        return self.id.partition(".")[0]


@dataclass(frozen=True)
class Rulebook:
    """All rules of one language, `common` included."""

    language: str
    lexicons: Mapping[str, Lexicon] = field(default_factory=dict)
    rules: tuple[Rule, ...] = ()
    digest: str = ""

    def terms(self, lexicon: str) -> Mapping[str, tuple[str, ...]]:
        """Terms by id of a lexicon; empty where the language has no such lexicon."""
        found = self.lexicons.get(lexicon)
        return found.terms if found else {}

    @property
    def phrases(self) -> frozenset[str]:
        """The names that rules give to what they match (`gives: {phrase: name}`), for use as `{name}` in patterns."""
        return frozenset(str(r.gives["phrase"]) for r in self.rules if "phrase" in r.gives)

    def words(self, lexicon: str) -> frozenset[str]:
        """All terms of a lexicon in lower case, whatever their ids."""
        return frozenset(t.lower() for terms in self.terms(lexicon).values() for t in terms)


def read_rule_file(data: bytes, file: str) -> tuple[list[tuple[Lexicon, int]], list[Rule], str]:
    """The lexicons (with their lines) and rules of one file. Raises RuleError at the first fault."""
    top = load_located(data, file)
    if top.value is None:
        return [], [], file
    keys = top.mapping(("lexicons", "rules"))
    lexicons = [
        (_lexicon(name, node), node.line)
        for name, node in (keys["lexicons"].mapping() if "lexicons" in keys else {}).items()
    ]
    rules = [_rule(node) for node in (keys["rules"].sequence() if "rules" in keys else [])]
    seen: dict[str, int] = {}
    for rule in rules:
        if rule.id in seen:
            raise RuleError(f"{file}:{rule.line}: the rule id {rule.id!r} is taken by line {seen[rule.id]}")
        seen[rule.id] = rule.line
    return lexicons, rules, file


def _lexicon(name: str, node: Located) -> Lexicon:
    keys = node.mapping(("about", "match", "terms"), required=("terms",))
    match = keys["match"].choice(MATCHES) if "match" in keys else "folded"
    terms = {i: tuple(t.text() for t in ts.sequence()) for i, ts in keys["terms"].mapping().items()}
    return Lexicon(name, match, terms)


_RULE_KEYS = ("id", "about", "pattern", "patterns", "gives", "examples", "counterexamples")


def _rule(node: Located) -> Rule:
    keys = node.mapping(_RULE_KEYS, required=("id", "examples", "counterexamples"))
    rule_id = keys["id"].text()
    if not re.fullmatch(r"[a-z]+(\.[a-z0-9-]+)+", rule_id) or rule_id.partition(".")[0] not in SECTIONS:
        raise keys["id"].error(
            f"{rule_id!r} is no rule id; write section.name, the section one of {', '.join(SECTIONS)}"
        )
    patterns = [keys["pattern"]] if "pattern" in keys else []
    patterns += keys["patterns"].sequence() if "patterns" in keys else []
    examples = keys["examples"].sequence()
    counter = keys["counterexamples"].sequence()
    for name, found in (("example", examples), ("counterexample", counter)):
        if not found:
            raise keys[name + "s"].error(f"rule {rule_id!r} has no {name}; write at least one")
    return Rule(
        id=rule_id,
        patterns=tuple(p.text() for p in patterns),
        gives={k: v.scalar() for k, v in keys["gives"].mapping().items()} if "gives" in keys else {},
        examples=tuple(_example(e) for e in examples),
        counterexamples=tuple((c.text(), c.line) for c in counter),
        about=keys["about"].text() if "about" in keys else "",
        file=node.file,
        line=node.line,
    )


def _example(node: Located) -> Example:
    keys = node.mapping(("text", "gives"), required=("text", "gives"))
    gives = keys["gives"]
    nodes = gives.sequence() if isinstance(gives.value, list) else [gives]
    return Example(keys["text"].text(), tuple(n.plain_mapping() for n in nodes), node.line)


def nearest(word: str, known: Iterable[str]) -> str:
    """`; did you mean 'x'?` for the most similar known word, or nothing."""
    close = difflib.get_close_matches(word, list(known), n=1, cutoff=0.5)
    return f"; did you mean {close[0]!r}?" if close else ""
