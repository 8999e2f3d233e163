"""What two records state differently. Nothing here imports spaCy."""

from __future__ import annotations

from visitx.compare_dates import date_findings
from visitx.compare_figures import figure_findings
from visitx.compare_findings import Comparison, Finding
from visitx.compare_ground import Ground, Wordings
from visitx.compare_officials import people_findings
from visitx.compare_recommendations import request_findings
from visitx.compare_references import document_findings
from visitx.errors import DifferentVisitsError
from visitx.record import Record

__all__ = ["Comparison", "Finding", "compare"]

LITTLE = (
    0.4  # the part of the smaller record that two versions of one article share at least; two visits share a quarter
)
FEW = 6  # a record of fewer items says too little to tell


def compare(a: Record, b: Record, wordings: Wordings = (None, None)) -> Comparison:
    """What the two versions of an article say differently; `compare(b, a)` is the mirror of it.

    `wordings`: of the articles, where more of them is known than their records.

    Raises DifferentVisitsError where they have so little in common that they report two visits.
    """
    if _order(b) < _order(a):
        return _compare(b, a, (wordings[1], wordings[0])).in_order().mirrored()
    return _compare(a, b, wordings).in_order()


def _order(record: Record) -> tuple[str, str, str]:
    """Which record is looked at first, so that the result does not depend on how they were named."""
    return record.document.language, record.document.sha256, record.document.file


def _compare(left: Record, right: Record, wordings: Wordings) -> Comparison:
    ground = Ground(left, right, wordings)
    _check_one_visit(ground)
    findings = [
        *people_findings(ground),
        *figure_findings(ground),
        *date_findings(ground),
        *document_findings(ground),
        *request_findings(ground),
    ]
    said, heard = (None if wording is None else wording.text for wording in wordings)
    return Comparison(left.document.file, right.document.file, tuple(findings), (said, heard))


def _check_one_visit(ground: Ground) -> None:
    sizes = [_size(record) for record in ground.records]
    if max(sizes) >= FEW and ground.shared < max(LITTLE * min(sizes), 1):
        left, right = (record.document.file for record in ground.records)
        raise DifferentVisitsError(
            f"{left} and {right} have little in common; they seem to report two visits: compare versions of one article"
        )


def _size(record: Record) -> int:
    """How many different things a record states that could be shared."""
    figures = {(f.kind, f.unit, f.value) for f in record.figures}
    dates = {d.value for d in record.dates}
    return len(record.officials) + len(figures) + len(dates) + len(record.references)
