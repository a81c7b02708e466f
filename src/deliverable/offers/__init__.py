"""A no or an at-risk to what we could say yes to: changed deals, each answered by the code that answered the first."""

from contextlib import suppress
from dataclasses import field
from types import ModuleType

from deliverable.book import Question
from deliverable.dataclass import dataclass
from deliverable.offers import (
    contractor,
    fewer_conditions,
    later,
    less_scope,
    move_booking,
    overtime,
    phases,
    release_hold,
)
from deliverable.offers.asking import Asking, Change, Failed, Offer, Step
from deliverable.offers.pairs import find_pairs
from deliverable.offers.ranking import ranked
from deliverable.verdict import Verdict

__all__ = ["MOVES", "Asking", "Change", "Failed", "Found", "Offer", "Step", "offers_of"]

# In the order of how mild they are.
MOVES: dict[str, ModuleType] = {
    "later": later,
    "less-scope": less_scope,
    "phases": phases,
    "fewer-conditions": fewer_conditions,
    "move-booking": move_booking,
    "release-hold": release_hold,
    "contractor": contractor,
    "overtime": overtime,
}
SHOWN = 4
ENOUGH = 2
"""With so many offers of a single move no pairs are looked for."""


@dataclass(frozen=True, slots=True)
class Found:
    """The offers, best first, and the moves that don't help."""

    offers: tuple[Offer, ...] = ()
    failed: tuple[Failed, ...] = field(default=())


def offers_of(question: Question, verdict: Verdict) -> Found:
    """What we could say yes to instead of a no, or of a yes that holds too seldom.

    Only for one deal with a scope, estimates and a due date.
    """
    if not _askable(question, verdict):
        return Found()
    asking = Asking(question, verdict, _own=verdict)
    offers: list[Offer] = []
    failed: list[Failed] = []
    with suppress(KeyboardInterrupt):  # what is found by then stands
        _try_all(asking, offers, failed)
    return Found(tuple(ranked(asking, offers, list(MOVES))[:SHOWN]), tuple(failed))


def _try_all(asking: Asking, offers: list[Offer], failed: list[Failed]) -> None:
    """Single moves, and pairs where too few of them are enough; what is found goes into the lists as it is found."""
    for name, move in MOVES.items():
        if asking.never(name) or asking.asked >= asking.room:
            failed.append(Failed(name, "never" if asking.never(name) else "untried"))
            continue
        for found in move.find(asking):
            if isinstance(found, Offer):
                offers.append(found)
            else:
                failed.append(found)
    if len(offers) < ENOUGH and asking.asked < asking.room:
        may = {name: move for name, move in MOVES.items() if not asking.never(name)}
        for pair in find_pairs(asking, may):
            offers.append(pair)  # noqa: PERF402 - one at a time, since Ctrl-C may end it


def _askable(question: Question, verdict: Verdict) -> bool:
    if verdict.word not in ("no", "at-risk") or len(question.deals) != 1 or verdict.problem is None:
        return False
    due = question.deals[0].due
    return due is not None and due >= question.today and verdict.problem.estimated
