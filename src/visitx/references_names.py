"""A place where an article cites a document by its name: one function for each way of naming, chosen by the rule."""

from __future__ import annotations

from collections.abc import Callable

from visitx.hits import Hit
from visitx.patterns import Match
from visitx.references_citations import Citation
from visitx.references_titles import Titles, begins_sentence

LONGEST_QUOTE = 10
Named = Callable[[Match, Hit, Titles], tuple[int, int] | None]


def cite_name(match: Match, titles: Titles) -> Citation | None:
    """The document that a match names, as its rule's `how` reads it; None where the words are no proper name."""
    reading = titles.reading
    head = reading.hit_at("document", match.slots["document"][0]) if "document" in match.slots else None
    gives = match.rule.gives
    if head is None:
        last = titles.years_end(match.last)
        named = reading.hit_at("named-document", match.first)
        title = reading.text_of(match.first, last)
        return Citation(named.id if named else str(gives["kind"]), match.first, last, match.rule.id, title=title)
    kinds = str(gives.get("kinds", "")).split()
    if kinds and head.id not in kinds:
        return None
    reach = _WAYS[str(gives["how"])](match, head, titles)
    if reach is None or titles.is_draft(min(reach[0], head.first)):
        return None
    title = reading.text_of(*reach)
    first, last = min(reach[0], head.first), reach[1]
    if gives["how"] == "quoted":
        first, last = match.first, match.last
    return Citation(head.id, first, last, match.rule.id, title=title)


def _capitals(match: Match, head: Hit, titles: Titles) -> tuple[int, int] | None:
    """All words of the name have capitals; they stand before the kind, behind it, or both."""
    if not titles.capital(head.first) or titles.in_title_case(head.first):
        return None
    first = titles.proper_start(head.first)
    last = head.last
    content = titles.content(first, head.first)
    if titles.is_about(last) and not (content and titles.leads_to_issuer(last)):
        last = titles.proper_end(last)
    end = titles.years_end(last)
    if content + titles.content(head.last, last) == 0 or titles.follows_name(end):
        return None
    years = end > last or titles.years_behind(end)
    return (first, end) if _is_document(head, first, years, titles) else None


def _head_capital(match: Match, head: Hit, titles: Titles) -> tuple[int, int] | None:
    """The kind has a capital inside a sentence; what follows may be small."""
    reading = titles.reading
    if not titles.capital(head.first) or titles.in_title_case(head.first):
        return None
    last = titles.plain_end(head.last)
    if head.id in str(match.rule.gives.get("nests", "")).split():
        last = titles.nested_end(last)
    end = titles.years_end(last)
    if last == head.last and (about := titles.words.about.at(reading.norms, end)):  # Entente de 2019 | sur …
        end = titles.years_end(last := titles.plain_end(about.last))
    names = any(titles.capital(i) for i in range(head.last, last))
    linked = any(reading.tags[i] == "OF" or titles.is_about(i) for i in range(head.last, last))
    content = titles.content(head.last, last)
    first = titles.counted_start(head.first)
    if not (end > last or (content and (names or linked or content > 1 or first < head.first))):
        return None
    if begins_sentence(reading, head) and not (names and end > last) and not titles.item_end(head.first, end):
        return None
    years = end > last or titles.years_behind(end)
    if not years and not names and content < 2 and _is_activity(head, titles):
        return None
    return (first, end) if _is_document(head, first, years, titles) else None


def _small(match: Match, head: Hit, titles: Titles) -> tuple[int, int] | None:
    """The kind and what it is about, in small letters."""
    if "word" in match.slots and not titles.is_adjective(match.slots["word"][0]):
        return None
    last = titles.plain_end(match.last)
    small = not titles.capital(head.first)
    norms = titles.reading.norms
    proposal = small and (
        titles.words.proposals.at(norms, head.first) or titles.words.planned.ending(norms, head.first)
    )
    if (match.rule.gives.get("small") and not small) or proposal or not _is_document(head, head.first, False, titles):
        return None
    return (head.first, titles.years_end(last)) if titles.content(match.last, last) else None


def _beside(match: Match, head: Hit, titles: Titles) -> tuple[int, int] | None:
    """A proper name right behind the kind."""
    start = match.last
    _, high = titles.reading.sentence_bounds(head.first)
    foreign = start < high and titles.is_foreign(start)
    if start >= high or not (foreign or titles.names_something(start)):
        return None
    if any(titles.reading.hit_at(name, start) for name in ("issuer", "document-sign", "document")):
        return None
    if titles.capital(head.first) == bool(match.rule.gives.get("small")):
        return None
    name = titles.plain_end(start) if foreign else titles.pair_end(titles.proper_end(start))
    if any(titles.reading.hit_at("document", i) for i in range(start, name)):  # Programme | Cooperation Agreement
        return None
    last = titles.years_end(name)
    return (head.first, last) if _is_document(head, head.first, last > name, titles) else None


def _years(match: Match, head: Hit, titles: Titles) -> tuple[int, int] | None:
    """Written small, and known by the span of years at its end."""
    if titles.capital(head.first):
        return None
    before = match.rule.gives.get("before")
    first = titles.noun_start(head.first) if before else head.first
    last = head.last if before and not titles.is_about(head.last) else titles.plain_end(head.last)
    end = titles.years_end(last)
    return (first, end) if end > last and "-" in titles.reading.text_of(last, end).replace("–", "-") else None


def _year(match: Match, head: Hit, titles: Titles) -> tuple[int, int] | None:
    """Written small, and known by a word or two and the year of its making: `loi foncière de 2010`."""
    first, last = min(match.slots["word"][0], head.first), match.last
    first = min(first, match.slots["year"][0])
    known = titles.content(*match.slots["word"]) and not titles.is_draft(head.first)
    if titles.capital(head.first) or not known:
        return None
    about = titles.words.about.at(titles.reading.norms, last)
    if about and titles.reading.tags[about.first] != "OF":
        end = titles.plain_end(about.last)
        last = end if titles.content(about.last, end) else last
    return first, last


def _quoted(match: Match, head: Hit, titles: Titles) -> tuple[int, int] | None:
    """A name in quotation marks, or between commas."""
    if "word" in match.slots and "of" not in match.slots and not titles.is_adjective(match.slots["word"][0]):
        return None
    first, last = match.slots["title"]
    short = first < last and last - first <= LONGEST_QUOTE
    return (first, last) if short and titles.capital(first) else None


def _is_document(head: Hit, first: int, years: bool, titles: Titles) -> bool:
    """A programme and its like are documents only with years, or behind words such as *under the*."""
    if years or not _is_activity(head, titles):
        return True
    return titles.words.under.ending(titles.reading.norms, first) is not None


def _is_activity(head: Hit, titles: Titles) -> bool:
    return any(norm in titles.words.activities for norm in titles.reading.norms[head.first : head.last])


_WAYS: dict[str, Named] = {
    "capitals": _capitals,
    "head-capital": _head_capital,
    "small": _small,
    "beside": _beside,
    "quoted": _quoted,
    "years": _years,
    "year": _year,
}
