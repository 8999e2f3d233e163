"""Which line of the head is the headline: the first that is no stamp, no institution's name and no prose."""

from __future__ import annotations

from collections.abc import Sequence

from visitx.pipeline import Line, Reading
from visitx.stamps import starts

_HEAD_LINES = 14
_LONGEST = 45  # tokens of a headline; of one that ends with a stop like a sentence:
_LONGEST_SENTENCE = 34
_LONGEST_NAME = 14


def find_headline(reading: Reading, taken: Sequence[Line]) -> str | None:
    """The headline's words, or None where the article begins with its text; `taken` lines are stamps and the like."""
    candidates = []
    for line in reading.lines[:_HEAD_LINES]:
        if line in taken or _is_label(reading, line):
            continue
        if not _is_headline(reading, line):
            break
        candidates.append(line)
    named = [line for line in candidates if not _is_institution(reading, line)]
    best = named[0] if named else candidates[-1] if candidates else None
    return " ".join(reading.text[best.start : best.end].split()).lstrip("#* ") if best else None


def _is_headline(reading: Reading, line: Line) -> bool:
    """A short line of one sentence."""
    length = line.last - line.first
    if length > _LONGEST or len([s for s in reading.sentences if line.first <= s[0] < line.last]) > 1:
        return False
    last = reading.words[line.last - 1]
    if last in (".", "./.") and length > _LONGEST_SENTENCE:
        return False
    return last not in (";", ",") and any(w[0].isalpha() for w in reading.words[line.first : line.last])


def _is_label(reading: Reading, line: Line) -> bool:
    """Does the line only say what sort of text it is, or is it a bare mark?"""
    at = line.first
    while at < line.last:
        hit = reading.hit_at("stamp-word", at)
        word = reading.words[at]
        if hit is None and word[0].isalpha():
            return False
        at = hit.last if hit else at + 1
    return True


def _is_institution(reading: Reading, line: Line) -> bool:
    """Does the line only name who publishes: no article, no verb, no colon, and in English capitals throughout?"""
    if line.last - line.first > _LONGEST_NAME or ":" in reading.words[line.first : line.last]:
        return False
    if starts(reading, line, "article-word"):
        return False
    tags = reading.tags[line.first : line.last]
    return starts(reading, line, "institution-word") and not {"AUX", "VERB", "ADV", "PRON"} & set(tags)
