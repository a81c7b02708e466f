"""What has to be kept up: leave, public holidays, and that somebody looks; and what was entered twice."""

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from deliverable.book import Calendar, DaysOff, Deal, Effort, Firm, Person, Promise, Row
from deliverable.files.load import load
from deliverable.findings import Severity
from deliverable.rules import duplicate_booking, no_holidays, no_leave_booked, stale_person
from tests.rules.books import Written, abouts, book, booked, check, check_on, off, on, only, work

MONTH = Firm(confirm_every=30)


@pytest.mark.parametrize(("confirmed", "found"), [("2026-10-24", 0), ("2026-10-23", 1), ("2026-11-24", 0), (None, 1)])
def test_on_the_last_day_it_is_fresh(confirmed: str | None, found: int) -> None:
    ann = Person("ann", confirmed=on(confirmed) if confirmed else None)
    said = check_on(stale_person, book(ann, firm=MONTH))
    assert abouts(said) == ["people.ann.confirmed"] * found
    assert all(finding.severity is Severity.INFO for finding in said)
    assert check_on(stale_person, book(ann)) == []  # the firm doesn't ask


def test_how_long_ago_it_was_is_said() -> None:
    found = check_on(stale_person, book(Person("ann", confirmed=on("2026-09-14")), Person("bob"), firm=MONTH))
    assert [finding.message for finding in found] == [
        "the lines of `ann` were confirmed 70 days ago; the firm wants it every 30 days",
        "the lines of `bob` were never confirmed; the firm wants it every 30 days",
    ]


@pytest.mark.parametrize(("leaves", "found"), [("2026-11-23", 1), ("2026-11-22", 0)])
def test_who_has_left_needs_no_confirming(leaves: str, found: int) -> None:
    assert len(check_on(stale_person, book(Person("ann", leaves=on(leaves)), firm=MONTH))) == found


def test_what_was_misspelt_is_not_missing() -> None:
    text = (
        "firm: {name: F, confirm_every: 30d}\npeople: {ann: {confirmed: 2026-13-01, allowance: 25d, time_off: yes}}\n"
    )
    loaded = load({"capacity/firm.yaml": text.encode()})
    assert check_on(stale_person, loaded.book) == check_on(no_leave_booked, loaded.book) == []


# --- leave -----------------------------------------------------------------------------------------------------------

ANN = Person("ann", allowance=Fraction(25))


@pytest.mark.parametrize(
    ("first", "last", "found"),
    [
        ("2026-11-23", "2026-11-23", 0),  # today
        ("2026-11-02", "2026-11-22", 1),
        ("2027-05-23", "2027-06-04", 0),  # the last of 26 weeks
        ("2027-05-24", "2027-06-04", 1),
        ("2026-11-01", "2027-12-31", 0),
    ],
)
def test_half_a_year_without_leave(first: str, last: str, found: int) -> None:
    said = check_on(no_leave_booked, book(replace(ANN, time_off=(off(first, last, Fraction(1, 2)),))))
    assert [finding.message for finding in said] == [
        "`ann` has no leave booked until 2027-05-23, and an allowance"
    ] * found
    assert all(finding.severity is Severity.INFO for finding in said)


@pytest.mark.parametrize(
    ("ann", "found"),
    [
        ({}, 1),
        ({"allowance": None}, 0),
        ({"allowance": Fraction(0)}, 0),
        ({"joins": on("2026-11-23")}, 1),
        ({"joins": on("2026-11-24")}, 0),
        ({"leaves": on("2027-05-23")}, 1),
        ({"leaves": on("2027-05-22")}, 0),
    ],
)
def test_of_whom_leave_is_expected(ann: dict[str, Any], found: int) -> None:
    assert abouts(check_on(no_leave_booked, book(replace(ANN, **ann)))) == ["people.ann.time_off"] * found


def test_the_end_of_time_has_no_half_year_after_it() -> None:
    assert len(check_on(no_leave_booked, book(ANN), today=on("9999-12-01"))) == 1


@pytest.mark.parametrize("unread", ["", "people"])
def test_nothing_is_said_where_leave_is_unknown(unread: str) -> None:
    assert check_on(no_leave_booked, book(ANN), unread) == []


# --- public holidays -------------------------------------------------------------------------------------------------


def bare(deals: tuple[Deal, ...], *days: tuple[str, str], **more: Any) -> list[str]:
    off_days = tuple(DaysOff(on(first), on(last)) for first, last in days)
    calendars = {"here": Calendar("here", days_off=off_days)}
    given = book(*deals, **({"firm": Firm(calendar="here")} | more), calendars=calendars)
    return [finding.message for finding in check_on(no_holidays, given)]


CHRISTMAS = ("2026-12-25", "2026-12-25")


@pytest.mark.parametrize(
    ("due", "found"),
    [("2026-12-31", 0), ("2027-01-07", 0), ("2027-01-08", 1), ("2027-12-31", 1), ("2026-11-22", 0), ("2026-11-23", 0)],
)
def test_the_year_that_a_deal_reaches(due: str, found: int) -> None:
    said = bare((Deal("d", due=on(due)),), CHRISTMAS)
    assert said == ["`here` has no days off in 2027, which `d` reaches"] * found


@pytest.mark.parametrize(
    ("first", "last", "found"),
    [
        ("2026-12-28", "2027-01-07", 1),
        ("2026-12-28", "2027-01-08", 0),
        ("2027-01-08", "2027-01-08", 0),
        ("2027-12-31", "2028-01-03", 0),
        ("2028-01-01", "2028-01-31", 1),
    ],
)
def test_new_year_alone_is_not_a_year_s_holidays(first: str, last: str, found: int) -> None:
    assert len(bare((Deal("d", due=on("2027-03-19")),), CHRISTMAS, (first, last))) == found


@pytest.mark.parametrize(
    ("deal", "years"),
    [
        (Deal("d", due=on("2028-03-01")), "2026, 2027 and 2028"),
        (Deal("d", start=on("2027-02-01"), due=on("2028-03-01")), "2027 and 2028"),
        (Deal("d", start=on("2024-02-01"), due=on("2026-12-01")), "2026"),
        (Deal("d"), None),
        (Deal("d", due=on("2028-03-01"), status="won"), None),
        (Deal("d", due=on("2028-03-01"), status="lost"), None),
    ],
)
def test_which_years_deals_reach(deal: Deal, years: str | None) -> None:
    assert bare((deal,)) == ([f"`here` has no days off in {years}, which `d` reaches"] if years else [])


def test_only_calendars_that_somebody_follows() -> None:
    deal = (Deal("d", due=on("2026-12-31")),)
    assert len(bare(deal)) == 1
    assert bare(deal, firm=Firm()) == []
    assert len(bare((*deal,), firm=Firm(), people={"ann": Person("ann", calendar="here")})) == 1


def test_the_calendar_and_the_deal_are_shown() -> None:
    places = Written(("deals", "d", "due"), keys=(("calendars", "here"),))
    given = book(
        Deal("d", due=on("2026-12-31")), firm=Firm(calendar="here"), calendars={"here": Calendar("here")}, places=places
    )
    finding = only(check_on(no_holidays, given))
    assert (finding.place.path, finding.related[0].place.path) == ("key calendars.here", "value deals.d.due")
    assert check_on(no_holidays, given, "calendars") == check_on(no_holidays, given, "") == []


# --- twice -----------------------------------------------------------------------------------------------------------

ROW = work("ann", "2026-12-01", "2026-12-18", share=Fraction(2, 5))


def again(*rows: Row, client: str = "Harbour Trust", **more: Any) -> list[str]:
    """What is said of a second booking beside one of ROW."""
    found = check(
        duplicate_booking, book(booked("a", ROW, client="Harbour Trust"), booked("b", *rows, client=client, **more))
    )
    return [finding.message for finding in found]


@pytest.mark.parametrize(
    ("row", "found"),
    [
        (ROW, 1),
        (replace(ROW, person="bob"), 0),
        (replace(ROW, first=on("2026-12-02")), 0),
        (replace(ROW, last=on("2026-12-17")), 0),
        (replace(ROW, share=Fraction(41, 100)), 0),
        (replace(ROW, share=None, per_day=Fraction(60)), 0),
        (replace(ROW, share=None, effort=Effort(Fraction(60))), 0),
    ],
)
def test_what_makes_two_rows_the_same(row: Row, found: int) -> None:
    assert again(row) == ["`b` books again what `a` books: `ann` from 2026-12-01 to 2026-12-18"] * found


@pytest.mark.parametrize(
    ("client", "found"), [("Harbour Trust", 1), ("harbour  TRUST ", 1), ("Harbour-Trust", 0), ("", 0)]
)
def test_a_client_is_the_same_however_it_is_typed(client: str, found: int) -> None:
    assert len(again(ROW, client=client)) == found


@pytest.mark.parametrize("status", ["firm", "hold", "internal"])
def test_a_hold_that_stayed_beside_the_firm_booking(status: str) -> None:
    assert len(again(ROW, status=status)) == 1


def test_all_rows_of_one_must_be_rows_of_the_other() -> None:
    other, third = replace(ROW, person="bob"), replace(ROW, person="cat")
    two = booked("a", ROW, other, client="C")
    assert len(check(duplicate_booking, book(two, booked("b", ROW, client="C")))) == 1
    assert len(check(duplicate_booking, book(booked("b", ROW, client="C"), two))) == 1
    assert check(duplicate_booking, book(two, booked("b", ROW, third, client="C"))) == []
    finding = only(check(duplicate_booking, book(two, booked("b", ROW, other, client="C"))))
    assert finding.message == "`b` books again what `a` books: `ann` from 2026-12-01 to 2026-12-18 and 1 more row"


def test_a_row_that_stands_twice() -> None:
    found = check(duplicate_booking, book(booked("b", ROW, ROW, ROW)))
    assert abouts(found) == ["bookings.b.work.1", "bookings.b.work.2"]
    assert found[0].message == "`b` has the same row twice: `ann` from 2026-12-01 to 2026-12-18"


def test_rows_of_nobody_are_compared_by_skill_level_and_number() -> None:
    row = work(None, "2026-12-01", "2026-12-18", skill="php", level=3)
    for other, found in (
        (row, 1),
        (replace(row, level=2), 0),
        (replace(row, people=2), 0),
        (replace(row, skill="qa"), 0),
    ):
        given = book(booked("a", row, client="C"), booked("b", other, client="C"))
        assert len(check(duplicate_booking, given)) == found


def test_a_promise_s_plan_beside_a_booking() -> None:
    booking = booked("b", ROW, client="C")
    for status, found in (("promised", 1), ("held", 1), ("delivered", 0), ("withdrawn", 0)):
        promise = Promise("p", status=status, client="C", plan=(ROW,))
        assert len(check(duplicate_booking, book(booking, promise))) == found
        assert check(duplicate_booking, book(replace(booking, deal="p"), promise)) == []  # it is replaced
        assert check(duplicate_booking, book(booking, replace(promise, id="b"))) == []  # another rule says so
    twice = Promise("p", status="promised", client="C", plan=(ROW, ROW))
    assert check(duplicate_booking, book(twice)) == []


def test_what_asks_for_nothing_is_like_nothing() -> None:
    empty = Row(on("2026-12-01"), on("2026-12-18"), "ann")
    assert check(duplicate_booking, book(booked("a", empty, client="C"), booked("b", empty, client="C"))) == []


def test_the_first_of_them_is_shown() -> None:
    places = Written(keys=(("bookings", "a"), ("bookings", "b")))
    given = book(booked("a", ROW), booked("b", ROW), places=places)
    finding = only(check(duplicate_booking, given))
    assert (finding.place.path, finding.related[0].place.path) == ("key bookings.b", "key bookings.a")
    assert finding.severity is Severity.WARNING
