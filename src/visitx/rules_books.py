"""Which rules hold: the built-in folder and those of the user, merged into one Rulebook a language."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from visitx import rules_store
from visitx.errors import LanguageError, RuleError
from visitx.rules import COMMON, Lexicon, Rule, Rulebook, read_rule_file
from visitx.rules_folders import builtin_folder

__all__ = ["builtin_folder", "languages", "load_rulebook", "rule_files", "rule_folders"]


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
    layers = [
        [(path.read_bytes(), shown) for path, shown in rule_files(language, folder)]
        for folder in (builtin_folder(), *folders)
    ]
    digest = _digest(layers)
    if (kept := rules_store.fetch(digest)) is not None:
        return kept
    book = Rulebook(language, digest=digest)
    for files in layers:
        layer = Rulebook(language)
        for data, shown in files:
            layer = _merge_file(layer, read_rule_file(data, shown))
        book = _override(book, layer)
    rules_store.keep(book)
    return book


def _digest(layers: list[list[tuple[bytes, str]]]) -> str:
    """A hash of all that decides a rulebook: names and bytes of the files, and the code that reads and merges them."""
    digest = hashlib.sha256()
    for path in sorted(Path(__file__).parent.glob("rules*.py")):
        digest.update(path.read_bytes())
    for files in layers:
        for data, shown in [*files, (b"", "")]:
            digest.update(b"%d %s %d\0" % (len(shown), shown.encode("utf-8", "replace"), len(data)))
            digest.update(data)
    return digest.hexdigest()


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
    """A later folder: its terms are added to the lexicons (and are what it says they are), its rules replace those of
    the same id."""
    lexicons = dict(book.lexicons)
    for name, lexicon in layer.lexicons.items():
        old = lexicons.get(name)
        lexicons[name] = _join(_without(old, lexicon) if old else None, lexicon, name)
    mine = {r.id: r for r in layer.rules}
    kept = tuple(mine.pop(r.id, r) for r in book.rules)
    return replace(book, lexicons=lexicons, rules=(*kept, *mine.values()))


def _without(old: Lexicon, new: Lexicon) -> Lexicon:
    """The old terms, but for those that the new ones put under an id of their own."""
    taken = {term.lower() for terms in new.terms.values() for term in terms}
    return replace(old, terms={i: tuple(t for t in ts if t.lower() not in taken) for i, ts in old.terms.items()})


def _join(old: Lexicon | None, new: Lexicon, where: str) -> Lexicon:
    if old is None:
        return new
    if old.match != new.match:
        raise RuleError(f"{where}: lexicon {new.name!r} is matched {old.match!r} elsewhere; write 'match: {old.match}'")
    ids = dict.fromkeys([*old.terms, *new.terms])
    terms = {i: tuple(dict.fromkeys((*old.terms.get(i, ()), *new.terms.get(i, ())))) for i in ids}
    return replace(old, terms=terms)
