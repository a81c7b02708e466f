"""A problem and its deadlines to a proof that they can't be met, or to nothing.

Cheap first: a chain of working days, then one requirement against its people, then all requirements at once as a
maximum
flow (Ford and Fulkerson 1956; its minimum cut is the evidence), in windows by the calendar and then by capacity.
"""

from deliverable.engine.capacity import Capacity
from deliverable.engine.demands import demands, unnamed_demands
from deliverable.engine.network import least_cut, too_little
from deliverable.engine.problem import Job, Problem
from deliverable.engine.proofs import Asked, Chain, Link, Shortfall, Summed
from deliverable.engine.sums import enough, explained, haves, trimmed
from deliverable.engine.unnamed import UnnamedWork
from deliverable.engine.windows import Windows, forward, windows


def refutes(problem: Problem, capacity: Capacity, unnamed: UnnamedWork, deadlines: tuple[int, ...]) -> bool:
    """Whether no plan can meet these deadlines, without the evidence: what bisection asks again and again."""
    spans = windows(problem, capacity, deadlines)
    if spans.too_tight():
        return True
    asked = demands(problem, capacity, spans, explain=False)
    return too_little(capacity, asked, _beside(unnamed, asked))


def refute(problem: Problem, capacity: Capacity, unnamed: UnnamedWork, deadlines: tuple[int, ...]) -> Summed | None:
    """Why no plan can meet these deadlines: the simplest proof that there is, or None."""
    tight = windows(problem, capacity, deadlines)
    by_calendar = windows(problem, capacity, deadlines, calendar=True)
    if by_calendar.too_tight():
        return chain(problem, capacity, deadlines)
    asked = demands(problem, capacity, by_calendar)
    told = _single(capacity, [a for a in asked if _its_own(problem, a, deadlines)])
    if told is not None:
        return told
    if tight.too_tight():
        row = chain(problem, capacity, deadlines)
        return alone(problem, capacity, row) or row
    return _in_windows(problem, capacity, unnamed, by_calendar) or _in_windows(problem, capacity, unnamed, tight)


def alone(problem: Problem, capacity: Capacity, row: Chain) -> Shortfall | None:
    """A chain of one job that can't do its requirements in time says more as their shortfall."""
    if len(row.links) > 1:
        return None
    link = row.links[0]
    needs = problem.jobs[link.job].needs if row.until >= link.first else ()
    return _single(
        capacity,
        [
            Asked(n.minutes, link.first, row.until, n.skill, n.level, n.eligible, n.job, n.index, n.people)
            for n in needs
        ],
    )


def _its_own(problem: Problem, asked: Asked, deadlines: tuple[int, ...]) -> bool:
    """Whether a requirement has most of the deal's days; where other jobs squeeze it, the chain tells more."""
    if asked.job is None or not asked.because or not asked.eligible:
        return True
    job = problem.jobs[asked.job]
    whole = min(deadlines[asked.job], problem.days - 1) - problem.release(job.deal) + 1
    return 2 * asked.length >= whole


def _in_windows(problem: Problem, capacity: Capacity, unnamed: UnnamedWork, spans: Windows) -> Summed | None:
    asked = demands(problem, capacity, spans)
    single = _single(capacity, asked)
    return single if single is not None else least_cut(capacity, asked, _beside(unnamed, asked))


def _beside(unnamed: UnnamedWork, asked: list[Asked]) -> list[Asked]:
    if not unnamed.rows or not asked:
        return []
    return unnamed_demands(unnamed, min(a.first for a in asked), max(a.last for a in asked))


def _single(capacity: Capacity, asked: list[Asked]) -> Shortfall | None:
    """One requirement that its people can't do in its window: fewest people, then the shortest window."""
    found = []
    for order, one in enumerate(asked):
        if one.crew or enough(capacity, one):
            continue
        have = haves(capacity, (one,))
        total = sum(h.minutes for h in have)
        proof = Shortfall((trimmed(capacity, one),), have, None if total < one.minutes else one.people)
        found.append(((proof.counted is not None, len([h for h in have if h.minutes]), one.length, order), proof))
    return explained(capacity, min(found, key=lambda f: f[0])[1]) if found else None


def chain(problem: Problem, capacity: Capacity, deadlines: tuple[int, ...]) -> Chain:
    """The shortest row of jobs whose last can't end in time, each as early as it goes with all the capacity."""
    return min(chains(problem, capacity, deadlines), key=lambda c: (len(c.links), [link.job for link in c.links]))


def chains(problem: Problem, capacity: Capacity, deadlines: tuple[int, ...]) -> list[Chain]:
    """For each job that can't end in time the row of jobs that decides it, in the order of the jobs."""
    starts, ends = forward(problem, capacity)
    late = [j for j, end in enumerate(ends) if starts[j] is not None and (end is None or end > deadlines[j])]
    rows = [_row(problem, starts, ends, j) for j in late]
    return [
        Chain(
            tuple(Link(j, _begins(capacity, problem.jobs[j], starts[j] or 0, ends[j]), ends[j]) for j in row),
            min(deadlines[row[-1]], problem.days - 1),
        )
        for row in rows
    ]


def _begins(capacity: Capacity, job: Job, start: int, end: int | None) -> int:
    """When a job that may start on `start` would begin: not on a day off, unless somebody works on it then."""
    first = capacity.nth_working(start, 1)
    if first is None or (end is not None and first > end):
        return start
    able = {worker for need in job.needs for worker in need.eligible}
    return next((day for day in range(start, first) if any(capacity.free(w, day)[day] for w in able)), first)


def _row(problem: Problem, starts: list[int | None], ends: list[int | None], j: int) -> tuple[int, ...]:
    """The jobs that decide when `j` can start, up to one that starts as soon as it may."""
    row = [j]
    while True:
        start = starts[row[0]]
        deciding = [b for b in problem.jobs[row[0]].after if start is not None and ends[b] == start - 1]
        if not deciding or start == problem.jobs[row[0]].release:
            return tuple(row)
        row.insert(0, deciding[0])
