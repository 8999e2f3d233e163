"""From bytes to text: which encodings are read, and that any bytes give a record or one clear error."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import SAMPLES
from visitx.decoding import LIMIT, decode_article, read_article
from visitx.errors import LanguageError, ReadError
from visitx.many import Extraction
from visitx.record import Record

FRENCH = (SAMPLES / "kratie.fr.txt").read_text("utf-8")
ENGLISH = (SAMPLES / "kratie.en.txt").read_text("utf-8")
SENTENCE = "La délégation, reçue à l’hôtel de ville, a remis 12 000 € au cœur de l’été."


@pytest.mark.parametrize("text", [FRENCH, ENGLISH, SENTENCE], ids=["French", "English", "a sentence"])
@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        ("utf-8", b""),
        ("utf-8", codecs.BOM_UTF8),
        ("utf-16-le", codecs.BOM_UTF16_LE),
        ("utf-16-be", codecs.BOM_UTF16_BE),
        ("utf-16-le", b""),
        ("utf-16-be", b""),
        ("cp1252", b""),
    ],
)
def test_these_encodings_are_read(text: str, encoding: str, mark: bytes) -> None:
    if encoding == "cp1252":
        text = text.replace("\u202f", "\xa0").replace("\u2011", "-").replace("\u2009", " ").replace("\u2212", "-")
    assert decode_article("a.txt", mark + text.encode(encoding)).text == text


def test_line_ends_are_one_character() -> None:
    assert decode_article("a.txt", b"a\r\nb\rc\n").text == "a\nb\nc\n"


RUSSIAN = "Министр посетил во вторник провинцию и рекомендовал построить мост через реку."
GREEK = "Ο υπουργός επισκέφθηκε την Τρίτη την επαρχία και συνέστησε την κατασκευή γέφυρας."
JAPANESE = "大臣は火曜日に県を訪問し、橋の建設を勧告した。作業は来年の春に始まる予定である。"
CHINESE = "部长星期二访问了该省，并建议修建一座桥梁。工程将于明年春天开始。"


@pytest.mark.parametrize(
    ("text", "encoding", "seen"),
    [
        (RUSSIAN, "cp1251", "cp1251"),
        (RUSSIAN, "koi8_r", "koi8_r"),
        (GREEK, "cp1253", "cp1253"),
        (JAPANESE, "shift_jis", "cp932"),
        (JAPANESE, "euc_jp", "euc_ji"),
        (CHINESE, "gb18030", "gb18030"),
        (CHINESE, "big5", "big5"),
        (FRENCH.translate({0x202F: 0xA0, 0x2019: "'", 0x2018: "'", 0x2013: "-", 0x20AC: "E"}), "cp850", "cp"),
        (FRENCH.replace("\u202f", "\xa0"), "mac_roman", "mac"),
    ],
)
def test_other_encodings_are_named(text: str, encoding: str, seen: str) -> None:
    with pytest.raises(ReadError, match=f"a.txt: is not UTF-8, UTF-16 or Windows-1252 .looks like {seen}"):
        decode_article("a.txt", text.encode(encoding, "ignore"))


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "is empty"),
        (codecs.BOM_UTF8 + b"\n", "is empty"),
        (codecs.BOM_UTF16_LE, "is empty"),
        (codecs.BOM_UTF16_LE + b"a\0b", "is UTF-16 that breaks off"),
        (codecs.BOM_UTF16_LE + b"\0\xd8a\0", "is UTF-16 that breaks off or is damaged"),
        (codecs.BOM_UTF32_LE + "abc".encode("utf-32-le"), "is a binary file"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "is a binary file"),
        (b"\xe9\0\0\xff", "is a binary file"),
    ],
)
def test_what_is_no_text(data: bytes, says: str) -> None:
    with pytest.raises(ReadError, match=says):
        decode_article("a.txt", data)


def test_what_is_too_large_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"a" * LIMIT)
    assert len(read_article(path).text) == LIMIT
    path.write_bytes(b"a" * (LIMIT + 1))
    with pytest.raises(ReadError, match=r"is 1\.0 MB large; an article has at most 1 MB"):
        read_article(path)


WORDS = [
    *"The Minister of the ministre a visité le 12 mars 2026 % € 5,000 M. Mrs « » ( ) , . n° No. recommended".split(),
    *"that should et and million Law décret à l’ http://a.b/c a@b.c".split(),
    *("\n", "- ", "\u202f", "\0", "\x1b[31m", "\ufeff", "A" * 50),
]


@settings(max_examples=150, deadline=None)
@given(
    st.one_of(
        st.binary(max_size=300),
        st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass")),
        st.lists(st.sampled_from(WORDS), max_size=80).map(lambda words: " ".join(words).encode()),
        st.tuples(
            st.sampled_from([codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE]), st.binary(max_size=100)
        ).map(b"".join),
        st.tuples(st.just(ENGLISH[:400].encode()), st.binary(max_size=20), st.just(FRENCH[:400].encode())).map(
            b"".join
        ),
        st.tuples(st.integers(0, 300), st.sampled_from(["cp1252", "utf-16", "mac_roman", "cp850"])).map(
            lambda pair: FRENCH[pair[0] :][:300].encode(pair[1], "replace")
        ),
    ),
    st.sampled_from([None, "en", "fr"]),
)
def test_any_bytes_give_a_record_or_one_clear_error(data: bytes, language: str | None) -> None:
    try:
        article = decode_article("a.txt", data)
        record = Extraction(language).record(article)
    except (ReadError, LanguageError) as error:
        assert str(error).startswith("a.txt: ")
        assert "\n" not in str(error)
        return
    assert Record.from_yaml(record.to_yaml()) == record
    for item in (*record.figures, *record.dates, *record.references, *record.recommendations):
        assert article.text[item.start : item.end] == item.text
