"""Parity: what one language's rules have and another's lack. An exception stands in the rules, under `differs`, with
its reason."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path

from visitx.errors import Fault, RuleError
from visitx.rules import read_located
from visitx.rules_books import builtin_folder, languages, rule_files
from visitx.rules_nodes import Located, load_located

Place = tuple[str, int, int]


@dataclass
class Concepts:
    """What the files of one language hold: rules (`section.name`), lexicons (`name`), ids (`name:id`, without what is
    grammar: `director.female` is a director), each with its place; how many examples a rule has; the exceptions."""

    places: dict[str, Place] = field(default_factory=dict)
    examples: dict[str, tuple[int, int]] = field(default_factory=dict)
    differs: dict[str, Place] = field(default_factory=dict)

    def excuses(self, concept: str) -> bool:
        """Is this a concept, or of a lexicon, of which the language says that it differs?"""
        names = (concept, concept.partition(":")[0])
        return any(fnmatchcase(name, glob) for glob in self.differs for name in names)


def parity_faults(folders: tuple[Path, ...]) -> Iterator[Fault]:
    """A warning for each concept, rule or example that a language lacks, and for each exception that is none."""
    known = {language: _concepts(language, folders) for language in languages(folders)}
    for concept in dict.fromkeys(c for concepts in known.values() for c in concepts.places):
        lacking = [language for language in known if _lacks(known[language], concept)]
        having = [language for language in known if concept in known[language].places]
        if lacking and not any(known[language].excuses(concept) for language in having):
            missed = [language for language in lacking if not known[language].excuses(concept)]
            yield from _lack(known[having[0]].places[concept], concept, having, missed)
    yield from _uneven(known)
    yield from _needless(known)


def _lacks(concepts: Concepts, concept: str) -> bool:
    """Of a lexicon that is not there the ids are not missed, too."""
    lexicon, _, term_id = concept.partition(":")
    return concept not in concepts.places and (not term_id or lexicon in concepts.places)


def _lack(place: Place, concept: str, having: Sequence[str], missed: Sequence[str]) -> Iterator[Fault]:
    if missed:
        message = f"{_what(concept)} is in {', '.join(having)} and not in {', '.join(missed)}"
        yield Fault(*place, f"{message}; write it there, or say under 'differs' why not", "warning")


def _what(concept: str) -> str:
    lexicon, _, term_id = concept.partition(":")
    if term_id:
        return f"the id {term_id!r} of {lexicon!r}"
    return f"the rule {concept!r}" if "." in concept else f"the lexicon {concept!r}"


def _uneven(known: Mapping[str, Concepts]) -> Iterator[Fault]:
    """Rules that have more examples, or counter-examples, in one language than in another."""
    for rule in dict.fromkeys(r for concepts in known.values() for r in concepts.examples):
        having = [language for language in known if rule in known[language].examples]
        most = [max(known[language].examples[rule][n] for language in having) for n in (0, 1)]
        for language in having:
            few = known[language].examples[rule]
            if any(few[n] < most[n] for n in (0, 1)) and not any(known[other].excuses(rule) for other in having):
                has = f"{few[0]} and {few[1]} in {language}, up to {most[0]} and {most[1]} in another language"
                yield Fault(*known[language].places[rule], f"examples and counter-examples of {rule}: {has}", "warning")


def _needless(known: Mapping[str, Concepts]) -> Iterator[Fault]:
    """Exceptions for what does not differ."""
    for language, concepts in known.items():
        others = [c for other, c in known.items() if other != language]
        for glob, place in concepts.differs.items():
            named = {c for one in known.values() for c in one.places if fnmatchcase(c, glob)}
            named |= {c for one in known.values() for c in one.places if fnmatchcase(c.partition(":")[0], glob)}
            if not any(_differs(c, concepts, other) for c in named for other in others):
                yield Fault(*place, f"{glob!r} does not differ from other languages; take it out", "warning")


def _differs(concept: str, one: Concepts, other: Concepts) -> bool:
    if (concept in one.places) != (concept in other.places):
        return True
    return one.examples.get(concept) != other.examples.get(concept)


def _concepts(language: str, folders: tuple[Path, ...]) -> Concepts:
    found = Concepts()
    for folder in (builtin_folder(), *folders):
        for path, shown in rule_files(language, folder):
            try:
                top = load_located(path.read_bytes(), shown)
            except RuleError:
                continue  # what is no YAML is named where it is read
            _add(found, top)
    return found


def _add(found: Concepts, top: Located) -> None:
    part = read_located(top)
    if not isinstance(top.value, dict):
        return
    for rule in part.rules:
        found.places.setdefault(rule.id, (rule.file, rule.line, 0))
        found.examples[rule.id] = (len(rule.examples), len(rule.counterexamples))
    for lexicon in part.lexicons:
        found.places.setdefault(lexicon.name, (part.file, lexicon.line, lexicon.column))
        keys = top.value["lexicons"].value[lexicon.name].value["terms"].keys if lexicon.terms else {}
        for term_id, key in keys.items():
            concept = f"{lexicon.name}:{term_id.partition('.')[0]}"
            found.places.setdefault(concept, (part.file, key.line, key.column))
    keys = top.value["differs"].keys if part.differs else {}
    found.differs.update({glob: (part.file, keys[glob].line, keys[glob].column) for glob in part.differs})
