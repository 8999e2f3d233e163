"""Verbs of asking with their frames: which rule holds, who asks whom, and where what is asked begins."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from visitx.askers import Range, asker, clause_start, is_fronted, phrase_start, resolve, subject_of_sentence
from visitx.clauses import infinitive_at, read_clause
from visitx.parties import Party
from visitx.scene import Scene
from visitx.speech import hearer, speaker_at
from visitx.verbgroups import BARE, CLAUSE, PASSIVE, VerbGroup

LONGEST_NOUN = 7
FARTHEST = 40
NOUN = frozenset({"DET", "NOUN", "NAME", "NUM", "ADJ"})


@dataclass(frozen=True)
class Asking:
    """A frame found at token `at`: what is asked begins at `start` and has the form `form`. `to` is the range of
    tokens of the addressee; `group` the verb with what belongs to it. `addressed`: it is one only if it names a party."""

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
        return infinitive_at(scene, at, high)
    while at < high and reading.words[at] in '«“"':
        at += 1
    if at >= high:
        return False
    if form == "doing":
        return scene.words.is_doing(reading.norms[at]) and scene.tags[at - 1] not in ("DET", "ADJ")
    if form == "clause":
        return _starts_clause(scene, at, high)
    noun = scene.tags[at] in NOUN or reading.norms[at] in scene.words.articles
    noun = noun or (scene.tags[at] == "ADV" and at + 1 < high and scene.tags[at + 1] in ("NOUN", "OF"))
    return noun and reading.norms[at] not in scene.words.pronouns and _is_wanted(scene, at, high)


def _is_wanted(scene: Scene, at: int, high: int) -> bool:
    """Is the noun something to be done or given, not a question, a person, nor a word for requests themselves?"""
    reading = scene.reading
    if scene.words.articles.get(reading.norms[at]) and reading.hit_at("role", at + 1):
        return False
    for here in range(at, min(high, at + LONGEST_NOUN)):
        if reading.norms[here] in scene.words.no_requests or reading.hit_at("ask-requests", here):
            return False
        if here > at and scene.tags[here] in ("PREP", "SUB", "PUNCT", "AUX", "VERB"):
            break
    return True


def _starts_clause(scene: Scene, at: int, high: int) -> bool:
    reading = scene.reading
    if scene.tags[at] in ("PUNCT", "PREP", "CONJ"):
        return False
    clause = read_clause(scene, at, high)
    return clause is None or not clause.stated


def who_asks(scene: Scene, asking: Asking) -> Party | None:
    """Who asks: the subject of the verb, the agent of a passive, the speaker of the quotation, or whoever asked last."""
    if asking.by:
        return asking.by
    reading, words = scene.reading, scene.words
    before = asking.group.asker if asking.group.asker is not None else asking.group.first - 1
    if before >= 0 and words.pronouns.get(reading.norms[before]) == "self":
        return speaker_at(scene, before) or carried(scene, asking.at)
    if asking.group.voice in (PASSIVE, BARE) or asking.impersonal:
        return (
            _agent(scene, asking)
            or speaker_at(scene, asking.at)
            or view_holder(scene, asking.start)
            or carried(scene, asking.at)
        )
    party = asker(scene, asking.group) or speaker_at(scene, asking.at) or carried(scene, asking.at)
    return _author(scene, asking, party) if party and _is_document(scene, party) else party


def _author(scene: Scene, asking: Asking, document: Party) -> Party:
    """Who speaks of the document that asks (announced that the report would suggest …), else the document."""
    party = subject_of_sentence(scene, scene.sentence_index(asking.at), asking.group.first)
    return party if party and party.official else document


def may_ask(scene: Scene, asking: Asking, by: Party | None) -> bool:
    """Can the subject ask (a plan that calls for a thing asks nobody)? A verb with an infinitive says so itself.
    What a report tells of the work that was done asks nothing either."""
    if _tells_report(scene, asking.at):
        return False
    if asking.group.voice in (PASSIVE, BARE) or asking.form not in ("noun", "doing", "clause", "infinitive"):
        return True
    if asking.group.voice == CLAUSE and _is_in_lead(scene, asking.at):
        return False
    if asking.form == "infinitive" and asking.group.voice != CLAUSE:
        return by is None or not _rules(scene, by)
    if by is None:
        return asking.form == "clause"
    return bool(by.official) or not (_rules(scene, by) or _is_thing(scene, by))


def _is_thing(scene: Scene, party: Party) -> bool:
    """Is it something that cannot ask (the data suggest …, the situation calls for …)?"""
    norms = scene.reading.norms[party.first : min(party.last, party.first + 4)]
    return not scene.parties.is_party(party.first, party.last) and any(norm in scene.words.things for norm in norms)


def _tells_report(scene: Scene, at: int) -> bool:
    """Does the sentence begin with *according to the report*?"""
    low, _ = scene.reading.sentence_bounds(at)
    hit = scene.reading.hit_at("ask-according-to", low)
    return hit is not None and any(n in scene.words.documents for n in scene.reading.norms[hit.last : hit.last + 3])


def _is_in_lead(scene: Scene, at: int) -> bool:
    """Does the participle stand in what leads the sentence, as one that another party takes up (Besides the requests
    asking for …, the group …)?"""
    low, _ = scene.reading.sentence_bounds(at)
    return scene.tags[low] == "PREP" and "," not in scene.reading.words[low:at]


def _rules(scene: Scene, party: Party) -> bool:
    """Is it a law or the like, which lays down instead of asking?"""
    hits = (scene.reading.hit_at("document", at) for at in range(party.first, min(party.last, party.first + 4)))
    return not party.official and any(hits) and not _is_document(scene, party)


def _is_document(scene: Scene, party: Party) -> bool:
    norms = scene.reading.norms[party.first : party.last]
    return any(norm in scene.words.documents for norm in norms[:LONGEST_NOUN])


def _agent(scene: Scene, asking: Asking) -> Party | None:
    """The party after *by* right behind a passive verb."""
    reading = scene.reading
    hit = reading.hit_at("ask-agent", asking.at + 1)
    if hit is None:
        return None
    return scene.parties.read(hit.last, max(hit.last, asking.start - 1))


def view_holder(scene: Scene, at: int) -> Party | None:
    """Whose view the sentence gives (According to Mr. X, In the team's view, It was her view that; À son avis)."""
    reading = scene.reading
    low, high = reading.sentence_bounds(at)
    for here in range(low, at):
        if hit := reading.hit_at("ask-according-to", here):
            end = next((e for e in range(hit.last, high) if reading.words[e] in ",;:"), high)
            if end <= at and scene.parties.is_party(hit.last, end):
                return scene.parties.read(hit.last, end)
        if reading.hit_at("ask-view-noun", here):
            return _viewer(scene, here, low)
    return None


def _viewer(scene: Scene, noun: int, low: int) -> Party | None:
    """Whose view it is: of the party before *'s*, of whoever the possessive stands for."""
    reading = scene.reading
    before = noun
    while before > low and scene.tags[before - 1] in ("ADJ", "VERB", "NOUN") and before > noun - 3:
        before -= 1
    if kind := scene.words.possessors.get(reading.norms[before - 1]) if before > low else None:
        return resolve(scene, kind, before - 1)
    if reading.words[noun - 1][0] in "'’" and noun - 1 > low:
        first = phrase_start(scene, noun - 1, low)
        first += scene.tags[first] == "PREP"
        return scene.parties.read(first, noun - 1)
    return resolve(scene, "anyone", noun) if before == low else None


def carried(scene: Scene, at: int) -> Party | None:
    """Who asks where the sentence does not say it: whoever asked last in the paragraph, the subject of the sentence,
    whoever asked in the two paragraphs before, else the visitors told of last."""
    reading = scene.reading
    line = reading.line_index(at)
    for low in (reading.lines[line].first, reading.lines[max(0, line - 2)].first):
        asked = scene.last_asked(at, low)
        if asked and asked.by:
            return asked.by
        party = subject_of_sentence(scene, scene.sentence_index(at), clause_start(scene, at))
        if party and (party.official or _is_visitor(scene, party)):
            return party
    return next((p for p in _subjects_before(scene, at) if not p.official and _is_visitor(scene, p)), None)


def _subjects_before(scene: Scene, at: int) -> Iterator[Party]:
    """The subjects of the sentences before, the nearest first."""
    for index in range(scene.sentence_index(at) - 1, max(-1, scene.sentence_index(at) - FARTHEST), -1):
        if party := subject_of_sentence(scene, index):
            yield party


def _is_visitor(scene: Scene, party: Party) -> bool:
    """Is it a mission, a delegation, a team, which report on what they recommend without naming themselves?"""
    norms = scene.reading.norms[party.first : party.last]
    return any(norm in scene.words.visitors for norm in norms[:LONGEST_NOUN])


def who_is_asked(scene: Scene, asking: Asking) -> str | None:
    """Of whom it is asked: the slot, the object pronoun, the subject of a passive, or whoever the sentence turns to."""
    reading, words = scene.reading, scene.words
    if asking.form == "whole":
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
        hit = reading.hit_at("ask-toward", at)
        if hit is None or hit.last >= last or reading.hit_ending("ask-on-behalf", hit.last):
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
    asked = scene.last_asked(at, line.first)
    if asked and asked.to:
        return asked.to
    if kind in ("it", "they", "anyone") and (found := party_after(scene, scene.reading.sentence_bounds(at)[0], at)):
        return addressee(scene, *found)
    if kind in ("he", "she"):
        party = resolve(scene, kind, at)
        return party.name if party else None
    return None


def _has_name(scene: Scene, first: int, last: int) -> bool:
    """Is a name in the segment, as that of an institution a sentence is about?"""
    comma = next((at for at in range(first, last) if scene.reading.words[at] == ","), last)
    return any(scene.parties.is_name(at) for at in range(first, comma))


def turned_to(scene: Scene, end: int) -> str | None:
    """The party a sentence turns to at its head (Au Gouverneur, il a demandé …; Turning to X, she insisted …)."""
    reading = scene.reading
    low = clause_start(scene, end)
    hit = reading.hit_at("ask-addressing", low)
    if hit is None or hit.last >= end or (hit.id == "about" and not _has_name(scene, hit.last, end)):
        return None
    last = next((at for at in range(hit.last, end) if reading.words[at] == ","), None)
    if last is None or not scene.parties.is_party(hit.last, last) or not is_fronted(scene, low, last):
        return None
    return addressee(scene, hit.last, last)
