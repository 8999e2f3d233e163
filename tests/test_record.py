"""The record's YAML and JSON: what is written is read back the same, and what is no record is refused."""

from __future__ import annotations

import json

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from visitx import yamlio
from visitx.errors import RecordError
from visitx.record import (
    DateItem,
    Document,
    Figure,
    Mention,
    Official,
    Position,
    Recommendation,
    Record,
    Reference,
    Visit,
)

text = st.text(st.characters(codec="utf-8", exclude_characters="\r\x85\u2028\u2029"), max_size=30)
maybe = st.none() | text
number = st.integers(-(10**15), 10**15) | st.floats(-1e6, 1e6, allow_nan=False).map(lambda x: round(x, 3))
place = {"text": text, "start": st.integers(0), "end": st.integers(0), "line": st.integers(1), "rule": text}
records = st.builds(
    Record,
    document=st.builds(Document, file=text, sha256=text, language=text, title=maybe, source=maybe, published=maybe),
    visit=st.builds(Visit, delegation=maybe, head=maybe, hosts=st.tuples(text), dates=st.tuples(text)),
    officials=st.lists(
        st.builds(
            Official,
            name=text,
            gender=maybe,
            positions=st.lists(st.builds(Position, title=text, role=maybe, organization=maybe), max_size=2).map(tuple),
            side=maybe,
            mentions=st.lists(st.builds(Mention, **place), max_size=2).map(tuple),
        ),
        max_size=2,
    ).map(tuple),
    figures=st.lists(
        st.builds(
            Figure,
            value=number, max=st.none() | number, of=st.none() | number, kind=text, unit=maybe, qualifier=maybe,
            label=maybe, **place,
        ),
        max_size=2,
    ).map(tuple),
    dates=st.lists(st.builds(DateItem, value=text, kind=text, **place), max_size=2).map(tuple),
    references=st.lists(
        st.builds(Reference, kind=text, number=maybe, title=maybe, date=maybe, issuer=maybe, **place), max_size=2
    ).map(tuple),
    recommendations=st.lists(st.builds(Recommendation, by=maybe, to=maybe, **place), max_size=2).map(tuple),
)  # fmt: skip


@given(records)
def test_yaml_and_json_round_trips(record: Record) -> None:
    written = record.to_yaml()
    assert Record.from_yaml(written) == record
    assert Record.from_yaml(written).to_yaml() == written
    assert Record.from_dict(json.loads(record.to_json())) == record


@given(st.text(max_size=60))
def test_any_text_is_a_record_or_a_record_error(any_text: str) -> None:
    try:
        assert isinstance(Record.from_yaml(any_text), Record)
    except RecordError as error:
        assert "\n" not in str(error)


BLANK = Record(Document("a.txt", "0", "en"))


def test_empty_sections_are_lists_and_unknown_values_null() -> None:
    data = yaml.safe_load(BLANK.to_yaml())
    assert data["officials"] == []
    assert data["document"]["published"] is None
    assert data["visit"] == {"delegation": None, "head": None, "hosts": [], "places": [], "dates": []}


def test_dates_are_written_plain() -> None:
    record = Record(Document("a.txt", "0", "en", published="2026-02-03"))
    assert "published: 2026-02-03\n" in record.to_yaml()
    assert Record.from_yaml(record.to_yaml()).document.published == "2026-02-03"


def test_max_and_of_are_absent_when_unknown() -> None:
    figure = Figure(3, None, None, "count", None, None, "boats", "3 boats", 0, 7, 1, "figures.count")
    assert "max" not in Record(BLANK.document, figures=(figure,)).to_dict()["figures"][0]


@pytest.mark.parametrize(
    ("yaml_text", "says"),
    [
        ("", "not a visitx record"),
        ("[1, 2]", "not a visitx record"),
        ("visitx: 2\n", "format 2"),
        ("visitx: 1\n", "'document' is missing"),
        (BLANK.to_yaml() + "extra: 1\n", "unknown key 'extra'"),
        (BLANK.to_yaml().replace("language: en", "language: 3"), "str is expected, not 3"),
        (BLANK.to_yaml().replace("officials: []", "officials: 3"), "a list is expected"),
        ("visitx: 1\nx: &a 1\ny: *a\n", "aliases and tags"),
        ("visitx: !!python/none 1\n", "aliases and tags"),
        ("visitx: 1\n  bad: [", "not YAML"),
        ("visitx: 1\ndocument: " + "[" * 5000, "not"),
    ],
)
def test_what_is_no_record_is_refused_in_one_line(yaml_text: str, says: str) -> None:
    with pytest.raises(RecordError) as raised:
        Record.from_yaml(yaml_text, "a.yaml")
    assert str(raised.value).startswith("a.yaml")
    assert says in str(raised.value)
    assert "\n" not in str(raised.value)


@given(st.one_of(st.text(), st.from_regex(r"[a-zA-Zé0-9.:#\- ',&]{0,12}", fullmatch=True)))
@example("no").via("YAML 1.1 reads it as a truth value")
@example("2025").via("a number unless quoted")
@example("two\nlines").via("not written on one line")
def test_lines_written_here_are_those_that_pyyaml_writes(text: str) -> None:
    data = {"a": text, "b": [text, {"c": text, "d": {"e": text}}], "f": 1.5, "g": True, "h": None, "i": []}
    assert yamlio.dump(data) == yaml.dump(
        data, Dumper=yamlio.RecordDumper, sort_keys=False, allow_unicode=True, width=2**30, default_flow_style=False
    )
