"""Who visited: the organization that came, who led the visit, and on which side each official stood."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from visitx.officials_organizations import Organizations
from visitx.officials_words import Range, bare
from visitx.patterns import Match
from visitx.record import Visit
from visitx.visit_scene import Mentions, Told

FURTHEST = 5  # tokens from the word for the visitors to their organization (a team of six senior experts from …)
_HEADS = frozenset({"head", "chair"})  # roles
_SMALL = frozenset({"AUX", "ADV", "PRON"})


class Delegations:
    """The organization that the visitors of one article come from."""

    def __init__(self, told: Told, organizations: Organizations) -> None:
        self.told = told
        self.reading = told.reading
        self.organizations = organizations
        self.words = organizations.words
        self._leading = self.words.of | told.reading.book.words("sender-link")

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
        told = [m for m in self.told.giving("delegation") if "delegation-word" in m.slots]
        for match in sorted(told, key=self.told.in_title):
            after = match.rule.gives["delegation"] == "after"
            found = self.behind(match.last) if after else self._before(match.slots["delegation-word"][0])
            if found:
                yield found

    def _sent(self) -> Iterator[Range]:
        """Members, experts, inspectors of an organization, who went somewhere."""
        ends = [self._subject_end(m) for m in self._journeys()]
        for match in self.told.giving("delegation") if ends else ():
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
            end, (low, _) = self._subject_end(match), self.reading.sentence_bounds(match.first)
            for at in range(end - 1, low - 1, -1):
                if self.reading.norms[at] == ",":
                    break
                if self._begins(at, low) and self.organizations.end(at, end) == end and self._is_told_of(at, end):
                    yield at, end
                    break

    def _begins(self, at: int, low: int) -> bool:
        """Does a subject begin here: at the beginning of the sentence, or with an article that nothing leads to?"""
        norms, first = self.reading.norms, at
        while first > low and norms[first - 1] in self.words.articles:
            first -= 1
        return first == low or (first < at and norms[first - 1] not in self.words.of)

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
        at = self.organizations.skip_articles(at, high)
        for start in range(at, min(high, at + FURTHEST)):
            leads = all(tag == "ADJ" for tag in self.reading.tags[at:start]) or self._leads(start)
            found = self._from(start, high) if leads else None
            if found or self.reading.tags[start] in ("VERB", "AUX", "SUB", "PUNCT"):
                return found
        return None

    def _leads(self, start: int) -> bool:
        """Does *of* or *from* stand before, with or without an article?"""
        norms, articles = self.reading.norms, self.words.articles
        at = start - 1
        while norms[at] in articles:
            at -= 1
        return norms[start] not in articles and norms[at] in self._leading

    def _from(self, at: int, high: int) -> Range | None:
        capital = self.reading.words[at][0].isupper()
        end = self._cut(at, self.organizations.end(at, high)) if capital or self._names_body(at) else at
        alone = end <= at + 1 and not capital
        return (at, end) if end > at and not alone and self.organizations.is_body(at, end) else None

    def _names_body(self, at: int) -> bool:
        return self.reading.norms[at] in self.words.bodies

    def _cut(self, first: int, last: int) -> int:
        """Without the place where it was (the Embassy of Japan at the Town Hall)."""
        norms, words = self.reading.norms, self.words
        for at in range(first + 1, last):
            if norms[at] in words.at_or_in:
                follows = self.organizations.skip_articles(at + 1, last - 1)
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


class Heads:
    """Who led the visit of one article: by words for leading, by an office, by those who came along, else who went."""

    def __init__(self, told: Told, mentions: Mentions) -> None:
        self.told = told
        self.reading = told.reading
        self.mentions = mentions

    def head(self) -> str | None:
        """Who leads the delegation by the article's words, or by a position; else who is said to have travelled."""
        for match in self.told.giving("head"):
            after = match.rule.gives["head"] == "after"
            if found := self.mentions.behind(match) if after else self.mentions.before(match):
                return found[0 if after else -1].name
        return self._by_office() or self.subject()

    def _by_office(self) -> str | None:
        held = [
            (o.name, bare(p.organization or ""))
            for o in self.mentions.officials
            for p in o.positions
            if p.role in _HEADS
        ]
        if not held:
            return None
        words = {bare(w) for w in self.reading.book.words("head-of")}
        standing = {bare(w) for w in self.reading.book.words("standing-mission")}
        return next((n for n, body in held if words & {*body.split()} and not any(s in body for s in standing)), None)

    def subject(self) -> str | None:
        """The official who is the subject of the first travel that is told, or who was accompanied."""
        found = sorted(self.told.giving("subject"), key=lambda m: bool(m.rule.gives.get("ahead")))
        return next((name for m in found if (name := self._traveller(m))), None)

    def _traveller(self, match: Match) -> str | None:
        way = match.rule.gives["subject"]
        if way == "accompanied":
            return self._accompanied(match)
        if way == "together":  # those travelled with whom the sentence names
            low, high = self.reading.sentence_bounds(match.first)
            return self._in_office(match.first, match.last, self.mentions.names(low, high))
        if not self.told.is_journey(match):
            return None
        return self._behind(match) if way == "behind" else self.mentions.subject(match)

    def _behind(self, match: Match) -> str | None:
        """*Visiting Lindi on Monday, Minister X said*: the one named first behind the comma."""
        named = self.mentions.behind(match)
        if not named or match.first > self.reading.sentence_bounds(match.first)[0]:
            return None
        between = slice(match.last, named[0].first)
        verbs = {"VERB", "SUB"} & {*self.reading.tags[between]}
        return named[0].name if "," in self.reading.norms[between] and not verbs else None

    def _accompanied(self, match: Match) -> str | None:
        """Who was accompanied: the one named before it, the one whose office is named, the one spoken of before."""
        low, high = self.reading.sentence_bounds(match.first)
        before, behind = self.mentions.names(low, match.first), self.mentions.behind(match)
        if before:
            return before.pop() if len(before) == 1 else None
        others = {p.name for p in behind}
        if match.first == low and behind and (name := self._in_office(behind[-1].last, high, others)):
            return name
        if name := self._in_office(low, match.last, others):
            return name
        return self._spoken_of(low) if "PRON" in self.reading.tags[low : match.last] else None

    def _in_office(self, first: int, last: int, others: set[str]) -> str | None:
        """The first person of the article in the office that is named there (the minister)."""
        titles = self.reading.starting("role")
        roles = {titles[at].id.partition(".")[0] for at in range(first, last) if at in titles}
        held = ((o.name, {p.role for p in o.positions}) for o in self.mentions.officials if o.name not in others)
        return next((name for name, own in held if own & roles), None)

    def _spoken_of(self, low: int) -> str | None:
        """The one person named in the sentence before."""
        names = self.mentions.names(*self.reading.sentence_bounds(low - 1)) if low else set()
        return names.pop() if len(names) == 1 else None


def sides_of(told: Told, mentions: Mentions, visit: Visit, subject: str | None) -> dict[str, str]:
    """delegation or host by name; who stands nowhere in it stood on no side that the article tells."""
    sides: dict[str, str] = {}
    telling = told.giving("side")
    for index, match in enumerate(telling):
        for place in mentions.within(*_reach(mentions, telling, index)):
            sides.setdefault(place.name, str(match.rule.gives["side"]))
    for name in (visit.head, subject):
        if name:
            sides[name] = "delegation"
    travel = next((m for m in told.giving("subject") if m.rule.gives["subject"] is True), None)
    for name in mentions.subjects(travel) if travel else ():
        sides.setdefault(name, "delegation")
    visitors, hosts = bare(visit.delegation or ""), [bare(host) for host in visit.hosts]
    for official in mentions.officials if visitors or hosts else ():
        held = [bare(p.organization) for p in official.positions if p.organization]
        if visitors and any(visitors in organization for organization in held):
            sides.setdefault(official.name, "delegation")
        elif any(h in o or o in h for h in hosts for o in held if " " in o):
            sides.setdefault(official.name, "host")
    return sides


def _reach(mentions: Mentions, telling: Sequence[Match], index: int) -> Range:
    """Where the names stand that a match tells the side of: in its sentence, as far as the match next to it."""
    match = telling[index]
    low, high = mentions.reading.sentence_bounds(match.first)
    if match.rule.gives.get("named") == "after":
        following = (m.first for m in telling[index + 1 :] if match.last <= m.first < high)
        return match.last, next(following, high)
    before = [m.last for m in telling[:index] if low <= m.first and m.last <= match.first]
    return (before[-1] if before else low), match.first
