"""Longer days of those whose time is short, within the firm's policy: the fewest people, with the least of it."""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from functools import partial
from types import MappingProxyType

from deliverable.book import Deal, Overtime
from deliverable.offers.asking import Asking, Change, Failed, Offer, Step, bisected

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
    changed = tuple(Change(("with", "overtime", name), f"{percent}%") for name in people)
    apply = partial(longer, people=people, percent=percent)
    offer = asking.offer(Step(MOVE, apply, changed, people, percent, least=True))
    yield Failed(MOVE, "short") if offer is None else offer


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
