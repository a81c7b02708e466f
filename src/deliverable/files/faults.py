"""The faults that reading files can find: every rule id of this room once, with its default severity."""

from typing import Final

from deliverable.findings import Edit, Finding, KeyPath, Place, Related, Severity

SEVERITIES: Final[dict[str, Severity]] = {
    "encoding": Severity.ERROR,
    "syntax": Severity.ERROR,
    "yaml-feature": Severity.ERROR,
    "duplicate-key": Severity.ERROR,
    "ambiguous-scalar": Severity.WARNING,
    "look-alike": Severity.WARNING,
    "unclear-comment": Severity.WARNING,
    "run-on-line": Severity.WARNING,
    "top-level": Severity.ERROR,
    "yml-suffix": Severity.ERROR,
    "unreadable-file": Severity.ERROR,
    "missing-firm": Severity.ERROR,
    "wrong-place": Severity.ERROR,
    "unknown-key": Severity.ERROR,
    "missing-key": Severity.ERROR,
    "one-of": Severity.ERROR,
    "bad-value": Severity.ERROR,
    "bad-id": Severity.ERROR,
    "duplicate-id": Severity.ERROR,
    "deal-file-name": Severity.ERROR,
    "history-file": Severity.WARNING,
    "history-column": Severity.WARNING,
    "history-row": Severity.WARNING,
    "message-file": Severity.WARNING,
    "message-placeholder": Severity.ERROR,
}
"""Every rule whose faults arise while files are read; their pages are in `rules/`."""


def fault(
    rule: str,
    message: str,
    place: Place,
    cure: str = "",
    *,
    related: tuple[Related, ...] = (),
    edits: tuple[Edit, ...] = (),
    safe: bool = False,
    about: KeyPath = (),
) -> Finding:
    """A finding of one of these rules, with the rule's severity."""
    return Finding(rule, SEVERITIES[rule], message, place, cure, related, edits, safe and bool(edits), about)


def whole_file(path: str) -> Place:
    """The place of a fault that a file has as a whole."""
    return Place(path, 1, 1, 1, 1)
