"""What names are compared by, and what the rules of a language say of the words in names, titles and organizations."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from visitx.rules import Rulebook

Key = tuple[str, ...]
Range = tuple[int, int]
INITIAL = re.compile(r"[^\W\d_a-z]\.?(?:-?[^\W\d_a-z]\.)*")
_SHAPE = re.compile(r"[^\W\d_]+\.?(?:['’-][^\W\d_]+)*['’]?")
_HUMP = re.compile(r"[^\W\d_A-Z][A-ZÀ-Þ]{2}|[a-zß-ÿ][A-ZÀ-Þ]$")
_PARTS = re.compile(r"[^\W_]+")
_SMALL = ("DET", "OF", "PREP", "CONJ", "SUB", "PRON", "AUX", "ADV")  # tags of small words


@lru_cache(maxsize=20_000)
def bare(word: str) -> str:
    """The word in lower case without accents: Đặng and Dang, Traoré and TRAORE are alike."""
    plain = unicodedata.normalize("NFKD", word.replace("Đ", "D").replace("đ", "d"))
    return "".join(c for c in plain if not unicodedata.combining(c)).casefold().replace("’", "'")


@lru_cache(maxsize=4_000)
def key_of(name: str) -> Key:
    """What a name is compared by: its parts without accents, case, apostrophes and hyphens."""
    return tuple(_PARTS.findall(bare(name).replace("'", "")))


@lru_cache(maxsize=20_000)
def is_shaped(word: str) -> bool:
    """Has the word the shape of a name: an initial, or letters with capitals only where a name has them?"""
    if INITIAL.fullmatch(word):
        return True
    return bool(_SHAPE.fullmatch(word)) and (word.isupper() or not _HUMP.search(word))


def is_part(short: Key, full: Key) -> bool:
    """May `short` be another mention of the person called `full`: some of the same parts, in whatever order?"""
    rest = list(full)
    for part in short:
        if part not in rest:
            return False
        rest.remove(part)
    return bool(short)


class Title(NamedTuple):
    """What the id of a term of the lexicon `role` says (chair.alone-head-of-state.female)."""

    role: str
    other: str | None  # the role it has alone, or with an organization of the kind that decides
    for_constituency: str | None  # the role it has with something behind *for*
    of_body: str | None  # the role it has with an organization of the kind that decides, and never alone
    kinds: frozenset[str]  # female, plural, and `before` where the other role is that before the name


class OfficialWords:
    """The words of one language; what is said of each lexicon stands in the rules."""

    def __init__(self, book: Rulebook) -> None:
        self._names(book)
        self._titles(book)
        self._links(book)
        self._ids: dict[str, Title] = {}

    def _names(self, book: Rulebook) -> None:
        self.particles = book.words("name-particle")
        self.suffixes = book.words("name-suffix")
        self.small = frozenset(w for tag in _SMALL for w in book.terms("tag").get(tag, ()))
        self.bodies = book.words("organization-word")
        self.eponyms = frozenset(book.terms("organization-word").get("eponym", ()))
        self.named_after = book.words("named-after")
        self.places = book.words("place-word")
        self.place_prefixes = frozenset(map(bare, book.words("place-prefix")))
        self.locatives = book.words("locative")
        self.fields = book.words("not-name")
        self.portfolios = frozenset(book.terms("not-name").get("field", ()))
        self.peoples = frozenset(book.terms("not-name").get("people", ()))
        self.institution = self.bodies | self.places
        self.barred = self.institution | self.fields
        families = book.terms("family-name")
        self.sure_families = frozenset(map(bare, families.get("sure", ())))
        self.families = self.sure_families | frozenset(map(bare, families.get("place-like", ())))
        self.given = frozenset(map(bare, book.words("given-name")))
        names = self.families | self.given
        self.never = frozenset(w for w in self.barred if bare(w) not in names and w not in self.particles)

    def _titles(self, book: Rulebook) -> None:
        self.article_kinds = {w: kind for kind, words in book.terms("title-article").items() for w in words}
        self.articles = frozenset(w for w, kind in self.article_kinds.items() if kind in ("plain", "female"))
        self.posted = book.words("posted-role")
        self.ranks = book.words("rank-role")
        self.with_portfolio = book.words("portfolio-role")
        self.named_by_field = book.words("named-by-field")
        self.organization_before = bool(book.terms("clitic").get("possessive"))  # as in English
        self.by_organization = dict(book.terms("role-organization"))
        self._deputies = {role: deputy for deputy, roles in book.terms("deputy-role").items() for role in roles}
        self._roles = book.words("record-role")

    def _links(self, book: Rulebook) -> None:
        kinds = book.terms("office-link")
        of, at, behind_for, within = (frozenset(kinds.get(kind, ())) for kind in ("of", "at", "for", "in"))
        self.link_kinds = {w: kind for kind, words in kinds.items() for w in words}
        self.of, self.at_or_in, self.of_or_at, self.of_or_for = of, at | within, of | at, of | behind_for
        self.joiners = book.words("joiner")
        self.inner_links = book.words("organization-link")
        self.firm_links = frozenset(book.terms("organization-link").get("firm", ()))
        self.numbers = book.words("number-mark")
        self.adjectives = tuple(book.words("organization-adjective"))
        self.contracted = at if self.adjectives else frozenset[str]()
        self.connecting = self.of | self.joiners | self.articles
        self.joining = self.particles | self.suffixes
        self.unnamed = self.never | (self.small - self.particles)  # with these no name begins
        # What is none of these may stand in a name like any other word.
        self.telling = self.suffixes | self.of_or_at | self.small | self.particles | self.never

    def title(self, term: str) -> Title:
        """What the id of a term says."""
        if term not in self._ids:
            role, *features = term.split(".")
            told = dict(f.split("-", 1) for f in features if "-" in f)
            kinds = {f for f in features if "-" not in f} | ({"before"} if "or" in told else set())
            other = told.get("or") or told.get("alone")
            self._ids[term] = Title(role, other, told.get("for"), told.get("of"), frozenset(kinds))
        return self._ids[term]

    def deputy_of(self, role: str | None) -> str | None:
        """The role of the deputy of `role`; the role itself where deputies have none of their own."""
        if role is None:
            return None
        deputy = self._deputies.get(role, f"deputy-{role}")
        return deputy if deputy in self._roles else role
