"""Persons as they are mentioned: a name with the honorifics before it, each time it stands in an article.

Only sentences in which something tells of officials are read: a title, an honorific, a word for who came along.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from visitx.officials_names import Names
from visitx.officials_offices import Office
from visitx.officials_words import Range
from visitx.reading import Reading

LONGEST_BRACKET = 10
_TELLING = ("honorific", "led-by", "named-with")  # lexicons of words beside which a name is an official's
_OPEN = frozenset({",", ";", ":", "(", ")", "-", "–", "—", ".", "!", "?", "»", "”", '"', "…", "]"})


class Person(NamedTuple):
    """Tokens `first` to `last` (exclusive), honorifics included; `name` without them. `genders`: what honorifics say;
    `marked`: an article of women stands before them."""

    first: int
    name: Range
    addressed: bool = False
    genders: frozenset[str] = frozenset()
    marked: bool = False

    @property
    def last(self) -> int:
        return self.name[1]


class Persons:
    """The persons of one article that may be officials, in order."""

    def __init__(self, reading: Reading, offices: Sequence[Office], claimed: frozenset[int]) -> None:
        self.reading = reading
        self.names = reading.kept(Names)
        self.words = self.names.words
        self._offices = offices
        self._inside = {at for o in offices for at in range(o.first, o.last)}
        self._titles = {o.last: o.first for o in offices}
        self._bare_ends = {o.last for o in offices if o.organization is None}
        self._claimed = claimed
        self._headlines: dict[int, bool] = {}
        self.found: list[Person] = []

    def read(self) -> list[Person]:
        """Names after honorifics, and those of two words and more where a title may stand beside them."""
        end, tokens = 0, len(self.reading)
        for at in sorted({*self._beginnings(), *self.names.honorifics, *self._titles}):
            if end <= at < tokens:
                for person in self._persons(at):
                    end = person.last
                    if person.first not in self._claimed:
                        self.found.append(person)
        return self.found

    def _beginnings(self) -> Iterator[int]:
        """The capitals with which a name of two words may begin, in the sentences that tell of officials."""
        words, norms, capitals = self.reading.words, self.reading.norms, self.names.capitals
        unnamed, joining, inside = self.words.unnamed, self.words.joining, self._inside
        for low, high in self._sentences():
            for at in capitals[bisect_left(capitals, low) : bisect_left(capitals, min(high, len(words) - 1))]:
                goes_on = words[at + 1][0].isupper() or norms[at + 1] in joining
                if goes_on and norms[at] not in unnamed and at not in inside:
                    yield at

    def _sentences(self) -> Iterator[Range]:
        """The sentences that tell of officials; that above a line which begins with a title may hold the name."""
        anchors = {hit.first for lexicon in _TELLING for hit in self.reading.hits(lexicon)}
        for office in self._offices:
            anchors.update((office.first, office.first - 1, office.first - 2))
        end = 0
        for at in sorted(anchors):
            if at >= end:
                low, end = self.reading.sentence_bounds(at)
                yield low, end

    def _persons(self, at: int) -> Iterator[Person]:
        """Who is named at a token: one person, or several behind one honorific (MM. A et B)."""
        if at in self.names.honorifics and not self.names.in_set_phrase(at) and (person := self._addressed(at)):
            yield person
            while any(g.endswith("plural") for g in person.genders):
                first = skip_aside(self.reading, person.last, self.words.joiners)
                if first < 0 or first in self.names.honorifics or (end := self.names.end(first)) == first:
                    break
                person = Person(first, (first, end), True, person.genders)
                yield person
        elif at not in self._inside and (person := self._plain(at)):
            yield person

    def _plain(self, at: int) -> Person | None:
        """A name without honorific, where a title may stand beside it."""
        follows, capital = at in self._titles and self._same_line(at), self.names.is_capital(at)
        if not capital and not (follows and at in self._bare_ends):
            return None
        end = self.names.end(at, addressed=not capital)
        if end == at or self.names.is_stray(at, end, behind_title=follows):
            return None
        if follows:
            known = not self._in_headline(at) and not self._is_called_after(at)
        else:
            known = self.reading.words[at - 1] != "(" and end - at > 1 and self._may_be_official(at, end)
        return Person(at, (at, end)) if known else None

    def _addressed(self, at: int) -> Person | None:
        """Honorifics, articles between them, and the name."""
        norms, honorifics, genders, index = self.reading.norms, self.names.honorifics, set[str](), at
        _, high = self.reading.line_bounds(at)
        while index < high:
            if hit := honorifics.get(index + (norms[index] == "(")):
                genders.add(hit.id)
                index = self.names.behind(hit)
            elif norms[index] in self.words.article_kinds and index + 1 in honorifics:
                index += 1
            else:
                break
        end = self.names.end(index, addressed=True) if index < high else index
        if end == index or (any(g.endswith("named") for g in genders) and self._is_called_after(at)):
            return None
        marked = at > 0 and self.words.article_kinds.get(norms[at - 1]) == "female"
        first = at - self.names.in_bracket(honorifics[at])
        return Person(first, (index, end), True, frozenset(genders), marked)

    def _in_headline(self, at: int) -> bool:
        """Is the line in title case, where every word may look like a name?"""
        first, last = self.reading.line_bounds(at)
        if first not in self._headlines:
            words = self.reading.words[first:last]
            addressed = any(i in self.names.honorifics for i in range(first, last))
            self._headlines[first] = not addressed and words[0][0].isalpha() and _is_title_case(words)
        return self._headlines[first]

    def _may_be_official(self, at: int, end: int) -> bool:
        """May a title stand beside this run: behind a comma, a dash, a bracket, a verb; or another name before it?"""
        reading = self.reading
        if self.found and skip_aside(reading, self.found[-1].last, self.words.joiners) == at:
            return True
        if end >= len(reading) or not self._same_line(end):
            return True
        if reading.words[end] in _OPEN or reading.tags[end] in ("AUX", "CONJ", "VERB"):
            return True
        if end in self.names.letters or reading.hit_at("acting-as", end):
            return True
        return at > 1 and reading.words[at - 1] in _OPEN and at - 1 in self._titles

    def _is_called_after(self, at: int) -> bool:
        """Does a school, a street, a prize stand before the title of a name (rue du Président Wilson)?"""
        at = self._titles.get(at, at) if at in self._bare_ends else at
        low, _ = self.reading.line_bounds(at)
        norms, index = self.reading.norms, at - 1
        while index >= low and (norms[index] in self.words.article_kinds or norms[index] in self.words.of_or_at):
            index -= 1
        return index >= low and norms[index] in self.words.named_after

    def _same_line(self, at: int) -> bool:
        """Does a token stand in one line with the one before it?"""
        return self.reading.line_index(at - 1) == self.reading.line_index(at)


def following(reading: Reading, persons: Sequence[Person], index: int, joiners: frozenset[str]) -> Iterator[int]:
    """Indexes of the persons listed right behind one: A, B and C."""
    for other in range(index + 1, len(persons)):
        if skip_aside(reading, persons[other - 1].last, joiners) != persons[other].first:
            break
        yield other


def skip_aside(reading: Reading, at: int, joiners: frozenset[str]) -> int:
    """Over a bracket, then a comma or *and*, to what is listed next; -1 where nothing is."""
    end = min(at + LONGEST_BRACKET, len(reading))
    if at < end and reading.words[at] == "(":
        at = next((i + 1 for i in range(at, end) if reading.words[i] == ")"), at)
    start = at
    while at < end and at - start < 2 and (reading.norms[at] == "," or reading.norms[at] in joiners):
        at += 1
    return at if at > start else -1


def skip_to(reading: Reading, ends: Mapping[int, int], joiners: frozenset[str], at: int, end: int) -> int:
    """Over commas, *and*, brackets and offices (whose `ends` are given), as far as `end`."""
    acting = reading.starting("acting-as")
    while at < end:
        norm = reading.norms[at]
        if at in ends:
            at = ends[at]
        elif norm == "(" or reading.tags[at] == "SUB":
            closing, longest = ((")",), LONGEST_BRACKET) if norm == "(" else ((",", ";"), LONGEST_BRACKET + 2)
            at = next((i + 1 for i in range(at, min(at + longest, end)) if reading.norms[i] in closing), end + 1)
        elif at in acting:
            at = acting[at].last
        elif norm in (",", ";") or norm in joiners or reading.tags[at] in ("DET", "OF"):
            at += 1
        else:
            break
    return at


def _is_title_case(words: list[str]) -> bool:
    """Most words of a line with a capital, and no stop at its end."""
    long = [w for w in words if len(w) > 3 and w[0].isalpha()]
    capitals = sum(w[0].isupper() for w in long)
    return len(long) > 4 and capitals > 0.7 * len(long) and words[-1] not in (".", "!", "?", ";", ",")
