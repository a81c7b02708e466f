"""The book and what reading it found to every fault, rated by the firm's policy and in order."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date
from fnmatch import fnmatchcase
from types import MappingProxyType

from deliverable.book import Book, LintPolicy
from deliverable.dataclass import dataclass
from deliverable.findings import Finding, Severity, in_order
from deliverable.rules import findings as rule_findings

NOWHERE: Mapping[str, str] = MappingProxyType({})
REFERRED = ("calendars", "skills", "people", "contractors", "bookings", "promises")
"""What other data points at by id."""


@dataclass(frozen=True, slots=True)
class LintAnswer:
    """The faults in order, and how many files were looked at; `unchecked` is what could not be read wholly, so that
    references to it were not looked at.
    """

    findings: tuple[Finding, ...]
    files: int
    unchecked: tuple[str, ...] = ()

    @property
    def counts(self) -> dict[str, int]:
        """How many findings there are of each severity, the worst first."""
        return {severity.value: sum(f.severity is severity for f in self.findings) for severity in Severity}

    @property
    def files_with_findings(self) -> int:
        """In how many files something was found."""
        return len({finding.place.path for finding in self.findings})

    def reaches(self, severity: Severity) -> bool:
        """Whether anything is as bad as this, or worse."""
        return any(finding.severity.rank <= severity.rank for finding in self.findings)


def lint(
    book: Book,
    found: Iterable[Finding],
    unread: frozenset[str],
    today: date,
    *,
    files: Collection[str],
    only: Collection[str] | None = None,
    inside: Mapping[str, str] = NOWHERE,
) -> LintAnswer:
    """Every fault of the book: those found while reading and those of the rules; `only` limits the files reported.

    `inside` gives files as seen from the capacity folder, as the firm's policy names them.
    """
    rated = apply(book.firm.lint, [*found, *rule_findings(book, unread, today)], inside)
    wanted = rated if only is None else [finding for finding in rated if finding.place.path in only]
    unchecked = tuple(top for top in REFERRED if unread & {"", top})
    return LintAnswer(in_order(wanted), len(files if only is None else only), unchecked=unchecked)


def apply(policy: LintPolicy, found: Iterable[Finding], inside: Mapping[str, str] = NOWHERE) -> list[Finding]:
    """The findings without those that the firm has switched off, and as severe as the firm says."""
    return [
        replace(finding, severity=Severity(policy.severity.get(finding.rule, finding.severity)))
        for finding in found
        if finding.rule not in policy.off and not _off_there(policy, finding, inside)
    ]


def _off_there(policy: LintPolicy, finding: Finding, inside: Mapping[str, str]) -> bool:
    """Whether the rule is off in this file; a pattern is written as seen from the capacity folder."""
    path = inside.get(finding.place.path, finding.place.path)
    return any(
        finding.rule in rules and (fnmatchcase(path, pattern) or fnmatchcase(path, f"*/{pattern}"))
        for pattern, rules in policy.paths.items()
    )
