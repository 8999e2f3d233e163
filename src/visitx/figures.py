"""Figures: numbers that count or measure something, with unit, qualifier and label."""

from __future__ import annotations

from collections.abc import Iterable

from visitx.figures_joins import join
from visitx.figures_labels import Labels
from visitx.figures_quantities import Qualified, qualify, read_quantities
from visitx.figures_setaside import is_in_name, stands_free
from visitx.figures_units import Quantity
from visitx.header import Header
from visitx.reading import Reading
from visitx.record import Figure


def find_figures(reading: Reading, header: Header, claimed: frozenset[int]) -> tuple[Figure, ...]:
    """All figures of the article in order; tokens in `claimed` belong to dates, documents and the head."""
    free = [q for q in read_quantities(reading, claimed) if stands_free(reading, q, claimed)]
    found = _apart(qualify(reading, q) for q in join(reading, free) if not _names(reading, q))
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
