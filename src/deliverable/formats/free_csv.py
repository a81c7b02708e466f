"""What is left to sell to the rows of a table: one for each skill or person and week, in person-days."""

from collections.abc import Iterator
from fractions import Fraction

from deliverable.answers.free import FreeAnswer, Left, Row
from deliverable.formats.csv import Cell

DAYS = ("bookable", "beside_firm", "beside_holds")


def header(answer: FreeAnswer) -> tuple[str, ...]:
    """The names of the columns; a person has nothing of what is booked for nobody by name."""
    if answer.asked.people:
        return ("person", "name", "week", *DAYS, "left")
    return ("skill", "people", "week", *DAYS, "beside_all", "left")


def rows(answer: FreeAnswer) -> Iterator[tuple[Cell, ...]]:
    """Each row's weeks one below the other; `week` is a Monday, `left` what is left as `--counting` says."""
    for row in answer.rows:
        for monday, left in zip(answer.mondays, row.weeks, strict=True):
            yield (*_named(answer, row), monday, *_days(answer, left))


def _named(answer: FreeAnswer, row: Row) -> tuple[Cell, ...]:
    if answer.asked.people:
        return row.id, answer.book.people[row.id].name
    return row.id, len(row.people)


def _days(answer: FreeAnswer, left: Left) -> tuple[Fraction, ...]:
    every = () if answer.asked.people else (left.all,)
    minutes = (left.bookable, left.firm, left.holds, *every, left.counting(answer.asked.counting))
    return tuple(of / answer.book.firm.day for of in minutes)
