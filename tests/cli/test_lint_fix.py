"""`deliverable lint --fix` and `--diff`: what is written, what is said, and the exit code."""

import json
import os
import stat
import sys
from pathlib import Path
from typing import Any

import pytest

from deliverable.cli.main import main
from deliverable.files.rounds import Settled, settle
from tests.cli.test_lint_silence import FIRM, ROW, Said, booked, capacity
from tests.repository import write

__all__ = ["capacity"]  # a fixture
WRONG = f"# head\r\nbookings:\r\n  b: {{client: C, work: [{{person: sofiaa, {ROW}}}]}}   # tail\r\n"


def test_what_is_sure_is_written_and_the_rest_reported(capacity: Path, capsys: Said) -> None:
    write(capacity, b=WRONG.encode(), c=booked("zoe").replace("  b:", "  c:"))
    assert main(["lint", "--fix", "-v"]) == 1
    out, err = capsys.readouterr()
    assert (capacity / "b.yaml").read_bytes() == WRONG.replace("sofiaa", "sofia").encode()
    assert "unknown-person] no person called `zoe`" in out
    assert out.endswith("1 error in 1 of 4 files (1 fixed)\n")
    assert err == "read 4 files in capacity\nwrote capacity/b.yaml\n"
    assert (capacity / "firm.yaml").read_text() == FIRM


def test_when_all_is_mended_the_exit_code_is_good(capacity: Path, capsys: Said) -> None:
    write(capacity, b=WRONG)
    assert main(["lint", "--fix"]) == 0
    assert capsys.readouterr() == ("No faults in 3 files (1 fixed)\n", "")
    assert main(["lint", "--fix"]) == 0
    assert capsys.readouterr() == ("No faults in 3 files\n", "")


def test_a_path_limits_what_is_mended(capacity: Path, capsys: Said) -> None:
    write(capacity, b=WRONG, people="people:\n  sofia: {site: no}\n")
    assert main(["lint", "--fix", "capacity/people.yaml"]) == 0
    assert capsys.readouterr().out == "No faults in 1 file (1 fixed)\n"
    assert "sofiaa" in (capacity / "b.yaml").read_text()


def test_what_is_known_or_off_is_not_mended(capacity: Path, capsys: Said) -> None:
    write(capacity, b=WRONG)
    assert main(["lint", "--write-baseline"]) == 0
    assert main(["lint", "--fix"]) == 0
    assert "sofiaa" in (capacity / "b.yaml").read_text()
    assert main(["lint", "--fix", "--no-baseline"]) == 0
    assert "sofiaa" not in (capacity / "b.yaml").read_text()
    capsys.readouterr()


def test_unsafe_fixes_are_named_and_made_when_asked_for(capacity: Path, capsys: Said) -> None:
    write(capacity, b=booked("sofia").replace("share:", "shrae:"))
    before = (capacity / "b.yaml").read_text()
    assert main(["lint", "--fix"]) == 1
    out = capsys.readouterr().out
    assert "= fix: --fix --unsafe-fixes writes `share`\n" in out
    assert "fixable" not in out
    assert (capacity / "b.yaml").read_text() == before
    assert main(["lint", "--fix", "--unsafe-fixes"]) == 0
    assert (capacity / "b.yaml").read_text() == booked("sofia")
    capsys.readouterr()


def test_a_diff_says_what_would_change_and_writes_nothing(capacity: Path, capsys: Said) -> None:
    write(capacity, b=f"bookings:\n  b: {{client: C, work: [{{person: sofiaa, {ROW}}}]}}")
    before = (capacity / "b.yaml").read_bytes()
    for options in (["--diff"], ["--fix", "--diff"]):
        assert main(["lint", *options]) == 1
        out, err = capsys.readouterr()
        assert out == (
            "--- capacity/b.yaml\n+++ capacity/b.yaml\n@@ -1,2 +1,2 @@\n bookings:\n"
            f"-  b: {{client: C, work: [{{person: sofiaa, {ROW}}}]}}\n\\ No newline at end of file\n"
            f"+  b: {{client: C, work: [{{person: sofia, {ROW}}}]}}\n\\ No newline at end of file\n"
        )
        assert err == "--fix would mend 1 fault in 1 file\n"
        assert (capacity / "b.yaml").read_bytes() == before


def test_a_diff_ends_as_lint_does(capacity: Path, capsys: Said) -> None:
    write(capacity, people="people:\n  sofia: {site: no}\n  tom: {site: no}\n")
    assert main(["lint", "--diff"]) == 0
    assert capsys.readouterr().err == "--fix would mend 2 faults in 1 file\n"
    assert main(["lint", "--diff", "--fail-on", "warning"]) == 1
    assert main(["lint", "--diff", "-q"]) == 0
    capsys.readouterr()
    write(capacity, people="people:\n  sofia: {}\n")
    assert main(["lint", "--diff", "--unsafe-fixes"]) == 0
    assert capsys.readouterr() == ("", "nothing that --fix --unsafe-fixes would mend\n")


def test_a_diff_may_go_to_a_file(capacity: Path, capsys: Said) -> None:
    write(capacity, people="people:\n  sofia: {site: no}\n")
    assert main(["lint", "--diff", "-o", "cure.patch"]) == 0
    assert capsys.readouterr().out == ""
    assert (capacity.parent / "cure.patch").read_text().endswith('+  sofia: {site: "no"}\n')


def test_on_a_terminal_a_diff_has_no_power_over_it(
    capacity: Path, capsys: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(capacity, people="people:\n  sofia: {site: no}  # \u202ex\n")
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert main(["lint", "--diff", "--color", "never"]) == 1
    out = capsys.readouterr().out
    assert "\u202e" not in out
    assert "# \\u202ex\n" in out


def test_json_after_a_fix_is_of_what_is_left(capacity: Path, capsys: Said) -> None:
    write(capacity, b=WRONG)
    assert main(["lint", "--fix", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["findings"] == []


def test_a_file_keeps_its_mode_and_a_link_stays_one(capacity: Path, capsys: Said) -> None:
    write(capacity, b=WRONG)
    (capacity / "b.yaml").chmod(0o640)
    (capacity / "b.yaml").rename(capacity / "real.txt")
    (capacity / "b.yaml").symlink_to("real.txt")
    assert main(["lint", "--fix"]) == 0
    assert (capacity / "b.yaml").is_symlink()
    assert "sofiaa" not in (capacity / "real.txt").read_text()
    assert stat.S_IMODE((capacity / "real.txt").stat().st_mode) == 0o640
    assert sorted(os.listdir(capacity)) == ["b.yaml", "firm.yaml", "people.yaml", "real.txt"]
    capsys.readouterr()


def test_what_changed_meanwhile_is_not_written_over(
    capacity: Path, capsys: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(capacity, b=WRONG, people="people:\n  sofia: {site: no}\n")

    def slow(*given: Any, **more: Any) -> Settled:
        (capacity / "people.yaml").write_text("people: {}\n")
        return settle(*given, **more)

    monkeypatch.setattr("deliverable.cli.mending.settle", slow)
    assert main(["lint", "--fix"]) == 2
    assert capsys.readouterr().err.startswith("deliverable: capacity/people.yaml was changed while it was looked at")
    assert "sofiaa" in (capacity / "b.yaml").read_text()
