"""Numbers: what digits and number words say, in the notation of each language, or our own error."""

from __future__ import annotations

import re
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from visitx.errors import ValueNotUnderstoodError
from visitx.numerals import Numeral
from visitx.numerals_notation import Digits, Notation, NumberWords
from visitx.pipeline import pipeline_for
from visitx.rules_books import languages, load_rulebook

LANGUAGES = pytest.mark.parametrize("language", languages())
NOTATIONS = {language: Notation(load_rulebook(language)) for language in languages()}
WORDS = {language: NumberWords(load_rulebook(language)) for language in languages()}


def numerals(text: str, language: str) -> list[Numeral]:
    return pipeline_for(language).read(text).numerals


def grouped(value: int, mark: str) -> str:
    return f"{value:,}".replace(",", mark)


@pytest.mark.parametrize(
    ("text", "english", "french"),
    [
        ("12,565", Digits(12565), Digits(12.565, 12565)),
        ("12.565", Digits(12.565, 12565), Digits(12565)),
        ("12 565", Digits(12565), Digits(12565)),
        ("12\u202f565", Digits(12565), Digits(12565)),
        ("12'565", Digits(12565), Digits(12565)),
        ("12’565", Digits(12565), Digits(12565)),
        ("1,350,482", Digits(1350482), Digits(1350482)),
        ("1.350.482", Digits(1350482), Digits(1350482)),
        ("12,34,567", Digits(1234567), Digits(1234567)),
        ("1.234,5", Digits(1234.5), Digits(1234.5)),
        ("1,234.5", Digits(1234.5), Digits(1234.5)),
        ("0,8", Digits(0.8), Digits(0.8)),
        ("0.8", Digits(0.8), Digits(0.8)),
        ("0.565", Digits(0.565), Digits(0.565)),
        ("14,6", Digits(14.6), Digits(14.6)),
        ("3½", Digits(3.5), Digits(3.5)),
    ],
)
def test_digits_in_either_notation(text: str, english: Digits, french: Digits) -> None:
    assert NOTATIONS["en"].parse(text) == english
    assert NOTATIONS["fr"].parse(text) == french


@pytest.mark.parametrize("text", ["", "007", "8.5.2", "05.02.2026", "1,23,4", "12,", "1'23", "٣٤", "1 2345", "1e3"])
@LANGUAGES
def test_what_is_no_number(text: str, language: str) -> None:
    with pytest.raises(ValueNotUnderstoodError):
        NOTATIONS[language].parse(text)


@given(st.text(alphabet="0123456789.,'’ \u00a0\u202f½-", max_size=16))
@settings(max_examples=300, deadline=None)
def test_digits_give_a_value_or_our_error(text: str) -> None:
    for notation in NOTATIONS.values():
        with suppress(ValueNotUnderstoodError):
            assert notation.parse(text).value >= 0


@given(st.integers(0, 10**14))
def test_every_grouping_of_a_whole_number_is_read(value: int) -> None:
    for notation in NOTATIONS.values():
        marks = {" ", "\u00a0", "\u202f", "'", "’"} | (notation.groups & {",", "."})
        assert {notation.parse(grouped(value, mark)).value for mark in marks} == {value}


@given(st.integers(0, 10**9), st.integers(0, 99))
def test_decimals_behind_groups_are_read(whole: int, cents: int) -> None:
    value = float(f"{whole}.{cents:02}")
    assert NOTATIONS["en"].parse(f"{whole:,}.{cents:02}").value == value
    assert NOTATIONS["fr"].parse(f"{grouped(whole, ' ')},{cents:02}").value == value


def test_an_article_may_group_in_a_way_of_its_own() -> None:
    notation = NOTATIONS["en"].adapted("The province has 1.350.482 inhabitants.")
    assert notation.parse("331.690").value == 331690
    assert NOTATIONS["en"].adapted("version 1.2.3").parse("331.690").value == 331.69


# -- words

ENGLISH = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen \
seventeen eighteen nineteen".split()
ENGLISH_TENS = ". . twenty thirty forty fifty sixty seventy eighty ninety".split()
FRENCH = "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept \
dix-huit dix-neuf".split()
FRENCH_TENS = ". . vingt trente quarante cinquante soixante".split()


def english(value: int) -> str:
    """A number below a billion as English writes it."""
    if value < 20:
        return ENGLISH[value]
    if value < 100:
        return ENGLISH_TENS[value // 10] + (f"-{ENGLISH[value % 10]}" if value % 10 else "")
    for scale, name in ((10**6, "million"), (1000, "thousand"), (100, "hundred")):
        if value >= scale:
            rest = value % scale
            joint = " and " if scale == 100 or 0 < rest < 100 else " "
            return f"{english(value // scale)} {name}" + (f"{joint}{english(rest)}" if rest else "")
    raise AssertionError(value)


def french(value: int) -> str:
    """A number below a billion as French writes it."""
    if value < 20:
        return FRENCH[value]
    if value < 70:
        joint = "-et-" if value % 10 == 1 else "-"
        return FRENCH_TENS[value // 10] + (f"{joint}{FRENCH[value % 10]}" if value % 10 else "")
    if value < 80:
        return "soixante et onze" if value == 71 else f"soixante-{FRENCH[value - 60]}"
    if value < 100:
        return "quatre-vingts" if value == 80 else f"quatre-vingt-{FRENCH[value - 80]}"
    if value < 1000:
        hundreds = "cent" if value < 200 else f"{FRENCH[value // 100]} cent" + ("" if value % 100 else "s")
        return f"{hundreds} {french(value % 100)}" if value % 100 else hundreds
    scale, name = (10**6, "million") if value >= 10**6 else (1000, "mille")
    times = french(value // scale)
    if name == "mille":
        times = re.sub(r"(?<=cent|ingt)s$", "", times)
    front = "mille" if (name, times) == ("mille", "un") else f"{times} {name}"
    front += "s" if name == "million" and value >= 2 * scale else ""
    return f"{front} {french(value % scale)}" if value % scale else front


@given(st.integers(2, 10**9 - 1))
@settings(max_examples=300, deadline=None)
def test_numbers_in_words_are_read(value: int) -> None:
    for language, text in (("en", english(value)), ("fr", french(value).replace("-et-", " et "))):
        norms = text.split()
        read = WORDS[language].read(norms, 0, len(norms))
        assert read is not None, text
        assert (read.value, read.last) == (value, len(norms)), text


@pytest.mark.parametrize(
    ("language", "text", "values"),
    [
        ("en", "one and a half million, two and a half, half a million, a hundred", [1500000, 2.5, 500000, 100]),
        ("en", "a dozen, two dozen, dozens, hundreds, millions", [12, 24]),
        ("en", "one, no one, a, an, both, once, twice, half, first, second, third", []),
        ("en", "two or three hundred and five thousand", [2, 305000]),
        ("en", "125 billion, 4.5bn, $2m, 3 thousand billion, 3.42 lakh, 12 crore", None),
        ("fr", "un million et demi, un demi-million, mille deux cents, cent un", [1500000, 500000, 1200, 101]),
        ("fr", "septante-deux, huitante, nonante et un, quatre-vingt-onze", [72, 80, 91, 91]),
        ("fr", "une vingtaine, une centaine de milliers, des dizaines, des millions", [20, 100000]),
        ("fr", "un, une, l'un, aucun, demi, moitié, premier, second, deuxième", []),
    ],
)
def test_what_number_words_say(language: str, text: str, values: list[float] | None) -> None:
    expected = [125e9, 4.5e9, 2e6, 3e12, 342000, 12e7] if values is None else values
    assert [n.value for n in numerals(text, language)] == expected


@pytest.mark.parametrize(
    "text", ["+33 2 55 55 01 49", "1 866 555-0142", "888-555-0192", "072 555 019", "+41 58 555 44 10"]
)
@LANGUAGES
def test_telephone_numbers_are_none(text: str, language: str) -> None:
    assert numerals(f"Tel. {text}", language) == []


@LANGUAGES
def test_fractions_ranges_and_minus(language: str) -> None:
    found = numerals("61/64 a 3-5 b -38 c 2024/25 d 2021-2025 e", language)
    assert [(n.value, n.of, n.max) for n in found] == [(61, 64, None), (3, None, 5), (-38, None, None)]


@given(st.text(alphabet="0123456789.,'/- abdeimnorstuy€$%KM\n", max_size=40))
@settings(max_examples=200, deadline=None)
def test_numerals_stand_in_order_and_apart(text: str) -> None:
    for language in NOTATIONS:
        reading = pipeline_for(language).read(text)
        end = 0
        for numeral in reading.numerals:
            assert end <= numeral.first < numeral.last <= len(reading)
            end = numeral.last
