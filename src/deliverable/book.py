"""The nouns of the capacity data and of a deal, decoded: what operations keep and what sales ask.

Amounts of work are minutes, exact (`Fraction`); days are `date`; shares are `Fraction` (1 = all of it). Nothing here
knows a file: places are looked up by key path through `Places`.
"""

from collections.abc import Mapping
from dataclasses import field
from datetime import date
from fractions import Fraction
from math import ceil
from types import MappingProxyType
from typing import Protocol, TypeVar

from deliverable.dataclass import dataclass
from deliverable.findings import KeyPath, Place

V = TypeVar("V")

ONE = Fraction(1)


def none_of() -> Mapping[str, "V"]:
    """An empty read-only mapping, as a default."""
    return MappingProxyType({})


class Places(Protocol):
    """Where key paths stand in the files."""

    def of(self, path: KeyPath) -> Place | None:
        """The place of the value at a key path, or None when it is not written anywhere."""
        ...

    def key(self, path: KeyPath) -> Place | None:
        """The place of the key itself, or None."""
        ...


class Nowhere:
    """Places of data that was never in a file (tests, changed questions)."""

    def of(self, path: KeyPath) -> Place | None:
        """Nothing has a place."""
        del path
        return None

    def key(self, path: KeyPath) -> Place | None:
        """Nothing has a place."""
        del path
        return None


# --- scalars -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Effort:
    """Work by people in minutes; `low` and `high` are None when no range was given. 1 in 10 is below low, 1 in 10
    above high. `middle`: nobody gave a likely value, and the geometric mean of the ends stands in.
    """

    likely: Fraction
    low: Fraction | None = None
    high: Fraction | None = None
    middle: bool = field(default=False, compare=False)

    @property
    def minutes(self) -> int:
        """The likely minutes, rounded up: what a plan must find."""
        return ceil(self.likely)


@dataclass(frozen=True, slots=True)
class Duration:
    """Working days of the firm's calendar, whole; `low` and `high` are None when no range was given."""

    likely: int
    low: int | None = None
    high: int | None = None


@dataclass(frozen=True, slots=True)
class Period:
    """Days from `first` to `last`, both included."""

    first: date
    last: date


Week = tuple[Fraction | None, ...]
"""Minutes of work on Monday .. Sunday; None where nothing is said for that day."""


# --- the firm ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class EstimateError:
    """How a deal's total actual effort compares to its estimate: the median and the 80th percentile of actual /
    estimate.
    """

    median: Fraction = ONE
    p80: Fraction = Fraction(133, 100)


@dataclass(frozen=True, slots=True)
class OvertimePolicy:
    """At most this share on top of a bookable day, for at most so many weeks."""

    share: Fraction
    weeks: int | None = None


@dataclass(frozen=True, slots=True)
class OtherPeople:
    """What it costs when somebody a level below does the work: it takes `longer` (a share of the effort a level), and
    somebody of the level asked guides them (another share of the effort a level).
    """

    longer: Fraction = Fraction(1, 4)
    guiding: Fraction = Fraction(1, 10)


@dataclass(frozen=True, slots=True)
class HirePolicy:
    """Calendar days from deciding to hire to the first day."""

    lead_time: int = 90


@dataclass(frozen=True, slots=True)
class LintPolicy:
    """What the firm silences or re-rates; `paths` and `severity_in` say what of it holds in some files alone."""

    off: tuple[str, ...] = ()
    severity: Mapping[str, str] = field(default_factory=none_of)
    require_reason: bool = False
    paths: Mapping[str, tuple[str, ...]] = field(default_factory=none_of)
    severity_in: Mapping[str, Mapping[str, str]] = field(default_factory=none_of)


@dataclass(frozen=True, slots=True)
class IntakeQuestion:
    """One of the firm's decisive questions; without `if_unknown` it blocks its stage (`needed_for`) until it is
    answered.
    """

    id: str
    ask: str
    why: str = ""
    needed_for: str = "check"
    if_unknown: str | None = None
    sets: Mapping[str, object] = field(default_factory=none_of)
    hurdle: str = ""


@dataclass(frozen=True, slots=True)
class Firm:
    """Defaults and policy. `said` holds the keys that the file states, so that what is assumed can be printed."""

    name: str = ""
    currency: str = ""
    day: Fraction = Fraction(480)
    week: Week | None = None
    calendar: str | None = None
    focus: Fraction = Fraction(4, 5)
    confidence: Fraction = Fraction(4, 5)
    people_per_task: int = 2
    confirm_every: int | None = None
    leave_year: tuple[int, int] = (1, 1)
    sickness: Fraction | None = Fraction(1, 50)
    estimate_error: EstimateError | None = EstimateError()
    overbooked: Fraction = ONE
    offers: Mapping[str, Fraction | None] = field(default_factory=none_of)
    overtime: OvertimePolicy | None = None
    other_people: OtherPeople = OtherPeople()
    costs: Mapping[str, Fraction] = field(default_factory=none_of)
    hires: HirePolicy = HirePolicy()
    lint: LintPolicy = LintPolicy()
    questions: Mapping[str, IntakeQuestion] = field(default_factory=none_of)
    said: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class DaysOff:
    """Days on which nobody of a calendar works."""

    first: date
    last: date
    name: str = ""


@dataclass(frozen=True, slots=True)
class Calendar:
    """A working week (when it differs from the firm's) and the days off."""

    id: str
    week: Week | None = None
    days_off: tuple[DaysOff, ...] = ()


@dataclass(frozen=True, slots=True)
class Skill:
    """One of the catalogue's skills. `near` are skills whose people can stand in, and how much longer it takes them."""

    id: str
    name: str = ""
    also_called: tuple[str, ...] = ()
    near: Mapping[str, Fraction] = field(default_factory=none_of)


# --- people --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class TimeOff:
    """Days away, wholly or by a share of each day."""

    first: date
    last: date
    share: Fraction = ONE


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who can be booked: what they can do, and when they can't. `allowance` is days of leave a year."""

    id: str
    name: str = ""
    role: str = ""
    team: str = ""
    site: str = ""
    calendar: str | None = None
    week: Week | None = None
    focus: Fraction | None = None
    skills: Mapping[str, int] = field(default_factory=none_of)
    joins: date | None = None
    leaves: date | None = None
    time_off: tuple[TimeOff, ...] = ()
    allowance: Fraction | None = None
    max_deals: int | None = None
    confirmed: date | None = None


@dataclass(frozen=True, slots=True)
class RampUp:
    """The first working days of somebody new, and the share of a day that they give on them."""

    days: int
    at: Fraction


@dataclass(frozen=True, slots=True)
class Contractor:
    """An outside pool that can be asked: at most `people` at once, first day `lead_time` calendar days from asking."""

    id: str
    name: str = ""
    skills: Mapping[str, int] = field(default_factory=none_of)
    people: int = 1
    lead_time: int = 0
    ramp_up: RampUp | None = None
    most: Effort | None = None
    cost: Fraction | None = None


# --- what people are already doing -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Row:
    """One stretch of booked work: by a person, or by somebody unnamed with a skill; one of share, per_day, effort."""

    first: date
    last: date
    person: str | None = None
    skill: str | None = None
    level: int = 1
    people: int = 1
    share: Fraction | None = None
    per_day: Fraction | None = None
    effort: Effort | None = None
    every: str | None = None
    task: str | None = None


@dataclass(frozen=True, slots=True)
class Booking:
    """Firm work, a hold, or internal work."""

    id: str
    client: str = ""
    owner: str = ""
    status: str = "firm"
    flexible_until: date | None = None
    probability: Fraction | None = None
    expires: date | None = None
    deal: str | None = None
    work: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True)
class Feedback:
    """What the client said."""

    source: str
    said: str


@dataclass(frozen=True, slots=True)
class Thanks:
    """Who thanked whom for what."""

    to: str
    source: str
    what: str


@dataclass(frozen=True, slots=True)
class Promise:
    """What was held or agreed for a deal, with its plan and its outcome."""

    id: str
    status: str = "held"
    client: str = ""
    owner: str = ""
    agreed_by: str = ""
    agreed_on: date | None = None
    expires: date | None = None
    probability: Fraction | None = None
    due: date | None = None
    chance: Fraction | None = None
    checked_against: str = ""
    scope: tuple["Task", ...] = ()
    plan: tuple[Row, ...] = ()
    delivered_on: date | None = None
    actual: Mapping[str, Effort] = field(default_factory=none_of)
    feedback: Feedback | None = None
    thanks: tuple[Thanks, ...] = ()


@dataclass(frozen=True, slots=True)
class Finished:
    """A project that ended before promises were kept here: a row of `history/*.csv`. `estimated` and `actual` are
    person-days, as promised and as they were.
    """

    project: str
    client: str
    skill: str
    start: date
    planned_end: date
    actual_end: date
    estimated: Fraction
    actual: Fraction


# --- a deal ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SkillLevel:
    """A skill at a level or above."""

    skill: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Requirement:
    """Divisible work in one skill. `effort` is None when nobody has estimated it yet; `people` None means the firm's
    default.
    """

    skill: str
    effort: Effort | None
    level: int = 1
    people: int | None = None
    also: tuple[SkillLevel, ...] = ()
    who: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Crew:
    """So many places of one kind in a crew; each takes one person for the whole of every day."""

    skill: str
    level: int = 1
    people: int = 1
    also: tuple[SkillLevel, ...] = ()
    who: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Task:
    """A piece of the scope: divisible work (`effort`), a crew for so many days (`crew`), or waiting (`wait`)."""

    id: str
    priority: str = "must"
    after: tuple[str, ...] = ()
    effort: tuple[Requirement, ...] | None = None
    duration: Duration | None = None
    crew: tuple[Crew, ...] | None = None
    dates: Period | None = None
    wait: Duration | None = None
    waiting_for: str = ""
    inputs: tuple[str, ...] = ()
    by: date | None = None
    not_before: date | None = None

    @property
    def promised(self) -> bool:
        """Whether somebody has promised to decide within so many days: a wait for them with a range of one length."""
        wait = self.wait
        return wait is not None and bool(self.waiting_for) and wait.low == wait.high == wait.likely


@dataclass(frozen=True, slots=True)
class Input:
    """What the client must give us; `by` is the day from which work may start on it, None when nobody knows yet."""

    id: str
    what: str = ""
    by: date | None = None


@dataclass(frozen=True, slots=True)
class Flexibility:
    """Each of fixed, preferred, flexible."""

    date: str = "preferred"
    scope: str = "preferred"
    budget: str = "preferred"


@dataclass(frozen=True, slots=True)
class ContractorUse:
    """So much effort from a pool, from a day on."""

    pool: str
    effort: Effort
    first: date


@dataclass(frozen=True, slots=True)
class Overtime:
    """A share on top of each bookable day; without dates, in the policy's weeks that end on the due date."""

    share: Fraction
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class Extras:
    """What a deal counts on beyond the capacity as it is (`with:`)."""

    contractors: tuple[ContractorUse, ...] = ()
    overtime: Mapping[str, Overtime] = field(default_factory=none_of)
    moved: Mapping[str, int] = field(default_factory=none_of)
    released: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Deal:
    """One proposed deal. `said` holds the keys that its file states; `filled` the dotted keys that it doesn't, and an
    assumption of the firm has set: each with the question that is open.
    """

    id: str
    name: str = ""
    client: str = ""
    owner: str = ""
    start: date | None = None
    due: date | None = None
    latest_acceptable: date | None = None
    flexibility: Flexibility = Flexibility()
    budget: Fraction | None = None
    confidence: Fraction | None = None
    value: Fraction | None = None
    probability: Fraction | None = None
    status: str = "open"
    sites: tuple[str, ...] = ()
    teams: tuple[str, ...] = ()
    who: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    answers: Mapping[str, str] = field(default_factory=none_of)
    hurdles: Mapping[str, str] = field(default_factory=none_of)
    inputs: tuple[Input, ...] = ()
    scope: tuple[Task, ...] | None = None
    extras: Extras = Extras()
    said: frozenset[str] = frozenset()
    filled: Mapping[str, str] = field(default_factory=none_of)


# --- all of it -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Book:
    """The union of a capacity folder, decoded. Key paths start with the top-level key: `("people", "sofia")`."""

    firm: Firm = Firm()
    calendars: Mapping[str, Calendar] = field(default_factory=none_of)
    skills: Mapping[str, Skill] = field(default_factory=none_of)
    people: Mapping[str, Person] = field(default_factory=none_of)
    contractors: Mapping[str, Contractor] = field(default_factory=none_of)
    bookings: Mapping[str, Booking] = field(default_factory=none_of)
    promises: Mapping[str, Promise] = field(default_factory=none_of)
    deals: Mapping[str, Deal] = field(default_factory=none_of)
    history: tuple[Finished, ...] = ()
    places: Places = field(default=Nowhere(), compare=False)


@dataclass(frozen=True, slots=True)
class Question:
    """Can these deals be delivered together, as the book stands today?"""

    book: Book
    deals: tuple[Deal, ...]
    today: date
