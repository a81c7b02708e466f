"""Most of a deal is a must, though it tells what is less.

Where more than 60 % of the effort must be done, there is little to give when the time gets short: one bad surprise, and
a must-have falls. It is a rule of thumb of those who sort work into must, should and could. A deal in which
nothing has another priority hasn't been sorted, and is left alone.

Bad:

    # file: team.yaml
    skills: {react: {name: React}}
    people: {sofia: {skills: {react: 4}}}
    # file: deals/museum-site.yaml
    deal: museum-site
    scope:
      site: {effort: {react: 6-7-9d}}
      search: {effort: {react: 3-4-6d}, priority: could}

Good:

    # file: team.yaml
    skills: {react: {name: React}}
    people: {sofia: {skills: {react: 4}}}
    # file: deals/museum-site.yaml
    deal: museum-site
    scope:
      site: {effort: {react: 5-6-9d}}
      search: {effort: {react: 3-4-6d}, priority: could}
"""

from collections.abc import Iterator
from fractions import Fraction

from deliverable.book import Book, Deal, Firm, Task
from deliverable.findings import Finding, Severity
from deliverable.rules.places import exact, lost, nearest, spoiled

ID = "mostly-must"
SEVERITY = Severity.INFO

MOST = Fraction(60, 100)


def check(book: Book, unread: frozenset[str]) -> Iterator[Finding]:
    """Find the open deals with more musts than that; not those whose scope is read or estimated in part."""
    del unread
    hidden = {path[1] for path in (*spoiled(book.places), *lost(book.places)) if _is_scope(path)}
    for deal in book.deals.values():
        if deal.status != "open" or deal.id in hidden:
            continue
        share = must_share(deal, book.firm)
        if share is not None and share > MOST:
            about = ("deals", deal.id, "scope")
            yield Finding(
                rule=ID,
                severity=SEVERITY,
                message=f"{_percent(share)} of the effort is a must",
                place=exact(book.places, keys=[about]) or nearest(book.places, about),
                cure="see which tasks could follow later; up to 60 % leaves room for surprises",
                about=about,
            )


def _is_scope(path: tuple[str | int, ...]) -> bool:
    return path[0] == "deals" and path[1:2] != () and path[2:3] in ((), ("scope",))


def _percent(share: Fraction) -> str:
    """Whole per cent; never 60 for what is more."""
    return f"{max(61, round(share * 100))} %" if share < 1 else "100 %"


def must_share(deal: Deal, firm: Firm) -> Fraction | None:
    """The part of a deal's likely effort that is a must; None where nothing is less, or something isn't estimated."""
    tasks = deal.scope or ()
    if all(task.priority == "must" for task in tasks):
        return None
    efforts = [(task.priority, _minutes(task, firm)) for task in tasks]
    if any(minutes is None for _, minutes in efforts):
        return None
    total = sum(minutes or 0 for _, minutes in efforts)
    must = sum(minutes or 0 for priority, minutes in efforts if priority == "must")
    return Fraction(must) / total if total else None


def _minutes(task: Task, firm: Firm) -> Fraction | None:
    """A task's likely work; a crew's is that of all of its people, waiting is none."""
    crew = sum(place.people for place in task.crew or ())
    efforts = [requirement.effort for requirement in task.effort or ()]
    if any(effort is None for effort in efforts):
        return None
    days = task.duration.likely if task.duration else 0
    return sum((effort.likely for effort in efforts if effort), crew * days * firm.day)
