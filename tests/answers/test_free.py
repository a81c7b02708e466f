"""What is left to sell: worked with pencil, and on the sample against plain sums over the supply.

A firm whose day is 400 minutes, half of which can be booked: 200 a day, Monday to Friday. It is Monday 4 January 2027.

- ana, php 3, has Fridays off: 4 x 200 = 800 a week. She is away on Tuesday 5 January: 600 in the first week.
- ben, php 1 and design 2, has 26 days of leave that he hasn't booked. 2027 has 260 working days left, so each of his
  days is 0.9 of one: 180, and 900 a week. Half of the first week is booked: 450 are left.
- cem, design 1: 1000 a week. A hold takes a quarter of the second week, 5 x 50 = 250: 750 are left.
- half a person with php is booked for the second week, nobody named: 100 a day. Ana and ben could do it, so it takes
  500 of php. Of design (ben and cem) it takes what ana can't do: she has 200 from Monday to Thursday and nothing on
  Friday, so 100.
"""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from deliverable.answers.free import ALL, FIRM, HOLDS, Asked, FreeAnswer, Left, free
from deliverable.book import Book, Question
from deliverable.errors import UserError
from deliverable.files.disk import read_tree
from deliverable.files.load import load
from deliverable.findings import Finding, KeyPath, Place, Severity
from deliverable.supply import Supply
from tests.engine.test_taking import cut
from tests.make import MON, book, booking, calendar, firm, off, on, person, promise, questions, row, week

ROOT = Path(__file__).parent.parent.parent
PEOPLE = (
    person("ana", {"php": 3}, week=week(None, None, None, None, 0), time_off=(off(on(1)),), team="build", site="north"),
    person("ben", {"php": 1, "design": 2}, allowance=Fraction(26), team="build", site="south"),
    person("cem", {"design": 1}, team="studio", site="north"),
)
WORK = booking("work", row("ben", on(0), on(4), share="1/2"))
HOLD = booking(
    "hold", row("cem", on(7), on(11), share="1/4"), status="hold", owner="ana", probability="1/2", expires=on(8)
)
UNNAMED = booking("some", row(None, on(7), on(11), skill="php", share="1/2"))


def the_book(*more: Any, **changes: Any) -> Book:
    return book(
        *PEOPLE,
        *more,
        the_firm=firm(day=Fraction(400), focus=Fraction(1, 2), **changes),
    )


FIRM_BOOK = the_book(WORK, HOLD, UNNAMED)


def ask(the: Book = FIRM_BOOK, today: date = MON, found: tuple[Finding, ...] = (), **asked: Any) -> FreeAnswer:
    return free(the, today, found, Asked(**{"weeks": 2, **asked}))


def rows(answer: FreeAnswer) -> dict[str, tuple[Left, ...]]:
    return {row.id: row.weeks for row in answer.rows}


def starts(answer: FreeAnswer) -> dict[str, tuple[date | None, ...]]:
    return {one.skill: one.mondays for one in answer.starts}


# --- the sums --------------------------------------------------------------------------------------------------------


def test_a_row_a_skill_as_a_pencil_has_it() -> None:
    assert rows(ask()) == {
        "design": (Left(1900, 1450, 1450, 1450), Left(1900, 1900, 1650, 1550)),
        "php": (Left(1500, 1050, 1050, 1050), Left(1700, 1700, 1700, 1200)),
    }


def test_in_the_sum_everybody_is_once() -> None:
    answer = ask()
    assert answer.total == Left(5200, 4750, 4500, 4000)
    assert answer.people == ("ana", "ben", "cem")
    assert [row.total for row in answer.rows] == [Left(3800, 3350, 3100, 3000), Left(3200, 2750, 2750, 2250)]
    assert [answer.total.counting(which) for which in (FIRM, HOLDS, ALL)] == [4750, 4500, 4000]


def test_a_row_a_person_has_nothing_of_what_is_booked_for_nobody() -> None:
    answer = ask(people=True)
    assert rows(answer) == {
        "ana": (Left(600, 600, 600, 600), Left(800, 800, 800, 800)),
        "ben": (Left(900, 450, 450, 450), Left(900, 900, 900, 900)),
        "cem": (Left(1000, 1000, 1000, 1000), Left(1000, 1000, 750, 750)),
    }
    assert answer.total == Left(5200, 4750, 4500, 4000)
    assert [(one.id, one.client, one.skill, one.level, one.minutes) for one in answer.nobody] == [
        ("some", "some client", "php", 1, 500)
    ]
    assert {row.level for row in answer.rows} == {None}


def test_the_people_of_a_skill_with_their_levels() -> None:
    answer = ask(people=True, skill="php")
    assert [(row.id, row.level) for row in answer.rows] == [("ana", 3), ("ben", 1)]
    assert answer.total == Left(3200, 2750, 2750, 2250)
    assert ask(people=True, skill="design").nobody, "ben could do it too"
    assert not ask(people=True, skill="design", level=1, team="studio").nobody


def test_a_level_is_at_least_that_level() -> None:
    assert rows(ask(skill="php", level=3))["php"][1] == Left(800, 800, 800, 800), "ben can do the unnamed work... but"
    assert [row.people for row in ask(skill="php", level=4).rows] == []
    assert [row.id for row in ask(level=2).rows] == ["design", "php"]
    assert [row.people for row in ask(level=2).rows] == [("ben",), ("ana",)]


def test_a_team_and_a_site() -> None:
    assert rows(ask(team="build")).keys() == {"design", "php"}
    assert [row.people for row in ask(team="build").rows] == [("ben",), ("ana", "ben")]
    assert [row.people for row in ask(site="north").rows] == [("cem",), ("ana",)]
    assert ask(team="studio", site="south").rows == ()
    assert rows(ask(site="north"))["design"][1].all == 750, "ben can do the unnamed work, wherever he is"


def test_a_promise_is_firm_and_a_held_one_a_hold() -> None:
    promised = promise("p", row("cem", on(0), share=1), status="promised")
    held = promise("h", row("cem", on(1), share=1), status="held", probability=1, expires=on(20))
    done = promise("d", row("cem", on(2), share=1), status="delivered")
    expired = promise("e", row("cem", on(3), share=1), status="held", probability="1/2", expires=on(-1))
    answer = ask(the_book(promised, held, done, expired), people=True)
    assert rows(answer)["cem"][0] == Left(1000, 800, 600, 600)


def test_the_first_week_counts_from_its_first_day_on() -> None:
    answer = ask(today=on(2))
    assert (answer.first, answer.last, answer.mondays) == (on(2), on(13), (MON, on(7)))
    assert rows(answer)["design"][0].bookable == 3 * 200 + 3 * 200 * Fraction(258 - 26, 258) // 1
    later = ask(first=on(9))
    assert (later.mondays, rows(later)["php"][0]) == ((on(7), on(14)), Left(400 + 540, 940, 940, 640))


def test_those_who_are_not_there_in_these_weeks_are_not_asked() -> None:
    people = [
        person("gone", "go", leaves=on(-1)),
        person("last", "php", leaves=on(0)),
        person("soon", "php", joins=on(13)),
        person("late", "go", joins=on(14)),
    ]
    answer = ask(book(*people))
    assert answer.people == ("last", "soon")
    assert rows(answer) == {"php": (Left(100, 100, 100, 100), Left(0, 0, 0, 0))}


def test_people_without_a_skill_are_in_rows_of_people_alone() -> None:
    firm_book = book(person("ana", "php"), person("zoe", {}))
    assert ask(firm_book).people == ("ana",)
    assert [row.id for row in ask(firm_book, people=True).rows] == ["ana", "zoe"]
    assert [row.id for row in ask(firm_book, people=True, skill="php").rows] == ["ana"]


def test_a_firm_of_nobody_has_nothing_left() -> None:
    answer = ask(book())
    assert (answer.rows, answer.total, answer.people) == ((), Left(0, 0, 0, 0), ())
    assert ask(book(), people=True, weeks=1).rows == ()


def test_people_come_by_name() -> None:
    named = [replace(person(name), name=said) for name, said in (("a", "Zoe"), ("b", "Bea"), ("c", ""), ("d", "ana"))]
    answer = ask(book(*named), people=True)
    assert [row.id for row in answer.rows] == ["d", "b", "c", "a"]
    assert answer.people == ("a", "b", "c", "d")


# --- two free weeks in a row -----------------------------------------------------------------------------------------


def test_from_when_people_are_free_together() -> None:
    """ana is away in the first week and free from the second on, ben booked in the first; the hold is on cem."""
    answer = ask(weeks=4)
    assert starts(answer) == {"php": (on(7), on(7), None), "design": (on(7), on(14), None)}
    assert starts(ask(weeks=4, counting=HOLDS)) == starts(answer), "what names nobody is on nobody"
    assert starts(ask(weeks=4, counting=FIRM))["design"] == (on(0), on(7), None)
    assert starts(ask(weeks=4, skill="php", people=True)) == {"php": (on(7), on(7), None)}
    assert starts(ask(weeks=4, people=True)) == {}


def test_both_weeks_are_within_the_window() -> None:
    assert starts(ask(weeks=2))["php"] == (None, None, None)
    assert starts(ask(weeks=3))["php"] == (on(7), on(7), None)
    assert starts(ask(weeks=1))["php"] == (None, None, None)


@pytest.mark.parametrize(
    ("changes", "monday"),
    [
        ({}, on(0)),
        ({"time_off": (off(on(4), share="1/2"),)}, on(7)),
        ({"time_off": (off(on(5), on(6)),)}, on(0)),
        ({"time_off": (off(on(13)),)}, on(0)),
        ({"time_off": (off(on(11)),)}, on(14)),
        ({"joins": on(0)}, on(0)),
        ({"joins": on(1)}, on(7)),
        ({"leaves": on(20)}, on(0)),
        ({"leaves": on(10)}, None),
        ({"week": week(0, 0, 0, 0, 0, 200)}, None),
        ({"week": week(0, None, 0, 0, 0)}, on(0)),
    ],
)
def test_whether_weeks_of_a_person_are_free(changes: dict[str, Any], monday: date | None) -> None:
    assert starts(ask(book(person("ana", "php", **changes)), weeks=4))["php"][0] == monday


def test_a_day_off_of_everybody_counts_against_nobody() -> None:
    closed = [on(day) for day in (2, 14, 15, 16, 17, 18)]
    home = calendar("home", *closed)
    the = book(person("ana", "php"), home, the_firm=firm(calendar="home"))
    assert starts(ask(the, weeks=4))["php"] == (on(0), None, None)
    assert starts(ask(the, weeks=3, first=on(7)))["php"] == (None, None, None), "the third week has no day to work"
    own = book(person("ana", "php", calendar="home"), home)
    assert starts(ask(own, weeks=2))["php"] == (on(0), None, None)


def test_a_week_that_is_cut_begins_none() -> None:
    free_book = book(person("ana", "php"))
    assert starts(ask(free_book, today=on(1), weeks=3))["php"][0] == on(7)
    assert starts(ask(free_book, today=on(1), weeks=2))["php"][0] is None
    assert starts(ask(free_book, today=on(0), weeks=2))["php"][0] == on(0)


# --- holds that end --------------------------------------------------------------------------------------------------


def ending(answer: FreeAnswer) -> list[tuple[str, int]]:
    return [(one.id, one.minutes) for one in answer.ending]


def test_a_hold_that_ends_frees_the_days_after_its_end() -> None:
    """It ends on Tuesday: Wednesday to Friday are freed, 3 x 50."""
    (one,) = ask().ending
    assert (one.id, one.client, one.owner, one.probability) == ("hold", "hold client", "ana", Fraction(1, 2))
    assert (one.expires, one.minutes) == (on(8), 150)
    assert ending(ask(skill="php")) == []
    assert ending(ask(counting=HOLDS)) == [("hold", 150)]
    assert ending(ask(counting=FIRM)) == [], "where holds don't count none frees anything"
    assert ending(ask(first=on(10))) == [("hold", 100)], "it ends before the window"
    assert ending(ask(weeks=1)) == []


def test_holds_that_free_most_come_first() -> None:
    def hold(name: str, share: str, expires: date | None) -> Any:
        return booking(name, row("cem", on(7), share=share), status="hold", probability="1/2", expires=expires)

    holds = [hold("a", "1/8", on(2)), hold("b", "1/4", on(3)), hold("c", "1/8", on(1)), hold("d", "1/8", None)]
    assert ending(ask(the_book(*holds))) == [("b", 50), ("c", 25), ("a", 25)]


def test_a_hold_for_nobody_by_name_frees_what_it_must_take() -> None:
    held = booking("h", row(None, on(7), on(11), skill="php", share="1/2"), status="hold", probability=1, expires=on(8))
    the = the_book(held)
    assert ask(the).total == Left(5200, 5200, 5200, 4700)
    assert ending(ask(the)) == [("h", 300)]
    assert ending(ask(the, skill="design")) == [("h", 100)], "on Friday nobody but ben can do it"
    assert ending(ask(the, counting=HOLDS)) == [], "in that view it takes nothing"
    assert ending(ask(the, site="north")) == []


def test_a_hold_on_somebody_else_frees_those_who_stand_in() -> None:
    """ben's days are held, so ana must do all of the unnamed work; when the hold ends, he can do some."""
    held = booking("h", row("ben", on(7), on(11), share=1), status="hold", probability="1/2", expires=on(8))
    the = the_book(UNNAMED, held)
    assert rows(ask(the, skill="php", level=3))["php"][1] == Left(800, 800, 800, 400)
    assert ending(ask(the, skill="php", level=3)) == [("h", 200)]
    assert ending(ask(the, skill="php", level=3, counting=HOLDS)) == []


# --- how far, and faults ---------------------------------------------------------------------------------------------


def test_what_is_over_is_not_sold() -> None:
    with pytest.raises(UserError) as error:
        ask(first=on(-1))
    assert error.value.message == "--from can't be 2027-01-03, which is before today, 2027-01-04"
    assert error.value.code == 2


def test_five_years_are_looked_ahead() -> None:
    assert len(ask(weeks=260).mondays) == 260
    assert ask(first=date(2031, 12, 22), weeks=1).last == date(2031, 12, 28)
    with pytest.raises(UserError) as error:
        ask(first=date(2031, 12, 29), weeks=2)
    assert error.value.message.endswith("end on 2032-01-11, and nothing is planned beyond 2032-01-03")


def fault(*about: str | int, severity: Severity = Severity.ERROR) -> Finding:
    path: KeyPath = about
    return Finding("r", severity, "m", Place("f.yaml", 1, 1, 1, 2), about=path)


@pytest.mark.parametrize(
    "about",
    [
        (),
        ("firm",),
        ("firm", "focus"),
        ("firm", "fokus"),
        ("calendars", "england"),
        ("bookigns",),
        ("people",),
        ("people", "ana", "week"),
        ("people", "ben", "week"),
        ("people", "who"),
        ("people", "cem", "skills", "phpp"),
        ("people", "cem", "team"),
        ("people", "cem", "site"),
        ("people", "cem", "joins"),
        ("people", "cem", "leaves"),
        ("people", "cem"),
        ("bookings", "two", "work", 0),
        ("bookings", "some", "work", 0),
        ("bookings", "gone"),
        ("bookings", "work"),
        ("bookings", "two", "work", 1, "person"),
        ("promises", "p"),
    ],
)
def test_a_fault_that_touches_what_is_counted_stops_the_answer(about: tuple[str | int, ...]) -> None:
    two = booking("two", row("cem", on(0)), row("anna", on(0)))
    answer = ask(the_book(WORK, UNNAMED, two), found=(fault(*about), fault("deals", "d")), skill="php", level=3)
    assert [finding.about for finding in answer.faults] == [about]
    assert (answer.rows, answer.elsewhere) == ((), 1)


@pytest.mark.parametrize(
    "about",
    [
        ("deal", "d"),
        ("deals", "d", "due"),
        ("skills", "php"),
        ("contractors", "pool"),
        ("contractors",),
        ("history",),
        ("words", "client"),
        ("firm", "questions", "q"),
        ("firm", "lint"),
        ("people", "cem", "week"),
        ("bookings", "hold"),
        ("bookings", "two", "work", 0, "person"),
    ],
)
def test_another_fault_is_counted(about: tuple[str | int, ...]) -> None:
    two = booking("two", row("cem", on(0)), row("ana", on(0)))
    found = (fault(*about), fault("people", "ana", severity=Severity.WARNING))
    answer = ask(the_book(HOLD, UNNAMED, two), found=found, skill="php", level=3)
    assert (answer.faults, answer.elsewhere) == ((), 1)
    assert answer.rows


def test_those_who_could_stand_in_are_touched_with_those_who_are_shown() -> None:
    about = fault("people", "ben", "week")
    assert ask(the_book(), found=(about,), skill="php", level=3).faults == ()
    assert ask(the_book(UNNAMED), found=(about,), skill="php", level=3).faults == (about,)


# --- the sample ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("today", [date(2026, 11, 23), date(2027, 3, 17)])
def test_on_the_sample_it_is_the_supply_summed_day_by_day(today: date) -> None:
    sample = load(read_tree(ROOT / "capacity", deals=False, relative_to=ROOT)).book
    answer = free(sample, today, (), Asked(weeks=26))
    supply = Supply(Question(sample, (), today), certain=False)
    without = Supply(Question(_without_holds(sample), (), today), certain=False)
    assert len(answer.rows) == len({skill for one in sample.people.values() for skill in one.skills})
    for found in answer.rows:
        assert found.people == tuple(sorted(one.id for one in sample.people.values() if found.id in one.skills))
        for monday, left in zip(answer.mondays, found.weeks, strict=True):
            first, last = max(monday, today).toordinal(), monday.toordinal() + 6
            assert left.holds == sum(sum(supply.person(who).free(first, last)[0]) for who in found.people)
            assert left.firm == sum(sum(without.person(who).free(first, last)[0]) for who in found.people)
            exact = [sum(supply.person(who).bookable_by_day(first, last)) for who in found.people]
            assert left.bookable == sum(int(minutes) for minutes in exact)
            assert left.all <= left.holds <= left.firm <= left.bookable


def test_on_the_sample_the_unnamed_booking_is_rajs_or_dans() -> None:
    """40 % of a day of 7.5 hours at 80 %: 144 minutes a working day from 22 February to 9 April 2027, all but the two
    days of Easter: 33 days. Raj must do what Dan has no time for: all of it from 5 to 9 April, when Dan is away, and
    some on the first Fridays of a month, of which the studio has half.
    """
    sample = load(read_tree(ROOT / "capacity", deals=False, relative_to=ROOT)).book
    today = date(2026, 11, 23)
    answer = free(sample, today, (), Asked(skill="php", level=3, weeks=26))
    assert answer.total.holds - answer.total.all == 33 * 144
    raj = free(sample, today, (), Asked(skill="devops", weeks=26))
    assert raj.rows[0].people == ("raj",)
    supply = Supply(Question(sample, (), today), certain=False)
    first = date(2027, 2, 22).toordinal()
    dan = supply.person("dan").free(first, date(2027, 4, 9).toordinal())[0]
    must = [144 - min(144, minutes) for n, minutes in enumerate(dan) if supply.working.works(first + n)]
    assert raj.total.holds - raj.total.all == sum(must)
    taken = dict(zip(raj.mondays, (left.holds - left.all for left in raj.rows[0].weeks), strict=True))
    assert taken[date(2027, 4, 5)] == 5 * 144
    assert {monday for monday, minutes in taken.items() if minutes} == {
        date(2027, 3, 1),
        date(2027, 3, 29),
        date(2027, 4, 5),
    }


def _without_holds(sample: Book) -> Book:
    return replace(sample, bookings={name: one for name, one in sample.bookings.items() if one.status != "hold"})


# --- any firm ---------------------------------------------------------------------------------------------------------


@given(asked=questions())
@settings(max_examples=25)
def test_on_any_firm_it_is_what_is_free_less_what_nobody_else_can_serve(asked: Question) -> None:
    """Day by day: the least cut of the unnamed rows among everybody, less the one among the others."""
    the, today = asked.book, asked.today
    supply = Supply(Question(the, (), today), certain=False)
    answer = free(the, today, (), Asked(weeks=2))
    everybody = {one.id: one.skills for one in the.people.values()}
    for found in answer.rows:
        others = {who: skills for who, skills in everybody.items() if who not in found.people}
        for monday, left in zip(answer.mondays, found.weeks, strict=True):
            days = range(max(monday, today).toordinal(), monday.toordinal() + 7)
            every = 0
            for day in days:
                minutes = {who: supply.person(who).free(day, day)[0][0] for who in everybody}
                rows = [replace(row, minutes={0: row.minutes.get(day - supply.start, 0)}) for row in supply.unnamed]
                every += sum(minutes[who] for who in found.people)
                every -= cut(rows, everybody, minutes) - cut(rows, others, minutes)
            assert left.all == every
