"""Crew places and the people who could take them to whole days as bits, so that a start is found without trying days.

A bit is a working day of the firm. People who could take the same places, on the same days, and are asked for nothing
else are a team: how many of it are in use decides what is left, and who it is can be settled at the end, because
intervals that never overlap more often than there are people can always be dealt out to them (interval colouring by
first day). Everybody else is a team of one.
"""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence

from deliverable.dataclass import dataclass
from deliverable.engine.capacity import Capacity
from deliverable.engine.problem import Job, Problem


@dataclass(frozen=True, slots=True)
class Team:
    """People who are alike for crews, and the days (bits) on which none of them is there.

    One who is `asked_else` could do other work too, or belongs to a pool: then the minutes of each day count.
    """

    members: tuple[int, ...]
    blocked: int
    asked_else: bool


@dataclass(frozen=True, slots=True)
class Seat:
    """So many of a team, from the working day with this number on, at a place of a job."""

    first: int
    team: int
    count: int
    job: int
    index: int


class Teams:
    """The teams of a problem over the first `reach` working days, without some workers."""

    def __init__(
        self, problem: Problem, capacity: Capacity, apart: frozenset[int], without: frozenset[int], reach: int
    ) -> None:
        self.problem = problem
        self.reach = min(reach, bisect_left(problem.working, problem.days))
        self.whole = self.reach >= bisect_left(problem.working, problem.days)
        uses = _uses(problem, without)
        asked_else = apart.union(*(need.eligible for need in problem.needs))
        alike: dict[tuple[object, ...], list[int]] = {}
        for worker in sorted(uses):
            busy = self._busy(capacity, worker)
            alone = worker in asked_else or problem.workers[worker].member is not None
            alike.setdefault((worker if alone else -1, tuple(uses[worker]), busy), []).append(worker)
        self.teams = tuple(Team(tuple(members), _bits(key[2]), key[0] != -1) for key, members in alike.items())
        self.of = {worker: t for t, team in enumerate(self.teams) for worker in team.members}
        self.eligible: dict[tuple[int, int], list[int]] = {
            place: [] for job in problem.jobs for place in ((p.job, p.index) for p in job.places)
        }
        for t, key in enumerate(alike):
            for place in uses[alike[key][0]]:
                self.eligible[place].append(t)
        self.together: dict[int, list[int]] = {}
        for (j, _), mine in self.eligible.items():
            known = self.together.setdefault(j, [])
            known.extend(t for t in mine if t not in known)
        self.asked_else = any(team.asked_else for team in self.teams)
        self.apart = {j: self._each_its_own(job) for j, job in enumerate(problem.jobs) if job.places}

        self.wanted = self._wanted()

    def _wanted(self) -> list[float]:
        """How much of each team the places would take if all who could take one did so evenly: days each."""
        out = [0.0] * len(self.teams)
        for job in self.problem.jobs:
            for place in job.places:
                mine = self.eligible[place.job, place.index]
                people = sum(len(self.teams[t].members) for t in mine)
                for team in mine:
                    out[team] += job.days * place.people / people
        return out

    def _each_its_own(self, job: Job) -> list[int] | None:
        """The team of each place where each has just one and no two the same: then nothing is left to choose."""
        mine = [self.eligible[place.job, place.index] for place in job.places]
        own = [teams[0] for teams in mine if len(teams) == 1]
        return own if len(set(own)) == len(mine) else None

    def _busy(self, capacity: Capacity, worker: int) -> bytes:
        if not self.reach:
            return b""
        return bytes(capacity.busy(worker, self.problem.working[self.reach - 1])[: self.reach])


def _uses(problem: Problem, without: frozenset[int]) -> dict[int, list[tuple[int, int]]]:
    """The crew places that each worker could take."""
    uses: dict[int, list[tuple[int, int]]] = {}
    for job in problem.jobs:
        for place in job.places:
            for worker in place.eligible:
                if worker not in without:
                    uses.setdefault(worker, []).append((place.job, place.index))
    return uses


def _bits(busy: object) -> int:
    """A 0 or 1 for each day as one number, the first day as its lowest bit."""
    days = busy if isinstance(busy, bytes) else b""
    return int(days[::-1].translate(_DIGITS) or b"0", 2)


_DIGITS = bytes(48 + (value > 0) for value in range(256))


def runs(free: int, length: int) -> int:
    """The days that begin so many free ones in a row."""
    done = 1
    while done < length:
        step = min(done, length - done)
        free &= free >> step
        done += step
    return free


class CrewDays:
    """Which whole days of the teams are taken while a plan grows."""

    def __init__(self, teams: Teams) -> None:
        self.static = teams
        self.full = (1 << teams.reach) - 1
        self.seats: list[Seat] = []
        self._used = [[0] * len(team.members) for team in teams.teams]

    def take_day(self, worker: int, number: int) -> None:
        """A working day (by its number) of somebody who does other work on it."""
        team = self.static.of.get(worker)
        if team is not None and number < self.static.reach:
            self._used[team][0] |= 1 << number

    def take(self, seat: Seat, length: int) -> None:
        """So many of a team, all of these days."""
        days = ((1 << length) - 1) << seat.first
        used, count = self._used[seat.team], seat.count
        before = used[:]
        for n in range(len(used)):
            more = days if n < count else before[n - count] & days
            if not more:
                break  # nor are there days on which even more are in use
            used[n] |= more
        self.seats.append(seat)

    def free(self, team: int, count: int) -> int:
        """The days on which at least so many of a team are free."""
        used = self._used[team]
        if count > len(used):
            return 0
        return self.full & ~(self.static.teams[team].blocked | used[len(used) - count])

    def starts(self, job: Job) -> int:
        """The days from which on each kind of place could be filled, and all of them by different people.

        Necessary for a crew to start then, and enough when nobody could take two kinds of places.
        """
        found = self.full
        free: dict[int, list[int]] = {}
        wanted = sum(place.people for place in job.places)
        for place in job.places:
            mine = self.static.eligible[place.job, place.index]
            if len(mine) == 1:
                found &= runs(self.free(mine[0], place.people), job.days)
            else:
                found &= self._enough(mine, place.people, job.days, free)
            if not found:
                return 0
        if len(free) > 1 and len(job.places) > 1:
            found &= self._enough(self.static.together[job.places[0].job], wanted, job.days, free)
        return found

    def _enough(self, teams: Iterable[int], people: int, length: int, known: dict[int, list[int]]) -> int:
        """The days from which on at least `people` of these teams are free for so long."""
        found = [0] * (people + 1)
        found[0] = self.full
        most = 0
        for team in teams:
            masks = known.get(team)
            if masks is None:
                masks = known[team] = self._masks(team, length)
            for free in masks:
                most = min(people, most + 1)
                for n in range(most, 0, -1):
                    found[n] |= found[n - 1] & free
        return found[people]

    def _masks(self, team: int, length: int) -> list[int]:
        """The days from which on at least one, two .. of a team are free for so long."""
        masks = []
        for count in range(1, len(self._used[team]) + 1):
            free = runs(self.free(team, count), length)
            if not free:
                break
            masks.append(free)
        return masks

    def room(self, team: int, first: int, length: int, most: int) -> int:
        """How many of a team, up to `most`, are free from a day on."""
        days = ((1 << length) - 1) << first
        if self.static.teams[team].blocked & days:
            return 0
        used = self._used[team]
        taken = next((n for n in range(len(used), 0, -1) if used[n - 1] & days), 0)
        return min(most, len(used) - taken)

    def seated(self, job: Job, first: int, order: Sequence[int]) -> list[Seat] | None:
        """Who takes which place from a day on, teams earlier in `order` wherever possible; None when it can't be.

        The sets of people that can be seated are the independent sets of a matroid, so that taking the first of the
        order that still fits, again and again, gives the best set (Edmonds and Fulkerson 1965).
        """
        apart = self.static.apart[job.places[0].job] if job.places else None
        if apart is not None:
            if len(order) < len(self.static.together[job.places[0].job]) and not set(apart) <= set(order):
                return None  # its only team is not to be asked
            return [
                Seat(first, t, place.people, place.job, place.index) for place, t in zip(job.places, apart, strict=True)
            ]
        wanted = sum(place.people for place in job.places)
        table = _Table([place.people for place in job.places])
        for team in order:
            places = [n for n, place in enumerate(job.places) if team in self.static.eligible[place.job, place.index]]
            for _ in range(self.room(team, first, job.days, wanted) if places else 0):
                if not table.add(team, places):
                    break
            if table.seated == wanted:
                return [
                    Seat(first, team, count, place.job, place.index)
                    for place, teams in zip(job.places, table.teams, strict=True)
                    for team, count in sorted(_counted(teams).items())
                ]
        return None if wanted else []

    def dealt(self, rank: Mapping[int, int]) -> list[tuple[Seat, int]]:
        """Each seat with the worker who takes it, a seat for several once for each."""
        until: dict[int, int] = {}
        lengths = {job: self.static.problem.jobs[job].days for job in {seat.job for seat in self.seats}}
        out: list[tuple[Seat, int]] = []
        for seat in sorted(self.seats, key=lambda s: (s.first, s.job, s.index)):
            members = sorted(self.static.teams[seat.team].members, key=lambda w: rank[w])
            free = [w for w in members if until.get(w, 0) <= seat.first] if len(members) > 1 else members
            for worker in free[: seat.count]:
                until[worker] = seat.first + lengths[seat.job]
                out.append((seat, worker))
        return out


def _counted(teams: list[int]) -> dict[int, int]:
    return {team: teams.count(team) for team in teams}


class _Table:
    """Places, and who sits at them."""

    def __init__(self, room: list[int]) -> None:
        self.room = room
        self.teams: list[list[int]] = [[] for _ in room]
        self.may: dict[int, list[int]] = {}
        self.seated = 0

    def add(self, team: int, places: list[int]) -> bool:
        """Seat one more, others moving up where they can; False when there is no way."""
        self.may[team] = places
        came: dict[int, tuple[int, int]] = dict.fromkeys(places, (-1, team))
        queue = list(places)
        for place in queue:
            if len(self.teams[place]) < self.room[place]:
                self._move(place, came)
                self.seated += 1
                return True
            for other in self.teams[place]:
                for further in self.may[other]:
                    if further not in came:
                        came[further] = (place, other)
                        queue.append(further)
        return False

    def _move(self, place: int, came: dict[int, tuple[int, int]]) -> None:
        while place >= 0:
            before, team = came[place]
            self.teams[place].append(team)
            if before >= 0:
                self.teams[before].remove(team)
            place = before
