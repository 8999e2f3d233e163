"""What names are compared by: their parts without accents, case, apostrophes and hyphens."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

Key = tuple[str, ...]
INITIAL = re.compile(r"[^\W\d_a-z]\.?(?:-?[^\W\d_a-z]\.)*")
_SHAPE = re.compile(r"[^\W\d_]+\.?(?:['’-][^\W\d_]+)*['’]?")
_HUMP = re.compile(r"[^\W\d_A-Z][A-ZÀ-Þ]{2}|[a-zß-ÿ][A-ZÀ-Þ]$")
_PARTS = re.compile(r"[^\W_]+")


@lru_cache(maxsize=20_000)
def bare(word: str) -> str:
    """The word in lower case without accents: Đặng and Dang, Traoré and TRAORE are alike."""
    plain = unicodedata.normalize("NFKD", word.replace("Đ", "D").replace("đ", "d"))
    return "".join(c for c in plain if not unicodedata.combining(c)).casefold().replace("’", "'")


@lru_cache(maxsize=4_000)
def key_of(name: str) -> Key:
    """What a name is compared by: its parts without accents, case, apostrophes and hyphens."""
    return tuple(_PARTS.findall(bare(name).replace("'", "")))


@lru_cache(maxsize=20_000)
def is_shaped(word: str) -> bool:
    """Has the word the shape of a name: an initial, or letters with capitals only where a name has them?"""
    if INITIAL.fullmatch(word):
        return True
    return bool(_SHAPE.fullmatch(word)) and (word.isupper() or not _HUMP.search(word))


def is_part(short: Key, full: Key) -> bool:
    """May `short` be another mention of the person called `full`: some of the same parts, in whatever order?"""
    rest = list(full)
    for part in short:
        if part not in rest:
            return False
        rest.remove(part)
    return bool(short)
