"""What a comparison says: findings, and how they are written."""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace
from typing import Any, Protocol

from visitx.record import SECTIONS

Value = str | int | float | None
CHANGED, MISSING_LEFT, MISSING_RIGHT = "changed", "missing-left", "missing-right"


class Placed(Protocol):
    """What has a place in an article."""

    @property
    def text(self) -> str: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def line(self) -> int: ...


@dataclass(frozen=True)
class Finding:
    """One thing that two versions state differently. `field`, and a side's value, are None where an item is missing."""

    section: str
    kind: str
    field: str | None
    left: Value
    right: Value
    left_text: str | None
    left_line: int | None
    right_text: str | None
    right_line: int | None

    def mirrored(self) -> Finding:
        """The same finding with the sides exchanged."""
        kind = {MISSING_LEFT: MISSING_RIGHT, MISSING_RIGHT: MISSING_LEFT}.get(self.kind, self.kind)
        sides = (self.right, self.left, self.right_text, self.right_line, self.left_text, self.left_line)
        return Finding(self.section, kind, self.field, *sides)


@dataclass(frozen=True)
class Comparison:
    """The two documents by their names, and what they say differently, section by section.

    `texts`: the articles, where they were read, for those who show findings.
    """

    left: str
    right: str
    findings: tuple[Finding, ...]
    texts: tuple[str | None, str | None] = field(default=(None, None), compare=False, repr=False)

    def mirrored(self) -> Comparison:
        """The comparison of the right with the left."""
        return Comparison(self.right, self.left, tuple(f.mirrored() for f in self.findings), self.texts[::-1])

    def in_order(self) -> Comparison:
        """By section, then by place, in an order that does not depend on which side is left."""
        return replace(self, findings=tuple(sorted(self.findings, key=_place)))

    def to_dict(self) -> dict[str, Any]:
        """Plain mappings and lists, keys in the order of the format."""
        names = [f.name for f in fields(Finding)]
        findings = [{name: getattr(finding, name) for name in names} for finding in self.findings]
        return {"left": self.left, "right": self.right, "findings": findings}

    def to_yaml(self) -> str:
        """The findings as YAML, written as records are."""
        from visitx.yamlio import dump

        return dump(self.to_dict())


def _place(finding: Finding) -> tuple[Any, ...]:
    sides = [(finding.left_line, finding.left_text), (finding.right_line, finding.right_text)]
    known = sorted((line, text or "") for line, text in sides if line is not None)
    values = sorted(str(v) for v in (finding.left, finding.right))
    return (SECTIONS.index(finding.section), known, finding.kind != CHANGED, finding.field or "", values)


def changed(section: str, field: str, values: tuple[Value, Value], left: Placed, right: Placed) -> Finding:
    """The same statement with another value."""
    return Finding(section, CHANGED, field, *values, left.text, left.line, right.text, right.line)


def missing_right(section: str, value: Value, item: Placed) -> Finding:
    """A statement of the left that has no counterpart."""
    return Finding(section, MISSING_RIGHT, None, value, None, item.text, item.line, None, None)


def missing_left(section: str, value: Value, item: Placed) -> Finding:
    """A statement of the right that has no counterpart."""
    return missing_right(section, value, item).mirrored()
