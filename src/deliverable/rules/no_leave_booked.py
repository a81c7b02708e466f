"""Somebody with an allowance has no leave booked for the next half year.

Leave far ahead is always understated. What isn't booked is taken off evenly, so the sum is right and the weeks are not:
in summer the person looks free who will be at the sea. Half a year is 26 weeks from today. Said of people who are there
for all of it.

Bad:

    # file: team.yaml
    people:
      ines:
        allowance: 25d
        time_off: [{from: 2027-05-24, to: 2027-06-04}]    # examples are as of 23 November 2026

Good:

    # file: team.yaml
    people:
      ines:
        allowance: 25d
        time_off: [{from: 2027-05-23, to: 2027-06-04}]
"""

from collections.abc import Iterator
from datetime import date

from deliverable.book import Person
from deliverable.findings import Finding, Severity
from deliverable.rules.ledger import Ledger
from deliverable.rules.places import exact, nearest

ID = "no-leave-booked"
SEVERITY = Severity.INFO
HALF_A_YEAR = 26 * 7


def check(ledger: Ledger, unread: frozenset[str]) -> Iterator[Finding]:
    """Find the people without a day of leave in the next 26 weeks."""
    if unread & {"", "people"}:
        return
    last = date.fromordinal(min(ledger.now + HALF_A_YEAR - 1, date.max.toordinal()))
    for person in ledger.book.people.values():
        if _there(person, ledger.today, last) and not any(
            off.first <= last and off.last >= ledger.today for off in person.time_off
        ):
            yield from _of(ledger, person, last)


def _there(person: Person, today: date, last: date) -> bool:
    """Whether somebody has an allowance, and is there from today to the end of the half year."""
    joined = person.joins is None or person.joins <= today
    return bool(person.allowance) and joined and (person.leaves is None or person.leaves >= last)


def _of(ledger: Ledger, person: Person, last: date) -> Iterator[Finding]:
    path, places = ("people", person.id), ledger.book.places
    off = (*path, "time_off")
    if not ledger.sound(person.id):
        return
    yield Finding(
        rule=ID,
        severity=SEVERITY,
        message=f"`{person.id}` has no leave booked until {last}, and an allowance",
        place=exact(places, keys=[off, (*path, "allowance")]) or nearest(places, path),
        cure="ask for the weeks that are known, and add them to `time_off`",
        about=off,
    )
