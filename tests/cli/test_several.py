"""`check` with several deals: what is asked for, how it ends, and that each deal's part is its own answer."""

import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from deliverable.answers import check as checking
from deliverable.cli.main import main
from tests.formats.test_result_schema import faults

Said = pytest.CaptureFixture[str]
TODAY = ("--as-of", "2026-11-23")
FIRM = "firm: {name: F, day: 8h, focus: 100%, estimate_error: none, sickness: none, currency: GBP}\nskills: {php: {}}\n"
PEOPLE = "people: {ann: {name: Ann Arbor, skills: {php: 3}}}\n"


@pytest.fixture
def firm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A firm of one person with five days, and deals of two (a), three (b), four (c) and six (never) of them."""
    monkeypatch.delenv("DELIVERABLE_CAPACITY", raising=False)
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.chdir(tmp_path)
    put("firm.yaml", FIRM)
    put("people.yaml", PEOPLE)
    for name, days, value in (("a", 2, 100), ("b", 3, 200), ("c", 4, 250), ("never", 6, 1000)):
        put(f"deals/{name}.yaml", deal(name, days, f"value: {value}\nprobability: 50%\n"))
    return tmp_path


def deal(name: str, days: int, more: str = "", due: str = "due: 2026-12-04\n") -> str:
    head = f"deal: {name}\nclient: Client {name}\nstart: 2026-11-30\n{due}{more}"
    return f"{head}scope: {{t: {{effort: {{php: {days}d}}}}}}\n"


def put(name: str, text: str) -> None:
    path = Path("capacity") / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def check(*more: str) -> int:
    return main(["check", *more, *TODAY])


def as_json(capsys: Said, *more: str) -> Any:
    check(*more, "--format", "json")
    answer = json.loads(capsys.readouterr().out)
    assert faults(answer) == []
    return answer


# --- exit codes -------------------------------------------------------------------------------------------------------


def test_the_exit_code_is_the_worst_of_all_answers(firm: Path, capsys: Said) -> None:
    put("deals/late.yaml", deal("late", 1, due=""))
    put("deals/bad.yaml", deal("bad", 1).replace("php", "pph"))
    assert check("a", "b") == 0
    assert check("a", "c") == 1  # each alone, not together
    assert check("a", "never") == 1
    assert check("a", "late") == 3
    assert check("never", "late") == 3
    assert check("a", "late", "bad") == 2
    assert check("never", "bad") == 2


def test_one_that_is_left_with_an_answer_is_not_put_together(firm: Path, capsys: Said) -> None:
    put("deals/bad.yaml", deal("bad", 1).replace("php", "pph"))
    assert check("a", "bad") == 2
    said = capsys.readouterr().out
    assert said.startswith("2 DEALS  fewer than two have an answer")
    assert "bad: 1 fault in the data could change it: no skill called `pph`" in said


@pytest.mark.parametrize(
    ("argv", "says", "hint"),
    [
        ([], "no deal is named", "name one"),
        (["--all", "a"], "--all is every open deal, and a is named", "either the one or the other"),
        (["a", "a"], "a is asked for twice", "name each deal once"),
        (["a", "capacity/deals/a.yaml"], "a is asked for twice", "name each deal once"),
        (["a", "x"], "there is no deal called x", "known are a, b, c, never"),
        (["-", "-"], "only one deal can come from stdin", "save the others in files"),
        (["a", "b", "--jobs", "0"], "--jobs can't be 0", "from 1 on"),
        (
            ["a", "b", "--offer", "A"],
            "--offer, --words, --effort and the like are about one deal",
            "deliverable check a",
        ),
        (
            ["a", "b", "--words", "client"],
            "--offer, --words, --effort and the like are about one deal",
            "deliverable check a",
        ),
        (["a", "b", "--effort", "php=1d"], "--offer, --words, --effort and the like are about one", "check a"),
        (
            ["--all", "--offer", "A"],
            "--offer, --words, --effort and the like are about one deal",
            "deliverable check DEAL",
        ),
        (["a", "capacity/people.yaml"], "capacity/people.yaml holds no deal", "a deal begins with"),
    ],
)
def test_a_wrong_use_has_a_hint(firm: Path, capsys: Said, argv: list[str], says: str, hint: str) -> None:
    assert check(*argv) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith(f"deliverable: {says}")
    assert hint in said.err.splitlines()[1]


# --- what is asked ----------------------------------------------------------------------------------------------------


def test_a_file_and_stdin_stand_beside_the_folder_s_deals(
    firm: Path, capsys: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    (firm / "new.yaml").write_text(deal("b", 1), encoding="utf-8")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(deal("piped", 1).encode())))
    answer = as_json(capsys, "a", "new.yaml", "-")
    assert [one["deal"] for one in answer["deals"]] == ["a", "b", "piped"]
    assert answer["together"]["deal"] == ["a", "b", "piped"]
    assert answer["together"]["verdict"] == "yes"


def test_all_are_the_open_ones_by_due_date(firm: Path, capsys: Said) -> None:
    put("deals/soon.yaml", deal("soon", 1, due="due: 2026-12-01\n"))
    put("deals/open.yaml", deal("open", 1, due=""))
    put("deals/won.yaml", deal("won", 1, "status: won\n"))
    put("deals/lost.yaml", deal("lost", 1, "status: lost\n"))
    put("deals/gone.yaml", deal("gone", 1, "status: lost\n"))
    put("deals/broken.yaml", "- a list\n")
    answer = as_json(capsys, "--all")
    assert [one["deal"] for one in answer["deals"]] == ["soon", "a", "b", "c", "never", "open"]
    assert answer["closed"] == {"lost": 2, "won": 1}
    assert answer["unread"] == ["capacity/deals/broken.yaml"]
    assert check("--all") == 2
    said = capsys.readouterr().out
    assert "Not looked at: 2 lost and 1 won." in said
    assert "No deal could be read in capacity/deals/broken.yaml: deliverable lint" in said


def test_no_deal_is_open(firm: Path, capsys: Said) -> None:
    for name in ("a", "b", "c", "never"):
        put(f"deals/{name}.yaml", deal(name, 1, "status: won\n"))
    assert check("--all") == 0
    assert capsys.readouterr().out == "NO OPEN DEALS  there is nothing to be checked\nNot looked at: 4 won.\n"
    assert as_json(capsys, "--all")["together"] is None


# --- what is answered -------------------------------------------------------------------------------------------------


def test_each_deal_has_its_own_answer_as_if_asked_alone(firm: Path, capsys: Said) -> None:
    answer = as_json(capsys, "c", "a", "never")
    for one in answer["deals"]:
        check(one["deal"], "--no-offers", "--format", "json")
        assert json.loads(capsys.readouterr().out) == one


def test_the_order_in_which_they_are_named_changes_no_answer(firm: Path, capsys: Said) -> None:
    there, back = as_json(capsys, "a", "b", "c"), as_json(capsys, "c", "b", "a")
    assert there["deals"] == back["deals"][::-1]
    assert {**there, "deals": None} == {**back, "deals": None}


def test_the_best_set_is_told_with_its_worth_and_why_not_all(firm: Path, capsys: Said) -> None:
    assert check("a", "b", "c") == 1
    said = capsys.readouterr().out
    assert said.startswith("NOT ALL 3  a and b can be promised as asked together\n")
    assert "Ann is wanted by b (3 days) and c (4 days), with 5 days free." in said
    assert "a and b can be promised as asked together: 150 GBP expected." in said
    assert "Nothing that is worth more fits: every set of them was looked at." in said
    answer = as_json(capsys, "a", "b", "c")
    assert [(one["deals"], one["worth"], one["best"]) for one in answer["fits"]] == [(["a", "b"], 150.0, True)]
    assert [one["deals"] for one in answer["tried"] if one["verdict"] == "no"] == [["a", "c"], ["b", "c"]]


def test_what_no_deal_says_is_assumed_aloud(firm: Path, capsys: Said) -> None:
    put("deals/a.yaml", deal("a", 2))
    put("deals/b.yaml", deal("b", 3, "value: 100\n"))
    check("a", "b", "c")
    said = " ".join(capsys.readouterr().out.split())
    assert "worth is value x probability · a says no value and counts as 0 · b without a probability counts in" in said
    for name in ("b", "c"):
        put(f"deals/{name}.yaml", deal(name, 3))
    check("a", "b", "c")
    assert "no deal says its value, so the best set is the one with most deals" in capsys.readouterr().out


def test_quiet_is_the_first_line_and_markdown_a_table(firm: Path, capsys: Said) -> None:
    assert check("a", "b", "-q") == 0
    assert capsys.readouterr().out == "YES, BOTH  a and b can be promised together\n"
    assert check("a", "b", "--format", "markdown") == 0
    assert "| a | Client a | 4 December | yes |" in capsys.readouterr().out


def test_where_it_is_narrow_a_column_goes_before_the_table_does(
    firm: Path, capsys: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "56")
    check("a", "b")
    said = capsys.readouterr().out
    assert "deal  asked by    answer  earliest" in said
    assert "Client a" not in said


def test_who_stops_it_sees_what_is_known(firm: Path, capsys: Said, monkeypatch: pytest.MonkeyPatch) -> None:
    first, asked = checking.check, []

    def impatient(book: Any, deal: Any, *more: Any, **named: Any) -> Any:
        asked.append(deal.id)
        if len(asked) == 2:
            raise KeyboardInterrupt
        return first(book, deal, *more, **named)

    monkeypatch.setattr(checking, "check", impatient)
    assert check("a", "b", "c", "--jobs", "1") == 130
    said = capsys.readouterr().out
    assert said.startswith("STOPPED  1 of 3 deals were looked at\n")
    assert said.count("not looked at") == 2
    asked.clear()
    answer = as_json(capsys, "a", "b", "c", "--jobs", "1")
    assert answer["not_looked_at"] == ["b", "c"]
    assert answer["together"] is None


def test_a_question_that_blocks_one_blocks_all_unless_it_is_left_open(firm: Path, capsys: Said) -> None:
    question = "questions: {who-decides: {ask: Who decides?, why: they may not, needed_for: check}}, "
    put("firm.yaml", FIRM.replace("{name: F, ", f"{{name: F, {question}"))
    put("deals/a.yaml", deal("a", 2, "answers: {who-decides: the board}\n"))
    assert check("a", "b") == 3
    assert "b: Open question: Who decides? Why: they may not" in capsys.readouterr().out
    assert check("a", "b", "--assume") == 0
    assert "Answered although questions are open that should come first: b." in capsys.readouterr().out
    for more in ((), ("--assume",)):
        assert audit(as_json(capsys, "a", "b", *more)) == 0
        assert capsys.readouterr().out.startswith("HOLDS  ")


# --- audit ------------------------------------------------------------------------------------------------------------


def saved(capsys: Said, *deals: str) -> Any:
    return as_json(capsys, *deals)


def audit(answer: Any, *more: str) -> int:
    Path("answer.json").write_text(json.dumps(answer), encoding="utf-8")
    return main(["audit", "answer.json", *more])


def test_a_saved_answer_holds_and_its_parts_are_named(firm: Path, capsys: Said) -> None:
    assert audit(saved(capsys, "a", "b", "c", "never")) == 0
    said = capsys.readouterr().out
    assert said.startswith("HOLDS  the answers for 4 deals and for all together, as of Monday 23 November 2026\n")
    assert "never, NOT AS ASKED: holds" in said
    assert "all together, NOT AS ASKED: holds" in said
    assert audit(saved(capsys, "a", "b"), "--format", "json") == 0
    found = json.loads(capsys.readouterr().out)
    assert found["schema"] == "deliverable.audits/1"
    assert [one["holds"] for one in found["deals"]] == [True, True]


def spoiled(answer: Any, path: str, value: Any) -> Any:
    *outer, last = [int(key) if key.isdigit() else key for key in path.split(".")]
    inner = answer
    for key in outer:
        inner = inner[key]
    inner[last] = value
    return answer


@pytest.mark.parametrize(
    ("path", "value", "complaint"),
    [
        ("deals.0.verdict", "no", "a, NOT AS ASKED: does not hold"),
        ("together", None, "together: is missing"),
        ("together.verdict", "yes", "together: "),
        ("together.deal", ["a", "b"], "together: is about a, b, and those with an answer are a, b, c"),
        ("together.proof", {"kind": "plan"}, "together: "),
        ("fits.0.worth", 151.0, "fits (a, b): `worth` is not what its deals are worth"),
        ("fits.0.verdict", "at-risk", "fits (a, b): is said to be at-risk"),
        ("fits.0.deals", ["b", "a"], "fits (b, a): is no set of its deals"),
        ("fits.0.deals", ["x"], "fits (x): is no set of its deals"),
        ("fits.0.answer", None, "fits (a, b): is said to be yes"),
        ("fits.0.best", False, "fits: choosing anew finds other sets: a, b (yes)"),
        ("fits", [], "fits: choosing anew finds other sets: a, b (yes)"),
        ("tried.0.verdict", "yes", "is said to be yes"),
        ("fits", 3, "`fits` is not a list"),
    ],
)
def test_what_is_wrong_with_a_saved_answer_is_seen(
    firm: Path, capsys: Said, path: str, value: Any, complaint: str
) -> None:
    assert audit(spoiled(saved(capsys, "a", "b", "c"), path, value)) == 1
    assert complaint in " ".join(capsys.readouterr().out.split())


def test_what_has_changed_since_is_said(firm: Path, capsys: Said) -> None:
    answer = saved(capsys, "a", "b")
    put("people.yaml", PEOPLE.replace("{php: 3}}", "{php: 3}, week: {mon: 4h}}"))
    assert audit(answer) == 3
    assert capsys.readouterr().out.startswith("CHANGED SINCE  the answers for 2 deals and for all together")
    put("people.yaml", PEOPLE.replace("php: 3", "pph: 3"))
    assert audit(answer) == 2
    assert capsys.readouterr().out.startswith("CAN'T BE CHECKED")


def test_an_unknown_is_asked_anew(firm: Path, capsys: Said) -> None:
    put("deals/late.yaml", deal("late", 1, due=""))
    answer = saved(capsys, "a", "late")
    assert audit(answer) == 0
    assert audit(spoiled(answer, "together.because", ["estimate"])) == 1
    assert "verdict: asking anew the answer is unknown, which lacks due" in " ".join(capsys.readouterr().out.split())


@pytest.mark.parametrize(
    ("path", "value", "says"),
    [
        ("deals.0.deal", "../a", "there is no such deal in deals/"),
        ("deals.0.deal", "b", "not each there once"),
        ("deals.0.as_of", "2026-11-22", "as of one day"),
        ("deals.0", 3, "is not a mapping"),
        ("deals.0.verdict", 7, "`verdict` is not a text"),
    ],
)
def test_what_is_no_answer_of_ours_is_a_wrong_use(firm: Path, capsys: Said, path: str, value: Any, says: str) -> None:
    assert audit(spoiled(saved(capsys, "a", "b"), path, value)) == 2
    assert says in capsys.readouterr().err


def test_a_deal_can_t_be_named_for_an_answer_about_several(firm: Path, capsys: Said) -> None:
    assert audit(saved(capsys, "a", "b"), "--deal", "a") == 2
    assert "this is about several" in capsys.readouterr().err


def test_a_deal_without_an_answer_is_said_to_have_none(firm: Path, capsys: Said) -> None:
    put("deals/bad.yaml", deal("bad", 1).replace("php", "pph"))
    assert audit(saved(capsys, "a", "b", "bad")) == 0
    assert "Faults in the data had kept bad from an answer." in capsys.readouterr().out


def test_all_goes_on_where_two_files_say_the_same_id(firm: Path, capsys: Said) -> None:
    put("deals/z.yaml", deal("a", 1))
    assert check("--all") == 2
    found = capsys.readouterr()
    assert "only c can be promised" in found.out or "c can be promised" in found.out
    assert found.err == ""


@pytest.mark.parametrize("jobs", ["0", "-3"])
def test_jobs_are_counted_from_one_for_one_deal_too(firm: Path, capsys: Said, jobs: str) -> None:
    assert check("a", "--jobs", jobs) == 2
    assert f"--jobs can't be {jobs}" in capsys.readouterr().err


def test_the_only_open_deal_has_its_answer_in_the_first_line(firm: Path, capsys: Said) -> None:
    for name in ("b", "c", "never"):
        put(f"deals/{name}.yaml", deal(name, 1, "status: lost\n"))
    assert check("--all", "-q") == 0
    assert capsys.readouterr().out == "YES  a: there is no other deal to put it together with\n"


def test_a_yes_to_all_names_how_many_conditions_it_hangs_on(firm: Path, capsys: Said) -> None:
    put("deals/a.yaml", deal("a", 2, "inputs: {texts: {what: texts, by: 2026-11-30}}\n"))
    assert check("a", "b") == 0
    out = capsys.readouterr().out
    assert out.startswith("YES, BOTH, IF …  a and b can be promised together\n")
    assert "That hangs on 1 condition of theirs" in out


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        (
            {"together": None, "not_looked_at": ["zzz"]},
            "something is said of sets, and nothing of all of them together",
        ),
        ({"every_set": False}, "a set is called the best, and not every set was looked at"),
        ({"deals.0.because": 5}, "because"),
        ({"search_limit": 0}, ""),
    ],
)
def test_doctored_sets_are_seen(firm: Path, capsys: Said, changes: dict[str, Any], says: str) -> None:
    answer = saved(capsys, "a", "b", "c")
    for path, value in changes.items():
        answer = spoiled(answer, path, value)
    assert audit(answer) == (1 if says else 0)
    assert says in capsys.readouterr().out


def test_a_yes_to_all_with_other_sets_is_doctored(firm: Path, capsys: Said) -> None:
    answer = saved(capsys, "a", "b")
    assert audit(answer) == 0
    assert audit(spoiled(answer, "fits.0.best", False)) == 1
    assert audit(spoiled(answer, "fits", [])) == 1


def test_what_was_found_with_less_search_holds(firm: Path, capsys: Said) -> None:
    assert audit(as_json(capsys, "a", "b", "c", "--search-limit", "0")) == 0
