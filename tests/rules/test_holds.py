"""Bookings and promises that contradict themselves, each other or the deal that counts on them."""

from datetime import date
from fractions import Fraction

import pytest

from deliverable.book import Person, Promise
from deliverable.files.load import load
from deliverable.rules import (
    booking_not_movable,
    flexible_too_soon,
    not_a_hold,
    promise_without_plan,
    release_not_a_hold,
    same_id,
    unknown_site,
    unknown_team,
)
from tests.rules.books import LAST, Written, abouts, book, booked, check, counting_on, deal, only, row


@pytest.mark.parametrize(
    ("held", "found"),
    [
        (booked("x", status="hold"), 0),
        (booked("x", status="firm"), 1),
        (booked("x", status="internal"), 1),
        (Promise("x", status="held"), 0),
        (Promise("x", status="promised"), 1),
        (Promise("x", status="withdrawn"), 1),
        (booked("y", status="firm"), 0),  # there is no x: another rule says so
    ],
)
def test_only_what_may_lapse_is_released(held: object, found: int) -> None:
    given = book(held, counting_on(released=("x",)))
    assert abouts(check(release_not_a_hold, given)) == ["deals.d.with.released.0"] * found
    assert check(release_not_a_hold, given, "promises") == []


def test_of_two_called_alike_one_that_may_lapse_is_enough() -> None:
    given = book(booked("x", status="firm"), Promise("x", status="held"), counting_on(released=("x",)))
    assert check(release_not_a_hold, given) == []
    places = Written(("bookings", "x"), keys=(("bookings", "x"), ("promises", "x")))
    finding = only(check(same_id, book(booked("x"), Promise("x"), places=places)))
    assert (finding.place.path, finding.related[0].place.path) == ("key bookings.x", "key promises.x")


@pytest.mark.parametrize(("status", "found"), [("held", 1), ("promised", 1), ("delivered", 0), ("withdrawn", 0)])
def test_a_promise_that_stands_has_a_plan(status: str, found: int) -> None:
    assert len(check(promise_without_plan, book(Promise("p", status=status)))) == found
    assert check(promise_without_plan, book(Promise("p", status=status, plan=(row("ann"),)))) == []


@pytest.mark.parametrize(("until", "found"), [(date(2026, 10, 29), 1), (LAST, 0), (None, 0)])
def test_a_booking_may_move_at_least_not_at_all(until: date | None, found: int) -> None:
    given = book(booked("b", row("ann"), row("ann", last=date(2026, 9, 2)), flexible_until=until))
    assert len(check(flexible_too_soon, given)) == found
    assert check(flexible_too_soon, book(booked("b", flexible_until=until))) == []


@pytest.mark.parametrize(("status", "found"), [("firm", 1), ("internal", 1), ("hold", 0)])
def test_only_a_hold_lapses(status: str, found: int) -> None:
    given = book(booked("b", status=status, probability=Fraction(1, 2), expires=LAST))
    assert abouts(check(not_a_hold, given)) == ["bookings.b.probability"] * found
    assert abouts(check(not_a_hold, book(booked("b", status=status, expires=LAST)))) == ["bookings.b.expires"] * found
    assert check(not_a_hold, book(booked("b", status=status))) == []


def test_a_site_and_a_team_are_somebodys() -> None:
    people = (Person("ann", site="bristol", team="build"), Person("bob"))
    given = book(*people, deal(sites=("bristol", "bristle"), teams=("built",)))
    site, team = only(check(unknown_site, given)), only(check(unknown_team, given))
    assert (site.message, site.cure) == ("no site called `bristle`", "write `bristol`")
    assert abouts([site, team]) == ["deals.d.sites.1", "deals.d.teams.0"]
    assert check(unknown_site, given, "people") == check(unknown_team, given, "") == []


def test_the_limit_of_moving_is_shown_where_it_is_written() -> None:
    until = ("bookings", "b", "flexible", "until")
    places = Written(until, keys=(until[:2],))
    given = book(booked("b", row("ann"), flexible_until=LAST), counting_on(moved={"b": 1}), places=places)
    assert only(check(booking_not_movable, given)).related[0].place.path == "value bookings.b.flexible.until"


def test_what_is_broken_is_neither_a_firm_status_nor_no_plan() -> None:
    text = (
        "firm: {name: F}\npeople: {ann: {}}\n"
        "bookings: {b: {client: C, status: hodl, probability: 50%, work: []}}\n"
        "promises: {p: {status: held, owner: o, probability: 50%, expires: 2027-01-01, plan: none}}\n"
    )
    loaded = load({"capacity/firm.yaml": text.encode(), "capacity/deals/d.yaml": b"deal: d\nwith: {released: [b]}\n"})
    assert [finding.rule for finding in loaded.findings] == ["bad-value", "bad-value"]
    for rule in (not_a_hold, promise_without_plan, release_not_a_hold):
        assert check(rule, loaded.book) == []
