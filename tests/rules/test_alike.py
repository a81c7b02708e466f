"""The words most like another: what difflib says, where few are alike, and the plain slips where many are."""

from difflib import get_close_matches

from hypothesis import given
from hypothesis import strategies as st

from deliverable.rules.alike import MOST_COMPARED, most_alike

WORDS = st.text(st.sampled_from("abcde-1"), min_size=1, max_size=8)


@given(WORDS, st.lists(WORDS, max_size=MOST_COMPARED, unique=True))
def test_of_few_words_it_finds_what_difflib_finds(wanted: str, words: list[str]) -> None:
    for least in (0.5, 0.7, 1.0):
        assert most_alike(wanted, words, 2, least) == get_close_matches(wanted, words, 2, least)


def test_among_thousands_that_differ_in_a_number_a_slip_is_found() -> None:
    words = [f"person-{number}" for number in range(3000)]
    for wrong, meant in (("persn-1234", "person-1234"), ("preson-77", "person-77")):
        assert meant in most_alike(wrong, words, 2, 0.7)


def test_nothing_is_like_nothing() -> None:
    assert most_alike("", ["", "a"], 2, 0.7) == []
    assert most_alike("abc", [], 2, 0.7) == []
