"""A person's days in a window to its calendar weeks: sums by week, and where somebody has two free weeks in a row."""

from collections.abc import Collection, Sequence
from datetime import date, timedelta
from itertools import pairwise

from deliverable.supply import PersonDays, weekday


class Weeks:
    """So many calendar weeks from the one of `first`, whose days before that are left out.

    `mondays` are their first days, that of the first week maybe before `first`; `last` is the Sunday at the end, and
    `lengths` are the days of each.
    """

    def __init__(self, first: date, count: int) -> None:
        self.first = first
        self.count = count
        monday = first - timedelta(days=first.weekday())
        self.mondays = tuple(monday + timedelta(days=7 * week) for week in range(count))
        self.last = self.mondays[-1] + timedelta(days=6)
        self.days = (self.last - first).days + 1
        self.lengths = (7 - first.weekday(), *[7] * (count - 1))

    def sums(self, minutes: Sequence[int]) -> list[int]:
        """Minutes by day to minutes by week."""
        ends = [self.lengths[0] + 7 * week for week in range(self.count)]
        return [sum(minutes[begin:end]) for begin, end in pairwise((0, *ends))]


def free_pairs(days: PersonDays, weeks: Weeks, working: Sequence[int]) -> list[int]:
    """The weeks, by number, that begin two free weeks in a row of a person.

    `working` are the firm's days of the window. Free is a week in which somebody works, and all that they'd usually
    work of the firm's days can still be booked. A week that is cut begins none.
    """
    presence, first, last = days.presence, weeks.first.toordinal(), weeks.last.toordinal()
    works = [minutes > 0 for minutes in presence.week]
    closed = frozenset(presence.closures.days(presence.calendar, first, last))
    clear, away = days.free(first, last)[1], presence.away(first, last)
    usual = [day for day in working if works[weekday(day)] and day not in closed]
    monday = weeks.mondays[0].toordinal()
    taken = {(day - monday) // 7 for day in usual if day in away or not clear[day - first]}
    free = {(day - monday) // 7 for day in usual} - taken - ({0} if weeks.first.weekday() else set())
    return sorted(number for number in free if number + 1 in free)


def first_pairs(pairs: Sequence[Collection[int]], weeks: Weeks, most: int) -> tuple[date | None, ...]:
    """The first Monday from which one, two and so on up to `most` have theirs at the same time."""
    together = [0] * weeks.count
    for numbers in pairs:
        for number in numbers:
            together[number] += 1
    found = (next((n for n, count in enumerate(together) if count >= least), None) for least in range(1, most + 1))
    return tuple(None if number is None else weeks.mondays[number] for number in found)
