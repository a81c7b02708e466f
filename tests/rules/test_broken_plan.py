"""What breaks a promise's plan after it was made."""

from fractions import Fraction
from typing import Any

import pytest

from deliverable.book import Booking, Crew, Deal, Duration, Effort, Person, Promise, Requirement, Row, Task
from deliverable.findings import Finding, Severity
from deliverable.rules import broken_plan
from tests.rules.books import Written, abouts, book, booked, check_on, off, on, only, work

MONDAY, FRIDAY = "2027-01-11", "2027-01-15"
LATER = ("2027-01-18", "2027-01-22")
ANN: dict[str, Any] = {"skills": {"react": 4}, "focus": Fraction(1)}
BUILD = Task("build", effort=(Requirement("react", Effort(Fraction(20 * 60)), level=3),))
"""Twenty hours: four a day for a week."""


def row(first: str = MONDAY, last: str = FRIDAY, person: str = "ann", **more: Any) -> Row:
    amount = more or {"per_day": Fraction(240)}
    return work(person, first, last, task="build", skill="react", **amount)


def promise(*plan: Row, scope: tuple[Task, ...] = (BUILD,), **more: Any) -> Promise:
    more = {"status": "promised", "owner": "tom"} | more
    return Promise("p", plan=plan or (row(),), scope=scope, **more)


def broken(given: Promise, *others: Booking | Deal | Promise | Person, **ann: Any) -> list[Finding]:
    return check_on(broken_plan, book(Person("ann", **(ANN | ann)), given, *others))


def said(found: list[Finding]) -> str:
    finding = only(found)
    assert finding.severity is Severity.WARNING
    assert abouts(found) == ["promises.p.plan"]
    return finding.message.removeprefix("the plan of `p` no longer stands: ")


def test_a_plan_that_stands() -> None:
    assert broken(promise()) == []
    assert broken(promise(), time_off=(off(*LATER),), leaves=on(FRIDAY), joins=on(MONDAY)) == []


@pytest.mark.parametrize(("share", "lost"), [(Fraction(1), "4h"), (Fraction(1, 2), None), (Fraction(3, 4), None)])
def test_leave_that_takes_some_of_what_a_task_needs(share: Fraction, lost: str | None) -> None:
    found = broken(promise(), time_off=(off("2027-01-13", share=share),))
    assert len(found) == (lost is not None)  # half a day still has the four hours
    if lost:
        assert said(found) == f"`build` lacks {lost} of react, since `ann` is away on 2027-01-13"


@pytest.mark.parametrize(("minutes", "found"), [(16 * 60 + 29, 0), (16 * 60 + 30, 1)])
def test_half_an_hour_is_rounding(minutes: int, found: int) -> None:
    """With a day of leave the plan gives 16 hours."""
    task = Task("build", effort=(Requirement("react", Effort(Fraction(minutes)), level=3),))
    assert len(broken(promise(scope=(task,)), time_off=(off("2027-01-13"),))) == found


@pytest.mark.parametrize(
    ("amount", "lost"),
    [({"share": Fraction(1, 2)}, "4h"), ({"share": Fraction(1)}, None), ({"effort": Effort(Fraction(20 * 60))}, None)],
)
def test_a_plan_may_say_its_amount_in_other_ways(amount: dict[str, Any], lost: str | None) -> None:
    """Half a day each, a day's leave; whole days leave enough, and so do 20 hours that move to the other days."""
    found = broken(promise(row(**amount)), time_off=(off("2027-01-13"),))
    assert [finding.message.partition("lacks ")[2][:2] for finding in found] == ([lost] if lost else [])


def test_days_that_another_makes_up_for_are_not_missing() -> None:
    more = Person("bob", **ANN)
    given = promise(row(), row("2027-01-18", "2027-01-18", "bob"))
    assert broken(given, more, time_off=(off("2027-01-13"),)) == []
    assert "lacks 4h" in said(broken(given, more, time_off=(off("2027-01-13", "2027-01-14"),)))


def test_a_plan_that_never_was_enough_is_not_broken_since() -> None:
    assert broken(promise(row(MONDAY, "2027-01-12"))) == []


@pytest.mark.parametrize(
    ("ann", "why"),
    [
        ({"leaves": on("2027-01-14")}, "`ann` leaves on 2027-01-14"),
        ({"joins": on("2027-01-12")}, "`ann` joins on 2027-01-12"),
    ],
)
def test_who_is_gone(ann: dict[str, Any], why: str) -> None:
    assert said(broken(promise(), **ann)) == f"`build` lacks 4h of react, since {why}"
    assert said(broken(promise(scope=()), **ann)) == f"`build` lacks days, since {why}"
    bare = promise(work("ann", MONDAY, FRIDAY), scope=())
    assert said(broken(bare, **ann)) == f"it lacks days, since {why}"


@pytest.mark.parametrize(
    ("last", "found"), [("2027-01-13", 1), ("2027-01-12", 0)], ids=["three of five days", "two of five"]
)
def test_without_a_scope_leave_on_half_of_the_days_breaks_a_row(last: str, found: int) -> None:
    assert len(broken(promise(scope=()), time_off=(off(MONDAY, last),))) == found


@pytest.mark.parametrize(("last", "found"), [(FRIDAY, 1), ("2027-01-14", 0)])
def test_effort_without_a_scope_needs_one_day(last: str, found: int) -> None:
    plan = row(effort=Effort(Fraction(60)))
    assert len(broken(promise(plan, scope=()), time_off=(off(MONDAY, last),))) == found


def test_a_crew_is_broken_by_a_day() -> None:
    crew = Task("build", duration=Duration(5), crew=(Crew("react"),))
    whole = row(share=Fraction(1))
    assert said(broken(promise(whole, scope=(crew,)), time_off=(off(MONDAY),))) == (
        "`build` lacks days, since `ann` is away on 2027-01-11"
    )


@pytest.mark.parametrize(("share", "lost"), [("40", None), ("50", None), ("51", None), ("52", "0.8h"), ("100", "20h")])
def test_firm_work_that_came_later(share: str, lost: str | None) -> None:
    other = booked("b", work("ann", MONDAY, FRIDAY, share=Fraction(share) / 100))
    found = broken(promise(), other)
    assert len(found) == (lost is not None)
    if lost:
        why = "`ann` has more firm work than there is from 2027-01-11 to 2027-01-15"
        assert said(found) == f"`build` lacks {lost} of react, since {why}"


@pytest.mark.parametrize("status", ["hold", "internal"])
def test_other_work_can_give_way(status: str) -> None:
    assert broken(promise(), booked("b", work("ann", MONDAY, FRIDAY, share=Fraction(1)), status=status)) == []


@pytest.mark.parametrize(("level", "found"), [(2, 1), (3, 0)])
def test_who_lacks_the_skill(level: int, found: int) -> None:
    given = broken(promise(), skills={"react": level})
    assert len(given) == found
    if found:
        assert said(given) == "`ann` doesn't have react at level 3"


def test_without_a_scope_any_level_will_do() -> None:
    assert broken(promise(scope=()), skills={"react": 1}) == []
    assert said(broken(promise(scope=()), skills={})) == "`ann` doesn't have react at level 1"


@pytest.mark.parametrize(
    ("status", "expires", "found"),
    [
        ("promised", None, 1),
        ("held", None, 1),
        ("held", "2026-11-23", 1),
        ("held", "2026-11-22", 0),
        ("delivered", None, 0),
        ("withdrawn", None, 0),
    ],
)
def test_whose_plans_are_looked_at(status: str, expires: str | None, found: int) -> None:
    given = promise(status=status, expires=on(expires) if expires else None)
    assert len(broken(given, time_off=(off(MONDAY, FRIDAY),))) == found
    busy = booked("b", work("ann", MONDAY, FRIDAY, share=Fraction(9, 10)))
    assert len(broken(given, busy)) == found


@pytest.mark.parametrize(("last", "found"), [("2026-11-23", 1), ("2026-11-20", 0)])
def test_days_that_are_over_are_left_alone(last: str, found: int) -> None:
    """Leave entered afterwards for a week that is over breaks nothing."""
    plan = row("2026-11-16", last, per_day=Fraction(240))
    assert len(broken(promise(plan), time_off=(off("2026-11-16", last),))) == found


def test_several_things_are_told_at_once() -> None:
    design = Task("design", effort=(Requirement("ui", Effort(Fraction(20 * 60))),))
    plan = (row(), work("bob", MONDAY, FRIDAY, task="design", skill="ui", per_day=Fraction(240)))
    places = Written(("promises", "p", "plan", 0, "person"), ("people", "ann", "time_off"), ("people", "bob", "leaves"))
    ann = Person("ann", **ANN, time_off=(off("2027-01-13"),))
    bob = Person("bob", skills={"ui": 1}, focus=Fraction(1), leaves=on("2027-01-14"))
    given = book(ann, bob, promise(*plan, scope=(BUILD, design)), Deal("p"), places=places)
    finding = only(check_on(broken_plan, given))
    assert finding.message == (
        "the plan of `p` no longer stands: `build` lacks 4h of react, since `ann` is away on 2027-01-13 and "
        "`design` lacks 4h of ui, since `bob` leaves on 2027-01-14"
    )
    assert finding.cure == "plan it anew: deliverable check p; and tell `tom`"
    assert [other.place.path for other in finding.related] == ["value people.ann.time_off", "value people.bob.leaves"]
    assert only(broken(promise(owner=""), time_off=(off("2027-01-13"),))).cure == "plan those days anew"


@pytest.mark.parametrize("unread", ["", "people", "bookings", "promises", "firm", "calendars", "skills"])
def test_nothing_is_said_where_something_is_unknown(unread: str) -> None:
    given = book(Person("ann", **ANN, time_off=(off(MONDAY, FRIDAY),)), promise())
    assert check_on(broken_plan, given, unread) == []


def test_rows_of_nobody_are_another_rule_s() -> None:
    assert broken(promise(row(person="eve"), work(None, MONDAY, FRIDAY, skill="react", share=Fraction(1)))) == []
