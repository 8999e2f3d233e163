"""Labels: the noun phrase a figure counts or measures, after the number, before it, or with a figure near it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from visitx import counted, nounphrases, subjects
from visitx.nounphrases import Range
from visitx.qualifiers import Qualified

if TYPE_CHECKING:
    from visitx.pipeline import Reading

_WHOLE = ("DET", "NOUN", "NAME", "ADJ", "OF")
_AGES = frozenset({"year", "month", "week", "day"})
_FAR = 6  # tokens between the part and the whole (47 of the province's 61)
_BESIDE = 8  # tokens between two of a kind (54 % in the first round, 48 % in the second)


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
        for way in self._ways(figure):
            span = way(index, figure)
            if span is not None:
                return self._settled(index, span, figure)
        return None

    def _ways(self, figure: Qualified) -> Iterator[Callable[[int, Qualified], Range | None]]:
        """Where a label is looked for, the surest place first."""
        kind = figure.quantity.kind
        if kind == "count":
            yield from (self._of_whole, self._after, self._owned_singular, self._before)
        elif figure.quantity.compound:
            yield self._after
        else:
            yield from (self._of_whole, self._valued, self._after, self._before, self._purpose)
        yield from (self._of_previous, self._of_next, self._of_fronted, self._last_resort)

    def _settled(self, index: int, span: Range, figure: Qualified) -> Range | None:
        """The label without what counts (number of students → students); that of a figure where it is one's unit."""
        for other in range(index - 1, -1, -1):
            ends = self._figures[other].last
            each = ends == span[0] - 1 and self._reading.tags[ends] == "DET" and not self._figures[other].quantity.bare
            if self._figures[other].first < span[0] < ends or each:
                return self._span(other)
            if ends < span[0]:
                break
        counter = self._reading.hit_at("counter", span[0])
        if counter is None or counter.last >= span[1] or figure.quantity.kind != "count":
            return span
        first = counter.last
        while first < span[1] - 1 and self._reading.tags[first] == "DET":
            first += 1
        return first, span[1]

    # -- after the number, and before it

    def _after(self, index: int, figure: Qualified) -> Range | None:
        span = counted.complement(self._reading, figure)
        if span:
            return None if counted.base(self._reading, span) else span
        return counted.object_after(self._reading, self._figures[self._chain(index)].first, figure)

    def _chain(self, index: int) -> int:
        """The first of the figures that are joined up to this one (de 24 à 40)."""
        while index and (hit := self._reading.hit_ending("joins", self._figures[index].first)):
            if hit.first != self._figures[index - 1].last:
                break
            index -= 1
        return index

    def _purpose(self, index: int, figure: Qualified) -> Range | None:
        return counted.purpose(self._reading, figure)

    def _valued(self, index: int, figure: Qualified) -> Range | None:
        """A noun that has a value, right before *of* and the number: no other label is as near."""
        span = subjects.owner(self._reading, figure.first)
        sure = span and (figure.quantity.kind == "money" or subjects.has_value(self._reading, span))
        return span if sure else None

    def _owned_singular(self, index: int, figure: Qualified) -> Range | None:
        """A noun after a count that looks like no plural, where a plural owns the number (inhabitants of 24 ksour)."""
        owner = subjects.owner(self._reading, figure.first)
        plural = owner and nounphrases.plural_part(self._reading, owner)
        return counted.counted(self._reading, figure.last) if plural and figure.last < len(self._reading) else None

    def _before(self, index: int, figure: Qualified) -> Range | None:
        """A noun phrase that leads to the number: enrolment: 312, a contract above 200 million, the rate is 98 %."""
        reading, quantity = self._reading, figure.quantity
        owner = subjects.owner(reading, figure.first)
        if owner and not (quantity.kind == "count" and nounphrases.plural_part(reading, owner)):
            return owner
        first = self._lead(figure.first)
        if first <= reading.line_bounds(figure.first)[0]:
            return None
        sign = reading.words[first - 1]
        if sign in (":", "("):
            return self._before_sign(figure, first - 1, sign)
        if quantity.kind != "count" and (span := subjects.apposed(reading, first, figure.last)):
            return span
        measured = quantity.kind != "money"
        verb = reading.hit_ending("value-verb", first) or reading.hit_ending("value-verb", figure.first)
        apart = "OF" in reading.tags[first : figure.first]
        if not quantity.bare and verb is None and not apart and (span := subjects.neighbour(reading, first, measured=measured)):
            return span
        aged = quantity.unit in _AGES
        if span := owner or subjects.subject_before(reading, figure.first, figure.last, age=aged):
            return span
        verbal = any(reading.hit_at("value-verb", at) for at in range(figure.first, quantity.first))
        return subjects.clause_subject(reading, figure.first) if verbal else None

    def _lead(self, first: int) -> int:
        """Where what only leads to the number begins (between, from, an article)."""
        low = self._reading.line_bounds(first)[0]
        while first > low:
            hit = self._reading.hit_ending("joins", first)
            joins = hit is not None and hit.id in ("between", "from") and hit.first == first - 1
            if not joins and self._reading.tags[first - 1] != "DET":
                break
            first -= 1
        return first

    def _before_sign(self, figure: Qualified, at: int, sign: str) -> Range | None:
        """What stands before a colon or a bracket: the label, or a figure with one."""
        previous = self._ending_at(at)
        if previous is not None:
            alike = self._figures[previous].quantity.kind == figure.quantity.kind != "count"
            return self._span(previous) if alike or figure.quantity.kind == "percent" else None
        if sign == "(" and figure.quantity.kind == "percent":
            return self._bracketed(at)
        if sign == ":" and (span := subjects.clause_subject(self._reading, at)):
            return span
        span = nounphrases.before(self._reading, at) if at else None
        return span if span and nounphrases.has_common_noun(self._reading, span) else None

    def _bracketed(self, at: int) -> Range | None:
        """What a percentage in brackets is of: the plural before it, else what was counted last in the sentence."""
        span = nounphrases.before(self._reading, at) if at else None
        if span and nounphrases.plural_part(self._reading, span):
            return span
        low, _ = self._reading.sentence_bounds(at)
        counts = [n for n, f in enumerate(self._figures) if low <= f.first < at and f.quantity.kind == "count"]
        return self._span(counts[-1]) if counts else span

    def _ending_at(self, token: int) -> int | None:
        """The figure that ends, with its label, before a token."""
        for index, figure in enumerate(self._figures):
            if figure.first >= token:
                return None
            span = self._found.get(index)
            if figure.last == token or (span and span[1] == token):
                return index
        return None

    # -- with another figure

    def _of_whole(self, index: int, figure: Qualified) -> Range | None:
        """The label of the whole a part is taken from: 47 of the province's 61 schools, 4 in 10 places."""
        reading, hit = self._reading, self._reading.hit_at("partitive", figure.last)
        if hit is None:
            return None
        for other in range(hit.last, min(hit.last + _FAR, len(reading))):
            if other in self._at:
                whole = self._figures[self._at[other]].quantity
                counts = whole.kind == "count" and figure.quantity.kind in ("count", "percent")
                same = counts or (whole.kind, whole.unit) == (figure.quantity.kind, figure.quantity.unit)
                return self._span(self._at[other]) if same else None
            if numeral := reading.numeral_at(other):
                return nounphrases.after(reading, numeral.last) if numeral.last < len(reading) else None
            if reading.tags[other] not in _WHOLE and reading.norms[other] not in self._grammar.clitics:
                return None
        return None

    def _of_previous(self, index: int, figure: Qualified) -> Range | None:
        """The label of the figure before, whose part this is (dont 99 %), or with which it is compared or listed."""
        if not index or self._figures[index - 1].first < self._reading.sentence_bounds(figure.first)[0]:
            return None
        previous, reading = self._figures[index - 1], self._reading
        kind, unit = figure.quantity.kind, figure.quantity.unit
        same = (previous.quantity.kind, previous.quantity.unit) == (kind, unit)
        if reading.hit_ending("of-which", figure.first):
            return self._span(index - 1) if previous.quantity.kind == "count" else None
        span = self._span(index - 1)
        end = max(previous.last, span[1] if span else 0)
        partitive = reading.hit_ending("partitive", figure.first)
        beside = partitive is not None and partitive.first == end
        carried = reading.hit_ending("carry", figure.first) is not None or self._changed(previous.first, figure.first)
        carried = carried or any(reading.hit_at("carry-pronoun", at) for at in range(figure.first - 4, figure.first))
        tags = reading.tags
        told = figure.last < len(reading) and tags[figure.last] in ("AUX", "VERB") and figure.first - previous.last > 1
        listed = kind != "count" and not told and self._listed(previous.last, figure.first)
        return span if same and (beside or carried or listed) else None

    def _changed(self, before: int, first: int) -> bool:
        """Do two figures stand as *from A … to B*?"""
        start = self._reading.hit_ending("joins", before)
        end = self._reading.hit_ending("joins", first)
        return bool(start and end and start.id == "from" and end.id == "range")

    def _listed(self, last: int, first: int) -> bool:
        """Do two figures of one kind follow each other without a verb between them, joined or after a comma?"""
        tags = self._reading.tags[last:first]
        joined = "CONJ" in tags or "," in self._reading.words[last:first] or len(tags) == 1
        return joined and len(tags) <= _BESIDE and not {"VERB", "AUX", "SUB"} & set(tags)

    def _of_next(self, index: int, figure: Qualified) -> Range | None:
        """The noun that stands once, with the second of two numbers (four or five schools)."""
        if index + 1 >= len(self._figures):
            return None
        following = self._figures[index + 1]
        hit = self._reading.hit_at("joins", figure.last)
        same = (following.quantity.kind, following.quantity.unit) == (figure.quantity.kind, figure.quantity.unit)
        return self._span(index + 1) if hit and hit.last == following.first and same else None

    def _of_fronted(self, index: int, figure: Qualified) -> Range | None:
        """The whole named at the start of the sentence (of the 412 water points, 38 % no longer work)."""
        if figure.quantity.kind not in ("count", "percent"):
            return None
        reading = self._reading
        low, _ = reading.sentence_bounds(figure.first)
        for earlier in range(index - 1, -1, -1):
            whole = self._figures[earlier]
            if whole.first < low:
                break
            if reading.hit_ending("fronted-partitive", whole.first) and whole.quantity.kind == "count":
                return self._span(earlier)
        opening = reading.hit_at("fronted-partitive", low)
        return nounphrases.after(reading, opening.last) if opening and opening.last < figure.first else None

    def _last_resort(self, index: int, figure: Qualified) -> Range | None:
        """A noun after a count that does not look like a plural; what a share of GDP is opened with, or GDP itself."""
        reading = self._reading
        if counted.ends_before(reading, figure):
            return None
        if figure.quantity.kind == "count":
            return counted.counted(reading, figure.last)
        span = counted.complement(reading, figure)
        return subjects.opened(reading, figure.first, span[1] if span else figure.last) or span
