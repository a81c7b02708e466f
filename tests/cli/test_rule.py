"""`deliverable rule` from an id to its documentation."""

import json

import pytest

from deliverable.cli.main import main
from deliverable.rules import RULES

Said = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def plain(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("NO_COLOR", "1")


def test_without_an_id_all_are_listed(capsys: Said) -> None:
    assert main(["rule"]) == 0
    first = [line.split(" ")[0] for line in capsys.readouterr().out.splitlines()]
    assert [word for word in first if word in RULES] == list(RULES)


def test_a_rule_is_shown_with_its_examples(capsys: Said) -> None:
    assert main(["rule", "unknown-calendar"]) == 0
    out = capsys.readouterr().out
    assert out.startswith(
        "error[unknown-calendar]  The firm or a person follows a calendar that isn't in `calendars`.\n"
    )
    assert "\nBad:\n    # file: team.yaml\n    calendars:\n      england:\n" in out
    assert out.endswith("      sofia: {calendar: england}\n")


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_can_be_shown(capsys: Said, rule: str) -> None:
    assert main(["rule", rule]) == 0
    assert f"[{rule}]" in capsys.readouterr().out


@pytest.mark.parametrize(("arguments", "number"), [(["rule", "bad-id"], 1), (["rule"], len(RULES))])
def test_json(capsys: Said, arguments: list[str], number: int) -> None:
    assert main([*arguments, "--format", "json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["schema"] == "deliverable.rule/1"
    assert len(said["rules"]) == number
    assert set(said["rules"][0]) == {"id", "severity", "summary", "why", "bad", "good"}
    assert all("\n" not in rule["why"].replace("\n\n", "") for rule in said["rules"])


@pytest.mark.parametrize(
    ("given", "hint"),
    [("unknown-persn", "did you mean `unknown-person`?"), ("zzz", "`deliverable rule` lists them all")],
)
def test_an_id_that_there_is_not(capsys: Said, given: str, hint: str) -> None:
    assert main(["rule", given]) == 2
    assert capsys.readouterr() == ("", f"deliverable: no rule called `{given}`\nhint: {hint}\n")
