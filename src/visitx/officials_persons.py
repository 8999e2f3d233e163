"""Persons as they are mentioned: a name with the honorifics before it, each time it stands in an article."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass

from visitx.officials_listings import skip_aside
from visitx.officials_names import Names, Range
from visitx.officials_offices import Office
from visitx.reading import Line, Reading
from visitx.rules import Rulebook

_OPEN = frozenset({",", ";", ":", "(", ")", "-", "–", "—", ".", "!", "?", "»", "”", '"', "…", "]"})


@dataclass(frozen=True)
class Person:
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


LONGEST_HEADING = 6  # words of a heading over contacts, or before its colon
FEWEST_DIGITS = 7  # of a telephone number
LONGEST_CONTACT = 60  # words; a longer line is prose, whatever address stands in it
_MAIL = re.compile(r"@\w[\w.-]*\.\w")
_TELEPHONE = re.compile(
    r"\+\d[\d ().-]{7,}\d|\(\+?\d{2,4}\) ?\d{2,4}[ .-]\d{2,}|\b\d{3}[-. ]\d{3}[-.]\d{4}\b"
    r"|\b0\d(?:[ .-]\d\d){4}\b|\b0\d{2,3} \d{3} \d{3,4}\b|\b1 \d{3} \d{3}-\d{4}\b|\b\d{3} \d{3}-\d{4}\b"
)


class PersonWords:
    """What the rules of a language say of the words around persons."""

    def __init__(self, book: Rulebook) -> None:
        self.articles = {w: kind for kind, words in book.terms("title-article").items() for w in words}
        self.joiners = book.words("joiner")
        self.contacts = book.words("contact-line")


class Persons:
    """The persons of one article that may be officials, in order."""

    def __init__(self, reading: Reading, names: Names, offices: list[Office], claimed: frozenset[int]) -> None:
        self.reading = reading
        self.names = names
        self.words = reading.prepared(PersonWords)
        self._inside = {at for o in offices for at in range(o.first, o.last)}
        self._office_ends = {o.last for o in offices}
        self._bare_ends = {o.last: o.first for o in offices if o.organization is None}
        self._barred = claimed
        self._headlines: dict[int, bool] = {}

    def read(self) -> list[Person]:
        """Names after honorifics, and those of two words and more where a title may stand beside them."""
        found: list[Person] = []
        addressed = (hit.first for hit in self.reading.hits("honorific"))
        end = 0
        for at in sorted({*self.names.capitals, *addressed, *self._bare_ends}):
            person = self._person(at, found) if end <= at < len(self.reading) else None
            if person is not None:
                end = person.last
                if person.first not in self._barred:
                    found.append(person)
        return found

    def _person(self, at: int, found: list[Person]) -> Person | None:
        reading = self.reading
        if reading.hit_at("honorific", at) and not self.names.in_set_phrase(at) and (person := self._addressed(at)):
            return person
        if at in self._inside or not (reading.words[at][0].isupper() or self._follows_title(at)):
            return None
        if reading.words[at][0].islower() and at not in self._bare_ends:
            return None
        end = self.names.end(at, addressed=reading.words[at][0].islower())
        if end == at or self.names.is_stray(at, end, behind_title=self._follows_title(at)):
            return None
        if (self._follows_title(at) and self._in_headline(at)) or (
            reading.words[at - 1] == "(" and at - 1 not in self._office_ends
        ):
            return None
        if listed := self._listed(at, end, found):
            return listed
        return Person(at, (at, end)) if self._may_be_official(at, end, found) else None

    def _addressed(self, at: int) -> Person | None:
        """Honorifics, articles between them, and the name."""
        reading, genders, index = self.reading, set[str](), at
        _, high = reading.line_bounds(at)
        while index < high:
            hit = reading.hit_at("honorific", index)
            if hit:
                genders.add(hit.id)
                index = hit.last
            elif self.words.articles.get(reading.norms[index]) and reading.hit_at("honorific", index + 1):
                index += 1
            else:
                break
        end = self.names.end(index, addressed=True) if index < high else index
        if end == index or (any(g.endswith("named") for g in genders) and self._is_called_after(at)):
            return None
        marked = at > 0 and self.words.articles.get(reading.norms[at - 1]) == "female"
        return Person(at, (index, end), True, frozenset(genders), marked)

    def _listed(self, at: int, end: int, found: list[Person]) -> Person | None:
        """The second name behind an honorific for several (MM. A et B)."""
        before = found[-1] if found else None
        plural = before and next((g for g in before.genders if g.endswith("plural")), None)
        if not before or not plural:
            return None
        if skip_aside(self.reading, before.last, self.words.joiners) == at:
            return Person(at, (at, end), True, before.genders)
        return None

    def _in_headline(self, at: int) -> bool:
        """Is the line in title case, where every word may look like a name?"""
        index = self.reading.line_index(at)
        if index not in self._headlines:
            first, last = self.reading.line_bounds(at)
            addressed = any(self.reading.hit_at("honorific", i) for i in range(first, last))
            listed = not self.reading.words[first][0].isalpha()
            self._headlines[index] = not addressed and not listed and _is_title_case(self.reading.words[first:last])
        return self._headlines[index]

    def _follows_title(self, at: int) -> bool:
        return at in self._office_ends

    def _may_be_official(self, at: int, end: int, found: list[Person]) -> bool:
        """May a title stand beside this run: right before it, or behind a comma, a dash, a bracket?"""
        reading = self.reading
        if self._follows_title(at) and self._same_line(at - 1, at):
            return not self._is_called_after(self._bare_ends.get(at, at))
        if end - at < 2:
            return False
        if found and skip_aside(reading, found[-1].last, self.words.joiners) == at:
            return True
        if not self._same_line(end - 1, end):
            return True
        follows = reading.words[end]
        if reading.hit_at("post-nominal", end) or reading.hit_at("acting-as", end):
            return True
        return follows in _OPEN or reading.tags[end] in ("AUX", "CONJ", "VERB") or self._behind_title(at)

    def _behind_title(self, at: int) -> bool:
        return at > 1 and self.reading.words[at - 1] in _OPEN and at - 1 in self._office_ends

    def _is_called_after(self, at: int) -> bool:
        """Does a school, a street, a prize stand before the title (rue du Président Wilson)?"""
        low, _ = self.reading.line_bounds(at - 1 if at else at)
        norms, index = self.reading.norms, at - 1
        while index >= low and (norms[index] in self.words.articles or norms[index] in self.names.words.of):
            index -= 1
        return index >= low and norms[index] in self.names.words.named_after

    def _same_line(self, at: int, other: int) -> bool:
        reading = self.reading
        return other < len(reading) and reading.line_index(at) == reading.line_index(other)


def contact_tokens(reading: Reading) -> frozenset[int]:
    """Tokens of the lines that name whom to call: by how they begin, by a mail address or a telephone number."""
    starts = reading.prepared(PersonWords).contacts
    addressed = _lines_with_address(reading)
    barred: set[int] = set()
    number, inside = 0, False
    for index, line in enumerate(reading.lines):
        inside = _begins_contacts(reading, line, starts) or (inside and line.number == number + 1)
        number = line.number
        if inside or (index in addressed and line.last - line.first <= LONGEST_CONTACT):
            barred.update(range(line.first, line.last))
    return frozenset(barred)


def _lines_with_address(reading: Reading) -> set[int]:
    """Indexes of the lines that hold a mail address or a telephone number."""
    digits: Counter[int] = Counter()
    for at in reading.numbered:
        digits[reading.line_index(at)] += sum(map(str.isdigit, reading.words[at]))
    lines = reading.lines
    found = {i for i, count in digits.items() if count >= FEWEST_DIGITS and _holds(_TELEPHONE, reading, lines[i])}
    starts = [line.start for line in lines]
    return found | {bisect_right(starts, match.start()) - 1 for match in _MAIL.finditer(reading.text)}


def _holds(pattern: re.Pattern[str], reading: Reading, line: Line) -> bool:
    return pattern.search(reading.text, line.start, line.end) is not None


def _begins_contacts(reading: Reading, line: Line, starts: frozenset[str]) -> bool:
    """Does the line begin with a word for contacts, as a heading or before a colon?"""
    norms = reading.norms[line.first : min(line.last, line.first + 2 * LONGEST_HEADING)]
    first = next((i for i, norm in enumerate(norms) if norm[0].isalpha()), None)
    if first is None or norms[first] not in starts:
        return False
    return len(norms) <= LONGEST_HEADING or ":" in norms[first : first + LONGEST_HEADING]


def _is_title_case(words: list[str]) -> bool:
    """Most words of a line with a capital, and no stop at its end."""
    long = [w for w in words if len(w) > 3 and w[0].isalpha()]
    capitals = sum(w[0].isupper() for w in long)
    return len(long) > 4 and capitals > 0.7 * len(long) and words[-1] not in (".", "!", "?", ";", ",")
