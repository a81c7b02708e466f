"""A policy and its draws to the days on which its jobs end, trial by trial and day by day."""

from collections.abc import Sequence
from dataclasses import field

import numpy as np

from deliverable.dataclass import dataclass
from deliverable.engine.policy import Policy, Together
from deliverable.engine.problem import NO_DEADLINE, Job
from deliverable.engine.simulate.capacity import Time
from deliverable.engine.simulate.draws import Bools, Draws, Ints

NEVER = 2**30
"""The end of what doesn't end within the days that are looked at."""
FEW = 0.03
"""So few trials late in the tail change neither the days that are told nor the share in time."""
LOOKED = 16
"""Every so many days it is seen which trials are over."""


@dataclass
class Trials:
    """The last day of each job in each trial (NEVER where there is none), in rows by job; `until` which day each trial
    was followed; and in which trials each worker lost time by illness.
    """

    ends: Ints
    until: Ints
    ill: dict[int, Bools] = field(default_factory=dict)

    @property
    def finish(self) -> Ints:
        """The last day of all, by trial."""
        last: Ints = self.ends.max(axis=0)
        return last

    def in_time(self, deadlines: tuple[int, ...], jobs: Sequence[int] | None = None) -> Bools:
        """Whether each job, or each of some, ends by its deadline, by trial."""
        by, ends = np.array(deadlines, dtype=np.int32), self.ends
        if jobs is not None:
            by, ends = by[list(jobs)], ends[list(jobs)]
        met: Bools = np.all(ends <= by[:, None], axis=0)
        return met


def run(policy: Policy, draws: Draws, reach: int) -> Trials:
    """Carry a policy out as often as there are draws, looking at so many days.

    Once all deadlines have passed the last few in a hundred trials are not followed any more: they end never.
    """
    return _Run(policy, draws, reach).go()


class _Run:
    """All trials at once; an array has a column for each."""

    def __init__(self, policy: Policy, draws: Draws, reach: int) -> None:
        self.policy = policy
        self.problem = policy.problem
        self.draws = draws
        self.reach = reach
        self.time = Time(policy, draws, reach)
        self.trials = draws.trials
        self.columns = np.arange(self.trials)
        jobs = len(self.problem.jobs)
        self.ready = np.full((jobs, self.trials), NEVER, dtype=np.int32)
        self.ends = np.full((jobs, self.trials), NEVER, dtype=np.int32)
        self.all_ends = self.ends.copy()
        self.all_until = np.zeros(self.trials, dtype=np.int32)
        self.day = 0
        self.all_ill = {w: np.zeros(self.trials, dtype=np.bool_) for w in policy.workers}
        self.days = dict(draws.waits)
        self.ill = {w: np.zeros(self.trials, dtype=np.bool_) for w in policy.workers}
        self.left = np.stack([self._minutes(n) for n in range(len(policy.pieces))]) if policy.pieces else self.ready[:0]
        self.open = [bool(row.any()) for row in self.left]
        self.of_job = np.zeros((jobs, self.trials), dtype=np.int32)
        self.of_worker = {w: np.zeros(self.trials, dtype=np.int32) for w in policy.workers}
        for n, piece in enumerate(policy.pieces):
            self.of_job[piece.job] += self.left[n]
            self.of_worker[piece.worker] += self.left[n]
        self.job_of = [piece.job for piece in policy.pieces]
        self.waiting = self._waiting()
        self.with_pieces = {piece.job for piece in policy.pieces}
        self.last_deadline = max((last for last in self.problem.deadlines() if last < NO_DEADLINE), default=-1)
        self.soonest, self.latest = [NEVER] * jobs, [NEVER] * jobs
        self.crews = [_Crew(self, together) for together in policy.crews]
        self.seated = {together.job for together in policy.crews}
        self.working = np.array([day for day in self.problem.working if day < reach], dtype=np.int32)
        self.is_working = set(self.working.tolist())
        self.worked_before = np.searchsorted(self.working, np.arange(reach + 1))
        self.nth_working = np.append(self.working, np.int32(NEVER))

    def _waiting(self) -> dict[int, list[int]]:
        """The pieces of each worker that are still to be done in some trial."""
        return {worker: [n for n in self.policy.of[worker] if self.open[n]] for worker in self.policy.workers}

    def _minutes(self, n: int) -> Ints:
        """What a piece takes, rounded up to the minute."""
        piece = self.policy.pieces[n]
        factor = self.draws.factors.get((piece.job, piece.index))
        if factor is None:
            return np.full(self.trials, piece.minutes, dtype=np.int32)
        return np.ceil(piece.minutes * factor).astype(np.int32)

    def go(self) -> Trials:
        """Day after day until all has ended in all trials."""
        self._follow(range(len(self.problem.jobs)))
        for day in range(self.reach):
            self.day = day
            self._one_day(day)
            if day % LOOKED == 0 and self._is_over(day):
                break
        self._write()
        return Trials(self.all_ends, self.all_until, self.all_ill)

    def _is_over(self, day: int) -> bool:
        """Whether all has ended that ever will, in all trials; where most are over, only the others are looked at from
        here on.
        """
        going: Bools = np.any(self.ends >= NEVER, axis=0)
        for n, piece in enumerate(self.policy.pieces):
            if self.open[n] and self.time.last(piece.worker) <= day:
                going &= self.left[n] == 0  # whoever has it has left, or has no time any more
        count = int(going.sum())
        if 0 < 2 * count < len(going):
            self._write()
            self.columns = self.columns[going]
            self.trials = count
            self.ready, self.ends, self.left = self.ready[:, going], self.ends[:, going], self.left[:, going]
            self.open = [bool(row.any()) for row in self.left]
            self.waiting = self._waiting()
            self.of_job = self.of_job[:, going]
            self.of_worker = {worker: left[going] for worker, left in self.of_worker.items()}
            for j in range(len(self.problem.jobs)):
                self._bounds(j)
            self.ill = {worker: ill[going] for worker, ill in self.ill.items()}
            self.days = {j: days[going] for j, days in self.days.items()}
            self.time.only(self.columns)
            for crew in self.crews:
                crew.only(going)
        return not count or (count <= FEW * self.draws.trials and day > self.last_deadline)

    def _write(self) -> None:
        self.all_ends[:, self.columns] = self.ends
        self.all_until[self.columns] = self.day
        for worker, ill in self.ill.items():
            self.all_ill[worker][self.columns] = ill

    def _one_day(self, day: int) -> None:
        if not self.crews and day not in self.time.some:
            return
        busy: dict[int, Bools] = {}
        changed = [crew.together.job for crew in self.crews if crew.work(day, busy)]
        done: set[int] = set()
        for worker, pieces in self.waiting.items():
            if pieces and self.time.has_any(worker, day):
                done |= self._work(worker, day, pieces, busy.get(worker))
        for j in done:
            ended = (self.ends[j] == NEVER) & (self.of_job[j] == 0)
            if np.count_nonzero(ended):
                self.ends[j][ended] = day
                changed.append(j)
        self._follow(changed)

    def _work(self, worker: int, day: int, pieces: list[int], busy: Bools | None) -> set[int]:
        """A day of one worker; the jobs of which a piece came to its end in some trial."""
        numbers = [n for n in pieces if self.soonest[self.job_of[n]] <= day]
        if not numbers:
            return set()
        ill = self.time.ill(worker, day)
        free = self.time.free(worker, day, ill)
        if ill is not None:
            self.ill[worker] |= ill & (self.of_worker[worker] > 0)
        if busy is not None:
            free[busy] = 0
        return self._spend(worker, day, numbers, free)

    def _spend(self, worker: int, day: int, numbers: list[int], free: Ints) -> set[int]:
        """What a worker has free on a day goes into their pieces of work, in their order."""
        touched = set()
        for n in numbers:
            job = self.job_of[n]
            left = self.left[n]
            work = np.minimum(free, left)
            if self.latest[job] > day:
                work *= self.ready[job] <= day
            if not np.count_nonzero(work):  # as any(), in a fourth of its time
                continue
            left -= work
            free -= work
            self.of_job[job] -= work
            self.of_worker[worker] -= work
            touched.add(job)
            if not np.count_nonzero(left):
                self.open[n] = False
                self.waiting[worker].remove(n)
            if not np.count_nonzero(free):
                break
        return touched

    def _bounds(self, j: int) -> None:
        """The first and the last day on which a job may begin in any trial."""
        self.soonest[j], self.latest[j] = int(self.ready[j].min()), int(self.ready[j].max())

    # --- what follows -------------------------------------------------------------------------------------------------

    def _follow(self, changed: "range | list[int]") -> None:
        """When what waits for the changed jobs may begin, and when waits and what takes no time then end."""
        due = set(changed) if isinstance(changed, range) else {f for j in changed for f in self.problem.followers[j]}
        while due:
            j = min(due)  # jobs come in an order in which each is behind what it waits for
            due.remove(j)
            job = self.problem.jobs[j]
            ready = np.full(self.trials, job.release, dtype=np.int32)
            for before in job.after:
                np.maximum(ready, self.ends[before] + 1, out=ready)
            np.minimum(ready, NEVER, out=ready)
            self.ready[j] = ready
            self._bounds(j)
            if self._passes(j, job):
                ends = self._ends(j, job)
                if np.count_nonzero(ends != self.ends[j]):
                    self.ends[j] = ends
                    due.update(self.problem.followers[j])

    def _passes(self, j: int, job: Job) -> bool:
        """Whether a job takes nobody's time."""
        return job.kind == "wait" or (j not in self.with_pieces and j not in self.seated)

    def _ends(self, j: int, job: Job) -> Ints:
        ready = self.ready[j]
        if job.kind == "wait":
            return self._waited(ready, self.days.get(j, np.full(self.trials, job.days, dtype=np.int32)))
        if job.fixed is not None:
            on_dates: Ints = np.where(ready <= job.fixed[0], job.fixed[1], NEVER)
            return on_dates
        if job.kind == "crew":  # nobody takes part
            return self._waited(ready, np.full(self.trials, job.days, dtype=np.int32))
        at_once: Ints = ready
        return at_once

    def _waited(self, ready: Ints, days: Ints) -> Ints:
        """The last of so many working days from a day on; the day before it for none."""
        at = self.worked_before.take(np.minimum(ready, self.reach)) + days - 1
        waited: Ints = self.nth_working.take(np.clip(at, 0, len(self.working)))
        if days.min() <= 0:
            at_once: Ints = np.where(ready >= NEVER, NEVER, ready - 1)
            return np.where(days <= 0, at_once, waited)
        return waited


class _Crew:
    """A crew through the days: when it begins, on which days it is at work, when it has ended."""

    def __init__(self, of: _Run, together: Together) -> None:
        self.of = of
        self.together = together
        self.job = of.problem.jobs[together.job]
        self.begun = np.zeros(of.trials, dtype=np.bool_)
        self.fails = np.zeros(of.trials, dtype=np.bool_)
        planned = np.full(of.trials, self.job.days, dtype=np.int32)
        self.days = of.draws.crews.get(together.job, planned).copy()

    def only(self, going: Bools) -> None:
        """Look at these trials alone from here on."""
        self.begun, self.fails, self.days = self.begun[going], self.fails[going], self.days[going]

    def work(self, day: int, busy: dict[int, Bools]) -> bool:
        """A day of the crew: its people's day is marked as taken; whether it ended in some trial."""
        if self.job.fixed is not None:
            return self._on_dates(day, self.job.fixed, busy)
        if day not in self.of.is_working or not self.days.any():
            return False
        self._begin(day, busy)
        at_work = self.begun & (self.days > 0)
        for member in self.together.members:
            at_work &= self.of.time.clear(member, day)
            if member in busy:
                at_work &= ~busy[member]
        if not at_work.any():
            return False
        self._take(at_work, busy)
        self.days -= at_work & ~self._ill(day, self.together.members, at_work)
        ended = at_work & (self.days == 0)
        self.of.ends[self.together.job][ended] = day
        return bool(ended.any())

    def _begin(self, day: int, busy: dict[int, Bools]) -> None:
        """A crew begins when its people are through with what is before it, and have all its days."""
        of = self.of
        can = ~self.begun & (of.ready[self.together.job] <= day)
        if not can.any():
            return
        for n in self.together.pieces:
            if of.open[n]:
                can &= of.left[n] == 0
        for other in self.together.crews:
            can &= of.ends[other] < day
        if can.any():
            at = int(np.searchsorted(of.working, day))
            days = of.working[at : at + self.job.days].tolist()
            for member in self.together.members:
                can &= of.time.clear_for(member, days)
                if member in busy:
                    can &= ~busy[member]
            self.begun |= can

    def _on_dates(self, day: int, fixed: tuple[int, int], busy: dict[int, Bools]) -> bool:
        """On fixed dates a crew happens, or what was promised doesn't: when it isn't ready, or somebody is ill for whom
        nobody could stand in.
        """
        first, last = fixed
        of = self.of
        if not first <= day <= last:
            return False
        if day == first:
            self.fails = of.ready[self.together.job] > first
        if day in of.is_working:
            every = np.ones(of.trials, dtype=np.bool_)
            for member in self.together.members:
                self.fails |= ~of.time.clear(member, day)
            self._take(every, busy)
            self.fails |= self._ill(day, self.together.alone, every)
        if day == last:
            of.ends[self.together.job] = np.where(self.fails, NEVER, last)
        return day == last

    def _take(self, trials: Bools, busy: dict[int, Bools]) -> None:
        for member in self.together.members:
            busy[member] = busy[member] | trials if member in busy else trials.copy()

    def _ill(self, day: int, members: tuple[int, ...], at_work: Bools) -> Bools:
        """Where somebody of them is ill."""
        lost = np.zeros(self.of.trials, dtype=np.bool_)
        for member in members:
            ill = self.of.time.ill(member, day)
            if ill is not None:
                lost |= ill
                self.of.ill[member] |= ill & at_work
        return lost
