"""Findings to a line each, which editors, `grep` and problem matchers can read."""

from deliverable.findings import Finding
from deliverable.formats.cells import clean
from deliverable.formats.reports import Report


def render(report: Report) -> str:
    """`path:line:column: severity[rule] message`, in the order of the findings; nothing where there are none."""
    return "".join(
        f"{line(finding, finding.place.path, unicode=report.unicode)}\n" for finding in report.answer.findings
    )


def line(finding: Finding, path: str, *, unicode: bool = True) -> str:
    """One finding in a line, whatever its text holds."""
    place = finding.place
    said = f"{path}:{place.line}:{place.column}: {finding.severity.value}[{finding.rule}] {finding.message}"
    return clean(said, unicode=unicode)
