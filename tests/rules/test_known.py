"""What a finding about an unknown id says, and how it guesses what was meant."""

import pytest

from deliverable.book import Booking, Person
from deliverable.rules import unknown_person
from deliverable.rules.known import MOST_GUESSES, likeliest, slipped
from tests.rules.books import Written, book, booked, check, only, row

PERSON = ("bookings", "b", "work", 0, "person")


def test_the_likely_id_is_named_with_its_place_and_put_in_by_the_edit() -> None:
    places = Written(PERSON, keys=(("people", "sofia"),))
    found = only(check(unknown_person, book(Person("sofia"), booked("b", row("sofiaa")), places=places)))
    assert found.message == "no person called `sofiaa`"
    assert found.cure == "write `sofia`, or add `sofiaa` to people"
    assert found.place.path == "value bookings.b.work.0.person"
    assert [(other.message, other.place.path) for other in found.related] == [
        ("did you mean `sofia`?", "key people.sofia")
    ]
    assert [(edit.place, edit.text) for edit in found.edits] == [(found.place, "sofia")]
    assert found.safe


def test_without_an_exact_place_there_is_no_edit() -> None:
    places = Written(keys=(("bookings", "b"),))
    found = only(check(unknown_person, book(Person("sofia"), booked("b", row("sofiaa")), places=places)))
    assert found.place.path == "key bookings.b"
    assert found.edits == ()
    assert not found.safe


def test_without_any_place_there_still_is_a_finding() -> None:
    found = only(check(unknown_person, book(booked("b", row("x")))))
    assert (found.place.path, found.place.line) == ("", 1)


@pytest.mark.parametrize(
    ("people", "cure"),
    [
        (0, "add `x` to people, or name one that is there"),
        (1, "name `aa0`, or add `x` to people"),
        (6, "name `aa0` or `aa1` or `aa2` or `aa3` or `aa4` or `aa5`, or add `x` to people"),
        (7, "add `x` to people, or name one that is there"),
    ],
)
def test_a_few_ids_are_listed(people: int, cure: str) -> None:
    given = book(*(Person(f"aa{index}") for index in range(people)), booked("b", row("x")))
    assert only(check(unknown_person, given)).cure == cure


@pytest.mark.parametrize(
    ("wanted", "meant"),
    [
        ("sofiaa", ("sofia", True)),
        ("Sofia", ("sofia", True)),
        ("sopia", ("sofia", False)),
        ("tomas", ("tom", False)),
        ("zzz", None),
        ("dann", ("danna", False)),
    ],
)
def test_a_guess_is_sure_when_it_is_near_and_the_only_one(wanted: str, meant: tuple[str, bool] | None) -> None:
    assert likeliest(wanted, ["sofia", "tom", "dana", "danna"], {}) == meant


@pytest.mark.parametrize(
    ("wanted", "meant", "sure"),
    [
        ("sofiaa", "sofia", True),  # one letter twice
        ("soofia", "sofia", True),
        ("acessibility", "accessibility", True),
        ("harbuor-trust", "harbour-trust", True),  # two letters swapped
        ("harbour_trust", "harbour-trust", True),
        ("Harbour Trust", "harbour-trust", True),
        ("josé", "jose", True),
        ("joanna", "johanna", False),  # another name
        ("hanna", "anna", False),
        ("annna", "anna", False),  # too short to tell
        ("sofi", "sofia", False),
        ("sofiab", "sofia", False),
        ("sofiaaa", "sofia", False),
        ("retainer-2026", "retainer-2027", False),
        ("phase-11", "phase-1", False),
        ("phase-21", "phase-12", False),
        ("maria", "marta", False),
        ("", "sofia", False),
    ],
)
def test_a_slip_of_the_finger_is_sure_and_another_letter_is_not(wanted: str, meant: str, sure: bool) -> None:
    assert slipped(wanted, meant) is sure


def test_another_name_is_sure() -> None:
    assert likeliest("React.JS", ["react"], {"react.js": "react"}) == ("react", True)


def test_guessing_ends_where_everything_is_wrong() -> None:
    rows = tuple(row(f"sofia{index}") for index in range(MOST_GUESSES + 5))
    found = check(unknown_person, book(Person("sofia"), Booking("b", work=rows)))
    guessed = ["write" in finding.cure for finding in found]
    assert guessed == [True] * MOST_GUESSES + [False] * 5


def test_the_same_wrong_id_is_guessed_once_and_always() -> None:
    rows = tuple(row("sofiaa") for _ in range(MOST_GUESSES + 5))
    found = check(unknown_person, book(Person("sofia"), Booking("b", work=rows)))
    assert all("write `sofia`" in finding.cure for finding in found)
