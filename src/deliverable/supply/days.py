"""What a person is booked for to free minutes per day, on demand.

The definitions are those of docs/capacity.md. All sums are exact fractions; the one rounding is the floor of what is
free.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction
from itertools import pairwise

from deliverable.book import Row
from deliverable.dataclass import dataclass
from deliverable.supply.calendar import ZERO, weekday
from deliverable.supply.presence import AWAY, ONE, Presence
from deliverable.supply.terms import Term

NOTHING = (0, False)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days on which the same rows count and the same share of leave is taken off: `first` .. `last`, ordinals."""

    first: int
    last: int
    factor: Fraction
    overtime: Fraction
    terms: tuple[Term, ...]


class PersonDays:
    """What one person can give, day by day, beside their rows. `overtime` are (first, last, share)."""

    def __init__(
        self, presence: Presence, terms: Sequence[Term], overtime: Sequence[tuple[int, int, Fraction]] = ()
    ) -> None:
        self.presence = presence
        self.terms = terms
        self.overtime = overtime
        self._counts: dict[tuple[int, int], int] = {}
        self._scales: dict[Fraction, Fraction] = {}
        self._free: list[int] = []
        self._clear: list[bool] = []

    def without_overtime(self) -> "PersonDays":
        """The same with nobody staying longer."""
        return PersonDays(self.presence, self.terms)

    def stretches(self, first: int, last: int) -> Iterator[Stretch]:
        """`first` .. `last` cut where a row, a leave year or overtime begins or ends."""
        presence = self.presence
        here = [t for t in self.terms if t.row.first.toordinal() <= last and t.row.last.toordinal() >= first]
        cuts = {first, last + 1, presence.start}
        for term in here:
            cuts.update((term.row.first.toordinal(), term.row.last.toordinal() + 1))
            cuts.update(_every_cuts(term.row, first, last))
        for begin, end, _ in self.overtime:
            cuts.update((begin, end + 1))
        day = first
        while day <= last and presence.person.allowance is not None:
            day = presence.leave_year(day)[1] + 1
            cuts.add(day)
        edges = sorted(cut for cut in cuts if first <= cut <= last + 1)
        for begin, end in pairwise(edges):
            active = tuple(t for t in here if t.row.first.toordinal() <= begin <= t.row.last.toordinal())
            extra = max((share for a, b, share in self.overtime if a <= begin <= b), default=ZERO)
            yield Stretch(begin, end - 1, presence.factor(begin), extra, active)

    def bookable(self, stretch: Stretch, kind: int) -> Fraction:
        """Bookable minutes of a day of a kind in a stretch, exact."""
        return self.presence.minutes[kind] * self.presence.focus * stretch.factor

    def bookable_by_day(self, first: int, last: int) -> list[Fraction]:
        """Bookable minutes of each day, exact."""
        kinds = self.presence.kinds(first, last)
        return [
            self.bookable(stretch, kinds[day - first])
            for stretch in self.stretches(first, last)
            for day in range(stretch.first, stretch.last + 1)
        ]

    def bookable_sums(self, first: int, lengths: Sequence[int]) -> list[Fraction]:
        """Bookable minutes of windows that follow each other, exact: so many days each, the first from `first` on."""
        presence = self.presence
        kinds = presence.kinds(first, first + sum(lengths) - 1)
        whole = [m.numerator if m.denominator == 1 else m for m in presence.minutes]  # whole numbers add up quicker
        known: dict[tuple[int, tuple[int, ...]], Fraction] = {}
        sums, day, until = [], first, first - 1
        for length in lengths:
            parts, end = [], day + length
            while day < end:
                until = until if day <= until else presence.same_factor(day)
                here = until, tuple(kinds[day - first : min(end, until + 1) - first])
                if here not in known:
                    known[here] = sum([whole[kind] for kind in here[1]]) * self._scale(presence.factor(day))
                parts.append(known[here])
                day = min(end, until + 1)
            sums.append(parts[0] if len(parts) == 1 else sum(parts, ZERO))
        return sums

    def taken(self, stretch: Stretch, bookable: Fraction) -> list[Fraction]:
        """What each of a stretch's rows takes of a day with so many bookable minutes (more than none)."""
        return [self._rate(term.row, stretch.first, bookable) for term in stretch.terms]

    def free(self, first: int, last: int) -> tuple[list[int], list[bool]]:
        """Free minutes of each day, and whether the day is clear: bookable, and nothing booked on it.

        From day one on they are kept, as far as somebody has looked.
        """
        start = self.presence.start
        if first < start:
            return self._reckon(first, last)
        if last >= start + len(self._free):
            free, clear = self._reckon(start + len(self._free), last)
            self._free += free
            self._clear += clear
        return self._free[first - start : last - start + 1], self._clear[first - start : last - start + 1]

    def _reckon(self, first: int, last: int) -> tuple[list[int], list[bool]]:
        kinds = self.presence.kinds(first, last)
        free: list[int] = []
        clear: list[bool] = []
        for stretch in self.stretches(first, last):
            here = kinds[stretch.first - first : stretch.last - first + 1]
            left = self._left(stretch, set(here))
            free.extend([left[kind][0] for kind in here])
            clear.extend([left[kind][1] for kind in here])
        return free, clear

    def _rest(self, stretch: Stretch) -> tuple[Fraction, Fraction, bool]:
        """What is left of working minutes, as a share of them less so many minutes, and whether anything is booked."""
        part, less = ONE + stretch.overtime if stretch.overtime else ONE, ZERO
        booked = False
        for term in stretch.terms:
            if term.row.share is not None:
                part -= term.row.share
                booked = booked or term.row.share > 0
            else:
                less += self._rate(term.row, stretch.first, ONE)
        return part * self._scale(stretch.factor), less, booked or less > 0

    def _scale(self, factor: Fraction) -> Fraction:
        """Focus times what leave leaves."""
        if factor not in self._scales:
            self._scales[factor] = self.presence.focus * factor
        return self._scales[factor]

    def _some(self, stretch: Stretch) -> bool:
        """Whether focus and leave leave anything of a day."""
        return bool(self.presence.focus and stretch.factor)

    def _left(self, stretch: Stretch, kinds: set[int]) -> dict[int, tuple[int, bool]]:
        """For each kind of day its free minutes, and whether it is clear.

        In whole numbers, and each fraction taken apart once, since this runs for everybody and every stretch.
        """
        if not self._some(stretch):
            return dict.fromkeys(kinds, NOTHING)
        part, less, booked = self._rest(stretch)
        above, below = part.as_integer_ratio()
        less_above, less_below = less.as_integer_ratio()
        out = {}
        for kind in kinds:
            minutes, parts = self.presence.minutes[kind].as_integer_ratio()
            whole = below * parts
            free = (minutes * above * less_below - less_above * whole) // (whole * less_below) if minutes else 0
            out[kind] = (max(0, free), not booked) if minutes else NOTHING
        return out

    def _rate(self, row: Row, day: int, bookable: Fraction) -> Fraction:
        if row.share is not None:
            return bookable * row.share
        if row.per_day is not None:
            return row.per_day
        if row.effort is None:
            return ZERO
        days = self._bookable_days(*spread(row, day))
        return row.effort.likely / days if days else ZERO

    def _bookable_days(self, first: int, last: int) -> int:
        """How many days of `first` .. `last` can be booked at all."""
        if (first, last) not in self._counts:
            presence, count, day = self.presence, 0, first
            while day <= last and presence.focus:
                end = last
                if presence.person.allowance is not None:
                    end = min(last, presence.leave_year(day)[1])
                    if day < presence.start <= end:
                        end = presence.start - 1
                kinds = presence.kinds(day, end)
                count += len(kinds) - kinds.count(AWAY) if presence.factor(day) else 0
                day = end + 1
            self._counts[first, last] = count
        return self._counts[first, last]


def spread(row: Row, day: int) -> tuple[int, int]:
    """First and last of the days over which a row's effort is spread evenly: its whole period, or the month or ISO
    week around a day.
    """
    of = date.fromordinal(day)
    if row.every == "month":
        begin = of.replace(day=1)
        following = date(of.year + of.month // 12, of.month % 12 + 1, 1) if of.year < 9999 else date.max
        return begin.toordinal(), following.toordinal() - 1
    if row.every == "week":
        return day - weekday(day), day - weekday(day) + 6
    return row.first.toordinal(), row.last.toordinal()


def _every_cuts(row: Row, first: int, last: int) -> Iterator[int]:
    """Where the months or weeks of a repeated row begin inside `first` .. `last`."""
    if row.every is None:
        return
    day = max(first, row.first.toordinal())
    end = min(last, row.last.toordinal())
    while day <= end:
        day = spread(row, day)[1] + 1
        yield day
