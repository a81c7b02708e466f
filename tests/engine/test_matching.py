"""Who takes which place of a crew, and whether places can be filled at all: held against trying everything."""

import sys
from collections.abc import Callable
from itertools import product
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deliverable.engine.audit.best import can_fill
from deliverable.engine.audit.days import Worker
from deliverable.engine.matching import seats
from deliverable.engine.problem import Places

SETTINGS = settings(max_examples=300, deadline=None, derandomize=True)
MANY = 3000
SECONDS = 2 if sys.gettrace() is None else 20
"""Measuring coverage takes several times as long."""

ELIGIBLE = st.lists(st.integers(0, 4), max_size=5, unique=True)
PLACES = st.lists(st.tuples(st.integers(1, 2), ELIGIBLE), max_size=3)


def crew(*places: tuple[int, list[int]]) -> list[Places]:
    """Places of a job: so many people of those who may."""
    return [Places(0, n, "php", 1, people, tuple(eligible)) for n, (people, eligible) in enumerate(places)]


def everybody(worker: int) -> bool:
    return True


def fillable(choices: list[list[int]]) -> bool:
    """By trying every choice for every place."""
    return any(len(set(chosen)) == len(chosen) for chosen in product(*choices))


@pytest.mark.slow
@SETTINGS
@given(PLACES, st.sets(st.integers(0, 4)))
def test_seats_are_found_just_when_there_are_any(places: list[tuple[int, list[int]]], busy: set[int]) -> None:
    wanted = crew(*places)
    found = seats(wanted, lambda worker: worker not in busy)
    free = [[w for w in eligible if w not in busy] for people, eligible in places for _ in range(people)]
    assert (found is not None) == fillable(free)
    if found is None:
        return
    workers = [worker for _, worker in found]
    assert len(set(workers)) == len(workers)
    assert busy.isdisjoint(workers)
    assert all(worker in place.eligible for place, worker in found)
    assert [sum(place is one for one, _ in found) for place in wanted] == [place.people for place in wanted]


@SETTINGS
@given(st.lists(ELIGIBLE, max_size=5))
def test_places_can_be_filled_just_when_there_are_workers_for_them(choices: list[list[int]]) -> None:
    assert can_fill([workers(chosen) for chosen in choices]) == fillable(choices)


def workers(numbers: list[int]) -> list[Worker]:
    """The odd ones are members of a pool."""
    return [Worker("pool", n) if n % 2 else Worker(f"p{n}") for n in numbers]


def test_somebody_who_is_seated_moves_up_for_another() -> None:
    first, second, third = wanted = crew((1, [0, 1]), (1, [1, 2]), (1, [0, 1]))
    found = seats(wanted, everybody)
    assert found is not None
    seated = {place.index: worker for place, worker in found}
    assert seated[second.index] == 2
    assert {seated[first.index], seated[third.index]} == {0, 1}


def chain(last: int) -> list[list[int]]:
    """Each place has a choice of two neighbours; for the last one to be filled by 0 or 1, all others move up."""
    return [*([n, n + 1] for n in range(last)), [0, 1]]


def one_too_many(last: int) -> list[list[int]]:
    """As many workers as places, but two of them can only do the same place, so that a path leads nowhere."""
    return [*chain(last - 2), [last - 1, last], [0, 1]]


@pytest.mark.slow
@pytest.mark.parametrize(("shape", "possible"), [(chain, True), (one_too_many, False)])
def test_thousands_of_places_along_one_long_path(shape: Callable[[int], list[list[int]]], possible: bool) -> None:
    choices = shape(MANY - 1)
    begun = process_time()
    found = seats(crew(*((1, chosen) for chosen in choices)), everybody)
    filled = can_fill([workers(chosen) for chosen in choices])
    assert process_time() - begun < SECONDS
    assert filled is possible
    assert (found is not None) is possible
    assert found is None or sorted(worker for _, worker in found) == list(range(MANY))


@pytest.mark.slow
@pytest.mark.parametrize("missing", [None, MANY // 2])
def test_thousands_of_places_of_one_kind(missing: int | None) -> None:
    begun = process_time()
    found = seats(crew((MANY, list(range(MANY)))), lambda worker: worker != missing)
    assert process_time() - begun < SECONDS
    assert (found is None) == (missing is not None)
    assert found is None or sorted(worker for _, worker in found) == list(range(MANY))


def test_a_thousand_places_that_list_a_thousand_people_each() -> None:
    begun = process_time()
    assert can_fill([workers(list(range(1000)))] * 1000)
    assert process_time() - begun < SECONDS
