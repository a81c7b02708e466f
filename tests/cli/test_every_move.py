"""Every move, as the only one that may be proposed: its deal is written, checks as a yes, and the audit accepts it."""

import json
from pathlib import Path
from typing import Any

import pytest

from deliverable.cli.main import main
from deliverable.offers import MOVES

Said = pytest.CaptureFixture[str]
FIRM = """firm:
  name: F
  day: 8h
  focus: 100%
  estimate_error: none
  sickness: none
  overtime: {{share: 100%}}
  offers: {{{never}}}
skills: {{php: {{}}}}
people:
  ann: {{name: Ann, skills: {{php: 3}}}}
  ben: {{name: Ben, skills: {{php: 2}}}}
contractors:
  pool: {{skills: {{php: 3}}, lead_time: 2d, cost: 100}}
bookings:
  flex:
    client: Flex
    owner: ann
    flexible: {{until: 2026-12-18}}
    work: [{{person: ann, per_day: 7h, from: 2026-12-02, to: 2026-12-02}}]
  held:
    client: Held
    owner: ann
    status: hold
    probability: 100%
    expires: 2027-01-01
    work: [{{person: ann, per_day: 8h, from: 2026-12-03, to: 2026-12-03}}]
"""
DEAL = """# as they wrote it
deal: d
client: C
start: 2026-11-30
due: 2026-12-04      # a Friday
inputs:
  texts: {what: the texts, by: 2026-12-01}
scope:
  a:                 # first of all
    inputs: [texts]
    effort: {php: {effort: 2d, level: 3}}
  b:                 # nice to have
    priority: could
    inputs: [texts]
    effort: {php: {effort: 1d, level: 3}}
"""
WRITTEN = {
    "later": "due: 2026-12-07      # a Friday",
    "later-start": "start: 2026-12-01",
    "less-scope": "effort: {php: {effort: 2d, level: 3}}\n",
    "phases": "level: 3}}\n    by: 2026-12-04",
    "fewer-conditions": "by: 2026-11-30}",
    "other-people": "effort: 1.3d",
    "move-booking": "moved: {flex: 1d}",
    "release-hold": "released: [held]",
    "contractor": "contractors: [{pool: pool, effort: 1d, from: 2026-12-01}]",
    "overtime": "overtime: {ann: 22%}",
}


def run(capsys: Said, *words: str) -> tuple[int, str]:
    code = main([*words, "--as-of", "2026-11-23"])
    return code, capsys.readouterr().out


@pytest.mark.parametrize("move", MOVES)
def test_the_deal_as_a_move_has_it_is_a_yes(
    move: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Said
) -> None:
    monkeypatch.chdir(tmp_path)
    deals = tmp_path / "capacity" / "deals"
    deals.mkdir(parents=True)
    never = ", ".join(f"{other}: never" for other in MOVES if other != move)
    (tmp_path / "capacity" / "firm.yaml").write_text(FIRM.format(never=never))
    (deals / "d.yaml").write_text(DEAL)
    code, said = run(capsys, "check", "d", "--format", "json", "-o", "answer.json")
    answer: dict[str, Any] = json.loads((tmp_path / "answer.json").read_text())
    assert (code, [[m["move"] for m in offer["moves"]] for offer in answer["offers"]]) == (1, [[move]])
    code, said = run(capsys, "check", "d", "--offer", "A")
    assert code == 0
    assert said.startswith("YES")
    assert run(capsys, "check", "d", "--offer", "A", "--take", "-o", "taken.yaml")[0] == 0
    taken = (tmp_path / "taken.yaml").read_text()
    assert WRITTEN[move] in taken
    assert "# first of all" in taken
    code, again = run(capsys, "check", "taken.yaml", "--format", "json")
    assert (code, json.loads(again)["verdict"]) == (0, "yes")
    assert answer["offers"][0]["deal_checked"] == json.loads(again)["deal_checked"]
    code, said = run(capsys, "audit", "answer.json")
    assert code == 0
    assert "its 1 offer: changes made to the deal anew" in said


def test_what_counts_on_data_with_faults_is_not_offered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Said
) -> None:
    """The pool's skill that nobody knows doesn't touch the deal as asked; it would touch the deal that counts on it."""
    monkeypatch.chdir(tmp_path)
    deals = tmp_path / "capacity" / "deals"
    deals.mkdir(parents=True)
    never = ", ".join(f"{other}: never" for other in MOVES if other != "contractor")
    firm = FIRM.format(never=never).replace("pool: {skills: {php: 3}", "pool: {skills: {php: 3, ghost: 1}")
    (tmp_path / "capacity" / "firm.yaml").write_text(firm)
    (deals / "d.yaml").write_text(DEAL)
    code, said = run(capsys, "check", "d", "--format", "json")
    answer = json.loads(said)
    assert (code, answer["offers"], answer["faults_elsewhere"]) == (1, [], 1)


def _spoiled(offer: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    move = offer["moves"][0]
    later = {"key": ["due"], "value": "2026-12-04"}
    plan = [{**row, "minutes": row["minutes"] + 1} for row in offer["answer"]["plan"]]
    return [
        ("deal_checked", offer | {"moves": [move | {"changes": [later]}]}),
        ("can't be made", offer | {"moves": [move | {"changes": [{"key": ["nothing", "here"], "value": None}]}]}),
        ("no path of keys", offer | {"moves": [move | {"changes": [{"key": [], "value": 1}]}]}),
        ("the deal is e", offer | {"moves": [move | {"changes": [{"key": ["deal"], "value": "e"}]}]}),
        ("has a fault", offer | {"moves": [move | {"changes": [{"key": ["due"], "value": "soon"}]}]}),
        ("no answer of its own", {key: value for key, value in offer.items() if key != "answer"}),
        ("offer A", offer | {"answer": offer["answer"] | {"plan": plan}}),
        ("offer A", offer | {"answer": {}}),
        ("says no", offer | {"verdict": "no"}),
        ("on_time", offer | {"on_time": 0.5}),
    ]


def test_an_offer_that_was_tampered_with_does_not_hold(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Said
) -> None:
    monkeypatch.chdir(tmp_path)
    deals = tmp_path / "capacity" / "deals"
    deals.mkdir(parents=True)
    never = ", ".join(f"{other}: never" for other in MOVES if other != "later")
    (tmp_path / "capacity" / "firm.yaml").write_text(FIRM.format(never=never))
    (deals / "d.yaml").write_text(DEAL)
    run(capsys, "check", "d", "--format", "json", "-o", "answer.json")
    answer = json.loads((tmp_path / "answer.json").read_text())
    for told, offer in _spoiled(answer["offers"][0]):
        (tmp_path / "spoiled.json").write_text(json.dumps(answer | {"offers": [offer]}))
        code, said = run(capsys, "audit", "spoiled.json", "--format", "json")
        assert (code, told in said) == (1, True), (told, said)
    odd: list[Any] = [[{}], {}, [1], "A", [{"id": "A", "moves": 7}]]
    for offers in odd:
        (tmp_path / "spoiled.json").write_text(json.dumps(answer | {"offers": offers}))
        code, said = run(capsys, "audit", "spoiled.json")
        assert code == (0 if not offers else 1), said
