"""Many articles, by several processes: what one of them does with one article, and the library's `extract_many`."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TypeVar

from visitx.decoding import Article, read_article
from visitx.errors import VisitxError
from visitx.record import Record

TIMEOUT = 60.0  # seconds for an article; a thousand words take some hundredths of one
AnyPath = TypeVar("AnyPath", str, Path)
_SOME = 10  # the example of every tenth rule brings all sections to work
_AHEAD = 64  # records a process that may wait for an earlier one


@dataclass(frozen=True)
class Extraction:
    """How articles are to be read: the options of `extract`."""

    language: str | None = None
    rules: tuple[Path, ...] = ()
    model: str | None = None

    def prepare(self) -> None:
        """Imports spaCy and makes all that is made of the rules, before processes are forked: these share it.

        Raises RuleError, ModelError, and LanguageError for a language that has no rules.
        """
        from visitx.pipeline import pipeline_for
        from visitx.rules_books import languages

        for language in [self.language] if self.language else languages(self.rules):
            book = pipeline_for(language, self.rules, self.model).book
            examples = "\n".join(rule.examples[0].text for rule in book.rules[::_SOME] if rule.examples)
            if examples:
                replace(self, language=language).record(Article("-", "", examples))

    def record(self, article: Article) -> Record:
        """The record of an article. Raises VisitxError, whatever is wrong with the article or with us."""
        from visitx.extraction import extract_article

        try:
            return extract_article(article, self.language, rules=self.rules, model=self.model)
        except VisitxError:
            raise
        except Exception as error:
            why = f"{type(error).__name__}: {error}"
            raise VisitxError(f"{article.name}: could not be read ({why}); please report it") from error


def extract_many(
    paths: Iterable[AnyPath],
    language: str | None = None,
    *,
    jobs: int | None = None,
    rules: Iterable[Path] = (),
    model: str | None = None,
    timeout: float = TIMEOUT,
) -> Iterator[tuple[AnyPath, Record | VisitxError]]:
    """Each path with the record of the article there, or the error it gave, in the order of the paths.

    `jobs` processes do it, as many as there are processors where it is None. What is wrong with the options is raised,
    what is wrong with an article is given in its place; none takes more than `timeout` seconds.
    """
    from visitx.workers import in_order, processors, run_tasks

    extraction = Extraction(language, tuple(rules), model)
    extraction.prepare()
    jobs = jobs or processors()
    asked: dict[int, AnyPath] = {}

    def tasks() -> Iterator[str]:
        for number, path in enumerate(paths):
            asked[number] = path
            yield os.fspath(path)

    results = run_tasks(partial(_read, extraction), tasks(), jobs=jobs, timeout=timeout, ahead=_AHEAD * jobs)
    for number, result in enumerate(in_order(results)):
        path = asked.pop(number)
        yield path, result if isinstance(result, Record) else _named(path, result)


def _read(extraction: Extraction, path: str) -> Record:
    return extraction.record(read_article(path))


def _named(path: str | Path, error: BaseException) -> VisitxError:
    if isinstance(error, VisitxError) and str(error).startswith(f"{path}: "):
        return error
    kind = type(error) if isinstance(error, VisitxError) else VisitxError
    return kind(f"{path}: {error}")
