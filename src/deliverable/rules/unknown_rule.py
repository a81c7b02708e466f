"""`firm.lint` switches off or re-rates a rule that doesn't exist.

Somebody believes a fault to be silenced, or to be an error, and it is not.

Bad:

    # file: firm.yaml
    firm:
      lint: {severity: {unknown-kwestion: error}}

Good:

    # file: firm.yaml
    firm:
      lint: {severity: {unknown-question: error}}
"""

from collections.abc import Iterator

from deliverable.book import Book
from deliverable.findings import Finding, KeyPath, Severity
from deliverable.rules.known import Known

ID = "unknown-rule"
SEVERITY = Severity.WARNING


def check(book: Book, unread: frozenset[str]) -> Iterator[Finding]:
    """Find the rules that `firm.lint` names and nobody wrote."""
    del unread
    from deliverable.rules import RULES

    ids: dict[str, KeyPath] = dict.fromkeys(RULES, ())
    rules = Known(ID, "rule", "", ids, book.places, SEVERITY)
    for index, rule in enumerate(book.firm.lint.off):
        if rule not in ids:
            yield rules.missing(rule, ("firm", "lint", "off", index))
    for pattern, off in book.firm.lint.paths.items():
        for index, rule in enumerate(off):
            if rule not in ids:
                yield rules.missing(rule, ("firm", "lint", "paths", pattern, index))
    for rule in book.firm.lint.severity:
        if rule not in ids:
            path = ("firm", "lint", "severity", rule)
            yield rules.missing(rule, path, key=path)
