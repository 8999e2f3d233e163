"""Who speaks in a quotation, and to whom: told after it, before it, by a signature below it, or by its neighbours."""

from __future__ import annotations

from visitx.recommendations_parties import Party
from visitx.recommendations_phrases import after_lead, phrase_end
from visitx.recommendations_scene import Quote, Scene
from visitx.recommendations_subjects import asker, latter, resolve, subject_of_sentence
from visitx.recommendations_verbs import VerbGroup, read_group

FARTHEST = 14
SHORT = 10
Range = tuple[int, int]


def speaker_at(scene: Scene, at: int) -> Party | None:
    """Who says the words at token `at`: the speaker of the quotation they stand in."""
    quote = scene.quote_at(at)
    return speaker(scene, quote) if quote else None


def speaker(scene: Scene, quote: Quote) -> Party | None:
    """Who says a quotation, as far as the article tells."""
    if quote.first not in scene.speakers:
        scene.speakers[quote.first] = None
        scene.speakers[quote.first] = _speaker(scene, quote)
    return scene.speakers[quote.first]


def _speaker(scene: Scene, quote: Quote) -> Party | None:
    for place in (_told_within, _told_after, _told_before, _told_by_neighbour, _signed, _told_above):
        if party := place(scene, quote):
            return party
    return None


def attribution(scene: Scene, quote: Quote) -> Range | None:
    """The tokens after a quotation that tell who said it: to the end of the sentence, or to the next quotation."""
    reading = scene.reading
    at = quote.last + 1
    if not quote.closed or at >= len(reading) or reading.line_index(at) != reading.line_index(quote.first):
        return None
    inner = reading.words[quote.last - 1]
    follows = reading.words[at]
    _, high = reading.sentence_bounds(at)
    short = inner in ("!", "?") and high - at <= SHORT
    if not (follows == "," or inner == "," or short or follows[0].islower()):
        return None
    opening = next((q.first - 1 for q in scene.quotes_after(at)), high)
    return at, min(high, max(opening, at))


def _told_after(scene: Scene, quote: Quote) -> Party | None:
    found = attribution(scene, quote)
    return teller(scene, *found) if found else None


def teller(scene: Scene, low: int, high: int) -> Party | None:
    """The subject of the first verb of saying between two tokens, before or after the verb."""
    verb = saying_in(scene, low, min(high, low + FARTHEST))
    if verb is None:
        return None
    group, last = verb
    if group and group.asker is not None:
        return resolve(scene, scene.words.pronouns[scene.reading.norms[group.asker]], group.first)
    first = group.first if group else last - 1
    return _named(scene, low, first) or _named_behind(scene, last, high)


def _named_behind(scene: Scene, first: int, high: int) -> Party | None:
    """The party behind a verb of saying, what leads to it left out (a imploré par téléphone une résidente)."""
    if first < high and scene.tags[first] == "PREP":
        first = after_lead(scene, first, high) or first
    return _named(scene, first, phrase_end(scene, first, high))


def saying_in(scene: Scene, low: int, high: int) -> tuple[VerbGroup | None, int] | None:
    """The first verb of saying from `low` to `high`: its group and where it ends."""
    for hit in scene.hits_in("ask-saying", low, high):
        if hit.id != "base":
            return read_group(scene.reading, hit.first, hit.id, says=True), hit.last
    return None


def _named(scene: Scene, first: int, last: int) -> Party | None:
    """The party in a range that holds nothing but its noun phrase; pronouns resolved."""
    reading = scene.reading
    while first < last and (reading.words[first] in (",", "–", "—", "-") or scene.tags[first] in ("ADV", "CONJ")):
        first += 1
    if first >= last:
        return None
    kind = scene.words.pronouns.get(reading.norms[first])
    if kind in ("self", "hearer", "relative", "anyone") or (
        last - first == 1 and reading.norms[first] in scene.words.asked
    ):
        return None
    if kind:
        return resolve(scene, kind, first)
    if party := latter(scene, first, last):
        return party
    if scene.tags[first] in ("PREP", "AUX") or _has_verb(scene, first, last):
        return _by_mention(scene, first, last)
    return scene.parties.read(first, last)


def _has_verb(scene: Scene, first: int, last: int) -> bool:
    """Does a clause of its own stand in the range?"""
    for at in range(first, last):
        if scene.tags[at] == "SUB" or scene.reading.words[at] == ",":
            return False
        if scene.is_auxiliary(at) or scene.tags[at] == "PRON":
            return True
    return False


def _by_mention(scene: Scene, first: int, last: int) -> Party | None:
    mention = next(iter(scene.parties.within(first, last)), None)
    return Party(mention.official.name, mention.official, first, last) if mention else None


def _told_within(scene: Scene, quote: Quote) -> Party | None:
    """A verb of saying inside the quotation (Le cours est fini, a-t-elle expliqué; …, a expliqué Mme X)."""
    for mention in scene.parties.within(quote.first, quote.last):
        verb = saying_in(scene, max(quote.first, mention.first - 4), mention.first)
        if verb and verb[0] and scene.reading.words[verb[0].first - 1] == ",":
            return Party(mention.official.name, mention.official, mention.first, mention.last)
    for at in range(quote.first, quote.last):
        kind = scene.words.pronouns.get(scene.reading.norms[at])
        if kind and scene.reading.words[at].startswith("-") and saying_in(scene, at, min(at + 3, quote.last)):
            return resolve(scene, kind, quote.first)
    return None


def _told_before(scene: Scene, quote: Quote) -> Party | None:
    """Whoever the sentence before the opening mark tells of (He added: “…)."""
    reading = scene.reading
    mark = quote.first - 1
    low, _ = reading.sentence_bounds(mark)
    if mark - low < 2:
        return None
    for at in range(mark - 1, max(low - 1, mark - FARTHEST), -1):
        hit = reading.hit_at("ask-saying", at)
        group = read_group(reading, at, hit.id) if hit and hit.id != "base" else None
        if group and not scene.quote_at(at):
            return asker(scene, group)
    if reading.words[mark - 1] == ":":
        return subject_of_sentence(scene, scene.sentence_index(low), mark)
    return None


def _told_by_neighbour(scene: Scene, quote: Quote) -> Party | None:
    """The speaker of the quotation before in the same paragraph."""
    other = scene.quote_before(quote)
    if other is None:
        return None
    near = scene.reading.line_index(other.first) == scene.reading.line_index(quote.first)
    return speaker(scene, other) if near else None


def _signed(scene: Scene, quote: Quote) -> Party | None:
    """The person whose name begins the line below a paragraph that is all quotation."""
    reading = scene.reading
    index = reading.line_index(quote.first)
    line = reading.lines[index]
    alone = quote.first - 1 == line.first and quote.last >= line.last - 1
    if not alone or index + 1 >= len(reading.lines):
        return None
    below = reading.lines[index + 1]
    for mention in scene.parties.within(below.first, min(below.last, below.first + 8)):
        if below.last - below.first < 20 and mention.first - below.first < 5:
            return Party(mention.official.name, mention.official, mention.first, mention.last)
    return None


def _told_above(scene: Scene, quote: Quote) -> Party | None:
    """The speaker where the paragraph above ends with a colon, or is a quotation that goes on."""
    reading = scene.reading
    index = reading.line_index(quote.first)
    if not index or quote.first - 1 != reading.lines[index].first:
        return None
    above = reading.lines[index - 1]
    if reading.words[above.last - 1] == ":":
        return subject_of_sentence(scene, scene.sentence_index(above.last - 1))
    other = scene.quote_at(above.last - 2) or scene.quote_at(above.last - 1)
    return speaker(scene, other) if other and other.first - 1 == above.first else None


def hearer(scene: Scene, quote: Quote) -> str | None:
    """To whom a quotation is said (she told the Convener; a lancé M. X à la ministre; leur a-t-il dit)."""
    found = attribution(scene, quote)
    verb = saying_in(scene, found[0], min(found[1], found[0] + FARTHEST)) if found else None
    if found is None or verb is None:
        return None
    reading = scene.reading
    high = found[1]
    group, last = verb
    if group and group.asked is not None:
        return _last_addressee(scene, quote)
    if reading.norms[last - 1] in scene.words.saying_to and last < high and _is_noun(scene, last):
        return _text(scene, last, phrase_end(scene, last, high))
    for at in range(last, high):
        if reading.words[at] == ",":
            return None
        hit = scene.words.toward.at(reading.norms, at)
        if hit is None or hit.last >= high:
            continue
        end = phrase_end(scene, hit.last, high)
        if hit.id == "persons" or _is_somebody(scene, hit.last, end):
            return _text(scene, hit.last, end)
    return None


def _is_somebody(scene: Scene, first: int, last: int) -> bool:
    """Is it surely a party, not a place?"""
    named = any(scene.words.is_party(scene.reading.norms[at]) for at in range(first, last))
    return named or bool(scene.parties.within(first, last))


def _is_noun(scene: Scene, at: int) -> bool:
    return scene.tags[at] in ("DET", "NOUN", "NAME", "NUM", "ADJ")


def _text(scene: Scene, first: int, last: int) -> str | None:
    first, last = scene.parties.trim(first, last)
    return scene.reading.text_of(first, last) or None


def _last_addressee(scene: Scene, quote: Quote) -> str | None:
    line = scene.reading.lines[scene.reading.line_index(quote.first)]
    asked = scene.last_asked(quote.first, line.first)
    return asked.to if asked else None
