"""What lint found to any format that lint writes; of a format only what it needs is imported."""

import posixpath
from collections.abc import Callable, Iterable, Mapping

from deliverable.answers.lint import LintAnswer
from deliverable.dataclass import dataclass
from deliverable.findings import Finding, Severity


@dataclass(frozen=True, slots=True)
class Report:
    """What lint found, and what a format may want to know beside it.

    `paths` are all files that were looked at. `root` is where paths are seen from, as seen from the repository's root;
    findings at or above `fail_on` are those that a run fails for.
    """

    answer: LintAnswer
    texts: Mapping[str, str]
    paths: tuple[str, ...] = ()
    root: str = ""
    fail_on: Severity = Severity.ERROR
    width: int = 100
    colour: bool = False
    unicode: bool = True
    verbose: bool = False

    def from_root(self, path: str) -> str:
        """A path as seen from the repository's root, which is how those who show findings beside the files want it."""
        return posixpath.normpath(posixpath.join(self.root, path))

    def fails(self, finding: Finding) -> bool:
        """Whether a run fails for it."""
        return finding.severity.rank <= self.fail_on.rank


def worst_first(findings: Iterable[Finding]) -> list[Finding]:
    """The errors before the warnings before the rest, each in the order of their places."""
    return sorted(findings, key=lambda finding: finding.severity.rank)


def _text(report: Report) -> str:
    from deliverable.formats.text import render
    from deliverable.pages.lint import page

    said = page(report.answer, report.texts, verbose=report.verbose)
    return render(said, width=report.width, colour=report.colour, unicode=report.unicode)


def _concise(report: Report) -> str:
    from deliverable.formats.concise import render

    return render(report)


def _json(report: Report) -> str:
    from deliverable.formats import json
    from deliverable.formats.findings_json import document

    return json.dump(document(report.answer))


def _sarif(report: Report) -> str:
    from deliverable.formats import json
    from deliverable.formats.sarif import document

    return json.dump(document(report))


def _github(report: Report) -> str:
    from deliverable.formats.github import render

    return render(report)


def _gitlab(report: Report) -> str:
    from deliverable.formats import json
    from deliverable.formats.gitlab import document

    return json.dump(document(report))


def _junit(report: Report) -> str:
    from deliverable.formats.junit import render

    return render(report)


def _markdown(report: Report) -> str:
    from deliverable.formats.markdown import render
    from deliverable.pages.lint import overview

    return render(overview(report.answer))


REPORTS: Mapping[str, Callable[[Report], str]] = {
    "text": _text,
    "concise": _concise,
    "json": _json,
    "sarif": _sarif,
    "github": _github,
    "gitlab": _gitlab,
    "junit": _junit,
    "markdown": _markdown,
}
"""By the name that --format takes, in the order of the help."""
