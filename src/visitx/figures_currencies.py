"""Which currency a sign or a name means that several countries share: that of the country the article is from."""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING

from visitx.rules import Rulebook

if TYPE_CHECKING:
    from visitx.reading import Reading

_DATELINE = 40  # tokens from the start in which a place counts as that of the publisher
_SIGNATURE = 30  # tokens to the end in which it does
_PUBLISHER, _NAMED, _MENTION = 5, 2, 1
_CALLING_CODE = re.compile(r"(?<!\d)(?:\+|\(00\s?|\b00)\s?\(?(\d{1,3})(?=[\s().-]*\d)")
_DOMAIN = re.compile(r"(?:@|://|www\.)[\w.-]+\.([a-z]{2})(?![\w-])")
_SURE = 2  # weight below which an article is not surely from a country


class Families:
    """Currencies that share a name, what the name means by default, and the countries of each currency."""

    def __init__(self, book: Rulebook) -> None:
        self.members = book.terms("currency-family")
        self.defaults = book.terms("currency-default")
        self.letters = book.terms("currency-letter")
        self.countries = book.terms("country-currency")
        self.calling = {code: country for country, codes in book.terms("calling-code").items() for code in codes}


class Currencies:
    """Tells the currencies of one article."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._families = reading.prepared(Families)
        self._resolved: dict[str, str | None] = {}

    def resolve(self, found: str) -> str | None:
        """The ISO 4217 code of a currency lexicon's id; None where the country that would tell is not known."""
        members = self._families.members.get(found)
        if members is None:
            return found
        if found not in self._resolved:
            default, how = self._families.defaults.get(found, (None, ""))
            self._resolved[found] = self._of_country(members, _SURE if how == "sure" else 1) or default
        return self._resolved[found]

    def of_letter(self, letter: str) -> str | None:
        """The currency that one letter before an amount means."""
        members = self._families.letters[letter]
        return self._of_country(members, 1) or members[0]

    def _of_country(self, members: tuple[str, ...], least: int) -> str | None:
        """The member that the article speaks of most, and its publisher's country above all."""
        weights = {
            member: self._named[member] + sum(self._places[c] for c in self._families.countries.get(member, ()))
            for member in members
        }
        best = max(weights.values(), default=0)
        leading = [member for member, weight in weights.items() if weight == best]
        return leading[0] if best >= least and len(leading) == 1 else None

    @cached_property
    def _named(self) -> Counter[str]:
        """The currencies that the article names in full (Canadian dollars)."""
        weights: Counter[str] = Counter()
        for lexicon in ("currency-name", "currency-symbol", "currency-code"):
            for hit in self._reading.hits(lexicon):
                if self._reading.numeral_ending(hit.first) or self._reading.numeral_at(hit.last):
                    weights[hit.id] += _NAMED
        return weights

    @cached_property
    def _places(self) -> Counter[str]:
        """How much the article speaks of each country (ISO 3166)."""
        weights: Counter[str] = Counter()
        for hit in (*self._reading.hits("country-place"), *self._reading.hits("country-mark")):
            edge = hit.first < _DATELINE or hit.first > len(self._reading) - _SIGNATURE
            weights[hit.id] += _PUBLISHER if edge else _MENTION
        for code in _CALLING_CODE.findall(self._reading.text):
            country = next(
                (self._families.calling[code[:n]] for n in (3, 2, 1) if code[:n] in self._families.calling), ""
            )
            weights[country] += _PUBLISHER
        for domain in set(_DOMAIN.findall(self._reading.text)):
            weights[domain.upper()] += _PUBLISHER
        return weights
