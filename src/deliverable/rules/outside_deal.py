"""A task's own days lie outside the deal's.

A milestone after `due` never counts, since all of the deal ends by then. A task that may not begin before a day after
`due`, or whose `dates` are before `start` or after `due`, can't be done in the deal as it is asked. One of the two days
is a slip, or is left from before the other was moved. The days themselves are inside.

Bad:

    # file: deals/museum-site.yaml
    deal: museum-site
    due: 2027-03-19
    scope:
      build: {wait: 1d, by: 2027-03-20}

Good:

    # file: deals/museum-site.yaml
    deal: museum-site
    due: 2027-03-19
    scope:
      build: {wait: 1d, by: 2027-03-19}
"""

from collections.abc import Iterator
from datetime import date

from deliverable.book import Book, Deal, Task
from deliverable.findings import Finding, KeyPath, Related, Severity
from deliverable.rules.places import exact, nearest

ID = "outside-deal"
SEVERITY = Severity.WARNING

Day = tuple[tuple[str, ...], date | None, str]


def check(book: Book, unread: frozenset[str]) -> Iterator[Finding]:
    """Find the days of tasks that are after the deal's last or before its first, one a task."""
    del unread
    for deal in book.deals.values():
        for task in deal.scope or ():
            found = next(_outside(deal, task), None)
            if found:
                yield _finding(book, deal, task, *found)


def _outside(deal: Deal, task: Task) -> Iterator[tuple[tuple[str, ...], str, str]]:
    """The key of a day that is outside, what is wrong with it, and the deal's key that it contradicts."""
    first, last = (task.dates.first, task.dates.last) if task.dates else (None, None)
    if deal.due:
        after: tuple[Day, ...] = (
            (("not_before",), task.not_before, "begins"),
            (("dates", "to"), last, "ends"),
            (("by",), task.by, "may end"),
        )
        for keys, day, does in after:
            if day and day > deal.due:
                yield keys, f"{does} on {day}, after the deal is due", "due"
    if deal.start and first and first < deal.start:
        yield ("dates", "from"), f"begins on {first}, before the deal does", "start"


def _finding(book: Book, deal: Deal, task: Task, keys: tuple[str, ...], wrong: str, other: str) -> Finding:
    path: KeyPath = ("deals", deal.id, "scope", task.id)
    about = (*path, *keys)
    there = book.places.of(("deals", deal.id, other))
    place = exact(book.places, [about, (*about[:-1], "date"), (*path, keys[0])]) or nearest(book.places, about)
    return Finding(
        rule=ID,
        severity=SEVERITY,
        message=f"`{task.id}` {wrong}",
        place=place,
        cure=f"correct `{keys[0]}` of the task or `{other}` of the deal",
        related=(Related(f"`{other}` is here", there),) if there else (),
        about=about,
    )
