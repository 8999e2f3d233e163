"""Numbers of documents: their shapes, their normal form, suffixes that a list shares, and short forms."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from contextlib import suppress

from visitx.errors import ValueNotUnderstoodError

# Tried in this order at the place where a number may begin.
_SHAPES = [
    re.compile(shape)
    for shape in (
        r"\d{1,3} [A-Z]{2,6} \d[\w.]*",  # 46 COM 7B.38
        r"[A-Z][\w./-]*? ?\((?:19|20)\d\d\)(?: ?\d+(?![\w/-]))?",  # S/RES/2719 (2023), CPT/Inf (2022) 22
        r"\d{1,5} ?\((?:19|20)\d\d\)",  # 2719 (2023)
        r"[A-Z][a-z]{0,2}\. ?\d[\w-]*",  # Cap. 45, L. 2213-1
        r"[^\W_](?:[\w./-]|\(\w+\))*",  # 132/2025/ND-CP, 14(3)/PF-II/2025, C-15
    )
]
_CODE = re.compile(r"\w[\w./() -]*")
_TELLING = re.compile(r"[A-Z]|\d[/-]\d|\)")
_CHAPTER = re.compile(r"[A-Z][a-z]+\. \d")
_DIGITS = re.compile(r"\d+")
_YEARS = re.compile(r"(?:19|20)\d\d[-/](?:19|20)\d\d")
_LETTERS = str.maketrans("Đđ‑–−\xa0\u202f", "Dd---  ")


def number_at(text: str, start: int) -> tuple[int, str] | None:
    """Where the number ends that begins at `start`, and the number itself; None where none begins there."""
    part = text[start : start + 60].translate(_LETTERS)
    for shape in _SHAPES:
        if found := shape.match(part):
            code = found.group().rstrip("./-")
            if _is_code(code):
                with suppress(ValueNotUnderstoodError):
                    return start + len(code), normalize_number(code)
    return None


def _is_code(code: str) -> bool:
    """Digits, capitals and at most a few small letters; not a span of years."""
    small = sum(c.islower() for c in code)
    return any(c.isdigit() for c in code) and not code[0].islower() and small <= 4 and not _YEARS.fullmatch(code)


def normalize_number(code: str) -> str:
    """The number without diacritics, one kind of hyphen, one blank. Raises ValueNotUnderstoodError for no number."""
    plain = unicodedata.normalize("NFKD", code.translate(_LETTERS))
    plain = " ".join("".join(c for c in plain if not unicodedata.combining(c)).split())
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
