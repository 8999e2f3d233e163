"""What was made to harm, or is broken, in a folder of articles: each is named with its reason, the rest is read."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from batchfolders import article, visitx
from conftest import SAMPLES
from visitx import extract
from visitx.batch import run_batch
from visitx.errors import RecordError, RuleError, VisitxError
from visitx.manifest import JOURNAL, read_entries
from visitx.record import Record
from visitx.rules import read_rule_file

ESCAPES = "\x1b]0;owned\x07\x1b[31m[bold red]\u202ered[/bold red]"


@pytest.fixture
def broken(tmp_path: Path) -> Iterator[Path]:
    """A folder with one of everything, and three good articles."""
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(3):
        (folder / f"good{number}.txt").write_text(article(number), "utf-8")
    (folder / "empty.txt").write_bytes(b"")
    (folder / "blank.txt").write_bytes(b"\xef\xbb\xbf \r\n\t\xc2\xa0")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 20)
    (folder / "zeros.txt").write_bytes(bytes(2001))
    (folder / "russian.txt").write_bytes("Министр посетил провинцию и встретился с мэром города.".encode("koi8-r"))
    (folder / "german.txt").write_text("Der Minister besuchte am Dienstag die Stadt und sprach mit der Leitung.")
    with (folder / "huge.txt").open("wb") as file:
        file.truncate(50_000_000)
    (folder / "nowhere.txt").symlink_to("missing")
    (folder / "round.txt").symlink_to("round.txt")
    (folder / "circle").symlink_to(folder, target_is_directory=True)
    os.mkfifo(folder / "pipe.txt")
    with open(os.path.join(os.fsencode(folder), b"caf\xe9.txt"), "wb") as file:
        file.write(article(5).encode())
    (folder / f"{ESCAPES.replace('/', '')}\n.txt").write_bytes(b"")
    yield folder
    shutil.rmtree(folder)


REASONS = {
    "binary.txt": "is a binary file",
    "blank.txt": "is empty",
    "caf\\xe9.txt": "has a name that is not UTF-8",
    "circle": "is a link to a folder, which is not followed",
    "empty.txt": "is empty",
    "german.txt": "looks like German",
    "huge.txt": "is 50.0 MB large",
    "nowhere.txt": "is a link that leads nowhere",
    "pipe.txt": "is no file (a pipe, a socket or a device)",
    "round.txt": "could not be read: Too many levels of symbolic links",
    "russian.txt": "looks like koi8_r",
    "zeros.txt": "is a binary file",
    f"{ESCAPES.replace('/', '')}\n.txt": "is empty",
}


def test_each_bad_article_is_named_with_its_reason_and_the_others_are_read(broken: Path, tmp_path: Path) -> None:
    done = visitx("batch", broken, "-o", tmp_path / "out")
    assert done.returncode == 1
    assert done.stdout.decode().startswith(f"{len(REASONS) + 3} articles read, 3 records written")
    assert sorted(p.name for p in (tmp_path / "out").glob("good*")) == ["good0.yaml", "good1.yaml", "good2.yaml"]
    entries = yaml.safe_load((tmp_path / "out/manifest.yaml").read_text("utf-8"))["articles"]
    reasons = {e["input"]: e["reason"] for e in entries if e["state"] == "failed"}
    assert set(reasons) == set(REASONS)
    for name, reason in REASONS.items():
        assert reason in reasons[name], name
    told = [line for line in done.stderr.decode().splitlines() if line.startswith("visitx: ")]
    assert len(told) == len(REASONS)
    for line in told:
        assert any(reason in line for reason in REASONS.values())


def test_no_terminal_is_told_what_to_do_by_a_name_or_a_text(broken: Path, tmp_path: Path) -> None:
    done = visitx("batch", broken, "-o", tmp_path / "out")
    for stream in (done.stdout, done.stderr):
        assert b"\x1b" not in stream
        assert b"\x07" not in stream
        assert "\u202e" not in stream.decode()
    assert b"[bold red]" in done.stderr  # shown as it is, and read by nobody
    assert b"\x1b" not in (tmp_path / "out/manifest.yaml").read_bytes()


def test_a_second_run_reads_nothing_of_it_again(broken: Path, tmp_path: Path) -> None:
    first = run_batch(broken, tmp_path / "out")
    manifest = (tmp_path / "out/manifest.yaml").read_bytes()
    second = run_batch(broken, tmp_path / "out")
    assert second.failed == first.failed
    assert (second.written, second.unchanged) == (0, 3)
    assert (tmp_path / "out/manifest.yaml").read_bytes() == manifest


def _without_privileges() -> tuple[str, ...]:
    """What takes from root the right to read everything."""
    if os.geteuid():
        return ()
    if not shutil.which("setpriv"):
        pytest.skip("root may read everything, and setpriv is not here to change that")
    return "setpriv", "--bounding-set", "-dac_override,-dac_read_search", "--inh-caps", "-dac_override,-dac_read_search"


def test_what_may_not_be_read_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    (folder / "closed").mkdir(parents=True)
    for name in ("good.txt", "secret.txt", "closed/a.txt"):
        (folder / name).write_text(article(1), "utf-8")
    (folder / "secret.txt").chmod(0)
    (folder / "closed").chmod(0)
    done = visitx("batch", folder, "-o", tmp_path / "out", before=_without_privileges())
    (folder / "closed").chmod(0o700)
    assert done.returncode == 1
    assert b"secret.txt: may not be read; check its permissions" in done.stderr
    assert b"closed: may not be listed: Permission denied" in done.stderr
    assert b"1 records written" in done.stdout


def test_an_article_that_vanishes_while_the_run_is_under_way_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(40):
        (folder / f"{number:02d}.txt").write_text(article(number), "utf-8")

    def advance(done: int, total: int, name: str) -> None:
        (folder / "39.txt").unlink(missing_ok=True)

    summary = run_batch(folder, tmp_path / "out", None, advance)
    assert [(f.path, f.reason) for f in summary.failed] == [("39.txt", f"{folder / '39.txt'}: no such file")]
    assert summary.written == 39


def test_deep_folders_and_long_names_are_read(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    deep = folder.joinpath(*["d" * 100] * 15)
    deep.mkdir(parents=True)
    (deep / ("n" * 251 + ".txt")).write_text(article(2), "utf-8")
    (folder / ("é" * 125 + ".txt")).write_text(article(4), "utf-8")
    summary = run_batch(folder, tmp_path / "out")
    assert [f.path[-10:] for f in summary.failed] == ["nnnnnn.txt"]  # n….yaml is longer than a name may be
    assert summary.written == 1


@pytest.mark.parametrize(
    "name", ["a b.txt", "#.txt", "- x: {y}.txt", "null.txt", "é.txt", "日本.txt", "'\".txt", "\\u0041.txt"]
)
def test_names_come_back_from_the_manifest(tmp_path: Path, name: str) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / name).write_text(article(2), "utf-8")
    run_batch(tmp_path / "in", tmp_path / "out")
    text = (tmp_path / "out/manifest.yaml").read_text("utf-8")
    assert [e["input"] for e in yaml.safe_load(text)["articles"]] == [name]
    assert run_batch(tmp_path / "in", tmp_path / "out").unchanged == 1


def test_markup_and_escapes_in_articles_are_shown_by_diff_as_text(tmp_path: Path) -> None:
    text = (SAMPLES / "kratie.en.txt").read_text("utf-8")
    hostile = text.replace("318 teachers", f"381 teachers {ESCAPES}[link=http://x]")
    (tmp_path / f"a{ESCAPES.replace('/', '')}.txt").write_text(text, "utf-8")
    (tmp_path / "b.txt").write_text(hostile, "utf-8")
    terminal = "import pty, sys; sys.exit(pty.spawn(sys.argv[1:]) >> 8)"
    command = [
        sys.executable,
        "-m",
        "visitx",
        "diff",
        str(tmp_path / f"a{ESCAPES.replace('/', '')}.txt"),
        str(tmp_path / "b.txt"),
    ]
    environment = {k: v for k, v in os.environ.items() if k != "NO_COLOR"} | {"TERM": "xterm", "COLUMNS": "300"}
    for before in ([], [sys.executable, "-c", terminal]):
        done = subprocess.run([*before, *command], capture_output=True, env=environment, check=False)
        assert done.returncode == 1, done.stdout + done.stderr
        assert b"\x1b]0;" not in done.stdout
        assert b"\x07" not in done.stdout
        assert b"\x1b]8;" not in done.stdout  # a link
        assert "\u202e" not in done.stdout.decode()
        assert b"318" in done.stdout


BOMB = "a: &a [x, x, x, x, x, x, x, x]\n" + "".join(
    f"{b}: &{b} [*{a}, *{a}, *{a}, *{a}, *{a}, *{a}, *{a}, *{a}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize(
    "text",
    [
        BOMB,
        "a: &x 1\nb: *x\n",
        "a: !!python/object/apply:os.system ['touch owned']\n",
        "a: !!python/name:os.system\n",
        "a: !custom 1\n",
        "<<: {a: 1}\nb: !!binary aGVsbG8=\n",
        "a: " + "[" * 5000 + "\n",
        "a: " + "{b: " * 5000 + "\n",
    ],
)
def test_aliases_tags_and_depth_are_refused_in_records_and_rules(text: str) -> None:
    with pytest.raises(RecordError):
        Record.from_yaml("visitx: 1\n" + text)
    with pytest.raises(RuleError):
        read_rule_file(("lexicons: {}\n" + text).encode(), "en/a.yaml")
    with pytest.raises(RuleError):
        read_rule_file(("lexicons:\n  " + text.replace("\n", "\n  ")).encode(), "en/a.yaml")


def test_a_manifest_that_is_not_ours_is_no_list_of_articles() -> None:
    from visitx.batch import Options

    for text in (
        BOMB,
        "",
        "articles:\n",
        "x: 1\narticles:\n- a\n",
        "x: 1\narticles:\n- {}\n",
        "x\narticles:\n" + "[" * 99999,
    ):
        with pytest.raises((ValueError, TypeError, RecursionError)):
            read_entries(text, Options().stamp())


def test_names_that_are_no_utf8_on_the_command_line(tmp_path: Path) -> None:
    folder = os.path.join(os.fsencode(tmp_path), b"caf\xe9")
    os.mkdir(folder)
    with open(os.path.join(folder, b"a.txt"), "w", encoding="utf-8") as file:
        file.write(article(2))
    done = visitx("extract", os.path.join(folder, b"a.txt"))
    assert done.returncode == 0
    assert yaml.safe_load(done.stdout)["document"]["file"] == f"{tmp_path}/caf\\xe9/a.txt"
    done = visitx("batch", folder, "-o", tmp_path / "out")
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr.decode() == f"visitx: {tmp_path}/caf\\xe9: has a name that is not UTF-8; rename it\n"


def test_a_folder_that_cannot_be_written_to_is_one_error(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.txt").write_text(article(2), "utf-8")
    (tmp_path / "out").mkdir(mode=0o500)
    done = visitx("batch", tmp_path / "in", "-o", tmp_path / "out", before=_without_privileges())
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr.decode() == f"visitx: {tmp_path / 'out'}: could not be written to: Permission denied\n"


def test_an_interrupt_ends_the_run_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    text = "\n".join(article(2 * n) for n in range(300))
    for number in range(400):  # more than can be read before it is stopped
        (tmp_path / f"in/{number}.txt").write_text(text, "utf-8")
    command = [sys.executable, "-m", "visitx", "batch", str(tmp_path / "in"), "-o", str(tmp_path / "out")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True) as run:
        while not (tmp_path / "out" / JOURNAL).exists() and run.poll() is None:
            time.sleep(0.05)
        time.sleep(0.2)
        os.killpg(run.pid, signal.SIGINT)
        out, error = run.communicate()
    assert (run.returncode, out) == (130, b"")
    assert error == b"visitx: stopped\n"


def test_the_library_gives_its_own_errors_for_any_text() -> None:
    for text in ("\0", "\ud800", "\x1b[31m" * 50, "and five " * 3000, "3 out of " * 3000, "(" * 5000, "\n" * 5000):
        try:
            extract(text, "en")
            extract(text)
        except VisitxError:
            pass
