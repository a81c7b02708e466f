"""A deal and its verdict to what nobody said and was taken."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from datetime import date
from typing import Final

from deliverable.answers.conditions import unneeded
from deliverable.book import Book, Deal, Task, none_of
from deliverable.dataclass import dataclass
from deliverable.supply.calendar import calendar_of
from deliverable.verdict import Verdict

LEFT_OPEN: Final = "left-open"
"""A question that blocks a check was left open all the same, as was asked for."""


@dataclass(frozen=True, slots=True)
class Assumption:
    """Something nobody said: what kind, about what, what was taken instead, and the deal's keys that it `sets`."""

    what: str
    ids: tuple[str, ...] = ()
    value: str = ""
    sets: Mapping[str, object] = field(default_factory=none_of)


def assumptions_of(
    book: Book,
    deal: Deal,
    today: date,
    verdict: Verdict,
    assumed: tuple[str, ...],
    left_open: Iterable[str] = (),
) -> Iterator[Assumption]:
    """What nobody said and was taken, most important first: what should have been answered, and was left open."""
    yield from (Assumption(LEFT_OPEN, (name,), book.firm.questions[name].ask) for name in left_open)
    if verdict.problem is None:
        return
    if deal.start is None or deal.start < today:
        yield Assumption("start", (), today.isoformat())
    for name in assumed:
        yield Assumption("question", (name,), book.firm.questions[name].if_unknown or "", sets_of(book, deal, name))
    yield from _scope_assumptions(book, deal)
    for hold in _holds_that_count(verdict):
        yield Assumption("hold", (hold,))
    yield from _dropped(verdict)
    if "day" not in book.firm.said:
        yield Assumption("day", (), "8h")
    if "focus" not in book.firm.said or book.firm.focus < 1:
        yield Assumption("focus", () if "focus" in book.firm.said else ("default",))
    yield from _uncertain(book, deal, verdict)
    yield from (Assumption("unused", (name,), kind) for name, kind in unneeded(deal, verdict).items())
    yield from _calendar(book, deal, verdict)


def sets_of(book: Book, deal: Deal, question: str) -> Mapping[str, object]:
    """The keys that the deal doesn't say, as what is assumed for a question has set them."""
    sets = book.firm.questions[question].sets
    return {key: sets[key] for key, by in deal.filled.items() if by == question and key in sets}


def _uncertain(book: Book, deal: Deal, verdict: Verdict) -> Iterator[Assumption]:
    """What the chance rests on: whose estimates, waits for somebody that were not given as a range, illness."""
    chance = verdict.chance
    if chance is None or not chance.trials:
        return
    if chance.based_on != "none":
        said = "said" if "estimate_error" in book.firm.said else "default"
        yield Assumption("estimates", (chance.based_on, said, str(chance.copied)), str(chance.projects))
    waits = tuple(
        t.id for t in deal.scope or () if t.wait and t.waiting_for and t.wait.low is None and t.wait.high is None
    )
    if waits:
        yield Assumption("waits", waits)
    if book.firm.sickness:
        yield Assumption("sickness", () if "sickness" in book.firm.said else ("default",), str(book.firm.sickness))


def _calendar(book: Book, deal: Deal, verdict: Verdict) -> Iterator[Assumption]:
    """No days off are known at all, or none for the last part of the time."""
    off = [period.last for period in calendar_of(book, None).days_off]
    if not off:
        yield Assumption("calendar")
    elif verdict.problem is not None and verdict.plan is not None:
        end = max(verdict.problem.on(verdict.plan.finish), deal.due or date.min)
        if end > max(off):
            yield Assumption("calendar-ends", (), max(off).isoformat())


def _scope_assumptions(book: Book, deal: Deal) -> Iterator[Assumption]:
    tasks = deal.scope or ()
    shared = tuple(t.id for t in tasks if any(r.people is None for r in t.effort or ()))
    if shared:
        yield Assumption("people", shared, str(book.firm.people_per_task))
    middle = tuple(t.id for t in tasks if _without_likely(t))
    if middle:
        yield Assumption("middle", middle)
    if deal.extras.contractors:
        yield Assumption("contractor-day", tuple(use.pool for use in deal.extras.contractors))


def _without_likely(task: Task) -> bool:
    """Whether a range was given by its ends alone."""
    return any(r.effort is not None and r.effort.middle for r in task.effort or ())


def _holds_that_count(verdict: Verdict) -> tuple[str, ...]:
    """The holds that take something from somebody who could work on the deal."""
    if verdict.problem is None or verdict.side is None:
        return ()
    people = {worker.person for worker in verdict.problem.workers if worker.person}
    supply, problem, plan = verdict.side.capacity.supply, verdict.problem, verdict.plan
    last = problem.on(problem.days if plan is None else plan.finish)
    terms = [term for p in people for term in supply.person(p).terms if term.why == "hold"]
    return tuple(sorted({t.id for t in terms if t.row.first <= last and t.row.last >= problem.day_one}))


def _dropped(verdict: Verdict) -> Iterator[Assumption]:
    """Unnamed bookings that nobody has time for even without the deal."""
    if verdict.side is None or verdict.problem is None or verdict.plan is None:
        return
    unnamed = verdict.side.unnamed
    for row, minutes in sorted(unnamed.dropped(0, verdict.plan.finish).items()):
        yield Assumption("dropped", (unnamed.rows[row].id, unnamed.rows[row].skill), str(minutes))
