"""The names of organizations, fields and places that stand with a title: where they end, and where they begin.

A name is read word by word: capitals, the nouns that bear the names of organizations, and the small words between
them; in lower case also nouns and adjectives. It ends at a person, another title, a verb, a comma that no list holds.
"""

from __future__ import annotations

from dataclasses import dataclass

from visitx.officials_names import Names
from visitx.reading import Reading

LONGEST_ORGANIZATION = 30
LONGEST_ITEM = 5  # words of a field in a list of them (Labour, Invalids and Social Affairs)
_DASHES = frozenset({"–", "—", "/"})
_OPENING = {"«": "»", "“": "”", '"': '"'}
_SMALL = frozenset({"DET", "PREP", "ADV", "PRON", "SUB", "CONJ", "VERB", "AUX"})  # tags


@dataclass(slots=True)
class _State:
    """What was read so far: the first token, the kind of the last word, the last word for an organization."""

    first: int
    kind: str = ""
    head: str = ""


class Organizations:
    """The organizations that titles of one article stand with."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.names = reading.kept(Names)
        self.words = self.names.words
        self._joining = self.words.of | self.words.joiners | reading.possessives
        self._seen = {h.first: h.last for h in reading.hits("entity") if h.id == "organization"}

    def end(self, at: int, high: int) -> int:
        """Where the organization ends that begins at token `at`; `at` itself where there is none.

        A trained pipeline (--model) that sees an organization there is believed.
        """
        if at in self._seen:
            return min(self._seen[at], high)
        state = _State(at)
        high = min(high, at + LONGEST_ORGANIZATION)
        end = at
        while end < high and (follows := self._step(end, high, state)) is not None:
            end = follows
        return end

    def _step(self, at: int, high: int, state: _State) -> int | None:
        """The token after the next word of the organization, or None where it has ended."""
        if self._take(at, state):
            return at + 1
        if at == state.first:
            return self._quoted(at, high)
        norm = self.reading.norms[at]
        if norm == ",":
            return self._list(at, high, state)
        if norm in self.words.numbers or norm.isdigit():
            return self._number(at, high)
        if norm in self.reading.possessives:  # Commune People's Committee, observers' network
            return self._part(at + 1, high, state)
        if norm in _DASHES:
            return self._dashed(at, high, state)
        joined = self._joined(at, high, state)
        return self._quoted(at, high) if joined is None and state.head else joined

    def _take(self, at: int, state: _State) -> bool:
        """Takes a word that adds to the name."""
        kind = self._kind(at, state)
        if kind:
            state.kind = kind
            if self.reading.norms[at] in self.words.bodies or at in self.names.roles:
                state.head = self.reading.norms[at]
        return bool(kind)

    def _kind(self, at: int, state: _State) -> str:
        """capital, noun (a word for an organization or place), lower, or nothing: what the word adds to the name."""
        word, norm = self.reading.words[at], self.reading.norms[at]
        if norm in self.words.connecting or not word[0].isalnum() or self._is_title(at, state.first):
            return ""
        if word[0].isupper():
            person = at > state.first and self.names.begins_in(at, state.kind, state.head)
            return "" if person else "capital"
        if norm in self.words.institution:
            return "noun"
        if word[0].isdigit() or not self._is_nominal(at):
            return ""
        return "lower" if state.kind != "capital" or self._goes_on_lower(at) else ""

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
        return self._linked(at, high, state) if norm in self.words.inner_links else None

    def _linked(self, at: int, high: int, state: _State) -> int | None:
        """After *at*, *in*, *for*: a capital or a field that is no country of posting, no day and no month."""
        start = self.skip_articles(at + 1, high)
        if start < high and self.reading.norms[at] in self.words.firm_links and self._is_nominal(start):
            return self._part(start, high, state)  # Lutte contre le racisme
        if start >= high or not (self.names.is_capital(start) or self.reading.norms[start] in self.words.barred):
            return None
        if not state.head and self.reading.norms[start] not in self.words.portfolios:
            return None
        posting = self.reading.norms[at] not in self.words.at_or_in and self.reading.hit_at("country-name", start)
        apart = posting or self.reading.hit_at("weekday", start) or self.reading.hit_at("month", start)
        return None if apart else self._part(start, high, state)

    def _part(self, at: int, high: int, state: _State) -> int | None:
        """Takes a word as the first of a new part."""
        if at >= high:
            return None
        before, state.kind = state.kind, ""
        if self._take(at, state):
            return at + 1
        state.kind = before
        return None

    def _conjunct(self, at: int, high: int, state: _State) -> int | None:
        """After *and*: another field or word of the same name, no new person and no new clause."""
        norms = self.reading.norms
        of = at < high and (norms[at] in self.words.of or norms[at] in self.words.contracted)
        start = self.skip_articles(at + 1 if of else at, high)
        if start >= high or self._is_person(start) or start in self.names.acronyms:
            return None
        known = norms[start] in self.words.portfolios or (of and self._names_body(start))
        alone = (start > at and not of) or (state.kind == "capital" and not known)
        return None if alone and not self.names.is_capital(start) else self._part(start, high, state)

    def _number(self, at: int, high: int) -> int | None:
        """Inspection Team No. 3, Région 5; with nothing counted behind it also Anié 2."""
        norms = self.reading.norms
        start = at + 1 if norms[at] in self.words.numbers else at
        if start >= high or not norms[start].isdigit() or len(norms[start]) > 3:
            return None
        alone = start + 1 == high or not norms[start + 1][0].isalnum() or norms[start + 1] in self.words.joiners
        return start + 1 if start > at or self._names_body(at - 1) or alone else None

    def _dashed(self, at: int, high: int, state: _State) -> int | None:
        """Thunder Bay—Superior North: a dash without spaces."""
        tight = self.reading.end(at - 1) == self.reading.starts[at]
        return self._part(at + 1, high, state) if tight and at + 1 < high and self.names.is_capital(at + 1) else None

    def _quoted(self, at: int, high: int) -> int | None:
        """A name in quotation marks, also after the word for what it is (association « Les Amis »)."""
        closing = _OPENING.get(self.reading.words[at])
        if closing is None:
            return None
        ends = (i + 1 for i in range(at + 2, min(at + 10, high)) if self.reading.words[i] == closing)
        return next(ends, None)

    def _list(self, at: int, high: int, state: _State) -> int | None:
        """Fields that go on behind a comma and end with *and*: Education, Youth and Sport."""
        like = self.reading.norms[state.first - 1] if state.first else ""
        linked = bool(self.words.adjectives) and (like in self.words.of or like in self.words.articles)
        norms, items = self.reading.norms, 0
        while at + 1 < high and norms[at] == ",":
            if items and norms[at + 1] in self.words.joiners:
                return self._last_item(at + 2, high, linked, state)
            end = self._item_end(at + 1, high, linked)
            if end is None:
                return None
            if end < high and norms[end] in self.words.joiners:
                return self._last_item(end + 1, high, linked, state)
            at, items = end, items + 1
        return None

    def _item_end(self, at: int, high: int, linked: bool) -> int | None:
        """Where a field of a list ends, with *of* and article; None where it is no field."""
        norms = self.reading.norms
        of = at < high and norms[at] in self.words.of
        start = self.skip_articles(at + 1 if of else at, high)
        if start >= high or not self.names.is_capital(start) or self._is_person(start):
            return None
        if linked and not of and norms[start] not in self.words.portfolios:
            return None
        if not of and norms[start] not in self.words.barred:
            return None
        state, end = _State(start), start
        while end < min(high, start + LONGEST_ITEM) and self._take(end, state):
            end += 1
        return end if end > start else None

    def _last_item(self, at: int, high: int, linked: bool, state: _State) -> int | None:
        end = self._item_end(at, high, linked)
        state.kind = "capital" if end else state.kind
        return end

    def fills(self, first: int, last: int) -> bool:
        """Is the whole line the name of an organization (under a name that ends a quotation)?"""
        known = not self.words.institution.isdisjoint(self.reading.norms[first:last])
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
        role = self.names.roles.get(at)
        if role is None:
            return at in self.names.honorifics or at in self.names.ranks
        follows = self.reading.norms[role.last] if role.last < len(self.reading) else ""
        if follows in self.words.bodies:  # Inspector General's Office
            return False
        # United Nations High Commissioner for Refugees
        return not (at > first and follows in self.words.of_or_for and self.names.is_capital(at - 1))

    def _names_body(self, at: int) -> bool:
        return self.reading.norms[at] in self.words.institution

    def skip_articles(self, at: int, high: int) -> int:
        """The first token from `at` on that is no article."""
        while at < high and self.reading.norms[at] in self.words.articles:
            at += 1
        return at

    def _skip_particles(self, at: int, high: int) -> int:
        """Over the small words in names of places (San Marcos de la Loma), where a capital follows; else the end."""
        while at < high and self.reading.norms[at] in self.words.particles and not self.names.is_capital(at):
            at += 1
        return at if at < high and self.names.is_capital(at) else high

    def _is_person(self, at: int) -> bool:
        """A name of two words or more of which none is a field: *of Health and Jean Dupont*."""
        return self.names.end(at) - at > 1

    def start(self, end: int, low: int) -> int:
        """Where the organization begins that ends before token `end`: capitals, back over *of* to a word for a body."""
        first = self._capitals(end, low)
        while low < first < end and self.reading.norms[first - 1] in self._joining:
            further = self._capitals(first - 1, low)
            before = self.reading.norms[further : first - 1]
            if not before or (self.words.bodies.isdisjoint(before) and not self.words.portfolios.issuperset(before)):
                break
            first = further
        return first

    def _capitals(self, end: int, low: int) -> int:
        """Where the capitals begin that end before token `end`."""
        first = end
        while first > low and self.names.is_capital(first - 1) and self._may_stand_before(first - 1, low):
            first -= 1
        return first

    def _may_stand_before(self, at: int, low: int) -> bool:
        """A capital that is no honorific, no title, and no small word at the beginning of a sentence."""
        announces = at + 1 in self.names.honorifics_ending or self.reading.hit_ending("rank", at + 1)
        if (announces and at not in self.names.phrases) or at in self.names.roles:
            return False
        if self.reading.tags[at] not in _SMALL or (
            self.reading.words[at].isupper() and len(self.reading.words[at]) > 1
        ):
            return True  # the WHO is no pronoun
        return at > low and not self.reading.ends_sentence(at - 1)

    def is_body(self, first: int, last: int) -> bool:
        """Is the range an organization: does it hold a word for one, or an acronym?"""
        acronym = any(w.isupper() and len(w) > 1 and w[0].isalpha() for w in self.reading.words[first:last])
        return acronym or self.has_body(first, last)

    def has_body(self, first: int, last: int) -> bool:
        """Does the range hold a word for an organization?"""
        return not self.words.bodies.isdisjoint(self.reading.norms[first:last])

    def is_bare_place(self, first: int, last: int) -> bool:
        """Is the range nothing but a name: capitals of which none is a field, a body or an acronym?"""
        words, norms = self.reading.words[first:last], self.reading.norms[first:last]
        named = all(w[0].isupper() and not w.isupper() for w in words)
        return named and self.words.barred.isdisjoint(norms)

    def is_place(self, first: int, last: int) -> bool:
        """May the range name a place: does it begin with a capital, or a word for a kind of place?"""
        return self.names.is_capital(first) or self.reading.norms[first] in self.words.places
