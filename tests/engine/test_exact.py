"""The exact oracle against the enumerator, and the engine's answers for whole firms against the exact oracle."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings

from deliverable.book import Crew, Question
from deliverable.engine.audit import audit
from deliverable.engine.audit.days import CERTAIN, WITH_HOLDS
from deliverable.verdict import assess
from tests import claims, exact, firms, held, make, oracle, wide
from tests.engine.test_wide import ways
from tests.make import booking, crew, deal, needs, on, person, question, row, wait, work

FEW_WAYS = 20_000
"""What the enumerator does in no time."""
LIMIT = 1.0
"""Deterministic seconds of the oracle for one question of a whole firm."""
FIRMS = range(14)
FEW = 30
"""People of a firm that take no long time in a test; the acceptance has the larger ones too."""


def test_three_tasks_of_one_person_each_are_too_many_for_two_though_the_minutes_add_up() -> None:
    people = [person("ana"), person("ben")]
    tasks = [work(name, needs("php", 200, people=1)) for name in ("one", "two", "three")]
    assert exact.fits(question(*people, deal(*tasks, due=on(2)))) is False
    assert exact.fits(question(*people, deal(*tasks, due=on(3)))) is True
    assert exact.earliest(question(*people, deal(*tasks, due=on(2)))) == on(3)


def test_tasks_in_a_row_a_crew_and_a_wait_take_their_days() -> None:
    tasks = [work("a", needs("php", 10)), crew("b", 2, Crew("php", people=2), after="a"), wait("c", 1, after="b")]
    people = [person("ana"), person("ben")]
    busy = booking("meeting", row("ben", on(1), per_day=1))
    assert exact.earliest(question(*people, deal(*tasks))) == on(3)
    assert exact.earliest(question(*people, busy, deal(*tasks))) == on(4)
    assert exact.earliest(question(people[0], deal(*tasks))) is None


def test_too_little_time_to_know_is_said() -> None:
    assert exact.fits(firms.question(2), limit=0.0) is None
    with pytest.raises(exact.UndecidedError):
        exact.earliest(firms.question(2), within=60, limit=0.0)


def agrees(asked: Question) -> bool:
    """Both oracles say the same, with and without narrowed windows, and the plan holds; whether it fits."""
    truth = oracle.fits(asked)
    for found in (exact.find(asked), exact.find(asked, sharp=False)):
        assert found.fits is truth
        if found.rows is not None:
            assert audit(asked, claims.answer(asked, "yes", plan=found.rows)) == ()
    assert exact.fits(asked, CERTAIN) is oracle.fits(asked, CERTAIN)
    return truth


@pytest.mark.slow
@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(make.questions(contractors=True))
def test_small_questions_have_one_answer(asked: Question) -> None:
    agrees(asked)


@pytest.mark.parametrize(("seeds", "deals"), [(range(40), 1), (range(2000, 2015), 2)], ids=["one deal", "two"])
def test_wide_questions_have_one_answer(seeds: range, deals: int) -> None:
    asked = [wide.question(seed, deals, people=3, tasks=3) for seed in seeds]
    answers = [agrees(each) for each in asked if ways(each) <= FEW_WAYS]
    assert len(answers) > len(seeds) // 2
    assert {True, False} <= set(answers)


def test_the_earliest_day_is_one() -> None:
    for seed in range(100, 115):
        asked = wide.question(seed, people=3, tasks=3)
        if ways(asked) <= FEW_WAYS:
            assert exact.earliest(asked, CERTAIN) == oracle.earliest(asked, CERTAIN)


@pytest.mark.slow
def test_no_answer_for_a_whole_firm_is_contradicted() -> None:
    asked = [made for seed in FIRMS if len((made := firms.question(seed)).book.people) <= FEW]
    checked = [one for each in asked for one in held.against(each, assess(each), LIMIT)]
    assert [str(one) for one in checked if one.wrong] == []
    assert sum(one.truth is None for one in checked) <= len(checked) // 20
    assert {one.truth for one in checked} >= {True, False}


def test_a_wrong_date_is_contradicted() -> None:
    asked = firms.question(1)
    verdict = assess(asked)
    finish = verdict.claim["finish"]
    later = date.fromordinal(date.fromisoformat(finish["no_sooner_than"]).toordinal() + 30).isoformat()
    verdict = replace(verdict, claim={**verdict.claim, "finish": finish | {"no_sooner_than": later}})
    assert [one.what for one in held.against(asked, verdict, LIMIT) if one.wrong] != []


@pytest.mark.slow
def test_a_seed_is_one_firm() -> None:
    assert firms.question(3) == firms.question(3)
    assert firms.question(3) != firms.question(4)
    assert exact.fits(firms.question(3), WITH_HOLDS, LIMIT) is not None
