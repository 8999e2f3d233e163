"""Which line of the head is the headline: the first that is no stamp, no institution's name and no prose."""

from __future__ import annotations

from collections.abc import Set

from visitx.header_stamps import has_prose, starts
from visitx.reading import Line, Reading

_HEAD_LINES = 14
_LONGEST = 45  # tokens of a headline; of one that ends with a stop like a sentence:
_LONGEST_SENTENCE = 34
_LONGEST_NAME = 14
_LONGEST_PLACE = 6
_FEW = 3  # words; a line of so few names is a place or a body rather than a headline
_DASHES = frozenset({"-", "–", "—", "--", "---"})
_STOPS = frozenset({".", "./."})


def find_headline(reading: Reading, claimed: Set[int]) -> str | None:
    """The headline's words, or None where the article begins with its text; `claimed` tokens are stamps and such."""
    candidates = []
    for line in reading.lines[:_HEAD_LINES]:
        if _is_taken(reading, line, claimed):
            continue
        if line.first in claimed or not _is_headline(reading, line):
            break
        candidates.append(line)
    named = [line for line in candidates if not _is_name(reading, line)]
    best = named[0] if named else candidates[-1] if candidates else None
    return _words(reading, best) if best else None


def _words(reading: Reading, line: Line) -> str:
    """The line without a label for titles and the marks of a heading."""
    label = reading.hit_at("title-label", line.first)
    labelled = label and label.last < line.last and reading.words[label.last] == ":"
    start = reading.starts[label.last + 1] if label and labelled and label.last + 1 < line.last else line.start
    return " ".join(reading.text[start : line.end].split()).strip("#* ")


def _is_taken(reading: Reading, line: Line, claimed: Set[int]) -> bool:
    """Is the line a stamp, a contact or the like, or does it only say what sort of text it heads?"""
    if line.first in claimed and line.last - 1 in claimed:
        return True
    at = line.first
    while at < line.last:
        hit = reading.hit_at("stamp-word", at)
        if hit is None and reading.words[at][0].isalpha():
            return False
        at = hit.last if hit else at + 1
    return True


def _is_headline(reading: Reading, line: Line) -> bool:
    """A short line of one sentence that no dateline begins."""
    length = line.last - line.first
    if length > _LONGEST or len([s for s in reading.sentences if line.first <= s[0] < line.last]) > 1:
        return False
    last = reading.words[line.last - 1]
    if last in _STOPS and (length > _LONGEST_SENTENCE or _is_lead(reading, line)):
        return False
    return last not in (";", ",") and any(w[0].isalpha() for w in reading.words[line.first : line.last])


def _is_lead(reading: Reading, line: Line) -> bool:
    """Does the line begin with a place in capitals, or an agency in brackets, and a dash?"""
    for at in range(line.first, min(line.last, line.first + _LONGEST_PLACE)):
        word = reading.words[at]
        if word in _DASHES:
            return at > line.first and (reading.words[at - 1] == ")" or reading.words[line.first].isupper())
    return False


def _is_name(reading: Reading, line: Line) -> bool:
    """Does the line only name a body or a place? The words for bodies say whether all of its words are in capitals."""
    words = reading.words[line.first : line.last]
    prose = has_prose(reading, line.first, line.last)
    if not prose and sum(w[0].isalpha() for w in words) <= _FEW and "," in words:
        return True
    if len(words) > _LONGEST_NAME or ":" in words or starts(reading, line, "article-word"):
        return False
    hit = next((reading.hit_at("institution-word", at) for at in range(line.first, line.last)), None)
    if hit is None or (hit.id == "in-capitals" and prose):
        return False
    return not {"AUX", "VERB", "ADV", "PRON"} & set(reading.tags[line.first : line.last])
