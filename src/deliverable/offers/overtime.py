"""Longer days of those whose time is short, within the firm's policy: the fewest people, with the least of it."""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from functools import partial
from types import MappingProxyType

from deliverable.book import Deal, Overtime
from deliverable.offers.asking import NEARBY, Asking, Change, Failed, Offer, Step, bisected

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
    most = int(policy.share * 100)
    percent = bisected(most, lambda percent: asking.holds(longer(asking.deal, people, percent)))
    if percent is None:
        yield Failed(MOVE, "short")
        return
    offer = asking.first_offer(_step(people, n) for n in range(percent, min(percent + NEARBY, most + 1)))
    yield Failed(MOVE, "short") if offer is None else offer


def _step(people: tuple[str, ...], percent: int) -> Step:
    changed = tuple(Change(("with", "overtime", name), f"{percent}%") for name in people)
    return Step(MOVE, partial(longer, people=people, percent=percent), changed, people, percent)


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
