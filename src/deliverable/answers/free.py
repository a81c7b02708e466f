"""A book and a day to what is left to sell: by skill or by person, week by week, and what takes the rest."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field
from datetime import date, timedelta
from fractions import Fraction
from functools import cached_property
from math import floor
from operator import add, sub

from deliverable.answers.touching import touches_people
from deliverable.answers.weeks import Weeks, first_pairs, free_pairs
from deliverable.book import Book, Person, Question
from deliverable.dataclass import dataclass
from deliverable.engine.taking import Easing, Taking
from deliverable.errors import UserError
from deliverable.findings import Finding, Severity
from deliverable.supply import PersonDays, Supply, Term

ALL, HOLDS, FIRM = COUNTING = ("all", "holds", "firm")
"""Which commitments count: all there are, those of somebody by name, and of these all but holds."""
WEEKS = 12
TOGETHER = 3
"""For one person, two and so on up to so many it is said from when they are free together."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked: whose time, from which day on and for how many weeks, and which commitments count.

    `skill` is an id; `people` asks for a row a person rather than a skill.
    """

    skill: str | None = None
    level: int = 1
    team: str | None = None
    site: str | None = None
    people: bool = False
    counting: str = ALL
    weeks: int = WEEKS
    first: date | None = None


@dataclass(frozen=True, slots=True)
class Left:
    """Minutes: what can be booked (whole ones of each person and week), and what is left beside firm work, beside holds
    too, and beside bookings that name nobody too.
    """

    bookable: int
    firm: int
    holds: int
    all: int

    def counting(self, which: str) -> int:
        """What is left when these commitments count."""
        return {ALL: self.all, HOLDS: self.holds, FIRM: self.firm}[which]


@dataclass(frozen=True, slots=True)
class Row:
    """A skill or a person, week by week, and all weeks together. `people` are those behind it; `level` is what a person
    has of the skill that was asked for.
    """

    id: str
    people: tuple[str, ...]
    weeks: tuple[Left, ...]
    total: Left
    level: int | None = None


@dataclass(frozen=True, slots=True)
class Starts:
    """The first Mondays from which one, two, three people with a skill have two free weeks in a row; None: never."""

    skill: str
    mondays: tuple[date | None, ...]


@dataclass(frozen=True, slots=True)
class Ending:
    """A hold that ends before the last week does, and the minutes of what is shown that are free from then on if
    nobody renews it.
    """

    id: str
    client: str
    owner: str
    probability: Fraction | None
    expires: date
    minutes: int


@dataclass(frozen=True, slots=True)
class Nobody:
    """A booking of somebody unnamed that people who are shown could do: in no row of a person."""

    id: str
    client: str
    skill: str
    level: int
    minutes: int


@dataclass(frozen=True, slots=True)
class FreeAnswer:
    """What is left. Rows of people leave out what is booked for nobody by name, as `nobody` says; `total` doesn't.

    Where faults of the data touch what is counted there are no rows.
    """

    book: Book
    asked: Asked
    today: date
    first: date
    last: date
    mondays: tuple[date, ...]
    people: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    total: Left = field(default=Left(0, 0, 0, 0))
    starts: tuple[Starts, ...] = ()
    ending: tuple[Ending, ...] = ()
    nobody: tuple[Nobody, ...] = ()
    faults: tuple[Finding, ...] = ()
    elsewhere: int = 0


def free(book: Book, today: date, found: Iterable[Finding], asked: Asked) -> FreeAnswer:
    """What is left to sell. `found` are the faults of the data."""
    supply = Supply(Question(book, (), today), certain=False)
    weeks = window(supply, asked)
    people = tuple(sorted(person.id for person in book.people.values() if counts(person, asked, weeks)))
    errors = [finding for finding in found if finding.severity is Severity.ERROR]
    faults = tuple(finding for finding in errors if touches_people(finding, book, people))
    answer = (book, asked, today, weeks.first, weeks.last, weeks.mondays, people)
    if faults:
        return FreeAnswer(*answer, faults=faults, elsewhere=len(errors) - len(faults))
    map_ = _Map(supply, asked, weeks, people)
    return FreeAnswer(
        *answer,
        tuple(map_.rows()),
        map_.left(people).total,
        tuple(map_.starts()),
        tuple(map_.ending()) if asked.counting != FIRM else (),
        tuple(map_.nobody()) if asked.people else (),
        elsewhere=len(errors),
    )


def window(supply: Supply, asked: Asked) -> Weeks:
    """The weeks that are asked for. Raises UserError where they begin before today or end beyond what is planned."""
    today = supply.day_one
    first = asked.first or today
    if first < today:
        message = f"--from can't be {first}, which is before today, {today}"
        raise UserError(message, "what is over can't be sold; --as-of says which day is today")
    weeks = Weeks(first, asked.weeks)
    end = today + timedelta(days=supply.days - 1)
    if weeks.last > end:
        message = f"{asked.weeks} weeks from {first} end on {weeks.last}, and nothing is planned beyond {end}"
        raise UserError(message, "ask for fewer --weeks, or for an earlier --from")
    return weeks


def counts(person: Person, asked: Asked, weeks: Weeks) -> bool:
    """Whether somebody is with the firm in these weeks, and one of those who are asked for."""
    here = (person.joins is None or person.joins <= weeks.last) and (
        person.leaves is None or person.leaves >= weeks.first
    )
    there = asked.team in (None, person.team) and asked.site in (None, person.site)
    return here and there and able(person, asked)


def able(person: Person, asked: Asked) -> bool:
    """Whether somebody has the skill that is asked for; without one any at that level, or none in rows of people."""
    if asked.skill is not None:
        return person.skills.get(asked.skill, 0) >= asked.level
    return any(level >= asked.level for level in person.skills.values()) or (asked.people and asked.level == 1)


class _Map:
    """The free minutes of a window by person and day, for whoever asks for some people's by week."""

    def __init__(self, supply: Supply, asked: Asked, weeks: Weeks, people: tuple[str, ...]) -> None:
        self.supply = supply
        self.book = supply.book
        self.asked = asked
        self.weeks = weeks
        self.people = people
        self.first, self.last = weeks.first.toordinal(), weeks.last.toordinal()
        self._bookable: dict[str, list[int]] = {}
        self._firm: dict[str, list[int]] = {}
        self._holds: dict[str, list[int]] = {}

    # --- minutes --------------------------------------------------------------------------------------------------

    def left(self, people: Sequence[str], *, named: bool = False) -> Row:
        """What some people have together; with `named` bookings that name nobody take nothing."""
        bookable, firm, holds = [0] * self.asked.weeks, [0] * self.asked.weeks, [0] * self.asked.weeks
        for person in people:
            bookable = list(map(add, bookable, self.bookable(person)))
            firm = list(map(add, firm, self.firm(person)))
            holds = list(map(add, holds, self.holds(person)))
        taken = [0] * self.asked.weeks if named else self.weeks.sums(self.taking.of(people))
        every = list(map(sub, holds, taken))
        weeks = tuple(map(Left, bookable, firm, holds, every))
        return Row("", tuple(people), weeks, Left(sum(bookable), sum(firm), sum(holds), sum(every)))

    def bookable(self, person: str) -> list[int]:
        """What can be booked of a person, by week."""
        if person not in self._bookable:
            self._bookable[person] = [
                *map(floor, self.supply.person(person).bookable_sums(self.first, self.weeks.lengths))
            ]
        return self._bookable[person]

    def firm(self, person: str) -> list[int]:
        """What is left of them beside firm work, by week."""
        if person not in self._firm:
            days = self.without_holds(person)
            same = days is self.supply.person(person)
            self._firm[person] = self.holds(person) if same else self.weeks.sums(self.days(days))
        return self._firm[person]

    def holds(self, person: str) -> list[int]:
        """What is left of them beside holds too, by week."""
        if person not in self._holds:
            self._holds[person] = self.weeks.sums(self.days(self.supply.person(person)))
        return self._holds[person]

    def days(self, person: PersonDays, end: int | None = None) -> list[int]:
        """Free minutes of each day of the window, or of so many."""
        return person.free(self.first, self.last if end is None else self.first + end - 1)[0]

    def without_holds(self, person: str) -> PersonDays:
        """A person's days beside firm and internal work and promises."""
        return self.supply.beside(person, lambda term: term.why != "hold")

    @cached_property
    def taking(self) -> Taking:
        """What bookings that name nobody must take of whom."""
        book, rows = self.book, self.supply.unnamed
        skills = {person.id: person.skills for person in book.people.values()} if rows else {}
        minutes = {person: self.days(self.supply.person(person)) for person in skills}
        return Taking(skills, rows, minutes, self.first - self.supply.start, self.weeks.days)

    # --- what is shown --------------------------------------------------------------------------------------------

    @cached_property
    def skills(self) -> dict[str, list[str]]:
        """The people behind each skill that is asked for and somebody has, by skill."""
        holders: dict[str, list[str]] = {}
        for person in self.people:
            for skill, level in self.book.people[person].skills.items():
                if level >= self.asked.level and self.asked.skill in (None, skill):
                    holders.setdefault(skill, []).append(person)
        return dict(sorted(holders.items()))

    def rows(self) -> Iterator[Row]:
        """A row a skill, or a person."""
        if not self.asked.people:
            for skill, people in self.skills.items():
                row = self.left(people)
                yield Row(skill, row.people, row.weeks, row.total)
            return
        for person in sorted(self.people, key=lambda name: (self.book.people[name].name.casefold() or name, name)):
            row = self.left([person], named=True)
            level = self.book.people[person].skills.get(self.asked.skill or "")
            yield Row(person, row.people, row.weeks, row.total, level)

    def starts(self) -> Iterator[Starts]:
        """From when people with a skill are free for two weeks, for each skill that is asked for."""
        if self.asked.people and self.asked.skill is None:
            return
        days = self.without_holds if self.asked.counting == FIRM else self.supply.person
        working = [day for day in self.supply.working.days if self.first <= day <= self.last]
        pairs = {person: free_pairs(days(person), self.weeks, working) for person in self.people}
        for skill, people in self.skills.items():
            yield Starts(skill, first_pairs([pairs[person] for person in people], self.weeks, TOGETHER))

    # --- what takes the rest --------------------------------------------------------------------------------------

    def ending(self) -> Iterator[Ending]:
        """Holds that end before the window does and would free something, those that free most first."""
        found = []
        for name, terms in self._held().items():
            source = self.book.bookings.get(name) or self.book.promises[name]
            if source.expires is not None and source.expires < self.weeks.last:
                minutes = self._freed(name, terms, source.expires)
                known = (name, source.client, source.owner, source.probability, source.expires)
                found += [Ending(*known, minutes)] if minutes else []
        yield from sorted(found, key=lambda hold: (-hold.minutes, hold.expires, hold.id))

    def _held(self) -> dict[str, list[Term]]:
        """The rows of each hold that counts."""
        held: dict[str, list[Term]] = {}
        for term in self.supply.rows:
            if term.why == "hold":
                held.setdefault(term.id, []).append(term)
        return held

    def _freed(self, name: str, terms: Sequence[Term], expires: date) -> int:
        """Minutes of what is shown that are free from the day after a hold ends, in the window."""
        begin = max(0, expires.toordinal() + 1 - self.first)
        end = min(self.weeks.days, max(term.row.last for term in terms).toordinal() + 1 - self.first)
        more: dict[str, list[int]] = {}
        booked = {term.row.person or "" for term in terms} & self.book.people.keys()
        for person in booked if begin < end else ():
            lapsed = self.days(self.supply.beside(person, lambda term: term.id != name), end)
            kept = self.days(self.supply.person(person), end)
            gained = map(sub, lapsed[begin:], kept[begin:])
            more[person] = [0] * begin + list(gained) + [0] * (self.weeks.days - end)
        freed = sum(sum(more[person]) for person in more if person in self._shown)
        if self.asked.counting == HOLDS:
            return freed
        rows = [row for row in self.supply.unnamed if row.id == name]
        return freed + self._easing.by(more, rows, range(begin, max(begin, end)))

    @cached_property
    def _easing(self) -> Easing:
        return Easing(self.taking, self._shown)

    @cached_property
    def _shown(self) -> frozenset[str]:
        return frozenset(self.people)

    def nobody(self) -> Iterator[Nobody]:
        """The bookings of the window that name nobody and that somebody who is shown could do."""
        shown = [self.book.people[person].skills for person in self.people]
        first = self.first - self.supply.start
        found: dict[tuple[str, str, str, int], int] = {}
        for row in self.supply.unnamed:
            minutes = sum(row.minutes.get(day, 0) for day in range(first, first + self.weeks.days))
            if minutes and any(row.fits(skills) for skills in shown):
                key = (row.id, row.client, row.skill, row.level)
                found[key] = found.get(key, 0) + minutes
        yield from (Nobody(*key, minutes) for key, minutes in found.items())
