"""Rows on days on which their person doesn't work: leave, days off, before joining, after leaving."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import pytest

from deliverable.book import Book, Calendar, DaysOff, Effort, Firm, Person, Promise, Row
from deliverable.files.load import load
from deliverable.findings import Finding
from deliverable.rules import booked_after_leaving, booked_before_joining, booked_while_away
from deliverable.rules.ledger import Ledger, Pattern, merged
from tests.rules.books import TODAY, Written, abouts, book, booked, check_on, off, on, only, work

HALF = Fraction(1, 2)
MONDAY, FRIDAY = "2027-01-11", "2027-01-15"
"""A week without days off."""


def firm(*nouns: Any, **more: Any) -> Book:
    closed = (DaysOff(on("2026-12-24"), on("2027-01-01")),)
    calendars = {"here": Calendar("here", days_off=closed)}
    return book(*nouns, firm=Firm(calendar="here"), calendars=calendars, **more)


def away(row: Row, *time_off: Any, status: str = "firm", **more: Any) -> list[Finding]:
    return check_on(booked_while_away, firm(Person("ann", time_off=time_off, **more), booked("b", row, status=status)))


@pytest.mark.parametrize(
    ("first", "last", "gone"),
    [
        (MONDAY, FRIDAY, "5 of the 5"),
        (MONDAY, "2027-01-13", "3 of the 5"),
        ("2027-01-13", "2027-01-18", "3 of the 5"),
        ("2027-01-01", "2027-01-13", "3 of the 5"),
        (MONDAY, "2027-01-12", None),
        ("2027-01-16", "2027-01-31", None),
    ],
)
def test_more_than_half_of_the_days_are_too_many(first: str, last: str, gone: str | None) -> None:
    found = away(work("ann", MONDAY, FRIDAY), off(first, last))
    assert len(found) == (gone is not None)
    assert all(f"on {gone} working days of this row" in finding.message for finding in found)
    assert abouts(found) == ["bookings.b.work.0.person"] * len(found)


@pytest.mark.parametrize(("last", "found"), [("2027-01-15", 1), ("2027-01-14", 0)])
def test_just_half_of_the_days_are_too_many(last: str, found: int) -> None:
    assert len(away(work("ann", MONDAY, "2027-01-22"), off(MONDAY, last))) == found


@pytest.mark.parametrize(("last", "found"), [(FRIDAY, 1), ("2027-01-14", 0)])
def test_effort_is_lost_where_no_day_is_left(last: str, found: int) -> None:
    row = work("ann", MONDAY, FRIDAY, effort=Effort(Fraction(60)))
    assert len(away(row, off(MONDAY, last))) == found


def test_half_days_of_leave_leave_half_of_the_day() -> None:
    assert away(work("ann", MONDAY, FRIDAY), off(MONDAY, FRIDAY, HALF)) == []


@pytest.mark.parametrize(("status", "found"), [("firm", 1), ("hold", 1), ("internal", 0)])
def test_internal_work_is_ours_to_move(status: str, found: int) -> None:
    assert len(away(work("ann", MONDAY, FRIDAY), off(MONDAY, FRIDAY), status=status)) == found


@pytest.mark.parametrize(
    ("first", "last", "found"),
    [
        ("2027-01-16", "2027-01-17", 1),  # a weekend
        ("2027-01-16", "2027-01-18", 0),
        ("2026-12-24", "2027-01-01", 1),  # closed
        ("2026-12-22", "2027-01-01", 0),
        ("2027-01-13", "2027-01-13", 1),  # not a Wednesday's
    ],
)
def test_a_row_needs_a_day_on_which_its_person_works(first: str, last: str, found: int) -> None:
    week = (None, None, Fraction(0), None, None, None, None)
    said = away(work("ann", first, last), week=week)
    assert [finding.message for finding in said] == ["`ann` works on no day of this row"] * found


@pytest.mark.parametrize(("last", "found"), [("2026-11-23", 1), ("2026-11-22", 0)])
def test_what_is_over_is_left_alone(last: str, found: int) -> None:
    assert len(away(work("ann", "2026-11-16", last), off("2026-11-01", "2026-11-30"))) == found


def test_the_days_away_are_said_and_shown() -> None:
    places = Written(("bookings", "b", "work", 0, "person"), keys=(("people", "ann", "time_off"),))
    ann = Person("ann", time_off=(off(MONDAY), off("2027-01-13", FRIDAY)))
    finding = only(check_on(booked_while_away, firm(ann, booked("b", work("ann", MONDAY, FRIDAY)), places=places)))
    assert finding.message == (
        "`ann` is away on 2027-01-11 and from 2027-01-13 to 2027-01-15, on 4 of the 5 working days of this row"
    )
    assert finding.related[0].place.path == "key people.ann.time_off"


@pytest.mark.parametrize("unread", ["", "people", "firm", "calendars"])
def test_nothing_is_said_where_somebodys_days_are_unknown(unread: str) -> None:
    row = booked("b", work("ann", MONDAY, FRIDAY))
    given = firm(Person("ann", joins=on(FRIDAY), leaves=on(FRIDAY), time_off=(off(MONDAY, FRIDAY),)), row)
    for rule in (booked_while_away, booked_before_joining, booked_after_leaving):
        assert check_on(rule, given, unread) == []


# --- joining and leaving ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("joins", "gone"),
    [
        (MONDAY, None),
        ("2027-01-12", "on 2027-01-11: 1 of the row's 5 working days"),
        (FRIDAY, "from 2027-01-11 to 2027-01-14: 4 of the row's 5 working days"),
        ("2027-02-01", "from 2027-01-11 to 2027-01-15: 5 of the row's 5 working days"),
    ],
)
def test_nobody_works_before_joining(joins: str, gone: str | None) -> None:
    given = firm(Person("ann", joins=on(joins)), booked("b", work("ann", MONDAY, FRIDAY)))
    said = [finding.message for finding in check_on(booked_before_joining, given)]
    assert said == ([f"`ann` joins on {joins}, and is booked {gone}"] if gone else [])
    assert check_on(booked_after_leaving, given) == check_on(booked_while_away, given) == []


@pytest.mark.parametrize(
    ("leaves", "gone"),
    [
        (FRIDAY, None),
        ("2027-01-14", "on 2027-01-15: 1 of the row's 5 working days"),
        (MONDAY, "from 2027-01-12 to 2027-01-15: 4 of the row's 5 working days"),
        ("2026-12-31", "from 2027-01-11 to 2027-01-15: 5 of the row's 5 working days"),
    ],
)
def test_nobody_works_after_leaving(leaves: str, gone: str | None) -> None:
    given = firm(Person("ann", leaves=on(leaves)), booked("b", work("ann", MONDAY, FRIDAY)))
    said = [finding.message for finding in check_on(booked_after_leaving, given)]
    assert said == ([f"`ann` leaves on {leaves}, and is booked {gone}"] if gone else [])
    assert check_on(booked_before_joining, given) == check_on(booked_while_away, given) == []


@pytest.mark.parametrize(("joins", "leaves"), [("2027-01-11", "2027-01-15")])
def test_days_on_which_nobody_works_are_nobodys_loss(joins: str, leaves: str) -> None:
    weekends = booked("b", work("ann", "2027-01-09", "2027-01-17"))
    given = firm(Person("ann", joins=on(joins), leaves=on(leaves)), weekends)
    assert check_on(booked_before_joining, given) == check_on(booked_after_leaving, given) == []


@pytest.mark.parametrize(("joins", "found"), [("2026-11-25", 1), ("2026-11-24", 1), ("2026-11-23", 0)])
def test_days_before_joining_that_are_over_are_left_alone(joins: str, found: int) -> None:
    given = firm(Person("ann", joins=on(joins)), booked("b", work("ann", "2026-11-16", "2026-12-18")))
    assert len(check_on(booked_before_joining, given)) == found


@pytest.mark.parametrize(("last", "found"), [("2026-11-23", 1), ("2026-11-22", 0)])
def test_days_after_leaving_that_are_over_are_left_alone(last: str, found: int) -> None:
    given = firm(Person("ann", leaves=on("2026-11-13")), booked("b", work("ann", "2026-11-09", last)))
    assert len(check_on(booked_after_leaving, given)) == found


def test_plans_of_promises_are_another_rule_s() -> None:
    plan = (work("ann", MONDAY, FRIDAY),)
    ann = Person("ann", joins=on("2027-01-13"), leaves=on("2027-01-13"), time_off=(off(MONDAY, FRIDAY),))
    given = firm(ann, Promise("p", status="promised", plan=plan))
    for rule in (booked_while_away, booked_before_joining, booked_after_leaving):
        assert check_on(rule, given) == []


def test_a_row_that_could_not_be_read_books_nothing() -> None:
    text = (
        "firm: {name: F}\npeople: {ann: {leaves: 2027-01-04}}\n"
        "bookings: {b: {client: C, work: [{person: ann, share: lots, from: 2027-01-11, to: 2027-01-15}]}}\n"
    )
    loaded = load({"capacity/firm.yaml": text.encode()})
    assert check_on(booked_after_leaving, loaded.book) == []
    assert Ledger(loaded.book, TODAY).entries == {}


# --- counting days ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "spans", [[], [(5, 4)], [(3, 9)], [(1, 1), (2, 5), (5, 8), (10, 12)], [(20, 40), (1, 3), (30, 35), (60, 200)]]
)
@pytest.mark.parametrize("works", ["1111100", "1010000", "0000011", "1111111", "0000000"])
def test_days_are_counted_without_looking_at_each(spans: Sequence[tuple[int, int]], works: str) -> None:
    week = [text == "1" for text in works]
    closed = {day for first, last in spans for day in range(first, last + 1)}
    pattern = Pattern(week, merged(spans))
    for first in range(1, 70, 3):
        for last in range(first - 2, 90, 5):
            by_hand = sum(week[(day + 6) % 7] and day not in closed for day in range(first, last + 1))
            assert pattern.days(first, last) == by_hand
