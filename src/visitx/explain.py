"""An account of an article: every number, name, date and document in it, and what took it, set it aside, or did not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

from visitx.decoding import Article
from visitx.explain_trace import Stop
from visitx.extraction import record_of
from visitx.reading import Reading
from visitx.record import Record

KINDS = ("number", "date", "document", "name")


@dataclass(frozen=True)
class Run:
    """A stretch of an article that looks like a number, a date, a document or a name. `state`: `record` (an item of
    `section` has it, found by `rule`: `what` it is there), `aside` (`why`: the rule or the reason), or `unclaimed`."""

    kind: str
    text: str
    start: int
    end: int
    line: int
    state: str
    section: str | None = None
    rule: str | None = None
    what: str | None = None
    why: str | None = None


@dataclass(frozen=True)
class Account:
    """The runs of an article in order, and what became of its numbers. `stops`: where a rule that was asked for began
    to match."""

    file: str
    language: str
    runs: tuple[Run, ...]
    rule: str | None = None
    stops: tuple[Stop, ...] = field(default=())

    def count(self, kind: str) -> dict[str, int]:
        """How many runs of a kind there are by state."""
        counts = dict.fromkeys(("record", "aside", "unclaimed"), 0)
        for run in self.runs:
            if run.kind == kind:
                counts[run.state] += 1
        return counts

    @property
    def sum(self) -> str:
        """`digits 47: 42 in the record, 5 set aside, 0 unclaimed`."""
        n = self.count("number")
        aside = f"{n['aside']} set aside, {n['unclaimed']} unclaimed"
        return f"digits {sum(n.values())}: {n['record']} in the record, {aside}"

    def to_dict(self) -> dict[str, Any]:
        """As plain mappings, for JSON."""
        data = {"file": self.file, "language": self.language, "runs": [asdict(run) for run in self.runs]}
        if self.rule:
            data |= {"rule": self.rule, "stops": [asdict(stop) for stop in self.stops]}
        return {**data, "sum": {kind: self.count(kind) for kind in KINDS}}


@dataclass(frozen=True)
class _Claim:
    """A range of offsets that an item of the record has."""

    start: int
    end: int
    section: str
    rule: str | None
    what: str


def explain(reading: Reading, article: Article) -> Account:
    """The account of an article that was read as words (`extraction.read_words`)."""
    record = record_of(reading, article)
    claims = _claims(record, article.text)
    asides = _asides(reading)
    runs = [_run(reading, kind, first, last, claims, asides) for kind, first, last in _stretches(reading)]
    return Account(article.name, reading.book.language, tuple(sorted(runs, key=lambda r: (r.start, r.end))))


def _claims(record: Record, text: str) -> list[_Claim]:
    """What the items of the record hold; those of single facts before those of whole sentences."""
    found = [_Claim(i.start, i.end, "figures", i.rule, _figure(i)) for i in record.figures]
    found += [_Claim(i.start, i.end, "dates", i.rule, i.value) for i in record.dates]
    for cited in record.references:
        known = cited.number or cited.title or cited.date or ""
        found.append(_Claim(cited.start, cited.end, "references", cited.rule, known))
    found += [_Claim(m.start, m.end, "officials", m.rule, o.name) for o in record.officials for m in o.mentions]
    for official in record.officials:
        for position in official.positions:
            for named in filter(None, (position.title, position.organization)):
                found += _spans(text, named, "officials", official.name)
    visit = record.visit
    for name in filter(None, (visit.delegation, visit.head, *visit.hosts, *visit.places)):
        found += _spans(text, name, "visit", name)
    document = record.document
    found += [c for value in (document.title, document.source) if value for c in _spans(text, value, "document", value)]
    return found


def _figure(item: Any) -> str:
    shown = [str(item.value), f"to {item.max}" if item.max is not None else "", f"of {item.of}" if item.of else ""]
    return " ".join([*filter(None, shown), *filter(None, (item.unit, item.label))])


def _spans(text: str, part: str, section: str, what: str) -> Iterator[_Claim]:
    start = text.find(part)
    while start >= 0:
        yield _Claim(start, start + len(part), section, None, what)
        start = text.find(part, start + 1)


def _asides(reading: Reading) -> dict[int, str]:
    """Token -> why nothing is read there; the first reason that was given."""
    found: dict[int, str] = {}
    for first, last, why in reading.asides:
        for at in range(first, last):
            found.setdefault(at, why)
    return found


def _run(reading: Reading, kind: str, first: int, last: int, claims: Iterable[_Claim], asides: dict[int, str]) -> Run:
    place = reading.place(first, last)
    whole = kind == "name"
    taken = [c for c in claims if _touches(c, place, whole) and (kind != "number" or c.section != "document")]
    if taken:
        one = min(taken, key=lambda c: (_PREFERRED[kind].index(c.section), c.end - c.start))
        return Run(kind, **place, state="record", section=one.section, rule=one.rule, what=one.what)
    told = next((asides[at] for at in range(first, last) if at in asides), None)
    why = told or _plain_reason(reading, kind, first)
    return Run(kind, **place, state="aside" if why else "unclaimed", why=why)


_ORDER = ("figures", "dates", "references", "officials", "visit", "document")
_PREFERRED = {
    "number": _ORDER,
    "date": ("dates", *(s for s in _ORDER if s != "dates")),
    "document": ("references", *(s for s in _ORDER if s != "references")),
    "name": ("officials", "visit", "references", "document", "dates", "figures"),
}


def _touches(claim: _Claim, place: dict[str, Any], whole: bool) -> bool:
    """Does an item hold the run, or (but for names) a part of it?"""
    start, end = int(place["start"]), int(place["end"])
    if whole:
        return claim.start < end and start < claim.end
    return claim.start <= start < claim.end or start <= claim.start < end


def _plain_reason(reading: Reading, kind: str, first: int) -> str | None:
    """Why a number that no extractor had a look at is none: it is not written like one."""
    if kind != "number":
        return None
    if reading.numeral_at(first):
        return None
    if any(c.isalpha() for c in reading.words[first]):
        return "name, version or code with a number in it"
    return "not written like a number: a code, a part of a telephone number"


def _stretches(reading: Reading) -> Iterator[tuple[str, int, int]]:
    """Kind and token range of all that looks like a number, a date, a document or a name."""
    numbers = list(_numbers(reading))
    yield from (("number", first, last) for first, last in numbers)
    yield from (("date", hit.first, hit.last) for hit in reading.hits("when"))
    yield from (("document", hit.first, hit.last) for hit in reading.hits("document"))
    yield from (("name", first, last) for first, last in _names(reading))


def _numbers(reading: Reading) -> Iterator[tuple[int, int]]:
    """Numerals with a digit in them, and tokens with a digit outside of these."""
    covered: set[int] = set()
    for numeral in reading.numerals:
        if any(_has_digit(reading.words[at]) for at in range(numeral.first, numeral.last)):
            covered.update(range(numeral.first, numeral.last))
            yield numeral.first, numeral.last
    for at, word in enumerate(reading.words):
        if at not in covered and _has_digit(word):
            yield at, at + 1


def _has_digit(word: str) -> bool:
    return any(c.isdigit() for c in word)


def _names(reading: Reading) -> Iterator[tuple[int, int]]:
    """Runs of words with a capital inside a sentence."""
    first: int | None = None
    for at in range(len(reading) + 1):
        named = at < len(reading) and reading.tags[at] == "NAME"
        if first is not None and (not named or reading.line_index(at) != reading.line_index(first)):
            yield first, at
            first = None
        if named and first is None:
            first = at
