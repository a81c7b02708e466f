"""Circles among tasks: each is found once, wherever it begins, and named whole."""

import random

import pytest

from deliverable.book import Promise
from deliverable.rules import after_cycle
from deliverable.rules.after_cycle import circles
from tests.rules.books import abouts, book, check, deal, only, task


@pytest.mark.parametrize(
    ("tasks", "found"),
    [
        ({"a": "", "b": "a", "c": "ab"}, []),
        ({"a": "a"}, ["aa"]),
        ({"a": "b", "b": "a"}, ["aba"]),
        ({"a": "b", "b": "c", "c": "a"}, ["abca"]),
        ({"x": "", "a": "xb", "b": "ca", "c": "x"}, ["aba"]),
        ({"a": "b", "b": "a", "c": "d", "d": "c"}, ["aba", "cdc"]),
        ({"a": "b", "b": "c", "c": "b"}, ["bcb"]),
        ({"a": "bc", "b": "a", "c": "a"}, ["aba", "aca"]),
        ({"a": "z"}, []),
        ({"a": "bb", "b": "a"}, ["aba"]),
    ],
)
def test_circles(tasks: dict[str, str], found: list[str]) -> None:
    named = [[*circle, circle[0]] for circle, _ in circles({n: task(n, *after) for n, after in tasks.items()})]
    assert ["".join(circle) for circle in named] == found


def test_the_finding_points_at_the_after_that_closes_the_circle() -> None:
    given = book(deal(task("design", "build"), task("start"), task("build", "start", "design")))
    found = only(check(after_cycle, given))
    assert found.message == "can never begin: `design` after `build` after `design`"
    assert abouts([found]) == ["deals.d.scope.build.after.1"]


def test_promises_are_looked_at_too() -> None:
    assert abouts(check(after_cycle, book(Promise("p", scope=(task("a", "a"),))))) == ["promises.p.scope.a.after.0"]


def test_there_is_a_circle_exactly_if_there_is_no_order() -> None:
    for seed in range(300):
        chance = random.Random(seed)
        names = "abcdef"
        tasks = {n: task(n, *(m for m in names if chance.random() < 0.2)) for n in names}
        left = dict(tasks)
        while ready := [n for n, t in left.items() if not set(t.after) & set(left)]:
            for name in ready:
                del left[name]
        found = [circle for circle, _ in circles(tasks)]
        assert bool(found) == bool(left)
        for circle in found:
            assert all(b in tasks[a].after for a, b in zip(circle, [*circle[1:], circle[0]], strict=True))


def test_a_long_chain_is_no_recursion() -> None:
    tasks = {str(n): task(str(n), str(n + 1)) for n in range(5000)}
    assert list(circles(tasks)) == []
    tasks["4999"] = task("4999", "0")
    assert [len(circle) for circle, _ in circles(tasks)] == [5000]
