"""visitx reads official press reports of visits into normalized records.

    record = visitx.extract(text)            # language detected, or extract(text, "fr")
    print(record.to_yaml())
    again = visitx.Record.from_yaml(record.to_yaml())
    comparison = visitx.compare(record, other)

spaCy is imported when something is extracted, not before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from visitx.compare import compare
    from visitx.extraction import extract
    from visitx.record import Record

__all__ = ["Record", "compare", "extract"]

_HOMES = {"Record": "visitx.record", "compare": "visitx.compare", "extract": "visitx.extraction"}


def __getattr__(name: str) -> Any:
    """The public names, imported when first asked for (PEP 562)."""
    if name not in _HOMES:
        raise AttributeError(f"module 'visitx' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
