"""An offer that moves a booking or lets a hold go to what becomes of it: its new days, and the deal behind asked anew.

That deal is put to the code that answers all questions, beside the plan of the offer. Where nobody has written down
what it needs, that is said: then only its owner can tell.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from fractions import Fraction
from types import MappingProxyType

from deliverable.book import Book, Booking, Deal, Promise, Question, Row
from deliverable.dataclass import dataclass
from deliverable.offers.asking import QUICK, Asking, Offer
from deliverable.supply.calendar import shifted
from deliverable.verdict import Verdict, assess


@dataclass(frozen=True, slots=True)
class Touched:
    """A booking or promise that an offer `moved` or `released`, from and to when it takes time, and its new days (None
    for one that is let go). `deal` is what it is for and `verdict` what is answered to that beside the offer; None
    where nobody has written down what it needs.
    """

    id: str
    how: str
    client: str
    owner: str
    first: date
    last: date
    new_first: date | None = None
    new_last: date | None = None
    until: date | None = None
    deal: Deal | None = None
    verdict: Verdict | None = None


def touched_by(asking: Asking, offer: Offer) -> tuple[Touched, ...]:
    """What becomes of everything that an offer moves or lets go and the deal as it was asked doesn't."""
    book, before, after = asking.question.book, asking.deal.extras, offer.deal.extras
    moved = [name for name, days in after.moved.items() if before.moved.get(name) != days]
    freed = [name for name in after.released if name not in before.released]
    found = [_moved(book, book.bookings[name], after.moved[name]) for name in moved]
    found += [_released(book, name) for name in freed]
    return tuple(_asked_anew(asking, offer, one) for one in found)


def _span(rows: Iterable[Row]) -> tuple[date, date]:
    known = [(row.first, row.last) for row in rows]
    return min((first for first, _ in known), default=date.max), max((last for _, last in known), default=date.min)


def _moved(book: Book, booking: Booking, days: int) -> Touched:
    new = [replace(row, first=first, last=last) for row in booking.work
           for first, last in [shifted(book, row.first, row.last, days)]]  # fmt: skip
    return Touched(
        booking.id, "moved", booking.client, booking.owner, *_span(booking.work), *_span(new), booking.flexible_until,
        _behind(book, booking),
    )  # fmt: skip


def _released(book: Book, name: str) -> Touched:
    source = book.bookings.get(name) or book.promises[name]
    rows = source.work if isinstance(source, Booking) else source.plan
    return Touched(name, "released", source.client, source.owner, *_span(rows), deal=_behind(book, source))


def _behind(book: Book, source: Booking | Promise) -> Deal | None:
    """The deal that a booking or promise is for, where its scope is on file."""
    name = source.deal if isinstance(source, Booking) else source.id
    promise = source if isinstance(source, Promise) else book.promises.get(name or "")
    if promise is not None and promise.scope:
        return Deal(promise.id, client=promise.client, owner=promise.owner, due=promise.due, scope=promise.scope)
    deal = book.deals.get(name or "")
    return deal if deal is not None and deal.scope and deal.status == "open" else None


def _asked_anew(asking: Asking, offer: Offer, one: Touched) -> Touched:
    if one.deal is None:
        return one
    question = asking.question
    asking.count()
    verdict = assess(Question(beside(question.book, offer), (one.deal,), question.today), limit=QUICK)
    return replace(one, verdict=verdict)


def beside(book: Book, offer: Offer) -> Book:
    """The book in which the offer is agreed: its plan is booked, and what it moves has moved."""
    bookings = dict(book.bookings)
    for name, days in offer.deal.extras.moved.items():
        rows = []
        for row in bookings[name].work:
            first, last = shifted(book, row.first, row.last, days)
            rows.append(replace(row, first=first, last=last))
        bookings[name] = replace(bookings[name], work=tuple(rows))
    bookings[offer.deal.id] = Booking(offer.deal.id, offer.deal.client, deal=offer.deal.id, work=tuple(planned(offer)))
    return replace(book, bookings=MappingProxyType(bookings))


def planned(offer: Offer) -> list[Row]:
    """The days of the firm's own people that an offer's plan takes."""
    plan, problem = offer.verdict.plan, offer.verdict.problem
    if plan is None or problem is None:
        return []
    minutes: dict[tuple[str, date], int] = {}
    for work in plan.work:
        name = (problem.workers[work.worker].person, problem.on(work.day))
        if name[0]:
            minutes[name] = minutes.get(name, 0) + work.minutes
    return [Row(day, day, person, per_day=Fraction(amount)) for (person, day), amount in sorted(minutes.items())]
