"""What the rules of a language say of its nouns and adjectives (see tags.yaml of a language)."""

from __future__ import annotations

from collections.abc import Mapping

from visitx.rules import Rulebook


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
