"""Labels: the noun phrase a figure counts or measures, after the number, before it, or with a figure near it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from visitx import nounphrases
from visitx.qualifiers import Qualified
from visitx.subjects import subject_before

if TYPE_CHECKING:
    from visitx.pipeline import Reading

Range = tuple[int, int]
_NOUNS = ("NOUN", "NAME")
_FAR = 6  # tokens between the part and the whole (47 of the province's 61)


class Labels:
    """Finds the labels of the figures of one article, which are given in order."""

    def __init__(self, reading: Reading, figures: list[Qualified]) -> None:
        self._reading = reading
        self._figures = figures
        self._grammar = reading.prepared(nounphrases.Grammar)
        self._at = {f.quantity.first: n for n, f in enumerate(figures)}
        self._found: dict[int, Range | None] = {}

    def label(self, index: int) -> str | None:
        """The label of a figure in the words of the article."""
        span = self._span(index)
        return self._reading.text_of(*span) if span else None

    def _span(self, index: int) -> Range | None:
        if index not in self._found:
            self._found[index] = None  # a figure whose label leads back to itself has none
            self._found[index] = self._find(index)
        return self._found[index]

    def _find(self, index: int) -> Range | None:
        figure = self._figures[index]
        ways = (self._of_whole, self._after, self._before, self._of_previous, self._of_next, self._of_fronted)
        for way in ways:
            if span := way(index, figure):
                return self._trimmed(span, figure)
        return None

    def _trimmed(self, span: Range, figure: Qualified) -> Range:
        """Without what counts (the number of students → students), for a count."""
        counter = self._reading.hit_at("counter", span[0])
        if counter is None or counter.last >= span[1] or figure.quantity.kind != "count":
            return span
        first = counter.last
        while first < span[1] - 1 and self._reading.tags[first] == "DET":
            first += 1
        return first, span[1]

    # -- after the number

    def _of_whole(self, index: int, figure: Qualified) -> Range | None:
        """The label of the whole a part is taken from: 47 of the province's 61 schools, 4 in 10 places."""
        if figure.quantity.kind not in ("count", "percent"):
            return None
        at = figure.last
        hit = self._reading.hit_at("partitive", at)
        if hit is None:
            return None
        for other in range(hit.last, min(hit.last + _FAR, len(self._reading))):
            if other in self._at:
                return self._span(self._at[other]) if self._figures[self._at[other]].quantity.kind == "count" else None
            if self._reading.tags[other] not in ("DET", "NOUN", "NAME", "ADJ", "OF") and other not in self._qualifying(
                hit.last
            ):
                return None
        return None

    def _qualifying(self, at: int) -> range:
        hit = self._reading.hit_at("qualifier-before", at)
        return range(at, hit.last) if hit else range(at, at)

    def _after(self, index: int, figure: Qualified) -> Range | None:
        reading, at = self._reading, figure.last
        if at >= reading.line_bounds(figure.first)[1] or reading.hit_at("no-label", at):
            return None
        kind = figure.quantity.kind
        if pronoun := reading.hit_at("label-pronoun", at):
            return pronoun.first, pronoun.last
        if kind == "count" or figure.quantity.compound:
            return self._counted(at)
        if reading.tags[at] == "OF":
            return self._of_phrase(at, kind)
        if kind == "money" and (span := self._purpose(at)):
            return span
        return self._adjacent(figure, at)

    def _counted(self, at: int) -> Range | None:
        """What a count counts: right after it, or after *of* (une vingtaine de maçons, 4 millions d'abonnés)."""
        reading = self._reading
        if reading.tags[at] == "OF" and not self._grammar.contracted(reading.norms[at]):
            at += 1
        while hit := reading.hit_at("label-skip", at):
            at = hit.last
        return nounphrases.after(reading, at) if at < len(reading) else None

    def _of_phrase(self, at: int, kind: str) -> Range | None:
        """The noun phrase after *of*: for money only without an article, which would tell where it is from."""
        reading = self._reading
        contracted = self._grammar.contracted(reading.norms[at])
        start = at + 1
        if start >= len(reading):
            return None
        if reading.tags[start] == "DET":
            contracted, start = True, start + 1
        if contracted and kind == "money":
            return None
        return nounphrases.after(reading, start, definite=kind == "percent") if start < len(reading) else None

    def _purpose(self, at: int) -> Range | None:
        """What an amount is for (in interest, for maintenance)."""
        reading = self._reading
        hit = reading.hit_at("purpose", at)
        if hit is None or hit.last >= len(reading):
            return None
        start = hit.last
        if reading.tags[start] == "DET":
            if hit.id == "bare":
                return None
            start += 1
        span = nounphrases.after(reading, start) if start < len(reading) else None
        return None if span and reading.tags[span[0]] == "NAME" and hit.id == "bare" else span

    def _adjacent(self, figure: Qualified, at: int) -> Range | None:
        """A noun right after the unit, in a language whose adjectives stand before it (a 6 km gravel section)."""
        if self._grammar.adjectives_follow or self._reading.hit_at("dimension", at):
            return None
        if figure.quantity.kind == "duration" and self._reading.tags[at] != "NOUN":
            return None
        return nounphrases.after(self._reading, at)

    # -- before the number

    def _before(self, index: int, figure: Qualified) -> Range | None:
        """A noun phrase that leads to the number: a rate of 90 %, a contract above 200 million, enrolment: 312."""
        reading, first = self._reading, figure.first
        low = reading.line_bounds(first)[0]
        while first > low and self._leads(first - 1):
            first -= 1
        if first <= low:
            return None
        tag, word = reading.tags[first - 1], reading.words[first - 1]
        if tag == "OF" and not self._grammar.contracted(reading.norms[first - 1]):
            return nounphrases.before(reading, first - 1)
        if word in (":", "(") and not figure.quantity.compound:
            return self._before_sign(figure, first - 1, word)
        if tag in _NOUNS and not figure.quantity.bare:
            return nounphrases.before(reading, first)
        return subject_before(reading, first, figure.quantity.first)

    def _leads(self, at: int) -> bool:
        """Does this token only lead to the number (between, from, an article)?"""
        hit = self._reading.hit_ending("joins", at + 1)
        return self._reading.tags[at] == "DET" or (
            hit is not None and hit.id in ("between", "from") and hit.first == at
        )

    def _before_sign(self, figure: Qualified, at: int, sign: str) -> Range | None:
        """What stands before a colon or a bracket: the label, or a figure with one."""
        previous = self._ending_at(at)
        if previous is not None:
            return self._span(previous) if figure.quantity.kind == "percent" else None
        if sign == ":" and (span := subject_before(self._reading, at, at, verb=False)):
            return span
        return nounphrases.before(self._reading, at) if at else None

    def _ending_at(self, token: int) -> int | None:
        """The figure whose label ends before a token."""
        for index, figure in enumerate(self._figures):
            if figure.first >= token:
                return None
            span = self._found.get(index)
            if figure.last == token or (span and span[1] == token):
                return index
        return None

    # -- with another figure

    def _of_previous(self, index: int, figure: Qualified) -> Range | None:
        """A part of the count before (dont 99 %, of which 40 %), or joined to one of its kind by *and*."""
        if not index:
            return None
        previous, reading = self._figures[index - 1], self._reading
        low, _ = reading.sentence_bounds(figure.first)
        if previous.first < low:
            return None
        first, kind = figure.first, figure.quantity.kind
        if reading.hit_ending("of-which", first):
            return self._span(index - 1) if previous.quantity.kind == "count" else None
        hit = reading.hit_ending("joins", first)
        joined = hit is not None and previous.last <= hit.first <= previous.last + 2
        return self._span(index - 1) if joined and previous.quantity.kind == kind != "count" else None

    def _of_next(self, index: int, figure: Qualified) -> Range | None:
        """The noun that stands once, after the second of two numbers (four or five schools, from 24 to 40 inspections)."""
        if index + 1 >= len(self._figures):
            return None
        following = self._figures[index + 1]
        hit = self._reading.hit_at("joins", figure.last)
        same = (following.quantity.kind, following.quantity.unit) == (figure.quantity.kind, figure.quantity.unit)
        return self._span(index + 1) if hit and hit.last == following.first and same else None

    def _of_fronted(self, index: int, figure: Qualified) -> Range | None:
        """The whole named at the start of the sentence (of the 412 water points, 38 % no longer work)."""
        if figure.quantity.kind not in ("count", "percent") or not index:
            return None
        reading = self._reading
        low, _ = reading.sentence_bounds(figure.first)
        for earlier in range(index - 1, -1, -1):
            whole = self._figures[earlier]
            if whole.first < low:
                return None
            hit = reading.hit_ending("fronted-partitive", whole.first)
            if hit and whole.quantity.kind == "count":
                return self._span(earlier)
        return None
