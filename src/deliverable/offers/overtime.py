"""Longer days of those whose time is short, within the firm's policy: the fewest people, with the least of it."""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from functools import partial
from types import MappingProxyType

from deliverable.book import Deal, Overtime
from deliverable.offers.asking import Asking, Change, Failed, Offer, Step

MOVE = "overtime"
MOST = 4
"""So many people are asked at most."""


def find(asking: Asking) -> Iterator[Offer | Failed]:
    """The deal with `with.overtime`."""
    policy = asking.question.book.firm.overtime
    people = asking.people()
    if policy is None or not people or len(people) > MOST:
        yield Failed(MOVE, "none")
        return
    if asking.refuted(longer(asking.deal, people, most := int(policy.share * 100))):
        yield Failed(MOVE, "short")
        return
    found = [offer for name in people if (offer := asking.smallest(most, partial(_step, (name,)))) is not None]
    if not found and len(people) > 1:
        found = [offer for offer in [asking.smallest(most, partial(_step, people))] if offer is not None]
    yield min(found, key=lambda offer: offer.steps[0].cost) if found else Failed(MOVE, "short")


def _step(people: tuple[str, ...], percent: int) -> Step:
    changed = tuple(Change(("with", "overtime", name), f"{percent}%") for name in people)
    milder = partial(longer, people=people, percent=percent - 1) if percent > 1 else None
    cost = Fraction(percent * len(people))
    step = partial(longer, people=people, percent=percent)
    return Step(MOVE, step, changed, people, percent, percent == 1, cost, milder)


def longer(deal: Deal, people: tuple[str, ...], percent: int) -> Deal:
    """The deal that counts on longer days of some people."""
    share = Overtime(Fraction(percent, 100))
    extras = deal.extras
    with_more = MappingProxyType({**extras.overtime, **dict.fromkeys(people, share)})
    return replace(deal, extras=replace(extras, overtime=with_more))


def strongest(asking: Asking) -> Deal | None:
    """The deal with as much of it as the policy allows."""
    policy, people = asking.question.book.firm.overtime, asking.people()
    if policy is None or not people or len(people) > MOST:
        return None
    return longer(asking.deal, people, int(policy.share * 100))
