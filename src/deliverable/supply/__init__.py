"""A book and a question to free minutes per person and day, on demand, and to the sums behind them."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import field
from datetime import date, timedelta
from fractions import Fraction
from functools import cached_property

from deliverable.book import Book, Question
from deliverable.dataclass import dataclass
from deliverable.supply.account import Account, account
from deliverable.supply.calendar import WorkingDays, weekday
from deliverable.supply.days import PersonDays
from deliverable.supply.pools import PoolMember, pool_members
from deliverable.supply.presence import Closures, Presence
from deliverable.supply.terms import Term, day_one, deal_day_one, terms, uncertain
from deliverable.supply.unnamed import Unnamed, unnamed

__all__ = [
    "Account",
    "PersonDays",
    "PoolMember",
    "Supply",
    "Term",
    "Unnamed",
    "WorkingDays",
    "day_one",
    "deal_day_one",
    "uncertain",
    "weekday",
]

HORIZON_YEARS = 5


def horizon(first: date) -> int:
    """How many days the engine looks ahead: five years."""
    try:
        return (first.replace(year=first.year + HORIZON_YEARS) - first).days
    except ValueError:  # 29 February, or the end of time
        return min(365 * HORIZON_YEARS + 2, date.max.toordinal() - first.toordinal())


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of the people of a firm from a day on: when they are there, and their days beside some rows."""

    presences: dict[str, Presence] = field(default_factory=dict)
    days: dict[str, list[PersonDays]] = field(default_factory=dict)


class Supply:
    """Free minutes for one question. With `certain` only, holds that may lapse don't count.

    `like` is a supply of another question to the same firm: what is the same in this one is used again.
    """

    OF_THE_FIRM: tuple[str, ...] = ("working", "indexes")
    OF_THE_BOOKINGS: tuple[str, ...] = ("_terms", "_named", "_every", "unnamed", "pools")

    def __init__(self, question: Question, *, certain: bool, like: "Supply | None" = None) -> None:
        self.question = question
        self.book = question.book
        self.certain = certain
        self.day_one = day_one(question)
        self.start = self.day_one.toordinal()
        self.days = horizon(self.day_one)
        self._people: dict[str, PersonDays] = {}
        self._closures = Closures()
        self._known = _Known()
        if like is not None and like.start == self.start and _same(like.book, self.book, "firm", "calendars"):
            self._know(like)

    def _know(self, like: "Supply") -> None:
        """Take over what is known of the firm, and of its bookings where they and the deals are the same."""
        self._known = like._known  # noqa: SLF001 - its own kind
        names = self.OF_THE_FIRM
        asked = (self.question.today, self.question.deals, self.certain)
        if asked == (like.question.today, like.question.deals, like.certain) and _same(
            like.book, self.book, "bookings", "promises", "contractors"
        ):
            names = (*names, *self.OF_THE_BOOKINGS)
        self.__dict__.update({name: value for name, value in vars(like).items() if name in names})

    @cached_property
    def _terms(self) -> list[Term]:
        return [term for term in terms(self.question) if term.certain or not self.certain]

    @property
    def rows(self) -> Sequence[Term]:
        """Every row that counts, named or not."""
        return self._terms

    @cached_property
    def _named(self) -> Mapping[str, list[Term]]:
        named: dict[str, list[Term]] = {}
        for term in self._terms:
            if term.row.person is not None:
                named.setdefault(term.row.person, []).append(term)
        return named

    @cached_property
    def working(self) -> WorkingDays:
        """The firm's working days of the horizon."""
        return WorkingDays(self.book, self.start, self.start + self.days - 1)

    @cached_property
    def indexes(self) -> tuple[int, ...]:
        """The firm's working days up to and with the first day beyond the horizon, counted from day one."""
        days = WorkingDays(self.book, self.start, self.start + self.days).days
        return tuple(day - self.start for day in days)

    @cached_property
    def unnamed(self) -> tuple[Unnamed, ...]:
        """The rows of somebody who isn't named yet."""
        return tuple(unnamed(self.book, [t for t in self._terms if t.row.person is None], self.start, self.days))

    @cached_property
    def pools(self) -> tuple[PoolMember, ...]:
        """The outside people that the deals count on."""
        return tuple(pool_members(self.question, self.working, self.start))

    def person(self, person: str) -> PersonDays:
        """The days of a person of the book."""
        if person not in self._people:
            self._people[person] = self._beside(person, self._named.get(person, []))
        return self._people[person]

    def _beside(self, person: str, rows: list[Term]) -> PersonDays:
        """A person's days beside some rows; where they are known, just those."""
        presence, overtime = self._presence(person), self._overtime(person)
        known = self._known.days.setdefault(person, [])
        for days in known:
            if days.presence is presence and days.overtime == overtime and days.terms == rows:
                return days
        known.append(PersonDays(presence, rows, overtime))
        return known[-1]

    def _presence(self, person: str) -> Presence:
        known = self._known.presences.get(person)
        if known is None or known.person is not self.book.people[person]:
            known = Presence(self.book, self.book.people[person], self.start, self._closures)
            self._known.presences[person] = known
        return known

    def all_terms(self, person: str) -> Sequence[Term]:
        """The rows of a person with every hold that counts, whether they may lapse or not."""
        return self._every.get(person, ())

    def without(self, person: str, lapsed: Collection[str]) -> PersonDays:
        """The days of a person with every hold that counts but these."""
        rows = [term for term in self.all_terms(person) if term.id not in lapsed or term.certain]
        return self._beside(person, rows)

    def beside(self, person: str, keep: Callable[[Term], bool]) -> PersonDays:
        """The days of a person beside those of their rows that are kept, of all with every hold that counts."""
        return self._beside(person, [term for term in self.all_terms(person) if keep(term)])

    @cached_property
    def _every(self) -> Mapping[str, Sequence[Term]]:
        named: dict[str, list[Term]] = {}
        for term in terms(self.question):
            if term.row.person is not None:
                named.setdefault(term.row.person, []).append(term)
        return named

    def as_in(self, other: "Supply", person: str) -> bool:
        """Whether a person and their rows are the same in another supply of the question (a pool's member has none)."""
        if self.book.people.get(person) is not other.book.people.get(person):
            return False
        return len(self._named.get(person, ())) == len(other._named.get(person, ()))  # noqa: SLF001 - its own kind

    def account(self, person: str, first: date, last: date) -> Account:
        """The sum behind a person's free minutes in a window, as a pencil would do it."""
        return account(self.person(person), first.toordinal(), last.toordinal())

    def _overtime(self, person: str) -> list[tuple[int, int, Fraction]]:
        out = []
        for deal in self.question.deals:
            extra = deal.extras.overtime.get(person)
            if extra is None:
                continue
            first, last = overtime_days(self.question, deal.due, extra.first, extra.last)
            out.append((first.toordinal(), last.toordinal(), extra.share))
        return out


def _same(one: Book, other: Book, *tables: str) -> bool:
    """Whether two books have the very same tables."""
    return all(getattr(one, table) is getattr(other, table) for table in tables)


def overtime_days(question: Question, due: date | None, first: date | None, last: date | None) -> tuple[date, date]:
    """The days of a deal's overtime: as said, else the policy's weeks that end on the due date (all of them without a
    limit).

    Without a due date the weeks begin on day one.
    """
    begin = day_one(question)
    horizon_end = begin + timedelta(days=horizon(begin) - 1)
    policy = question.book.firm.overtime
    weeks = policy.weeks if policy else None
    end = last or (min(due, horizon_end) if due else None)
    if first is None:
        first = begin if weeks is None or end is None else max(begin, end - timedelta(days=7 * weeks - 1))
    if end is None:
        end = horizon_end if weeks is None else first + timedelta(days=7 * weeks - 1)
    return first, end
