"""A person's days in a window to the sum that ends in their free minutes, as a pencil would do it."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
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
    weekdays = Counter(weekday(day) for day in range(first, last + 1))
    gross = _total(weekdays, week)
    running = _Running(gross, floor(gross + HALF))
    start = running.shown
    taken = [replace(t, minutes=running.take(exact)) for t, exact in _steps(days, weekdays, first, last)]
    return Account(
        presence.person.id,
        date.fromordinal(first),
        date.fromordinal(last),
        sum(count for day, count in weekdays.items() if week[day]),
        start,
        tuple(t for t in taken if t.minutes or t.days),
        running.shown,
        presence.focus,
    )


def _total(counts: Mapping[int, int], minutes: Sequence[Fraction]) -> Fraction:
    """The minutes of so many days of each weekday, or of each kind of day."""
    return sum((count * minutes[kind] for kind, count in counts.items()), ZERO)


def _steps(days: PersonDays, weekdays: Mapping[int, int], first: int, last: int) -> Iterator[tuple[Taken, Fraction]]:
    """Each step of the sum with its exact minutes."""
    presence = days.presence
    working, kinds = presence.working(first, last), presence.kinds(first, last)
    worked = _total(Counter(working), presence.minutes)
    yield from _calendar_steps(days, weekdays, worked, first, last)
    present = _total(Counter(kinds), presence.minutes)
    gone = sum((share for day, share in presence.away(first, last).items() if working[day - first]), ZERO)
    yield Taken("away", 0, days=gone), worked - present
    focused = present * presence.focus
    yield Taken("focus", 0), present - focused
    booked = _Booked(days, kinds, first, last)
    yield Taken("leave", 0), focused - booked.bookable
    yield from booked.steps(sum(days.free(first, last)[0]))


def _calendar_steps(
    days: PersonDays, weekdays: Mapping[int, int], worked: Fraction, first: int, last: int
) -> Iterator[tuple[Taken, Fraction]]:
    presence = days.presence
    week, own = calendar_week(presence.book, presence.calendar), presence.week
    off = dict(days_in(presence.calendar.days_off, first, last))
    closed = [day for day in off if week[weekday(day)]]
    names = ", ".join(dict.fromkeys(off[day].name for day in sorted(closed) if off[day].name))
    lost = _total(Counter(map(weekday, closed)), week)
    yield Taken("closed", 0, label=names, days=Fraction(len(closed))), lost
    kept = Counter(weekdays)
    kept.subtract(map(weekday, off))
    for day in range(7):
        less = kept[day] * (week[day] - own[day])
        whole = Fraction(kept[day]) if own[day] == 0 else ZERO
        if less:
            yield Taken("week", 0, label=WEEKDAYS[day], days=whole), less
    yield Taken("employment", 0), _total(kept, own) - worked


class _Booked:
    """What rows take in a window, and overtime adds: once for all days of a kind on which the same rows count."""

    def __init__(self, days: PersonDays, kinds: Sequence[int], first: int, last: int) -> None:
        self.days = days
        self.bookable = self.extra = self.total = ZERO
        self.by_booking: dict[str, tuple[Term, Fraction]] = {}
        self.shares: dict[str, set[Fraction | None]] = {}
        for stretch in days.stretches(first, last):
            here = Counter(kinds[stretch.first - first : stretch.last - first + 1])
            for kind, count in here.items():
                self._add(stretch, days.bookable(stretch, kind), count)

    def _add(self, stretch: Stretch, bookable: Fraction, count: int) -> None:
        """So many days with so many bookable minutes each."""
        if bookable <= 0:
            return
        self.bookable += count * bookable
        self.extra += count * bookable * stretch.overtime
        left = bookable * (ONE + stretch.overtime)
        for term, minutes in zip(stretch.terms, self.days.taken(stretch, bookable), strict=True):
            part = min(left, minutes)
            left -= part
            self.total += count * part
            known, sum_so_far = self.by_booking.get(term.id, (term, ZERO))
            latest = term if term.row.last > known.row.last else known
            self.by_booking[term.id] = (latest, sum_so_far + count * part)
            self.shares.setdefault(term.id, set()).add(term.row.share)

    def steps(self, free: int) -> Iterator[tuple[Taken, Fraction]]:
        """Overtime, each booking, and what the one rounding takes."""
        yield Taken("overtime", 0), -self.extra
        for term, minutes in self.by_booking.values():
            share = next(iter(self.shares[term.id])) if len(self.shares[term.id]) == 1 else None
            yield Taken(term.why, 0, term.id, term.client, term.row.last, share=share), minutes
        yield Taken("rounding", 0), self.bookable + self.extra - self.total - free
