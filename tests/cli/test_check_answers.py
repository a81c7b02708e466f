"""`check` as a command: how the deal is named, and exit codes as numbers."""

import io
import json
import sys
from pathlib import Path

import pytest

from deliverable.cli.main import main

FIRM = "firm: {name: F, day: 8h, focus: 100%, calendar: c, estimate_error: none, sickness: none}\n"
REST = "calendars: {c: {days_off: [{date: 2026-12-25}]}}\nskills: {php: {}}\n"
PEOPLE = "people: {ann: {skills: {php: 3}}}\n"
DEAL = "deal: d\nclient: C\nowner: ann\nstart: 2026-12-01\ndue: 2026-12-04\nscope: {a: {effort: {php: 4d}}}\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "capacity" / "deals").mkdir(parents=True)
    (tmp_path / "capacity" / "firm.yaml").write_text(FIRM + REST + PEOPLE)
    (tmp_path / "capacity" / "deals" / "d.yaml").write_text(DEAL)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def ask(*words: str) -> int:
    return main(["check", *words, "--as-of", "2026-11-23"])


@pytest.mark.parametrize(
    ("deal", "code"),
    [
        (DEAL, 0),
        (DEAL.replace("4d", "4.1d"), 1),
        (DEAL.replace("due: 2026-12-04\n", ""), 3),
        (DEAL.replace("php: 4d", "php: "), 3),
        (DEAL.replace("php", "phd"), 2),
        ("", 2),
        ("people: {}\n", 2),
    ],
)
def test_exit_codes(folder: Path, deal: str, code: int) -> None:
    (folder / "capacity" / "deals" / "d.yaml").write_text(deal)
    assert ask("d") == code
    assert ask("d", "--format", "json") == code


def test_an_id_a_path_and_stdin_are_the_same_question(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    said = []
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(DEAL.encode())))
    for name in ("d", "capacity/deals/d.yaml", str(folder / "capacity" / "deals" / "d.yaml"), "-"):
        assert ask(name) == 0
        said.append(capsys.readouterr().out)
    assert len(set(said)) == 1


def test_a_path_stands_in_for_the_deal_of_that_id(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "d.yaml").write_text(DEAL.replace("4d", "9d"))
    assert ask("./d.yaml") == 1
    assert ask("d") == 0
    assert "NOT AS ASKED" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("e", "known are d"),
        ("capacity", "is a folder"),
        ("../../etc/passwd", "there is no deal called ../../etc/passwd"),
        ("capacity/deals/nothing.yaml", "there is no deal"),
    ],
)
def test_what_is_no_deal_is_wrong_use_with_a_hint(
    folder: Path, capsys: pytest.CaptureFixture[str], name: str, says: str
) -> None:
    assert ask(name) == 2
    said = capsys.readouterr()
    assert not said.out
    assert says in said.err


def test_faults_that_touch_are_in_the_same_envelope(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "capacity" / "deals" / "d.yaml").write_text(DEAL.replace("php", "phd"))
    assert ask("d", "--format", "json") == 2
    said = json.loads(capsys.readouterr().out)
    assert said["schema"] == "deliverable.check/1"
    assert said["verdict"] is None
    assert [f["rule"] for f in said["findings"]] == ["unknown-skill"]


def test_json_holds_what_is_promised(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert ask("d", "--format", "json", "-v") == 0
    captured = capsys.readouterr()
    said = json.loads(captured.out)
    promised = {
        "schema",
        "deal",
        "as_of",
        "verdict",
        "proof",
        "due",
        "finish",
        "chance",
        "plan",
        "offers",
        "assumptions",
    }
    assert promised | {"conditions", "findings"} <= said.keys()
    assert said["plan"][0] == {
        "task": "a", "requirement": 0, "person": "ann", "skill": "php", "on": "2026-12-01", "minutes": 480,
    }  # fmt: skip
    assert said["finish"]["earliest"] == said["finish"]["no_sooner_than"] == "2026-12-04"
    assert said["finish"]["proved"] is True
    assert "read" in captured.err


def test_a_refused_answer_is_our_fault_and_is_not_shown(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("deliverable.verdict.audit", lambda question, claim, trials: ("one minute too many",))
    assert ask("d") == 70
    said = capsys.readouterr()
    assert not said.out
    assert "one minute too many" in said.err


def test_quiet_is_the_first_line_alone(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert ask("d", "-q") == 0
    assert capsys.readouterr().out == "YES  d for C, by Friday 4 December 2026\n"
