"""`deliverable needs [DEAL]`: a deal to the list that each side owes the other; all deals to what is asked in vain."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from deliverable.cli import common, completing
from deliverable.cli.check import proposal, read_asked
from deliverable.cli.common import Common
from deliverable.errors import Exit

if TYPE_CHECKING:
    from deliverable.answers.needs import NeedsAnswer
    from deliverable.answers.needs_of_all import NeedsOfAll

EXAMPLES = ("deliverable needs museum-site", "deliverable needs")


@common.options("text", "json", "markdown")
def command(
    shared: Common,
    deal: Annotated[
        str | None,
        typer.Argument(
            metavar="[DEAL]",
            help="A deal's id, the path of its file, or - for stdin; without it all open deals.",
            autocompletion=completing.deals,
        ),
    ] = None,
) -> Exit:
    """What does each side need from the other? Of a deal what is open, first what a check or a promise waits for.

    Without a deal: what is open how often over all open deals, and what makes it hard, so that operations see what to
    ask differently, or no more.

    Exit codes: 0 done, 2 the deal or the firm's own data has faults.
    """
    from deliverable.files.disk import find_folder

    here = Path.cwd()
    folder = find_folder(shared.capacity, os.environ, here)
    return _all(shared, folder, here) if deal is None else _one(shared, folder, here, deal)


def _one(shared: Common, folder: Path, here: Path, deal: str) -> Exit:
    from deliverable.answers.needs import needs

    read = read_asked(shared, folder, here, proposal(deal, folder, here))
    answer = needs(read.book, read.deal, shared.as_of, read.found, assumed=read.assumed)
    common.emit(shared, _said(answer, read.texts, shared))
    return Exit.WRONG if answer.faults else Exit.OK


def _all(shared: Common, folder: Path, here: Path) -> Exit:
    from deliverable.answers.allow import arguable
    from deliverable.answers.needs_of_all import needs_of_all
    from deliverable.files.allows import allows
    from deliverable.files.disk import printed, read_tree
    from deliverable.files.idle import idle
    from deliverable.files.load import load
    from deliverable.rules import faults

    tree = read_tree(folder, deals=True, relative_to=here)
    loaded = load(tree, printed(folder, here))
    if shared.verbose:
        common.note(f"read {len(tree)} files in {printed(folder, here)}")
    found = arguable([*loaded.findings, *faults(loaded.book, loaded.unread)], allows(loaded.documents))
    assumed = {name: intake.assumed for name, intake in loaded.intake.items()}
    answer = needs_of_all(loaded.book, shared.as_of, found, assumed, idle(loaded))
    common.emit(shared, _said(answer, loaded.texts, shared))
    return Exit.WRONG if answer.faults else Exit.OK


def _said(answer: "NeedsAnswer | NeedsOfAll", texts: Mapping[str, str], shared: Common) -> str:
    from deliverable.answers.needs import NeedsAnswer

    if shared.format == "json":
        from deliverable.formats import json, needs_json

        if isinstance(answer, NeedsAnswer):
            return json.dump(needs_json.document(answer))
        return json.dump(needs_json.document_of_all(answer))
    from deliverable.pages import needs, needs_of_all

    page = needs.page(answer, texts) if isinstance(answer, NeedsAnswer) else needs_of_all.page(answer, texts)
    return common.said(shared, page)
