"""What a worker does with an article of a folder: reads it, writes its record, says what became of it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from visitx.decoding import article_bytes, decode_article
from visitx.errors import VisitxError
from visitx.manifest import FAILED, WRITTEN, Entry
from visitx.many import Extraction
from visitx.outputs import LINES, digest, output_name, render, write_whole
from visitx.record import SECTIONS


@dataclass(frozen=True)
class Recording:
    """Where articles are, where their records go, and how they are read."""

    extraction: Extraction
    folder: Path
    output: Path
    format: str

    def make(self, article: str) -> tuple[Entry, bytes]:
        """The entry of an article whose record has been written; or its record, where all go into one file."""
        name = str(self.folder / article)
        sha256 = None
        try:
            data = article_bytes(name)
            sha256 = hashlib.sha256(data).hexdigest()
            record = self.extraction.record(decode_article(name, data))
            written = render(record, self.format)
            output = output_name(article, self.format)
            if output != LINES:
                write_whole(self.output / output, [written])
        except VisitxError as error:
            return Entry(article, FAILED, sha256, reason=str(error).removeprefix(f"{name}: ")), b""
        except OSError as error:
            reason = f"its record could not be written: {error.strerror}"
            return Entry(article, FAILED, sha256, reason=reason, again=True), b""
        items = {section: len(getattr(record, section)) for section in SECTIONS}
        entry = Entry(article, WRITTEN, sha256, output, digest(written), items)
        return entry, written if output == LINES else b""
