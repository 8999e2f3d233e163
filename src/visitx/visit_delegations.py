"""Which organization came: the one that stands with a word for the visitors, else the one that travelled."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from visitx.officials_organizations import Organizations
from visitx.officials_words import Range, bare
from visitx.patterns import Match
from visitx.visit_told import Told

FURTHEST = 5  # tokens from the word for the visitors to their organization (a team of six senior experts from …)
_SMALL = frozenset({"AUX", "ADV", "PRON"})


class Delegations:
    """The organization that the visitors of one article come from."""

    def __init__(self, told: Told, organizations: Organizations) -> None:
        self.told = told
        self.reading = told.reading
        self.organizations = organizations
        self.links = told.reading.book.words("sender-link")

    def name(self) -> str | None:
        """The organization named most often with a word for the visitors, of several so the first; else who went."""
        for found in (self._named(), self._sent(), self._went()):
            texts = [self.reading.text_of(*o) for o in found]
            times = Counter(bare(text) for text in texts)
            if texts:
                return max(texts, key=lambda text: times[bare(text)])
        return None

    def _named(self) -> Iterator[Range]:
        """Beside a word for the visitors (the delegation of the Ministry, the UNICEF team)."""
        told = [m for m in self.told.giving("delegation") if not self._is_set_aside(m)]
        for match in sorted(told, key=self.told.in_title):
            after = match.rule.gives["delegation"] == "after"
            found = self.behind(match.last) if after else self._before(match.slots["delegation-word"][0])
            if found:
                yield found

    def _is_set_aside(self, match: Match) -> bool:
        """Does the word for visitors stand in the name of a standing body, or in a title (Chief of Mission)?"""
        if "delegation-word" not in match.slots:
            return True
        at = match.slots["delegation-word"][0]
        return any(h.first <= at < h.last for h in self.reading.hits("standing-mission"))

    def _sent(self) -> Iterator[Range]:
        """Members, experts, inspectors of an organization, who went somewhere."""
        ends = [self._subject_end(m) for m in self._journeys()]
        for match in self.told.giving("delegation"):
            if match.rule.gives["delegation"] == "sent" and (found := self.behind(match.last)):
                _, high = self.reading.sentence_bounds(match.first)
                if any(self._is_subject(found[1], end) for end in ends if found[1] <= end < high):
                    yield found

    def _is_subject(self, last: int, end: int) -> bool:
        """Do the words up to `end` only set something aside (members of the committee, led by …, visited …)?"""
        commas = [at for at in range(last, end) if self.reading.norms[at] == ","]
        return last == end or bool(commas and commas[0] == last and len(commas) > 1 and end - commas[-1] < FURTHEST)

    def _went(self) -> Iterator[Range]:
        """An organization that is itself who went somewhere, and said by more than the word for what it is."""
        for match in self._journeys():
            end = self._subject_end(match)
            low, _ = self.reading.sentence_bounds(match.first)
            for at in range(end - 1, low - 1, -1):
                if self.reading.norms[at] == ",":
                    break
                if self._begins(at, low) and self.organizations.end(at, end) == end and self._is_told_of(at, end):
                    yield at, end
                    break

    def _begins(self, at: int, low: int) -> bool:
        """Does a subject begin here: at the beginning of the sentence, or with an article that nothing leads to?"""
        articles, of = self.organizations.words.articles, self.organizations.words.of
        if at == low or self.reading.norms[at - 1] not in articles:
            return at == low
        while at > low and self.reading.norms[at - 1] in articles:
            at -= 1
        return at == low or self.reading.norms[at - 1] not in of

    def _is_told_of(self, first: int, last: int) -> bool:
        several = last - first > 1 or self.reading.words[first].isupper()
        return several and self.organizations.is_body(first, last)

    def _journeys(self) -> Iterator[Match]:
        return (m for m in self.told.journeys("subject") if m.rule.gives["subject"] is True)

    def _subject_end(self, match: Match) -> int:
        """Where the subject of a verb ends, before small words such as auxiliaries."""
        end, (low, _) = match.first, self.reading.sentence_bounds(match.first)
        while end > low and self.reading.tags[end - 1] in _SMALL:
            end -= 1
        return end

    def behind(self, at: int) -> Range | None:
        """The organization behind a word, over what the visitors are (of six experts from the Ministry)."""
        _, high = self.reading.line_bounds(at - 1)
        while at < high and self._is_inner(at):
            at += 1
        for start in range(at, min(high, at + FURTHEST)):
            only_adjectives = all(tag == "ADJ" for tag in self.reading.tags[at:start])
            leads = only_adjectives or (self._leads(start - 1) and not self._is_inner(start))
            found = self._from(start, high) if leads else None
            if found or self.reading.tags[start] in ("VERB", "AUX", "SUB", "PUNCT"):
                return found
        return None

    def _is_inner(self, at: int) -> bool:
        return self.reading.norms[at] in self.organizations.words.articles

    def _leads(self, at: int) -> bool:
        while self._is_inner(at):
            at -= 1
        return self.reading.norms[at] in self.organizations.words.of or self.reading.norms[at] in self.links

    def _from(self, at: int, high: int) -> Range | None:
        named = self.reading.words[at][0].isupper() or self.organizations.has_body(at, at + 1)
        end = self._cut(at, self.organizations.end(at, high)) if named else at
        alone = end == at + 1 and self.reading.words[at].islower()
        return (at, end) if end > at and not alone and self.organizations.is_body(at, end) else None

    def _cut(self, first: int, last: int) -> int:
        """Without the place where it was (the Embassy of Japan at the Town Hall)."""
        words, norms = self.organizations.words, self.reading.norms
        for at in range(first + 1, last):
            if norms[at] in words.at_or_in:
                follows = next((i for i in range(at + 1, last) if norms[i] not in words.articles), at)
                named = self.reading.words[follows][0].isupper() and norms[follows] not in words.portfolios
                if named or norms[follows] in words.institution:
                    return at
        return last

    def _before(self, end: int) -> Range | None:
        """The organization before a word, over what kind of mission it is (an EU election observation mission)."""
        low, _ = self.reading.line_bounds(end)
        while end > low and self.reading.words[end - 1].islower() and self.reading.tags[end - 1] in ("NOUN", "ADJ"):
            end -= 1
        if end > low and self.reading.norms[end - 1] in self.reading.possessives:
            end -= 1
        start = self.organizations.start(end, low)
        return (start, end) if start < end and self.organizations.is_body(start, end) else None
