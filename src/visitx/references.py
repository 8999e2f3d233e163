"""Legal and planning documents that are cited."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from visitx.header import Header
from visitx.patterns import Match
from visitx.reading import Reading
from visitx.record import DateItem, Reference
from visitx.references_citations import Citation, cite_numbers, is_plainly_coded, issuer_in, with_details
from visitx.references_names import cite_name
from visitx.references_numbers import cited_parts, is_chapter, is_short_form
from visitx.references_titles import Titles

SHORT = 2  # words between a number and the name of the code that it enacts
EARLY = 4  # tokens of a sentence within which its day stands: On | the | morning of | 3 May
NEAR = 6  # tokens within which a bracket behind a number gives the document's other name


@dataclass(frozen=True)
class FoundReferences:
    """The documents in order of first mention, and the tokens of every citation (numbers, articles, annexes)."""

    items: tuple[Reference, ...] = ()
    claimed: frozenset[int] = frozenset()


def find_references(reading: Reading, header: Header, dates: tuple[DateItem, ...]) -> FoundReferences:
    """All documents the article cites."""
    titles = Titles(reading)
    titles.numbers.add_hits(dates)
    found = [c for m in reading.matches("references") for c in _citations(m, titles)]
    citations = _apart([c for c in found if c.first not in header.claimed and not _is_barred(c, reading)])
    merged: list[Citation] = []
    for citation in _with_aliases(citations, titles):
        _merge(merged, _closed(_made_on(citation, titles), reading))
    parts = cited_parts(reading)
    claimed = {t for c in citations for t in range(c.first, c.last)} | parts
    for citation in citations:
        reading.set_aside(citation.first, citation.last, f"a document cited before ({citation.rule})")
    for at in parts:
        reading.set_aside(at, at + 1, "part of a document")
    return FoundReferences(tuple(_item(c, reading) for c in merged), frozenset(claimed))


def _citations(match: Match, titles: Titles) -> Iterator[Citation]:
    how = match.rule.gives.get("how")
    if how == "number":
        yield from cite_numbers(match, titles)
    elif how == "date":
        if citation := _by_date(match, titles):
            yield _with_number(citation, titles)
    elif citation := cite_name(match, titles):
        yield _with_number(with_details(citation, titles), titles)


def _by_date(match: Match, titles: Titles) -> Citation | None:
    """A legal act of a certain day and what it is about; one of some kinds is known by its day alone."""
    reading = titles.reading
    head = reading.hit_at("document", match.slots["document"][0])
    dated = reading.hit_at("dated", match.slots["dated"][0])
    if not head or not dated or titles.is_draft(head.first):
        return None
    first = titles.proper_start(head.first) if titles.capital(head.first) else head.first
    gives, last = match.rule.gives, dated.last
    issued, head_end = match.slots.get("issuer"), match.slots.get("word", (0, head.last))[1]
    issuer = issuer_in(issued, titles) if issued else None
    if (issued and not issuer) or titles.content(head.last, head_end) < head_end - head.last:
        return None
    about = titles.words.about.at(reading.norms, last)
    end = titles.plain_end(about.last) if about and reading.tags[about.first] != "OF" else last
    if about and head.id in str(gives["about-kinds"]).split() and titles.content(about.last, end):
        title = f"{reading.text_of(first, head_end)} {reading.text_of(last, end)}"
        return Citation(head.id, first, end, match.rule.id, title=title, date=dated.id, issuer=issuer)
    if head.id not in str(gives["kinds"]).split() or head_end > head.last or issuer:
        return None
    title = reading.text_of(first, last)
    return Citation(head.id, first, last, match.rule.id, title=title, date=dated.id, by_date=True)


def _with_number(citation: Citation, titles: Titles) -> Citation:
    """A name with a number behind it: the number is what the document is known by."""
    reading = titles.reading
    at, (_, high) = citation.last, reading.sentence_bounds(citation.last - 1)
    apart = at < high and reading.words[at] in ("(", ",")
    at += apart
    sign = reading.hit_at("document-sign", at) or reading.hit_at("document-register", at)
    start = sign.last if sign else at
    number = titles.numbers.at(start) if start < high else None
    if number is None or not (sign or is_chapter(number.id) or (not apart and is_plainly_coded(number.id))):
        return citation
    return with_details(citation._replace(number=number.id, last=number.last), titles)


def _made_on(citation: Citation, titles: Titles) -> Citation:
    """`On 3 May 2026 the Governor signed | Order 12`: dated by the one day that stands before what was done with it."""
    reading = titles.reading
    if citation.date or not citation.number:
        return citation
    at = citation.first
    while at and reading.tags[at - 1] == "DET":
        at -= 1
    made = titles.words.made.ending(reading.norms, at)
    if made is None:
        return citation
    low, _ = reading.sentence_bounds(citation.first)
    days = [hit.id for i in range(low, min(low + EARLY, made.first)) if (hit := reading.hit_at("dated", i))]
    return citation._replace(date=days[0]) if len(days) == 1 else citation


def _closed(citation: Citation, reading: Reading) -> Citation:
    """The citation with the bracket that closes what it has opened."""
    words = reading.words[citation.first : citation.last]
    closes = citation.last < len(reading) and reading.words[citation.last] == ")"
    return citation._replace(last=citation.last + 1) if closes and words.count("(") > words.count(")") else citation


def _is_barred(citation: Citation, reading: Reading) -> bool:
    return any(
        hit.first < citation.last and citation.first < hit.last and not citation.number
        for hit in reading.hits("not-a-document")
    )


def _apart(found: list[Citation]) -> list[Citation]:
    """Numbers first, then names, then dates; the longer before the shorter; none over another."""
    kept: list[Citation] = []
    for citation in sorted(found, key=lambda c: (not c.number, c.by_date, c.first - c.last, c.first)):
        if all(citation.last <= k.first or k.last <= citation.first for k in kept):
            kept.append(citation)
    return sorted(kept, key=lambda c: c.first)


def _with_aliases(citations: list[Citation], titles: Titles) -> list[Citation]:
    """A name of the same kind in brackets or right behind a number is that document's other name."""
    kept: list[Citation] = []
    for citation in citations:
        before = kept[-1] if kept else None
        if before and before.number and citation.title and not citation.number and _belongs(before, citation, titles):
            kept[-1] = before._replace(aliases=before.aliases | {citation.title})
        elif before and before.title and citation.number and not before.number and _belongs(before, citation, titles):
            aliases = before.aliases | {before.title}
            kept[-1] = citation._replace(first=before.first, title=None, aliases=aliases, rule=before.rule)
        else:
            kept.append(citation)
    return kept


def _belongs(before: Citation, citation: Citation, titles: Titles) -> bool:
    reading = titles.reading
    at, gap = before.last, range(before.last, citation.first)
    if at >= len(reading) or len(gap) > NEAR:
        return False
    if before.number and titles.words.enacting.at(reading.norms, at):  # Ordinance 12 | enacting the | Land Code
        return not any(titles.capital(i) for i in gap) and len(gap) <= SHORT
    if before.kind != citation.kind:
        return False
    if reading.words[at] == ",":  # Bill 96, Healthy Waters Act
        called = titles.words.aliases.ending(reading.norms, citation.first) is not None
        return called or (len(gap) == 1 and titles.capital(citation.first))
    led = reading.words[at] == "(" or titles.is_about(at) or titles.words.aliases.ending(reading.norms, citation.first)
    return bool(led) and not any(reading.words[i] in (",", ";", ".", ")") for i in gap)


def _merge(merged: list[Citation], new: Citation) -> None:
    """A later mention adds what the first does not say; it is no entry of its own."""
    for at, old in enumerate(merged):
        if same_document(old, new):
            merged[at] = old._replace(
                number=max((old.number, new.number), key=lambda n: len(n or "")),
                title=max((old.title, new.title), key=lambda t: len(t or "")),
                date=old.date or new.date,
                issuer=old.issuer or new.issuer,
                by_date=old.by_date and new.by_date,
                aliases=old.aliases | new.aliases,
            )
            return
    merged.append(new)


def same_document(a: Citation, b: Citation) -> bool:
    """Are these two citations of one document: one number, a short form of it, one name, or one date?"""
    if a.kind != b.kind:
        return False
    if a.number and b.number:
        return a.number == b.number or is_short_form(a.number, b.number) or is_short_form(b.number, a.number)
    if a.by_date or b.by_date:
        return a.date is not None and a.date == b.date
    return any(x <= y or y <= x for x in _names(a) for y in _names(b))


def _names(citation: Citation) -> Iterator[frozenset[str]]:
    for name in {citation.title, *citation.aliases} - {None}:
        yield frozenset(str(name).lower().replace("’", "'").split())


def _item(citation: Citation, reading: Reading) -> Reference:
    return Reference(
        kind=citation.kind,
        number=citation.number,
        title=None if citation.number else citation.title,
        date=citation.date,
        issuer=citation.issuer,
        rule=citation.rule,
        **reading.place(citation.first, citation.last),
    )
