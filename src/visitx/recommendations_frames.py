"""The frames of asking: what the rules of recommendations match, judged by the words that stand around it."""

from __future__ import annotations

from collections.abc import Mapping

from visitx.patterns import Match
from visitx.recommendations_addressees import may_be_asked, party_after
from visitx.recommendations_clauses import NOUN, read_clause, starts_item
from visitx.recommendations_lists import after_mark, below, entry_of, is_heading
from visitx.recommendations_phrases import clause_start, phrase_end
from visitx.recommendations_scene import Asking, Range, Scene
from visitx.recommendations_verbs import ACTIVE, BARE, PASSIVE, VerbGroup, read_group
from visitx.recommendations_words import FORMS

IMPERSONAL = "impersonal"
LONGEST_WHAT = 6
LONGEST_HEADING = 16
NEAR = 8


class Askings:
    """The askings of an article: a match of a rule is taken where its verb is said of somebody and its slots fit."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self._groups: dict[tuple[int, str], VerbGroup | None] = {}
        self._found: dict[int, Asking] = {}
        scene.reading.matches("recommendations", self._take, self._may_begin)

    @property
    def all(self) -> Mapping[int, Asking]:
        """The askings by the token of their verb."""
        return self._found

    def found(self) -> list[Asking]:
        """The askings by place; of several rules at one verb the one that stands first in the rule file."""
        return sorted(self._found.values(), key=lambda a: a.at)

    def _may_begin(self, lexicon: str, at: int) -> bool:
        """Is a verb that begins here said of somebody? What is no verb may begin a frame as well."""
        if at in self._found:
            return False  # by a rule that stands before
        hit = self.scene.reading.hit_at(lexicon, at) if lexicon in self.scene.words.verb_lexicons else None
        return hit is None or self._group(at, hit.id) is not None

    def _take(self, match: Match) -> bool:
        asking = self._read(match)
        if asking is None:
            return False
        other = self._found.get(asking.at)
        if other is None or asking.order < other.order:
            self._found[asking.at] = asking
        return True

    def _read(self, match: Match) -> Asking | None:
        gives, order = match.rule.gives, self.scene.words.order[match.rule.id]
        form = gives.get("item")
        verb = self._verb(match)
        group = self._group(*verb) if verb else None
        if form == "heading":
            return heading(self.scene, match, order)
        if form == "modal":
            bare = VerbGroup(match.first, match.first, BARE)
            return Asking(match.rule.id, match.first, match.last, "modal", None, bare, order)
        if form == "list" and not verb and self._is_verb(match.first):
            return None
        if form == "list":
            return announced(self.scene, match, group, order) if group or not verb else None
        if group is None and verb is None and gives.get("voice") == IMPERSONAL:
            group = VerbGroup(match.first, match.first, PASSIVE)
        if group is None or form is None:
            return None
        impersonal = group.voice == PASSIVE and (verb is None or self._is_dummy(group))
        voice = IMPERSONAL if impersonal else "passive" if group.voice in (PASSIVE, BARE) else "active"
        if voice not in str(gives.get("voice", "active")).split() or not self._do_slots_fit(match, group, str(form)):
            return None
        return self._asking(match, group, impersonal)

    def _asking(self, match: Match, group: VerbGroup, impersonal: bool) -> Asking:
        """The asking of a match whose slots fit; what is to be done to the party itself is asked of nobody."""
        form, start, to = str(match.rule.gives["item"]), self._item_start(match), _addressee(match)
        if self._is_list_of_things(start, form):
            form, start = "any", start - 1
        if form == "infinitive" and to and self._is_passive(start):
            form, start, to = "whole", to[0], None
        addressed = bool(match.rule.gives.get("addressed"))
        order = self.scene.words.order[match.rule.id]
        by = self.scene.parties.read(*match.slots["whose"]) if "whose" in match.slots else None
        return Asking(match.rule.id, group.at, start, form, to, group, order, impersonal, by, addressed)

    def _do_slots_fit(self, match: Match, group: VerbGroup, form: str) -> bool:
        """Is the addressee somebody, and does an item of that form begin where it should?"""
        start, to, what = self._item_start(match), _addressee(match), match.slots.get("what")
        if to and not may_be_asked(self.scene, to, "party" in match.slots and not self._is_passive(start)):
            return False
        if group.voice == BARE and self._is_inserted(start):
            return False
        if form == "noun" and (self._is_attribution(group, start) or self._has_object(group)):
            return False
        if form == "noun" and not self._is_thing(match, group, start):
            return False
        if form == "infinitive" and self.scene.words.namely.at(self.scene.reading.norms, match.last - 1):
            return False
        if what and not self._is_short(what):
            return False
        if start < len(self.scene.reading) and self._is_elsewhere(start, group.at):
            return False
        listed = self._is_list_of_things(start, form)
        if start == match.last and not listed and not starts_item(self.scene, start, form):
            return False
        purpose = self.scene.words.in_order_to.ending(self.scene.reading.norms, match.last) if to else None
        if purpose and to and purpose.first < to[1]:
            return False
        return form != "clause" or self._is_led(start, group, what) or self._is_wish(start)

    def _is_list_of_things(self, start: int, form: str) -> bool:
        """Do nouns follow the colon behind the addressee, where an action might (ask the town: the opening of …)?"""
        scene, reading = self.scene, self.scene.reading
        if form != "infinitive" or reading.words[start - 1] != ":" or start >= reading.line_bounds(start - 1)[1]:
            return False
        first = after_mark(reading, start)
        return scene.tags[first] == "DET" and starts_item(scene, first, "noun")

    def _is_thing(self, match: Match, group: VerbGroup, start: int) -> bool:
        """Is what is asked for no party that is urged or called; and behind *is*, an action?"""
        scene, reading = self.scene, self.scene.reading
        personal = reading.hit_at("ask-urging", group.at) or reading.norms[match.last - 1] in scene.words.to_do
        if personal and "party" not in match.slots and start == match.last:
            end = phrase_end(scene, start, reading.sentence_bounds(start)[1] if start < len(reading) else start)
            return not scene.parties.is_party(start, end)
        if "ask-is" not in match.slots:
            return True
        owned = "whose" in match.slots or scene.tags[match.first - 1] in ("ADJ", "PREP", "NOUN") or match.first == 0
        return owned and any(norm.endswith(scene.words.action_endings) for norm in reading.norms[start : start + 3])

    def _item_start(self, match: Match) -> int:
        """Where the item begins: after the match, or in it with a negation before *to* or what a slot keeps."""
        if "item" in match.slots:
            return match.slots["item"][0]
        norms, words, last = self.scene.reading.norms, self.scene.words, match.last - 1
        if match.slots.get("party", (0, 0))[1] == last and self.scene.tags[last] in ("DET", "ADV"):
            return last
        negated = norms[last] in words.to_do and words.helpers.get(norms[last - 1]) == "not"
        return last - 1 if negated else match.last

    def _is_led(self, start: int, group: VerbGroup, what: Range | None) -> bool:
        """Does the word that leads a clause, after this verb, surely lead what is asked for?"""
        norms, words = self.scene.reading.norms, self.scene.words
        return norms[start - 1] in words.that and not what and norms[group.at] not in words.stating

    def _is_passive(self, start: int) -> bool:
        """Is nobody named who should act (pleaded for trucks to be exempted)?"""
        reading, words = self.scene.reading, self.scene.words
        if words.marks_infinitives or start + 1 >= len(reading):
            return False
        return words.wishes.get(reading.norms[start]) == "be" and words.is_done(reading.norms[start + 1])

    def _verb(self, match: Match) -> tuple[int, str] | None:
        """The token and the form of the verb that anchors a match."""
        lexicons = self.scene.words.verb_lexicons
        for name, (first, _) in match.slots.items():
            for lexicon in lexicons if name == "item" else (name,):
                hit = self.scene.reading.hit_at(lexicon, first)
                if hit and hit.id in FORMS:
                    return first, hit.id
        return None

    def _is_verb(self, at: int) -> bool:
        """Is what looks like a noun for requests the verb of its clause (The delegation demands: …)?"""
        form = self.scene.verbs.get(at)
        group = self._group(at, form) if form and self.scene.tags[at - 1] in ("NOUN", "NAME", "PRON") else None
        return group is not None and group.voice == ACTIVE

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

    def _is_wish(self, start: int) -> bool:
        """Does a clause that nothing surely leads begin here, of a party that should act, or a list of them?"""
        scene = self.scene
        if scene.reading.words[start] == ":":
            return True
        _, high = scene.reading.sentence_bounds(start)
        clause = read_clause(scene, start, high)
        named = scene.tags[start] in (*NOUN, "PRON") and not scene.words.is_doing(scene.reading.norms[start])
        if clause is None or clause.stated or clause.verb <= start or not named:
            return False
        pronoun = clause.end == start + 1 and scene.reading.norms[start] in scene.words.pronouns
        return clause.passive or pronoun or scene.parties.is_party(start, clause.end)

    def _is_short(self, what: Range) -> bool:
        """Does nothing but a determiner and adjectives stand between the verb and the noun for requests?"""
        reading = self.scene.reading
        first, last = what
        return last - first <= LONGEST_WHAT and not any(reading.words[at] in ",;:()" for at in range(first, last))

    def _is_elsewhere(self, start: int, at: int) -> bool:
        """Is it in another sentence of the same line?"""
        scene = self.scene
        same_line = scene.reading.line_index(start) == scene.reading.line_index(at)
        return same_line and scene.sentence_index(start) != scene.sentence_index(at)

    def _is_inserted(self, start: int) -> bool:
        """Does the sentence go on with its own verb after a comma (X, asked to explain, left the room)?"""
        scene = self.scene
        _, high = scene.reading.sentence_bounds(start)
        return any(scene.reading.words[at] == "," and scene.is_auxiliary(at + 1) for at in range(start, high - 1))

    def _has_object(self, group: VerbGroup) -> bool:
        """Does what is asked for stand before the verb (ce que demande la vallée, il en exige 90)?"""
        norms, words = self.scene.reading.norms, self.scene.words
        if group.asked is not None and words.asked.get(norms[group.asked]) is None:
            return True
        before = group.first - 1
        return before >= 0 and self.scene.tags[before] == "SUB" and norms[before] not in words.pronouns

    def _is_attribution(self, group: VerbGroup, start: int) -> bool:
        """Does the verb only say who spoke the words before it (…, a exigé M. X)?"""
        mention = next(iter(self.scene.parties.within(start, start + 4)), None)
        _, high = self.scene.reading.sentence_bounds(group.at)
        if mention and mention.last >= high - 1 and self.scene.reading.words[group.first - 1] == ",":
            return True
        low = clause_start(self.scene, group.first)
        return low > 0 and self.scene.quote_at(low - 2) is not None and self.scene.quote_at(low - 1) is None


def _addressee(match: Match) -> Range | None:
    return match.slots.get("to") or match.slots.get("party")


def announced(scene: Scene, match: Match, group: VerbGroup | None, order: int) -> Asking | None:
    """The asking of an announcement: its list begins at a colon, or in the line below."""
    start = list_start(scene, match.first, match.last)
    if start is None:
        return None
    group = group or VerbGroup(match.first, match.first, BARE)
    to = party_after(scene, match.first, start)
    return Asking(match.rule.id, group.at, start, "any", to, group, order)


def list_start(scene: Scene, first: int, at: int) -> int | None:
    """Where the list begins that a noun before token `at` announces: at its colon, or in the line below."""
    reading = scene.reading
    _, high = reading.sentence_bounds(at - 1)
    _, line_end = reading.line_bounds(at - 1)
    colon = next((here for here in range(at - 1, high) if reading.words[here] == ":"), None)
    if colon is not None:
        asked = any(scene.asks(here) for here in range(first + 1, min(high, colon + 4)))
        return None if asked else colon
    if high >= line_end:
        return line_end if _promises(scene, at, high) and _list_below(scene, at - 1) else None
    hit = scene.words.namely.at(reading.norms, high)
    if hit and hit.last < line_end and reading.words[hit.last] == ":":
        return hit.last
    return None


def _promises(scene: Scene, at: int, high: int) -> bool:
    """Does the sentence end with the noun that announces, or with a word that promises a list?"""
    return high - at <= NEAR or any(scene.reading.hit_at("ask-following", here) for here in range(at, high))


def _list_below(scene: Scene, at: int) -> bool:
    reading = scene.reading
    index = below(reading, reading.line_index(at))
    if index >= len(reading.lines):
        return False
    entry = entry_of(scene, index)
    return bool(entry.shape) or is_heading(scene, entry)


def heading(scene: Scene, match: Match, order: int) -> Asking | None:
    """The asking of a heading above a list."""
    reading = scene.reading
    low, high = reading.line_bounds(match.first)
    if high - low > LONGEST_HEADING or reading.words[high - 1] in ".;,!?" or not _list_below(scene, match.first):
        return None
    group = VerbGroup(low, match.first, BARE)
    return Asking(match.rule.id, match.first, high, "heading", None, group, order)
