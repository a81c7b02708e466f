"""Findings to the plain data of `deliverable.lint/1`."""

from deliverable.answers.lint import LintAnswer
from deliverable.findings import Finding, Place, Related

SCHEMA = "deliverable.lint/1"


def document(answer: LintAnswer) -> dict[str, object]:
    """The whole answer of lint."""
    return {
        "schema": SCHEMA,
        "files": answer.files,
        "counts": answer.counts,
        "unchecked": list(answer.unchecked),
        "findings": [finding(found) for found in answer.findings],
    }


def finding(found: Finding) -> dict[str, object]:
    """One finding, as every answer holds it."""
    return {
        "rule": found.rule,
        "severity": found.severity.value,
        "message": found.message,
        "cure": found.cure,
        "path": found.place.path,
        **_stretch(found.place),
        "fixable": bool(found.edits) and found.safe,
        "related": [_related(other) for other in found.related],
    }


def _stretch(place: Place) -> dict[str, object]:
    return {
        "line": place.line,
        "column": place.column,
        "end_line": place.end_line,
        "end_column": place.end_column,
    }


def _related(other: Related) -> dict[str, object]:
    place = other.place
    return {"message": other.message, "path": place.path, "line": place.line, "column": place.column}
