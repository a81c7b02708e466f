"""Mistyped words."""

import pytest

from deliverable.files.suggest import distance, likely


@pytest.mark.parametrize(
    ("a", "b", "slips"),
    [
        ("", "", 0),
        ("a", "", 1),
        ("abc", "abc", 0),
        ("abc", "acb", 1),
        ("abc", "abd", 1),
        ("skilz", "skills", 2),
        ("ab", "ba", 1),
    ],
)
def test_distance(a: str, b: str, slips: int) -> None:
    assert distance(a, b) == slips
    assert distance(b, a) == slips


KEYS = ["name", "skills", "site", "team", "time_off", "to", "from"]


@pytest.mark.parametrize(
    ("word", "meant"),
    [("skilz", "skills"), ("Name", "name"), ("nmae", "name"), ("timeoff", "time_off"), ("form", "from"), ("tp", "to")],
)
def test_near_words_are_found(word: str, meant: str) -> None:
    assert likely(word, KEYS) == meant


@pytest.mark.parametrize("word", ["naem_it", "xyz", "skeletons", ""])
def test_far_words_are_not(word: str) -> None:
    assert likely(word, KEYS) is None


def test_ties_go_by_the_alphabet() -> None:
    assert likely("cat", ["hat", "bat"]) == "bat"
