"""Labels: the noun phrase a figure counts or measures, after the number, before it, or with a figure near it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from visitx import figures_beside as beside
from visitx import figures_subjects as subjects
from visitx import nounphrases
from visitx.figures_quantities import Qualified
from visitx.figures_relatives import Relatives
from visitx.nounphrases import Range
from visitx.nounphrases_before import phrase_before

if TYPE_CHECKING:
    from visitx.reading import Reading

_Way = Callable[[int, Qualified], Range | None]
_AGES = frozenset({"year", "month", "week", "day"})
_LED = 50  # figures that lead to each other for a label (4 of the 7 of the 9 …); more is no language


class Labels:
    """Finds the labels of the figures of one article, which are given in order."""

    def __init__(self, reading: Reading, figures: list[Qualified]) -> None:
        self._reading = reading
        self._figures = figures
        self._found: dict[int, Range | None] = {}
        self._led = 0  # from figure to figure, on the way to a label
        self._relatives = there = Relatives(reading, figures, self._span)
        # Where a label is looked for, the surest place first.
        others = (there.previous, there.following, there.fronted, self._last_resort)
        near = (there.compared, self._before)
        after = (there.whole, there.referred)
        self._measured: tuple[_Way, ...] = (*after, self._valued, self._after, *near, self._purpose, *others)
        self._ways: dict[str, tuple[_Way, ...]] = {
            "count": (*after, self._after, there.shared, there.rest, self._owned_singular, *near, *others),
            "compound": (self._after, *others),
        }

    def label(self, index: int) -> str | None:
        """The label of a figure in the words of the article."""
        span = self._span(index)
        return self._reading.text_of(*span) if span else None

    def _span(self, index: int) -> Range | None:
        if index not in self._found:
            self._found[index] = None  # a figure whose label leads back to itself has none
            self._led += 1
            if self._led <= _LED:
                self._found[index] = self._find(index)
            self._led -= 1
        return self._found[index]

    def _find(self, index: int) -> Range | None:
        figure = self._figures[index]
        kind = "compound" if figure.quantity.compound and figure.quantity.kind != "count" else figure.quantity.kind
        for way in self._ways.get(kind, self._measured):
            span = way(index, figure)
            if span is not None:
                return self._settled(index, span, figure)
        return None

    def _settled(self, index: int, span: Range, figure: Qualified) -> Range | None:
        """The label without what counts (number of students → students); that of a figure where it is one's unit."""
        for other in range(index - 1, -1, -1):
            ends = self._figures[other].last
            if self._figures[other].first <= span[0] < ends or (span[0] == ends + 1 and self._is_each(ends)):
                return self._span(other)
            if ends < span[0]:
                break
        counter = self._reading.term_at("counter", span[0])
        if counter is None or counter.last >= span[1] or figure.quantity.kind != "count":
            return span
        first = counter.last
        while first < span[1] - 1 and self._reading.tags[first] == "DET":
            first += 1
        return first, span[1]

    def _is_each(self, at: int) -> bool:
        """Does what an amount is for each of stand at token `at` ($2.94 a litre, 2,94 $ le litre)?"""
        reading = self._reading
        indefinite = reading.norms[at] in reading.grammar.indefinite
        return indefinite or reading.term_at("unit-name", at + 1) is not None

    # -- after the number, and before it

    def _after(self, index: int, figure: Qualified) -> Range | None:
        span = beside.complement(self._reading, figure)
        if span:
            return None if beside.base(self._reading, span) else span
        return beside.object_after(self._reading, self._figures[self._relatives.chain(index)].first, figure)

    def _purpose(self, index: int, figure: Qualified) -> Range | None:
        return beside.purpose(self._reading, figure)

    def _valued(self, index: int, figure: Qualified) -> Range | None:
        """A noun that has a value, right before *of* and the number: no other label is as near."""
        span = self._owner(figure.first)
        sure = span and (figure.quantity.kind == "money" or beside.has_value(self._reading, span))
        return span if sure else None

    def _owned_singular(self, index: int, figure: Qualified) -> Range | None:
        """A noun after a count that looks like no plural, where a plural owns the number (inhabitants of 24 ksour)."""
        owner = beside.owner(self._reading, figure.first)
        plural = owner and nounphrases.plural_part(self._reading, owner)
        return beside.counted(self._reading, figure.last) if plural and figure.last < len(self._reading) else None

    def _before(self, index: int, figure: Qualified) -> Range | None:
        """A noun phrase that leads to the number: enrolment: 312, a contract above 200 million, the rate is 98 %."""
        reading, quantity = self._reading, figure.quantity
        first = self._lead(figure.first)
        owner = self._owner(figure.first)
        if owner and not (quantity.kind == "count" and nounphrases.plural_part(reading, owner)):
            return owner
        if first <= reading.line_bounds(figure.first)[0]:
            return None
        sign = reading.words[first - 1]
        if sign in (":", "("):
            return self._before_sign(figure, first - 1, sign)
        apposed = beside.apposed(reading, first, figure.last) if quantity.kind != "count" else None
        if apposed and not beside.base(reading, apposed):
            return apposed
        measured = quantity.kind != "money"
        verb = reading.term_ending("value-verb", first) or reading.term_ending("value-verb", figure.first)
        apart = "OF" in reading.tags[first : figure.first]
        verbs = [hit.id for at in range(figure.first, quantity.first) if (hit := reading.term_at("value-verb", at))]
        alone = not (quantity.bare or verb or apart) and verbs in ([], ["participle"])
        if alone and (span := beside.neighbour(reading, first, measured=measured)):
            return span
        if self._relatives.continues(index):
            span = self._span(index - 1)
            return None if beside.base(reading, span) else span
        aged = quantity.unit in _AGES
        if span := owner or subjects.subject_before(reading, figure.first, figure.last, age=aged):
            return span
        return subjects.clause_subject(reading, figure.first) if verbs else None

    def _owner(self, first: int) -> Range | None:
        """What stands before *of* and the number, or before *of* and what leads to it (a cost of between 4 and 5)."""
        owner = beside.owner(self._reading, first)
        hit = None if owner else self._reading.term_ending("joins", first)
        return beside.owner(self._reading, hit.first) if hit and hit.id == "between" else owner

    def _lead(self, first: int) -> int:
        """Where what only leads to the number begins (between, from, an article)."""
        low = self._reading.line_bounds(first)[0]
        while first > low:
            hit = self._reading.term_ending("joins", first)
            joins = hit is not None and hit.id in ("between", "from") and hit.first == first - 1
            if not joins and self._reading.tags[first - 1] != "DET":
                break
            first -= 1
        return first

    def _before_sign(self, figure: Qualified, at: int, sign: str) -> Range | None:
        """What stands before a colon or a bracket: the label, or a figure with one."""
        previous = self._relatives.ending_at(at)
        if previous is not None:
            alike = self._figures[previous].quantity.kind == figure.quantity.kind != "count"
            return self._span(previous) if alike or figure.quantity.kind == "percent" else None
        if sign == "(" and figure.quantity.kind == "percent":
            return self._bracketed(at, figure.last)
        if sign == ":" and (span := subjects.clause_subject(self._reading, at)):
            return span
        span = phrase_before(self._reading, at) if at else None
        span = beside.past_empty(self._reading, span) if span else None
        return span if span and nounphrases.has_common_noun(self._reading, span) else None

    def _bracketed(self, at: int, last: int) -> Range | None:
        """What a percentage in brackets (from token `at`) is of: the plural before it, unless it ends a statement on a
        count, whose share it then is."""
        reading = self._reading
        span = phrase_before(reading, at) if at else None
        plural = span is not None and nounphrases.plural_part(reading, span) is not None
        low, _ = reading.sentence_bounds(at)
        counts = [n for n, f in enumerate(self._figures) if low <= f.first < at and f.quantity.kind == "count"]
        if not counts or self._figures[counts[-1]].last >= at:
            return span if plural or not counts else self._span(counts[-1])
        ends = last + 1 >= len(reading) or reading.tags[last + 1] == "PUNCT"
        told = {"VERB", "AUX"} & set(reading.tags[self._figures[counts[-1]].last : at])
        return span if plural and not (ends and told) else self._span(counts[-1])

    def _last_resort(self, index: int, figure: Qualified) -> Range | None:
        """A noun after a count that does not look like a plural; what a share of GDP is opened with, or GDP itself."""
        reading = self._reading
        if beside.ends_before(reading, figure):
            return None
        if figure.quantity.kind == "count":
            return beside.counted(reading, figure.last)
        span = beside.complement(reading, figure)
        return beside.opened(reading, figure.first, span[1] if span else figure.last) or span
