"""Offices: what a title says, as the modules that read one build it, and the words that tell about titles."""

from __future__ import annotations

from dataclasses import dataclass

from visitx.officials_names import Range
from visitx.reading import Reading
from visitx.rules import Rulebook


@dataclass(frozen=True)
class Office:
    """Tokens `first` to `last` (exclusive) with all that belongs to it. `alone`: its role where nothing stands with it
    but the name; `kinds`: female, plural, former, press, rank; `article` as the lexicon title-article has it."""

    first: int
    last: int
    title: Range
    role: str | None
    alone: str | None = None
    organization: Range | None = None
    kinds: frozenset[str] = frozenset()
    article: str = ""

    def feature(self, prefix: str) -> str | None:
        """The role behind a feature of the title (or-chief)."""
        return next((k.removeprefix(prefix) for k in self.kinds if k.startswith(prefix)), None)


class TitleWords:
    """What the rules of a language say of titles."""

    def __init__(self, book: Rulebook) -> None:
        self.articles = {w: kind for kind, words in book.terms("title-article").items() for w in words}
        self.links = {w: kind for kind, words in book.terms("office-link").items() for w in words}
        self.posted = book.words("posted-role")
        self.peoples = frozenset(book.terms("not-name").get("people", ()))
        self.with_portfolio = book.words("portfolio-role")
        self.named_by_field = book.words("named-by-field")
        self.deputies = {role: deputy for deputy, roles in book.terms("deputy-role").items() for role in roles}
        self.by_organization = dict(book.terms("role-organization"))
        self.organization_before = bool(book.terms("clitic").get("possessive"))  # as in English
        self.roles = book.words("record-role")

    def deputy_of(self, role: str | None) -> str | None:
        """The role of the deputy of `role`; the role itself where deputies have none of their own."""
        if role is None:
            return None
        deputy = self.deputies.get(role, f"deputy-{role}")
        return deputy if deputy in self.roles else role

    def article_before(self, reading: Reading, first: int) -> str:
        """The kind of the article before token `first`, as the lexicon title-article has it, or nothing."""
        return self.articles.get(reading.norms[first - 1], "") if first else ""
