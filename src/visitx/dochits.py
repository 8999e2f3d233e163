"""What the rules for documents build on: numbers and dates as hits of a reading, and the parts of documents cited."""

from __future__ import annotations

from collections.abc import Iterator

from visitx.docnumbers import is_bare, number_at, without_marks
from visitx.hits import Hit
from visitx.pipeline import Reading
from visitx.record import DateItem

FAR = 6  # tokens between a kind and its number


def add_hits(reading: Reading, dates: tuple[DateItem, ...]) -> None:
    """Makes `{dated}` and `{document-number}` known to the patterns of this reading."""
    reading.add_hits(_date_hits(reading, dates))
    reading.add_hits(_number_hits(reading))


def _date_hits(reading: Reading, dates: tuple[DateItem, ...]) -> Iterator[Hit]:
    at = {start: token for token, start in enumerate(reading.starts)}
    for item in dates:
        first = at.get(item.start)
        if item.kind == "date" and len(item.value) == 10 and first is not None:
            yield Hit(first, _token_after(reading, first, item.end), "dated", item.value)


def _token_after(reading: Reading, first: int, offset: int) -> int:
    last = first + 1
    while last < len(reading) and reading.starts[last] < offset:
        last += 1
    return last


def _number_hits(reading: Reading) -> Iterator[Hit]:
    """Numbers behind a kind of document or a number sign."""
    seen: set[int] = set()
    for anchor in (*reading.hits("document-sign"), *reading.hits("document")):
        _, high = reading.line_bounds(anchor.first)
        for at in range(anchor.last, min(anchor.last + FAR, high)):
            if hit := document_number(reading, at):
                if hit.first not in seen:
                    yield hit
                seen.add(hit.first)
                break


def document_number(reading: Reading, at: int) -> Hit | None:
    """The number that begins at a token, with the mark in brackets before it."""
    first, (_, high) = at, reading.line_bounds(at)
    if reading.words[at] == "(" and at + 1 < high and reading.hit_at("document-mark", at + 1):
        closing = next((i for i in range(at + 2, min(at + 6, high - 1)) if reading.words[i] == ")"), None)
        at = closing + 1 if closing else at
    found = None if reading.hit_at("document-sign", at) else number_at(reading.text, _past_sign(reading, at))
    if found is None or reading.hit_at("dated", at):
        return None
    last = _token_after(reading, at, found[0])
    marks = [t for terms in reading.book.terms("document-mark").values() for t in terms]
    last, number = _with_year(reading, last, high, without_marks(found[1], marks))
    return Hit(first, last, "document-number", number)


def is_signed(reading: Reading, first: int) -> bool:
    """Is the number at a token announced by a sign, before it or glued to it?"""
    return reading.hit_ending("document-sign", first) is not None or _past_sign(reading, first) > reading.starts[first]


def _past_sign(reading: Reading, at: int) -> int:
    """Where the number begins in a token that a sign is glued to (`n°2024-18`)."""
    norm = reading.norms[at]
    for sign in reading.book.words("document-sign"):
        if not sign[-1].isalpha() and norm.startswith(sign) and norm[len(sign) :][:1].isalnum():
            return reading.starts[at] + len(sign)
    return reading.starts[at]


def _with_year(reading: Reading, last: int, high: int, number: str) -> tuple[int, str]:
    """`9` of 2023: the number with its year, joined by the neutral id of the small word."""
    joiner = reading.hit_at("document-joiner", last) if last < high else None
    if joiner is None or joiner.last >= high or not is_bare(number):
        return last, number
    year = reading.words[joiner.last]
    if not (year.isdecimal() and len(year) == 4):
        return last, number
    return joiner.last + 1, f"{number} {joiner.id} {year}"


def cited_parts(reading: Reading) -> set[int]:
    """Tokens of articles, annexes and pages that are cited, and of every number behind a number sign."""
    claimed: set[int] = set()
    for hit in reading.hits("document-part"):
        claimed.update(_numbers_behind(reading, hit))
    for hit in reading.hits("document-number"):
        if reading.hit_ending("document-sign", hit.first):
            claimed.update(range(hit.first, hit.last))
    return claimed


def _numbers_behind(reading: Reading, hit: Hit) -> Iterator[int]:
    """The numbers right behind the name of a part; a comma or a small word between two of them is passed over."""
    at, (_, high) = hit.last, reading.sentence_bounds(hit.first)
    while at < high:
        if any(c.isdigit() for c in reading.words[at]):
            yield at
        elif not _leads_on(reading, at, at > hit.last) or not _digit_near(reading, at + 1, high):
            return
        at += 1


def _leads_on(reading: Reading, at: int, listed: bool) -> bool:
    word = reading.words[at]
    letter = len(word.rstrip(".")) == 1 and word[0].isalpha() and word.isupper()
    return letter or (listed and (word in (",", "–", "-", ".") or reading.tags[at] in ("CONJ", "PREP")))


def _digit_near(reading: Reading, at: int, high: int) -> bool:
    return any(c.isdigit() for w in reading.words[at : min(at + 2, high)] for c in w)
