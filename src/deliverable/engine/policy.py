"""A plan to the policy behind it: who does what in which order, whatever it takes and however the days fall.

Each worker goes through their own pieces of work in the order of the plan. A piece that can't begin yet is passed over
for the next one, so freed time is used; a crew takes whole days of all its people once they are through with what the
plan has before it. When everything takes just as long as planned, no task ends later than the plan says: on every day
what the plan has for it comes first, and it has the time.
"""

from dataclasses import replace

from deliverable.dataclass import dataclass
from deliverable.engine.plan import Plan, Work
from deliverable.engine.problem import Job, Problem
from deliverable.engine.solve import Side


@dataclass(frozen=True, slots=True)
class Piece:
    """A worker's planned minutes for one part of a job, with none of their other work in between; `first` is the day on
    which the plan begins it.
    """

    job: int
    index: int
    worker: int
    minutes: int
    first: int


@dataclass(frozen=True, slots=True)
class Together:
    """A crew's people, and what each of them has in the plan before it: numbers of pieces, and jobs of other crews.

    `alone` are those for whom nobody could stand in on a crew's fixed dates.
    """

    job: int
    members: tuple[int, ...]
    pieces: tuple[int, ...]
    crews: tuple[int, ...]
    alone: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Policy:
    """Who does what in which order. `pieces` come worker by worker; `of` are the numbers of each worker's.

    `kept` are minutes of a worker on a day that bookings of somebody unnamed need of them.
    """

    problem: Problem
    side: Side
    plan: Plan
    workers: tuple[int, ...]
    pieces: tuple[Piece, ...]
    of: dict[int, tuple[int, ...]]
    crews: tuple[Together, ...]
    kept: dict[tuple[int, int], int]


def policy_of(side: Side, plan: Plan, problem: Problem) -> Policy:
    """The policy behind a plan, on the side (with all holds, or with those that may lapse lapsed) it was made for."""
    rows: dict[int, list[Work]] = {}
    for work in plan.work:
        rows.setdefault(work.worker, []).append(work)
    pieces: list[Piece] = []
    of: dict[int, tuple[int, ...]] = {}
    for worker, mine in sorted(rows.items()):
        begin = len(pieces)
        pieces.extend(_pieces(problem, mine))
        of[worker] = tuple(range(begin, len(pieces)))
    crews = tuple(_together(side, plan, rows, pieces, of, j) for j in _crews(problem, plan))
    return Policy(problem, side, plan, tuple(sorted(rows)), tuple(pieces), of, crews, _kept(side, plan, set(rows)))


def _pieces(problem: Problem, mine: list[Work]) -> list[Piece]:
    out: list[Piece] = []
    last: Piece | None = None
    ordered = sorted(mine, key=lambda work: (work.day, _name(problem, work.job), work.index))
    for work in ordered:
        if problem.jobs[work.job].kind == "crew":
            last = None  # what comes after a crew's day doesn't go on before it
        elif last is not None and (last.job, last.index) == (work.job, work.index):
            last = out[-1] = replace(last, minutes=last.minutes + work.minutes)
        else:
            last = Piece(work.job, work.index, work.worker, work.minutes, work.day)
            out.append(last)
    return out


def _name(problem: Problem, j: int) -> tuple[str, str]:
    """What decides between two jobs of one day: nothing of how they are solved."""
    job = problem.jobs[j]
    return (problem.question.deals[job.deal].id, job.id)


def _crews(problem: Problem, plan: Plan) -> list[int]:
    """The crews with somebody in them, in the order of the plan."""
    found = [j for j, job in enumerate(problem.jobs) if job.kind == "crew" and job.places]
    return sorted(found, key=lambda j: (plan.starts[j], _name(problem, j)))


def _together(
    side: Side,
    plan: Plan,
    rows: dict[int, list[Work]],
    pieces: list[Piece],
    of: dict[int, tuple[int, ...]],
    j: int,
) -> Together:
    problem = side.problem
    members = tuple(w for w in sorted(rows) if any(work.job == j for work in rows[w]))
    start = plan.starts[j]
    before = tuple(n for w in members for n in of[w] if pieces[n].first < start)
    mine = {work.job for w in members for work in rows[w] if problem.jobs[work.job].kind == "crew"}
    crews = tuple(sorted(other for other in mine if other != j and plan.starts[other] < start))
    alone = tuple(w for w in members if not _stand_in(side, problem.jobs[j], rows, w)) if problem.jobs[j].fixed else ()
    return Together(j, members, before, crews, alone)


def _stand_in(side: Side, job: Job, rows: dict[int, list[Work]], worker: int) -> bool:
    """Whether somebody else could take a worker's place in a crew on its fixed dates: clear, and not in the plan."""
    if job.fixed is None:
        return True
    first, last = job.fixed
    days = [day for day in side.problem.working if first <= day <= last]
    index = next((work.index for work in rows[worker] if work.job == job.places[0].job), 0)
    place = next((p for p in job.places if p.index == index), job.places[0])
    return any(
        all(side.capacity.clear(other, last)[day] for day in days)
        for other in place.eligible
        if other != worker and not any(first <= work.day <= last for work in rows.get(other, ()))
    )


def _kept(side: Side, plan: Plan, used: set[int]) -> dict[tuple[int, int], int]:
    """What unnamed bookings need of the plan's people: on its days as the plan has it, else with others first."""
    kept: dict[tuple[int, int], int] = {}
    if not side.unnamed.rows:
        return kept
    planned = {work.day for work in plan.work}
    for served in plan.unnamed:
        if served.worker in used:
            kept[served.worker, served.day] = kept.get((served.worker, served.day), 0) + served.minutes
    others = [w for w in range(len(side.problem.workers)) if w not in used]
    for day, parts in side.unnamed.served((*others, *sorted(used))).items():
        for part in parts if day not in planned else ():
            if part.worker in used:
                kept[part.worker, day] = kept.get((part.worker, day), 0) + part.minutes
    return kept
