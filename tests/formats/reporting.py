"""Findings and reports for the tests of formats, with whatever is hostile in their text."""

from typing import Any

from deliverable.answers.lint import LintAnswer
from deliverable.findings import Edit, Finding, Place, Related, Severity
from deliverable.formats.reports import Report

PATH = "capacity/bookings/harbour-trust.yaml"
ROWS = "      - {person: sofiaa, share: 80%}\n      - {person: sofiaa, share: 20%}\n"
TEXT = f"bookings:\n  harbour-trust:\n    work:\n{ROWS}"
ROW = ("bookings", "harbour-trust", "work", 0, "person")


def at(line: int, column: int = 1, end: int | None = None, path: str = PATH, end_line: int | None = None) -> Place:
    return Place(path, line, column, end_line or line, end or column + 1)


def found(place: Place | None = None, rule: str = "unknown-person", **more: Any) -> Finding:
    said: dict[str, Any] = {"severity": Severity.ERROR, "message": "no person called `sofiaa`", "cure": "write `sofia`"}
    return Finding(rule=rule, place=place or at(4, 18, 24), **(said | more))


def mended(place: Place | None = None, **more: Any) -> Finding:
    """A finding with a related place, and with an edit."""
    place = place or at(4, 18, 24)
    there = Related("did you mean `sofia`?", at(12, 3, 8, "capacity/people/build.yaml"))
    return found(place, related=(there,), edits=(Edit(place, "sofia"),), safe=True, about=ROW, **more)


def report(*findings: Finding, texts: dict[str, str] | None = None, **more: Any) -> Report:
    texts = {PATH: TEXT} if texts is None else texts
    return Report(LintAnswer(findings, len(texts)), texts, tuple(texts), **more)


def many(severity: Severity, count: int, first: int = 1) -> list[Finding]:
    return [found(at(line), severity=severity, message=f"{severity} {line}") for line in range(first, first + count)]
