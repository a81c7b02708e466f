"""`deliverable lint`: the capacity folder to its faults and an exit code."""

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Annotated

import typer

from deliverable.cli import common
from deliverable.cli.common import Common
from deliverable.cli.reports import write
from deliverable.errors import Exit, UserError
from deliverable.findings import Severity

EXAMPLES = ("deliverable lint", "deliverable lint capacity/bookings --fail-on warning")
UNREADABLE = "unreadable-file"
LEVELS = tuple(severity.value for severity in Severity)
FORMATS = ("text", "concise", "json", "sarif", "github", "gitlab", "junit", "markdown")
"""As in formats/reports.py, which isn't imported before something is written."""


@common.options("auto", *FORMATS, several=True)
def command(
    shared: Common,
    paths: Annotated[
        list[str] | None,
        typer.Argument(metavar="[PATH]...", help="Report only what is wrong in these files or folders."),
    ] = None,
    fail_on: Annotated[
        str, typer.Option("--fail-on", metavar="|".join(LEVELS), help="The mildest that ends with exit code 1.")
    ] = "error",
) -> Exit:
    """Every fault in the capacity data and the deals, with place and cure.

    The folder is always read whole, since faults cross files; PATH limits what is reported.

    Exit codes: 0 nothing at or above --fail-on, 1 findings, 2 a path can't be read.
    """
    from deliverable.answers.lint import lint
    from deliverable.files.disk import find_folder, printed, read_tree
    from deliverable.files.load import load

    level = Severity(common.choice("--fail-on", fail_on, LEVELS))
    here = Path.cwd()
    folder = find_folder(shared.capacity, os.environ, here)
    tree = read_tree(folder, deals=True, relative_to=here)
    name = printed(folder, here)
    if shared.verbose:
        common.note(f"read {len(tree)} files in {name}")
    loaded = load(tree, name)
    only = chosen(paths, tree, here) if paths else None
    answer = lint(loaded.book, loaded.findings, loaded.unread, shared.as_of, files=tree, only=only, inside=tree.inside)
    write(shared, answer, loaded.texts, only or list(tree), level)
    if any(finding.rule == UNREADABLE for finding in answer.findings):
        return Exit.WRONG
    return Exit.NO if answer.reaches(level) else Exit.OK


def chosen(paths: Iterable[str], tree: Iterable[str], here: Path) -> list[str]:
    """The files of the folder that are named, or lie in a folder that is."""
    whole = {(here / name).resolve(): name for name in tree}
    return sorted({name for path in paths for name in _below(path, whole, here)})


def _below(path: str, whole: Mapping[Path, str], here: Path) -> list[str]:
    wanted = (here / path).resolve()
    if not wanted.exists():
        message = f"there is no {path}"
        raise UserError(message, "name a file or a folder of the capacity folder")
    found = [name for file, name in whole.items() if file.is_relative_to(wanted)]
    if not found:
        message = f"{path} is not a part of the capacity folder"
        raise UserError(message, "name a file or a folder of it, or another one with --capacity")
    return found
