"""Where the name of an organization, a field or a place ends that stands with a title.

A name is read word by word: capitals, the nouns that bear the names of organizations, and the small words between
them; in lower case also nouns and adjectives. It ends at a person, another title, a verb, a comma that no list holds.
"""

from __future__ import annotations

from dataclasses import dataclass

from visitx.officials_names import Range
from visitx.officials_orgwords import OrganizationWords

LONGEST_ORGANIZATION = 30
LONGEST_ITEM = 5  # words of a field in a list of them (Labour, Invalids and Social Affairs)
_DASHES = frozenset({"–", "—", "/"})
_OPENING = {"«": "»", "“": "”", '"': '"'}


@dataclass
class _State:
    """What was read so far: the kind of the last word, the first token of its capitals, the last organization word."""

    first: int
    kind: str = ""
    run: int = 0
    head: str = ""


class Organizations(OrganizationWords):
    """The organizations that titles of one article stand with."""

    def end(self, at: int, high: int) -> int:
        """Where the organization ends that begins at token `at`; `at` itself where there is none.

        A trained pipeline (--model) that sees an organization there is believed.
        """
        seen = self.reading.hit_at("entity", at)
        if seen is not None and seen.id == "organization":
            return min(seen.last, high)
        state = _State(at, run=at)
        high = min(high, at + LONGEST_ORGANIZATION)
        end = index = at
        while index < high:
            follows = self._step(index, high, state)
            if follows is None:
                break
            end = index = follows
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
        if norm in self.small.numbers or norm.isdigit():
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
        if norm in self.names.words.bodies or self.reading.hit_at("role", at):
            state.head = norm
        state.kind = kind

    def _kind(self, at: int, state: _State) -> str:
        """capital, noun (a word for an organization or place), lower, or nothing: what the word adds to the name."""
        reading = self.reading
        word, norm = reading.words[at], reading.norms[at]
        if not word[0].isalnum() or self._is_title(at, state.first):
            return ""
        if norm in self.small.of or norm in self.small.joiners or norm in self.small.articles:
            return ""
        if word[0].isupper():
            run = state.run if state.kind == "capital" else at
            person = at > state.first and self.names.begins_in(at, run, state.kind, state.head)
            return "" if person else "capital"
        if norm in self.names.words.institution:
            return "noun"
        if word[0].isdigit() or not self._is_nominal(at):
            return ""
        if state.kind == "capital" and not self._goes_on_lower(at):
            return ""
        return "lower"

    def _joined(self, at: int, high: int, state: _State) -> int | None:
        """After a small word: the token after the first word of the next part, where the name goes on with it."""
        norm = self.reading.norms[at]
        if norm in self.small.of:
            start = self._skip_articles(at + 1, high)
            held = self.reading.hit_at("role", start) if state.head and start < high else None
            if held is not None and held.last <= high:  # Council of Governors, Office of the Governor
                state.kind = "lower"
                return held.last
            return self._part(start, high, state)
        if norm in self.small.joiners:
            return self._conjunct(at + 1, high, state)
        if norm in self.names.words.particles and state.kind == "capital" and not self._capital(at):
            return self._part(self._skip_particles(at, high), high, state)
        if norm in self.small.links and (state.head or self._leads_to_field(at + 1, high)):
            return self._linked(at, high, state)
        return None

    def _linked(self, at: int, high: int, state: _State) -> int | None:
        """After *at*, *in*, *for*: a capital or a field that is no country of posting, no day and no month."""
        start = self._skip_articles(at + 1, high)
        if start >= high or not (self._capital(start) or self.reading.norms[start] in self.names.words.barred):
            return None
        posting = self.reading.norms[at] not in self.small.places and self.reading.hit_at("country-name", start)
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
        of = at < high and (self.reading.norms[at] in self.small.of or self.reading.norms[at] in self.small.contracted)
        start = self._skip_articles(at + 1 if of else at, high)
        if start >= high or self._is_title(start, start) or self._is_person(start):
            return None
        word, norm = self.reading.words[start], self.reading.norms[start]
        if start > at and not of and not word[0].isupper():
            return None
        if not word[0].isupper() and state.kind == "capital" and norm not in self.names.words.portfolios:
            return None
        if self._leads_to_title(start, high):
            return None
        return self._part(start, high, state)

    def _number(self, at: int, high: int) -> int | None:
        """Inspection Team No. 3, Région 5."""
        start = at + 1 if self.reading.norms[at] in self.small.numbers else at
        known = start < high and self.reading.norms[start].isdigit() and len(self.reading.norms[start]) < 4
        return start + 1 if known and (start > at or self._names_body(at - 1)) else None

    def _possessed(self, at: int, high: int, state: _State) -> int | None:
        """Commune People's Committee, observers' network, the Party Committee's standing board."""
        if at + 1 < high and (self._capital(at + 1) or self._names_body(at + 1) or self._is_nominal(at + 1)):
            return self._part(at + 1, high, state)
        return None

    def _dashed(self, at: int, high: int, state: _State) -> int | None:
        """Thunder Bay—Superior North: a dash without spaces."""
        reading = self.reading
        tight = (
            at + 1 < high and reading.end(at - 1) == reading.starts[at] and reading.end(at) == reading.starts[at + 1]
        )
        return self._part(at + 1, high, state) if tight and self._capital(at + 1) else None

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
        linked = bool(self.small.adjectives) and (like in self.small.of or like in self.small.articles)
        norms, comma, items = self.reading.norms, at, 0
        while comma + 1 < high and norms[comma] == ",":
            if items and norms[comma + 1] in self.small.joiners:
                return self._last_item(comma + 2, high, linked, state)
            start, end = self._item(comma + 1, high, linked)
            if end == start:
                return None
            if end < high and norms[end] in self.small.joiners:
                return self._last_item(end + 1, high, linked, state)
            comma, items = end, items + 1
        return None

    def _item(self, at: int, high: int, linked: bool) -> Range:
        """One field of a list, without *of* and article; empty where it is no field."""
        norms = self.reading.norms
        of = at < high and norms[at] in self.small.of
        start = self._skip_articles(at + 1 if of else at, high)
        if start >= high or (linked and not of) or self._is_title(start, start) or self._is_person(start):
            return start, start
        if not self._capital(start) or (not of and norms[start] not in self.names.words.barred):
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
        known = any(n in self.names.words.institution for n in self.reading.norms[first:last])
        return known and self._capital(first) and self.end(first, last) == last
