"""Skills that hang on one person, or on two or three who are away together."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import pytest

from deliverable.book import Book, Calendar, Contractor, Crew, DaysOff, Deal, Firm, Person, SkillLevel, Task
from deliverable.findings import Severity
from deliverable.rules import away_together, lone_skill
from tests.rules.books import Written, abouts, book, check_on, needs, off, on, only, task

ANN = Person("ann", skills={"react": 5})
BOB = Person("bob", skills={"react": 3})


def asking(name: str, *tasks: Task, **more: Any) -> Deal:
    return Deal(name, scope=tasks or (task("build", effort=(needs("react", level=4),)),), **more)


TWO = (asking("one"), asking("two"))


def lone(*nouns: Any) -> list[str]:
    return [finding.message for finding in check_on(lone_skill, book(*nouns))]


def test_from_the_second_deal_on_one_person_is_few() -> None:
    assert lone(ANN, BOB, TWO[0]) == []
    assert lone(ANN, BOB, *TWO) == [
        "only `ann` has react at level 4 or above, and 2 open deals ask for it: `one` (build) and `two` (build)"
    ]


@pytest.mark.parametrize(("level", "found"), [(3, 1), (4, 0)])
def test_a_second_person_at_that_level_is_enough(level: int, found: int) -> None:
    assert len(lone(ANN, Person("bob", skills={"react": level}), *TWO)) == found


def test_nobody_at_all_is_the_answer_s_to_say() -> None:
    assert lone(BOB, *TWO) == []
    assert lone(BOB, Contractor("pool", skills={"react": 5}), *TWO) == []


@pytest.mark.parametrize(
    ("second", "found"),
    [
        ({"status": "open"}, 1),
        ({"status": "won"}, 0),
        ({"status": "lost"}, 0),
        ({"due": on("2026-11-23")}, 1),
        ({"due": on("2026-11-22")}, 0),
        ({"due": on("2026-11-22"), "latest_acceptable": on("2026-11-23")}, 1),
    ],
)
def test_only_deals_that_may_still_come_count(second: dict[str, Any], found: int) -> None:
    assert len(lone(ANN, BOB, TWO[0], asking("two", **second))) == found


@pytest.mark.parametrize(("leaves", "found"), [("2026-11-23", 0), ("2026-11-22", 1)])
def test_who_has_left_has_nothing(leaves: str, found: int) -> None:
    assert len(lone(ANN, Person("bob", skills={"react": 4}, leaves=on(leaves)), *TWO)) == found


def test_levels_are_taken_together() -> None:
    deals = (asking("one"), asking("two", task("pages", effort=(needs("react", level=5),))))
    assert lone(ANN, BOB, *deals) == [
        "only `ann` has react at level 4 or above, and 2 open deals ask for it: `one` (build) and `two` (pages)"
    ]
    low = asking("three", task("small", effort=(needs("react", level=3),)))
    assert len(lone(ANN, BOB, TWO[0], low)) == 0  # bob can do that one


def test_crews_and_further_skills_ask_too() -> None:
    tasks = (
        task("go", crew=(Crew("qa", level=2),)),
        task("build", effort=(needs("react", also=(SkillLevel("a11y"),)),)),
    )
    cat = Person("cat", skills={"qa": 2, "a11y": 1})
    assert lone(ANN, BOB, cat, asking("one", *tasks), asking("two", *tasks)) == [
        "only `cat` has qa at level 2 or above, and 2 open deals ask for it: `one` (go) and `two` (go)",
        "only `cat` has a11y, and 2 open deals ask for it: `one` (build) and `two` (build)",
    ]


def test_many_tasks_are_cut_short() -> None:
    tasks = [task(f"t{n}", effort=(needs("react", level=4),)) for n in range(4)]
    assert "`one` (t0, t1, t2, …)" in lone(ANN, BOB, asking("one", *tasks), TWO[1])[0]


def test_who_and_what_is_shown() -> None:
    places = Written(("people", "ann", "skills", "react"), ("deals", "one", "scope", "build"))
    finding = only(check_on(lone_skill, book(ANN, BOB, *TWO, places=places)))
    assert finding.severity is Severity.INFO
    assert finding.place.path == "value people.ann.skills.react"
    assert finding.related[0].place.path == "value deals.one.scope.build"


@pytest.mark.parametrize("unread", ["", "people"])
def test_nothing_is_said_where_people_are_unknown(unread: str) -> None:
    given = book(ANN, BOB, *TWO)
    assert check_on(lone_skill, given, unread) == check_on(away_together, given, unread) == []


# --- away together ---------------------------------------------------------------------------------------------------

MONDAY, FRIDAY = "2027-01-11", "2027-01-15"
ONE = asking("one", start=on("2026-12-01"), due=on("2027-03-19"))


def away(name: str, *time_off: Any, level: int = 4, **more: Any) -> Person:
    return Person(name, skills={"react": level}, time_off=time_off, **more)


def together(people: Sequence[Person], *deals: Deal, **more: Any) -> list[str]:
    return [finding.message for finding in check_on(away_together, book(*people, *(deals or (ONE,)), **more))]


@pytest.mark.parametrize(("last", "found"), [(FRIDAY, 1), ("2027-01-14", 0), ("2027-01-29", 1)])
def test_a_working_week_is_too_long(last: str, found: int) -> None:
    people = (away("ann", off(MONDAY, last)), away("bob", off("2027-01-04", FRIDAY)))
    said = "`ann` and `bob` are both away from 2027-01-11 to 2027-01-15, for 5 working days"
    wanted = "nobody else has react at level 4 or above for `one`"
    assert together(people) == [f"{said}: {wanted}"] * found


def test_one_who_is_there_is_enough() -> None:
    people = [away("ann", off(MONDAY, FRIDAY)), away("bob", off(MONDAY, FRIDAY))]
    assert len(together(people)) == 1
    assert len(together([*people, away("cat", off(MONDAY, FRIDAY))])) == 1
    assert together([*people, away("cat")]) == []
    assert len(together([*people, away("cat", level=3)])) == 1
    assert together([*people, away("cat", off(MONDAY, FRIDAY)), away("dan", off(MONDAY, FRIDAY))]) == []  # not scarce
    assert together(people[:1]) == []  # one alone is another rule's


def test_half_days_leave_half_of_the_day() -> None:
    assert together([away("ann", off(MONDAY, FRIDAY, Fraction(1, 2))), away("bob", off(MONDAY, FRIDAY))]) == []


@pytest.mark.parametrize(("first", "found"), [("2027-01-18", 1), ("2027-01-19", 0)])
def test_only_working_days_count(first: str, found: int) -> None:
    """A closed Monday within a week of leave leaves four."""
    closed = Calendar("here", days_off=(DaysOff(on(first), on(first)),))
    people = [away("ann", off("2027-01-19", "2027-01-25")), away("bob", off("2027-01-19", "2027-01-25"))]
    assert len(together(people, firm=Firm(calendar="here"), calendars={"here": closed})) == found


@pytest.mark.parametrize(
    ("dates", "found"),
    [
        ({"start": "2026-12-01", "due": "2027-03-19"}, 1),
        ({"start": "2026-12-01"}, 1),
        ({"due": "2027-03-19"}, 1),
        ({"due": FRIDAY}, 1),
        ({"due": "2027-01-14"}, 0),
        ({"due": "2027-01-14", "latest_acceptable": FRIDAY}, 1),
        ({"start": MONDAY}, 1),
        ({"start": "2027-01-12"}, 0),
    ],
)
def test_only_the_days_of_the_deals_count(dates: dict[str, str], found: int) -> None:
    people = [away("ann", off(MONDAY, FRIDAY)), away("bob", off(MONDAY, FRIDAY))]
    deal = asking("one", **{key: on(day) for key, day in dates.items()})
    assert len(together(people, deal)) == found


@pytest.mark.parametrize(("last", "found"), [("2026-11-27", 1), ("2026-11-26", 0)])
def test_days_that_are_over_don_t_count(last: str, found: int) -> None:
    people = [away("ann", off("2026-11-09", last)), away("bob", off("2026-11-09", last))]
    assert len(together(people, asking("one"))) == found


def test_the_same_people_are_told_once() -> None:
    both = {"react": 4, "php": 3}
    people = [Person(name, skills=both, time_off=(off(MONDAY, FRIDAY),)) for name in ("ann", "bob")]
    deal = asking(
        "one", task("a", effort=(needs("react", level=4), needs("php"))), task("b", effort=(needs("php", level=3),))
    )
    places = Written(("people", "bob", "time_off", 0), ("people", "ann", "time_off", 0))
    given: Book = book(*people, deal, TWO[1], places=places)
    finding = only(check_on(away_together, given))
    assert (
        "nobody else has react at level 4 or above, php and php at level 3 or above for `one` and `two`"
        in finding.message
    )
    assert finding.place.path == "value people.bob.time_off.0"
    assert finding.related[0].place.path == "value people.ann.time_off.0"
    assert abouts([finding]) == ["people.bob.time_off.0"]
