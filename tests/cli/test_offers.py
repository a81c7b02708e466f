"""`check --offer` and `--take`: the story of one offer, and the deal's file as it has it."""

import json
from pathlib import Path

import pytest

from deliverable.cli.main import main

Said = pytest.CaptureFixture[str]
FIRM = "firm: {name: F, day: 8h, focus: 100%, estimate_error: none, sickness: none}\nskills: {php: {}}\n"
PEOPLE = "people: {ann: {name: Ann Arbor, skills: {php: 3}}}\n"
DEAL = """# as they wrote it
deal: d
client: C
start: 2026-12-01
due: 2026-12-04      # a Friday
scope:
  a: {effort: {php: 4d}}
  b:                 # nice to have
    priority: could
    effort: {php: 2d}
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "capacity" / "deals").mkdir(parents=True)
    (tmp_path / "capacity" / "firm.yaml").write_text(FIRM)
    (tmp_path / "capacity" / "people.yaml").write_text(PEOPLE)
    (tmp_path / "capacity" / "deals" / "d.yaml").write_text(DEAL)
    return tmp_path


def ask(*words: str) -> int:
    return main(["check", "d", *words, "--as-of", "2026-11-23"])


@pytest.mark.usefixtures("folder")
def test_a_no_ends_in_offers_and_asks_which(capsys: Said) -> None:
    assert ask() == 1
    said = capsys.readouterr().out
    assert "Yes, if …" in said
    assert "A  without b" in said
    assert "B  all must-haves by 4 December, the rest by 8" in said
    assert "Would A suit C? (check d --offer A tells all of it)" in said
    assert ask("--no-offers") == 1
    assert "Yes, if" not in capsys.readouterr().out
    assert ask("-q") == 1
    assert capsys.readouterr().out == "NOT AS ASKED  d for C, by Friday 4 December 2026\n"


@pytest.mark.usefixtures("folder")
def test_the_whole_story_of_an_offer(capsys: Said) -> None:
    assert ask("--offer", "a") == 0
    said = capsys.readouterr().out
    assert said.startswith("YES  d for C, by Friday 4 December 2026\n\nOffer A: without b.\n")
    assert "ann 4 d php" in said or "Ann 4 d php" in said
    assert ask("--offer", "B") == 0
    assert "Offer B: all must-haves by 4 December, the rest by 8 December." in capsys.readouterr().out
    assert ask("--offer", "B", "--format", "json") == 0
    assert json.loads(capsys.readouterr().out)["due"] == "2026-12-08"


def test_an_offer_is_taken_with_all_comments_kept(folder: Path, capsys: Said) -> None:
    phased = DEAL.replace("due: 2026-12-04 ", "due: 2026-12-08 ").replace("php: 4d}}", "php: 4d}, by: 2026-12-04}")
    for letter, taken in (("A", DEAL[: DEAL.index("  b:")]), ("B", phased)):
        assert ask("--offer", letter, "--take", "-o", "taken.yaml") == 0
        assert (folder / "taken.yaml").read_text() == taken
        assert f"as offer {letter} has it" in capsys.readouterr().err
        assert main(["check", "taken.yaml", "--as-of", "2026-11-23"]) == 0
        capsys.readouterr()


@pytest.mark.usefixtures("folder")
def test_offers_as_json(capsys: Said) -> None:
    assert ask("--format", "json") == 1
    said = json.loads(capsys.readouterr().out)
    first, second = said["offers"][:2]
    assert (first["id"], first["verdict"], first["answer"]["verdict"]) == ("A", "yes", "yes")
    assert first["moves"] == [
        {
            "move": "less-scope",
            "about": ["b"],
            "amount": 960,
            "least": True,
            "changes": [{"key": ["scope", "b"], "value": None}],
        }
    ]
    assert second["moves"][0]["changes"] == [
        {"key": ["due"], "value": "2026-12-08"},
        {"key": ["scope", "a", "by"], "value": "2026-12-04"},
    ]
    assert {failed["move"]: failed["why"] for failed in said["not_enough"]}["contractor"] == "none"


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--offer", "Z"), "there is no offer Z"),
        (("--offer", "A", "--take"), "--take writes one offer to a file"),
        (("--take", "-o", "x.yaml"), "--take writes one offer to a file"),
    ],
)
def test_wrong_use(words: tuple[str, ...], told: str, capsys: Said) -> None:
    assert ask(*words) == 2
    assert told in capsys.readouterr().err


def test_where_nothing_helps_it_says_what_was_tried(folder: Path, capsys: Said) -> None:
    (folder / "capacity" / "deals" / "d.yaml").write_text(DEAL.replace("php: 4d", "php: {effort: 4d, level: 5}"))
    assert ask() == 1
    said = " ".join(capsys.readouterr().out.split())
    assert "What was tried, and doesn't make it" in said
    nobody = "on no day of the next five years, since nobody who may do it has php at level 5"
    assert f"- a later date and a later start with a later date: {nobody}" in said
    assert ask("--offer", "A") == 2
    assert "there are none for this deal" in capsys.readouterr().err
