"""Too much at once, and too little of each: deals beside each other, and slivers."""

from fractions import Fraction
from typing import Any

import pytest

from deliverable.book import Booking, Effort, Firm, Person, Promise
from deliverable.findings import Severity
from deliverable.rules import sliver, too_many_deals
from tests.rules.books import Written, abouts, book, booked, check_on, on, only, work

ANN = Person("ann", max_deals=2)


def at_once(*bookings: Booking | Promise, person: Person = ANN) -> list[str]:
    found = check_on(too_many_deals, book(person, *bookings))
    assert abouts(found) == ["people.ann.max_deals"] * len(found)
    return [finding.message for finding in found]


def run(name: str, first: str = "2026-12-01", last: str = "2026-12-18", **more: Any) -> Booking:
    return booked(name, work("ann", first, last), **more)


def test_more_than_somebody_wants_is_said() -> None:
    assert at_once(run("a"), run("b")) == []
    assert at_once(run("a"), run("b"), run("c")) == [
        "`ann` works on 3 deals at once from 2026-12-01 to 2026-12-18, 2 at most: `a`, `b` and `c`"
    ]
    assert at_once(run("a"), run("b"), run("c"), person=Person("ann")) == []
    assert at_once(run("a"), run("b"), run("c"), person=Person("ann", max_deals=3)) == []


@pytest.mark.parametrize(("first", "found"), [("2026-12-18", 1), ("2026-12-19", 0)])
def test_a_day_together_is_enough(first: str, found: int) -> None:
    said = at_once(run("a"), run("b"), run("c", first, "2026-12-31"))
    assert said == ["`ann` works on 3 deals at once on 2026-12-18, 2 at most: `a`, `b` and `c`"] * found


@pytest.mark.parametrize(("last", "found"), [("2026-11-23", 1), ("2026-11-22", 0)])
def test_what_is_over_is_left_alone(last: str, found: int) -> None:
    assert len(at_once(run("a"), run("b"), run("c", "2026-11-02", last), run("d", "2026-11-02", last))) == 0
    days = ("2026-11-02", "2026-12-18")
    assert len(at_once(run("a", *days), run("b", *days), run("c", "2026-11-02", last))) == found


def test_somebody_with_internal_work_alone_works_on_no_deal() -> None:
    assert at_once(*(run(name, status="internal") for name in "abc")) == []


def test_the_most_at_once_is_told() -> None:
    said = at_once(
        run("a"), run("b"), run("c"), run("d", "2026-12-07", "2026-12-09"), run("e", "2027-01-11", "2027-01-12")
    )
    assert said == ["`ann` works on 4 deals at once from 2026-12-07 to 2026-12-09, 2 at most: `a`, `b`, `c` and `d`"]


@pytest.mark.parametrize(
    ("third", "found"),
    [
        (run("c", status="hold"), 1),
        (run("c", status="hold", expires=on("2026-11-22")), 0),
        (run("c", status="internal"), 0),
        (run("c", deal="x"), 1),
        (run("c", deal="a"), 0),  # the same deal as another booking
        (Promise("c", status="promised", plan=(work("ann", "2026-12-01", "2026-12-18"),)), 1),
        (Promise("a-deal", status="promised", plan=(work("ann", "2026-12-01", "2026-12-18"),)), 0),
    ],
)
def test_what_counts_as_a_deal(third: Booking | Promise, found: int) -> None:
    deal = "a" if third.id == "c" else "a-deal"
    assert len(at_once(run("a", deal=deal), run("b"), third)) == found


def test_several_rows_are_one_deal() -> None:
    rows = (work("ann", "2026-12-01", "2026-12-11"), work("ann", "2026-12-07", "2026-12-18"))
    assert at_once(booked("a", *rows), run("b")) == []
    assert len(at_once(booked("a", *rows), run("b"), run("c", "2026-12-16"))) == 1


def test_the_bookings_are_shown() -> None:
    places = Written(
        ("people", "ann", "max_deals"), ("bookings", "a", "work", 0, "person"), ("promises", "p", "plan", 0, "person")
    )
    promise = Promise("p", status="promised", plan=(work("ann", "2026-12-01", "2026-12-18"),))
    finding = only(check_on(too_many_deals, book(ANN, run("a"), run("b"), promise, places=places)))
    assert finding.place.path == "value people.ann.max_deals"
    assert [(other.message, other.place.path) for other in finding.related if other.place.path] == [
        ("`a` is booked here", "value bookings.a.work.0.person"),
        ("`p` is booked here", "value promises.p.plan.0.person"),
    ]


# --- slivers ---------------------------------------------------------------------------------------------------------

DAYS = ("2026-12-01", "2026-12-18")


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        ({"share": Fraction(1, 5)}, None),
        ({"share": Fraction(19, 100)}, "1.3h"),  # of 6.4h
        ({"share": Fraction(1, 100)}, "0.1h"),
        ({"per_day": Fraction(76)}, "1.3h"),
        ({"per_day": Fraction(77)}, None),
        ({"effort": Effort(Fraction(60))}, None),
        ({"effort": Effort(Fraction(60)), "every": "month"}, None),
    ],
)
def test_a_fifth_of_a_day_is_enough(amount: dict[str, Any], said: str | None) -> None:
    found = check_on(sliver, book(Person("ann"), booked("b", work("ann", *DAYS, **amount))))
    key = "per_day" if "per_day" in amount else "share"
    assert abouts(found) == ([f"bookings.b.work.0.{key}"] if said else [])
    assert [f.message for f in found] == (
        [f"`ann` has {said} a day for `b`, less than a fifth of a day"] if said else []
    )
    assert all(finding.severity is Severity.INFO for finding in found)


def test_a_fifth_is_one_of_the_person_s_own_day() -> None:
    row = booked("b", work("ann", *DAYS, per_day=Fraction(40)))
    week = (Fraction(240),) * 5 + (None, None)
    assert len(check_on(sliver, book(Person("ann", focus=Fraction(1)), row))) == 1  # of eight hours
    assert check_on(sliver, book(Person("ann", week=week, focus=Fraction(4, 5)), row)) == []  # of four, less focus
    assert check_on(sliver, book(Person("ann", focus=Fraction(1, 4)), row, firm=Firm(focus=Fraction(1)))) == []


@pytest.mark.parametrize(
    ("first", "last", "status", "found"),
    [
        (*DAYS, "firm", 1),
        (*DAYS, "hold", 1),
        (*DAYS, "internal", 0),
        ("2026-12-01", "2026-12-01", "firm", 0),
        ("2026-12-01", "2026-12-02", "firm", 1),
        ("2026-11-02", "2026-11-23", "firm", 1),
        ("2026-11-02", "2026-11-22", "firm", 0),
    ],
)
def test_which_slivers_are_told(first: str, last: str, status: str, found: int) -> None:
    row = work("ann", first, last, share=Fraction(1, 10))
    assert len(check_on(sliver, book(Person("ann"), booked("b", row, status=status)))) == found
    assert check_on(sliver, book(Person("ann"), Promise("b", status="promised", plan=(row,)))) == []


@pytest.mark.parametrize("unread", ["", "people", "firm", "calendars"])
def test_nothing_is_said_where_a_day_is_unknown(unread: str) -> None:
    given = book(Person("ann"), booked("b", work("ann", *DAYS, share=Fraction(1, 10))))
    assert check_on(sliver, given, unread) == []
