"""Holds that must lapse: those that a plan could live with are not named, and of two that do alike one is enough."""

import pytest

from deliverable.book import Booking, Question
from deliverable.engine.lapsing import holds_beside
from deliverable.engine.solve import solve
from deliverable.supply import uncertain
from deliverable.verdict import assess
from tests import wide
from tests.make import MON, booking, deal, needs, on, person, question, row, work

AT_RISK = (9095, 9161, 9278, 9309, 9461, 9485)
"""Of the seeds from 9000 to 9599 those with several holds that may lapse and an at-risk."""


def held(name: str, who: str, ends: int, first: int = 0, last: int = 4) -> Booking:
    """A hold on all of somebody's time from one day of the week to another."""
    rows = row(who, on(first), on(last), share=1)
    return booking(name, rows, status="hold", probability="1/2", expires=on(ends))


def names(asked: Question) -> tuple[str, ...]:
    verdict = assess(asked)
    assert verdict.word == "at-risk"
    return verdict.holds


def build(minutes: int, people: int = 1, due: int = 4) -> object:
    return deal(work("build", needs("php", minutes, people=people)), due=on(due))


def test_of_two_holds_that_do_alike_the_one_that_ends_first_is_named() -> None:
    """500 minutes of one person by Friday: Ana or Ben, whoever is let go."""
    fair, zoo = held("fair", "ana", 10), held("zoo", "ben", 20)
    assert names(question(person("ana"), person("ben"), fair, zoo, build(500))) == ("fair",)
    fair, zoo = held("fair", "ana", 20), held("zoo", "ben", 10)
    assert names(question(person("ana"), person("ben"), fair, zoo, build(500))) == ("zoo",)


def test_both_are_named_where_both_must_lapse() -> None:
    """1,000 minutes of two people by Friday take both of them wholly."""
    holds = held("fair", "ana", 10), held("zoo", "ben", 20)
    assert names(question(person("ana"), person("ben"), *holds, build(1000, people=2))) == ("fair", "zoo")


def test_a_hold_that_the_plan_can_live_with_is_not_named() -> None:
    """Cem is held too, a tenth of his day; Ana alone can do it, so his hold stays."""
    small = booking("small", row("cem", MON, on(4), share="1/10"), status="hold", probability="1/5", expires=on(30))
    people = person("ana"), person("cem")
    assert names(question(*people, held("fair", "ana", 10), small, build(500))) == ("fair",)


@pytest.mark.slow
def test_released_they_make_it_a_yes() -> None:
    """Wide random questions: with the named holds released and all others kept, it fits, and the plan says so."""
    several = 0
    for seed in AT_RISK:
        asked = wide.question(seed, people=4, tasks=3, span=8, bookings=9)
        if len(uncertain(asked)) < 2:
            continue
        verdict = assess(asked)
        if verdict.word != "at-risk" or verdict.plan is None or verdict.side is None:
            continue
        several += 1
        assert assess(wide.with_released(asked, verdict.holds)).word == "yes", seed
        assert not holds_beside(solve(asked).with_holds, verdict.plan), seed
    assert several > 5
