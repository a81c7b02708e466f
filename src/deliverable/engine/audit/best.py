"""Workers and days to the most that any so many of them can give, and whether a crew's places can be filled."""

from collections.abc import Iterable, Sequence
from datetime import date

from deliverable.engine.audit.days import Days, Worker


class Tally:
    """Free minutes of some workers, day after day."""

    def __init__(self, days: Days, workers: Iterable[Worker]) -> None:
        self._days = days
        self._workers = tuple(workers)
        self.total: dict[Worker, int] = dict.fromkeys(self._workers, 0)
        self._months: dict[tuple[Worker, int, int], int] = {}

    def add(self, day: date) -> None:
        """Count a day."""
        for worker in self._workers:
            minutes = self._days.free(worker, day)
            self.total[worker] += minutes
            if worker.number and minutes:
                month = (worker, day.year, day.month)
                self._months[month] = self._months.get(month, 0) + minutes

    def best(self, count: int) -> int:
        """The most that so many different workers can give; a pool's limits hold for its members together."""
        people = sorted((minutes for worker, minutes in self.total.items() if not worker.number), reverse=True)
        most = [sum(people[:n]) for n in range(count + 1)]
        for pool, members in self._members().items():
            given = [self.pool_limit(pool, members[:n]) for n in range(min(count, len(members)) + 1)]
            most = [max(most[n - k] + given[k] for k in range(min(n, len(given) - 1) + 1)) for n in range(count + 1)]
        return most[count]

    def _members(self) -> dict[str, list[Worker]]:
        found: dict[str, list[Worker]] = {}
        for worker in self._workers:
            if worker.number:
                found.setdefault(worker.id, []).append(worker)
        return found

    def pool_limit(self, name: str, members: Sequence[Worker]) -> int:
        """The most that some members of a pool can give together."""
        pool = self._days.pools[name]
        months: dict[tuple[int, int], int] = {}
        for (worker, year, month), minutes in self._months.items():
            if worker in members:
                months[(year, month)] = months.get((year, month), 0) + minutes
        capped = months.values() if pool.most is None else [min(pool.most, minutes) for minutes in months.values()]
        return min(pool.effort, sum(capped))


def can_fill(places: Sequence[Iterable[Worker]]) -> bool:
    """Whether every place can have a worker of its own."""
    choices = [tuple(place) for place in places]
    if len(choices) > len({worker for place in choices for worker in place}):
        return False
    taken: dict[Worker, int] = {}
    return all(_settle(place, choices, taken) for place in range(len(choices)))


def _settle(place: int, choices: Sequence[tuple[Worker, ...]], taken: dict[Worker, int]) -> bool:
    """Fill one more place, asking those who have one already to take another where they can."""
    came_from: dict[Worker, tuple[int, Worker | None]] = {}
    waiting: list[tuple[int, Worker | None]] = [(place, None)]
    for at, before in waiting:
        for worker in choices[at]:
            if worker in came_from:
                continue
            came_from[worker] = (at, before)
            if worker in taken:
                waiting.append((taken[worker], worker))
                continue
            last: Worker | None = worker
            while last is not None:
                taken[last], last = came_from[last]
            return True
    return False
