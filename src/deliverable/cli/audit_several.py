"""`deliverable audit RESULT` of a saved `check` with several deals: to whether each part holds, and an exit code."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from deliverable.cli import common
from deliverable.cli.audit import as_of_answer
from deliverable.cli.check import ID
from deliverable.cli.common import Common
from deliverable.errors import Exit, UserError


def audit_several(shared: Common, folder: Path, here: Path, claim: Mapping[str, Any], deal: str | None) -> Exit:
    """Check a saved answer about several deals against the files."""
    from deliverable.answers.audit_several import audit_deals, subjects
    from deliverable.cli.several import read_several
    from deliverable.files.disk import deal_files

    if deal is not None:
        message = "--deal names the deal of an answer about one, and this is about several"
        raise UserError(message, "they are found by their ids in deals/")
    as_of, about = subjects(claim)
    as_of_answer(shared, as_of)
    names = [one.deal for one in about if one.verdict is not None]
    known = deal_files(folder)
    for name in names:
        if not ID.fullmatch(name) or name not in known:
            message = f"the answer is about {name[:60]}, and there is no such deal in deals/"
            raise UserError(message, "put its file there, as it was asked for")
    read = read_several(shared, folder, here, names)
    blocking = {asked.deal.id: asked.blocking for asked in read.deals}
    answer = audit_deals(read.book, [asked.deal for asked in read.deals], as_of, claim, read.found, blocking)
    if shared.format == "json":
        from deliverable.formats import json
        from deliverable.formats.audits_json import document

        common.emit(shared, json.dump(document(answer)))
    else:
        from deliverable.pages.audit_several import page

        common.emit(shared, common.said(shared, page(answer, read.texts)))
    if answer.holds is None:
        return Exit.WRONG
    if answer.changed:
        return Exit.UNKNOWN  # 3, which of an audit means that the capacity has changed
    return Exit.OK if answer.holds else Exit.NO
