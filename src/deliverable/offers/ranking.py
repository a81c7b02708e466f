"""Offers to those that no other beats in everything, best first: easy for the client, then mild for us."""

from collections.abc import Iterable, Sequence
from fractions import Fraction

from deliverable.offers.asking import Asking, Offer

TOUCHES = {"later": "date", "less-scope": "scope", "phases": "scope", "fewer-conditions": "date"}
"""What of the client's a move touches; the others touch the budget, or nobody but us."""
EASE = {"flexible": 0, "preferred": 1, "fixed": 2}
NO_WEIGHT = Fraction(1)


def ranked(asking: Asking, offers: Iterable[Offer], order: Sequence[str]) -> list[Offer]:
    """The offers that no other dominates; `order` are the moves, mildest first."""
    known = [(offer, costs(asking, offer)) for offer in offers]
    kept = [offer for offer, mine in known if not any(_dominates(other, mine) for _, other in known)]
    return sorted(kept, key=lambda offer: _rank(asking, offer, order))


def costs(asking: Asking, offer: Offer) -> tuple[Fraction, ...]:
    """What an offer costs whom, each figure better when smaller: working days that must-haves and all of it are later,
    minutes left out, how much sooner the client decides, money, longer days, and what others are asked for.
    """
    due = offer.deal.due or asking.due
    late = asking.working(asking.due, due) if due > asking.due else 0
    moves = {step.move: step for step in offer.steps}

    def amount(move: str) -> Fraction:
        return Fraction(moves[move].amount) if move in moves else Fraction(0)

    musts = Fraction(0) if "phases" in moves else Fraction(late)
    sooner = 1 / amount("fewer-conditions") if "fewer-conditions" in moves else Fraction(0)
    money = Fraction(0)
    if "contractor" in moves:
        money = (asking.question.book.contractors[moves["contractor"].what[0]].cost or NO_WEIGHT) * amount("contractor")
    asks = [amount(move) for move in ("overtime", "move-booking", "release-hold")]
    return (musts, Fraction(late), amount("less-scope"), sooner, money, *asks)


def _dominates(other: tuple[Fraction, ...], mine: tuple[Fraction, ...]) -> bool:
    return other != mine and all(theirs <= own for theirs, own in zip(other, mine, strict=True))


def _rank(asking: Asking, offer: Offer, order: Sequence[str]) -> tuple[int, Fraction, int, int]:
    """How easily the client gives it, how much it hurts us, and how mild the moves are."""
    flexibility = asking.deal.flexibility
    ease = max(EASE[getattr(flexibility, TOUCHES[s.move])] if s.move in TOUCHES else 1 for s in offer.steps)
    weights = asking.question.book.firm.offers
    hurts = sum((weights.get(step.move) or NO_WEIGHT for step in offer.steps), Fraction(0))
    return ease, hurts, max(order.index(step.move) for step in offer.steps), sum(step.amount for step in offer.steps)
