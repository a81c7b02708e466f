"""The formats of lint, and what they have in common."""

import pytest

from deliverable.cli.lint import FORMATS
from deliverable.findings import Severity
from deliverable.formats.reports import REPORTS, Report, worst_first
from tests.formats.reporting import at, found, many, report


def test_the_command_offers_every_format_that_there_is() -> None:
    assert tuple(REPORTS) == FORMATS


@pytest.mark.parametrize("name", REPORTS)
def test_every_format_says_the_same_bytes_twice_and_ends_in_a_newline(name: str) -> None:
    said = report(found(), *many(Severity.WARNING, 2), found(at(1, path="z\udcff.yaml"), message="Zoë\ud800"))
    text = REPORTS[name](said)
    assert text.endswith("\n")
    assert REPORTS[name](said) == text
    assert "sofiaa" in text


@pytest.mark.parametrize(
    ("root", "path", "seen"),
    [
        ("", "capacity/a.yaml", "capacity/a.yaml"),
        ("", "./a.yaml", "a.yaml"),
        ("plan", "a.yaml", "plan/a.yaml"),
        ("plan/sub", "../capacity/a.yaml", "plan/capacity/a.yaml"),
        ("", "../elsewhere/a.yaml", "../elsewhere/a.yaml"),
    ],
)
def test_a_path_from_the_root(root: str, path: str, seen: str) -> None:
    assert Report(report().answer, {}, root=root).from_root(path) == seen


@pytest.mark.parametrize(("fail_on", "failing"), [(Severity.ERROR, 1), (Severity.WARNING, 2), (Severity.INFO, 3)])
def test_what_a_run_fails_for(fail_on: Severity, failing: int) -> None:
    each = [found(severity=severity) for severity in Severity]
    assert sum(map(report(fail_on=fail_on).fails, each)) == failing


def test_the_worst_come_first_and_keep_their_order() -> None:
    mixed = [*many(Severity.INFO, 1), *many(Severity.ERROR, 2), *many(Severity.WARNING, 1)]
    assert [finding.message for finding in worst_first(mixed)] == ["error 1", "error 2", "warning 1", "info 1"]
