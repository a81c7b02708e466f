"""Holds whose time is over: they have expired, or what they wait for has been decided."""

from fractions import Fraction
from typing import Any

import pytest

from deliverable.book import Deal, Promise
from deliverable.findings import Severity
from deliverable.rules import expired_hold, hold_for_closed_deal
from tests.rules.books import Written, abouts, book, booked, check, check_on, on, only, work


@pytest.mark.parametrize(("expires", "found"), [("2026-11-22", 1), ("2026-11-23", 0), ("2026-11-24", 0)])
def test_a_hold_counts_on_its_last_day_and_not_a_day_longer(expires: str, found: int) -> None:
    given = book(
        booked("b", status="hold", owner="tom", expires=on(expires)),
        Promise("p", status="held", expires=on(expires)),
    )
    assert abouts(check_on(expired_hold, given)) == ["bookings.b.expires", "promises.p.expires"][: 2 * found]


@pytest.mark.parametrize("status", ["firm", "internal"])
def test_only_holds_expire(status: str) -> None:
    given = book(booked("b", status=status, expires=on("2026-01-01")), booked("c", status="hold"))
    assert check_on(expired_hold, given) == []


@pytest.mark.parametrize("status", ["promised", "delivered", "withdrawn"])
def test_a_promise_that_isn_t_held_doesn_t_expire(status: str) -> None:
    assert check_on(expired_hold, book(Promise("p", status=status, expires=on("2026-01-01")))) == []


def test_whoever_asked_for_it_is_named() -> None:
    one, other = check_on(
        expired_hold,
        book(
            booked("b", status="hold", owner="tom", expires=on("2026-11-01")),
            booked("c", status="hold", expires=on("2026-11-01")),
        ),
    )
    assert one.cure == "ask `tom` whether to renew it, else remove it"
    assert other.cure == "renew it, or remove it"
    assert one.severity is other.severity is Severity.WARNING


HOLD: dict[str, Any] = {"status": "hold", "deal": "d", "probability": Fraction(1, 2)}


@pytest.mark.parametrize(
    ("deal", "says"),
    [
        (Deal("d", status="lost"), ["`b` is held for `d`, which was lost"]),
        (Deal("d", status="won"), ["`b` is held for `d`, which was won"]),
        (Deal("d", status="open"), []),
        (Deal("e", status="lost"), []),
        (Promise("d", status="promised"), ["`b` is held for `d`, which is promised"]),
        (Promise("d", status="delivered"), ["`b` is held for `d`, which has been delivered"]),
        (Promise("d", status="withdrawn"), ["`b` is held for `d`, which was withdrawn"]),
        (Promise("d", status="held"), []),  # held twice, which another rule says
    ],
)
def test_a_hold_for_what_is_decided(deal: Deal | Promise, says: list[str]) -> None:
    found = check(hold_for_closed_deal, book(booked("b", **HOLD), deal))
    assert [finding.message for finding in found] == says
    assert check(hold_for_closed_deal, book(booked("b", status="firm", deal="d"), deal)) == []
    assert check(hold_for_closed_deal, book(booked("b", status="hold"), deal)) == []


def test_what_a_promise_replaces_is_no_more_than_an_info() -> None:
    promised = only(check(hold_for_closed_deal, book(booked("b", **HOLD), Promise("d", status="promised"))))
    lost = only(check(hold_for_closed_deal, book(booked("b", **HOLD), Deal("d", status="lost"))))
    assert (promised.severity, lost.severity) == (Severity.INFO, Severity.WARNING)


@pytest.mark.parametrize(("status", "found"), [("lost", 1), ("won", 1), ("open", 0)])
def test_a_promise_that_holds_days_for_a_deal_that_is_decided(status: str, found: int) -> None:
    given = book(Promise("d", status="held", plan=(work("ann", "2027-01-11", "2027-01-15"),)), Deal("d", status=status))
    assert abouts(check(hold_for_closed_deal, given)) == ["promises.d.status"] * found


def test_the_decision_is_shown() -> None:
    places = Written(("bookings", "b", "status"), ("deals", "d", "status"))
    finding = only(check(hold_for_closed_deal, book(booked("b", **HOLD), Deal("d", status="lost"), places=places)))
    assert (finding.place.path, finding.related[0].place.path) == ("value bookings.b.status", "value deals.d.status")
