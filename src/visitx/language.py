"""Which language an article is in: by the share of its words that are a language's own commonest ones.

The rules' stop words are used rather than a library: on single short paragraphs of the sample articles they are right as
often as lingua, py3langid or langdetect, need no model to load at the start, and a new language brings its own.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from visitx.errors import LanguageError
from visitx.rules import builtin_folder, languages, read_rule_file

_WORD = re.compile(r"[^\W\d_]+['’]?")
_ENOUGH = 0.12  # of all words; below, the text is in none of the languages
_LEAD = 1.2  # over the next language, below which it is not told


def detect_language(text: str, name: str = "-", folders: tuple[Path, ...] = ()) -> str:
    """The ISO 639-1 code of the text. Raises LanguageError that names what was seen and the option to give."""
    words = [w.lower().replace("’", "'") for w in _WORD.findall(text[:20_000])]
    known = _stop_words(folders)
    shares = {code: sum(w in stops for w in words) / max(len(words), 1) for code, (_, stops) in known.items()}
    ranked = sorted(shares, key=lambda c: (-shares[c], c))
    best, second = ranked[0], shares[ranked[1]] if len(ranked) > 1 else 0.0
    if shares[best] >= _ENOUGH and shares[best] >= _LEAD * second:
        return best
    seen = ", ".join(f"{known[c][0]} {shares[c]:.0%}" for c in ranked)
    start = " ".join(text.split())[:40]
    raise LanguageError(
        f"{name}: not in a language that has rules (common words: {seen}; it begins {start!r}); "
        f"if it is, name it with --lang {'|'.join(sorted(known))}"
    )


@lru_cache(maxsize=8)
def _stop_words(folders: tuple[Path, ...]) -> dict[str, tuple[str, frozenset[str]]]:
    """Language code -> (name, stop words)."""
    found: dict[str, tuple[str, frozenset[str]]] = {}
    for code in languages(folders):
        for folder in (builtin_folder(), *folders):
            path = folder / code / "language.yaml"
            if path.is_file():
                lexicons, _, _ = read_rule_file(path.read_bytes(), f"{folder.name}/{code}/language.yaml")
                terms = next(lex.terms for lex, _ in lexicons if lex.name == "stop-word")
                found[code] = next(iter(terms)), frozenset(w for words in terms.values() for w in words)
    return found
