"""What lint found to where it is asked for: files of their own, the page of a GitHub run, and stdout."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from deliverable.cli import common
from deliverable.cli.common import Common
from deliverable.findings import Severity

if TYPE_CHECKING:
    from deliverable.answers.lint import LintAnswer
    from deliverable.formats.reports import Report

FOR_PROGRAMS = ("json", "sarif", "gitlab", "junit")
"""Documents that have to be there also where nothing is wrong, with --quiet too."""
SUMMARY = "GITHUB_STEP_SUMMARY"
"""The variable that names the file which GitHub shows on the page of a run."""


def write(
    shared: Common, answer: "LintAnswer", texts: Mapping[str, str], paths: Sequence[str], fail_on: Severity
) -> None:
    """Every format that was asked for; the files first, so that one that can't be written leaves stdout empty."""
    from deliverable.formats.reports import REPORTS, Report

    plain = Report(
        answer, texts, tuple(paths), root=from_repository(Path.cwd()), fail_on=fail_on, verbose=shared.verbose
    )
    for name, file in shared.beside:
        common.write_file(file, REPORTS[name](plain))
        if shared.verbose:
            common.note(f"wrote {file}")
    if "github" in (shared.format, *(name for name, _ in shared.beside)):
        _summarise(plain, os.environ.get(SUMMARY, ""))
    if shared.quiet and not answer.findings and shared.format not in FOR_PROGRAMS:
        return
    if shared.format is None:
        _count(answer)
    else:
        seen = replace(plain, width=shared.width, colour=shared.colour, unicode=shared.unicode)
        common.emit(shared, REPORTS[shared.format](seen))


def from_repository(here: Path) -> str:
    """This folder as seen from the root of the repository that it is in; "" where it is the root, or in none."""
    root = next((base for base in (here, *here.parents) if os.path.lexists(base / ".git")), here)
    return "" if here == root else here.relative_to(root).as_posix()


def _summarise(report: "Report", file: str) -> None:
    """Add to the page of the run. A page that can't be had is no reason to fail."""
    from deliverable.formats.github import step_summary
    from deliverable.formats.markdown import render

    if not file:
        return
    text = render(step_summary(report))
    try:
        with Path(file).open("a", encoding="utf-8", errors="backslashreplace", newline="\n") as summary:
            summary.write(f"{text}\n")
    except OSError as error:
        common.note(f"the summary of the run is left out: can't write {file}: {error.strerror}")


def _count(answer: "LintAnswer") -> None:
    """Where all of it is in files, at least how much it is."""
    from deliverable.pages.lint import summary

    common.note("".join(span.text for span in summary(answer).spans))
