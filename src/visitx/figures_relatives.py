"""Labels that a figure has from another one near it: from the whole it is part of, from what it is compared with."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from visitx import nounphrases
from visitx.figures_quantities import Qualified
from visitx.nounphrases import Range
from visitx.nounphrases_before import phrase_before

if TYPE_CHECKING:
    from visitx.reading import Reading

_WHOLE = ("DET", "NOUN", "NAME", "ADJ", "OF")
_NOMINAL = frozenset({"NOUN", "NAME", "PRON", "DET", "SUB"})
_FAR = 6  # tokens between the part and the whole (47 of the province's 61)
_BESIDE = 8  # tokens between two of a kind (54 % in the first round, 48 % in the second)
_JOINED = 20  # figures that are joined to each other; more is no language
_PRONOUN = 4  # tokens from a pronoun to its number (il en prend aujourd'hui 4)


class Relatives:
    """The figures of one article by what they have to do with each other; `span` gives the label of one."""

    def __init__(self, reading: Reading, figures: list[Qualified], span: Callable[[int], Range | None]) -> None:
        self._reading = reading
        self._figures = figures
        self._span = span
        self._clitics = reading.grammar.clitics
        self._at = {f.quantity.first: n for n, f in enumerate(figures)}

    def chain(self, index: int) -> int:
        """The first of the figures that are joined up to this one (de 24 à 40)."""
        for at in range(index, max(0, index - _JOINED), -1):
            hit = self._reading.term_ending("joins", self._figures[at].first)
            if not hit or hit.first != self._figures[at - 1].last:
                return at
        return max(0, index - _JOINED)

    def ending_at(self, token: int) -> int | None:
        """The figure that ends, with its label, before a token."""
        for index, figure in enumerate(self._figures):
            if figure.first >= token:
                return None
            span = self._span(index)
            if figure.last == token or (span and span[1] == token):
                return index
        return None

    def whole(self, index: int, figure: Qualified) -> Range | None:
        """The label of the whole a part is taken from: 47 of the province's 61 schools, 4 in 10 places."""
        reading, hit = self._reading, self._reading.term_at("partitive", figure.last)
        if hit is None:
            return None
        for other in range(hit.last, min(hit.last + _FAR, len(reading))):
            if other in self._at:
                whole = self._figures[self._at[other]].quantity
                counts = whole.kind == "count" and figure.quantity.kind in ("count", "percent")
                same = counts or (whole.kind, whole.unit) == (figure.quantity.kind, figure.quantity.unit)
                return self._span(self._at[other]) if same else None
            if numeral := reading.numeral_at(other):
                counted = figure.quantity.kind in ("count", "percent") and numeral.last < len(reading)
                return nounphrases.after(reading, numeral.last) if counted else None
            if reading.tags[other] not in _WHOLE and reading.norms[other] not in self._clitics:
                return None
        return None

    def referred(self, index: int, figure: Qualified) -> Range | None:
        """What *of them* or *of which* after a number stands for: the noun after it (28 % of them women), what the
        figure before counts, or what stands before the comma (the breakwater, 310 m of which …)."""
        reading = self._reading
        hit = reading.term_at("of-them", figure.last)
        if hit is None:
            return None
        if hit.id == "them" and (noun := self._predicated(hit.last)):
            return noun
        counts = figure.quantity.kind in ("count", "percent")
        if index and counts and self._figures[index - 1].quantity.kind == "count" and self._is_near(index):
            return self._span(index - 1)
        return phrase_before(reading, figure.first - 1) if reading.words[figure.first - 1] == "," else None

    def _predicated(self, at: int) -> Range | None:
        """The plural noun that says what those are."""
        if at >= len(self._reading) or self._reading.tags[at] != "NOUN":
            return None
        noun = nounphrases.after(self._reading, at, counted=True)
        return nounphrases.plural_part(self._reading, noun) if noun else None

    def _is_near(self, index: int) -> bool:
        """Does the figure before stand in the same sentence, or in the one before it?"""
        low, _ = self._reading.sentence_bounds(self._figures[index].first)
        before, _ = self._reading.sentence_bounds(low - 1) if low else (0, 0)
        return self._figures[index - 1].first >= before

    def compared(self, index: int, figure: Qualified) -> Range | None:
        """The label of the one it is compared with (2.3 million people, 38 % of them women, up from 1.9 million)."""
        first = figure.first - (self._reading.tags[figure.first - 1] == "DET")
        return self._alike(index, figure) if self._reading.term_ending("carry", first) else None

    def _alike(self, index: int, figure: Qualified) -> Range | None:
        """The label of the nearest figure before in the sentence that is of the same kind and unit."""
        low, _ = self._reading.sentence_bounds(figure.first)
        for other in range(index - 1, -1, -1):
            before = self._figures[other]
            if before.first < low:
                break
            if (before.quantity.kind, before.quantity.unit) == (figure.quantity.kind, figure.quantity.unit):
                return self._span(other)
        return None

    def previous(self, index: int, figure: Qualified) -> Range | None:
        """The label of the figure before, whose part this is (dont 99 %), or with which it is compared or listed."""
        if not index or self._figures[index - 1].first < self._reading.sentence_bounds(figure.first)[0]:
            return self._antecedent(figure)
        previous, reading = self._figures[index - 1], self._reading
        kind, unit = figure.quantity.kind, figure.quantity.unit
        same = (previous.quantity.kind, previous.quantity.unit) == (kind, unit)
        if reading.term_ending("of-which", figure.first):
            if kind not in ("count", "percent"):
                return self._alike(index, figure) or self._antecedent(figure)
            return self._span(index - 1) if previous.quantity.kind == "count" else None
        changed = self._changed(previous.first, figure.first)
        same = same or (changed and previous.quantity.kind == kind)
        span = self._span(index - 1)
        end = max(previous.last, span[1] if span else 0)
        partitive = reading.term_ending("partitive", figure.first)
        beside = partitive is not None and partitive.first == end
        carried = reading.term_ending("carry", figure.first) is not None or changed
        carried = carried or self._goes_on(previous.last, figure.first)
        same = same or (previous.quantity.kind == kind == "measure" and self._describes(previous.last, figure.first))
        carried = carried or any(
            reading.term_at("carry-pronoun", at) for at in range(figure.first - _PRONOUN, figure.first)
        )
        tags = reading.tags
        told = figure.last < len(reading) and tags[figure.last] in ("AUX", "VERB") and figure.first - previous.last > 1
        listed = kind != "count" and not told and self._listed(previous.last, figure.first)
        return span if same and (beside or carried or listed) else None

    def shared(self, index: int, figure: Qualified) -> Range | None:
        """The noun after the second of two joined counts (has risen from 210 to 345 patients a day)."""
        if index + 1 >= len(self._figures):
            return None
        second, hit = self._figures[index + 1], self._reading.term_at("joins", figure.last)
        joined = hit is not None and hit.id == "range" and hit.last == second.first
        return self._span(index + 1) if joined and second.quantity.kind == "count" else None

    def _antecedent(self, figure: Qualified) -> Range | None:
        """What stands before the comma and *dont* (le brise-lames, dont 310 m …)."""
        which = self._reading.term_ending("of-which", figure.first)
        if which is None or figure.quantity.kind not in ("measure", "money", "duration") or not which.first:
            return None
        apart = self._reading.words[which.first - 1] == ","
        return phrase_before(self._reading, which.first - 1) if apart else None

    def _goes_on(self, last: int, first: int) -> bool:
        """Does a verb without a subject of its own stand between two figures (grew by 3 % and should reach 4 %)?"""
        tags = self._reading.tags[last:first]
        if "CONJ" not in tags:
            return False
        verbs = tags[len(tags) - tags[::-1].index("CONJ") :]
        return bool(verbs) and verbs[0] in ("AUX", "VERB") and _NOMINAL.isdisjoint(verbs)

    def _describes(self, last: int, first: int) -> bool:
        """Is it one thing that is described twice (1.5 km long and 14 m wide, long de 1,5 km et large de 14 m)?"""
        verb = self._reading.term_at("value-verb", last + 1) if self._reading.tags[last] == "CONJ" else None
        return verb is not None and verb.id == "participle" and first - verb.last <= 1

    def rest(self, index: int, figure: Qualified) -> Range | None:
        """The label of the figure before, where this one says how many are left of it (the other four)."""
        left = index and self._reading.term_ending("rest-of", figure.first) and self._is_near(index)
        return self._span(index - 1) if left and self._figures[index - 1].quantity.kind == "count" else None

    def continues(self, index: int) -> bool:
        """Does the figure say how the one before it changed (the rate is 3.2 %, down 1.5 points)?"""
        reading, figure = self._reading, self._figures[index]
        if index and figure.quantity.kind == "money" and reading.tags[self._figures[index - 1].first - 1] == "OF":
            return False  # un hôpital de 212 lits, évalué à 63 millions: the hospital costs that
        span = self._span(index - 1) if index else None
        at = max(self._figures[index - 1].last, span[1] if span else 0) if index else figure.first
        if dimension := reading.term_at("dimension", at):
            at = dimension.last
        if at + 1 >= figure.first or reading.words[at] != ",":
            return False
        at += 1
        while at < figure.first:
            hit = reading.term_at("value-verb", at) or reading.term_at("value-link", at)
            if hit is None and reading.tags[at] not in ("ADV", "DET"):
                return False
            at = hit.last if hit else at + 1
        return True

    def _changed(self, before: int, first: int) -> bool:
        """Do two figures stand as *from A … to B*?"""
        start = self._reading.term_ending("joins", before)
        end = self._reading.term_ending("joins", first)
        return bool(start and end and start.id == "from" and end.id == "range")

    def _listed(self, last: int, first: int) -> bool:
        """Do two figures of one kind follow each other without a verb between them, joined or after a comma?"""
        tags = self._reading.tags[last:first]
        joined = "CONJ" in tags or "," in self._reading.words[last:first] or len(tags) == 1
        return joined and len(tags) <= _BESIDE and not {"VERB", "AUX", "SUB"} & set(tags)

    def following(self, index: int, figure: Qualified) -> Range | None:
        """The noun that stands once, with the second of two numbers (four or five schools)."""
        if index + 1 >= len(self._figures):
            return None
        following = self._figures[index + 1]
        hit = self._reading.term_at("joins", figure.last)
        same = (following.quantity.kind, following.quantity.unit) == (figure.quantity.kind, figure.quantity.unit)
        return self._span(index + 1) if hit and hit.last == following.first and same else None

    def fronted(self, index: int, figure: Qualified) -> Range | None:
        """The whole named at the start of the sentence (of the 412 water points, 38 % no longer work)."""
        kind, reading = figure.quantity.kind, self._reading
        low, _ = reading.sentence_bounds(figure.first)
        for earlier in range(index - 1, -1, -1):
            whole = self._figures[earlier]
            if whole.first < low:
                break
            counts = whole.quantity.kind == "count" and kind in ("count", "percent")
            if reading.term_ending("fronted-partitive", whole.first) and (counts or whole.quantity.kind == kind):
                return self._span(earlier)
        if kind not in ("count", "percent"):
            return None
        opening = reading.term_at("fronted-partitive", low)
        return nounphrases.after(reading, opening.last) if opening and opening.last < figure.first else None
