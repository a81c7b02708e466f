"""A question to what the engine knows of it: a plan that fits, a proof that none does, or the two dates between.

The stages in order: construct, bound, and the bracket around the earliest finish. What is left between plan and proof
is
for exact search, which is not here yet.
"""

from dataclasses import dataclass, replace
from functools import cached_property

from deliverable.book import Question
from deliverable.engine.bound import refute, refutes
from deliverable.engine.capacity import Capacity
from deliverable.engine.construct import Draft, Restarts
from deliverable.engine.plan import Plan
from deliverable.engine.problem import NO_DEADLINE, Problem, pose
from deliverable.engine.proofs import Proof
from deliverable.engine.tidy import tidy
from deliverable.engine.unnamed import UnnamedWork
from deliverable.engine.windows import forward
from deliverable.supply import Supply, uncertain

STALLED = 3
"""After so many restarts more the bound is asked for: it costs as much as a few restarts."""


class Side:
    """A problem on one supply: with all holds, or with the certain ones only; it remembers what is proved."""

    def __init__(self, problem: Problem, supply: Supply, like: Capacity | None = None) -> None:
        self.problem = problem
        self.capacity = Capacity(problem, supply, like)
        self.unnamed = UnnamedWork(self.capacity)
        self._sharp: int | None = None

    @cached_property
    def floor(self) -> int | None:
        """No plan can finish before this day: each job alone. None when nothing ends within the horizon."""
        _, ends = forward(self.problem, self.capacity)
        if any(end is None for end in ends):
            return None
        return max((end for end in ends if end is not None), default=-1)

    def no_sooner_than(self, finish: int | None) -> int | None:
        """The first day that isn't refuted as a due date, by bisection up to a plan's finish; refuting is monotone in
        it.
        """
        if self.floor is None or self._sharp is not None:
            return self._sharp
        low, high = self.floor, self.problem.days if finish is None else finish
        while low < high:
            middle = (low + high) // 2
            if refutes(self.problem, self.capacity, self.unnamed, _all_by(self.problem, middle)):
                low = middle + 1
            else:
                high = middle
        self._sharp = max(low, 0)
        return self._sharp

    def refute(self, deadlines: tuple[int, ...]) -> Proof | None:
        """Why no plan can meet these deadlines, or None."""
        return refute(self.problem, self.capacity, self.unnamed, deadlines)


@dataclass(frozen=True, slots=True)
class Bracket:
    """The earliest finish: a plan's (None: none found), the proved lower bound, and the proof for the day before it.

    `if_lapsed` is the finish of a plan that counts on holds lapsing, where that is sooner. With neither date, `proof`
    says
    why nothing ends within the horizon.
    """

    earliest: int | None
    no_sooner_than: int | None
    proof: Proof | None
    if_lapsed: int | None = None

    @property
    def never(self) -> bool:
        """Whether it is proved that nothing ends within the horizon."""
        return self.earliest is None and self.no_sooner_than is None and self.proof is not None

    @property
    def proved(self) -> bool:
        """Whether nothing sooner exists: the two meet, or both say never."""
        return self.earliest == self.no_sooner_than


@dataclass(frozen=True, slots=True)
class Solved:
    """What is known: `plan` fits as asked, `refuted` says why nothing can, `soonest` is the plan for the earliest
    finish.

    `plan_if_lapsed` fits only when holds lapse; `refuted_with_holds` then says why it doesn't with them.
    """

    with_holds: Side
    certain: Side
    plan: Plan | None
    refuted: Proof | None
    plan_if_lapsed: Plan | None
    refuted_with_holds: Proof | None
    soonest: Plan | None
    bracket: Bracket


def solve(question: Question) -> Solved:
    """Settle a question as far as construct and bound can. Its scope must be there and its references sound."""
    full = Supply(question, certain=False)
    problem = pose(question, full)
    with_holds = certain = Side(problem, full)
    if uncertain(question):
        certain = Side(problem, Supply(question, certain=True), with_holds.capacity)
    deadlines = problem.deadlines()
    plan, soonest = best_plans(with_holds, deadlines)
    refuted = lapsed = soonest_lapsed = refuted_with = None
    if plan is None:
        refuted = certain.refute(deadlines)
    if plan is None and certain is not with_holds:
        lapsed, soonest_lapsed = best_plans(certain, deadlines)
    if lapsed is not None:
        refuted_with = with_holds.refute(deadlines)
    bracket = _bracket(certain, soonest.finish if soonest is not None else None)
    if soonest_lapsed is not None and (soonest is None or soonest_lapsed.finish < soonest.finish):
        bracket = replace(bracket, if_lapsed=soonest_lapsed.finish)
    return Solved(with_holds, certain, plan, refuted, lapsed, refuted_with, soonest, bracket)


def best_plans(side: Side, deadlines: tuple[int, ...]) -> tuple[Plan | None, Plan | None]:
    """The best plan that is in time, and the one that finishes first; stale people are left out where that works."""
    in_time, soonest = _best(side, deadlines, frozenset())
    if in_time is not None and in_time.stale(side.problem):
        stale = frozenset(w for w, worker in enumerate(side.problem.workers) if worker.stale)
        fresh, _ = _best(side, deadlines, stale)
        in_time = fresh or in_time
    return in_time, soonest


def _best(side: Side, deadlines: tuple[int, ...], without: frozenset[int]) -> tuple[Plan | None, Plan | None]:
    """Restart until a plan is as early as any can be, in time when that can be; when restarts stall, sharpen the
    bound.
    """
    in_time: Draft | None = None
    soonest: Draft | None = None
    floor = side.floor
    late = False
    restarts = Restarts(side.problem, side.capacity, side.unnamed, deadlines, without)
    for count, found in enumerate(restarts):
        if found is not None:
            soonest = _sooner(soonest, found)
            in_time = _sooner(in_time, found) if found.in_time(deadlines) else in_time
        if count == STALLED and soonest is not None and floor is not None and soonest.finish > floor:
            floor = side.no_sooner_than(soonest.finish)
            late = in_time is None and refutes(side.problem, side.capacity, side.unnamed, deadlines)
        restarts.floor = -1 if floor is None else floor
        if _done(in_time if in_time is not None or not late else soonest, floor):
            break
    last = (NO_DEADLINE,) * len(side.problem.jobs)
    return _tidied(side, in_time, deadlines), _tidied(side, soonest, last)


def _tidied(side: Side, found: Draft | None, deadlines: tuple[int, ...]) -> Plan | None:
    if found is None:
        return None
    return tidy(side.problem, side.capacity, side.unnamed, found.plan(), deadlines)


def _sooner(best: Draft | None, found: Draft) -> Draft:
    return found if best is None or found.finish < best.finish else best


def _done(best: Draft | None, floor: int | None) -> bool:
    return best is not None and floor is not None and best.finish <= floor


def _bracket(side: Side, finish: int | None) -> Bracket:
    """The dates between which the earliest finish lies, with the proof for the first."""
    problem = side.problem
    finish = finish if problem.estimated else None
    low = side.no_sooner_than(finish)
    if low is None or not problem.jobs or (finish is None and low >= problem.days):
        return Bracket(finish, None, _proof_before(side, problem.days) if problem.jobs else None)
    return Bracket(finish, low, _proof_before(side, low))


def _all_by(problem: Problem, day: int) -> tuple[int, ...]:
    return (day,) * len(problem.jobs)


def _proof_before(side: Side, day: int) -> Proof | None:
    """Why nothing ends on the day before."""
    return side.refute(_all_by(side.problem, day - 1)) if day > 0 else None
