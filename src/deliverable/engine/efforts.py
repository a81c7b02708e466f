"""A problem's divisible work and unnamed bookings to variables of minutes by person and day.

Person by person, since a group of equal people is only a bound where few may share a requirement (engine.md, "How").
Variables are there only for people and days that the windows leave open.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from deliverable.engine.cpsat import Model
from deliverable.engine.crews import Crews
from deliverable.engine.problem import Job, Need
from deliverable.engine.scene import Scene
from deliverable.engine.timeline import Timeline

Cell = tuple[int, int]
"""A worker on a day."""


class Efforts:
    """Who does how many minutes of what on which day, as variables of a model."""

    def __init__(self, scene: Scene, model: Model, timeline: Timeline, crews: Crews) -> None:
        self.scene = scene
        self.model = model
        self.timeline = timeline
        self.crews = crews
        self.minutes: dict[tuple[int, int, int, int], int] = {}
        self.shares: dict[tuple[int, int, int], int] = {}
        self._uses: dict[Cell, list[int]] = {}
        self._by_day: dict[tuple[int, int], dict[int, list[int]]] = {}
        for j, job in enumerate(scene.problem.jobs):
            if job.kind == "effort":
                self._lay_out(j, job)
        for j, job in enumerate(scene.problem.jobs):
            if job.kind == "effort":
                self._stop(j)
        self._alike()
        self._serve_unnamed()
        self._within_days()
        self._within_pools()

    # --- requirements -----------------------------------------------------------------------------------------------

    def _lay_out(self, j: int, job: Job) -> None:
        """Minutes of each requirement on the days on which it may go on."""
        open_days = [
            (day, literals) for day in self.scene.days_of(j) if (literals := self.timeline.may_work(j, day)) is not None
        ]
        gates = {day: self._gate(literals) for day, literals in open_days}
        for need in job.needs:
            self._lay_need(j, need, gates)

    def _gate(self, literals: list[int]) -> int | None:
        """One literal that says that a day is open; None when it is, whatever else."""
        if len(literals) <= 1:
            return literals[0] if literals else None
        gate = self.model.literal()
        for literal in literals:
            self.model.implies(gate, literal)
        return gate

    def _lay_need(self, j: int, need: Need, gates: Mapping[int, int | None]) -> None:
        workers = self.scene.able(need.eligible)
        shares = self._share(j, need, workers)
        every: dict[int, int] = {}
        by_day: dict[int, list[int]] = {}
        for worker in workers:
            free = self.scene.free(worker)
            mine = {day: min(need.minutes, free[day]) for day in gates if free[day]}
            for day, most in mine.items():
                index = self.minutes[j, need.index, worker, day] = self.model.whole(0, most)
                every[index] = 1
                by_day.setdefault(day, []).append(index)
                self._uses.setdefault((worker, day), []).append(index)
                if worker in shares:
                    self.model.between(0, {shares[worker]: most, index: -1})
            if worker in shares and mine:
                terms = {self.minutes[j, need.index, worker, day]: -1 for day in mine}
                self.model.between(0, terms | {shares[worker]: min(need.minutes, sum(mine.values()))})
        self.model.between(need.minutes, every, need.minutes)
        self._by_day[j, need.index] = by_day
        for day, indexes in by_day.items():
            self._only_if(gates[day], need, day, indexes)

    def _share(self, j: int, need: Need, workers: list[int]) -> dict[int, int]:
        """For each person whether they have any of it, where fewer may than could."""
        if len(workers) <= need.people:
            return {}
        shares = {worker: self.model.literal() for worker in workers}
        self.model.between(0, dict.fromkeys(shares.values(), 1), need.people)
        self.shares |= {(j, need.index, worker): literal for worker, literal in shares.items()}
        return shares

    def _only_if(self, literal: int | None, need: Need, day: int, indexes: list[int]) -> None:
        """Minutes of a day only when a literal holds."""
        if literal is None:
            return
        most = min(need.minutes, self._most(need, day))
        self.model.between(0, {literal: most} | dict.fromkeys(indexes, -1))

    def _most(self, need: Need, day: int) -> int:
        """What the best `people` have on a day."""
        free = sorted((self.scene.free(w)[day] for w in self.scene.able(need.eligible)), reverse=True)
        return sum(free[: need.people])

    def _stop(self, j: int) -> None:
        """What a job's end says: nothing of it lies later."""
        days = self.scene.days_of(j)
        stops = self.timeline.stops(j)
        for need in self.scene.problem.jobs[j].needs:
            by_day = self._by_day[j, need.index]
            for n, (count, literal) in enumerate(stops):
                upto = stops[n + 1][0] if n + 1 < len(stops) else len(days)
                for day in days[count:upto]:
                    if day in by_day:
                        most = min(need.minutes, self._most(need, day))
                        self.model.between(-most, {literal: -most} | dict.fromkeys(by_day[day], -1))

    # --- who is alike -------------------------------------------------------------------------------------------------

    def _alike(self) -> None:
        """Of people who can't be told apart, the first takes the largest requirement that only some may share."""
        could: dict[int, dict[tuple[int, int], None]] = {}
        for j, index, worker, _ in self.minutes:
            could.setdefault(worker, {})[j, index] = None
        alike: dict[object, list[int]] = {}
        for worker, what in sorted(could.items()):
            if worker not in self.crews.group_of and self.scene.problem.workers[worker].member is None:
                free = self.scene.free(worker)
                key = (tuple(what), tuple(free[: self.scene.last + 1]), self._rows_of(worker))
                alike.setdefault(key, []).append(worker)
        for same in alike.values():
            shared = [cell for cell in could[same[0]] if (*cell, same[0]) in self.shares]
            if shared:
                largest = max(shared, key=lambda cell: (self._minutes(*cell), [-n for n in cell]))
                for worker, other in pairwise(same):
                    self.model.implies(self.shares[*largest, other], self.shares[*largest, worker])

    def _minutes(self, j: int, index: int) -> int:
        return next(need.minutes for need in self.scene.problem.jobs[j].needs if need.index == index)

    def _rows_of(self, worker: int) -> tuple[int, ...]:
        return tuple(r for r, able in enumerate(self.scene.unnamed.eligible) if worker in able)

    # --- bookings of somebody unnamed --------------------------------------------------------------------------------

    def _serve_unnamed(self) -> None:
        """Each day everybody who could serve an unnamed booking leaves enough of them the time for it."""
        unnamed = self.scene.unnamed
        for day in unnamed.days:
            if day > self.scene.last:
                break
            waiting = {r: minutes for r, minutes in enumerate(unnamed.wanted(day)) if minutes}
            used = {w for w in self._workers() if (w, day) in self._uses or self._crewed(w, day)}
            near = _near({r: unnamed.eligible[r] for r in waiting}, used)
            if near:
                self._serve(day, {r: waiting[r] for r in near}, used)

    def _workers(self) -> list[int]:
        return [w for w in range(len(self.scene.problem.workers)) if w not in self.scene.without]

    def _crewed(self, worker: int, day: int) -> bool:
        at = self.scene.working_at(day)
        return at is not None and bool(self.crews.busy(worker, at))

    def _serve(self, day: int, waiting: Mapping[int, int], used: set[int]) -> None:
        unnamed = self.scene.unnamed
        given: dict[int, dict[int, int]] = {r: {} for r in waiting}
        crowds: dict[tuple[int, ...], int] = {}
        for worker in sorted({w for r in waiting for w in unnamed.eligible[r]}):
            rows = tuple(r for r in waiting if worker in unnamed.eligible[r])
            minutes = self.scene.capacity.free(worker, day)[day]
            if worker not in used:
                crowds[rows] = crowds.get(rows, 0) + minutes
            elif minutes:
                for r in rows:
                    index = self.model.whole(0, min(minutes, waiting[r]))
                    given[r][index] = 1
                    self._uses.setdefault((worker, day), []).append(index)
        for rows, minutes in crowds.items():
            indexes = {r: self.model.whole(0, min(minutes, waiting[r])) for r in rows}
            self.model.between(0, dict.fromkeys(indexes.values(), 1), minutes)
            for r, index in indexes.items():
                given[r][index] = 1
        for r, terms in given.items():
            self.model.between(waiting[r], terms, waiting[r])

    # --- what people have --------------------------------------------------------------------------------------------

    def _within_days(self) -> None:
        """Nobody does more on a day than they have free, and nothing else on a day in a crew."""
        for (worker, day), indexes in sorted(self._uses.items()):
            minutes = self.scene.capacity.free(worker, day)[day]
            at = self.scene.working_at(day)
            clauses = [] if at is None else self.crews.busy(worker, at)
            terms = dict.fromkeys(indexes, 1)
            if not clauses:
                if len(indexes) > 1:
                    self.model.between(0, terms, minutes)
                continue
            busy = self._busy(clauses)
            self.model.between(0, terms | {busy: minutes}, minutes)

    def _busy(self, clauses: Sequence[list[int]]) -> int:
        """A literal that holds when any crew has somebody on a day."""
        busy = self.model.literal()
        for clause in clauses:
            self.model.some((*clause, busy))
        return busy

    def _within_pools(self) -> None:
        """A pool gives no more than was asked for, nor than it gives a month."""
        for use, members in self.scene.capacity.pools.items():
            terms: dict[int, int] = {}
            months: dict[tuple[int, int], dict[int, int]] = {}
            for index, minutes, day in self._of_pool([m for m in members if m not in self.scene.without]):
                terms[index] = minutes
                on = self.scene.problem.on(day)
                months.setdefault((on.year, on.month), {})[index] = minutes
            member = self.scene.problem.workers[members[0]].member
            if member is None or not terms or member.use != use:
                continue
            self.model.between(0, terms, member.total)
            for of_month in months.values():
                if member.most is not None:
                    self.model.between(0, of_month, member.most)

    def _of_pool(self, members: Sequence[int]) -> Iterator[tuple[int, int, int]]:
        """(variable, minutes for each of it, day) of all that a pool's members do."""
        mine = set(members)
        for (_, _, worker, day), index in self.minutes.items():
            if worker in mine:
                yield index, 1, day
        for worker in members:
            for at, day in enumerate(self.scene.problem.working):
                if day > self.scene.last:
                    break
                clauses = self.crews.busy(worker, at)
                if clauses:
                    yield self._busy(clauses), self.scene.capacity.free(worker, day)[day], day


def _near(rows: Mapping[int, tuple[int, ...]], used: set[int]) -> list[int]:
    """The rows that share people with those used, or with a row that does."""
    near: list[int] = []
    people = set(used)
    while fresh := [r for r, able in rows.items() if r not in near and not people.isdisjoint(able)]:
        near += fresh
        people.update(*(rows[r] for r in fresh))
    return sorted(near)
