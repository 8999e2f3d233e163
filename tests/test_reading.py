"""From bytes to tokens: decoding, and offsets that are those of the article."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from visitx.decoding import decode_article
from visitx.errors import ReadError, VisitxError
from visitx.extraction import extract
from visitx.pipeline import pipeline_for
from visitx.reading import Reading
from visitx.record import SECTIONS


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_encodings_with_a_mark_and_utf8(encoding: str) -> None:
    assert decode_article("a", "Ngọc à Đà Nẵng".encode(encoding)).text == "Ngọc à Đà Nẵng"


def test_line_ends_are_one() -> None:
    assert decode_article("a", b"a\r\nb\rc\n").text == "a\nb\nc\n"


@given(st.binary(max_size=80))
def test_any_bytes_are_an_article_or_a_read_error(data: bytes) -> None:
    try:
        assert decode_article("a", data).text.strip()
    except ReadError as error:
        assert str(error).startswith("a: ")


def read(text: str, language: str = "en") -> Reading:
    return pipeline_for(language).read(text)


@given(st.text(max_size=120), st.sampled_from(["en", "fr"]))
def test_tokens_stand_where_they_say(text: str, language: str) -> None:
    reading = read(text, language)
    for word, start in zip(reading.words, reading.starts, strict=True):
        assert text[start : start + len(word)] == word
    assert not any(word.isspace() for word in reading.words)
    assert reading.starts == sorted(set(reading.starts))
    covered = [token for first, last in reading.sentences for token in range(first, last)]
    assert covered == list(range(len(reading)))


PIECES = st.sampled_from(
    "The minister,asked|Mr. Vo Thanh Cong|, Director of|the Department of Health|recommended that|12,565|4.5 million|"
    "€14.6|%|km|from|July 1, 2025|to|Decree No. 132/2025/ND-CP|;|(1)|. |\n|– |“|”|M.|La ministre|a demandé à|"
    "de construire|12 565|le 1er mars|2026|avant|d'ici|deux|the|Province|'s|:|…|\u00a0|\u202f|\t|/|-".split("|")
)


@given(
    st.lists(PIECES, max_size=40).map(" ".join) | st.lists(PIECES, max_size=40).map("".join),
    st.sampled_from(["en", "fr"]),
)
def test_every_item_stands_where_it_says(text: str, language: str) -> None:
    try:
        record = extract(text, language)
    except VisitxError:
        return
    for section in SECTIONS:
        for item in getattr(record, section):
            for place in getattr(item, "mentions", None) or [item]:
                assert place.text
                assert text[place.start : place.end] == place.text
                assert text.count("\n", 0, place.start) + 1 == place.line


def words(text: str, language: str = "en") -> list[str]:
    return read(text, language).words


@pytest.mark.parametrize(
    ("language", "text", "tokens"),
    [
        ("en", "Mr. Solène Kerbrat-Morvan's team.", ["Mr.", "Solène", "Kerbrat-Morvan", "'s", "team", "."]),
        ("en", "(>100Mb) 14.6%", ["(", ">", "100", "Mb", ")", "14.6", "%"]),
        ("en", "27/8/2025 at 61/64 3G/4G", ["27/8/2025", "at", "61/64", "3G/4G"]),
        ("fr", "l’eau d’Ifanadiana à N’Djamena", ["l’", "eau", "d’", "Ifanadiana", "à", "N’Djamena"]),
        ("fr", "aujourd'hui, le 1er\u00a0mars", ["aujourd'hui", ",", "le", "1er", "mars"]),
        ("fr", "«\u202f12\u202f565\u202f»", ["«", "12", "565", "»"]),
        ("fr", "a-t-il dit", ["a", "-t-il", "dit"]),
    ],
)
def test_how_words_are_cut(language: str, text: str, tokens: list[str]) -> None:
    assert words(text, language) == tokens


def test_sentences_end_where_a_reader_ends_them() -> None:
    text = "Under Decree No. 5 Mr. A. Bo came. He said: “We stay.” Dr. Ut left at 3.5 p.m. on foot…\nA line"
    reading = read(text)
    assert [reading.text_of(a, b) for a, b in reading.sentences] == [
        "Under Decree No. 5 Mr. A. Bo came.",
        "He said: “We stay.”",
        "Dr. Ut left at 3.5 p.m. on foot…",
        "A line",
    ]
