"""Answers to wide random questions, held against the exhaustive enumerator."""

from datetime import date, timedelta
from math import perm, prod

import pytest

from deliverable.book import Deal, Question, Task
from deliverable.supply import day_one
from deliverable.verdict import Verdict, assess
from tests import oracle, wide

DAY = timedelta(days=1)
WITHIN = 21
"""How many days the enumerator looks for an earliest finish."""
TOO_MANY = 1_000_000
"""Ways to place the tasks from which on trying them all may take long."""

ONE_DEAL = range(60)
SMALLER = range(1000, 1040)
TWO_DEALS = range(2000, 2025)


def ways(question: Question) -> int:
    """At most in so many ways the enumerator places the tasks of a question."""
    return prod(_ways(question, deal, task) for deal in question.deals for task in deal.scope or ())


def _ways(question: Question, deal: Deal, task: Task) -> int:
    """Days on which a task that others wait for may end; for a crew each start and each choice of people."""
    followed = any(task.id in other.after for other in deal.scope or ())
    if task.effort is not None:
        return WITHIN if followed else 1
    if task.crew is None:
        return 1
    people = len(question.book.people) + sum(pool.people for pool in question.book.contractors.values())
    return (1 if task.dates else WITHIN) * perm(people, sum(place.people for place in task.crew))


def agrees(question: Question, verdict: Verdict) -> None:
    """Never a wrong yes, at-risk or no."""
    with_holds = oracle.fits(question, "with holds")
    certain = oracle.fits(question, "certain")
    truth = "yes" if with_holds else "at-risk" if certain else "no"
    assert certain or not with_holds
    assert verdict.word in (truth, "unknown")


def holds_the_finish(question: Question, verdict: Verdict) -> None:
    """The earliest finish lies in the bracket; what is proved is that day, and never means that there is none."""
    bracket = verdict.bracket
    assert bracket is not None
    finish = verdict.claim["finish"]
    soonest = oracle.earliest(question, "certain", WITHIN)
    no_sooner, planned = _day(finish["no_sooner_than"]), _day(finish["earliest"])
    end = day_one(question) + (WITHIN - 1) * DAY
    if soonest is None:
        assert planned is None or planned > end
        return
    assert not bracket.never
    assert no_sooner is None or no_sooner <= soonest
    assert planned is None or planned >= max(soonest, question.today)
    if bracket.beside is not None:
        soonest = oracle.earliest(question, "with holds", WITHIN)
    if finish["proved"] and soonest is not None:
        assert planned == max(soonest, day_one(question))


def _day(said: str | None) -> date | None:
    return None if said is None else date.fromisoformat(said)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("seeds", "sizes"), [(ONE_DEAL, {}), (SMALLER, {"people": 3, "tasks": 3, "span": 8})], ids=["usual", "smaller"]
)
def test_one_deal(seeds: range, sizes: dict[str, int]) -> None:
    for seed in seeds:
        question = wide.question(seed, **sizes)
        if ways(question) > TOO_MANY:
            continue
        verdict = assess(question)  # raises when its own audit refuses it
        agrees(question, verdict)
        holds_the_finish(question, verdict)


@pytest.mark.slow
def test_two_deals_at_once() -> None:
    for seed in TWO_DEALS:
        question = wide.question(seed, deals=2, people=3, tasks=2)
        if ways(question) <= TOO_MANY:
            agrees(question, assess(question))


def test_few_are_left_out() -> None:
    assert sum(ways(wide.question(seed)) > TOO_MANY for seed in ONE_DEAL) <= len(ONE_DEAL) // 10


def test_a_seed_is_one_question() -> None:
    assert wide.question(7, deals=2) == wide.question(7, deals=2)
    assert wide.question(7) != wide.question(8)


@pytest.mark.slow
def test_a_crew_of_outside_people_keeps_to_what_their_pool_gives() -> None:
    """The pool gives 150 minutes in all, and the crew would take two whole days of 100 of its only member."""
    verdict = assess(wide.question(1008))
    assert verdict.word == "no"
