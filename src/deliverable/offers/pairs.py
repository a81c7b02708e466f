"""Two moves together, where no single one is enough: the second as little as it takes beside as much of the first as
there is, and then as little of the first as it takes beside that.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from types import ModuleType

from deliverable.offers.asking import Asking, Offer

MOST = 2
"""So many pairs are enough."""
ALONE = frozenset({"later-start"})
"""A later date asks for less than this one, with any other move too."""


def find_pairs(asking: Asking, moves: Mapping[str, ModuleType]) -> Iterator[Offer]:
    """Offers of two moves each; `moves` are those that may be proposed, mildest first."""
    seen: set[frozenset[str]] = set()
    found = 0
    for first, move in moves.items():
        strong = move.strongest(asking) if hasattr(move, "strongest") else None
        if strong is None or asking.helpless(strong):
            continue
        beside = asking.on(strong, draft=True)
        for second, other in moves.items():
            pair = frozenset((first, second))
            if len(pair) == 1 or pair in seen or second in ALONE or asking.asked > asking.room:
                continue
            seen.add(pair)
            if _hopeless(beside, other):
                continue
            offer = _together(asking, beside, move, other)
            if offer is not None:
                found += 1
                yield offer
            if found == MOST:
                return


def _hopeless(beside: Asking, other: ModuleType) -> bool:
    """Whether even all of both can't be done by the day asked, as the bound alone shows."""
    both = other.strongest(beside) if hasattr(other, "strongest") else None
    return both is not None and beside.refuted(both)


def _together(asking: Asking, beside: Asking, move: ModuleType, other: ModuleType) -> Offer | None:
    """The least of one move beside the strongest of another, and then the least of that one."""
    second = next((offer for offer in other.find(beside) if isinstance(offer, Offer)), None)
    if second is None:
        return None
    alone = asking.on(second.steps[0].apply(asking.deal))
    if alone.word == "yes":
        return None  # the second alone is enough after all
    first = next((offer for offer in move.find(alone) if isinstance(offer, Offer)), None)
    if first is None:
        return None
    steps = tuple(replace(step, least=False) for step in (*second.steps, *first.steps))
    return replace(first, steps=steps)
