"""A flexible booking that hasn't begun, later by the fewest working days that are enough."""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from functools import partial
from types import MappingProxyType

from deliverable.book import Booking, Deal
from deliverable.offers.asking import Asking, Change, Failed, Offer, Step, some_or_short
from deliverable.supply.calendar import shifted

MOVE = "move-booking"
LONGEST = 60
"""Working days that a booking is moved at most."""
MOST = 3
"""So many bookings are tried."""


def find(asking: Asking) -> Iterator[Offer | Failed]:
    """The deal with `with.moved`, for each booking that alone is enough."""
    movable = [booking for booking in asking.question.book.bookings.values() if _may(asking, booking)]
    if not movable:
        yield Failed(MOVE, "none")
        return
    tried = (asking.smallest(_most(asking, one), partial(_step, one.id)) for one in movable[:MOST])
    yield from some_or_short(MOVE, tried)


def _step(name: str, days: int) -> Step:
    change = Change(("with", "moved", name), f"{days}d")
    milder = partial(moved, name=name, days=days - 1) if days > 1 else None
    step = partial(moved, name=name, days=days)
    return Step(MOVE, step, (change,), (name,), days, days == 1, Fraction(days), milder)


def moved(deal: Deal, name: str, days: int) -> Deal:
    """The deal that counts on a booking being later."""
    extras = deal.extras
    return replace(deal, extras=replace(extras, moved=MappingProxyType({**extras.moved, name: days})))


def _may(asking: Asking, booking: Booking) -> bool:
    """Whether a booking may be moved, hasn't begun, and takes time of somebody whose time is short."""
    first = min((row.first for row in booking.work), default=None)
    people = set(asking.people())
    return (
        booking.flexible_until is not None
        and first is not None
        and first > asking.question.today
        and booking.id not in asking.deal.extras.moved
        and any(row.person in people for row in booking.work)
    )


def _most(asking: Asking, booking: Booking) -> int:
    """The most working days by which all its rows still end by the day up to which it may move."""
    until = booking.flexible_until
    if until is None:
        return 0
    book = asking.question.book

    def fits(days: int) -> bool:
        return all(shifted(book, row.first, row.last, days)[1] <= until for row in booking.work)

    return max((days for days in range(1, LONGEST + 1) if fits(days)), default=0)
