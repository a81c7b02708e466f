"""A plan that counts on holds lapsing to the fewest of them that must: each one less, and it is not known to fit.

Hold by hold it is seen whether the plan could live with it after all, or whether another plan is found that can. Fewest
in the sense that none of those left is known to be needless; another set may do as well.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from deliverable.book import Question
from deliverable.dataclass import dataclass
from deliverable.engine.beside import serving
from deliverable.engine.plan import Plan
from deliverable.engine.search import Budget
from deliverable.engine.solve import Side, plan_on
from deliverable.supply import Supply, uncertain

FEW = 8
"""Of more holds none is tried: those on days when the plan has too little are named."""
TRIED = 4
"""Of so many holds at most it is asked whether a plan could be made beside them."""


@dataclass(frozen=True, slots=True)
class Lapse:
    """The holds that must lapse for the plan."""

    holds: tuple[str, ...]
    plan: Plan


def least_lapse(question: Question, held: Side, certain: Side, plan: Plan, budget: Budget | None) -> Lapse:
    """The fewest holds that must lapse for a plan, with a plan that counts on just them.

    `held` is the side with all holds, `certain` the one on which all that may lapse has lapsed. Without a budget the
    plan stays what it is. Holds that end last are spared first, so that what is left is known soonest.
    """
    every, touched = uncertain(question), in_the_way(question, held, plan)
    names = every if budget is not None and len(every) <= FEW else short_of(question, held, plan)
    if not names or (names != every and not holds_beside(_with_lapsed(question, certain, names), plan)):
        return Lapse(touched, plan)
    found = Lapse(names, plan) if len(names) > FEW else _fewest(question, certain, plan, names, budget)
    return found if set(found.holds) <= set(in_the_way(question, held, found.plan)) else Lapse(touched, plan)


def _fewest(question: Question, certain: Side, plan: Plan, names: Sequence[str], budget: Budget | None) -> Lapse:
    """Hold by hold: could the plan, or another one, do with it held?"""
    needed, tried = list(names), 0
    for name in sorted(names, key=lambda n: _ends(question, n), reverse=True):
        fewer = [n for n in needed if n != name]
        if not fewer:
            break
        side = _with_lapsed(question, certain, fewer)
        if holds_beside(side, plan):
            needed = fewer
            continue
        other = None if budget is None or tried == TRIED else _other(side, certain, budget)
        tried += 1
        if other is not None:
            needed, plan = fewer, other
    return Lapse(tuple(needed), plan)


def _other(side: Side, certain: Side, budget: Budget) -> Plan | None:
    """A plan on a side, as it stands where all that may lapse has lapsed."""
    found = plan_on(side, budget)
    if found is None:
        return None
    plan = replace(found, unnamed=serving(certain.unnamed, found.work))
    return plan if holds_beside(certain, plan) else None


def holds_beside(side: Side, plan: Plan) -> bool:
    """Whether a plan's people have the time for it on a side, and unnamed bookings are served by who is left."""
    taken: dict[int, dict[int, int]] = {}
    for done in plan.work:
        of_day = taken.setdefault(done.day, {})
        of_day[done.worker] = of_day.get(done.worker, 0) + done.minutes
        crew = side.problem.jobs[done.job].kind == "crew"
        if crew and not side.capacity.clear(done.worker, done.day)[done.day]:
            return False
    return all(_fits(side, day, of_day) for day, of_day in taken.items())


def _fits(side: Side, day: int, taken: dict[int, int]) -> bool:
    if any(minutes > side.capacity.free(worker, day)[day] for worker, minutes in taken.items()):
        return False
    given = [0] * len(side.unnamed.rows)
    for part in side.unnamed.served_beside(day, taken):
        given[part.row] += part.minutes
    return not side.unnamed.rows or given == side.unnamed.wanted(day)


def in_the_way(question: Question, held: Side, plan: Plan) -> tuple[str, ...]:
    """The holds that may lapse and take something, on a day of the plan, from somebody whom it uses or who could serve
    an unnamed booking in their place.
    """
    used: dict[int, set[int]] = {}
    for work in plan.work:
        used.setdefault(work.day, set()).add(work.worker)
    return _touching(question, held, used, used)


def short_of(question: Question, held: Side, plan: Plan) -> tuple[str, ...]:
    """Of those only the holds on days when the plan's people, or the unnamed bookings beside it, have too little."""
    taken: dict[int, dict[int, int]] = {}
    for done in plan.work:
        of_day = taken.setdefault(done.day, {})
        of_day[done.worker] = of_day.get(done.worker, 0) + done.minutes
    crews = {(w.worker, w.day) for w in plan.work if held.problem.jobs[w.job].kind == "crew"}
    short: dict[int, set[int]] = {}
    for day, of_day in taken.items():
        for worker, minutes in of_day.items():
            clear = (worker, day) not in crews or held.capacity.clear(worker, day)[day]
            if not clear or minutes > held.capacity.free(worker, day)[day]:
                short.setdefault(day, set()).add(worker)
    unserved = {day: set(of_day) for day, of_day in taken.items() if day not in short and not _fits(held, day, of_day)}
    return _touching(question, held, short | unserved, unserved)


def _touching(
    question: Question, held: Side, used: Mapping[int, set[int]], beside: Mapping[int, set[int]]
) -> tuple[str, ...]:
    """The holds that may lapse of these people on these days; on the days of `beside` also those of everybody who could
    serve an unnamed booking in their place.
    """
    found: set[str] = set()
    workers = held.problem.workers
    for day, people in used.items():
        near = set(people)
        if day in beside:
            asked = [r for r, row in enumerate(held.unnamed.rows) if row.minutes.get(day)]
            near, rows = _reached(near, {r: held.unnamed.eligible[r] for r in asked})
            found.update(held.unnamed.rows[r].id for r in rows)
        on = held.problem.on(day)
        for worker in near:
            if workers[worker].person:
                terms = held.capacity.supply.person(workers[worker].person).terms
                found.update(t.id for t in terms if t.row.first <= on <= t.row.last)
    return tuple(sorted(set(uncertain(question)) & found))


def _reached(workers: set[int], rows: Mapping[int, tuple[int, ...]]) -> tuple[set[int], set[int]]:
    """Everybody who shares an unnamed row with one of these, or with somebody who does; and those rows."""
    near, through = set(workers), set[int]()
    while fresh := [r for r, able in rows.items() if r not in through and not near.isdisjoint(able)]:
        through.update(fresh)
        near.update(*(rows[r] for r in fresh))
    return near, through


def _with_lapsed(question: Question, certain: Side, names: Collection[str]) -> Side:
    """The same problem with just these holds lapsed."""
    first, *rest = question.deals
    extras = replace(first.extras, released=(*first.extras.released, *names))
    changed = replace(question, deals=(replace(first, extras=extras), *rest))
    return Side(certain.problem, Supply(changed, certain=False, like=certain.capacity.supply), certain.capacity)


def _ends(question: Question, name: str) -> tuple[str, str]:
    """When a hold ends at the latest, as text that sorts; those without an end come last."""
    source = question.book.bookings.get(name) or question.book.promises.get(name)
    ends = None if source is None or name not in uncertain(question) else source.expires
    return ("9" if ends is None else ends.isoformat(), name)
