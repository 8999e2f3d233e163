"""`visitx batch` over folders: scaling with processes and with articles, memory, a rerun, and the slowest rules.

The articles are made of the samples: names of persons and places and many numbers differ from one to the next, so that
caches of words help no more than they would with real ones.
"""

from __future__ import annotations

import multiprocessing
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from visitx.batch import Options, run_batch
from visitx.matching import find_all
from visitx.pipeline import pipeline_for

Row = Callable[[str, float, str], None]
ARTICLES = 2000
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{3,}")
_NUMBER = re.compile(r"\b[1-9]\d\b|\b[1-9]\d\d\b")
_SYLLABLES = [
    "ba",
    "be",
    "bo",
    "da",
    "di",
    "ka",
    "ki",
    "ko",
    "la",
    "li",
    "lo",
    "ma",
    "mi",
    "na",
    "no",
    "ra",
    "ri",
    "sa",
    "so",
    "ta",
    "ti",
    "vo",
]


def folders(samples: Path, row: Row) -> None:
    """All rows about folders."""
    with tempfile.TemporaryDirectory() as temporary:
        place = Path(temporary)
        articles = place / "articles"
        make_articles(articles, samples, ARTICLES)
        _processes_and_rerun(articles, place, row)
        _memory(samples, place, row)
    slowest_rules(samples)


def make_articles(folder: Path, samples: Path, count: int) -> None:
    """Writes that many articles, no two alike."""
    chance = random.Random(1)
    texts = [(p, p.read_text("utf-8-sig")) for p in sorted(samples.glob("*.*.txt"))]
    for number in range(count):
        path, text = texts[number % len(texts)]
        text = _NAME.sub(lambda m: _other_name(chance) if chance.random() < 0.3 else m[0], text)
        text = _NUMBER.sub(lambda m: str(chance.randrange(10 ** (len(m[0]) - 1), 10 ** len(m[0]))), text)
        target = folder / f"{number % 50:02d}" / f"{number:05d}.{path.name}"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")


def _other_name(chance: random.Random) -> str:
    return "".join(chance.choice(_SYLLABLES) for _ in range(3)).capitalize()


def command(articles: Path, output: Path, *options: str) -> float:
    """Seconds that `visitx batch` takes, from the start of Python to its end."""
    begun = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "visitx", "batch", str(articles), "-o", str(output), *options],
        check=True,
        capture_output=True,
    )
    return time.perf_counter() - begun


def _processes_and_rerun(articles: Path, place: Path, row: Row) -> None:
    one = command(articles, place / "one", "-j", "1")
    two = command(articles, place / "two", "-j", "2")
    row(f"`batch` of {ARTICLES} articles, -j 2 against -j 1", one / two, "at least 1.8")
    rerun = min(command(articles, place / "two", "-j", "2") for _ in range(5))
    row(f"a rerun of {ARTICLES} unchanged articles, -j 2", two / rerun, "at least 50 × as fast")
    row("the same against a first run with -j 1", one / rerun, "at least 50 × as fast")
    tenth = place / "tenth"
    for path in sorted(articles.iterdir())[:5]:
        shutil.copytree(path, tenth / path.name)
    start = command(place / "nothing", place / "n") if _one_article(place / "nothing", articles) else 0.0
    few = command(tenth, place / "few", "-j", "2")
    row("ten times the articles, -j 2, starts aside", (two - start) / (few - start), "10")


def _one_article(folder: Path, articles: Path) -> bool:
    folder.mkdir()
    (folder / "a.txt").write_bytes(next(articles.rglob("*.txt")).read_bytes())
    return True


def _memory(samples: Path, place: Path, row: Row) -> None:
    """The most that a worker, and the process that leads, ever hold, with ten times the articles against once."""
    peaks = []
    for count in (1000, 10_000):
        articles = place / f"memory{count}"
        make_articles(articles, samples, count)
        context = multiprocessing.get_context("spawn")  # a fresh process: nothing of this one is counted
        reader, writer = context.Pipe(duplex=False)
        process = context.Process(target=_peaks, args=(articles, place / f"m{count}", writer))
        process.start()
        peaks.append(reader.recv())
        process.join()
    row("memory of a worker, 10,000 articles against 1,000", peaks[1][0] / peaks[0][0], "at most 1.1")
    row("memory of the process that leads, the same", peaks[1][1] / peaks[0][1], "at most 1.1")
    row("memory of a worker, MB", peaks[1][0] / 1024, "at most 300")


def _peaks(articles: Path, output: Path, writer: multiprocessing.connection.Connection) -> None:
    worker = 0

    def advance(done: int, total: int, name: str) -> None:
        nonlocal worker
        if done % 20 == 0:
            worker = max([worker, *(_peak(p.pid) for p in multiprocessing.active_children())])

    run_batch(articles, output, Options(jobs=2), advance)
    writer.send((worker, _peak("self")))


def _peak(process: int | str | None) -> int:
    """The most memory a process ever held, in KB."""
    try:
        found = re.search(r"VmHWM:\s+(\d+)", Path(f"/proc/{process}/status").read_text())
    except OSError:
        return 0
    return int(found[1]) if found else 0


def slowest_rules(samples: Path) -> None:
    """Prints the rules whose patterns take most, as shares of what all patterns take."""
    times: Counter[str] = Counter()
    for language in ("en", "fr"):
        pipeline = pipeline_for(language)
        readings = [pipeline.read(p.read_text("utf-8-sig")) for p in sorted(samples.glob(f"*.{language}.txt"))]
        patterns = [p for found in (*pipeline.patterns.values(), *pipeline.phrases.values()) for p in found]
        for _ in range(4):
            for reading in readings:
                for pattern in patterns:
                    begun = time.perf_counter()
                    find_all([pattern], reading)
                    times[f"{language} {pattern.rule.id}"] += time.perf_counter() - begun
    total = sum(times.values())
    print(f"\nslowest of {len(times)} rules, share of the time of all:")
    for rule, seconds in times.most_common(6):
        print(f"* {rule}: {seconds / total:.1%}")
