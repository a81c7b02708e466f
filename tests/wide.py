"""Wide random questions by seed: everything at once that the words of a capacity folder and of a deal allow.

`make.questions` keeps to what is usual and shrinks; these combine what is rare: leave that isn't booked yet, calendars
with weeks of their own, repeated rows, promises, pools that find their way in, weekends as today, several deals. They
stay small enough to be settled by trying everything (`oracle`), and often they just fit or just don't.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
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
from deliverable.supply import WorkingDays
from tests import make
from tests.make import MON, effort, week

T = TypeVar("T")

SKILLS = ("php", "design", "ops")
POOL = "pool"


@dataclass(frozen=True)
class Sizes:
    """At most so many people, tasks in a deal and bookings; rows begin within `span` days; a day has two ticks."""

    people: int = 4
    tasks: int = 4
    bookings: int = 4
    span: int = 12
    tick: int = 50


def question(seed: int, deals: int = 1, **sizes: int) -> Question:
    """The question of a seed: the same seed and sizes give the same question, on every machine."""
    return _Maker(random.Random(seed), Sizes(**sizes)).question([f"d{n}" for n in range(deals)])


class _Maker:
    """One question, part by part; what comes later refers to what is there already."""

    def __init__(self, chance: random.Random, sizes: Sizes) -> None:
        self.chance = chance
        self.sizes = sizes
        self.tick = sizes.tick
        self.today = MON + timedelta(days=self.one([0, 0, 0, 1, 4, 5, 6]))  # now and then a Friday or a weekend
        self.calendars: list[Calendar] = []
        self.people: list[Person] = []
        self.names: list[str] = []
        self.firm = Firm()

    def question(self, deals: Sequence[str]) -> Question:
        self.calendars = self._calendars()
        self.firm = self._firm()
        self.people = [
            self._person(f"p{n}")
            for n in range(max(self.between(1, self.sizes.people), self.between(1, self.sizes.people)))
        ]
        self.names = [person.id for person in self.people]
        bookings = [self._booking(f"b{n}", deals) for n in range(self.between(0, self.sizes.bookings))]
        things = [*self.people, *bookings, *self._promises(deals), *self.calendars, self._pool()]
        asked = [self._deal(name) for name in deals]
        return make.question(*things, *asked, the_firm=self.firm, today=self.today)

    # --- chance ------------------------------------------------------------------------------------------------

    def one(self, options: Sequence[T]) -> T:
        return self.chance.choice(options)

    def between(self, low: int, high: int) -> int:
        return self.chance.randint(low, high)

    def in_a_hundred(self, percent: int) -> bool:
        return self.chance.randrange(100) < percent

    def on(self, days: int) -> date:
        return self.today + timedelta(days=days)

    def seldom(self, *values: T, one_in: int) -> T | None:
        """One of some values, else nothing."""
        return self.one(values) if self.chance.randrange(one_in) == 0 else None

    def some_skills(self) -> dict[str, int]:
        """Some skills, at level 1 or 2."""
        return {skill: self.between(1, 2) for skill in self.chance.sample(SKILLS, self.between(1, 3))}

    # --- the firm ----------------------------------------------------------------------------------------------

    def _calendars(self) -> list[Calendar]:
        """`home` is the firm's when it is there; `other` may close for years."""
        day = 2 * self.tick
        found = []
        if self.in_a_hundred(40):
            with_saturday = week(day, day, day, day, day, day)
            found.append(self._calendar("home", [None, None, with_saturday], [0, 0, 1, 3]))
        if self.in_a_hundred(30):
            found.append(self._calendar("other", [None, week(self.tick, day, 0, 3 * self.tick)], [0, 1, 1, 4000]))
        return found

    def _calendar(self, name: str, weeks: Sequence[Any], lengths: Sequence[int]) -> Calendar:
        first = self.between(0, 6)
        days_off = DaysOff(self.on(first), self.on(first + self.one(lengths)))
        return Calendar(name, week=self.one(weeks), days_off=(days_off,))

    def _firm(self) -> Firm:
        day = 2 * self.tick
        short_friday = week(day, day, day, day, self.tick)
        from_tuesday = week(None, day, day, day, day, day, day)
        soon = (self.today.month, max(1, min(28, self.today.day + 4)))  # a leave year that begins in some days
        return make.firm(
            day=Fraction(day),
            week=self.seldom(short_friday, week(day, day, day, day), from_tuesday, one_in=2),
            calendar="home" if any(calendar.id == "home" for calendar in self.calendars) else None,
            people_per_task=self.between(1, 2),
            focus=self.one([Fraction(1), Fraction(1), Fraction(4, 5), Fraction(1, 3)]),
            leave_year=self.one([(1, 1), (1, 1), soon, (2, 29)]),
            overtime=self.one([None, OvertimePolicy(Fraction(1, 2), 1)]),
            confirm_every=self.one([None, None, 30]),
        )

    def _person(self, name: str) -> Person:
        tick = self.tick
        odd = week(tick, None, 3 * tick, None, None, 2 * tick, tick)
        return make.person(
            name,
            self.some_skills(),
            week=self.seldom(week(2 * tick), week(None, 0), week(0, 0, 0, 0, 0, 0, 0), odd, odd, one_in=3),
            focus=self.seldom(Fraction(0), *[Fraction(1), Fraction(1, 2), Fraction(2, 3)] * 2, one_in=2),
            calendar=self.one([None, *(calendar.id for calendar in self.calendars)]),
            allowance=self.seldom(*map(Fraction, (0, 2, 2, 25, 25, 25, 300)), one_in=2),
            time_off=tuple(self._time_off() for _ in range(self.one([0, 0, 1, 2]))),
            joins=self.seldom(self.on(2), self.on(2), self.on(30), one_in=5),
            leaves=self.seldom(self.on(6), self.on(6), self.on(-1), one_in=5),
            site=self.one(["", "north"]),
            team=self.one(["", "x"]),
            confirmed=self.one([None, self.today, self.on(-60)]),
        )

    def _time_off(self) -> TimeOff:
        first = self.between(-3, 8)
        share = self.one([Fraction(1), Fraction(1, 2), Fraction(3, 4)])
        return TimeOff(self.on(first), self.on(first + self.between(0, 2)), share)

    def _pool(self) -> Contractor:
        return Contractor(
            POOL,
            skills=self.some_skills(),
            people=self.between(1, 2),
            lead_time=self.one([0, 0, 2]),
            ramp_up=self.one([None, RampUp(1, Fraction(1, 2)), RampUp(2, Fraction(0))]),
            most=self.one([None, effort(3 * self.tick), effort(self.tick)]),
        )

    # --- what is booked ----------------------------------------------------------------------------------------

    def _row(self) -> Row:
        first = self.between(-3, self.sizes.span)
        last = first + self.one([0, 1, 2, 5, 8])
        amount = self._amount()
        if self.in_a_hundred(30):
            known: dict[str, Any] = {"skill": self.one(SKILLS), "level": self.between(1, 2)}
            return make.row(None, self.on(first), self.on(last), people=self.one([1, 1, 2]), **known, **amount)
        return make.row(self.one(self.names), self.on(first), self.on(last), **amount)

    def _amount(self) -> dict[str, Any]:
        tick = self.tick
        shares: list[dict[str, Any]] = [{"share": share} for share in ("1/2", 1, "1/3", 0)]
        rates: list[dict[str, Any]] = [{"per_day": minutes} for minutes in (tick, Fraction(tick, 3), 0)]
        weekly = {"effort": 3 * tick, "every": "week"}
        return self.one([*shares, *rates, {"effort": 2 * tick}, weekly, {"effort": 5 * tick, "every": "month"}])

    def _rows(self) -> list[Row]:
        return [self._row() for _ in range(self.between(1, 2))]

    def _booking(self, name: str, deals: Sequence[str]) -> Booking:
        status = self.one(["firm", "internal", "hold", "hold"])
        more: dict[str, Any] = {"status": status}
        if status == "hold":
            more["expires"] = self.one([None, self.today, self.on(-1)])
            more |= self.one([{}, *({"probability": chance} for chance in ("1/2", "1/2", 1, 0))])
        if self.in_a_hundred(20):
            more["deal"] = self.one([*deals, "px"])  # px is one of the promises
        return make.booking(name, *self._rows(), **more)

    def _promises(self, deals: Sequence[str]) -> list[Promise]:
        if not self.in_a_hundred(40):
            return []
        return [self._promise(name) for name in self.chance.sample(["px", "py", deals[0]], self.between(1, 2))]

    def _promise(self, name: str) -> Promise:
        status = self.one(["held", "promised", "withdrawn", "delivered"])
        more: dict[str, Any] = {"status": status}
        if status == "held":
            more["expires"] = self.one([None, self.today, self.on(-1)])
            more |= self.one([{}, {}, {"probability": "1/2"}, {"probability": 1}])
        return make.promise(name, *self._rows(), **more)

    # --- deals -------------------------------------------------------------------------------------------------

    def _deal(self, name: str) -> Deal:
        tasks: list[Task] = []
        for n in range(min(self.between(1, self.sizes.tasks), self.between(1, self.sizes.tasks))):
            tasks.append(self._task(f"t{n}", [task.id for task in tasks]))
        two = tuple(self.chance.sample(self.names, min(2, len(self.names))))
        return make.deal(
            *tasks,
            name=name,
            due=self.on(self.one([3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 14])),
            start=self.one([None, None, None, self.on(1), self.on(-4), self.on(3)]),
            inputs=(Input("texts", by=self.one([None, self.on(2), self.on(-2)])),),
            sites=self.seldom(("north",), one_in=8) or (),
            teams=self.seldom(("x",), one_in=10) or (),
            who=self.seldom(two, one_in=10) or (),
            exclude=self.seldom((self.names[-1],), one_in=9) or (),
            extras=self._extras(),
        )

    def _extras(self) -> Extras:
        """What the deal counts on: a pool (once or twice), overtime, something moved, something released."""
        uses = [self._use() for _ in range(self.one([0, 0, 0, 1, 1, 2]))]
        first, last = self.names[0], self.names[-1]
        some_days = Overtime(Fraction(1, 4), self.on(1), self.on(3))
        return Extras(
            contractors=tuple(uses),
            overtime=self.one([{}, {}, {first: Overtime(Fraction(1, 2))}, {last: some_days}]),
            moved=self.one([{}, {}, {"b0": 2}, {"b0": 1}]),
            released=self.one([(), (), ("b1",), ("px",)]),
        )

    def _use(self) -> ContractorUse:
        return ContractorUse(POOL, effort(self.one([1, 2, 3, 6]) * self.tick), self.on(self.between(0, 4)))

    def _task(self, name: str, before: list[str]) -> Task:
        more: dict[str, Any] = {
            "after": " ".join(other for other in before if self.in_a_hundred(30)),
            "not_before": self.seldom(self.on(1), self.on(3), self.on(5), one_in=3),
            "by": self.seldom(self.on(4), self.on(8), one_in=4),
            "inputs": self.seldom(("texts",), one_in=4) or (),
        }
        shape = self.one(["effort", "effort", "effort", "effort", "crew", "wait"])
        if shape == "wait":
            return make.wait(name, self.between(1, 3), **more)
        if shape == "crew":
            places = [Crew(people=self.one([1, 1, 2]), **self._who()) for _ in range(self.one([1, 1, 2]))]
            return make.crew(name, self._length(), *places, **more)
        requirements = [
            make.needs(minutes=self._minutes(), people=self.one([None, 1, 1, 2, 3]), **self._who())
            for _ in range(self.one([1, 1, 1, 2, 3]))
        ]
        return make.work(name, *requirements, **more)

    def _minutes(self) -> int:
        """Some ticks, now and then a little more or less."""
        return self.one([1, 1, 1, 2, 2, 3, 4, 5]) * self.tick + self.one([0, 0, 0, 1, -1, 17])

    def _length(self) -> int | Period:
        """Working days, or exact dates with a working day among them (others are refused before they are asked)."""
        first = self.between(0, 6)
        dates = Period(self.on(first), self.on(first + self.between(0, 3)))
        lengths: list[int | Period] = [1, 1, 1, 2, 2, 3, dates]
        length = self.one(lengths)
        return 2 if isinstance(length, Period) and not self._any_work(length) else length

    def _any_work(self, dates: Period) -> bool:
        book = Book(firm=self.firm, calendars=make.named(self.calendars))
        return bool(WorkingDays(book, dates.first.toordinal(), dates.last.toordinal()).days)

    def _who(self) -> dict[str, Any]:
        """A skill and a level that somebody has; now and then further limits on who may do it."""
        somebody = self.one(self.people)
        skill = self.one(sorted(somebody.skills))
        found: dict[str, Any] = {"skill": skill, "level": self.between(1, somebody.skills[skill])}
        limit = self.seldom("who", "exclude", "also", "two", one_in=6)
        if limit == "also":
            found["also"] = (SkillLevel(self.one(SKILLS), self.between(1, 2)),)
        elif limit == "two":
            found["who"] = tuple(self.chance.sample([*self.names, POOL], 2))
        elif limit is not None:
            found[limit] = (self.one([*self.names, POOL]),)
        return found


def with_released(asked: Question, names: Sequence[str]) -> Question:
    """The same question counting on these holds to lapse."""
    first, *rest = asked.deals
    extras = replace(first.extras, released=(*first.extras.released, *names))
    return replace(asked, deals=(replace(first, extras=extras), *rest))
