"""Small questions to whether they can be done at all, by trying everything: what the solvers are held against.

Every window (which day each task may last until), every start and every set of people of a crew is tried. With those
fixed, and the people of each requirement, what is left is a transport problem, and a maximum flow settles it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import combinations
from typing import Any

from deliverable.book import Crew, Deal, Question, Requirement, Task
from deliverable.engine.audit.days import WITH_HOLDS, Days, Worker, days_for
from deliverable.engine.audit.unnamed import Demand, Unnamed

DAY = timedelta(days=1)
Cell = tuple[Worker, date]
Name = tuple[str, str, int]
"""A requirement: deal, task, index."""
Rows = list[dict[str, Any]]


def fits(question: Question, holds: str = WITH_HOLDS) -> bool:
    """Whether the deals can be done by their dates."""
    return find(question, holds) is not None


def find(question: Question, holds: str = WITH_HOLDS) -> Rows | None:
    """The rows of a plan by the deals' dates, unnamed bookings included, or None when there is none."""
    return _Search(question, days_for(question, holds), question.deals).run()


def earliest(question: Question, holds: str = WITH_HOLDS, within: int = 21) -> date | None:
    """The earliest day on which all can be done, without the dates that were asked for; None if not in so many days."""
    found = earliest_plan(question, holds, within)
    return None if found is None else found[0]


def earliest_plan(question: Question, holds: str = WITH_HOLDS, within: int = 21) -> tuple[date, Rows] | None:
    """The earliest day and a plan for it."""
    days = days_for(question, holds)
    for n in range(-1, within):  # a deal that takes no time ends on the day before it starts
        due = days.first + n * DAY
        rows = _Search(question, days, tuple(undated(deal, due) for deal in question.deals)).run()
        if rows is not None:
            return due, rows
    return None


def undated(deal: Deal, due: date | None) -> Deal:
    """A deal with another due date and without milestones."""
    return replace(deal, due=due, scope=tuple(replace(task, by=None) for task in deal.scope or ()))


@dataclass(frozen=True)
class _Need:
    """A requirement in its window."""

    name: Name
    skill: str
    minutes: int
    cap: int
    who: tuple[Worker, ...]
    first: date
    last: date


@dataclass(frozen=True)
class _State:
    """What has been fixed so far."""

    ends: dict[tuple[str, str], date]
    needs: tuple[_Need, ...]
    crews: dict[Cell, tuple[Name, str]]


class _Search:
    def __init__(self, question: Question, days: Days, deals: tuple[Deal, ...]) -> None:
        self.question, self.days, self.deals = question, days, deals
        self.unnamed = Unnamed(days)
        self.deal = {deal.id: deal for deal in deals}
        self.tasks = {(deal.id, task.id): task for deal in deals for task in deal.scope or ()}
        self.followed = {(key[0], before) for key, task in self.tasks.items() for before in task.after}
        self.order = self._order()

    def _order(self) -> list[tuple[str, str]]:
        order: list[tuple[str, str]] = []
        while len(order) < len(self.tasks):
            ready = [
                key
                for key, task in self.tasks.items()
                if key not in order and all((key[0], before) in order for before in task.after)
            ]
            assert ready, "tasks wait for each other in a circle"
            order += ready
        return order

    def run(self) -> Rows | None:
        if any(not deal.scope for deal in self.deals):
            return None
        if any(need.effort is None for task in self.tasks.values() for need in task.effort or ()):
            return None
        alone = _State({}, (), {})
        for key in self.order:
            if next(self._options(key, alone, self._start(key, {})), None) is None:
                return None
        return self._place(0, alone)

    def _place(self, at: int, state: _State) -> Rows | None:
        """Try everything for the task at a place in the order, then for those behind it."""
        flow = self._transport(state, branch=at == len(self.order))
        if flow is None or at == len(self.order):
            return flow
        key = self.order[at]
        for option in self._options(key, state, self._start(key, state.ends)):
            rows = self._place(at + 1, option)
            if rows is not None:
                return rows
        return None

    # --- windows -----------------------------------------------------------------------------------------------

    def _start(self, key: tuple[str, str], ends: dict[tuple[str, str], date]) -> date:
        task, deal = self.tasks[key], self.deal[key[0]]
        inputs = [given.by for given in deal.inputs if given.id in task.inputs]
        behind = [ends[(key[0], before)] + DAY for before in task.after if (key[0], before) in ends]
        return max(day for day in [self.question.today, deal.start, task.not_before, *inputs, *behind] if day)

    def _options(self, key: tuple[str, str], state: _State, start: date) -> Iterator[_State]:
        task = self.tasks[key]
        last = min(day for day in (task.by, self.deal[key[0]].due, self.days.last) if day)
        if task.effort is not None:
            return self._windows(key, task.effort, state, start, last)
        if task.crew is not None:
            return self._crews(key, task, task.crew, state, start, last)
        return self._waits(key, task, state, start, last)

    def _waits(self, key: tuple[str, str], task: Task, state: _State, start: date, last: date) -> Iterator[_State]:
        left = task.wait.likely if task.wait else 0
        end = start - DAY
        while left > 0 and end <= last:
            end += DAY
            left -= self.days.calendars.works(end)
        if end <= last:
            yield replace(state, ends=state.ends | {key: end})

    def _windows(
        self, key: tuple[str, str], efforts: tuple[Requirement, ...], state: _State, start: date, last: date
    ) -> Iterator[_State]:
        """Each day that a task may last until; the last one is enough when nothing waits for it."""
        needs = []
        for n, need in enumerate(efforts):
            minutes = need.effort.minutes if need.effort else 0
            cap = self.question.book.firm.people_per_task if need.people is None else need.people
            if minutes:
                needs.append(_Need((*key, n), need.skill, minutes, cap, self._who(key[0], need), start, last))
        if not needs:
            if start - DAY <= last:
                yield replace(state, ends=state.ends | {key: start - DAY})
            return
        for end in _days(start, last) if key in self.followed else [last]:
            if self._ends_well(needs, start, end, last):
                closed = tuple(replace(need, last=end) for need in needs)
                yield replace(state, ends=state.ends | {key: end}, needs=state.needs + closed)

    def _ends_well(self, needs: list[_Need], start: date, end: date, last: date) -> bool:
        """Somebody has a minute on the end, and each requirement alone could be done until then."""
        if end != last and not any(self.days.free(who, end) for need in needs for who in need.who):
            return False
        for need in needs:
            has = sorted((sum(self.days.free(who, day) for day in _days(start, end)) for who in need.who), reverse=True)
            if sum(has[: need.cap]) < need.minutes:
                return False
        return True

    def _crews(
        self, key: tuple[str, str], task: Task, crew: tuple[Crew, ...], state: _State, start: date, last: date
    ) -> Iterator[_State]:
        """Each start and each set of people; which of them takes which place makes no difference to anything else."""
        for days, end in self._stretches(task, start, last):
            seen = set()
            for filled in self._fill(key, crew, days, state):
                people = frozenset(who for who, _ in filled)
                if people not in seen:
                    seen.add(people)
                    cells = {(who, day): ((*key, n), crew[n].skill) for who, n in filled for day in days}
                    yield replace(state, ends=state.ends | {key: end}, crews=state.crews | cells)

    def _stretches(self, task: Task, start: date, last: date) -> Iterator[tuple[list[date], date]]:
        works = self.days.calendars.works
        if task.dates is not None:
            if start <= task.dates.first and task.dates.last <= last:
                yield [day for day in _days(task.dates.first, task.dates.last) if works(day)], task.dates.last
            return
        length = task.duration.likely if task.duration else 0
        working = [day for day in _days(start, last) if works(day)]
        for n in range(len(working) - length + 1):
            yield working[n : n + length], working[n + length - 1]

    def _fill(
        self, key: tuple[str, str], crew: tuple[Crew, ...], days: list[date], state: _State
    ) -> Iterator[list[tuple[Worker, int]]]:
        places = [n for n, place in enumerate(crew) for _ in range(place.people)]

        def fill(at: int, taken: list[tuple[Worker, int]]) -> Iterator[list[tuple[Worker, int]]]:
            if at == len(places):
                yield taken
                return
            for who in self._who(key[0], crew[places[at]]):
                if all(who != other for other, _ in taken) and self._clear(who, days, state):
                    yield from fill(at + 1, [*taken, (who, places[at])])

        return fill(0, [])

    def _clear(self, who: Worker, days: list[date], state: _State) -> bool:
        return all((who, day) not in state.crews and self.days.clear(who, day) for day in days)

    def _who(self, deal_id: str, need: Requirement | Crew) -> tuple[Worker, ...]:
        return tuple(who for who in self.days.workers() if self._may(who, self.deal[deal_id], need))

    def _may(self, who: Worker, deal: Deal, need: Requirement | Crew) -> bool:
        book = self.question.book
        skills = book.contractors[who.id].skills if who.number else book.people[who.id].skills
        if not who.number:
            person = book.people[who.id]
            if (deal.sites and person.site not in deal.sites) or (deal.teams and person.team not in deal.teams):
                return False
        return (
            skills.get(need.skill, 0) >= need.level
            and all(skills.get(also.skill, 0) >= also.level for also in need.also)
            and (not need.who or who.id in need.who)
            and (not deal.who or who.id in deal.who)
            and who.id not in (*need.exclude, *deal.exclude)
        )

    # --- minutes -----------------------------------------------------------------------------------------------

    def _transport(self, state: _State, *, branch: bool) -> Rows | None:
        """The rows of a plan in the windows of a state, or None; people per requirement only count if `branch`."""
        demands = [(day, demand) for day in self._all_days(state) for demand in self.unnamed.on(day)]
        room = self._room(state)
        return None if room is None else self._solve(state, list(state.needs), demands, room, branch=branch)

    def _all_days(self, state: _State) -> list[date]:
        days = {day for need in state.needs for day in _days(need.first, need.last)}
        return sorted(days | {day for _, day in state.crews})

    def _room(self, state: _State) -> dict[Any, int] | None:
        """What the pools have left beside their members in crews; None when that is less than nothing."""
        room: dict[Any, int] = {}
        for name, pool in self.days.pools.items():
            used = [(day, self.days.free(who, day)) for who, day in state.crews if who.number and who.id == name]
            room[name] = pool.effort - sum(minutes for _, minutes in used)
            for day in _days(self.days.first, self.days.first + 60 * DAY):
                month = (name, day.year, day.month)
                most = pool.effort if pool.most is None else pool.most
                room[month] = most - sum(minutes for on, minutes in used if (on.year, on.month) == month[1:])
        return None if any(minutes < 0 for minutes in room.values()) else room

    def _solve(
        self,
        state: _State,
        needs: list[_Need],
        demands: list[tuple[date, Demand]],
        room: dict[Any, int],
        *,
        branch: bool,
    ) -> Rows | None:
        flow = self._flow(state, needs, demands, room)
        if flow is None:
            return None
        if branch:
            for n, need in enumerate(needs):
                used = {who for who in need.who if any(flow.sent(need.name, (who, day)) for day in _span(need))}
                if len(used) > need.cap:
                    return self._each_team(state, needs, n, demands, room)
        return self._rows(state, needs, demands, flow)

    def _each_team(
        self, state: _State, needs: list[_Need], n: int, demands: list[tuple[date, Demand]], room: dict[Any, int]
    ) -> Rows | None:
        """Too many people share a requirement: try each of its possible teams."""
        for team in combinations(needs[n].who, needs[n].cap):
            fewer = [*needs[:n], replace(needs[n], who=team), *needs[n + 1 :]]
            rows = self._solve(state, fewer, demands, room, branch=True)
            if rows is not None:
                return rows
        return None

    def _flow(
        self, state: _State, needs: list[_Need], demands: list[tuple[date, Demand]], room: dict[Any, int]
    ) -> "_Flow | None":
        flow = _Flow()
        wanted = 0
        for need in needs:
            wanted += need.minutes
            flow.pipe("from", need.name, need.minutes)
            for day in _span(need):
                for who in need.who:
                    self._serve(flow, state, need.name, need.minutes, (who, day))
        for day, demand in demands:
            wanted += demand.minutes
            flow.pipe("from", (demand.booking, demand.row, day), demand.minutes)
            for name in sorted(demand.people):
                self._serve(flow, state, (demand.booking, demand.row, day), demand.minutes, (Worker(name), day))
        for limit, minutes in room.items():
            flow.pipe(limit, limit[0] if isinstance(limit, tuple) else "to", minutes)
        return flow if flow.push("from", "to") == wanted else None

    def _serve(self, flow: "_Flow", state: _State, name: Any, minutes: int, cell: Cell) -> None:
        who, day = cell
        free = 0 if cell in state.crews else self.days.free(who, day)
        if free:
            flow.pipe(name, cell, minutes)
            flow.widen(cell, (who.id, day.year, day.month) if who.number else "to", free)

    def _rows(self, state: _State, needs: list[_Need], demands: list[tuple[date, Demand]], flow: "_Flow") -> Rows:
        rows: Rows = []
        for need in needs:
            for cell in ((who, day) for day in _span(need) for who in need.who):
                if minutes := flow.sent(need.name, cell):
                    rows.append(self._work(need.name, need.skill, cell) | {"minutes": minutes})
        for cell, (name, skill) in state.crews.items():
            rows.append(self._work(name, skill, cell) | {"minutes": self.days.free(*cell)})
        return rows + [row for day, demand in demands for row in self._served(day, demand, flow)]

    def _served(self, day: date, demand: Demand, flow: "_Flow") -> Rows:
        about = {"booking": demand.booking, "row": demand.row, "skill": demand.skill, "on": day.isoformat()}
        given = [(name, flow.sent((demand.booking, demand.row, day), (Worker(name), day))) for name in demand.people]
        return [about | {"person": name, "minutes": minutes} for name, minutes in sorted(given) if minutes]

    def _work(self, name: Name, skill: str, cell: Cell) -> dict[str, Any]:
        who, day = cell
        member: dict[str, Any] = {"pool": who.id, "number": who.number} if who.number else {"person": who.id}
        about: dict[str, Any] = {
            "deal": name[0],
            "task": name[1],
            "requirement": name[2],
            "skill": skill,
            "on": day.isoformat(),
        }
        return about | member


def _days(first: date, last: date) -> list[date]:
    return [first + n * DAY for n in range((last - first).days + 1)]


def _span(need: _Need) -> list[date]:
    return _days(need.first, need.last)


class _Flow:
    """A maximum flow by augmenting paths, depth first."""

    def __init__(self) -> None:
        self.room: dict[Any, dict[Any, int]] = {}
        self.full: dict[tuple[Any, Any], int] = {}

    def pipe(self, start: Any, end: Any, room: int) -> None:
        self.widen(start, end, self.full.get((start, end), 0) + room)

    def widen(self, start: Any, end: Any, room: int) -> None:
        self.full[(start, end)] = room
        self.room.setdefault(start, {})[end] = room
        self.room.setdefault(end, {}).setdefault(start, 0)

    def push(self, start: Any, end: Any) -> int:
        total = 0
        while step := self._augment(start, end, 1 << 60, set()):
            total += step
        return total

    def _augment(self, here: Any, end: Any, room: int, seen: set[Any]) -> int:
        if here == end:
            return room
        seen.add(here)
        for there, left in self.room.get(here, {}).items():
            if left > 0 and there not in seen:
                step = self._augment(there, end, min(room, left), seen)
                if step:
                    self.room[here][there] -= step
                    self.room[there][here] += step
                    return step
        return 0

    def sent(self, start: Any, end: Any) -> int:
        return self.full.get((start, end), 0) - self.room.get(start, {}).get(end, 0)
