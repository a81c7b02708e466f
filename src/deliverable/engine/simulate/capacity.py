"""The time of a plan's people to what they have on a day in each trial, whichever of the holds have landed."""

from itertools import combinations

import numpy as np

from deliverable.engine.policy import Policy
from deliverable.engine.simulate.draws import Bools, Draws, Indexes, Ints

MOST_HOLDS = 6
"""Of more holds on one person, those that take least count as landed."""


class Time:
    """What each worker of a policy has free on a day, by trial. Days go as far as `reach`."""

    def __init__(self, policy: Policy, draws: Draws, reach: int) -> None:
        self.policy = policy
        self.draws = draws
        self.reach = reach
        self._free: dict[int, Ints] = {}
        self._clear: dict[int, Bools] = {}
        self._case: dict[int, Indexes] = {}
        self._some: dict[int, frozenset[int]] = {}
        self.some: set[int] = set()
        """The days on which anybody has anything in any trial."""
        self._last: dict[int, int] = {}
        self._columns: Indexes | None = None
        for worker in policy.workers:
            self._lay_out(worker)
        self._every_case = dict(self._case)

    def free(self, worker: int, day: int, ill: Bools | None) -> Ints:
        """Minutes in each trial; nothing for who is ill."""
        minutes: Ints = self._free[worker][:, day].take(self._case[worker])
        kept = self.policy.kept.get((worker, day))
        if kept:
            minutes = np.maximum(minutes - kept, 0)
        if ill is not None:
            minutes[ill] = 0
        return minutes

    def ill(self, worker: int, day: int) -> Bools | None:
        """In which trials a worker is ill on a day; None when they never are."""
        ill = self.draws.ill(worker, day)
        return ill if ill is None or self._columns is None else ill.take(self._columns)

    def only(self, columns: Indexes) -> None:
        """Speak of these trials alone from here on."""
        self._columns = columns
        self._case = {worker: case[columns] for worker, case in self._every_case.items()}

    def has_any(self, worker: int, day: int) -> bool:
        """Whether a worker has anything on a day in any trial."""
        return day in self._some[worker]

    def last(self, worker: int) -> int:
        """The last day on which a worker has anything, in any trial; -1 for none."""
        return self._last[worker]

    def clear(self, worker: int, day: int) -> Bools:
        """Whether a crew could have the whole day, by trial; illness apart."""
        cleared: Bools = self._clear[worker][:, day].take(self._case[worker])
        return cleared

    def clear_for(self, worker: int, days: list[int]) -> Bools:
        """Whether a crew could have the whole of all these days."""
        by_case: Bools = np.all(self._clear[worker][:, days], axis=1)
        cleared: Bools = by_case.take(self._case[worker])
        return cleared

    def _lay_out(self, worker: int) -> None:
        """Free minutes for each way in which the holds on a worker may land, and which way it is in each trial."""
        supply, who = self.policy.side.capacity.supply, self.policy.problem.workers[worker]
        trials = self.draws.trials
        if who.member is not None:
            minutes = np.array([who.member.minutes[: self.reach]], dtype=np.int32)
            self._keep(worker, minutes, minutes > 0, np.zeros(trials, dtype=np.int64))
            return
        groups = self._groups(who.person)
        lapses = [frozenset(gone) for n in range(len(groups) + 1) for gone in combinations(groups, n)]
        rows, clear = [], []
        for gone in lapses:
            names = {name for group in gone for name in self.draws.doubts.holds[group][0]}
            free, is_clear = supply.without(who.person, names).free(supply.start, supply.start + self.reach - 1)
            rows.append(free)
            clear.append(is_clear)
        case = np.zeros(trials, dtype=np.int64)
        for n, gone in enumerate(lapses):
            here = np.ones(trials, dtype=np.bool_)
            for group in groups:
                here &= self.draws.landed[group] != (group in gone)
            case[here] = n
        self._keep(worker, np.array(rows, dtype=np.int32), np.array(clear, dtype=np.bool_), case)

    def _keep(self, worker: int, free: Ints, clear: Bools, case: Indexes) -> None:
        self._free[worker], self._clear[worker], self._case[worker] = free, clear, case
        some = np.flatnonzero(free.any(axis=0)).tolist()
        self._some[worker] = frozenset(some)
        self.some.update(some)
        self._last[worker] = max(some, default=-1)

    def _groups(self, person: str) -> list[str]:
        """The groups of holds that may lapse and take time of a person; the largest of too many."""
        taken: dict[str, int] = {}
        named = {name: group for group, (names, _) in self.draws.doubts.holds.items() for name in names}
        for term in self.policy.side.capacity.supply.all_terms(person):
            if term.id in named:
                days = (term.row.last - term.row.first).days
                taken[named[term.id]] = taken.get(named[term.id], 0) + days
        return sorted(sorted(taken, key=lambda group: (-taken[group], group))[:MOST_HOLDS])
