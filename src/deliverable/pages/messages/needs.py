"""A deal and its plan to what the client controls: inputs and decisions, each with what is late if it is."""

from collections.abc import Iterable, Iterator
from datetime import date

from deliverable.book import Deal, Input, Task
from deliverable.dataclass import dataclass
from deliverable.pages.messages.matter import behind
from deliverable.pages.messages.phrases import days, spoken, steps
from deliverable.pages.messages.promise import waits
from deliverable.pages.words import counted, listed, table_day, week_day
from deliverable.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Need:
    """Something the client gives, in words, and the dates of the promise that hang on it."""

    text: str
    moves: frozenset[date]


def needs(first: Deal, deal: Deal, verdict: Verdict, today: date, *, decisions: bool = True) -> list[Need]:
    """Inputs that are still to come, then decisions by how long they may take."""
    found = [_given(deal, verdict, given, today) for given in deal.inputs if given.by is None or given.by >= today]
    if decisions:
        asked = waits(first, deal)
        for length in sorted({task.wait.likely for task in asked if task.wait is not None}):
            alike = [t for t in asked if t.wait is not None and t.wait.likely == length]
            found.append(_decided(deal, verdict, alike, length, today))
    return found


def lines(found: list[Need], near: date, *, promised: bool) -> tuple[str, ...]:
    """A line each; with the dates that hang on it where these are not the same for all."""
    if not promised or len(_moves(found)) == 1:
        return tuple(need.text for need in found)
    return tuple(f"{n.text}; {days(n.moves, near)} may move with it" if n.moves else n.text for n in found)


def slip(found: list[Need], near: date, *, promised: bool) -> str:
    """What all of them move, in a sentence; "" where each says it of itself. A no has `promised` nothing yet."""
    moves = _moves(found)
    if not moves or (promised and len(moves) > 1):
        return ""
    dates = days(next(iter(moves)), near) if promised else "whatever day we agree on"
    return f"What comes later than that can move {dates} as well."


def _moves(found: list[Need]) -> set[frozenset[date]]:
    """The sets of dates that hang on needs, without those on which none hangs."""
    return {need.moves for need in found if need.moves}


def _given(deal: Deal, verdict: Verdict, given: Input, today: date) -> Need:
    what = given.what or spoken(given.id)
    waiting = [task for task in deal.scope or () if given.id in task.inputs]
    moves = _moved(deal, waiting)
    if not waiting:
        return Need(what if given.by is None else f"{what} by {week_day(given.by, today)}", moves)
    step = steps([task.id for task in waiting])
    if given.by is not None:
        starts = "starts" if len(waiting) == 1 else "start"
        return Need(f"{what} by {week_day(given.by, today)}; if late, {step} {starts} late too", moves)
    begin = sorted(day for task in waiting if (day := _starts(verdict, task.id)) is not None)
    by = f", on {week_day(begin[0], today)} if we can" if begin else ""
    return Need(f"{what}, by a day that we have not agreed yet; {step} would begin with it{by}", moves)


def _decided(deal: Deal, verdict: Verdict, alike: list[Task], length: int, today: date) -> Need:
    """Decisions that may take equally long, each with about when it will be asked for."""
    told = []
    for task in alike:
        day = _starts(verdict, task.id)
        told.append(spoken(task.id) + ("" if day is None else f" (around {table_day(day, today)})"))
    whose = "your decision" if len(alike) == 1 else "your decisions, each"
    return Need(f"{whose} within {counted(length, 'working day')}: {listed(told)}", _moved(deal, alike))


def _starts(verdict: Verdict, task: str) -> date | None:
    if verdict.plan is None or verdict.problem is None:
        return None
    at = next((j for j, job in enumerate(verdict.problem.jobs) if job.id == task), None)
    return None if at is None else verdict.problem.on(verdict.plan.starts[at])


def _moved(deal: Deal, waiting: Iterable[Task]) -> frozenset[date]:
    """The dates of the promise that a late start of these tasks can move: their own, and those of all that follows."""
    scope = deal.scope or ()
    late = behind(scope, (task.id for task in waiting))
    return frozenset(_dates(deal, [task for task in scope if task.id in late]))


def _dates(deal: Deal, late: list[Task]) -> Iterator[date]:
    yield from (task.by for task in late if task.by is not None)
    waited = {name for task in deal.scope or () for name in task.after}
    if deal.due is not None and any(task.id not in waited and task.by is None for task in late):
        yield deal.due
