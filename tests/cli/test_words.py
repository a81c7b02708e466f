"""`check --words`: a message to paste, for whom and about what, in the firm's own words where there are any."""

import json
from pathlib import Path

import pytest

from deliverable.cli.main import main
from deliverable.cli.words import FOR
from deliverable.pages.messages import AUDIENCES

Said = pytest.CaptureFixture[str]
FIRM = "firm: {name: Fig & Co, day: 8h, focus: 100%, estimate_error: none, sickness: none}\nskills: {php: {}}\n"
PEOPLE = "people: {ann: {name: Ann Arbor, skills: {php: 3}}}\n"
DEAL = """deal: d
name: Site
client: C
owner: ann
start: 2026-12-01
due: 2026-12-04
scope:
  a: {effort: {php: 4d}}
  b: {priority: could, effort: {php: 2d}}
"""
NO = """Hello,

thank you for asking us about “Site”. We would like to do it, and would rather be open with you now than later. \
All of it by Friday 4 December is more than we could promise.

What we could say yes to, as things stand today:
- A: all of it by Friday 4 December, without b
- B: all of it by Friday 4 December except b, which would follow by Tuesday 8 December

Would one of these suit you?

Many thanks and kind regards
Fig & Co
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("DELIVERABLE_CAPACITY", raising=False)
    monkeypatch.setenv("COLUMNS", "40")
    monkeypatch.chdir(tmp_path)
    put(tmp_path, "firm.yaml", FIRM)
    put(tmp_path, "people.yaml", PEOPLE)
    put(tmp_path, "deals/d.yaml", DEAL)
    return tmp_path


def put(folder: Path, name: str, text: str) -> Path:
    path = folder / "capacity" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def ask(*words: str) -> int:
    return main(["check", "d", *words, "--as-of", "2026-11-23"])


def test_the_choices_are_those_there_are_messages_for() -> None:
    assert FOR == AUDIENCES


@pytest.mark.usefixtures("folder")
def test_a_message_is_all_that_is_printed_however_narrow_the_terminal(capsys: Said) -> None:
    for quiet in ((), ("-q",)):
        assert ask("--words", "client", *quiet) == 1
        assert capsys.readouterr() == (NO, "")


@pytest.mark.usefixtures("folder")
def test_without_offers_it_says_what_could_be_promised(capsys: Said) -> None:
    assert ask("--words", "client", "--no-offers") == 1
    said = capsys.readouterr().out
    assert "The first day that we could promise for all of it is Tuesday 8 December." in said
    assert "Would that suit you, or is there a part that could come later or be left out?" in said


@pytest.mark.usefixtures("folder")
def test_of_an_offer(capsys: Said) -> None:
    assert ask("--words", "client", "--offer", "a") == 0
    assert "as things stand today, is all of it by Friday 4 December, without b." in capsys.readouterr().out
    assert ask("--words", "ops", "--offer", "B") == 0
    said = capsys.readouterr().out
    assert "What would fit is offer B: all of it by Friday 4 December except b, which" in said
    assert "- Ann at 100 % from Tue 1 December to Tue 8 December (6 days of php)" in said
    assert "it would help to know by Monday 30 November." in said


def test_into_a_file(folder: Path, capsys: Said) -> None:
    assert ask("--words", "client", "-o", "letter.txt") == 1
    assert capsys.readouterr() == ("", "")
    assert (folder / "letter.txt").read_text(encoding="utf-8") == NO


@pytest.mark.usefixtures("folder")
def test_as_json(capsys: Said) -> None:
    assert ask("--words", "client", "--format", "json") == 1
    assert json.loads(capsys.readouterr().out) == {
        "schema": "deliverable.words/1",
        "deal": "d",
        "as_of": "2026-11-23",
        "verdict": "no",
        "offer": None,
        "for": "client",
        "template": "client-no",
        "text": NO,
    }
    assert ask("--words", "sales", "--offer", "a", "--format", "json") == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["offer"], said["verdict"], said["template"]) == ("A", "yes", "sales-offer")
    assert said["text"].startswith("Hello Ann,\n")


def test_in_the_firm_s_own_words(folder: Path, capsys: Said) -> None:
    put(folder, "words/client-no.txt", "Dear friends of $firm,\n\n$refused It would cost $$5.\n\n$needs\n\n$question\n")
    assert ask("--words", "client") == 1
    assert capsys.readouterr().out == (
        "Dear friends of Fig & Co,\n\nAll of it by Friday 4 December is more than we could promise. "
        "It would cost $5.\n\nWould one of these suit you?\n"
    )
    assert main(["lint"]) == 0


@pytest.mark.parametrize(
    ("text", "told", "hint"),
    [
        ("Hi\n  $question $clent", "2:13: there is no placeholder $clent in client-no.txt", "did you mean $client?"),
        ("$ann", "1:1: there is no placeholder $ann in client-no.txt", "there are $deal"),
        ("5 $", "1:3: a dollar sign begins a placeholder, and none follows", "write $$ for a dollar sign"),
    ],
)
def test_broken_words_are_said_with_their_place(folder: Path, capsys: Said, text: str, told: str, hint: str) -> None:
    put(folder, "words/client-no.txt", text)
    assert ask("--words", "client") == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert f"capacity/words/client-no.txt:{told}" in err
    assert f"hint: {hint}" in err
    assert ask("--words", "ops") == 1  # which are other words
    capsys.readouterr()
    assert ask("--no-offers") == 1
    assert "1 fault elsewhere: deliverable lint" in capsys.readouterr().out
    assert main(["lint"]) == 1
    assert "error[message-placeholder]" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--words", "client", "--format", "markdown"), "a message isn't written as markdown"),
        (("--words", "clients"), "--words can't be `clients`"),
        (
            ("--words", "client", "--offer", "A", "--take", "-o", "x.yaml"),
            "--take writes the deal and --words a message",
        ),
        (("--words", "client", "--offer", "Z"), "there is no offer Z"),
    ],
)
def test_wrong_use(folder: Path, capsys: Said, words: tuple[str, ...], told: str) -> None:
    assert ask(*words) == 2
    assert told in capsys.readouterr().err
    assert not (folder / "x.yaml").exists()


@pytest.mark.parametrize("audience", FOR)
def test_faults_that_touch_the_answer_leave_nothing_to_send(folder: Path, capsys: Said, audience: str) -> None:
    put(folder, "deals/d.yaml", DEAL.replace("php: 4d", "pph: 4d"))
    assert ask("--words", audience) == 2
    assert capsys.readouterr().out.startswith("NO ANSWER YET")


@pytest.mark.parametrize("audience", FOR)
def test_what_is_known_of_a_name_is_data(folder: Path, capsys: Said, audience: str) -> None:
    put(folder, "deals/d.yaml", DEAL.replace("client: C", 'client: "$$ $due ${x} \\e[2J\\n\\nPS: free"'))
    put(folder, f"words/{audience}-no.txt", "To $client: $question\n")
    assert ask("--words", audience, "--no-offers") == 1
    said = capsys.readouterr().out
    assert said.startswith("To $$ $due ${x} [2J PS: free: ")
    assert said.count("\n") == 1


def test_on_a_terminal_that_knows_ascii_alone(folder: Path, capsys: Said, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("deliverable.cli.common.unicode_for", lambda stream: False)
    assert ask("--words", "client") == 1
    said = capsys.readouterr().out
    assert said.isascii()
    assert 'about "Site".' in said
