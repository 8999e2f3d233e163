"""The visit: whatever the text, it says only what the text says; sides follow the words around the names."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from visitx import extract

PIECES = st.sampled_from(
    "a delegation of from the Ministry Health led by visited worked with received accompanied Mr. Paul Obi Ms. Eva "
    "Lund une délégation du ministère de la Santé conduite par a visité s'est rendue à reçue accompagnée M. Mme , . "
    "( ) : in Lindi province on le 3 May mai 2026 from du to au 5 who qui mission visit visite tour trois three days "
    "jours".split()
)
TEXTS = st.lists(PIECES, min_size=1, max_size=25).map(" ".join)


@pytest.mark.parametrize("language", ["en", "fr"])
@given(text=TEXTS)
@settings(max_examples=120, deadline=None)
def test_whatever_the_text_the_visit_is_in_its_words(language: str, text: str) -> None:
    record = extract(text, language)
    names = {official.name for official in record.officials}
    assert record.visit.head is None or record.visit.head in names
    assert record.visit.delegation is None or record.visit.delegation in text
    assert all(host in text for host in record.visit.hosts)
    assert all(place in text for place in record.visit.places)
    assert set(record.visit.dates) <= {date.value for date in record.dates}
    assert {official.side for official in record.officials} <= {"delegation", "host", None}


@pytest.mark.parametrize(
    ("language", "text", "sides"),
    [
        ("en", "The delegation, led by Mr. Paul Obi, was received by Ms. Eva Lund.", ["delegation", "host"]),
        (
            "en",
            "Ms. Eva Lund was accompanied by Mr. Paul Obi. They were welcomed by Mr. Ali Sow.",
            ["delegation", "delegation", "host"],
        ),
        ("en", "Mr. Ali Sow, Mayor of Lindi, welcomed the delegation.", ["host"]),
        ("en", "On the province's side were Mr. Ali Sow and Ms. Eva Lund.", ["host", "host"]),
        ("en", "Mr. Paul Obi was also on the trip.", ["delegation"]),
        ("en", "Mr. Paul Obi thanked Ms. Eva Lund.", [None, None]),
        ("en", "On the Lao side were Mr. Ali Sow and Ms. Eva Lund.", ["host", "host"]),
        (
            "en",
            "Minister Eva Lund spoke. Travelling with the minister were Mr. Paul Obi and Mr. Ali Sow.",
            ["delegation", "delegation", "delegation"],
        ),
        ("en", "Dr. Paul Obi and Ms. Eva Lund visited Lindi province.", ["delegation", "delegation"]),
        ("fr", "La délégation, conduite par M. Paul Obi, a été reçue par Mme Eva Lund.", ["delegation", "host"]),
        ("fr", "Elle était accompagnée de M. Paul Obi. M. Ali Sow les a accueillis.", ["delegation", "host"]),
        ("fr", "M. Ali Sow, maire de Lindi, a accueilli la délégation.", ["host"]),
        ("fr", "Mme Eva Lund et M. Paul Obi étaient du voyage.", ["delegation", "delegation"]),
        ("fr", "M. Paul Obi a remercié Mme Eva Lund.", [None, None]),
        ("fr", "Du côté laotien étaient présents M. Ali Sow et Mme Eva Lund.", ["host", "host"]),
        (
            "fr",
            "La ministre Eva Lund a parlé. M. Paul Obi et M. Ali Sow accompagnaient la ministre.",
            ["delegation", "delegation", "delegation"],
        ),
    ],
)
def test_sides(language: str, text: str, sides: list[str | None]) -> None:
    assert [official.side for official in extract(text, language).officials] == sides
