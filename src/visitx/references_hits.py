"""What the rules for documents build on: numbers and dates as hits of a reading, and the parts of documents cited."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from visitx.hits import Hit
from visitx.reading import Reading
from visitx.record import DateItem
from visitx.references_numbers import is_bare, number_at, without_marks

FAR = 6  # tokens between a kind and its number
LONGEST_MARK = 6  # tokens of a mark in brackets


class Numbers:
    """The numbers of documents in one reading."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        # Only a sign that ends with no letter can be glued to a number.
        self._glued = tuple(sign for sign in reading.book.words("document-sign") if not sign[-1].isalpha())
        self._marks = [term for terms in reading.book.terms("document-mark").values() for term in terms]

    def add_hits(self, dates: tuple[DateItem, ...]) -> None:
        """Makes `{dated}` and `{document-number}` known to the patterns of the reading."""
        self.reading.add_hits(self._date_hits(dates))
        self.reading.add_hits(self._number_hits())

    def _date_hits(self, dates: tuple[DateItem, ...]) -> Iterator[Hit]:
        starts = self.reading.starts
        for item in dates:
            if item.kind == "date" and len(item.value) == 10:
                first = bisect_left(starts, item.start)
                if first < len(starts) and starts[first] == item.start:
                    yield Hit(first, self._token_after(first, item.end), "dated", item.value)

    def _token_after(self, first: int, offset: int) -> int:
        return max(first + 1, bisect_left(self.reading.starts, offset))

    def _number_hits(self) -> Iterator[Hit]:
        """Numbers behind a kind of document or a number sign."""
        reading = self.reading
        seen: set[int] = set()
        for anchor in (*reading.hits("document-sign"), *reading.hits("document")):
            _, high = reading.line_bounds(anchor.first)
            for at in range(anchor.last, min(anchor.last + FAR, high)):
                if hit := self.at(at):
                    if hit.first not in seen:
                        yield hit
                    seen.add(hit.first)
                    break

    def at(self, at: int) -> Hit | None:
        """The number that begins at a token, with the mark in brackets before it."""
        if not self._may_begin(at):
            return None
        first, (_, high) = at, self.reading.line_bounds(at)
        at = self._past_mark(at, high)
        start = self.reading.starts[at] + self._glued_sign(at)
        found = None if self.reading.hit_at("document-sign", at) else number_at(self.reading.text, start)
        if found is None or self.reading.hit_at("dated", at):
            return None
        last = self._token_after(at, found[0])
        last, number = self._with_year(last, high, without_marks(found[1], self._marks))
        return Hit(first, last, "document-number", number)

    def _may_begin(self, at: int) -> bool:
        """Is there a digit near, and does the token look like the beginning of a code?"""
        words = self.reading.words
        if any(c.isdigit() for c in words[at]):
            return True
        begins = words[at] == "(" or words[at][0].isupper()
        return begins and any(c.isdigit() for word in words[at + 1 : at + LONGEST_MARK] for c in word)

    def _past_mark(self, at: int, high: int) -> int:
        """`(EU) | 2020/2184`: the token behind a mark in brackets."""
        words = self.reading.words
        if words[at] != "(" or at + 1 >= high or not self.reading.hit_at("document-mark", at + 1):
            return at
        closing = next((i for i in range(at + 2, min(at + LONGEST_MARK, high - 1)) if words[i] == ")"), None)
        return closing + 1 if closing else at

    def _glued_sign(self, at: int) -> int:
        """The length of a sign that is glued to the number in a token (`n°2024-18`)."""
        norm = self.reading.norms[at]
        glued = (len(sign) for sign in self._glued if norm.startswith(sign))
        return next((length for length in glued if norm[length : length + 1].isalnum()), 0)

    def is_signed(self, first: int) -> bool:
        """Is the number at a token announced by a sign, before it or glued to it?"""
        return self.reading.hit_ending("document-sign", first) is not None or self._glued_sign(first) > 0

    def _with_year(self, last: int, high: int, number: str) -> tuple[int, str]:
        """`9` of 2023: the number with its year, joined by the neutral id of the small word."""
        joiner = self.reading.hit_at("document-joiner", last) if last < high else None
        if joiner is None or joiner.last >= high or not is_bare(number):
            return last, number
        year = self.reading.words[joiner.last]
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
