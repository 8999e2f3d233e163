"""Who asks: the subject of the verb, the agent of a passive, the holder of a view, or whoever asked before."""

from __future__ import annotations

from collections.abc import Iterator

from visitx.recommendations_lists import heading_above
from visitx.recommendations_parties import Party
from visitx.recommendations_phrases import clause_start, phrase_end, phrase_start
from visitx.recommendations_scene import REPORTS, Asking, Scene
from visitx.recommendations_speech import speaker_at, teller
from visitx.recommendations_subjects import asker, resolve, subject_of_sentence
from visitx.recommendations_verbs import ACTIVE, BARE, CLAUSE, PASSIVE, read_group

FARTHEST = 40
NEAR = 8
STATED_WITHIN = 6  # lines at the head of an article that may say whose statement it is
LONGEST_NOUN = 7
LONGEST_ISSUER = 10
_NOMINAL = frozenset({"NOUN", "NAME", "DET", "OF", "PREP", "ADJ", "CONJ"})


def who_asks(scene: Scene, asking: Asking) -> Party | None:
    """Who asks: the subject of the verb, the agent of a passive, the speaker quoted, or whoever asked last."""
    if asking.by:
        return asking.by
    reading, words = scene.reading, scene.words
    before = asking.group.asker if asking.group.asker is not None else asking.group.first - 1
    if asking.form == "heading" and _is_first_person(scene, asking.at):
        return author(scene) or issuer(scene)
    if before >= 0 and words.pronouns.get(reading.norms[before]) == "self":
        return speaker_at(scene, before) or author(scene) or issuer(scene) or carried(scene, asking.at)
    if reading.hit_at("ask-it-would", asking.at):
        return _who_judges(scene, asking)
    if asking.addressed and asking.impersonal:
        return _who_presses(scene, asking)
    if asking.group.voice in (PASSIVE, BARE) or asking.impersonal:
        return (
            _agent(scene, asking)
            or _asker_of_request(scene, asking.at)
            or speaker_at(scene, asking.at)
            or view_holder(scene, asking.start)
            or carried(scene, asking.at)
        )
    party = asker(scene, asking.group) or speaker_at(scene, asking.at) or carried(scene, asking.at)
    if party and _is_document(scene, party):
        return _author(scene, asking, party)
    return (_reader(scene, party) if party else None) or party


def author(scene: Scene) -> Party | None:
    """Whose statement the whole article is (Statement by Ms. X), who says I and we in it."""
    high = scene.reading.lines[min(len(scene.reading.lines), STATED_WITHIN) - 1].last
    for hit in scene.hits_in("ask-statement", 0, high):
        _, last = scene.reading.line_bounds(hit.first)
        mention = next(iter(scene.parties.within(hit.last, min(last, hit.last + FARTHEST))), None)
        if mention:
            return Party(mention.official.name, mention.official, mention.first, mention.last)
    return None


def issuer(scene: Scene) -> Party | None:
    """The office in whose name the article is written: a line of its own at the head that names nothing else."""
    reading, words = scene.reading, scene.words
    for line in reading.lines[:STATED_WITHIN]:
        tags = set(scene.tags[line.first : line.last])
        norms = reading.norms[line.first : line.last]
        first = line.first + (norms[0] in words.articles)
        if words.parties.get(reading.norms[first]) == "body" and len(norms) <= LONGEST_ISSUER and tags <= _NOMINAL:
            return scene.parties.read(first, line.last)
    return None


def _is_first_person(scene: Scene, at: int) -> bool:
    """Does a line speak of those who write (What we ask)?"""
    low, high = scene.reading.line_bounds(at)
    return any(scene.words.pronouns.get(norm) == "self" for norm in scene.reading.norms[low:high])


def _reader(scene: Scene, party: Party) -> Party | None:
    """Who tells what the party asks (The mayor read out what the town asks of …)."""
    first, norms = party.first, scene.reading.norms
    while first and norms[first - 1] in scene.words.articles:
        first -= 1
    what = scene.words.what.ending(norms, first)
    hits = (scene.reading.hit_ending(lexicon, what.first) for lexicon in REPORTS) if what else ()
    hit = next((hit for hit in hits if hit), None)
    group = read_group(scene.reading, hit.first, hit.id) if hit else None
    reader = asker(scene, group) if group else None
    return reader if reader and scene.parties.is_party(reader.first, reader.last) else None


def _who_presses(scene: Scene, asking: Asking) -> Party | None:
    """Who says that an action is needed of a party; where the sentence turns to it, whoever asked before."""
    if party := speaker_at(scene, asking.at) or teller_behind(scene, asking.at):
        return party
    if said := teller_before(scene, asking.at, asking.at):
        return said[0]
    return carried(scene, asking.at) if asking.to is None and asking.form == "infinitive" else None


def _who_judges(scene: Scene, asking: Asking) -> Party | None:
    """Who finds that something would be good: whoever speaks, in whose view it is, or who asked before it."""
    if party := speaker_at(scene, asking.at) or view_holder(scene, asking.start):
        return party
    if said := teller_before(scene, asking.at, asking.at):
        return said[0]
    asked = scene.last_asked(asking.at, scene.reading.line_bounds(asking.at)[0])
    return asked.by if asked else None


def _author(scene: Scene, asking: Asking, document: Party) -> Party:
    """Who speaks of the document that asks (announced that the report would suggest …), else the document."""
    party = subject_of_sentence(scene, scene.sentence_index(asking.at), asking.group.first)
    if party and party.official:
        return party
    return heading_above(scene, asking.at) or document


def _agent(scene: Scene, asking: Asking) -> Party | None:
    """The party after *by* right behind a passive verb."""
    reading = scene.reading
    first = asking.at + 2
    if reading.norms[first - 1] not in scene.words.agents or reading.hit_at("aside", first - 1):
        return None
    return scene.parties.read(first, max(first, asking.start - 1))


def view_holder(scene: Scene, at: int) -> Party | None:
    """Whose view the sentence gives (According to Mr. X, In the team's view, It was her view that; À son avis)."""
    reading = scene.reading
    low, high = reading.sentence_bounds(at)
    norms, words = reading.norms, scene.words
    for here in range(low, at):
        if (term := words.according_to.at(norms, here)) and (term.id != "lead" or here == low):
            end = next((e for e in range(term.last, high) if reading.words[e] in ",;:"), high)
            if end <= at and scene.parties.is_party(term.last, end):
                return scene.parties.read(term.last, end)
        if words.view_nouns.at(norms, here):
            return _viewer(scene, here, low)
    return None


def teller_before(scene: Scene, first: int, at: int) -> tuple[Party, bool] | None:
    """The subject of a verb of saying right before the clause (said that X should …)."""
    reading = scene.reading
    low, _ = reading.sentence_bounds(first)
    end = first - 1 if first > low and scene.tags[first - 1] == "SUB" else first
    for lexicon in ("ask-opining", "ask-saying"):
        hit = reading.hit_ending(lexicon, end)
        if hit is None:
            continue
        group = read_group(reading, hit.first, hit.id if lexicon == "ask-saying" else "past")
        active = group and (group.voice == ACTIVE or lexicon == "ask-opining")
        party = asker(scene, group._replace(voice=ACTIVE)) if group and active else None
        if party:
            return party, lexicon == "ask-opining" or not scene.words.lenient.at(reading.norms, at)
    return None


def teller_behind(scene: Scene, at: int) -> Party | None:
    """Whoever is named behind the clause (…, she instructed; X, he demanded, must …; …, selon la mission)."""
    reading = scene.reading
    low, high = reading.sentence_bounds(at)
    for comma in range(low, high - 1):
        if reading.words[comma] != ",":
            continue
        if party := teller(scene, comma + 1, min(high, comma + NEAR)):
            return party
        view = scene.words.according_to.at(reading.norms, comma + 1)
        if view and view.id != "lead" and view.last < high:
            return scene.parties.read(view.last, phrase_end(scene, view.last, high))
    return None


def _asker_of_request(scene: Scene, at: int) -> Party | None:
    """Whose request it is that a noun names (its first request is …, the panel's advice was …)."""
    low = clause_start(scene, at)
    return _viewer(scene, at, low) if scene.reading.hit_at("ask-requests", at) and at > low else None


def _viewer(scene: Scene, noun: int, low: int) -> Party | None:
    """Whose view it is: of the party before *'s*, of whoever the possessive stands for."""
    reading = scene.reading
    before = noun
    while before > low and scene.tags[before - 1] in ("ADJ", "VERB", "NOUN") and before > noun - 3:
        before -= 1
    if before == low:
        return resolve(scene, "anyone", noun)
    if kind := scene.words.possessors.get(reading.norms[before - 1]):
        return resolve(scene, kind, before - 1)
    if reading.words[before - 1][0] not in "'’":
        return None
    first = phrase_start(scene, before - 1, low)
    first += scene.tags[first] == "PREP"
    return scene.parties.read(first, before - 1)


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


def may_ask(scene: Scene, asking: Asking, by: Party | None) -> bool:
    """Can the subject ask (a plan that calls for a thing asks nobody)? A verb with an infinitive says so itself.
    What a report tells of the work that was done asks nothing either."""
    if _tells_report(scene, asking.at) or (asking.form in ("modal", "whole") and _lays_down(scene, by)):
        return False
    if scene.reading.hit_at("ask-it-would", asking.at):
        told = scene.reading.norms[asking.start] in scene.words.no_demands
        return by is not None and not told and not scene.reading.hit_at("ask-saying", asking.start)
    if asking.group.voice in (PASSIVE, BARE) or asking.form not in ("noun", "doing", "clause", "infinitive"):
        return True
    if asking.group.voice == CLAUSE and _is_in_lead(scene, asking.at):
        return False
    if asking.form == "infinitive" and asking.group.voice != CLAUSE:
        return by is None or not (_rules(scene, by) or _is_thing(scene, by))
    if by is None:
        return asking.form == "clause"
    return bool(by.official) or not (_rules(scene, by) or _is_thing(scene, by))


def _lays_down(scene: Scene, by: Party | None) -> bool:
    """Is it a law, a plan or a thing by which something must be done?"""
    return by is not None and not by.official and (_rules(scene, by) or _is_thing(scene, by))


def _is_thing(scene: Scene, party: Party) -> bool:
    """Is it something that cannot ask (the data suggest …, the situation calls for …)?"""
    norms = scene.reading.norms[party.first : min(party.last, party.first + 4)]
    return not scene.parties.is_party(party.first, party.last) and any(norm in scene.words.things for norm in norms)


def _tells_report(scene: Scene, at: int) -> bool:
    """Does the sentence begin with *according to the report*?"""
    low, _ = scene.reading.sentence_bounds(at)
    hit = scene.words.according_to.at(scene.reading.norms, low)
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
