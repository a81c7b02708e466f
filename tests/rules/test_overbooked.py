"""More work than there is: by hand at the limits, then against sums made day by day, and as days go by."""

from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction
from random import Random
from typing import Any

import pytest

from deliverable.book import Book, Booking, Calendar, DaysOff, Effort, Firm, Person, Promise, Row, TimeOff
from deliverable.files.load import load
from deliverable.findings import Finding, Severity
from deliverable.rules import DATED, overbooked, overbooked_with_holds
from deliverable.rules.ledger import Ledger
from deliverable.rules.overload import firm_overloads, overloads
from tests.rules.books import TODAY, Written, abouts, book, booked, check_on, off, on, only, work

MONDAY, FRIDAY = "2027-01-11", "2027-01-15"
"""A week without days off."""
ANN = Person("ann", focus=Fraction(1))
DAY = 480  # minutes, as a firm has that says nothing


def hours(amount: Any) -> Fraction:
    return Fraction(str(amount)) * 60


def effort(amount: Any) -> Effort:
    return Effort(hours(amount))


def share(text: str) -> Fraction:
    return Fraction(text) / 100


def busy(*rows: Row, person: Person = ANN, **more: Any) -> list[Finding]:
    """What is said of firm bookings, one a row."""
    return check_on(overbooked, book(person, *(booked(f"b{n}", row) for n, row in enumerate(rows)), **more))


# --- at the limit ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("minutes", "found"), [(29, 0), (30, 1)])
def test_less_than_half_an_hour_in_a_week_is_left_alone(minutes: int, found: int) -> None:
    more = work("ann", MONDAY, FRIDAY, effort=Effort(Fraction(minutes)))
    assert len(busy(work("ann", MONDAY, FRIDAY, share=share("100")), more)) == found


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        ((MONDAY, FRIDAY), (MONDAY, FRIDAY), 1),
        ((MONDAY, "2027-01-13"), ("2027-01-13", FRIDAY), 0),  # 60 % twice on the Wednesday alone
        (("2027-01-14", "2027-01-15"), ("2027-01-14", "2027-01-15"), 1),  # and nothing on the days before
        (("2027-01-14", "2027-01-19"), ("2027-01-14", "2027-01-19"), 1),  # over a weekend
        ((MONDAY, FRIDAY), ("2027-01-18", "2027-01-22"), 0),
        ((MONDAY, FRIDAY), ("2027-01-16", "2027-01-17"), 0),  # a weekend
    ],
)
def test_a_week_is_the_measure(first: tuple[str, str], second: tuple[str, str], found: int) -> None:
    assert len(busy(work("ann", *first, share=share("60")), work("ann", *second, share=share("60")))) == found


def test_half_a_day_for_everybody_overbooks_nobody_who_has_it() -> None:
    studio = work("ann", FRIDAY, FRIDAY, share=share("50"))
    assert busy(work("ann", MONDAY, FRIDAY, share=share("90")), studio) == []
    assert len(busy(work("ann", MONDAY, FRIDAY, share=share("92")), studio)) == 1


@pytest.mark.parametrize(("per_day", "found"), [("8", 0), ("8.1", 1), ("8.05", 0)])
def test_hours_are_counted_on_the_days_that_can_be_booked(per_day: str, found: int) -> None:
    row = work("ann", MONDAY, FRIDAY, per_day=hours(per_day))
    assert len(busy(row)) == found
    gone = Person("ann", focus=Fraction(1), time_off=(off(MONDAY, FRIDAY),))
    assert busy(row, person=gone) == []  # nobody is overbooked on leave


def test_focus_and_half_days_are_taken_off() -> None:
    row = work("ann", MONDAY, FRIDAY, per_day=hours("6.4"))
    assert busy(row, person=Person("ann")) == []  # 80 % of 8h
    half = Person("ann", time_off=(off(MONDAY, share=Fraction(1, 2)),))
    assert "takes 112 % of what `ann` can give from 2027-01-11 to 2027-01-15" in only(busy(row, person=half)).message


@pytest.mark.parametrize(("amount", "found"), [("40", 0), ("40.4", 0), ("40.5", 1)])
def test_effort_may_be_done_on_any_of_its_days(amount: str, found: int) -> None:
    """Two weeks, the second full of something else."""
    row = work("ann", MONDAY, "2027-01-22", effort=effort(amount))
    other = work("ann", "2027-01-18", "2027-01-22", share=share("100"))
    said = busy(row, other)
    assert len(said) == found
    assert all("from 2027-01-11 to 2027-01-22" in finding.message for finding in said)


def test_efforts_that_share_their_days_are_added_up() -> None:
    rows = [
        work("ann", MONDAY, "2027-01-22", effort=effort(30)),
        work("ann", "2027-01-13", "2027-01-29", effort=effort(30)),
    ]
    assert busy(*rows, work("ann", MONDAY, "2027-01-29", effort=effort(60))) == []  # 120h in three weeks
    finding = only(busy(*rows, work("ann", MONDAY, "2027-01-29", effort=effort(61))))
    assert "from 2027-01-11 to 2027-01-29" in finding.message
    assert finding.cure.startswith("move 1h of it")


@pytest.mark.parametrize(
    ("every", "amount", "found"), [("week", 8, 0), ("week", 9, 1), ("month", 32, 0), ("month", 40, 1)]
)
def test_a_retainer_asks_its_part_of_a_week(every: str, amount: int, found: int) -> None:
    """Beside 80 % a whole day a week is left: 32 hours in February's four weeks, 36.8 in a March of 23 weekdays."""
    retainer = work("ann", "2027-02-01", "2027-02-26", effort=effort(amount), every=every)
    assert len(busy(work("ann", "2027-02-01", "2027-02-26", share=share("80")), retainer)) == found


def test_a_short_week_is_not_held_against_a_retainer() -> None:
    closed = Calendar("here", days_off=(DaysOff(on("2026-12-29"), on("2027-01-01")),))
    retainer = work("ann", "2026-12-01", "2027-01-29", effort=effort(8), every="week")
    rows = (work("ann", "2026-12-01", "2027-01-29", share=share("80")), retainer)
    assert busy(*rows, firm=Firm(calendar="here"), calendars={"here": closed}) == []


def test_leave_that_isn_t_booked_yet_is_not_taken_off() -> None:
    ann = Person("ann", focus=Fraction(1), allowance=Fraction(25))
    assert busy(work("ann", MONDAY, FRIDAY, per_day=hours(8)), person=ann) == []


def test_nobody_who_can_t_be_booked_is_overbooked() -> None:
    assert busy(work("ann", MONDAY, FRIDAY, per_day=hours(9)), person=Person("ann", focus=Fraction(0))) == []
    gone = Person("ann", leaves=on("2026-12-31"))
    assert busy(work("ann", MONDAY, FRIDAY, share=share("150")), person=gone) == []


# --- what counts -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("status", "firm", "beside"), [("firm", 1, 0), ("hold", 0, 1), ("internal", 0, 1)])
def test_firm_work_is_an_error_the_rest_a_warning(status: str, firm: int, beside: int) -> None:
    given = book(
        ANN,
        booked("b", work("ann", MONDAY, FRIDAY, share=share("60"))),
        booked("c", work("ann", MONDAY, FRIDAY, share=share("60")), status=status),
    )
    assert [f.severity for f in check_on(overbooked, given)] == [Severity.ERROR] * firm
    assert [f.severity for f in check_on(overbooked_with_holds, given)] == [Severity.WARNING] * beside


def test_a_promise_counts_with_its_plan_in_the_place_of_its_bookings() -> None:
    plan = (work("ann", MONDAY, FRIDAY, share=share("60")),)
    row = work("ann", MONDAY, FRIDAY, share=share("50"))
    promised = Promise("d", status="promised", plan=plan)
    assert len(check_on(overbooked, book(ANN, booked("b", row), promised))) == 1
    assert check_on(overbooked, book(ANN, booked("b", row, deal="d"), promised)) == []
    assert check_on(overbooked, book(ANN, booked("b", row), Promise("d", status="delivered", plan=plan))) == []


@pytest.mark.parametrize(("expires", "found"), [("2026-11-23", 1), ("2026-11-22", 0)])
def test_an_expired_hold_asks_for_nothing(expires: str, found: int) -> None:
    rows = (work("ann", MONDAY, FRIDAY, share=share("60")),) * 2
    given = book(ANN, booked("b", rows[0]), booked("c", rows[1], status="hold", expires=on(expires)))
    assert len(check_on(overbooked_with_holds, given)) == found


@pytest.mark.parametrize(
    ("limit", "asked", "found"), [("80", "81", 0), ("80", "82", 1), ("120", "121", 0), ("120", "122", 1)]
)
def test_how_much_is_too_much_with_holds_is_the_firm_s_decision(limit: str, asked: str, found: int) -> None:
    given = book(
        ANN,
        booked("b", work("ann", MONDAY, FRIDAY, share=share("50"))),
        booked("c", work("ann", MONDAY, FRIDAY, share=share(asked) - share("50")), status="hold"),
        firm=Firm(overbooked=share(limit)),
    )
    assert len(check_on(overbooked_with_holds, given)) == found
    assert check_on(overbooked, given) == []


def test_what_firm_work_alone_is_too_much_for_is_said_once() -> None:
    week, next_week = (MONDAY, FRIDAY), ("2027-01-18", "2027-01-22")
    firm = [booked("b", work("ann", *week, share=share("110")), work("ann", *next_week, share=share("60")))]
    hold = booked("h", work("ann", *next_week, share=share("50")), status="hold")
    assert check_on(overbooked_with_holds, book(ANN, *firm)) == []
    finding = only(check_on(overbooked_with_holds, book(ANN, *firm, hold)))
    assert "from 2027-01-18 to 2027-01-22" in finding.message


# --- what is said ----------------------------------------------------------------------------------------------------


def test_the_worst_stretch_is_told_with_what_takes_it() -> None:
    rows = {
        "long": work("ann", "2027-01-04", "2027-02-26", share=share("60")),
        "short": work("ann", "2027-01-14", "2027-01-29", share=share("70")),
        "late": work("ann", "2027-02-15", "2027-02-19", share=share("45")),
    }
    places = Written(*(("bookings", name, "work", 0, "person") for name in rows), keys=(("people", "ann"),))
    finding = only(check_on(overbooked, book(ANN, *(booked(n, r) for n, r in rows.items()), places=places)))
    assert finding.message == (
        "firm work takes 130 % of what `ann` can give from 2027-01-18 to 2027-01-29: `short` 70 % and `long` 60 %; "
        "1 other stretch like it"
    )
    assert finding.cure == "move 24h of it to other days or to somebody else"
    assert finding.place.path == "key people.ann"
    assert [other.place.path for other in finding.related] == [
        "value bookings.short.work.0.person",
        "value bookings.long.work.0.person",
    ]
    assert abouts([finding]) == ["people.ann"]


def test_of_many_bookings_a_few_are_named() -> None:
    rows = [work("ann", MONDAY, FRIDAY, share=share(str(20 + n))) for n in range(6)]
    finding = only(busy(*rows))
    assert finding.message.endswith("`b5` 25 %, `b4` 24 %, `b3` 23 % and 3 more")
    assert len(finding.related) == 4


@pytest.mark.parametrize("unread", ["", "people", "bookings", "promises", "firm", "calendars"])
def test_nothing_is_said_where_something_is_unknown(unread: str) -> None:
    given = book(ANN, booked("b", work("ann", MONDAY, FRIDAY, share=share("150"))))
    assert check_on(overbooked, given, unread) == check_on(overbooked_with_holds, given, unread) == []


@pytest.mark.parametrize(
    ("firm", "person", "booking", "found"),
    [
        ("name: F", "name: Ann", "status: firm", 1),
        ("name: F", "name: [Ann]", "status: firm", 1),  # nothing to do with her days
        ("day: long", "name: Ann", "status: firm", 0),
        ("week: {mon: long}", "name: Ann", "status: firm", 0),
        ("name: F", "focus: much", "status: firm", 0),
        ("name: F", "time_off: [{from: 2027-01-13, to: 2027-01-32}]", "status: firm", 0),
        ("name: F", "name: Ann", "status: frim", 0),  # may have been meant as internal
    ],
)
def test_nothing_is_said_of_whom_something_is_unreadable(firm: str, person: str, booking: str, found: int) -> None:
    text = (
        f"firm: {{{firm}}}\npeople: {{ann: {{{person}}}}}\nbookings: {{b: {{client: C, {booking}, "
        f"work: [{{person: ann, per_day: 9h, from: {MONDAY}, to: {FRIDAY}}}]}}}}\n"
    )
    loaded = load({"capacity/firm.yaml": text.encode()})
    assert len(check_on(overbooked, loaded.book)) == found


# --- against sums made day by day ------------------------------------------------------------------------------------


def made_up(seed: int) -> Book:
    """A person with a few rows, some leave and a closure."""
    chance = Random(seed)

    def day(most: int) -> date:
        return TODAY + timedelta(days=chance.randrange(-20, most))

    def period() -> tuple[date, date]:
        first = day(40)
        return first, first + timedelta(days=chance.choice((0, 1, 4, 11, 30)))

    def row() -> Row:
        way = chance.choice(("share", "share", "per_day", "effort", "week", "month"))
        amount: dict[str, Any] = {"effort": effort(chance.randrange(2, 60))}
        if way == "share":
            amount = {"share": Fraction(chance.randrange(2, 14), 20)}
        elif way == "per_day":
            amount = {"per_day": hours(chance.randrange(1, 10)) / 2}
        elif way != "effort":
            amount |= {"every": way}
        return Row(*period(), "ann", **amount)

    time_off = tuple(TimeOff(*period(), Fraction(chance.choice((1, 2, 2)), 2)) for _ in range(chance.randrange(3)))
    week = chance.choice((None, (None, None, None, None, Fraction(0), None, None), (Fraction(240),) * 4 + (None,) * 3))
    joins = chance.choice((None, None, day(10)))
    ann = Person("ann", week=week, time_off=time_off, joins=joins, focus=Fraction(chance.choice((3, 4)), 4))
    bookings = [Booking(f"b{n}", work=(row(),)) for n in range(chance.randrange(2, 6))]
    calendar = Calendar("here", days_off=(DaysOff(*period()),))
    return book(ann, *bookings, firm=Firm(calendar="here"), calendars={"here": calendar})


def bookable(given: Book, day: date) -> Fraction:
    """The bookable minutes of ann on a day, by the definition."""
    ann, calendar = given.people["ann"], given.calendars["here"]
    shut = any(gone.first <= day <= gone.last for gone in calendar.days_off)
    if shut or (ann.joins and day < ann.joins):
        return Fraction(0)
    minutes = Fraction(DAY if day.weekday() < 5 else 0)
    if ann.week is not None and ann.week[day.weekday()] is not None:
        minutes = ann.week[day.weekday()] or Fraction(0)
    away = sum((gone.share for gone in ann.time_off if gone.first <= day <= gone.last), Fraction(0))
    return minutes * (1 - min(Fraction(1), away)) * (ann.focus or 0)


def weekdays(given: Book, first: date, last: date) -> int:
    """The days on which ann would work if there were no leave and no days off."""
    week = given.people["ann"].week
    hours_of = [DAY if n < 5 else 0 for n in range(7)]
    if week is not None:
        hours_of = [base if said is None else int(said) for base, said in zip(hours_of, week, strict=True)]
    return sum(bool(hours_of[day.weekday()]) for day in between(first, last))


def between(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=n) for n in range((last - first).days + 1))


def asks(given: Book, row: Row, day: date) -> Fraction:
    """What a row that isn't free to move asks of a day."""
    there = bookable(given, day)
    if not there or not row.first <= day <= row.last:
        return Fraction(0)
    if row.share is not None:
        return there * row.share
    if row.per_day is not None:
        return row.per_day
    assert row.effort is not None
    first, last = day - timedelta(days=day.weekday()), day + timedelta(days=6 - day.weekday())
    if row.every == "month":
        first = day.replace(day=1)
        last = (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)
    return row.effort.likely / weekdays(given, first, last)


def must(given: Book, row: Row, first: date, last: date) -> Fraction:
    """What of a row can't be done outside of a stretch."""
    if row.effort is not None and row.every is None:
        whole = (
            first <= row.first and row.last <= last and any(bookable(given, d) for d in between(row.first, row.last))
        )
        return row.effort.likely if whole else Fraction(0)
    total = Fraction(0)
    monday = row.first - timedelta(days=row.first.weekday())
    while monday <= row.last:
        begin, end = max(row.first, monday), min(row.last, monday + timedelta(days=6))
        if first <= begin and end <= last:
            total += sum((asks(given, row, day) for day in between(begin, end)), Fraction(0))
        monday += timedelta(days=7)
    return total


def too_much(given: Book, first: date, last: date) -> bool:
    rows = [booking.work[0] for booking in given.bookings.values()]
    have = sum((bookable(given, day) for day in between(first, last)), Fraction(0))
    return bool(have) and sum((must(given, row, first, last) for row in rows), Fraction(0)) - have >= 30


def by_hand(given: Book) -> tuple[bool, bool]:
    """Whether there is too much within a week from today's on, and within the days of rows with effort."""
    rows = [booking.work[0] for booking in given.bookings.values() if booking.work[0].last >= TODAY]
    end = max((row.last for row in rows), default=TODAY)
    weeks = [TODAY + timedelta(days=7 * n) for n in range((end - TODAY).days // 7 + 1)]
    within = any(
        too_much(given, monday + timedelta(days=a), monday + timedelta(days=b))
        for monday in weeks
        for a in range(7)
        for b in range(a, 7)
    )
    elastic = [row for row in rows if row.effort is not None and row.every is None]
    pairs = [(one.first, other.last) for one in elastic for other in elastic if one.first <= other.last]
    return within, any(too_much(given, *pair) for pair in pairs)


@pytest.mark.parametrize("seed", range(150))
def test_it_is_what_a_pencil_finds(seed: int) -> None:
    given = made_up(seed)
    # rows that ended before this week are gone from the ledger
    kept = {name: one for name, one in given.bookings.items() if one.work[0].last >= TODAY}
    given = book(given.people["ann"], *kept.values(), firm=given.firm, calendars=given.calendars)
    found = firm_overloads(Ledger(given, TODAY), "ann")
    assert (any(over.weekly for over in found), any(not over.weekly for over in found)) == by_hand(given)


def test_made_up_books_are_of_both_kinds() -> None:
    found = [firm_overloads(Ledger(made_up(seed), TODAY), "ann") for seed in range(150)]
    assert 20 < sum(not overs for overs in found) < 130
    assert sum(any(not over.weekly for over in overs) for overs in found) > 10


@pytest.mark.parametrize("seed", range(0, 150, 3))
def test_nothing_becomes_an_error_by_waiting(seed: int) -> None:
    given = made_up(seed)
    held = [Booking("h", status="hold", expires=TODAY + timedelta(days=9), work=given.bookings["b0"].work)]
    given = book(*given.people.values(), *given.bookings.values(), *held, firm=given.firm, calendars=given.calendars)
    errors = [rule for rule in DATED.values() if rule.SEVERITY is Severity.ERROR]
    before: set[tuple[Any, ...]] | None = None
    for later in (0, 1, 2, 5, 8, 10, 20, 33, 50):
        ledger = Ledger(given, TODAY + timedelta(days=later))
        now = {f.about for rule in errors for f in rule.check(ledger, frozenset()) if f.severity is Severity.ERROR}
        assert before is None or now <= before
        before = now
        for over in overloads(ledger, "ann", ledger.entries.get("ann", ())):
            assert over.last >= ledger.monday


def test_a_hold_that_expires_makes_no_error_of_what_it_replaced() -> None:
    row = work("ann", MONDAY, FRIDAY, share=share("60"))
    held = Promise("d", status="held", expires=TODAY, plan=(row,))
    given = book(ANN, booked("b", row), booked("c", row, deal="d"), held)
    for later in (0, 1):
        assert check_on(overbooked, given, today=TODAY + timedelta(days=later)) == []


def test_a_booking_without_an_end_is_looked_at_until_nothing_new_comes() -> None:
    rows = [work("ann", "2026-01-01", "2199-12-31", effort=effort(8), every="week")]
    given = book(ANN, booked("b", *rows), booked("c", work("ann", "2026-01-01", "2199-12-31", share=share("90"))))
    finding = only(check_on(overbooked, given))
    assert "110 %" in finding.message
    assert check_on(overbooked, given, today=on("2040-01-02")) == []
