"""The words that the finding of documents looks up one by one: what leads to dates, issuers and subjects."""

from __future__ import annotations

from visitx.rules import Rulebook
from visitx.termtables import TermTable


class CiteWords:
    """Word tables of one rulebook; made once, by `reading.prepared(CiteWords)`."""

    def __init__(self, book: Rulebook) -> None:
        # Only a sign that ends with no letter can be glued to a number.
        self.glued = tuple(sign for sign in book.words("document-sign") if not sign[-1].isalpha())
        self.marks = frozenset(term for terms in book.terms("document-mark").values() for term in terms)
        self.bridges = book.words("title-link")
        self.links = self.bridges - frozenset(book.terms("title-link").get("bridge", ()))
        self.inner = frozenset(book.terms("title-link").get("inner", ()))
        self.verbs = frozenset(book.terms("tag").get("VERB", ()))
        self.clitics = book.words("clitic")
        self.endings = tuple(book.words("title-adjective"))
        self.ordinals = book.words("title-ordinal")
        self.foreign = book.words("title-foreign")
        self.owners = book.words("title-owner")
        self.loose = book.words("document-loose")
        self.activities = book.words("document-activity")
        self.proposals = TermTable(book, "document-proposal")
        self.joiners = TermTable(book, "document-joiner")
        self.about = TermTable(book, "title-about")
        self.nests = TermTable(book, "title-nest")
        self.enacting = TermTable(book, "title-enacting")
        self.aliases = TermTable(book, "title-alias")
        self.spans = TermTable(book, "title-span")
        self.passed = TermTable(book, "document-passed")
        self.by = TermTable(book, "document-by")
        self.stops = TermTable(book, "title-stop")
        self.planned = TermTable(book, "document-planned")
        self.made = TermTable(book, "document-made")
        self.drafts = TermTable(book, "document-draft")
        self.under = TermTable(book, "document-under")
