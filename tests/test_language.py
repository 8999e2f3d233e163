"""The language of a single short paragraph, and what is none of ours."""

from __future__ import annotations

import pytest

from visitx.errors import LanguageError
from visitx.language import detect_language

OURS = [
    ("en", "The Minister of Health was received by the Governor, who thanked her for the new clinic."),
    ("en", "Nine of the buildings lost their roof in September 2025."),
    ("fr", "La délégation a remercié le maire de son accueil."),
    ("fr", "Le rapport définitif est attendu d’ici fin mars 2026."),
    ("es", "El ministro visitó la provincia el martes y recomendó al gobierno que construya el puente."),
]
OTHERS = [
    ("German", "Der Minister besuchte am Dienstag die Provinz und empfahl, die Brücke bis Ende des Jahres zu bauen."),
    ("Italian", "Il ministro ha visitato la provincia martedì e ha raccomandato al governo di costruire il ponte."),
    ("Portuguese", "O ministro visitou a província na terça-feira e recomendou ao governo que construa a ponte."),
    ("Dutch", "De minister bezocht dinsdag de provincie en adviseerde de regering om de brug te bouwen."),
    ("Vietnamese", "Bộ trưởng đã đến thăm tỉnh vào thứ Ba và đề nghị chính phủ xây dựng cây cầu trước cuối năm."),
]


@pytest.mark.parametrize(("language", "text"), OURS)
def test_our_languages_are_told(language: str, text: str) -> None:
    assert detect_language(text) == language


@pytest.mark.parametrize(("name", "text"), OTHERS)
def test_other_languages_are_named(name: str, text: str) -> None:
    with pytest.raises(LanguageError) as raised:
        detect_language(text, "a.txt")
    assert str(raised.value).startswith(f"a.txt: looks like {name}")
    assert "--lang en|es|fr" in str(raised.value)


@pytest.mark.parametrize("text", ["12345 67890", "Xylo fnord quux", "—"])
def test_what_is_no_language_is_refused(text: str) -> None:
    with pytest.raises(LanguageError):
        detect_language(text)
