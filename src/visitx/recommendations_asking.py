"""An asking: a verb, a noun or a heading by which somebody asks something, and what may be asked after it."""

from __future__ import annotations

from dataclasses import dataclass

from visitx.recommendations_clauses import infinitive_at, read_clause
from visitx.recommendations_listing import after_mark
from visitx.recommendations_parties import Party
from visitx.recommendations_scene import Scene
from visitx.recommendations_verbgroups import VerbGroup

LONGEST_NOUN = 7
NOUN = frozenset({"DET", "NOUN", "NAME", "NUM", "ADJ"})
Range = tuple[int, int]


@dataclass(frozen=True)
class Asking:
    """A frame found at token `at`: what is asked begins at `start` and has the form `form`.

    `to` is the range of tokens of the addressee; `group` the verb with what belongs to it. `addressed`: it is one
    only if it names a party.
    """

    rule: str
    at: int
    start: int
    form: str
    to: Range | None
    group: VerbGroup
    impersonal: bool = False
    order: int = 0
    by: Party | None = None
    addressed: bool = False


def starts_item(scene: Scene, at: int, form: str) -> bool:
    """May what is asked begin at token `at`, in this form, or a list of it after a colon?"""
    reading = scene.reading
    _, high = reading.line_bounds(at - 1)
    if at >= high:
        return form == "infinitive" and reading.line_index(at - 1) + 1 < len(reading.lines)
    if reading.words[at] == ":":
        return True
    if form == "against":
        return True
    if form == "infinitive":
        first = after_mark(reading, at)
        return first < high and infinitive_at(scene, first, high)
    while at < high and reading.words[at] in '«“"':
        at += 1
    if at >= high:
        return False
    if form == "doing":
        return scene.words.is_doing(reading.norms[at]) and scene.tags[at - 1] not in ("DET", "ADJ")
    if form == "clause":
        return _starts_clause(scene, at, high)
    noun = scene.tags[at] in NOUN or reading.norms[at] in scene.words.articles
    follows = scene.tags[at + 1] if at + 1 < high else ""
    noun = noun or (scene.tags[at] == "ADV" and follows in ("NOUN", "OF"))
    noun = noun or (scene.tags[at] == "VERB" and follows in ("NOUN", "ADJ") and scene.words.is_done(reading.norms[at]))
    noun = noun or (scene.tags[at] == "PUNCT" and follows == "NUM")
    return noun and reading.norms[at] not in scene.words.pronouns and _is_wanted(scene, at, high)


def _is_wanted(scene: Scene, at: int, high: int) -> bool:
    """Is the noun something to be done or given, not a question, a person, nor a word for requests themselves?"""
    reading = scene.reading
    named = at + 1 < high and (reading.hit_at("role", at + 1) or scene.words.is_party(reading.norms[at + 1]))
    if (named and reading.norms[at] in scene.words.definites) or scene.tags[at + 1 : at + 2] == ["SUB"]:
        return False
    if reading.hit_at("weekday", at) or reading.hit_at("month", at):
        return False
    for here in range(at, min(high, at + LONGEST_NOUN)):
        if reading.norms[here] in scene.words.no_requests or reading.hit_at("ask-requests", here):
            return False
        if here > at and scene.tags[here] in ("PREP", "SUB", "PUNCT", "AUX", "VERB"):
            break
    return True


def _starts_clause(scene: Scene, at: int, high: int) -> bool:
    if scene.tags[at] in ("PUNCT", "PREP", "CONJ"):
        return False
    clause = read_clause(scene, at, high)
    return clause is None or not clause.stated
