"""A plan to one that says the same with fewer words: one person through a task where possible, no scraps of time.

Only divisible work is moved, within the days that its task has anyway: after what comes before it, before what comes
after it starts, by its deadline and the plan's last day. Who is needed and is stale never grows. Each requirement is
taken out and put back only if that leaves no more pieces and no more scraps, and fewer of one of them.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, pairwise

from deliverable.dataclass import dataclass
from deliverable.engine.capacity import Capacity
from deliverable.engine.left import Left
from deliverable.engine.plan import IN_ORDER, Plan, Work
from deliverable.engine.problem import Need, Problem
from deliverable.engine.unnamed import Served, UnnamedWork

SCRAP = 30
"""Minutes below which a day isn't worth going to."""
ROUNDS = 3
LOOKED_AT = 40
"""How many people are tried for a requirement, those with the fewest other uses first."""

Cells = dict[tuple[int, int], int]
"""Minutes by worker and day."""


def tidy(problem: Problem, capacity: Capacity, unnamed: UnnamedWork, plan: Plan, deadlines: tuple[int, ...]) -> Plan:
    """The same plan in fewer pieces; it ends no later in all, and no job after its deadline or its old end if later.

    `plan` must be feasible on this capacity; otherwise it may come back as it is.
    """
    tidying = _Tidying(problem, capacity, unnamed, plan, deadlines)
    if not tidying.reserve():
        return plan
    for _ in range(ROUNDS):
        if not tidying.round():
            break
    return tidying.plan()


def pieces(capacity: Capacity, cells: Iterable[tuple[int, int]]) -> int:
    """How often somebody begins: stretches of a worker's days without one between them on which they have time."""
    days: dict[int, list[int]] = {}
    for worker, day in cells:
        days.setdefault(worker, []).append(day)
    return sum(_stretches(capacity, worker, sorted(mine)) for worker, mine in days.items())


def _stretches(capacity: Capacity, worker: int, days: list[int]) -> int:
    return 1 + sum(capacity.between(worker, before + 1, after - 1) > 0 for before, after in pairwise(days))


def scraps(minutes: Iterable[int]) -> int:
    """How many of these are shorter than is worth it."""
    return sum(amount < SCRAP for amount in minutes)


@dataclass(frozen=True, slots=True)
class _Way:
    """A requirement's minutes by worker and day, and how tidy that is."""

    cells: Cells
    pieces: int
    scraps: int

    @property
    def end(self) -> int:
        return max(day for _, day in self.cells)

    def tidier(self, other: "_Way") -> bool:
        """Whether it is better in one respect and worse in none."""
        mine, theirs = (self.pieces, self.scraps), (other.pieces, other.scraps)
        return mine != theirs and self.pieces <= other.pieces and self.scraps <= other.scraps


class _Tidying:
    """A plan while its requirements are taken out and put back, one by one."""

    def __init__(
        self, problem: Problem, capacity: Capacity, unnamed: UnnamedWork, plan: Plan, deadlines: tuple[int, ...]
    ) -> None:
        self.problem = problem
        self.capacity = capacity
        self.unnamed = unnamed
        self.finish = plan.finish
        self.deadlines = deadlines
        self.starts, self.ends = list(plan.starts), list(plan.ends)
        self.left = Left(capacity)
        self.rows: dict[tuple[int, int], Cells] = {(need.job, need.index): {} for need in problem.needs}
        self.crews = [work for work in plan.work if problem.jobs[work.job].kind == "crew"]
        self.reserved: dict[int, list[Served]] = {}
        for work in plan.work:
            self.left.take(work.worker, work.day, work.minutes)
            if (work.job, work.index) in self.rows:
                cells = self.rows[work.job, work.index]
                cells[work.worker, work.day] = cells.get((work.worker, work.day), 0) + work.minutes
        self.stale = set(plan.stale(problem))

    def reserve(self) -> bool:
        """Serve the unnamed bookings beside the plan; whether all of them are."""
        taken: dict[int, dict[int, int]] = {}
        for worker, days in self.left.touched.items():
            for day, minutes in days.items():
                taken.setdefault(day, {})[worker] = minutes
        for day in self.unnamed.days:
            if day <= self.finish:
                parts = self.unnamed.served_beside(day, taken.get(day, {}))
                if sum(part.minutes for part in parts) < sum(self.unnamed.wanted(day)):
                    return False
                self.reserved[day] = parts
        self.left.reserve(self.reserved)
        return True

    def round(self) -> bool:
        """Look at each requirement once; whether anything changed."""
        order = sorted(self.problem.needs, key=lambda n: (-len(self.rows[n.job, n.index]), n.job, n.index))
        changed = [need for need in order if self._better(need)]
        self._settle()
        return bool(changed)

    def _better(self, need: Need) -> bool:
        cells = self.rows[need.job, need.index]
        now = self._way(cells)
        least = 0 if need.minutes >= SCRAP else 1
        members = any(self.problem.workers[worker].member is not None for worker, _ in cells)
        if not cells or members or (now.pieces == 1 and now.scraps <= least):
            return False
        self._put(cells, -1)
        first, last = self._window(need.job)
        found = [way for way in self._ways(need, cells, first, last) if way.tidier(now)]
        best = min(found, key=lambda way: (way.pieces, way.scraps, way.end), default=now)
        self._put(best.cells, 1)
        self.rows[need.job, need.index] = best.cells
        self._span(need.job)
        return best is not now

    def _way(self, cells: Cells) -> _Way:
        return _Way(cells, pieces(self.capacity, cells), scraps(cells.values()))

    def _put(self, cells: Cells, sign: int) -> None:
        for (worker, day), minutes in cells.items():
            self.left.take(worker, day, sign * minutes)

    def _window(self, j: int) -> tuple[int, int]:
        """The days that a job has: between those before and those after it, and no later than it may end."""
        job = self.problem.jobs[j]
        first = max([job.release, *(self.ends[before] + 1 for before in job.after)])
        last = max(self.ends[j], min(self.finish, self.deadlines[j]))
        return first, min([last, *(self.starts[after] - 1 for after in self.problem.followers[j])])

    def _span(self, j: int) -> None:
        """A job's first and last day, from its rows."""
        days = [day for need in self.problem.jobs[j].needs for _, day in self.rows[j, need.index]]
        self.starts[j], self.ends[j] = min(days), max(days)

    def _settle(self) -> None:
        """Waits, and work that takes nobody, begin when what is before them has ended."""
        for j, job in enumerate(self.problem.jobs):
            if job.kind == "crew" or job.needs:
                continue
            start = max([job.release, *(self.ends[before] + 1 for before in job.after)])
            span = self.capacity.waited(start, job.days) if job.kind == "wait" else (start, start - (not job.estimated))
            if span is not None and span[1] <= self.ends[j]:
                self.starts[j], self.ends[j] = span

    # --- ways to do a requirement -------------------------------------------------------------------------------

    def _ways(self, need: Need, cells: Cells, first: int, last: int) -> Iterator[_Way]:
        people = self._people(need, cells, first, last)
        stretches = [(worker, self._stretch(worker, need.minutes, first, last)) for worker in people]
        enough = [(worker, days) for worker, days in stretches if sum(days.values()) >= need.minutes]
        alone = [self._way(_evened({(w, day): m for day, m in days.items()}, need.minutes)) for w, days in enough]
        if alone:
            yield min(alone, key=lambda way: (way.scraps, way.end))
        else:
            yield from self._together(need, stretches)
        yield from self._merged(cells)

    def _people(self, need: Need, cells: Cells, first: int, last: int) -> list[int]:
        """Who might do it: those who do it already, then others with enough time; nobody of a pool, nobody stale."""
        mine = sorted({worker for worker, _ in cells})
        workers = self.problem.workers
        others = (
            w
            for w in need.eligible
            if w not in mine and workers[w].member is None and (not workers[w].stale or w in self.stale)
        )
        free = (w for w in others if self.capacity.between(w, first, last) >= min(need.minutes, SCRAP))
        return [*mine, *islice(free, LOOKED_AT)]

    def _stretch(self, worker: int, wanted: int, first: int, last: int) -> dict[int, int]:
        """The first stretch of days that has the minutes, else the one with the most, cut to what is wanted."""
        best: dict[int, int] = {}
        run: dict[int, int] = {}
        most = total = 0
        free = self.capacity.free(worker, last)
        for day in range(first, last + 1):
            if not free[day]:
                continue
            minutes = self.left.on(worker, day)
            if minutes < SCRAP and minutes < wanted:
                run, total = {}, 0
                continue
            run[day] = min(minutes, wanted - total)
            total += run[day]
            if total > most:
                most, best = total, run
            if total >= wanted:
                break
        return best

    def _together(self, need: Need, stretches: Sequence[tuple[int, dict[int, int]]]) -> Iterator[_Way]:
        """A stretch each of the few people who have the longest."""
        missing, cells = need.minutes, Cells()
        order = sorted(stretches, key=lambda s: -sum(s[1].values()))
        for worker, days in order[: need.people]:
            for day, minutes in days.items():
                part = min(minutes, missing)
                if part:
                    cells[worker, day] = part
                missing -= part
        if not missing and cells:
            yield self._way(_evened(cells, need.minutes))

    def _merged(self, cells: Cells) -> Iterator[_Way]:
        """The same with a scrap given to another day of the requirement that has room for it."""
        for scrap in sorted(cell for cell, minutes in cells.items() if minutes < SCRAP):
            for cell in _nearest(scrap, cells):
                if self.left.on(*cell) >= cells[cell] + cells[scrap]:
                    merged = {c: m for c, m in cells.items() if c != scrap}
                    merged[cell] += cells[scrap]
                    yield self._way(merged)
                    break

    # --- the plan -----------------------------------------------------------------------------------------------

    def plan(self) -> Plan:
        """The plan as it is now."""
        work = [Work(*key, day, worker, m) for key, cells in self.rows.items() for (worker, day), m in cells.items()]
        done = tuple(sorted([*self.crews, *work], key=IN_ORDER))
        return Plan(tuple(self.starts), tuple(self.ends), done, self.unnamed.listed(done, self.reserved))


def _nearest(scrap: tuple[int, int], cells: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The other cells, those of the same worker first, then by the days between."""
    others = (cell for cell in cells if cell != scrap)
    return sorted(others, key=lambda cell: (cell[0] != scrap[0], abs(cell[1] - scrap[1]), cell))


def _evened(cells: Cells, wanted: int) -> Cells:
    """The same with minutes moved from the longest day to a last one that would be a scrap."""
    out = dict(cells)
    short = [cell for cell, minutes in out.items() if minutes < SCRAP]
    for cell in short:
        longest = max(out, key=lambda c: (out[c], c))
        lacking = SCRAP - out[cell]
        if out[longest] - lacking >= SCRAP and wanted >= SCRAP:
            out[longest] -= lacking
            out[cell] += lacking
    return out
