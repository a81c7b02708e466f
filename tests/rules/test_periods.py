"""Ends before beginnings, dates of crews, and moves: the last day that is right and the first that is wrong."""

from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from deliverable.book import (
    Book,
    Calendar,
    DaysOff,
    Deal,
    Duration,
    Firm,
    Overtime,
    Period,
    Person,
    Promise,
    Task,
    TimeOff,
)
from deliverable.findings import Severity
from deliverable.rules import (
    booking_not_movable,
    crew_dates,
    due_before_start,
    held_twice,
    hold_incomplete,
    long_period,
    period_backwards,
)
from deliverable.rules.workdays import HORIZON, count, days_on, working_day
from tests.rules.books import Written, abouts, book, booked, check, counting_on, deal, only, row, task

EARLY, LATE = date(2027, 3, 18), date(2027, 3, 19)
TENTH = Fraction(1, 10)
MONDAY, FRIDAY, SATURDAY, SUNDAY = date(2027, 3, 15), date(2027, 3, 19), date(2027, 3, 20), date(2027, 3, 21)


def with_periods(first: date, last: date) -> Book:
    return book(
        Person("sofia", time_off=(TimeOff(first, last),), joins=first, leaves=last),
        Person("always"),
        Person("joined", joins=LATE),
        booked("b", row("sofia", first, last)),
        Promise("p", status="delivered", plan=(row("sofia", first, last),)),
        deal(
            task("t", dates=Period(first, last)),
            task("u"),
            extras=counting_on(overtime={"sofia": Overtime(TENTH, first, last), "dan": Overtime(TENTH)}).extras,
        ),
        calendars={"england": Calendar("england", days_off=(DaysOff(first, last),))},
    )


def test_a_period_may_be_one_day() -> None:
    assert check(period_backwards, with_periods(EARLY, EARLY)) == []


def test_no_period_may_end_before_it_begins() -> None:
    found = check(period_backwards, with_periods(LATE, EARLY))
    assert abouts(found) == [
        "calendars.england.days_off.0.to",
        "people.sofia.time_off.0.to",
        "bookings.b.work.0.to",
        "promises.p.plan.0.to",
        "deals.d.scope.t.dates.to",
        "deals.d.with.overtime.sofia.to",
        "people.sofia.leaves",
    ]
    assert {finding.message for finding in found} == {"ends on 2027-03-18, before it begins on 2027-03-19"}


def test_the_edits_swap_the_ends_when_both_are_written() -> None:
    path = ("people", "sofia", "time_off", 0)
    away = Person("sofia", time_off=(TimeOff(LATE, EARLY),))
    found = only(check(period_backwards, book(away, places=Written((*path, "from"), (*path, "to")))))
    assert [(edit.place.path, edit.text) for edit in found.edits] == [
        ("value people.sofia.time_off.0.from", "2027-03-18"),
        ("value people.sofia.time_off.0.to", "2027-03-19"),
    ]
    assert not found.safe
    assert only(check(period_backwards, book(away, places=Written((*path, "to"))))).edits == ()


@pytest.mark.parametrize(
    ("given", "about"),
    [
        ({"start": LATE, "due": LATE}, None),
        ({"start": LATE, "due": EARLY}, "deals.d.due"),
        ({"due": EARLY}, None),
        ({"start": LATE}, None),
        ({"due": LATE, "latest_acceptable": LATE}, None),
        ({"due": LATE, "latest_acceptable": EARLY}, "deals.d.latest_acceptable"),
    ],
)
def test_a_deal_has_at_least_a_day(given: dict[str, Any], about: str | None) -> None:
    assert abouts(check(due_before_start, book(Deal("d", **given)))) == ([about] if about else [])


@pytest.mark.parametrize(
    ("start", "limits", "message"),
    [
        (LATE, {"by": LATE}, None),
        (LATE, {"by": EARLY}, "`by` 2027-03-18 is before `start` 2027-03-19"),
        (None, {"not_before": LATE, "by": LATE}, None),
        (None, {"not_before": LATE, "by": EARLY}, "`by` 2027-03-18 is before `not_before` 2027-03-19"),
        (EARLY, {"not_before": LATE, "by": EARLY}, "`by` 2027-03-18 is before `not_before` 2027-03-19"),
        (LATE, {"not_before": EARLY, "by": EARLY}, "`by` 2027-03-18 is before `start` 2027-03-19"),
        (LATE, {"not_before": LATE, "by": EARLY}, "`by` 2027-03-18 is before `start` 2027-03-19"),
        (None, {"by": EARLY}, None),
        (LATE, {"not_before": EARLY}, None),
    ],
)
def test_a_task_has_at_least_a_day(start: date | None, limits: dict[str, Any], message: str | None) -> None:
    found = check(due_before_start, book(deal(task("t", **limits), start=start)))
    assert [(finding.message, finding.severity) for finding in found] == (
        [(message, Severity.ERROR)] if message else []
    )


def test_an_early_latest_acceptable_day_is_a_warning() -> None:
    found = only(check(due_before_start, book(Deal("d", due=LATE, latest_acceptable=EARLY))))
    assert found.severity is Severity.WARNING


def crew(first: date, last: date, days: int | None = None) -> Book:
    duration = None if days is None else Duration(days)
    return book(deal(Task("t", crew=(), duration=duration, dates=Period(first, last))))


@pytest.mark.parametrize(
    ("first", "last", "days", "message"),
    [
        (FRIDAY, SUNDAY, None, None),
        (SATURDAY, SUNDAY, None, "`t` has `dates` on which the firm doesn't work"),
        (MONDAY, FRIDAY, 5, None),
        (MONDAY, SUNDAY, 5, None),
        (MONDAY, FRIDAY, 4, "`t` takes 4d, but its `dates` hold 5d of work"),
        (MONDAY, FRIDAY, 6, "`t` takes 6d, but its `dates` hold 5d of work"),
        (FRIDAY, MONDAY, 5, None),
        (MONDAY, date(9999, 12, 31), 5, None),
    ],
)
def test_crew_dates_hold_the_working_days_of_the_task(
    first: date, last: date, days: int | None, message: str | None
) -> None:
    found = check(crew_dates, crew(first, last, days))
    assert [finding.message for finding in found] == ([message] if message else [])


@pytest.mark.parametrize(
    ("unread", "found"), [((), 1), (("",), 0), (("firm",), 0), (("calendars",), 0), (("people",), 1)]
)
def test_crew_dates_need_the_firms_calendar(unread: tuple[str, ...], found: int) -> None:
    assert len(check(crew_dates, crew(SATURDAY, SUNDAY), *unread)) == found


WEEK = tuple(Fraction(450 if day in (0, 5) else 0) for day in range(7))


@pytest.mark.parametrize(
    ("firm", "calendar", "works"),
    [
        (Firm(), None, "mtwtf--"),
        (Firm(week=WEEK), None, "m----s-"),
        (Firm(week=WEEK, calendar="c"), Calendar("c"), "m----s-"),
        (Firm(calendar="c"), Calendar("c", week=WEEK), "m----s-"),
        (Firm(calendar="c"), Calendar("c", days_off=(DaysOff(MONDAY, MONDAY), DaysOff(FRIDAY, SATURDAY))), "-twt---"),
        (Firm(calendar="gone"), Calendar("c", week=WEEK), "mtwtf--"),
        (Firm(), Calendar("c", week=WEEK), "mtwtf--"),
    ],
)
def test_the_firms_working_days(firm: Firm, calendar: Calendar | None, works: str) -> None:
    given = Book(firm=firm, calendars={calendar.id: calendar} if calendar else {})
    working = working_day(given)
    days = [MONDAY.replace(day=MONDAY.day + offset) for offset in range(7)]
    assert "".join(letter if working(day) else "-" for day, letter in zip(days, "mtwtfss", strict=True)) == works


def test_counting_ends_where_no_answer_looks() -> None:
    always = working_day(Book(firm=Firm(week=(Fraction(1),) * 7)))
    first = date(2027, 1, 1)
    last = date.fromordinal(first.toordinal() + HORIZON - 1)
    assert count(always, first, last) == HORIZON
    assert count(always, first, date.fromordinal(last.toordinal() + 1)) is None


@pytest.mark.parametrize(
    ("day", "days", "lands"),
    [
        (FRIDAY, 0, FRIDAY),
        (SUNDAY, 0, FRIDAY),
        (FRIDAY, 1, date(2027, 3, 22)),
        (SUNDAY, 1, date(2027, 3, 22)),
        (MONDAY, 10, date(2027, 3, 29)),
        (MONDAY, 100_000, None),
        (date(9999, 12, 31), 1, None),
        (date(1, 1, 1), 1, date(1, 1, 2)),
    ],
)
def test_days_on(day: date, days: int, lands: date | None) -> None:
    assert days_on(working_day(Book()), day, days) == lands


def test_a_firm_that_never_works_has_no_day_to_land_on() -> None:
    never = working_day(Book(firm=Firm(week=(None,) * 7)))
    assert days_on(never, MONDAY, 1) is None


def moving(days: int, until: date | None, **more: Any) -> Book:
    rows = (row("a", MONDAY, FRIDAY), row("b", MONDAY, MONDAY))
    return book(booked("b", *rows, flexible_until=until), counting_on(moved={"b": days, "gone": 1}), **more)


@pytest.mark.parametrize(
    ("days", "until", "message"),
    [
        (5, date(2027, 3, 26), None),
        (5, date(2027, 3, 25), "`b` would end on 2027-03-26, but may move until 2027-03-25 at most"),
        (4, date(2027, 3, 25), None),
        (5000, date(2027, 3, 25), "`b` would end too far off to say when, but may move until 2027-03-25 at most"),
        (1, None, "`b` may not move"),
    ],
)
def test_a_booking_moves_within_its_limit(days: int, until: date | None, message: str | None) -> None:
    found = check(booking_not_movable, moving(days, until))
    assert [finding.message for finding in found] == ([message] if message else [])


def test_a_booking_without_rows_may_move_anywhere() -> None:
    given = book(booked("b", flexible_until=MONDAY), counting_on(moved={"b": 5}))
    assert check(booking_not_movable, given) == []


def test_the_limit_or_else_the_booking_is_shown_beside() -> None:
    limit = ("bookings", "b", "flexible", "until")
    places = Written(limit, ("deals", "d", "with", "moved", "b"), keys=(("bookings", "b"),))
    found = only(check(booking_not_movable, moving(9, MONDAY, places=Written(limit))))
    assert [(r.message, r.place.path) for r in found.related] == [
        ("its limit is here", "value bookings.b.flexible.until")
    ]
    found = only(check(booking_not_movable, moving(9, None, places=places)))
    assert found.place.path == "value deals.d.with.moved.b"


@pytest.mark.parametrize("unread", ["", "bookings", "firm", "calendars"])
def test_a_move_is_not_judged_on_unread_data(unread: str) -> None:
    assert check(booking_not_movable, moving(9, MONDAY), unread) == []


@pytest.mark.parametrize(
    ("promise", "booking", "found"),
    [
        ("held", "hold", 1),
        ("promised", "hold", 0),
        ("delivered", "hold", 0),
        ("withdrawn", "hold", 0),
        ("held", "firm", 0),
        ("held", "internal", 0),
    ],
)
def test_only_a_hold_can_be_held_twice(promise: str, booking: str, found: int) -> None:
    given = book(Promise("p", status=promise), booked("b", status=booking, deal="p"))
    assert len(check(held_twice, given)) == found


def test_a_hold_for_another_deal_is_not_held_twice() -> None:
    given = book(Promise("p"), booked("p", status="hold"), booked("c", status="hold", deal="q"))
    assert check(held_twice, given) == []


def test_held_twice_names_both_places() -> None:
    places = Written(("bookings", "b", "deal"), keys=(("promises", "p"),))
    given = book(Promise("p"), booked("b", status="hold", deal="p"), places=places)
    found = only(check(held_twice, given))
    assert found.place.path == "value bookings.b.deal"
    assert [(r.message, r.place.path) for r in found.related] == [("the promise is here", "key promises.p")]


WHOLE = {"owner": "tom", "probability": Fraction(0), "expires": LATE}


@pytest.mark.parametrize(
    ("without", "says"),
    [
        ((), None),
        (("expires",), "the hold `h` has no `expires`"),
        (("probability",), "the hold `h` has no `probability`"),
        (("owner",), "the hold `h` has no `owner`"),
        (tuple(WHOLE), "the hold `h` has no `owner` and no `probability` and no `expires`"),
    ],
)
def test_a_hold_has_an_owner_a_probability_and_an_end(without: tuple[str, ...], says: str | None) -> None:
    said: dict[str, Any] = {key: value for key, value in WHOLE.items() if key not in without}
    for hold in (booked("h", status="hold", **said), Promise("h", **said)):
        assert [finding.message for finding in check(hold_incomplete, book(hold))] == ([says] if says else [])


@pytest.mark.parametrize("status", ["firm", "internal"])
def test_other_bookings_need_no_end(status: str) -> None:
    assert check(hold_incomplete, book(booked("b", status=status), Promise("p", status="promised"))) == []


@pytest.mark.parametrize(("last", "found"), [(date(2031, 8, 9), 0), (date(2031, 8, 10), 1)])
def test_no_period_is_longer_than_an_answer_looks(last: date, found: int) -> None:
    first = date(2026, 8, 10)
    given = book(
        Person("sofia", time_off=(TimeOff(first, last),)),
        booked("b", row("sofia", first, last)),
        Promise("p", plan=(row("sofia", first, last),)),
        Promise("over", status="delivered", plan=(row("sofia", first, last),)),
        calendars={"england": Calendar("england", days_off=(DaysOff(first, last),))},
    )
    paths = ["calendars.england.days_off.0.to", "people.sofia.time_off.0.to", "bookings.b.work.0.to"]
    assert abouts(check(long_period, given)) == [*paths, "promises.p.plan.0.to"] * found
    said = {finding.message for finding in check(long_period, given)}
    assert said == ({"lasts 1827 days, until 2031-08-10"} if found else set())
