"""The words that the mechanisms of asking look up one by one: pronouns, auxiliaries, articles, parties, verb forms."""

from __future__ import annotations

from collections.abc import Mapping

from visitx.patterns import fold
from visitx.reading import Reading
from visitx.rules import Rulebook
from visitx.termtables import TermTable

SMALL = ("AUX", "SUB", "PRON")
FORMS = ("past", "participle", "present", "base", "doing")


def is_acronym(word: str) -> bool:
    """Is the word an abbreviation in capitals, as WHO?"""
    return len(word) > 1 and word.isupper() and word.isalpha()


class AskWords:
    """Word tables of one rulebook; made once, by `reading.prepared(AskWords)`."""

    def __init__(self, book: Rulebook) -> None:
        self.verb_lexicons = tuple(
            name
            for name, lexicon in book.lexicons.items()
            if lexicon.terms and lexicon.match == "folded" and set(lexicon.terms) <= set(FORMS)
        )
        self._subordinators = _set(book, "ask-subordinator")
        self.order = {rule.id: number for number, rule in enumerate(book.rules)}
        self.helpers = _ids(book, "ask-helper")
        self.reflexives = frozenset(word for word, what in self.helpers.items() if what == "reflexive")
        self.also_nouns = _set(book, "ask-also-noun")
        self.pronouns = _ids(book, "ask-pronoun")
        self.possessors = _ids(book, "ask-possessor")
        self.asked = _ids(book, "ask-object")
        self.articles = _ids(book, "ask-article")
        self.definites = _set(book, "ask-definite")
        self.indefinites = _set(book, "ask-indefinite")
        self.clitics = _set(book, "ask-clitic-before-verb")
        self.dummies = _set(book, "ask-dummy")
        self.possessives = _set(book, "ask-of-their")
        self.parties = _ids(book, "ask-party")
        self.visitors = _set(book, "ask-visitor")
        self.things = _set(book, "ask-thing")
        self.documents = _set(book, "ask-document")
        self.written = self.documents | _set(book, "ask-writing")
        self.publics = _ids(book, "ask-public")
        self.verbs = _set(book, "ask-bare-verb")
        self.wishes = _ids(book, "ask-wish")
        self.statements = _set(book, "ask-wish-states")
        modals = {term.split()[0] for term in _set(book, "ask-modal")}
        self.predicates = self.verbs | self.wishes.keys() | self.statements | modals
        self.no_demands = _set(book, "ask-no-demand")
        self.no_requests = _set(book, "ask-no-request")
        self._adverbs = frozenset(fold(t) for t in book.terms("tag").get("ADV", ()))
        self._adverb_endings = tuple(book.terms("tag-suffix").get("ADV", ()))
        self._infinitives = _set(book, "ask-infinitive")
        self._no_infinitives = _set(book, "ask-no-infinitive")
        self._infinitive_endings = _endings(book, "ask-infinitive-ending")
        self._no_infinitive_endings = _endings(book, "ask-no-infinitive-ending")
        self._party_endings = _endings(book, "ask-party-ending")
        self._done = _set(book, "ask-done")
        self._done_endings = _endings(book, "ask-done-ending")
        self._demonym_endings = _endings(book, "ask-demonym-ending")
        self._wish_endings = _endings(book, "ask-wish-ending")
        self._doing_endings = _endings(book, "ask-doing-ending")
        self.what = TermTable(book, "ask-what")
        self.supports = _set(book, "ask-support")
        self.mild = _set(book, "ask-urging-mildly")
        self.stating = _set(book, "ask-stating")
        self.agents = _set(book, "ask-agent")
        self.that = _set(book, "ask-that")
        self.to_do = _set(book, "ask-to-do")
        self.saying_to = _set(book, "ask-saying-to")
        self.toward = TermTable(book, "ask-toward")
        self.addressing = TermTable(book, "ask-addressing")
        self.please = TermTable(book, "ask-please")
        self.during = TermTable(book, "ask-during")
        self.dont = TermTable(book, "ask-dont")
        self.let_us = TermTable(book, "ask-let-us")
        self.latter = TermTable(book, "ask-latter")
        self.namely = TermTable(book, "ask-namely")
        self.lenient = TermTable(book, "ask-modal-lenient")
        self.attending = TermTable(book, "ask-attending")
        self.according_to = TermTable(book, "ask-according-to")
        self.view_nouns = TermTable(book, "ask-view-noun")
        self.in_order_to = TermTable(book, "ask-in-order-to")
        self.on_behalf = TermTable(book, "ask-on-behalf")
        self.contrasts = TermTable(book, "ask-contrast")
        self.which = TermTable(book, "ask-which")
        self.action_endings = _endings(book, "ask-action-ending")
        self._commands = _set(book, "ask-command")
        self._no_commands = _set(book, "ask-no-command")
        self._command_endings = _endings(book, "ask-command-ending")

    def tags(self, reading: Reading) -> list[str]:
        """The tags of an article, put right where words of clauses look like others and names like small words."""
        tags = list(reading.tags)
        for norm in self._subordinators:
            for at in reading.places(norm):
                tags[at] = "SUB"
        for at, word in enumerate(reading.words):
            if word.isupper() and tags[at] in SMALL and is_acronym(word):
                tags[at] = "NAME"
        return tags

    def is_demonym(self, word: str) -> bool:
        """Does the word name the people of a place?"""
        return word[:1].isupper() and word.lower().endswith(self._demonym_endings)

    def is_adverb(self, norm: str) -> bool:
        """Is the word an adverb, also where a capital hides it?"""
        return norm in self._adverbs or (len(norm) > 4 and norm.endswith(self._adverb_endings))

    @property
    def marks_infinitives(self) -> bool:
        """Has an infinitive an ending of its own?"""
        return bool(self._infinitive_endings)

    def is_party(self, norm: str) -> bool:
        """Does the word name a body, an office or a kind of persons?"""
        return norm in self.parties or (len(norm) > 6 and norm.endswith(self._party_endings))

    def is_infinitive(self, norm: str) -> bool:
        """May the word be an infinitive after what leads to one?"""
        if not self._infinitive_endings:
            return norm in self.verbs or norm in self._infinitives
        if norm in self._infinitives:
            return True
        return len(norm) > 3 and norm.endswith(self._infinitive_endings) and norm not in self._no_infinitives

    def is_no_infinitive(self, norm: str) -> bool:
        """Has the word an ending that infinitives do not have?"""
        return norm.endswith(self._no_infinitive_endings)

    def is_done(self, norm: str) -> bool:
        """May the word be the participle of a passive?"""
        return norm in self._done or norm.endswith(self._done_endings)

    def is_doing(self, norm: str) -> bool:
        """May the word be a verb that names an action, as `publishing`?"""
        return len(norm) > 4 and norm.endswith(self._doing_endings)

    def may_wish(self, norm: str) -> bool:
        """May the word be a verb that the rules do not list, or one in the form of a statement?"""
        return norm[:-1] in self.verbs or (len(norm) > 4 and norm.endswith(self._wish_endings))

    def is_command(self, norm: str) -> bool:
        """May the word, as the first of a sentence, be an imperative?"""
        if norm in self._no_commands or norm in self.no_demands:
            return False
        if not self._command_endings:
            return norm in self.verbs
        return norm in self._commands or (len(norm) > 3 and norm.endswith(self._command_endings))


def _ids(book: Rulebook, lexicon: str) -> Mapping[str, str]:
    return {fold(t): i for i, terms in book.terms(lexicon).items() for t in terms}


def _set(book: Rulebook, lexicon: str) -> frozenset[str]:
    return frozenset(_ids(book, lexicon))


def _endings(book: Rulebook, lexicon: str) -> tuple[str, ...]:
    return tuple(_ids(book, lexicon))
