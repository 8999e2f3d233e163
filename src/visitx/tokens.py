"""How an article is cut into words and what the words are: spaCy's tokenizer and a small tagger, both built from rules.

The tokenizer has the punctuation below, and the elisions, clitics, abbreviations and glued units that the rules name;
its vocabulary computes NORM and nothing else. `spacy.blank(language)` is not used as it comes: a Language object takes
0.08 s to make where these take 0.0002 s, the lexical attributes of a blank vocabulary, which nothing here asks for,
double the time of tokenizing, and the token_match of French costs three imports of spaCy.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from spacy.attrs import NORM
from spacy.tokenizer import Tokenizer
from spacy.vocab import Vocab

from visitx.patterns import fold
from visitx.rules import Rulebook

# Of one length with what they replace: offsets stay those of the article.
SPACES = str.maketrans(dict.fromkeys("\t\xa0\u202f\u2007\u2009\u200a\u2002\u2003\u3000\ufeff", " "))
_OPENING = r"""[(\[{«"“”„‘'’<>=~≈≥≤§€$£¥₫₹…—–•●▪►*·+|/¿¡#©"""
_INFIX = r"\.\.\.+|…|[—–]|(?<=\w)[:;,](?=[^\W\d])|(?<=[^\W\d]),(?=\w)|(?<=\w)[()](?=\w)"
_CLOSING = r"""[)\]}»"“”‘'’,;:!?…—–<>=%‰€$£¥₫*·|/"""
# Lexicons whose terms may touch the number before them (50mg, 14M, 500FCFA, 3million).
_GLUED = ("unit", "currency-symbol", "currency-code", "magnitude-symbol", "glued-time", "number-scale")


def make_tokenizer(book: Rulebook) -> Tokenizer:
    """spaCy's tokenizer, with the rules' elisions, clitics, abbreviations and glued units."""
    vocab = Vocab(lex_attr_getters={NORM: fold})
    opening, closing = _affixes(book)
    # An elision alone is one token, so that terms and patterns may end in one.
    elided = [t.replace("'", mark) for t in book.terms("elision").get("prefix", ()) for mark in "'’"]
    signs = (t for t in _money_signs(book) if " " not in t and not t.isalpha())
    whole = frozenset([*elided, *signs, *(t for terms in book.terms("abbreviation").values() for t in terms)])
    close, between = re.compile(closing).search, re.compile("|".join([_INFIX, *_between_dates(book)])).finditer
    # What stays whole is no special case of spaCy's: one takes 0.04 ms to make, and then every line a second search.
    return Tokenizer(
        vocab,
        token_match=whole.__contains__,
        prefix_search=re.compile(opening).match,
        suffix_search=lambda piece: None if piece.isalpha() or piece in whole else close(piece),
        infix_finditer=lambda piece: () if piece.isalpha() else between(piece),
    )


def _money_signs(book: Rulebook) -> Iterator[str]:
    """The signs and codes of currencies (US$, FCFA, EUR), which may touch their amount."""
    for name in ("currency-symbol", "currency-code"):
        for terms in book.terms(name).values():
            yield from terms


def _between_dates(book: Rulebook) -> list[str]:
    """Regexes for the hyphen before a month (January-March, 26-June; not 27-jan.-2026) and between two whole dates."""
    numbers = book.words("number-word")  # vingt-sept is no month
    months = _alternatives(t for terms in book.terms("month").values() for t in terms if t not in numbers)
    named = [rf"(?<=[\w.])-(?=(?i:{months})(?![\w-]|\.-))"] if months else []
    return [*named, r"(?<=\d\d\d\d)-(?=\d{1,2}([/.])\d{1,2}\1\d\d)"]


def _affixes(book: Rulebook) -> tuple[str, str]:
    """Regexes for what is cut off the front and the back of a chunk."""
    opening = [_OPENING + "]", r"[-−](?=\d)"]
    if money := _alternatives(t for t in _money_signs(book) if len(t) > 1):
        opening.append(rf"(?:{money})(?=\d)")
    elided = _alternatives(book.terms("elision").get("prefix", ()))
    if elided:
        before = "".join(book.terms("elision").get("before", ()))
        opening.append(rf"(?i:{elided})(?=[{before}{before.upper()}«\"“])")
    if edges := _alternatives(book.terms("edge").get("glued", ())):
        months = _alternatives(t for terms in book.terms("month").values() for t in terms)
        opening.append(rf"(?i:{edges})(?=\d{{4}}|{months})")
    closing = [
        _CLOSING + "]",
        r"\.\.\.+",
        r"\./\.",
        r"(?<=[\w%°²³)\]»”\"€$£¥₫₹])(?<!(?<![\w/])[A-ZÀ-Þ])(?<!\.[A-ZÀ-Þ])\.",
        r"(?<=[°º][CF])\.",
        r"(?<=\d)[°º](?:[CF])?",
        r"(?<=\d)\+",
    ]
    if clitics := _alternatives(t for terms in book.terms("clitic").values() for t in terms):
        closing.append(rf"(?<=\w)(?:{clitics})")
    if glued := _alternatives(t for name in _GLUED for ts in book.terms(name).values() for t in ts):
        closing.append(rf"(?<=\d)(?:{glued})")
    return "|".join(f"(?:{p})" for p in opening), "|".join(f"(?:{p})$" for p in closing)


def _alternatives(terms: Iterable[str]) -> str:
    """A regex of the terms, longest first, for either apostrophe."""
    parts = sorted({re.escape(t).replace("'", "['’]") for t in terms}, key=lambda t: (-len(t), t))
    return "|".join(parts)


class Tagger(dict[str, str]):
    """Word -> tag by the lexicon `tag`, then by the longest suffix of `tag-suffix`; remembers what it has seen.

    A capital makes a NAME of what the rules do not know for a function word.
    """

    def __init__(self, book: Rulebook) -> None:
        super().__init__()
        self._known = {fold(t): tag for tag, terms in book.terms("tag").items() for t in terms}
        pairs = [(fold(s), tag) for tag, terms in book.terms("tag-suffix").items() for s in terms]
        self._suffixes = dict(reversed(pairs))
        self._lengths = sorted({len(s) for s in self._suffixes}, reverse=True)

    def tag(self, words: Sequence[str], firsts: Iterable[int]) -> list[str]:
        """A tag a word; the capital of a word that begins a sentence (`firsts`) says nothing."""
        tags = [self[word] for word in words]
        for at in firsts:
            tags[at] = self._written_small(words[at])
        return tags

    def __missing__(self, word: str) -> str:
        tag = self._written_small(word)
        self[word] = tag = "NAME" if word[0].isupper() and tag in _NAMING else tag
        return tag

    def _written_small(self, word: str) -> str:
        norm = fold(word)
        return self._known.get(norm) or self._guess(norm)

    def _guess(self, norm: str) -> str:
        if not norm[0].isalpha():
            return "NUM" if any(c.isdigit() for c in norm) else "PUNCT"
        for length in self._lengths:
            if len(norm) > length + 1 and (tag := self._suffixes.get(norm[-length:])):
                return tag
        return "NOUN"


_NAMING = frozenset({"NOUN", "ADJ", "VERB", "ADV"})
