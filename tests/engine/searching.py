"""A question to what exact search alone says of it: neither construct nor the bound has looked before."""

from dataclasses import replace

from deliverable.book import Question
from deliverable.engine.audit import audit
from deliverable.engine.capacity import Capacity
from deliverable.engine.claims import plan_rows
from deliverable.engine.plan import Plan
from deliverable.engine.problem import Problem, pose
from deliverable.engine.scene import Scene
from deliverable.engine.search import Budget, Found, search
from deliverable.engine.solve import Side
from deliverable.engine.unnamed import UnnamedWork
from deliverable.engine.windows import Windows, forward, windows
from deliverable.supply import Supply
from tests import claims


def side(question: Question, *, certain: bool = False) -> Side:
    """The problem on its supply, with all holds or the certain ones only."""
    supply = Supply(question, certain=certain)
    return Side(pose(question, supply), supply)


def stale(problem: Problem) -> frozenset[int]:
    """The workers whose data nobody has confirmed lately."""
    return frozenset(w for w, worker in enumerate(problem.workers) if worker.stale)


def hunt(question: Question, budget: Budget | None = None, *, fresh: bool = False, certain: bool = False) -> Found:
    """What search finds by the question's dates; `fresh` leaves stale people out. A plan has been audited."""
    of = side(question, certain=certain)
    without = stale(of.problem) if fresh else frozenset[int]()
    asked = (of.problem, of.capacity, of.unnamed, of.problem.deadlines())
    found = search(*asked, Budget() if budget is None else budget, without=without)
    if found.plan is not None and not certain:
        assert complaints(question, of.problem, found.plan) == ()
        assert without.isdisjoint({work.worker for work in found.plan.work})
    return found


def fits(question: Question, *, fresh: bool = False) -> bool:
    """Whether search finds a plan; that there is none must be proved."""
    found = hunt(question, fresh=fresh)
    assert not found.open
    return found.plan is not None


def complaints(question: Question, problem: Problem, plan: Plan) -> tuple[str, ...]:
    """What the audit says of a plan that is to be in time."""
    return audit(question, claims.answer(question, "yes", plan=plan_rows(problem, plan)))


def confirmed(question: Question) -> Question:
    """The same without its stale people's leave to work on the deals, for an oracle that knows no `without`."""
    names = tuple(worker.person for worker in side(question).problem.workers if worker.stale)
    deals = tuple(replace(deal, exclude=(*deal.exclude, *names)) for deal in question.deals)
    return replace(question, deals=deals)


def scene(question: Question, *, sharp: bool = True, without: frozenset[int] = frozenset()) -> Scene:
    """What is left open between the windows; without `sharp` only releases and deadlines close them."""
    supply = Supply(question, certain=False)
    problem = pose(question, supply)
    capacity = Capacity(problem, supply)
    spans = windows(problem, capacity, problem.deadlines())
    if not sharp:
        starts, ends = forward(problem, capacity)
        spans = Windows(tuple(starts), tuple(ends), spans.latest_start, problem.deadlines())
    return Scene(problem, capacity, UnnamedWork(capacity), spans, without)
