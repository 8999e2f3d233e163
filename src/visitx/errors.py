"""What can go wrong, as the user is told: one line that says what, where, and what to do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


class VisitxError(Exception):
    """Base of every error visitx raises on purpose; `str(error)` is the one line shown to the user."""


class ReadError(VisitxError):
    """An input that could not be read: missing, empty, binary, in an unknown encoding."""


class LanguageError(VisitxError):
    """An article in no language that has rules."""


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong in a rule file. `line` and `column` are counted from 1; column 0: not known.

    `level`: a `fault` is refused by every command, a `warning` only by a strict check, a `note` by none.
    """

    file: str
    line: int
    column: int
    message: str
    level: str = "fault"

    def __str__(self) -> str:
        column = f":{self.column}" if self.column else ""
        level = f"{self.level}: " if self.level != "fault" else ""
        return f"{self.file}:{self.line}{column}: {level}{self.message}"


class RuleError(VisitxError):
    """Rules that are not well formed: `rules/fr/figures.yaml:41:5: what is wrong; what to write instead`. The text is
    that of the first of its `faults`."""

    def __init__(self, message: str, faults: Sequence[Fault] = ()) -> None:
        super().__init__(message)
        self.faults = tuple(faults)

    @classmethod
    def of(cls, faults: Sequence[Fault]) -> RuleError:
        """The error of one fault or more."""
        more = len(faults) - 1
        return cls(f"{faults[0]}{f' (and {more} more: visitx rules check names all)' if more else ''}", faults)


class RecordError(VisitxError):
    """A file that is not a visitx record of a format this version reads."""


class ValueNotUnderstoodError(VisitxError, ValueError):
    """A normalizer was given text that it does not understand."""


class ModelError(VisitxError):
    """A trained spaCy pipeline that was named and cannot be loaded."""


class DifferentVisitsError(VisitxError):
    """Two records that have too little in common to be versions of one article."""
