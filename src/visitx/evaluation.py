"""How good records are: each section's items paired with what a person read in the same articles.

An official is found where the name is the same; a figure where value, range, denominator, unit and kind are; a date by
its value; a document by kind and number, or kind and title; a recommendation where the words of the two overlap by 0.6.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from rapidfuzz.fuzz import token_set_ratio

Item = Mapping[str, Any]
SECTIONS = ("officials", "positions", "figures", "dates", "references", "recommendations")
_SPECIAL = str.maketrans({"Đ": "D", "đ": "d", "œ": "oe"})


@lru_cache(maxsize=20_000)
def fold(text: str | None) -> str:
    """Words in lower case without accents, one blank apart."""
    plain = unicodedata.normalize("NFKD", (text or "").translate(_SPECIAL))
    return " ".join(re.findall(r"\w+", "".join(c for c in plain if not unicodedata.combining(c)).casefold()))


def _key(item: Item, name: str) -> str:
    value = item.get(name)
    return fold(None if value is None else str(value))


def alike(one: Item, other: Item, name: str, least: int = 70) -> bool:
    """Do two items say nearly the same in a key? Nothing is like nothing."""
    a, b = _key(one, name), _key(other, name)
    return token_set_ratio(a, b) >= least if a and b else a == b


def overlap(a: str, b: str) -> float:
    """From 0 to 1: the F1 of the words that two texts share."""
    left, right = Counter(a.split()), Counter(b.split())
    shared = (left & right).total()
    return 2 * shared / (left.total() + right.total()) if shared else 0.0


def _same_name(found: Item, gold: Item) -> float:
    return float(_key(found, "name") == _key(gold, "name"))


def _same_position(found: Item, gold: Item) -> float:
    role = found.get("role") == gold.get("role") or alike(found, gold, "title", 90)
    return float(role and bool(_same_name(found, gold)) and alike(found, gold, "organization", 80))


def _same_figure(found: Item, gold: Item) -> float:
    """More where the labels are alike, so that the best of equal numbers are paired."""
    same = all(found.get(key) == gold.get(key) for key in ("of", "max", "unit", "kind"))
    if not same or float(found.get("value") or 0) != float(gold["value"]):
        return 0.0
    return 0.5 + token_set_ratio(_key(found, "label"), _key(gold, "label")) / 200


def _same_date(found: Item, gold: Item) -> float:
    return float(str(found["value"]) == str(gold["value"]))


def _same_document(found: Item, gold: Item) -> float:
    if found.get("number") or gold.get("number"):
        same = _key(found, "number").replace(" ", "") == _key(gold, "number").replace(" ", "")
    else:
        same = bool(gold.get("title")) and alike(found, gold, "title", 90)
    return float(same and found.get("kind") == gold.get("kind"))


def _same_words(found: Item, gold: Item) -> float:
    return overlap(_key(found, "text"), _key(gold, "text"))


_LIKENESS: Mapping[str, tuple[Callable[[Item, Item], float], float]] = {
    "officials": (_same_name, 1),
    "positions": (_same_position, 1),
    "figures": (_same_figure, 0.5),
    "dates": (_same_date, 1),
    "references": (_same_document, 1),
    "recommendations": (_same_words, 0.6),
}


def _equal(name: str) -> Callable[[Item, Item], bool | None]:
    return lambda found, gold: found.get(name) == gold.get(name)


def _alike(name: str) -> Callable[[Item, Item], bool | None]:
    """Only where the gold says something."""
    return lambda found, gold: alike(found, gold, name) if gold.get(name) else None


def _same_text(name: str) -> Callable[[Item, Item], bool | None]:
    return lambda found, gold: str(found.get(name)) == str(gold[name]) if gold.get(name) else None


def _close(found: Item, gold: Item) -> bool | None:
    return _same_words(found, gold) >= 0.9


# What must be right in the items that were found.
_DETAILS: Mapping[str, Mapping[str, Callable[[Item, Item], bool | None]]] = {
    "officials": {"gender": _equal("gender")},
    "positions": {"role": _equal("role")},
    "figures": {"qualifier": _equal("qualifier"), "label": _alike("label")},
    "references": {"date": _same_text("date")},
    "recommendations": {"by": _alike("by"), "to": _alike("to"), "close": _close},
}


@dataclass
class Score:
    """Of one section: what was found, what was found and should not be, what was missed; details right and wrong."""

    hits: int = 0
    wrong: list[tuple[str, Item]] = field(default_factory=list)
    missed: list[tuple[str, Item]] = field(default_factory=list)
    details: Counter[tuple[str, bool]] = field(default_factory=Counter)
    slips: list[tuple[str, str, Item, Item]] = field(default_factory=list)

    @property
    def precision(self) -> float:
        return self.hits / ((self.hits + len(self.wrong)) or 1)

    @property
    def recall(self) -> float:
        return self.hits / ((self.hits + len(self.missed)) or 1)

    @property
    def f1(self) -> float:
        return 2 * self.precision * self.recall / ((self.precision + self.recall) or 1)


Evaluation = dict[str, Score]


def evaluate(pairs: Iterator[tuple[str, Item, Item]]) -> Evaluation:
    """The scores by section of records against gold: (name, record, gold) for each article."""
    scores = {section: Score() for section in SECTIONS}
    for name, record, gold in pairs:
        for section, score in scores.items():
            _add(score, name, section, items_of(record, section), items_of(gold, section))
    return scores


def items_of(record: Item, section: str) -> Sequence[Item]:
    """The items of a section; positions each with its official's name; of equal dates one."""
    if section == "positions":
        people = record.get("officials") or []
        return [{**p, "name": o["name"]} for o in people for p in o.get("positions") or []]
    values = record.get(section) or []
    if section != "dates":
        return list(values)
    dated = [v if isinstance(v, Mapping) else {"value": v} for v in values]
    distinct: dict[str, Item] = {}
    for value in sorted(dated, key=lambda v: bool(v.get("optional"))):
        distinct.setdefault(str(value["value"]), value)
    return list(distinct.values())


def _add(score: Score, name: str, section: str, found: Sequence[Item], gold: Sequence[Item]) -> None:
    """Adds one article's section: what is optional in the gold counts neither as found nor as missed."""
    pairs = _pairs(section, found, gold)
    paired, known = {f for f, _ in pairs}, {g for _, g in pairs}
    score.wrong += [(name, item) for n, item in enumerate(found) if n not in paired]
    score.missed += [(name, item) for n, item in enumerate(gold) if n not in known and not item.get("optional")]
    for f, g in pairs:
        if gold[g].get("optional"):
            continue
        score.hits += 1
        for detail, right in _DETAILS.get(section, {}).items():
            verdict = right(found[f], gold[g])
            if verdict is not None:
                score.details[detail, bool(verdict)] += 1
            if verdict is False:
                score.slips.append((name, detail, found[f], gold[g]))


def _pairs(section: str, found: Sequence[Item], gold: Sequence[Item]) -> list[tuple[int, int]]:
    """The best pairs first, each item once."""
    likeness, least = _LIKENESS[section]
    every = [(likeness(f, g), n, m) for n, f in enumerate(found) for m, g in enumerate(gold)]
    pairs: list[tuple[int, int]] = []
    for _, n, m in sorted((p for p in every if p[0] >= least), key=lambda p: (-p[0], p[1], p[2])):
        if all(n != f and m != g for f, g in pairs):
            pairs.append((n, m))
    return pairs
