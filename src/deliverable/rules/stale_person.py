"""Nobody has said for too long that a person's lines are right.

Skills, weeks and leave change, and an answer is as good as they are. `firm.confirm_every` says how often somebody
looks, and `confirmed` when it was done last; on the last day it is still fresh. Without `confirm_every` nothing is
said. Answers that count on such a person make it a condition.

Bad:

    # file: firm.yaml
    firm: {name: Larkspur, confirm_every: 30d}
    # file: team.yaml
    people:
      mara: {confirmed: 2026-10-23}    # examples are as of 23 November 2026: 31 days ago

Good:

    # file: firm.yaml
    firm: {name: Larkspur, confirm_every: 30d}
    # file: team.yaml
    people:
      mara: {confirmed: 2026-10-24}
"""

from collections.abc import Iterator

from deliverable.book import Person
from deliverable.findings import Finding, Severity
from deliverable.rules.ledger import Ledger
from deliverable.rules.places import broken, exact, nearest
from deliverable.rules.said import counted

ID = "stale-person"
SEVERITY = Severity.INFO


def check(ledger: Ledger, unread: frozenset[str]) -> Iterator[Finding]:
    """Find the people whose data nobody has confirmed as lately as the firm wants."""
    del unread
    every = ledger.book.firm.confirm_every
    for person in ledger.book.people.values() if every is not None else ():
        age = (ledger.today - person.confirmed).days if person.confirmed else None
        gone = person.leaves is not None and person.leaves < ledger.today
        if every is not None and not gone and (age is None or age > every):
            yield from _of(ledger, person, every, age)


def _of(ledger: Ledger, person: Person, every: int, age: int | None) -> Iterator[Finding]:
    about, places = ("people", person.id, "confirmed"), ledger.book.places
    if age is None and broken(places, about):
        return
    ago = f"were confirmed {counted(age, 'day')} ago" if age is not None else "were never confirmed"
    yield Finding(
        rule=ID,
        severity=SEVERITY,
        message=f"the lines of `{person.id}` {ago}; the firm wants it every {counted(every, 'day')}",
        place=exact(places, [about]) or exact(places, keys=[about[:2]]) or nearest(places, about),
        cure=f"ask `{person.id}` to look at them, and set `confirmed` to the day of it",
        about=about,
    )
