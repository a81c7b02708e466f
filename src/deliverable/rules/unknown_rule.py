"""`firm.lint` or an allow comment names a rule that doesn't exist.

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

from collections.abc import Iterable, Iterator

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
                yield rules.missing(rule, _there(book, pattern, index))
    yield from _rated(rules, book.firm.lint.severity, ("firm", "lint", "severity"))
    for pattern, rated in book.firm.lint.severity_in.items():
        yield from _rated(rules, rated, ("firm", "lint", "paths", pattern, "severity"))


def _there(book: Book, pattern: str, index: int) -> KeyPath:
    """The key path of a rule that is off in some files: in a list of its own, or in the one behind the pattern."""
    path: KeyPath = ("firm", "lint", "paths", pattern)
    whole = (*path, "off", index)
    return whole if book.places.of(whole) is not None else (*path, index)


def _rated(rules: Known, rated: Iterable[str], path: KeyPath) -> Iterator[Finding]:
    for rule in rated:
        if rule not in rules.ids:
            yield rules.missing(rule, (*path, rule), key=(*path, rule))
