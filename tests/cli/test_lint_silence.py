"""`deliverable lint` with what silences faults: comments, the firm's policy, a baseline."""

import json
from pathlib import Path

import pytest

from deliverable.cli.main import main
from tests.repository import write

Said = pytest.CaptureFixture[str]
FIRM = "firm: {name: Larkspur}\n"
ROW = "share: 80%, from: 2026-09-01, to: 2026-10-30"


def booked(*people: str, note: str = "") -> str:
    rows = "".join(f"      - {{person: {person}, {ROW}}}{note}\n" for person in people)
    return f"bookings:\n  b:\n    client: C\n    work:\n{rows}"


@pytest.fixture
def capacity(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a capacity that is right, where the command runs."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.delenv("DELIVERABLE_CAPACITY", raising=False)
    write(tmp_path / "capacity", firm=FIRM, people="people:\n  sofia: {}\n")
    return tmp_path / "capacity"


def rules(capsys: Said) -> list[str]:
    return [finding["rule"] for finding in json.loads(capsys.readouterr().out)["findings"]]


# --- comments


def test_a_comment_silences_an_error(capacity: Path, capsys: Said) -> None:
    write(capacity, b=booked("x", note="  # deliverable: allow unknown-person -- starts in May"))
    assert main(["lint"]) == 0
    assert capsys.readouterr().out == "No faults in 3 files\n"
    assert main(["lint", "-v"]) == 0
    assert capsys.readouterr().out == "No faults in 3 files (1 allowed by comments)\n"
    assert main(["lint", "-v", "capacity/people.yaml"]) == 0
    assert capsys.readouterr().out == "No faults in 1 file\n"


def test_an_unused_comment_is_a_warning(capacity: Path, capsys: Said) -> None:
    write(capacity, b=booked("sofia", note="  # deliverable: allow unknown-person"))
    assert main(["lint", "--format", "json"]) == 0
    assert rules(capsys) == ["unused-allow"]
    assert main(["lint", "--fail-on", "warning"]) == 1


def test_while_people_cannot_be_read_no_comment_is_unused(capacity: Path, capsys: Said) -> None:
    write(capacity, b=booked("x", note="  # deliverable: allow unknown-person -- y"), people="people:\n  sofia: ]\n")
    assert main(["lint", "--format", "json"]) == 1
    assert rules(capsys) == ["syntax"]


def test_the_firm_may_ask_for_reasons_and_rate_what_is_wrong_with_comments(capacity: Path, capsys: Said) -> None:
    write(
        capacity,
        b=booked("x", note="  # deliverable: allow unknown-person"),
        firm="firm:\n  lint: {require_reason: true, severity: {allow-without-reason: error}}\n",
    )
    assert main(["lint", "--format", "json"]) == 1
    assert rules(capsys) == ["allow-without-reason"]


# --- the firm's policy


def test_the_firm_rates_rules_by_path(capacity: Path, capsys: Said) -> None:
    paths = '{"imported/*": {severity: {unknown-person: warning}}, "imported/old.yaml": [unknown-person]}'
    write(capacity, firm=f"firm:\n  lint: {{severity: {{unknown-person: info}}, paths: {paths}}}\n")
    write(capacity, imported__b=booked("x"), imported__old=booked("z").replace("b:", "c:", 1).replace("  b:", "  c:"))
    write(capacity, mine=booked("z").replace("  b:", "  d:"))
    assert main(["lint", "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)["findings"]
    assert [(f["path"], f["severity"]) for f in found if f["rule"] == "unknown-person"] == [
        ("capacity/imported/b.yaml", "warning"),
        ("capacity/mine.yaml", "info"),
    ]


# --- a baseline


def test_what_is_known_is_not_reported_and_said_to_be(capacity: Path, capsys: Said) -> None:
    write(capacity, b=booked("x", "z"))
    assert main(["lint", "--write-baseline"]) == 0
    assert capsys.readouterr() == ("", "wrote capacity/lint-baseline.txt: 2 known, 2 new\n")
    assert (capacity / "lint-baseline.txt").read_text().splitlines()[-1] == "unknown-person bookings.b.work.*.person 2"
    assert main(["lint"]) == 0
    assert capsys.readouterr().out == "No faults in 3 files (2 known in capacity/lint-baseline.txt)\n"
    assert main(["lint", "capacity/people.yaml"]) == 0
    assert capsys.readouterr().out == "No faults in 1 file\n"
    assert main(["lint", "--no-baseline", "--format", "json"]) == 1
    assert rules(capsys) == ["unknown-person"] * 2


def test_lines_may_move_and_a_new_fault_shows(capacity: Path, capsys: Said) -> None:
    write(capacity, b=booked("x"))
    assert main(["lint", "--write-baseline"]) == 0
    write(capacity, b="# more\n\n" + booked("sofia", "x"))
    assert main(["lint"]) == 0
    write(capacity, b=booked("x", "z"))
    assert main(["lint"]) == 1
    capsys.readouterr()


def test_what_is_mended_is_reported_until_it_is_written_anew(capacity: Path, capsys: Said) -> None:
    write(capacity, b=booked("x", "z"), people="people:\n  sofia: {site: no}\n")
    assert main(["lint", "--write-baseline"]) == 0
    write(capacity, b=booked("x"), people="people:\n  sofia: {}\n")
    capsys.readouterr()
    assert main(["lint", "--fail-on", "warning"]) == 1
    out = capsys.readouterr().out
    assert "warning[stale-baseline] `ambiguous-scalar` is not found at people.sofia.site any more" in out
    assert "--> capacity/lint-baseline.txt:3:1" in out
    assert " 3 | ambiguous-scalar people.sofia.site 1" in out
    assert out.endswith("2 warnings in 1 of 4 files (1 known in capacity/lint-baseline.txt)\n")
    assert main(["lint", "--write-baseline"]) == 0
    assert capsys.readouterr().err == "wrote capacity/lint-baseline.txt: 1 known, 2 taken out\n"
    assert main(["lint", "--fail-on", "warning"]) == 0


def test_a_baseline_may_lie_elsewhere(capacity: Path, capsys: Said) -> None:
    write(capacity, b=booked("x"))
    assert main(["lint", "--write-baseline", "--baseline", "known.txt"]) == 0
    assert capsys.readouterr().err == "wrote known.txt: 1 known, 1 new\n"
    assert main(["lint"]) == 1
    assert main(["lint", "--baseline", "known.txt"]) == 0
    assert "1 known in known.txt" in capsys.readouterr().out


def test_the_firm_may_switch_the_reminder_off(capacity: Path, capsys: Said) -> None:
    write(capacity, lint_dot_x="", **{"lint-baseline_dot_txt": "bad-id firm.x 1\n"})
    assert main(["lint", "--format", "json"]) == 0
    assert rules(capsys) == ["stale-baseline"]
    write(capacity, firm="firm:\n  lint: {off: [stale-baseline]}\n")
    assert main(["lint", "--format", "json"]) == 0
    assert rules(capsys) == []


def test_the_same_faults_make_the_same_baseline(capacity: Path, capsys: Said) -> None:
    write(capacity, b=booked("x", "z"), c="people:\n  tom: {site: no, week: {fri: 3}}\n")
    assert main(["lint", "--write-baseline"]) == 0
    first = (capacity / "lint-baseline.txt").read_bytes()
    assert main(["lint", "--write-baseline"]) == 0
    assert (capacity / "lint-baseline.txt").read_bytes() == first
    assert capsys.readouterr().err.endswith(": 4 known\n")


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"<<<<<<< HEAD\n", "line 1 of capacity/lint-baseline.txt can't be read"),
        (b"\xff\n", "capacity/lint-baseline.txt is not UTF-8 text"),
    ],
)
def test_a_baseline_that_cannot_be_read_is_wrong_use(capacity: Path, capsys: Said, content: bytes, says: str) -> None:
    (capacity / "lint-baseline.txt").write_bytes(content)
    assert main(["lint"]) == 2
    assert capsys.readouterr().err.startswith(f"deliverable: {says}\n")
    assert main(["lint", "--no-baseline"]) == 0


def test_a_baseline_that_is_named_must_be_there(capacity: Path, capsys: Said) -> None:
    assert main(["lint", "--baseline", "gone.txt"]) == 2
    assert capsys.readouterr().err == "deliverable: there is no gone.txt\nhint: --write-baseline writes it\n"


def test_what_cannot_be_opened_is_never_known(capacity: Path, capsys: Said) -> None:
    (capacity / "more.yaml").symlink_to("gone.yaml")
    assert main(["lint", "--write-baseline"]) == 2
    assert not (capacity / "lint-baseline.txt").exists()
    capsys.readouterr()


@pytest.mark.parametrize(
    "options",
    [
        ["--write-baseline", "capacity/people.yaml"],
        ["--write-baseline", "--since", "HEAD"],
        ["--write-baseline", "--staged"],
        ["--write-baseline", "--fix"],
        ["--write-baseline", "--no-baseline"],
        ["--baseline", "x", "--no-baseline"],
        ["--unsafe-fixes"],
        ["--staged", "--fix"],
        ["--staged", "--diff"],
    ],
)
def test_what_does_not_go_together_is_wrong_use(capacity: Path, capsys: Said, options: list[str]) -> None:
    assert main(["lint", *options]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("deliverable: --")
    assert "\nhint: " in err
    assert not (capacity / "lint-baseline.txt").exists()


# --- check


def test_a_comment_does_not_let_check_rest_on_what_points_at_nothing(capacity: Path, capsys: Said) -> None:
    write(
        capacity,
        b=booked("x", note="  # deliverable: allow unknown-person -- so"),
        deals__d="deal: d\ndue: 2027-03-19\nscope:\n  t: {effort: {react: 1d}}\n",
        people="people:\n  sofia: {skills: {react: 5}}\n",
    )
    assert main(["lint"]) == 0
    assert main(["check", "d", "--as-of", "2026-08-03"]) == 2
    assert "error[unknown-person]" in capsys.readouterr().out
