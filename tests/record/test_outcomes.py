"""What becomes an outcome, with which figures, and what is known on which day."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from deliverable.book import Book, Crew, EstimateError, Finished, Period, Promise, Row, Task
from deliverable.record import DURATION_PRIOR, Outcome, duration_spread, effort_spread, learned, outcomes, prior
from deliverable.record.outcomes import Days
from tests.make import MON, book, calendar, crew, effort, firm, needs, off, on, person, promise, row, wait, week, work


def finished(name: str, ratio: str = "1", ended: date = MON, **more: Any) -> Finished:
    """Ten days of effort and five of time planned."""
    known: dict[str, Any] = {"client": "", "skill": "", "start": on(-40), "planned_end": on(-36)}
    return Finished(
        **(known | more), project=name, actual_end=ended, estimated=Fraction(10), actual=10 * Fraction(ratio)
    )


def with_history(*rows: Finished, **changes: Any) -> Book:
    return replace(book(the_firm=firm(**({"estimate_error": EstimateError()} | changes))), history=rows)


def delivered(*plan: Row, actual: Mapping[str, int] | None = None, **more: Any) -> Promise:
    """A promise that was kept on MON."""
    known: dict[str, Any] = {"status": "delivered", "delivered_on": MON, "due": on(-1)}
    known["actual"] = {skill: effort(minutes) for skill, minutes in (actual or {}).items()}
    return promise("p", *plan, **(known | more))


def said(*values: object) -> list[object]:
    """Several figures in one assertion."""
    return list(values)


def one(*things: Any, **changes: Any) -> Outcome:
    (found,) = outcomes(book(*things, the_firm=firm(**changes)))
    return found


# --- history ---------------------------------------------------------------------------------------------------------


def test_a_row_of_the_history() -> None:
    (found,) = outcomes(with_history(finished("a", "1.25", client="C", skill="php")))
    assert found == Outcome(
        "a", "C", on(-40), on(-36), MON, Fraction(10), Fraction(25, 2), {"php": Days(Fraction(10), Fraction(25, 2))}
    )
    assert found.effort_ratio == Fraction(5, 4)
    assert found.duration_ratio == Fraction(41, 5)
    assert found.late == 36


def test_by_end_then_by_name() -> None:
    rows = [finished("b"), finished("a"), finished("c", ended=on(-1))]
    assert [o.project for o in outcomes(with_history(*rows))] == ["c", "a", "b"]
    assert outcomes(with_history(*rows)) == outcomes(with_history(*reversed(rows)))


def test_an_end_planned_before_the_start_has_no_ratio_of_days() -> None:
    (found,) = outcomes(with_history(finished("a", planned_end=on(-41))))
    assert said(found.duration_ratio, found.late, found.effort_ratio) == [None, 41, 1]


# --- promises --------------------------------------------------------------------------------------------------------


def test_a_promise_by_its_scope() -> None:
    scope = (work("t", needs("php", 200), needs("qa", 100)), work("u", needs("php", 50)), wait("w", 3, "t"))
    found = one(delivered(row("ana", on(-9), on(-5), share=1), scope=scope, actual={"php": 300, "qa": 100}))
    assert said(found.start, found.planned_end, found.actual_end) == [on(-9), on(-1), MON]
    assert said(found.estimated, found.actual) == [Fraction(7, 2), Fraction(4)]
    assert found.skills == {"php": Days(Fraction(5, 2), Fraction(3)), "qa": Days(Fraction(1), Fraction(1))}
    assert found.duration_ratio == Fraction(10, 9)


def test_a_crew_takes_days_of_each_of_its_people() -> None:
    scope = (crew("t", 3, Crew("php", people=2), Crew("qa")),)
    found = one(delivered(scope=scope, actual={"php": 700, "qa": 300}))
    assert said(found.estimated, found.actual) == [9, 10]


def test_work_that_nobody_says_the_actual_of_is_no_effort_record() -> None:
    """Half of the actuals would look like a project that took half."""
    scope = (work("t", needs("php", 200), needs("qa", 100)),)
    found = one(delivered(scope=scope, actual={"php": 200}))
    assert said(found.estimated, found.actual, found.effort_ratio) == [3, None, None]
    assert found.skills["php"].ratio == 1
    assert found.skills["qa"].ratio is None


def test_work_that_nobody_planned_counts() -> None:
    found = one(delivered(scope=(work("t", needs("php", 200)),), actual={"php": 200, "qa": 100}))
    assert said(found.estimated, found.actual) == [2, 3]


NOT_ESTIMATED = (work("t", needs("php", None)), crew("t", Period(MON, MON), Crew("php")))


@pytest.mark.parametrize("task", NOT_ESTIMATED)
def test_what_was_not_estimated_has_no_ratio(task: Task) -> None:
    found = one(delivered(scope=(task,), actual={"php": 200}))
    assert said(found.estimated, found.effort_ratio, found.skills["php"].actual) == [None, None, 2]


def test_without_scope_the_plan_is_what_was_promised() -> None:
    """Monday 4 January is MON; the week before has five working days."""
    ana = person("ana", week=week(50, 100, 100, 100, 0), time_off=(off(on(-6)), off(on(-5), share="1/2")))
    plan = (
        row("ana", on(-7), on(-3), per_day=20, skill="php"),  # Monday, Wednesday, Thursday
        row("ana", on(-7), on(-3), share="1/2", skill="php"),  # half of 50 + 100 + 100
        row(None, on(-7), on(-1), per_day=10, skill="qa", people=2),  # five days of two
        row("ben", on(-7), on(-3), effort=30, skill="qa"),
    )
    found = one(ana, delivered(*plan, actual={"php": 185, "qa": 130}))
    assert found.skills == {
        "php": Days(Fraction(185, 100), Fraction(185, 100)),
        "qa": Days(Fraction(13, 10), Fraction(13, 10)),
    }
    assert found.effort_ratio == 1


def test_a_plan_knows_days_off_and_focus() -> None:
    found = one(
        calendar("c", on(-7)),
        delivered(row("ben", on(-7), on(-3), share=1, skill="php"), actual={"php": 400}),
        calendar="c",
        focus=Fraction(1, 2),
    )
    assert said(found.estimated, found.actual) == [2, 4]


def test_a_plan_without_skills_has_a_total() -> None:
    found = one(delivered(row("ben", on(-7), on(-7), per_day=100), actual={"php": 150}))
    assert said(found.effort_ratio, found.skills) == [Fraction(3, 2), {"php": Days(None, Fraction(3, 2))}]


def test_a_plan_of_work_that_comes_again_has_none() -> None:
    found = one(delivered(row("ben", on(-7), on(-3), effort=30, every="week", skill="php"), actual={"php": 30}))
    assert found.effort_ratio is None


def test_a_promise_that_says_little() -> None:
    found = one(delivered(due=None, agreed_on=on(-20)))
    assert said(found.start, found.planned_end, found.late) == [on(-20), None, None]
    assert said(found.estimated, found.actual, found.duration_ratio, found.effort_ratio) == [None, None, None, None]


@pytest.mark.parametrize("change", [{"status": "promised"}, {"status": "withdrawn"}, {"delivered_on": None}])
def test_what_was_not_delivered_is_no_outcome(change: dict[str, Any]) -> None:
    assert outcomes(book(delivered(**change))) == ()


def test_a_promise_that_stands_in_the_history_too_counts_once() -> None:
    rows = (finished("p"), finished("p", ended=on(-30)))
    found = outcomes(replace(book(delivered()), history=rows))
    assert [(o.project, o.actual_end, o.estimated) for o in found] == [("p", on(-30), 10), ("p", MON, None)]


# --- what is known ---------------------------------------------------------------------------------------------------


def test_the_effort_spread_of_a_firm() -> None:
    known = with_history(finished("a", "1.5", on(-2)), finished("b", "1.2"), finished("c", "0.9", on(1)))
    before = prior(1.0, 1.33)
    assert effort_spread(known, MON) == learned([1.2, 1.5], before)
    assert effort_spread(known, on(1)) == learned([0.9, 1.2, 1.5], before)
    assert effort_spread(known, on(1), before=MON) == learned([1.5], before)
    assert effort_spread(known, on(-3)) == before


def test_what_the_firm_says_of_its_estimates() -> None:
    told = with_history(finished("a", "1.5"), estimate_error=EstimateError(Fraction(5, 4), Fraction(2)))
    assert effort_spread(told, MON) == learned([1.5], prior(1.25, 2.0))
    assert effort_spread(with_history(finished("a"), estimate_error=None), MON) is None


def test_copied_actuals_teach_nothing() -> None:
    known = with_history(*(finished(f"p{n}", "1" if n < 3 else "1.5") for n in range(6)))
    spread = effort_spread(known, MON)
    assert spread is not None
    assert (spread.projects, spread.based_on, spread.copied, spread.p80) == (0, "prior", 3, prior(1.0, 1.33).p80)


def test_the_duration_spread() -> None:
    on_the_day = with_history(*(finished(f"p{n}", ended=on(-36)) for n in range(6)), finished("q", ended=on(-31)))
    spread = duration_spread(on_the_day, MON)
    assert spread == learned([1.0] * 6 + [2.0], DURATION_PRIOR)
    assert duration_spread(on_the_day, on(-32)).projects == 6
    assert duration_spread(on_the_day, MON, before=on(-36)) == DURATION_PRIOR


def test_the_latest_thirty_count() -> None:
    known = with_history(*(finished(f"p{n:02}", "1.5" if n else "3", on(n - 40)) for n in range(31)))
    spread = effort_spread(known, MON)
    assert spread is not None
    assert spread.ratios == (1.5,) * 30
    assert duration_spread(known, MON).projects == 30
    assert duration_spread(known, on(-11)).ratios[0] == duration_spread(known, on(-40)).ratios[0]
