"""Something that the client gives us comes after the task that needs it must have ended.

Work on it may start on the day in `by`. Where that is after the task's own `by`, the deal's `due` or the first of its
`dates`, the deal can't be as it is asked. Either the client is sooner, or the task isn't needed by then. On one and
the same day there is time for a day's work.

Bad:

    # file: deals/museum-site.yaml
    deal: museum-site
    due: 2027-03-19
    inputs:
      texts: {what: exhibition texts, by: 2027-03-20}
    scope:
      build: {wait: 1d, inputs: [texts]}

Good:

    # file: deals/museum-site.yaml
    deal: museum-site
    due: 2027-03-19
    inputs:
      texts: {what: exhibition texts, by: 2027-03-19}
    scope:
      build: {wait: 1d, inputs: [texts]}
"""

from collections.abc import Iterator
from datetime import date

from deliverable.book import Book, Deal, Input, Task
from deliverable.findings import Finding, KeyPath, Related, Severity
from deliverable.rules.places import nearest

ID = "late-input"
SEVERITY = Severity.WARNING

Limit = tuple[date, str, KeyPath]


def check(book: Book, unread: frozenset[str]) -> Iterator[Finding]:
    """Find the inputs of open deals that come too late, each once, beside the first day that they miss."""
    del unread
    for deal in book.deals.values():
        for given in deal.inputs if deal.status == "open" else ():
            limit = min(_limits(deal, given), default=None)
            if given.by and limit and limit[0] < given.by:
                yield _finding(book, ("deals", deal.id, "inputs", given.id, "by"), given, limit)


def _limits(deal: Deal, given: Input) -> Iterator[Limit]:
    """The days on which tasks that need it must have ended or begin, with what says so."""
    for task in deal.scope or ():
        if given.id in task.inputs:
            yield from _of(deal, task)


def _of(deal: Deal, task: Task) -> Iterator[Limit]:
    path = ("deals", deal.id, "scope", task.id)
    if deal.due:
        yield deal.due, "the deal is due", ("deals", deal.id, "due")
    if task.by:
        yield task.by, f"`{task.id}` must have ended", (*path, "by")
    if task.dates:
        yield task.dates.first, f"`{task.id}` begins", (*path, "dates")


def _finding(book: Book, path: KeyPath, given: Input, limit: Limit) -> Finding:
    day, what, where = limit
    there = book.places.of(where)
    return Finding(
        rule=ID,
        severity=SEVERITY,
        message=f"`{given.id}` comes on {given.by}, and {what} on {day}",
        place=nearest(book.places, path),
        cure=f"correct one of the two days, or agree on {given.id} by then",
        related=(Related(f"{what} here", there),) if there else (),
        about=path,
    )
