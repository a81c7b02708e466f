"""A deal, or a task in it, has to end before it may begin.

`start` and `not_before` are the first day on which work may be done, `due` and `by` the last: on one and the same day
there is time for a day's work, before that there is none. As it is asked such a deal can't be. A latest acceptable day
before `due` is a warning: one of the two is not what the client said.

Bad:

    # file: deals/museum-site.yaml
    deal: museum-site
    start: 2027-03-19
    due: 2027-03-18
    scope:
      build: {wait: 1d}

Good:

    # file: deals/museum-site.yaml
    deal: museum-site
    start: 2027-03-19
    due: 2027-03-19
    scope:
      build: {wait: 1d}
"""

from collections.abc import Iterator
from datetime import date

from deliverable.book import Book, Deal
from deliverable.findings import Finding, KeyPath, Severity
from deliverable.rules.places import nearest

ID = "due-before-start"
SEVERITY = Severity.ERROR

Ends = tuple[KeyPath, str, date | None, str, date | None, Severity]


def check(book: Book, unread: frozenset[str]) -> Iterator[Finding]:
    """Find the last days that come before their first day."""
    del unread
    for deal in book.deals.values():
        for path, begin, first, end, last, severity in _ends(deal):
            if first and last and last < first:
                yield Finding(
                    rule=ID,
                    severity=severity,
                    message=f"`{end}` {last} is before `{begin}` {first}",
                    place=nearest(book.places, path),
                    cure=f"correct `{begin}` or `{end}`",
                    about=path,
                )


def _ends(deal: Deal) -> Iterator[Ends]:
    path = ("deals", deal.id)
    yield (*path, "due"), "start", deal.start, "due", deal.due, Severity.ERROR
    latest = deal.latest_acceptable
    yield (*path, "latest_acceptable"), "due", deal.due, "latest_acceptable", latest, Severity.WARNING
    for task in deal.scope or ():
        by = (*path, "scope", task.id, "by")
        if task.not_before and (deal.start is None or deal.start < task.not_before):
            yield by, "not_before", task.not_before, "by", task.by, Severity.ERROR
        else:
            yield by, "start", deal.start, "by", task.by, Severity.ERROR
