"""A no or an at-risk to what we could say yes to: changed deals, each answered by the code that answered the first."""

from dataclasses import dataclass, field
from fractions import Fraction
from types import ModuleType

from deliverable.book import Question
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
TOUCHES = {"later": "date", "less-scope": "scope", "phases": "scope", "fewer-conditions": "date"}
"""What of the client's a move touches; the others touch the budget or nobody but us."""
EASE = {"flexible": 0, "preferred": 1, "fixed": 2}


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
    for name, move in MOVES.items():
        if asking.never(name):
            failed.append(Failed(name, "never"))
            continue
        for found in move.find(asking):
            if isinstance(found, Offer):
                offers.append(found)
            else:
                failed.append(found)
    if len(offers) < ENOUGH:
        may = {name: move for name, move in MOVES.items() if not asking.never(name)}
        offers.extend(find_pairs(asking, may))
    return Found(tuple(sorted(offers, key=lambda offer: _rank(asking, offer))[:SHOWN]), tuple(failed))


def _askable(question: Question, verdict: Verdict) -> bool:
    if verdict.word not in ("no", "at-risk") or len(question.deals) != 1 or verdict.problem is None:
        return False
    due = question.deals[0].due
    return due is not None and due >= question.today and verdict.problem.estimated


def _rank(asking: Asking, offer: Offer) -> tuple[int, Fraction, int, int]:
    """How easily the client gives it, how much it hurts us, and how mild the move is."""
    flexibility = asking.deal.flexibility
    ease = max(EASE[getattr(flexibility, TOUCHES[s.move])] if s.move in TOUCHES else 1 for s in offer.steps)
    weights = asking.question.book.firm.offers
    hurts = sum((weights.get(step.move) or Fraction(1) for step in offer.steps), Fraction(0))
    order = list(MOVES)
    return ease, hurts, max(order.index(step.move) for step in offer.steps), sum(step.amount for step in offer.steps)
