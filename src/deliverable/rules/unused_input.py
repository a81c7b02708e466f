"""The client must give us something that no task waits for.

It is a condition of every yes, but the plan works on without it. Either a task's `inputs` is missing, or we ask the
client for more than we need.

Bad:

    # file: deals/museum-site.yaml
    deal: museum-site
    inputs:
      texts: {what: exhibition texts, by: 2027-01-15}
    scope:
      build: {wait: 1d}

Good:

    # file: deals/museum-site.yaml
    deal: museum-site
    inputs:
      texts: {what: exhibition texts, by: 2027-01-15}
    scope:
      build: {wait: 1d, inputs: [texts]}
"""

from collections.abc import Iterator

from deliverable.book import Book, Deal
from deliverable.findings import Finding, KeyPath, Severity
from deliverable.rules.places import exact, lost, nearest, spoiled

ID = "unused-input"
SEVERITY = Severity.WARNING


def check(book: Book, unread: frozenset[str]) -> Iterator[Finding]:
    """Find the inputs that no task of their deal names; not while one that isn't there may be meant for one."""
    del unread
    hidden = {path[1] for path in (*spoiled(book.places), *lost(book.places)) if _may_hide(path)}
    for deal in book.deals.values():
        if deal.id not in hidden and deal.scope:
            yield from _unused(book, deal)


def _unused(book: Book, deal: Deal) -> Iterator[Finding]:
    named = {name for task in deal.scope or () for name in task.inputs}
    if not named <= {given.id for given in deal.inputs}:
        return
    for given in deal.inputs:
        if given.id not in named:
            about = ("deals", deal.id, "inputs", given.id)
            yield Finding(
                rule=ID,
                severity=SEVERITY,
                message=f"no task needs `{given.id}`",
                place=exact(book.places, keys=[about]) or nearest(book.places, about),
                cure=f"write `inputs: [{given.id}]` in the task that waits for it, or delete it",
                about=about,
            )


def _may_hide(path: KeyPath) -> bool:
    """Whether the `inputs` of a task are named at or below this key path."""
    if path[0] != "deals" or len(path) == 1:
        return False
    return path[2:3] == () or (path[2] == "scope" and path[4:5] in ((), ("inputs",)))
