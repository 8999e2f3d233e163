"""Figures: what two languages must say alike, what no article may do to a figure, and labels that are the article's."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from visitx import extract
from visitx.figures import find_figures
from visitx.header import Header
from visitx.pipeline import pipeline_for
from visitx.record import Figure
from visitx.rules_books import languages, load_rulebook

KINDS = {"count", "percent", "money", "measure", "duration"}
QUALIFIERS = {"more-than", "less-than", "at-least", "at-most", "about", "nearly", None}
# Pieces of which figures are made in either language, in any order and often in none that makes sense.
PIECES = st.sampled_from(
    "1 2 7 12 45 100 2.5 2,5 12,565 12 565 3-5 61/64 1/0 0 00 -3 − 2025 1.350.482 K18.4 million milliard bn M Md "
    "two deux dix dix-neuf neuf dozen vingtaine centaine one un une half demi and et or ou a an to à from de between "
    "entre per par % percent pour cent points point km m² t/ha °C h days jours years ans year-old three-day $ € US$ "
    "USD FCFA francs dollars de la des du the of of-the over plus de moins de jusqu'à about environ at most au moins "
    "schools écoles people personnes rate taux reached atteint page article phase room salle ( ) , . ; : - – / + "
    "which dont qui that in en against contre".split()
)
TEXTS = st.lists(PIECES, min_size=1, max_size=16).map(" ".join) | st.text(max_size=60)


def figures(text: str, language: str) -> tuple[Figure, ...]:
    return extract(text, language).figures


def facts(text: str, language: str) -> list[tuple[object, ...]]:
    return [(f.value, f.max, f.of, f.kind, f.unit, f.qualifier) for f in figures(text, language)]


@pytest.mark.parametrize(
    ("english", "french"),
    [
        ("More than 125 billion dong were paid.", "Plus de 125 milliards de dongs ont été payés."),
        ("The rate reached 98.6%.", "Le taux a atteint 98,6 %."),
        ("Nearly 60 to 65 percent came.", "Près de 60 à 65 pour cent sont venus."),
        ("It costs €14.6 million.", "Cela coûte 14,6 M€."),
        ("The work took three and a half years.", "Les travaux ont pris trois ans et demi."),
        ("They walked 12 kilometres in 2 hours.", "Ils ont marché 12 kilomètres en 2 heures."),
        ("About twenty people met for 90 minutes.", "Environ vingt personnes se sont vues 90 minutes."),
        ("It fell from 5.8 t/ha to 3.9 t/ha.", "Il est tombé de 5,8 t/ha à 3,9 t/ha."),
        ("Up to 19 patients a day come.", "Jusqu'à 19 malades par jour viennent."),
        ("61/64 communes are connected.", "61/64 communes sont raccordées."),
        ("It was minus 31 degrees Celsius.", "Il faisait moins 31 degrés Celsius."),
        ("The flow is 320 cubic metres per second.", "Le débit est de 320 mètres cubes par seconde."),
        ("Leaks fell by 2 percentage points.", "Les fuites ont reculé de 2 points de pourcentage."),
        ("Half a million children live there.", "Un demi-million d'enfants y vivent."),
    ],
)
def test_the_same_fact_in_two_languages(english: str, french: str) -> None:
    assert facts(english, "en") == facts(french, "fr") != []


@given(TEXTS)
@settings(max_examples=150, deadline=None)
def test_any_text_gives_figures_that_stand_in_it(text: str) -> None:
    for language in languages():
        end = 0
        for figure in find_figures(pipeline_for(language).read(text), Header(), frozenset()):
            assert text[figure.start : figure.end] == figure.text
            assert end <= figure.start < figure.end
            assert figure.kind in KINDS
            assert figure.qualifier in QUALIFIERS
            assert figure.label is None or figure.label in text
            assert figure.max is None or figure.max > figure.value
            end = figure.end


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("OTTAWA, Ont. – It costs $5 million.", "CAD"),
        ("KINGSTON, Jamaica – It costs $5 million.", "JMD"),
        ("The agency in Chad needs $5 million.", "USD"),
        ("BERN – It costs 5 million francs.", "CHF"),
        ("KIGALI, Rwanda – It costs 5 million francs.", "RWF"),
        ("It costs 5 million francs.", None),
        ("DAKAR – It costs 5 million CFA francs.", "XOF"),
        ("DOUALA, Cameroon – It costs 5 million CFA francs.", "XAF"),
        ("It costs 5 million francs.\nTel. +257 22 00 00 00", "BIF"),
        ("It costs $5 million.\nMore: https://www.example.gc.ca/news", "CAD"),
        ("ALGIERS – It costs 5 million dinars.", "DZD"),
        ("It costs 5 million dinars, not 3 million Tunisian dinars.", "TND"),
    ],
)
def test_a_shared_name_of_money_is_that_of_the_publisher(text: str, unit: str | None) -> None:
    assert figures(text, "en")[0].unit == unit


def test_figures_in_what_other_sections_hold_are_none() -> None:
    text = "DAKAR, 3 February 2026 – Under Decree No. 132/2025/ND-CP of 5 May 2025, 12 wells were dug by 30 June 2026."
    assert [(f.value, f.label) for f in figures(text, "en")] == [(12, "wells")]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_there_is_a_hundred_units_and_forty_currencies_with_names(language: str) -> None:
    book = load_rulebook(language)
    assert len(book.terms("unit-name")) >= 100
    assert len(book.terms("currency-name")) >= 40
