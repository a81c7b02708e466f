"""What is nearest to a question that every sum allows and that can't be done all the same."""

from typing import Any

import pytest

from deliverable.book import Question
from deliverable.engine.audit.nearest import check_nearest
from deliverable.engine.explaining import nearest_data
from deliverable.engine.nearest import Nearest, nearest, without_task
from deliverable.engine.proofs import Searched, Shortfall
from deliverable.engine.search import Budget
from deliverable.engine.solve import Side, solve
from deliverable.verdict import assess
from tests import claims
from tests.make import deal, needs, on, person, question, wait, work

WED = on(2)


def three_of_two() -> Question:
    """Ana and Ben have 600 until Wednesday, and three tasks of one person each need 200: each fits once, not twice."""
    tasks = [work(name, needs("php", 200, people=1)) for name in ("one", "two", "three")]
    return question(person("ana"), person("ben"), deal(*tasks, due=WED))


def found(asked: Question) -> tuple[Side, Nearest]:
    side = solve(asked).certain
    return side, nearest(asked, side, Budget(1))


def test_a_sum_fails_when_the_dates_are_a_day_sooner() -> None:
    asked = three_of_two()
    side, near = found(asked)
    assert near.sooner is not None
    assert near.sooner.days == -1
    assert side.problem.on(near.sooner.until) == on(1)
    assert isinstance(near.sooner.proof, Shortfall)


def test_any_one_of_the_tasks_less_and_it_fits() -> None:
    _, near = found(three_of_two())
    assert sorted(fewer.task for fewer in near.fewer) == ["one", "three", "two"]


def test_a_task_that_may_be_left_out_comes_before_one_that_must_be_there() -> None:
    tasks = [work("must", needs("php", 200, people=1)), work("should", needs("php", 200, people=1), priority="should")]
    tasks.append(work("could", needs("php", 200, people=1), priority="could"))
    _, near = found(question(person("ana"), person("ben"), deal(*tasks, due=WED)))
    assert [fewer.task for fewer in near.fewer] == ["could", "should", "must"]


def test_one_task_alone_is_not_left_out() -> None:
    _, near = found(question(person("ana"), deal(work("a", needs("php", 10)), due=WED)))
    assert near.fewer == ()
    assert near.sooner is not None
    assert near.sooner.days == -3


def test_what_waited_for_the_task_waits_for_what_it_waited_for() -> None:
    asked = deal(wait("a", 1), wait("b", 1, after="a"), wait("c", 1, after="a b"), wait("d", 1))
    assert [(t.id, t.after) for t in without_task(asked, "b").scope or ()] == [("a", ()), ("c", ("a",)), ("d", ())]


@pytest.mark.slow
def test_it_is_audited() -> None:
    asked = three_of_two()
    side, near = found(asked)
    data = nearest_data(side.problem, near)
    assert list(check_nearest({"nearest": data}, asked)) == []
    assert list(check_nearest({}, asked)) == []
    skip = ("because",)
    for path, changed in claims.spoiled(data, others=("one", "ben"), skip=skip):
        if path.split(" = ")[0] in {".fewer"} or (path.endswith("'one'") and ".task" in path and "plan" not in path):
            continue  # fewer tasks named, or the same plan under another's name where it does as well
        assert list(check_nearest({"nearest": changed}, asked)) != [], path


def test_a_task_that_is_not_there_can_not_be_left_out() -> None:
    asked = three_of_two()
    side, near = found(asked)
    data: dict[str, Any] = nearest_data(side.problem, near)
    data["fewer"] = [data["fewer"][0] | {"task": "four"}]
    assert any("no such task" in said for said in check_nearest({"nearest": data}, asked))


def test_a_no_without_a_sum_is_explained_by_what_is_nearest() -> None:
    """What one more person would change is asked for the kinds of the sum that is nearest."""
    verdict = assess(three_of_two(), explain=True)
    assert isinstance(verdict.proof, Searched)
    assert verdict.binding == ()
    assert verdict.claim["reasons"] == []
    assert verdict.nearest is not None
    assert len(verdict.claim["nearest"]["fewer"]) == 3
    assert verdict.more is not None
    assert verdict.more.makes_it
