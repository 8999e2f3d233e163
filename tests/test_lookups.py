"""Terms looked up at a place are the hits that are found everywhere."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import SAMPLES
from visitx.pipeline import pipeline_for

WORDS = "of the out to up at least from in about 12 million per cent which them more than no fewer a year , ."


def assert_alike(text: str, language: str) -> None:
    """Every lexicon that is searched for says the same both ways, whichever is asked first."""
    reading = pipeline_for(language).read(text)
    for name, lexicon in reading.book.lexicons.items():
        if lexicon.match in ("folded", "exact"):
            looked_up = [(reading.term_at(name, at), reading.term_ending(name, at + 1)) for at in range(len(reading))]
            found = [(reading.hit_at(name, at), reading.hit_ending(name, at + 1)) for at in range(len(reading))]
            assert looked_up == found, name


@pytest.mark.parametrize("name", ["kratie.en", "kratie.fr"])
def test_terms_are_looked_up_as_they_are_found(name: str) -> None:
    assert_alike((SAMPLES / f"{name}.txt").read_text("utf-8"), name[-2:])


@settings(max_examples=30, deadline=None)
@given(st.lists(st.sampled_from(WORDS.split()), max_size=25))
def test_terms_that_overlap_are_looked_up_as_they_are_found(words: list[str]) -> None:
    assert_alike(" ".join(words), "en")


def test_there_is_no_term_outside_the_article() -> None:
    reading = pipeline_for("en").read("In May.")
    assert [reading.term_at("year-lead", at) for at in (-9, -1, 9)] == [None] * 3
    assert reading.term_ending("year-lead", 0) is None
