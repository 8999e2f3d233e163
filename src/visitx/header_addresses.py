"""Web and mail addresses, telephone numbers, and the day that an address is stamped with."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, time

_WEB = r"(?:https?://|www\.)[^\s<>\"“”«»]*[^\s<>\"“”«».,;:!?)\]]"
WEB_ADDRESS = re.compile(_WEB)
_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_TELEPHONE = re.compile(
    r"""
    \(?\+\d{1,3}\)?[ .\-/()\d]{6,}\d                 # +33 2 55 55 01 49, (+237) 222 22 03 85
  | \(\d{2,4}\)\ ?\d{3}[ .\-]?\d{3,4}(?:[ .\-]\d{2,4})*   # (202) 473-1729
  | (?<![\d.,])(?:1[ \-])?\d{3}[ \-]\d{3}-\d{4}(?!\d)     # 1 866 555-0142, 819-555-0107
  | (?<![\d.,/-])(?!\d\d[-./ ]\d\d[-./ ]\d{4}(?!\d))    # no date, but
    0\d{1,3}(?:[ .\-]\d{2,4}){2,4}(?![\d%])             # 05 49 55 01 27, 0131 555 5210
""",
    re.VERBOSE,
)
# A telephone number is looked for only in so long a run of digits: that is quickly found.
_RUN = re.compile(r"\d[\d ().\-/]{5,}\d")

# Where a day stands in an address, surest first. Portals write it in the path, alone, or inside the number of the
# article: in three digits, then the day, the time of day and three digits more.
_STAMPS = (
    re.compile(r"/(?P<y>20\d\d)[/-](?P<m>\d{1,2})[/-](?P<d>\d{1,2})(?!\d)"),
    re.compile(r"(?<!\d)(?P<y>20\d\d)-(?P<m>\d\d)-(?P<d>\d\d)(?!\d)"),
    re.compile(r"(?<!\d)\d{3}(?P<y>\d\d)(?P<m>\d\d)(?P<d>\d\d)(?P<t>\d{6})\d{3}(?!\d)"),
    re.compile(r"(?<!\d)(?P<y>20\d\d)(?P<m>\d\d)(?P<d>\d\d)(?P<t>\d{6})?(?:\d{2,3})?(?!\d)"),
    re.compile(r"(?<!\d)(?P<d>\d\d)-(?P<m>\d\d)-(?P<y>20\d\d)(?!\d)"),
)


def called_spans(text: str) -> Iterator[tuple[int, int]]:
    """The offsets of web and mail addresses and of telephone numbers."""
    text = text.replace("\xa0", " ").replace("\u202f", " ")
    for pattern, signs in ((WEB_ADDRESS, ("://", "www.")), (_MAIL, ("@",))):
        if any(sign in text for sign in signs):
            yield from (m.span() for m in pattern.finditer(text))
    for run in _RUN.finditer(text):
        yield from (m.span() for m in _TELEPHONE.finditer(text, max(0, run.start() - 2), run.end()))


def stamped_day(address: str) -> date | None:
    """The day that the address of an article is stamped with, if there is such a day and time."""
    for stamp in _STAMPS:
        for match in stamp.finditer(address):
            day = _day(match)
            if day is not None:
                return day
    return None


def _day(match: re.Match[str]) -> date | None:
    parts = match.groupdict()
    year = int(parts["y"])
    try:
        if clock := parts.get("t"):
            time(int(clock[:2]), int(clock[2:4]), int(clock[4:]))
        return date(year + 2000 if year < 100 else year, int(parts["m"]), int(parts["d"]))
    except ValueError:
        return None
