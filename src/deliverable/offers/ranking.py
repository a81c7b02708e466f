"""Offers to those that no other beats in everything, best first: easy for the client, then mild for us."""

from collections.abc import Iterable, Sequence
from fractions import Fraction

from deliverable.offers.asking import Asking, Offer

TOUCHES = {"later": "date", "later-start": "date", "less-scope": "scope", "phases": "scope", "fewer-conditions": "date"}
"""What of the client's a move touches; the others touch the budget, or nobody but us."""
PRICED = (
    "later-start",
    "less-scope",
    "fewer-conditions",
    "other-people",
    "move-booking",
    "release-hold",
    "contractor",
    "overtime",
)
EASE = {"flexible": 0, "preferred": 1, "fixed": 2}
NO_WEIGHT = Fraction(1)


def ranked(asking: Asking, offers: Iterable[Offer], order: Sequence[str]) -> list[Offer]:
    """The offers that no other dominates; `order` are the moves, mildest first."""
    known = [(offer, costs(asking, offer)) for offer in offers]
    kept = [offer for offer, mine in known if not any(_dominates(other, mine) for _, other in known)]
    return sorted(kept, key=lambda offer: _rank(asking, offer, order))


def costs(asking: Asking, offer: Offer) -> tuple[Fraction, ...]:
    """What an offer costs whom, each figure better when smaller: working days that must-haves and all of it are later,
    and what each other move costs, in units of its own.
    """
    due = offer.deal.due or asking.due
    late = asking.working(asking.due, due) if due > asking.due else 0
    moves = {step.move: step for step in offer.steps}
    musts = Fraction(0) if "phases" in moves else Fraction(late)
    return (musts, Fraction(late), *(moves[move].cost if move in moves else Fraction(0) for move in PRICED))


def _dominates(other: tuple[Fraction, ...], mine: tuple[Fraction, ...]) -> bool:
    return other != mine and all(theirs <= own for theirs, own in zip(other, mine, strict=True))


def _rank(asking: Asking, offer: Offer, order: Sequence[str]) -> tuple[int, Fraction, int, int]:
    """How easily the client gives it, how much it hurts us, and how mild the moves are."""
    flexibility = asking.deal.flexibility
    ease = max(EASE[getattr(flexibility, TOUCHES[s.move])] if s.move in TOUCHES else 1 for s in offer.steps)
    weights = asking.question.book.firm.offers
    hurts = sum((weights.get(step.move, NO_WEIGHT) or Fraction(0) for step in offer.steps), Fraction(0))
    return ease, hurts, max(order.index(step.move) for step in offer.steps), sum(step.amount for step in offer.steps)
