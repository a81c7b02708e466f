"""A question to what the engine knows of it: a plan that fits, a proof that none does, or the two dates between.

The stages in order: construct, bound, and exact search for what is left between the two; then the bracket around the
earliest finish in the same way. The verdict comes first, and most of the search's limit is for it.
"""

from functools import cached_property
from itertools import islice

from deliverable.book import Question
from deliverable.dataclass import dataclass
from deliverable.engine.bound import refute, refutes
from deliverable.engine.capacity import Capacity
from deliverable.engine.construct import Draft, Restarts
from deliverable.engine.plan import Plan
from deliverable.engine.problem import NO_DEADLINE, Problem, pose
from deliverable.engine.proofs import Proof, Searched, Summed
from deliverable.engine.rounds import kept
from deliverable.engine.search import DEFAULT_LIMIT, Budget, Found, search
from deliverable.engine.tidy import tidy
from deliverable.engine.unnamed import UnnamedWork
from deliverable.engine.windows import forward
from deliverable.supply import Supply, uncertain

STALLED = 3
"""After so many restarts more the bound is asked for: it costs as much as a few restarts."""
SOME = 12
"""Restarts for a large firm where a plan fits already."""
LIGHT = 30_000
"""Up to so many (requirement, person, day) the search is quicker than many restarts: it comes after the first few."""
QUICK = 0.1
"""Of the search's limit so much at most before the other restarts are tried after all."""
FOR_VERDICT = 0.92
"""Of what is left of it so much at most is for one side of the verdict."""
DRAFTS = 2
"""Restarts for a changed question."""
SHORT = 0.3
"""Of an explanation's limit so much at most is for one changed question."""
FOR_FRESH = 0.2
"""Of what is left so much at most is for a plan without stale people."""
AFTER_A_FIT = (0.3, 0.25)
"""When it fits the earliest finish is news, not the answer: seconds for it, or a share of what the verdict took."""
HEAVY_FIT = 0.6
"""The seconds of a large firm for it: most of them build the model."""
AFTER_A_NO = (1.5, 0.25)
"""When it doesn't, the same for the earliest finish, which is then the next thing that is asked."""


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

    def refute(self, deadlines: tuple[int, ...]) -> Summed | None:
        """Why no plan can meet these deadlines, or None."""
        return refute(self.problem, self.capacity, self.unnamed, deadlines)

    def refutes(self, deadlines: tuple[int, ...]) -> bool:
        """The same without the proof, which costs more than finding it."""
        return refutes(self.problem, self.capacity, self.unnamed, deadlines)

    def search(
        self,
        deadlines: tuple[int, ...],
        budget: Budget,
        share: float,
        near: Plan | None = None,
        without: frozenset[int] = frozenset(),
    ) -> Found:
        """A plan by these deadlines, or that there is none, as far as the budget goes.

        Jobs without a deadline are first looked for soon after the plan that is known: that is searched sooner.
        """
        soon = self.problem.days - 1 if near is None else min(self.problem.days - 1, near.finish + LATER)
        close = tuple(min(last, soon) for last in deadlines)
        whole = tuple(min(last, self.problem.days - 1) for last in deadlines)
        asked = (self.problem, self.capacity, self.unnamed)
        found = search(*asked, close, budget, share=share, near=near, without=without)
        if found.none and close != whole:
            found = search(*asked, whole, budget, share=share, near=near, without=without)
        return found


LATER = 60
"""Days after a known plan's finish within which a job without a deadline is looked for first."""


@dataclass(frozen=True, slots=True)
class Bracket:
    """The earliest finish: a plan's (None: none found), the proved lower bound, and the proof for the day before it.

    `if_lapsed` is the finish of a plan that counts on holds lapsing, where that is sooner, and `beside` the proof that
    beside all holds nothing ends before `earliest`. With neither date, `proof` says why nothing ends within the
    horizon.
    """

    earliest: int | None
    no_sooner_than: int | None
    proof: Proof | None
    if_lapsed: int | None = None
    beside: Proof | None = None

    @property
    def never(self) -> bool:
        """Whether it is proved that nothing ends within the horizon."""
        return self.earliest is None and self.no_sooner_than is None and self.proof is not None

    @property
    def proved(self) -> bool:
        """Whether nothing sooner exists: the two meet, or both say never, or nothing does beside all holds."""
        return self.earliest == self.no_sooner_than or self.beside is not None


@dataclass(frozen=True, slots=True)
class Solved:
    """What is known: `plan` fits as asked, `refuted` says why nothing can, `soonest` is the plan for the earliest
    finish.

    `plan_if_lapsed` fits only when holds lapse; `refuted_with_holds` then says why it doesn't with them. `stopped`:
    somebody interrupted the search; what is known by then stands. `by_limit`: with another limit of the search another
    plan may be found.
    """

    with_holds: Side
    certain: Side
    plan: Plan | None
    refuted: Proof | None
    plan_if_lapsed: Plan | None
    refuted_with_holds: Proof | None
    soonest: Plan | None
    bracket: Bracket
    stopped: bool = False
    soonest_if_lapsed: Plan | None = None
    by_limit: bool = False


@dataclass(frozen=True, slots=True)
class Fit:
    """A changed question's problem, and a plan for it if one was found."""

    problem: Problem
    plan: Plan | None


@dataclass(slots=True)
class _Known:
    """What is known of one side as asked: a plan in time, why there is none, and the plan that finishes first.

    `thorough`: all restarts were made, not only the first few.
    """

    side: Side
    deadlines: tuple[int, ...]
    plan: Plan | None = None
    proof: Proof | None = None
    soonest: Plan | None = None
    thorough: bool = False

    def draft(self, *, thorough: bool) -> None:
        """Plans by restarts: the first few, some more when there is a plan already, or all of them."""
        if self.thorough:
            return
        self.thorough = thorough or self.side.problem.crowded
        few = STALLED + 1 if self.soonest is None else SOME
        plan, soonest = best_plans(self.side, self.deadlines, None if thorough else few)
        self.plan = self.plan if plan is None else _sooner(self.plan, plan)
        self.soonest = self.soonest if soonest is None else _sooner(self.soonest, soonest)

    @property
    def settled(self) -> bool:
        """Whether it fits, and no plan can end sooner; when the last of several deals ends isn't asked."""
        floor = self.side.floor
        if self.plan is None:
            return False
        return self.side.problem.several or floor is None or self.plan.finish <= floor

    @property
    def heavy(self) -> bool:
        """Whether the search's model is so large that plans are better looked for by restarts first."""
        problem = self.side.problem
        last = problem.days if self.soonest is None else self.soonest.finish
        return sum(len(need.eligible) for need in problem.needs) * last > LIGHT

    @property
    def refuted_by(self) -> int:
        """The last day by which it is refuted that all ends; -1 when milestones are what stands in the way."""
        days = set(self.deadlines)
        return min(*days, self.side.problem.days - 1) if self.proof is not None and len(days) == 1 else -1

    def better(self, plan: Plan) -> None:
        """Keep a plan that finishes sooner, as the one in time too unless it needs more stale people."""
        self.soonest = _sooner(self.soonest, plan)
        if plan.in_time(self.deadlines):
            stale = len(plan.stale(self.side.problem))
            worse = self.plan is not None and stale > len(self.plan.stale(self.side.problem))
            self.plan = self.plan if worse else _sooner(self.plan, plan)

    def tidy(self) -> None:
        """Both plans as a person would write them; neither ends later."""
        asked = (self.side.problem, self.side.capacity, self.side.unnamed)
        same = self.soonest is self.plan
        if self.plan is not None:
            self.plan = tidy(*asked, self.plan, self.deadlines)
        if self.soonest is not None and not same:
            self.soonest = tidy(*asked, self.soonest, (NO_DEADLINE,) * len(self.deadlines))
        if self.plan is not None:
            self.soonest = self.plan if same else _sooner(self.soonest, self.plan)


def solve(question: Question, limit: float = DEFAULT_LIMIT, like: Supply | None = None) -> Solved:
    """Settle a question. Its scope must be there and its references sound.

    `limit` is what the search may take, in seconds of a usual machine; 0 leaves construct and bound. `like` is the
    supply of another question to the same firm, where there was one.
    """
    budget = Budget(limit)
    full = Supply(question, certain=False, like=like)
    problem = pose(question, full)
    with_holds = certain = Side(problem, full)
    if uncertain(question):
        certain = Side(problem, Supply(question, certain=True, like=full), with_holds.capacity)
    known = _Known(with_holds, problem.deadlines())
    without = known if certain is with_holds else _Known(certain, known.deadlines)
    known.draft(thorough=not limit)
    if not known.settled and known.heavy:
        known.draft(thorough=known.plan is None)
    low: int | None = None
    proof: Proof | None = None
    beside: Proof | None = None
    by_limit = True
    try:
        if known.plan is None:
            _settle(known, without, budget)
        by_limit = budget.spent > 0 or (known.heavy and limit < HEAVY_FIT)
        low, proof, beside = _earliest(known, without, budget)
    except KeyboardInterrupt:  # between two searches; during one the search hears it
        budget.stopped = True
    for one in (known, without):
        one.tidy()
    finish = known.soonest.finish if known.soonest is not None and problem.estimated else None
    lapsed = without.soonest.finish if without is not known and without.soonest is not None else None
    sooner = lapsed is not None and (finish is None or lapsed < finish)
    bracket = Bracket(finish, low, proof, lapsed if sooner else None, beside)
    apart = without is not known
    return Solved(
        with_holds,
        certain,
        known.plan,
        without.proof if known.plan is None else None,
        without.plan if apart and known.plan is None else None,
        known.proof if apart else None,
        known.soonest,
        bracket,
        budget.stopped,
        without.soonest if sooner else None,
        by_limit,
    )


def fit(question: Question, budget: Budget) -> Fit:
    """Whether a changed question can be done as asked, as far as a few restarts, the bound and a short search tell.

    For explanations, which ask many of them: what takes longer isn't said.
    """
    supply = Supply(question, certain=False)
    side = Side(pose(question, supply), supply)
    return Fit(side.problem, plan_on(side, budget))


def plannable(question: Question, rounds: int) -> bool:
    """Whether a plan for several deals beside all holds is found in so many rounds: quick, and no proof of anything."""
    supply = Supply(question, certain=False)
    side = Side(pose(question, supply), supply)
    if side.floor is None:
        return False
    asked = (side.problem, side.capacity, side.unnamed, side.problem.deadlines())
    return kept(*asked, most=rounds) is not None


def plan_on(side: Side, budget: Budget, drafts: int = DRAFTS) -> Plan | None:
    """A plan as asked on a side, as far as so many restarts and a short search find one."""
    known = _Known(side, side.problem.deadlines())
    known.plan, known.soonest = best_plans(known.side, known.deadlines, drafts)
    if known.plan is None and not known.heavy and not known.side.refutes(known.deadlines):
        _search(known, budget, SHORT)
    if known.plan is not None:
        known.tidy()
    return known.plan


# --- the verdict ----------------------------------------------------------------------------------------------------


def _settle(known: _Known, without: _Known, budget: Budget) -> None:
    """A plan or a proof for both sides, cheap ones first; what is refuted without the holds needs no more."""
    without.proof = without.side.refute(without.deadlines)
    if without is known:
        if without.proof is None:
            _decide(known, budget)
        return
    without.draft(thorough=known.thorough)
    if without.proof is not None:
        return
    known.proof = known.side.refute(known.deadlines)
    if known.proof is None:
        _decide(known, budget)
    if known.plan is None and without.plan is None:
        _decide(without, budget)


def _decide(known: _Known, budget: Budget) -> None:
    """What exact search says; when it doesn't soon, more restarts, and then all that is left of its limit.

    A plan of the search's ends whenever it likes up to the day asked: where a sooner one isn't ruled out, restarts look
    for one, which leaves more room for what takes longer.
    """
    if not known.thorough:
        _search(known, budget, QUICK)
        if known.proof is not None or budget.stopped:
            return
        if known.plan is not None and known.plan.finish <= (known.side.no_sooner_than(known.plan.finish) or 0):
            return
        known.draft(thorough=True)
    if known.plan is None:
        _search(known, budget, FOR_VERDICT)


def _search(known: _Known, budget: Budget, share: float) -> None:
    """A plan or a proof by exact search; of two plans the one without stale people."""
    side, deadlines = known.side, known.deadlines
    found = side.search(deadlines, budget, share, known.soonest)
    if found.none:
        known.proof = Searched(max(min(last, side.problem.days - 1) for last in deadlines), budget.limit)
    if found.plan is None:
        return
    plan = found.plan
    if plan.stale(side.problem):
        stale = frozenset(w for w, worker in enumerate(side.problem.workers) if worker.stale)
        fresh = side.search(deadlines, budget, FOR_FRESH, known.soonest, stale)
        plan = fresh.plan or plan
    known.plan = plan
    known.soonest = _sooner(known.soonest, plan)


# --- the earliest finish ----------------------------------------------------------------------------------------------


def _earliest(known: _Known, without: _Known, budget: Budget) -> tuple[int | None, Proof | None, Proof | None]:
    """The day before which nothing ends, with its proof, and the proof that beside all holds nothing ends before the
    soonest plan, where that is later; plans that finish sooner are kept on the way.
    """
    problem = known.side.problem
    if problem.several:
        return None, None, None
    finish = known.soonest.finish if known.soonest is not None and problem.estimated else None
    low = without.side.no_sooner_than(finish)
    if low is None or not problem.jobs or (finish is None and low >= problem.days):
        return None, _proof_before(without.side, problem.days) if problem.jobs else None, None
    fits = known.plan is not None or without.plan is not None
    least, share = AFTER_A_FIT if fits else AFTER_A_NO
    least = max(least, HEAVY_FIT) if known.heavy else least
    if fits or without.proof is not None:
        budget.left = min(budget.left, max(least, share * budget.spent))
    if not problem.estimated:
        return low, _proof_before(without.side, low), None
    searched = _sharpen(without, max(low, without.refuted_by + 1), budget, fits=fits)
    if searched >= problem.days:
        return None, Searched(problem.days - 1, budget.limit), None
    proof = Searched(searched - 1, budget.limit) if searched > low else _proof_before(without.side, low)
    if without is known:
        return searched, proof, None
    bound = known.side.no_sooner_than(finish) or 0
    beside = _sharpen(known, max(searched, known.refuted_by + 1, bound), budget, fits=fits)
    if known.soonest is None or beside < known.soonest.finish or beside == searched:
        return searched, proof, None
    told = Searched(beside - 1, budget.limit) if beside > bound else _proof_before(known.side, beside)
    return searched, proof, told


def _sharpen(known: _Known, low: int, budget: Budget, *, fits: bool) -> int:
    """Search between a proved day and the soonest plan until they meet or the budget is over; the proved day.

    The bound is nearly always the truth or close to it, so steps grow from there; then what is left is halved. When it
    doesn't fit and the search is stuck, all restarts may still bring a sooner plan.
    """
    problem = known.side.problem
    step = 1
    at = low
    while not budget.over and low < (high := problem.days if known.soonest is None else known.soonest.finish):
        share = 1.0 if known.thorough or fits else QUICK
        found = known.side.search(_all_by(problem, min(at, high - 1)), budget, share, known.soonest)
        if found.open:
            if share == 1.0 or budget.stopped:
                break
            known.draft(thorough=True)
            continue
        if found.plan is not None:
            known.better(found.plan)
            step = 0
        else:
            low = min(at, high - 1) + 1
        at = low + step if step else (low + (known.soonest.finish if known.soonest else high)) // 2
        step *= 2
    return low


# --- construct and bound ----------------------------------------------------------------------------------------------


def best_plans(side: Side, deadlines: tuple[int, ...], most: int | None = None) -> tuple[Plan | None, Plan | None]:
    """The best plan that is in time, and the one that finishes first; stale people are left out where that works.

    `most` restarts at most, if it is said.
    """
    in_time, soonest = _best(side, deadlines, frozenset(), most)
    if in_time is not None and in_time.stale(side.problem):
        stale = frozenset(w for w, worker in enumerate(side.problem.workers) if worker.stale)
        fresh, _ = _best(side, deadlines, stale, most)
        in_time = fresh or in_time
    return in_time, soonest


def _best(
    side: Side, deadlines: tuple[int, ...], without: frozenset[int], most: int | None
) -> tuple[Plan | None, Plan | None]:
    """Plans by restarts; of several deals first one in which each keeps its own dates, and of many only that."""
    if side.floor is None:
        return None, None  # something can't be done within the horizon even alone: no restart will
    if not side.problem.several:
        return _restarted(side, deadlines, without, most)
    plan = kept(side.problem, side.capacity, side.unnamed, deadlines, without)
    if side.problem.crowded:
        return plan, plan
    in_time, soonest = _restarted(side, deadlines, without, STALLED if plan is not None else most)
    return plan or in_time, soonest  # of two that are in time the one is taken that holds more often


def _restarted(
    side: Side, deadlines: tuple[int, ...], without: frozenset[int], most: int | None
) -> tuple[Plan | None, Plan | None]:
    """Restart until a plan is as early as any can be, in time when that can be; when restarts stall, sharpen the
    bound.
    """
    in_time: Draft | None = None
    soonest: Draft | None = None
    floor = side.floor
    late = False
    restarts = Restarts(side.problem, side.capacity, side.unnamed, deadlines, without)
    for count, found in enumerate(islice(restarts, most)):
        if found is not None:
            soonest = _first(soonest, found)
            in_time = _first(in_time, found) if found.in_time(deadlines) else in_time
        if count == STALLED and soonest is not None and floor is not None and soonest.finish > floor:
            floor = side.no_sooner_than(soonest.finish)
            late = in_time is None and refutes(side.problem, side.capacity, side.unnamed, deadlines)
        restarts.floor = -1 if floor is None else floor
        if _done(in_time if in_time is not None or not late else soonest, floor):
            break
    return None if in_time is None else in_time.plan(), None if soonest is None else soonest.plan()


def _first(best: Draft | None, found: Draft) -> Draft:
    return found if best is None or found.finish < best.finish else best


def _sooner(best: Plan | None, plan: Plan) -> Plan:
    return plan if best is None or plan.finish < best.finish else best


def _done(best: Draft | None, floor: int | None) -> bool:
    return best is not None and floor is not None and best.finish <= floor


def _all_by(problem: Problem, day: int) -> tuple[int, ...]:
    return (day,) * len(problem.jobs)


def _proof_before(side: Side, day: int) -> Proof | None:
    """Why nothing ends on the day before."""
    return side.refute(_all_by(side.problem, day - 1)) if day > 0 else None
