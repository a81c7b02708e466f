"""`deliverable lint - --stdin-filename PATH`: what an editor holds, in the place of a file."""

import io
import json
import sys
from pathlib import Path

import pytest

from deliverable.cli.main import main
from tests.cli.test_lint_silence import Said, booked, capacity, rules
from tests.repository import write

__all__ = ["capacity"]  # a fixture


def typed(monkeypatch: pytest.MonkeyPatch, text: str | bytes) -> None:
    content = text if isinstance(text, bytes) else text.encode()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))


def test_it_stands_in_for_the_file_and_is_reported_alone(
    capacity: Path, capsys: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(capacity, b=booked("x"), c=booked("z").replace("  b:", "  c:"))
    typed(monkeypatch, booked("sofia", "z"))
    assert main(["lint", "-", "--stdin-filename", "capacity/b.yaml"]) == 1
    out = capsys.readouterr().out
    assert "--> capacity/b.yaml:6:18\n" in out
    assert out.endswith("1 error in 1 of 1 file\n")
    assert (capacity / "b.yaml").read_text() == booked("x")


def test_what_others_need_of_it_is_taken_from_stdin(
    capacity: Path, capsys: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(capacity, firm="firm: {calendar: england}\n")
    typed(monkeypatch, "firm: {calendar: wales}\n")
    write(capacity, calendars="calendars:\n  england: {}\n")
    assert main(["lint", "-", "--stdin-filename", "capacity/firm.yaml", "--format", "json"]) == 1
    assert rules(capsys) == ["unknown-calendar"]


@pytest.mark.parametrize("name", ["capacity/new.yaml", "capacity/deep/er/new.yaml", "capacity/deals/d.yaml"])
def test_the_file_need_not_be_there_yet(
    capacity: Path, capsys: Said, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    typed(monkeypatch, "deal: d\nscoep: {}\n" if "deals" in name else booked("x"))
    assert main(["lint", "-", "--stdin-filename", name, "--format", "json"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert {finding["path"] for finding in found["findings"]} == {name}
    assert found["files"] == 1


def test_the_folder_around_the_file_is_taken(
    capacity: Path, capsys: Said, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    typed(monkeypatch, booked("x"))
    assert main(["lint", "-", "--stdin-filename", str(capacity / "b.yaml")]) == 1
    assert "--> ../capacity/b.yaml:5:18\n" in capsys.readouterr().out


def test_what_is_no_utf8_is_a_finding(capacity: Path, capsys: Said, monkeypatch: pytest.MonkeyPatch) -> None:
    typed(monkeypatch, b"people:\n  sofia: {name: \xe9}\n")
    assert main(["lint", "-", "--stdin-filename", "capacity/people.yaml", "--format", "json"]) == 1
    assert rules(capsys) == ["encoding"]


def test_a_table_of_the_history_may_come_in(capacity: Path, capsys: Said, monkeypatch: pytest.MonkeyPatch) -> None:
    typed(monkeypatch, "nothing,of,ours\n")
    assert main(["lint", "-", "--stdin-filename", "capacity/history/a.csv", "--format", "json"]) == 0
    assert set(rules(capsys)) == {"history-column"}


def test_a_diff_is_of_what_came_in(capacity: Path, capsys: Said, monkeypatch: pytest.MonkeyPatch) -> None:
    typed(monkeypatch, "people:\n  sofia: {site: no}\n")
    assert main(["lint", "-", "--stdin-filename", "capacity/people.yaml", "--diff"]) == 0
    assert '+  sofia: {site: "no"}\n' in capsys.readouterr().out
    assert (capacity / "people.yaml").read_text() == "people:\n  sofia: {}\n"


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["-"], "- needs to know which file it stands in for"),
        (["--stdin-filename", "capacity/b.yaml"], "--stdin-filename goes with - alone"),
        (["-", "capacity", "--stdin-filename", "capacity/b.yaml"], "--stdin-filename goes with - alone"),
        (["-", "--stdin-filename", "capacity/b.yaml", "--fix"], "what comes from stdin is neither"),
        (["-", "--stdin-filename", "capacity/b.yaml", "--staged"], "what comes from stdin is neither"),
        (["-", "--stdin-filename", "b.yaml"], "b.yaml is not a part of the capacity folder capacity"),
        (["-", "--stdin-filename", "capacity/templates/b.yaml"], "capacity/templates/b.yaml is not a part of"),
        (["-", "--stdin-filename", "capacity/b.yml"], "capacity/b.yml is not a part of the capacity folder capacity"),
        (["-", "--stdin-filename", "capacity/.x/b.yaml"], "capacity/.x/b.yaml is not a part of the capacity folder"),
        (["-", "--stdin-filename", "capacity/history"], "capacity/history is not a part of the capacity folder"),
        (["-", "--stdin-filename", "capacity/words/a.yaml"], "capacity/words/a.yaml is not a part of"),
        (["-", "--stdin-filename", "capacity"], "capacity is not a part of the capacity folder capacity"),
    ],
)  # fmt: skip
def test_what_cannot_be_asked(
    capacity: Path, capsys: Said, monkeypatch: pytest.MonkeyPatch, options: list[str], says: str
) -> None:
    typed(monkeypatch, "people: {}\n")
    assert main(["lint", *options]) == 2
    assert capsys.readouterr().err.startswith(f"deliverable: {says}")
