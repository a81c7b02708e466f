"""A schedule: who does what on which day, and when each job starts and ends."""

from operator import attrgetter

from deliverable.dataclass import dataclass
from deliverable.engine.problem import Problem


@dataclass(frozen=True, slots=True, order=True)
class Work:
    """Minutes of one worker on one day for a part (`index`) of a job; for a crew the whole of what they have that
    day.
    """

    job: int
    index: int
    day: int
    worker: int
    minutes: int


IN_ORDER = attrgetter("job", "index", "day", "worker", "minutes")
"""The order of work in a plan: as work compares, but looked up once for each."""


@dataclass(frozen=True, slots=True)
class UnnamedServed:
    """Minutes of one worker on one day for an unnamed booking."""

    booking: str
    row: int
    skill: str
    day: int
    worker: int
    minutes: int


@dataclass(frozen=True, slots=True)
class Plan:
    """A feasible plan. `starts` and `ends` by job are day indexes."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    work: tuple[Work, ...]
    unnamed: tuple[UnnamedServed, ...] = ()

    @property
    def finish(self) -> int:
        """The last day of the last job."""
        return max(self.ends, default=-1)

    def in_time(self, deadlines: tuple[int, ...]) -> bool:
        """Whether every job ends by its deadline."""
        return all(end <= last for end, last in zip(self.ends, deadlines, strict=True))

    def stale(self, problem: Problem) -> tuple[int, ...]:
        """The workers of the plan whose data nobody has confirmed lately."""
        return tuple(sorted({w.worker for w in self.work if problem.workers[w.worker].stale}))
