"""Each thing that a record states, in turn changed or left out: what a comparison must then find, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from visitx.record import DateItem, Figure, Official, Recommendation, Record, Reference

STRANGERS = ("Jean Moulin-Bastide", "Nguyen Dinh Chieu", "Amina Okafor", "Lars Sondergaard")


@dataclass(frozen=True)
class Mutation:
    """A record of which one thing is `changed` in `field`, or `missing` (field None), in `section`."""

    section: str
    field: str | None
    what: str
    record: Record


def mutations(record: Record) -> Iterator[Mutation]:
    """All of them, section by section."""
    for at, figure in enumerate(record.figures):
        yield from _of_item(record, "figures", at, _figure_changes(figure))
    for at, date in enumerate(record.dates):
        yield from _of_item(record, "dates", at, _date_changes(date))
    for at, document in enumerate(record.references):
        yield from _of_item(record, "references", at, _document_changes(document))
    for at, official in enumerate(record.officials):
        yield from _of_item(record, "officials", at, _official_changes(official, at))
    for request in record.recommendations:
        yield Mutation("recommendations", None, request.text, without(record, request.start, request.end))


def _of_item(record: Record, section: str, at: int, changes: Iterator[tuple[str, Any]]) -> Iterator[Mutation]:
    items = getattr(record, section)
    for field, other in changes:
        changed = (*items[:at], other, *items[at + 1 :])
        yield Mutation(section, field, str(items[at]), replace(record, **{section: changed}))
    yield Mutation(
        section, None, str(items[at]), _unsaid(replace(record, **{section: items[:at] + items[at + 1 :]}), items[at])
    )


def _unsaid(record: Record, item: Any) -> Record:
    """The record without the item's words inside its requests."""
    if not isinstance(item, Figure | DateItem):
        return record
    requests = tuple(_blanked(r, item) if r.start <= item.start < r.end else r for r in record.recommendations)
    return replace(record, recommendations=requests)


def _blanked(request: Recommendation, item: Figure | DateItem) -> Recommendation:
    first, last = item.start - request.start, item.end - request.start
    return replace(request, text=request.text[:first] + " " * (last - first) + request.text[last:])


def _figure_changes(figure: Figure) -> Iterator[tuple[str, Any]]:
    yield "value", replace(figure, value=figure.value + 1)
    yield "value", replace(figure, value=figure.value * 10)
    yield "qualifier", replace(figure, qualifier=None if figure.qualifier == "about" else "about")
    if figure.kind == "money":
        yield "unit", replace(figure, unit="USD" if figure.unit == "EUR" else "EUR")


def _date_changes(date: DateItem) -> Iterator[tuple[str, Any]]:
    year, _, rest = date.value.partition("-")
    if rest[:2].isdigit() and int(rest[:2]) <= 12:
        yield "value", replace(date, value=f"{year}-{int(rest[:2]) % 12 + 1:02}{rest[2:]}")


def _document_changes(document: Reference) -> Iterator[tuple[str, Any]]:
    if document.number:
        at = next(n for n, c in enumerate(document.number) if c.isdigit())
        digit = str((int(document.number[at]) + 3) % 10)
        yield "number", replace(document, number=document.number[:at] + digit + document.number[at + 1 :])


def _official_changes(official: Official, at: int) -> Iterator[tuple[str, Any]]:
    yield "name", replace(official, name=STRANGERS[at % len(STRANGERS)])
    if official.positions and official.positions[0].role:
        role = "director" if official.positions[0].role == "deputy-director" else "deputy-director"
        first = replace(official.positions[0], role=role)
        yield "role", replace(official, positions=(first, *official.positions[1:]))


def without(record: Record, start: int, end: int) -> Record:
    """The record of the article without a passage: what it held is gone, what follows stands earlier."""

    def kept(items: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(_earlier(i, start, end) for i in items if not start <= i.start < end)

    officials = tuple(replace(o, mentions=mentions) for o in record.officials if (mentions := kept(o.mentions)))
    lists = {name: kept(getattr(record, name)) for name in ("figures", "dates", "references", "recommendations")}
    return replace(record, officials=officials, **lists)


def _earlier(item: Any, start: int, end: int) -> Any:
    return replace(item, start=item.start - end + start, end=item.end - end + start) if item.start >= end else item
