"""A task comes `after` one that isn't in the same scope, or a promise's plan works on one.

A task that waits for nothing would start too soon, and the plan of a promise would not add up to its scope.

Bad:

    # file: deals/museum-site.yaml
    deal: museum-site
    scope:
      design: {wait: 5d}
      build: {wait: 5d, after: [desing]}

Good:

    # file: deals/museum-site.yaml
    deal: museum-site
    scope:
      design: {wait: 5d}
      build: {wait: 5d, after: [design]}
"""

from collections.abc import Iterator

from deliverable.book import Book
from deliverable.findings import Finding, Severity
from deliverable.rules.known import Known
from deliverable.rules.places import broken
from deliverable.rules.scopes import live, scopes

ID = "unknown-task"
SEVERITY = Severity.ERROR


def check(book: Book, unread: frozenset[str]) -> Iterator[Finding]:
    """Find the tasks that `after` and plans name and their scope doesn't have."""
    if unread & {"", "deals", "deal", "promises"}:
        return
    for scope in scopes(book):
        if broken(book.places, scope.path):
            continue
        known = {task.id for task in scope.tasks}
        for task in scope.tasks:
            for index, before in enumerate(task.after):
                if before not in known:
                    ids = {task.id: scope.at(task) for task in scope.tasks}
                    tasks = Known(ID, "task", "the scope", ids, book.places)
                    yield tasks.missing(before, scope.at(task, "after", index))
    yield from _in_plans(book)


def _in_plans(book: Book) -> Iterator[Finding]:
    for promise in live(book):
        ids = {task.id: ("promises", promise.id, "scope", task.id) for task in promise.scope}
        tasks = Known(ID, "task", "the scope", ids, book.places)
        for index, row in enumerate(promise.plan if ids else ()):
            if row.task is not None and row.task not in ids:
                yield tasks.missing(row.task, ("promises", promise.id, "plan", index, "task"))
