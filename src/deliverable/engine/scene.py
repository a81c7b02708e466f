"""A problem, its windows and whom to leave out to what the search may still choose from."""

from bisect import bisect_left, bisect_right
from functools import cached_property

from deliverable.engine.capacity import Capacity
from deliverable.engine.problem import Job, Problem
from deliverable.engine.unnamed import UnnamedWork
from deliverable.engine.windows import Windows


class Scene:
    """What is left open between a problem's earliest starts and its latest ends."""

    def __init__(
        self, problem: Problem, capacity: Capacity, unnamed: UnnamedWork, spans: Windows, without: frozenset[int]
    ) -> None:
        self.problem = problem
        self.capacity = capacity
        self.unnamed = unnamed
        self.spans = spans
        self.without = without
        self._days: dict[int, list[int]] = {}
        self._clear: dict[tuple[int, ...], bool] = {}

    def window(self, j: int) -> tuple[int, int]:
        """The first and the last day of a job."""
        first, last = self.spans.earliest_start[j], self.spans.latest_end[j]
        if first is None or last is None:
            message = "a job without a window is no question for the search"
            raise ValueError(message)
        return first, last

    def soonest_end(self, j: int) -> int:
        """The first day on which a job can have ended."""
        return self.spans.earliest_end[j] or 0

    @cached_property
    def last(self) -> int:
        """The last day of any window."""
        return max((self.window(j)[1] for j in range(len(self.problem.jobs))), default=0)

    def able(self, eligible: tuple[int, ...]) -> list[int]:
        """Those of the eligible who are not left out."""
        return [worker for worker in eligible if worker not in self.without]

    def free(self, worker: int) -> list[int]:
        """Free minutes of a worker by day, as far as anything can lie."""
        return self.capacity.free(worker, self.last)

    def days_of(self, j: int) -> list[int]:
        """The days of an effort job's window on which somebody who could do some of it has time."""
        if j not in self._days:
            first, last = self.window(j)
            workers = {w for need in self.problem.jobs[j].needs for w in self.able(need.eligible)}
            free = [self.free(w) for w in sorted(workers)]
            self._days[j] = [day for day in range(first, last + 1) if any(minutes[day] for minutes in free)]
        return self._days[j]

    def all_clear(self, job: Job) -> bool:
        """Whether everybody eligible for a crew is clear on all working days that count."""
        key = tuple(w for place in job.places for w in place.eligible)
        if key not in self._clear:
            upto = bisect_right(self.problem.working, self.last)
            self._clear[key] = not any(1 in self.capacity.busy(w, self.last)[:upto] for w in set(key))
        return self._clear[key]

    def blocked(self, worker: int) -> bytes:
        """By working day as far as anything can lie: 0 where a crew could have the worker's whole day, else 1."""
        upto = bisect_right(self.problem.working, self.last)
        return bytes(self.capacity.busy(worker, self.last)[:upto])

    def working_at(self, day: int) -> int | None:
        """The place of a day among the firm's working days, if it is one."""
        at = bisect_left(self.problem.working, day)
        return at if at < len(self.problem.working) and self.problem.working[at] == day else None
