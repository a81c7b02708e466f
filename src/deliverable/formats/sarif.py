"""Findings to SARIF 2.1.0, which code scanning and editors read."""

from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import Any, Final
from urllib.parse import quote

from deliverable import __version__
from deliverable.findings import Edit, Finding, Place, Severity
from deliverable.formats.cells import clean
from deliverable.formats.identity import fingerprints
from deliverable.formats.reports import Report

SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"
ROOT: Final = "%SRCROOT%"
"""What stands for the repository's root: whoever reads the report knows where that is, and the report doesn't."""
FINGERPRINT: Final = "deliverable/v1"
LEVELS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
PROBLEMS: Final = {"error": "error", "warning": "warning", "note": "recommendation"}
"""How GitHub names the severities of what isn't about security."""


def document(report: Report) -> dict[str, Any]:
    """The whole log: one run, the rules that found something, and a result a finding."""
    findings = report.answer.findings
    rules = {rule: index for index, rule in enumerate(sorted({finding.rule for finding in findings}))}
    named = zip(findings, fingerprints(report), strict=True)
    run = {
        "tool": {
            "driver": {
                "name": "deliverable",
                "version": __version__,
                "semanticVersion": __version__,
                "rules": [_rule(rule, findings) for rule in rules],
            }
        },
        "automationDetails": {"id": "deliverable/lint/"},
        "originalUriBaseIds": {ROOT: {"description": {"text": "the root of the repository"}}},
        "columnKind": "unicodeCodePoints",
        "results": [_result(finding, fingerprint, rules, report) for finding, fingerprint in named],
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


# --- rules -----------------------------------------------------------------------------------------------------------


def _rule(rule: str, findings: Iterable[Finding]) -> dict[str, Any]:
    """What there is to know about a rule; of one that has no page its name and how bad it was here."""
    from deliverable.rules import RULES
    from deliverable.rules.explained import explain

    if rule not in RULES:
        level = LEVELS[min((f.severity for f in findings if f.rule == rule), key=lambda severity: severity.rank)]
        return {"id": rule, **_levels(level)}
    known = explain(RULES[rule])
    examples = [(title, text) for title, text in (("Bad", known.bad), ("Good", known.good)) if text]
    plain = "\n\n".join((known.why, *(f"{title}:\n\n{text}" for title, text in examples)))
    marked = "\n\n".join((known.why, *(f"{title}:\n\n```yaml\n{text}```" for title, text in examples)))
    return {
        "id": rule,
        "shortDescription": {"text": known.summary},
        "fullDescription": {"text": known.why},
        "help": {"text": plain, "markdown": marked},
        **_levels(LEVELS[Severity(known.severity)]),
    }


def _levels(level: str) -> dict[str, Any]:
    return {
        "defaultConfiguration": {"level": level},
        "properties": {"problem.severity": PROBLEMS[level], "tags": ["capacity"]},
    }


# --- results ---------------------------------------------------------------------------------------------------------


def _result(finding: Finding, fingerprint: str, rules: Mapping[str, int], report: Report) -> dict[str, Any]:
    location: dict[str, Any] = {"physicalLocation": _where(finding.place, report)}
    if finding.about:
        location["logicalLocations"] = [{"fullyQualifiedName": _dotted(finding)}]
    related = [
        {"id": number, "physicalLocation": _where(other.place, report), "message": {"text": _said(other.message)}}
        for number, other in enumerate(finding.related)
    ]
    return {
        "ruleId": finding.rule,
        "ruleIndex": rules[finding.rule],
        "level": LEVELS[finding.severity],
        "message": {"text": _said(f"{finding.message}: {finding.cure}" if finding.cure else finding.message)},
        "locations": [location],
        "partialFingerprints": {FINGERPRINT: fingerprint},
        **({"relatedLocations": related} if related else {}),
        **({"fixes": [_fix(finding, report)]} if finding.edits else {}),
    }


def _said(text: str) -> str:
    """A message whose text, whoever wrote it, is no link: SARIF's messages know `[text](target)`."""
    return clean(text).replace("](", "] (")


def _dotted(finding: Finding) -> str:
    """The key path as people write it: `bookings.harbour-trust.work[0].person`."""
    parts = [f"[{key}]" if isinstance(key, int) else f".{clean(key)}" for key in finding.about]
    return "".join(parts).removeprefix(".")


def _where(place: Place, report: Report) -> dict[str, Any]:
    return {"artifactLocation": _artifact(place.path, report), "region": _region(place)}


def _artifact(path: str, report: Report) -> dict[str, str]:
    return {"uri": uri(report.from_root(path)), "uriBaseId": ROOT}


def uri(path: str) -> str:
    """A relative path as a relative URI; a first part with a colon would be read as a scheme."""
    return quote(path.encode("utf-8", "surrogateescape"), safe="/")


def _region(place: Place) -> dict[str, int]:
    return {
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
    }


def _fix(finding: Finding, report: Report) -> dict[str, Any]:
    """The edits that would mend it, by file."""
    by_path = groupby(sorted(finding.edits, key=lambda edit: edit.place), key=lambda edit: edit.place.path)
    return {
        "description": {"text": _said(finding.cure or "mend it")},
        "artifactChanges": [
            {"artifactLocation": _artifact(path, report), "replacements": [_replacement(edit) for edit in edits]}
            for path, edits in by_path
        ],
        "properties": {"safe": finding.safe},
    }


def _replacement(edit: Edit) -> dict[str, Any]:
    return {"deletedRegion": _region(edit.place), "insertedContent": {"text": edit.text}}
