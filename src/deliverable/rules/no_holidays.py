"""A calendar has no days off in a year that an open deal reaches.

Public holidays are entered year by year, and the next year's are easily forgotten. Until then everybody of that
calendar looks there on Good Friday and at Christmas, and a deal that ends after them looks nearer than it is. Looked at
are the years from now, or the deal's start, to the day that it is due. The first week of January doesn't count, since
the closure of the year before covers it, or New Year's Day alone. Said of calendars that the firm or somebody follows.

Bad:

    # file: firm.yaml
    firm: {name: Larkspur, calendar: england}
    # file: calendars.yaml
    calendars:
      england:
        days_off:
          - {date: 2026-12-25, name: Christmas Day}
          - {from: 2026-12-28, to: 2027-01-07, name: closed}
    # file: deals/museum-site.yaml
    deal: museum-site
    due: 2027-03-19

Good:

    # file: firm.yaml
    firm: {name: Larkspur, calendar: england}
    # file: calendars.yaml
    calendars:
      england:
        days_off:
          - {date: 2026-12-25, name: Christmas Day}
          - {from: 2026-12-28, to: 2027-01-08, name: closed}
    # file: deals/museum-site.yaml
    deal: museum-site
    due: 2027-03-19
"""

from collections.abc import Iterator
from datetime import date

from deliverable.book import Book, Calendar, Deal
from deliverable.findings import Finding, Related, Severity
from deliverable.rules.asked import is_open
from deliverable.rules.ledger import Ledger
from deliverable.rules.places import broken, exact, nearest
from deliverable.rules.said import listed

ID = "no-holidays"
SEVERITY = Severity.WARNING
FIRST_WEEK = 7


def check(ledger: Ledger, unread: frozenset[str]) -> Iterator[Finding]:
    """Find the calendars that end before the open deals do."""
    if unread & {"", "calendars"}:
        return
    book, reached = ledger.book, _reached(ledger)
    followed = {book.firm.calendar, *(person.calendar for person in book.people.values())} if reached else ()
    for calendar in book.calendars.values():
        if calendar.id in followed and not broken(book.places, ("calendars", calendar.id, "days_off")):
            bare = {year: deal for year, deal in reached.items() if not _covers(calendar, year)}
            if bare:
                yield _finding(book, calendar, bare)


def _reached(ledger: Ledger) -> dict[int, Deal]:
    """Every year that an open deal reaches beyond its first week, with the first deal that does."""
    out: dict[int, Deal] = {}
    for deal in ledger.book.deals.values():
        if deal.due is not None and is_open(ledger, deal):
            begin = max(deal.start or ledger.today, ledger.today)
            for year in range(begin.year, deal.due.year + 1):
                if deal.due > date(year, 1, FIRST_WEEK):
                    out.setdefault(year, deal)
    return dict(sorted(out.items()))


def _covers(calendar: Calendar, year: int) -> bool:
    first, last = date(year, 1, FIRST_WEEK), date(year, 12, 31)
    return any(off.last > first and off.first <= last for off in calendar.days_off)


def _finding(book: Book, calendar: Calendar, bare: dict[int, Deal]) -> Finding:
    about = ("calendars", calendar.id, "days_off")
    deal = next(iter(bare.values()))
    years = listed([str(year) for year in bare])
    return Finding(
        rule=ID,
        severity=SEVERITY,
        message=f"`{calendar.id}` has no days off in {years}, which `{deal.id}` reaches",
        place=exact(book.places, keys=[about, about[:2]]) or nearest(book.places, about),
        cure=f"add the public holidays and closures of {years}",
        related=(Related("it is due here", nearest(book.places, ("deals", deal.id, "due"))),),
        about=about,
    )
