"""Free minutes of everybody to what is left of them while a plan grows."""

from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate

from deliverable.engine.capacity import Capacity
from deliverable.engine.unnamed import Served

UNLIMITED = 10**9


class Left:
    """What nothing has taken yet, by worker and day; the members of a pool have no more than their pool gives."""

    def __init__(self, capacity: Capacity) -> None:
        self.problem = capacity.problem
        self.capacity = capacity
        self.touched: dict[int, dict[int, int]] = {}
        self._sums: dict[int, list[int]] = {}
        self._members = {w: m for w, worker in enumerate(self.problem.workers) if (m := worker.member) is not None}
        self._limits = {w.member.use: w.member.total for w in self.problem.workers if w.member}
        self._months: dict[tuple[int, tuple[int, int]], int] = {}

    def on(self, worker: int, day: int) -> int:
        """Minutes left of a worker on a day."""
        taken = self.touched.get(worker)
        free = self.capacity.free(worker, day)[day]
        if taken:
            free -= taken.get(day, 0)
        member = self._members.get(worker) if self._members else None
        if member is not None:
            free = min(free, self._limits[member.use], self._month_left(worker, day))
        return free

    def between(self, worker: int, first: int, last: int) -> int:
        """Minutes left of a worker in `first` .. `last`, alone."""
        if worker in self._members:
            return self.room([worker], first, last)
        return self._between(worker, first, last)

    def room(self, members: Sequence[int], first: int, last: int) -> int:
        """Minutes left of some members of one pool in `first` .. `last` together: it has a limit, and one a month."""
        member = self.problem.workers[members[0]].member
        if member is None or last < first:
            return 0
        whole = [(first, last)] if member.most is None else self._months_of(first, last)
        minutes = sum(
            min(self._month_left(members[0], begin), sum(self._between(w, begin, end) for w in members))
            for begin, end in whole
        )
        return min(minutes, self._limits[member.use])

    def _months_of(self, first: int, last: int) -> Iterator[tuple[int, int]]:
        """The stretch cut at the ends of months."""
        while first <= last:
            on = self.problem.on(first)
            end = min(last, first + monthrange(on.year, on.month)[1] - on.day)
            yield first, end
            first = end + 1

    def _between(self, worker: int, first: int, last: int) -> int:
        sums = self.sums(worker, last)
        return sums[last + 1] - sums[first]

    def sums(self, worker: int, last: int) -> list[int]:
        """`sums[d]` is what is left of somebody of the firm before day d, at least up to the day after `last`."""
        if worker not in self.touched:
            return self.capacity.sums(worker, last)
        sums = self._sums.get(worker)
        if sums is None or len(sums) < last + 2:
            sums = self._sums[worker] = self._summed(worker, last)
        return sums

    def take(self, worker: int, day: int, minutes: int) -> None:
        """So many minutes are gone."""
        taken = self.touched.setdefault(worker, {})
        taken[day] = taken.get(day, 0) + minutes
        self._sums.pop(worker, None)
        member = self._members.get(worker)
        if member is not None:
            self._limits[member.use] -= minutes
            key = (member.use, self._month(day))
            self._months[key] = self._months.get(key, 0) + minutes

    def spend(self, workers: Sequence[int], days: range, minutes: int) -> list[tuple[int, int, int]] | None:
        """Take so many minutes, day by day of each in turn what there is: of whom, when and how many. None when they
        don't have them.
        """
        if self._members:
            return self._spend(workers, days, minutes)
        spent: list[tuple[int, int, int]] = []
        reach = max(days[0], days[-1]) if days else 0
        there = [(w, self.capacity.free(w, reach), self.touched.get(w, {})) for w in workers]
        for day in days:
            for worker, free, taken in there:
                gone = taken.get(day, 0)
                part = min(minutes, free[day] - gone)
                if part > 0:
                    taken[day] = gone + part
                    spent.append((worker, day, part))
                    minutes -= part
            if not minutes:
                self._touch(there)
                return spent
        self._touch(there)
        return None

    def _touch(self, there: Iterable[tuple[int, list[int], dict[int, int]]]) -> None:
        """Keep what was taken, and forget the sums from before."""
        for worker, _, taken in there:
            if taken:
                self.touched[worker] = taken
                self._sums.pop(worker, None)

    def _spend(self, workers: Sequence[int], days: range, minutes: int) -> list[tuple[int, int, int]] | None:
        """The same where pools have limits."""
        spent: list[tuple[int, int, int]] = []
        for day in days:
            for worker in workers:
                part = min(minutes, self.on(worker, day))
                if part > 0:
                    self.take(worker, day, part)
                    spent.append((worker, day, part))
                    minutes -= part
            if not minutes:
                return spent
        return None

    def reserve(self, served: Mapping[int, Sequence[Served]]) -> None:
        """What unnamed bookings take, by day; nobody of a pool serves them."""
        for day, parts in served.items():
            for part in parts:
                taken = self.touched.setdefault(part.worker, {})
                taken[day] = taken.get(day, 0) + part.minutes

    def gives(self, workers: Sequence[int], days: Sequence[int]) -> bool:
        """Whether the pools give all that their members among the workers have on these days."""
        totals: dict[int, int] = {}
        months: dict[tuple[int, tuple[int, int]], int] = {}
        for member in (m for worker in workers if (m := self.problem.workers[worker].member) is not None):
            for day in days:
                totals[member.use] = totals.get(member.use, 0) + member.minutes[day]
                key = (member.use, self._month(day))
                months[key] = months.get(key, 0) + member.minutes[day]
        most = {w.member.use: w.member.most for w in self.problem.workers if w.member} if totals else {}
        return all(minutes <= self._limits[use] for use, minutes in totals.items()) and all(
            (cap := most[key[0]]) is None or minutes + self._months.get(key, 0) <= cap
            for key, minutes in months.items()
        )

    def _summed(self, worker: int, last: int) -> list[int]:
        free = self.capacity.free(worker, last)
        if self.touched[worker]:
            free = free[:]
            for day, minutes in self.touched[worker].items():
                if day < len(free):
                    free[day] -= minutes
        return list(accumulate(free, initial=0))

    def _month_left(self, worker: int, day: int) -> int:
        member = self.problem.workers[worker].member
        if member is None or member.most is None:
            return UNLIMITED
        return member.most - self._months.get((member.use, self._month(day)), 0)

    def _month(self, day: int) -> tuple[int, int]:
        date = self.problem.on(day)
        return (date.year, date.month)
