"""Noun phrases, found by the coarse tags of words and by what a language's rules say of its nouns and adjectives.

`after` gives the token range of the noun phrase that begins at a place (nounphrases_before: of one that ends there),
`head` the noun that bears it. The lexicons that steer them stand in rules/*/tags.yaml.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from visitx.rules import Rulebook

if TYPE_CHECKING:
    from visitx.reading import Reading

Range = tuple[int, int]
INNER = frozenset({"NOUN", "NAME", "ADJ"})
NOUNS = frozenset({"NOUN", "NAME"})
_OPENING = frozenset({"“", "«", '"', "‘", "(", "•", "–", "—", "-", "*"})
LONGEST = 14  # tokens of a noun phrase


class Grammar:
    """What the rules of a language say of its nouns, with what was found out of words remembered."""

    def __init__(self, book: Rulebook) -> None:
        self._plural_words = book.words("plural-word")
        self._endings = _endings(book.terms("plural-suffix"))
        self._agreeing = tuple(s for ss in book.terms("agreeing-suffix").values() for s in ss)
        self._modifiers = tuple(s for ss in book.terms("modifier-suffix").values() for s in ss)
        self._verbs_after_plural = book.words("verb-after-plural")
        self._contracted = book.words("contracted")
        self.times = book.words("time-unit")
        self.indefinite = book.words("number-one")
        self.infinitives = book.words("infinitive")
        self.clitics = book.words("clitic")
        self.adjectives_follow = bool(self._agreeing)
        self._plural: dict[str, bool] = {}

    def plural(self, norm: str) -> bool:
        """Does this word look like a plural noun?"""
        known = self._plural.get(norm)
        if known is None:
            ending = next((kind for suffix, kind in self._endings if norm.endswith(suffix)), None)
            known = self._plural[norm] = norm in self._plural_words or (ending == "plural" and len(norm) > 2)
        return known

    def agrees(self, norm: str) -> bool:
        """May this word follow a plural noun as its adjective?"""
        return norm.endswith(self._agreeing) if self._agreeing else False

    def modifies(self, norm: str) -> bool:
        """May this form of a verb stand before a noun?"""
        return norm.endswith(self._modifiers) if self._modifiers else False

    def verb_after_plural(self, norm: str) -> bool:
        return norm in self._verbs_after_plural

    def contracted(self, norm: str) -> bool:
        """Does this word hold an article besides its preposition (French du, des)?"""
        return norm in self._contracted


def _endings(terms: Mapping[str, tuple[str, ...]]) -> list[tuple[str, str]]:
    pairs = [(suffix, kind) for kind, suffixes in terms.items() for suffix in suffixes]
    return sorted(pairs, key=lambda p: -len(p[0]))


def after(
    reading: Reading, at: int, *, definite: bool = False, counted: bool = False, end: int | None = None
) -> Range | None:
    """The noun phrase that begins at token `at`, its *of* complements and what is coordinated with it included.

    `definite`: complements with an article too (`members of the committee`, not only `cases of cholera`).
    `counted`: a number of two or more stands before it, so that its noun is a plural. `end`: where the phrase ends at
    the latest.
    """
    grammar = reading.grammar
    _, high = reading.line_bounds(at) if at < len(reading) else (at, at)
    high = min(high, at + LONGEST, high if end is None else end)
    core = _core(reading, grammar, at, high)
    if core is None:
        return None
    if not counted:
        core = _without_verb(reading, grammar, core)
    core = _without_lead(reading, core)
    last = _with_complements(reading, grammar, core, high, definite)
    return core[0], _with_conjunct(reading, grammar, last, core, high)


def _core(reading: Reading, grammar: Grammar, at: int, high: int) -> Range | None:
    """Nouns and adjectives from `at` on, up to the last noun (or agreeing adjective) before something else."""
    end, seen_plural = at, False
    last_noun = -1
    bracket = _acronym(reading, at, high)
    for index in range(at, high):
        if index in bracket:
            continue
        kind = _part(reading, grammar, index, seen_plural, last_noun)
        if kind is None:
            break
        if kind == "ADJ" and last_noun < 0 and _stands_alone(reading, grammar, index, high):
            kind = "NOUN"
        if kind in NOUNS:
            last_noun = index
            seen_plural = seen_plural or grammar.plural(reading.norms[index])
        if kind in NOUNS or (grammar.adjectives_follow and last_noun >= 0):
            end = index + 1
    return (at, end) if last_noun >= 0 else None


def _without_verb(reading: Reading, grammar: Grammar, core: Range) -> Range:
    """Without a last word in -s that is a verb: after another noun, and before an article or a number (the pump feeds a
    tank), where adjectives do not follow their noun."""
    last, end = core[1] - 1, core[1]
    if grammar.adjectives_follow or end >= len(reading) or not grammar.plural(reading.norms[last]):
        return core
    nouns = any(reading.tags[at] in NOUNS for at in range(core[0], last))
    verb = reading.tags[end] in ("DET", "PRON", "NUM") or reading.numeral_at(end) is not None
    return (core[0], last) if nouns and verb and not reading.term_at("each-time", end) else core


def _without_lead(reading: Reading, core: Range) -> Range:
    """Without a last word that leads to a number (enfants âgés de 9 ans → enfants)."""
    last, of = core[1] - 1, core[1]
    if last == core[0] or of + 1 >= len(reading) or reading.tags[of] != "OF":
        return core
    leads = reading.term_at("value-verb", last)
    number = reading.numeral_at(of + 1) or reading.term_at("qualifier-before", of + 1)
    return (core[0], last) if leads and leads.id == "participle" and number else core


def _acronym(reading: Reading, at: int, high: int) -> range:
    """The tokens of a bracket that holds the acronym of the words before it, a noun after it (Fund (CDF) projects)."""
    if "(" not in reading.words[at + 1 : high - 3]:
        return range(0)
    for index in range(at + 1, high - 3):
        if reading.words[index] == "(":
            named = reading.words[index + 1].isupper() and reading.words[index + 2] == ")"
            return range(index, index + 3) if named and reading.tags[index + 3] == "NOUN" else range(0)
    return range(0)


def _part(reading: Reading, grammar: Grammar, at: int, seen_plural: bool, last_noun: int) -> str | None:
    """NOUN, NAME, ADJ where the token goes on with a noun phrase, else None."""
    tag, norm = reading.tags[at], reading.norms[at]
    if tag == "NUM":
        mixed = norm[0].isdigit() and any(c.isalpha() for c in norm)
        return "NAME" if mixed and reading.numeral_at(at) is None else None
    if last_noun < 0:
        return _before_noun(reading, grammar, at, tag)
    if tag == "VERB" and not seen_plural and _joins_nouns(reading, grammar, at):
        return "ADJ"
    if tag not in INNER:
        return None
    if seen_plural and not _follows_plural(reading, grammar, at, tag):
        return None
    return tag


def _stands_alone(reading: Reading, grammar: Grammar, at: int, high: int) -> bool:
    """Is this adjective the noun itself, for want of one after it (trois blessés)? Only where adjectives follow."""
    after_article = at > 0 and reading.tags[at - 1] == "DET"
    if not grammar.adjectives_follow:
        return after_article and (at + 1 >= high or reading.tags[at + 1] in ("AUX", "VERB", "OF", "PREP", "PUNCT"))
    if not grammar.plural(reading.norms[at]) and (not at or reading.tags[at - 1] not in ("DET", "OF")):
        return False
    return at + 1 >= high or reading.tags[at + 1] not in INNER


def _joins_nouns(reading: Reading, grammar: Grammar, at: int) -> bool:
    """Does this form of a verb stand between two nouns of one phrase (OSCE participating States)?"""
    return grammar.modifies(reading.norms[at]) and at + 1 < len(reading) and reading.tags[at + 1] in NOUNS


def _before_noun(reading: Reading, grammar: Grammar, at: int, tag: str) -> str | None:
    if tag == "VERB":
        return _verb_form(reading, grammar, at)
    if tag == "ADV" and at + 1 < len(reading) and reading.tags[at + 1] in ("ADJ", "VERB"):
        superlative = reading.tags[at + 1] == "ADJ" and grammar.plural(reading.norms[at + 1])
        return "ADJ" if superlative or not grammar.adjectives_follow else None
    return tag if tag in INNER else None


def _verb_form(reading: Reading, grammar: Grammar, at: int) -> str | None:
    """What a form of a verb is at the start of a noun phrase: an adjective, or a noun after an article or number."""
    if grammar.modifies(reading.norms[at]):
        return "ADJ"
    before = reading.tags[at - 1] if at else ""
    counted = before == "OF" or reading.numeral_ending(at) is not None
    if before == "DET" or (grammar.adjectives_follow and counted and grammar.plural(reading.norms[at])):
        return "NOUN"
    return None


def _follows_plural(reading: Reading, grammar: Grammar, at: int, tag: str) -> bool:
    """Does a noun phrase go on after its plural noun with this token?"""
    word, norm = reading.words[at], reading.norms[at]
    if grammar.adjectives_follow:
        return grammar.agrees(norm) or (tag == "NAME" and word.isupper())
    if tag != "NOUN" or grammar.verb_after_plural(norm):
        return False
    return at + 1 >= len(reading) or reading.tags[at + 1] not in ("DET", "PRON", "NUM", "AUX") or grammar.plural(norm)


def _with_complements(reading: Reading, grammar: Grammar, core: Range, high: int, definite: bool) -> int:
    """Where the phrase ends with its *of* complements, and with what always goes with a noun (en ligne)."""
    end = core[1]
    if tail := reading.term_at("noun-tail", end):
        return tail.last
    while end + 1 < high and reading.tags[end] == "OF":
        start = end + 1
        if grammar.contracted(reading.norms[end]) or reading.tags[start] == "DET":
            if not definite:
                break
            start += reading.tags[start] == "DET"
        inner = _core(reading, grammar, start, high)
        if inner is None or reading.numeral_at(inner[1]):
            break
        end = _agreeing_after(reading, grammar, inner, core, high)
    return end


def _agreeing_after(reading: Reading, grammar: Grammar, inner: Range, core: Range, high: int) -> int:
    """A complement, and after it the adjectives that agree with the noun it complements (projets d'… clés)."""
    end = inner[1]
    if grammar.adjectives_follow and grammar.plural(reading.norms[core[1] - 1]):
        while end < high and reading.tags[end] == "ADJ" and grammar.agrees(reading.norms[end]):
            end += 1
    return end


def _with_conjunct(reading: Reading, grammar: Grammar, end: int, core: Range, high: int) -> int:
    """Where the phrase ends with a second noun after *and*, both plural (civil servants and public employees)."""
    if end + 1 >= high or reading.tags[end] != "CONJ":
        return end
    conjunct = _core(reading, grammar, end + 1, high)
    if conjunct is None or not grammar.plural(reading.norms[head(reading, *core)]):
        return end
    if not grammar.plural(reading.norms[head(reading, *conjunct)]):
        return end
    last = _with_complements(reading, grammar, conjunct, high, definite=False)
    if last < len(reading) and reading.tags[last] in ("DET", "PRON", "NUM"):
        return end
    return last


def head(reading: Reading, first: int, last: int) -> int:
    """The token of the noun that bears a phrase: its first noun where adjectives follow, else its last before *of*."""
    grammar = reading.grammar
    nouns: list[int] = []
    for at in range(first, last):
        if reading.tags[at] in ("OF", "CONJ", "PREP") and nouns:
            break
        if reading.tags[at] in NOUNS:
            nouns.append(at)
    if not nouns:
        return first if grammar.adjectives_follow else last - 1
    return nouns[0] if grammar.adjectives_follow else nouns[-1]


def has_common_noun(reading: Reading, span: Range) -> bool:
    """Is there more to the phrase than a name? One word with a capital that begins a sentence is no name."""
    if any(reading.tags[at] in ("NOUN", "ADJ") and reading.words[at].islower() for at in range(*span)):
        return True
    if span[1] - span[0] > 1:
        return False
    if span[0] > 0 and reading.tags[span[0] - 1] == "DET" and reading.words[span[0]].islower():
        return True
    opened = span[0] > 0 and reading.words[span[0] - 1] in _OPENING
    return reading.tags[span[0]] == "NOUN" or (reading.tags[span[0]] == "NAME" and opened)


def plural_part(reading: Reading, phrase: Range) -> Range | None:
    """The phrase if its noun is a plural, cut after its last plural where what follows may be a verb; else None."""
    grammar = reading.grammar
    bearer = head(reading, *phrase)
    if grammar.plural(reading.norms[bearer]) or reading.tags[bearer] == "NAME":
        return phrase
    end = phrase[1] - 1 if not grammar.adjectives_follow else phrase[0]
    while end > phrase[0] and not (reading.tags[end - 1] in NOUNS and grammar.plural(reading.norms[end - 1])):
        end -= 1
    return (phrase[0], end) if end > phrase[0] else None
