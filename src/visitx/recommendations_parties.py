"""Who is meant by a noun phrase that asks or is asked: an official by name or by title, a body in its own words."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from visitx.patterns import fold
from visitx.reading import Reading
from visitx.recommendations_words import AskWords, is_acronym
from visitx.record import Official

_EDGES = frozenset("\"“”«»„‘’',;:.!?()[]–—-…•*>")
LONGEST = 14


class Party(NamedTuple):
    """`name` as a record gives it; `official` where it is a person; `first` and `last` where it stands."""

    name: str
    official: Official | None
    first: int
    last: int


class Mentioned(NamedTuple):
    """An official where the article names one: tokens `first` to `last` (exclusive)."""

    first: int
    last: int
    official: Official


class Parties:
    """The officials of an article where they are mentioned, and how noun phrases are read as parties."""

    def __init__(self, reading: Reading, officials: Iterable[Official]) -> None:
        self.reading = reading
        self.words = reading.prepared(AskWords)
        self.tags = self.words.tags(reading)
        self.mentions = sorted(self._mentions(officials), key=lambda m: m[:2])
        self._firsts = [m.first for m in self.mentions]
        self._named: dict[str, bool] = {}
        self._companions: frozenset[int] | None = None
        self._titles: dict[str, list[Official]] = {}
        self._roles: dict[str | None, list[tuple[Official, list[str]]]] = {}
        self._offices: dict[str, list[Official]] = {}
        for official in officials:
            for position in official.positions:
                self._roles.setdefault(position.role, []).append((official, _plain(position.title, self.words).split()))
                for title in {position.title, f"{position.title} {position.organization}"}:
                    self._titles.setdefault(_plain(title, self.words), []).append(official)

    def _mentions(self, officials: Iterable[Official]) -> Iterable[Mentioned]:
        starts = self.reading.starts
        for official in officials:
            for mention in official.mentions:
                first, last = bisect_left(starts, mention.start), bisect_left(starts, mention.end)
                if first < last:
                    yield Mentioned(first, last, official)

    def within(self, first: int, last: int) -> list[Mentioned]:
        """The mentions inside a token range, in order."""
        at = bisect_left(self._firsts, first)
        found = []
        while at < len(self.mentions) and self.mentions[at].first < last:
            found.append(self.mentions[at])
            at += 1
        return found

    def before(self, at: int) -> Iterator[Mentioned]:
        """The mentions before a token, the last one first."""
        return (self.mentions[index] for index in range(bisect_left(self._firsts, at) - 1, -1, -1))

    def read(self, first: int, last: int) -> Party | None:
        """The party that a noun phrase names: the official it is about, else the phrase without its article."""
        for mention in self.within(first, last):
            if not self._complements(mention, first):
                return Party(mention.official.name, mention.official, first, last)
        first, last = self.trim(first, last)
        if first >= last:
            return None
        if official := self._by_title(first, last):
            return Party(official.name, official, first, last)
        return Party(self.reading.text_of(first, last), None, first, last)

    def _complements(self, mention: Mentioned, low: int) -> bool:
        """Is the person named only as somebody's (the team of Mr. X, led by Mr. X, Mr. X's answer)?"""
        norms, at = self.reading.norms, mention.first - 1
        if mention.last < len(norms) and norms[mention.last] in self.words.possessives:
            return True
        while at >= low and (self.reading.words[at].endswith(".") or self.reading.hit_ending("honorific", at + 1)):
            at -= 1
        return at >= low and self.tags[at] in ("OF", "PREP")

    def trim(self, first: int, last: int) -> tuple[int, int]:
        """The range without article, quotation marks, brackets behind and what follows a comma."""
        reading = self.reading
        while first < last and (reading.words[first] in _EDGES or reading.norms[first] in self.words.articles):
            first += 1
        for at in range(first, last):
            if reading.words[at] in "([;:" or (reading.words[at] == "," and not self._enumerates(at, last)):
                last = at
                break
        while last > first and reading.words[last - 1] in _EDGES:
            last -= 1
        return first, last

    def _enumerates(self, comma: int, last: int) -> bool:
        """Does the comma stand in a list that ends with *and* inside the phrase (Health, Welfare and Sports)?"""
        return any(self.tags[at] == "CONJ" for at in range(comma + 1, min(last - 1, comma + 8)))

    def _by_title(self, first: int, last: int) -> Official | None:
        """The official who holds the office that the phrase names, the one mentioned last before it."""
        hit = self.reading.hit_at("role", first)
        if hit and hit.last == last and "plural" in hit.id:
            return None
        phrase = _plain(self.reading.text_of(first, last), self.words)
        named = self._titles.get(phrase) or self._by_office(phrase, first, last)
        for found in (named, self._by_role(first, last), self._by_address(first, last)):
            if official := self._nearest(found, first):
                return official
        return None

    def _nearest(self, found: Sequence[Official], at: int) -> Official | None:
        if not found:
            return None
        named = [m.official for m in self.before(at) if m.official in found]
        if len(found) > 1:
            named = [official for official in named if not self.is_companion(official, at)] or named
        return named[0] if named else (found[0] if len(found) == 1 else None)

    def is_companion(self, official: Official, at: int) -> bool:
        """Is the person named before a token only as one who came with another (accompanied by X, with her was X)?"""
        if self._companions is None:
            self._companions = frozenset(self._with_others())
        return all(m.first in self._companions for m in self.before(at) if m.official == official)

    def _with_others(self) -> Iterator[int]:
        """Where those are mentioned who came with another: behind what says so, in its sentence; where it leads the
        sentence, only up to a pronoun, else the first of them."""
        for hit in self.reading.hits("ask-company"):
            low, high = self.reading.sentence_bounds(hit.first)
            mentions = self.within(hit.last, high)
            if hit.first <= low + 1 and not any(self.tags[k] == "AUX" for k in range(hit.first, hit.last + 1)):
                stop = next((k for k in range(hit.last, high) if self._begins_main(k)), hit.last)
                mentions = [m for m in mentions if m.first < stop] or mentions[:1]
            yield from (m.first for m in mentions)

    def _begins_main(self, at: int) -> bool:
        """Does a clause begin at a token with a pronoun behind a comma (Accompanied by X, she …)?"""
        kind = self.words.pronouns.get(self.reading.norms[at])
        return self.reading.words[at - 1] == "," and kind not in (None, "relative")

    def _by_office(self, phrase: str, first: int, last: int) -> list[Official]:
        """The officials whose title begins with the office that the phrase is (la ministre: ministre déléguée)."""
        hit = self.reading.hit_at("role", first)
        if hit is None or hit.last != last:
            return []
        if phrase not in self._offices:
            titles = (title for title in self._titles if title.startswith(phrase + " "))
            self._offices[phrase] = [official for title in titles for official in self._titles[title]]
        return self._offices[phrase]

    def _by_role(self, first: int, last: int) -> list[Official]:
        """The officials whose role is what the whole phrase says (the MP, la ministre)."""
        hit = self.reading.hit_at("role", first)
        if hit is None or hit.last != last or "plural" in hit.id:
            return []
        role, words = hit.id.partition(".")[0], _plain(self.reading.text_of(first, last), self.words).split()
        called = self._roles.get(role, ())
        return [official for official, title in called if len(words) == 1 or all(word in title for word in words)]

    def _by_address(self, first: int, last: int) -> list[Official]:
        """The officials before whose name the phrase stands elsewhere (Her Highness … Nalubamba: Her Highness)."""
        hit = self.reading.hit_at("honorific", first)
        if hit is None or hit.last != last or last - first < 2:
            return []
        norms = self.reading.norms
        phrase = norms[first:last]
        near = [
            m
            for m in self.mentions
            if any(norms[k : k + last - first] == phrase for k in range(max(0, m.first - 6), m.first))
        ]
        return [m.official for m in near]

    def is_name(self, at: int) -> bool:
        """Is the word a name: a capital inside a sentence, or a first word that has one there elsewhere?"""
        if self.reading.hit_at("document", at):
            return False
        return self.tags[at] == "NAME" or (self.reading.words[at][0].isupper() and self._is_name_elsewhere(at))

    def _is_name_elsewhere(self, at: int) -> bool:
        """Does the article write the word as a name somewhere, and nowhere small?"""
        word, words = self.reading.words[at], self.reading.words
        if word not in self._named:
            places = self.reading.places(self.reading.norms[at])
            named = any(self.tags[i] == "NAME" and words[i] == word for i in places)
            self._named[word] = named and not any(words[i].islower() for i in places)
        return self._named[word]

    def is_party(self, first: int, last: int) -> bool:
        """Does the phrase name somebody who can act: a body, an office, persons, a name?"""
        reading, norms = self.reading, self.reading.norms
        if any(not self._complements(m, first) for m in self.within(first, last)):
            return True
        for at in range(first, min(last - 1, first + LONGEST)):
            if reading.norms[at] in reading.possessives:
                return self.is_party(at + 1, last)
        for at in range(first, min(last, first + LONGEST)):
            if self.words.is_party(norms[at]) or self.is_name(at) or is_acronym(reading.words[at]):
                return True
            if self.tags[at] in ("OF", "PREP", "SUB", "PRON") and at > first:
                return False
        return False


def _plain(text: str, words: AskWords) -> str:
    """Folded, without articles and the like: what titles are compared by."""
    return " ".join(w for w in fold(text).replace("'", "' ").split() if len(w) > 2 and w not in words.articles)
