"""Headings that tell who asks: WHAT THE AUDITORS RECOMMEND."""

from __future__ import annotations

from visitx.recommendations_listing import entry_of
from visitx.recommendations_parties import Party
from visitx.recommendations_scene import Scene

LONGEST = 16
PARAGRAPHS = 8
_NOUN = frozenset({"DET", "NOUN", "NAME", "NUM", "ADJ"})
_STOPS = frozenset({".", "!", "?", "…", "...", "./.", ":"})
_CLOSERS = frozenset("”»\"’')]")


def heading_party(scene: Scene, at: int) -> Party | None:
    """Whom a heading names after an article (WHAT THE AUDITORS RECOMMEND)."""
    reading = scene.reading
    low, high = reading.line_bounds(at)
    for article in range(low, high - 1):
        first = article + 1
        last = next((e for e in range(first, high) if scene.tags[e] not in _NOUN or _asks(scene, e)), high)
        if reading.norms[article] in scene.words.articles and first < last:
            return scene.parties.read(first, last)
    return None


def _asks(scene: Scene, at: int) -> bool:
    return bool(scene.reading.hit_at("ask-requests-heading", at))


def is_heading_line(scene: Scene, index: int) -> bool:
    """Is the line short, without a mark, and does it end without a stop?"""
    entry = entry_of(scene.reading, index)
    line = entry.line
    short = line.last - line.first <= LONGEST and not entry.shape
    return short and scene.reading.words[line.last - 1] not in ":;," and not ends_with_stop(scene, index)


def ends_with_stop(scene: Scene, index: int) -> bool:
    """Does the line end with a stop, quotation marks and brackets left out?"""
    line, words = scene.reading.lines[index], scene.reading.words
    last = next((words[at] for at in range(line.last - 1, line.first, -1) if words[at] not in _CLOSERS), "")
    return last in _STOPS


def heading_above(scene: Scene, at: int) -> Party | None:
    """Whom the heading above the paragraph names, where it is one of requests."""
    index = scene.reading.line_index(at)
    for above in range(index - 1, max(-1, index - PARAGRAPHS), -1):
        if is_heading_line(scene, above):
            line = scene.reading.lines[above]
            asks = any(_asks(scene, token) for token in range(line.first, line.last))
            return heading_party(scene, line.first) if asks else None
    return None
