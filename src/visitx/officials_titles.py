"""Titles: the offices of an article, read around the terms of the lexicon `role`.

A title takes the modifiers before and after it (Permanent Deputy Director, directrice adjointe), then what follows
(officials_complements.py) and what stands before (officials_holders.py); its organization may decide between two roles.
"""

from __future__ import annotations

from dataclasses import replace

from visitx.hits import Hit
from visitx.officials_complements import Complements
from visitx.officials_holders import Holders
from visitx.officials_names import Names, Range
from visitx.officials_offices import Office, TitleWords
from visitx.officials_organizations import Organizations
from visitx.reading import Reading

TITLES = ("role", "role-acronym", "rank", "press-title")  # the lexicons of titles


class Titles:
    """The offices of one article."""

    def __init__(self, reading: Reading, names: Names, organizations: Organizations) -> None:
        self.reading = reading
        self.names = names
        self.complements = Complements(reading, names, organizations)
        self.holders = Holders(reading, names, organizations)
        self.words = reading.prepared(TitleWords)

    def read(self) -> list[Office]:
        """Every office, in order, none inside another."""
        offices: list[Office] = []
        hits = [hit for lexicon in TITLES for hit in self.reading.hits(lexicon)]
        end = 0
        for hit in sorted(hits, key=lambda h: (h.first, -h.last)):
            if hit.first >= end and self._is_office(hit):
                office = self._office(hit, end, offices)
                offices.append(office)
                end = office.last
        return offices

    def _is_office(self, hit: Hit) -> bool:
        """Is the word a title here: no name (Ms. Dean), no part of a set phrase (Plan directeur) or longer title?"""
        if hit.first in self.names.announced or self.names.in_set_phrase(hit.first):
            return False
        return not self._belongs_to_next(hit)

    def _belongs_to_next(self, hit: Hit) -> bool:
        """Chief before Inspector, Deputy before Head: no title of its own."""
        reading = self.reading
        if hit.lexicon == "rank":
            return not self._ranks(hit)
        before = reading.hit_at("title-before", hit.first)
        while before and reading.hit_at("role", before.last) is None:
            before = reading.hit_at("title-before", before.last)
        return before is not None and before.last > hit.first + (hit.last - hit.first) - 1

    def _ranks(self, hit: Hit) -> bool:
        """Does the word stand before a name, and not behind a noun (Direction générale)?"""
        reading, at = self.reading, hit.last
        low, high = reading.line_bounds(hit.first)
        while at < high and (next_hit := reading.hit_at("honorific", at)):
            at = next_hit.last
        free = hit.first == low or reading.words[hit.first][0].isupper()
        free = free or reading.tags[hit.first - 1] not in ("NOUN", "NAME", "ADJ")
        known = reading.hit_ending("role", hit.first) or reading.hit_ending("honorific", hit.first)
        return at < high and self.names.end(at, addressed=True) > at and bool(free or known)

    def _office(self, hit: Hit, low: int, offices: list[Office]) -> Office:
        line_low, high = self.reading.line_bounds(hit.first)
        low = max(low, line_low)
        role, *features = ("other", "press") if hit.lexicon == "press-title" else hit.id.split(".")
        office = Office(hit.first, hit.last, (hit.first, hit.last), role, kinds=frozenset(features))
        if hit.lexicon == "rank":
            return replace(self._with_article(office, low), role=None, kinds=office.kinds | {"rank"})
        office = self._with_modifiers(office, low, high)
        office = self.complements.extended(self._with_tail(self._with_deputy(office, offices), high), high)
        office = self.holders.placed(office, low, offices)
        office = self._with_article(office, low)
        return self._with_role(office)

    def _with_modifiers(self, office: Office, low: int, high: int) -> Office:
        """Takes the words before and after the title that belong to it; those for a deputy change its role."""
        first, title_first, last, title_last = office.first, office.title[0], office.last, office.title[1]
        kinds, deputy = set(office.kinds), False
        while first > low and (hit := self.reading.hit_ending("title-before", first)) and hit.first >= low:
            kind, *features = hit.id.split(".")
            first = hit.first
            if kind in ("deputy", "plain") and title_first == hit.last:
                title_first = first
            deputy = deputy or kind == "deputy"
            kinds.update(features, [kind] if kind == "former" else [])
        while last < high and (hit := self.reading.hit_at("title-after", last)):
            kind, *features = hit.id.split(".")
            last = hit.last
            title_last = title_last if kind == "aside" else last
            deputy = deputy or kind == "deputy"
            kinds.update(features)
        last += last < high and self.reading.norms[last] in self.words.peoples and self.reading.words[last].islower()
        role = self.words.deputy_of(office.role) if deputy else office.role
        return replace(
            office, first=first, last=last, title=(title_first, title_last), role=role, kinds=frozenset(kinds)
        )

    def _with_tail(self, office: Office, high: int) -> Office:
        """Words for a field right behind the title, and then an honorific (Secretary Health Dr X)."""
        reading, last = self.reading, office.last
        while last < high and reading.words[last][0].isupper() and reading.norms[last] in self.names.words.barred:
            last += 1
        if last == office.last or reading.hit_at("honorific", last) is None:
            return office
        return replace(office, last=last, title=(office.title[0], last))

    def _with_deputy(self, office: Office, offices: list[Office]) -> Office:
        """*his deputy*, *son adjointe*: the deputy of whose office stands before."""
        if office.role != "deputy":
            return office
        before = self.words.article_before(self.reading, office.first)
        if "own" not in before:
            return replace(office, alone="member-of-parliament")
        owner = next((o.role for o in reversed(offices) if o.role), None)
        return replace(office, role=self.words.deputy_of(owner), kinds=office.kinds | {"deputy"})

    def _with_article(self, office: Office, low: int) -> Office:
        kind = self.words.article_before(self.reading, office.first) if office.first > low else ""
        female = {"female"} if "female" in kind else set()
        return replace(office, article=kind, kinds=office.kinds | female)

    def _with_role(self, office: Office) -> Office:
        """Decides between the roles of one title by its organization; `other` is no role of the record."""
        other = office.feature("or-") or office.feature("alone-")
        for_other = office.feature("for-")
        role, alone = office.role, office.alone or other
        if other and office.organization and self._speaks_for(other, office.organization):
            role = other
        if for_other and "with-for" in office.kinds:
            role = for_other
        plain = None if role in ("other", "deputy") else role
        return replace(office, role=plain, alone=alone if office.organization is None else None)

    def _speaks_for(self, role: str, organization: Range) -> bool:
        first, last = organization
        norms, table = self.reading.norms, self.words.by_organization
        country = self.reading.hit_at("country-name", first)
        if f"{role}.first" in table:
            return norms[first] in table[f"{role}.first"] or (country is not None and country.last == last)
        return bool({*norms[first : first + 2], norms[last - 1]} & set(table.get(role, ())))
