"""`deliverable lint --since` and `--staged`: what is new, also in files that nobody touched."""

import json
from pathlib import Path

import pytest

from deliverable.cli.main import main
from tests.cli.test_lint_silence import Said, booked, capacity, rules
from tests.repository import commit, git, write

__all__ = ["capacity"]  # a fixture


@pytest.fixture
def committed(capacity: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The capacity with an old fault, in a commit."""
    for name in ("GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE"):
        monkeypatch.delenv(name, raising=False)
    write(capacity, b=booked("x", "sofia"))
    commit(capacity.parent)
    return capacity


def test_what_was_there_is_not_reported(committed: Path, capsys: Said) -> None:
    assert main(["lint"]) == 1
    capsys.readouterr()
    assert main(["lint", "--since", "HEAD"]) == 0
    assert capsys.readouterr().out == "No new faults in 3 files (1 there before)\n"


def test_what_a_change_breaks_elsewhere_is_reported_where_it_is(committed: Path, capsys: Said) -> None:
    write(committed, people="people:\n  sofi: {}\n")
    assert main(["lint", "--since", "HEAD", "--format", "json"]) == 1
    found = json.loads(capsys.readouterr().out)["findings"]
    assert [(f["rule"], f["path"], f["line"], f["message"]) for f in found] == [
        ("unknown-person", "capacity/b.yaml", 6, "no person called `sofia`")
    ]


def test_lines_may_move_and_files_be_renamed(committed: Path, capsys: Said) -> None:
    (committed / "b.yaml").unlink()
    write(committed, other__name="# moved\n" + booked("sofia", "x"))
    assert main(["lint", "--since", "HEAD"]) == 0
    capsys.readouterr()


def test_a_path_limits_it_too(committed: Path, capsys: Said) -> None:
    write(committed, people="people:\n  sofi: {site: no}\n")
    assert main(["lint", "--since", "HEAD", "capacity/people.yaml", "--format", "json"]) == 0
    assert rules(capsys) == ["ambiguous-scalar"]
    assert main(["lint", "--since", "HEAD", "capacity/firm.yaml"]) == 0
    assert capsys.readouterr().out == "No new faults in 1 file\n"


def test_a_comment_that_goes_lets_its_fault_out(committed: Path, capsys: Said) -> None:
    note = "  # deliverable: allow unknown-person -- so"
    write(committed, b=booked("x", note=note))
    commit(committed.parent)
    write(committed, b=booked("x"))
    assert main(["lint", "--since", "HEAD", "--format", "json"]) == 1
    assert rules(capsys) == ["unknown-person"]
    assert main(["lint", "--since", "HEAD~1"]) == 0
    capsys.readouterr()


def test_only_what_is_new_is_mended(committed: Path, capsys: Said) -> None:
    write(committed, b=booked("sofiaa"))
    commit(committed.parent)
    write(committed, people="people:\n  sofia: {site: no}\n")
    assert main(["lint", "--since", "HEAD", "--fix"]) == 0
    assert capsys.readouterr().out == "No new faults in 3 files (1 fixed; 1 there before)\n"
    assert "sofiaa" in (committed / "b.yaml").read_text()
    assert '"no"' in (committed / "people.yaml").read_text()


def test_what_is_staged_counts_not_what_lies_there(committed: Path, capsys: Said) -> None:
    write(committed, people="people:\n  sofia: {site: no}\n")
    assert main(["lint", "--staged"]) == 0
    assert capsys.readouterr().out == "No new faults in 3 files (1 there before)\n"
    git(committed, "add", "people.yaml")
    write(committed, people="people:\n  sofia: {}\n")
    assert main(["lint", "--staged"]) == 0
    out = capsys.readouterr().out
    assert " 2 |   sofia: {site: no}\n" in out
    assert out.endswith("1 warning in 1 of 3 files (1 fixable with --fix; 1 there before)\n")


def test_what_is_staged_may_be_compared_with_any_revision(committed: Path, capsys: Said) -> None:
    write(committed, b=booked("sofia"))
    commit(committed.parent)
    write(committed, b=booked("x"))
    git(committed, "add", "-A")
    assert main(["lint", "--staged"]) == 1
    assert main(["lint", "--staged", "--since", "HEAD~1"]) == 0
    capsys.readouterr()


def test_before_the_first_commit_all_that_is_staged_is_new(capacity: Path, capsys: Said) -> None:
    write(capacity, b=booked("x"))
    git(capacity.parent, "init", "-q")
    git(capacity.parent, "add", "-A")
    assert main(["lint", "--staged", "--format", "json"]) == 1
    assert rules(capsys) == ["unknown-person"]


def test_what_is_known_is_not_new_either(committed: Path, capsys: Said) -> None:
    write(committed, b=booked("x", "z"))
    assert main(["lint", "--write-baseline"]) == 0
    write(committed, b=booked("z"))
    capsys.readouterr()
    assert main(["lint", "--since", "HEAD"]) == 0
    assert capsys.readouterr().out == "No new faults in 3 files (1 known in capacity/lint-baseline.txt)\n"


@pytest.mark.parametrize("revision", ["gone", "-x", "--help", "--output=x"])
def test_a_revision_that_does_not_exist_is_wrong_use(committed: Path, capsys: Said, revision: str) -> None:
    assert main(["lint", f"--since={revision}"]) == 2
    out, err = capsys.readouterr()
    assert (out, err) == (
        "",
        f"deliverable: git knows no revision `{revision}`\nhint: name a branch, a tag or a commit\n",
    )


def test_without_a_repository_it_is_wrong_use(capacity: Path, capsys: Said) -> None:
    for options in (["--since", "HEAD"], ["--staged"]):
        assert main(["lint", *options]) == 2
        assert capsys.readouterr().err.startswith("deliverable: capacity is not in a git repository\nhint: ")
