"""The start of a new language: files with every lexicon and id that the others have, explained and empty, and their
rules as comments to be filled in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from visitx.errors import RuleError
from visitx.rules import Lexicon, Rule, read_located
from visitx.rules_books import builtin_folder, languages
from visitx.rules_nodes import Located, load_located

_MODEL = "en"  # whose words and patterns stand as a guide, where it has them
_GUIDE = 60  # code points of terms that are shown as a guide
_UNFIT = re.compile(r"[^\w./-]|^[\d.-]|^(no|yes|on|off|true|false|null|n|y)$", re.IGNORECASE)


@dataclass
class _Slot:
    """A lexicon of all languages together: what it is for, how it is matched, its ids with terms as a guide."""

    match: str
    about: str = ""
    ids: dict[str, tuple[str, ...]] = field(default_factory=dict)
    language: str = ""


def new_language(language: str, folder: Path) -> list[Path]:
    """Writes the files of a new language below `folder`. Raises RuleError where it is no code of a language, or has
    files there already."""
    if not re.fullmatch(r"[a-z]{2,3}", language):
        raise RuleError(f"{language!r} is no code of a language; write its ISO 639-1 code, as pt")
    target = folder / language
    if target.is_dir() and any(target.iterdir()):
        raise RuleError(f"{target}: holds files already; name another folder")
    written = []
    for name in _file_names():
        path = target / name
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(_file_text(name, language), "utf-8")
        except OSError as error:
            raise RuleError(f"{path}: cannot be written: {error.strerror}") from None
        written.append(path)
    return written


def _file_names() -> list[str]:
    """The files that the languages have; their exceptions to one another are each language's own."""
    found = {p.name for code in languages() for p in (builtin_folder() / code).glob("*.yaml")}
    return sorted(found - {"parity.yaml"})


def _file_text(name: str, language: str) -> str:
    slots: dict[str, _Slot] = {}
    rules: dict[str, Rule] = {}
    head = ""
    for code in sorted(languages(), key=lambda c: (c != _MODEL, c)):
        path = builtin_folder() / code / name
        if path.is_file():
            data = path.read_bytes()
            top = load_located(data, name)
            head = head or _head(data.decode("utf-8"))
            part = read_located(top)
            for lexicon in part.lexicons:
                _add(slots, lexicon, top.value["lexicons"].value[lexicon.name], code)
            for rule in part.rules:
                rules.setdefault(rule.id, rule)
    lines = [*_top(head, name, language), "lexicons:" if slots else "lexicons: {}"]
    lines += [line for lexicon, slot in slots.items() for line in _lexicon_lines(lexicon, slot)]
    return "\n".join([*lines, *_rule_lines(rules)]) + "\n"


def _head(text: str) -> str:
    """The first comment of a file that is for people."""
    comments = (line for line in text.splitlines() if line.startswith("# ") and "yaml-language-server" not in line)
    return next(comments, "")


def _top(head: str, name: str, language: str) -> Iterator[str]:
    yield f"# {name} of the language {language!r}. What the English file says of itself:"
    yield f"# {head.removeprefix('# ')}"
    yield "# Fill in the terms: [one, another]; what stands behind # shows what is meant. Ids stay as they are. What"
    yield "# the language does not need may be left empty, or taken out. Then: visitx rules check, visitx rules test."


def _add(slots: dict[str, _Slot], lexicon: Lexicon, node: Located, code: str) -> None:
    slot = slots.setdefault(lexicon.name, _Slot(lexicon.match, language=code))
    about = node.value.get("about")
    slot.about = slot.about or (about.raw if about else "")
    for term_id, terms in lexicon.terms.items():
        slot.ids.setdefault(term_id, terms)


def _lexicon_lines(name: str, slot: _Slot) -> Iterator[str]:
    yield f"  {name}:"
    if slot.about:
        yield f"    about: {_quoted(slot.about)}"
    if slot.match != "folded":
        yield f"    match: {slot.match}"
    yield "    terms:" if slot.ids else "    terms: {}"
    for term_id, terms in slot.ids.items():
        yield f"      {_quoted(term_id) if _UNFIT.search(term_id) else term_id}: []  # {_guide(terms)}".rstrip(" #")


def _guide(terms: tuple[str, ...]) -> str:
    shown = ", ".join(terms)
    return shown if len(shown) <= _GUIDE else shown[:_GUIDE].rpartition(",")[0] + ", …"


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _rule_lines(rules: Mapping[str, Rule]) -> Iterator[str]:
    """The rules as comments: what they are for, English patterns, what they give, an English example."""
    if not rules:
        return
    yield "# The rules. Take the # away from those the language needs, and write its patterns and examples."
    yield "# rules:"
    for rule in rules.values():
        gives = ", ".join(f"{key}: {_scalar(value)}" for key, value in rule.gives.items())
        yield f"# - id: {rule.id}"
        yield from ([f"#   about: {_quoted(rule.about)}"] if rule.about else [])
        yield from ["#   patterns:", *(f"#   - {_quoted(p)}" for p in rule.patterns)] if rule.patterns else []
        yield f"#   gives: {{{gives}}}"
        yield "#   examples:"
        yield f"#   - {{text: {_quoted(' '.join(rule.examples[0].text.split()))}, gives: []}}"
        yield f"#   counterexamples: [{_quoted(' '.join(rule.counterexamples[0][0].split()))}]"


def _scalar(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
