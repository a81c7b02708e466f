"""Small books, deals and questions for tests, built from few words, and a strategy of small random questions.

Amounts are minutes. Unless a test says otherwise a day is 100 minutes, all of it can be booked, everybody works
Monday to Friday, and today is Monday 4 January 2027 (`MON`).
"""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

from deliverable.book import (
    Book,
    Booking,
    Calendar,
    Contractor,
    ContractorUse,
    Crew,
    DaysOff,
    Deal,
    Duration,
    Effort,
    Extras,
    Firm,
    Input,
    Overtime,
    Period,
    Person,
    Promise,
    Question,
    Requirement,
    Row,
    SkillLevel,
    Task,
    TimeOff,
)

MON = date(2027, 1, 4)
Amount = int | str | Fraction


def on(offset: int) -> date:
    """So many calendar days after MON."""
    return MON + timedelta(days=offset)


def effort(minutes: Amount) -> Effort:
    """An effort without a range."""
    return Effort(Fraction(minutes))


def firm(**changes: Any) -> Firm:
    """A firm with days of 100 minutes that can all be booked, where estimates are exact and nobody is ever ill."""
    known: dict[str, Any] = {"day": Fraction(100), "focus": Fraction(1), "estimate_error": None, "sickness": None}
    return Firm(**(known | changes))


def week(*minutes: Amount | None) -> tuple[Fraction | None, ...]:
    """Monday to Sunday; what is not said is None."""
    said = [None if amount is None else Fraction(amount) for amount in minutes]
    return (*said, *[None] * (7 - len(said)))


def person(name: str, skills: str | Mapping[str, int] = "php", **more: Any) -> Person:
    """Somebody with skills: `php design` for level 1 of each, or a mapping."""
    levels = dict.fromkeys(skills.split(), 1) if isinstance(skills, str) else dict(skills)
    return Person(id=name, skills=levels, **more)


def off(first: date, last: date | None = None, share: Amount = 1) -> TimeOff:
    """Days away."""
    return TimeOff(first, last or first, Fraction(share))


def calendar(name: str, *days_off: date, **more: Any) -> Calendar:
    """A calendar with single days off."""
    return Calendar(name, days_off=tuple(DaysOff(day, day) for day in days_off), **more)


def row(who: str | None, first: date, last: date | None = None, **amount: Any) -> Row:
    """A stretch of booked work; `share=`, `per_day=`, `effort=`; without a person `skill=`."""
    known: dict[str, Any] = {
        key: Fraction(value) if key in {"share", "per_day"} else value for key, value in amount.items()
    }
    if "effort" in known:
        known["effort"] = effort(known["effort"])
    return Row(first, last or first, person=who, **known)


def booking(name: str, *rows: Row, **more: Any) -> Booking:
    """Firm work, unless `status=` says otherwise."""
    if "probability" in more:
        more["probability"] = Fraction(more["probability"])
    return Booking(id=name, client=f"{name} client", work=rows, **more)


def promise(name: str, *rows: Row, **more: Any) -> Promise:
    """A promise with its plan."""
    if "probability" in more:
        more["probability"] = Fraction(more["probability"])
    return Promise(id=name, client=f"{name} client", plan=rows, **more)


def needs(skill: str, minutes: Amount | None, **more: Any) -> Requirement:
    """Divisible work."""
    return Requirement(skill, None if minutes is None else effort(minutes), **more)


def work(name: str, *requirements: Requirement, after: str = "", **more: Any) -> Task:
    """A task of divisible work, behind the tasks named."""
    return Task(name, effort=requirements, after=tuple(after.split()), **more)


def wait(name: str, days: int, after: str = "", **more: Any) -> Task:
    """A wait."""
    return Task(name, wait=Duration(days), after=tuple(after.split()), **more)


def crew(name: str, days: int | Period, *places: Crew, after: str = "", **more: Any) -> Task:
    """A crew task of so many days, or on exact dates."""
    when: dict[str, Any] = {"dates": days} if isinstance(days, Period) else {"duration": Duration(days)}
    return Task(name, crew=places, after=tuple(after.split()), **when, **more)


def deal(*tasks: Task, name: str = "d", due: date | None = None, **more: Any) -> Deal:
    """A deal of some tasks."""
    return Deal(id=name, scope=tasks, due=due, **more)


def named(things: Iterable[Any]) -> dict[str, Any]:
    """Things by id."""
    return {thing.id: thing for thing in things}


def book(*things: Any, the_firm: Firm | None = None) -> Book:
    """A book of people, bookings, promises, calendars and contractors, in any order."""

    def of(kind: type) -> dict[str, Any]:
        return named(thing for thing in things if isinstance(thing, kind))

    return Book(
        firm=the_firm or firm(),
        calendars=of(Calendar),
        people=of(Person),
        contractors=of(Contractor),
        bookings=of(Booking),
        promises=of(Promise),
    )


def question(*things: Any, the_firm: Firm | None = None, today: date = MON) -> Question:
    """A question of the deals among some things."""
    deals = tuple(thing for thing in things if isinstance(thing, Deal))
    return Question(book(*things, the_firm=the_firm), deals, today)


# --- random questions ----------------------------------------------------------------------------------------------

SKILLS = ("php", "design")
_AMOUNTS = st.sampled_from([1, 1, 2, 2, 3, 3, 4, 6])
_DAYS = st.integers(0, 9)


@st.composite
def _people(draw: st.DrawFn, tick: int) -> list[Person]:
    found = []
    for name in ("ana", "ben", "cem")[: draw(st.integers(1, 3))]:
        skills = draw(st.dictionaries(st.sampled_from(SKILLS), st.integers(1, 2), min_size=1))
        days = draw(st.lists(st.builds(off, st.builds(on, _DAYS), share=st.sampled_from(["1", "1/2"])), max_size=1))
        own = draw(st.sampled_from([None, None, week(2 * tick), week(None, 0), week(None, None, 2 * tick)]))
        found.append(
            person(
                name,
                skills,
                week=own,
                time_off=tuple(days),
                site=draw(st.sampled_from(["", "north"])),
                joins=draw(st.sampled_from([None, None, None, on(2)])),
                leaves=draw(st.sampled_from([None, None, None, on(4)])),
            )
        )
    return found


@st.composite
def _rows(draw: st.DrawFn, people: list[Person], tick: int) -> Row:
    first = draw(_DAYS)
    last = draw(st.integers(first, 9))
    amounts: list[dict[str, Any]] = [{"share": "1/2"}, {"share": 1}, {"per_day": tick}, {"effort": 2 * tick}]
    amount = draw(st.sampled_from(amounts))
    if draw(st.integers(0, 3)) == 0:
        level = draw(st.integers(1, 2))
        return row(None, on(first), on(last), skill=draw(st.sampled_from(SKILLS)), level=level, **amount)
    return row(draw(st.sampled_from(people)).id, on(first), on(last), **amount)


@st.composite
def _bookings(draw: st.DrawFn, people: list[Person], tick: int) -> list[Booking]:
    found = []
    for name in ("b1", "b2")[: draw(st.integers(0, 2))]:
        status = draw(st.sampled_from(["firm", "internal", "hold"]))
        more: dict[str, Any] = {"status": status}
        if status == "hold":
            more["probability"] = draw(st.sampled_from(["1/2", "1"]))
            more["expires"] = draw(st.sampled_from([None, on(0), on(-1)]))
        rows = draw(st.lists(_rows(people, tick), min_size=1, max_size=2))
        found.append(booking(name, *rows, **more))
    return found


@st.composite
def _who(draw: st.DrawFn, people: list[Person]) -> dict[str, Any]:
    """A skill and a level that somebody has; now and then further limits on who may do it."""
    somebody = draw(st.sampled_from(people))
    skill = draw(st.sampled_from(sorted(somebody.skills)))
    found: dict[str, Any] = {"skill": skill, "level": draw(st.integers(1, somebody.skills[skill]))}
    limit = draw(st.sampled_from(["", "", "", "", "", "", "who", "exclude", "also"]))
    if limit == "also":
        found["also"] = (SkillLevel(draw(st.sampled_from(SKILLS))),)
    elif limit:
        found[limit] = (draw(st.sampled_from(people)).id,)
    return found


@st.composite
def _tasks(draw: st.DrawFn, people: list[Person], tick: int) -> list[Task]:
    found: list[Task] = []
    for name in ("t1", "t2", "t3", "t4")[: draw(st.integers(1, 4))]:
        after = draw(st.lists(st.sampled_from([task.id for task in found]), max_size=2, unique=True)) if found else []
        more: dict[str, Any] = {"after": " ".join(after)}
        more["not_before"] = draw(st.sampled_from([None, None, None, None, on(1), on(3)]))
        more["by"] = draw(st.sampled_from([None, None, None, None, None, on(4), on(8)]))
        more["inputs"] = draw(st.sampled_from([(), (), (), ("texts",)]))
        shape = draw(st.sampled_from(["effort", "effort", "effort", "crew", "wait"]))
        if shape == "wait":
            found.append(wait(name, draw(st.integers(1, 3)), **more))
        elif shape == "crew":
            places = [
                Crew(people=draw(st.sampled_from([1, 1, 1, 2])), **draw(_who(people)))
                for _ in range(draw(st.sampled_from([1, 1, 2])))
            ]
            lengths: list[int | Period] = [1, 1, 1, 2, 2, 3, Period(on(3), on(4)), Period(on(4), on(7))]
            found.append(crew(name, draw(st.sampled_from(lengths)), *places, **more))
        else:
            found.append(work(name, *draw(st.lists(_needs(people, tick), min_size=1, max_size=2)), **more))
    return found


@st.composite
def _needs(draw: st.DrawFn, people: list[Person], tick: int) -> Requirement:
    cap = draw(st.sampled_from([None, 1, 1, 2]))
    return needs(minutes=draw(_AMOUNTS) * tick, people=cap, **draw(_who(people)))


@st.composite
def questions(draw: st.DrawFn, *, tick: int = 50, contractors: bool = False) -> Question:
    """Small questions, often tight: a tick is half of a day, and most amounts are a few ticks."""
    people = draw(_people(tick))
    tasks = draw(_tasks(people, tick))
    extras = draw(_extras(people, tick)) if contractors else Extras()
    the_deal = deal(
        *tasks,
        due=on(draw(st.sampled_from([3, 4, 6, 7, 8, 8, 9, 9, 10, 10]))),
        start=draw(st.sampled_from([None, None, on(1)])),
        inputs=(Input("texts", by=draw(st.sampled_from([None, on(2)]))),),
        sites=draw(st.sampled_from([*[()] * 7, ("north",)])),
        exclude=draw(st.sampled_from([*[()] * 7, ("cem",)])),
        extras=extras,
    )
    most = draw(st.sampled_from([None, effort(3 * tick)]))
    pool = Contractor("pool", skills={"php": 2}, people=draw(st.integers(1, 2)), most=most)
    things = [*people, *draw(_bookings(people, tick)), the_deal, *([pool] if contractors else [])]
    off_day = draw(st.sampled_from([None, None, on(2)]))
    calendars = [calendar("home", off_day)] if off_day else []
    house = firm(day=Fraction(2 * tick), calendar="home" if off_day else None, people_per_task=draw(st.integers(1, 2)))
    return question(*things, *calendars, the_firm=house)


@st.composite
def _extras(draw: st.DrawFn, people: list[Person], tick: int) -> Extras:
    """Half of the time nothing; else a pool, overtime, a released and a moved booking."""
    uses = [ContractorUse("pool", effort(draw(_AMOUNTS) * tick), on(draw(st.integers(0, 4))))]
    return Extras(
        contractors=tuple(draw(st.sampled_from([[], uses]))),
        overtime=draw(st.sampled_from([{}, {people[0].id: Overtime(Fraction(1, 2))}])),
        moved=draw(st.sampled_from([{}, {"b1": 2}])),
        released=draw(st.sampled_from([(), ("b2",)])),
    )
