"""A folder of articles in, a folder of records out: what fails is named and stops nothing."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from visitx.decoding import read_article
from visitx.errors import ReadError, VisitxError
from visitx.record import SECTIONS, Record

ARTICLES = ".txt"
Advance = Callable[[int, int, str], None]  # done, of, the article's relative path


@dataclass(frozen=True)
class Failure:
    """An article without a record, and why."""

    path: str
    reason: str


@dataclass(frozen=True)
class Summary:
    """What a batch did. `items` counts record items by section."""

    read: int
    written: int
    output: Path
    items: dict[str, int] = field(default_factory=dict)
    failed: tuple[Failure, ...] = ()

    def to_text(self) -> str:
        """Two or three lines for a person."""
        counts = ", ".join(f"{n} {section}" for section, n in self.items.items())
        failed = f", {len(self.failed)} failed" if self.failed else ""
        return f"{self.read} articles read, {self.written} records written to {self.output}{failed}\n{counts}\n"


def run_batch(
    folder: Path,
    output: Path,
    *,
    language: str | None = None,
    rules: tuple[Path, ...] = (),
    model: str | None = None,
    advance: Advance | None = None,
) -> Summary:
    """Writes OUT/same/relative/path.yaml for every article below `folder`.

    Raises ReadError where `folder` is none, or holds no article, or `output` cannot be made.
    """
    paths = find_articles(folder)
    _make_folder(output)
    items = dict.fromkeys(SECTIONS, 0)
    failed: list[Failure] = []
    for done, (path, result) in enumerate(_extract_all(paths, language, rules, model), 1):
        relative = path.relative_to(folder)
        try:
            if isinstance(result, VisitxError):
                raise result
            write_whole(output / relative.with_suffix(".yaml"), result.to_yaml())
        except (VisitxError, OSError) as error:
            failed.append(Failure(str(relative), str(error)))
        else:
            for section in SECTIONS:
                items[section] += len(getattr(result, section))
        if advance:
            advance(done, len(paths), str(relative))
    return Summary(len(paths), len(paths) - len(failed), output, items, tuple(failed))


def find_articles(folder: Path) -> list[Path]:
    """The articles (*.txt) below a folder, in the order of their names; links to folders are not followed."""
    if not folder.is_dir():
        raise ReadError(f"{folder}: is no folder; read one article with 'visitx extract'")
    found = [Path(at) / name for at, _, names in os.walk(folder) for name in names if name.endswith(ARTICLES)]
    if not found:
        raise ReadError(f"{folder}: holds no article (a file whose name ends in {ARTICLES})")
    return sorted(found)


def _extract_all(
    paths: list[Path], language: str | None, rules: tuple[Path, ...], model: str | None
) -> Iterator[tuple[Path, Record | VisitxError]]:
    from visitx.extraction import extract_article

    for path in paths:
        try:
            yield path, extract_article(read_article(path), language, rules=rules, model=model)
        except VisitxError as error:
            yield path, error
        except Exception as error:  # one bad article never stops a folder, whatever is wrong with it or with us
            yield path, VisitxError(f"{path}: could not be read ({type(error).__name__}: {error}); please report it")


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ReadError(f"{folder}: cannot be made a folder: {error.strerror}") from None


def write_whole(path: Path, text: str) -> None:
    """Writes a file whole or not at all: beside its place first, then moved there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(text.encode("utf-8", "replace"))
        os.chmod(name, 0o666 & ~_umask())
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _umask() -> int:
    """The process's umask; it can only be read by setting it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
