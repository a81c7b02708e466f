"""Somebody is booked for days on which they don't work.

On leave, on a day off or on a weekday that isn't theirs nobody gives a minute, so the work booked for it is not done by
anybody. A few days of leave in a long booking are as it should be: what counts is bookable time. So this is said where
at least half of the row's working days are leave, or where it has none. A row with `effort` is spread over the days
that are left, and only said to be lost where there are none. Internal work is yours to move, and left alone.

Bad:

    # file: team.yaml
    people:
      elif:
        time_off: [{from: 2027-01-18, to: 2027-01-22}]    # a week
    bookings:
      theatre-tickets:
        client: Civic Theatre
        work: [{person: elif, share: 50%, from: 2027-01-11, to: 2027-01-22}]    # two weeks

Good:

    # file: team.yaml
    people:
      elif:
        time_off: [{from: 2027-01-19, to: 2027-01-22}]    # a day less
    bookings:
      theatre-tickets:
        client: Civic Theatre
        work: [{person: elif, share: 50%, from: 2027-01-11, to: 2027-01-22}]
"""

from collections.abc import Iterator

from deliverable.findings import Finding, Related, Severity
from deliverable.rules.ledger import Entry, Ledger, Times, within
from deliverable.rules.places import exact, nearest
from deliverable.rules.said import counted, whens

ID = "booked-while-away"
SEVERITY = Severity.WARNING
UNKNOWN = frozenset({"", "people", "firm", "calendars"})


def check(ledger: Ledger, unread: frozenset[str]) -> Iterator[Finding]:
    """Find the rows of which leave takes half or more, or that have no day on which their person works."""
    if unread & UNKNOWN:
        return
    for name, entries in ledger.entries.items():
        times = ledger.times(name)
        for entry in entries:
            if entry.path[0] == "bookings" and entry.term.why != "internal" and entry.last >= ledger.now:
                yield from _of(ledger, times, entry)


def _of(ledger: Ledger, times: Times, entry: Entry) -> Iterator[Finding]:
    days, gone = times.worked(entry.first, entry.last), times.away(entry.first, entry.last)
    lost = gone if gone == days or not entry.row.effort else 0
    employed = times.joins <= entry.first and entry.last <= times.leaves
    if 2 * lost < days or not (days or employed):
        return
    name, places = times.person.id, ledger.book.places
    off = within(times.off, entry.first, entry.last)
    if days:
        message = f"`{name}` is away {whens(off)}, on {lost} of the {counted(days, 'working day')} of this row"
    else:
        message = f"`{name}` works on no day of this row"
    leave = exact(places, keys=[("people", name, "time_off")]) if days else None
    about = (*entry.path, "person")
    yield Finding(
        rule=ID,
        severity=SEVERITY,
        message=message,
        place=nearest(places, about),
        cure="book other days, or somebody else",
        related=(Related("the leave is here", leave),) if leave else (),
        about=about,
    )
