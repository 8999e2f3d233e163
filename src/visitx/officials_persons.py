"""Persons as they are mentioned: a name with the honorifics before it, each time it stands in an article.

Only sentences in which something tells of officials are read: a title, an honorific, a word for who came along.
"""

from __future__ import annotations

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
        self._office_ends = {o.last: o.first for o in offices if o.last < len(reading) and self._same_line(o.last)}
        self._bare_ends = {o.last: o.first for o in offices if o.organization is None}
        self._claimed = claimed
        self._headlines: dict[int, bool] = {}
        self.found: list[Person] = []

    def read(self) -> list[Person]:
        """Names after honorifics, and those of two words and more where a title may stand beside them."""
        end = 0
        for at in sorted({*self._capitals(), *self.names.honorifics, *self._bare_ends}):
            person = self._person(at) if end <= at < len(self.reading) else None
            if person is not None:
                end = person.last
                if person.first not in self._claimed:
                    self.found.append(person)
        return self.found

    def _capitals(self) -> Iterator[int]:
        """The capitals of the sentences that tell of officials."""
        words, inside = self.reading.words, self._inside
        for low, high in self._sentences():
            yield from (at for at in range(low, high) if words[at][0].isupper() and at not in inside)

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

    def _person(self, at: int) -> Person | None:
        if at in self.names.honorifics and not self.names.in_set_phrase(at) and (person := self._addressed(at)):
            return person
        if at in self._inside:
            return None
        follows, capital = at in self._office_ends, self.names.is_capital(at)
        if not (follows or self._may_be_long(at) if capital else follows and at in self._bare_ends):
            return None
        end = self.names.end(at, addressed=not capital)
        if end == at or self.names.is_stray(at, end, behind_title=follows):
            return None
        bracketed = self.reading.words[at - 1] == "(" and at - 1 not in self._office_ends
        if bracketed or (follows and self._in_headline(at)):
            return None
        return self._listed(at, end) or (Person(at, (at, end)) if self._may_be_official(at, end) else None)

    def _may_be_long(self, at: int) -> bool:
        """May a name of two words begin here, or one that is listed?"""
        following = at + 1
        if following >= len(self.reading) or self.names.is_capital(following):
            return True
        norm = self.reading.norms[following]
        return norm in self.words.particles or norm in self.words.suffixes or self._plural_before(at) is not None

    def _addressed(self, at: int) -> Person | None:
        """Honorifics, articles between them, and the name."""
        norms, honorifics, genders, index = self.reading.norms, self.names.honorifics, set[str](), at
        _, high = self.reading.line_bounds(at)
        while index < high:
            if hit := honorifics.get(index):
                genders.add(hit.id)
                index = hit.last
            elif norms[index] in self.words.article_kinds and index + 1 in honorifics:
                index += 1
            else:
                break
        end = self.names.end(index, addressed=True) if index < high else index
        if end == index or (any(g.endswith("named") for g in genders) and self._is_called_after(at)):
            return None
        marked = at > 0 and self.words.article_kinds.get(norms[at - 1]) == "female"
        return Person(at, (index, end), True, frozenset(genders), marked)

    def _plural_before(self, at: int) -> Person | None:
        """The person behind an honorific for several, where this one may be listed with it (MM. A et B)."""
        before = self.found[-1] if self.found else None
        if before is None or not any(g.endswith("plural") for g in before.genders):
            return None
        return before if skip_aside(self.reading, before.last, self.words.joiners) == at else None

    def _listed(self, at: int, end: int) -> Person | None:
        before = self._plural_before(at)
        return Person(at, (at, end), True, before.genders) if before else None

    def _in_headline(self, at: int) -> bool:
        """Is the line in title case, where every word may look like a name?"""
        first, last = self.reading.line_bounds(at)
        if first not in self._headlines:
            words = self.reading.words[first:last]
            addressed = any(i in self.names.honorifics for i in range(first, last))
            self._headlines[first] = not addressed and words[0][0].isalpha() and _is_title_case(words)
        return self._headlines[first]

    def _may_be_official(self, at: int, end: int) -> bool:
        """May a title stand beside this run: right before it, or behind a comma, a dash, a bracket?"""
        reading = self.reading
        if at in self._office_ends:
            return not self._is_called_after(self._bare_ends.get(at, at))
        if end - at < 2:
            return False
        if self.found and skip_aside(reading, self.found[-1].last, self.words.joiners) == at:
            return True
        if end >= len(reading) or not self._same_line(end):
            return True
        if end in self.names.letters or reading.hit_at("acting-as", end):
            return True
        if reading.words[end] in _OPEN or reading.tags[end] in ("AUX", "CONJ", "VERB"):
            return True
        return at > 1 and reading.words[at - 1] in _OPEN and at - 1 in self._office_ends

    def _is_called_after(self, at: int) -> bool:
        """Does a school, a street, a prize stand before the title (rue du Président Wilson)?"""
        low, _ = self.reading.line_bounds(at - 1 if at else at)
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
