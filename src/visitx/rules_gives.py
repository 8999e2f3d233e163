"""What the `gives` of a rule may say, by its section: the extractors read these keys and values and no others."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from visitx.rules_nodes import Located

NUMBER, TEXT, WORDS = "a number", "a text", "several of"
_YES = (True,)
_EITHER = (True, False)
_SIDES = ("after", "before")
_KINDS = "law decree order resolution decision directive circular regulation ordinance plan strategy program agreement"
REFERENCE_KINDS = tuple(f"{_KINDS} convention charter motion report".split())
FIGURE_KINDS = ("count", "percent", "money", "measure", "duration")

# Section -> key -> the values it may have; or NUMBER, TEXT, or (WORDS, …): some of these words, apart by blanks.
GIVES: Mapping[str, Mapping[str, Any]] = {
    "dates": {
        "phrase": TEXT,
        "alone": _EITHER,
        "set-aside": _YES,
        "only": ("bare", "day", "day-month", "year", "month", "season", "quarter"),
        "current": ("year", "month", "day"),
        "reads": ("as-of", "at", "each", "since", "span", "until"),
        "tense": ("coming", "past"),
        "coming": _YES,
        "decade": _YES,
    },
    "figures": {
        "phrase": TEXT,
        "kind": FIGURE_KINDS,
        "unit": TEXT,
        "plus": NUMBER,
        "value": NUMBER,
        "most": NUMBER,
        "whole": _YES,
        "set-aside": ("always", "bare"),
        "words": _YES,
        "single": _YES,
        "alone": _YES,
    },
    "officials": {
        "phrase": TEXT,
        "joins": ("left", "next", "right"),
        "organization": ("after", "just-named"),
        "list": _YES,
    },
    "recommendations": {
        "phrase": TEXT,
        "item": ("against", "clause", "command", "doing", "heading", "infinitive", "list", "modal", "noun"),
        "voice": (WORDS, "active", "passive", "impersonal"),
        "addressed": _YES,
    },
    "references": {
        "phrase": TEXT,
        "how": ("beside", "capitals", "date", "fixed", "head-capital", "number", "quoted", "small", "year", "years"),
        "small": _YES,
        "before": _YES,
        "kinds": (WORDS, *REFERENCE_KINDS),
        "about-kinds": (WORDS, *REFERENCE_KINDS),
        "nests": (WORDS, *REFERENCE_KINDS),
        "kind": REFERENCE_KINDS,
    },
    "visit": {
        "phrase": TEXT,
        "delegation": (*_SIDES, "sent"),
        "head": _SIDES,
        "host": _SIDES,
        "place": ("after", "within"),
        "subject": (True, "accompanied", "behind", "together"),
        "ahead": _YES,
        "who": ("named",),
        "side": ("delegation", "host"),
        "named": _SIDES,
        "near": _YES,
        "dates": ("else", "here", "line"),
    },
    "document": {"phrase": TEXT},
    "words": {"phrase": TEXT},
}

# A pattern of these sections is read by one of these keys.
NEEDED = {
    "dates": ("phrase", "reads", "set-aside"),
    "figures": ("phrase", "kind", "set-aside"),
    "recommendations": ("phrase", "item"),
    "references": ("phrase", "how"),
    "visit": ("phrase", "delegation", "head", "host", "place", "subject", "side", "dates", "near"),
}

# Section -> key -> value -> the slots that its reading takes from a match; a pattern without them cannot be read.
_AT, _CITED, _DATED = ("at",), ("document", "document-number"), ("document", "dated")
SLOTS: Mapping[str, Mapping[str, Mapping[Any, tuple[str, ...]]]] = {
    "dates": {
        "reads": {"at": _AT, "since": _AT, "until": _AT, "as-of": _AT, "span": ("from", "to"), "each": ("a", "b")}
    },
    "references": {"how": {"number": _CITED, "date": _DATED, "year": ("document", "word", "year")}},
}


def pattern_faults(pattern: Located, gives: Mapping[str, Any], section: str) -> None:
    """Names what the extractor of a section would look for in a match of the pattern and not find."""
    needed = NEEDED.get(section, ())
    if needed and gives.keys().isdisjoint(needed):
        pattern.fault(f"nothing says what a match means: 'gives' needs one of {', '.join(needed)}")
    for key, by_value in SLOTS.get(section, {}).items():
        for slot in by_value.get(gives.get(key), ()):
            if not re.search(rf"[{{<]{slot}[=}}>:]", pattern.raw):
                pattern.fault(f"'{key}: {gives[key]}' reads {{{slot}}}, which the pattern has not; write {{{slot}=…}}")


def read_gives(node: Located, section: str) -> dict[str, Any]:
    """The `gives` of a rule of a section; what the section does not know is a fault."""
    known = GIVES.get(section, {})
    return {key: _value(value, known[key]) for key, value in node.mapping(tuple(known)).items() if key in known}


def _value(node: Located, allowed: Any) -> Any:
    if allowed == TEXT:
        return node.text() and node.scalar()
    if allowed == NUMBER:
        if isinstance(node.value, bool) or not isinstance(node.value, (int, float)):
            node.fault(f"a number is expected here, not {node.raw or node.value!r}")
        return node.scalar()
    if allowed[0] == WORDS:
        words = node.text().split()
        for word in words:
            if word not in allowed[1:]:
                node.fault(f"{word!r} is none of {', '.join(allowed[1:])}")
        return node.scalar()
    return node.choice(allowed)
