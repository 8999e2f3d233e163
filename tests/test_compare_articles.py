"""Articles compared, their words and not only their records: what a version changes is found, what it only writes or
orders otherwise is not, and nothing that the extractors overlooked in one of them is called missing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import pytest

from conftest import SAMPLES, SHARED, TESTS, load_yaml, needs_shared
from visitx.compare_wording import Wording, wording_of
from visitx.comparison import Comparison, compare
from visitx.decoding import Article
from visitx.extraction import read_words, record_of
from visitx.record import Record

Version = tuple[Record, Wording]
LANGUAGES = ("en", "fr")
FAITHFUL = [(SAMPLES, "kratie"), (TESTS / "articles", "restigouche"), (TESTS / "articles", "hoyelle")]
IN_WORDS = {
    "en": dict(zip("2345678", "two three four five six seven eight".split(), strict=True)),
    "fr": dict(zip("2345678", "deux trois quatre cinq six sept huit".split(), strict=True)),
}
OTHER_MONTHS = {"en": ("March", "October"), "fr": ("mars", "octobre")}
CAPTIONS = {"en": "{} during the visit. Photo: J. Smith", "fr": "{} pendant la visite. Photo : J. Dupont"}
faithful_pairs = pytest.mark.parametrize(("folder", "name"), FAITHFUL, ids=[name for _, name in FAITHFUL])


def read(text: str, language: str, name: str = "x") -> Version:
    reading = read_words(Article(name, name, text), language)
    return record_of(reading, Article(name, name, text)), wording_of(reading)


@lru_cache(maxsize=64)
def article(folder: Path, name: str, language: str) -> str:
    return (folder / f"{name}.{language}.txt").read_text("utf-8-sig").replace("\r\n", "\n")


@lru_cache(maxsize=64)
def version(folder: Path, name: str, language: str) -> Version:
    return read(article(folder, name, language), language, f"{name}.{language}")


def difference(left: Version, right: Version) -> Comparison:
    return compare(left[0], right[0], (left[1], right[1]))


def both_ways(folder: Path, name: str) -> Iterator[tuple[str, Version, Version]]:
    """Each version, its language first, with the other."""
    for language, other in (LANGUAGES, LANGUAGES[::-1]):
        yield language, version(folder, name, language), version(folder, name, other)


def all_pairs() -> list[tuple[Path, str]]:
    folders = (SHARED / "findings", TESTS / "findings")
    return [(f.parent / "articles", path.stem) for f in folders for path in sorted(f.glob("*.yaml"))]


@needs_shared
def test_the_differences_that_people_listed_are_found_and_no_others() -> None:
    counts = Counter[str]()
    for folder, name in all_pairs():
        wanted = load_yaml(folder.parent / "findings" / f"{name}.yaml")["findings"] or []
        found = difference(version(folder, name, "en"), version(folder, name, "fr")).findings
        told = Counter((f.section, f.kind, f.field or "null") for f in found)
        must = [(w["section"], w["kind"], w["field"]) for w in wanted if "optional" not in w]
        may = [(w["section"], w["kind"], w["field"]) for w in wanted if "optional" in w]
        counts["missed"] += (Counter(must) - told).total()
        counts["false"] += (told - Counter(must) - Counter(may)).total()
        counts["right"] += (Counter(must) & told).total()
        counts["alarms"] += 0 if wanted else told.total()
    assert counts["right"] / (counts["right"] + counts["missed"]) >= 0.95
    assert counts["right"] / (counts["right"] + counts["false"]) >= 0.93
    assert counts["alarms"] <= 2


@needs_shared
def test_an_article_is_not_different_from_itself_and_the_mirror_is_the_same() -> None:
    for folder, name in all_pairs():
        left, right = (version(folder, name, language) for language in LANGUAGES)
        assert not difference(left, left).findings
        assert not difference(right, right).findings
        assert difference(right, left) == difference(left, right).mirrored()


# -- what says the same


def rewritten(text: str, language: str, record: Record) -> Iterator[tuple[str, str]]:
    """The article as others could have written it."""
    head, *body = text.split("\n\n")
    yield "paragraphs the other way round", "\n\n".join([head, *body[:-1][::-1], body[-1]])
    yield "two paragraphs in one", "\n\n".join([head, body[0], " ".join(body[1:3]), *body[3:]])
    marks = (r"(?<=\d),(?=\d{3}\b)", "\u202f") if language == "en" else (r"(?<=\d)[ \u202f\xa0](?=\d{3}\b)", ".")
    yield "other separators", re.sub(*marks, text)
    plain = [f for f in record.figures if f.text in IN_WORDS[language]]
    yield "numbers in words", spelt_out(text, [(f.start, IN_WORDS[language][f.text]) for f in plain])
    caption = CAPTIONS[language].format(record.officials[0].name)
    yield "a caption", "\n\n".join([head, caption, *body])


def spelt_out(text: str, words: list[tuple[int, str]]) -> str:
    for at, word in sorted(words, reverse=True):
        text = text[:at] + word + text[at + 1 :]
    return text


@faithful_pairs
def test_another_way_of_writing_is_no_difference(folder: Path, name: str) -> None:
    for language, mine, other in both_ways(folder, name):
        for how, text in rewritten(article(folder, name, language), language, mine[0]):
            assert not difference(other, read(text, language)).findings, how


@faithful_pairs
def test_what_was_only_not_read_is_not_missing(folder: Path, name: str) -> None:
    """Each item in turn is taken out of the record, while the article says it as before."""
    found, tried = [], 0
    for _, (record, wording), other in both_ways(folder, name):
        for section in ("officials", "figures", "dates", "references", "recommendations"):
            items = getattr(record, section)
            for at, item in enumerate(items):
                overlooked = replace(record, **{section: items[:at] + items[at + 1 :]})
                tried += 1
                found += [(section, item)] if difference(other, (overlooked, wording)).findings else []
    assert len(found) <= 0.05 * tried, found


@pytest.mark.parametrize(
    ("english", "french"),
    [
        (
            "No sand may be dug within 150 metres.",
            "Le sable ne peut être pris à moins de 150 mètres.",
        ),
        ("The plant treats 9,000 m³ a day.", "La station traite 9.000 m3/jour."),
        ("The committee meets twice a month in a hall.", "Le comité se réunit deux fois par mois dans une salle."),
        ("Of the wells, four work, not seven.", "Parmi les puits, quatre marchent, et non sept."),
        (
            "Ms. Awa Diop was there. Ms. Diop asked traders to do more.",
            "Mme Awa Diop était là. Mme Diop a demandé aux commerçants d'en faire davantage.",
        ),
    ],
)
def test_the_same_in_the_way_of_another_language_is_no_difference(english: str, french: str) -> None:
    left, right = read(english, "en"), read(french, "fr")
    assert not difference(left, right).findings
    assert not difference(right, left).findings


# -- what says something else


def changes(text: str, language: str, version: Version) -> Iterator[tuple[str, str | None, str]]:
    """Section and field of what is changed (None: left out), and the article that is changed so."""
    record, wording = version
    for figure in (f for f in record.figures if f.max is None):
        if plain := re.search(r"(?<![\d.,/-])[2-8]\d*(?![\d.,'’/-]|[ \u00a0\u202f]\d{3})", figure.text):
            at = figure.start + plain.start()
            yield "figures", "value", text[:at] + str(int(text[at]) + 1) + text[at + 1 :]
        if figure.qualifier and (lead := re.match(r"[^\W\d]\D*(?=\d)", figure.text)):
            yield "figures", "qualifier", text[: figure.start] + text[figure.start + lead.end() :]
    for date in record.dates:
        marks = [m for m in wording.marks if m.lexicon == "month" and date.start <= m.start < date.end]
        months = [m for m in marks if int(m.id) <= 12]
        if len(months) == 1:
            new = next(m for m in OTHER_MONTHS[language] if m != months[0].id and m not in date.text)
            yield "dates", "value", text[: months[0].start] + new + text[months[0].end :]
    for document in record.references:
        if document.number and document.number in document.text:
            at = document.start + document.text.index(document.number) + re.search(r"\d", document.number).start()  # type: ignore[union-attr]
            yield "references", "number", text[:at] + str((int(text[at]) + 4) % 9 + 1) + text[at + 1 :]
    for official in record.officials:
        yield "officials", "name", text.replace(official.name.split()[-1], "Zwingliberger")
    for request in record.recommendations:
        yield "recommendations", None, text[: request.start].rstrip(" ") + text[request.end :]


def is_found(section: str, field: str | None, findings: Comparison) -> bool:
    """Is it found, and nothing else but, where words are gone, what they held?"""
    hits = [f for f in findings.findings if f.section == section and f.field == field]
    others = [f for f in findings.findings if f not in hits]
    return bool(hits) and (not others or (field is None and all(f.kind.startswith("missing") for f in others)))


def test_what_an_article_says_otherwise_is_found_and_nothing_else() -> None:
    good, all_ = Counter[str](), Counter[str]()
    for folder, name in FAITHFUL:
        for language, mine, other in both_ways(folder, name):
            for section, field, text in changes(article(folder, name, language), language, mine):
                all_[f"{section} {field}"] += 1
                good[f"{section} {field}"] += is_found(section, field, difference(other, read(text, language)))
    assert good.total() >= 0.95 * all_.total(), all_ - good
