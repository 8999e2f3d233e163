"""Two records compared: nothing where they say the same, and exactly the one thing where one thing differs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from itertools import combinations
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import SHARED, TESTS, load_yaml, needs_shared
from goldrecords import gold_record
from recordmutations import Mutation, mutations
from visitx.compare_align import ALONE, assign
from visitx.compare_bodies import Verdict, same_body
from visitx.compare_dates import agree
from visitx.compare_findings import Comparison, Finding
from visitx.compare_glossary import COMMON, are_cognates, fold, glossary, likeness, load_lexicons
from visitx.compare_ground import Ground
from visitx.compare_keys import same_name, same_span
from visitx.comparison import compare
from visitx.errors import DifferentVisitsError
from visitx.record import Document, Record
from visitx.rules import read_rule_file
from visitx.rules_books import languages
from visitx.rules_folders import builtin_folder

SETS = {"shared": (SHARED, SHARED / "findings"), "tests": (TESTS, TESTS / "findings")}


# What records alone do not tell: pair -> why its list is not met.
UNMET = {
    "kadey-gouverneur": "prefect and traditional chiefs: two addressees that no word tells apart",
    "moroto": "a name that differs by one letter; stores and authority: two bodies that no word tells apart",
    "trient": "a free rewriting, cut on both sides",
}
VALUES = {"malawi-eom": "a code that gold lets pass", "moroto": "a name that differs by one letter"}


def pairs(unmet: Mapping[str, str] = MappingProxyType({})) -> Iterator[Any]:
    """Every pair whose differences a person has listed; those of `unmet` are expected to fail."""
    for name, (folder, findings) in SETS.items():
        for path in sorted(findings.glob("*.yaml")):
            marks = [pytest.mark.xfail(reason=unmet[path.stem], strict=True)] if path.stem in unmet else []
            yield pytest.param(folder, path.stem, id=f"{name}:{path.stem}", marks=marks)


@lru_cache(maxsize=64)
def record(folder: Path, name: str, language: str) -> Record:
    stem = f"{name}.{language}"
    return gold_record(folder / "articles" / f"{stem}.txt", folder / "gold" / f"{stem}.yaml")


def both(folder: Path, name: str) -> tuple[Record, Record]:
    return record(folder, name, "en"), record(folder, name, "fr")


def told(finding: Finding) -> tuple[str, str, str | None, str, str]:
    """What a finding says, figures as numbers, words as they are compared."""
    values = [fold(str(float(v) if isinstance(v, int | float) else v)) for v in (finding.left, finding.right)]
    return finding.section, finding.kind, finding.field, values[0], values[1]


def listed(folder: Path, name: str) -> Iterator[tuple[tuple[str, str, str | None, str, str], bool]]:
    """What a person has listed for a pair, and whether it may be missed."""
    for item in load_yaml(folder / "findings" / f"{name}.yaml")["findings"] or []:
        known = {k: None if v == "null" else v for k, v in item.items()}
        if known["section"] == "figures":
            known |= {side: _number(known[side]) for side in ("left", "right")}
        finding = Finding(*(known.get(k) for k in ("section", "kind", "field", "left", "right")), *([None] * 4))
        yield told(finding), known.get("optional") == "true"


def _number(value: str | None) -> Any:
    try:
        return float(value or "")
    except ValueError:
        return value


@pytest.mark.parametrize(("folder", "name"), list(pairs(UNMET)))
def test_finds_what_a_person_found(folder: Path, name: str) -> None:
    found = Counter(told(f)[:3] for f in compare(*both(folder, name)).findings)
    wanted = list(listed(folder, name))
    assert not found - Counter(w[:3] for w, _ in wanted)
    assert not Counter(w[:3] for w, optional in wanted if not optional) - found


@pytest.mark.parametrize(("folder", "name"), list(pairs(VALUES)))
def test_the_values_are_those_of_the_records(folder: Path, name: str) -> None:
    wanted = {w for w, _ in listed(folder, name) if w[0] != "recommendations"}
    assert {told(f) for f in compare(*both(folder, name)).findings if f.section != "recommendations"} == wanted


@pytest.mark.parametrize(("folder", "name"), list(pairs()))
def test_a_record_says_nothing_else_than_itself_and_the_mirror_is_the_same(folder: Path, name: str) -> None:
    left, right = both(folder, name)
    assert not compare(left, left).findings
    assert not compare(right, right).findings
    assert compare(right, left) == compare(left, right).mirrored()


def faithful() -> list[tuple[Path, str]]:
    return [
        (folder, path.stem)
        for folder, findings in SETS.values()
        for path in sorted(findings.glob("*.yaml"))
        if not load_yaml(path)["findings"]
    ]


def is_exactly(mutation: Mutation, findings: tuple[Finding, ...]) -> bool:
    """Is the mutation found, and nothing else but, where a passage is gone, what stood in it?"""
    of_section = [f for f in findings if f.section == mutation.section]
    kind = "changed" if mutation.field else "missing-right"
    hit = len(of_section) == 1 and of_section[0].kind == kind and of_section[0].field == mutation.field
    others = [f for f in findings if f not in of_section]
    return hit and all(f.kind == "missing-right" and mutation.section == "recommendations" for f in others)


@needs_shared
def test_each_thing_changed_or_left_out_is_found_and_nothing_else() -> None:
    right, wrong = Counter[str](), Counter[str]()
    for folder, name in faithful():
        for left, other in (both(folder, name), both(folder, name)[::-1]):
            for mutation in mutations(other):
                good = is_exactly(mutation, compare(left, mutation.record).findings)
                (right if good else wrong)[f"{mutation.section}.{mutation.field or 'missing'}"] += 1
    assert right.total() / (right + wrong).total() >= 0.95, wrong
    for what in right | wrong:
        assert right[what] / (right[what] + wrong[what]) >= 0.83, what  # a request alone, without its article


def test_two_visits_are_told_from_two_versions() -> None:
    records = [record(TESTS, path.stem, "en") for path in sorted((TESTS / "findings").glob("*.yaml"))]
    for left, right in combinations(records, 2):
        with pytest.raises(DifferentVisitsError, match="little in common"):
            compare(left, right)


def test_records_that_say_next_to_nothing_are_compared() -> None:
    nothing = Record(Document("a", "", "en"))
    assert compare(nothing, replace(nothing, document=Document("b", "", "fr"))) == Comparison("a", "b", ())


def test_findings_are_written_as_the_format_says() -> None:
    finding = Finding("figures", "changed", "value", 12, 21, "12 boats", 3, "21 bateaux", 4)
    text = Comparison("a.en.txt", "a.fr.txt", (finding,)).to_yaml()
    assert text.splitlines()[:5] == [
        "left: a.en.txt",
        "right: a.fr.txt",
        "findings:",
        "- section: figures",
        "  kind: changed",
    ]
    keys = [line.split(":")[0].strip(" -") for line in text.splitlines()[3:]]
    assert keys == "section kind field left right left_text left_line right_text right_line".split()


# -- assignment


@given(
    st.dictionaries(st.tuples(st.integers(0, 3), st.integers(0, 3)), st.floats(0, 1.3, allow_nan=False), max_size=16)
)
def test_the_assignment_is_the_cheapest_of_all(costs: dict[tuple[int, int], float]) -> None:
    chosen = assign(costs)
    assert len({i for i, _ in chosen}) == len(chosen) == len({j for _, j in chosen})
    saved = sum(2 * ALONE - costs[pair] for pair in chosen)
    assert saved == pytest.approx(max(_savings(list(costs.items()))))


def _savings(pairs: list[tuple[tuple[int, int], float]], used: frozenset[Any] = frozenset()) -> Iterator[float]:
    yield 0.0
    for at, ((i, j), cost) in enumerate(pairs):
        if ("left", i) not in used and ("right", j) not in used:
            rest = _savings(pairs[at + 1 :], used | {("left", i), ("right", j)})
            yield max(rest) + 2 * ALONE - cost


# -- words and letters


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Nguyễn Hữu Thắng", "Nguyen Huu Thang"),
        ("Đặng Minh Khôi", "Dang Minh Khoi"),
        ("Jānis Kalniņš", "Janis Kalnins"),
        ("Mamadou Lamine Kanté", "Kanté Mamadou Lamine"),
        ("Aeschlimann-Roth", "Simone Aeschlimann-Roth"),
        ("Mohamed Ait Lhou", "Mohammed Ait Lhou"),
    ],
)
def test_one_name_in_two_spellings(a: str, b: str) -> None:
    assert same_name(a, b)
    assert same_name(b, a)


@pytest.mark.parametrize(
    ("a", "b"), [("Nguyen Van An", "Nguyen Van Tam"), ("Anne Roy", "Jean Roy"), ("Li Na", "Lo Na")]
)
def test_two_names(a: str, b: str) -> None:
    assert not same_name(a, b)


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("2026-06-30", "2026-06-30", True),
        ("../2026-06-30", "2026-06-30", True),
        ("2025-07-01/..", "2025-07-01", True),
        ("XXXX-11-13", "2025-11-13", True),
        ("2026-02", "2026-02-14", True),
        ("2026-02-04", "2026-02-14", False),
        ("../2026-06-30", "2026-06-30/..", False),
        ("2026-01-19/2026-01-25", "2026-01-19/2026-01-27", False),
        ("2026-01-19/2026-01-25", "2026-01-19", False),
    ],
)
def test_when_two_dates_agree(a: str, b: str, same: bool) -> None:
    assert agree(a, b) is agree(b, a) is same


@pytest.mark.parametrize(
    ("a", "b"), [((2, "week"), (15, "day")), ((12, "month"), (1, "year")), ((24, "hour"), (1, "day"))]
)
def test_spans_that_are_spoken_of_as_one(a: tuple[int, str], b: tuple[int, str]) -> None:
    assert same_span(*a) == same_span(*b)


# -- glossaries


def test_the_glossaries_are_well_formed_and_of_one_vocabulary() -> None:
    ids: dict[str, dict[str, set[str]]] = {}
    for language in languages():
        for path in (builtin_folder() / language / "glossary").glob("*.yaml"):
            read_rule_file(path.read_bytes(), str(path))
            ids[language] = {name: set(terms) for name, terms in load_lexicons(language).items()}
    assert ids.keys() >= {"en", "fr"}
    assert len({str(sorted((n, sorted(t)) for n, t in lexicons.items())) for lexicons in ids.values()}) == 1
    known = set.union(*(terms for lexicons in ids.values() for terms in lexicons.values()))
    assert {i for group in load_lexicons(COMMON)["alike"].values() for i in group} <= known


@pytest.mark.parametrize(
    ("english", "french"),
    [
        ("Water and Sanitation Corporation", "Société de l'eau et de l'assainissement"),
        ("regional roads office", "Office régional des routes"),
        ("smartphone usage rate", "taux d'utilisation des smartphones"),
        ("apprentices", "apprentis"),
        ("village committees", "comités de village"),
    ],
)
def test_one_thing_in_two_languages(english: str, french: str) -> None:
    assert likeness(glossary("en").meanings(english), glossary("fr").meanings(french)) > 0.6


def test_words_of_one_origin() -> None:
    assert are_cognates("recommendation", "recommandation")
    assert not are_cognates("water", "eau")


@pytest.mark.parametrize(
    ("left", "right", "verdict"),
    [
        ("Ministry of Health", "ministère de la Santé", Verdict.SAME),
        ("District", "le District", Verdict.SAME),
        ("Ministry of Health", "ministère du Tourisme", Verdict.DIFFERENT),
        ("Treasury", "Direction générale des Impôts", Verdict.DIFFERENT),
        ("Town Hall", "ministère du Tourisme", Verdict.DIFFERENT),
        ("SDC", "DDC", Verdict.UNKNOWN),
        ("Switzerland", "Suisse", Verdict.UNKNOWN),
        (None, "ministère", Verdict.UNKNOWN),
    ],
)
def test_one_body_or_two(left: str | None, right: str | None, verdict: Verdict) -> None:
    ground = Ground(Record(Document("a", "", "en")), Record(Document("b", "", "fr")))
    assert same_body(left, right, ground) is verdict
