"""The command line as a user runs it: exit code, standard output and standard error apart."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from conftest import SAMPLES
from visitx.record import Record

ARTICLE = SAMPLES / "kratie.en.txt"


def run(*args: str | Path, stdin: bytes = b"", cwd: Path | None = None) -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, "COLUMNS": "100", "NO_COLOR": "1"}
    command = [sys.executable, "-m", "visitx", *map(str, args)]
    return subprocess.run(command, input=stdin, capture_output=True, cwd=cwd, env=environment, check=False)


def one_line(error: bytes) -> str:
    text = error.decode()
    assert text.startswith("visitx: ")
    assert text.count("\n") == 1
    assert "Traceback" not in text
    return text


@pytest.fixture(scope="module")
def record() -> bytes:
    done = run("extract", ARTICLE)
    assert (done.returncode, done.stderr) == (0, b"")
    return done.stdout


def test_extract_writes_the_whole_record(record: bytes) -> None:
    data = yaml.safe_load(record)
    assert list(data) == [
        "visitx", "document", "visit", "officials", "figures", "dates", "references", "recommendations",
    ]  # fmt: skip
    assert data["document"]["file"] == str(ARTICLE)
    assert data["document"]["language"] == "en"
    assert all(data[section] for section in ("officials", "figures", "dates", "references", "recommendations"))


def test_two_runs_give_the_same_bytes(record: bytes) -> None:
    assert run("extract", ARTICLE).stdout == record


def test_reading_and_writing_a_record_changes_no_byte(record: bytes) -> None:
    assert Record.from_yaml(record.decode()).to_yaml().encode() == record


def test_json_is_the_same_record(record: bytes) -> None:
    done = run("extract", ARTICLE, "--format", "json")
    assert Record.from_dict(json.loads(done.stdout)) == Record.from_yaml(record.decode())


def test_standard_input(record: bytes) -> None:
    done = run("extract", "-", stdin=ARTICLE.read_bytes())
    assert done.returncode == 0
    assert done.stdout == record.replace(f"file: {ARTICLE}".encode(), b"file: '-'")


def test_lang_overrides_detection() -> None:
    done = run("extract", ARTICLE, "--lang", "fr")
    assert yaml.safe_load(done.stdout)["document"]["language"] == "fr"


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("missing.txt", None, "no such file"),
        ("empty.txt", b"", "is empty"),
        ("blank.txt", b" \n\n\t\n", "is empty"),
        ("binary.txt", b"\x7fELF\x00\x01\x02", "is a binary file"),
        ("russian.txt", "Министр посетил провинцию и встретился с мэром города.".encode("cp1251"), "cp1251"),
        (
            "german.txt",
            "Der Minister besuchte am Dienstag die Provinz und empfahl, die Brücke zu bauen.".encode(),
            "looks like German",
        ),
    ],
)
def test_what_cannot_be_read(tmp_path: Path, name: str, content: bytes | None, says: str) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    done = run("extract", path)
    assert (done.returncode, done.stdout) == (1, b"")
    message = one_line(done.stderr)
    assert says in message
    assert name in message


def test_a_folder_is_no_article(tmp_path: Path) -> None:
    done = run("extract", tmp_path)
    assert (done.returncode, done.stdout) == (1, b"")
    assert "is a folder" in one_line(done.stderr)


def test_a_language_without_rules() -> None:
    done = run("extract", ARTICLE, "--lang", "de")
    assert (done.returncode, done.stdout) == (1, b"")
    assert "no rules for language 'de'" in one_line(done.stderr)


def test_an_option_that_is_wrong_is_a_usage_error() -> None:
    done = run("extract", ARTICLE, "--format", "xml")
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"Traceback" not in done.stderr


def test_escapes_in_a_name_are_not_sent_to_the_terminal(tmp_path: Path) -> None:
    done = run("extract", tmp_path / "a\x1b[31mred.txt")
    assert done.returncode == 1
    assert b"\x1b" not in done.stderr


def test_batch_writes_each_record_and_names_what_failed(tmp_path: Path, record: bytes) -> None:
    source, output = tmp_path / "in", tmp_path / "out"
    (source / "deep" / "er").mkdir(parents=True)
    (source / "deep" / "er" / "kratie.en.txt").write_bytes(ARTICLE.read_bytes())
    (source / "bad.txt").write_bytes(b"\0\1\2")
    (source / "notes.md").write_text("no article")
    done = run("batch", source, "-o", output)
    assert done.returncode == 1
    assert sorted(p.relative_to(output).as_posix() for p in output.rglob("*") if p.is_file()) == [
        "deep/er/kratie.en.yaml",
        "manifest.yaml",
    ]
    written = (output / "deep/er/kratie.en.yaml").read_bytes()
    assert written.split(b"\n", 3)[3] == record.split(b"\n", 3)[3]  # all but the file's name
    assert b"bad.txt: is a binary file" in done.stderr
    assert b"2 articles read, 1 records written" in done.stdout
    assert b"1 failed" in done.stdout


def test_batch_of_good_articles_exits_with_zero(tmp_path: Path) -> None:
    done = run("batch", SAMPLES, "-o", tmp_path / "out")
    assert done.returncode == 0
    articles = sorted(p.stem for p in SAMPLES.glob("*.txt"))
    assert sorted(p.stem for p in (tmp_path / "out").glob("*.yaml")) == sorted([*articles, "manifest"])


def test_batch_of_what_is_no_folder(tmp_path: Path) -> None:
    for folder in (tmp_path / "none", ARTICLE, tmp_path):
        done = run("batch", folder, "-o", tmp_path / "out")
        assert (done.returncode, done.stdout) == (1, b"")
        one_line(done.stderr)
    assert not (tmp_path / "out").exists()


def test_diff_of_a_record_with_itself_is_empty(tmp_path: Path, record: bytes) -> None:
    (tmp_path / "a.yaml").write_bytes(record)
    done = run("diff", tmp_path / "a.yaml", ARTICLE)
    assert done.returncode == 0
    assert b"no difference" in done.stdout


def test_diff_finds_a_changed_number(tmp_path: Path) -> None:
    changed = tmp_path / "changed.txt"
    changed.write_text(ARTICLE.read_text("utf-8").replace("318 teachers", "381 teachers"), "utf-8")
    done = run("diff", ARTICLE, changed, "--format", "yaml")
    assert done.returncode == 1
    findings = yaml.safe_load(done.stdout)["findings"]
    assert [(f["section"], f["kind"], f["field"], f["left"], f["right"]) for f in findings] == [
        ("figures", "changed", "value", 318, 381)
    ]
    assert findings[0]["left_line"] == 5
    quiet = run("diff", ARTICLE, changed, "--quiet")
    assert (quiet.returncode, quiet.stdout, quiet.stderr) == (1, b"", b"")
    assert run("diff", ARTICLE, changed, "--only", "dates").returncode == 0


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"visitx: 99\n", "format 99"),
        (b"visitx: 1\ndocument: [\n", "not YAML"),
        (b"visitx: 1\ndocument: {}\n", "'file' is missing"),
        (b"visitx: 1\ndocument: &a [*a]\n", "aliases"),
    ],
)
def test_broken_records_are_trouble(tmp_path: Path, content: bytes, says: str) -> None:
    path = tmp_path / "broken.yaml"
    path.write_bytes(content)
    done = run("diff", path, path)
    assert (done.returncode, done.stdout) == (2, b"")
    assert says in one_line(done.stderr)


def test_model_that_is_not_there() -> None:
    done = run("extract", ARTICLE, "--model", "no_such_model")
    assert (done.returncode, done.stdout) == (1, b"")
    assert "no_such_model" in one_line(done.stderr)


def test_a_pipe_that_closes_early_is_no_fault() -> None:
    command = f'"{sys.executable}" -m visitx extract "{ARTICLE}" | head -1'
    done = subprocess.run(["bash", "-c", command], capture_output=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"visitx: 1\n", b"")
