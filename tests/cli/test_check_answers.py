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


QUESTIONS = """  questions:
    hard: {ask: "What happens on that date?", needed_for: check}
    outcome: {ask: "What will be better?", needed_for: promise}
    gives: {ask: "What gives?", if_unknown: "scope first", sets: {flexibility.scope: flexible, sites: [x, y]}}
    mood: {ask: "How are they?", if_unknown: "well", needed_for: promise}
"""


@pytest.fixture
def asking(folder: Path) -> Path:
    """A firm that asks: one question blocks the check, one the promise, and for two there is an assumption."""
    firm = FIRM.replace("{", "\n  ", 1).replace("}\n", "\n").replace(", ", "\n  ")
    people = "people: {ann: {skills: {php: 3}, site: x}, bob: {site: y}}\n"
    (folder / "capacity" / "firm.yaml").write_text(firm + QUESTIONS + REST + people)
    return folder


@pytest.mark.usefixtures("asking")
def test_an_open_question_blocks_the_check_unless_it_is_left_open(capsys: pytest.CaptureFixture[str]) -> None:
    assert ask("d") == 3
    out = capsys.readouterr().out
    assert "Open question: What happens on that date?" in out
    assert "Could ann find out? (check d --assume answers anyway, and says so)" in out
    assert "What will be better?" not in out, "a question before the promise is no matter of a check"
    assert ask("d", "--assume") == 0
    out = " ".join(capsys.readouterr().out.split())
    assert "Assumed: not answered, and left open: What happens on that date? · gives: scope first" in out
    assert "Open question" not in out
    assert ask("d", "--assume", "-q") == 0
    assert capsys.readouterr().out == "YES  d for C, by Friday 4 December 2026 (1 question left open)\n"
    assert "What will be better?" not in out


@pytest.mark.usefixtures("asking")
def test_a_no_is_one_without_an_answer_and_what_would_do_instead_still_needs_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    Path("capacity/deals/d.yaml").write_text(DEAL.replace("4d", "4.1d"))
    wanted = "- an answer first: What happens on that date?"
    assert ask("d") == 1
    assert f"It also needs\n  {wanted}\n" in capsys.readouterr().out
    assert ask("d", "--offer", "A") == 0
    out = capsys.readouterr().out
    assert out.startswith("YES, IF …")
    assert f"Yes, if\n  {wanted}\n" in out
    assert ask("d", "--offer", "A", "--assume") == 0
    out = capsys.readouterr().out
    assert out.startswith("YES  d for C, by")
    assert out.splitlines()[0].endswith(" (1 question left open)")
    assert "Assumed: not answered, and left open: What happens on that date?" in out


@pytest.mark.usefixtures("asking")
def test_what_was_left_open_is_in_the_json_and_changes_nothing_else(capsys: pytest.CaptureFixture[str]) -> None:
    assert ask("d", "--assume", "--format", "json") == 0
    said = json.loads(capsys.readouterr().out)
    first = {
        "what": "left-open",
        "ids": ["hard"],
        "value": "What happens on that date?",
        "text": "not answered, and left open: What happens on that date?",
    }
    assert (said["verdict"], said["questions"], said["assumptions"][0]) == ("yes", [], first)
    answered = DEAL + 'answers: {hard: "it opens"}\n'
    Path("capacity/deals/d.yaml").write_text(answered)
    for more in ([], ["--assume"]):
        assert ask("d", "--format", "json", *more) == 0
        known = json.loads(capsys.readouterr().out)
        assert known | {"deal_checked": "", "assumptions": [first, *known["assumptions"]]} == said | {
            "deal_checked": ""
        }


@pytest.mark.usefixtures("asking")
def test_an_assumption_says_what_it_does_to_the_deal(capsys: pytest.CaptureFixture[str]) -> None:
    def gives(deal: str) -> dict[str, object] | None:
        Path("capacity/deals/d.yaml").write_text(deal + "answers: {hard: x}\n")
        assert ask("d", "--format", "json") == 0
        return next((a for a in json.loads(capsys.readouterr().out)["assumptions"] if a["ids"] == ["gives"]), None)

    said = gives(DEAL)
    assert said is not None
    assert said["text"] == "gives: scope first (flexibility.scope counts as flexible and sites as [x, y])"
    assert said["sets"] == {"flexibility.scope": "flexible", "sites": ["x", "y"]}
    said = gives(DEAL + "flexibility: {scope: fixed}\n")
    assert said is not None
    assert said["text"] == "gives: scope first (sites counts as [x, y])"
    assert gives(DEAL + "flexibility: {scope: fixed}\nsites: [x]\n") is None


@pytest.mark.usefixtures("asking")
@pytest.mark.parametrize(("whom", "code"), [("client", 2), ("ops", 0), ("sales", 0)])
def test_no_client_is_told_an_answer_while_a_question_is_left_open(
    whom: str, code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ask("d", "--assume", "--words", whom) == code
    said = capsys.readouterr()
    assert ("--assume leaves questions open" in said.err) is (code == 2)
    if whom == "sales":
        assert "What happens on that date?" in said.out.partition("Assumed: ")[0]


@pytest.mark.usefixtures("asking")
def test_an_answer_with_a_question_left_open_can_be_audited(capsys: pytest.CaptureFixture[str]) -> None:
    assert ask("d", "--assume", "--format", "json", "-o", "a.json") == 0
    assert main(["audit", "a.json"]) == 0
    assert "that it says which question of the firm was left open: hard" in capsys.readouterr().out
    file = Path("a.json")
    file.write_text(file.read_text().replace('"what": "left-open"', '"what": "people"'))
    assert main(["audit", "a.json"]) == 1
    assert "though it lacks: question" in capsys.readouterr().out


@pytest.mark.parametrize("sets", ["5", "x", "[]", "[a]", "true"])
def test_what_an_assumption_sets_is_a_map_or_a_fault(
    sets: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    firm = f"firm: {{name: F, questions: {{q: {{ask: Why?, if_unknown: so, sets: {sets}}}}}}}\n"
    firm += "people: {a: {skills: {php: 3}}}\n"
    (tmp_path / "capacity").mkdir()
    (tmp_path / "capacity/firm.yaml").write_text(firm)
    assert main(["check", "--effort", "php=1d", "--due", "2027-03-01", "--as-of", "2026-11-23"]) == 2
    assert "sets" in capsys.readouterr().out
    (tmp_path / "capacity/firm.yaml").write_text(firm.replace(f"sets: {sets}", "sets: "))
    assert main(["check", "--effort", "php=1d", "--due", "2027-03-01", "--as-of", "2026-11-23"]) == 0
