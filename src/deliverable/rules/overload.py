"""Somebody's rows to the stretches in which they ask for more than there is, with by how much and which rows.

What is said here can't be done, however the days are shifted:

- A week is the measure. What is booked for a day may be done on another one of the same week, as far as the row's own
  dates allow. So half a day for everybody on a Friday overbooks nobody who has half a day to spare in that week, and
  two bookings that meet on a Thursday do if Thursday is all they have.
- A row with `effort` may be done on any of its days. A retainer (`every`) asks no more of a week with public holidays
  or leave in it than its part of a whole one.
- Less than half an hour is left alone: nobody books to the minute.
- Leave that isn't booked yet is not taken off: it is spread over fewer days from day to day, and would turn a sound
  week into a fault by itself.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import accumulate, groupby, pairwise

from deliverable.book import Row
from deliverable.dataclass import dataclass
from deliverable.findings import KeyPath
from deliverable.rules.ledger import WEEK, Entry, Ledger, Span, Times, elastic, merged, within
from deliverable.rules.workdays import HORIZON
from deliverable.supply.calendar import weekday
from deliverable.supply.days import spread
from deliverable.supply.presence import Presence

NEVER = date.max.toordinal()
"""The day from which unbooked leave is spread."""
DUST = 1e-6
"""Minutes are exact fractions that are added up as decimals here; less than this is no difference."""
HAIR = 1e-9
"""The same for shares of a day."""
SLACK = 30.0
"""Minutes from which on it is too much."""
MOST_ELASTIC = 100
"""Of somebody with more rows with `effort` than this, over or not, each such row is not held against all others."""
LARGEST = 1e3
"""So many days' work in one stands for any number of them."""


@dataclass(frozen=True, slots=True)
class Over:
    """Days for which more is asked than there is: minutes by row, and what can be given. `weekly`: of one week, or of
    several that follow each other.
    """

    first: int
    last: int
    parts: Mapping[KeyPath, float]
    given: float
    weekly: bool = True

    @property
    def asked(self) -> float:
        """All minutes that are asked for."""
        return sum(self.parts.values())

    @property
    def ratio(self) -> float:
        """What is asked for over what can be given."""
        return self.asked / self.given

    def beyond(self, limit: float) -> float:
        """The minutes above a share of what can be given."""
        return self.asked - limit * self.given

    def meets(self, other: "Over") -> bool:
        """Whether they have a day in common."""
        return self.first <= other.last and other.first <= self.last


def firm_overloads(ledger: Ledger, name: str) -> list[Over]:
    """The stretches in which what clients were promised is more than a person can give."""
    return overloads(ledger, name, [entry for entry in ledger.entries.get(name, ()) if is_firm(ledger, entry)])


def is_firm(ledger: Ledger, entry: Entry) -> bool:
    """Whether a row is work that a client was promised.

    A firm booking of a deal that is held by a promise is none even when that hold has expired: it would make a fault
    of what was none the day before.
    """
    if entry.term.why != "firm":
        return entry.term.why == "promise"
    return ledger.book.bookings[entry.term.id].deal not in ledger.held


def overloads(ledger: Ledger, name: str, entries: Sequence[Entry], limit: float = 1.0) -> list[Over]:
    """The weeks from this one on, and then the days of rows with `effort`, in which a person's entries ask for more
    than a share of what can be given.
    """
    times = ledger.times(name)
    end = _end(times, entries)
    spans = merged(_weeks(span, ledger.monday) for span in _suspects(ledger, times, entries, limit, end))
    if not spans:
        return []
    few = ledger.elastic[name] <= MOST_ELASTIC
    free = [entry for entry in entries if few and elastic(entry.row) and entry.last <= end]
    first, last = spans[0][0], spans[-1][1]
    whole = (min([first, *(entry.first for entry in free)]), max([last, *(entry.last for entry in free)]))
    days = Days(ledger, name, entries, whole)
    weeks = (days.worst_of_week(monday, limit) for span in spans for monday in range(*span, WEEK))
    return [*(over for over in weeks if over), *days.elastic(free, limit)]


def together(overs: Sequence[Over]) -> list[Over]:
    """The same with weeks that follow each other as one stretch."""
    weeks = [over for over in overs if over.weekly]
    numbered = ((place, over.first - weekday(over.first) - WEEK * place, over) for place, over in enumerate(weeks))
    out = [over for over in overs if not over.weekly]
    for _, group in groupby(numbered, key=lambda one: one[1]):
        row = [over for *_, over in group]
        parts: dict[KeyPath, float] = {}
        for over in row:
            for path, minutes in over.parts.items():
                parts[path] = parts.get(path, 0.0) + minutes
        out.append(Over(row[0].first, row[-1].last, parts, sum(over.given for over in row)))
    return out


def ordinary(times: Times, row: Row, day: int) -> float:
    """What a retainer asks of each day: its effort over the days of that week or month on which its person works when
    there are no days off.
    """
    days = times.pattern.plain(*spread(row, day))
    return float(row.effort.likely) / days if row.effort and days else 0.0


# --- a bound, quick --------------------------------------------------------------------------------------------------


def _end(times: Times, entries: Sequence[Entry]) -> int:
    """The last day that is looked at: later everything repeats itself. It hangs on the data alone, not on today."""
    known = [times.pattern.end, times.joins, *(span[1] for span in times.touched[-1:])]
    changes = [*known, *(entry.first for entry in entries)]
    return min(max((entry.last for entry in entries), default=0), max(changes) + HORIZON)


def _weeks(span: Span, monday: int) -> Span:
    """From the Monday of a stretch to its last Sunday, not before a Monday."""
    first = max(span[0] - weekday(span[0]), monday)
    return first, span[1] - weekday(span[1]) + WEEK - 1


def _suspects(ledger: Ledger, times: Times, entries: Sequence[Entry], limit: float, end: int) -> Iterator[Span]:
    """The stretches in which the most that the entries could ask of any day is above the limit."""
    edges: dict[int, float] = {}
    for entry in entries:
        rate = _most_of_a_day(ledger, times, entry, end)
        edges[entry.first] = edges.get(entry.first, 0.0) + rate
        edges[entry.last + 1] = edges.get(entry.last + 1, 0.0) - rate
        if times.partly and entry.row.share is None:
            yield from within(times.partly, max(entry.first, ledger.monday), min(entry.last, end))
    load = 0.0
    for day, following in pairwise(sorted(edges)):
        load += edges[day]
        if load > limit + HAIR and following > ledger.monday and day <= end:
            yield max(day, ledger.monday), min(following - 1, end)


def _most_of_a_day(ledger: Ledger, times: Times, entry: Entry, end: int) -> float:
    """The largest share of a day that an entry asks for, or more than that."""
    row = entry.row
    if row.share is not None:
        return row.share.numerator / row.share.denominator  # what float() does, in less than half the time
    if not times.least:
        return 0.0
    if row.per_day is not None:
        return float(row.per_day) / times.least
    if row.every is not None:
        first = max(entry.first, ledger.monday)
        last = first if row.every == "week" else end  # weeks are alike, months are not
        return max((ordinary(times, row, day) for day, _ in _periods(row, first, last)), default=0.0) / times.least
    days = times.surely(entry.first, entry.last)
    return float(row.effort.likely) / days / times.least if row.effort and days else LARGEST


def _periods(row: Row, first: int, last: int) -> Iterator[Span]:
    """The parts of a retainer's days that lie in one week, or one month, each."""
    day, end = first, min(last, row.last.toordinal())
    while day <= end:
        until = min(spread(row, day)[1], end)
        yield day, until
        day = until + 1


# --- exact, where it may be too much ---------------------------------------------------------------------------------


class Days:
    """What a person can give on each day of a span, and what each entry asks of a part of it."""

    def __init__(self, ledger: Ledger, name: str, entries: Sequence[Entry], span: Span) -> None:
        self.times = ledger.times(name)
        self.first, self.last = span
        self.monday = ledger.monday
        self.entries = [entry for entry in entries if entry.first <= self.last and entry.last >= self.first]
        presence = Presence(ledger.book, self.times.person, NEVER, ledger.closures)
        kinds = presence.kinds(*span)
        minutes = [float(minutes * presence.focus) for minutes in presence.minutes]
        self.bookable = [minutes[kind] for kind in kinds]
        self._given = (0.0, *accumulate(self.bookable))
        self._count = (0, *accumulate(int(minutes > 0) for minutes in self.bookable))

    def given(self, first: int, last: int) -> float:
        """The bookable minutes of some days."""
        return self._given[last - self.first + 1] - self._given[first - self.first]

    def count(self, first: int, last: int) -> int:
        """How many of some days can be booked."""
        return self._count[last - self.first + 1] - self._count[first - self.first]

    def asked(self, row: Row, first: int, last: int) -> float:
        """What a row asks of some of its days."""
        first, last = max(first, self.first), min(last, self.last)
        if last < first:
            return 0.0
        if row.share is not None:
            return float(row.share) * self.given(first, last)
        if row.per_day is not None:
            return float(row.per_day) * self.count(first, last)
        return sum(ordinary(self.times, row, day) * self.count(day, until) for day, until in _periods(row, first, last))

    def whole(self, entry: Entry) -> float:
        """What a row with `effort` asks of all its days; nothing where none of them can be booked."""
        effort = entry.row.effort
        return float(effort.likely) if effort and self.count(entry.first, entry.last) else 0.0

    def worst_of_week(self, monday: int, limit: float) -> Over | None:
        """The days of a week for which most is asked above the limit, if there are any."""
        sunday = monday + WEEK - 1
        pieces: list[tuple[int, int, float, KeyPath]] = []
        for entry in self.entries:
            first, last = max(entry.first, monday), min(entry.last, sunday)
            if first > last or (elastic(entry.row) and (first, last) != (entry.first, entry.last)):
                continue
            minutes = self.whole(entry) if elastic(entry.row) else self.asked(entry.row, first, last)
            pieces.append((first, last, minutes, entry.path))
        table: dict[Span, float] = {}
        for first, last, minutes, _ in pieces:
            table[first, last] = table.get((first, last), 0.0) + minutes
        best = max((self._beyond(table, span, limit), span) for span in _candidates(table)) if table else None
        if best is None or best[0] < SLACK - DUST:
            return None
        first, last = best[1]
        return self._over(
            first, last, {path: m for a, b, m, path in pieces if first <= a and b <= last and m}, weekly=True
        )

    def _beyond(self, table: Mapping[Span, float], span: Span, limit: float) -> float:
        inside = sum(minutes for (first, last), minutes in table.items() if span[0] <= first and last <= span[1])
        return inside - limit * self.given(*span)

    def elastic(self, rows: Sequence[Entry], limit: float) -> Iterator[Over]:
        """From where one row with `effort` begins to where it or another ends: what must be done in between above the
        limit. Of several the worst that begins there.
        """
        for first in sorted({entry.first for entry in rows}):
            ends = sorted({entry.last for entry in rows if entry.last >= first})
            overs = [self._over(first, last, self._inside(first, last), weekly=False) for last in ends]
            worst = max(overs, key=lambda over: over.beyond(limit))
            if worst.given and worst.last >= self.monday and worst.beyond(limit) >= SLACK - DUST:
                yield worst

    def _inside(self, first: int, last: int) -> dict[KeyPath, float]:
        """What each entry asks that can't be done outside of a stretch; what moves within a week may leave it."""
        parts = {}
        for entry in self.entries:
            begin = entry.first if entry.first >= first else first + (-weekday(first)) % WEEK
            end = entry.last if entry.last <= last else last - (weekday(last) + 1) % WEEK
            if not elastic(entry.row):
                parts[entry.path] = self.asked(entry.row, begin, end)
            elif first <= entry.first and entry.last <= last:
                parts[entry.path] = self.whole(entry)
        return {path: minutes for path, minutes in parts.items() if minutes}

    def _over(self, first: int, last: int, parts: Mapping[KeyPath, float], *, weekly: bool) -> Over:
        """A stretch from its first to its last day on which anything can be given."""
        given = [day for day in range(first, last + 1) if self.bookable[day - self.first]] or [first, last]
        return Over(given[0], given[-1], parts, self.given(first, last), weekly)


def _candidates(table: Iterable[Span]) -> list[Span]:
    spans = list(table)
    return [(first, last) for first in {a for a, _ in spans} for last in {b for _, b in spans} if first <= last]


def minutes_of(ledger: Ledger, name: str, row: Row) -> float:
    """The minutes that a person can give to a row, with nothing beside it."""
    days = Days(ledger, name, (), (row.first.toordinal(), row.last.toordinal()))
    given = days.given(days.first, days.last)
    if elastic(row) and row.effort:
        return min(float(row.effort.likely), given)
    if row.per_day is not None:
        return sum(min(minutes, float(row.per_day)) for minutes in days.bookable)
    return min(given, days.asked(row, days.first, days.last))
