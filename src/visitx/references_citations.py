"""A place where an article cites a document by number: the number or the list of them, their dates and issuers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from visitx.hits import Hit
from visitx.patterns import Match
from visitx.reading import Reading
from visitx.references_numbers import is_bare, is_coded, shared_suffix
from visitx.references_titles import Titles, begins_sentence
from visitx.references_words import CiteWords
from visitx.termtables import TermTable

FAR = 5  # tokens between "of" and the head of an issuer's name
_GRAMMAR = frozenset({"PUNCT", "PREP", "OF", "CONJ", "AUX", "SUB", "DET", "PRON", "ADV"})
_BRACKETED_YEARS = re.compile(r"\((?:19|20)\d\d ?[-–] ?(?:19|20)?\d\d\)")
_SERIES = re.compile(r"(?:[A-Z]\.){2,}")  # L.I. 1809: a series of acts that is part of their numbers
_YEAR = re.compile(r"(?:19|20)\d\d")
_LONGEST_SPAN = {"-": 40, "/": 2}  # years in 2024-50, in 2024/25; 2000/60 is a number
_SCHOOL_YEAR = re.compile(r"(?:19|20)(\d\d)([-/])(\d\d)")


class Citation(NamedTuple):
    """Tokens `first` to `last` (exclusive) cite a document. `by_date`: its date is all that tells which."""

    kind: str
    first: int
    last: int
    rule: str
    number: str | None = None
    title: str | None = None
    date: str | None = None
    issuer: str | None = None
    by_date: bool = False
    aliases: frozenset[str] = frozenset()


def cite_numbers(match: Match, titles: Titles) -> Iterator[Citation]:
    """The documents of a match that ends with the first of their numbers."""
    reading = titles.reading
    head = match.slots["document"]
    hit = reading.hit_at("document", head[0])
    words = match.slots.get("other", match.slots.get("word", head))[1]
    if hit is None or titles.content(head[1], words) < words - head[1]:
        return
    if any(reading.hit_at("document", i) for i in range(head[1], words)):
        return
    if words == match.slots["document-number"][0] > head[1] and not _is_series(words, titles):
        return
    if not (chain := _chain(match.slots["document-number"], hit, titles)):
        return
    first = Citation(hit.id, match.slots["document"][0], 0, match.rule.id)
    if not _may_be_bracketed(hit, chain[0], titles):
        return
    named = match.slots.get("issuer")
    issuer = issuer_in(named, titles) if named else _issuer_before(head[0], titles)
    if named and issuer is None:
        return
    series = reading.text_of(*head) if _SERIES.fullmatch(reading.words[head[0]]) else ""
    numbers = [f"{series} {number}".strip() for number in shared_suffix([c.number or "" for c in chain])]
    shared = next((c.issuer for c in reversed(chain) if c.issuer), issuer)
    for at, (found, number) in enumerate(zip(chain, numbers, strict=True)):
        start = first.first if at == 0 else found.first
        yield found._replace(kind=hit.id, first=start, rule=match.rule.id, number=number, issuer=found.issuer or shared)


def _chain(slot: tuple[int, int], head: Hit, titles: Titles) -> list[Citation]:
    """The first number and those that a list adds to it, each with its details."""
    reading = titles.reading
    hit = reading.hit_at("document-number", slot[0])
    chain: list[Citation] = []
    while hit is not None:
        found = with_details(Citation(head.id, hit.first, hit.last, "", hit.id), titles)
        chain.append(found)
        hit = _next_in_list(found.last, titles)
    signed = bool(chain) and titles.numbers.is_signed(chain[0].first)
    if chain and not signed and all(is_bare(c.number or "") for c in chain) and _is_part(chain[-1].last, titles):
        return []
    while chain and is_bare(chain[-1].number or "") and not _stands_alone(chain[-1], head, titles, chain[:-1]):
        chain.pop()
    loose = chain and not signed and is_loose(head, reading)
    if loose and not any(is_plainly_coded(c.number or "") for c in chain):
        return []
    return chain


def _is_series(at: int, titles: Titles) -> bool:
    """A number behind an adjective and without a sign is one of a series: `résolution municipale 25-118`."""
    hit = titles.reading.hit_at("document-number", at)
    return hit is not None and is_plainly_coded(hit.id) and titles.is_adjective(at - 1)


def _may_be_bracketed(head: Hit, first: Citation, titles: Titles) -> bool:
    """A number in brackets without a sign is that of a series in several parts: `report (A/HRC/58/42)`."""
    bare = titles.reading.words[head.last] == "(" and first.first == head.last + 1
    return not bare or (first.number or "").count("/") > 1


def _next_in_list(at: int, titles: Titles) -> Hit | None:
    """The number that a comma, a semicolon or a conjunction joins to the one before."""
    reading = titles.reading
    start, (_, high) = at, reading.sentence_bounds(at - 1)
    while at < high and (reading.words[at] in (",", ";") or reading.tags[at] in ("CONJ", "DET")):
        at += 1
    if at == start or at >= high:
        return None
    sign = reading.hit_at("document-sign", at)
    if sign is not None and sign.last < high:
        return titles.numbers.at(sign.last)
    hit = titles.numbers.at(at)
    return hit if hit and (is_bare(hit.id) or is_plainly_coded(hit.id)) else None


def is_everyday(head: Hit, reading: Reading) -> bool:
    """Is the kind a single word that is a verb or an everyday noun as well?"""
    return head.last == head.first + 1 and reading.norms[head.first] in reading.prepared(CiteWords).loose


def is_loose(head: Hit, reading: Reading) -> bool:
    """Is the kind an everyday word, written small?"""
    return reading.words[head.first][0].islower() and is_everyday(head, reading)


def is_plainly_coded(number: str) -> bool:
    """Is it no everyday number: two parts or more, and no span of years (2024-25, where 2024-12 is none)?"""
    if (span := _SCHOOL_YEAR.fullmatch(number)) and 0 < int(span[3]) - int(span[1]) < _LONGEST_SPAN[span[2]]:
        return False
    return is_coded(number) and any(c in number for c in "/-). ")


def _stands_alone(citation: Citation, head: Hit, titles: Titles, listed: list[Citation]) -> bool:
    """May digits alone be the number: a sign before them, or a word that is no everyday one, and nothing counted?"""
    reading, number = titles.reading, citation.number or ""
    if titles.numbers.is_signed(citation.first):
        return True
    if is_loose(head, reading) or len(number) > 5 or _YEAR.fullmatch(number):
        return False
    if listed and not is_bare(listed[-1].number or ""):  # Directive 2008/98, 95 per cent
        return False
    at = citation.last
    goes_on = at < len(reading) and reading.tags[at] in _GRAMMAR
    known = head.last > head.first + 1 or not begins_sentence(reading, head) or (goes_on and len(number) > 1)
    if titles.capital(head.first) and not listed and known:
        return True
    if is_everyday(head, reading):
        return False
    closed = at >= len(reading) or reading.line_index(at) != reading.line_index(at - 1)
    return closed or goes_on or titles.words.stops.at(reading.norms, at) is not None


def _is_part(at: int, titles: Titles) -> bool:
    """`Regulation 7 of the Mining Rules`: what follows names the document that this is a part of."""
    reading = titles.reading
    if at >= len(reading) or reading.tags[at] != "OF":
        return False
    _, high = reading.sentence_bounds(at)
    near = range(at + 1, min(at + 2 * FAR, high))
    hit = next((i for i in near if reading.hit_at("document", i)), None)
    return hit is not None and all(titles.capital(i) or reading.tags[i] in ("DET", "OF") for i in range(at, hit))


def with_details(citation: Citation, titles: Titles) -> Citation:
    """The citation with the date and the issuer that stand behind it, in either order."""
    reading = titles.reading
    at, (_, high) = citation.last, reading.sentence_bounds(citation.last - 1)
    for _ in range(4):
        opened = _past_punctuation(at, high, reading)
        begun = _past(titles.words.passed, opened, high, reading)
        dated = reading.hit_at("dated", begun) if begun < high else None
        if dated and not citation.date and (begun > at):
            at = _past_closing(dated.last, high, reading)
            citation = citation._replace(last=dated.last, date=dated.id)
            continue
        led = _past(titles.words.by, opened, high, reading)
        issuer = _issuer_at(led, high, titles) if led > opened and not citation.issuer else None
        if issuer is None:
            break
        at = issuer[1]
        citation = citation._replace(last=at, issuer=reading.text_of(*issuer))
    return citation


def _past(table: TermTable, at: int, high: int, reading: Reading) -> int:
    term = table.at(reading.norms, at) if at < high else None
    return term.last if term else at


def _past_punctuation(at: int, high: int, reading: Reading) -> int:
    """Past a comma or an opening bracket, and before that past years in brackets."""
    if at < high and reading.words[at] == "(" and (years := _BRACKETED_YEARS.match(reading.text, reading.starts[at])):
        while at < high and reading.starts[at] < years.end():
            at += 1
    return at + 1 if at < high and reading.words[at] in (",", "(") else at


def _past_closing(at: int, high: int, reading: Reading) -> int:
    return at + 1 if at < high and reading.words[at] == ")" else at


def _issuer_at(at: int, high: int, titles: Titles) -> tuple[int, int] | None:
    """The name of an issuer that begins at a token: its head within a few words, and what belongs to it."""
    reading = titles.reading
    for head in range(at, min(at + FAR, high)):
        if hit := reading.hit_at("issuer", head):
            return at, _name_end(titles.proper_end(hit.last), high, titles)
        if reading.tags[head] == "DET" and head == at:
            at += 1
        elif not (titles.capital(head) or reading.words[head] in titles.words.clitics):
            return None
    return None


def _name_end(end: int, high: int, titles: Titles) -> int:
    """What a small adjective, or a noun or two behind *of*, adds to the name of an issuer."""
    reading = titles.reading
    if (adjectives := _past_adjectives(end, high, titles)) > end:  # Comité provincial | du Parti
        end = titles.proper_end(adjectives)
    for _ in range(2):  # Council | of the rights | of man
        noun = end + 1
        while noun < high and reading.tags[noun] == "DET":
            noun += 1
        if noun >= high or reading.tags[end] != "OF" or reading.tags[noun] != "NOUN":
            break
        if not reading.words[noun].isalpha() or reading.hit_at("issuer", noun) or reading.hit_at("dated", end + 1):
            break
        end = _past_adjectives(noun + 1, high, titles)
    return end


def _past_adjectives(at: int, high: int, titles: Titles) -> int:
    while at < high and titles.is_adjective(at):
        at += 1
    return at


def issuer_in(slot: tuple[int, int], titles: Titles) -> str | None:
    """The issuer that a phrase names, where it is one."""
    found = _issuer_at(slot[0], slot[1], titles)
    return titles.reading.text_of(slot[0], slot[1]) if found and slot[1] - slot[0] <= 2 * FAR else None


def _issuer_before(head: int, titles: Titles) -> str | None:
    """`Security Council resolution`: the capitalized name of an issuer right before the kind."""
    reading = titles.reading
    last = head - 1 if head and reading.norms[head - 1] in titles.words.clitics else head
    hit = reading.hit_ending("issuer", last)
    if hit is None or not titles.capital(hit.first):
        return None
    return reading.text_of(titles.proper_start(hit.first), last)
