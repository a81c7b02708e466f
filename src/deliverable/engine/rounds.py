"""Several deals to a plan in which each keeps its own dates: whoever came too late goes first in the next round.

What counts for several deals is not when the last of them ends but that none is late, so nothing is pushed towards a
common end. Jobs go by what slack their deal's date leaves them; a deal that comes late gets as much more urgent as it
was late (squeaky wheels get the grease: Joslin and Clements 1999).
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from deliverable.engine.capacity import Capacity
from deliverable.engine.construct import Draft, draft, tries
from deliverable.engine.plan import Plan
from deliverable.engine.problem import Problem
from deliverable.engine.unnamed import UnnamedWork

ROUNDS, ROUNDS_OF_MANY = 16, 6
"""So many at most; fewer where the problem is crowded, and each of them dear."""
BY_SLACK = 1
"""Which of the rules of `construct.tries` orders jobs by what slack their dates leave."""
LEAST = 5
"""A deal that comes late gets more urgent by so many days at least."""


def kept(
    problem: Problem,
    capacity: Capacity,
    unnamed: UnnamedWork,
    deadlines: tuple[int, ...],
    without: frozenset[int] = frozenset(),
    most: int | None = None,
) -> Plan | None:
    """A plan in which every job keeps its deadline, if one of so many rounds finds one; `without` are left out."""
    if most is None:
        most = ROUNDS_OF_MANY if problem.crowded else ROUNDS
    rounds = islice(_rounds(problem, capacity, unnamed, deadlines, without), most)
    found = next((one for one in rounds if one.in_time(deadlines)), None)
    return None if found is None else found.plan()


def _rounds(
    problem: Problem,
    capacity: Capacity,
    unnamed: UnnamedWork,
    deadlines: tuple[int, ...],
    without: frozenset[int],
) -> Iterator[Draft]:
    """Draft after draft, the same ones every time; none once something can't be placed at all."""
    attempt = tries(problem, capacity, deadlines, without)[BY_SLACK]
    urgent = [0.0] * len(problem.question.deals)
    by_slack = attempt.priority
    while True:
        order = tuple(slack - urgent[job.deal] for slack, job in zip(by_slack, problem.jobs, strict=True))
        found = draft(unnamed, replace(attempt, priority=order), floor=problem.days)
        if found is None:
            return
        yield found
        late = [0] * len(urgent)
        for job, end, last in zip(problem.jobs, found.ends, deadlines, strict=True):
            late[job.deal] = max(late[job.deal], end - last)
        for deal, days in enumerate(late):
            urgent[deal] += max(LEAST, days) if days > 0 else 0
