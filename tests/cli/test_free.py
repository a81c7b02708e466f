"""`deliverable free` on a folder: its options, its formats, and what becomes of faults."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator

from deliverable.cli.main import main
from deliverable.formats.free_schema import free_schema
from tests.formats.test_result_schema import closed

Said = pytest.CaptureFixture[str]
FIRM = """
firm: {name: F, day: 8h, focus: 100%}
skills:
  react: {name: React, also_called: [react.js]}
  ui-design: {name: UI design}
  sales: {}
people:
  ann: {name: Ann, team: build, site: bristol, skills: {react: 4, ui-design: 2}}
  bob: {name: "=cmd|' /C calc'!A0", team: design, site: leeds, skills: {react: 2}}
bookings:
  work: {client: C, owner: ann, status: firm, work: [{person: ann, share: 50%, from: 2026-11-23, to: 2026-11-27}]}
  some: {client: C, owner: ann, status: firm, work: [{skill: react, share: 50%, from: 2026-11-30, to: 2026-12-04}]}
  hold:
    client: "@H"
    owner: ann
    status: hold
    probability: 60%
    expires: 2026-12-01
    work: [{person: bob, share: 20%, from: 2026-11-30, to: 2026-12-04}]
"""
TODAY = ("--as-of", "2026-11-23")


@pytest.fixture
def capacity(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "capacity"
    (folder / "deals").mkdir(parents=True)
    (folder / "firm.yaml").write_text(FIRM, encoding="utf-8")
    (folder / "deals" / "d.yaml").write_text("deal: d\nscope: {t: {effort: {reakt: 1d}}}\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DELIVERABLE_CAPACITY", raising=False)
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("NO_COLOR", "1")
    return folder


def said(capsys: Said, *argv: str) -> tuple[int, str, str]:
    code = main(["free", *TODAY, *argv])
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def as_json(capsys: Said, *argv: str) -> Any:
    code, out, err = said(capsys, "--format", "json", *argv)
    assert err == ""
    answer = json.loads(out)
    assert [error.message for error in Draft7Validator(closed(free_schema())).iter_errors(answer)] == []
    assert code == (2 if answer["rows"] is None else 0)
    return answer


@pytest.mark.usefixtures("capacity")
def test_as_text(capsys: Said) -> None:
    code, out, err = said(capsys, "--weeks", "2")
    assert (code, err) == (0, "")
    lines = out.splitlines()
    assert lines[0] == "14 DAYS LEFT  of 20 that can be booked, 23 November 2026 to 6 December 2026"
    assert lines[2:6] == [
        "             Nov",
        "              23   30",
        "  react     7.5█ 6.5▓",
        "  ui-design 2.5▓ 5.0█",
    ]
    assert "17.5 person-days beside firm work; holds take 1; somebody not named yet 2.5; left 14." in out
    assert "- hold for @H, held by Ann, 60 % likely, until Tuesday 1 December: 0.6 person-days" in out


@pytest.mark.usefixtures("capacity")
def test_quietly_it_is_the_first_line(capsys: Said) -> None:
    assert said(capsys, "-q", "--weeks", "2")[1] == said(capsys, "--weeks", "2")[1].splitlines(keepends=True)[0]


@pytest.mark.usefixtures("capacity")
def test_as_json(capsys: Said) -> None:
    answer = as_json(capsys, "--weeks", "2")
    assert answer["schema"] == "deliverable.free/1"
    assert (answer["as_of"], answer["from"], answer["to"]) == ("2026-11-23", "2026-11-23", "2026-12-06")
    assert answer["weeks"] == ["2026-11-23", "2026-11-30"]
    assert answer["total"] == {"bookable": 9600, "beside_firm": 8400, "beside_holds": 7920, "beside_all": 6720}
    react, ui = answer["rows"]
    assert (react["skill"], react["people"]) == ("react", ["ann", "bob"])
    assert react["minutes"]["beside_all"] == [3600, 3120]
    assert ui["total"] == {"bookable": 4800, "beside_firm": 3600, "beside_holds": 3600, "beside_all": 3600}
    assert answer["together"][0] == {"skill": "react", "from": [None, None, None]}
    assert answer["ending_holds"] == [
        {
            "id": "hold",
            "client": "@H",
            "owner": "ann",
            "probability": 0.6,
            "expires": "2026-12-01",
            "minutes": 288,
        }
    ]
    assert (answer["unnamed"], answer["findings"], answer["faults_elsewhere"]) == ([], [], 0)


@pytest.mark.usefixtures("capacity")
def test_people_as_json(capsys: Said) -> None:
    answer = as_json(capsys, "--weeks", "2", "--people", "--skill", "React.js", "--counting", "holds")
    bob, ann = answer["rows"]
    assert (ann["person"], ann["name"], ann["level"]) == ("ann", "Ann", 4)
    assert bob["minutes"] == {"bookable": [2400, 2400], "beside_firm": [2400, 2400], "beside_holds": [2400, 1920]}
    assert answer["unnamed"] == [{"id": "some", "client": "C", "skill": "react", "level": 1, "minutes": 1200}]
    assert answer["asked"] == {
        "skill": "react",
        "level": 1,
        "team": None,
        "site": None,
        "people": True,
        "counting": "holds",
    }


@pytest.mark.usefixtures("capacity")
def test_as_csv(capsys: Said) -> None:
    code, out, err = said(capsys, "--weeks", "2", "--format", "csv", "--counting", "firm")
    assert (code, err) == (0, "")
    assert out == (
        "skill,people,week,bookable,beside_firm,beside_holds,beside_all,left\n"
        "react,2,2026-11-23,10.00,7.50,7.50,7.50,7.50\n"
        "react,2,2026-11-30,10.00,10.00,9.00,6.50,10.00\n"
        "ui-design,1,2026-11-23,5.00,2.50,2.50,2.50,2.50\n"
        "ui-design,1,2026-11-30,5.00,5.00,5.00,5.00,5.00\n"
    )


@pytest.mark.usefixtures("capacity")
def test_a_name_is_no_formula(capsys: Said) -> None:
    out = said(capsys, "--weeks", "1", "--format", "csv", "--people")[1]
    header, bob, ann = csv.reader(io.StringIO(out))
    assert header == ["person", "name", "week", "bookable", "beside_firm", "beside_holds", "left"]
    assert bob[:3] == ["bob", "'=cmd|' /C calc'!A0", "2026-11-23"]
    assert ann == ["ann", "Ann", "2026-11-23", "5.00", "2.50", "2.50", "2.50"]


@pytest.mark.usefixtures("capacity")
def test_as_markdown(capsys: Said) -> None:
    code, out, _ = said(capsys, "--weeks", "2", "--format", "markdown", "--people")
    assert code == 0
    assert out.startswith("## 14 DAYS LEFT – of 20 that can be booked")
    assert "|  | 23 Nov | 30 Nov |\n| --- | ---: | ---: |\n| =cmd\\|' /C calc'!<!-- -->A0 | 5.0 █ | 4.0 █ |\n" in out


@pytest.mark.usefixtures("capacity")
@pytest.mark.parametrize(
    ("argv", "message", "hint"),
    [
        (("--skill", "reakt"), "--skill: no skill is called `reakt`", "did you mean react?"),
        (("--team", "bild"), "--team: no team is called `bild`", "did you mean build?"),
        (("--site", "London"), "--site: no site is called `London`", "known are bristol, leeds"),
        (("--level", "0"), "--level can't be 0", "a whole number from 1 to 5"),
        (("--level", "6"), "--level can't be 6", "a whole number from 1 to 5"),
        (("--weeks", "0"), "--weeks can't be 0", "a whole number from 1 to 260"),
        (("--weeks", "261"), "--weeks can't be 261", "a whole number from 1 to 260"),
        (("--counting", "none"), "--counting can't be `none`", "one of all, holds, firm"),
        (
            ("--from", "03/04/2027"),
            "--from: `03/04/2027` can be two days",
            "2027-04-03 (3 April) or 2027-03-04 (4 March)?",
        ),
        (
            ("--from", "2026-02-30"),
            "--from: there is no day `2026-02-30`",
            "write a day such as 2027-03-05, 5 March, mid March, end of March, in 6 weeks or next Monday",
        ),
        (("--team", ""), "--team: no team is called ``", "known are build, design"),
        (
            ("--from", "2026-11-22"),
            "--from can't be 2026-11-22, which is before today, 2026-11-23",
            "what is over can't be sold; --as-of says which day is today",
        ),
        (
            ("--from", "2031-11-10", "--weeks", "3"),
            "3 weeks from 2031-11-10 end on 2031-11-30, and nothing is planned beyond 2031-11-22",
            "ask for fewer --weeks, or for an earlier --from",
        ),
        (("--format", "sarif"), "--format can't be `sarif`", "one of text, json, csv, markdown"),
    ],
)
def test_what_cannot_be_asked(capsys: Said, argv: tuple[str, ...], message: str, hint: str) -> None:
    assert said(capsys, *argv) == (2, "", f"deliverable: {message}\nhint: {hint}\n")


@pytest.mark.usefixtures("capacity")
def test_limits_and_where_the_weeks_begin(capsys: Said) -> None:
    assert as_json(capsys, "--team", "Build")["people"] == ["ann"]
    assert as_json(capsys, "--site", "LEEDS")["people"] == ["bob"]
    assert as_json(capsys, "--skill", "react", "--level", "3")["people"] == ["ann"]
    assert as_json(capsys, "--skill", "sales")["rows"] == []
    assert as_json(capsys, "--from", "2031-11-03", "--weeks", "2")["weeks"] == ["2031-11-03", "2031-11-10"]
    assert as_json(capsys, "--from", "2026-11-26", "--weeks", "1")["total"]["bookable"] == 2 * 2 * 480
    assert as_json(capsys, "--weeks", "260")["to"] == "2031-11-16"
    assert len(as_json(capsys)["weeks"]) == 12


@pytest.mark.usefixtures("capacity")
@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("mid January", "2027-01-15"),
        ("in 6 weeks", "2027-01-04"),
        ("next Monday", "2026-11-30"),
        ("2027-02", "2027-02-01"),
        ("November", "2026-11-23"),
        ("in 2 working days", "2026-11-25"),
        ("2026-11-23", "2026-11-23"),
    ],
)
def test_the_weeks_begin_when_somebody_says(capsys: Said, text: str, day: str) -> None:
    assert as_json(capsys, "--from", text, "--weeks", "1")["from"] == day


@pytest.mark.usefixtures("capacity")
def test_a_deal_that_is_wrong_changes_nothing(capsys: Said) -> None:
    assert main(["lint", *TODAY]) == 1
    capsys.readouterr()
    assert said(capsys)[0] == 0
    assert as_json(capsys)["faults_elsewhere"] == 0, "deals take no time, so their files are not even read"


def test_a_fault_that_touches_it_is_listed_instead(capacity: Path, capsys: Said) -> None:
    (capacity / "more.yaml").write_text("bookings: {x: {status: firm, owner: ann, work: [{person: an}]}}\n")
    code, out, err = said(capsys)
    assert (code, err) == (2, "")
    assert out.startswith("NO ANSWER YET  ")
    assert "capacity/more.yaml:1:" in out
    answer = as_json(capsys)
    assert (answer["rows"], answer["total"]) == (None, None)
    assert answer["findings"]
    code, out, err = said(capsys, "--format", "csv")
    assert (code, out.count("\n")) == (2, 1)
    assert "NO ANSWER YET" in err
    assert "capacity/more.yaml:1:" in err


def test_a_fault_elsewhere_is_counted(capacity: Path, capsys: Said) -> None:
    (capacity / "more.yaml").write_text("contractors: {pool: {people: many, skills: {react: 1}}}\n")
    code, out, err = said(capsys, "--skill", "react")
    assert (code, err) == (0, "")
    assert out.endswith("\n\n1 fault elsewhere: deliverable lint\n")
    assert as_json(capsys)["faults_elsewhere"] == 1
    code, out, err = said(capsys, "--format", "csv")
    assert (code, err) == (0, "1 fault elsewhere: deliverable lint\n")
    assert out.startswith("skill,people,week")


@pytest.mark.usefixtures("capacity")
def test_it_says_what_it_read(capsys: Said) -> None:
    assert said(capsys, "-v")[2] == "read 1 files in capacity\n"


def test_a_folder_of_nobody(capacity: Path, capsys: Said) -> None:
    (capacity / "firm.yaml").write_text("firm: {name: F}\n")
    code, out, _ = said(capsys)
    assert (code, out) == (0, "NOBODY  can be booked, 23 November 2026 to 14 February 2027\n")
    assert said(capsys, "--format", "csv")[1] == "skill,people,week,bookable,beside_firm,beside_holds,beside_all,left\n"
    assert as_json(capsys)["rows"] == []


def test_a_table_of_people_says_what_it_has_no_row_for(capsys: Said, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(Path(__file__).parents[2])
    note = "what is booked for nobody by name is in no row"
    for words, told in ((("--people",), True), ((), False), (("--people", "--counting", "firm"), False)):
        assert main(["free", "--as-of", "2026-11-23", "--weeks", "30", "--format", "csv", *words]) == 0
        assert (note in capsys.readouterr().err) is told
