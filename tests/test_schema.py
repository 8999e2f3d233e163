"""`visitx schema`: what the schemas accept the loaders accept, and the other way round.

`python tests/test_schema.py` writes rules/schema.json anew, after what a rule may give has changed (rules_gives.py).
"""

from __future__ import annotations

import copy
import json
import os
import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from conftest import ROOT, SAMPLES
from visitx.errors import RecordError, RuleError
from visitx.record import Record
from visitx.rules import read_rule_file
from visitx.rules_books import builtin_folder
from visitx.schema import LANGUAGE_SERVER, SCHEMAS, schema_text
from visitx.yamlio import load

RULE_FILES = sorted([*builtin_folder().rglob("*.yaml"), *(SAMPLES / "rules").rglob("*.yaml")])
ODD = (None, 3, 1.5, True, "x", "", [], {}, ["x"], {"x": "y"}, {"terms": {}}, "dozen {at=when}", "past", "count")


def run(*args: str | Path) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "NO_COLOR": "1", "COLUMNS": "100"}
    return subprocess.run(
        [sys.executable, "-m", "visitx", *map(str, args)], capture_output=True, text=True, env=env, check=False
    )


@pytest.mark.parametrize("what", SCHEMAS)
def test_each_is_a_schema(what: str) -> None:
    done = run("schema", what)
    assert (done.returncode, done.stderr) == (0, "")
    schema = json.loads(done.stdout)
    assert done.stdout == schema_text(what)
    jsonschema.Draft7Validator.check_schema(schema)


def validator(what: str) -> jsonschema.Draft7Validator:
    return jsonschema.Draft7Validator(SCHEMAS[what]())


@pytest.mark.parametrize("path", RULE_FILES, ids=lambda p: str(p.relative_to(ROOT)))
def test_every_rule_file_fits_the_schema_and_names_it(path: Path) -> None:
    text = path.read_text("utf-8")
    validator("rules").validate(load(text, path.name))


def test_what_extract_and_diff_write_fits_the_schemas(tmp_path: Path) -> None:
    article = run("extract", SAMPLES / "rusizi.en.txt", "--format", "json").stdout
    validator("record").validate(json.loads(article))
    pair = run("diff", SAMPLES / "rusizi.en.txt", SAMPLES / "rusizi.fr.txt", "--format", "json").stdout
    assert json.loads(pair)["findings"]
    validator("findings").validate(json.loads(pair))
    for name in ("rusizi.en.txt", "rusizi.fr.txt"):
        (tmp_path / name).write_text((SAMPLES / name).read_text("utf-8"), "utf-8")
    validator("findings").validate(json.loads(run("diff", tmp_path, "--format", "json").stdout))
    assert not validator("findings").is_valid({**json.loads(pair), "more": 1})


def mutated(data: Any, chance: random.Random) -> Any:
    """The data with one value somewhere left out, renamed, or replaced by something odd."""
    data = copy.deepcopy(data)
    places = list(_places(data))
    holder, key = chance.choice(places)
    dice = chance.random()
    if dice < 0.3:
        del holder[key]
    elif dice < 0.5 and isinstance(holder, dict):
        holder[f"{key}s"] = holder.pop(key)
    else:
        holder[key] = copy.deepcopy(chance.choice(ODD))
    return data


def _places(data: Any) -> Iterator[tuple[Any, Any]]:
    for key, value in data.items() if isinstance(data, dict) else enumerate(data):
        yield data, key
        if isinstance(value, (dict, list)):
            yield from _places(value)


RULES = """\
lexicons:
  unit: {about: a unit, match: exact, terms: {TEU: [TEU, TEUs], "12": [4, "no"]}}
  role: {terms: {mayor: [Boss]}}
without: [figures.age, "role:mayor"]
differs: {unit: only here}
rules:
- id: dates.noon
  about: at noon
  pattern: "noon {at=when}"
  gives: {reads: at, tense: past}
  examples: [{text: "noon", gives: {value: 3}}]
  counterexamples: ["night"]
- id: references.bill
  patterns: ["{document} {document-number}"]
  gives: {how: number, kinds: law decree}
  examples: [{text: "x", gives: [{kind: law}, {kind: decree}]}]
  counterexamples: ["night", 3]
- id: figures.plus
  pattern: "{number} and a half"
  gives: {kind: duration, plus: 0.5, whole: true}
  examples: [{text: "x", gives: []}]
  counterexamples: [x]
"""


@pytest.mark.parametrize("seed", range(12))
def test_the_schema_of_rules_is_true_to_the_loader(seed: int) -> None:
    chance, schema = random.Random(seed), validator("rules")
    accepted = 0
    for _ in range(60):
        data = mutated(yaml.safe_load(RULES), chance)
        text = yaml.safe_dump(data, allow_unicode=True, sort_keys=False)
        try:
            read_rule_file(text.encode(), "mine.yaml")
            fault = ""
        except RuleError as error:
            fault = str(error)
        if "is taken by line" not in fault:  # an id given twice: no schema says that
            assert schema.is_valid(yaml.safe_load(text)) == (not fault), f"{fault}\n{text}"
        accepted += not fault
    assert accepted


@pytest.mark.parametrize("seed", range(6))
def test_the_schema_of_records_is_true_to_the_loader(seed: int) -> None:
    chance, schema = random.Random(seed), validator("record")
    whole = json.loads(run("extract", SAMPLES / "harbour.txt", "--format", "json").stdout)
    schema.validate(whole)
    for _ in range(150):
        data = mutated(whole, chance)
        try:
            Record.from_dict(data)
            fault = ""
        except RecordError as error:
            fault = str(error)
        assert schema.is_valid(data) == (not fault), f"{fault}\n{data}"


def test_the_built_in_rules_name_their_schema() -> None:
    """Editors that know the YAML language server check and complete rule files by their first line."""
    shipped = builtin_folder() / "schema.json"
    assert shipped.read_text("utf-8") == schema_text("rules")
    for path in builtin_folder().rglob("*.yaml"):
        line = path.read_text("utf-8").split("\n", 1)[0]
        assert line.startswith(LANGUAGE_SERVER), path
        assert (path.parent / line.removeprefix(LANGUAGE_SERVER)).resolve() == shipped.resolve()


if __name__ == "__main__":
    (builtin_folder() / "schema.json").write_text(schema_text("rules"), "utf-8")
