"""A book, a deal and what was found wrong to the answer that sales get: a verdict with its conditions and
assumptions.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from deliverable.book import Book, Crew, Deal, IntakeQuestion, Question, Requirement, Task
from deliverable.findings import Finding, Severity
from deliverable.supply import WorkingDays
from deliverable.supply.calendar import calendar_of
from deliverable.supply.pools import earliest_day
from deliverable.verdict import Verdict, assess


@dataclass(frozen=True, slots=True)
class Condition:
    """Something that must be so for the answer to hold, and whose yes it needs. `what` names the kind, `ids` the
    things.
    """

    what: str
    ids: tuple[str, ...]
    by: date | None = None


@dataclass(frozen=True, slots=True)
class Assumption:
    """Something nobody said: what kind, about what, and what was taken instead."""

    what: str
    ids: tuple[str, ...] = ()
    value: str = ""


@dataclass(frozen=True, slots=True)
class CheckAnswer:
    """The answer to "can we?". Without a verdict the data has faults that touch it: `faults`."""

    book: Book
    deal: Deal
    today: date
    verdict: Verdict | None
    faults: tuple[Finding, ...] = ()
    elsewhere: int = 0
    blocking: tuple[IntakeQuestion, ...] = ()
    conditions: tuple[Condition, ...] = ()
    assumptions: tuple[Assumption, ...] = ()


def check(
    book: Book,
    deal: Deal,
    today: date,
    found: Iterable[Finding],
    *,
    assumed: tuple[str, ...] = (),
    blocking: tuple[str, ...] = (),
) -> CheckAnswer:
    """Answer for one deal. `found` are the faults of the data; `assumed` and `blocking` name questions of the firm."""
    errors = [f for f in (*found, *_begun(book, deal, today)) if f.severity is Severity.ERROR]
    faults = tuple(f for f in errors if touches(f, book, deal))
    if faults:
        return CheckAnswer(book, deal, today, None, faults, len(errors) - len(faults))
    question = Question(book, (deal,), today)
    verdict = assess(question, blocking)
    questions = book.firm.questions
    return CheckAnswer(
        book,
        deal,
        today,
        verdict,
        (),
        len(errors),
        tuple(questions[name] for name in blocking),
        tuple(_conditions(book, deal, today, verdict)),
        tuple(_assumptions(book, deal, today, verdict, assumed)),
    )


# --- which faults touch the answer --------------------------------------------------------------------------------


def needed_skills(deal: Deal) -> frozenset[str]:
    """Every skill that the deal asks of somebody."""
    out: set[str] = set()
    for task in deal.scope or ():
        parts: tuple[Requirement | Crew, ...] = (*(task.effort or ()), *(task.crew or ()))
        for part in parts:
            out.add(part.skill)
            out.update(other.skill for other in part.also)
    return frozenset(out)


def _near_skills(book: Book, deal: Deal) -> frozenset[str]:
    """The skills that the deal asks for, and those of unnamed bookings that compete for the same people, and so on."""
    rows = {r.skill for b in book.bookings.values() for r in b.work if r.person is None and r.skill is not None}
    near = set(needed_skills(deal))
    sharing = [frozenset(p.skills) & (rows | near) for p in book.people.values()] if rows else []
    while fresh := [skills for skills in sharing if not near.isdisjoint(skills) and not skills <= near]:
        near.update(*fresh)
    return frozenset(near)


def touches(finding: Finding, book: Book, deal: Deal) -> bool:
    """Whether a fault could change the answer: the deal, the firm, calendars, people with a needed skill and what they
    are
    booked for, and whatever can't be placed."""
    about = finding.about
    if not about:
        return True
    top, name = about[0], str(about[1]) if len(about) > 1 else ""
    if top in ("deal", "deals"):
        return not name or name == deal.id
    if top in ("people", "bookings", "promises", "contractors") and name:
        return _ENTITY[str(top)](finding, book, deal, name)
    return top != "skills"


def _person_touches(finding: Finding, book: Book, deal: Deal, name: str) -> bool:
    person = book.people.get(name)
    if person is None or "skills" in finding.about:
        return True
    return not _near_skills(book, deal).isdisjoint(person.skills)


def _booking_touches(finding: Finding, book: Book, deal: Deal, name: str) -> bool:
    booking = book.bookings.get(name)
    return booking is None or _rows_touch(finding, book, deal, [r.person for r in booking.work], len(booking.work))


def _promise_touches(finding: Finding, book: Book, deal: Deal, name: str) -> bool:
    promise = book.promises.get(name)
    return promise is None or _rows_touch(finding, book, deal, [r.person for r in promise.plan], len(promise.plan))


def _rows_touch(finding: Finding, book: Book, deal: Deal, people: list[str | None], rows: int) -> bool:
    """A fault of one row touches by its person alone, any other by everybody of the booking; no person known: it
    does.
    """
    row = next((key for key in finding.about if isinstance(key, int)), None)
    if row is not None and rows:
        people = people[row : row + 1] if row < len(people) else []
    needed = _near_skills(book, deal)
    named = [book.people.get(p) if p is not None else None for p in people]
    return not named or any(person is None or needed.intersection(person.skills) for person in named)


def _pool_touches(finding: Finding, book: Book, deal: Deal, name: str) -> bool:
    del finding, book
    return any(use.pool == name for use in deal.extras.contractors)


_ENTITY = {
    "people": _person_touches,
    "bookings": _booking_touches,
    "promises": _promise_touches,
    "contractors": _pool_touches,
}


def _begun(book: Book, deal: Deal, today: date) -> Iterator[Finding]:
    """A booking that has begun may not be moved: only today tells."""
    for name in deal.extras.moved:
        booking = book.bookings.get(name)
        first = min((row.first for row in booking.work), default=None) if booking else None
        place = book.places.of(("deals", deal.id, "with", "moved", name))
        if first is None or first > today or place is None:
            continue
        yield Finding(
            "booking-not-movable",
            Severity.ERROR,
            f"{name} began on {first.isoformat()}, so it can't be moved",
            place,
            "move one that hasn't begun, or ask for something else",
            about=("deals", deal.id, "with", "moved", name),
        )


# --- conditions ---------------------------------------------------------------------------------------------------


def _conditions(book: Book, deal: Deal, today: date, verdict: Verdict) -> Iterator[Condition]:
    """Inputs, stale people that the plan uses, and what the deal counts on beyond today's capacity."""
    if verdict.problem is None:
        return
    for given in deal.inputs:
        yield Condition("input", (given.id,), given.by)
    if verdict.plan is not None:
        for worker in verdict.plan.stale(verdict.problem):
            yield Condition("stale", (verdict.problem.workers[worker].person,))
    yield from _extras(book, deal, today, unneeded(deal, verdict))


def _extras(book: Book, deal: Deal, today: date, not_needed: Collection[str]) -> Iterator[Condition]:
    """What the deal counts on beyond today's capacity: somebody's yes each."""
    for use in deal.extras.contractors:
        if use.pool in not_needed:
            continue
        pool = book.contractors[use.pool]
        first = max(use.first, earliest_day(pool, today))
        asked = WorkingDays(book, today.toordinal(), (first - timedelta(days=pool.lead_time)).toordinal()).days
        yield Condition("contractor", (use.pool,), date.fromordinal(asked[-1]) if asked else today)
    for name in deal.extras.overtime:
        if name not in not_needed:
            yield Condition("overtime", (name,))
    for name in deal.extras.moved:
        yield Condition("moved", (name,))
    for name in deal.extras.released:
        yield Condition("released", (name,))


# --- assumptions --------------------------------------------------------------------------------------------------


def unneeded(deal: Deal, verdict: Verdict) -> dict[str, str]:
    """Pools and overtime that the deal counts on and the plan does without: name to contractor or overtime."""
    plan, problem, side = verdict.plan, verdict.problem, verdict.side
    if plan is None or problem is None or side is None or verdict.word not in ("yes", "at-risk"):
        return {}
    used = {problem.workers[w.worker].name[0] for w in plan.work}
    out = {use.pool: "contractor" for use in deal.extras.contractors if use.pool not in used}
    for name in deal.extras.overtime:
        minutes: dict[int, int] = {}
        for work in plan.work:
            if problem.workers[work.worker].person == name:
                minutes[work.day] = minutes.get(work.day, 0) + work.minutes
        days = side.capacity.supply.person(name).without_overtime()
        start = side.capacity.supply.start
        if all(m <= days.free(start + day, start + day)[0][0] for day, m in minutes.items()):
            out[name] = "overtime"
    return out


def _assumptions(
    book: Book, deal: Deal, today: date, verdict: Verdict, assumed: tuple[str, ...]
) -> Iterator[Assumption]:
    """What nobody said and was taken, most important first."""
    if verdict.problem is None:
        return
    if deal.start is None or deal.start < today:
        yield Assumption("start", (), today.isoformat())
    for name in assumed:
        yield Assumption("question", (name,), book.firm.questions[name].if_unknown or "")
    yield from _scope_assumptions(book, deal)
    for hold in _holds_that_count(verdict):
        yield Assumption("hold", (hold,))
    yield from _dropped(verdict)
    if "day" not in book.firm.said:
        yield Assumption("day", (), "8h")
    if "focus" not in book.firm.said or book.firm.focus < 1:
        yield Assumption("focus", () if "focus" in book.firm.said else ("default",))
    yield from (Assumption("unused", (name,), kind) for name, kind in unneeded(deal, verdict).items())
    yield from _calendar(book, deal, verdict)


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
    efforts = [r.effort for r in task.effort or () if r.effort is not None]
    return any(e.low is not None and e.high is not None and not _stated(e.likely, e.low, e.high) for e in efforts)


def _stated(likely: object, low: object, high: object) -> bool:
    from math import isqrt

    product = low * high  # type: ignore[operator]
    root = isqrt(int(product))
    return likely not in (root, root + 1)


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
