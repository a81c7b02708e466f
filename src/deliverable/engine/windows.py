"""A problem and its deadlines to the days between which each job must lie, whatever the plan.

Each job alone, with all the capacity: no plan can be earlier or later than that (the relaxation behind every proof).
`calendar` windows count working days only; the others count what the best people have.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from deliverable.dataclass import dataclass
from deliverable.engine.capacity import Capacity
from deliverable.engine.matching import seats
from deliverable.engine.problem import Job, Need, Problem


@dataclass(frozen=True, slots=True)
class Windows:
    """Per job: the earliest start and end, the latest start and end. None: never within the horizon (or before day
    one).
    """

    earliest_start: tuple[int | None, ...]
    earliest_end: tuple[int | None, ...]
    latest_start: tuple[int | None, ...]
    latest_end: tuple[int | None, ...]

    def too_tight(self) -> list[int]:
        """Jobs that can't lie between what is before and what is after them."""
        return [
            j
            for j, (end, latest) in enumerate(zip(self.earliest_end, self.latest_end, strict=True))
            if end is None or latest is None or end > latest
        ]


def windows(problem: Problem, capacity: Capacity, deadlines: tuple[int, ...], *, calendar: bool = False) -> Windows:
    """Forward and backward passes over the jobs."""
    starts, ends = forward(problem, capacity, calendar=calendar)
    latest_starts: list[int | None] = [None] * len(problem.jobs)
    latest_ends: list[int | None] = [None] * len(problem.jobs)
    for j in reversed(range(len(problem.jobs))):
        end: int | None = min(deadlines[j], problem.days - 1)
        for follower in problem.followers[j]:
            start = latest_starts[follower]
            end = None if start is None or end is None else min(end, start - 1)
        latest_ends[j] = end
        latest_starts[j] = None if end is None else latest_start(capacity, problem.jobs[j], end, calendar=calendar)
    return Windows(tuple(starts), tuple(ends), tuple(latest_starts), tuple(latest_ends))


def forward(
    problem: Problem, capacity: Capacity, *, calendar: bool = False
) -> tuple[list[int | None], list[int | None]]:
    """The earliest start and end of each job; no date that is asked for changes them."""
    if problem is capacity.problem and calendar in capacity.forward:
        return capacity.forward[calendar]
    starts: list[int | None] = []
    ends: list[int | None] = []
    for job in problem.jobs:
        start: int | None = job.release
        for before in job.after:
            end = ends[before]
            start = None if end is None or start is None else max(start, end + 1)
        starts.append(start)
        ends.append(None if start is None else earliest_end(capacity, job, start, calendar=calendar))
    if problem is capacity.problem:
        capacity.forward[calendar] = (starts, ends)
    return starts, ends


def earliest_end(capacity: Capacity, job: Job, start: int, *, calendar: bool = False) -> int | None:
    """The first day on which a job can have ended when it may start on `start`; None: not within the horizon."""
    if job.kind == "wait":
        return capacity.nth_working(start, job.days)
    if job.kind == "crew":
        first = crew_start(capacity, job, start, calendar=calendar)
        return None if first is None else crew_end(capacity, job, first)
    if not job.needs:
        return (
            start - 1 if not job.estimated else start
        )  # not estimated: no time at all is the only thing that is proved
    if calendar:
        return start if start < capacity.days else None
    last = start
    for need in job.needs:
        end = _need_end(capacity, need, start)
        if end is None:
            return None
        last = max(last, end)
    return last


def latest_start(capacity: Capacity, job: Job, end: int, *, calendar: bool = False) -> int | None:
    """The last day on which a job may start to end by `end`; None: not since day one."""
    if job.kind == "wait":
        return capacity.nth_working_back(end, job.days)
    if job.kind == "crew":
        return _latest_crew_start(capacity, job, end, calendar=calendar)
    if not job.needs:
        return end + 1 if not job.estimated else end
    if calendar:
        return end if end >= 0 else None
    first = end
    for need in job.needs:
        start = _need_start(capacity, need, end)
        if start is None:
            return None
        first = min(first, start)
    return first


def _need_end(capacity: Capacity, need: Need, start: int) -> int | None:
    """Bisection: the first day by which the best `people` over the whole window have the minutes."""
    last = capacity.days - 1
    step, high = 16, start
    while (best := capacity.weigh(need.eligible, need.people, min(high, last)))(start, min(high, last)) < need.minutes:
        if high >= last:
            return None
        high, step = high + step, step * 2
    low, high = start, min(high, last)
    while low < high:
        middle = (low + high) // 2
        if best(start, middle) >= need.minutes:
            high = middle
        else:
            low = middle + 1
    return high


def _need_start(capacity: Capacity, need: Need, end: int) -> int | None:
    best = capacity.weigh(need.eligible, need.people, max(0, end))
    if end < 0 or best(0, end) < need.minutes:
        return None
    low, high = 0, end
    while low < high:
        middle = (low + high + 1) // 2
        if best(middle, end) >= need.minutes:
            low = middle
        else:
            high = middle - 1
    return low


def crew_days(capacity: Capacity, job: Job, first: int) -> list[int]:
    """The working days of a crew that starts on working day `first` (or on its fixed dates)."""
    working = capacity.problem.working
    if job.fixed is not None:
        return [day for day in working if job.fixed[0] <= day <= job.fixed[1]]
    at = bisect_left(working, first)
    return list(working[at : at + job.days])


def crew_end(capacity: Capacity, job: Job, first: int) -> int:
    """The last day of a crew that starts on `first`."""
    return job.fixed[1] if job.fixed is not None else crew_days(capacity, job, first)[-1]


def crew_start(capacity: Capacity, job: Job, start: int, *, calendar: bool = False) -> int | None:
    """The first start of a crew from `start` on at which people can be matched to all its places."""
    for first in crew_starts(capacity, job, start, capacity.days - 1):
        if calendar or _seated(capacity, job, first):
            return first
    return None


def _latest_crew_start(capacity: Capacity, job: Job, end: int, *, calendar: bool) -> int | None:
    for first in crew_starts(capacity, job, 0, end, latest_first=True):
        if calendar or _seated(capacity, job, first):
            return first
    return None


def crew_starts(capacity: Capacity, job: Job, start: int, end: int, *, latest_first: bool = False) -> Iterator[int]:
    """The starts at which a crew begins no sooner than `start` and ends no later than `end`, in order."""
    if not job.days:
        return
    if job.fixed is not None:
        if job.fixed[0] >= start and job.fixed[1] <= end:
            yield job.fixed[0]
        return
    working = capacity.problem.working
    first = bisect_left(working, start)
    last = bisect_right(working, end) - job.days
    order = range(last, first - 1, -1) if latest_first else range(first, last + 1)
    for i in order:
        yield working[i]


def _seated(capacity: Capacity, job: Job, first: int) -> bool:
    return is_seated(capacity, job, crew_days(capacity, job, first))


def is_seated(capacity: Capacity, job: Job, days: list[int], without: frozenset[int] = frozenset()) -> bool:
    """Whether people can be matched to all places of a crew on these days, some perhaps left out."""
    if not without and _always_seated(capacity, job, days[-1]):
        return True
    return seats(job.places, lambda worker: worker not in without and is_clear(capacity, worker, days)) is not None


def _always_seated(capacity: Capacity, job: Job, upto: int) -> bool:
    """Whether those who are clear on every day up to `upto` fill a crew's places already; asked once, mostly."""
    if not job.places:
        return True
    j = job.places[0].job
    known, seated = capacity.seated.get(j, (-1, False))
    if known < upto:
        known = max(upto, min(capacity.first_look, capacity.days) - 1)
        seated = seats(job.places, lambda worker: 1 not in capacity.busy(worker, known)) is not None
        capacity.seated[j] = (known, seated)
    return seated


def is_clear(capacity: Capacity, worker: int, days: list[int]) -> bool:
    """Whether a worker could give a crew the whole of each of these days, as far as bookings go."""
    begin = bisect_left(capacity.problem.working, days[0])
    return 1 not in capacity.busy(worker, days[-1])[begin : begin + len(days)]
