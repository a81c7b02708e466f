"""`deliverable lint`: the capacity folder to its faults and an exit code."""

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from deliverable.cli import common
from deliverable.cli.common import Common
from deliverable.cli.reports import write
from deliverable.errors import Exit
from deliverable.findings import Severity

if TYPE_CHECKING:
    from deliverable.answers.lint import LintAnswer

EXAMPLES = ("deliverable lint", "deliverable lint --fix", "deliverable lint capacity/bookings --fail-on warning")
UNREADABLE = "unreadable-file"
LEVELS = tuple(severity.value for severity in Severity)
FORMATS = ("text", "concise", "json", "sarif", "github", "gitlab", "junit", "markdown")
"""As in formats/reports.py, which isn't imported before something is written."""


@common.options("auto", *FORMATS, several=True)
def command(
    shared: Common,
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[PATH]...", help="Report only what is wrong in these files or folders; - is one from stdin."
        ),
    ] = None,
    fail_on: Annotated[
        str, typer.Option("--fail-on", metavar="|".join(LEVELS), help="The mildest that ends with exit code 1.")
    ] = "error",
    fix: Annotated[bool, typer.Option("--fix", help="Mend what can be mended without changing what is meant.")] = False,
    unsafe_fixes: Annotated[
        bool, typer.Option("--unsafe-fixes", help="With --fix or --diff: also what needs your eye afterwards.")
    ] = False,
    diff: Annotated[bool, typer.Option("--diff", help="Print what --fix would change, and write nothing.")] = False,
    since: Annotated[
        str | None, typer.Option("--since", metavar="REV", help="Report only what is new since this git revision.")
    ] = None,
    staged: Annotated[
        bool, typer.Option("--staged", help="Look at what is staged, and report what is new since HEAD (or --since).")
    ] = False,
    baseline: Annotated[
        str | None,
        typer.Option("--baseline", metavar="FILE", help="Known faults; else the folder's lint-baseline.txt, if any."),
    ] = None,
    no_baseline: Annotated[bool, typer.Option("--no-baseline", help="Report known faults too.")] = False,
    write_baseline: Annotated[
        bool, typer.Option("--write-baseline", help="Write down what is found as known, and report nothing.")
    ] = False,
    stdin_filename: Annotated[
        str | None, typer.Option("--stdin-filename", metavar="PATH", help="With -: the file that stdin stands in for.")
    ] = None,
) -> Exit:
    """Every fault in the capacity data and the deals, with place and cure.

    The folder is always read whole, since faults cross files; PATH limits what is reported.

    Exit codes: 0 nothing at or above --fail-on, 1 findings, 2 a path can't be read.
    """
    from deliverable.cli.linting import Wish, look_at, set_up

    level = Severity(common.choice("--fail-on", fail_on, LEVELS))
    wish = Wish(
        paths=tuple(paths or ()),
        fix=fix,
        unsafe=unsafe_fixes,
        diff=diff,
        since=since,
        staged=staged,
        baseline=baseline,
        no_baseline=no_baseline,
        write_baseline=write_baseline,
        stdin=stdin_filename,
    )
    scene = set_up(shared, wish, os.environ, Path.cwd())
    if write_baseline:
        from deliverable.cli.knowing import know

        return know(scene, UNREADABLE)
    answer, texts = look_at(scene, scene.tree)
    if fix or diff:
        from deliverable.cli.mending import mend

        settled = mend(scene, unsafe=unsafe_fixes, write=not diff)
        if diff:
            return _code(answer, level)
        answer, texts = look_at(scene, settled.tree)
        answer = replace(answer, fixed=settled.fixed)
    write(shared, answer, texts, scene.only or list(scene.tree), level)
    return _code(answer, level)


def _code(answer: "LintAnswer", level: Severity) -> Exit:
    if any(finding.rule == UNREADABLE for finding in answer.findings):
        return Exit.WRONG
    return Exit.NO if answer.reaches(level) else Exit.OK
