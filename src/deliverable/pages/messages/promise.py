"""A deal as asked and a deal as offered to what is promised by when, and what is different for the client.

Only the two deals are compared, whatever the moves between them were called.
"""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from deliverable.book import Book, Deal, Task
from deliverable.offers.contractor import reserve
from deliverable.pages.conditions import paid_days
from deliverable.pages.messages.matter import CLIENT, before
from deliverable.pages.messages.phrases import steps, tasks
from deliverable.pages.words import counted, listed, week_day

NAMED = 3
"""So many milestones are told, and of more how many there are."""


def promised(first: Deal, deal: Deal, near: date) -> str:
    """All of it by Friday 12 March; what is left out of it, and what follows later. "" without a date."""
    if deal.due is None:
        return ""
    left, parts = dropped(first, deal), phase(first, deal)
    due = week_day(deal.due, near)
    told = f"all of it by {due}"
    if parts is not None:
        told = f"all of it by {week_day(parts[0], near)} except {tasks(parts[1])}, which would follow by {due}"
    return f"{told}, {'and ' if parts else ''}without {tasks(left)}" if left else told


def asked(deal: Deal, near: date) -> str:
    """What was asked, with the days that parts of it have of their own."""
    told = promised(deal, deal, near) or "all of it, on any day"
    dated = [task for task in deal.scope or () if task.by is not None and task.by != deal.due]
    if len(dated) > NAMED:
        return f"{told}, with {len(dated)} milestones on the way"
    parts = [f"{steps([task.id])} by {week_day(task.by, near)}" for task in dated if task.by is not None]
    return f"{told}, with {listed(parts)}" if parts else told


def as_asked(first: Deal, deal: Deal) -> bool:
    """Whether the client gets all of what was asked by the day that was asked."""
    return first.due == deal.due and not dropped(first, deal)


def dropped(first: Deal, deal: Deal) -> list[str]:
    """The tasks that were asked and are not offered."""
    offered = {task.id for task in deal.scope or ()}
    return [task.id for task in first.scope or () if task.id not in offered]


def above_budget(book: Book, first: Deal, deal: Deal) -> bool:
    """Whether outside people that a deal counts on and the first doesn't cost more than the client's budget leaves."""
    left = reserve(first)
    known = {use.pool for use in first.extras.contractors}
    added = [use for use in deal.extras.contractors if use.pool not in known]
    costs = ((book.contractors[use.pool].cost or Fraction(0)) * paid_days(book, use) for use in added)
    return left is not None and sum(costs, Fraction(0)) > left


def phase(first: Deal, deal: Deal) -> tuple[date, list[str]] | None:
    """Where the day that was asked is kept by a part of the deal: that day, and the tasks that follow later."""
    if first.due is None or deal.due is None or deal.due <= first.due:
        return None
    scope = deal.scope or ()
    kept = [task.id for task in scope if task.by is not None and task.by <= first.due]
    early = before(scope, kept)
    rest = [task.id for task in scope if task.id not in early]
    return (first.due, rest) if kept and rest and _newly(first, deal) else None


def _newly(first: Deal, deal: Deal) -> bool:
    """Whether a task has got a day by which it ends."""
    asked = {task.id: task.by for task in first.scope or ()}
    return any(task.by is not None and asked.get(task.id) is None for task in deal.scope or ())


def waits(first: Deal, deal: Deal) -> list[Task]:
    """The decisions of the client. Once they are promised nobody is waited for any more, so that the deal as asked says
    whose they are.
    """
    theirs = {task.id for d in (first, deal) for task in d.scope or () if task.waiting_for == CLIENT}
    return [t for t in deal.scope or () if t.id in theirs and t.wait is not None and t.wait.likely > 0]


def milestones(first: Deal, deal: Deal, near: date) -> Iterator[str]:
    """What is done by when: all dates that were counted on."""
    if deal.due is None:
        return
    parts = phase(first, deal)
    scope = deal.scope or ()
    if parts is not None:
        day, _ = parts
        yield f"all but what is in the next line by {week_day(day, near)}"
    else:
        dates = sorted({task.by for task in scope if task.by is not None and task.by < deal.due})
        for day in dates:
            yield f"{tasks([task.id for task in scope if task.by == day])} by {week_day(day, near)}"
    whole = "all of that" if dropped(first, deal) else "all of it"
    yield f"{tasks(parts[1]) if parts else whole} by {week_day(deal.due, near)}"


def ifs(first: Deal, deal: Deal, near: date) -> Iterator[str]:
    """What the client would do otherwise than the deal as asked has it."""
    if deal.start is not None and deal.start != first.start:
        yield f"if the work begins on {week_day(deal.start, near)}"
    asked = {task.id: task.wait for task in first.scope or ()}
    sooner = [t for t in waits(first, deal) if t.wait != asked.get(t.id)]
    days = sorted({t.wait.likely for t in sooner if t.wait is not None})
    if days:
        within = listed([counted(n, "working day") for n in days], "or")
        yield f"if your {'decision comes' if len(sooner) == 1 else 'decisions each come'} within {within}"
    known = {given.id: given.by for given in first.inputs}
    for given in deal.inputs:
        if given.by is not None and given.by != known.get(given.id):
            yield f"if we have {given.what or given.id} by {week_day(given.by, near)}"
