"""The answers to several deals to plain data for `--format json`: each deal's own envelope, and what holds together."""

from collections.abc import Sequence
from typing import Any

from deliverable.answers.fingerprint import capacity_fingerprint, deal_fingerprint
from deliverable.answers.several import Several
from deliverable.answers.together import Choice, Together
from deliverable.book import Deal

Data = dict[str, Any]
SCHEMA = "deliverable.checks/1"


def document(answer: Several, deals: Sequence[Data]) -> Data:
    """The `deliverable.checks/1` envelope around the `deliverable.check/1` of each deal."""
    joint = answer.together
    of = {row.deal.id: row.deal for row in answer.rows}
    return {
        "schema": SCHEMA,
        "as_of": answer.today.isoformat(),
        "deals": list(deals),
        "together": None if joint is None else _together(answer, joint),
        "fits": [] if joint is None else [_choice(of, choice) for choice in joint.fits],
        "tried": [] if joint is None else [_tried(choice) for choice in joint.tried],
        "every_set": joint is None or (joint.exact and not joint.stopped),
        "search_limit": answer.limit,
        "left_out": [] if joint is None else list(joint.left_out),
        "not_looked_at": [row.deal.id for row in answer.rows if row.own is None],
        "closed": dict(sorted(answer.closed.items())),
        "unread": list(answer.unread),
    }


def _together(answer: Several, joint: Together) -> Data:
    """The audited answer to all of them at once."""
    return {**joint.verdict.claim, **_prints(answer, joint.asked)}


def _prints(answer: Several, deals: Sequence[Deal]) -> Data:
    return {
        "checked_against": capacity_fingerprint(answer.book, deals),
        "deal_checked": deal_fingerprint(deals),
    }


def _choice(of: dict[str, Deal], choice: Choice) -> Data:
    """A set that fits; the answer to a single deal is its own, and to all of them the one under `together`."""
    claim = None if choice.verdict is None or len(choice.deals) == len(of) else dict(choice.verdict.claim)
    return {
        "deals": list(choice.deals),
        "verdict": choice.word,
        "worth": float(choice.worth),
        "best": choice.best,
        "answer": claim,
    }


def _tried(choice: Choice) -> Data:
    """A set that was asked for; one that is refused with its proof."""
    claim = dict(choice.verdict.claim) if choice.verdict is not None and choice.word == "no" else None
    return {"deals": list(choice.deals), "verdict": choice.word, "worth": float(choice.worth), "answer": claim}
