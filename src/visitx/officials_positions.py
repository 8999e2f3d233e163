"""Positions of one person: several wordings of one office are one position."""

from __future__ import annotations

from visitx.officials_words import bare
from visitx.record import Position


def add_position(positions: list[Position], new: Position, known: frozenset[int]) -> None:
    """Adds a position; `known`: those that had their organization from an earlier sighting."""
    for index, old in enumerate(positions):
        if not _same_office(old, new):
            continue
        if old.organization is None and new.organization:
            positions[index] = Position(old.title, old.role, new.organization)
            return
        if index in known or new.organization is None or bare(old.organization or "") == bare(new.organization):
            return
    positions.append(new)


def is_vague(position: Position, positions: list[Position]) -> bool:
    """A bare title that another position of the same person says more exactly (Minister, Deputy Minister)."""
    if position.role is None or position.organization:
        return False
    others = [p.role for p in positions if p.role and p.role != position.role]
    parts = ("-" + position.role, position.role + "-")
    head = position.role == "head-of-state" and "chair" in others
    return head or any(r.endswith(parts[0]) or r.startswith(parts[1]) for r in others)


def _same_office(old: Position, new: Position) -> bool:
    if old.role or new.role:
        return old.role == new.role
    shorter, longer = sorted((bare(old.title), bare(new.title)), key=len)
    return longer.endswith(shorter) or longer.startswith(shorter)
