"""Free minutes by stretches against the audit's own day-by-day reckoning, and against sums done by hand."""

from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from deliverable.book import Person, Question
from deliverable.engine.audit.days import CERTAIN, WITH_HOLDS, Worker, days_for
from deliverable.supply import Supply
from tests import wide
from tests.make import MON, booking, deal, off, on, person, promise, question, questions, row, week

SETTINGS = settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
SEEDS = range(150)
DAYS = 21

TUE, WED, THU, FRI, SAT = on(1), on(2), on(3), on(4), on(5)


@pytest.mark.slow
@SETTINGS
@given(questions(contractors=True))
def test_free_and_clear_are_what_the_audit_reckons(question: Question) -> None:
    same_as_the_audit(question)


@pytest.mark.slow
@pytest.mark.parametrize("deals", [1, 2])
def test_free_and_clear_of_wide_questions(deals: int) -> None:
    for seed in SEEDS:
        same_as_the_audit(wide.question(seed, deals))


def same_as_the_audit(question: Question) -> None:
    for supply, holds in sides(question):
        audited = days_for(question, holds)
        days = [supply.day_one + timedelta(days=n) for n in range(DAYS)]
        for name in question.book.people:
            free, clear = supply.person(name).free(supply.start, supply.start + DAYS - 1)
            assert free == [audited.free(Worker(name), day) for day in days]
            assert clear == [audited.clear(Worker(name), day) for day in days]


def sides(question: Question) -> Iterator[tuple[Supply, str]]:
    yield Supply(question, certain=False), WITH_HOLDS
    yield Supply(question, certain=True), CERTAIN


@pytest.mark.slow
@SETTINGS
@given(questions(contractors=True))
def test_an_account_ends_in_the_free_minutes(question: Question) -> None:
    adds_up(question)


@pytest.mark.slow
def test_an_account_of_wide_questions_ends_in_the_free_minutes() -> None:
    for seed in SEEDS:
        adds_up(wide.question(seed))


def adds_up(question: Question) -> None:
    for supply, holds in sides(question):
        audited = days_for(question, holds)
        first = supply.day_one + timedelta(days=2)
        days = [first + timedelta(days=n) for n in range(13)]
        for name in question.book.people:
            told = supply.account(name, days[0], days[-1])
            assert told.gross - sum(taken.minutes for taken in told.taken) == told.minutes
            assert told.minutes == sum(audited.free(Worker(name), day) for day in days)
            assert (told.first, told.last) == (days[0], days[-1])


# --- by hand -------------------------------------------------------------------------------------------------------


def ana(**more: Any) -> Person:
    return person("ana", week=week(100, 100, 100, 100, 100), **more)


def free(asked: Question, *days: date, certain: bool = False) -> list[int]:
    person = Supply(asked, certain=certain).person("ana")
    return [person.free(day.toordinal(), day.toordinal())[0][0] for day in days]


def clear(asked: Question, *days: date) -> list[bool]:
    person = Supply(asked, certain=False).person("ana")
    return [person.free(day.toordinal(), day.toordinal())[1][0] for day in days]


def bookable(asked: Question, day: date) -> Fraction:
    person, number = Supply(asked, certain=False).person("ana"), day.toordinal()
    [stretch], [kind] = person.stretches(number, number), person.presence.kinds(number, number)
    return person.bookable(stretch, kind)


def test_leave_not_booked_yet_comes_off_each_day_that_is_left() -> None:
    # 2027 has 365 days = 52 weeks and a Friday (1 January): 52 x 5 + 1 = 261 weekdays, one of them before today.
    # 260 are left: 1 - 25/260 = 235/260 = 47/52 of each. 100 x 47/52 = 90.38.
    asked = question(ana(allowance=Fraction(25)), deal())
    assert bookable(asked, MON) == Fraction(4700, 52)
    assert free(asked, MON, FRI, SAT, date(2027, 12, 31)) == [90, 90, 0, 90]
    assert clear(asked, MON, SAT) == [True, False]
    # 2028 has 366 days = 52 weeks, a Saturday (1 January) and a Sunday: 260 weekdays, so 47/52 again.
    assert bookable(asked, date(2028, 1, 3)) == Fraction(4700, 52)
    # 2029 begins on a Monday and has a Monday more: 261 weekdays, 1 - 25/261 = 236/261.
    assert bookable(asked, date(2029, 1, 1)) == Fraction(23600, 261)


def test_half_a_day_off_is_half_a_day_of_leave() -> None:
    asked = question(ana(time_off=(off(TUE, share="1/2"),)), deal())
    assert free(asked, MON, TUE) == [100, 50]
    assert clear(asked, TUE) == [True]
    # With 25 days 24.5 are still to be booked; Tuesday remains one of the 260: 1 - 24.5/260 = 471/520.
    # 100 x 471/520 = 90.58 and half of it 45.29.
    asked = question(ana(allowance=Fraction(25), time_off=(off(TUE, share="1/2"),)), deal())
    assert bookable(asked, MON) == Fraction(47100, 520)
    assert free(asked, MON, TUE) == [90, 45]


def test_a_monthly_retainer_is_spread_over_the_whole_month() -> None:
    # 500 a month from 11 January to 10 March. January has 21 weekdays (28 days = 20, and Friday 1st, or 29th), so
    # 500/21 = 23.81 a day from the 11th on; February has 20, so 25; March has 23 (Monday 29th to Wednesday 31st
    # beside its 4 weeks), so 500/23 = 21.74 a day until the 10th.
    care = booking("care", row("ana", on(7), date(2027, 3, 10), effort=500, every="month"))
    asked = question(ana(), care, deal())
    january, february, march = date(2027, 1, 29), date(2027, 2, 1), date(2027, 3, 10)
    assert free(asked, FRI, on(7), january, february, march, date(2027, 3, 11)) == [100, 76, 76, 75, 78, 100]
    assert clear(asked, FRI, on(7), march, date(2027, 3, 11)) == [True, False, False, True]


def test_a_hold_counts_on_the_day_it_expires_and_not_on_the_next() -> None:
    hold = booking("b", row("ana", MON, FRI, share="1/2"), status="hold", probability="1/2", expires=TUE)
    for today, minutes in ((MON, 50), (TUE, 50), (WED, 100)):
        asked = question(ana(), hold, deal(), today=today)
        assert free(asked, THU) == [minutes]
        assert free(asked, THU, certain=True) == [100]
        assert clear(asked, THU) == [minutes == 100]
    sure = booking("b", row("ana", MON, FRI, share="1/2"), status="hold", probability=1, expires=TUE)
    assert free(question(ana(), sure, deal(), today=TUE), THU, certain=True) == [50]
    assert free(question(ana(), sure, deal(), today=WED), THU, certain=True) == [100]


@pytest.mark.parametrize(
    ("told", "minutes"),
    [
        ({"status": "promised"}, 75),
        ({"status": "held"}, 75),
        ({"status": "held", "expires": MON}, 75),
        ({"status": "held", "expires": on(-1)}, 50),
        ({"status": "withdrawn"}, 50),
        ({"status": "delivered"}, 50),
    ],
)
def test_a_promise_that_counts_takes_the_place_of_the_deals_bookings(told: dict[str, Any], minutes: int) -> None:
    booked = booking("b", row("ana", MON, FRI, share="1/2"), deal="px")
    asked = question(ana(), booked, promise("px", row("ana", MON, WED, share="1/4"), **told), deal())
    assert free(asked, MON, WED) == [minutes, minutes]
    assert free(asked, THU) == [100 if minutes == 75 else 50]


def test_first_and_last_day_are_worked() -> None:
    asked = question(ana(joins=TUE, leaves=THU), deal())
    assert free(asked, MON, TUE, WED, THU, FRI) == [0, 100, 100, 100, 0]
    assert clear(asked, MON, TUE, THU, FRI) == [False, True, True, False]


def test_who_joins_in_july_has_half_a_years_leave() -> None:
    # 1 July to 31 December are 184 of 365 days: 25 x 184/365 = 920/73 days of leave. They are 26 weeks, a Thursday and
    # a Friday: 132 weekdays. 1 - 920/73/132 = 1 - 230/2409 = 2179/2409. 100 x 2179/2409 = 90.45.
    asked = question(ana(allowance=Fraction(25), joins=date(2027, 7, 1)), deal())
    assert bookable(asked, date(2027, 7, 1)) == Fraction(217900, 2409)
    assert free(asked, date(2027, 6, 30), date(2027, 7, 1)) == [0, 90]


def test_who_leaves_in_june_has_the_leave_of_those_months() -> None:
    # 1 January to 30 June are 181 days: 25 x 181/365 = 905/73. From Monday 4 January on 178 days = 25 weeks, Monday to
    # Wednesday: 128 weekdays. 1 - 905/73/128 = 8439/9344.
    asked = question(ana(allowance=Fraction(25), leaves=date(2027, 6, 30)), deal())
    assert bookable(asked, MON) == Fraction(843900, 9344)
    assert free(asked, date(2027, 6, 30), date(2027, 7, 1)) == [90, 0]
