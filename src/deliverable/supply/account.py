"""A person's days in a window to the sum that ends in their free minutes, as a pencil would do it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from fractions import Fraction
from math import floor

from deliverable.dataclass import dataclass
from deliverable.supply.calendar import WEEKDAYS, ZERO, calendar_week, days_in, weekday
from deliverable.supply.days import PersonDays, Stretch
from deliverable.supply.presence import ONE
from deliverable.supply.terms import Term

HALF = Fraction(1, 2)


@dataclass(frozen=True, slots=True)
class Taken:
    """Minutes that are not free, and why.

    `why` is one of closed, week, employment, away, focus, leave, overtime (adds, so below zero), rounding, or a
    row's firm, hold, internal, promise. `id` and `client` name the booking and `share` is its share of a day where it
    has just one;
    `days` counts days where that is how a person would say it;
    `label` names the weekday, or the days off.
    """

    why: str
    minutes: int
    id: str = ""
    client: str = ""
    until: date | None = None
    days: Fraction = ZERO
    share: Fraction | None = None
    label: str = ""


@dataclass(frozen=True, slots=True)
class Account:
    """`gross` (the calendar's week) less everything taken is `minutes`, to the minute. `weekdays` counts the gross
    days.
    """

    person: str
    first: date
    last: date
    weekdays: int
    gross: int
    taken: tuple[Taken, ...]
    minutes: int
    focus: Fraction


@dataclass(slots=True)
class _Running:
    """The exact rest, and what was printed of it so far: rounding never adds up to a wrong sum."""

    exact: Fraction
    shown: int

    def take(self, minutes: Fraction) -> int:
        self.exact -= minutes
        before, self.shown = self.shown, floor(self.exact + HALF)
        return before - self.shown


def account(days: PersonDays, first: int, last: int) -> Account:
    """The sum behind `days.free(first, last)`."""
    presence = days.presence
    week = calendar_week(presence.book, presence.calendar)
    hours = [week[weekday(day)] for day in range(first, last + 1)]
    gross = sum(hours, ZERO)
    running = _Running(gross, floor(gross + HALF))
    start = running.shown
    taken = [replace(t, minutes=running.take(exact)) for t, exact in _steps(days, hours, first, last)]
    return Account(
        presence.person.id,
        date.fromordinal(first),
        date.fromordinal(last),
        sum(1 for h in hours if h),
        start,
        tuple(t for t in taken if t.minutes or t.days),
        running.shown,
        presence.focus,
    )


def _steps(days: PersonDays, hours: list[Fraction], first: int, last: int) -> Iterator[tuple[Taken, Fraction]]:
    """Each step of the sum with its exact minutes."""
    yield from _calendar_steps(days, hours, first, last)
    presence = days.presence
    working = presence.working(first, last)
    worked = sum((presence.minutes[kind] for kind in working), ZERO)
    present = sum((presence.minutes[kind] for kind in presence.kinds(first, last)), ZERO)
    bookable = days.bookable(first, last)
    gone = sum((share for day, share in presence.away(first, last).items() if working[day - first]), ZERO)
    yield Taken("away", 0, days=gone), worked - present
    focused = present * presence.focus
    yield Taken("focus", 0), present - focused
    yield Taken("leave", 0), focused - sum(bookable, ZERO)
    yield from _booked_steps(days, bookable, first, last)


def _calendar_steps(days: PersonDays, hours: list[Fraction], first: int, last: int) -> Iterator[tuple[Taken, Fraction]]:
    presence = days.presence
    off = {day - first: period for day, period in days_in(presence.calendar.days_off, first, last)}
    closed = [i for i in off if hours[i]]
    names = ", ".join(dict.fromkeys(off[i].name for i in sorted(closed) if off[i].name))
    yield Taken("closed", 0, label=names, days=Fraction(len(closed))), sum((hours[i] for i in closed), ZERO)
    own = presence.week
    for day in range(7):
        mine = [i for i in range(len(hours)) if weekday(first + i) == day and i not in off]
        less = sum((hours[i] - own[day] for i in mine), ZERO)
        whole = Fraction(len(mine)) if own[day] == 0 else ZERO
        if less:
            yield Taken("week", 0, label=WEEKDAYS[day], days=whole), less
    worked = sum((presence.minutes[kind] for kind in presence.working(first, last)), ZERO)
    kept = sum((own[weekday(first + i)] for i in range(len(hours)) if i not in off), ZERO)
    yield Taken("employment", 0), kept - worked


def _booked_steps(
    days: PersonDays, bookable: list[Fraction], first: int, last: int
) -> Iterator[tuple[Taken, Fraction]]:
    extra, total = ZERO, ZERO
    by_booking: dict[str, tuple[Term, Fraction]] = {}
    shares: dict[str, set[Fraction | None]] = {}
    for stretch in days.stretches(first, last):
        for i in range(stretch.first - first, stretch.last - first + 1):
            if bookable[i] <= 0:
                continue
            extra += bookable[i] * stretch.overtime
            total += _clip(days, stretch, bookable[i], by_booking)
            for term in stretch.terms:
                shares.setdefault(term.id, set()).add(term.row.share)
    yield Taken("overtime", 0), -extra
    for term, minutes in by_booking.values():
        share = next(iter(shares[term.id])) if len(shares[term.id]) == 1 else None
        yield Taken(term.why, 0, term.id, term.client, term.row.last, share=share), minutes
    free = sum(days.free(first, last)[0])
    yield Taken("rounding", 0), sum(bookable, ZERO) + extra - total - free


def _clip(
    days: PersonDays, stretch: Stretch, bookable: Fraction, by_booking: dict[str, tuple[Term, Fraction]]
) -> Fraction:
    """What the rows take of one day, never more than there is, added to `by_booking`."""
    left = bookable * (ONE + stretch.overtime)
    whole = left
    for term, minutes in zip(stretch.terms, days.taken(stretch, bookable), strict=True):
        part = min(left, minutes)
        left -= part
        known, sum_so_far = by_booking.get(term.id, (term, ZERO))
        latest = term if term.row.last > known.row.last else known
        by_booking[term.id] = (latest, sum_so_far + part)
    return whole - left
