"""The bookings and promises of a book to the rows that count against a question, by person and unnamed."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from deliverable.book import Book, Booking, Deal, Promise, Question, Row
from deliverable.dataclass import dataclass
from deliverable.supply.calendar import shifted


@dataclass(frozen=True, slots=True)
class Term:
    """A row of work that takes capacity, and what it belongs to. `why` is firm, hold, internal or promise."""

    row: Row
    index: int
    id: str
    why: str
    client: str
    owner: str
    certain: bool


def uncertain(question: Question) -> tuple[str, ...]:
    """Ids of the holds that count today but may lapse: their probability is below 100 % or nobody said it."""
    return tuple(sorted({term.id for term in terms(question) if not term.certain}))


def terms(question: Question) -> Iterator[Term]:
    """Every row that counts against the question, in the order of their ids (`with.released` and `with.moved`
    applied).
    """
    book, mine = question.book, {deal.id for deal in question.deals}
    released = {name for deal in question.deals for name in deal.extras.released}
    moved: dict[str, int] = {}
    for deal in question.deals:
        for name, days in deal.extras.moved.items():
            moved[name] = max(days, moved.get(name, 0))
    promised = {p.id for p in book.promises.values() if _counts(p.status, p.expires, question.today)}
    for booking in sorted(book.bookings.values(), key=lambda b: b.id):
        if booking.id in released or booking.deal in mine or booking.deal in promised:
            continue
        if _counts(booking.status, booking.expires, question.today):
            yield from _booking_terms(book, booking, moved)
    for promise in sorted(book.promises.values(), key=lambda p: p.id):
        if promise.id in promised and promise.id not in mine and promise.id not in released:
            yield from _promise_terms(promise)


def _counts(status: str, expires: date | None, today: date) -> bool:
    if status in ("hold", "held"):
        return expires is None or today <= expires
    return status in ("firm", "internal", "promised")


def _booking_terms(book: Book, booking: Booking, moved: Mapping[str, int]) -> Iterator[Term]:
    certain = booking.status != "hold" or booking.probability == 1
    for index, row in enumerate(booking.work):
        if booking.id in moved:
            first, last = shifted(book, row.first, row.last, moved[booking.id])
            row = replace(row, first=first, last=last)
        yield Term(row, index, booking.id, booking.status, booking.client, booking.owner, certain)


def _promise_terms(promise: Promise) -> Iterator[Term]:
    certain = promise.status != "held" or promise.probability == 1
    for index, row in enumerate(promise.plan):
        why = "hold" if promise.status == "held" else "promise"
        yield Term(row, index, promise.id, why, promise.client, promise.owner, certain)


def day_one(question: Question) -> date:
    """The later of today and the start; for several deals the earliest of theirs."""
    return min((deal_day_one(deal, question.today) for deal in question.deals), default=question.today)


def deal_day_one(deal: Deal, today: date) -> date:
    """The first day on which work on this deal may be done."""
    return max(today, deal.start or today)
