"""The account of an article as text or JSON, whole or of a line, a section, a rule."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from visitx.decoding import read_article
from visitx.errors import ReadError
from visitx.explain import Account, Run, explain
from visitx.explain_trace import Stop, trace
from visitx.extraction import read_words
from visitx.pipeline import pipeline_for
from visitx.record import SECTIONS
from visitx.rules_nodes import nearest

# What a section could have where no item has it.
_COULD_HAVE = {"figures": ("number",), "dates": ("date", "number"), "references": ("document",), "officials": ("name",)}


def account_of(
    file: str,
    language: str | None = None,
    folders: tuple[Path, ...] = (),
    *,
    line: int | None = None,
    section: str | None = None,
    rule: str | None = None,
) -> Account:
    """The account of a file, of one line of it or one section. Raises ReadError for a section that is none."""
    known = (*SECTIONS, "visit", "document")
    if section and section not in known:
        raise ReadError(f"--section {section}: no such section{nearest(section, known)}; there are {', '.join(known)}")
    article = read_article(file)
    reading = read_words(article, language, rules=folders)
    account = explain(reading, article)
    runs = (r for r in account.runs if line in (None, r.line) and (section is None or _belongs(r, section)))
    account = replace(account, runs=tuple(runs))
    if rule is None:
        return account
    stops = trace(reading, pipeline_for(reading.book.language, folders), rule)
    return replace(account, rule=rule, stops=tuple(s for s in stops if line in (None, s.line)))


def _belongs(run: Run, section: str) -> bool:
    return run.section == section if run.state == "record" else run.kind in _COULD_HAVE.get(section, ())


def as_json(account: Account) -> str:
    return json.dumps(account.to_dict(), ensure_ascii=False, indent=2) + "\n"


def as_text(account: Account) -> str:
    """A line for each run, or for each place where the rule began to match; the sum of the numbers at the end."""
    if account.rule:
        lines = [_told(stop) for stop in account.stops] or [f"{account.rule}: nothing it begins with is here"]
        return "\n".join(_printable(line) for line in lines) + "\n"
    width = min(40, max((len(run.text) for run in account.runs), default=0))
    lines = [f"line {run.line:<4} {run.kind:<8}  {_short(run.text, width)}  {_became(run)}" for run in account.runs]
    return "\n".join(_printable(line) for line in [*lines, account.sum]) + "\n"


def _short(text: str, width: int) -> str:
    return f"{text if len(text) <= width else text[: width - 1] + '…':<{width}}"


def _became(run: Run) -> str:
    if run.state == "record":
        return f"{run.section}: {run.what}" + (f"  ({run.rule})" if run.rule else "")
    return f"set aside: {run.why}" if run.state == "aside" else "unclaimed"


def _told(stop: Stop) -> str:
    if stop.expected is None:
        return f"line {stop.line:<4} {stop.matched!r} matches {stop.pattern!r}"
    return (
        f"line {stop.line:<4} {stop.matched!r} begins {stop.pattern!r}, then {stop.expected} is expected "
        f"and {stop.found!r} stands there"
    )


def _printable(text: str) -> str:
    return "".join(c if c.isprintable() else " " for c in text)
