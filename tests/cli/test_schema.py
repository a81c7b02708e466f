"""`deliverable schema` from a kind of file to its JSON Schema."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft7Validator

from deliverable.cli.main import main
from deliverable.cli.schema import KINDS, kinds
from deliverable.files.shape import DEAL, MEANINGS

Said = pytest.CaptureFixture[str]


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_a_schema_of_draft_07(capsys: Said, kind: str) -> None:
    assert main(["schema", kind]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["$schema"] == "http://json-schema.org/draft-07/schema#"
    Draft7Validator.check_schema(said)


def test_what_they_are_about(capsys: Said) -> None:
    assert main(["schema", "capacity"]) == 0
    assert list(json.loads(capsys.readouterr().out)["properties"]) == [top for top in MEANINGS if top != "deal"]
    assert main(["schema", "deal"]) == 0
    deal = json.loads(capsys.readouterr().out)
    assert list(deal["properties"]) == list(DEAL.keys)
    assert deal["properties"]["due"]["description"] == DEAL.keys["due"].meaning
    assert deal["properties"]["status"] == {
        "description": "where it stands",
        "enum": ["open", "won", "lost", None],
        "default": "open",
    }
    assert main(["schema", "result"]) == 0
    result = json.loads(capsys.readouterr().out)
    assert result["oneOf"] == [{"$ref": "#/definitions/check"}, {"$ref": "#/definitions/checks"}]
    for kind in ("check", "checks"):
        assert result["definitions"][kind]["properties"]["schema"] == {"const": f"deliverable.{kind}/1"}
    assert main(["schema", "free"]) == 0
    assert json.loads(capsys.readouterr().out)["properties"]["schema"] == {"const": "deliverable.free/1"}


def test_it_can_be_written_to_a_file(capsys: Said, tmp_path: Path) -> None:
    file = tmp_path / "deal.json"
    assert main(["schema", "deal", "-o", str(file)]) == 0
    assert capsys.readouterr() == ("", "")
    assert json.loads(file.read_text(encoding="utf-8"))["title"] == "A deal of deliverable"


def test_a_kind_that_there_is_not(capsys: Said) -> None:
    assert main(["schema", "people"]) == 2
    said = "deliverable: the kind can't be `people`\nhint: one of capacity, deal, result, needs, free\n"
    assert capsys.readouterr() == ("", said)


def test_kinds_that_begin_with_what_is_typed() -> None:
    assert kinds("") == list(KINDS)
    assert kinds("ca") == ["capacity"]
    assert kinds("x") == []
