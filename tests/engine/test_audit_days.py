"""Free minutes worked out by hand, rule by rule; the same figures hold for the solvers' supply."""

from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest

from deliverable.book import (
    Contractor,
    ContractorUse,
    Extras,
    Overtime,
    OvertimePolicy,
    Person,
    Question,
    RampUp,
)
from deliverable.engine.audit.calendars import leave_year
from deliverable.engine.audit.days import CERTAIN, WITH_HOLDS, Days, Worker, free_minutes
from deliverable.engine.audit.unnamed import Unnamed
from tests.make import (
    MON,
    booking,
    calendar,
    deal,
    effort,
    firm,
    named,
    off,
    on,
    person,
    promise,
    question,
    row,
    week,
)

TUE, WED, THU, FRI, SAT = on(1), on(2), on(3), on(4), on(5)
NEXT = on(7)


def ana(**more: Any) -> Person:
    return person("ana", **more)


def free(asked: Question, *days: date, who: str = "ana", holds: str = WITH_HOLDS) -> list[int]:
    return [free_minutes(asked, who, day, holds) for day in days]


# --- bookable ------------------------------------------------------------------------------------------------------


def test_a_firm_that_says_no_week_works_monday_to_friday_for_its_day() -> None:
    assert free(question(ana(), deal()), FRI, SAT, on(6), NEXT) == [100, 0, 0, 100]


def test_the_day_of_a_person_replaces_that_of_the_calendar_which_replaces_that_of_the_firm() -> None:
    house = firm(week=week(60, 60, 60))
    north = calendar("north", week=week(50, 50))
    people = [ana(), person("ben", calendar="north"), person("cem", calendar="north", week=week(None, 0, 30))]
    asked = question(*people, north, deal(), the_firm=house)
    assert free(asked, MON, TUE, WED, THU) == [60, 60, 60, 0]
    assert free(asked, MON, TUE, WED, THU, who="ben") == [50, 50, 0, 0]
    assert free(asked, MON, TUE, WED, THU, who="cem") == [50, 0, 30, 0]


def test_a_calendar_without_a_week_keeps_the_firms_and_has_its_own_days_off() -> None:
    house = firm(week=week(60, 60, 60), calendar="south")
    people = [ana(calendar="north"), person("ben")]
    asked = question(*people, calendar("north", MON), calendar("south", TUE), deal(), the_firm=house)
    assert free(asked, MON, TUE) == [0, 60]
    assert free(asked, MON, TUE, who="ben") == [60, 0]


def test_joining_and_leaving_days_are_worked() -> None:
    assert free(question(ana(joins=TUE, leaves=THU), deal()), MON, TUE, THU, FRI) == [0, 100, 100, 0]


def test_focus_of_the_person_replaces_that_of_the_firm() -> None:
    asked = question(ana(), person("ben", focus=Fraction(1, 2)), deal(), the_firm=firm(focus=Fraction(4, 5)))
    assert free(asked, MON) == [80]
    assert free(asked, MON, who="ben") == [50]


def test_half_days_off_and_time_off_that_overlaps() -> None:
    away = (off(MON, share="1/2"), off(TUE, share="1/2"), off(TUE, WED, share="3/4"))
    assert free(question(ana(time_off=away), deal()), MON, TUE, WED, THU) == [50, 0, 25, 100]


def test_only_the_last_step_rounds() -> None:
    asked = question(ana(), booking("b", row("ana", MON, share="1/3")), deal(), the_firm=firm(focus=Fraction(1, 2)))
    assert free(asked, MON) == [33]


# --- leave ---------------------------------------------------------------------------------------------------------


def working_days(year: int, first: date | None = None) -> int:
    day = first or date(year, 1, 1)
    return sum((day + timedelta(days=n)).weekday() < 5 for n in range((date(year + 1, 1, 1) - day).days))


def test_leave_not_booked_yet_is_taken_off_every_day_left_of_the_year() -> None:
    house = firm(day=Fraction(1000))
    away = (off(date(2026, 12, 31)), off(FRI), off(SAT), off(NEXT, share="1/2"))
    asked = question(ana(allowance=Fraction(25), time_off=away), deal(), the_firm=house)
    left = working_days(2027, MON) - 1
    assert free(asked, MON) == [int(1000 * (1 - Fraction(47, 2) / left))]


def test_time_off_before_today_counts_against_the_allowance_of_its_year() -> None:
    house = firm(day=Fraction(1000))
    away = (off(MON, FRI),)
    asked = question(ana(allowance=Fraction(5), time_off=away), deal(), the_firm=house, today=NEXT)
    assert free(asked, NEXT) == [1000]
    more = question(ana(allowance=Fraction(6), time_off=away), deal(), the_firm=house, today=NEXT)
    assert free(more, NEXT) == [int(1000 * (1 - Fraction(1, working_days(2027, NEXT))))]


def test_later_years_are_taken_whole() -> None:
    asked = question(ana(allowance=Fraction(25)), deal(), the_firm=firm(day=Fraction(1000)))
    assert free(asked, date(2028, 1, 3)) == [int(1000 * (1 - Fraction(25, working_days(2028))))]


def test_the_year_of_joining_gives_leave_pro_rata() -> None:
    joined = ana(allowance=Fraction(73, 2), joins=date(2027, 12, 1))
    asked = question(joined, deal(), the_firm=firm(day=Fraction(1000)))
    days = working_days(2027, date(2027, 12, 1))
    assert free(asked, date(2027, 12, 1)) == [int(1000 * (1 - Fraction(73, 2) * Fraction(31, 365) / days))]


def test_more_leave_than_days_leaves_nothing_and_never_less() -> None:
    asked = question(ana(allowance=Fraction(73), leaves=TUE), deal())
    assert free(asked, MON) == [50]
    asked = question(ana(allowance=Fraction(25)), deal(), today=date(2027, 12, 30))
    assert free(asked, date(2027, 12, 30)) == [0]


@pytest.mark.parametrize(
    ("day", "starts", "year"),
    [
        (date(2027, 3, 31), (4, 1), (date(2026, 4, 1), date(2027, 3, 31))),
        (date(2027, 4, 1), (4, 1), (date(2027, 4, 1), date(2028, 3, 31))),
        (date(2027, 2, 28), (2, 29), (date(2026, 3, 1), date(2027, 2, 28))),
        (date(2028, 2, 29), (2, 29), (date(2028, 2, 29), date(2029, 2, 28))),
    ],
)
def test_leave_years(day: date, starts: tuple[int, int], year: tuple[date, date]) -> None:
    assert leave_year(day, starts) == year


def test_day_one_is_the_later_of_today_and_start_for_leave_as_well() -> None:
    asked = question(ana(allowance=Fraction(5)), deal(start=NEXT), the_firm=firm(day=Fraction(1000)))
    assert free(asked, FRI) == [1000]
    assert free(asked, NEXT) == [int(1000 * (1 - Fraction(5, working_days(2027, NEXT))))]


# --- booked --------------------------------------------------------------------------------------------------------


def test_a_share_is_of_bookable_and_per_day_is_as_written() -> None:
    half = ana(week=week(50, None, 50))
    booked = booking("b", row("ana", MON, TUE, share="1/5"), row("ana", WED, THU, per_day=60))
    assert free(question(half, booked, deal()), MON, TUE, WED, THU, FRI) == [40, 80, 0, 40, 100]


def test_effort_spreads_over_the_days_that_can_be_booked() -> None:
    booked = booking("b", row("ana", FRI, on(8), effort=90))
    away = ana(time_off=(off(NEXT, share="1/2"),))
    assert free(question(away, booked, deal()), FRI, NEXT, on(8), on(9)) == [70, 20, 70, 100]


def test_effort_spreads_over_days_that_have_passed_as_well() -> None:
    booked = booking("b", row("ana", MON, FRI, effort=100))
    assert free(question(ana(), booked, deal(), today=THU), THU, FRI) == [80, 80]


def test_a_retainer_is_spread_over_the_whole_month_or_week() -> None:
    monthly = booking("m", row("ana", date(2027, 2, 25), date(2027, 3, 31), effort=230, every="month"))
    asked = question(ana(), monthly, deal())
    assert free(asked, date(2027, 2, 24), date(2027, 2, 25), date(2027, 3, 1), date(2027, 4, 1)) == [100, 88, 90, 100]
    weekly = booking("w", row("ana", FRI, NEXT, effort=100, every="week"))
    assert free(question(ana(), weekly, deal()), THU, FRI, NEXT, on(8)) == [100, 80, 80, 100]


def test_bookings_add_up_and_never_to_less_than_nothing() -> None:
    booked = booking("b", row("ana", MON, TUE, share="1/2"), row("ana", TUE, share="3/5"))
    assert free(question(ana(), booked, deal()), MON, TUE) == [50, 0]


# --- which bookings count --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "probability", "expires", "with_holds", "certain"),
    [
        ("firm", None, None, 50, 50),
        ("internal", None, None, 50, 50),
        ("hold", "3/5", MON, 50, 100),
        ("hold", "3/5", on(-1), 100, 100),
        ("hold", "3/5", None, 50, 100),
        ("hold", "1", None, 50, 50),
        ("hold", None, None, 50, 100),
    ],
)
def test_holds(status: str, probability: str | None, expires: date | None, with_holds: int, certain: int) -> None:
    likely = {} if probability is None else {"probability": probability}
    booked = booking("b", row("ana", MON, FRI, share="1/2"), status=status, expires=expires, **likely)
    asked = question(ana(), booked, deal())
    assert free(asked, FRI) == [with_holds]
    assert free(asked, FRI, holds=CERTAIN) == [certain]


@pytest.mark.parametrize(
    ("status", "probability", "expires", "with_holds", "certain"),
    [
        ("promised", None, None, 50, 50),
        ("held", "1/2", MON, 50, 100),
        ("held", "1/2", on(-1), 100, 100),
        ("held", "1", MON, 50, 50),
        ("delivered", None, None, 100, 100),
        ("withdrawn", None, None, 100, 100),
    ],
)
def test_promises(status: str, probability: str | None, expires: date | None, with_holds: int, certain: int) -> None:
    likely = {} if probability is None else {"probability": probability}
    agreed = promise("p", row("ana", MON, FRI, share="1/2"), status=status, expires=expires, **likely)
    asked = question(ana(), agreed, deal())
    assert free(asked, FRI) == [with_holds]
    assert free(asked, FRI, holds=CERTAIN) == [certain]


def test_a_promise_replaces_the_bookings_of_its_deal() -> None:
    booked = booking("b", row("ana", MON, share=1), deal="p")
    agreed = promise("p", row("ana", MON, share="1/5"), status="promised")
    assert free(question(ana(), booked, deal()), MON) == [0]
    assert free(question(ana(), booked, agreed, deal()), MON) == [80]


def test_the_own_hold_and_the_own_promise_of_a_deal_never_count() -> None:
    booked = booking("b", row("ana", MON, share=1), deal="d")
    agreed = promise("d", row("ana", MON, share=1), status="promised")
    assert free(question(ana(), booked, deal()), MON) == [100]
    assert free(question(ana(), agreed, deal()), MON) == [100]
    assert free(question(ana(), booked, deal(name="other")), MON) == [0]


def test_released_bookings_and_promises_do_not_count() -> None:
    asked = deal(extras=Extras(released=("b", "p")))
    booked = booking("b", row("ana", MON, share=1))
    agreed = promise("p", row("ana", MON, share=1), status="promised")
    assert free(question(ana(), booked, agreed, asked), MON) == [100]


def test_moved_bookings_land_working_days_later() -> None:
    booked = booking("b", row("ana", SAT, on(12), share=1), row("ana", MON, TUE, share=1))
    asked = question(
        ana(), booked, calendar("home", WED), deal(extras=Extras(moved={"b": 1})), the_firm=firm(calendar="home")
    )
    assert free(asked, MON, TUE, THU, FRI) == [100, 0, 0, 100]
    assert free(asked, NEXT, on(8), on(14), on(15)) == [100, 0, 0, 100]


# --- overtime --------------------------------------------------------------------------------------------------------


def overtime(policy: OvertimePolicy | None, due: date | None, **dates: date) -> Question:
    extras = Extras(overtime={"ana": Overtime(Fraction(1, 10), **dates)})
    booked = booking("b", row("ana", MON, on(30), share="1/2"))
    return question(ana(), booked, deal(due=due, extras=extras), the_firm=firm(overtime=policy))


def test_overtime_is_on_top_of_bookable_and_shares_are_not_of_it() -> None:
    assert free(overtime(None, None), MON, SAT) == [60, 0]


def test_overtime_keeps_to_its_dates() -> None:
    assert free(overtime(None, None, first=TUE, last=WED), MON, TUE, WED, THU) == [50, 60, 60, 50]


def test_overtime_without_dates_is_in_the_policys_weeks_that_end_on_the_due_date() -> None:
    asked = overtime(OvertimePolicy(Fraction(1, 10), weeks=1), on(10))
    assert free(asked, THU, FRI, NEXT, on(10), on(11)) == [50, 60, 60, 60, 50]


# --- clear days, pools, unnamed ------------------------------------------------------------------------------


def test_a_day_is_clear_when_there_is_some_of_it_and_nothing_is_booked() -> None:
    booked = booking("b", row("ana", TUE, per_day=1), row("ana", WED, share=0))
    days = Days(question(ana(week=week(1)), booked, deal()))
    assert [days.clear(Worker("ana"), day) for day in (MON, TUE, WED, SAT)] == [True, False, True, False]


def pool(use: ContractorUse, **more: Any) -> Days:
    freelancers = Contractor("pool", skills={"php": 5}, **more)
    return Days(question(freelancers, deal(extras=Extras(contractors=(use,))), the_firm=firm(focus=Fraction(1, 2))))


def test_pool_members_come_when_they_are_asked_for_and_ramp_up() -> None:
    days = pool(ContractorUse("pool", effort(500), THU), people=2, ramp_up=RampUp(2, Fraction(1, 2)))
    assert [days.free(Worker("pool", 2), day) for day in (WED, THU, FRI, SAT, NEXT)] == [0, 50, 50, 0, 100]
    assert [days.clear(Worker("pool", 1), day) for day in (WED, THU, SAT)] == [False, True, False]
    assert days.workers() == [Worker("pool", 1), Worker("pool", 2)]


def test_pool_members_do_not_come_before_their_lead_time() -> None:
    days = pool(ContractorUse("pool", effort(500), MON), lead_time=2)
    assert [days.free(Worker("pool", 1), day) for day in (MON, TUE, WED)] == [0, 0, 100]


def test_two_uses_of_a_pool_add_up() -> None:
    freelancers = Contractor("pool", skills={"php": 5})
    uses = (ContractorUse("pool", effort(500), THU), ContractorUse("pool", effort(100), TUE))
    found = Days(question(freelancers, deal(extras=Extras(contractors=uses)))).pools["pool"]
    assert (found.first, found.effort) == (TUE, 600)


def test_unnamed_rows_ask_for_whole_minutes_of_the_firms_days() -> None:
    people = [person(name, "php") for name in ("ana", "ben", "cem")]
    rows = [
        row(None, MON, SAT, skill="php", people=2, share="1/3"),
        row(None, MON, SAT, skill="php", people=2, per_day="7/2"),
        row(None, MON, SAT, skill="php", effort=51),
        row(None, FRI, NEXT, skill="php", effort=51, every="week"),
    ]
    asked = question(*people, booking("b", *rows), deal(), the_firm=firm(focus=Fraction(4, 5)))
    unnamed = Unnamed(Days(asked))
    assert [demand.minutes for demand in unnamed.on(MON)] == [54, 7, 11]
    assert [demand.minutes for demand in unnamed.on(FRI)] == [54, 7, 11, 11]
    assert unnamed.on(SAT) == ()


def test_what_nobody_could_serve_even_without_the_deal_is_dropped_in_order() -> None:
    people = [person("ana", {"php": 2}), person("ben", {"php": 1})]
    rows = [row(None, MON, skill="php", per_day=150), row(None, MON, skill="php", level=2, per_day=80)]
    unnamed = Unnamed(Days(question(*people, booking("b", *rows), deal())))
    assert [(demand.row, demand.minutes) for demand in unnamed.on(MON)] == [(0, 150), (1, 50)]
    assert unnamed.still_served(MON, {})
    assert not unnamed.still_served(MON, {"ben": 99})


def test_rows_of_nobody_known_take_nothing() -> None:
    booked = booking("b", row(None, MON, share=1), row("zoe", MON, share=1), row("ana", MON))
    days = Days(question(ana(), booked, deal()))
    assert days.free(Worker("ana"), MON) == 100
    assert Unnamed(days).on(MON) == ()
    assert named([ana()]) == {"ana": ana()}
