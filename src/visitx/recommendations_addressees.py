"""Of whom something is asked: the slot of the frame, an object pronoun, the subject of a passive, whom one turns to."""

from __future__ import annotations

from visitx.recommendations_clauses import NOUN
from visitx.recommendations_parties import Party
from visitx.recommendations_phrases import clause_start, is_fronted, last_named, phrase_start
from visitx.recommendations_scene import Asking, Range, Scene
from visitx.recommendations_speech import hearer
from visitx.recommendations_subjects import agrees, asker, subject_of_sentence, topic_at
from visitx.recommendations_verbs import BARE, PASSIVE, VerbGroup

LONGEST_ADDRESSEE = 30
_PAIRS = {"]": "[", ")": "("}
_JOINS = frozenset({"OF", "PREP", "DET", "CONJ", "SUB", "ADV"})


def who_is_asked(scene: Scene, asking: Asking) -> str | None:
    """Of whom it is asked: the slot, the object pronoun, the subject of a passive, or whoever the sentence turns to."""
    reading, words = scene.reading, scene.words
    if asking.form == "whole" or (asking.to is None and asking.form in ("any", "heading")):
        return None
    if asking.to:
        if reading.norms[asking.to[0]] in words.pronouns and asking.form == "modal":
            return who_is_meant(scene, asking.to[0])
        kind = pronoun_asked(scene, *asking.to)
        return resolve_asked(scene, kind, asking.to[0]) if kind else addressee(scene, *asking.to)
    if asking.group.asked is not None:
        kind = words.asked.get(reading.norms[asking.group.asked])
        return resolve_asked(scene, kind, asking.group.asked) if kind else None
    if asking.group.voice in (PASSIVE, BARE) and not asking.impersonal:
        return _passive_subject(scene, asking.group)
    return turned_to(scene, asking.group.first) or _handed_to(scene, asking)


def _handed_to(scene: Scene, asking: Asking) -> str | None:
    """To whom the letter is handed in which something is asked."""
    reading = scene.reading
    low, _ = reading.sentence_bounds(asking.at)
    relative = next((at for at in range(asking.group.first - 1, low, -1) if scene.tags[at] == "SUB"), low)
    if not any(reading.norms[at] in scene.words.documents for at in range(low, relative)):
        return None
    found = party_after(scene, low, relative)
    return addressee(scene, *found) if found else None


def party_after(scene: Scene, first: int, last: int) -> Range | None:
    """The party that *to* or the like leads between two tokens."""
    reading = scene.reading
    for at in range(first, last):
        hit = scene.words.toward.at(reading.norms, at)
        if hit is None or hit.last >= last or scene.words.on_behalf.ending(reading.norms, hit.last):
            continue
        end = next((e for e in range(hit.last + 1, last) if _ends_party(scene, e)), last)
        if scene.parties.is_party(hit.last, end):
            return hit.last, end
    return None


def _ends_party(scene: Scene, at: int) -> bool:
    reading = scene.reading
    if reading.words[at] in ",;:." or reading.hit_at("ask-including", at) or reading.hit_at("ask-requests", at):
        return True
    article = scene.tags[at] == "DET" and scene.tags[at - 1] not in ("OF", "PREP", "CONJ", "DET")
    return article or scene.tags[at] in ("SUB", "AUX", "PREP")


def who_is_meant(scene: Scene, at: int) -> str | None:
    """Whom a subject pronoun that should do something stands for: the party turned to, or asked before."""
    return turned_to(scene, at) or resolve_asked(scene, scene.words.pronouns[scene.reading.norms[at]], at)


def pronoun_asked(scene: Scene, first: int, last: int) -> str | None:
    """The kind of pronoun that the addressee is, where it is one; what looks like one before a noun is its article."""
    alone = last - first == 1 or scene.reading.words[first + 1] == ","
    return scene.words.asked.get(scene.reading.norms[first]) if alone else None


def _passive_subject(scene: Scene, group: VerbGroup) -> str | None:
    if group.voice == BARE and group.first and scene.reading.words[group.first - 1] == ",":
        last = group.first - 1
        return addressee(scene, phrase_start(scene, last, clause_start(scene, last)), last)
    party = asker(scene, VerbGroup(group.first, group.at, "active", None, group.asker))
    if party is None:
        return None
    return addressee(scene, party.first, party.last) if party.last <= group.first else party.name


def addressee(scene: Scene, first: int, last: int) -> str | None:
    """The words of the article for the one who is asked, without article."""
    first, last = scene.parties.trim(first, last)
    return scene.reading.text_of(first, last) or None


def resolve_asked(scene: Scene, kind: str, at: int) -> str | None:
    """Whom an object pronoun stands for: whoever was asked last in the paragraph, or a person named before."""
    if kind == "hearer":
        quote = scene.quote_at(at)
        return hearer(scene, quote) if quote else None
    line = scene.reading.lines[scene.reading.line_index(at)]
    low, _ = scene.reading.sentence_bounds(at)
    first_asked = kind in ("it", "they", "anyone") and not scene.last_asked(at, low)
    if first_asked and (met := _met(scene, low, at, kind == "they")):
        return met
    if kind != "self" and (turned := turned_to(scene, at)):
        return turned
    asked = scene.last_asked(at, line.first)
    if asked and asked.to:
        return asked.to
    if kind != "self" and (found := party_after(scene, low, at)):
        return addressee(scene, *found)
    if kind in ("it", "they", "anyone") and (told := _told_of(scene, kind, at, line.first)):
        return told
    index = scene.sentence_index(at) - 1
    if index < 0 or scene.reading.sentences[index][0] < line.first:
        return None
    turned = turned_to(scene, scene.reading.sentences[index][1] - 1)
    return turned or _person_met(scene, kind, scene.reading.sentences[index], at)


def _told_of(scene: Scene, kind: str, at: int, low: int) -> str | None:
    """The body that the clause or the sentence before in the paragraph tells of (X owes money: I urge it to pay)."""
    start, index = clause_start(scene, at), scene.sentence_index(at)
    if start == scene.reading.sentences[index][0]:
        index -= 1
    if index < 0 or scene.reading.sentences[index][0] < low:
        return None
    party = subject_of_sentence(scene, index, start)
    if party is None or party.official or not scene.parties.is_party(party.first, party.last):
        return None
    return party.name if _is_plural(scene, party) == (kind == "they") and agrees(scene, kind, party) else None


def _person_met(scene: Scene, kind: str, sentence: Range, at: int) -> str | None:
    """The official whom the sentence before names last, other than who asks (toured the port with Mr. X. She asked
    him …)."""
    asker = subject_of_sentence(scene, scene.sentence_index(at), at)
    for mention in reversed(scene.parties.within(*sentence)):
        party = Party(mention.official.name, mention.official, mention.first, mention.last)
        if (asker is None or asker.official != mention.official) and agrees(scene, kind, party):
            return addressee(scene, mention.first, mention.last)
    return None


def _met(scene: Scene, low: int, at: int, plural: bool) -> str | None:
    """The party that the verb before has as its object (salue les maires et les prie de …; thanked X, urging them)."""
    subject = subject_of_sentence(scene, scene.sentence_index(at), at)
    start = subject.first + 1 if subject and subject.first >= low else low + 1
    clause = clause_start(scene, at)
    party = last_named(scene, start, clause if clause > start else at, lambda found: _is_plural(scene, found) == plural)
    return addressee(scene, party.first, party.last) if party else None


def _is_plural(scene: Scene, party: Party) -> bool:
    """Is it several, by its article or by its noun?"""
    reading = scene.reading
    number = scene.words.articles.get(reading.norms[party.first - 1], "any") if party.first else "any"
    if party.official or number != "any":
        return number == "plural" and not party.official
    of = next((at for at in range(party.first, party.last) if scene.tags[at] in ("OF", "PREP")), party.last)
    return any(norm.endswith("s") for norm in reading.norms[party.first : of])


def _has_name(scene: Scene, first: int, last: int) -> bool:
    """Is a name in the segment, as that of an institution a sentence is about?"""
    comma = next((at for at in range(first, last) if scene.reading.words[at] == ","), last)
    return any(scene.parties.is_name(at) for at in range(first, comma))


def turned_to(scene: Scene, end: int) -> str | None:
    """The party a sentence turns to at its head (Au Gouverneur, il a demandé …; Turning to X, she insisted …)."""
    reading = scene.reading
    low = clause_start(scene, end)
    hit = scene.words.addressing.at(reading.norms, low)
    if hit is None or hit.last >= end or (hit.id == "about" and not _has_name(scene, hit.last, end)):
        return None
    last = next((at for at in range(hit.last, end) if reading.words[at] == ","), None)
    if last is None or not scene.parties.is_party(hit.last, last) or not is_fronted(scene, low, last):
        return None
    if end > last + 1 and topic_at(scene, last + 1):
        return None
    return addressee(scene, hit.last, last)


def may_be_asked(scene: Scene, to: Range, surely: bool) -> bool:
    """Is the slot a noun phrase, or a pronoun, of somebody? `surely`: it names a party."""
    reading, words = scene.reading, scene.words
    first, last = to
    if last - first > LONGEST_ADDRESSEE:
        return False
    while first < last and reading.words[first] in '«“"':
        first += 1
    if first >= last or reading.hit_at("aside", first):
        return False
    if kind := pronoun_asked(scene, first, last):
        return kind not in ("none", "self")
    if words.asked.get(reading.norms[first]) == "none" and scene.tags[first + 1] != "DET":
        return False
    if scene.tags[first] not in NOUN and not reading.words[first][0].isupper():
        if scene.tags[first] != "VERB":
            return False
        surely = True
    if _is_verb(scene, first) or not _is_one_phrase(scene, first, last):
        return False
    return not surely or scene.parties.is_party(first, last)


def _is_verb(scene: Scene, at: int) -> bool:
    """Is the first word of the slot the infinitive that is asked for (proposed to arrange …)?"""
    reading, words = scene.reading, scene.words
    norm = reading.norms[at]
    if words.marks_infinitives:
        return reading.words[at].islower() and words.is_infinitive(norm) and not words.is_party(norm)
    if norm not in words.verbs or not reading.words[at].islower():
        return False
    return reading.norms[at - 1] in words.to_do and not words.is_party(reading.norms[at])


def _is_one_phrase(scene: Scene, first: int, last: int) -> bool:
    """Is it one noun phrase: it ends with a noun, and no other begins in it, nor a clause that says something?"""
    reading, tags = scene.reading, scene.tags
    if tags[last - 1] in _JOINS or scene.words.helpers.get(reading.norms[last - 1]) == "not":
        return False
    for at in range(first, last):
        tag = tags[at]
        if at > first and (reading.words[at] in ';:«“"' or (tag == "DET" and _is_apart(scene, at))):
            return False
        if tag not in ("NOUN", "NAME") and _tells(scene, at):
            return False
    return True


def _is_apart(scene: Scene, at: int) -> bool:
    """Does an article right behind a noun begin another phrase?"""
    reading, before = scene.reading, at - 1
    noun = scene.tags[before] in ("NOUN", "NAME", "ADJ") and not scene.words.is_doing(reading.norms[before])
    return noun and reading.words[at].islower()


def _tells(scene: Scene, at: int) -> bool:
    """Does a clause that says something begin here, or stand its verb?"""
    reading, words = scene.reading, scene.words
    if reading.hit_at("ask-saying", at) or reading.hit_at("ask-uttering", at):
        return True
    follows = reading.norms[at + 1] if at + 1 < len(reading) else ""
    return (follows in words.dummies or follows in words.definites) and reading.norms[at] in words.that


def responsible(scene: Scene, first: int, last: int) -> tuple[str | None, int] | None:
    """Who is named in brackets at the end of an entry, square ones or with a date (repair the roof [Town, May 2026]),
    and where the brackets open."""
    reading = scene.reading
    mark = _PAIRS.get(reading.words[last - 1])
    opening = next((at for at in range(last - 2, first, -1) if reading.words[at] == mark), None)
    if opening is None:
        return None
    end = next((at for at in range(opening + 1, last) if reading.words[at] in ",;:"), last - 1)
    dated = any(reading.hit_at("month", at) for at in range(end, last))
    if (mark == "(" and not dated) or not scene.parties.is_party(opening + 1, end):
        return None
    return addressee(scene, opening + 1, end), opening
