"""The frames of asking: what the rules of recommendations match, judged by the words that stand around it."""

from __future__ import annotations

from collections.abc import Mapping

from visitx.announcing import announced, heading
from visitx.askers import Range
from visitx.asking import NOUN, Asking, pronoun_asked, starts_item
from visitx.askwords import FORMS
from visitx.patterns import Match
from visitx.scene import Scene
from visitx.verbgroups import BARE, PASSIVE, VerbGroup, read_group

IMPERSONAL = "impersonal"
LONGEST_ADDRESSEE = 30


class Askings:
    """The askings of an article: a match of a rule is taken where its verb is said of somebody and its slots fit."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self._groups: dict[tuple[int, str], VerbGroup | None] = {}
        self._found: dict[int, Asking] = {}
        self._order = {rule.id: n for n, rule in enumerate(scene.reading.book.rules)}
        scene.reading.matches("recommendations", self._take)

    @property
    def all(self) -> Mapping[int, Asking]:
        """The askings by the token of their verb."""
        return self._found

    def found(self) -> list[Asking]:
        """The askings by place; of several rules at one verb the one that stands first in the rule file."""
        return sorted(self._found.values(), key=lambda a: a.at)

    def _take(self, match: Match) -> bool:
        asking = self._read(match)
        if asking is None:
            return False
        other = self._found.get(asking.at)
        if other is None or asking.order < other.order:
            self._found[asking.at] = asking
        return True

    def _read(self, match: Match) -> Asking | None:
        gives, order = match.rule.gives, self._order[match.rule.id]
        verb = self._verb(match)
        group = self._group(*verb) if verb else None
        if gives.get("item") == "heading":
            return heading(self.scene, match, order)
        if gives.get("item") == "modal":
            return Asking(
                match.rule.id,
                match.first,
                match.last,
                "modal",
                None,
                VerbGroup(match.first, match.first, BARE),
                order=order,
            )
        if gives.get("item") == "list":
            return announced(self.scene, match, group, order) if group or not verb else None
        if group is None or "item" not in gives:
            return None
        impersonal = group.voice == PASSIVE and self._is_dummy(group)
        voice = IMPERSONAL if impersonal else "passive" if group.voice in (PASSIVE, BARE) else "active"
        if voice not in str(gives.get("voice", "active")).split():
            return None
        start = match.slots["item"][0] if "item" in match.slots else match.last
        to = match.slots.get("to") or match.slots.get("party")
        if to and not self._may_be_asked(to, "party" in match.slots):
            return None
        form = str(gives["item"])
        if "item" not in match.slots and not starts_item(self.scene, start, form):
            return None
        return Asking(match.rule.id, group.at, start, form, to, group, impersonal, order)

    def _verb(self, match: Match) -> tuple[int, str] | None:
        """The token and the form of the verb that anchors a match."""
        for name, (first, _) in match.slots.items():
            hit = self.scene.reading.hit_at(name, first)
            if hit and hit.id in FORMS:
                return first, hit.id
        return None

    def _group(self, at: int, form: str) -> VerbGroup | None:
        if (at, form) not in self._groups:
            self._groups[at, form] = read_group(self.scene.reading, at, form)
        return self._groups[at, form]

    def _is_dummy(self, group: VerbGroup) -> bool:
        norms, dummies = self.scene.reading.norms, self.scene.words.dummies
        low, _ = self.scene.reading.sentence_bounds(group.at)
        if group.asker is not None:
            return norms[group.asker] in dummies
        return group.first > low and norms[group.first - 1] in dummies

    def _may_be_asked(self, to: Range, surely: bool) -> bool:
        """Is the slot a noun phrase, or a pronoun, of somebody? `surely`: it names a party."""
        reading, words = self.scene.reading, self.scene.words
        first, last = to
        if last - first > LONGEST_ADDRESSEE:
            return False
        while first < last and reading.words[first] in '«“"':
            first += 1
        if first >= last:
            return False
        if kind := pronoun_asked(self.scene, first, last):
            return kind not in ("none", "self")
        if words.asked.get(reading.norms[first]) == "none":
            return False
        if reading.tags[first] not in NOUN and not reading.words[first][0].isupper():
            return False
        if surely and not self.scene.parties.is_party(first, last):
            return False
        return not any(reading.words[at] in ";:" or reading.hit_at("ask-saying", at) for at in range(first, last))
