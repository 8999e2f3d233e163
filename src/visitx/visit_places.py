"""Where a visit went and when: the places behind a word for travelling, and the dates in its sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from visitx.officials_organizations import Organizations
from visitx.officials_words import Range, bare
from visitx.patterns import Match
from visitx.reading import Reading
from visitx.record import DateItem
from visitx.visit_scene import Mentions, visited

LONGEST_WAY = 16  # tokens from the word for travelling to the place
NEAR = 6  # tokens between two dates of one visit


def places_after(reading: Reading, organizations: Organizations, mentions: Mentions, match: Match) -> Iterator[Range]:
    """The places named behind a match, in its clause: capitals that are no person, no organization and no day."""
    _, high = reading.sentence_bounds(match.first)
    at, high = visited(match), min(high, match.last + LONGEST_WAY)
    within = match.rule.gives["place"] == "within"
    while at < high and not _ends_places(reading, organizations, at):
        if mentions.at(at) is not None or reading.hit_at("role", at) or reading.hit_at("honorific", at):
            return
        country = reading.hit_at("country-name", at)
        if country and reading.words[at][0].isupper() and not within:
            yield at, country.last
            at = country.last
        elif reading.words[at][0].isupper() and not _is_small(reading, at):
            end = _capitals_end(reading, at)
            if _is_place(reading, organizations, at, end) and not (
                within and not _has_kind(reading, organizations, at, end)
            ):
                yield at, end
            at = end
        else:
            at += 1


def _ends_places(reading: Reading, organizations: Organizations, at: int) -> bool:
    """A verb, a clause or a pronoun, or a mark; but l'est du Tchad is no verb."""
    noun = at > 0 and reading.norms[at - 1] in organizations.words.articles and reading.tags[at] == "AUX"
    return reading.norms[at] in (";", ":") or (reading.tags[at] in ("SUB", "VERB", "AUX", "PRON") and not noun)


def _is_small(reading: Reading, at: int) -> bool:
    return (
        reading.tags[at] in ("DET", "PREP", "CONJ", "OF")
        and at + 1 < len(reading)
        and not reading.words[at + 1][0].isupper()
    )


def _capitals_end(reading: Reading, at: int) -> int:
    """Where a run of capitals ends."""
    _, high = reading.line_bounds(at)
    while at < high and reading.words[at][0].isupper():
        at += 1
    return at


def _is_place(reading: Reading, organizations: Organizations, first: int, end: int) -> bool:
    """No body, field, title, day or month in it, and no word in capitals throughout."""
    words = organizations.words
    if len(reading.text_of(first, end)) < 3 or reading.words[end - 1].endswith(".") or _numbered(reading, end):
        return False
    named = bare(reading.words[first]) in words.place_prefixes and end - first > 1
    if not named and any(n in words.bodies or n in words.portfolios for n in reading.norms[first:end]):
        return False
    if all(n in words.barred for n in reading.norms[first:end]):
        return False
    marks = ("role", "honorific", "rank", "weekday", "month")
    if any(reading.hit_at(lexicon, at) for at in range(first, end) for lexicon in marks):
        return False
    if any("/" in w for w in reading.words[first:end]):
        return False
    if any(w.isupper() and len(w) > 1 for w in reading.words[first:end]):
        return reading.hit_at("country-name", first) is not None
    follows = reading.norms[end] if end < len(reading) else ""
    return follows not in words.bodies and follows not in ("'s", "’s")


def _numbered(reading: Reading, end: int) -> bool:
    """Does a number or the rest of a name follow (Dash 8, Imi n'Ouzarif)?"""
    _, high = reading.line_bounds(end - 1)
    return end < high and (reading.words[end][0].isdigit() or "'" in reading.norms[end][1:2])


def _has_kind(reading: Reading, organizations: Organizations, first: int, end: int) -> bool:
    """Does a word for what kind of place it is stand with it (province of X, X commune)?"""
    places = organizations.words.places
    around = [*reading.norms[max(0, first - 3) : first], *reading.norms[first : end + 1]]
    return any(norm in places for norm in around)


def visit_dates(reading: Reading, travels: Sequence[Match], dates: Sequence[DateItem]) -> list[str]:
    """The values of the dates that stand with the first travel that is dated to the day."""
    for match in travels:
        low, high = reading.sentence_bounds(match.first)
        cut = next((at for at in range(match.last, high) if reading.tags[at] == "SUB"), high)
        start, end = reading.starts[low], reading.end(high - 1)
        found = [d for d in dates if start <= d.start and d.end <= end and _is_day(d)]
        if _is_clause(reading, low, match.first):
            found = list(_within_clause(reading, match.last, high, found))
        near = [d for d in found if d.end <= reading.end(cut - 1)]
        if found:
            return [d.value for d in _cluster(reading, near or found, match)]
    return []


def _is_clause(reading: Reading, low: int, at: int) -> bool:
    """Does a clause between commas hold the token (the hospital, which she had visited before, …)?"""
    return any(reading.tags[i] == "SUB" and i > low and reading.norms[i - 1] == "," for i in range(low, at))


def _within_clause(reading: Reading, at: int, high: int, found: Sequence[DateItem]) -> Iterator[DateItem]:
    """The dates before the comma that ends a clause; one inside a date ends none."""
    for comma in range(at, high):
        start = reading.starts[comma]
        if reading.norms[comma] == "," and not any(d.start < start < d.end for d in found):
            yield from (d for d in found if d.end <= start)
            return
    yield from found


def _is_day(date: DateItem) -> bool:
    return ".." not in date.value and date.kind in ("date", "interval") and len(date.value.split("/")[0]) == 10


def _cluster(reading: Reading, found: Sequence[DateItem], match: Match) -> list[DateItem]:
    """Of several dates those that stand together nearest to the travel (on 26 and 27 May)."""
    groups: list[list[DateItem]] = []
    for date in found:
        text = reading.text[groups[-1][-1].end : date.start] if groups else ""
        if groups and len(text.split()) <= NEAR:
            groups[-1].append(date)
        else:
            groups.append([date])
    place = reading.starts[match.first]
    return min(groups, key=lambda g: min(abs(place - d.start) for d in g))
