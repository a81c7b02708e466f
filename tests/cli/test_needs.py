"""`deliverable needs` on a hand-made firm: what it prints, its formats, exit codes, and text that is meant to hurt."""

import io
import json
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator

from deliverable.cli.main import main
from deliverable.formats.needs_schema import needs_schema
from tests.formats.test_result_schema import closed

FIRM = """firm:
  name: F
  currency: GBP
  day: 8h
  calendar: c
  confirm_every: 30d
  overtime: {share: 10%, weeks: 2}
  questions:
    hard: {ask: "What happens on that date?", why: "it decides whether later is an offer", hurdle: "clients say ASAP"}
    gives: {ask: "What gives?", if_unknown: "scope first", sets: {flexibility.scope: flexible, confidence: 80%}}
    outcome: {ask: "What will be better?", needed_for: promise}
    mood: {ask: "How are they?", if_unknown: "They are well.", needed_for: promise}
calendars: {c: {days_off: [{date: 2026-12-25}]}}
skills: {php: {}, qa: {}}
people:
  ann: {name: Ann Lee, skills: {php: 3}, confirmed: 2026-11-20}
  bob: {name: Bob Ray, skills: {php: 2}, confirmed: 2026-09-01}
contractors: {pool: {name: freelancers, skills: {qa: 3}, lead_time: 10d, cost: 400}}
bookings:
  wall:
    {client: Wall, owner: bob, status: firm, flexible: {until: 2027-03-31},
    work: [{person: ann, share: 50%, from: 2027-01-04, to: 2027-01-08}]}
  fair:
    {client: Fair, owner: ann, status: hold, probability: 40%, expires: 2026-12-11,
    work: [{person: bob, share: 50%, from: 2027-01-04, to: 2027-01-08}]}
  mine:
    {client: C, owner: ann, status: hold, probability: 40%, expires: 2026-11-20, deal: bare,
    work: [{person: bob, share: 50%, from: 2027-01-04, to: 2027-01-08}]}
"""
BARE = """deal: bare
inputs: {texts: {what: the texts}, logo: {by: 2026-11-22}, brand: {what: the brand, by: 2026-12-01}}
hurdles: {hard: "she is away", hrad: "mistyped"}
scope:
  a: {effort: {php: , qa: 2d}, inputs: [texts]}
  w: {after: [a], wait: 5d, waiting_for: client}
  v: {after: [a], wait: 5d, waiting_for: client}
  x: {after: [a], wait: 3-5-8d, waiting_for: client}
  y: {after: [a], wait: 1-1-1d, waiting_for: client}
  u: {after: [a], wait: 2d, waiting_for: us}
with:
  contractors: [{pool: pool, effort: 2d, from: 2026-12-14}]
  overtime: {ann: 10%}
  moved: {wall: 5d}
  released: [fair]
"""
FULL = """deal: full
name: A site
client: C
owner: ann
start: 2026-12-01
due: 2026-12-18
flexibility: {date: fixed, scope: flexible, budget: fixed}
answers: {hard: "it opens", gives: "the scope", outcome: "sales", mood: "they are, well!"}
hurdles: {outcome: "they had to ask"}
scope: {a: {effort: {php: 1d}}}
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    capacity = tmp_path / "capacity"
    (capacity / "deals").mkdir(parents=True)
    (capacity / "firm.yaml").write_text(FIRM)
    (capacity / "deals" / "bare.yaml").write_text(BARE)
    (capacity / "deals" / "full.yaml").write_text(FULL)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    return capacity


Said = pytest.CaptureFixture[str]


def ask(capsys: Said, *words: str, code: int = 0) -> str:
    assert main(["needs", *words, "--as-of", "2026-11-23"]) == code
    return capsys.readouterr().out


@cache
def strict() -> Draft7Validator:
    """The schema without room for keys that it doesn't name."""
    return Draft7Validator(closed(needs_schema()))


def data(capsys: Said, *words: str, code: int = 0) -> Any:
    """The answer as JSON, which is as its schema says."""
    found = json.loads(ask(capsys, *words, "--format", "json", code=code))
    assert [error.message for error in strict().iter_errors(found)] == []
    return found


BARE_SAID = """NOT READY TO CHECK  bare: 3 open things block the check, 1 more the promise

What we'd like to know from sales
  The check waits for this:
  - What happens on that date? (hard)
      - Why we ask: it decides whether later is an offer
      - Noted: she is away
      - What usually makes it hard: clients say ASAP
  The promise waits for this:
  - What will be better? (outcome)
  Nothing waits for these; it would be good to know:
  - What gives? (gives, for the check)
      - Until then we assume: scope first (flexibility.scope counts as flexible and confidence as
        80%)
  - How are they? (mood, for the promise)
      - Until then we assume: They are well.
  Answers are lines under `answers` of the deal's file, what makes them hard under `hurdles`.

What the deal doesn't say yet
  - How much php does a take; who could estimate it, as a range if need be (scope.a.effort)? The
    check waits for it.
  - By which day does the client need it (due)? Until then there is the earliest day alone. The
    check waits for it.
  - When may work start (start)? Until then: today, Monday 23 November.
  - Whom is it for (client)?
  - Who in sales answers for it, so that we know whom to ask (owner)?
  - How long do w, v and u take at the shortest and at the longest (`wait: 3-5-8d`)? Until then: as
    long as said in half of the cases, 1.7 times or more in 1 of 5.

What we need from the client
  - the texts: by which day could we have it? (a waits for it)
  - logo: it was to come by Sunday 22 November; is it there? (no task waits for it yet)
  - the brand by Tuesday 1 December (no task waits for it yet)
  - the client decides on w and v within 5 working days each
  - the client decides on x within 5 working days (mostly 3 to 8)
  - the client decides on y within 1 working day, as promised

What operations can do for it
  - Could we hold the people again? The hold mine ended on Friday 20 November and takes nobody's
    days any more.
  - Could we book freelancers for 2 days from Monday 14 December on, asking by Friday 4 December? It
    would come to 800 GBP.
  - Ann, could you work 10 % longer from Mon 23 November to Sun 6 December, if it comes to that?
  - Bob, could Wall (wall) run from Mon 11 January to Fri 15 January instead of Mon 4 January to Fri
    8 January? Wall would have to be happy with it too.
  - Ann, could Fair's hold (fair) be let go?
  - Bob, are your working time and your skills still as we have them (you last said so on 1
    September)?
  - somebody of ours decides on u within 2 working days

Noted for questions that the firm doesn't ask
  - hrad: no answer
      - Noted: mistyped

Could sales find out what the check waits for? Thank you!
"""


@pytest.mark.usefixtures("folder")
def test_all_that_can_be_open(capsys: Said) -> None:
    assert ask(capsys, "bare") == BARE_SAID


@pytest.mark.usefixtures("folder")
def test_nothing_is_open(capsys: Said) -> None:
    said = ask(capsys, "full")
    assert said.startswith("READY  A site for C: nothing open blocks the check or the promise\n")
    assert "- hard: it opens\n" in said
    assert "  - outcome: sales\n      - Ann noted: they had to ask\n" in said
    assert "What we" not in said
    assert said.endswith("\ndeliverable check full can tell already. Thank you, Ann!\n")


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("deal", ["bare", "full"])
@pytest.mark.parametrize("width", ["80", "200"])
def test_it_fits(capsys: Said, monkeypatch: pytest.MonkeyPatch, deal: str, width: str) -> None:
    monkeypatch.setenv("COLUMNS", width)
    assert max(len(line) for line in ask(capsys, deal).splitlines()) <= int(width)


def test_one_line_is_true(folder: Path, capsys: Said) -> None:
    assert ask(capsys, "bare", "-q") == "NOT READY TO CHECK  bare: 3 open things block the check, 1 more the promise\n"
    (folder / "deals" / "full.yaml").write_text(
        FULL.replace('hard: "it opens", ', "").replace('outcome: "sales", ', "")
    )
    assert ask(capsys, "full", "-q") == (
        "NOT READY TO CHECK  A site for C: 1 open thing blocks the check, 1 more the promise\n"
    )
    (folder / "deals" / "full.yaml").write_text(FULL.replace('outcome: "sales", ', ""))
    assert ask(capsys, "full", "-q") == "READY TO CHECK  A site for C: 1 open thing blocks the promise\n"
    (folder / "deals" / "full.yaml").write_text(FULL.replace('hard: "it opens", ', ""))
    assert ask(capsys, "full", "-q") == (
        "NOT READY TO CHECK  A site for C: 1 open thing blocks the check, none more the promise\n"
    )


@pytest.mark.parametrize("status", ["won", "lost"])
def test_a_deal_that_is_decided_has_a_list_and_is_not_counted(folder: Path, capsys: Said, status: str) -> None:
    (folder / "deals" / "bare.yaml").write_text(BARE + f"status: {status}\n")
    said = ask(capsys, "bare")
    assert f"The deal is {status}; this is what its file left open." in said
    assert said.endswith("Is there one that we should have asked differently? Thank you!\n")
    assert [one["deal"] for one in data(capsys)["deals"]] == ["full"]


@pytest.mark.usefixtures("folder")
def test_an_id_a_path_and_stdin_are_the_same_question(capsys: Said, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(BARE.encode())))
    assert ask(capsys, "capacity/deals/bare.yaml") == ask(capsys, "-") == BARE_SAID


@pytest.mark.usefixtures("folder")
def test_the_json_of_a_deal(capsys: Said) -> None:
    said = data(capsys, "bare")
    assert (said["schema"], said["deal"], said["blocks"]) == ("deliverable.needs/1", "bare", {"check": 3, "promise": 1})
    assert [(one["id"], one["state"], one["sets"]) for one in said["questions"]] == [
        ("hard", "blocks", {}),
        ("outcome", "blocks", {}),
        ("gives", "assumed", {"flexibility.scope": "flexible", "confidence": "80%"}),
        ("mood", "assumed", {}),
    ]
    assert said["not_asked"] == [{"id": "hrad", "answer": "", "hurdle": "mistyped"}]
    assert said["ours"][1] | {"text": ""} == {"what": "contractor", "ids": ["pool"], "by": "2026-12-04", "text": ""}


def test_faults_of_the_deal_are_listed_instead(folder: Path, capsys: Said) -> None:
    (folder / "deals" / "bare.yaml").write_text(BARE.replace("php: ,", "phd: 1d,"))
    said = ask(capsys, "bare", code=2)
    assert said.startswith("NO ANSWER YET  bare: 1 fault in the deal or the firm's data could change what is asked\n")
    assert "unknown-skill" in said
    found = data(capsys, "bare", code=2)
    assert (found["blocks"], found["questions"], len(found["findings"])) == (None, [], 1)


def test_faults_elsewhere_block_the_check_and_not_the_list(folder: Path, capsys: Said) -> None:
    (folder / "firm.yaml").write_text(FIRM.replace("person: ann, share: 50%", "person: ann, share: 500%"))
    said = ask(capsys, "full")
    assert said.startswith("NOT READY TO CHECK  A site for C: 1 open thing blocks the check, none more the promise\n")
    assert "  - Could somebody mend 1 fault in the files (deliverable lint)? The check waits for it.\n" in said
    assert said.endswith("\nWith the files mended deliverable check full can tell. Thank you, Ann!\n")
    assert main(["check", "full", "--as-of", "2026-11-23"]) == 2


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("words", [["bear"], ["capacity/deals"], ["bare", "--format", "sarif"], ["-C", "nowhere"]])
def test_wrong_use(capsys: Said, words: list[str]) -> None:
    assert ask(capsys, *words, code=2) == ""


@pytest.mark.usefixtures("folder")
def test_many_who_should_look_at_their_lines(folder: Path, capsys: Said) -> None:
    def said(count: int) -> str:
        people = "".join(f"  p{n}: {{skills: {{php: 3}}}}\n" for n in range(1, count))
        (folder / "firm.yaml").write_text(FIRM.replace("contractors: {", f"{people}contractors: {{", 1))
        return " ".join(ask(capsys, "full").split())

    assert said(2).count("are your working time and your skills still as we have them") == 2
    together = "are your working time and your skills still as we have them (nobody has said so in the last 30 days)?"
    assert f"- Bob, p1 and p2, {together}" in said(3)
    assert f"- Bob, p1, p2, p3, p4, p5, p6 and p7, {together}" in said(8)
    assert f"- Bob, p1, p2, p3, p4, p5, p6 and 2 more, {together}" in said(9)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "scope: {a: {effort: {php: 1d}}}\n",
            "",
            "- What would C like us to do, task by task, with an effort each (scope)?",
        ),
        (
            "12-01\ndue: 2026-12-18",
            "11-02\ndue: 2026-11-22",
            "- Sunday 22 November has passed: by which day does C need it now (due)?",
        ),
        ("start: 2026-12-01", "start: 2026-11-22", "- Sunday 22 November has passed: when may work start now (start)?"),
        (
            "flexibility: {date: fixed, scope: flexible, budget: fixed}\n",
            "",
            "Until then each is preferred: changed last.",
        ),
        ("1d}}}", "1-4d}}}", "- What is the likely effort of a, between the two ends that are given?"),
        (
            'gives: "the scope", ',
            "",
            "- What gives? (gives, for the check) - Until then we assume: scope first (confidence",
        ),
        ("hurdles", "confidence: 70%\nhurdles", "- gives: the scope"),
        ("answers: {", "confidence: 70%\nanswers: {no: x, ", "- no: x"),
    ],
)
def test_each_lack_is_asked_for(folder: Path, capsys: Said, old: str, new: str, said: str) -> None:
    assert old in FULL
    (folder / "deals" / "full.yaml").write_text(FULL.replace(old, new))
    assert said in " ".join(ask(capsys, "full").split())
    assert data(capsys, "full")


def test_an_open_question_that_the_deal_says_with_its_own_keys(folder: Path, capsys: Said) -> None:
    deal = FULL.replace('gives: "the scope", ', "") + "confidence: 70%\n"
    (folder / "deals" / "full.yaml").write_text(deal)
    assert "- Until then: what the deal says itself (flexibility.scope and confidence)" in ask(capsys, "full")


def test_a_hold_of_this_deal_that_ends_soon_is_asked_about(folder: Path, capsys: Said) -> None:
    held = FIRM.replace("expires: 2026-11-20, deal: bare", "expires: 2026-12-01, deal: full")
    (folder / "firm.yaml").write_text(held)
    said = "- The hold mine ends on Tuesday 1 December: will it be decided by then, or shall we renew it?"
    assert said in " ".join(ask(capsys, "full").split())


def test_faults_that_touch_nothing_are_counted(folder: Path, capsys: Said) -> None:
    (folder / "deals" / "other.yaml").write_text("deal: other\nscope: {a: {effort: {phd: 1d}}}\n")
    assert ask(capsys, "full").endswith("\n1 fault elsewhere: deliverable lint\n")


# --- over all deals ------------------------------------------------------------------------------------------------


ALL_SAID = """2 OPEN DEALS  open things block the check of 1 and the promise of 1

What stays open
  question  open on  meanwhile                hurdles noted
  hard       1 of 2  the check waits                      1
  outcome    1 of 2  the promise waits                    1
  gives      1 of 2  assumed: scope first                 0
  mood       1 of 2  assumed: They are well.              0

What makes them hard, as sales noted it
  - What happens on that date? (hard, 1 of 2 deals)
      - bare: she is away
      - what we took for usual: clients say ASAP
  - What will be better? (outcome, 1 of 2 deals)
      - full (Ann): they had to ask
  - hrad, which the firm doesn't ask
      - bare: mistyped

Deal by deal
  deal  asked of    blocks the check  blocks the promise  assumed
  bare  nobody yet                 3                   1        2
  full  Ann                        -                   -        -

Could hard be asked differently, or sooner? Thank you, Ann, for what you noted!
"""


@pytest.mark.usefixtures("folder")
def test_over_all_deals(capsys: Said) -> None:
    assert ask(capsys) == ALL_SAID
    assert ask(capsys, "-q") == ALL_SAID.splitlines()[0] + "\n"


def test_what_nobody_answers_and_what_is_answered_as_assumed(folder: Path, capsys: Said) -> None:
    again = FULL.replace("deal: full", "deal: again").replace('outcome: "sales", ', "")
    (folder / "deals" / "again.yaml").write_text(again.replace("they are, well!", "THEY ARE WELL"))
    (folder / "deals" / "full.yaml").write_text(FULL.replace('outcome: "sales", ', ""))
    said = ask(capsys)
    assert "  - nobody has answered outcome on any of 3 deals; the promise waits for it\n" in said
    assert "  - gives is always answered with what is assumed anyway (2 answers)\n" in said
    assert "  - mood is always answered with what is assumed anyway (2 answers)\n" in said
    (folder / "deals" / "again.yaml").write_text(again.replace("scope: flexible", "scope: fixed"))
    tallies = {one["id"]: one for one in data(capsys)["questions"]}
    assert [(tallies[name]["answered"], tallies[name]["as_assumed"]) for name in ("gives", "mood", "hard")] == [
        (2, 1),
        (2, 2),
        (2, 0),
    ]
    assert "gives is always" not in ask(capsys)
    (folder / "deals" / "again.yaml").unlink()
    said = ask(capsys)
    assert "always answered" not in said, "one answer says nothing"


def test_one_deal_says_nothing_of_what_is_never_answered(folder: Path, capsys: Said) -> None:
    (folder / "deals" / "bare.yaml").unlink()
    (folder / "deals" / "full.yaml").write_text(FULL.replace('outcome: "sales", ', ""))
    assert "nobody has answered" not in ask(capsys)


def test_a_question_that_the_deals_say_with_their_own_keys(folder: Path, capsys: Said) -> None:
    (folder / "deals" / "full.yaml").write_text(FULL.replace('gives: "the scope", ', "") + "confidence: 90%\n")
    assert "gives      2 of 2  assumed on 1: scope first" in ask(capsys)
    (folder / "deals" / "bare.yaml").unlink()
    assert "gives      1 of 1  the deal says it with its own keys" in ask(capsys)


def test_a_deal_with_faults_is_named_and_not_counted(folder: Path, capsys: Said) -> None:
    (folder / "deals" / "bare.yaml").write_text(BARE.replace("php: ,", "phd: 1d,"))
    (folder / "deals" / "torn.yaml").write_text("deal: [torn\n")
    (folder / "deals" / "lost.yaml").write_text(
        FULL.replace("full", "lost").replace("due: ", "due: x") + "status: lost\n"
    )
    said = ask(capsys)
    assert said.startswith("1 OPEN DEAL  open things block the check of none and the promise of none\n")
    assert "Not counted, until it is mended: bare (1 fault) and torn (1 fault): deliverable lint" in said
    assert [(one["deal"], one["faults"]) for one in data(capsys)["left_out"]] == [("bare", 1), ("torn", 1)]


def test_faults_of_the_firm_stop_it(folder: Path, capsys: Said) -> None:
    (folder / "firm.yaml").write_text(FIRM.replace("needed_for: promise}", "needed_for: promises}", 1))
    assert ask(capsys, code=2).startswith("NO ANSWER YET  1 fault in the firm's data could change what is asked\n")
    assert len(data(capsys, code=2)["findings"]) == 1


def test_many_hurdles_and_many_deals_are_cut(folder: Path, capsys: Said) -> None:
    def said(count: int) -> str:
        for n in range(1, count):
            (folder / "deals" / f"d{n}.yaml").write_text(BARE.replace("deal: bare", f"deal: d{n}"))
        return ask(capsys, "-v")

    assert said(9).count(": she is away") == 9
    assert said(10).count(": she is away") == 8
    assert "- and 2 more (--format json shows them)" in said(10)
    assert said(40).count("nobody yet") == 40
    assert said(41).count("nobody yet") == 40
    assert "  and 2 more (--format json shows them)\n\n" in said(41)
    assert len(data(capsys)["deals"]) == 42


def test_no_deal_and_no_question(folder: Path, capsys: Said) -> None:
    (folder / "deals" / "bare.yaml").unlink()
    (folder / "firm.yaml").write_text(FIRM[: FIRM.index("  questions:")] + FIRM[FIRM.index("calendars:") :])
    said = ask(capsys)
    assert "The firm asks no questions (firm.questions)." in said
    (folder / "firm.yaml").write_text(FIRM)
    assert "  No question is open.\n" in ask(capsys)
    (folder / "deals" / "full.yaml").unlink()
    assert ask(capsys) == "NO OPEN DEAL  nothing is asked; deals live in deals/\n"
    assert data(capsys)["deals"] == []


# --- text that is meant to hurt --------------------------------------------------------------------------------------


HOSTILE = "[red]x[/]\\u001b[31m </b>`|` {{7*7}} \\u202e $(id) **b**"


@pytest.mark.parametrize("words", [[], ["full"]])
def test_text_of_files_is_only_text(folder: Path, capsys: Said, words: list[str]) -> None:
    firm = (
        FIRM.replace("What will be better?", HOSTILE).replace("clients say ASAP", HOSTILE).replace("Ann Lee", HOSTILE)
    )
    (folder / "firm.yaml").write_text(firm)
    deal = FULL.replace("it opens", HOSTILE).replace("they had to ask", HOSTILE).replace("A site", f'"{HOSTILE}"')
    deal = deal.replace('outcome: "sales"', 'outcome: ""').replace("client: C", f'client: "{HOSTILE}"')
    (folder / "deals" / "full.yaml").write_text(deal)
    said = ask(capsys, *words)
    assert "\x1b" not in said
    assert "\u202e" not in said
    assert "$(id) **b**" in " ".join(said.split())
    marked = ask(capsys, *words, "--format", "markdown")
    assert "</b>" not in marked
    assert "**b**" not in marked
    raw = ask(capsys, *words, "--format", "json")
    assert "\x1b" not in raw
    assert "\u202e" not in raw
    assert data(capsys, *words)
