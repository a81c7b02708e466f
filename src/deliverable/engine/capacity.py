"""A problem and a supply to free minutes per worker as running sums, computed as far as somebody looks."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection
from itertools import accumulate

from deliverable.engine.problem import NO_DEADLINE, Problem
from deliverable.supply import Supply

LEAST_LOOK = 120
MOST_LOOK = 400
NOBODY = 10**9
"""More than anybody has on a day."""


def most(minutes: list[int], people: int) -> int:
    """What the best so many have together."""
    if people < len(minutes):
        minutes.sort(reverse=True)
        return sum(minutes[:people])
    return sum(minutes)


class Capacity:
    """Free minutes of every worker; the arrays grow when a later day is asked for, up to the horizon.

    Workers whose rows are the same in `like` share its arrays.
    """

    def __init__(self, problem: Problem, supply: Supply, like: "Capacity | None" = None) -> None:
        self.problem = problem
        self.supply = supply
        self.like = like
        due = max((day for day in problem.due() if day < NO_DEADLINE), default=0)
        self.first_look = max(LEAST_LOOK, min(MOST_LOOK, due + 30))
        self.days = problem.days
        self.pools: dict[int, list[int]] = {}
        for w, worker in enumerate(problem.workers):
            if worker.member is not None:
                self.pools.setdefault(worker.member.use, []).append(w)
        self.seated: dict[int, tuple[int, bool]] = {}
        """By job, up to which day, whether people who are always clear fill its crew: `windows` keeps it here."""
        self.forward: dict[bool, tuple[list[int | None], list[int | None]]] = {}
        """By calendar or not the earliest starts and ends of the jobs: these as well."""
        self._best: dict[tuple[tuple[int, ...], int, int, int], int] = {}
        self._least: dict[tuple[int, ...], list[int]] = {}
        self._free: dict[int, list[int]] = {}
        self._clear: dict[int, list[bool]] = {}
        self._sums: dict[int, list[int]] = {}
        self._busy: dict[int, bytearray] = {}
        self._reached: dict[int, int] = {}

    def free(self, worker: int, upto: int) -> list[int]:
        """Free minutes by day index, at least up to and with `upto` (never beyond the horizon)."""
        if self._reached.get(worker, -1) <= upto:
            self._reach(worker, upto)
        return self._free[worker]

    def clear(self, worker: int, upto: int) -> list[bool]:
        """Whether a crew could have the whole of each day."""
        if self._reached.get(worker, -1) <= upto:
            self._reach(worker, upto)
        return self._clear[worker]

    def busy(self, worker: int, upto: int) -> bytearray:
        """By working day of the firm, in order: 0 where a crew could have the whole day, else 1."""
        if self._reached.get(worker, -1) <= upto:
            self._reach(worker, upto)
        return self._busy[worker]

    def sums(self, worker: int, upto: int) -> list[int]:
        """`sums[d]` is what is free before day d."""
        if self._reached.get(worker, -1) <= upto:
            self._reach(worker, upto)
        return self._sums[worker]

    def between(self, worker: int, first: int, last: int) -> int:
        """Free minutes of `first` .. `last`. A pool's limits are for all its members together and do not show here."""
        if last < first:
            return 0
        sums = self.sums(worker, last)
        return sums[last + 1] - sums[first]

    def best(self, eligible: tuple[int, ...], people: int, first: int, last: int) -> int:
        """What the best `people` of them have together in `first` .. `last`, or more where pools have limits."""
        key = (eligible, people, first, last)
        if key not in self._best:
            self._best[key] = self._best_of(eligible, people, first, last)
        return self._best[key]

    def _best_of(self, eligible: tuple[int, ...], people: int, first: int, last: int) -> int:
        minutes = [self.between(worker, first, last) for worker in eligible]
        if not self.pools:
            return most(minutes, people)
        together = sum(self.clipped(dict(zip(eligible, minutes, strict=True)), range(first, last + 1)).values())
        return min(most(minutes, people), together)

    def weigh(self, eligible: tuple[int, ...], people: int, upto: int) -> Callable[[int, int], int]:
        """The same for any stretch that ends on a day up to this: who asks for many asks quicker."""
        if self.pools:
            return lambda first, last: self.best(eligible, people, first, last)
        known = [self.sums(worker, upto) for worker in eligible]
        return lambda first, last: (
            most([sums[last + 1] - sums[first] for sums in known], people) if first <= last else 0
        )

    def least_clear(self, eligible: tuple[int, ...], upto: int) -> list[int]:
        """By day the least that anybody eligible has who could give the whole of it to a crew (NOBODY: none could), at
        least up to and with `upto`.
        """
        known = self._least.get(eligible, [])
        if len(known) <= upto:
            days = [(self.free(worker, upto), self.clear(worker, upto)) for worker in eligible]
            reach = min((len(free) for free, _ in days), default=upto + 1)
            known = [min((free[day] for free, clear in days if clear[day]), default=NOBODY) for day in range(reach)]
            self._least[eligible] = known
        return known

    def clipped(self, minutes: dict[int, int], days: Collection[int]) -> dict[int, int]:
        """The same with the members of a pool having no more together than their pool gives on these days."""
        out = dict(minutes)
        for members in self.pools.values():
            mine = [worker for worker in members if worker in out]
            room = self._pool_room(mine, days) if mine else 0
            for worker in mine:
                out[worker] = min(out[worker], room)
                room -= out[worker]
        return out

    def _pool_room(self, members: list[int], days: Collection[int]) -> int:
        """What a pool gives on these days: no more than was asked for, nor than it gives a month."""
        of = self.problem.workers[members[0]].member
        if of is None:
            return 0
        months: dict[tuple[int, int], int] = {}
        for worker in members:
            free = self.free(worker, max(days))
            for day in days:
                on = self.problem.on(day)
                months[on.year, on.month] = months.get((on.year, on.month), 0) + free[day]
        return min(of.total, sum(min(of.most, m) if of.most is not None else m for m in months.values()))

    def nth_working(self, day: int, count: int) -> int | None:
        """The `count`-th working day of the firm from `day` on; None beyond the horizon."""
        at = bisect_left(self.problem.working, day) + count - 1
        found = self.problem.working[at] if 0 <= at < len(self.problem.working) else self.days
        return found if found < self.days else None

    def waited(self, day: int, count: int) -> tuple[int, int] | None:
        """The first and last day of so many working days of waiting, from `day` on; None beyond the horizon."""
        if count <= 0:
            return day, day - 1
        first, last = self.nth_working(day, 1), self.nth_working(day, count)
        return None if first is None or last is None else (first, last)

    def nth_working_back(self, day: int, count: int) -> int | None:
        """The `count`-th working day of the firm going back from `day`; None before day one."""
        at = bisect_right(self.problem.working, day) - count
        return self.problem.working[at] if at >= 0 else None

    def _reach(self, worker: int, upto: int) -> None:
        have = self._reached.get(worker, 0)
        if have >= self.days:
            return
        if self.like is not None and self._shares(worker):
            self._share(self.like, worker, upto)
            return
        reach = min(self.days, max(self.first_look, upto + 1, 2 * have))
        free, clear = self._days(worker, have, reach)
        self._free.setdefault(worker, []).extend(free)
        self._clear.setdefault(worker, []).extend(clear)
        known = self._clear[worker]
        self._busy[worker] = bytearray(
            not known[day] for day in self.problem.working[: bisect_left(self.problem.working, reach)]
        )
        self._reached[worker] = reach
        sums = self._sums.setdefault(worker, [0])
        sums.extend(accumulate(free, initial=sums[-1]))
        del sums[have + 1]  # accumulate begins with the sum that is already there

    def _shares(self, worker: int) -> bool:
        person = self.problem.workers[worker].person
        return self.like is not None and self.supply.as_in(self.like.supply, person)

    def _share(self, like: "Capacity", worker: int, upto: int) -> None:
        self._free[worker] = like.free(worker, upto)
        self._clear[worker] = like.clear(worker, upto)
        self._busy[worker] = like.busy(worker, upto)
        self._sums[worker] = like.sums(worker, upto)
        self._reached[worker] = len(self._free[worker])

    def _days(self, worker: int, first: int, reach: int) -> tuple[list[int], list[bool]]:
        who = self.problem.workers[worker]
        if who.member is not None:
            minutes = list(who.member.minutes[first:reach])
            return minutes, [m > 0 for m in minutes]
        start = self.supply.start
        return self.supply.person(who.person).free(start + first, start + reach - 1)
