"""A plan to the chance that it holds: in how many of many trials it ends in time, and what that hangs on."""

from collections.abc import Iterator
from dataclasses import field
from datetime import date
from math import ceil, sqrt
from typing import TYPE_CHECKING, Any

from deliverable.book import Question
from deliverable.dataclass import dataclass
from deliverable.engine.doubts import Doubts, doubts_of
from deliverable.engine.plan import Plan
from deliverable.engine.policy import Policy, policy_of
from deliverable.engine.problem import NO_DEADLINE, Problem
from deliverable.engine.solve import Side
from deliverable.record import Spread, effort_spread

if TYPE_CHECKING:
    from deliverable.engine.simulate import Draws, Trials

TRIALS = 2000
NEARLY = 1e-9
FURTHER, BEYOND = 4, 200
"""Trials are followed for so many times the plan's days and so many more; what hasn't ended then ends never."""
TELLING = 0.05
"""What moves the chance by less than 1 in 20 isn't worth a line."""
ENOUGH = 100
"""Trials of which a share is told."""
VIEWED = 400
"""Trials that a view of the holds rests on at least."""
MOST_HANGS = 4
SAMPLED = 2
"""Trials that the audit carries out again; one for a plan that isn't what was asked."""


@dataclass(frozen=True, slots=True)
class Hang:
    """Something that moves the chance: an `estimate` of a task or of the `whole` deal, a `wait`, a `hold` (by its
    deal), a `person` falling ill. With luck in it the chance is `on_time`.
    """

    what: str
    id: str
    on_time: float


@dataclass(frozen=True, slots=True)
class Chance:
    """In what share of trials all is in time (None: no date was asked), and on which day (index; None: never) 50, 80
    and 95 of 100 trials have ended.

    `trials` is 0 where nothing is in doubt: then the share is 1 or 0. `views` are the shares when none of the holds
    lands and when all of them do, where there are any. `holds_by` is the first day by which, with all milestones met,
    all has ended in the share of trials that was asked (None: on no day). Of several deals `each` has the share in
    which it is in time, whatever becomes of the others. `based_on` says where the spread of estimates is from: prior,
    record (of so many `projects`), or none.
    """

    on_time: float | None
    asked: float
    trials: int
    p50: int | None
    p80: int | None
    p95: int | None
    based_on: str
    projects: int = 0
    copied: int = 0
    views: tuple[float, float] | None = None
    each: tuple[float | None, ...] = ()
    holds_by: int | None = None
    hangs: tuple[Hang, ...] = ()
    sampled: tuple["Trial", ...] = field(default=(), repr=False)

    @property
    def error(self) -> float:
        """The standard error of the share that comes from the number of trials."""
        if not self.trials or self.on_time is None:
            return 0.0
        return sqrt(self.on_time * (1 - self.on_time) / self.trials)

    @property
    def enough(self) -> bool:
        """Whether it holds in at least the share of cases that was asked."""
        return self.on_time is None or self.on_time >= self.asked


@dataclass(frozen=True, slots=True)
class Trial:
    """One trial in names, for the audit to carry out again: factors of effort by (deal, task, requirement), days of
    waits and crews by (deal, task), holds that lapse, days of illness by person, minutes kept for unnamed bookings, for
    whom nobody can stand in; and the last day of each task as the simulation has it (None: never).
    """

    factors: dict[tuple[str, str, int], float]
    days: dict[tuple[str, str], int]
    lapsed: frozenset[str]
    ill: frozenset[tuple[str, date]]
    kept: dict[tuple[str, date], int]
    alone: dict[tuple[str, str], frozenset[str]]
    last: date
    ends: dict[tuple[str, str], date | None]


def chance_of(question: Question, side: Side, plan: Plan, *, hangs: bool = True, number: int | None = None) -> Chance:
    """The chance of a plan that was made on a side of the question's holds.

    With `hangs` also what moves it, and the views without any of the holds and with all of them. `number` trials are
    made where fewer than usual are enough.
    """
    problem = side.problem
    policy = policy_of(side, plan, problem)
    total = effort_spread(question.book, question.today)
    doubts = doubts_of(question, policy, total)
    asked = float(max(_asked(question)))
    known: dict[str, Any] = {"asked": asked, **_basis(total, doubts)}
    deadlines = problem.deadlines()
    apart = [_dated(problem, deadlines, deal) for deal in range(len(question.deals))] if problem.several else []
    dated = any(last < NO_DEADLINE for last in deadlines)
    if not doubts.any:
        in_time = float(plan.in_time(deadlines))
        end, share = plan.finish, in_time if dated else None
        by = end if plan.in_time(_milestones(problem)) else None
        known["each"] = tuple(
            float(all(plan.ends[j] <= deadlines[j] for j in jobs)) if jobs else None for jobs in apart
        )
        return Chance(share, trials=0, p50=end, p80=end, p95=end, holds_by=by, **known)
    from deliverable.engine.simulate import Draws, run

    reach = _reach(policy)
    number = TRIALS if number is None else number
    draws = Draws(policy, doubts, number)
    trials = run(policy, draws, reach)
    met = trials.in_time(deadlines)
    on_time = float(met.mean()) if dated else None
    known["each"] = tuple(float(trials.in_time(deadlines, jobs).mean()) if jobs else None for jobs in apart)
    ends = sorted(trials.finish.tolist())
    fifty, eighty, most = (_by(ends, share, reach) for share in (50, 80, 95))
    views = None
    if hangs and dated and doubts.holds:
        views = (_view(policy, doubts, draws, met, held=False), _view(policy, doubts, draws, met, held=True))
    moving = tuple(_hangs(policy, doubts, draws, trials, met)) if hangs and on_time is not None else ()
    sampled = tuple(_sample(policy, draws, trials, reach, SAMPLED if hangs else 1))
    return Chance(
        on_time,
        trials=number,
        p50=fifty,
        p80=eighty,
        p95=most,
        views=views,
        holds_by=_holds_by(trials, problem, asked, reach),
        hangs=moving,
        sampled=sampled,
        **known,
    )


def _dated(problem: Problem, deadlines: tuple[int, ...], deal: int) -> list[int]:
    """The jobs of a deal; none where it has no dates to keep."""
    own = [j for j, job in enumerate(problem.jobs) if job.deal == deal]
    return own if any(deadlines[j] < NO_DEADLINE for j in own) else []


def _view(policy: Policy, doubts: Doubts, draws: "Draws", met: Any, *, held: bool) -> float:
    """The share in time when all holds land, or none: of the trials in which it is so, or of a few more made for it."""
    from deliverable.engine.simulate import Draws, run

    like = sum(landed == held for landed in draws.landed.values()) == len(draws.landed)
    if int(like.sum()) >= VIEWED:
        return float(met[like].mean())
    more = run(policy, Draws(policy, doubts, VIEWED, held=held), _reach(policy))
    return float(more.in_time(policy.problem.deadlines()).mean())


def _reach(policy: Policy) -> int:
    """How many days are looked at."""
    return min(policy.problem.days, FURTHER * policy.plan.finish + BEYOND)


def _asked(question: Question) -> Iterator[Any]:
    for deal in question.deals:
        yield question.book.firm.confidence if deal.confidence is None else deal.confidence


def _basis(total: Spread | None, doubts: Doubts) -> dict[str, Any]:
    """Where the spread of estimates is from, if anything was drawn from it."""
    if total is None or not any(doubts.general.values()):
        return {"based_on": "none"}
    return {"based_on": total.based_on, "projects": total.projects, "copied": total.copied}


def _by(ends: list[int], share: int, reach: int) -> int | None:
    """The first day by which this share of trials has ended."""
    day = ends[ceil(share * len(ends) / 100) - 1]
    return day if day < reach else None


def _milestones(problem: Problem) -> tuple[int, ...]:
    return tuple(job.by for job in problem.jobs)


def _holds_by(trials: "Trials", problem: Problem, asked: float, reach: int) -> int | None:
    """The first day by which enough trials have ended that meet all milestones."""
    met = trials.in_time(_milestones(problem)).tolist()
    ends = sorted(end for end, fine in zip(trials.finish.tolist(), met, strict=True) if fine and end < reach)
    enough = ceil(asked * len(met) - NEARLY)
    return ends[enough - 1] if 0 < enough <= len(ends) else None


# --- what it hangs on -------------------------------------------------------------------------------------------------


def _hangs(policy: Policy, doubts: Doubts, draws: "Draws", trials: "Trials", in_time: Any) -> Iterator[Hang]:
    """What would move the chance most, if it went well; the most first."""
    usual = float(in_time.mean())
    found = []
    for what, name, lucky in _lucky(policy, doubts, draws, trials):
        count = int(lucky.sum())
        if ENOUGH <= count < len(lucky):
            found.append(Hang(what, name, float(in_time[lucky].mean())))
    found = [hang for hang in found if hang.on_time - usual >= TELLING]
    yield from sorted(found, key=lambda hang: (-hang.on_time, hang.what, hang.id))[:MOST_HANGS]


def _lucky(policy: Policy, doubts: Doubts, draws: "Draws", trials: "Trials") -> Iterator[tuple[str, str, Any]]:
    """For each thing in doubt, in which trials it goes well: no more effort and no longer than said, a hold lapsed,
    somebody never ill for whom nobody could stand in.
    """
    problem = policy.problem
    for j, job in enumerate(problem.jobs):
        parts = [(need.minutes, draws.factors[j, need.index]) for need in job.needs if (j, need.index) in draws.factors]
        if parts:
            yield "estimate", job.id, sum(m * f for m, f in parts) <= sum(m for m, _ in parts)
    for j, days in {**draws.waits, **draws.crews}.items():
        yield "wait" if problem.jobs[j].kind == "wait" else "estimate", problem.jobs[j].id, days <= problem.jobs[j].days
    for name, landed in draws.landed.items():
        yield "hold", name, ~landed
    if len(doubts.general.get(0, {})) > 1:
        minutes = doubts.general[0]
        yield "whole", "", sum(m * draws.factors[p] for p, m in minutes.items()) <= sum(minutes.values())
    for worker in policy.workers:
        if _nobody_else(policy, worker):
            yield "person", problem.workers[worker].person, ~trials.ill[worker]


def _nobody_else(policy: Policy, worker: int) -> bool:
    """Whether something in the plan can be done by nobody else of the firm."""
    if not policy.problem.workers[worker].person:
        return False
    jobs = {piece.job for piece in policy.pieces if piece.worker == worker}
    jobs.update(crew.job for crew in policy.crews if worker in crew.members)
    of = [policy.problem.jobs[j] for j in jobs]
    able = [need.eligible for job in of for need in job.needs] + [p.eligible for job in of for p in job.places]
    return (worker,) in able


# --- for the audit ----------------------------------------------------------------------------------------------------


def _sample(policy: Policy, draws: "Draws", trials: "Trials", reach: int, most: int) -> Iterator[Trial]:
    """Some trials in names: sooner and later ones of those in which either all holds land or none does."""
    count = draws.trials
    landed = [flags.tolist() for flags in draws.landed.values()]
    plain = [t for t in range(count) if len({flags[t] for flags in landed}) <= 1]
    last = trials.finish.tolist()
    ordered = sorted(plain, key=lambda t: (last[t], t))
    for n in range(min(most, len(ordered))):
        yield _trial(policy, draws, trials, ordered[(2 * n + 1) * len(ordered) // (2 * most)], reach)


def _trial(policy: Policy, draws: "Draws", trials: "Trials", t: int, reach: int) -> Trial:
    problem = policy.problem
    end = min(int(trials.until[t]), int(trials.finish[t])) + 1
    people = {w: problem.workers[w].person for w in policy.workers if problem.workers[w].person}
    ill = set()
    for w, person in people.items():
        for day in range(end):
            cells = draws.ill(w, day)
            if cells is not None and bool(cells[t]):
                ill.add((person, problem.on(day)))
    lapsed = {name for group, flags in draws.landed.items() if not flags[t] for name in draws.doubts.holds[group][0]}
    ends = trials.ends[:, t].tolist()
    return Trial(
        {(*_name(problem, j), index): float(factor[t]) for (j, index), factor in draws.factors.items()},
        {_name(problem, j): int(days[t]) for j, days in {**draws.waits, **draws.crews}.items()},
        frozenset(lapsed),
        frozenset(ill),
        {(people[w], problem.on(day)): minutes for (w, day), minutes in policy.kept.items() if w in people},
        {_name(problem, c.job): frozenset(people.get(w, "") for w in c.alone) for c in policy.crews},
        problem.on(end - 1),
        {_name(problem, j): problem.on(day) if day < reach else None for j, day in enumerate(ends)},
    )


def _name(problem: Problem, j: int) -> tuple[str, str]:
    job = problem.jobs[j]
    return (problem.question.deals[job.deal].id, job.id)
