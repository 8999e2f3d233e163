"""What stands around a time: verbs that tell of what was or is to come; nouns that it only counts, names it is in."""

from __future__ import annotations

from typing import NamedTuple

from visitx.dates_points import Draft
from visitx.patterns import Match, fold
from visitx.reading import Reading
from visitx.rules import Rulebook

_FAR = 14  # words; a verb further off says nothing of a date
_NEAR = 4  # a participle further off may be an adjective
_CLEARLY = 2  # the verb behind a date counts where it is this much nearer than the one before
_GROUP = 4  # words of a group of verbs: will have been signed
_STOPS = frozenset({";", ":", "(", "«", "“", "—", "–"})
_OUR_TIME = range(1985, 2041)  # years; numbers outside are more likely to count the noun behind them
_QUOTES = frozenset('"«»“”')
_FAR_PLAN = 12  # words between a plan and its years
# What makes the number before it a measure, an amount or a share.
_MEASURES = ("unit", "unit-name", "percent", "magnitude-symbol", "currency-code", "currency-symbol", "currency-name")


class Tense(NamedTuple):
    """`kind`: past, coming, open (a verb still to be done), present, or nothing; `near`: does it stand close?"""

    kind: str = ""
    near: bool = False


class Endings:
    """What the ends of words say of time: the lexicons `tense-suffix`, `infinitive` and `infinitive-ending`."""

    def __init__(self, book: Rulebook) -> None:
        suffixes = [(fold(s), kind) for kind, terms in book.terms("tense-suffix").items() for s in terms]
        self._suffixes = sorted(suffixes, key=lambda p: -len(p[0]))
        self._known: dict[str, str] = {}
        self.infinitive = book.words("infinitive")
        self.of_infinitive = tuple(book.words("infinitive-ending")) or ("",)

    def kind(self, norm: str) -> str:
        """The tense that the ending of a word tells of, or nothing."""
        if norm not in self._known:
            kind = next((kind for suffix, kind in self._suffixes if norm.endswith(suffix)), "")
            self._known[norm] = "" if kind == "other" else kind
        return self._known[norm]


class Tenses:
    """The tenses of one article, by the lexicon `tense-word` and by endings."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._endings = reading.prepared(Endings)

    def around(self, first: int, last: int) -> Tense:
        """The tense at tokens `first` to `last`: of the nearest verb before them, else of the next one behind; of the
        one behind also where it is clearly nearer and in one clause with them (on 12 May it will open)."""
        low, high = self._reading.sentence_bounds(first)
        before, behind = self._before(first, low), self._behind(last, high)
        if before and behind and behind[1] <= _NEAR and behind[1] + _CLEARLY < before[1]:
            clause = range(last, last + behind[1])
            before = before if any(self._ends_clause(at) for at in clause) else None
        kind, distance = before or behind or ("", 0)
        return Tense(kind, 0 < distance <= _NEAR)

    def _before(self, first: int, low: int) -> tuple[str, int] | None:
        """The tense of the nearest verb before a place, and how far it is."""
        for at in range(first - 1, max(low, first - _FAR) - 1, -1):
            if self._reading.words[at] in _STOPS:
                return None
            if kind := self._told(at, low, first - at):
                return kind, first - at
        return None

    def _behind(self, last: int, high: int) -> tuple[str, int] | None:
        """The tense of the nearest verb behind a place, and how far it is."""
        for at in range(last, min(high, last + _FAR)):
            if kind := self._told(at, last, at - last + 1):
                return kind, at - last + 1
        return None

    def _ends_clause(self, at: int) -> bool:
        return self._reading.tags[at] in ("PUNCT", "CONJ", "SUB")

    def _told(self, at: int, low: int, distance: int) -> str:
        """The tense of the group of verbs that ends with a token: what its first words say, where they say more."""
        kind = self._kind(at)
        if kind not in ("past", "participle"):
            return kind
        helpers = [self._kind(i) for i in range(max(low, at - _GROUP), at)]
        if "coming" in helpers or "open" in helpers[-1:]:
            return "coming"
        return "past" if kind == "past" or "past" in helpers or distance <= _NEAR else ""

    def is_habit(self, first: int) -> bool:
        """Does the sentence tell of what happens again and again?"""
        low, high = self._reading.sentence_bounds(first)
        return any(low <= hit.first < high for hit in self._reading.hits("habit"))

    def is_weekly(self, first: int) -> bool:
        """Does the sentence name days of every week (they come on Mondays and leave on Tuesday)?"""
        low, high = self._reading.sentence_bounds(first)
        return any(low <= hit.first < high for hit in self._reading.hits("weekdays"))

    def _kind(self, at: int) -> str:
        """The tense that one token tells of, or nothing."""
        hit = self._reading.term_ending("tense-word", at + 1)
        if hit:
            return "" if hit.id == "other" else hit.id
        norm, word = self._reading.norms[at], self._reading.words[at]
        if len(norm) < 4 or not word[0].islower():
            return ""
        if self._is_infinitive(at, norm):
            return "open" if self._reading.tags[at] in ("NOUN", "VERB") else ""
        return self._endings.kind(norm)

    def _is_infinitive(self, at: int, norm: str) -> bool:
        """Is a word a verb behind the word that begins an infinitive, or behind that and a pronoun (à lui répondre)?"""
        reading, endings = self._reading, self._endings
        if not at or not norm.endswith(endings.of_infinitive):
            return False
        back = 2 if at > 1 and reading.tags[at - 1] in ("PRON", "DET") else 1
        return any(reading.norms[i] in endings.infinitive for i in range(at - back, at))


def is_year(reading: Reading, draft: Draft, match: Match) -> bool:
    """Is the bare number of a draft a year in this match? Not where it counts what follows."""
    if draft.until is not None:
        return True
    sure = _is_sure(reading, match)
    if (not sure or "from-word" in match.slots) and _goes_on(reading, draft.last):
        return False
    return not counts(reading, draft.last, draft.point.year, sure)


def _goes_on(reading: Reading, at: int) -> bool:
    """Does a number follow that is no time (from 2000 to 3000 francs)?"""
    following = at + 1 < len(reading) and reading.words[at + 1][0].isdigit()
    return following and reading.term_at("to-word", at) is not None and reading.hit_at("when", at + 1) is None


def counts(reading: Reading, at: int, year: int | None = None, sure: bool = False) -> bool:
    """Does the number before token `at` count or measure what stands there? It may be a `year`; `sure`: a word that
    leads to years only stands before it."""
    if at >= len(reading) or reading.line_index(at) != reading.line_index(at - 1):
        return False
    if any(reading.term_at(name, at) for name in _MEASURES):
        return True
    if reading.tags[at] not in ("NOUN", "ADJ") or not reading.words[at][0].islower():
        return False
    return year is None or year % 50 == 0 or not (sure or year in _OUR_TIME)


def is_part_of_name(reading: Reading, at: int) -> bool:
    """Does a noun go on at a token (the summer recess, the fall of prices)?"""
    return counts(reading, at) or (at < len(reading) and reading.tags[at] in ("OF", "NAME"))


def _is_sure(reading: Reading, match: Match) -> bool:
    if "year-lead" not in match.slots:
        return True
    hit = reading.term_at("year-lead", match.slots["year-lead"][0])
    return hit is not None and hit.id == "sure"


def is_name(reading: Reading, draft: Draft) -> bool:
    """Do the years of a draft stand in the name of a plan, its day in that of a street, its weekday in quotes?"""
    if draft.until is not None and draft.point.kind == "year" and draft.last - draft.first == 1:
        return is_of_plan(reading, draft.first, draft.last)
    if draft.weekday and not draft.point.day:
        return _is_quoted(reading, draft.first, draft.last)
    if draft.point.day:
        ends = (reading.term_ending("street", draft.first - back) for back in (0, 1))
        return any(hit is not None for hit in ends)
    return False


def _is_quoted(reading: Reading, first: int, last: int) -> bool:
    """Does a weekday stand in quotation marks with a word or two ("Health Saturday")?"""
    low, high = reading.line_bounds(first)
    before = range(max(low, first - 2), first)
    behind = range(last, min(high, last + 5))
    marks = [at for at in (*before, *behind) if reading.words[at] in _QUOTES]
    return any(at < first for at in marks) and any(at >= last for at in marks)


def is_in_speech(reading: Reading, at: int) -> bool:
    """Does a token stand inside quotation marks? What a speaker calls today is not counted from publication."""
    low, _ = reading.line_bounds(at)
    before = reading.words[low:at]
    opened = sum(word in "«“" for word in before) > sum(word in "»”" for word in before)
    return opened or before.count('"') % 2 == 1


def is_of_document(reading: Reading, first: int) -> bool:
    """Does a document's number, or the word for one, stand just before a day?"""
    low, _ = reading.line_bounds(first)
    for at in range(max(low, first - 5), first):
        word = reading.words[at]
        numbered = any(c.isdigit() for c in word) and any(c in "/-" for c in word)
        if numbered or any(reading.term_at(name, at) for name in ("named-by-year", "origin", "document-sign")):
            return True
    return False


def is_of_plan(reading: Reading, first: int, last: int) -> bool:
    """Is a plan named close before these years, in one noun phrase, or right after them?"""
    low, _ = reading.line_bounds(first)
    if reading.term_ending("period-word", first):
        return False
    if reading.term_ending("document-sign", first) or (first > low and reading.tags[first - 1] == "NAME"):
        return True
    for at in range(first - 1, max(low, first - _FAR_PLAN) - 1, -1):
        if reading.tags[at] in ("PUNCT", "AUX", "PRON") or (at == first - 1 and reading.tags[at] == "PREP"):
            break
        if reading.term_ending("plan-word", at + 1):
            return True
    after = (reading.term_at("plan-word", at) for at in (last, last + 1))
    return any(hit is not None for hit in after)
