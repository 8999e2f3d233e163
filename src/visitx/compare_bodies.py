"""Is a body named in one language the body named in another? Same, different, or not to be told."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum

from visitx.compare_glossary import Meaning, are_alike, fold, mean_the_same
from visitx.compare_ground import Ground
from visitx.compare_keys import same_name


class Verdict(Enum):
    """What can be said of two names of bodies or persons."""

    SAME = "same"
    UNKNOWN = "unknown"
    DIFFERENT = "different"


def same_body(left: str | None, right: str | None, ground: Ground) -> Verdict:
    """The verdict on who is named on the left and on the right."""
    if not left or not right:
        return Verdict.UNKNOWN
    if fold(left) == fold(right) or same_name(left, right):
        return Verdict.SAME
    if (people := _same_person(left, right, ground)) is not Verdict.UNKNOWN:
        return people
    return _same_institution(ground.meanings(0, left), ground.meanings(1, right), ground)


def _same_person(left: str, right: str, ground: Ground) -> Verdict:
    """Both are officials: those of one pair are the same, those of two are not."""
    named = [
        next((n for n, o in enumerate(record.officials) if same_name(o.name, name)), None)
        for record, name in zip(ground.records, (left, right), strict=True)
    ]
    if None in named:
        return Verdict.UNKNOWN
    known = {i for i, _ in ground.people}, {j for _, j in ground.people}
    if (named[0], named[1]) in ground.people:
        return Verdict.SAME
    both_known = named[0] in known[0] and named[1] in known[1]
    return Verdict.DIFFERENT if both_known else Verdict.UNKNOWN


def _same_institution(left: tuple[Meaning, ...], right: tuple[Meaning, ...], ground: Ground) -> Verdict:
    heads = _heads(left), _heads(right)
    fields = [w for w in left if not w.heads], [w for w in right if not w.heads]
    shared = any(mean_the_same(a, b) for a in fields[0] for b in fields[1])
    known = all(w.ids for w in (*left, *right))
    if not heads[0] or not heads[1]:
        return Verdict.SAME if shared else Verdict.UNKNOWN
    if are_alike(*heads):
        told_apart = not heads[0] & heads[1] and shared and _tells_apart(heads, ground)
        if told_apart:
            return Verdict.DIFFERENT
        if shared or not fields[0] or not fields[1]:
            return Verdict.SAME
        return Verdict.DIFFERENT if known else Verdict.UNKNOWN
    if shared:
        return Verdict.DIFFERENT if _tells_apart(heads, ground) else Verdict.UNKNOWN
    unknown = sum(not w.ids and not ground.both_say(w.word) for w in (*left, *right))
    return Verdict.DIFFERENT if unknown <= 1 else Verdict.UNKNOWN


def are_told_apart(left: str | None, right: str | None, ground: Ground) -> bool:
    """Do two names, whatever they name, have nothing in common, and does each article speak of both?"""
    meant = ground.meanings(0, left), ground.meanings(1, right)
    if not all(meant) or any(not w.ids for words in meant for w in words):
        return False
    if any(mean_the_same(a, b) for a in meant[0] for b in meant[1]):
        return False
    for words, passages in zip(meant[::-1], ground.passages, strict=True):
        said, asked = passages.best(words, {}) if passages else (0, 1)
        if said < asked:
            return False
    return True


def _heads(words: Iterable[Meaning]) -> frozenset[str]:
    return frozenset(head for word in words for head in word.heads)


def _tells_apart(heads: tuple[frozenset[str], frozenset[str]], ground: Ground) -> bool:
    """Does each side have its own word for what the other calls the body, and did not use it here?"""
    return bool(heads[1] & ground.bodies[0]) and bool(heads[0] & ground.bodies[1])


def other_body_inside(left: str, right: str, ground: Ground) -> bool:
    """Do two texts name, for one field, bodies that are not the same and that both articles tell apart?"""
    bodies = [list(_bodies_in(ground.meanings(side, text))) for side, text in enumerate((left, right))]
    every = [frozenset(h for heads, _ in side for h in heads) for side in bodies]
    for heads_a, fields_a in bodies[0]:
        for heads_b, fields_b in bodies[1]:
            apart = not heads_a & every[1] and not heads_b & every[0]
            if apart and _one_field(fields_a, fields_b) and _tells_apart((heads_a, heads_b), ground):
                return True
    return False


def _bodies_in(words: tuple[Meaning, ...]) -> Iterable[tuple[frozenset[str], tuple[Meaning, ...]]]:
    """Each institution in a text with the words of its field that follow."""
    for at, word in enumerate(words):
        if word.heads:
            following = words[at + 1 : at + 4]
            end = next((n for n, w in enumerate(following) if w.heads), len(following))
            yield word.heads, following[:end]


def _one_field(a: tuple[Meaning, ...], b: tuple[Meaning, ...]) -> bool:
    """Do the first words of two fields agree, and another pair as well where both have one?"""
    if not a or not b:
        return False
    shared = sum(any(mean_the_same(x, y) for y in b) for x in a)
    return mean_the_same(a[0], b[0]) and shared >= min(len(a), len(b), 2)
