"""From bytes to text: one article as it is read, never changed after this."""

from __future__ import annotations

import codecs
import hashlib
import sys
from dataclasses import dataclass
from pathlib import Path

from visitx.errors import ReadError

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclass(frozen=True)
class Article:
    """`name` as the user gave it, `sha256` of the bytes, `text` decoded, without mark, line ends as `\\n`."""

    name: str
    sha256: str
    text: str


def read_article(path: str | Path) -> Article:
    """The article at `path` (`-`: standard input). Raises ReadError that says what is wrong with the file."""
    name = str(path)
    return decode_article(name, read_bytes(name))


def read_bytes(name: str) -> bytes:
    """The bytes at a path, or of standard input for `-`. Raises ReadError."""
    if name == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(name).read_bytes()
    except FileNotFoundError:
        raise ReadError(f"{name}: no such file") from None
    except IsADirectoryError:
        raise ReadError(f"{name}: is a folder, not an article; read a folder with 'visitx batch'") from None
    except PermissionError:
        raise ReadError(f"{name}: may not be read; check its permissions") from None
    except (OSError, ValueError) as error:
        raise ReadError(f"{name}: could not be read: {getattr(error, 'strerror', None) or error}") from None


def decode_article(name: str, data: bytes) -> Article:
    """The article in `data`. Raises ReadError for bytes that are no text, or no words."""
    text = _decode(name, data).replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise ReadError(f"{name}: is empty")
    return Article(name, hashlib.sha256(data).hexdigest(), text)


def _decode(name: str, data: bytes) -> str:
    encoding = "utf-16" if data.startswith(_UTF16) else "utf-8-sig"
    if encoding == "utf-8-sig" and b"\0" in data:
        raise ReadError(f"{name}: is a binary file, not text")
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ReadError(f"{name}: is not UTF-8 (byte {error.start}, line {line}); save it as UTF-8") from None
