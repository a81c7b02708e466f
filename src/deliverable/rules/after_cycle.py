"""Tasks come `after` each other in a circle, so that none of them can begin.

The whole circle is named; one of its `after` has to go.

Bad:

    # file: deals/museum-site.yaml
    deal: museum-site
    scope:
      design: {wait: 5d, after: [review]}
      build: {wait: 5d, after: [design]}
      review: {wait: 5d, after: [build]}

Good:

    # file: deals/museum-site.yaml
    deal: museum-site
    scope:
      design: {wait: 5d}
      build: {wait: 5d, after: [design]}
      review: {wait: 5d, after: [build, design]}
"""

from collections.abc import Iterator

from deliverable.book import Book, Task
from deliverable.findings import Finding, Severity
from deliverable.rules.places import nearest
from deliverable.rules.scopes import scopes

ID = "after-cycle"
SEVERITY = Severity.ERROR


def check(book: Book, unread: frozenset[str]) -> Iterator[Finding]:
    """Find the circles in every scope, each once."""
    del unread
    for scope in scopes(book):
        tasks = {task.id: task for task in scope.tasks}
        for circle, index in circles(tasks):
            about = scope.at(tasks[circle[-1]], "after", index)
            yield Finding(
                rule=ID,
                severity=SEVERITY,
                message="can never begin: " + " after ".join(f"`{task}`" for task in (*circle, circle[0])),
                place=nearest(book.places, about),
                cure="take one `after` out of the circle",
                about=about,
            )


def circles(tasks: dict[str, Task]) -> Iterator[tuple[list[str], int]]:
    """Each circle as the tasks in it, every one after the next, with the index of the `after` that closes it."""
    done: set[str] = set()
    for first in tasks:
        path: list[str] = []
        on_path: set[str] = set()
        steps = [iter([(0, first)])]
        while steps:
            index, name = next(steps[-1], (-1, ""))
            if index < 0:
                steps.pop()
                if path:
                    on_path.discard(path[-1])
                    done.add(path.pop())
            elif name in on_path:
                yield path[path.index(name) :], index
            elif name in tasks and name not in done:
                path.append(name)
                on_path.add(name)
                steps.append(enumerate(tasks[name].after))
