"""A trained spaCy pipeline that is named with --model helps to see names and organizations; nothing depends on one."""

from __future__ import annotations

import pytest
import spacy

from visitx.decoding import Article
from visitx.errors import ModelError
from visitx.extraction import extract_article

TEXT = "The delegation was received by Mr. Idris of the coast, Director of the Blue Lighthouse Keepers, at the pier."


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A stand-in for a trained pipeline: it sees one person and one organization."""
    nlp = spacy.blank("en")
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns(  # type: ignore[attr-defined]
        [
            {"label": "PERSON", "pattern": "Idris of the coast"},
            {"label": "ORG", "pattern": "Blue Lighthouse Keepers"},
            {"label": "GPE", "pattern": "pier"},
        ]
    )
    path = tmp_path_factory.mktemp("model") / "seeing"
    nlp.to_disk(path)
    return str(path)


def test_a_model_helps_to_see_where_names_end(model: str) -> None:
    article = Article("a", "0", TEXT)
    assert extract_article(article, "en").officials[0].name == "Idris"
    (official,) = extract_article(article, "en", model=model).officials
    assert official.name == "Idris of the coast"
    assert [(p.role, p.organization) for p in official.positions] == [("director", "Blue Lighthouse Keepers")]


def test_a_model_that_is_not_there_is_said_in_one_line() -> None:
    with pytest.raises(ModelError, match=r"--model nowhere: no spaCy pipeline") as raised:
        extract_article(Article("a", "0", TEXT), "en", model="nowhere")
    assert "\n" not in str(raised.value)
