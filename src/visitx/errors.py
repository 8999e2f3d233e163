"""What can go wrong, as the user is told: one line that says what, where, and what to do."""


class VisitxError(Exception):
    """Base of every error visitx raises on purpose; `str(error)` is the one line shown to the user."""


class ReadError(VisitxError):
    """An input that could not be read: missing, empty, binary, in an unknown encoding."""


class LanguageError(VisitxError):
    """An article in no language that has rules."""


class RuleError(VisitxError):
    """A rule file that is not well formed: `rules/fr/figures.yaml:41: what is wrong; what to write instead`."""


class RecordError(VisitxError):
    """A file that is not a visitx record of a format this version reads."""


class ValueNotUnderstoodError(VisitxError, ValueError):
    """A normalizer was given text that it does not understand."""


class ModelError(VisitxError):
    """A trained spaCy pipeline that was named and cannot be loaded."""


class DifferentVisitsError(VisitxError):
    """Two records that have too little in common to be versions of one article."""
