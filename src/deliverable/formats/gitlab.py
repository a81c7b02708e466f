"""Findings to GitLab's Code Quality report, which is shown in merge requests."""

from typing import Any

from deliverable.findings import Finding, Severity
from deliverable.formats.cells import clean
from deliverable.formats.identity import fingerprints
from deliverable.formats.reports import Report

SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def document(report: Report) -> list[dict[str, Any]]:
    """One entry a finding; GitLab shows only the first of two with the same fingerprint, so no two have."""
    named = zip(report.answer.findings, fingerprints(report), strict=True)
    return [_entry(finding, fingerprint, report) for finding, fingerprint in named]


def _entry(finding: Finding, fingerprint: str, report: Report) -> dict[str, Any]:
    place = finding.place
    return {
        "description": clean(f"{finding.message}: {finding.cure}" if finding.cure else finding.message),
        "check_name": finding.rule,
        "fingerprint": fingerprint,
        "severity": SEVERITIES[finding.severity],
        "location": {
            "path": report.from_root(place.path),
            "lines": {"begin": place.line, "end": max(place.line, place.end_line)},
        },
    }
