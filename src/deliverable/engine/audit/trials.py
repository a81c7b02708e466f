"""One trial of a plan to the days on which its tasks end, day by day as the definition has it.

The plan is a policy (docs/chance.md): everybody goes through their own work in the plan's order, passes over what can't
begin yet, and gives a crew whole days once they are through with what was planned before it.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from math import ceil
from typing import Any, NamedTuple

from deliverable.book import Task
from deliverable.engine.audit.calendars import DAY
from deliverable.engine.audit.claims import Work
from deliverable.engine.audit.days import Days, Worker
from deliverable.engine.audit.scope import Key, Scope

LATE = date.max


class Piece(NamedTuple):
    """What is left of somebody's piece of work, and the day on which the plan begins it."""

    key: Key
    first: date
    left: list[int]


def trial_complaints(scope: Scope, work: list[Work], trial: Any) -> Iterator[str]:
    """Where a simulated trial ends a task on another day than this does. `scope` has the holds that land in it."""
    ends = Replay(scope, work, trial).ends()
    for key, said in trial.ends.items():
        mine = ends.get(key, LATE)
        if (None if mine == LATE else mine) != said and (said is not None or mine <= trial.last):
            yield f"chance: {key[1]} ends on {said} in a trial, on {mine} when it is carried out again"


class Replay:
    """A trial carried out once more."""

    def __init__(self, scope: Scope, work: list[Work], trial: Any) -> None:
        self.scope = scope
        self.days: Days = scope.days
        self.trial = trial
        self.pieces: dict[Worker, list[Piece]] = {}
        self.crews: dict[Key, set[Worker]] = {}
        self.first: dict[Key, date] = {}
        self.done: dict[Key, date] = {}
        self.at_work: dict[Key, int] = {}
        self.release = {key: scope.release(key) for key in scope.tasks}
        for row in sorted(work, key=lambda r: (r.day, r.key, r.index)):
            self.first.setdefault(row.key, row.day)
            if scope.tasks[row.key].crew is not None:
                self.crews.setdefault(row.key, set()).add(row.worker)
        self._cut(work)

    def _cut(self, work: list[Work]) -> None:
        """Everybody's rows in a row, with no crew in between, are a piece; what it takes is rounded up once."""
        planned: dict[Worker, list[tuple[Key, int, date, int]]] = {}
        before: dict[Worker, Key] = {}
        for row in sorted(work, key=lambda r: (r.day, r.key, r.index)):
            after_crew = before.get(row.worker) in self.crews
            before[row.worker] = row.key
            if row.key in self.crews:
                continue
            mine = planned.setdefault(row.worker, [])
            if mine and mine[-1][:2] == (row.key, row.index) and not after_crew:
                key, index, first, minutes = mine.pop()
                mine.append((key, index, first, minutes + row.minutes))
            else:
                mine.append((row.key, row.index, row.day, row.minutes))
        for worker, rows in planned.items():
            self.pieces[worker] = [
                Piece(key, first, [ceil(minutes * self.trial.factors.get((*key, index), 1.0))])
                for key, index, first, minutes in rows
            ]

        self.of_task: dict[Key, list[Piece]] = {}
        for pieces in self.pieces.values():
            for piece in pieces:
                self.of_task.setdefault(piece.key, []).append(piece)

    def ends(self) -> Mapping[Key, date]:
        """The last day of each task that ends within the trial's days."""
        day = self.days.first
        self._pass()
        while day <= self.trial.last and len(self.done) < len(self.scope.tasks):
            busy = self._crews_on(day)
            for worker, pieces in self.pieces.items():
                self._work(worker, pieces, day, busy)
            for key, mine in self.of_task.items():
                if key not in self.done and not any(p.left[0] for p in mine):
                    self.done[key] = day
            day += DAY
            self._pass()
        return self.done

    def _ready(self, key: Key) -> date:
        """The first day on which a task may go on; LATE while something before it hasn't ended."""
        ready = self.release[key]
        for before in self.scope.before(key):
            end = self.done.get(before, LATE)
            ready = LATE if end >= LATE - DAY else max(ready, end + DAY)
        return ready

    # --- what takes nobody's time -------------------------------------------------------------------------------------

    def _pass(self) -> None:
        """Waits, and tasks without anybody in them, end as soon as what is before them has."""
        for key in self.scope.order:
            if key in self.of_task or key in self.crews or key in self.done:
                continue
            ready = self._ready(key)
            end = self._passed(key, self.scope.tasks[key], ready) if ready < LATE else LATE
            if end < LATE:
                self.done[key] = end

    def _passed(self, key: Key, task: Task, ready: date) -> date:
        if task.dates is not None:
            return task.dates.last if ready <= task.dates.first else LATE
        if task.wait is None and task.duration is None:
            return ready
        planned = task.wait.likely if task.wait is not None else task.duration.likely if task.duration else 0
        count = self.trial.days.get(key, planned)
        end = ready - DAY
        while count > 0 and end <= self.trial.last + 400 * DAY:
            end += DAY
            count -= self.days.calendars.works(end)
        return end if count <= 0 else LATE

    # --- people -------------------------------------------------------------------------------------------------------

    def _is_ill(self, worker: Worker, day: date) -> bool:
        return not worker.number and (worker.id, day) in self.trial.ill

    def _work(self, worker: Worker, pieces: list[Piece], day: date, busy: set[Worker]) -> None:
        if worker in busy or self._is_ill(worker, day):
            return
        kept = 0 if worker.number else self.trial.kept.get((worker.id, day), 0)
        free = max(0, self.days.free(worker, day) - kept)
        for piece in pieces:
            if free and piece.left[0] and self._ready(piece.key) <= day:
                minutes = min(free, piece.left[0])
                piece.left[0] -= minutes
                free -= minutes

    def _crews_on(self, day: date) -> set[Worker]:
        """Who is in a crew on a day."""
        busy: set[Worker] = set()
        for key in sorted(self.crews, key=lambda k: (self._planned(k), k)):
            task, members = self.scope.tasks[key], self.crews[key]
            if task.dates is not None:
                self._on_dates(key, task.dates.first, task.dates.last, day, busy)
            elif self.days.calendars.works(day) and key not in self.done:
                self._together(key, members, day, busy)
        return busy

    def _planned(self, key: Key) -> date:
        dates = self.scope.tasks[key].dates
        return self.first[key] if dates is None else dates.first

    def _on_dates(self, key: Key, first: date, last: date, day: date, busy: set[Worker]) -> None:
        if not first <= day <= last:
            return
        if day == first:
            self.at_work[key] = int(self._ready(key) <= first)
        if self.days.calendars.works(day):
            members = self.crews[key]
            alone = self.trial.alone.get(key, frozenset())
            if any(not self.days.clear(w, day) for w in members):
                self.at_work[key] = 0
            if any(w.id in alone and self._is_ill(w, day) for w in members):
                self.at_work[key] = 0
            busy |= members
        if day == last and self.at_work[key]:
            self.done[key] = last

    def _together(self, key: Key, members: set[Worker], day: date, busy: set[Worker]) -> None:
        if key not in self.at_work:
            if not self._may_begin(key, members, day, busy):
                return
            duration = self.scope.tasks[key].duration
            self.at_work[key] = self.trial.days.get(key, duration.likely if duration else 0)
        if members & busy or any(not self.days.clear(w, day) for w in members):
            return
        busy |= members
        if not any(self._is_ill(w, day) for w in members):
            self.at_work[key] -= 1
            if not self.at_work[key]:
                self.done[key] = day

    def _may_begin(self, key: Key, members: set[Worker], day: date, busy: set[Worker]) -> bool:
        if self._ready(key) > day or members & busy:
            return False
        start = self._planned(key)
        mine = [piece for w in members for piece in self.pieces.get(w, ())]
        if any(piece.first < start and piece.left[0] for piece in mine):
            return False
        others = [k for k, crew in self.crews.items() if k != key and crew & members and self._planned(k) < start]
        if any(self.done.get(other, LATE) >= day for other in others):
            return False
        duration = self.scope.tasks[key].duration
        days = self._next(day, duration.likely if duration else 0)
        return all(self.days.clear(w, d) for w in members for d in days)

    def _next(self, day: date, count: int) -> list[date]:
        out: list[date] = []
        while len(out) < count:
            if self.days.calendars.works(day):
                out.append(day)
            day += DAY
        return out
