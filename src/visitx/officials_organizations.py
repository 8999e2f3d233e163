"""The names of organizations, fields and places that stand with a title: where they end, and where they begin.

A name is read word by word: capitals, the nouns that bear the names of organizations, and the small words between
them; in lower case also nouns and adjectives. It ends at a person, another title, a verb, a comma that no list holds.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import takewhile

from visitx.officials_names import Names
from visitx.officials_words import Range
from visitx.reading import Reading

LONGEST_ORGANIZATION = 30
LONGEST_ITEM = 5  # words of a field in a list of them (Labour, Invalids and Social Affairs)
_DASHES = frozenset({"–", "—", "/"})
_OPENING = {"«": "»", "“": "”", '"': '"'}


@dataclass(slots=True)
class _State:
    """What was read so far: the kind of the last word, the first token of its capitals, the last organization word."""

    first: int
    kind: str = ""
    run: int = 0
    head: str = ""


class Organizations:
    """The organizations that titles of one article stand with."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.names = reading.kept(Names)
        self.words = self.names.words
        self._small = self.words.of | self.words.joiners | reading.possessives
        self._bodies = {h.first: h.last for h in reading.hits("entity") if h.id == "organization"}

    def end(self, at: int, high: int) -> int:
        """Where the organization ends that begins at token `at`; `at` itself where there is none.

        A trained pipeline (--model) that sees an organization there is believed.
        """
        if at in self._bodies:
            return min(self._bodies[at], high)
        state = _State(at, run=at)
        high = min(high, at + LONGEST_ORGANIZATION)
        end = at
        while end < high and (follows := self._step(end, high, state)) is not None:
            end = follows
        return end

    def _step(self, at: int, high: int, state: _State) -> int | None:
        """The token after the next word of the organization, or None where it has ended."""
        kind = self._kind(at, state)
        if kind:
            self._take(at, kind, state)
            return at + 1
        if at == state.first:
            return self._quoted(at, high, state)
        norm = self.reading.norms[at]
        if norm == ",":
            return self._list(at, high, state)
        if norm in self.words.numbers or norm.isdigit():
            return self._number(at, high)
        if norm in self.reading.possessives:
            return self._possessed(at, high, state)
        if norm in _DASHES:
            return self._dashed(at, high, state)
        joined = self._joined(at, high, state)
        return joined if joined is not None else self._quoted(at, high, state)

    def _take(self, at: int, kind: str, state: _State) -> None:
        norm = self.reading.norms[at]
        if kind != "capital" or state.kind != "capital":
            state.run = at
        if norm in self.words.bodies or at in self.names.roles:
            state.head = norm
        state.kind = kind

    def _kind(self, at: int, state: _State) -> str:
        """capital, noun (a word for an organization or place), lower, or nothing: what the word adds to the name."""
        reading = self.reading
        word, norm = reading.words[at], reading.norms[at]
        if not word[0].isalnum() or self._is_title(at, state.first):
            return ""
        if norm in self.words.of or norm in self.words.joiners or norm in self.words.articles:
            return ""
        if word[0].isupper():
            run = state.run if state.kind == "capital" else at
            person = at > state.first and self.names.begins_in(at, run, state.kind, state.head)
            return "" if person else "capital"
        if norm in self.words.institution:
            return "noun"
        if word[0].isdigit() or not self._is_nominal(at):
            return ""
        if state.kind == "capital" and not self._goes_on_lower(at):
            return ""
        return "lower"

    def _joined(self, at: int, high: int, state: _State) -> int | None:
        """After a small word: the token after the first word of the next part, where the name goes on with it."""
        norm = self.reading.norms[at]
        if norm in self.words.of:
            start = self.skip_articles(at + 1, high)
            held = self.names.roles.get(start) if state.head and start < high else None
            if held is not None and held.last <= high:  # Council of Governors, Office of the Governor
                state.kind = "lower"
                return held.last
            return self._part(start, high, state)
        if norm in self.words.joiners:
            return self._conjunct(at + 1, high, state)
        if norm in self.words.particles and state.kind == "capital" and not self.names.is_capital(at):
            return self._part(self._skip_particles(at, high), high, state)
        if norm in self.words.inner_links and (state.head or self._leads_to_field(at + 1, high)):
            return self._linked(at, high, state)
        return None

    def _linked(self, at: int, high: int, state: _State) -> int | None:
        """After *at*, *in*, *for*: a capital or a field that is no country of posting, no day and no month."""
        start = self.skip_articles(at + 1, high)
        if start >= high or not (self.names.is_capital(start) or self.reading.norms[start] in self.words.barred):
            return None
        posting = self.reading.norms[at] not in self.words.at_or_in and self.reading.hit_at("country-name", start)
        apart = posting or self.reading.hit_at("weekday", start) or self.reading.hit_at("month", start)
        return None if apart else self._part(start, high, state)

    def _part(self, at: int, high: int, state: _State) -> int | None:
        """Takes a word as the first of a new part."""
        if at >= high:
            return None
        before, state.kind = state.kind, ""
        kind = self._kind(at, state)
        if not kind:
            state.kind = before
            return None
        self._take(at, kind, state)
        return at + 1

    def _conjunct(self, at: int, high: int, state: _State) -> int | None:
        """After *and*: another field or word of the same name, no new person and no new clause."""
        of = at < high and (self.reading.norms[at] in self.words.of or self.reading.norms[at] in self.words.contracted)
        start = self.skip_articles(at + 1 if of else at, high)
        if start >= high or self._is_title(start, start) or self._is_person(start):
            return None
        word, norm = self.reading.words[start], self.reading.norms[start]
        if start > at and not of and not word[0].isupper():
            return None
        if not word[0].isupper() and state.kind == "capital" and norm not in self.words.portfolios:
            return None
        return None if self._leads_to_title(start, high) else self._part(start, high, state)

    def _number(self, at: int, high: int) -> int | None:
        """Inspection Team No. 3, Région 5."""
        start = at + 1 if self.reading.norms[at] in self.words.numbers else at
        known = start < high and self.reading.norms[start].isdigit() and len(self.reading.norms[start]) < 4
        return start + 1 if known and (start > at or self._names_body(at - 1)) else None

    def _possessed(self, at: int, high: int, state: _State) -> int | None:
        """Commune People's Committee, observers' network, the Party Committee's standing board."""
        if at + 1 < high and (self.names.is_capital(at + 1) or self._names_body(at + 1) or self._is_nominal(at + 1)):
            return self._part(at + 1, high, state)
        return None

    def _dashed(self, at: int, high: int, state: _State) -> int | None:
        """Thunder Bay—Superior North: a dash without spaces."""
        reading = self.reading
        tight = (
            at + 1 < high and reading.end(at - 1) == reading.starts[at] and reading.end(at) == reading.starts[at + 1]
        )
        return self._part(at + 1, high, state) if tight and self.names.is_capital(at + 1) else None

    def _quoted(self, at: int, high: int, state: _State) -> int | None:
        """A name in quotation marks after the word for what it is (association « Les Amis »)."""
        closing = _OPENING.get(self.reading.words[at])
        if closing is None or (at > state.first and state.head == ""):
            return None
        ends = (i + 1 for i in range(at + 2, min(at + 10, high)) if self.reading.words[i] == closing)
        return next(ends, None)

    def _list(self, at: int, high: int, state: _State) -> int | None:
        """Fields that go on behind a comma and end with *and*: Education, Youth and Sport."""
        like = self.reading.norms[state.first - 1] if state.first else ""
        linked = bool(self.words.adjectives) and (like in self.words.of or like in self.words.articles)
        norms, comma, items = self.reading.norms, at, 0
        while comma + 1 < high and norms[comma] == ",":
            if items and norms[comma + 1] in self.words.joiners:
                return self._last_item(comma + 2, high, linked, state)
            start, end = self._item(comma + 1, high, linked)
            if end == start:
                return None
            if end < high and norms[end] in self.words.joiners:
                return self._last_item(end + 1, high, linked, state)
            comma, items = end, items + 1
        return None

    def _item(self, at: int, high: int, linked: bool) -> Range:
        """One field of a list, without *of* and article; empty where it is no field."""
        norms = self.reading.norms
        of = at < high and norms[at] in self.words.of
        start = self.skip_articles(at + 1 if of else at, high)
        if start >= high or (linked and not of) or self._is_title(start, start) or self._is_person(start):
            return start, start
        if not self.names.is_capital(start) or (not of and norms[start] not in self.words.barred):
            return start, start
        state, end = _State(start, run=start), start
        while end < min(high, start + LONGEST_ITEM):
            kind = self._kind(end, state)
            if not kind:
                break
            self._take(end, kind, state)
            end += 1
        return start, end

    def _last_item(self, at: int, high: int, linked: bool, state: _State) -> int | None:
        start, end = self._item(at, high, linked)
        if end == start:
            return None
        state.kind, state.run = "capital", start
        return end

    def fills(self, first: int, last: int) -> bool:
        """Is the whole line the name of an organization (under a name that ends a quotation)?"""
        known = any(n in self.words.institution for n in self.reading.norms[first:last])
        return known and self.names.is_capital(first) and self.end(first, last) == last

    def _goes_on_lower(self, at: int) -> bool:
        """May a word in lower case follow a capital: an adjective (Sécurité routière), words before one for a body?"""
        if self.words.adjectives:
            return self.reading.norms[at].endswith(self.words.adjectives)
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
        role = self.names.roles.get(at)
        if role and role.last < len(reading):
            follows = reading.norms[role.last]
            if follows in self.words.bodies or (
                at > first and follows in self.words.of_or_for and self.names.is_capital(at - 1)
            ):
                role = None  # Inspector General's Office; United Nations High Commissioner for Refugees
        return role is not None or at in self.names.honorifics or at in self.names.ranks

    def _names_body(self, at: int) -> bool:
        return self.reading.norms[at] in self.words.institution

    def skip_articles(self, at: int, high: int) -> int:
        while at < high and self.reading.norms[at] in self.words.articles:
            at += 1
        return at

    def _skip_particles(self, at: int, high: int) -> int:
        """Over the small words in names of places (San Marcos de la Loma), where a capital follows; else the end."""
        while at < high and self.reading.norms[at] in self.words.particles and not self.names.is_capital(at):
            at += 1
        return at if at < high and self.names.is_capital(at) else high

    def _leads_to_field(self, at: int, high: int) -> bool:
        """Is what follows a small word a field (Ressources en eau, lutte contre les feux)?"""
        start = self.skip_articles(at, high)
        return start < high and self.reading.norms[start] in self.words.portfolios

    def _leads_to_title(self, at: int, high: int) -> bool:
        """Do these capitals stand before a title (… and the Ontario Minister of …)?"""
        capitals = takewhile(self.names.is_capital, range(at, high))
        return any(i in self.names.roles for i in capitals)

    def _is_person(self, at: int) -> bool:
        """A name of two words or more of which none is a field: *of Health and Jean Dupont*."""
        return self.names.end(at) - at > 1

    def start(self, end: int, low: int) -> int:
        """Where the organization begins that ends before token `end`: capitals, back over *of* to a word for a body."""
        small = self._small
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
        while first > low and self.names.is_capital(first - 1) and self._may_stand_before(first - 1, low):
            first -= 1
        return first

    def _may_stand_before(self, at: int, low: int) -> bool:
        """A capital that is no honorific, no title, and no small word at the beginning of a sentence."""
        reading = self.reading
        announces = at + 1 in self.names.honorifics_ending or reading.hit_ending("rank", at + 1)
        if (announces and at not in self.names.phrases) or at in self.names.roles:
            return False
        begins = at == low or reading.ends_sentence(at - 1)
        return not (begins and reading.tags[at] in ("DET", "PREP", "ADV", "PRON", "SUB", "CONJ", "VERB", "AUX"))

    def is_body(self, first: int, last: int) -> bool:
        """Is the range an organization: does it hold a word for one, or an acronym?"""
        acronym = any(w.isupper() and len(w) > 1 and w[0].isalpha() for w in self.reading.words[first:last])
        return acronym or self.has_body(first, last)

    def has_body(self, first: int, last: int) -> bool:
        """Does the range hold a word for an organization?"""
        return any(n in self.words.bodies for n in self.reading.norms[first:last])

    def is_place(self, first: int, last: int) -> bool:
        """May the range name a place: does it begin with a capital, or a word for a kind of place?"""
        return self.names.is_capital(first) or self.reading.norms[first] in self.words.places
