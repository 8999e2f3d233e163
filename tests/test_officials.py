"""Officials: names are compared by their parts, mentions stand where they say, and a record follows its names."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from visitx import extract
from visitx.header import Header
from visitx.officials import find_officials
from visitx.officials_words import bare, is_part, key_of
from visitx.pipeline import pipeline_for
from visitx.record import Official

# Pieces of which sentences about officials are made, in any order and often in none that makes sense.
PIECES = st.sampled_from(
    "Mr. Ms. M. Mme Dr. H.E. Hon. MM. Messrs. the le la l' of de du des at à au for pour in and et , ; : ( ) - – — . "
    "“ ” « » Minister minister ministre Director General directrice générale Vice Deputy adjointe adjoint Chief chef "
    "Mayor maire Senator General colonel deputy its his son sa who is qui est as MP CEO Health Santé Department "
    "Département Committee Tran Van Hai Diallo Kerbrat-Morin N'Diaye O'Brien El van der DUPONT Jean J. III UNICEF "
    "(WFP) Lindi province 's said led by conduite par accompanied delegation délégation Contact 555-0188 @ \n".split(
        " "
    )
)
TEXTS = st.lists(PIECES, min_size=1, max_size=25).map(" ".join) | st.text(max_size=80)
NAMES = st.lists(st.from_regex(r"[A-ZÀÉÈ][a-zéèïô]{2,7}", fullmatch=True), min_size=1, max_size=4)


def officials(text: str, language: str = "en") -> tuple[Official, ...]:
    return find_officials(pipeline_for(language).read(text), Header())


@pytest.mark.parametrize("language", ["en", "fr"])
@given(text=TEXTS)
@settings(max_examples=150, deadline=None)
def test_whatever_the_text_mentions_are_words_of_it(language: str, text: str) -> None:
    for official in officials(text, language):
        assert official.name.strip() == official.name != ""
        assert official.gender in ("female", "male", None)
        assert official.mentions == tuple(sorted(official.mentions, key=lambda m: m.start))
        for mention in official.mentions:
            assert mention.text == text[mention.start : mention.end]
            assert mention.rule.startswith("officials.")
        for position in official.positions:
            assert position.title in text
            assert position.organization is None or position.organization in text


@pytest.mark.parametrize("language", ["en", "fr"])
@given(text=TEXTS)
@settings(max_examples=60, deadline=None)
def test_no_two_officials_are_one(language: str, text: str) -> None:
    # Mr. Lee and Ms. Lee are two.
    keys = [(sorted(key_of(o.name)), o.gender) for o in officials(text, language)]
    assert all(keys.count(key) == 1 for key in keys)


@given(words=NAMES)
def test_a_name_is_the_same_without_accents_and_in_any_order(words: list[str]) -> None:
    name = " ".join(words)
    assert key_of(bare(name)) == key_of(name) == key_of(name.upper())
    assert sorted(key_of(" ".join(reversed(words)))) == sorted(key_of(name))
    assert all(is_part(key_of(word), key_of(name)) for word in words)


@given(words=NAMES)
def test_no_longer_name_is_part_of_a_shorter_one(words: list[str]) -> None:
    name = key_of(" ".join(words))
    assert not is_part((*name, "other"), name)
    assert not is_part((), name)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Đặng Minh Khôi", "Dang Minh Khoi"), ("N'Diaye", "Ndiaye"), ("M’Hamed Ould Ali", "M'hamed OULD ALI")],
)
def test_spellings_of_one_name(one: str, other: str) -> None:
    assert key_of(one) == key_of(other)


@pytest.mark.parametrize(
    "name", ["Mariam Keïta", "Jean-Luc O'Neil", "Ho Thi Bich", "Ivo van der Veen", "Omar El Amrani"]
)
@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "They met {name}, Deputy Director of the Water Agency, on Monday. {name} was clear."),
        ("en", "The Deputy Director of the Water Agency, Ms. {name}, replied."),
        ("fr", "Ils ont vu {name}, directrice adjointe de l'Agence de l'eau, lundi. {name} a été claire."),
        ("fr", "La directrice adjointe de l'Agence de l'eau, Mme {name}, a répondu."),
    ],
)
def test_the_record_follows_the_name(name: str, language: str, text: str) -> None:
    (official,) = officials(text.format(name=name), language)
    assert official.name == name
    assert [(p.role, p.organization) for p in official.positions] == [
        ("deputy-director", "Water Agency" if language == "en" else "Agence de l'eau")
    ]


@pytest.mark.parametrize(
    ("singular", "role"),
    [
        ("Director", "director"),
        ("Deputy Director", "deputy-director"),
        ("Acting Deputy Director General", "deputy-director-general"),
        ("Permanent Vice Chairman", "vice-chair"),
        ("Deputy Secretary General", "deputy-secretary-general"),
        ("Assistant Deputy Minister", "assistant-deputy-minister"),
        ("Deputy Resident Representative", "deputy-representative"),
        ("Deputy Chief Inspector", "inspector"),
        ("First Vice-President", "vice-chair"),
        ("Chief Executive Officer", "chief-executive"),
        ("High Commissioner", "commissioner"),
        ("Special Rapporteur", "rapporteur"),
        ("Vice-Chancellor", "rector"),
        ("Regional Director General", "director-general"),
    ],
)
def test_modifiers_decide_the_role(singular: str, role: str) -> None:
    (official,) = officials(f"Mr. Paul Obi, {singular} of the Water Agency, replied.")
    assert [(p.title, p.role, p.organization) for p in official.positions] == [(singular, role, "Water Agency")]


@pytest.mark.parametrize(
    ("title", "role", "gender"),
    [
        ("directrice", "director", "female"),
        ("directeur adjoint", "deputy-director", None),
        ("directrice générale adjointe", "deputy-director-general", "female"),
        ("premier vice-président", "vice-chair", None),
        ("secrétaire générale", "secretary-general", "female"),
        ("sous-ministre adjointe", "assistant-deputy-minister", "female"),
        ("représentant spécial adjoint", "deputy-representative", None),
        ("présidente-directrice générale", "chief-executive", "female"),
        ("haut-commissaire", "commissioner", None),
        ("cheffe adjointe", "deputy-head", "female"),
        ("coordonnatrice nationale", "coordinator", "female"),
        ("inspecteur général", "inspector", None),
        ("porte-parole", "spokesperson", None),
        ("rectrice", "rector", "female"),
    ],
)
def test_french_forms_decide_role_and_gender(title: str, role: str, gender: str | None) -> None:
    (official,) = officials(f"Claude Obi, {title} de l'Agence de l'eau, a répondu.", "fr")
    assert [(p.title, p.role) for p in official.positions] == [(title, role)]
    assert official.gender == gender


def test_every_mention_names_a_rule_of_the_language() -> None:
    text = (
        "Mr. Paul Obi, Mayor of Lindi, led Ms. Eva Lund. Obi left. Governor Sow and Deputies A. Roy and B. Cole came."
    )
    rules = {rule.id for rule in pipeline_for("en").book.rules}
    found = extract(text, "en").officials
    assert {mention.rule for official in found for mention in official.mentions} <= rules
