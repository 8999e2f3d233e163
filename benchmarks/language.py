"""How well the language of a single paragraph is told, by visitx and by the libraries that are installed.

    pip install lingua-language-detector py3langid langdetect
    python benchmarks/language.py FOLDER [FOLDER…]

Each folder holds articles named x.en.txt, x.fr.txt; every line of five words or more counts once, and once cut to its
first twelve words.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

Detector = Callable[[str], str]


def visitx_detector() -> Detector:
    from visitx.errors import LanguageError
    from visitx.language import detect_language

    def detect(text: str) -> str:
        try:
            return detect_language(text)
        except LanguageError:
            return "?"

    return detect


def py3langid_detector() -> Detector:
    import py3langid

    return lambda text: str(py3langid.classify(text)[0])


def langdetect_detector() -> Detector:
    import langdetect

    langdetect.DetectorFactory.seed = 0

    def detect(text: str) -> str:
        try:
            return str(langdetect.detect(text))
        except langdetect.LangDetectException:
            return "?"

    return detect


def lingua_detector() -> Detector:
    from lingua import LanguageDetectorBuilder

    detector = LanguageDetectorBuilder.from_all_languages().build()

    def detect(text: str) -> str:
        found = detector.detect_language_of(text)
        return found.iso_code_639_1.name.lower() if found else "?"

    return detect


def paragraphs(folders: list[str]) -> list[tuple[str, str]]:
    files = sorted(f for folder in folders for f in Path(folder).glob("*.txt"))
    lines = [(f.stem[-2:], line) for f in files for line in f.read_text("utf-8-sig").split("\n")]
    return [(language, line) for language, line in lines if len(line.split()) >= 5]


def main() -> None:
    lines = paragraphs(sys.argv[1:])
    short = [(language, " ".join(line.split()[:12])) for language, line in lines]
    print(f"{'':<12}{'start':>8}{'paragraphs':>13}{'12 words':>10}{'lines/s':>9}")
    for make in (visitx_detector, py3langid_detector, langdetect_detector, lingua_detector):
        begin = time.perf_counter()
        try:
            detect = make()
        except ImportError:
            continue
        detect("one short line")
        start = time.perf_counter() - begin
        begin = time.perf_counter()
        right = [sum(detect(text) == language for language, text in rows) / len(rows) for rows in (lines, short)]
        rate = 2 * len(lines) / (time.perf_counter() - begin)
        name = make.__name__.removesuffix("_detector")
        print(f"{name:<12}{start:>7.2f}s{right[0]:>13.1%}{right[1]:>10.1%}{rate:>9.0f}")


if __name__ == "__main__":
    main()
