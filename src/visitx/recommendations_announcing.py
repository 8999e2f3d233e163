"""Lists that are announced: by a noun (submitted the following requests:) or by a heading (RECOMMENDATIONS)."""

from __future__ import annotations

from visitx.patterns import Match
from visitx.recommendations_addressees import party_after
from visitx.recommendations_asking import Asking
from visitx.recommendations_listing import entry_of, is_heading
from visitx.recommendations_scene import Scene
from visitx.recommendations_verbgroups import BARE, VerbGroup

LONGEST_HEADING = 16
NEAR = 8


def announced(scene: Scene, match: Match, group: VerbGroup | None, order: int) -> Asking | None:
    """The asking of an announcement: its list begins at a colon, or in the line below."""
    start = list_start(scene, match.first, match.last)
    if start is None:
        return None
    group = group or VerbGroup(match.first, match.first, BARE)
    to = party_after(scene, match.first, start)
    return Asking(match.rule.id, group.at, start, "any", to, group, False, order)


def list_start(scene: Scene, first: int, at: int) -> int | None:
    """Where the list begins that a noun before token `at` announces: at its colon, or in the line below."""
    reading = scene.reading
    _, high = reading.sentence_bounds(at - 1)
    _, line_end = reading.line_bounds(at - 1)
    colon = next((here for here in range(at - 1, high) if reading.words[here] == ":"), None)
    if colon is not None:
        asked = any(scene.asks(here) for here in range(first + 1, min(high, colon + 4)))
        return None if asked else colon
    if high >= line_end:
        return line_end if _promises(scene, at, high) and _list_below(scene, at - 1) else None
    hit = reading.hit_at("ask-namely", high)
    if hit and hit.last < line_end and reading.words[hit.last] == ":":
        return hit.last
    return None


def _promises(scene: Scene, at: int, high: int) -> bool:
    """Does the sentence end with the noun that announces, or with a word that promises a list?"""
    return high - at <= NEAR or any(scene.reading.hit_at("ask-following", here) for here in range(at, high))


def _list_below(scene: Scene, at: int) -> bool:
    reading = scene.reading
    index = reading.line_index(at) + 1
    if index >= len(reading.lines):
        return False
    entry = entry_of(reading, index)
    return bool(entry.shape) or is_heading(reading, entry)


def heading(scene: Scene, match: Match, order: int) -> Asking | None:
    """The asking of a heading above a list."""
    reading = scene.reading
    low, high = reading.line_bounds(match.first)
    if high - low > LONGEST_HEADING or reading.words[high - 1] in ".;,!?" or not _list_below(scene, match.first):
        return None
    group = VerbGroup(low, match.first, BARE)
    return Asking(match.rule.id, match.first, high, "heading", None, group, False, order)
