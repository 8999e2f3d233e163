"""Names that are listed one behind another, with what may stand between them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from visitx.reading import Reading


class Listed(Protocol):
    """What is listed: tokens `first` to `last` (exclusive)."""

    @property
    def first(self) -> int: ...

    @property
    def last(self) -> int: ...


def following(reading: Reading, persons: Sequence[Listed], index: int, joiners: frozenset[str]) -> Iterator[int]:
    """Indexes of the persons listed right behind one: A, B and C."""
    for other in range(index + 1, len(persons)):
        if skip_aside(reading, persons[other - 1].last, joiners) != persons[other].first:
            break
        yield other


def skip_aside(reading: Reading, at: int, joiners: frozenset[str]) -> int:
    """Over a bracket, then a comma or *and*, to what is listed next."""
    end = min(at + 10, len(reading))
    if at < end and reading.words[at] == "(":
        at = next((i + 1 for i in range(at, end) if reading.words[i] == ")"), at)
    start = at
    while at < end and at - start < 2 and (reading.norms[at] == "," or reading.norms[at] in joiners):
        at += 1
    return at if at > start else -1


def skip_to(reading: Reading, ends: Mapping[int, int], joiners: frozenset[str], at: int, end: int) -> int:
    """Over commas, *and*, brackets and offices, as far as `end`."""
    while at < end:
        office = ends.get(at)
        if office is not None:
            at = office
        elif reading.norms[at] == "(":
            closing = (i for i in range(at, min(at + 8, end)) if reading.norms[i] == ")")
            at = next(closing, end) + 1
        elif reading.tags[at] == "SUB":
            comma = (i for i in range(at, min(at + 12, end)) if reading.norms[i] in (",", ";"))
            at = next(comma, end + 1)
        elif hit := reading.hit_at("acting-as", at):
            at = hit.last
        elif reading.norms[at] in (",", ";") or reading.norms[at] in joiners or reading.tags[at] in ("DET", "OF"):
            at += 1
        else:
            break
    return at
