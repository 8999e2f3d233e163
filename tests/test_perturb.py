"""An article that is changed in one respect gives a record that is changed in that respect, and in no other."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from conftest import SAMPLES
from visitx import extract
from visitx.record import Record

ARTICLES = {path.name: path.read_text("utf-8-sig") for path in sorted(SAMPLES.glob("*.??.txt"))}
every_article = pytest.mark.parametrize("name", ARTICLES)


def record_of(name: str, text: str) -> Record:
    return extract(text, name.split(".")[1])


def facts(record: Record) -> Counter[tuple[object, ...]]:
    """What the record states, without where."""
    stated: list[tuple[object, ...]] = [
        ("figure", f.value, f.max, f.of, f.kind, f.unit, f.qualifier) for f in record.figures
    ]
    stated += [("date", d.value, d.kind) for d in record.dates]
    stated += [("reference", r.kind, r.number, r.title) for r in record.references]
    stated += [("official", o.name, o.gender, tuple(p.role for p in o.positions)) for o in record.officials]
    stated += [("recommendation", r.by, r.to) for r in record.recommendations]
    return Counter(stated)


@every_article
def test_other_spaces_and_apostrophes_change_nothing(name: str) -> None:
    text = ARTICLES[name]
    other = re.sub(r"(?<=\d) (?=\d{3}\b)", "\u202f", text).replace("’", "\0").replace("'", "’").replace("\0", "'")
    other = re.sub(r" (?=[%;:!?»€])|(?<=«) ", "\u00a0", other)
    assert len(other) == len(text)
    before, after = record_of(name, text), record_of(name, other)
    assert [(f.value, f.unit, f.start, f.end) for f in after.figures] == [
        (f.value, f.unit, f.start, f.end) for f in before.figures
    ]
    assert [(r.start, r.end) for r in after.recommendations] == [(r.start, r.end) for r in before.recommendations]
    assert [d.value for d in after.dates] == [d.value for d in before.dates]


@every_article
def test_another_number_is_followed(name: str) -> None:
    text = ARTICLES[name]
    before = record_of(name, text)
    changed = 0
    for figure in before.figures:
        plain = re.search(r"(?<![\d.,/-])[2-8]\d(?![\d.,'’/-]|[ \u00a0\u202f]\d{3})", figure.text)
        if plain is None or figure.max is not None or figure.value != int(plain[0]):
            continue
        at = figure.start + plain.start()
        other = text[:at] + str(int(plain[0]) + 11) + text[at + 2 :]
        gone, come = facts(before) - facts(record_of(name, other)), facts(record_of(name, other)) - facts(before)
        assert [row[1] for row in gone] == [figure.value], figure.text
        assert [row[1] for row in come] == [figure.value + 11], figure.text
        changed += 1
    assert changed >= 3


@every_article
def test_other_names_are_followed(name: str) -> None:
    text = ARTICLES[name]
    before = record_of(name, text)
    names = {word for official in before.officials for word in re.split(r"[\s-]", official.name) if len(word) > 3}
    other = {word: word[::-1].capitalize() for word in names}
    renamed = re.sub(rf"\b(?:{'|'.join(sorted(other, key=len, reverse=True))})\b", lambda m: other[m[0]], text)
    after = record_of(name, renamed)
    follow = re.compile(rf"\b(?:{'|'.join(sorted(other, key=len, reverse=True))})\b")
    assert [o.name for o in after.officials] == [follow.sub(lambda m: other[m[0]], o.name) for o in before.officials]
    assert [[p.role for p in o.positions] for o in after.officials] == [
        [p.role for p in o.positions] for o in before.officials
    ]
    assert [(f.value, f.unit) for f in after.figures] == [(f.value, f.unit) for f in before.figures]


MONTHS = {
    "en": ["January", "March", "May", "July", "August", "October", "December"],
    "fr": ["janvier", "mars", "mai", "juillet", "août", "octobre", "décembre"],
}


@every_article
def test_another_month_is_followed(name: str) -> None:
    text, months = ARTICLES[name], MONTHS[name.split(".")[1]]
    before = record_of(name, text)
    for date in before.dates:
        found = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", date.value)
        month = next((m for m in months if m in date.text), None)
        year = date.text[-4:].isdigit()
        if not found or not month or not year:
            continue
        new = months[(months.index(month) + 1) % len(months)]
        at = date.start + date.text.index(month)
        after = record_of(name, text[:at] + new + text[at + len(month) :])
        number = [1, 3, 5, 7, 8, 10, 12][months.index(new)]
        assert f"{found[1]}-{number:02}-{found[3]}" in [d.value for d in after.dates]
        assert len(after.dates) == len(before.dates)


@every_article
def test_paragraphs_in_another_order_state_the_same(name: str) -> None:
    head, *body = ARTICLES[name].split("\n\n")
    before, after = (
        record_of(name, ARTICLES[name]),
        record_of(name, "\n\n".join([head, *body[1:-2], body[0], *body[-2:]])),
    )
    for section in ("figures", "references"):
        assert sorted(map(repr, values(after, section))) == sorted(map(repr, values(before, section)))
    assert {o.name for o in after.officials} == {o.name for o in before.officials}


def values(record: Record, section: str) -> list[tuple[object, ...]]:
    if section == "figures":
        return [(f.value, f.max, f.kind, f.unit, f.qualifier) for f in record.figures]
    return [(r.kind, r.number) for r in record.references]
