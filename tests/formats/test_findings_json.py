"""Findings as the plain data of `deliverable.lint/1`."""

from deliverable.answers.lint import LintAnswer
from deliverable.findings import Edit, Finding, Place, Related, Severity
from deliverable.formats.findings_json import document, finding

HERE = Place("capacity/b.yaml", 9, 18, 9, 24)
THERE = Place("capacity/people.yaml", 12, 3, 12, 8)


def test_a_finding_has_every_key_of_the_contract() -> None:
    found = Finding(
        rule="unknown-person",
        severity=Severity.ERROR,
        message="no person called `sofiaa`",
        place=HERE,
        cure="write `sofia`",
        related=(Related("did you mean `sofia`?", THERE),),
        edits=(Edit(HERE, "sofia"),),
        safe=True,
    )
    assert finding(found) == {
        "rule": "unknown-person",
        "severity": "error",
        "message": "no person called `sofiaa`",
        "cure": "write `sofia`",
        "path": "capacity/b.yaml",
        "line": 9,
        "column": 18,
        "end_line": 9,
        "end_column": 24,
        "fixable": True,
        "related": [{"message": "did you mean `sofia`?", "path": "capacity/people.yaml", "line": 12, "column": 3}],
    }


def test_an_edit_that_is_not_safe_does_not_make_it_fixable() -> None:
    assert finding(Finding("r", Severity.INFO, "m", HERE, edits=(Edit(HERE, "x"),)))["fixable"] is False
    assert finding(Finding("r", Severity.INFO, "m", HERE, safe=True))["fixable"] is False


def test_the_document_counts_by_severity() -> None:
    answer = LintAnswer((Finding("r", Severity.WARNING, "m", HERE),), 14, unchecked=("people",))
    said = document(answer)
    assert list(said) == ["schema", "files", "counts", "unchecked", "findings"]
    assert said["unchecked"] == ["people"]
    assert said["schema"] == "deliverable.lint/1"
    assert said["files"] == 14
    assert said["counts"] == {"error": 0, "warning": 1, "info": 0}
