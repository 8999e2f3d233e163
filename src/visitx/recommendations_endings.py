"""Where what is asked ends: at the sentence's end, at a semicolon, where the sentence tells of something else."""

from __future__ import annotations

from visitx.recommendations_scene import Scene
from visitx.recommendations_verbs import ACTIVE, BARE, CLAUSE, read_group

_STOPS = frozenset(".!?…;:,") | {"...", "./."}
_QUOTES = frozenset('”»"“«')
_OPENING = frozenset("“«")
_PARTING = _QUOTES | frozenset("([)];,:")
NEAR = 8


def sentence_end(scene: Scene, start: int) -> int:
    """Where the sentence of token `start` ends, its stop and what closes after it left out."""
    _, high = scene.reading.sentence_bounds(start)
    quote = scene.quote_at(start)
    return trim_end(scene, start, min(high, quote.last) if quote else high)


def trim_end(scene: Scene, start: int, high: int) -> int:
    """Without stops, commas, a conjunction, and marks that close what opens nothing, at the end."""
    while high > start and _is_loose(scene, start, high):
        high -= 1
    return high


def _is_loose(scene: Scene, start: int, high: int) -> bool:
    words, last = scene.reading.words, scene.reading.words[high - 1]
    if last == ")":
        return "(" not in words[start:high]
    if last in _QUOTES:
        return last in _OPENING or not any(w in _QUOTES for w in words[start : high - 1])
    return last in _STOPS or scene.tags[high - 1] == "CONJ"


def balanced(scene: Scene, first: int, last: int) -> tuple[int, int]:
    """The range with the mark before it where what that opens closes inside, without a mark that closes at its end."""
    words = scene.reading.words
    if words[first - 1] not in _QUOTES:
        return first, last
    marks = [at for at in range(first, last) if words[at] in _QUOTES]
    if not marks or words[marks[0]] in _OPENING:
        return first, last
    if marks[0] == last - 1:
        return first, trim_end(scene, first, last - 1)
    return (first - 1, last) if len(marks) % 2 else (first, last)


def pieces(scene: Scene, start: int, high: int, form: str) -> list[tuple[int, int]]:
    """The token ranges that semicolons make of what is asked, up to where the sentence turns to something else."""
    found, first, depth, quoted = [], start, 0, False
    words, tags = scene.reading.words, scene.tags
    for at in range(start, high):
        word = words[at]
        if word not in _PARTING:
            if tags[at] != "CONJ":
                continue
        elif word in _QUOTES:
            quoted = not quoted
        else:
            depth += (word in "([") - (word in ")]")
        if depth > 0 or quoted:
            continue
        if word == ":" and form in ("noun", "infinitive"):
            if at > start and any(scene.is_auxiliary(here) for here in range(at, high)):
                high = at  # what follows tells why
                break
        elif word == ";":
            found.append((first, at))
            first = at + 1
        elif at > first and (word == "," or tags[at] == "CONJ") and turns(scene, at, high, form):
            high = at
            break
    found.append((first, high))
    return [(a, trim_end(scene, a, b)) for a, b in found if a < b]


def turns(scene: Scene, at: int, high: int, form: str) -> bool:
    """Does the sentence, with a comma or conjunction at token `at`, turn to something else that is done or said?"""
    reading = scene.reading
    comma, conjunction = reading.words[at] == ",", scene.tags[at] == "CONJ"
    here = at + 1
    while here < high and (scene.tags[here] == "CONJ" or reading.words[here] == ","):
        conjunction = conjunction or scene.tags[here] == "CONJ"
        here += 1
    if comma and (_is_attribution(scene, here, high) or _is_occasion(scene, here, high) or _is_answer(scene, here)):
        return True
    return _is_new_verb(scene, here, high, form, conjunction)


def _is_answer(scene: Scene, at: int) -> bool:
    """Does a clause begin that tells what others did meanwhile (while the Minister …), or what became of it (which he
    agreed to do)?"""
    norms, words = scene.reading.norms, scene.words
    if words.contrasts.at(norms, at):
        return True
    taken_up = words.which.at(norms, at)
    kind = words.pronouns.get(norms[taken_up.last]) if taken_up and taken_up.last < len(norms) else None
    return kind in ("he", "she", "they", "he-or-it", "she-or-it")


def _is_occasion(scene: Scene, at: int, high: int) -> bool:
    """Does it say on what occasion it was asked (…, during a visit to the site)?"""
    reading = scene.reading
    if not scene.words.during.at(reading.norms, at):
        return False
    return scene.hit_in("ask-occasion", at, min(high, at + NEAR)) is not None


def _is_attribution(scene: Scene, at: int, high: int) -> bool:
    """Does a clause like `he said`, `said Mr. X`, `selon M. X` begin?"""
    reading = scene.reading
    if view := scene.words.according_to.at(reading.norms, at):
        last = min(high, view.last + NEAR)
        return bool(scene.parties.within(view.last, last)) or (last == high and scene.parties.is_party(view.last, high))
    if reading.norms[at - 1] in scene.words.possessives:
        return False
    for here in range(at, min(high, at + NEAR)):
        hit = reading.hit_at("ask-saying", here)
        if (
            hit
            and here == at
            and hit.last + NEAR > high
            and hit.id == "present"
            and scene.tags[hit.last : hit.last + 1] == ["DET"]
        ):
            return True
        if hit and hit.last >= high and scene.tags[at] == "DET":
            return True
        if hit and hit.id in ("past", "participle", "present"):
            return _leads_to_saying(scene, at, here)
        if reading.words[here] in ",;":
            return False
    return False


def _leads_to_saying(scene: Scene, first: int, verb: int) -> bool:
    """Is there nothing but a subject between the comma and the verb of saying?"""
    reading = scene.reading
    if first == verb:
        return bool(scene.parties.within(verb + 1, verb + NEAR))
    if reading.norms[first] in scene.words.pronouns and scene.words.pronouns[reading.norms[first]] != "relative":
        return True
    group = read_group(reading, verb, "participle")
    if group and group.first <= first:
        return True
    return bool(scene.parties.within(first, verb)) and scene.tags[first] not in ("PREP", "SUB", "OF")


def _is_new_verb(scene: Scene, at: int, high: int, form: str, conjunction: bool) -> bool:
    """Does a verb of asking or saying follow, said of the one who asked?"""
    reading, words = scene.reading, scene.words
    pronoun = words.pronouns.get(reading.norms[at]) if at < high else None
    if pronoun == "self" and conjunction:
        return True
    first = at + (pronoun in ("he", "she", "he-or-it", "she-or-it", "they", "it"))
    for here in range(first, min(high, first + NEAR)):
        if verb := scene.verbs.get(here):
            group = read_group(reading, here, verb)
            if group is None or group.first > first:
                return False
            if first > at:
                return verb != "base"
            return _counts(verb, group.voice, form, conjunction) or (not conjunction and _has_object(scene, here, verb))
        small = reading.norms[here] in words.helpers or scene.tags[here] == "ADV" or reading.hit_at("aside", here)
        if not small:
            return False
    return False


def _counts(verb: str, voice: str, form: str, conjunction: bool) -> bool:
    if verb == "doing":
        return voice == CLAUSE and not conjunction
    if verb == "base" or (verb == "present" and form == "clause"):
        return False
    return conjunction and voice in (ACTIVE, BARE)


def _has_object(scene: Scene, at: int, verb: str) -> bool:
    """Is it a past tense in a row of them, with its object (recommended that …, cautioned the Authority …)?"""
    return verb == "past" and scene.tags[at + 1 : at + 2] in (["DET"], ["NAME"], ["SUB"])
