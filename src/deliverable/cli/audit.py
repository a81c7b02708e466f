"""`deliverable audit RESULT`: a saved answer to whether it holds on today's files, and an exit code."""

import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from deliverable.cli import common, completing
from deliverable.cli.check import ID, STDIN, STDIN_NAME, Proposal, proposal, read_asked
from deliverable.cli.common import Common
from deliverable.errors import Exit, UserError

if TYPE_CHECKING:
    from deliverable.answers.audit import AuditAnswer, Subject
    from deliverable.answers.audit_offers import Taken

EXAMPLES = (
    "deliverable check museum-site --format json -o answer.json",
    "deliverable audit answer.json",
)


@common.options("text", "json", "markdown")
def command(
    shared: Common,
    result: Annotated[
        str, typer.Argument(metavar="RESULT", help="A saved answer: what check --format json wrote, or - for stdin.")
    ],
    deal: Annotated[
        str | None,
        typer.Option(
            "--deal",
            metavar="DEAL",
            help="The deal, where the answer was for one given by path or -.",
            autocompletion=completing.deals,
        ),
    ] = None,
) -> Exit:
    """Does a saved answer still hold? Checked against the files, without trusting what made it.

    Plan, proof and dates are worked out again as of the answer's own day, and what has changed since is said.

    Exit codes: 0 it holds, 1 it doesn't hold, 2 it can't be read or checked, 3 the capacity has changed since (whether
    it holds on today's files is said).
    """
    from deliverable.answers.audit import audit, subject
    from deliverable.answers.audit_several import is_several
    from deliverable.files.disk import find_folder
    from deliverable.files.saved import read_saved

    if result == STDIN and deal == STDIN:
        message = "the answer and the deal can't both come from stdin"
        raise UserError(message, "save one of them in a file")
    here = Path.cwd()
    folder = find_folder(shared.capacity, os.environ, here)
    claim = read_saved(STDIN_NAME if result == STDIN else result, _content(result, here))
    if is_several(claim):
        from deliverable.cli.audit_several import audit_several

        return audit_several(shared, folder, here, claim, deal)
    about = subject(claim)
    as_of = _as_of(shared, about)
    asked = _asked(about, deal, folder, here, claim)
    read = read_asked(shared, folder, here, asked)
    if read.deal.id != about.deal:
        message = f"the answer is about {about.deal[:60]}, the deal is {read.deal.id}"
        raise UserError(message, "name the deal that it was asked for with --deal")

    def take(changes: "Sequence[tuple[tuple[str, ...], Any]]") -> "Taken":
        """The deal's file with an offer's changes made, read anew."""
        from deliverable.answers.audit_offers import Taken
        from deliverable.files.splice import Change, spliced

        changed = spliced(asked.content, [Change(path, value) for path, value in changes])
        again = read_asked(replace(shared, verbose=False), folder, here, asked._replace(content=changed))
        return Taken(again.book, again.deal, again.found)

    answer = audit(read.book, read.deal, as_of, claim, read.found, blocking=read.blocking, take=take)
    common.emit(shared, _said(answer, read.texts, shared))
    return _code(answer)


def _content(result: str, here: Path) -> bytes:
    """The bytes of the answer; of what never ends just enough to see that it is too much."""
    from deliverable.files.saved import HINT, MOST_BYTES

    if result == STDIN:
        return sys.stdin.buffer.read(MOST_BYTES + 1)
    path = here / result
    if path.is_dir() or not path.exists():
        message = f"{result} is a folder" if path.is_dir() else f"there is no {result}"
        raise UserError(message, HINT)
    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError as error:
        message = f"can't read {result}: {error.strerror}"
        raise UserError(message) from error


def _as_of(shared: Common, about: "Subject") -> date:
    """The answer's own day: on another one it would be another answer."""
    if about.verdict is None:
        message = f"the answer for {about.deal[:60]} has no verdict: faults in the data kept it from one"
        raise UserError(message, "mend them and ask again")
    as_of_answer(shared, about.as_of)
    return about.as_of


def as_of_answer(shared: Common, as_of: date) -> None:
    """Refuses a day that can't be planned for, and another one than the answer's."""
    if not common.FIRST_DAY <= as_of <= common.LAST_DAY:
        message = f"the answer is as of {as_of}, which is no day that can be planned for"
        raise UserError(message, f"days from {common.FIRST_DAY} to {common.LAST_DAY} can be")
    if shared.dated and shared.as_of != as_of:
        message = f"the answer is as of {as_of}, not {shared.as_of}"
        raise UserError(message, f"for another day ask again: deliverable check --as-of {shared.as_of}")


def _asked(about: "Subject", deal: str | None, folder: Path, here: Path, claim: Mapping[str, Any]) -> Proposal:
    """The deal that is named, else what was typed, else the folder's of the answer's id: never a path that an answer
    makes up.
    """
    from deliverable.files.disk import deal_files

    if deal is not None:
        return proposal(deal, folder, here)
    typed = claim.get("typed")
    if isinstance(typed, str) and typed:
        return Proposal(None, typed.encode("utf-8", "backslashreplace"))
    if not ID.fullmatch(about.deal) or about.deal not in deal_files(folder):
        message = f"the answer is about {about.deal[:60]}, and there is no such deal in deals/"
        raise UserError(message, "name the file that it was asked for with --deal PATH")
    return proposal(about.deal, folder, here)


def _code(answer: "AuditAnswer") -> Exit:
    if answer.holds is None:
        return Exit.WRONG
    if answer.capacity.changed:
        return Exit.UNKNOWN  # 3, which of an audit means that the capacity has changed
    return Exit.OK if answer.holds else Exit.NO


def _said(answer: "AuditAnswer", texts: Mapping[str, str], shared: Common) -> str:
    if shared.format == "json":
        from deliverable.formats import json
        from deliverable.formats.audit_json import document

        return json.dump(document(answer))
    from deliverable.pages.audit import page

    return common.said(shared, page(answer, texts))
