"""The enumerator against examples done by hand, and against something dumber still."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from itertools import product
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from deliverable.book import Crew, Question, Task
from deliverable.engine.audit import audit
from deliverable.engine.audit.capacity import overdrawn, unserved
from deliverable.engine.audit.claims import Served, Work
from deliverable.engine.audit.days import CERTAIN, WITH_HOLDS, Worker, days_for
from deliverable.engine.audit.plans import Plan
from deliverable.engine.audit.scope import Scope
from deliverable.engine.audit.unnamed import Unnamed
from tests import claims, make, oracle
from tests.make import MON, booking, crew, deal, firm, needs, on, person, question, row, wait, work

TUE, WED, FRI = on(1), on(2), on(4)


def test_three_tasks_of_one_person_each_are_too_many_for_two_though_the_minutes_add_up() -> None:
    people = [person("ana"), person("ben")]
    alone = [work(name, needs("php", 200, people=1)) for name in ("one", "two", "three")]
    shared = [work(name, needs("php", 200, people=2)) for name in ("one", "two", "three")]
    assert oracle.fits(question(*people, deal(*shared, due=WED)))
    assert not oracle.fits(question(*people, deal(*alone, due=WED)))
    assert oracle.earliest(question(*people, deal(*alone, due=WED))) == on(3)


def test_a_minute_too_many_does_not_fit() -> None:
    assert oracle.fits(question(person("ana"), deal(work("build", needs("php", 300)), due=WED)))
    assert not oracle.fits(question(person("ana"), deal(work("build", needs("php", 301)), due=WED)))


def test_a_task_starts_on_a_later_day_than_the_one_before_it_ends() -> None:
    tasks = [work("a", needs("php", 10)), work("b", needs("php", 10), after="a"), wait("c", 1, after="b")]
    assert oracle.fits(question(person("ana"), deal(*tasks, due=WED)))
    assert not oracle.fits(question(person("ana"), deal(*tasks, due=TUE)))
    assert oracle.earliest(question(person("ana"), deal(*tasks, due=TUE))) == WED


def test_a_crew_needs_different_people_on_clear_days() -> None:
    tasks = [crew("install", 2, Crew("php"), Crew("php"))]
    people = [person("ana"), person("ben")]
    meeting = booking("meeting", row("ben", TUE, per_day=1))
    assert oracle.fits(question(*people, deal(*tasks, due=TUE)))
    assert not oracle.fits(question(people[0], deal(*tasks, due=on(20))))
    assert not oracle.fits(question(*people, meeting, deal(*tasks, due=WED)))
    assert oracle.fits(question(*people, meeting, deal(*tasks, due=on(3))))


def test_a_crew_member_does_nothing_else_that_day() -> None:
    tasks = [crew("install", 1, Crew("php")), work("build", needs("php", 100))]
    assert oracle.earliest(question(person("ana"), deal(*tasks))) == TUE


def test_unnamed_bookings_are_still_served() -> None:
    people = [person("ana", "php design"), person("ben", "php")]
    somebody = booking("b", row(None, MON, TUE, skill="php", share=1))
    assert oracle.fits(question(*people, somebody, deal(work("draw", needs("design", 200)), due=TUE)))
    assert not oracle.fits(question(people[0], somebody, deal(work("draw", needs("design", 1)), due=TUE)))


def test_a_hold_that_may_lapse_counts_only_with_holds() -> None:
    hold = booking("h", row("ana", MON, FRI, share=1), status="hold", probability="1/2")
    asked = question(person("ana"), hold, deal(work("build", needs("php", 1)), due=MON))
    assert not oracle.fits(asked, WITH_HOLDS)
    assert oracle.fits(asked, CERTAIN)


def test_no_estimate_and_no_scope_have_no_plan() -> None:
    assert not oracle.fits(question(person("ana"), deal(work("build", needs("php", None)), due=FRI)))
    assert not oracle.fits(question(person("ana"), deal(due=FRI)))
    assert oracle.earliest(question(person("ana"), deal(due=FRI))) is None


@pytest.mark.slow
@settings(max_examples=150, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(make.questions(contractors=True))
def test_what_the_oracle_plans_the_audit_accepts(asked: Question) -> None:
    rows = oracle.find(asked)
    if rows is not None:
        assert audit(asked, claims.answer(asked, "yes", plan=rows)) == ()
    found = oracle.earliest_plan(asked)
    if found is not None:
        end, plan = found
        finish = {"earliest": end.isoformat(), "proved": False, "no_sooner_than": None, "proof": None}
        assert audit(asked, claims.answer(asked, "unknown", plan=plan, finish=finish)) == ()


@pytest.mark.slow
@settings(max_examples=150, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(make.questions(contractors=True))
def test_what_the_audit_lets_pass_as_impossible_the_oracle_cannot_do(asked: Question) -> None:
    possible = oracle.fits(asked, CERTAIN)
    for proof in claims.shortfalls(asked):
        if audit(asked, claims.answer(asked, "no", proof=proof)) == ():
            assert not possible


# --- dumber still: every minute of everything to everybody on every day ----------------------------------------------


@st.composite
def tiny(draw: st.DrawFn) -> Question:
    """One or two people with one or two minutes a day, for two or three days."""
    people = [person(name, draw(st.sampled_from(["php", "php design"]))) for name in ("ana", "ben")]
    kept = people[: draw(st.integers(1, 2))]
    tasks: list[Task] = []
    for name in ("t1", "t2")[: draw(st.integers(1, 2))]:
        after = draw(st.sampled_from(["", "t1"])) if tasks else ""
        skill = draw(st.sampled_from(["php", "php", "design"]))
        shape = draw(st.sampled_from(["effort", "effort", "crew", "wait"]))
        if shape == "effort":
            required = needs(skill, draw(st.integers(1, 3)), people=draw(st.integers(1, 2)))
            tasks.append(work(name, required, after=after, by=draw(st.sampled_from([None, None, TUE]))))
        elif shape == "crew":
            places = Crew(skill, people=draw(st.integers(1, 2)))
            tasks.append(crew(name, draw(st.integers(1, 2)), places, after=after))
        else:
            tasks.append(wait(name, 1, after=after))
    first = draw(st.sampled_from([MON, TUE]))
    booked = draw(
        st.sampled_from(
            [
                [],
                [row(None, first, skill="php", per_day=1)],
                [row("ana", first, per_day=1)],
                [row(None, first, skill="php", per_day=1), row(None, first, skill="design", per_day=1)],
            ]
        )
    )
    day = draw(st.integers(1, 2))
    asked = deal(*tasks, due=draw(st.sampled_from([TUE, WED])))
    return question(*kept, booking("b", *booked), asked, the_firm=firm(day=Fraction(day)))


def brute(asked: Question) -> bool:
    """Whether any way at all to put every minute somewhere passes the check of plans."""
    scope = Scope(days_for(asked, WITH_HOLDS), asked.deals)
    days = [MON, TUE, WED]
    people = [Worker(name) for name in sorted(asked.book.people)]
    ways: list[list[list[Any]]] = []
    for key, task in scope.tasks.items():
        for index, need in enumerate(task.effort or ()):
            minutes = need.effort.minutes if need.effort else 0
            spread = _spread(minutes, [(who, day, scope.days.free(who, day)) for who in people for day in days])
            ways.append([[Work(key, index, who, day, m) for who, day, m in cells] for cells in spread])
        for index, place in enumerate(task.crew or ()):
            length = task.duration.likely if task.duration else 0
            ways.append(
                [
                    [
                        Work(key, index, who, day, scope.days.free(who, day))
                        for who in team
                        for day in days[at:][:length]
                    ]
                    for at in range(len(days) - length + 1)
                    for team in product(people, repeat=place.people)
                ]
            )
    for day in days:
        for demand in Unnamed(scope.days).on(day):
            cells = [(who, day, scope.days.free(who, day)) for who in people]
            ways.append(
                [
                    [Served(demand.booking, demand.row, who.id, demand.skill, day, m) for who, _, m in chosen]
                    for chosen in _spread(demand.minutes, cells)
                ]
            )
    return any(_passes(scope, [piece for pieces in way for piece in pieces]) for way in product(*ways))


def _spread(minutes: int, cells: list[tuple[Worker, date, int]]) -> Iterator[list[tuple[Worker, date, int]]]:
    if not cells:
        if minutes == 0:
            yield []
        return
    who, day, free = cells[0]
    for here in range(min(minutes, free) + 1):
        for rest in _spread(minutes - here, cells[1:]):
            yield [(who, day, here), *rest] if here else rest


def _passes(scope: Scope, pieces: list[Work | Served]) -> bool:
    done = [piece for piece in pieces if isinstance(piece, Work)]
    served = [piece for piece in pieces if isinstance(piece, Served)]
    if Plan(scope, done).complaints() or any(overdrawn(scope, done, served)):
        return False
    return not any(unserved(scope, done, served))


@settings(max_examples=120, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(tiny())
def test_the_oracle_says_what_trying_every_minute_everywhere_says(asked: Question) -> None:
    assert oracle.fits(asked) == brute(asked)
