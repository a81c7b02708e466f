"""`deliverable record`: finished projects to how good the firm's word has been."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from deliverable.cli import common
from deliverable.cli.common import Common
from deliverable.errors import Exit

if TYPE_CHECKING:
    from deliverable.answers.record import RecordAnswer

EXAMPLES = ("deliverable record", "deliverable record --back-test --format json")


@common.options("text", "json", "markdown")
def command(
    shared: Common,
    back_test: Annotated[
        bool,
        typer.Option("--back-test", help="Each finished project with what we would have promised before it began."),
    ] = False,
) -> Exit:
    """How good has our word been? Promises kept, by how much we were off, and what we can promise from it.

    It speaks from delivered promises and the rows of history/*.csv that had ended by --as-of.

    Exit codes: 0 done, also where there is no record yet.
    """
    from deliverable.answers.record import record
    from deliverable.files.disk import find_folder, printed, read_tree
    from deliverable.files.load import load

    here = Path.cwd()
    folder = find_folder(shared.capacity, os.environ, here)
    tree = read_tree(folder, deals=False, relative_to=here)
    name = printed(folder, here)
    if shared.verbose:
        common.note(f"read {len(tree)} files in {name}")
    loaded = load(tree, name)
    common.emit(shared, _said(record(loaded.book, shared.as_of, loaded.findings), shared, back_test))
    return Exit.OK


def _said(answer: "RecordAnswer", shared: Common, back_test: bool) -> str:
    if shared.format == "json":
        from deliverable.formats import json
        from deliverable.formats.record_json import document

        return json.dump(document(answer, back_test=back_test))
    from deliverable.pages.record import page

    return common.said(shared, page(answer, back_test=back_test))
