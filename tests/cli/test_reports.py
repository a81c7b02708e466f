"""The formats of `deliverable lint` from the command line: several at once, files whole, GitHub's page of a run."""

import json
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from deliverable.cli.lint import FORMATS
from deliverable.cli.main import main
from deliverable.cli.reports import from_repository

Said = pytest.CaptureFixture[str]
FIRM = "firm: {name: Larkspur}\npeople:\n  sofia: {name: Sofia}\n"
ROW = "share: 80%, from: 2026-09-01, to: 2026-10-30"
FAULTY = f"{FIRM}bookings:\n  b: {{client: C, work: [{{person: sofiaa, {ROW}}}]}}\n"
ERROR = "::error file=capacity/firm.yaml,line=5,col=34,endColumn=40,title=deliverable%3A unknown-person::"


@pytest.fixture
def firm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a capacity that has one fault, where the command runs."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("NO_COLOR", "1")
    for name in ("DELIVERABLE_CAPACITY", "GITHUB_ACTIONS", "GITHUB_STEP_SUMMARY"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "capacity").mkdir()
    (tmp_path / "capacity" / "firm.yaml").write_text(FAULTY)
    return tmp_path


def mend(firm: Path) -> None:
    (firm / "capacity" / "firm.yaml").write_text(FIRM)


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_says_it_and_ends_the_same(firm: Path, capsys: Said, name: str) -> None:
    assert main(["lint", "--format", name]) == 1
    out, err = capsys.readouterr()
    assert "sofiaa" in out
    assert str(firm) not in out
    assert err == ""


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("auto", "No faults in 1 file\n"),
        ("concise", ""),
        ("github", "No faults in 1 file\n"),
        ("gitlab", "[]\n"),
        ("markdown", "## No faults in 1 file\n"),
    ],
)
def test_nothing_wrong(firm: Path, capsys: Said, name: str, says: str) -> None:
    mend(firm)
    assert main(["lint", "--format", name]) == 0
    assert capsys.readouterr() == (says, "")


@pytest.mark.parametrize("name", FORMATS)
def test_quiet_leaves_only_what_programs_wait_for(firm: Path, capsys: Said, name: str) -> None:
    mend(firm)
    assert main(["lint", "-q", "--format", name]) == 0
    assert bool(capsys.readouterr().out) == (name in ("json", "sarif", "gitlab", "junit"))


def test_without_a_format_github_is_heard(firm: Path, capsys: Said, monkeypatch: pytest.MonkeyPatch) -> None:
    assert main(["lint"]) == 1
    assert capsys.readouterr().out.startswith("error[unknown-person]")
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    assert main(["lint"]) == 1
    assert capsys.readouterr().out.startswith(ERROR)
    assert main(["lint", "--format", "text"]) == 1
    assert capsys.readouterr().out.startswith("error[unknown-person]")


def test_several_at_once(firm: Path, capsys: Said) -> None:
    formats = ("github", "sarif:out.sarif", "gitlab:quality.json", "junit:junit.xml")
    assert main(["lint", "-v", *(part for name in formats for part in ("--format", name))]) == 1
    out, err = capsys.readouterr()
    assert out.startswith(ERROR)
    assert err == "read 1 files in capacity\nwrote out.sarif\nwrote quality.json\nwrote junit.xml\n"
    assert json.loads((firm / "out.sarif").read_text())["version"] == "2.1.0"
    assert len(json.loads((firm / "quality.json").read_text())) == 1
    assert ET.parse(firm / "junit.xml").getroot().get("failures") == "1"  # noqa: S314 - our own
    assert sorted(path.name for path in firm.iterdir()) == ["capacity", "junit.xml", "out.sarif", "quality.json"]


def test_where_all_goes_to_files_the_count_is_on_stderr(firm: Path, capsys: Said) -> None:
    assert main(["lint", "--format", "text:out.txt", "--color", "always"]) == 1
    assert capsys.readouterr() == ("", "1 error in 1 of 1 file (1 fixable with --fix)\n")
    assert (
        (firm / "out.txt").read_text().endswith("\n1 error in 1 of 1 file (1 fixable with --fix)\n")
    )  # a file has no colour
    mend(firm)
    assert main(["lint", "-q", "--format", "text:out.txt"]) == 0
    assert capsys.readouterr() == ("", "")
    assert (firm / "out.txt").read_text() == "No faults in 1 file\n"


def test_the_file_of_o_is_for_the_format_without_one(firm: Path, capsys: Said) -> None:
    assert main(["lint", "--format", "concise", "--format", "json:out.json", "-o", "out.txt"]) == 1
    assert capsys.readouterr() == ("", "")
    assert (firm / "out.txt").read_text().startswith("capacity/firm.yaml:5:34: error[unknown-person]")
    assert json.loads((firm / "out.json").read_text())["counts"]["error"] == 1


@pytest.mark.parametrize(
    ("formats", "says"),
    [
        (("text", "json"), "--format text and --format json can't both be written to stdout"),
        (("nonsense",), "--format can't be `nonsense`"),
        (("text", "nonsense:a"), "--format can't be `nonsense`"),
    ],
)
def test_wrong_use_writes_nothing(firm: Path, capsys: Said, formats: tuple[str, ...], says: str) -> None:
    assert main(["lint", *(part for name in formats for part in ("--format", name))]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(f"deliverable: {says}\nhint: ")
    assert [path.name for path in firm.iterdir()] == ["capacity"]


def test_a_file_that_cannot_be_written_leaves_stdout_empty(firm: Path, capsys: Said) -> None:
    assert main(["lint", "--format", "text", "--format", "sarif:gone/out.sarif"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("deliverable: can't write gone/out.sarif: ")


def test_the_fail_on_of_the_run_is_the_red_of_junit(firm: Path) -> None:
    (firm / "capacity" / "firm.yaml").write_text(FIRM.replace("name: Sofia", "name: no"))
    for level, failures in (("error", "0"), ("warning", "1")):
        assert main(["lint", "--fail-on", level, "--format", "junit:out.xml"]) == int(failures)
        assert ET.parse(firm / "out.xml").getroot().get("failures") == failures  # noqa: S314 - our own


def test_only_the_paths_asked_for_are_cases(firm: Path, capsys: Said) -> None:
    (firm / "capacity" / "people.yaml").write_text("people:\n  ann: {}\n")
    assert main(["lint", "capacity/people.yaml", "--format", "junit"]) == 0
    assert "firm.yaml" not in capsys.readouterr().out


# --- GitHub's page of a run ------------------------------------------------------------------------------------------


def test_the_page_of_the_run_is_added_to(firm: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = firm / "summary.md"
    page.write_text("before\n")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(page))
    assert main(["lint", "--format", "text"]) == 1
    assert page.read_text() == "before\n"
    assert main(["lint", "--format", "github"]) == 1
    mend(firm)
    assert main(["lint", "--format", "text", "--format", "github:out.txt"]) == 0
    said = page.read_text()
    assert said.startswith("before\n## 1 error in 1 of 1 file (1 fixable with --fix)\n\n| fault | where |")
    assert said.endswith("`sofiaa` to people |\n\n## No faults in 1 file\n\n")


def test_a_page_that_cannot_be_had_is_a_note(firm: Path, capsys: Said, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", "gone/summary.md")
    assert main(["lint", "--format", "github"]) == 1
    out, err = capsys.readouterr()
    assert out.startswith(ERROR)
    assert err.startswith("the summary of the run is left out: can't write gone/summary.md: ")


def test_paths_are_those_of_the_repository_wherever_lint_runs(
    firm: Path, capsys: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    (firm / ".git").write_text("gitdir: elsewhere\n")  # a worktree has a file there
    monkeypatch.chdir(firm / "capacity")
    assert main(["lint", "--format", "github"]) == 1
    assert capsys.readouterr().out.startswith(ERROR)
    assert main(["lint", "--format", "concise"]) == 1
    assert capsys.readouterr().out.startswith("firm.yaml:5:34: ")


def test_the_folder_as_seen_from_the_repository(tmp_path: Path) -> None:
    (tmp_path / "repo" / ".git").mkdir(parents=True)
    assert from_repository(tmp_path / "repo") == ""
    assert from_repository(tmp_path / "repo" / "a" / "b") == "a/b"
    (tmp_path / "repo" / ".hidden").mkdir()
    assert from_repository(tmp_path / "repo" / ".hidden") == ".hidden"


# --- Markdown of the other commands ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("argv", "begins", "has"),
    [
        (["rule"], "| rule | severity | finds |\n| --- | --- | --- |\n| syntax | error |", "\n\nWhy a rule exists"),
        (
            ["rule", "unknown-person"],
            "## error\\[unknown-person\\] – Something names",
            "\n\n### Bad:\n\n```yaml\n# file: ",
        ),
        (["record", "--as-of", "2026-11-23"], "## NO RECORD YET", "project,client,skill"),
        (["check", "d", "--as-of", "2026-11-23", "--no-offers"], "## NO ANSWER YET", "```text\n  --> capacity/deals/d"),
        (["check", "d", "-q", "--as-of", "2026-11-23"], "## NO ANSWER YET", "could change it\n"),
    ],
)
def test_other_commands_as_markdown(firm: Path, capsys: Said, argv: list[str], begins: str, has: str) -> None:
    (firm / "capacity" / "deals").mkdir()
    (firm / "capacity" / "deals" / "d.yaml").write_text("deal: d\nscope: {build: {effort: {react: 2d}}}\n")
    main([*argv, "--format", "markdown"])
    out = capsys.readouterr().out
    assert out.startswith(begins)
    assert has in out
