"""Asking without a file: from the command line to the answer, the saved deal, and the same answer for it."""

import json
import shlex
from pathlib import Path

import pytest

from deliverable.cli import check
from deliverable.cli.asking import arguments
from deliverable.cli.main import main
from deliverable.typed.said import Said, Typed

Said_ = pytest.CaptureFixture[str]
TODAY = ("--as-of", "2026-11-23")
ASK = ("check", *TODAY, "--effort", "php=3d", "--due", "mid March", "--client", "City Museum")


@pytest.fixture
def firm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A firm with somebody who does php, as the folder where the command runs."""
    monkeypatch.delenv("DELIVERABLE_CAPACITY", raising=False)
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.chdir(tmp_path)
    put(tmp_path, "firm.yaml", "firm: {name: F, day: 8h, focus: 100%, estimate_error: none, sickness: none}\n")
    put(tmp_path, "people.yaml", "skills: {php: {name: PHP}}\npeople: {ann: {name: Ann Orr, skills: {php: 3}}}\n")
    return tmp_path


def put(firm: Path, name: str, text: str) -> Path:
    path = firm / "capacity" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_it_is_answered_and_told_back(firm: Path, capsys: Said_) -> None:
    assert main([*ASK]) == 0
    out = capsys.readouterr().out
    assert out.startswith("YES  for City Museum, by Monday 15 March 2027\n")
    assert "Asked: 3 days of php · for City Museum · due Monday 15 March 2027 (“mid March”)" in out
    assert not (firm / "capacity" / "deals").exists()


@pytest.mark.parametrize(
    ("effort", "due", "code"), [("php=3d", "2026-12-31", 0), ("php=60d", "2026-12-31", 1), ("php=3d", "", 3)]
)
def test_the_exit_code_is_that_of_the_answer(firm: Path, effort: str, due: str, code: int) -> None:
    assert main(["check", *TODAY, "--no-offers", "--effort", effort, *(("--due", due) if due else ())]) == code


def test_what_is_unclear_is_wrong_use(firm: Path, capsys: Said_) -> None:
    assert main(["check", *TODAY, "--effort", "php=3d", "--due", "3/4/2027"]) == 2
    found = capsys.readouterr()
    assert found.out == ""
    assert found.err == (
        "deliverable: --due: `3/4/2027` can be two days\nhint: 2027-04-03 (3 April) or 2027-03-04 (4 March)?\n"
    )


def test_nothing_at_all_is_wrong_use(firm: Path, capsys: Said_) -> None:
    assert main(["check", *TODAY]) == 2
    assert "no deal is named" in capsys.readouterr().err


def test_json_says_how_it_was_understood(firm: Path, capsys: Said_) -> None:
    assert main([*ASK, "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["deal"] == "city-museum"
    assert found["understood"] == [
        {"said": "php=3d", "as": "3 days of php"},
        {"said": "City Museum", "as": "for City Museum"},
        {"said": "mid March", "as": "due Monday 15 March 2027"},
    ]


def test_what_is_saved_gets_the_same_answer(firm: Path, capsys: Said_) -> None:
    assert main([*ASK, "--format", "json", "--save"]) == 0
    first = capsys.readouterr()
    assert first.err == "wrote capacity/deals/city-museum.yaml\n"
    assert (firm / "capacity/deals/city-museum.yaml").read_text() == (
        "deal: city-museum\nclient: City Museum\ndue: 2027-03-15\nscope:\n  php:\n    effort: {php: 3d}\n"
    )
    assert main(["check", *TODAY, "city-museum", "--format", "json"]) == 0
    again, typed = json.loads(capsys.readouterr().out), json.loads(first.out)
    del typed["understood"]
    assert typed.pop("typed") == (firm / "capacity/deals/city-museum.yaml").read_text()
    assert again == typed
    assert main(["lint", *TODAY, "-q"]) == 0


def test_nothing_is_written_over(firm: Path, capsys: Said_) -> None:
    assert main([*ASK, "--save", "-q"]) == 0
    assert main([*ASK, "--save", "-q"]) == 0  # the client's second deal
    assert "city-museum-2.yaml" in capsys.readouterr().err
    assert main([*ASK, "--save", "-q", "--id", "city-museum"]) == 2
    assert "there is something called city-museum already" in capsys.readouterr().err
    file = put(firm, "deals/city-museum-3.yaml", "# not a deal yet\n")
    assert main([*ASK, "--save", "-q"]) == 0
    assert "city-museum-4.yaml" in capsys.readouterr().err
    assert main([*ASK, "--save", "-q", "--id", "city-museum-3"]) == 2
    assert file.read_text() == "# not a deal yet\n"


def test_a_fault_elsewhere_loses_nobody_their_deal(firm: Path, capsys: Said_) -> None:
    put(firm, "people2.yaml", "people: {bo: {skills: {php: nine}}}\n")
    assert main([*ASK, "--save"]) == 2
    assert (firm / "capacity/deals/city-museum.yaml").is_file()
    assert "wrote capacity/deals/city-museum.yaml" in capsys.readouterr().err


def test_a_deal_with_a_fault_of_its_own_is_not_written(firm: Path, capsys: Said_) -> None:
    circle = ("--effort", "more:php=1d", "--after", "php:more", "--after", "more:php")
    assert main(["check", *TODAY, "--effort", "php=3d", *circle, "--due", "mid March", "--save"]) == 2
    assert "nothing was written, since the deal itself has faults" in capsys.readouterr().err
    assert not (firm / "capacity" / "deals").exists()


def test_a_typed_deals_answer_can_be_audited_as_it_is(firm: Path, capsys: Said_) -> None:
    assert main([*ASK, "--format", "json", "-o", "answer.json"]) == 0
    assert main(["audit", "answer.json"]) == 0
    answer = json.loads(Path("answer.json").read_text())
    answer["typed"] = answer["typed"].replace("3d", "2d")
    Path("answer.json").write_text(json.dumps(answer))
    assert main(["audit", "answer.json"]) == 1
    assert "DOES NOT HOLD" in capsys.readouterr().out


def test_a_deal_asked_otherwise_can_be_audited_as_it_was_asked(firm: Path) -> None:
    put(firm, "deals/old.yaml", OLD)
    assert main(["check", "old", *TODAY, "--effort", "build:php=1d", "--format", "json", "-o", "answer.json"]) == 0
    assert main(["audit", "answer.json"]) == 0


@pytest.mark.parametrize(
    "text",
    [
        "deal: x\nflexibility: [a]\n", "deal: x\nanswers: 5\n", "deal: x\ninputs: a\n", "deal: x\nscope: [a]\n",
        "deal: x\nscope: {a: {effort: 5}}\n", "deal: x\nscope: {a: {effort: [null]}}\n", "deal: x\nvalue: .nan\n",
        "deal: x\nscope: {a: {effort: {php: 1d}, after: 5}}\n",
        "deal: x\nscope: {a: {effort: {php: 1d}, by: 9999-12-31}}\n",
        "firm: {name: F}\n", "", "# nothing\n", "scope: {a: {effort: {php: 1d}}}\n",
    ],
)  # fmt: skip
def test_nothing_begins_with_a_deal_that_has_faults(firm: Path, capsys: Said_, text: str) -> None:
    put(firm, "../x.yaml", text)
    more = ("--flexible", "date=fixed", "--input", "texts", "--effort", "php=1d", "--start", "2027-01-04")
    for words in (("--like", "x.yaml", *more), ("x.yaml", *more)):
        assert main(["check", *words, *TODAY]) == 2
        assert "x.yaml has faults, so nothing can begin with it" in capsys.readouterr().err


def test_an_offer_of_it_can_be_taken(firm: Path, capsys: Said_) -> None:
    ask = ["check", *TODAY, "--effort", "php=20d, later:php=10d", "--priority", "later=could", "--due", "2026-12-31"]
    assert main(ask) == 1
    assert "Would A suit the client? (the same with --offer A tells all of it)" in capsys.readouterr().out
    assert main([*ask, "--offer", "A", "--take", "-o", "taken.yaml"]) == 0
    assert main(["check", *TODAY, "taken.yaml"]) == 0


# --- like another one, and another one otherwise ----------------------------------------------------------------------

OLD = """\
deal: old
name: Shop
client: Kestrel
status: won
due: 2026-12-18
value: 1000
inputs: {texts: {what: texts, by: 2026-12-01}}
scope:
  build: {effort: {php: 4d}, inputs: [texts]}   # who knows
  test: {after: [build], effort: {php: 1d}}
"""


def test_a_new_deal_begins_with_the_work_of_another(firm: Path, capsys: Said_) -> None:
    put(firm, "deals/old.yaml", OLD)
    assert (
        main(
            ["check", *TODAY, "--like", "old", "--client", "Quay", "--due", "2027-01-08", "--without", "test", "--save"]
        )
        == 0
    )
    out = capsys.readouterr().out
    assert out.startswith("YES, IF …  Shop for Quay, by Friday 8 January 2027")
    told = " ".join(out.split())
    assert "the work of old, and nothing else of that deal · the days of its inputs left open" in told
    assert (firm / "capacity/deals/quay.yaml").read_text() == (
        "deal: quay\nname: Shop\nclient: Quay\ndue: 2027-01-08\ninputs:\n  texts: {what: texts}\n"
        "scope:\n  build:\n    effort: {php: 4d}\n    inputs: [texts]\n"
    )


def test_a_template_or_any_file_does_as_well(firm: Path, capsys: Said_) -> None:
    put(firm, "templates/small.yaml", OLD.replace("deal: old", "deal: small"))
    put(firm, "../other.yaml", OLD)
    assert main(["check", *TODAY, "--like", "small", "--due", "2027-01-08", "-q"]) == 0
    assert main(["check", *TODAY, "--like", "other.yaml", "--due", "2027-01-08", "-q"]) == 0
    assert capsys.readouterr().out == "YES, IF …  Shop, by Friday 8 January 2027\n" * 2


def test_no_model_is_guessed(firm: Path, capsys: Said_) -> None:
    put(firm, "templates/old.yaml", OLD)
    put(firm, "deals/old.yaml", OLD)
    assert main(["check", *TODAY, "--like", "old"]) == 2
    assert "old is a deal and a template" in capsys.readouterr().err
    assert main(["check", *TODAY, "--like", "odl"]) == 2
    assert "did you mean old?" in capsys.readouterr().err
    put(firm, "deals/kestrel-shop.yaml", OLD)
    assert main(["check", *TODAY, "--like", "shop"]) == 2
    assert "did you mean kestrel-shop?" in capsys.readouterr().err
    put(firm, "deals/broken.yaml", "deal: broken\nscope: [\n")
    assert main(["check", *TODAY, "--like", "broken"]) == 2
    assert "broken.yaml has faults" in capsys.readouterr().err


def test_a_deal_can_be_asked_otherwise_for_once(firm: Path, capsys: Said_) -> None:
    file = put(firm, "deals/old.yaml", OLD)
    assert main(["check", "old", *TODAY, "--due", "2026-11-30", "--no-offers", "-q"]) == 1
    assert main(["check", "old", *TODAY, "--effort", "build:php=1d", "-q"]) == 0
    assert capsys.readouterr().out == (
        "NOT AS ASKED  Shop for Kestrel, by Monday 30 November 2026\n"
        "YES, IF …  Shop for Kestrel, by Friday 18 December 2026\n"
    )
    assert file.read_text() == OLD


@pytest.mark.parametrize("option", [("--like", "old"), ("--id", "x"), ("--save",)])
def test_what_is_for_a_new_deal_isnt_for_one_with_a_file(firm: Path, capsys: Said_, option: tuple[str, ...]) -> None:
    put(firm, "deals/old.yaml", OLD)
    assert main(["check", "old", *TODAY, *option]) == 2
    assert f"{option[0]} is for a new deal" in capsys.readouterr().err


def test_hostile_words_are_only_words(firm: Path, capsys: Said_) -> None:
    name = "[red]x[/] \x1b[31m$(rm) ../../up: #1"
    assert main([*ASK[:-1], name, "--save"]) == 0
    found = capsys.readouterr()
    assert "\x1b" not in found.out
    assert [file.name for file in (firm / "capacity/deals").iterdir()] == ["red-x-31m-rm-up-1.yaml"]
    assert main(["check", *TODAY, "red-x-31m-rm-up-1", "-q"]) == 0
    assert (
        capsys.readouterr().out
        == "YES  red-x-31m-rm-up-1 for [red]x[/] \\x1b[31m$(rm) ../../up: #1, by Monday 15 March 2027\n"
    )


def test_the_same_can_be_said_again() -> None:
    typed = Typed(Said(effort=("php=3d", "-x"), due="mid March", exclude=("ann",)), "old", True)
    assert arguments(typed) == [
        "--like", "old", "--effort", "php=3d", "--effort=-x", "--due", "mid March", "--not", "ann", "--save",
    ]  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("words", [shlex.split(line)[1:] for line in check.EXAMPLES])
def test_what_the_help_shows_works_on_the_sample(
    words: list[str], monkeypatch: pytest.MonkeyPatch, capsys: Said_
) -> None:
    monkeypatch.chdir(Path(__file__).parents[2])
    assert main([*words, *TODAY, "--no-offers"]) in (0, 1)
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--effort", "3", "weeks", "of", "php"), "`weeks of php` stands alone"),
        (("--effort", "php=3d", "--due", "mid", "March"), "`March` stands alone"),
        (("--effort", "php=3d", "qa=2d"), "`qa=2d` stands alone"),
        (("php=3d",), "`php=3d` is no deal but work"),
        (("3 weeks of php",), "`3 weeks of php` is no deal but work"),
        (("--effort", "php=3d", "--client", "--save"), "--client has no value"),
        (("--effort", "php=3d", "--due", ""), "--due has no value"),
        (("--effort", "php=3d", "--who", " , "), "--who: nobody is named"),
        (("--effort", "php=3d", "--client", "x" * 2001), "--client is too long"),
        (("--effort", "php=3d", "--client", "a\udcff"), "--client is not UTF-8 text"),
        (("--effort", "php=3d", "--due", "march", "--due", "april"), "--due is said 2 times"),
        (("--like", "a", "--like", "b"), "--like is said 2 times"),
        (("--effort", "php=3d", "--deadline", "march"), "there is no option --deadline"),
        (("--work=php=3d",), "there is no option --work"),
        (("--effort", "php=3d", "--save", "--offer", "A"), "--save writes the deal as it is asked, not an offer"),
    ],
)
def test_slips_of_the_command_line_are_told_apart(
    firm: Path, capsys: Said_, words: tuple[str, ...], message: str
) -> None:
    put(firm, "deals/old.yaml", OLD)
    assert main(["check", *words, *TODAY]) == 2
    found = capsys.readouterr()
    assert found.err.startswith(f"deliverable: {message}")
    assert "hint: " in found.err
    assert found.out == ""


def test_a_letter_about_a_deal_without_a_name_is_about_their_project(firm: Path, capsys: Said_) -> None:
    assert main([*ASK, "--words", "client"]) == 0
    assert "thank you for asking us about your project" in capsys.readouterr().out
