"""`deliverable audit` from a saved answer to its exit code: which deal, which day, what has changed."""

import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from deliverable.cli.main import main

Said = pytest.CaptureFixture[str]
FIRM = "firm: {name: F, day: 8h, focus: 100%, estimate_error: none, sickness: none}\nskills: {php: {}}\n"
PEOPLE = "people: {ann: {name: Ann Arbor, skills: {php: 3}}, bob: {skills: {php: 2}}, cem: {}}\n"
DEAL = "deal: d\nclient: C\nowner: ann\nstart: 2026-12-01\ndue: 2026-12-04\nscope: {a: {effort: {php: 4d}}}\n"
HOLD = "bookings: {h: {client: H, status: firm, work: [{person: %s, share: 50%%, from: 2026-12-01, to: 2026-12-04}]}}\n"


@pytest.fixture
def firm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A firm with a deal that fits, in the folder where the command runs; its answer is in answer.json."""
    monkeypatch.delenv("DELIVERABLE_CAPACITY", raising=False)
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "capacity" / "deals").mkdir(parents=True)
    put("firm.yaml", FIRM)
    put("people.yaml", PEOPLE)
    put("deals/d.yaml", DEAL)
    ask("d")
    return tmp_path


def put(name: str, text: str) -> None:
    Path("capacity", name).write_text(text, encoding="utf-8")


def ask(deal: str, to: str = "answer.json") -> int:
    return main(["check", deal, "--as-of", "2026-11-23", "--format", "json", "-o", to])


def audit(*more: str, result: str = "answer.json") -> int:
    return main(["audit", result, *more])


def spoil(**parts: Any) -> None:
    claim = json.loads(Path("answer.json").read_text(encoding="utf-8"))
    Path("answer.json").write_text(json.dumps(claim | parts), encoding="utf-8")


# --- whether it holds ------------------------------------------------------------------------------------------------


def test_an_answer_on_the_same_files_holds(firm: Path, capsys: Said) -> None:
    assert audit() == 0
    said = capsys.readouterr().out
    assert said.startswith("HOLDS  the YES for d, as of Monday 23 November 2026\n")
    assert "Capacity and deal are what they were then" in said
    assert audit("-q") == 0
    assert capsys.readouterr().out == "HOLDS  the YES for d, as of Monday 23 November 2026\n"


def test_another_figure_does_not(firm: Path, capsys: Said) -> None:
    plan = json.loads(Path("answer.json").read_text())["plan"]
    plan[0]["minutes"] += 1
    spoil(plan=plan)
    assert audit() == 1
    said = capsys.readouterr().out
    assert said.startswith("DOES NOT HOLD  the YES for d")
    assert "ann: 481 minutes on 2026-12-01, 480 are free" in said


@pytest.mark.parametrize(
    "parts",
    [
        {"verdict": "no"},
        {"verdict": "maybe"},
        {"due": "2026-12-05"},
        {"conditions": [{"what": "stale", "ids": ["ann"], "by": None}]},
        {"conditions": 7},
        {"because": ["due"]},
        {"without_holds": ["h"]},
        {"tasks": []},
        {"checked_against": 7},
        {"deal_checked": "nonsense"},
    ],
)
def test_nor_does_another_part(firm: Path, parts: dict[str, Any]) -> None:
    spoil(**parts)
    assert audit() == 1


@pytest.mark.parametrize("key", ["tasks", "conditions", "plan", "finish", "proof"])
def test_nor_does_an_answer_with_a_part_less(firm: Path, key: str) -> None:
    claim = json.loads(Path("answer.json").read_text())
    del claim[key]
    Path("answer.json").write_text(json.dumps(claim))
    assert audit() == 1


# --- what has changed since ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("who", "holds"), [("ann", False), ("cem", True)])
def test_when_the_capacity_has_changed_it_says_whether_it_still_holds(
    firm: Path, capsys: Said, who: str, holds: bool
) -> None:
    put("bookings.yaml", HOLD % who)
    assert audit() == 3
    said = capsys.readouterr().out
    assert said.startswith("CHANGED SINCE  the YES for d")
    assert ("it still holds" if holds else "it no longer holds") in " ".join(said.split())
    assert "The capacity has changed since" in said
    assert audit("--format", "json") == 3
    found = json.loads(capsys.readouterr().out)
    assert found["capacity"]["changed"] is True
    assert found["deal_asked"]["changed"] is False
    assert found["holds"] is holds
    assert bool(found["complaints"]) is not holds
    assert found["asked_anew"] == (None if holds else "yes")
    assert ("Asked anew as of that day, the verdict is the same: YES." in said) is not holds


def test_how_the_files_are_written_is_no_change(firm: Path) -> None:
    put("people.yaml", "# who is there\npeople:\n  bob: {skills: {php: 2}}\n  cem: {}\n")
    put("ann.yaml", "people:\n  ann:\n    skills:\n      php: 3\n    name: Ann Harbour\n")
    put("firm.yaml", FIRM.replace("8h", "8.0h").replace("100%", "1.0"))
    assert audit() == 0


def test_when_the_deal_has_changed_that_is_said_apart(firm: Path, capsys: Said) -> None:
    put("deals/d.yaml", DEAL.replace("php: 4d", "php: 3d"))
    assert audit() == 1
    said = capsys.readouterr().out
    assert "The deal has changed since" in said
    assert "The capacity is what it was then" in said
    put("deals/d.yaml", DEAL + "latest_acceptable: 2027-02-01\n")
    assert audit() == 0
    assert "On today's files" in capsys.readouterr().out


def test_an_answer_without_fingerprints_says_so(firm: Path, capsys: Said) -> None:
    claim = json.loads(Path("answer.json").read_text())
    del claim["checked_against"], claim["deal_checked"]
    Path("answer.json").write_text(json.dumps(claim))
    assert audit() == 0
    assert "carries no fingerprint of the capacity" in capsys.readouterr().out
    assert audit("--format", "json") == 0
    assert json.loads(capsys.readouterr().out)["capacity"]["changed"] is None


# --- what can't be checked -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("", "is not JSON"),
        ("[]", "no map"),
        ("{}", "`schema` is missing"),
        ('{"schema": "deliverable.lint/1"}', "`deliverable.lint/1`"),
        ('{"schema": "deliverable.checks/2"}', "`deliverable.checks/2`"),
        ('{"schema": "deliverable.checks/1"}', "`deals` is missing"),
        ('{"schema": "deliverable.checks/1", "deals": 1}', "`deals` is not a list"),
        ('{"schema": "deliverable.checks/1", "deals": []}', "`as_of` is missing"),
        ('{"schema": 7}', "`schema` is not a text"),
        ('{"schema": "deliverable.check/1"}', "`deal` is missing"),
        ('{"schema": "deliverable.check/1", "deal": ["d"], "as_of": "2026-11-23"}', "`deal` is not a text"),
        ('{"schema": "deliverable.check/1", "deal": "d", "as_of": "2026-02-30"}', "`as_of` is not a date"),
        ('{"schema": "deliverable.check/1", "deal": "d", "as_of": "2026-11-23"}', "has no verdict"),
        ('{"schema": "deliverable.check/1", "deal": "d", "as_of": "0001-01-01", "verdict": "no"}', "no day that"),
        ('{"schema": "deliverable.check/1", "deal": "d", "as_of": "2026-11-23", "verdict": 7}', "`verdict` is not"),
        ('{"schema": "deliverable.check/1", "deal": "e", "as_of": "2026-11-23", "verdict": "no"}', "no such deal"),
        ('{"schema": "deliverable.check/1", "deal": "../d", "as_of": "2026-11-23", "verdict": "no"}', "no such deal"),
        ('{"schema": "deliverable.check/1", "deal": "a\\u001b[1m", "as_of": "2026-11-23", "verdict": "no"}', r"a\x1b["),
    ],
)
def test_what_can_t_be_read_is_wrong_use_with_a_sentence(firm: Path, capsys: Said, content: str, says: str) -> None:
    Path("answer.json").write_text(content, encoding="utf-8")
    assert audit() == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert says in said.err
    assert "\x1b" not in said.err


@pytest.mark.parametrize("verdict", ["yes", "no", "at-risk", "unknown", "\x1b[31mno"])
def test_a_bare_envelope_does_not_hold(firm: Path, capsys: Said, verdict: str) -> None:
    envelope = {"schema": "deliverable.check/1", "deal": "d", "as_of": "2026-11-23", "verdict": verdict}
    Path("answer.json").write_text(json.dumps(envelope), encoding="utf-8")
    assert audit() == 1
    assert "\x1b" not in capsys.readouterr().out


def test_no_file_a_folder_and_what_can_t_be_opened(firm: Path, capsys: Said) -> None:
    assert audit(result="nothing.json") == 2
    assert audit(result="capacity") == 2
    said = capsys.readouterr().err
    assert "there is no nothing.json" in said
    assert "capacity is a folder" in said
    assert audit(result="/dev/null") == 2
    assert "is not JSON" in capsys.readouterr().err


def test_faults_that_touch_the_answer_keep_it_from_being_checked(firm: Path, capsys: Said) -> None:
    put("people.yaml", PEOPLE.replace("php: 3", "php: 9"))
    assert audit() == 2
    said = capsys.readouterr().out
    assert said.startswith("CAN'T BE CHECKED  the YES for d")
    assert "bad-value" in said
    assert audit("--format", "json") == 2
    found = json.loads(capsys.readouterr().out)
    assert found["holds"] is None
    assert [finding["rule"] for finding in found["findings"]] == ["bad-value"]


def test_an_answer_without_a_verdict_has_nothing_to_check(firm: Path, capsys: Said) -> None:
    put("deals/d.yaml", DEAL.replace("php", "phd"))
    assert ask("d") == 2
    assert audit() == 2
    assert "has no verdict" in capsys.readouterr().err


# --- which deal, which day -------------------------------------------------------------------------------------------


def test_a_deal_given_by_path_or_stdin_is_named_again(
    firm: Path, capsys: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    (firm / "e.yaml").write_text(DEAL.replace("deal: d", "deal: e"))
    assert ask("e.yaml") == 0
    assert audit() == 2
    assert "--deal PATH" in capsys.readouterr().err
    assert audit("--deal", "e.yaml") == 0
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO((firm / "e.yaml").read_bytes())))
    assert audit("--deal", "-") == 0
    assert audit("--deal", "d") == 2
    assert "the answer is about e, the deal is d" in capsys.readouterr().err


def test_the_answer_may_come_from_stdin(firm: Path, capsys: Said, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO((firm / "answer.json").read_bytes())))
    assert audit(result="-") == 0
    assert audit("--deal", "-", result="-") == 2
    assert "can't both come from stdin" in capsys.readouterr().err


def test_another_day_would_be_another_answer(firm: Path, capsys: Said) -> None:
    assert audit("--as-of", "2026-11-23") == 0
    assert audit("--as-of", "2026-11-24") == 2
    assert "the answer is as of 2026-11-23, not 2026-11-24" in capsys.readouterr().err


def test_an_open_question_of_the_firm_keeps_a_yes_from_holding(firm: Path, capsys: Said) -> None:
    put("firm.yaml", FIRM.replace("focus: 100%", "focus: 100%, questions: {hard: {ask: 'What then?'}}"))
    assert audit() == 3
    assert "it lacks: question" in capsys.readouterr().out
    assert ask("d") == 3
    assert audit() == 0
    spoil(because=["due"])
    assert audit() == 1
    spoil(because=["question"], questions=[])
    assert audit() == 1
