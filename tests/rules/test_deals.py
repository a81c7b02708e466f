"""Deals whose days don't fit together, and those whose scope is a guess or all of it a must."""

from datetime import date
from fractions import Fraction

import pytest

from deliverable.book import (
    Book,
    Calendar,
    Crew,
    DaysOff,
    Deal,
    Duration,
    Effort,
    Firm,
    Input,
    Period,
    Promise,
    Requirement,
    Task,
)
from deliverable.files.load import load
from deliverable.rules import due_on_day_off, late_input, mostly_must, outside_deal, round_guess
from tests.rules.books import Written, abouts, book, check, deal, only, task

FRIDAY, SATURDAY, MONDAY = date(2027, 3, 19), date(2027, 3, 20), date(2027, 3, 22)
THURSDAY = date(2027, 3, 18)
ENGLAND = {"england": Calendar("england", days_off=(DaysOff(FRIDAY, FRIDAY),))}


# --- due on a day off


@pytest.mark.parametrize(("day", "found"), [(FRIDAY, 0), (SATURDAY, 1), (date(2027, 3, 21), 1), (MONDAY, 0)])
def test_a_deal_is_due_on_a_working_day(day: date, found: int) -> None:
    assert abouts(check(due_on_day_off, book(deal(due=day)))) == ["deals.d.due"] * found
    assert abouts(check(due_on_day_off, book(deal(latest_acceptable=day)))) == ["deals.d.latest_acceptable"] * found
    assert abouts(check(due_on_day_off, book(Promise("p", due=day)))) == ["promises.p.due"] * found


def test_the_firms_calendar_says_what_a_day_off_is() -> None:
    given = book(deal(due=FRIDAY), firm=Firm(calendar="england"), calendars=ENGLAND)
    finding = only(check(due_on_day_off, given))
    assert finding.message == "2027-03-19 is a Friday: the firm doesn't work"
    assert finding.cure == "write the working day that is meant, such as 2027-03-18"
    assert check(due_on_day_off, book(deal(due=FRIDAY), calendars=ENGLAND)) == []
    sunday = book(deal(due=SATURDAY), firm=Firm(week=(Fraction(480),) * 7))
    assert check(due_on_day_off, sunday) == []


@pytest.mark.parametrize("unread", ["", "firm", "calendars"])
def test_days_off_that_cant_be_read_silence_the_rule(unread: str) -> None:
    assert check(due_on_day_off, book(deal(due=SATURDAY)), unread) == []


def test_what_is_settled_may_be_due_any_day() -> None:
    assert check(due_on_day_off, book(deal(due=SATURDAY, status="won"))) == []
    assert check(due_on_day_off, book(Promise("p", status="delivered", due=SATURDAY))) == []


# --- inputs that come late


def needing(by: date | None, *tasks: Task, **more: object) -> Book:
    return book(Deal("d", inputs=(Input("texts", by=by),), scope=tasks, **more))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("limit", "more"),
    [({}, {"due": FRIDAY}), ({"by": FRIDAY}, {}), ({"dates": Period(FRIDAY, MONDAY)}, {})],
    ids=["due", "by", "dates"],
)
def test_on_the_last_day_it_is_in_time_and_on_the_next_it_isnt(
    limit: dict[str, object], more: dict[str, object]
) -> None:
    one = Task("a", inputs=("texts",), **limit)  # type: ignore[arg-type]
    assert check(late_input, needing(FRIDAY, one, **more)) == []
    assert abouts(check(late_input, needing(SATURDAY, one, **more))) == ["deals.d.inputs.texts.by"]
    assert check(late_input, needing(SATURDAY, Task("a"), **more)) == []
    assert check(late_input, needing(None, one, **more)) == []
    assert check(late_input, needing(SATURDAY, one, status="lost", **more)) == []


def test_the_first_day_that_it_misses_is_named_once() -> None:
    tasks = (
        task("a", inputs=("texts",), by=FRIDAY),
        task("b", inputs=("texts",), by=THURSDAY),
        task("c", by=date(2027, 3, 1)),
    )
    finding = only(check(late_input, needing(MONDAY, *tasks, due=FRIDAY)))
    assert finding.message == "`texts` comes on 2027-03-22, and `b` must have ended on 2027-03-18"


# --- days outside the deal


@pytest.mark.parametrize(
    ("what", "key"),
    [
        ({"by": SATURDAY}, "by"),
        ({"not_before": SATURDAY}, "not_before"),
        ({"dates": Period(THURSDAY, SATURDAY)}, "dates.to"),
        ({"dates": Period(date(2027, 2, 28), THURSDAY)}, "dates.from"),
    ],
)
def test_a_tasks_days_are_inside_the_deals(what: dict[str, object], key: str) -> None:
    one = Task("a", **what)  # type: ignore[arg-type]
    given = book(deal(one, start=date(2027, 3, 1), due=FRIDAY))
    assert abouts(check(outside_deal, given)) == [f"deals.d.scope.a.{key}"]
    assert check(outside_deal, book(deal(one))) == []


@pytest.mark.parametrize(
    "what",
    [{"by": FRIDAY}, {"not_before": FRIDAY}, {"dates": Period(date(2027, 3, 1), FRIDAY)}],
    ids=["by", "not_before", "dates"],
)
def test_its_first_and_last_day_are_inside(what: dict[str, object]) -> None:
    one = Task("a", **what)  # type: ignore[arg-type]
    assert check(outside_deal, book(deal(one, start=date(2027, 3, 1), due=FRIDAY))) == []


def test_a_task_is_found_once_with_the_day_that_matters_most() -> None:
    one = task("a", not_before=SATURDAY, by=MONDAY)
    finding = only(check(outside_deal, book(deal(one, due=FRIDAY))))
    assert finding.message == "`a` begins on 2027-03-20, after the deal is due"


def test_the_short_form_of_a_single_day_has_its_place() -> None:
    path = ("deals", "d", "scope", "a", "dates")
    places = Written(path, ("deals", "d", "due"))
    given = book(deal(task("a", dates=Period(SATURDAY, SATURDAY)), due=FRIDAY), places=places)
    finding = only(check(outside_deal, given))
    assert finding.place.path == "value deals.d.scope.a.dates"
    assert [other.place.path for other in finding.related] == ["value deals.d.due"]


# --- musts


def days(number: object) -> Effort:
    return Effort(Fraction(480) * Fraction(str(number)))


def work(name: str, number: object, priority: str = "must") -> Task:
    return Task(name, priority=priority, effort=(Requirement("php", days(number)),))


@pytest.mark.parametrize(
    ("tasks", "said"),
    [
        ((work("a", 6), work("b", 4, "could")), ""),
        ((work("a", "6.01"), work("b", "3.99", "should")), "61 % of the effort is a must"),
        ((work("a", 7), work("b", 3, "should")), "70 % of the effort is a must"),
        ((work("a", 10),), ""),
        ((work("a", 10), Task("w", priority="could", wait=Duration(5))), "100 % of the effort is a must"),
        ((Task("w", wait=Duration(5)), Task("v", priority="could", wait=Duration(5))), ""),
        ((work("a", 7), Task("b", priority="could", effort=(Requirement("php", None),))), ""),
        (
            (work("a", 6), Task("b", priority="could", crew=(Crew("php", people=2),), duration=Duration(2))),
            "",
        ),
        (
            (work("a", "6.5"), Task("b", priority="could", crew=(Crew("php", people=2),), duration=Duration(2))),
            "62 % of the effort is a must",
        ),
    ],
)
def test_how_much_may_be_a_must(tasks: tuple[Task, ...], said: str) -> None:
    assert [finding.message for finding in check(mostly_must, book(deal(*tasks)))] == [said] * bool(said)
    assert check(mostly_must, book(deal(*tasks, status="won"))) == []


def test_a_scope_that_is_read_in_part_is_left_alone() -> None:
    text = "deal: d\nscope:\n  a: {effort: {php: 9d}}\n  b: {effort: {php: 1d}, priority: could}\n"
    tree = {"capacity/firm.yaml": b"firm: {name: F}\n", "capacity/deals/d.yaml": text.encode()}
    assert only(check(mostly_must, load(tree).book)).message == "90 % of the effort is a must"
    tree["capacity/deals/d.yaml"] = text.replace("php: 1d", "php: 1x").encode()
    assert check(mostly_must, load(tree).book) == []


# --- round guesses


@pytest.mark.parametrize(("number", "found"), [(9, 0), (10, 1), (11, 0), (15, 0), (20, 1), ("20.5", 0), (100, 1)])
def test_tens_of_days_are_round(number: object, found: int) -> None:
    assert abouts(check(round_guess, book(deal(work("a", number))))) == ["deals.d.scope.a.effort.0.effort"] * found


def test_a_range_is_no_round_guess() -> None:
    ranged = Effort(days(10).likely, days(7).likely, days(14).likely)
    one = Task("a", effort=(Requirement("php", ranged), Requirement("qa", None)))
    assert check(round_guess, book(deal(one))) == []


def test_a_day_is_the_firms() -> None:
    one = Task("a", effort=(Requirement("php", Effort(Fraction(4500))),))  # 10 days of 7.5 hours
    assert len(check(round_guess, book(deal(one), firm=Firm(day=Fraction(450))))) == 1
    assert check(round_guess, book(deal(one))) == []


def test_only_what_is_open_is_still_a_guess() -> None:
    assert check(round_guess, book(deal(work("a", 10), status="lost"))) == []
    assert check(round_guess, book(Promise("p", scope=(work("a", 10),)))) == []
