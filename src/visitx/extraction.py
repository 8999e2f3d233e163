"""One article in, one record out: the extractors in their order, each told what the earlier ones have taken."""

from __future__ import annotations

import hashlib
from pathlib import Path

from visitx.dates import find_dates
from visitx.decoding import Article
from visitx.errors import ReadError
from visitx.figures import find_figures
from visitx.header import read_header
from visitx.language import detect_language
from visitx.officials import find_officials
from visitx.pipeline import pipeline_for
from visitx.reading import Reading
from visitx.recommendations import find_recommendations
from visitx.record import Document, Record
from visitx.references import find_references
from visitx.visit import find_visit


def extract(text: str, language: str | None = None, *, name: str = "-", rules: tuple[Path, ...] = ()) -> Record:
    """The record of an article given as text; its language is detected where it is not named.

    Raises LanguageError for an article in a language without rules, RuleError for a rule file that is not well formed,
    ReadError for half a character (a lone surrogate, as Python makes of bytes that are no UTF-8).
    """
    try:
        data = text.encode()
    except UnicodeEncodeError as error:
        raise ReadError(f"{name}: is no text at character {error.start}: {text[error.start]!r}") from None
    return extract_article(Article(name, hashlib.sha256(data).hexdigest(), text), language, rules=rules)


def extract_article(
    article: Article, language: str | None = None, *, rules: tuple[Path, ...] = (), model: str | None = None
) -> Record:
    """The record of an article that was read from a file. `model` names a trained spaCy pipeline that may help."""
    return record_of(read_words(article, language, rules=rules, model=model), article)


def read_words(
    article: Article, language: str | None = None, *, rules: tuple[Path, ...] = (), model: str | None = None
) -> Reading:
    """The article as words, before anything is looked for in it."""
    language = language or detect_language(article.text, article.name, rules)
    return pipeline_for(language, rules, model).read(article.text)


def record_of(reading: Reading, article: Article) -> Record:
    """What an article states, from its words."""
    header = read_header(reading)
    dates = find_dates(reading, header)
    references = find_references(reading, header, dates.items)
    claimed = header.claimed | dates.claimed | references.claimed
    figures = find_figures(reading, header, claimed)
    officials = find_officials(reading, header)
    recommendations = find_recommendations(reading, header, officials)
    visit, sided = find_visit(reading, header, officials, dates.items)
    document = Document(
        article.name, article.sha256, reading.book.language, header.title, header.source, header.published
    )
    return Record(document, visit, sided, figures, dates.items, references.items, recommendations)
