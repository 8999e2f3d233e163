"""Numbers of documents: where they stand, their shapes, their normal form, suffixes that a list shares, short forms."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress

from visitx.errors import ValueNotUnderstoodError
from visitx.hits import Hit
from visitx.reading import Reading
from visitx.record import DateItem
from visitx.references_words import CiteWords

FAR = 6  # tokens between a kind and its number
LONGEST_MARK = 6  # tokens of a mark in brackets
_DIGIT = re.compile(r"\d+")
# Tried in this order at the place where a number may begin.
_SHAPES = [
    re.compile(shape)
    for shape in (
        r"\d{1,3} [A-Z]{2,6} \d[\w.]*",  # 46 COM 7B.38
        r"[A-Z][\w./-]*? ?\((?:19|20)\d\d\)(?: ?\d+(?![\w/-]))?",  # S/RES/2719 (2023), CPT/Inf (2022) 22
        r"\d{1,5} ?\((?:19|20)\d\d\)",  # 2719 (2023)
        r"[A-Z][a-z]{0,2}\. ?\d[\w-]*",  # Cap. 45, L. 2213-1
        r"\d[\w-]*(?: / ?|/ )(?:[A-Z]{2}|\d{4})[\w-]*(?: ?/ ?[A-Z]{2}[\w-]*)*",  # 35 / NQ-CP, 11 /2016/ND-CP
        r"[^\W_](?:[\w./-]|\(\w+\))*",  # 132/2025/ND-CP, 14(3)/PF-II/2025, C-15
    )
]
_CODE = re.compile(r"\w[\w./() -]*")
_TELLING = re.compile(r"[A-Z]|\d[/-]\d|\)|^\d\d\.\d{4}$")
_BLANK_SLASH = re.compile(r" ?/ ?")
_PLAIN_NAME = re.compile(r"\d+[A-Z]{2,}")
_CHAPTER = re.compile(r"[A-Z][a-z]+\. \d")
_DIGITS = re.compile(r"\d+")
_YEARS = re.compile(r"(?:19|20)\d\d[-/](?:19|20)\d\d|FY\d{2,4}(?:[-/](?:FY)?\d{2,4})?")
_LETTERS = str.maketrans("Đđ‑–−\xa0\u202f", "Dd---  ")


class Numbers:
    """The numbers of documents in one reading."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.words = reading.prepared(CiteWords)
        starts = reading.starts
        self._digits = [bisect_right(starts, found.start()) - 1 for found in _DIGIT.finditer(reading.text)]

    def add_hits(self, dates: tuple[DateItem, ...]) -> None:
        """Makes `{dated}` and `{document-number}` known to the patterns of the reading."""
        self.reading.add_hits(self._date_hits(dates))
        self.reading.add_hits(self._number_hits())

    def _date_hits(self, dates: tuple[DateItem, ...]) -> Iterator[Hit]:
        starts = self.reading.starts
        for item in dates:
            if item.kind == "date" and len(item.value) == 10 and item.value[0].isdigit():
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
            if not self._is_digit_near(anchor.last, anchor.last + FAR + LONGEST_MARK):
                continue
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
        announced = at > first or self.is_signed(at)
        found = None if self.reading.hit_at("document-sign", at) else number_at(self.reading.text, start, announced)
        if found is None or self.reading.hit_at("dated", at):
            return None
        last = self._token_after(at, found[0])
        last, number = self._with_year(last, high, without_marks(found[1], self.words.marks))
        return Hit(first, last, "document-number", number)

    def _is_digit_near(self, first: int, last: int) -> bool:
        """Does a token from `first` to before `last` hold a digit?"""
        near = bisect_left(self._digits, first)
        return near < len(self._digits) and self._digits[near] < last

    def _may_begin(self, at: int) -> bool:
        """Is there a digit near, and does the token look like the beginning of a code?"""
        word = self.reading.words[at]
        begins = word == "(" or word[0].isupper()
        return self._is_digit_near(at, at + (LONGEST_MARK if begins else 1))

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
        glued = (len(sign) for sign in self.words.glued if norm.startswith(sign))
        return next((length for length in glued if norm[length : length + 1].isalnum()), 0)

    def is_signed(self, first: int) -> bool:
        """Is the number at a token announced by a sign, before it or glued to it?"""
        return self.reading.hit_ending("document-sign", first) is not None or self._glued_sign(first) > 0

    def _with_year(self, last: int, high: int, number: str) -> tuple[int, str]:
        """`9` of 2023: the number with its year, joined by the neutral id of the small word."""
        joiner = self.words.joiners.at(self.reading.norms, last) if last < high else None
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


def number_at(text: str, start: int, announced: bool = False) -> tuple[int, str] | None:
    """Where the number ends that begins at `start`, and the number itself; None where none begins there.

    What may be a span of years or a name (2012/2002, 3DS) is a number only where a sign or a mark has announced it.
    """
    part = text[start : start + 60].translate(_LETTERS)
    for shape in _SHAPES:
        if found := shape.match(part):
            code = found.group().rstrip("./-")
            if _is_code(code) and (announced or not (_YEARS.fullmatch(code) or _PLAIN_NAME.fullmatch(code))):
                with suppress(ValueNotUnderstoodError):
                    return start + len(code), normalize_number(code)
    return None


def _is_code(code: str) -> bool:
    """Digits, capitals and at most a few small letters."""
    return any(c.isdigit() for c in code) and not code[0].islower() and sum(c.islower() for c in code) <= 4


def normalize_number(code: str) -> str:
    """The number without diacritics, one kind of hyphen, one blank. Raises ValueNotUnderstoodError for no number."""
    plain = unicodedata.normalize("NFKD", code.translate(_LETTERS))
    plain = " ".join("".join(c for c in plain if not unicodedata.combining(c)).split())
    plain = _BLANK_SLASH.sub("/", plain)
    if not _CODE.fullmatch(plain) or not any(c.isdigit() for c in plain):
        raise ValueNotUnderstoodError(f"{code!r} is no number of a document")
    return plain


def without_marks(number: str, marks: Iterable[str]) -> str:
    """`91/676/EEC` → `91/676`: what a treaty's name adds behind differs from language to language."""
    head, _, tail = number.rpartition("/")
    return head if tail in marks and any(c.isdigit() for c in head) else number


def is_bare(number: str) -> bool:
    """Is it digits alone?"""
    return number.isdecimal()


def is_coded(number: str) -> bool:
    """Does it hold digits on either side of a separator, or letters: what no everyday number does?"""
    return not is_bare(number) and _TELLING.search(number) is not None


def is_chapter(number: str) -> bool:
    """Is it a number with its own announcement, as `Cap. 45`?"""
    return _CHAPTER.match(number) is not None


def shared_suffix(numbers: Sequence[str]) -> list[str]:
    """`132`, `133/2025/ND-CP` → both in full: a bare number takes what follows the next one's first part."""
    shared: list[str] = []
    suffix = ""
    for number in reversed(numbers):
        if is_bare(number):
            shared.append(number + suffix)
        else:
            suffix = number[len(_first(number)) :] if _first(number) else ""
            shared.append(number)
    return shared[::-1]


def _first(number: str) -> str:
    found = _DIGITS.match(number)
    return found.group() if found else ""


def is_short_form(short: str, full: str) -> bool:
    """Is `short` a part of `full`: its first (`132` of `132/2025/ND-CP`), or the last (`2719 (2023)` of `S/RES/…`)?"""
    if len(full) <= len(short):
        return False
    begins = full.startswith(short) and (full[len(short)] in "/- (")
    return begins or (not is_bare(short) and full.endswith(f"/{short}"))
