"""Who stands before a verb of asking: its subject, over insertions, and whom pronouns stand for."""

from __future__ import annotations

from visitx.recommendations_parties import Party
from visitx.recommendations_phrases import (
    after_lead,
    clause_start,
    is_clause,
    is_fronted,
    last_named,
    list_phrase_start,
    phrase_start,
    segments,
)
from visitx.recommendations_scene import Scene
from visitx.recommendations_verbs import CLAUSE, VerbGroup

_CUTS = frozenset(',;:—–“”«»„"')
SENTENCES_BACK = 6


def asker(scene: Scene, group: VerbGroup) -> Party | None:
    """Who asks with the verb of this group, as far as the article says it outside quotations."""
    low = clause_start(scene, group.first)
    if group.asker is not None:
        return resolve(scene, scene.words.pronouns[scene.reading.norms[group.asker]], group.first)
    if group.voice == CLAUSE:
        return subject_of_sentence(scene, scene.sentence_index(group.at), group.first)
    return subject_before(scene, group.first, low)


def subject_before(scene: Scene, end: int, low: int) -> Party | None:
    """The subject of a verb group that begins at token `end`, looked for back to token `low`."""
    reading, words = scene.reading, scene.words
    if end <= low:
        return None
    before = end - 1
    kind = words.pronouns.get(reading.norms[before])
    if kind == "relative":
        last = before - 1 if before > low and reading.words[before - 1] == "," else before
        return _phrase(scene, phrase_start(scene, last, low), last)
    if kind:
        return resolve(scene, kind, before)
    if scene.tags[before] == "CONJ":
        return _shared(scene, end)
    if reading.words[before] == ",":
        return _before_insertions(scene, before, low)
    party = _phrase(scene, list_phrase_start(scene, phrase_start(scene, end, low), end, low), end)
    if party is None or scene.parties.is_party(party.first, party.last):
        return party
    return _before_relative(scene, party.first, low) or party


def _before_relative(scene: Scene, end: int, low: int) -> Party | None:
    """The party that a relative clause without commas tells of (The delegation that came to see the river asked …)."""
    for at in range(low + 1, end):
        if scene.words.pronouns.get(scene.reading.norms[at]) == "relative" and scene.reading.words[at - 1] != ",":
            party = _phrase(scene, phrase_start(scene, at, low), at)
            return party if party and scene.parties.is_party(party.first, party.last) else None
    return None


def _shared(scene: Scene, end: int) -> Party | None:
    """The subject that a coordinated verb has in common with the one before (thanked X but requested …)."""
    low, _ = scene.reading.sentence_bounds(end)
    if asked := scene.last_asked(end, low):
        return asked.by
    return subject_of_sentence(scene, scene.sentence_index(end), end)


def _phrase(scene: Scene, first: int, last: int) -> Party | None:
    """The party in the tokens `first` to `last`, what leads to it (On this occasion the …) left out."""
    reading = scene.reading
    while first < last and (scene.tags[first] in ("CONJ", "ADV") or reading.hit_at("aside", first)):
        hit = reading.hit_at("aside", first)
        first = hit.last if hit else first + 1
    while first < last and (scene.tags[last - 1] == "ADV" or reading.hit_ending("aside", last)):
        last -= 1
    if first >= last:
        return None
    if party := latter(scene, first, last):
        return party
    if scene.tags[first] in ("PREP", "OF", "SUB", "VERB") or reading.norms[first] in scene.words.pronouns:
        found = after_lead(scene, first, last)
        if found is None:
            return None
        first = found
    return scene.parties.read(first, last)


def latter(scene: Scene, first: int, last: int) -> Party | None:
    """Whoever was named last in the sentence before, where the phrase says no more (the latter, ce dernier)."""
    hit = scene.words.latter.at(scene.reading.norms, first)
    index = scene.sentence_index(first) - 1
    if hit is None or hit.last != last or index < 0:
        return None
    low, high = scene.reading.sentences[index]
    return last_named(
        scene, low, high, lambda party: agrees(scene, hit.id, party) and not _is_one(scene, hit.id, party)
    )


def _is_one(scene: Scene, kind: str, party: Party) -> bool:
    """Is it one, by its article, where the words stand for several?"""
    article = scene.words.articles.get(scene.reading.norms[party.first - 1]) if party.first else None
    return kind == "they" and article in _ONE


def _before_insertions(scene: Scene, end: int, low: int) -> Party | None:
    """The subject before what commas enclose (X, chair of Y, who lodged Z, insisted)."""
    parts = segments(scene, low, end)
    start = next((i for i in range(len(parts) - 1, 0, -1) if is_clause(scene, *parts[i - 1])), 0)
    phrases = [s for s in parts[start:] if not is_fronted(scene, *s)]
    read = [p for p in (_phrase(scene, *s) for s in phrases) if p]
    return next((p for p in read if p.official), read[0] if read else None)


def subject_of_sentence(scene: Scene, index: int, end: int | None = None) -> Party | None:
    """The subject of a sentence (before token `end`), the speaker where it is a quotation with who says it."""
    low, high = scene.reading.sentences[index]
    if end is not None:
        return _subject_between(scene, low, min(high, end))
    if index not in scene.subjects:
        scene.subjects[index] = None  # a pronoun that leads back here stands for nobody
        scene.subjects[index] = _subject_between(scene, low, high)
    return scene.subjects[index]


def _subject_between(scene: Scene, low: int, high: int) -> Party | None:
    reading = scene.reading
    quote = scene.quote_at(low) or scene.quote_at(low + 1)
    if quote:
        low = quote.last + 1
    found: Party | None = None
    for first, last in segments(scene, low, high):
        end = next((at for at in range(first + 1, last) if _ends_subject(scene, at)), last)
        if is_fronted(scene, first, last):
            if (at := _subject_pronoun(scene, first, last)) is not None:
                return resolve(scene, scene.words.pronouns[reading.norms[at]], at)
        else:
            kind = scene.words.pronouns.get(reading.norms[first])
            if kind and kind not in ("relative", "self", "hearer"):
                return found or resolve(scene, kind, first)
            party = _phrase(scene, first, end)
            if party and party.official:
                return party
            found = found or party
        if end < last and found:
            return found
    return found


def _subject_pronoun(scene: Scene, first: int, last: int) -> int | None:
    """The pronoun that is the subject right after what leads a sentence (Dans les deux chantiers il a choisi …)."""
    for at in range(first + 1, last):
        if scene.tags[at] == "SUB":
            return None
        if scene.words.pronouns.get(scene.reading.norms[at]) in ("he", "she", "they", "he-or-it", "she-or-it"):
            return at
    return None


def _ends_subject(scene: Scene, at: int) -> bool:
    reading = scene.reading
    if scene.tags[at] in ("SUB", "PRON") or scene.is_auxiliary(at) or reading.words[at] in _CUTS:
        return True
    return bool(reading.hit_at("ask-saying", at)) or (scene.tags[at] == "VERB" and scene.tags[at - 1] != "DET")


def resolve(scene: Scene, kind: str, at: int) -> Party | None:
    """Whom a pronoun of the third person stands for: the nearest subject, or reporter, before it that agrees."""
    index = scene.sentence_index(at)
    low, _ = scene.reading.sentences[index]
    paragraph = scene.reading.line_index(at)
    if (topic := topic_at(scene, at)) and agrees(scene, kind, topic):
        return topic
    if at > low + 1 and (party := subject_of_sentence(scene, index, at)) and agrees(scene, kind, party):
        return party
    for back in range(index - 1, max(-1, index - 1 - SENTENCES_BACK), -1):
        if paragraph - scene.reading.line_index(scene.reading.sentences[back][0]) > 2:
            break
        low, high = scene.reading.sentences[back]
        asked = scene.last_asked(high, low)
        for party in (
            asked.by if asked else None,
            reporter_of_sentence(scene, back),
            subject_of_sentence(scene, back),
            _person_in(scene, back, kind),
        ):
            if party and agrees(scene, kind, party) and not _came_along(scene, party, at):
                return party
    return _person_before(scene, kind, at)


def _came_along(scene: Scene, party: Party, at: int) -> bool:
    """Is it somebody who is only named as having come with another?"""
    return party.official is not None and scene.parties.is_companion(party.official, at)


def topic_at(scene: Scene, at: int) -> Party | None:
    """The party that the pronoun at a token takes up from the head of its clause (As for the experts, they advise …),
    unless the party is taken up by an object (Quant au maire, il lui demande …)."""
    norms, words = scene.reading.norms, scene.words
    if at < 2 or scene.reading.words[at - 1] != "," or norms[at] not in words.pronouns:
        return None
    lead = words.addressing.at(norms, clause_start(scene, at))
    if (
        lead is None
        or lead.id != "topic"
        or lead.last >= at - 1
        or (at + 1 < len(norms) and norms[at + 1] in words.asked)
    ):
        return None
    return scene.parties.read(lead.last, at - 1)


def reporter_of_sentence(scene: Scene, index: int) -> Party | None:
    """Whoever is named right behind a verb of saying (…, said Miss X; …, a indiqué M. Y)."""
    low, high = scene.reading.sentences[index]
    for hit in scene.hits_in("ask-saying", low, high):
        mention = next(iter(scene.parties.within(hit.last, hit.last + 3)), None)
        if mention and "PREP" not in scene.tags[hit.last : mention.first]:
            return Party(mention.official.name, mention.official, mention.first, mention.last)
    return None


def _person_in(scene: Scene, index: int, kind: str) -> Party | None:
    """An official whom the sentence names otherwise (Governor X's answer: …), for pronouns of persons."""
    if kind not in _WRONG:
        return None
    for mention in scene.parties.within(*scene.reading.sentences[index]):
        party = Party(mention.official.name, mention.official, mention.first, mention.last)
        if agrees(scene, kind, party):
            return party
    return None


def _person_before(scene: Scene, kind: str, at: int) -> Party | None:
    """The official named last before, for a pronoun that stands for a person."""
    if kind not in _WRONG:
        return None
    found = []
    for mention in scene.parties.before(at):
        party = Party(mention.official.name, mention.official, mention.first, mention.last)
        if agrees(scene, kind, party):
            if not _came_along(scene, party, at):
                return party
            found.append(party)
    return found[0] if found else None


_OTHER = {"he-or-it": ("feminine", "plural"), "she-or-it": ("masculine", "plural"), "it": ("plural",)}
_ONE = ("masculine", "feminine")
_WRONG = {"he": "female", "she": "male", "he-or-it": "female", "she-or-it": "male"}


def agrees(scene: Scene, kind: str, party: Party) -> bool:
    """May the pronoun stand for the party?"""
    if party.official:
        return kind == "anyone" or (kind in _WRONG and party.official.gender != _WRONG[kind])
    if kind not in ("it", "they", "he-or-it", "she-or-it", "anyone"):
        return False
    article = scene.words.articles.get(scene.reading.norms[party.first - 1]) if party.first else None
    return article not in _OTHER.get(kind, ()) and scene.parties.is_party(party.first, party.last)
