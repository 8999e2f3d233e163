"""Which files of a folder belong together."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from conftest import SAMPLES
from visitx.decoding import Article
from visitx.diff import is_record
from visitx.diff_pairing import pair_folder
from visitx.errors import ReadError

ADDRESS = "Source: https://portal.example/{}/ministry-inspects-the-staff-197260312.htm"


def write(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        path = folder / name.replace("__", "/").replace("_dot_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder


def names(folder: Path) -> tuple[list[tuple[str, str]], list[str]]:
    found = pair_folder(folder)
    pairs = [(str(a.relative_to(folder)), str(b.relative_to(folder))) for a, b in found.pairs]
    return pairs, [str(p.relative_to(folder)) for p in found.unpaired]


@pytest.mark.parametrize(
    ("english", "french"),
    [
        ("x.en.txt", "x.fr.txt"),
        ("x_en.txt", "x_fr.txt"),
        ("x-fr.txt", "x-en.txt"),
        ("en/x.txt", "fr/x.txt"),
        ("x.en.yaml", "x.fr.txt"),
    ],
)
def test_by_name(tmp_path: Path, english: str, french: str) -> None:
    for name in (english, french):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("text", "utf-8")
    pairs, unpaired = names(tmp_path)
    assert [set(p) for p in pairs] == [{english, french}]
    assert not unpaired


def test_by_address_whatever_the_names(tmp_path: Path) -> None:
    write(tmp_path, a_dot_txt=ADDRESS.format("en"), b_dot_txt=ADDRESS.format("fr"), c_dot_txt="no address")
    assert names(tmp_path) == ([("a.txt", "b.txt")], ["c.txt"])


def test_english_stands_left(tmp_path: Path) -> None:
    write(tmp_path, a_dot_fr_dot_txt=ADDRESS.format("fr"), b_dot_en_dot_txt=ADDRESS.format("en"))
    assert names(tmp_path)[0] == [("b.en.txt", "a.fr.txt")]


def test_the_address_of_a_site_pairs_nothing(tmp_path: Path) -> None:
    site = "Contact: https://portal.example/en"
    write(tmp_path, a_dot_en_dot_txt=site, a_dot_fr_dot_txt="rien", b_dot_fr_dot_txt=site)
    assert names(tmp_path) == ([("a.en.txt", "a.fr.txt")], ["b.fr.txt"])


def test_two_files_of_one_language_are_no_pair(tmp_path: Path) -> None:
    write(tmp_path, a_dot_en_dot_txt=ADDRESS.format("en"), b_dot_en_dot_txt=ADDRESS.format("en"))
    with pytest.raises(ReadError, match="no two versions"):
        pair_folder(tmp_path)


def test_no_folder(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="no folder"):
        pair_folder(tmp_path / "nowhere")


# -- what is compared at all


def diff(*args: object) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "visitx", "diff", *map(str, args)]
    return subprocess.run(command, capture_output=True, check=False)


@pytest.mark.parametrize("lead", ["", "# read by hand\n", "---\n", "\n"])
def test_a_record_is_told_by_its_first_key(lead: str) -> None:
    record = Article("-", "", f"{lead}visitx: 1\ndocument:\n")
    assert is_record(record)
    assert not is_record(Article("-", "", "The minister visited visitx: 1\n"))


@pytest.mark.parametrize("text", ['{"visitx": 2}', '{\n  "visitx": 2,\n  "document": {}\n}', "visitx: 2\n"])
def test_a_newer_format_is_named(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.yaml").write_text(text, "utf-8")
    done = diff(tmp_path / "a.yaml", tmp_path / "a.yaml")
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.count(b"\n") == 1
    assert b"format 2; this version reads format 1" in done.stderr


def test_two_visits_are_no_two_versions() -> None:
    done = diff(SAMPLES / "kratie.en.txt", SAMPLES / "rusizi.fr.txt")
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"little in common" in done.stderr


def test_a_folder_compares_what_it_can_and_names_the_rest(tmp_path: Path) -> None:
    for name in ("kratie.en.txt", "kratie.fr.txt", "rusizi.en.txt"):
        (tmp_path / name).write_bytes((SAMPLES / name).read_bytes())
    (tmp_path / "x.en.yaml").write_text("visitx: 1\n", "utf-8")
    (tmp_path / "x.fr.yaml").write_text("visitx: 1\n", "utf-8")
    done = diff(tmp_path)
    assert done.returncode == 2
    assert "".join(done.stdout.decode().split()).endswith("kratie.fr.txt:nodifference")  # wherever the line was cut
    told = done.stderr.decode().splitlines()
    assert len(told) == 2
    assert "x.en.yaml: the key 'document' is missing" in told[0]
    assert "rusizi.en.txt: has no other version here" in told[1]
