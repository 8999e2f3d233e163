"""Numbers as they are written: digits with their separators, number words, multipliers, fractions, ranges."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from visitx.record import Number
from visitx.rules import Rulebook


@dataclass(frozen=True)
class Numeral:
    """Tokens `first` to `last` (exclusive) that write one number. `of` is the denominator in `195/195`,
    `max` the upper end in `3-5`."""

    first: int
    last: int
    value: Number
    max: Number | None = None
    of: Number | None = None
    in_words: bool = False


_PLAIN = re.compile(r"\d+")


def read_numerals(words: Sequence[str], norms: Sequence[str], starts: Sequence[int], book: Rulebook) -> list[Numeral]:
    """The numerals of an article, in order, none inside another."""
    return [Numeral(i, i + 1, int(w)) for i, w in enumerate(words) if _PLAIN.fullmatch(w)]
