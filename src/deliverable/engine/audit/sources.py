"""A question to the bookings and promises that take capacity in it, their rows where the deals have moved them."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from fractions import Fraction

from deliverable.book import Question, Row
from deliverable.dataclass import dataclass
from deliverable.engine.audit.calendars import Calendars


@dataclass(frozen=True, slots=True)
class Source:
    """A booking or a promise that counts today; `uncertain` when it is a hold that may still lapse."""

    id: str
    client: str
    rows: tuple[Row, ...]
    uncertain: bool


def counting(question: Question, calendars: Calendars) -> tuple[Source, ...]:
    """Everything that takes capacity today, holds included, by id."""
    released = {name for deal in question.deals for name in deal.extras.released}
    found = [*_bookings(question), *_promises(question)]
    kept = [source for source in found if source.id not in released]
    return tuple(sorted((_moved(question, calendars, source) for source in kept), key=lambda source: source.id))


def _bookings(question: Question) -> Iterator[Source]:
    own = {deal.id for deal in question.deals}
    promised = {source.id for source in _promises(question)}
    for name, booking in question.book.bookings.items():
        if booking.deal is not None and (booking.deal in own or booking.deal in promised):
            continue
        hold = booking.status == "hold"
        if hold and _expired(booking.expires, question.today):
            continue
        yield Source(name, booking.client, booking.work, hold and _uncertain(booking.probability))


def _promises(question: Question) -> Iterator[Source]:
    own = {deal.id for deal in question.deals}
    for name, promise in question.book.promises.items():
        if name in own or promise.status not in {"held", "promised"}:
            continue
        held = promise.status == "held"
        if held and _expired(promise.expires, question.today):
            continue
        yield Source(name, promise.client, promise.plan, held and _uncertain(promise.probability))


def _expired(expires: date | None, today: date) -> bool:
    return expires is not None and today > expires


def _uncertain(probability: Fraction | None) -> bool:
    return probability is None or probability < 1


def _moved(question: Question, calendars: Calendars, source: Source) -> Source:
    days = max((deal.extras.moved.get(source.id, 0) for deal in question.deals), default=0)
    if days <= 0:
        return source
    return replace(source, rows=tuple(_later(calendars, row, days) for row in source.rows))


def _later(calendars: Calendars, row: Row, days: int) -> Row:
    """First working day on or after `first`, last on or before `last`, and then so many working days on."""
    first = calendars.nth(row.first, 1 + days)
    back = calendars.nth_back(row.last, 1)
    last = None if back is None else calendars.nth(back, 1 + days)
    return row if first is None or last is None else replace(row, first=first, last=last)
