"""What the rules of a language say of words that do, and do not, stand in names."""

from __future__ import annotations

from visitx.officials_namekeys import bare
from visitx.rules import Rulebook

_CLOSED = ("DET", "OF", "PREP", "CONJ", "SUB", "PRON", "AUX", "ADV")  # tags of small words


class NameWords:
    """What the rules of a language say of words that do, and do not, stand in names."""

    def __init__(self, book: Rulebook) -> None:
        self.particles = book.words("name-particle")
        self.closed = frozenset(w for tag in _CLOSED for w in book.terms("tag").get(tag, ()))
        self.suffixes = book.words("name-suffix")
        self.bodies = book.words("organization-word")
        self.eponyms = frozenset(book.terms("organization-word").get("eponym", ()))
        self.named_after = book.words("named-after")
        self.places = book.words("place-word")
        self.fields = book.words("not-name")
        self.portfolios = frozenset(book.terms("not-name").get("field", ()))
        self.institution = self.bodies | self.places
        self.barred = self.institution | self.fields
        families = book.terms("family-name")
        self.families = frozenset(map(bare, (*families.get("sure", ()), *families.get("place-like", ()))))
        self.sure_families = frozenset(map(bare, families.get("sure", ())))
        self.given = frozenset(map(bare, (w for words in book.terms("given-name").values() for w in words)))
        self.names = self.families | self.given
        self.never = frozenset(w for w in self.barred if bare(w) not in self.names and w not in self.particles)
        self.place_prefixes = frozenset(map(bare, book.words("place-prefix")))
        self.locatives = book.words("locative")
        self.of = frozenset(w for kind in ("of", "at") for w in book.terms("office-link").get(kind, ()))
