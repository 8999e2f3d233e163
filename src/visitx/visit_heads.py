"""Who led the visit: by words for leading, by an office, by those who came along, else who is said to have gone."""

from __future__ import annotations

from visitx.officials_words import bare
from visitx.patterns import Match
from visitx.visit_sides import Mentions
from visitx.visit_told import Told


class Heads:
    """The head of the delegation of one article."""

    def __init__(self, told: Told, mentions: Mentions) -> None:
        self.told = told
        self.reading = told.reading
        self.mentions = mentions

    def head(self) -> str | None:
        """Who leads the delegation by the article's words, or by a position; else who is said to have travelled."""
        for match in self.told.giving("head"):
            name = self.mentions.beside(match, str(match.rule.gives["head"]))
            if name:
                return name
        return self._by_office() or self.subject()

    def _by_office(self) -> str | None:
        book = self.reading.book
        words = {bare(w) for w in book.words("head-of")}
        standing = {bare(w) for w in book.words("standing-mission")}
        for official in self.mentions.officials:
            for position in official.positions:
                held = bare(position.organization or "")
                if position.role == "head" and words & set(held.split()) and not any(s in held for s in standing):
                    return official.name
        return None

    def subject(self) -> str | None:
        """The official who is the subject of the first travel that is told, or who was accompanied."""
        found = sorted(self.told.giving("subject"), key=lambda m: bool(m.rule.gives.get("ahead")))
        return next((name for m in found if (name := self._traveller(m))), None)

    def _traveller(self, match: Match) -> str | None:
        way = match.rule.gives["subject"]
        if way in ("accompanied", "together"):
            return self._accompanied(match) if way == "accompanied" else self._joined(match)
        if not self.told.is_journey(match):
            return None
        return self._behind(match) if way == "behind" else self.mentions.subject(match)

    def _behind(self, match: Match) -> str | None:
        """*Visiting Lindi on Monday, Minister X said*: the one named first behind the comma."""
        low, high = self.reading.sentence_bounds(match.first)
        if match.first > low:
            return None
        named = self.mentions.within(match.last, high)
        commas = [at for at in range(match.last, named[0].first if named else match.last) if self._is_comma(at)]
        verbs = self.reading.tags[match.last : named[0].first] if named else []
        return named[0].name if commas and "VERB" not in verbs and "SUB" not in verbs else None

    def _is_comma(self, at: int) -> bool:
        return self.reading.norms[at] == ","

    def _accompanied(self, match: Match) -> str | None:
        """Who was accompanied: the one named before it, the one whose office is named, the one spoken of before."""
        low, high = self.reading.sentence_bounds(match.first)
        before, behind = self.mentions.within(low, match.first), self.mentions.within(match.last, high)
        named = {p.name for p in before}
        if named:
            return named.pop() if len(named) == 1 else None
        others = {p.name for p in behind}
        if match.first == low and behind and (name := self._in_office(behind[-1].last, high, others)):
            return name
        if name := self._in_office(low, match.last, others):
            return name
        spoken = "PRON" in self.reading.tags[low : match.last]
        return self._spoken_of(low) if spoken else None

    def _joined(self, match: Match) -> str | None:
        """Whom those travelled with whom the sentence names."""
        low, high = self.reading.sentence_bounds(match.first)
        return self._in_office(match.first, match.last, {p.name for p in self.mentions.within(low, high)})

    def _in_office(self, first: int, last: int, others: set[str]) -> str | None:
        """The first person of the article in the office that is named there (the minister)."""
        hits = (self.reading.hit_at("role", at) for at in range(first, last))
        roles = {hit.id.partition(".")[0] for hit in hits if hit}
        held = ((o.name, {p.role for p in o.positions}) for o in self.mentions.officials if o.name not in others)
        return next((name for name, own in held if own & roles), None)

    def _spoken_of(self, low: int) -> str | None:
        """The one person named in the sentence before."""
        if not low:
            return None
        first, last = self.reading.sentence_bounds(low - 1)
        names = {p.name for p in self.mentions.within(first, last)}
        return names.pop() if len(names) == 1 else None
