"""Bookings of somebody unnamed to the minutes that must be served of them on a day, and whether they still can be."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date
from math import ceil

from deliverable.book import Row
from deliverable.dataclass import dataclass
from deliverable.engine.audit.days import Days, Worker, spread
from deliverable.engine.audit.flows import Flow


@dataclass(frozen=True, slots=True)
class Demand:
    """What one unnamed row must get on one day, and who could give it."""

    booking: str
    row: int
    skill: str
    level: int
    minutes: int
    people: frozenset[str]


class Unnamed:
    """The unnamed rows of the bookings that count, as far as they can be served without the deals."""

    def __init__(self, days: Days) -> None:
        self._days = days
        self._holders: dict[str, list[tuple[str, int]]] = {}
        self._rows = [
            (source.id, index, row)
            for source in days.sources
            for index, row in enumerate(source.rows)
            if row.person is None and row.skill is not None
        ]
        self._eligible = {(booking, index): self._able(row) for booking, index, row in self._rows}
        self._counts: dict[tuple[date, date], int] = {}
        self._on: dict[date, tuple[Demand, ...]] = {}
        self._asked: dict[date, list[Demand]] = {}
        self._cells: dict[date, dict[tuple[str, int], Demand]] = {}
        self._in_order: dict[frozenset[str], list[str]] = {}

    def _able(self, row: Row) -> frozenset[str]:
        if not self._holders:
            for name, person in self._days.question.book.people.items():
                for skill, level in person.skills.items():
                    self._holders.setdefault(skill, []).append((name, level))
        return frozenset(name for name, level in self._holders.get(row.skill or "", ()) if level >= row.level)

    def on(self, day: date) -> tuple[Demand, ...]:
        """What must be served on a day; a row that nobody could serve even without the deals is left out."""
        if day not in self._on:
            self._on[day] = self._served(day)
        return self._on[day]

    def _served(self, day: date) -> tuple[Demand, ...]:
        flow = Flow()
        people: set[str] = set()
        found = []
        for demand in self.asked(day):
            for name in sorted(demand.people - people):
                flow.pipe(Worker(name), None, self._days.free(Worker(name), day))
            people |= demand.people
            minutes = _push(flow, demand)
            if minutes:
                found.append(replace(demand, minutes=minutes))
        return tuple(found)

    def asked(self, day: date) -> list[Demand]:
        """What the rows of a day ask for, servable or not."""
        if day not in self._asked:
            self._asked[day] = self._rows_of(day) if self._days.calendars.works(day) else []
        return self._asked[day]

    def cell(self, day: date, booking: str, row: int) -> Demand | None:
        """What one row asks for on a day."""
        if day not in self._cells:
            self._cells[day] = {(demand.booking, demand.row): demand for demand in self.asked(day)}
        return self._cells[day].get((booking, row))

    def _rows_of(self, day: date) -> list[Demand]:
        return [
            Demand(booking, index, row.skill or "", row.level, minutes, self._eligible[(booking, index)])
            for booking, index, row in self._rows
            if row.first <= day <= row.last and (minutes := self._minutes(row, day)) > 0
        ]

    def _minutes(self, row: Row, day: date) -> int:
        firm = self._days.firm
        if row.share is not None:
            return ceil(row.people * row.share * firm.day * firm.focus)
        if row.per_day is not None:
            return ceil(row.people * row.per_day)
        if row.effort is None:
            return 0
        return ceil(row.effort.likely / self._working_days(*spread(row, day)))

    def _working_days(self, first: date, last: date) -> int:
        if (first, last) not in self._counts:
            self._counts[(first, last)] = len(self._days.calendars.between(first, last))
        return self._counts[(first, last)]

    def first_fit(self, demands: Iterable[Demand], left: Mapping[str, int], day: date) -> bool:
        """Whether all of it is served when everybody just takes what comes first: enough to know, not needed to be
        so.
        """
        rest = dict(left)
        for demand in demands:
            missing = demand.minutes
            if demand.people not in self._in_order:
                self._in_order[demand.people] = sorted(demand.people)
            for name in self._in_order[demand.people]:
                room = rest.get(name)
                if room is None:
                    room = self._days.free(Worker(name), day)
                part = min(missing, room)
                missing, rest[name] = missing - part, room - part
                if not missing:
                    break
            if missing:
                return False
        return True

    def still_served(
        self, day: date, left: Mapping[str, int], listed: Collection[tuple[str, int]] = frozenset()
    ) -> bool:
        """Whether all that isn't listed can be served from the minutes that people have left on the day."""
        flow = Flow()
        demands = [demand for demand in self.on(day) if (demand.booking, demand.row) not in listed]
        for name in sorted({name for demand in demands for name in demand.people}):
            flow.pipe(Worker(name), None, left.get(name, self._days.free(Worker(name), day)))
        return all(_push(flow, demand) == demand.minutes for demand in demands)


def _push(flow: Flow, demand: Demand) -> int:
    here = ("row", demand.booking, demand.row)
    for name in sorted(demand.people):
        flow.pipe(here, Worker(name), demand.minutes)
    return flow.push(here, None, demand.minutes)
