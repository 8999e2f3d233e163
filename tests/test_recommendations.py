"""Recommendations: what no article may do to an item, who asks whom, and lists in every form they are printed in."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import cases
from visitx.header import read_header
from visitx.officials import find_officials
from visitx.pipeline import pipeline_for
from visitx.recommendations import find_recommendations
from visitx.record import Recommendation

# Pieces of which requests are made in either language, in any order and often in none that makes sense.
WORDS = (
    "The the mayor team Ministry town Mr. M. X Anna Weiss who which qui que qu'il Le la commune ministère préfet il "
    "elle they it we nous asked urged called on to for that recommended should must not don't a demandé à aux au de "
    "d' exhorté invité recommande devrait ne pas doit pour afin repair open the-road réparer ouvrir la-route soit be "
    "set up in May following recommendations: recommandations suivantes : the les demande request ( ) 1) (2) a) - • "
    '— “ ” « » " , ; . ! ? : said he a-t-il dit according selon and et or ou by par'
)
PIECES = st.sampled_from([*WORDS.split(), "\n", "\n- ", "\nTo the Ministry: ", "\nRECOMMENDATIONS\n", "(1) ", "; "])
TEXTS = st.lists(PIECES, min_size=1, max_size=24).map(" ".join) | st.text(max_size=80)

ITEMS = {
    "en": ["open two clinics", "train forty nurses", "publish its accounts", "repair the bridge at Orford"],
    "fr": ["ouvrir deux cliniques", "former quarante infirmiers", "publier ses comptes", "réparer le pont d'Orval"],
}
LEADS = {
    "en": ("The team asked the Ministry to ", "The team asked the Ministry to:"),
    "fr": ("L'équipe a demandé au ministère de ", "L'équipe a demandé au ministère de :"),
}
MARKS = [
    lambda n: f"({n})",
    lambda n: f"{n})",
    lambda n: f"{'abcd'[n - 1]})",
    lambda n: f"{n}.",
    lambda n: "-",
    lambda n: "•",
    lambda n: "*",
]


def requests(text: str, language: str) -> tuple[Recommendation, ...]:
    reading = pipeline_for(language).read(text)
    header = read_header(reading)
    return find_recommendations(reading, header, find_officials(reading, header))


def parties(language: str) -> tuple[str, str]:
    return {"en": ("team", "Ministry"), "fr": ("équipe", "ministère")}[language]


@settings(max_examples=300, deadline=None)
@given(text=TEXTS, language=st.sampled_from(["en", "fr"]))
def test_an_item_is_the_article_where_it_says(text: str, language: str) -> None:
    found = requests(text, language)
    last = 0
    for item in found:
        assert item.text == text[item.start : item.end]
        assert item.text == item.text.strip() != ""
        assert last <= item.start, "items follow one another and share no words"
        assert item.line == text.count("\n", 0, item.start) + 1
        assert item.by is None or item.by.strip() == item.by != ""
        assert item.to is None or item.to.strip() == item.to != ""
        last = item.end


@settings(max_examples=60, deadline=None)
@given(text=TEXTS, language=st.sampled_from(["en", "fr"]))
def test_reading_twice_gives_the_same(text: str, language: str) -> None:
    assert requests(text, language) == requests(text, language)


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("number", [2, 3, 4])
@pytest.mark.parametrize("mark", range(len(MARKS)))
def test_a_list_below_its_sentence(language: str, number: int, mark: int) -> None:
    items = ITEMS[language][:number]
    lines = [f"{MARKS[mark](n)} {item};" for n, item in enumerate(items, 1)]
    found = requests("\n".join([LEADS[language][1], *lines])[:-1] + ".", language)
    by, to = parties(language)
    assert [(r.by, r.to, r.text) for r in found] == [(by, to, item) for item in items]


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("mark", range(3))
def test_a_list_in_its_sentence(language: str, mark: int) -> None:
    items = ITEMS[language]
    marked = "; ".join(f"{MARKS[mark](n)} {item}" for n, item in enumerate(items, 1))
    by, to = parties(language)
    for lead in LEADS[language]:
        found = requests(f"{lead.rstrip()} {marked}.", language)
        assert [(r.by, r.to, r.text) for r in found] == [(by, to, item) for item in items]


@settings(max_examples=40, deadline=None)
@given(chosen=st.permutations(range(4)), language=st.sampled_from(["en", "fr"]))
def test_semicolons_part_items_in_any_order(chosen: list[int], language: str) -> None:
    items = [ITEMS[language][at] for at in chosen]
    joiner = {"en": "; to ", "fr": " ; de "}[language]
    found = requests(f"{LEADS[language][0]}{joiner.join(items)}.", language)
    assert [r.text for r in found] == items


@pytest.mark.parametrize(
    ("english", "french"),
    [
        ("The team urges the town to repair the road.", "L'équipe exhorte la ville à réparer la route."),
        ("The town was asked to repair the road.", "La ville a été invitée à réparer la route."),
        ("It is recommended that the road be repaired.", "Il est recommandé que la route soit réparée."),
        ("The team called for the repair of the road.", "L'équipe a plaidé pour la réparation de la route."),
        ("The team proposed that the town repair it.", "L'équipe a proposé que la ville la répare."),
        ("The team wants the town to repair the road.", "L'équipe souhaite que la ville répare la route."),
        ("“Repair the road,” the mayor said.", "« Réparez la route », a dit le maire."),
        ("In the team's view, the town should pay.", "Selon l'équipe, la ville devrait payer."),
        ("The team advised the town against paying.", "L'équipe a déconseillé à la ville de payer."),
    ],
)
def test_two_languages_ask_by_the_same_rule(english: str, french: str) -> None:
    left, right = requests(english, "en"), requests(french, "fr")
    assert [r.rule for r in left] == [r.rule for r in right] != []
    assert [(r.by is None, r.to is None) for r in left] == [(r.by is None, r.to is None) for r in right]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_many_ways_to_ask(language: str) -> None:
    """Sixty and more sentences of the tables ask, each with its own words; as many only look as if they did."""
    tables = [param.values[1] for param in cases("recommendations") if param.values[0] == language]
    assert sum(bool(case["gives"]) for case in tables) >= 100
    assert sum(not case["gives"] for case in tables) >= 25
