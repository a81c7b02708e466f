"""Saved answers for tests: what `check --format json` would have written, and the whole runs of tests/cases again."""

import json
import os
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from deliverable.answers.audit import AuditAnswer, audit
from deliverable.answers.check import check
from deliverable.book import Book, Deal, Question
from deliverable.cli.check import Proposal, proposal, read_asked
from deliverable.cli.common import Common
from deliverable.files.disk import find_folder
from deliverable.findings import Finding
from deliverable.formats import check_json
from deliverable.formats.json import dump


@dataclass(frozen=True)
class Saved:
    """A deal, what is known beside it, and the answer that was saved for it."""

    book: Book
    deal: Deal
    today: date
    claim: dict[str, Any]
    found: tuple[Finding, ...] = ()
    blocking: tuple[str, ...] = ()

    def audit(self, claim: dict[str, Any] | None = None) -> AuditAnswer:
        """What the audit says of it, or of another answer in its place."""
        said = self.claim if claim is None else claim
        return audit(self.book, self.deal, self.today, said, self.found, blocking=self.blocking)

    def complaints(self, claim: dict[str, Any]) -> tuple[str, ...]:
        """What is wrong with another answer in its place."""
        return self.audit(claim).complaints


def saved(question: Question, *, blocking: tuple[str, ...] = (), anyway: bool = False) -> Saved:
    """The answer to a question about one deal, as it is read back; `anyway` leaves open what blocks it."""
    (deal,) = question.deals
    answer = check(question.book, deal, question.today, (), blocking=blocking, anyway=anyway)
    claim = json.loads(dump(check_json.document(answer)))
    return Saved(question.book, deal, question.today, claim, (), blocking)


def saved_case(argv: list[str], folder: Path, monkeypatch: pytest.MonkeyPatch) -> Saved:
    """The answer of a case that checks a deal; the case's folder is where it runs."""
    monkeypatch.chdir(folder)
    today = date.fromisoformat(argv[argv.index("--as-of") + 1])
    common = Common(None, today, "json", None, 100, False, True, False, False, False)
    capacity = find_folder(None, {**os.environ, "DELIVERABLE_CAPACITY": ""}, folder)
    stdin = Proposal(None, (folder / "stdin").read_bytes() if (folder / "stdin").is_file() else b"")
    read = read_asked(common, capacity, folder, stdin if argv[1] == "-" else proposal(argv[1], capacity, folder))
    answer = check(read.book, read.deal, today, read.found, assumed=read.assumed, blocking=read.blocking)
    claim = json.loads(dump(check_json.document(answer)))
    return Saved(read.book, read.deal, today, claim, tuple(read.found), read.blocking)
