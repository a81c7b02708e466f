"""A deal counts on a booking being moved that may not move, or not so far.

Only a booking with `flexible` may move, as a whole, by working days of the firm, and its last day must not come after
`flexible.until`: that is what its client was told.

Bad:

    # file: team.yaml
    people:
      sofia: {name: Sofia Marin}
    bookings:
      harbour-trust:
        client: Harbour Trust
        flexible: {until: 2026-11-12}
        work: [{person: sofia, share: 80%, from: 2026-09-01, to: 2026-10-30}]
    # file: deals/museum-site.yaml
    deal: museum-site
    with:
      moved: {harbour-trust: 10d}

Good:

    # file: team.yaml
    people:
      sofia: {name: Sofia Marin}
    bookings:
      harbour-trust:
        client: Harbour Trust
        flexible: {until: 2026-11-13}
        work: [{person: sofia, share: 80%, from: 2026-09-01, to: 2026-10-30}]
    # file: deals/museum-site.yaml
    deal: museum-site
    with:
      moved: {harbour-trust: 10d}
"""

from collections.abc import Iterator

from deliverable.book import Book, Booking
from deliverable.findings import Finding, KeyPath, Related, Severity
from deliverable.rules.places import broken, exact, nearest
from deliverable.rules.workdays import Works, days_on, working_day

ID = "booking-not-movable"
SEVERITY = Severity.ERROR
FLEXIBLE = (("flexible",), ("flexible", "until"))


def check(book: Book, unread: frozenset[str]) -> Iterator[Finding]:
    """Find the moves that a booking doesn't allow."""
    if unread & {"", "bookings", "firm", "calendars"}:
        return
    works = working_day(book)
    for deal in book.deals.values():
        for name, days in deal.extras.moved.items():
            booking = book.bookings.get(name)
            if booking and any(broken(book.places, ("bookings", name, *rest)) for rest in FLEXIBLE):
                continue
            wrong = booking and _wrong(booking, days, works)
            if booking and wrong:
                yield _finding(book, booking, ("deals", deal.id, "with", "moved", name), *wrong)


def _wrong(booking: Booking, days: int, works: Works) -> tuple[str, str] | None:
    until = booking.flexible_until
    if until is None:
        return f"`{booking.id}` may not move", "move another booking, or agree with its client and add `flexible`"
    last = max((row.last for row in booking.work), default=None)
    end = days_on(works, last, days) if last else until
    if end is not None and end <= until:
        return None
    lands = f"would end on {end}" if end else "would end too far off to say when"
    return f"`{booking.id}` {lands}, but may move until {until} at most", "move it by fewer days"


def _finding(book: Book, booking: Booking, about: KeyPath, message: str, cure: str) -> Finding:
    until = ("bookings", booking.id, "flexible", "until")
    limit = exact(book.places, [until]) or exact(book.places, keys=[until[:2]])
    return Finding(
        rule=ID,
        severity=SEVERITY,
        message=message,
        place=nearest(book.places, about),
        cure=cure,
        related=(Related("its limit is here" if booking.flexible_until else "it is here", limit),) if limit else (),
        about=about,
    )
