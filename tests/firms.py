"""Made-up firms of 3 to 60 people by seed, with a deal that just fits or just doesn't: the acceptance set.

`wide` combines what is rare in a few people and days; these have days of hours, weeks of leave, bookings of every kind
and deals of some weeks. The due date is drawn between what the windows alone allow and what a naive planner needs, so
that most questions are near the edge. Both are of the tests: a better engine doesn't change the set.
"""

import math
import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from typing import Any, TypeVar

from deliverable.book import (
    Book,
    Booking,
    Calendar,
    Contractor,
    ContractorUse,
    Crew,
    DaysOff,
    Deal,
    Extras,
    Firm,
    Input,
    Overtime,
    OvertimePolicy,
    Period,
    Person,
    Promise,
    Question,
    RampUp,
    Row,
    SkillLevel,
    Task,
    TimeOff,
)
from deliverable.engine.audit.calendars import Calendars
from tests import make, naive
from tests.make import MON, effort

T = TypeVar("T")

SKILLS = ("react", "php", "design", "content", "qa", "ops", "data", "producing", "research", "shop")
POOL = "pool"
HOUR = 60
DAY = 450
"""Minutes of a day of work: seven and a half hours."""


def question(seed: int) -> Question:
    """The question of a seed: the same seed gives the same question, on every machine."""
    return _Maker(random.Random(f"firm {seed}")).question()


class _Maker:
    """One firm and its deals, part by part; what comes later refers to what is there already."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.today = MON + timedelta(days=self.one([0, 0, 1, 2, 3, 4, 5, 6]) + 7 * self.between(0, 45))
        self.size = round(math.exp(chance.uniform(math.log(3), math.log(60))))
        self.skills = SKILLS[: min(len(SKILLS), self.between(2, 4) + self.size // 4)]
        self.people: list[Person] = []
        self.names: list[str] = []
        self.free: list[str] = []

    def question(self) -> Question:
        calendars = [self._calendar("home"), self._calendar("away")]
        self.people = [self._person(f"p{n}") for n in range(self.size)]
        self.names = [person.id for person in self.people]
        self.free = [name for name in self.names if self.in_a_hundred(30)]
        deals = ["d", "e"] if self.in_a_hundred(10) else ["d"]
        bookings = [self._booking(f"b{n}", deals) for n in range(self.between(self.size // 2, 2 * self.size))]
        promises = [self._promise(f"x{n}") for n in range(self.one([0, 0, 0, 1, 2]))]
        things = [*self.people, *bookings, *promises, *calendars, self._pool()]
        book = make.book(*things, the_firm=self._firm())
        return self._dated(book, [self._deal(name) for name in deals])

    # --- chance ------------------------------------------------------------------------------------------------

    def one(self, options: Sequence[T]) -> T:
        return self.chance.choice(options)

    def between(self, low: int, high: int) -> int:
        return self.chance.randint(low, max(low, high))

    def in_a_hundred(self, percent: int) -> bool:
        return self.chance.randrange(100) < percent

    def on(self, days: int) -> date:
        return self.today + timedelta(days=days)

    # --- the firm ----------------------------------------------------------------------------------------------

    def _calendar(self, name: str) -> Calendar:
        lengths = [0, 0, 0, 1, 4, 9]
        firsts = sorted(self.between(0, 150) for _ in range(self.between(1, 5)))
        return Calendar(name, days_off=tuple(DaysOff(self.on(n), self.on(n + self.one(lengths))) for n in firsts))

    def _firm(self) -> Firm:
        short_friday = make.week(*[480] * 4, 330)
        return make.firm(
            day=Fraction(DAY),
            week=self.one([None, None, None, short_friday]),
            calendar=self.one(["home", "home", None]),
            people_per_task=self.one([1, 2, 2, 2, 3]),
            focus=self.one([Fraction(4, 5), Fraction(4, 5), Fraction(1), Fraction(3, 4)]),
            leave_year=self.one([(1, 1), (1, 1), (4, 1)]),
            overtime=self.one([None, OvertimePolicy(Fraction(1, 10), 3)]),
        )

    def _person(self, name: str) -> Person:
        skills = self.chance.sample(self.skills, min(len(self.skills), self.one([1, 2, 2, 3])))
        joins, leaves = self.one([(0, 0)] * 12 + [(self.between(3, 60), 0), (0, self.between(20, 90))])
        return make.person(
            name,
            {skill: self.between(1, 5) for skill in skills},
            week=self._week(),
            focus=self.one([None] * 8 + [Fraction(9, 10), Fraction(1, 2)]),
            calendar=self.one([None, None, None, "away"]),
            allowance=self.one([None, None, *map(Fraction, (20, 25, 25, 28)), Fraction(45, 2)]),
            time_off=tuple(self._time_off() for _ in range(self.one([0, 0, 1, 1, 2, 3]))),
            joins=self.on(joins) if joins else None,
            leaves=self.on(leaves) if leaves else None,
            site=self.one(["", "north", "south"]),
            team=self.one(["build", "design"]),
        )

    def _week(self) -> Any:
        """A quarter work part-time: some days off, some short."""
        if self.in_a_hundred(75):
            return None
        off = {day: self.one([0, 0, 0, 4 * HOUR]) for day in self.chance.sample(range(5), self.one([1, 1, 2, 3]))}
        return make.week(*(off.get(day) for day in range(7)))

    def _time_off(self) -> TimeOff:
        first = self.between(-10, 110)
        share = self.one([Fraction(1)] * 4 + [Fraction(1, 2)])
        return TimeOff(self.on(first), self.on(first + self.one([0, 0, 1, 4, 11, 18])), share)

    def _pool(self) -> Contractor:
        return Contractor(
            POOL,
            skills={skill: self.between(2, 5) for skill in self.chance.sample(self.skills, 2)},
            people=self.between(1, 3),
            lead_time=self.one([0, 5, 14]),
            ramp_up=self.one([None, RampUp(3, Fraction(1, 2))]),
            most=self.one([None, effort(5 * DAY), effort(10 * DAY)]),
        )

    # --- what is booked ----------------------------------------------------------------------------------------

    def _row(self) -> Row:
        first = self.between(-30, 70)
        last = first + self.one([2, 4, 11, 25, 39, 60])
        if self.in_a_hundred(15):
            who: dict[str, Any] = {"skill": self.one(self.skills), "level": self.between(1, 3)}
            return make.row(None, self.on(first), self.on(last), people=self.one([1, 1, 1, 2]), **who, **self._amount())
        booked = [name for name in self.names if name not in self.free]
        return make.row(self.one(booked or self.names), self.on(first), self.on(last), **self._amount())

    def _amount(self) -> dict[str, Any]:
        share = {"share": Fraction(self.one([10, 20, 30, 40, 50, 60, 80, 100]), 100)}
        per_day = {"per_day": self.one([30, 60, 90, 120, 180, 240, 100])}
        amount = {"effort": self.between(2, 20) * DAY // 2}
        monthly, weekly = (
            {"effort": days * DAY, "every": every} for days, every in ((self.between(1, 4), "month"), (1, "week"))
        )
        return self.one([share, share, share, per_day, per_day, amount, monthly, weekly])

    def _booking(self, name: str, deals: Sequence[str]) -> Booking:
        status = self.one(["firm", "firm", "firm", "internal", "hold", "hold"])
        more: dict[str, Any] = {"status": status}
        if status == "hold":
            more["expires"] = self.on(self.one([-3, 0, 10, 20]))
            more["probability"] = self.one(["3/10", "1/2", "4/5", 1])
        if self.in_a_hundred(5):
            more["deal"] = self.one(deals)
        return make.booking(name, *(self._row() for _ in range(self.one([1, 1, 2, 3]))), **more)

    def _promise(self, name: str) -> Promise:
        more: dict[str, Any] = {"status": self.one(["promised", "promised", "held", "withdrawn"])}
        if more["status"] == "held":
            more |= {"expires": self.on(self.one([-2, 7, 30])), "probability": self.one(["1/2", 1])}
        return make.promise(name, *(self._row() for _ in range(self.between(1, 3))), **more)

    # --- deals -------------------------------------------------------------------------------------------------

    def _deal(self, name: str) -> Deal:
        tasks: list[Task] = []
        for n in range(self.between(2, self.one([5, 8, 12, 6 + self.size // 4]))):
            tasks.append(self._task(f"t{n}", [task.id for task in tasks[-5:]]))
        return make.deal(
            *tasks,
            name=name,
            start=self.one([None, None, self.on(3), self.on(10), self.on(-5)]),
            inputs=(Input("texts", by=self.one([None, self.on(12), self.on(20)])),),
            sites=self.one([()] * 12 + [("north", "south")]),
            teams=self.one([()] * 15 + [("build",)]),
            who=tuple(self.chance.sample(self.names, max(2, self.size // 2))) if self.in_a_hundred(4) else (),
            exclude=self.one([()] * 10 + [(self.one(self.names),)]),
            extras=self._extras(),
        )

    def _extras(self) -> Extras:
        use = ContractorUse(POOL, effort(self.between(2, 12) * DAY), self.on(self.between(0, 20)))
        overtime = {self.one(self.names): Overtime(Fraction(self.one([10, 20]), 100))}
        return Extras(
            contractors=self.one([()] * 6 + [(use,)]),
            overtime=self.one([*[{}] * 10, overtime]),
            moved=self.one([*[{}] * 12, {"b0": self.between(1, 10)}]),
            released=self.one([()] * 12 + [("b1",)]),
        )

    def _task(self, name: str, before: list[str]) -> Task:
        after = self.chance.sample(before, min(len(before), self.one([0, 0, 1, 1, 1, 2])))
        more: dict[str, Any] = {
            "after": " ".join(sorted(after)),
            "not_before": self.one([None] * 10 + [self.on(self.between(5, 25))]),
            "inputs": self.one([()] * 10 + [("texts",)]),
        }
        shape = self.one(["effort"] * 7 + ["crew", "crew", "wait"])
        if shape == "wait":
            return make.wait(name, self.between(1, 8), **more)
        if shape == "crew":
            places = [Crew(people=self.one([1, 1, 2]), **self._who(self.free)) for _ in range(self.one([1, 1, 2, 3]))]
            return make.crew(name, self.one([1, 1, 2, 3, 5]), *places, **more)
        return make.work(name, *(self._need() for _ in range(self.one([1, 1, 1, 2, 3]))), **more)

    def _need(self) -> Any:
        minutes = self.one([DAY, DAY, DAY // 2]) * self.one([1, 2, 3, 4, 5, 6, 8, 12]) + self.one([0, 0, 0, 37])
        return make.needs(minutes=minutes, people=self.one([None, None, None, 1, 1, 2, 3]), **self._who(self.names))

    def _who(self, among: Sequence[str]) -> dict[str, Any]:
        """A skill and a level that somebody has; now and then further limits on who may do it."""
        somebody = self.one([person for person in self.people if person.id in among] or self.people)
        skill = self.one(sorted(somebody.skills))
        found: dict[str, Any] = {"skill": skill, "level": self.between(1, somebody.skills[skill])}
        limit = self.one([""] * 12 + ["who", "exclude", "also"])
        if limit == "who":
            found["who"] = tuple(sorted({somebody.id, *self.chance.sample(self.names, 2)}))
        elif limit == "exclude":
            found["exclude"] = (self.one(self.names),)
        elif limit == "also":
            other = self.one(sorted(somebody.skills))
            found["also"] = (SkillLevel(other, self.between(1, somebody.skills[other])),)
        return found

    # --- dates -------------------------------------------------------------------------------------------------

    def _dated(self, book: Book, deals: list[Deal]) -> Question:
        """The deals with dates between those that the windows allow and those that a naive planner keeps."""
        asked = Question(book, tuple(deals), self.today)
        soonest, planned = naive.ends(asked)
        low = max(soonest.values(), default=0)
        high = max(planned.values(), default=low)
        n = self.one([low - 1, low, high, high + 1, high + 4, *(self.between(low, high + 1) for _ in range(8))])
        first = min(naive.first_day(self.today, deal) for deal in deals)
        due = first + timedelta(days=max(0, n))
        dated = [replace(deal, due=due, scope=self._milestones(book, deal, first, soonest, planned)) for deal in deals]
        return replace(asked, deals=tuple(dated))

    def _milestones(
        self, book: Book, deal: Deal, first: date, soonest: naive.Ends, planned: naive.Ends
    ) -> tuple[Task, ...]:
        """Now and then a date for a task between the same two; now and then the exact dates of a crew."""
        found = []
        for task in deal.scope or ():
            key = (deal.id, task.id)
            day = first + timedelta(days=self.between(soonest.get(key, 0), planned.get(key, 0) + 2))
            if task.crew is not None and self.in_a_hundred(8):
                task = self._on_dates(book, task, day)
            elif self.in_a_hundred(8):
                task = replace(task, by=day)
            found.append(task)
        return tuple(found)

    def _on_dates(self, book: Book, task: Task, day: date) -> Task:
        """A crew task on exactly these days, if the firm works on any (other dates are refused before they are
        asked).
        """
        dates = Period(day, day + timedelta(days=self.one([0, 1, 1, 4])))
        works = Calendars(book).between(dates.first, dates.last)
        return replace(task, duration=None, dates=dates) if works else task
