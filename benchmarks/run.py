"""Start-up and throughput as ratios to the floor, measured in one run: `python benchmarks/run.py [FOLDER of articles]`.

The floor of a start is the import of spaCy (of typer and rich for --help); that of the work is spaCy's own blank
tokenizer over the same articles. Ratios hold on other machines, seconds do not.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import spacy
import yaml
from folders import folders

from visitx.extraction import extract
from visitx.pipeline import pipeline_for
from visitx.rules_folders import builtin_folder

SAMPLES = Path(__file__).parents[1] / "samples"
ROUNDS = 7


def seconds(command: list[str]) -> float:
    begin = time.perf_counter()
    subprocess.run(command, check=False, capture_output=True)
    return time.perf_counter() - begin


def ratio_of_starts(command: list[str], floor: list[str]) -> float:
    """Median of the ratios of runs that follow each other."""
    return statistics.median(seconds(command) / seconds(floor) for _ in range(ROUNDS))


def row(what: str, ratio: float, bar: str) -> None:
    print(f"| {what} | {ratio:.2f} | {bar} |")


def thousand_words(language: str, folder: Path) -> str:
    """A text of a thousand words or a little more, of whole lines."""
    lines: list[str] = []
    for path in sorted(folder.glob(f"*.{language}.txt")):
        for line in path.read_text("utf-8-sig").split("\n"):
            lines.append(line)
            if sum(len(text.split()) for text in lines) >= 1000:
                return "\n".join(lines)
    return "\n".join(lines)


def starts(folder: Path) -> None:
    python = sys.executable
    floor = [python, "-c", "import spacy"]
    with tempfile.TemporaryDirectory() as temporary:
        for language in ("en", "fr"):
            article = Path(temporary) / f"a.{language}.txt"
            article.write_text(thousand_words(language, folder), "utf-8")
            command = [python, "-m", "visitx", "extract", str(article)]
            row(f"`visitx extract`, 1,000 words, {language}", ratio_of_starts(command, floor), "1.25 × `import spacy`")
    bare = [python, "-c", "import typer, rich"]
    row("`visitx --help`", ratio_of_starts([python, "-m", "visitx", "--help"], bare), "2 × `import typer, rich`")


def fastest(work: Callable[[], object]) -> float:
    times = []
    for _ in range(ROUNDS):
        begin = time.perf_counter()
        work()
        times.append(time.perf_counter() - begin)
    return min(times)


def throughput(folder: Path) -> None:
    for language in ("en", "fr"):
        articles = [p.read_text("utf-8-sig") for p in sorted(folder.glob(f"*.{language}.txt"))]
        times = {"floor": 0.0, "visitx": 0.0}
        for article in articles:
            # Each article by a pipeline that has seen the others but not this one: what a folder of new articles costs.
            blank, others = spacy.blank(language), [a for a in articles if a is not article]
            for other in others:
                blank(other)
            begin = time.perf_counter()
            blank(article)
            times["floor"] += time.perf_counter() - begin
            pipeline_for.cache_clear()
            for other in others[:3]:
                extract(other, language)
            begin = time.perf_counter()
            extract(article, language).to_yaml()
            times["visitx"] += time.perf_counter() - begin
        row(f"words a second, all sections and YAML, {language}", times["floor"] / times["visitx"], "at least 0.5")


def length(folder: Path) -> None:
    for language in ("en", "fr"):
        text = thousand_words(language, folder)
        ten = "\n".join([text] * 10)
        extract(text, language)
        once, tenfold = (fastest(partial(extract, t, language)) for t in (text, ten))
        row(f"an article 10 × as long, {language}", tenfold / once, "at most 12")


def twice_the_rules(folder: Path) -> None:
    """The same work where every rule with a pattern stands a second time, in a folder of one's own."""
    for language in ("en", "fr"):
        texts = [path.read_text("utf-8-sig") for path in sorted(folder.glob(f"*.{language}.txt"))]
        with tempfile.TemporaryDirectory() as temporary:
            write_again(language, Path(temporary))
            once = fastest(partial(extract_all, texts, language, ()))
            twice = fastest(partial(extract_all, texts, language, (Path(temporary),)))
        row(f"the work with every rule twice, {language}", twice / once, "at most 1.3")


def write_again(language: str, folder: Path) -> None:
    """Writes the built-in rules with a pattern under other ids."""
    (folder / language).mkdir()
    for path in sorted([*builtin_folder().glob("common/*.yaml"), *builtin_folder().glob(f"{language}/*.yaml")]):
        rules = yaml.safe_load(path.read_text("utf-8")).get("rules") or []
        again = [{**r, "id": f"{r['id']}-again"} for r in rules if "pattern" in r or "patterns" in r]
        text = yaml.safe_dump({"rules": again}, allow_unicode=True, sort_keys=False)
        (folder / language / f"{path.parent.name}-{path.name}").write_text(text, "utf-8")


def extract_all(texts: list[str], language: str, rules: tuple[Path, ...]) -> None:
    for text in texts:
        extract(text, language, rules=rules)


def records(folder: Path) -> None:
    """`visitx diff` of two records against `visitx --help`."""
    python = sys.executable
    with tempfile.TemporaryDirectory() as temporary:
        names = []
        for language in ("en", "fr"):
            path = Path(temporary) / f"{language}.yaml"
            path.write_text(extract((folder / f"kratie.{language}.txt").read_text("utf-8-sig")).to_yaml(), "utf-8")
            names.append(str(path))
        help_page = [python, "-m", "visitx", "--help"]
        row(
            "`visitx diff` of two records",
            ratio_of_starts([python, "-m", "visitx", "diff", *names], help_page),
            "2 × --help",
        )


def folder_of_records(folder: Path) -> None:
    """`visitx diff` of a folder of a thousand pairs of records, in seconds: no ratio, a person waits for it."""
    pairs = sorted({path.name.split(".")[0] for path in folder.glob("*.fr.txt")})
    with tempfile.TemporaryDirectory() as temporary:
        for language in ("en", "fr"):
            records = [extract((folder / f"{pair}.{language}.txt").read_text("utf-8-sig")).to_yaml() for pair in pairs]
            for number in range(1000):
                path = Path(temporary) / f"{number}.{language}.yaml"
                path.write_text(records[number % len(records)], "utf-8")
        command = [sys.executable, "-m", "visitx", "diff", temporary, "--quiet"]
        before = os.times()
        seconds(command)
        spent = os.times().children_user - before.children_user
        row("`visitx diff` of 1,000 pairs of records, in seconds of processor time", spent, "seconds")


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else SAMPLES
    print("| what | ratio | meant |\n| --- | --- | --- |")
    starts(folder)
    throughput(folder)
    length(folder)
    twice_the_rules(folder)
    records(SAMPLES)
    folder_of_records(SAMPLES)
    folders(SAMPLES, row)


if __name__ == "__main__":
    main()
