"""The book and what reading it found to every fault, rated by the firm's policy and in order."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date
from fnmatch import fnmatchcase
from types import MappingProxyType

from deliverable.answers.allow import hear
from deliverable.answers.baseline import STALE, Baseline, sift
from deliverable.answers.since import State, new_in
from deliverable.book import Book, LintPolicy
from deliverable.dataclass import dataclass
from deliverable.findings import Allow, Finding, Severity, in_order
from deliverable.rules import findings as rule_findings

NOWHERE: Mapping[str, str] = MappingProxyType({})
REFERRED = ("calendars", "skills", "people", "contractors", "bookings", "promises")
"""What other data points at by id."""


@dataclass(frozen=True, slots=True)
class LintAnswer:
    """The faults in order, and how many files were looked at; `unchecked` is what could not be read wholly, so that
    references to it were not looked at.

    `silenced` are those that a comment allows, `known` is how many the `baseline` has already, `old` how many were
    there in the state before, and `fixed` how many were mended just now: None where nobody asked for it.
    """

    findings: tuple[Finding, ...]
    files: int
    silenced: tuple[Finding, ...] = ()
    known: int = 0
    baseline: str = ""
    old: int | None = None
    fixed: int | None = None
    unchecked: tuple[str, ...] = ()

    @property
    def counts(self) -> dict[str, int]:
        """How many findings there are of each severity, the worst first."""
        return {severity.value: sum(f.severity is severity for f in self.findings) for severity in Severity}

    @property
    def files_with_findings(self) -> int:
        """In how many files something was found."""
        return len({finding.place.path for finding in self.findings})

    @property
    def fixable(self) -> int:
        """How many of them can be mended without a person's eye."""
        return sum(bool(finding.edits) and finding.safe for finding in self.findings)

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
    allows: Iterable[Allow] = (),
    baseline: Baseline | None = None,
    texts: Mapping[str, str] = NOWHERE,
    before: State | None = None,
) -> LintAnswer:
    """Every fault of the book: those found while reading and those of the rules; `only` limits the files reported.

    `inside` gives files as seen from the capacity folder, as the firm's policy names them, `texts` what is in them.
    What a comment allows, the `baseline` knows or was there `before` is left out.
    """
    policy = book.firm.lint
    kept, silenced = hear(
        [*found, *rule_findings(book, unread, today)], allows, reasons=policy.require_reason, sure=not unread
    )
    rated, old = apply(policy, kept, inside), None
    known: list[Finding] = []
    if before is not None:
        rated, old = new_in(State(in_order(rated), texts, inside), before)
    if baseline is not None:
        rated, known, stale = sift(rated, baseline, inside)
        rated += apply(policy, stale, inside) if before is None else []
    wanted = in_order(_of(rated, only))
    looked_at = set(files if only is None else only) | {f.place.path for f in wanted if f.rule == STALE}
    return LintAnswer(
        wanted,
        len(looked_at),
        in_order(_of(apply(policy, silenced, inside), only)),
        len(_of(known, only)),
        baseline.path if baseline else "",
        None if old is None else len(_of(old, only)),
        unchecked=tuple(top for top in REFERRED if unread & {"", top}),
    )


def _of(findings: list[Finding], only: Collection[str] | None) -> list[Finding]:
    """Those in the files that are reported."""
    return findings if only is None else [finding for finding in findings if finding.place.path in only]


def apply(policy: LintPolicy, found: Iterable[Finding], inside: Mapping[str, str] = NOWHERE) -> list[Finding]:
    """The findings without those that the firm has switched off, and as severe as the firm says."""
    rated = []
    patterns = list({**policy.paths, **policy.severity_in})
    for finding in found:
        there = _matching(patterns, finding, inside) if patterns else []
        if finding.rule in policy.off or any(finding.rule in policy.paths.get(pattern, ()) for pattern in there):
            continue
        rules = [policy.severity, *(policy.severity_in.get(pattern, NOWHERE) for pattern in there)]
        said = [severity[finding.rule] for severity in rules if finding.rule in severity]
        rated.append(replace(finding, severity=Severity(said[-1])) if said else finding)
    return rated


def _matching(patterns: Iterable[str], finding: Finding, inside: Mapping[str, str]) -> list[str]:
    """The patterns that mean the finding's file; they are written as seen from the capacity folder."""
    path = inside.get(finding.place.path, finding.place.path)
    return [pattern for pattern in patterns if fnmatchcase(path, pattern) or fnmatchcase(path, f"*/{pattern}")]
