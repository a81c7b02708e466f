"""The dates of a crew hold no working day of the firm, or not as many as its duration.

A crew works whole days together, and on exactly these dates. Where `dates` and `duration` disagree, one of them is not
what was meant; where no day of them is a working day, nobody is there.

Bad:

    # file: skills.yaml
    skills: {producing: {name: Producing}}
    # file: deals/museum-site.yaml
    deal: museum-site
    scope:
      installation:
        crew: {producing: 1}
        duration: 2d
        dates: {from: 2027-03-19, to: 2027-03-20}    # a Friday and a Saturday

Good:

    # file: skills.yaml
    skills: {producing: {name: Producing}}
    # file: deals/museum-site.yaml
    deal: museum-site
    scope:
      installation:
        crew: {producing: 1}
        duration: 2d
        dates: {from: 2027-03-18, to: 2027-03-20}    # Thursday, Friday, and a Saturday
"""

from collections.abc import Iterator

from deliverable.book import Book, Task
from deliverable.findings import Finding, Severity
from deliverable.rules.places import exact, nearest
from deliverable.rules.scopes import scopes
from deliverable.rules.workdays import Works, count, working_day

ID = "crew-dates"
SEVERITY = Severity.ERROR


def check(book: Book, unread: frozenset[str]) -> Iterator[Finding]:
    """Find the dates that have no working day, or not as many as the task takes."""
    if unread & {"", "firm", "calendars"}:
        return
    works = working_day(book)
    for scope in scopes(book):
        for task in scope.tasks:
            wrong = _wrong(task, works)
            if wrong:
                about = scope.at(task, "dates")
                yield Finding(
                    rule=ID,
                    severity=SEVERITY,
                    message=f"`{task.id}` {wrong[0]}",
                    place=exact(book.places, keys=[about]) or nearest(book.places, about),
                    cure=wrong[1],
                    about=about,
                )


def _wrong(task: Task, works: Works) -> tuple[str, str] | None:
    if task.dates is None or task.dates.last < task.dates.first:
        return None
    days = count(works, task.dates.first, task.dates.last)
    if days == 0:
        return "has `dates` on which the firm doesn't work", "choose dates with a working day"
    if days is None or task.duration is None or task.duration.likely == days:
        return None
    asked = task.duration.likely
    return f"takes {asked}d, but its `dates` hold {days}d of work", "correct `duration` or `dates`"
