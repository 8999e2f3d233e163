"""What words may stand in the name of an organization, and where such a name begins before a title."""

from __future__ import annotations

from visitx.officials_names import Names
from visitx.reading import Reading
from visitx.rules import Rulebook


class SmallWords:
    """The words that may join the parts of an organization's name."""

    def __init__(self, book: Rulebook) -> None:
        links = book.terms("office-link")
        self.of = frozenset(links.get("of", ()))
        self.inner = self.of | frozenset(links.get("for", ()))
        self.joiners = book.words("joiner")
        self.links = book.words("organization-link")
        self.contracted = frozenset(links.get("at", ())) if "organization-adjective" in book.lexicons else frozenset()
        self.places = frozenset(links.get("at", ())) | frozenset(links.get("in", ()))
        self.numbers = book.words("number-mark")
        self.adjectives = tuple(book.words("organization-adjective"))
        self.articles = frozenset(w for kind in ("plain", "female") for w in book.terms("title-article").get(kind, ()))


class OrganizationWords:
    """Single words of one article, by what they may do in the name of an organization."""

    def __init__(self, reading: Reading, names: Names) -> None:
        self.reading = reading
        self.names = names
        self.small = reading.prepared(SmallWords)

    def _goes_on_lower(self, at: int) -> bool:
        """May a word in lower case follow a capital: an adjective (Sécurité routière), words before one for a body?"""
        if self.small.adjectives:
            return self.reading.norms[at].endswith(self.small.adjectives)
        for index in range(at + 1, min(at + 4, len(self.reading))):
            if self._names_body(index):
                return self.reading.words[index].islower()
            if self.reading.tags[index] not in ("NOUN", "ADJ"):
                return False
        return False

    def _is_nominal(self, at: int) -> bool:
        """A noun, an adjective, or a form of a verb before the noun (working delegation)."""
        if self.reading.tags[at] == "VERB":
            return at + 1 < len(self.reading) and self._names_body(at + 1)
        return self.reading.tags[at] in ("NOUN", "ADJ", "NAME")

    def _is_title(self, at: int, first: int) -> bool:
        """Does a title or an honorific begin here, that is, another person?"""
        reading = self.reading
        role = reading.hit_at("role", at)
        if role and role.last < len(reading):
            follows = reading.norms[role.last]
            if follows in self.names.words.bodies or (
                at > first and follows in self.small.inner and self._capital(at - 1)
            ):
                role = None  # Inspector General's Office; United Nations High Commissioner for Refugees
        return bool(role or reading.hit_at("honorific", at) or reading.hit_at("rank", at))

    def _capital(self, at: int) -> bool:
        return self.reading.words[at][0].isupper()

    def _names_body(self, at: int) -> bool:
        return self.reading.norms[at] in self.names.words.institution

    def _skip_articles(self, at: int, high: int) -> int:
        while at < high and self.reading.norms[at] in self.small.articles:
            at += 1
        return at

    def _skip_particles(self, at: int, high: int) -> int:
        """Over the small words in names of places (San Marcos de la Loma), where a capital follows; else the end."""
        while at < high and self.reading.norms[at] in self.names.words.particles and not self._capital(at):
            at += 1
        return at if at < high and self._capital(at) else high

    def _leads_to_field(self, at: int, high: int) -> bool:
        """Is what follows a small word a field (Ressources en eau, lutte contre les feux)?"""
        start = self._skip_articles(at, high)
        return start < high and self.reading.norms[start] in self.names.words.portfolios

    def _leads_to_title(self, at: int, high: int) -> bool:
        """Do these capitals stand before a title (… and the Ontario Minister of …)?"""
        while at < high and self._capital(at) and not self.reading.hit_at("role", at):
            at += 1
        return at < high and self.reading.hit_at("role", at) is not None and self._capital(at)

    def _is_person(self, at: int) -> bool:
        """A name of two words or more of which none is a field: *of Health and Jean Dupont*."""
        return self.names.end(at) - at > 1

    def start(self, end: int, low: int) -> int:
        """Where the organization begins that ends before token `end`: capitals, back over *of* to a word for a body."""
        small = self.small.of | self.small.joiners | self.reading.possessives
        first = self._capitals(end, low)
        while low < first < end and self.reading.norms[first - 1] in small:
            further = self._capitals(first - 1, low)
            if further == first - 1 or not (self.has_body(further, first - 1) or self._bounded(further, low)):
                break
            first = further
        return first

    def _bounded(self, at: int, low: int) -> bool:
        """Does a comma or a dash stand before, as before a title behind a name?"""
        return at == self.reading.line_bounds(at)[0] or (
            at > low and self.reading.norms[at - 1] in (",", "–", "—", "-")
        )

    def _capitals(self, end: int, low: int) -> int:
        """Where the capitals begin that end before token `end`."""
        first = end
        while first > low and self.reading.words[first - 1][0].isupper() and self._may_stand_before(first - 1, low):
            first -= 1
        return first

    def _may_stand_before(self, at: int, low: int) -> bool:
        """A capital that is no honorific, no title, and no small word at the beginning of a sentence."""
        reading = self.reading
        announces = any(reading.hit_ending(lexicon, at + 1) for lexicon in ("honorific", "rank"))
        if (announces and not reading.hit_at("no-title", at)) or reading.hit_at("role", at):
            return False
        begins = at == low or reading.ends_sentence(at - 1)
        return not (begins and reading.tags[at] in ("DET", "PREP", "ADV", "PRON", "SUB", "CONJ", "VERB", "AUX"))

    def is_body(self, first: int, last: int) -> bool:
        """Is the range an organization: does it hold a word for one, or an acronym?"""
        acronym = any(w.isupper() and len(w) > 1 and w[0].isalpha() for w in self.reading.words[first:last])
        return acronym or self.has_body(first, last)

    def has_body(self, first: int, last: int) -> bool:
        """Does the range hold a word for an organization?"""
        return any(n in self.names.words.bodies for n in self.reading.norms[first:last])

    def is_place(self, first: int, last: int) -> bool:
        """May the range name a place: does it begin with a capital, or a word for a kind of place?"""
        return self._capital(first) or self.reading.norms[first] in self.names.words.places
