"""What a "no" rests on: the nouns of its evidence, enough to redo the sum."""

from deliverable.dataclass import dataclass
from deliverable.engine.problem import Problem
from deliverable.supply import Account


@dataclass(frozen=True, slots=True)
class Asked:
    """Work that must lie in `first` .. `last`: a requirement, places of a crew, or an unnamed booking's day.

    `forced` is the window before days were cut off on which nobody eligible has a minute.
    """

    minutes: int
    first: int
    last: int
    skill: str
    level: int
    eligible: tuple[int, ...]
    job: int | None = None
    index: int = 0
    people: int = 0
    crew: bool = False
    because: tuple[int, ...] = ()
    booking: str = ""
    row: int = 0
    forced: tuple[int, int] | None = None

    @property
    def length(self) -> int:
        """Days of the window."""
        return self.last - self.first + 1


@dataclass(frozen=True, slots=True)
class Have:
    """What a worker has on the days that count, with the sum behind it where one window is meant."""

    worker: int
    minutes: int
    first: int
    last: int
    account: Account | None = None


@dataclass(frozen=True, slots=True)
class Shortfall:
    """These need more than all who could do them have (`counted` None), or than the best `counted` of them."""

    asked: tuple[Asked, ...]
    have: tuple[Have, ...]
    counted: int | None = None

    @property
    def need_minutes(self) -> int:
        """What is asked."""
        return sum(a.minutes for a in self.asked)

    @property
    def have_minutes(self) -> int:
        """What there is."""
        return sum(h.minutes for h in self.have[: self.counted])


@dataclass(frozen=True, slots=True)
class Capped:
    """In a stretch the best `people` of a requirement have only so much."""

    asked: Asked
    first: int
    last: int
    minutes: int


@dataclass(frozen=True, slots=True)
class Cut:
    """Every minute asked lies in a capped stretch or on a counted worker's days; together they are too few."""

    asked: tuple[Asked, ...]
    capped: tuple[Capped, ...]
    have: tuple[Have, ...]

    @property
    def need_minutes(self) -> int:
        """What is asked."""
        return sum(a.minutes for a in self.asked)

    @property
    def have_minutes(self) -> int:
        """What there is."""
        return sum(c.minutes for c in self.capped) + sum(h.minutes for h in self.have)


@dataclass(frozen=True, slots=True)
class Link:
    """A job of a chain: it can't start before `first` nor end before `last` (None: not within the horizon)."""

    job: int
    first: int
    last: int | None


@dataclass(frozen=True, slots=True)
class Chain:
    """These jobs, one after the other, take longer than there is: the last must end by `until`."""

    links: tuple[Link, ...]
    until: int

    def days(self, problem: Problem) -> int:
        """The firm's working days that the links take at least; one that never ends takes till after the last day
        allowed.
        """
        ends = [self.until + 1 if link.last is None else link.last for link in self.links]
        return sum(
            sum(link.first <= day <= end for day in problem.working) for link, end in zip(self.links, ends, strict=True)
        )


@dataclass(frozen=True, slots=True)
class Searched:
    """Nothing ends by `until` (the latest deadline): exact search, allowed so much, has ruled out the
    rest."""

    until: int
    limit: float


Summed = Shortfall | Cut | Chain
"""What can be told as a sum, or as a row of tasks."""
Proof = Summed | Searched
