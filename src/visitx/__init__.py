"""visitx reads official press reports of visits into normalized records.

    record = visitx.extract(text)            # language detected, or extract(text, "fr")
    print(record.to_yaml())
    again = visitx.Record.from_yaml(record.to_yaml())
    comparison = visitx.compare(record, other)
    for path, result in visitx.extract_many(paths, jobs=2): ...  # a Record or the error, in the order of the paths

spaCy is imported when something is extracted, not before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from visitx.comparison import compare
    from visitx.extraction import extract
    from visitx.many import extract_many
    from visitx.record import Record

__all__ = ["Record", "__version__", "compare", "extract", "extract_many"]
__version__ = "0.1.0"

_HOMES = {
    "Record": "visitx.record",
    "compare": "visitx.comparison",
    "extract": "visitx.extraction",
    "extract_many": "visitx.many",
}


def __getattr__(name: str) -> Any:
    """The public names, imported when first asked for (PEP 562)."""
    if name not in _HOMES:
        raise AttributeError(f"module 'visitx' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
