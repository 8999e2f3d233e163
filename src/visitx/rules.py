"""The YAML rules: what they are, and reading one file of them strictly.

A rule file holds `lexicons` (term -> neutral id) and `rules` (patterns with examples). Files of `common/` hold for
every language, those of `<language>/` for one. Whatever is not well formed is a RuleError that names each fault.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from visitx.errors import Fault, RuleError
from visitx.rules_gives import pattern_faults, read_gives
from visitx.rules_nodes import Located, load_located

COMMON = "common"
MATCHES = ("folded", "exact", "suffix", "table", "made")
SECTIONS = ("officials", "figures", "dates", "references", "recommendations", "visit", "document", "words")


@dataclass(frozen=True)
class Lexicon:
    """Terms by neutral id. `match`: `folded` (case does not count), `exact` (it does), `suffix` (of a word), or
    `table`: looked up word by word, never searched for; `made`: without terms, what the program finds."""

    name: str
    match: str
    terms: Mapping[str, tuple[str, ...]]
    line: int = 0
    column: int = 0
    says_match: bool = True  # else it is matched as the lexicon of that name is elsewhere


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
    places: tuple[tuple[int, int], ...] = ()  # line and column of each pattern

    @property
    def section(self) -> str:
        return self.id.partition(".")[0]

    def fault(self, message: str, pattern: str = "", offset: int = 0) -> Fault:
        """What is wrong with the rule, or at an offset of one of its patterns."""
        if pattern not in self.patterns or not self.places:
            return Fault(self.file, self.line, 0, message)
        line, column = self.places[self.patterns.index(pattern)]
        return Fault(self.file, line, column + offset, message)


@dataclass(frozen=True)
class Switch:
    """What is switched off: a rule, all terms of `lexicon:id`, or the one term of `lexicon:id:term`."""

    what: str
    file: str
    line: int
    column: int
    lexicon: str = ""
    term_id: str = ""
    term: str = ""

    def fault(self, message: str) -> Fault:
        return Fault(self.file, self.line, self.column, message)


@dataclass(frozen=True)
class Rulebook:
    """All rules of one language, `common` included."""

    language: str
    lexicons: Mapping[str, Lexicon] = field(default_factory=dict)
    rules: tuple[Rule, ...] = ()
    digest: str = ""
    kept: bool = False  # taken from the cache, where only what was found well formed is kept

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


@dataclass(frozen=True)
class RuleFile:
    """What one file holds: its lexicons, its rules, what it switches off (`without`), and what the language has or
    lacks and others do not, with the reason (`differs`)."""

    file: str
    lexicons: tuple[Lexicon, ...] = ()
    rules: tuple[Rule, ...] = ()
    off: tuple[Switch, ...] = ()
    differs: Mapping[str, str] = field(default_factory=dict)


_ID = re.compile(r"[a-z]+(\.[a-z0-9-]+)+")
TOP_KEYS = ("lexicons", "rules", "without", "differs")
LEXICON_KEYS = ("about", "match", "terms")
RULE_KEYS = ("id", "about", "pattern", "patterns", "gives", "examples", "counterexamples")


def read_rule_file(data: bytes, file: str) -> RuleFile:
    """One file of rules. Raises a RuleError that names all its faults."""
    top = load_located(data, file)
    read = read_located(top)
    if top.faults:
        raise RuleError.of(sorted(top.faults, key=lambda f: (f.line, f.column)))
    return read


def read_located(top: Located) -> RuleFile:
    """The same of YAML with its places; what is wrong is added to `top.faults`."""
    if top.value is None:
        return RuleFile(top.file)
    keys = top.mapping(TOP_KEYS)
    named = keys["lexicons"].mapping() if "lexicons" in keys else {}
    lexicons = tuple(_lexicon(name, node, keys["lexicons"].keys[name]) for name, node in named.items())
    nodes = keys["rules"].sequence() if "rules" in keys else []
    rules = [_rule(node) for node in nodes]
    off = tuple(_switch(node) for node in (keys["without"].sequence() if "without" in keys else []))
    differs = {key: node.text() for key, node in keys["differs"].mapping().items()} if "differs" in keys else {}
    seen: dict[str, int] = {}
    for rule, node in zip(rules, nodes, strict=True):
        if rule.id in seen:
            node.value["id"].fault(f"the rule id {rule.id!r} is taken by line {seen[rule.id]}")
        elif rule.id:
            seen[rule.id] = rule.line
    return RuleFile(top.file, lexicons, tuple(r for r in rules if r.id), off, differs)


def _lexicon(name: str, node: Located, place: Located) -> Lexicon:
    keys = node.mapping(LEXICON_KEYS, required=("terms",))
    match = keys["match"].choice(MATCHES) if "match" in keys else "folded"
    named = keys["terms"].mapping() if "terms" in keys else {}
    terms = {i: tuple(t.text() for t in ts.sequence()) for i, ts in named.items()}
    return Lexicon(name, match, terms, place.line, place.column, "match" in keys)


def _switch(node: Located) -> Switch:
    what = node.text()
    lexicon, _, rest = what.partition(":")
    term_id, _, term = rest.partition(":")
    return Switch(what, node.file, node.line, node.column, lexicon if rest else "", term_id, term)


def _rule(node: Located) -> Rule:
    keys = node.mapping(RULE_KEYS, required=("id", "examples", "counterexamples"))
    rule_id = keys["id"].text() if "id" in keys else ""
    if rule_id and (not _ID.fullmatch(rule_id) or rule_id.partition(".")[0] not in SECTIONS):
        keys["id"].fault(f"{rule_id!r} is no rule id; write section.name, the section one of {', '.join(SECTIONS)}")
    patterns = [keys["pattern"]] if "pattern" in keys else []
    patterns += keys["patterns"].sequence() if "patterns" in keys else []
    section = rule_id.partition(".")[0]
    known = len(node.faults)
    gives = read_gives(keys["gives"], section) if "gives" in keys else {}
    for pattern in patterns if len(node.faults) == known else ():
        pattern_faults(pattern, gives, section)
    return Rule(
        id=rule_id,
        patterns=tuple(text for p in patterns if (text := p.text())),
        gives=gives,
        examples=tuple(_example(e) for e in _some(keys, "examples", rule_id)),
        counterexamples=tuple((c.text(), c.line) for c in _some(keys, "counterexamples", rule_id)),
        about=keys["about"].text() if "about" in keys else "",
        file=node.file,
        line=node.line,
        places=tuple((p.line, p.column + p.quoted) for p in patterns),
    )


def _some(keys: Mapping[str, Located], name: str, rule_id: str) -> list[Located]:
    """The examples or counter-examples of a rule; to have none is a fault."""
    found = keys[name].sequence() if name in keys else []
    if name in keys and keys[name].value == []:
        keys[name].fault(f"rule {rule_id!r} has no {name.removesuffix('s')}; write at least one")
    return found


def _example(node: Located) -> Example:
    keys = node.mapping(("text", "gives"), required=("text", "gives"))
    gives = keys.get("gives")
    nodes = gives.value if gives and isinstance(gives.value, list) else [gives] if gives else []
    text = keys["text"].text() if "text" in keys else ""
    return Example(text, tuple(n.plain_mapping() for n in nodes), node.line)
