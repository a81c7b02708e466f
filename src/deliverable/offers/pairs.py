"""Two moves together. Where no single one is enough: the second as little as it takes beside as much of the first as
there is, and then as little of the first as it takes beside that. Where single ones are: half of a later date, and
beside it less of another move than that alone takes.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from types import ModuleType

from deliverable.offers import later
from deliverable.offers.asking import Asking, Offer

MOST = 2
"""So many pairs are enough."""
DATED = frozenset({"later", "later-start", "phases"})
"""They have the date for what they change."""
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


def milder_pairs(asking: Asking, singles: Sequence[Offer], moves: Mapping[str, ModuleType]) -> Iterator[Offer]:
    """Half of what a later date alone takes with less of another move than that alone takes, for each of the others."""
    known = {offer.steps[0].move: offer.steps[0] for offer in singles}
    first = later.halfway(asking, known[later.MOVE]) if later.MOVE in known else None
    if first is None:
        return
    alone = asking.on(first.apply(asking.deal))
    for move, single in known.items():
        if move in DATED or asking.asked >= asking.room or alone.word == "yes":
            continue
        found = next((offer for offer in moves[move].find(alone) if isinstance(offer, Offer)), None)
        if found is not None and found.steps[0].cost < single.cost:
            steps = tuple(replace(step, least=False) for step in (first, *found.steps))
            yield replace(found, steps=steps)


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
