"""The records of the samples, whole: `python tests/test_golden.py` writes them anew, and git shows what changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from visitx.decoding import Article, read_article
from visitx.extraction import extract_article

ROOT = Path(__file__).parents[1]
GOLDEN = ROOT / "tests" / "golden"
ARTICLES = sorted((ROOT / "samples").glob("*.txt"))


def record_of(path: Path) -> str:
    article = read_article(path)
    return extract_article(Article(path.name, article.sha256, article.text)).to_yaml()


@pytest.mark.parametrize("path", ARTICLES, ids=[p.stem for p in ARTICLES])
def test_the_record_of_a_sample_is_what_it_was(path: Path) -> None:
    assert record_of(path) == (GOLDEN / f"{path.stem}.yaml").read_text("utf-8")


if __name__ == "__main__":
    GOLDEN.mkdir(exist_ok=True)
    for sample in ARTICLES:
        (GOLDEN / f"{sample.stem}.yaml").write_text(record_of(sample), "utf-8")
