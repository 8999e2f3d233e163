"""Runs of words that may name a person, and when two of them name the same one.

A run is made of capitals, initials and the particles of the rules (`name-particle`); words that no name holds
(`organization-word`, `place-word`, `not-name`) end it. After an honorific the run may hold them too (Ms. West).
"""

from __future__ import annotations

from itertools import compress
from operator import itemgetter

from visitx.hits import Hit
from visitx.officials_words import INITIAL, OfficialWords, Range, bare, is_shaped, key_of
from visitx.reading import Reading

LONGEST_NAME = 7


class Names:
    """The runs of one article that may be names."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.words = reading.prepared(OfficialWords)
        reading.add_hits(hit._replace(lexicon="honorific") for hit in reading.hits("honorific-exact"))
        self.honorifics, self.honorifics_ending = reading.starting("honorific"), reading.ending("honorific")
        self.roles, self.ranks = reading.starting("role"), reading.starting("rank")
        self.acronyms = reading.starting("role-acronym")
        self.phrases = reading.starting("no-title")
        self.companies, self.letters = reading.starting("company-mark"), reading.starting("post-nominal")
        self._people = {h.first: h.last for h in reading.hits("entity") if h.id == "person"}
        self._countries = reading.starting("country-name")
        self._telling = {*self.honorifics, *self.roles, *self.ranks, *self.companies, *self.letters}
        self._line_firsts = frozenset(line.first for line in reading.lines)
        self._ends: tuple[dict[int, int], dict[int, int]] = ({}, {})  # plain names, names behind an honorific
        initials = map(itemgetter(0), reading.words)
        self.capitals = list(compress(range(len(reading)), map(str.isupper, initials)))
        announced = self._after_honorifics()
        self.announced = frozenset(at for run in announced for at in range(*run))
        self.known = {key_of(reading.text_of(*run)) for run in announced if run[1] - run[0] > 1}

    def _after_honorifics(self) -> list[Range]:
        reading = self.reading
        starts = [self.behind(hit) for hit in self.honorifics.values() if not self.in_set_phrase(hit.first)]
        runs = [(at, self.end(at, addressed=True)) for at in starts if at < len(reading)]
        return [run for run in runs if run[1] > run[0]]

    def behind(self, honorific: Hit) -> int:
        """The token behind an honorific, and behind the bracket it stands in: Sen. (Mrs.) Lena Holm."""
        return honorific.last + self.in_bracket(honorific)

    def in_bracket(self, honorific: Hit) -> bool:
        """Does an honorific stand in a bracket of its own?"""
        words, (first, last) = self.reading.words, (honorific.first, honorific.last)
        return first > 0 and last < len(words) and words[first - 1] == "(" and words[last] == ")"

    def in_set_phrase(self, at: int) -> bool:
        """Does the token stand in a phrase that looks like a title or an honorific and is none (plan directeur)?"""
        before = self.phrases.get(at - 1)
        return at in self.phrases or (before is not None and before.last > at)

    def end(self, at: int, *, addressed: bool = False) -> int:
        """Where the name ends that begins at token `at`; `at` itself where none does.

        A trained pipeline (--model) that sees a person there is believed.
        """
        ends = self._ends[addressed]
        if at not in ends:
            ends[at] = self._people.get(at) or self._run_end(at, addressed)
        return ends[at]

    def _run_end(self, at: int, addressed: bool) -> int:
        words, norms, telling = self.reading.words, self.reading.norms, self.words.telling
        end = at
        for index in range(at, min(at + LONGEST_NAME, len(words))):
            if index > at and index in self._line_firsts:
                break
            if norms[index] in telling or index in self._telling:
                kind = self._telling_kind(index, index > at, addressed)
                if kind != "particle":
                    if kind is None:
                        break
                    end = index + 1
                elif not self._goes_on(index + 1):
                    break
            elif words[index][0].isupper() and is_shaped(words[index]):
                end = index + 1
            else:
                break
        return end if self._is_name(at, end, addressed) else at

    def _goes_on(self, at: int) -> bool:
        """May a name go on here after a particle: with a capital, or another particle (von der Leyen)?"""
        if at >= len(self.reading) or at in self._line_firsts:
            return False
        return self.is_capital(at) or self.reading.norms[at] in self.words.particles

    def _kind(self, at: int) -> str | None:
        """name, particle, suffix: what the token may be in a name that has begun; else None."""
        if self.reading.norms[at] in self.words.telling or at in self._telling:
            return self._telling_kind(at, True, False)
        word = self.reading.words[at]
        return "name" if word[0].isupper() and is_shaped(word) else None

    def _telling_kind(self, at: int, begun: bool, addressed: bool) -> str | None:
        """The same of a word that the rules tell something of, in a name that has `begun` before it or not."""
        word, norm, words = self.reading.words[at], self.reading.norms[at], self.words
        if begun and norm in words.suffixes:
            return "suffix"
        if begun and not addressed and norm in words.of_or_at and not self._may_have_particle(at):
            return None
        if not begun and not addressed and norm in words.small and (norm not in words.particles or self._opens(at)):
            return None
        if norm in words.particles and (begun or addressed or word[0].isupper()):
            return "particle" if not word[0].isupper() or norm.endswith("'") else self._capital_particle(at, begun)
        if not word[0].isupper() or not is_shaped(word):
            return None
        if at in self.honorifics or at in self.companies or (begun and at in self.letters):
            return None
        if at in self.roles or at in self.ranks or norm in words.never:
            return "name" if self._family_name(at, begun, addressed) else None
        return "name"

    def _may_have_particle(self, at: int) -> bool:
        """Before *de* a name, not the first word of a sentence (Intervention de …)."""
        return self.is_given(at - 1) or (at > 1 and not self._opens(at - 1))

    def _opens(self, at: int) -> bool:
        """Is the token the first of its sentence?"""
        return self.reading.sentence_bounds(at)[0] == at

    def _capital_particle(self, at: int, begun: bool) -> str:
        """Van, Le, Ben, El: a name of their own in a run, or the beginning of one."""
        follows = at + 1 < len(self.reading) and self.is_capital(at + 1)
        return "name" if begun or follows else "particle"

    def _family_name(self, at: int, begun: bool, addressed: bool) -> bool:
        """Ms. West, Mr. John Bishop, Vuong Tat Loi: the last word of a name that an honorific or two words announce."""
        reading, words = self.reading, self.words
        title = at in self.roles or at in self.ranks
        if not begun and addressed and not title:
            return reading.norms[at] not in words.bodies
        if not begun or (at + 1 < len(reading) and self.is_capital(at + 1) and not self._line_ends(at)):
            return False
        if addressed and reading.norms[at - 1] in words.particles and at - 1 not in self.honorifics_ending:
            return self.is_capital(at - 1) or self._plain(at - 2)
        if (reading.norms[at] in words.bodies and not addressed) or (title and not self._may_be_surname(at)):
            return False
        if addressed or (title and reading.norms[at - 1] in words.particles):
            return True
        return at > 1 and reading.norms[at] not in words.places and self._plain(at - 2) and self._plain(at - 1)

    def _may_be_surname(self, at: int) -> bool:
        """A title that is also a name (Mitzi Dean, Bruno Le Maire), with no *of* behind it."""
        follows = self.reading.norms[at + 1] if not self._line_ends(at) else ""
        particle = at > 1 and self.reading.norms[at - 1] in self.words.particles and self.is_capital(at - 1)
        return follows not in self.words.of_or_at and self._plain(at - 1 - particle)

    def _plain(self, at: int) -> bool:
        """A capital that may stand in any name."""
        norm = self.reading.norms[at]
        return self.is_capital(at) and norm not in self.words.barred and norm not in self.words.small

    def _line_ends(self, at: int) -> bool:
        return at + 1 == self.reading.line_bounds(at)[1]

    def is_capital(self, at: int) -> bool:
        """Does the word begin with a capital?"""
        return self.reading.words[at][0].isupper()

    def _is_name(self, first: int, end: int, addressed: bool) -> bool:
        """Not only initials or particles; in capitals throughout only after an honorific; no country."""
        words = [w for w in self.reading.words[first:end] if w[0].isupper()]
        if addressed:
            return any(len(w.rstrip(".")) > 1 for w in words)
        if all(map(str.isupper, words)):
            return False
        return first not in self._countries or self._countries[first].last < end

    def start(self, end: int, low: int) -> int:
        """Where the name begins that ends before token `end`; `end` itself where none does."""
        first = end
        for at in range(end - 1, max(low, end - LONGEST_NAME) - 1, -1):
            if self._kind(at) is None:
                break
            if self.is_capital(at) and self.end(at) == end:
                first = at
        return first

    def is_stray(self, first: int, end: int, *, behind_title: bool = False) -> bool:
        """Does the run belong to the name of an institution or a place (Lycée Jean Moulin, John Smith Hall)?"""
        norms, words = self.reading.norms, self.words
        low, high = self.reading.line_bounds(first)
        before = norms[first - 1] if first > low and not behind_title else ""
        if before in words.institution or end >= high:
            return before in words.institution
        after = norms[end]
        return end in self.companies or after in words.institution or (after in words.barred and self.is_capital(end))

    def in_place(self, first: int) -> bool:
        """Does a word for *in* or *at* stand before the run, so that it names a place?"""
        low, _ = self.reading.line_bounds(first)
        word = self.reading.words[first]
        if first == low or self.reading.norms[first - 1] not in self.words.locatives:
            return False
        first_part = bare(word).partition("-")[0]
        return not (INITIAL.fullmatch(word) or first_part in self.words.families or first_part in self.words.given)

    def begins_in(self, at: int, kind: str, head: str) -> bool:
        """Does a person begin at this capital, inside or right behind the name of an organization?

        `kind` is what stands before `at` (capital, noun, lower, or nothing after a small connecting word), `head` the
        last word for an organization that was read.
        """
        count, words = self.end(at) - at, self.words
        if count and key_of(self.reading.text_of(at, at + count)) in self.known:
            return True
        if not kind or not 2 <= count <= 5 or (kind == "capital" and self._is_acronym(at)):
            return False
        before = self.reading.norms[at - 1]
        if bare(before) in words.place_prefixes or self.is_stray(at, at + count, behind_title=True):
            return False
        if self.reading.hit_ending("country-name", at) or self._has_particle(at + 1):
            return True
        first = bare(self.reading.words[at])
        family = first in words.sure_families or (count > 2 and first in words.families)
        if family or head in words.eponyms:
            return family
        if kind == "noun" or self.is_given(at):
            return self.is_given(at)
        return count <= 4 and (kind == "lower" or before in words.barred) and before not in words.places

    def _is_acronym(self, at: int) -> bool:
        word = self.reading.words[at]
        return word.isupper() and 1 < len(word) < 6 and word.isalpha()

    def _has_particle(self, at: int) -> bool:
        """A small word that stands in names and nowhere else (Pieter van Aalst)."""
        norm = self.reading.norms[at]
        return norm in self.words.particles and self.reading.words[at].islower() and norm not in self.words.of_or_at

    def is_given(self, at: int) -> bool:
        """Is the word a given name that is common?"""
        return bare(self.reading.words[at]).partition("-")[0] in self.words.given
