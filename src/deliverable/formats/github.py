"""Findings to the workflow commands by which GitHub shows them beside the changed lines, the worst first."""

from collections.abc import Iterator, Sequence

from deliverable.findings import Finding, Place, Severity
from deliverable.formats.cells import clean
from deliverable.formats.concise import line
from deliverable.formats.reports import Report, worst_first
from deliverable.page import Page
from deliverable.pages.lint import overview, summary

PER_LEVEL = 10
"""GitHub shows so many of each level for one step, and drops the others without a word."""
LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
MOST_ROWS = 500
"""Of a step's summary, which may hold a megabyte."""
DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
PROPERTY = DATA | str.maketrans({":": "%3A", ",": "%2C"})


def render(report: Report) -> str:
    """A command for each finding that will be shown, how many more there are, those in the log, and the count."""
    shown, rest = _shown(worst_first(report.answer.findings))
    count = "".join(span.text for span in summary(report.answer).spans)
    lines = [*(_command(finding, report) for finding in shown), *_more(rest, report), count]
    return "".join(f"{line}\n" for line in lines)


def step_summary(report: Report) -> Page:
    """What is put on the page of the run: all findings, the worst first, up to a limit."""
    return overview(report.answer, worst_first(report.answer.findings), MOST_ROWS)


def _shown(findings: Sequence[Finding]) -> tuple[list[Finding], list[Finding]]:
    """Those that GitHub will show, and the others. Where there are others, a notice says so: it needs a place too."""
    shown, rest = _first(findings, PER_LEVEL)
    return (shown, rest) if not rest else _first(findings, PER_LEVEL - 1)


def _first(findings: Sequence[Finding], notices: int) -> tuple[list[Finding], list[Finding]]:
    left = dict.fromkeys(Severity, PER_LEVEL) | {Severity.INFO: notices}
    shown: list[Finding] = []
    rest: list[Finding] = []
    for finding in findings:
        (shown if left[finding.severity] > 0 else rest).append(finding)
        left[finding.severity] -= 1
    return shown, rest


def _command(finding: Finding, report: Report) -> str:
    place = finding.place
    path = report.from_root(place.path)
    where = f"file={_property(path)},{_stretch(place)},title={_property(f'deliverable: {finding.rule}')}"
    said = clean(f"{path}:{place.line}:{place.column}: {finding.message}")
    message = f"{said}\n{clean(finding.cure)}" if finding.cure else said
    return f"::{LEVELS[finding.severity]} {where}::{message.translate(DATA)}"


def _stretch(place: Place) -> str:
    """Columns are read only where the stretch is on one line."""
    if place.line == place.end_line:
        return f"line={place.line},col={place.column},endColumn={place.end_column}"
    return f"line={place.line},endLine={place.end_line}"


def _property(text: str) -> str:
    return clean(text).translate(PROPERTY)


def _more(rest: Sequence[Finding], report: Report) -> Iterator[str]:
    """How many aren't shown, and they themselves in the log, where none of their text is taken for a command."""
    if not rest:
        return
    from hashlib import sha256

    lines = [line(finding, report.from_root(finding.place.path)) for finding in rest]
    token = sha256("\n".join(lines).encode("utf-8", "surrogatepass")).hexdigest()  # nobody can write their own hash
    yield f"::notice title=deliverable::{len(rest)} more: in the log, and in the summary of this run"
    yield f"::group::{len(rest)} more"
    yield f"::stop-commands::{token}"
    yield from lines
    yield f"::{token}::"
    yield "::endgroup::"
