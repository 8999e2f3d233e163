"""What of the rules is used: how often each rule and term fires in the examples and in a corpus, and what it costs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from time import process_time

from visitx.decoding import read_article
from visitx.errors import LanguageError, ReadError
from visitx.extraction import extract
from visitx.language import detect_language
from visitx.matching import find_matches
from visitx.patterns import fold
from visitx.pipeline import Pipeline, pipeline_for
from visitx.reading import Reading
from visitx.record import SECTIONS, Record
from visitx.rules import Rulebook
from visitx.rules_books import languages, load_rulebook

_SEARCHED = ("folded", "exact")
_LONGEST = 8  # tokens of a term of a table


@dataclass
class Coverage:
    """How often the rules (by id) and the terms (by lexicon, id and term) of one language fired, in how many words, and
    the seconds that the patterns of each rule took."""

    language: str
    book: Rulebook
    articles: int = 0
    words: int = 0
    rules: Counter[str] = field(default_factory=Counter)
    terms: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    seconds: dict[str, float] = field(default_factory=dict)

    @property
    def silent_rules(self) -> list[str]:
        """The rules that never fired, in order."""
        return [f"{r.file}:{r.line}: {r.id}" for r in self.book.rules if not self.rules[r.id]]

    @property
    def silent_terms(self) -> dict[str, list[str]]:
        """Lexicon:id -> its terms that never fired."""
        silent: dict[str, list[str]] = {}
        for name, term_id, term in _all_terms(self.book):
            if not self.terms[name, term_id, fold(term)]:
                silent.setdefault(f"{name}:{term_id}", []).append(term)
        return silent

    @property
    def count_terms(self) -> int:
        return sum(1 for _ in _all_terms(self.book))


def _all_terms(book: Rulebook) -> Iterator[tuple[str, str, str]]:
    for name, lexicon in book.lexicons.items():
        for term_id, terms in lexicon.terms.items():
            for term in terms:
                yield name, term_id, term


def cover(corpus: Path, folders: tuple[Path, ...] = ()) -> list[Coverage]:
    """The coverage of each language by its rules' examples and the articles below a folder."""
    found = {code: Coverage(code, load_rulebook(code, folders)) for code in languages(folders)}
    for path in corpus_files(corpus):
        text = read_article(path).text
        try:
            coverage = found[detect_language(text, str(path), folders)]
        except LanguageError:
            continue
        coverage.articles += 1
        _add(coverage, text, folders)
    for coverage in found.values():
        for text in _examples(coverage.book):
            _add(coverage, text, folders)
    return [c for c in found.values() if c.articles]


def corpus_files(folder: Path) -> list[Path]:
    """The articles (*.txt) of a corpus, at any depth. Raises ReadError where there are none."""
    if not (found := sorted(folder.rglob("*.txt"))):
        raise ReadError(f"{folder}: holds no article (a file whose name ends in .txt)")
    return found


def _examples(book: Rulebook) -> Iterator[str]:
    for rule in book.rules:
        yield from (example.text for example in rule.examples)
        yield from (text for text, _ in rule.counterexamples)


def _add(coverage: Coverage, text: str, folders: tuple[Path, ...]) -> None:
    """Counts what fires in one text."""
    pipeline = pipeline_for(coverage.language, folders)
    reading = pipeline.read(text)
    coverage.words += len(reading)
    coverage.rules.update(_carried(extract(text, coverage.language, rules=folders)))
    coverage.rules.update(_matched(coverage, pipeline, reading))
    coverage.terms.update(_term_hits(coverage.book, reading))


def _carried(record: Record) -> Iterator[str]:
    """The rules that items of the record carry."""
    for section in SECTIONS:
        for item in getattr(record, section):
            yield from (m.rule for m in item.mentions) if section == "officials" else [item.rule]


def _matched(coverage: Coverage, pipeline: Pipeline, reading: Reading) -> set[str]:
    """The rules whose patterns match, and the time that takes, apart from finding words and terms."""
    fired: set[str] = set()
    names = set(pipeline.phrases)
    for name in names:
        reading.hits(name)
    for patterns in (*pipeline.patterns.values(), *pipeline.phrases.values()):
        for pattern in patterns:
            begun = process_time()
            matches = list(find_matches(pattern, reading))
            spent = process_time() - begun
            coverage.seconds[pattern.rule.id] = coverage.seconds.get(pattern.rule.id, 0.0) + spent
            fired.update(m.rule.id for m in matches)
    return fired


def _term_hits(book: Rulebook, reading: Reading) -> Iterator[tuple[str, str, str]]:
    """The terms that were found, and those of tables and suffixes whose words the text holds."""
    phrases = _phrases(reading)
    endings = {norm[-size:] for norm in set(reading.norms) for size in range(1, _LONGEST)}
    for name, lexicon in book.lexicons.items():
        if lexicon.match in _SEARCHED:
            hits = {(hit.id, fold(_text(reading, hit.first, hit.last))) for hit in reading.hits(name)}
            for term_id, text in hits:
                yield name, term_id, text
        for term_id, terms in lexicon.terms.items():
            for term in terms:
                folded = _spaced(term)
                if folded in (endings if lexicon.match == "suffix" else phrases):
                    yield name, term_id, fold(term)


def _text(reading: Reading, first: int, last: int) -> str:
    return reading.text_of(first, last)


def _spaced(term: str) -> str:
    return fold(term).replace("-", " ").replace("'", "").strip()


def _phrases(reading: Reading) -> set[str]:
    norms = [word for norm in reading.norms for word in _spaced(norm).split() or [norm]]
    return {" ".join(norms[at : at + size]) for size in range(1, _LONGEST) for at in range(len(norms))}


def coverage_report(found: Iterable[Coverage], most: int = 12) -> str:
    """The coverage as text, a part for each language."""
    return "\n".join(_part(coverage, most) for coverage in found)


def _part(coverage: Coverage, most: int) -> str:
    silent, terms = coverage.silent_rules, coverage.silent_terms
    count = sum(map(len, terms.values()))
    lines = [
        f"{coverage.language}: {coverage.articles} articles and the examples, {coverage.words} words",
        f"rules that never fire: {len(silent)} of {len(coverage.book.rules)}",
        *(f"  {rule}" for rule in silent),
        f"terms that never fire: {count} of {coverage.count_terms}",
        *(f"  {name}: {', '.join(some)}" for name, some in terms.items()),
        "time by rule, milliseconds:",
        *_times(coverage.seconds, most),
    ]
    return "\n".join(lines) + "\n"


def _times(seconds: Mapping[str, float], most: int) -> Iterator[str]:
    ranked = sorted(seconds, key=lambda rule: -seconds[rule])
    for rule in ranked[:most]:
        yield f"  {seconds[rule] * 1000:8.1f}  {rule}"
    yield f"  {sum(seconds[rule] for rule in ranked[most:]) * 1000:8.1f}  the other {len(ranked[most:])} rules"
