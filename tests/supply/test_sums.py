"""Sums over windows, and days beside some rows: the same as day by day."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from deliverable.book import Book, Question
from deliverable.files.disk import read_tree
from deliverable.files.load import load
from deliverable.supply import Supply
from tests.make import MON, book, booking, firm, off, on, person, promise, row

ROOT = Path(__file__).parent.parent.parent


def sample() -> Book:
    return load(read_tree(ROOT / "capacity", deals=False, relative_to=ROOT)).book


def of(the: Book, today: date = MON) -> Supply:
    return Supply(Question(the, (), today), certain=False)


@pytest.mark.parametrize("today", [date(2026, 11, 25), date(2026, 12, 31)])
@pytest.mark.parametrize("lengths", [[5, *[7] * 70], [1, 1, 364, 40], [300]])
def test_bookable_minutes_of_windows_are_those_of_their_days(today: date, lengths: Sequence[int]) -> None:
    the = sample()
    supply = of(the, today)
    for name in the.people:
        days, first = supply.person(name), today.toordinal()
        for length, minutes in zip(lengths, days.bookable_sums(first, lengths), strict=True):
            assert minutes == sum(days.bookable_by_day(first, first + length - 1)), name
            first += length


def test_a_leave_year_that_ends_within_a_window_changes_what_a_day_is_worth() -> None:
    """10 days of leave in a year that ends on Wednesday 6 January 2027, with three days left of it: nothing is left of
    those. Of the next year's 261 working days 10 are 251/261 of each.
    """
    the = book(person("ana", allowance=Fraction(10)), the_firm=firm(leave_year=(1, 7)))
    assert of(the).person("ana").bookable_sums(MON.toordinal(), [3, 4]) == [0, 2 * 100 * Fraction(251, 261)]


def test_before_today_leave_is_not_spread() -> None:
    the = book(person("ana", allowance=Fraction(26), time_off=(off(on(-7)),)))
    days = of(the).person("ana")
    first = MON.toordinal() - 7
    assert days.bookable_sums(first, [14]) == [sum(days.bookable_by_day(first, first + 13))]
    assert days.bookable_sums(first, [7]) == [400]


def test_days_beside_some_of_the_rows() -> None:
    the = book(
        person("ana"),
        booking("b", row("ana", MON, share="1/4")),
        booking("h", row("ana", MON, share="1/2"), status="hold", probability=1, expires=on(3)),
        promise("p", row("ana", MON, per_day=5), status="held", expires=on(1)),
        booking("old", row("ana", MON, share=1), status="hold", probability="1/2", expires=on(-1)),
    )
    supply = of(the)

    def left(*why: str) -> int:
        return supply.beside("ana", lambda term: term.why in why).free(MON.toordinal(), MON.toordinal())[0][0]

    assert (left(), left("firm"), left("hold"), left("firm", "hold")) == (100, 75, 45, 20)
    assert supply.person("ana").free(MON.toordinal(), MON.toordinal())[0] == [20]
    assert [term.id for term in supply.rows] == ["b", "h", "p"]
