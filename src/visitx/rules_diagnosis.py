"""All that is wrong with the rules, at once: faults, which a run refuses, and warnings and notes, which it does not."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from visitx.errors import Fault, RuleError
from visitx.patterns import Pattern, compile_pattern
from visitx.rules import COMMON, Rulebook, read_located
from visitx.rules_books import (
    builtin_folder,
    languages,
    load_rulebook,
    read_files,
    read_layers,
    rule_files,
    shown_as,
)
from visitx.rules_nodes import Located, load_located
from visitx.rules_parity import parity_faults
from visitx.rules_vetting import Split, vet_lexicons, vet_patterns, vet_rules, vet_terms
from visitx.tokens import make_tokenizer

GLOSSARY = "glossary"
_LEVELS = ("fault", "warning", "note")


@dataclass(frozen=True)
class Diagnosis:
    """What is wrong with the rules, in order of file and line, and how many rules there are."""

    faults: tuple[Fault, ...]
    rules: int

    def count(self, level: str) -> int:
        return sum(f.level == level for f in self.faults)


def diagnose(folders: tuple[Path, ...] = ()) -> Diagnosis:
    """Every fault of the built-in rules and those of `folders`, in every language, glossaries included."""
    faults: list[Fault] = []
    rules = 0
    for language in languages(folders):
        book, found = read_layers(language, read_files(language, folders))
        faults += found
        faults += book_faults(book, folders, {fault.file for fault in found})
        faults += _term_faults(book, folders)
        faults += _replaced(book, folders)
        rules += len(book.rules)
    faults += parity_faults(folders)
    for folder in (builtin_folder(), *folders):
        faults += _glossary_faults(folder)
        faults += _places_faults(folder)
    shown = {shown for folder in folders for shown in _shown_files(folder)}
    distinct = dict.fromkeys(f for f in faults if f.level == "fault" or not folders or f.file in shown)
    return Diagnosis(tuple(sorted(distinct, key=lambda f: (_LEVELS.index(f.level), f.file, f.line, f.column))), rules)


def refuse_faults(book: Rulebook, folders: tuple[Path, ...]) -> None:
    """Raises RuleError where `diagnose` would name a fault in a book that could be read."""
    if faults := [f for f in book_faults(book, folders) if f.level == "fault"]:
        raise RuleError.of(faults)


def book_faults(book: Rulebook, folders: tuple[Path, ...], faulty: Collection[str] = ()) -> Iterator[Fault]:
    """What is wrong in what could be read: patterns, and what nothing looks for. A rule without a pattern is only
    named where its file is not `faulty`: there its pattern may be what could not be read."""
    split = _splitter(book)
    patterns: list[Pattern] = []
    for rule in book.rules:
        for text in rule.patterns:
            try:
                patterns.append(compile_pattern(text, rule, book, split))
            except RuleError as error:
                yield from error.faults
    yield from vet_patterns(patterns, book, split)
    if folders:
        names = _names_in_patterns(book)
        known = builtin_ids()
        own = {top.file for top in _tops(book.language, folders)} - set(faulty)
        mine = [rule for rule in book.rules if rule.file in own]
        yield from vet_rules(mine, builtin_rules(), names | known.keys())
        for top in _tops(book.language, folders):
            vet_lexicons(top, known, names)
            yield from top.faults


def _splitter(book: Rulebook) -> Split:
    tokenizer = make_tokenizer(book)
    return lambda text: [t.text for t in tokenizer(text)]


def _names_in_patterns(book: Rulebook) -> frozenset[str]:
    """The names between braces in all patterns."""
    found = (name for rule in book.rules for p in rule.patterns for name in re.findall(r"\{(?:[^{}]*=)?([^{}=]*)\}", p))
    return frozenset(found)


@lru_cache(maxsize=1)
def builtin_ids() -> Mapping[str, Collection[str]]:
    """The lexicons of the built-in rules in any language, each with its ids."""
    known: dict[str, set[str]] = {}
    for book in _builtin_books():
        for name, lexicon in book.lexicons.items():
            known.setdefault(name, set()).update(lexicon.terms)
    return known


@lru_cache(maxsize=1)
def builtin_rules() -> frozenset[str]:
    """The ids of the built-in rules in any language."""
    return frozenset(rule.id for book in _builtin_books() for rule in book.rules)


def _builtin_books() -> list[Rulebook]:
    return [_builtin_book(language) for language in languages()]


def _builtin_book(language: str) -> Rulebook:
    try:
        return load_rulebook(language)
    except RuleError:
        return read_layers(language, read_files(language, ()))[0]


def _tops(language: str, folders: tuple[Path, ...]) -> Iterator[Located]:
    """The files of folders that hold for a language, as YAML with places."""
    for folder in folders:
        for path, shown in rule_files(language, folder):
            try:
                yield load_located(path.read_bytes(), shown)
            except RuleError:
                continue  # what is no YAML is named where it is read


def _term_faults(book: Rulebook, folders: tuple[Path, ...]) -> Iterator[Fault]:
    split = _splitter(book)
    for top in _tops(book.language, (builtin_folder(), *folders)):
        if f"/{COMMON}/" not in f"/{top.file}":
            vet_terms(top, book, split)
            yield from (f for f in top.faults if f.level != "fault")


def _replaced(book: Rulebook, folders: tuple[Path, ...]) -> Iterator[Fault]:
    """Notes of the rules and terms of one's own that take the place of built-in ones."""
    if not folders or book.language not in languages():
        return
    builtin = _builtin_book(book.language)
    places = {rule.id: f"{rule.file}:{rule.line}" for rule in builtin.rules}
    for top in _tops(book.language, folders):
        part = read_located(top)
        for rule in part.rules:
            if rule.id in places:
                yield Fault(top.file, rule.line, 0, f"{rule.id} takes the place of {places[rule.id]}", "note")
        for lexicon in part.lexicons:
            ids = {t.lower(): i for i, terms in builtin.terms(lexicon.name).items() for t in terms}
            for term_id, term in ((i, t) for i, terms in lexicon.terms.items() for t in terms):
                if ids.get(term.lower(), term_id) != term_id:
                    message = f"{term!r} is now {term_id!r} and no longer {ids[term.lower()]!r}"
                    yield Fault(top.file, lexicon.line, lexicon.column, message, "note")


def _glossary_faults(folder: Path) -> Iterator[Fault]:
    """What is wrong in the glossaries, which are files of lexicons that only `visitx diff` reads."""
    for path in sorted(folder.glob(f"*/{GLOSSARY}/*.yaml")):
        try:
            top = load_located(path.read_bytes(), shown_as(path, folder))
        except RuleError as error:
            yield from error.faults
            continue
        for key in ("rules", "without"):
            if isinstance(top.value, dict) and key in top.value:
                top.keys[key].fault(f"a glossary holds lexicons and no {key!r}")
        read_located(top)
        yield from top.faults


def _places_faults(folder: Path) -> Iterator[Fault]:
    """Files that nothing reads, for where they are."""
    for path in sorted(folder.rglob("*.y*ml")):
        parts = path.relative_to(folder).parts
        read = len(parts) == 2 or (len(parts) == 3 and parts[1] == GLOSSARY)
        if not read or path.suffix != ".yaml" or not re.fullmatch(rf"[a-z]{{2,3}}|{COMMON}", parts[0]):
            message = (
                "is not read here; put it into common/ or a language's folder such as en/, its name ending in .yaml"
            )
            yield Fault(shown_as(path, folder), 1, 0, message)


def _shown_files(folder: Path) -> Iterator[str]:
    return (shown_as(path, folder) for path in folder.rglob("*.y*ml"))


def source_line(fault: Fault, folders: tuple[Path, ...]) -> str:
    """The line of a fault and a caret under its column, or nothing where the file cannot be read."""
    for folder in (builtin_folder(), *folders):
        for path in folder.rglob("*.y*ml"):
            if shown_as(path, folder) == fault.file:
                lines = path.read_text("utf-8", "replace").splitlines()
                return _with_caret(lines[fault.line - 1], fault.column) if fault.line <= len(lines) else ""
    return ""


def _with_caret(line: str, column: int, width: int = 100) -> str:
    """The part of a line around a column, and a caret under it."""
    start = max(0, column - width // 2) if len(line) > width else 0
    shown = line[start : start + width].replace("\t", " ")
    return f"    {shown}\n    {' ' * (column - 1 - start)}^" if column else f"    {shown}"


def report(found: Diagnosis, folders: tuple[Path, ...]) -> str:
    """The diagnosis as text: each fault with its line and a caret, and their number. A sum alone where all is well."""
    shown = [f"{fault}\n{source_line(fault, folders)}".rstrip() + "\n" for fault in found.faults]
    counts = [f"{n} {level}{'s' * (n != 1)}" for level in _LEVELS if (n := found.count(level))]
    told = f"{', '.join(counts)}.\n" if counts else ""
    return "".join(shown) + told + ("" if found.count("fault") else f"{found.rules} rules are well formed.\n")
