"""A folder of articles: nothing is lost, nothing is done twice, the same bytes whatever the number of processes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from batchfolders import article, contents, fill, visitx
from visitx import batch
from visitx.batch import Options, run_batch
from visitx.errors import ReadError, VisitxError
from visitx.manifest import JOURNAL, Journal
from visitx.outputs import write_whole
from visitx.record import Record


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    fill(tmp_path / "in", 7)
    return tmp_path / "in"


def manifest(output: Path) -> dict[str, dict[str, object]]:
    """The articles of a manifest as any reader of YAML sees them."""
    data = yaml.safe_load((output / "manifest.yaml").read_text("utf-8"))
    return {entry["input"]: entry for entry in data["articles"]}


@pytest.mark.parametrize("format", ["yaml", "json", "jsonl"])
def test_the_same_bytes_whatever_the_number_of_processes(folder: Path, tmp_path: Path, format: str) -> None:
    outputs = []
    for jobs in (1, 2, 3):
        output = tmp_path / f"{format}{jobs}"
        summary = run_batch(folder, output, Options(format=format, jobs=jobs))
        assert (summary.read, summary.written, summary.failed) == (7, 7, ())
        outputs.append(contents(output))
    assert outputs[0] == outputs[1] == outputs[2]
    assert len(outputs[0]) == (2 if format == "jsonl" else 8)


def test_the_formats_hold_the_same_records(folder: Path, tmp_path: Path) -> None:
    for format in ("yaml", "json", "jsonl"):
        run_batch(folder, tmp_path / format, Options(format=format))
    lines = (tmp_path / "jsonl/records.jsonl").read_text("utf-8").splitlines()
    names = sorted(p.relative_to(folder) for p in folder.rglob("*.txt"))
    for name, line in zip(names, lines, strict=True):
        record = Record.from_dict(json.loads(line))
        assert record.document.file == str(folder / name)
        assert Record.from_yaml((tmp_path / "yaml" / name).with_suffix(".yaml").read_text("utf-8")) == record
        assert Record.from_yaml((tmp_path / "json" / name).with_suffix(".json").read_text("utf-8")) == record


def test_the_manifest_says_what_became_of_each_article(folder: Path, tmp_path: Path) -> None:
    (folder / "bad.txt").write_bytes(b"\0\1\2")
    summary = run_batch(folder, tmp_path / "out", Options())
    data = yaml.safe_load((tmp_path / "out/manifest.yaml").read_text("utf-8"))
    assert list(data) == ["visitx", "rules", "options", "articles"]
    assert data["visitx"] == batch.__version__
    assert len(data["rules"]) == 64
    assert data["options"] == {"lang": None, "format": "yaml", "model": None}
    entries = {entry["input"]: entry for entry in data["articles"]}
    assert list(entries) == sorted(entries)
    assert entries["bad.txt"]["state"] == "failed"
    assert entries["bad.txt"]["reason"] == "is a binary file, not text"
    good = entries["1/a0001.txt"]
    assert (good["state"], good["output"]) == ("written", "1/a0001.yaml")
    record = yaml.safe_load((tmp_path / "out/1/a0001.yaml").read_text("utf-8"))
    assert good["sha256"] == record["document"]["sha256"]
    assert good["items"]["figures"] == len(record["figures"])
    assert summary.items["figures"] == sum(e["items"]["figures"] for e in entries.values() if "items" in e)


def test_unchanged_articles_are_left_alone_whatever_their_time_stamps(folder: Path, tmp_path: Path) -> None:
    output = tmp_path / "out"
    run_batch(folder, output)
    before, times = contents(output), {p: p.stat().st_mtime_ns for p in output.rglob("*")}
    for path in folder.rglob("*.txt"):
        os.utime(path, (1, 1))
    summary = run_batch(folder, output)
    assert (summary.read, summary.written, summary.unchanged) == (7, 0, 7)
    assert contents(output) == before
    assert {p: p.stat().st_mtime_ns for p in output.rglob("*") if p != output} == {
        p: t for p, t in times.items() if p != output
    }
    assert summary.items["figures"] > 0


def test_a_changed_article_is_read_again_though_it_is_as_old_and_as_long(folder: Path, tmp_path: Path) -> None:
    output = tmp_path / "out"
    run_batch(folder, output)
    path = folder / "1/a0004.txt"
    times = path.stat()
    path.write_text(article(4).replace("4 books", "9 books"), "utf-8")
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert path.stat().st_size == times.st_size
    assert run_batch(folder, output).written == 1
    assert b"value: 9" in (output / "1/a0004.yaml").read_bytes()


def test_what_decides_a_record_decides_whether_it_is_made_again(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    output, rules = tmp_path / "out", tmp_path / "rules"
    (rules / "en").mkdir(parents=True)
    (rules / "en/unit.yaml").write_text("lexicons:\n  unit:\n    match: exact\n    terms: {TEU: [TEU]}\n")

    def written(options: Options) -> int:
        return run_batch(folder, output, options).written

    assert written(Options()) == 7
    assert written(Options(language="en")) == 7
    assert written(Options(language="en", jobs=1, timeout=9)) == 0
    assert written(Options(language="en", rules=(rules,))) == 7
    assert written(Options(language="en", rules=(rules,))) == 0
    (rules / "en/unit.yaml").write_text("lexicons:\n  unit:\n    match: exact\n    terms: {TEU: [TEUs]}\n")
    assert written(Options(language="en", rules=(rules,))) == 7
    monkeypatch.setattr(batch, "__version__", "9.9")
    assert written(Options(language="en", rules=(rules,))) == 7
    assert written(Options(language="en", rules=(rules,))) == 0
    assert written(Options(language="en", rules=(rules,), force=True)) == 7


@pytest.mark.parametrize("format", ["yaml", "jsonl"])
def test_a_record_that_was_damaged_or_removed_is_written_again(folder: Path, tmp_path: Path, format: str) -> None:
    output = tmp_path / "out"
    run_batch(folder, output, Options(format=format))
    whole = contents(output)
    path = output / ("records.jsonl" if format == "jsonl" else "0/a0000.yaml")
    path.write_bytes(path.read_bytes().replace(b"2026", b"2025", 1))
    assert run_batch(folder, output, Options(format=format)).written == 1
    assert contents(output) == whole
    path.unlink()
    assert run_batch(folder, output, Options(format=format)).written == (7 if format == "jsonl" else 1)
    assert contents(output) == whole


@pytest.mark.parametrize("format", ["yaml", "jsonl"])
def test_an_article_that_vanished_is_named_and_its_record_goes_only_when_asked(
    folder: Path, tmp_path: Path, format: str
) -> None:
    output, options = tmp_path / "out", Options(format=format)
    run_batch(folder, output, options)
    (folder / "1/a0001.txt").unlink()
    (folder / "1/a0004.txt").unlink()
    records = contents(output)
    for _ in range(2):
        summary = run_batch(folder, output, options)
        assert (summary.read, summary.written, summary.unchanged, summary.failed) == (5, 0, 5, ())
        assert len(summary.gone) == 2
        assert "a0001.txt: is not among the articles any more" in summary.gone[0]
        assert {n: d for n, d in contents(output).items() if n != "manifest.yaml"} == {
            n: d for n, d in records.items() if n != "manifest.yaml"
        }
        assert manifest(output)["1/a0001.txt"]["state"] == "gone"
    (folder / "1/a0004.txt").write_text(article(4), "utf-8")
    assert run_batch(folder, output, options).written == 1
    summary = run_batch(folder, output, Options(format=format, prune=True))
    assert len(summary.gone) == 1
    assert "was removed" in summary.gone[0]
    assert "1/a0001.txt" not in manifest(output)
    run_batch(folder, tmp_path / "fresh", options)
    assert contents(output) == contents(tmp_path / "fresh")


def test_an_article_that_fails_now_keeps_its_record_until_that_is_pruned(folder: Path, tmp_path: Path) -> None:
    output = tmp_path / "out"
    run_batch(folder, output)
    (folder / "0/a0000.txt").write_bytes(b"")
    for _ in range(2):
        summary = run_batch(folder, output)
        assert [f.path for f in summary.failed] == ["0/a0000.txt"]
        assert (output / "0/a0000.yaml").exists()
    run_batch(folder, output, Options(prune=True))
    assert not (output / "0/a0000.yaml").exists()


def test_prune_removes_nothing_that_is_not_in_the_output_folder(folder: Path, tmp_path: Path) -> None:
    output = tmp_path / "out"
    run_batch(folder, output)
    (tmp_path / "mine.yaml").write_text("mine")
    path = output / "manifest.yaml"
    (folder / "1/a0001.txt").unlink()
    path.write_text(path.read_text("utf-8").replace("1/a0001.yaml", "../mine.yaml"), "utf-8")
    run_batch(folder, output, Options(prune=True))
    assert (tmp_path / "mine.yaml").read_text() == "mine"


def test_patterns_choose_as_gitignore_does(folder: Path, tmp_path: Path) -> None:
    (folder / "notes.md").write_text(article(50), "utf-8")
    (folder / "draft").mkdir()
    (folder / "draft/a.txt").write_text(article(51), "utf-8")
    (folder / "draft/keep.txt").write_text(article(52), "utf-8")

    def read(**options: tuple[str, ...]) -> set[str]:
        output = tmp_path / f"out{len(list(tmp_path.iterdir()))}"
        run_batch(folder, output, Options(**options))
        return set(manifest(output))

    every = {p.relative_to(folder).as_posix() for p in folder.rglob("*.txt")}
    assert read() == every
    assert read(include=("*.md",)) == {"notes.md"}
    assert read(include=("/1/",)) == {"1/a0001.txt", "1/a0004.txt"}
    assert read(exclude=("draft/", "a000[0-3].txt")) == {"0/a0006.txt", "1/a0004.txt", "2/a0005.txt"}
    (folder / ".visitxignore").write_text("# drafts\ndraft/*\n!draft/keep.txt\n", "utf-8")
    assert read() == every - {"draft/a.txt"}
    assert read(exclude=("/draft",)) == every - {"draft/a.txt", "draft/keep.txt"}


def test_inputs_that_would_write_one_output_are_refused(tmp_path: Path) -> None:
    folder, output = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    for name in ("a.txt", "a.md", "b.txt", "manifest.txt", "c.txt"):
        (folder / name).write_text(article(2), "utf-8")
    (folder / "c.yaml").mkdir()
    (folder / "c.yaml/d.txt").write_text(article(4), "utf-8")
    summary = run_batch(folder, output, Options(include=("*.txt", "*.md")))
    reasons = {f.path: f.reason for f in summary.failed}
    assert set(reasons) == {"a.md", "a.txt", "manifest.txt", "c.txt"}
    assert "would give the same record, a.yaml, as a.txt" in reasons["a.md"]
    assert set(contents(output)) == {"b.yaml", "c.yaml/d.yaml", "manifest.yaml"}


def test_a_record_that_another_article_has_now_is_not_pruned(tmp_path: Path) -> None:
    folder, output = tmp_path / "in", tmp_path / "out"
    fill(folder, 2)
    options = Options(include=("*.txt", "*.md"), prune=True)
    run_batch(folder, output, options)
    (folder / "0/a0000.txt").rename(folder / "0/a0000.md")
    run_batch(folder, output, options)
    assert set(contents(output)) == {"0/a0000.yaml", "1/a0001.yaml", "manifest.yaml"}
    assert set(manifest(output)) == {"0/a0000.md", "1/a0001.txt"}


def test_records_may_go_below_or_beside_the_articles(folder: Path) -> None:
    assert run_batch(folder, folder / "records", Options(include=("*.txt", "*.yaml"))).read == 7
    assert run_batch(folder, folder / "records", Options(include=("*.txt", "*.yaml"))).unchanged == 7
    assert run_batch(folder, folder, Options(exclude=("records",))).written == 7
    assert run_batch(folder, folder, Options(exclude=("records",))).unchanged == 7


def test_records_do_not_replace_articles(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(article(2), "utf-8")
    (tmp_path / "a.yaml").write_text(article(4), "utf-8")
    summary = run_batch(tmp_path, tmp_path, Options(include=("*.txt", "*.yaml")))
    assert "a.txt" in {f.path for f in summary.failed}
    assert (tmp_path / "a.yaml").read_text("utf-8") == article(4)


def test_two_runs_into_one_folder_at_once_are_refused(folder: Path, tmp_path: Path) -> None:
    output = tmp_path / "out"
    run_batch(folder, output)
    program = f"""
import sys
from pathlib import Path
from visitx.batch import Journal, Options
held = Journal(Path({str(output)!r}), Options().stamp())
print(flush=True)
sys.stdin.read()
"""
    with subprocess.Popen([sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout
        holder.stdout.readline()
        with pytest.raises(ReadError, match="another 'visitx batch'"):
            run_batch(folder, output)
        holder.kill()
    assert run_batch(folder, output).unchanged == 7
    assert not (output / JOURNAL).exists()


def test_a_file_of_the_manifests_name_that_is_none_is_not_written_over(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out/manifest.yaml").write_text("kind: Deployment\n")
    with pytest.raises(VisitxError, match="is no manifest of visitx"):
        run_batch(folder, tmp_path / "out")
    assert (tmp_path / "out/manifest.yaml").read_text() == "kind: Deployment\n"


def test_a_record_that_cannot_be_written_is_a_failure_and_tried_again(folder: Path, tmp_path: Path) -> None:
    output = tmp_path / "out"
    (output / "0/a0000.yaml").mkdir(parents=True)
    summary = run_batch(folder, output)
    assert [f.path for f in summary.failed] == ["0/a0000.txt"]
    assert "could not be written" in summary.failed[0].reason
    (output / "0/a0000.yaml").rmdir()
    assert run_batch(folder, output).written == 1


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "a.yaml"
    write_whole(path, [b"one"])

    def breaks() -> object:
        yield b"two"
        raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        write_whole(path, breaks())  # type: ignore[arg-type]
    assert contents(tmp_path) == {"deep/a.yaml": b"one"}


def test_a_journal_that_was_cut_off_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    stamp = Options().stamp()
    journal = Journal(tmp_path, stamp)
    journal.begin()
    entries = [batch.Entry(f"{n}.txt", "written", "0" * 64, f"{n}.yaml") for n in "abc"]
    for entry in entries:
        journal.add(entry)
    journal.close(done=False)
    whole = (tmp_path / JOURNAL).read_bytes()
    for length in range(len(whole) + 1):
        (tmp_path / JOURNAL).write_bytes(whole[:length])
        journal = Journal(tmp_path, stamp)
        found = list(journal.entries())
        assert found == entries[: len(found)]
        journal.close(done=False)
    assert found == entries


def test_a_rerun_imports_neither_spacy_nor_a_yaml_parser(folder: Path, tmp_path: Path) -> None:
    run_batch(folder, tmp_path / "out")
    program = f"""
import sys
from visitx.cli import app
try:
    app(["batch", {str(folder)!r}, "-o", {str(tmp_path / "out")!r}])
except SystemExit as end:
    assert not end.code
print(sorted({{"spacy", "yaml", "rich", "pathspec", "pebble", "visitx.rules"}} & set(sys.modules)))
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert "7 unchanged" in done.stdout
    assert done.stdout.splitlines()[-1] == "[]"


def test_the_command_says_what_it_did(folder: Path, tmp_path: Path) -> None:
    done = visitx("batch", folder, "-o", tmp_path / "out", "-j", "2", "--format", "json")
    assert done.returncode == 0
    lines = done.stdout.decode().splitlines()
    assert lines[0] == f"7 articles read, 7 records written to {tmp_path / 'out'}"
    assert lines[1].endswith("recommendations")
    assert lines[2].endswith(" articles a second")
    progress = done.stderr.decode().splitlines()
    assert len(progress) == 7
    assert progress[-1].startswith("7/7 articles, ")
    (folder / "1/a0001.txt").unlink()
    again = visitx("batch", folder, "-o", tmp_path / "out", "--format", "json", "--prune")
    assert again.returncode == 0
    assert again.stdout.decode().startswith(f"6 articles read, 0 records written to {tmp_path / 'out'}, 6 unchanged\n")
    assert b"a0001.txt: is not among the articles any more" in again.stderr


@pytest.mark.parametrize(
    ("args", "code"),
    [(("-j", "0"), 2), (("--timeout", "-1"), 2), (("--format", "xml"), 2), (("--lang", "de"), 1)],
)
def test_options_that_are_wrong(folder: Path, tmp_path: Path, args: tuple[str, ...], code: int) -> None:
    done = visitx("batch", folder, "-o", tmp_path / "out", *args)
    assert (done.returncode, done.stdout) == (code, b"")
    assert b"Traceback" not in done.stderr


def test_rules_that_are_wrong_end_the_run_in_one_line(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "rules/en").mkdir(parents=True)
    (tmp_path / "rules/en/a.yaml").write_text("lexicons:\n  role:\n    term: {}\n")
    done = visitx("batch", folder, "-o", tmp_path / "out", "--rules", tmp_path / "rules")
    assert (done.returncode, done.stdout) == (1, b"")
    assert b"a.yaml:3" in done.stderr
    assert b"Traceback" not in done.stderr
