"""`deliverable record` on a folder: formats, the day, and that faults of the history stop nothing."""

import json
from pathlib import Path

import pytest

from deliverable.cli.main import main

HEADER = "project,client,skill,start,planned_end,actual_end,estimated_days,actual_days\n"


@pytest.fixture
def capacity(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "capacity"
    (folder / "history").mkdir(parents=True)
    (folder / "deals").mkdir()
    (folder / "firm.yaml").write_text("firm: {name: Larkspur}\nskills: {php: {}}\npeople: {ana: {skills: {php: 3}}}\n")
    (folder / "deals" / "d.yaml").write_text("deal: d\ndue: 2026-12-31\nscope: {t: {effort: {php: 1d}}}\n")
    (folder / "history" / "h.csv").write_text(f"{HEADER}a,C,php,2026-01-05,2026-02-02,2026-02-09,10,12\nx,y\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    return folder


def said(capsys: pytest.CaptureFixture[str], *argv: str) -> tuple[int, str]:
    code = main(list(argv))
    return code, capsys.readouterr().out


@pytest.mark.usefixtures("capacity")
def test_as_text(capsys: pytest.CaptureFixture[str]) -> None:
    code, out = said(capsys, "record", "--as-of", "2026-11-02")
    assert code == 0
    assert out.startswith("0 OF 1  project ended on or before the day promised, as of Monday 2 November 2026\n")
    assert "1 fault in the files may leave something out: deliverable lint" in out
    assert "Project by project" not in out


@pytest.mark.usefixtures("capacity")
def test_quiet_is_the_first_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert said(capsys, "record", "--as-of", "2026-11-02", "-q")[1].count("\n") == 1


@pytest.mark.usefixtures("capacity")
def test_as_json(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    code, out = said(capsys, "record", "--as-of", "2026-11-02", "--format", "json", "--back-test")
    assert code == 0
    assert str(tmp_path) not in out
    answer = json.loads(out)
    assert (answer["schema"], answer["as_of"]) == ("deliverable.record/1", "2026-11-02")
    assert answer["back_test"]["effort"]["projects"][0]["project"] == "a"
    assert answer["promise"]["effort"]["based_on"] == "record"


@pytest.mark.usefixtures("capacity")
def test_before_the_first_end_there_is_no_record(capsys: pytest.CaptureFixture[str]) -> None:
    code, out = said(capsys, "record", "--as-of", "2026-02-08")
    assert code == 0
    assert out.startswith("NO RECORD YET")
    assert "1 project ends after that day and doesn't count." in out


@pytest.mark.usefixtures("capacity")
def test_verbose_says_what_was_read(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["record", "--as-of", "2026-11-02", "-v"]) == 0
    assert "read 2 files in capacity" in capsys.readouterr().err


@pytest.mark.usefixtures("capacity")
def test_a_fault_of_the_history_is_lints_and_stops_no_check(capsys: pytest.CaptureFixture[str]) -> None:
    code, out = said(capsys, "lint")
    assert code == 0
    assert "history-row" in out
    assert "capacity/history/h.csv:3" in out
    assert said(capsys, "lint", "--fail-on", "warning")[0] == 1
    code, out = said(capsys, "check", "d", "--as-of", "2026-11-02", "--format", "json")
    assert code in (0, 1)
    assert json.loads(out)["verdict"] in ("yes", "at-risk")


@pytest.mark.usefixtures("capacity")
def test_a_fault_of_the_history_stops_no_check_however_bad_the_firm_calls_it(
    capacity: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    firm = capacity / "firm.yaml"
    firm.write_text(firm.read_text().replace("Larkspur", "Larkspur, lint: {severity: {history-row: error}}"))
    assert said(capsys, "lint")[0] == 1
    code, _ = said(capsys, "check", "d", "--as-of", "2026-11-02")
    assert code in (0, 1)
