"""A part of a question too large to search: the jobs with the least room, in the windows that they have among all."""

import random

import pytest

from deliverable.engine import search as searching_module
from deliverable.engine.part import only, tightest
from deliverable.engine.scene import Scene
from deliverable.engine.search import Budget
from deliverable.engine.solve import Side
from deliverable.engine.windows import windows
from tests import oracle, wide
from tests.engine.searching import hunt, side
from tests.engine.test_wide import ways
from tests.make import deal, needs, on, person, question, work


def scene(of: Side) -> Scene:
    deadlines = of.problem.deadlines()
    spans = windows(of.problem, of.capacity, deadlines)
    return Scene(of.problem, of.capacity, of.unnamed, spans, frozenset())


def crowded() -> Side:
    """Three tasks of one person each for two people who have time for one and a half; and a long row of easy ones."""
    tight = [work(name, needs("php", 200, people=1), by=on(2)) for name in ("one", "two", "three")]
    easy = [work(f"e{n}", needs("tea", 1), after=f"e{n - 1}" if n else "") for n in range(6)]
    people = [person("ana"), person("ben"), person("tom", "tea")]
    return side(question(*people, deal(*tight, *easy, due=on(300))))


def test_the_jobs_with_the_least_room_come_first() -> None:
    part = tightest(scene(crowded()), lambda some: len(some.problem.jobs) <= 3)
    assert part is not None
    assert sorted(job.id for job in part.problem.jobs) == ["one", "three", "two"]


def test_a_part_is_as_large_as_it_may_be_and_never_a_single_job() -> None:
    whole = scene(crowded())
    every = tightest(whole, lambda _: True)
    assert every is not None
    assert every.problem.jobs == whole.problem.jobs
    assert tightest(whole, lambda some: len(some.problem.jobs) <= 1) is None


def test_a_job_stays_behind_what_was_before_others_that_are_left_out() -> None:
    whole = scene(crowded())
    ids = [job.id for job in whole.problem.jobs]
    kept = [ids.index(name) for name in ("e0", "e3", "e4")]
    part = only(whole, kept)
    names = [job.id for job in part.problem.jobs]
    before = {job.id: {names[b] for b in job.after} for job in part.problem.jobs}
    assert before == {"e0": set(), "e3": {"e0"}, "e4": {"e3"}}
    for n, j in enumerate(sorted(kept)):
        assert part.window(n) == whole.window(j)
        assert part.soonest_end(n) == whole.soonest_end(j)


def test_what_can_not_be_built_as_a_whole_is_refuted_by_a_part(monkeypatch: pytest.MonkeyPatch) -> None:
    of = crowded()
    monkeypatch.setattr(searching_module, "BUILT_IN_A_SECOND", 50)
    found = hunt(of.problem.question, budget := Budget(1))
    assert found.none
    assert 0 < budget.spent < 1


def test_no_part_ever_refutes_what_can_be_done(monkeypatch: pytest.MonkeyPatch) -> None:
    refuted = 0
    for seed in range(7000, 7120):
        asked = wide.question(seed, 1, people=3, tasks=4)
        if not side(asked).problem.estimated or ways(asked) > 300_000:
            continue
        monkeypatch.setattr(searching_module, "BUILT_IN_A_SECOND", random.Random(seed).choice([5, 10, 20, 40]))
        found = hunt(asked, Budget(1))
        assert not (found.none and oracle.fits(asked))
        refuted += found.none
    assert refuted
