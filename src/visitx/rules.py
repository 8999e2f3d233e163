"""The YAML rules: loaded strictly, merged over folders, handed on as plain values.

A rule file holds `lexicons` (term -> neutral id) and `rules` (patterns with examples). Files of `common/` hold for
every language, those of `<language>/` for one. Whatever is not well formed is a RuleError with file and line.
"""

from __future__ import annotations

import difflib
import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from visitx.errors import LanguageError, RuleError
from visitx.yamlnodes import Located, load_located

COMMON = "common"
MATCHES = ("folded", "exact", "suffix")
SECTIONS = ("officials", "figures", "dates", "references", "recommendations", "visit", "document", "words")


@dataclass(frozen=True)
class Lexicon:
    """Terms by neutral id. `match`: `folded` (case does not count), `exact` (it does) or `suffix` (of a word)."""

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


def builtin_folder() -> Path:
    """The rules that come with visitx: inside the installed package, or at the top of the source tree."""
    packaged = Path(__file__).parent / "rules"
    return packaged if packaged.is_dir() else Path(__file__).parents[2] / "rules"


def rule_folders(paths: Iterable[Path]) -> tuple[Path, ...]:
    """Folders of rules that a user names, checked: each has a folder `common` or one named after a language."""
    return tuple(_checked(path) for path in paths)


def _checked(path: Path) -> Path:
    if not path.is_dir():
        raise RuleError(f"{path}: is no folder of rules; name a folder that holds common/ or a language such as en/")
    if not any((path / name).is_dir() for name in (COMMON, *languages([path]))):
        raise RuleError(f"{path}: holds no rules; put the files into common/, or into a language's folder such as en/")
    return path.resolve()


def rule_files(language: str, folder: Path) -> Iterator[tuple[Path, str]]:
    """The rule files of a folder that hold for a language, in order, each with the name it is shown by."""
    for part in (COMMON, language):
        for path in sorted((folder / part).glob("*.yaml")):
            yield path, str(Path(folder.name) / path.relative_to(folder))


def languages(folders: Iterable[Path] = ()) -> tuple[str, ...]:
    """The languages that have rules, in alphabetical order."""
    found = {d.name for f in (builtin_folder(), *folders) for d in f.iterdir() if d.is_dir() and d.name != COMMON}
    return tuple(sorted(n for n in found if re.fullmatch(r"[a-z]{2,3}", n)))


@lru_cache(maxsize=16)
def load_rulebook(language: str, folders: tuple[Path, ...] = ()) -> Rulebook:
    """The rules of `language`: built-in ones, then those of each folder, where later ones win.

    Raises LanguageError where no folder has that language, RuleError where a file is not well formed.
    """
    known = languages(folders)
    if language not in known:
        raise LanguageError(f"there are no rules for language {language!r}; there are for {', '.join(known)}")
    book = Rulebook(language)
    digest = hashlib.sha256()
    for folder in (builtin_folder(), *folders):
        layer = Rulebook(language)
        for path, shown in rule_files(language, folder):
            data = path.read_bytes()
            digest.update(data)
            layer = _merge_file(layer, read_rule_file(data, shown))
        book = _override(book, layer)
    return replace(book, digest=digest.hexdigest())


def _merge_file(book: Rulebook, part: tuple[list[tuple[Lexicon, int]], list[Rule], str]) -> Rulebook:
    """Within one folder: lexicons of one name are joined, ids of rules must be new."""
    lexicons, rules, file = part
    merged = dict(book.lexicons)
    for lexicon, line in lexicons:
        merged[lexicon.name] = _join(merged.get(lexicon.name), lexicon, f"{file}:{line}")
    places = {r.id: f"{r.file}:{r.line}" for r in book.rules}
    for rule in rules:
        if rule.id in places:
            raise RuleError(f"{rule.file}:{rule.line}: the rule id {rule.id!r} is taken by {places[rule.id]}")
    return replace(book, lexicons=merged, rules=(*book.rules, *rules))


def _override(book: Rulebook, layer: Rulebook) -> Rulebook:
    """A later folder: its terms are added to the lexicons, its rules replace those of the same id."""
    lexicons = dict(book.lexicons)
    for name, lexicon in layer.lexicons.items():
        lexicons[name] = _join(lexicons.get(name), lexicon, name)
    mine = {r.id: r for r in layer.rules}
    kept = tuple(mine.pop(r.id, r) for r in book.rules)
    return replace(book, lexicons=lexicons, rules=(*kept, *mine.values()))


def _join(old: Lexicon | None, new: Lexicon, where: str) -> Lexicon:
    if old is None:
        return new
    if old.match != new.match:
        raise RuleError(f"{where}: lexicon {new.name!r} is matched {old.match!r} elsewhere; write 'match: {old.match}'")
    ids = dict.fromkeys([*old.terms, *new.terms])
    terms = {i: tuple(dict.fromkeys((*old.terms.get(i, ()), *new.terms.get(i, ())))) for i in ids}
    return replace(old, terms=terms)


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
