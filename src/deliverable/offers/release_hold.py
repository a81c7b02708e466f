"""Holds let go: the one whose landing is least likely, or several."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import partial
from itertools import combinations

from deliverable.book import Deal
from deliverable.offers.asking import Asking, Change, Failed, Offer, Step
from deliverable.supply.terms import terms

MOVE = "release-hold"
TOGETHER = 2
MOST = 6
"""So many sets of holds are tried at most."""


def find(asking: Asking) -> Iterator[Offer | Failed]:
    """The deal with `with.released`."""
    names = holds_of(asking)
    if not names:
        yield Failed(MOVE, "none")
        return
    if not asking.holds(released(asking.deal, names)):
        yield Failed(MOVE, "short")
        return
    sets = [some for size in range(1, TOGETHER + 1) for some in combinations(names, size)]
    for some in sorted(sets, key=lambda some: (price(asking, some), some))[:MOST]:
        if not asking.holds(released(asking.deal, some)):
            continue
        change = Change(("with", "released"), list(released(asking.deal, some).extras.released))
        offer = asking.offer(
            Step(
                MOVE,
                partial(released, names=some),
                (change,),
                some,
                round(100 * price(asking, some)),
                cost=Fraction(price(asking, some)),
            )
        )
        if offer is not None:
            yield offer
            return
    yield Failed(MOVE, "short")


def released(deal: Deal, names: Sequence[str]) -> Deal:
    """The deal that counts on some holds being let go."""
    extras = replace(deal.extras, released=tuple(sorted({*deal.extras.released, *names})))
    return replace(deal, extras=extras)


def holds_of(asking: Asking) -> list[str]:
    """The holds that take time of somebody whose time is short."""
    people = set(asking.people())
    return sorted({t.id for t in terms(asking.question) if t.why == "hold" and t.row.person in people})


def price(asking: Asking, names: tuple[str, ...]) -> float:
    """How likely it is that they land, added up; one whose chance nobody said is certain."""
    book = asking.question.book
    said = [(book.bookings.get(name) or book.promises.get(name)) for name in names]
    return sum(1.0 if source is None or source.probability is None else float(source.probability) for source in said)


def strongest(asking: Asking) -> Deal | None:
    """The deal with all such holds let go."""
    names = holds_of(asking)
    return released(asking.deal, names) if names else None
