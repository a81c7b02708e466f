"""`deliverable lint` from files to output and exit code."""

import json
import os
from pathlib import Path

import pytest

from deliverable.cli.main import main

Said = pytest.CaptureFixture[str]
ROW = "share: 80%, from: 2026-09-01, to: 2026-10-30"
FAULTY = f"bookings:\n  b: {{client: C, work: [{{person: sofiaa, {ROW}}}]}}\n"
WARNED = "people:\n  sofia: {name: no}\n"


@pytest.fixture
def firm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a capacity that is right, where the command runs."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("NO_COLOR", "1")
    for name in ("DELIVERABLE_CAPACITY", "GITHUB_ACTIONS"):
        monkeypatch.delenv(name, raising=False)
    write(tmp_path, {"firm.yaml": "firm: {name: Larkspur}\n", "people.yaml": "people:\n  sofia: {name: Sofia}\n"})
    return tmp_path


def write(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = folder / "capacity" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def test_nothing_wrong(firm: Path, capsys: Said) -> None:
    assert main(["lint"]) == 0
    assert capsys.readouterr() == ("No faults in 2 files\n", "")


def test_a_fault_is_shown_where_it_is(firm: Path, capsys: Said) -> None:
    write(firm, {"bookings.yaml": FAULTY})
    assert main(["lint"]) == 1
    out, err = capsys.readouterr()
    assert out == (
        "error[unknown-person] no person called `sofiaa`\n"
        "  --> capacity/bookings.yaml:2:34\n"
        "   |\n"
        " 2 |   b: {client: C, work: [{person: sofiaa, share: 80%, from: 2026-09-01, to: 2026-10-30}]}\n"
        "   |                                  ^^^^^^ did you mean `sofia`? (capacity/people.yaml:2)\n"
        "   |\n"
        "   = cure: write `sofia`, or add `sofiaa` to people\n"
        "   = fix: --fix writes `sofia`\n"
        "   = why: deliverable rule unknown-person\n"
        "\n"
        "1 error in 1 of 3 files (1 fixable with --fix)\n"
    )
    assert err == ""


def test_json(firm: Path, capsys: Said) -> None:
    write(firm, {"bookings.yaml": FAULTY})
    assert main(["lint", "--format", "json"]) == 1
    said = json.loads(capsys.readouterr().out)
    assert said["schema"] == "deliverable.lint/1"
    assert said["counts"] == {"error": 1, "warning": 0, "info": 0}
    assert [(f["rule"], f["path"], f["line"], f["column"], f["end_column"]) for f in said["findings"]] == [
        ("unknown-person", "capacity/bookings.yaml", 2, 34, 40)
    ]


@pytest.mark.parametrize(
    ("level", "code"), [("error", 0), ("warning", 1), ("info", 1)], ids=["error", "warning", "info"]
)
def test_how_bad_it_must_be_to_fail(firm: Path, capsys: Said, level: str, code: int) -> None:
    write(firm, {"people.yaml": WARNED})
    assert main(["lint", "--fail-on", level]) == code
    assert "1 warning in 1 of 2 files" in capsys.readouterr().out


def test_the_default_is_to_fail_on_errors(firm: Path) -> None:
    write(firm, {"people.yaml": WARNED})
    assert main(["lint"]) == 0


def test_the_firm_decides_what_counts(firm: Path, capsys: Said) -> None:
    write(firm, {"bookings.yaml": FAULTY, "people.yaml": WARNED})
    policy = "lint: {off: [ambiguous-scalar], severity: {unknown-person: info}}"
    write(firm, {"firm.yaml": f"firm:\n  name: Larkspur\n  {policy}\n"})
    assert main(["lint"]) == 0
    assert "1 info in 1 of 3 files" in capsys.readouterr().out


@pytest.mark.parametrize(("as_of", "says"), [("2026-12-04", "No faults"), ("2026-12-05", "1 warning")])
def test_what_turns_with_the_calendar_hangs_on_the_day_asked_about_and_is_no_error(
    firm: Path, capsys: Said, as_of: str, says: str
) -> None:
    hold = "client: C, status: hold, owner: tom, probability: 50%, expires: 2026-12-04"
    row = "person: sofia, share: 80%, from: 2027-01-11, to: 2027-01-29"
    write(firm, {"bookings.yaml": f"bookings:\n  b: {{{hold}, work: [{{{row}}}]}}\n"})
    assert main(["lint", "--as-of", as_of]) == 0
    assert says in capsys.readouterr().out


@pytest.mark.parametrize(
    ("paths", "code", "says"),
    [
        (["capacity/people.yaml"], 0, "No faults in 1 file\n"),
        (["capacity/bookings/b.yaml"], 1, "1 error in 1 of 1 file (1 fixable with --fix)\n"),
        (["capacity/bookings"], 1, "1 error in 1 of 1 file (1 fixable with --fix)\n"),
        (["capacity"], 1, "1 error in 1 of 3 files (1 fixable with --fix)\n"),
        (["capacity/people.yaml", "capacity/firm.yaml", "capacity/people.yaml"], 0, "No faults in 2 files\n"),
        (["capacity/../capacity/bookings/"], 1, "1 error in 1 of 1 file (1 fixable with --fix)\n"),
    ],
)
def test_paths_limit_what_is_reported_not_what_is_read(
    firm: Path, capsys: Said, paths: list[str], code: int, says: str
) -> None:
    write(firm, {"bookings/b.yaml": FAULTY})
    assert main(["lint", *paths]) == code
    assert capsys.readouterr().out.endswith(says)


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("capacity/gone.yaml", "deliverable: there is no capacity/gone.yaml\n"),
        ("other", "deliverable: other is not a part of the capacity folder\n"),
    ],
)
def test_a_path_that_is_not_there_is_wrong_use(firm: Path, capsys: Said, path: str, says: str) -> None:
    (firm / "other").mkdir()
    assert main(["lint", path]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(says)


def test_a_folder_that_is_not_there_is_wrong_use(firm: Path, capsys: Said) -> None:
    assert main(["lint", "-C", "gone"]) == 2
    assert capsys.readouterr().out == ""


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_a_file_that_cannot_be_opened_is_exit_code_two(firm: Path) -> None:
    (firm / "capacity" / "people.yaml").chmod(0)
    assert main(["lint"]) == 2


def test_a_link_that_leads_nowhere_is_exit_code_two(firm: Path, capsys: Said) -> None:
    (firm / "capacity" / "more.yaml").symlink_to("gone.yaml")
    assert main(["lint"]) == 2
    assert "error[unreadable-file]" in capsys.readouterr().out


def test_the_capacity_may_be_named_from_elsewhere(firm: Path, capsys: Said, monkeypatch: pytest.MonkeyPatch) -> None:
    write(firm, {"bookings.yaml": FAULTY})
    (firm / "elsewhere").mkdir()
    monkeypatch.chdir(firm / "elsewhere")
    assert main(["lint", "-C", "../capacity", "../capacity/bookings.yaml"]) == 1
    assert "--> ../capacity/bookings.yaml:2:34\n" in capsys.readouterr().out


def test_quiet_says_nothing_when_nothing_is_wrong(firm: Path, capsys: Said) -> None:
    assert main(["lint", "-q"]) == 0
    assert capsys.readouterr() == ("", "")
    assert main(["lint", "-q", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["findings"] == []
    write(firm, {"bookings.yaml": FAULTY})
    assert main(["lint", "-q"]) == 1
    assert capsys.readouterr().out.endswith("1 error in 1 of 3 files (1 fixable with --fix)\n")


def test_verbose_says_on_stderr_what_was_read(firm: Path, capsys: Said) -> None:
    assert main(["lint", "-v"]) == 0
    assert capsys.readouterr() == ("No faults in 2 files\n", "read 2 files in capacity\n")


def test_colour_on_demand(firm: Path, capsys: Said) -> None:
    assert main(["lint", "--color", "always"]) == 0
    assert capsys.readouterr().out == "\x1b[1;32mNo faults in 2 files\x1b[0m\n"


def test_the_answer_may_go_to_a_file(firm: Path, capsys: Said) -> None:
    assert main(["lint", "-o", "said.txt"]) == 0
    assert (firm / "said.txt").read_text() == "No faults in 2 files\n"
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize("option", ["--fail-on", "--format", "--color", "--as-of"])
def test_a_value_that_is_none_of_the_choices(firm: Path, capsys: Said, option: str) -> None:
    assert main(["lint", option, "nonsense"]) == 2
    assert capsys.readouterr().err.startswith(f"deliverable: {option} can't be `nonsense`\nhint: ")


def test_the_firms_paths_are_seen_from_the_folder_wherever_lint_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "capacity"
    (folder / "bookings").mkdir(parents=True)
    policy = 'lint: {paths: {"bookings/x.yaml": [unknown-person]}}'
    (folder / "firm.yaml").write_text(f"firm: {{name: F, {policy}}}\npeople: {{ann: {{}}}}\n")
    row = "{person: bob, share: 50%, from: 2027-01-04, to: 2027-01-08}"
    (folder / "bookings" / "x.yaml").write_text(f"bookings: {{b: {{status: firm, work: [{row}]}}}}\n")
    for here in (tmp_path, folder, folder / "bookings"):
        monkeypatch.chdir(here)
        assert main(["lint"]) == 0
    (folder / "bookings" / "x.yaml").rename(folder / "bookings" / "y.yaml")
    assert main(["lint"]) == 1
