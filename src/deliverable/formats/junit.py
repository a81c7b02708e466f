"""Findings to JUnit's XML: a test case a file, which fails where the run fails for one of its findings."""

from collections import defaultdict
from collections.abc import Sequence

from deliverable.findings import Finding
from deliverable.formats.cells import clean
from deliverable.formats.reports import Report

ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})


def render(report: Report) -> str:
    """The suite. Whoever shows it takes one failure of a case, so all findings of a file are in one."""
    by_path: dict[str, list[Finding]] = defaultdict(list)
    for finding in report.answer.findings:
        by_path[finding.place.path].append(finding)
    paths = sorted({*report.paths, *by_path})
    failing = sum(any(map(report.fails, findings)) for findings in by_path.values())
    totals = f'tests="{len(paths)}" failures="{failing}" errors="0"'
    cases = [line for path in paths for line in _case(path, by_path.get(path, ()), report)]
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f"<testsuites {totals}>",
        f'  <testsuite name="deliverable lint" {totals} skipped="0">',
        *cases,
        "  </testsuite>",
        "</testsuites>",
    ]
    return "".join(f"{line}\n" for line in lines)


def _case(path: str, findings: Sequence[Finding], report: Report) -> list[str]:
    place = escaped(report.from_root(path))
    opening = f'    <testcase classname="deliverable.lint" name="{place}" file="{place}"'
    if not findings:
        return [f"{opening}/>"]
    said = [line for finding in findings for line in _said(finding, report)]
    failing = [finding for finding in findings if report.fails(finding)]
    if not failing:  # what is milder than the run fails for is told, and the file stays green
        return [f"{opening}>", "      <system-out>", *said, "      </system-out>", "    </testcase>"]
    head = f'      <failure type="{escaped(failing[0].rule)}" message="{escaped(_summary(findings, failing[0]))}">'
    return [f"{opening}>", head, *said, "      </failure>", "    </testcase>"]


def _summary(findings: Sequence[Finding], first: Finding) -> str:
    return first.message + (f", and {len(findings) - 1} more" if len(findings) > 1 else "")


def _said(finding: Finding, report: Report) -> list[str]:
    place = finding.place
    where = f"{report.from_root(place.path)}:{place.line}:{place.column}"
    lines = [f"{where}: {finding.severity.value}[{finding.rule}] {finding.message}"]
    if finding.cure:
        lines.append(f"  cure: {finding.cure}")
    return [escaped(line) for line in lines]


def escaped(text: str) -> str:
    """Text for an element or an attribute; what XML can't hold, such as control characters, is shown as `\\x1b`."""
    return clean(text).translate(ESCAPES)
