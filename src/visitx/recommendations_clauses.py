"""What is asked, as a clause or an infinitive: where the subject of a wished-for clause ends, and where verbs begin."""

from __future__ import annotations

from typing import NamedTuple

from visitx.recommendations_lists import after_mark
from visitx.recommendations_scene import Scene

CLITICS = 5
LONGEST_NOUN = 7
LONGEST_SUBJECT = 40
NOUN = frozenset({"DET", "NOUN", "NAME", "NUM", "ADJ"})
_NAMED = frozenset({"NOUN", "NAME", "ADJ", "VERB"})
_AFTER_VERB = frozenset({"DET", "OF", "PREP", "NUM", "ADV", "PRON", "NOUN", "NAME", "ADJ", "SUB"})


class Clause(NamedTuple):
    """A clause: its subject is tokens `first` to `end` (exclusive), what to do begins at `verb`, after *should*.

    `passive`: nobody is named who should act; `stated`: it states something and wishes nothing.
    """

    first: int
    end: int
    verb: int
    passive: bool = False
    stated: bool = False
    modal: bool = False


def infinitive_at(scene: Scene, at: int, high: int, *, known: bool = False) -> bool:
    """Does an infinitive begin at token `at`, small words before it (ne pas leur …, soon …) allowed?

    `known`: one that the rules list, or that an ending shows.
    """
    reading, words = scene.reading, scene.words
    for here in range(at, min(high, at + CLITICS)):
        norm = reading.norms[here]
        if words.is_infinitive(norm):
            return not reading.words[here][0].isupper() or here == at
        if norm not in words.clitics and not words.is_adverb(norm) and reading.words[here] not in '«“"':
            return not known and _unknown_verb(scene, here, high)
    return False


def _unknown_verb(scene: Scene, at: int, high: int) -> bool:
    """A small word that the rules do not know, before an article or number, where no ending marks infinitives."""
    reading = scene.reading
    if scene.words.marks_infinitives or at + 1 >= high or not reading.words[at].islower():
        return False
    known = scene.tags[at] in ("NOUN", "VERB", "ADJ") and not scene.words.is_no_infinitive(reading.norms[at])
    return known and scene.tags[at + 1] in ("DET", "NUM", "PRON", "NOUN", "ADJ", "NAME", "ADV")


def read_clause(scene: Scene, first: int, high: int) -> Clause | None:
    """The clause that begins with its subject at token `first`; None where no verb is found."""
    clause = _read_clause(scene, first, high)
    if clause is None or not (clause.passive or clause.modal or clause.stated):
        led = _led_clause(scene, first, high if clause is None else clause.verb)
        return led or clause
    return clause


def _led_clause(scene: Scene, first: int, high: int) -> Clause | None:
    """An item of a list that names its addressee before an infinitive (1) the agency to put …; 2) the firm to …)."""
    reading = scene.reading
    seen = reading.hit_ending("ask-see", first) is not None and scene.words.marks_infinitives
    if first and not seen and scene.tags[first - 1] != "PUNCT" and reading.line_bounds(first)[0] != first:
        return None
    if scene.tags[first] != "DET" and not reading.words[first].isupper():
        return None
    for at in range(first + 1, min(high, first + LONGEST_SUBJECT, _stop_of(scene, first) + 1) - 1):
        if reading.words[at] in ";:,":
            return None
        named = scene.tags[at - 1] in ("NOUN", "NAME", "NUM", "ADJ")
        if seen and named and infinitive_at(scene, at, high + 1, known=True):
            return Clause(first, at, at)
        if named and reading.norms[at] in scene.words.to_do and infinitive_at(scene, at + 1, high + 1, known=True):
            return Clause(first, at, at + 1)
    return None


def _read_clause(scene: Scene, first: int, high: int) -> Clause | None:
    reading, words = scene.reading, scene.words
    at = first + 1 if reading.norms[first] not in words.wishes else first
    high = min(high, first + LONGEST_SUBJECT, _stop_of(scene, first))
    while at < high and reading.words[at] not in ";:" and not _is_told_behind(scene, at):
        if reading.words[at] in "(," and (after := _over_insertion(scene, at, high)) > at:
            at = after
        elif reading.norms[at] in words.predicates and (clause := _predicate(scene, first, at, high)):
            return clause
        else:
            at += 1
    return _told_clause(scene, first, at if at < high else high)


def _is_told_behind(scene: Scene, at: int) -> bool:
    """Does a comma part the clause from who says it (…, a indiqué la mission)?"""
    reading = scene.reading
    told = reading.words[at] == "," and scene.tags[at + 1 : at + 2] == ["AUX"]
    return told and scene.hit_in("ask-saying", at + 2, at + 4) is not None


def _stop_of(scene: Scene, at: int) -> int:
    """The token that ends the sentence or its quotation, or the one behind it where no stop does."""
    if quote := scene.quote_at(at):
        return quote.last
    _, last = scene.reading.sentence_bounds(at)
    return last - scene.reading.ends_sentence(last - 1)


def _told_clause(scene: Scene, first: int, high: int) -> Clause | None:
    """A clause whose verb has the ending of a statement though a wish is meant (that the Committee guides the …)."""
    reading, words = scene.reading, scene.words
    tags = scene.tags
    for at in range(first + 1, high - 1):
        if reading.words[at] in ";:":
            return None
        follows = tags[at + 1] in ("DET", "NUM") and tags[at - 1] in ("NOUN", "NAME")
        reflexive = reading.norms[at - 1] in words.reflexives and tags[at - 2] in _NAMED
        if (follows or reflexive) and reading.words[at].islower() and words.may_wish(reading.norms[at]):
            return Clause(first, at - reflexive, at - reflexive)
    return None


def _over_insertion(scene: Scene, at: int, high: int) -> int:
    """After brackets or a relative clause between commas that begin at token `at`, else `at` itself."""
    reading = scene.reading
    if reading.words[at] == "(":
        return next((b + 1 for b in range(at, high) if reading.words[b] == ")"), at)
    if reading.words[at] == "," and at + 1 < high:
        relative = scene.tags[at + 1] == "SUB" or reading.norms[at + 1] in scene.words.pronouns
        if relative or scene.tags[at + 1] in ("DET", "NOUN", "NAME", "PREP", "VERB"):
            return next((b + 1 for b in range(at + 1, min(high, at + 25)) if reading.words[b] == ","), at)
    return at


def _predicate(scene: Scene, first: int, at: int, high: int) -> Clause | None:
    """The clause if its verb stands at token `at`."""
    reading, words = scene.reading, scene.words
    norm = reading.norms[at]
    wish = words.wishes.get(norm)
    if reading.hit_at("ask-modal", at) or (wish == "modal" and scene.tags[at - 1] not in ("DET", "OF")):
        return _modal_clause(scene, first, at, high)
    if wish == "be":
        start = _verb_start(scene, at, first)
        return Clause(first, start, start, passive=_is_passive(scene, at + 1, high))
    if norm in words.statements:
        return Clause(first, at, at, stated=True)
    if _is_bare_verb(scene, first, at, high):
        start = _verb_start(scene, at, first)
        return Clause(first, start, start)
    return None


def _modal_clause(scene: Scene, first: int, at: int, high: int) -> Clause:
    """X should do, X should not do, X should be done."""
    reading, words = scene.reading, scene.words
    hit = reading.hit_at("ask-modal", at)
    verb = hit.last if hit else at + 1
    start = _verb_start(scene, at, first)
    while verb < high and (aside := reading.hit_at("aside", verb)):
        verb = aside.last
    if verb < high and reading.words[verb] == ",":
        verb = _over_insertion(scene, verb, high)
    negated = start < at or (verb < high and words.helpers.get(reading.norms[verb]) == "not")
    here = verb + (verb < high and scene.tags[verb] == "ADV")
    be = here < high and (
        words.wishes.get(reading.norms[here]) == "be" or words.helpers.get(reading.norms[here]) == "be"
    )
    passive = be and _is_passive(scene, here + 1, high)
    return Clause(first, start, start if negated else verb, passive=passive, modal=True)


def _is_passive(scene: Scene, at: int, high: int) -> bool:
    """Does a participle follow, adverbs and small words allowed?"""
    reading = scene.reading
    for here in range(at, min(high, at + CLITICS)):
        if reading.words[here].islower() and scene.words.is_done(reading.norms[here]):
            return True
        small = scene.tags[here] == "ADV" or reading.norms[here] in scene.words.clitics or reading.words[here] == ","
        if not small and not reading.hit_at("aside", here):
            return False
    return False


def _is_bare_verb(scene: Scene, first: int, at: int, high: int) -> bool:
    """Is the word a verb in the form of a wish, and no noun of the subject?"""
    reading, words = scene.reading, scene.words
    if reading.norms[at] not in words.verbs or not reading.words[at].islower():
        return False
    if _has_clitic(scene, first, at):
        return True
    if at + 1 >= high:
        return False
    before, after = scene.tags[at - 1], scene.tags[at + 1]
    if before in ("DET", "OF", "PREP", "NUM", "CONJ", "SUB") or reading.norms[at - 1] in words.possessives:
        return False
    if before == "ADJ" and at - 2 >= first and scene.tags[at - 2] == "DET":
        return False
    if before == "PRON":
        return after in _AFTER_VERB
    if scene.tags[at] == "ADJ" and after not in ("DET", "NUM", "SUB", "PREP"):
        return False
    object_follows = after in _AFTER_VERB or (after == "VERB" and reading.norms[at + 1] not in words.verbs)
    if after == "ADJ" or reading.norms[at + 1] not in words.verbs:
        return object_follows
    return object_follows and not _is_bare_verb(scene, first, at + 1, high)


def _has_clitic(scene: Scene, first: int, at: int) -> bool:
    """Is the object of the verb the small word before it, after the noun of the subject (que la ville la répare)?"""
    norms, tags, clitic = scene.reading.norms, scene.tags, at - 1
    if clitic - 1 <= first or norms[clitic] not in scene.words.clitics or tags[clitic - 1] not in ("NOUN", "NAME"):
        return False
    return tags[at + 1 : at + 2] in ([], ["PUNCT"], ["PREP"], ["ADV"]) and tags[at] != "ADJ"


def _verb_start(scene: Scene, at: int, first: int) -> int:
    """Where the predicate begins: adverbs, negation and small pronouns before the verb belong to it."""
    reading, words = scene.reading, scene.words
    while at - 1 > first:
        before = at - 1
        norm = reading.norms[before]
        small = norm in words.clitics and norm not in words.articles
        elided = norm in words.clitics and scene.tags[before - 1] in ("NOUN", "NAME", "PRON", "ADJ")
        if scene.tags[before] == "ADV" or words.helpers.get(norm) == "not" or small or elided:
            at = before
        else:
            break
    return at


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
        first += reading.words[at - 1] == ":" and first < high and reading.norms[first] in scene.words.to_do
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
    noun = noun or (scene.tags[at] == "PUNCT" and follows == "NUM") or _is_partitive(scene, at, high)
    return noun and reading.norms[at] not in scene.words.pronouns and _is_wanted(scene, at, high)


def _is_partitive(scene: Scene, at: int, high: int) -> bool:
    """Does *of* begin some of a thing, and no party (réclamer de nouveaux gants, du fourrage)?"""
    if scene.tags[at] != "OF" or not scene.words.marks_infinitives or at + 1 >= high:
        return False
    noun = scene.tags[at + 1] == "ADJ" or scene.reading.norms[at] not in scene.words.to_do
    return noun and scene.tags[at + 1] in ("ADJ", "NOUN") and not scene.parties.is_party(at + 1, min(high, at + 3))


def _is_wanted(scene: Scene, at: int, high: int) -> bool:
    """Is the noun something to be done or given, not a question, a person, nor a word for requests themselves?"""
    reading = scene.reading
    named = at + 1 < high and (reading.hit_at("role", at + 1) or scene.words.is_party(reading.norms[at + 1]))
    owner = at + 2 < high and reading.norms[at + 2] in reading.possessives
    if (named and not owner and reading.norms[at] in scene.words.definites) or scene.tags[at + 1 : at + 2] == ["SUB"]:
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
