"""Which rules and lexicons hold, where each comes from, and what stands there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

from visitx.errors import RuleError
from visitx.rules import COMMON, Switch, read_located
from visitx.rules_books import builtin_folder, languages, rule_files
from visitx.rules_nodes import load_located, nearest


@dataclass(frozen=True)
class Entry:
    """A rule, or what one file says of a lexicon. `state`: `built-in`, `own`; `replaced` or `off` where it does not
    hold, by what stands at `by`; `switch` where the file switches it off."""

    id: str
    language: str
    file: str
    line: int
    column: int
    about: str
    state: str = "built-in"
    by: str = ""
    source: str = ""


def list_entries(folders: tuple[Path, ...] = (), pattern: str = "*") -> list[Entry]:
    """The rules and lexicons of all languages whose id fits a pattern (`figures.*`, `role`), in order of language and
    file; where a later folder has the last word, what it replaces is listed as replaced."""
    found: list[Entry] = []
    for language in (COMMON, *languages(folders)):
        found += (e for e in _of_language(language, folders) if fnmatchcase(e.id, pattern))
    return found


def _of_language(language: str, folders: tuple[Path, ...]) -> list[Entry]:
    entries: list[Entry] = []
    for folder in (builtin_folder(), *folders):
        state = "built-in" if folder == builtin_folder() else "own"
        new: list[Entry] = []
        off: list[Switch] = []
        for path, shown in dict.fromkeys(rule_files(language, folder)):
            if path.parent.name == language:
                new += _of_file(path, shown, language, state)
            off += read_located(load_located(path.read_bytes(), shown)).off
        entries = [*(_after(e, new, off) for e in entries), *new]
    return entries


def _after(entry: Entry, new: Sequence[Entry], off: Sequence[Switch]) -> Entry:
    """What is left of an entry after a later folder."""
    if entry.by or entry.state == "switch" or "." not in entry.id:
        return entry
    for other in new:
        if other.id == entry.id and other.state != "switch":
            return _ended(entry, "replaced", f"{other.file}:{other.line}")
    for switch in off:
        if switch.what == entry.id:
            return _ended(entry, "off", f"{switch.file}:{switch.line}")
    return entry


def _ended(e: Entry, state: str, by: str) -> Entry:
    return Entry(e.id, e.language, e.file, e.line, e.column, e.about, state, by, e.source)


def _of_file(path: Path, shown: str, language: str, state: str) -> Iterator[Entry]:
    data = path.read_bytes()
    lines = data.decode("utf-8-sig").splitlines()
    top = load_located(data, shown)
    part = read_located(top)
    if top.faults:
        raise RuleError.of(top.faults)
    for lexicon in part.lexicons:
        about = top.value["lexicons"].value[lexicon.name].value.get("about")
        block = _block(lines, lexicon.line, lexicon.column)
        text = about.raw if about else ""
        yield Entry(lexicon.name, language, shown, lexicon.line, lexicon.column, text, state, source=block)
    for switch in part.off:
        yield Entry(
            switch.what, language, shown, switch.line, switch.column, "", "switch", source=lines[switch.line - 1]
        )
    nodes = top.value["rules"].value if part.rules else []
    for rule, node in zip(part.rules, nodes, strict=True):
        block = _block(lines, rule.line, node.column)
        yield Entry(rule.id, language, shown, rule.line, node.column, rule.about, state, source=block)


def _block(lines: Sequence[str], line: int, column: int) -> str:
    """The lines of the value that begins there: up to the next line that is indented less, or as a key beside it."""
    block = [lines[line - 1]]
    begins_with_dash = lines[line - 1].lstrip().startswith("-")
    for text in lines[line:]:
        indent = len(text) - len(text.lstrip())
        if text.strip() and (indent < column - 1 or (indent == column - 1 and not begins_with_dash)):
            break
        block.append(text)
    return "\n".join(block).rstrip() + "\n"


_STATES = {"built-in": "", "own": " (own)", "switch": " (switched off)"}


def table(entries: Sequence[Entry]) -> str:
    """The entries a line each: id, language, where, what it is about."""
    width = max((len(e.id) for e in entries), default=0)
    return "".join(f"{e.id:<{width}}  {e.language:<6}  {_where(e)}  {e.about}".rstrip() + "\n" for e in entries)


def _where(entry: Entry) -> str:
    where = f"{entry.file}:{entry.line}"
    return f"{where} ({entry.state} by {entry.by})" if entry.by else where + _STATES[entry.state]


def show(rule_id: str, folders: tuple[Path, ...] = ()) -> str:
    """What the files say of a rule or lexicon, or of one id of a lexicon (`role:mayor`). Raises RuleError where no file
    says anything."""
    name, _, term_id = rule_id.partition(":")
    entries = [e for e in list_entries(folders) if e.id == name]
    texts = [(e, _part(e.source, term_id) if term_id else e.source) for e in entries]
    shown = [f"# {_where(e)}, {e.language}\n{text}" for e, text in texts if text]
    if not shown:
        known = {e.id for e in list_entries(folders)}
        raise RuleError(f"there is no rule and no lexicon {rule_id!r}{nearest(name, known)}")
    return "\n".join(shown)


def _part(source: str, term_id: str) -> str:
    """The lines of one id (and of its forms: `director.female`) in the block of a lexicon."""
    lines = source.splitlines()
    found = []
    for at, line in enumerate(lines):
        key = line.strip().partition(":")[0].strip("\"'")
        if key == term_id or key.startswith(f"{term_id}."):
            found.append(_block(lines, at + 1, len(line) - len(line.lstrip()) + 1))
    return "".join(found)
