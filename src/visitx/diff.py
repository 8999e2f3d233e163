"""Two files, or a folder of pairs, compared: articles are extracted first, records are taken as they are."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from visitx.compare_wording import Wording, wording_of
from visitx.comparison import Comparison, compare
from visitx.decoding import Article, decode_article, read_bytes
from visitx.errors import ReadError, VisitxError
from visitx.record import SECTIONS, Record

_FIRST_KEY = re.compile(r"""\s*+(?:\{\s*+)?(["']?)visitx\1\s*:(?=\s)""")


def diff_pair(left: str, right: str, language: str | None = None, rules: tuple[Path, ...] = ()) -> Comparison:
    """What two files state differently; each is an article or a record. Raises VisitxError."""
    (a, said_a), (b, said_b) = load(left, language, rules), load(right, language, rules)
    return compare(a, b, (said_a, said_b))


@dataclass(frozen=True)
class FolderDiff:
    """What the pairs in a folder state differently, the pairs that could not be compared and why, and files alone."""

    comparisons: tuple[Comparison, ...]
    failed: tuple[str, ...]
    unpaired: tuple[Path, ...]


def diff_folder(folder: str, language: str | None = None, rules: tuple[Path, ...] = ()) -> FolderDiff:
    """What the pairs in a folder state differently. Raises ReadError where it is no folder or holds no pair."""
    from visitx.diff_pairing import pair_folder

    pairing = pair_folder(Path(folder))
    compared: list[Comparison] = []
    failed: list[str] = []
    for left, right in pairing.pairs:
        try:
            compared.append(diff_pair(str(left), str(right), language, rules))
        except VisitxError as error:
            failed.append(str(error))
    return FolderDiff(tuple(compared), tuple(failed), pairing.unpaired)


def load(name: str, language: str | None = None, rules: tuple[Path, ...] = ()) -> tuple[Record, Wording | None]:
    """The record in a file, or the record of the article in it and what else its words say."""
    article = decode_article(name, read_bytes(name))
    if is_record(article):
        return Record.from_yaml(article.text, name), None
    from visitx.extraction import read_words, record_of

    reading = read_words(article, language, rules=rules)
    return record_of(reading, article), wording_of(reading)


def is_record(article: Article) -> bool:
    """A record is told by its first key, not by its name: it may come by a pipe."""
    lines = (line for line in article.text.split("\n") if line.strip() and not line.startswith(("#", "---", "%")))
    return bool(_FIRST_KEY.match(" ".join(islice(lines, 2))))


def only_section(comparison: Comparison, section: str) -> Comparison:
    """The comparison with the findings of one section. Raises ReadError for a section that there is not."""
    if section not in SECTIONS:
        from visitx.rules_nodes import nearest

        raise ReadError(
            f"--only {section}: no such section{nearest(section, SECTIONS)}; there are {', '.join(SECTIONS)}"
        )
    return replace(comparison, findings=tuple(f for f in comparison.findings if f.section == section))
