"""`deliverable explain` from a key to what it means."""

import json

import pytest

from deliverable.cli.main import main
from deliverable.files.shape import MEANINGS, all_keys

Said = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def plain(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("NO_COLOR", "1")


def test_without_a_key_the_top_level_keys_are_listed(capsys: Said) -> None:
    assert main(["explain"]) == 0
    first = [line.split(" ")[0] for line in capsys.readouterr().out.splitlines()]
    assert [word for word in first if word in MEANINGS] == list(MEANINGS)


def test_a_key_is_shown_with_unit_default_and_example(capsys: Said) -> None:
    assert main(["explain", "people.time_off.share"]) == 0
    assert capsys.readouterr().out == (
        "people.time_off.share  of each day; all of it if not said\n"
        "\n"
        "  Value:    a share, written like 80%\n"
        "  Unit:     more than 0% to 100%\n"
        "  Default:  100%\n"
        "  Required: no\n"
        "\n"
        "For example\n"
        "    people:\n"
        "      sofia:\n"
        "        time_off:\n"
        "          - from: 2026-08-10\n"
        "            to: 2026-08-21\n"
        "            share: 80%\n"
    )


def test_a_choice_names_its_words_and_what_is_required_says_so(capsys: Said) -> None:
    assert main(["explain", "bookings.status"]) == 0
    assert "  Value:    one of firm | hold | internal\n  Default:  firm\n" in capsys.readouterr().out
    assert main(["explain", "firm.questions.ask"]) == 0
    assert "  Default:  -\n  Required: yes\n" in capsys.readouterr().out


def test_what_is_below_is_listed(capsys: Said) -> None:
    assert main(["explain", "firm.estimate_error"]) == 0
    assert "\nbelow it                    means\nfirm.estimate_error.median  half" in capsys.readouterr().out


def test_every_key_can_be_shown_in_json(capsys: Said) -> None:
    for dotted in dict.fromkeys(found for found, _, _ in all_keys("bookings")):
        assert main(["explain", dotted, "--format", "json"]) == 0
        said = json.loads(capsys.readouterr().out)
        assert said["schema"] == "deliverable.explain/1"
        assert [key["key"] for key in said["keys"]] == [dotted]


@pytest.mark.parametrize(("arguments", "number"), [(["explain", "people.focus"], 1), (["explain"], len(MEANINGS))])
def test_json(capsys: Said, arguments: list[str], number: int) -> None:
    assert main([*arguments, "--format", "json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert len(said["keys"]) == number
    parts = ["key", "meaning", "kind", "written", "unit", "default", "required", "notes", "example", "below"]
    assert list(said["keys"][0]) == parts


@pytest.mark.parametrize(
    ("given", "hint"),
    [
        ("people.focsu", "did you mean `people.focus`?"),
        ("focus", "did you mean `firm.focus` or `people.focus`?"),
        ("zzz", "`deliverable explain` lists the top-level keys"),
        ("[/x]\x1b[31m", "`deliverable explain` lists the top-level keys"),
    ],
)
def test_a_key_that_there_is_not(capsys: Said, given: str, hint: str) -> None:
    assert main(["explain", given]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("deliverable: no key called `")
    assert err.endswith(f"\nhint: {hint}\n")
    assert "\x1b" not in err
