"""Bookings that name nobody yet to what must stay servable each day, and to who could serve it.

Rows come in the order of their ids; each day each row gets as much as a maximum flow allows while the earlier rows keep
theirs. What nobody has time for even without the deal is dropped.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from deliverable.dataclass import dataclass
from deliverable.engine.capacity import Capacity
from deliverable.engine.plan import UnnamedServed, Work
from deliverable.supply import Unnamed


@dataclass(frozen=True, slots=True)
class Served:
    """On one day, a row's minutes by a worker."""

    row: int
    worker: int
    minutes: int


class UnnamedWork:
    """The unnamed rows that compete with a question for somebody."""

    def __init__(self, capacity: Capacity) -> None:
        self.capacity = capacity
        workers = capacity.problem.workers
        self.rows: list[Unnamed] = []
        self.eligible: list[tuple[int, ...]] = []
        holders: dict[str, list[tuple[int, int]]] = {}
        for w, worker in enumerate(workers):
            for skill, level in worker.skills.items() if worker.member is None else ():
                holders.setdefault(skill, []).append((w, level))
        for row in capacity.supply.unnamed:
            able = tuple(w for w, level in holders.get(row.skill, ()) if level >= row.level)
            if able:
                self.rows.append(row)
                self.eligible.append(able)
        self._asked = {day for row in self.rows for day in row.minutes}
        self.days = sorted(self._asked)
        self._wanted: dict[int, list[int]] = {}
        self._served: dict[tuple[int, ...], dict[int, list[Served]]] = {}

    def wanted(self, day: int) -> list[int]:
        """Minutes of each row on a day that somebody can serve."""
        if day not in self._wanted:
            amounts = [0] * len(self.rows)
            for part in self._serve(day, self.eligible):
                amounts[part.row] += part.minutes
            self._wanted[day] = amounts
        return self._wanted[day]

    def dropped(self, first: int, last: int) -> dict[int, int]:
        """Minutes of each row in `first` .. `last` that nobody has time for even without the deal."""
        out: dict[int, int] = {}
        for day in self.days:
            if first <= day <= last:
                for row, amount in enumerate(self.wanted(day)):
                    less = self.rows[row].minutes.get(day, 0) - amount
                    if less:
                        out[row] = out.get(row, 0) + less
        return out

    def served(self, preference: tuple[int, ...]) -> Mapping[int, list[Served]]:
        """By day who serves what, workers earlier in `preference` first where there is a choice."""
        if preference not in self._served:
            rank = {worker: i for i, worker in enumerate(preference)}
            order = [tuple(sorted(able, key=lambda w: rank[w])) for able in self.eligible]
            self._served[preference] = {day: self._serve(day, order) for day in self.days}
        return self._served[preference]

    def listed(self, work: Iterable[Work], served: Mapping[int, Sequence[Served]]) -> tuple[UnnamedServed, ...]:
        """What is served of the rows that the people who work on a day could do as well."""
        used: dict[int, set[int]] = {}
        for done in work if served else ():
            used.setdefault(done.day, set()).add(done.worker)
        out = []
        for day, workers in sorted(used.items()):
            for part in served.get(day, ()):
                if not workers.isdisjoint(self.eligible[part.row]):
                    row = self.rows[part.row]
                    out.append(UnnamedServed(row.id, row.row, row.skill, day, part.worker, part.minutes))
        return tuple(out)

    def served_beside(self, day: int, taken: Mapping[int, int]) -> list[Served]:
        """Who serves what on a day when so many minutes of some workers are taken already."""
        if day not in self._asked:
            return []
        left = {worker: self.capacity.free(worker, day)[day] - minutes for worker, minutes in taken.items()}
        return self._serve(day, self.eligible, left)

    def _serve(self, day: int, order: Sequence[tuple[int, ...]], left: dict[int, int] | None = None) -> list[Served]:
        left = {} if left is None else left
        given: dict[tuple[int, int], int] = {}
        for row, work in enumerate(self.rows):
            missing = work.minutes.get(day, 0)
            while missing:
                path = self._path(row, day, order, left, given)
                if path is None:
                    break
                missing -= self._push(path, missing, day, left, given)
        return [Served(row, worker, minutes) for (row, worker), minutes in sorted(given.items()) if minutes]

    def _free(self, worker: int, day: int, left: dict[int, int]) -> int:
        if worker not in left:
            left[worker] = self.capacity.free(worker, day)[day]
        return left[worker]

    def _path(
        self,
        row: int,
        day: int,
        order: Sequence[tuple[int, ...]],
        left: dict[int, int],
        given: dict[tuple[int, int], int],
    ) -> list[tuple[int, int]] | None:
        """Pairs of a row and the worker it would use; all but the last worker are taken from the row that follows."""
        for worker in order[row]:
            if self._free(worker, day, left) > 0:
                return [(row, worker)]
        queue: list[list[tuple[int, int]]] = [[(row, worker)] for worker in order[row]]
        seen = set(order[row])
        for path in queue:
            worker = path[-1][1]
            if self._free(worker, day, left) > 0:
                return path
            for other in range(len(self.rows)):
                if not given.get((other, worker)):
                    continue
                fresh = [w for w in order[other] if w not in seen]
                seen.update(fresh)
                queue.extend([*path, (other, w)] for w in fresh)
        return None

    def _push(
        self,
        path: list[tuple[int, int]],
        missing: int,
        day: int,
        left: dict[int, int],
        given: dict[tuple[int, int], int],
    ) -> int:
        amount = min(missing, self._free(path[-1][1], day, left))
        for (_, worker), (other, _) in pairwise(path):
            amount = min(amount, given[other, worker])
        for (_, worker), (other, _) in pairwise(path):
            given[other, worker] -= amount
        for row, worker in path:
            given[row, worker] = given.get((row, worker), 0) + amount
        left[path[-1][1]] -= amount
        return amount
