"""From bytes to text: one article as it is read, never changed after this."""

from __future__ import annotations

import codecs
import hashlib
import os
import re
import sys
from dataclasses import dataclass
from pathlib import Path

from visitx.errors import ReadError

LIMIT = 1_000_000  # bytes of an article, some 400 pages; what is larger is a mistake, and would fill the memory
_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# Of Windows-1252 these are ‚ ƒ „ † ‡ ˆ ‰ ‹ • ˜ ™ ›, which no word holds; the accents of DOS and old Macs stand there.
_NOT_IN_WORDS = re.compile(rb"[A-Za-z][\x82-\x84\x86-\x89\x8b\x95\x98\x99\x9b][a-z]")


@dataclass(frozen=True)
class Article:
    """`name` as the user gave it, `sha256` of the bytes, `text` decoded, without mark, line ends as `\\n`."""

    name: str
    sha256: str
    text: str


def read_article(path: str | Path) -> Article:
    """The article at `path` (`-`: standard input). Raises ReadError that says what is wrong with the file."""
    name = str(path)
    return decode_article(shown_name(name), article_bytes(name))


def shown_name(name: str) -> str:
    """A path as text: what of it is no UTF-8, which files may be named in, as \\xff."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def article_bytes(name: str) -> bytes:
    """The bytes of an article. Raises ReadError where they cannot be read, or are too many for an article."""
    data = read_bytes(name, LIMIT + 1)
    if len(data) > LIMIT:
        raise ReadError(f"{name}: is {_size(name)} large; an article has at most {LIMIT / 1e6:g} MB")
    return data


def read_bytes(name: str, most: int = -1) -> bytes:
    """The bytes at a path (standard input for `-`), the first `most` of them. Raises ReadError."""
    try:
        if name == "-":
            return sys.stdin.buffer.read(most)
        with Path(name).open("rb") as file:
            return file.read(most)
    except FileNotFoundError:
        raise ReadError(f"{name}: no such file") from None
    except IsADirectoryError:
        raise ReadError(f"{name}: is a folder, not an article; read a folder with 'visitx batch'") from None
    except PermissionError:
        raise ReadError(f"{name}: may not be read; check its permissions") from None
    except (OSError, ValueError) as error:
        raise ReadError(f"{name}: could not be read: {getattr(error, 'strerror', None) or error}") from None


def _size(name: str) -> str:
    try:
        return f"{os.stat(name).st_size / 1e6:.1f} MB"
    except OSError:
        return "too"


def decode_article(name: str, data: bytes) -> Article:
    """The article in `data`. Raises ReadError for bytes that are no text, or no words."""
    text = _decode(name, data).replace("\r\n", "\n").replace("\r", "\n")
    if "\0" in text:
        raise ReadError(f"{name}: is a binary file, not text")
    if not text.strip():
        raise ReadError(f"{name}: is empty")
    return Article(name, hashlib.sha256(data).hexdigest(), text)


def _decode(name: str, data: bytes) -> str:
    encoding = "utf-16" if data.startswith(_MARKS) else _unmarked_utf16(data) or "utf-8-sig"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        if encoding != "utf-8-sig":
            raise ReadError(f"{name}: is UTF-16 that breaks off or is damaged; save it again") from None
        return _decode_other(name, data, error.start)


def _unmarked_utf16(data: bytes) -> str | None:
    """UTF-16 without mark is told by its zeros: every other byte of text in Latin letters is one."""
    if b"\0" not in data or len(data) % 2:
        return None
    even, odd = data[::2].count(0), data[1::2].count(0)
    enough = 0.4 * len(data)  # of half as many
    return "utf-16-le" if odd > enough and not even else "utf-16-be" if even > enough and not odd else None


def _decode_other(name: str, data: bytes, bad: int) -> str:
    """Windows-1252 where the bytes make sense as that. Raises ReadError that names the encoding they look like."""
    from charset_normalizer import from_bytes  # 50 ms, for the few articles that need it

    if b"\0" in data:
        raise ReadError(f"{name}: is a binary file, not text")
    if not _NOT_IN_WORDS.search(data) and from_bytes(data, cp_isolation=["cp1252"]).best():
        return data.decode("cp1252")
    best = from_bytes(data, cp_exclusion=["cp1252"]).best()
    line = data.count(b"\n", 0, bad) + 1
    seen = f"looks like {best.encoding}" if best else f"byte {bad}, line {line} fits none of them"
    raise ReadError(f"{name}: is not UTF-8, UTF-16 or Windows-1252 ({seen}); save it as UTF-8")
