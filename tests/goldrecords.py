"""Records as a careful person would have made them, for measuring what only compares records.

What the gold says is put where the article says it: a number near its label, a name wherever it stands, a date where
one like it is read, and what is found nowhere between its neighbours in the list.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from visitx.record import DateItem, Document, Figure, Mention, Official, Position, Recommendation, Record, Reference

WORDS = {
    "en": "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty",
    "fr": "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept "
    "dix-huit dix-neuf vingt",
}
TENS = {
    "en": {28: "twenty-eight", 43: "forty-three", 30: "thirty", 60: "sixty", 100: "hundred", 1000: "thousand"},
    "fr": {28: "vingt-huit", 30: "trente", 40: "quarantaine", 60: "soixantaine", 100: "cent", 1000: "mille"},
}
SPACE = r"[  .,'’]?"


def plain(text: str) -> str:
    """One letter for each letter: without accents, small, so that offsets stay."""
    letters = (unicodedata.normalize("NFKD", c)[0] for c in text.replace("Đ", "D").replace("đ", "d"))
    return "".join(letters).lower()


def gold_record(article: Path, gold: Path) -> Record:
    """The record that the gold of an article amounts to."""
    return _Placed(article.read_text("utf-8-sig"), yaml.safe_load(gold.read_text("utf-8")), article.name).record()


class _Placed:
    def __init__(self, text: str, gold: dict[str, Any], name: str) -> None:
        self.text, self.gold, self.name = text, gold, name
        self.plain = plain(text)
        self.language = name.split(".")[-2]

    def record(self) -> Record:
        document = Document(
            self.name, "", self.language, None, None, str(self.gold.get("document", {}).get("published") or "") or None
        )
        return Record(
            document,
            officials=tuple(self.officials()),
            figures=tuple(self.figures()),
            dates=tuple(self.dates()),
            references=tuple(self.references()),
            recommendations=tuple(self.recommendations()),
        )

    def place(self, start: int, end: int) -> dict[str, Any]:
        return {
            "text": self.text[start:end],
            "start": start,
            "end": end,
            "line": self.text.count("\n", 0, start) + 1,
            "rule": "gold.read",
        }

    def items(self, section: str) -> list[dict[str, Any]]:
        return [i if isinstance(i, dict) else {"value": i} for i in self.gold.get(section) or []]

    def officials(self) -> Iterator[Official]:
        for item in self.items("officials"):
            name = item["name"]
            found = [m.span() for m in re.finditer(re.escape(plain(name)), self.plain)]
            for word in plain(name).split():
                if len(word) > 3:
                    spans = (m.span() for m in re.finditer(rf"\b{re.escape(word)}\b", self.plain))
                    found += [s for s in spans if all(s[1] <= a or b <= s[0] for a, b in found)]
            positions = tuple(
                Position(p.get("title") or "", p.get("role"), p.get("organization"))
                for p in item.get("positions") or []
                if not p.get("optional")
            )
            mentions = tuple(Mention(**self.place(*s)) for s in sorted(found or [(0, 1)]))
            yield Official(name, item.get("gender"), positions, item.get("side"), mentions)

    def figures(self) -> Iterator[Figure]:
        last, used = 0, set[tuple[int, int]]()
        for item in self.items("figures"):
            spans = [s for s in self.number_spans(item["value"]) if s not in used]
            label = [w for w in plain(item.get("label") or "").split() if len(w) > 3]

            def rank(span: tuple[int, int], label: list[str] = label, last: int = last) -> tuple[int, int]:
                near = self.plain[max(0, span[0] - 120) : span[1] + 120]
                return -sum(w in near for w in label), abs(span[0] - last) + 3000 * (span[0] < last)

            span = min(spans, key=rank, default=(last + 1, last + 2))
            used.add(span)
            last = span[0]
            keys = {k: item.get(k) for k in ("value", "max", "of", "kind", "unit", "qualifier", "label")}
            if not item.get("optional"):
                yield Figure(**keys, **self.place(*span))

    def number_spans(self, value: float) -> list[tuple[int, int]]:
        found: list[tuple[int, int]] = []
        for scale in (1, 1e3, 1e6, 1e9, 1e12):
            scaled = round(value / scale, 6)
            if scale == 1 or scaled >= 0.1:
                found += [m.span() for m in re.finditer(self.digits(scaled), self.plain)]
            if found:
                break
        words = dict(enumerate(WORDS[self.language].split())) | TENS[self.language]
        if value in words:
            found += [m.span() for m in re.finditer(rf"\b{plain(words[value])}\b", self.plain)]
        return found

    def digits(self, value: float) -> str:
        whole, _, rest = f"{abs(value):g}".partition(".") if abs(value) < 1e5 else (str(int(abs(value))), "", "")
        grouped = re.sub(r"(?<=\d)(?=(\d{3})+$)", lambda _: SPACE, whole)
        return rf"(?<![\d/-]){grouped}{f'[.,]{rest}' if rest else ''}(?![\d/])"

    def dates(self) -> Iterator[DateItem]:
        from visitx import extract

        read = list(extract(self.text, self.language, name=self.name).dates)
        last = 0
        for item in self.items("dates"):
            if item.get("optional"):
                continue
            value = str(item["value"])
            at = next((d for d in read if d.value == value and d.start >= last), None)
            place = self.place(at.start, at.end) if at else self.place(last + 1, last + 2)
            last = place["start"]
            yield DateItem(value, at.kind if at else "date", **place)

    def references(self) -> Iterator[Reference]:
        for item in self.items("references"):
            if item.get("optional"):
                continue
            key = plain(str(item.get("number") or item.get("title")))
            start = self.plain.find(key)
            start = self.plain.find(key.split("/")[0]) if start < 0 else start
            keys = {k: item.get(k) and str(item[k]) for k in ("kind", "number", "title", "date", "issuer")}
            yield Reference(**keys, **self.place(max(start, 0), max(start, 0) + len(key)))

    def recommendations(self) -> Iterator[Recommendation]:
        for item in self.items("recommendations"):
            if item.get("optional"):
                continue
            text = plain(item["text"])
            start = self.plain.find(text)
            if start < 0:
                head = " ".join(text.split()[:3])
                start = max(self.plain.find(head), 0)
            yield Recommendation(item.get("by"), item.get("to"), **self.place(start, start + len(text)))
