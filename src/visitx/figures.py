"""Figures: numbers that count or measure something, with unit, qualifier and label."""

from __future__ import annotations

from collections.abc import Iterable

from visitx.figures_joins import join
from visitx.figures_labels import Labels
from visitx.figures_quantities import Qualified, qualify, read_quantities
from visitx.figures_setaside import is_in_name, stands_free
from visitx.figures_units import Quantity
from visitx.header import Header
from visitx.hits import Hit
from visitx.reading import Reading
from visitx.record import Figure

_LATE = 6  # tokens between a number and a qualifier behind what it counts


def find_figures(reading: Reading, header: Header, claimed: frozenset[int]) -> tuple[Figure, ...]:
    """All figures of the article in order; tokens in `claimed` belong to dates, documents and the head."""
    free = [q for q in read_quantities(reading, claimed) if stands_free(reading, q, claimed)]
    found = _apart(qualify(reading, q) for q in join(reading, free) if not _names(reading, q))
    found = _qualified_late(reading, found)
    labels = Labels(reading, found)
    return tuple(_figure(reading, f, labels.label(n)) for n, f in enumerate(found))


def _names(reading: Reading, quantity: Quantity) -> bool:
    """Is the number part of a name, and no figure?"""
    if named := is_in_name(reading, quantity):
        reading.set_aside(quantity.first, quantity.last, "part of a name")
    return named


def _apart(found: Iterable[Qualified]) -> list[Qualified]:
    """No word is written in two figures: a sign between two numbers (1 $ 1) stays with the first."""
    kept: list[Qualified] = []
    for one in found:
        first = max(one.first, kept[-1].last) if kept else one.first
        if first < one.last:
            kept.append(one._replace(first=first))
    return kept


def _qualified_late(reading: Reading, found: list[Qualified]) -> list[Qualified]:
    """With qualifiers that stand behind what is counted (1,5 % du PIB au maximum, 12 children at least)."""
    ends = {f.last: at for at, f in enumerate(found)}
    for hit in reading.hits("qualifier-after"):
        before = range(hit.first - 1, max(hit.first - _LATE, 0), -1)
        at = next((ends[token] for token in before if token in ends), None)
        if at is None or found[at].quantity.qualifier or not _is_late(reading, found[at].last, hit):
            continue
        found[at] = found[at]._replace(quantity=found[at].quantity._replace(qualifier=hit.id))
    return found


def _is_late(reading: Reading, last: int, hit: Hit) -> bool:
    """Do several words that say nothing else end a clause, with nothing but nouns between the number and them?"""
    nominal = {"NOUN", "ADJ", "OF", "NAME"}.issuperset(reading.tags[last : hit.first])
    ends = hit.last >= len(reading) or reading.tags[hit.last] in ("PUNCT", "CONJ", "PREP")
    return nominal and ends and hit.last - hit.first > 1


def _figure(reading: Reading, found: Qualified, label: str | None) -> Figure:
    quantity = found.quantity
    return Figure(
        value=quantity.value,
        max=quantity.max,
        of=quantity.of,
        kind=quantity.kind,
        unit=quantity.unit,
        qualifier=quantity.qualifier,
        label=label,
        rule=quantity.rule,
        **reading.place(found.first, found.last),
    )
