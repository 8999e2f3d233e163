"""Persons: who is missing, whose name, role or gender differs."""

from __future__ import annotations

from collections.abc import Iterator

from rapidfuzz.distance import Indel

from visitx.compare_align import assign
from visitx.compare_findings import Finding, changed, missing_left, missing_right
from visitx.compare_glossary import are_alike, fold
from visitx.compare_ground import Ground
from visitx.record import Mention, Official

SECTION = "officials"


def people_findings(ground: Ground) -> Iterator[Finding]:
    """What the two versions say differently of persons."""
    left, right = (record.officials for record in ground.records)
    for i, j in ground.people:
        yield from _differences(left[i], right[j])
    rest_left = [a for i, a in enumerate(left) if all(i != p for p, _ in ground.people)]
    rest_right = [b for j, b in enumerate(right) if all(j != p for _, p in ground.people)]
    costs = {
        (i, j): cost
        for i, a in enumerate(rest_left)
        for j, b in enumerate(rest_right)
        if (cost := _renaming(a, b, ground)) < 1
    }
    renamed = assign(costs)
    for i, j in renamed:
        a, b = rest_left[i], rest_right[j]
        if not ground.evidence.name(a.name, 0) and not ground.evidence.name(b.name, 1):
            yield changed(SECTION, "name", (a.name, b.name), _place(a), _place(b))
    for i, a in enumerate(rest_left):
        if all(i != p for p, _ in renamed) and not ground.evidence.name(a.name, 0):
            yield missing_right(SECTION, a.name, _place(a))
    for j, b in enumerate(rest_right):
        if all(j != p for _, p in renamed) and not ground.evidence.name(b.name, 1):
            yield missing_left(SECTION, b.name, _place(b))


def _place(official: Official) -> Mention:
    return official.mentions[0]


def _renaming(a: Official, b: Official, ground: Ground) -> float:
    """What it costs to hold these for one person under two names: little with one role among the same landmarks."""
    near = ground.near(_place(a), _place(b))
    spelling = Indel.normalized_similarity(*(" ".join(sorted(fold(o.name).split())) for o in (a, b)))
    roles = 1 if _roles(a) & _roles(b) else -1 if _roles(a) and _roles(b) else 0
    if a.gender and b.gender and a.gender != b.gender:
        near *= 0.5
    return 1.2 - 0.5 * near - (0.2 if roles > 0 else 0.4) * roles - 0.4 * max(spelling - 0.3, 0)


def _roles(official: Official) -> frozenset[str]:
    return frozenset(p.role for p in official.positions if p.role)


def _differences(a: Official, b: Official) -> Iterator[Finding]:
    """Gender, and a role that either side gives in place of the other's. A role more or less contradicts nothing."""
    if a.gender and b.gender and a.gender != b.gender:
        yield changed(SECTION, "gender", (a.gender, b.gender), _place(a), _place(b))
    only_a, only_b = _roles(a) - _roles(b), _roles(b) - _roles(a)
    ordered_a = [p.role for p in a.positions if p.role in only_a]
    ordered_b = [p.role for p in b.positions if p.role in only_b]
    if ordered_a and ordered_b and not are_alike(only_a, only_b, "role-alike"):
        yield changed(SECTION, "role", (ordered_a[0], ordered_b[0]), _place(a), _place(b))
