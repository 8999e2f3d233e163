"""Which rules hold: the built-in folder and those of the user, merged into one Rulebook a language."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from visitx import rules_store
from visitx.errors import Fault, LanguageError, RuleError
from visitx.rules import COMMON, Lexicon, Rulebook, RuleFile, Switch, read_located
from visitx.rules_folders import builtin_folder
from visitx.rules_nodes import load_located, nearest

__all__ = ["builtin_folder", "languages", "load_rulebook", "rule_files", "rule_folders"]
Layers = list[list[tuple[bytes, str]]]  # for each folder its files: their bytes, and the name they are shown by


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
            yield path, shown_as(path, folder)


def shown_as(path: Path, folder: Path) -> str:
    """The name by which a file is shown: `rules/en/…` for a built-in one, from here for one of the user's."""
    if folder == builtin_folder():
        return str(Path(folder.name) / path.relative_to(folder))
    return str(path.relative_to(Path.cwd())) if path.is_relative_to(Path.cwd()) else str(path)


def languages(folders: Iterable[Path] = ()) -> tuple[str, ...]:
    """The languages that have rules, in alphabetical order."""
    found = {d.name for f in (builtin_folder(), *folders) for d in f.iterdir() if d.is_dir() and d.name != COMMON}
    return tuple(sorted(n for n in found if re.fullmatch(r"[a-z]{2,3}", n)))


@lru_cache(maxsize=16)
def load_rulebook(language: str, folders: tuple[Path, ...] = ()) -> Rulebook:
    """The rules of `language`: built-in ones, then those of each folder, where later ones win.

    Raises LanguageError where no folder has that language, RuleError that names all that is not well formed.
    """
    known = languages(folders)
    if language not in known:
        raise LanguageError(f"there are no rules for language {language!r}; there are for {', '.join(known)}")
    layers = read_files(language, folders)
    digest = _digest(layers)
    if (kept := rules_store.fetch(digest)) is not None:
        return kept
    book, faults = read_layers(language, layers)
    if faults:
        raise RuleError.of(faults)
    return replace(book, digest=digest)


def read_files(language: str, folders: tuple[Path, ...]) -> Layers:
    """The files that hold for a language: those of the built-in folder, then those of each folder."""
    return [
        [(path.read_bytes(), shown) for path, shown in rule_files(language, folder)]
        for folder in (builtin_folder(), *folders)
    ]


# The modules that read, merge and refuse rules: where one of them is another, the rules are read anew.
_DECIDING = ("rules", "rules_nodes", "rules_gives", "rules_books", "rules_vetting", "rules_diagnosis", "patterns")


def _digest(layers: Layers) -> str:
    """A hash of all that decides a rulebook: names and bytes of the files, and the code that reads and merges them."""
    digest = hashlib.sha256()
    for name in _DECIDING:
        digest.update((Path(__file__).parent / f"{name}.py").read_bytes())
    for files in layers:
        for data, shown in [*files, (b"", "")]:
            digest.update(b"%d %s %d\0" % (len(shown), shown.encode("utf-8", "replace"), len(data)))
            digest.update(data)
    return digest.hexdigest()


def read_layers(language: str, layers: Layers) -> tuple[Rulebook, list[Fault]]:
    """The rulebook of the files, a list of them for each folder, and all that is wrong in them."""
    book = Rulebook(language)
    faults: list[Fault] = []
    for files in layers:
        parts = [_read(data, shown, faults) for data, shown in files]
        layer = Rulebook(language)
        for part in parts:
            faults += _other_matches(book, part)
            faults += _other_matches(layer, part)
            layer = _merge_file(layer, part, faults)
        book = _override(switched_off(book, parts, faults), layer)
    return book, faults


def _read(data: bytes, shown: str, faults: list[Fault]) -> RuleFile:
    """What can be read of a file; what cannot goes to `faults`."""
    try:
        top = load_located(data, shown)
    except RuleError as error:
        faults += error.faults
        return RuleFile(shown)
    part = read_located(top)
    faults += sorted(top.faults, key=lambda f: (f.line, f.column))
    return part


def _merge_file(book: Rulebook, part: RuleFile, faults: list[Fault]) -> Rulebook:
    """Within one folder: lexicons of one name are joined, ids of rules must be new."""
    merged = dict(book.lexicons)
    for lexicon in part.lexicons:
        merged[lexicon.name] = _join(merged.get(lexicon.name), lexicon)
    places = {r.id: f"{r.file}:{r.line}" for r in book.rules}
    for rule in part.rules:
        if rule.id in places:
            faults.append(rule.fault(f"the rule id {rule.id!r} is taken by {places[rule.id]}"))
    return replace(book, lexicons=merged, rules=(*book.rules, *part.rules))


def _other_matches(book: Rulebook, part: RuleFile) -> Iterator[Fault]:
    """The lexicons of a file that are matched in another way than the book matches them."""
    for lexicon in part.lexicons:
        old = book.lexicons.get(lexicon.name)
        if old and lexicon.says_match and old.match != lexicon.match:
            message = f"lexicon {lexicon.name!r} is matched {old.match!r} elsewhere; write 'match: {old.match}'"
            yield Fault(part.file, lexicon.line, lexicon.column, message)


def switched_off(book: Rulebook, parts: Iterable[RuleFile], faults: list[Fault]) -> Rulebook:
    """The book without the rules and terms that these files switch off; to name what is not there is a fault."""
    for part in parts:
        for switch in part.off:
            less = _without_rule(book, switch) if not switch.lexicon else _without_terms(book, switch)
            if less is book and f"/{COMMON}/" not in f"/{part.file}":  # what is for all languages may be in some
                names = [*(r.id for r in book.rules), *(f"{n}:{i}" for n, x in book.lexicons.items() for i in x.terms)]
                faults.append(switch.fault(f"{switch.what!r} is no rule and no term{nearest(switch.what, names)}"))
            book = less
    return book


def _without_rule(book: Rulebook, switch: Switch) -> Rulebook:
    left = tuple(r for r in book.rules if r.id != switch.what)
    return replace(book, rules=left) if len(left) < len(book.rules) else book


def _without_terms(book: Rulebook, switch: Switch) -> Rulebook:
    lexicon = book.lexicons.get(switch.lexicon)
    terms = lexicon.terms.get(switch.term_id) if lexicon else None
    if lexicon is None or terms is None:
        return book
    left = tuple(t for t in terms if switch.term and t.lower() != switch.term.lower())
    if len(left) == len(terms):
        return book
    changed = {**lexicon.terms, switch.term_id: left}
    return replace(book, lexicons={**book.lexicons, lexicon.name: replace(lexicon, terms=changed)})


def _override(book: Rulebook, layer: Rulebook) -> Rulebook:
    """A later folder: its terms are added to the lexicons (and are what it says they are), its rules replace those of
    the same id."""
    lexicons = dict(book.lexicons)
    for name, lexicon in layer.lexicons.items():
        old = lexicons.get(name)
        lexicons[name] = _join(_without(old, lexicon) if old else None, lexicon)
    mine = {r.id: r for r in layer.rules}
    kept = tuple(mine.pop(r.id, r) for r in book.rules)
    return replace(book, lexicons=lexicons, rules=(*kept, *mine.values()))


def _without(old: Lexicon, new: Lexicon) -> Lexicon:
    """The old terms, but for those that the new ones put under an id of their own."""
    taken = {term.lower() for terms in new.terms.values() for term in terms}
    return replace(old, terms={i: tuple(t for t in ts if t.lower() not in taken) for i, ts in old.terms.items()})


def _join(old: Lexicon | None, new: Lexicon) -> Lexicon:
    if old is None:
        return new
    ids = dict.fromkeys([*old.terms, *new.terms])
    terms = {i: tuple(dict.fromkeys((*old.terms.get(i, ()), *new.terms.get(i, ())))) for i in ids}
    return replace(old, terms=terms)
