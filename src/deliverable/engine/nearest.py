"""A question that only search could refuse to what is nearest to it: the sum that fails when the dates are a little
sooner, and the single tasks without which it fits.

No sum shows why a question fails that every sum allows. What is shown instead is proved as everything is: the sum for
the sooner dates by the bound, and a task fewer by a plan for the changed question.
"""

from collections.abc import Iterator
from dataclasses import replace

from deliverable.book import Deal, Question, Task
from deliverable.dataclass import dataclass
from deliverable.engine.marginal import Found
from deliverable.engine.proofs import Summed
from deliverable.engine.reasons import Binding, Later
from deliverable.engine.search import Budget
from deliverable.engine.solve import Side, fit

DROPPED = 3
"""So many tasks are tried, one at a time, least work first."""
PRIORITIES = ("could", "should", "must")


@dataclass(frozen=True, slots=True)
class Fewer:
    """Without this task there is a plan in time."""

    task: str
    found: Found


@dataclass(frozen=True, slots=True)
class Nearest:
    """`sooner`: with all dates so many working days sooner, at the least, a sum refutes it; `fewer`: any one of these
    tasks less, and it fits.
    """

    sooner: Later | None
    fewer: tuple[Fewer, ...]


def nearest(question: Question, side: Side, budget: Budget) -> Nearest:
    """What is nearest to a question of one deal that was refused without a sum. `side` is what search refused."""
    return Nearest(_sooner(side), tuple(_fewer(question, budget)) if len(question.deals) == 1 else ())


def without_task(deal: Deal, name: str) -> Deal:
    """The deal without a task; what waited for it waits for what it waited for."""
    scope = deal.scope or ()
    dropped = next(task for task in scope if task.id == name)
    return replace(deal, scope=tuple(_rewired(task, dropped) for task in scope if task is not dropped))


def _rewired(task: Task, dropped: Task) -> Task:
    if dropped.id not in task.after:
        return task
    after = (*(name for name in task.after if name != dropped.id), *dropped.after)
    return replace(task, after=tuple(dict.fromkeys(after)))


def _sooner(side: Side) -> Later | None:
    """Dates moved back until a sum fails: doubling, then bisection, since refuting is monotone in them."""
    binding = Binding(side.problem, side.capacity, side.unnamed, side.problem.deadlines())
    low, high, most = 0, 1, len(side.problem.working)
    while side.refute(binding.shifted(-high)) is None:
        low, high = high, 2 * high
        if high > most:
            return None
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if side.refute(binding.shifted(-middle)) is not None else (middle, high)
    proof: Summed | None = side.refute(binding.shifted(-high))
    return None if proof is None else binding.by(-high, proof)


def _fewer(question: Question, budget: Budget) -> Iterator[Fewer]:
    deal = question.deals[0]
    scope = sorted(deal.scope or (), key=lambda task: (PRIORITIES.index(task.priority), _work(task)))
    for task in scope[:DROPPED] if len(scope) > 1 else ():
        known = fit(replace(question, deals=(without_task(deal, task.id),)), budget)
        if known.plan is not None:
            yield Fewer(task.id, Found(known.problem, plan=known.plan))


def _work(task: Task) -> tuple[int, int, str]:
    """Minutes of effort, or places times days of a crew, and how long is waited."""
    minutes = sum(one.effort.minutes for one in task.effort or () if one.effort is not None)
    days = task.duration.likely if task.duration else 1
    places = sum(place.people for place in task.crew or ())
    return (minutes, days * places + (task.wait.likely if task.wait else 0), task.id)
