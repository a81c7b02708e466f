"""A part of a question too large to search: the jobs with the least room, in the windows that they have among all."""

import random
from collections.abc import Callable
from dataclasses import replace

import pytest

from deliverable.book import Question
from deliverable.engine import search as searching_module
from deliverable.engine.part import only, tightest
from deliverable.engine.scene import Scene
from deliverable.engine.search import Budget
from deliverable.engine.solve import Side
from deliverable.engine.windows import windows
from tests import oracle
from tests.engine.searching import hunt, side
from tests.engine.test_wide import ways
from tests.make import deal, needs, on, person, question, work

FEW_WAYS = 300_000


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


def shared_out(seed: int) -> Question:
    """Tasks that nobody may share, of two people who have just about the time for them, and others with time to
    spare.
    """
    chance = random.Random(seed)
    names = [f"t{n}" for n in range(chance.randint(3, 4))]
    tasks = []
    for n, name in enumerate(names):
        after = " ".join(before for before in names[:n] if chance.random() < 0.2)
        minutes = chance.choice([50, 100, 150, 200])
        tasks.append(
            work(name, needs("php", minutes, people=1), after=after, by=on(2) if chance.random() < 0.3 else None)
        )
    tasks += [work(f"easy{n}", needs("tea", 1), by=on(8)) for n in range(4)]
    last = on(chance.randint(1, 3))
    tasks = [task if task.by is not None else replace(task, by=last) for task in tasks]
    return question(person("ana"), person("ben"), person("tom", "tea"), deal(*tasks, due=on(8)))


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


@pytest.mark.slow
def test_no_part_ever_refutes_what_can_be_done(monkeypatch: pytest.MonkeyPatch) -> None:
    parts: list[Scene] = []

    def seen(of: Scene, fits: Callable[[Scene], bool]) -> Scene | None:
        part = tightest(of, fits)
        parts.extend([] if part is None else [part])
        return part

    monkeypatch.setattr("deliverable.engine.part.tightest", seen)
    told = set()
    for seed in range(8000, 8100):
        asked = shared_out(seed)
        if ways(asked) > FEW_WAYS:
            continue
        monkeypatch.setattr(searching_module, "BUILT_IN_A_SECOND", random.Random(seed).choice([30, 40, 50]))
        parts.clear()
        found = hunt(asked, Budget(1))
        if parts:
            told.add((found.none, oracle.fits(asked)))
    assert told >= {(True, False), (False, True)}
    assert (True, True) not in told
