"""Rules that are well formed and yet never match, or match for ever: looked for where rules are read the first time.

Rules that were found in order are kept (rules_store), so that a start pays for this once.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from visitx.errors import Fault
from visitx.matching import MOST_ASIDES
from visitx.patterns import Element, Pattern, fold
from visitx.rules import COMMON, Rule, Rulebook
from visitx.rules_nodes import Located, nearest

Split = Callable[[str], list[str]]
_MOST_WAYS = 50_000  # to match one pattern at one place; above, a long sentence takes seconds
_AROUND = ("x {} x", "{} 5", "5 {}", "5{}", "x{}", "{}x", "({})", "x {}.", "«{}»")  # how words may stand in a text


def vet_patterns(patterns: Iterable[Pattern], book: Rulebook, split: Split) -> Iterator[Fault]:
    """What keeps patterns from matching at all, or from matching in reasonable time."""
    for pattern in patterns:
        elements = (*pattern.before, pattern.anchor, *pattern.after)
        for message, part in (*_never(elements, book, split), *_endless(elements)):
            text = next((p for p in pattern.rule.patterns if part in p), pattern.rule.patterns[0])
            found = pattern.rule.fault(f"rule {pattern.rule.id!r}: {message}", text, max(text.find(part), 0))
            # What holds for every language may wait for the words of a new one.
            yield replace(found, level="warning") if f"{COMMON}/" in found.file else found


def _never(elements: Sequence[Element], book: Rulebook, split: Split) -> Iterator[tuple[str, str]]:
    for element in elements:
        name = element.name
        if element.kind == "lexicon" and name not in book.phrases and (why := _never_found(name, book)):
            yield f"can never match: the lexicon {name!r} {why}", name + "}"
        for word in sorted(element.words):
            if not _occurs(word, [word], split):
                yield f"{word!r} can never match: in an article it is {split(word)}; write these, apart by blanks", word


def _never_found(lexicon: str, book: Rulebook) -> str:
    """Why no term of a lexicon is found in any article; nothing where terms are."""
    match = book.lexicons[lexicon].match
    if match == "table":
        return "is a table, which is never searched for"
    return "has no terms" if match != "made" and not any(book.terms(lexicon).values()) else ""


def _endless(elements: Sequence[Element]) -> Iterator[tuple[str, str]]:
    if _ways(elements) > _MOST_WAYS:
        yield f"can match in {_ways(elements):,} ways at one place; give its phrases a length: <name:6>", ""
    for one, other in pairwise(elements):
        if one.kind == other.kind == "phrase":
            yield f"nothing tells where <{one.alias}> ends and <{other.alias}> begins", f"<{other.alias}"


def _ways(elements: Sequence[Element]) -> int:
    ways = 1
    for element in elements:
        if element.kind == "phrase":
            ways *= element.most
        elif element.kind == "optional":
            ways *= 1 + _ways(element.inner)
        elif element.kind == "aside":
            ways *= 1 + MOST_ASIDES
    return ways


def _occurs(term: str, wanted: Sequence[str], split: Split) -> bool:
    """Does the tokenizer cut a text with the term in it so that these tokens come out?"""
    for around in _AROUND:
        tokens = [fold(t) for t in split(around.format(term))]
        if any(tokens[at : at + len(wanted)] == list(wanted) for at in range(len(tokens))):
            return True
    return False


def vet_rules(rules: Iterable[Rule], known: Collection[str], names: Collection[str]) -> Iterator[Fault]:
    """Rules without a pattern that no part of visitx makes (`known`: those that come with it), and phrases that no
    pattern uses (`names`)."""
    for rule in rules:
        if not rule.patterns and rule.id not in known:
            yield rule.fault(f"rule {rule.id!r} has no pattern and can never match; write 'pattern:'")
        phrase = str(rule.gives.get("phrase", ""))
        if phrase and phrase not in names:
            yield rule.fault(f"rule {rule.id!r}: no pattern uses the phrase {phrase!r}{nearest(phrase, names)}")


def vet_lexicons(top: Located, known: Mapping[str, Collection[str]], names: Collection[str]) -> None:
    """Lexicons that nothing looks up, ids that look mistyped (`known`: the ids by lexicon of the built-in rules)."""
    lexicons = _mapping(_mapping(top.value).get("lexicons"))
    for name, node in lexicons.items():
        place = _mapping(top.value)["lexicons"].keys[name]
        if name not in known and name not in names:
            place.fault(f"nothing looks for the lexicon {name!r}{nearest(name, known)}")
        terms = _mapping(_mapping(node).get("terms"))
        for term_id in terms.keys() - set(known.get(name, terms)):
            if hint := nearest(term_id, known[name], 0.8):
                _mapping(node)["terms"].keys[term_id].fault(f"{term_id!r} is a new id of {name!r}{hint}", "warning")


def vet_terms(top: Located, book: Rulebook, split: Split) -> None:
    """Terms that the tokenizer never leaves as they are, and terms that stand under two ids of a lexicon."""
    for name, node in _mapping(_mapping(top.value).get("lexicons")).items():
        lexicon = book.lexicons.get(name)
        if lexicon is None or lexicon.match not in ("folded", "exact"):
            continue
        first: dict[str, tuple[str, Located]] = {}
        for term_id, terms in _mapping(_mapping(node).get("terms")).items():
            for term in terms.value if isinstance(terms.value, list) else ():
                _vet_term(term, split)
                text = fold(term.raw) if lexicon.match == "folded" else term.raw
                shadow_id, shadow = first.setdefault(text, (term_id, term))
                if shadow is not term:
                    _tell_shadow(term, shadow, shadow_id if shadow_id != term_id else "")


def _tell_shadow(term: Located, shadow: Located, other_id: str) -> None:
    if other_id:
        where = f"stands under {other_id!r} at line {shadow.line} too"
        term.fault(f"{term.raw!r} {where}, and only one of them is found", "warning")
    else:
        term.fault(f"{term.raw!r} stands twice, first at line {shadow.line}", "note")


def _vet_term(term: Located, split: Split) -> None:
    text = term.raw.strip()
    if text and not text.replace(" ", "").isalpha() and not _occurs(text, [fold(t) for t in split(text)], split):
        term.fault(f"{text!r} can never match: no article is cut into {split(text)}", "warning")


def _mapping(node: Located | dict[str, Located] | None) -> dict[str, Located]:
    value = node.value if isinstance(node, Located) else node
    return value if isinstance(value, dict) else {}
