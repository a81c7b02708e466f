"""Rows and the days on which their person isn't there yet, or no longer, to findings."""

from collections.abc import Iterable, Iterator

from deliverable.findings import Finding, Related, Severity
from deliverable.rules.ledger import Entry, Ledger, Span, Times
from deliverable.rules.places import exact, nearest
from deliverable.rules.said import counted, when

WORDS = {
    "booked-before-joining": ("joins", "joins on", "begin the row then, or book somebody else until then"),
    "booked-after-leaving": ("leaves", "leaves on", "end the row then, or book somebody else from then on"),
}


def outside(
    ledger: Ledger, rule: str, severity: Severity, times: Times, lost: Iterable[tuple[Entry, Span]]
) -> Iterator[Finding]:
    """A finding for each row of a booking with working days, not all of them past, on which nobody is employed."""
    key, verb, cure = WORDS[rule]
    name, places = times.person.id, ledger.book.places
    for entry, span in lost:
        gone = times.pattern.days(*span) if span[1] >= ledger.now and entry.path[0] == "bookings" else 0
        if not gone:
            continue
        every = times.pattern.days(entry.first, entry.last)
        there = exact(places, [("people", name, key)])
        about = (*entry.path, "person")
        yield Finding(
            rule=rule,
            severity=severity,
            message=f"`{name}` {verb} {getattr(times.person, key)}, and is booked {when(*span)}: {gone} of the row's "
            f"{counted(every, 'working day')}",
            place=nearest(places, about),
            cure=cure,
            related=(Related("it says so here", there),) if there else (),
            about=about,
        )
