"""A book and a day to what rules look up about people again and again: the rows that count, and who works when.

Everything is worked out once, when it is first asked for, and in whole days: of 10,000 people hardly anybody needs to
be looked at day by day.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from deliverable.book import Book, Person, Question, Row
from deliverable.findings import KeyPath
from deliverable.rules.places import spoiled
from deliverable.supply.calendar import calendar_of, own_week, weekday
from deliverable.supply.presence import Closures
from deliverable.supply.terms import Term, terms

WEEK = 7
HOURS = frozenset({("firm", "day"), ("firm", "week"), ("firm", "focus"), ("firm", "calendar")})
PRESENCE = ("calendar", "week", "focus", "joins", "leaves", "time_off")
TIMES = ("week", "days_off")
STATUS = ("status", "deal", "work", "plan")
Span = tuple[int, int]
"""First and last day as ordinals, both included."""


class Entry(NamedTuple):
    """A row of somebody's that counts, the key path it stands at, and its days as ordinals."""

    term: Term
    path: KeyPath
    first: int
    last: int

    @property
    def row(self) -> Row:
        """The row as written."""
        return self.term.row


class Ledger:
    """What a book says from a day on. Rows that ended before that day's week are left out: nothing can be done."""

    def __init__(self, book: Book, today: date) -> None:
        self.book = book
        self.today = today
        self.now = today.toordinal()
        self.monday = self.now - weekday(self.now)
        self.closures = Closures()
        self._patterns: dict[tuple[str, tuple[bool, ...]], Pattern] = {}
        self._times: dict[str, Times] = {}

    @cached_property
    def entries(self) -> Mapping[str, Sequence[Entry]]:
        """The rows that count, by person, in the order of their ids."""
        return self._sorted_out[0]

    @cached_property
    def elastic(self) -> Mapping[str, int]:
        """How many rows with `effort` there are of a person, over or not."""
        return self._sorted_out[1]

    @cached_property
    def _sorted_out(self) -> tuple[dict[str, list[Entry]], Counter[str]]:
        out: dict[str, list[Entry]] = {}
        elastics: Counter[str] = Counter()
        for term in terms(Question(self.book, (), self.today)):
            row, name = term.row, term.row.person
            last = row.last.toordinal()
            if name is not None and elastic(row):
                elastics[name] += 1
            if name in self.book.people and name is not None and last >= self.monday and asks(row):
                out.setdefault(name, []).append(Entry(term, self._path(term), row.first.toordinal(), last))
        return out, elastics

    def _path(self, term: Term) -> KeyPath:
        booking = self.book.bookings.get(term.id)
        if term.why == "promise" or booking is None or booking.status != term.why:
            return ("promises", term.id, "plan", term.index)
        return ("bookings", term.id, "work", term.index)

    @cached_property
    def held(self) -> frozenset[str]:
        """The promises that are held, expired or not."""
        return frozenset(promise.id for promise in self.book.promises.values() if promise.status == "held")

    @cached_property
    def _spoiled(self) -> frozenset[KeyPath]:
        return frozenset(path[: 2 if path[0] == "firm" else 3] for path in spoiled(self.book.places))

    def sound(self, name: str) -> bool:
        """Whether everything that says when a person works, and for what, could be read."""
        if not self._spoiled:
            return True
        calendar = calendar_of(self.book, self.book.people[name].calendar).id
        paths: set[KeyPath] = {
            *HOURS,
            *(("people", name, key) for key in PRESENCE),
            *(("calendars", calendar, key) for key in TIMES),
        }
        paths |= {(entry.path[0], entry.path[1], key) for entry in self.entries.get(name, ()) for key in STATUS}
        return self._spoiled.isdisjoint(paths)

    def times(self, name: str) -> "Times":
        """When a person of the book works, by whole days."""
        if name not in self._times:
            person = self.book.people[name]
            week = own_week(self.book, person)
            self._times[name] = Times(person, self._pattern(person, week), self._minutes(person, week))
        return self._times[name]

    def _pattern(self, person: Person, week: Sequence[Fraction]) -> "Pattern":
        calendar = calendar_of(self.book, person.calendar)
        key = (calendar.id, tuple(map(bool, week)))
        if key not in self._patterns:
            closed = merged((off.first.toordinal(), off.last.toordinal()) for off in calendar.days_off)
            self._patterns[key] = Pattern(key[1], closed)
        return self._patterns[key]

    def _minutes(self, person: Person, week: Sequence[Fraction]) -> tuple[float, float]:
        """The bookable minutes of the shortest and the longest day of a week."""
        focus = float(self.book.firm.focus if person.focus is None else person.focus)
        minutes = [focus * float(day) for day in week if day]
        return (min(minutes), max(minutes)) if minutes else (0.0, 0.0)


def elastic(row: Row) -> bool:
    """Whether a row's work may be done on any of its days."""
    return row.effort is not None and row.every is None


def asks(row: Row) -> bool:
    """Whether a row takes anything; what could not be read of it takes nothing."""
    return bool(row.first <= row.last and (row.share or row.per_day or (row.effort and row.effort.likely)))


class Pattern:
    """A working week and a calendar's days off: how many days of it there are between two days."""

    def __init__(self, works: Sequence[bool], closed: Sequence[Span]) -> None:
        self._upto = (0, *accumulate(map(int, works)))
        self._closed = closed
        self._starts = [first for first, _ in closed]
        self._ends = [last for _, last in closed]
        self._off = (0, *accumulate(self.plain(first, last) for first, last in closed))

    @property
    def end(self) -> int:
        """The last day off that is known."""
        return self._ends[-1] if self._ends else 0

    def days(self, first: int, last: int) -> int:
        """The working days of a stretch."""
        if last < first:
            return 0
        return self.plain(first, last) - self._shut(first, last)

    def plain(self, first: int, last: int) -> int:
        """The days of a stretch on which the week has hours: ordinal 1 is a Monday."""
        weeks, rest = divmod(last, WEEK)
        before, left = divmod(first - 1, WEEK)
        return (weeks - before) * self._upto[WEEK] + self._upto[rest] - self._upto[left]

    def _shut(self, first: int, last: int) -> int:
        low, high = bisect_left(self._ends, first), bisect_right(self._starts, last)
        if low >= high:
            return 0
        begin, end = self._closed[low][0], self._closed[high - 1][1]
        outside = self.plain(begin, first - 1) if begin < first else 0
        outside += self.plain(last + 1, end) if end > last else 0
        return self._off[high] - self._off[low] - outside


class Times:
    """When somebody works, by whole days: week, days off, joining, leaving and time off.

    `least` and `most` are the bookable minutes of the shortest and the longest day of the week, `off` the days away
    as a whole, `partly` those with any time off.
    """

    def __init__(self, person: Person, pattern: Pattern, minutes: tuple[float, float]) -> None:
        self.person = person
        self.pattern = pattern
        self.least, self.most = minutes
        self.joins = person.joins.toordinal() if person.joins else 1
        self.leaves = person.leaves.toordinal() if person.leaves else date.max.toordinal()
        spans = [(off.first.toordinal(), off.last.toordinal(), off.share) for off in person.time_off]
        self.off = merged((first, last) for first, last, share in spans if share >= 1)
        self.partly = merged((first, last) for first, last, share in spans if share < 1)
        self.touched = merged([*self.off, *self.partly]) if self.partly else self.off

    def worked(self, first: int, last: int) -> int:
        """The working days of a stretch while employed, leave or not."""
        return self.pattern.days(max(first, self.joins), min(last, self.leaves))

    def away(self, first: int, last: int) -> int:
        """Those of them that are time off as a whole."""
        return sum(self.worked(*span) for span in within(self.off, first, last)) if self.off else 0

    def surely(self, first: int, last: int) -> int:
        """Those of them without any time off."""
        return self.worked(first, last) - sum(self.worked(*span) for span in within(self.touched, first, last))


def merged(spans: Iterable[Span]) -> list[Span]:
    """The same days as stretches in order, none of which touch."""
    out: list[Span] = []
    for first, last in sorted(span for span in spans if span[0] <= span[1]):
        if out and first <= out[-1][1] + 1:
            out[-1] = (out[-1][0], max(out[-1][1], last))
        else:
            out.append((first, last))
    return out


def within(spans: Sequence[Span], first: int, last: int) -> list[Span]:
    """The parts of these stretches that lie in another."""
    return [(max(a, first), min(b, last)) for a, b in spans if a <= last and b >= first]
