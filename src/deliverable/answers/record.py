"""A book and a day to how good the firm's word has been: what was kept, by how much it was off, what it is worth."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from fractions import Fraction
from math import ceil
from typing import Final, TypeVar

from deliverable.book import Book
from deliverable.dataclass import dataclass
from deliverable.findings import Finding
from deliverable.record import LATEST, Outcome, Spread, copied, duration_spread, effort_spread, outcomes
from deliverable.record.replay import SHARES, Replayed, replay_durations, replay_efforts

V = TypeVar("V", int, Fraction)

ENOUGH: Final = 5
"""Fewer projects than this say nothing about a skill or a client, nor by how much we are off."""
HALF: Final = Fraction(1, 2)
MOST: Final = Fraction(4, 5)
BEHIND: Final = ("firm", "promises", "history")
"""The parts of the data that a record rests on."""


@dataclass(frozen=True, slots=True)
class Dates:
    """Of so many projects with a planned end, how many had ended by it; half of them, and 8 in 10, were at most so many
    calendar days late (below 0: early), None where they are too few.
    """

    of: int
    kept: int
    half: int | None
    most: int | None


@dataclass(frozen=True, slots=True)
class Efforts:
    """Of so many projects with both efforts, how many took no more than estimated; half of them, and 8 in 10, took at
    most so many times their estimate, None where they are too few. `copied` of the `latest` are the estimate to
    the letter, where that is too many to be true; else 0.
    """

    of: int
    kept: int
    half: Fraction | None
    most: Fraction | None
    latest: int = 0
    copied: int = 0


@dataclass(frozen=True, slots=True)
class Group:
    """The projects of one skill or one client."""

    name: str
    projects: int
    dates: Dates
    efforts: Efforts


@dataclass(frozen=True, slots=True)
class RecordAnswer:
    """The firm's record as of a day. `later` projects end after it and don't count.

    `effort` (None: estimates are said to be exact) and `duration` are what would be promised today; `effort_promises`
    and `duration_promises` what would have been, each with what became of it. `faults` are those of the data behind it.
    """

    today: date
    projects: int
    later: int
    dates: Dates
    efforts: Efforts
    effort: Spread | None
    duration: Spread
    effort_promises: tuple[Replayed, ...]
    duration_promises: tuple[Replayed, ...]
    skills: tuple[Group, ...]
    clients: tuple[Group, ...]
    faults: int


def record(book: Book, today: date, found: Iterable[Finding] = ()) -> RecordAnswer:
    """What finished projects say of our word. `found` are the faults of the data."""
    known = outcomes(book)
    ended = tuple(one for one in known if one.actual_end <= today)
    return RecordAnswer(
        today=today,
        projects=len(ended),
        later=len(known) - len(ended),
        dates=_dates(ended),
        efforts=_efforts([one.effort_ratio for one in ended]),
        effort=effort_spread(book, today),
        duration=duration_spread(book, today),
        effort_promises=replay_efforts(ended, book.firm.estimate_error),
        duration_promises=replay_durations(ended),
        skills=_by_skill(ended),
        clients=_by_client(ended),
        faults=sum(finding.about[:1] == () or finding.about[0] in BEHIND for finding in found),
    )


def kept_of(promises: Sequence[Replayed]) -> tuple[int, ...]:
    """How many promises were kept, for each of the shares."""
    return tuple(sum(one.kept[n] for one in promises) for n in range(len(SHARES)))


def _dates(projects: Iterable[Outcome]) -> Dates:
    late = sorted(one.late for one in projects if one.late is not None)
    return Dates(len(late), sum(days <= 0 for days in late), _at(late, HALF), _at(late, MOST))


def _efforts(given: Iterable[Fraction | None]) -> Efforts:
    told = [ratio for ratio in given if ratio is not None]
    ratios, latest = sorted(told), told[-LATEST:]
    within = sum(ratio <= 1 for ratio in ratios)
    return Efforts(len(ratios), within, _at(ratios, HALF), _at(ratios, MOST), len(latest), copied(latest))


def _at(ordered: Sequence[V], share: Fraction) -> V | None:
    """The value that at least this share is at or below; None of too few."""
    return ordered[ceil(share * len(ordered)) - 1] if len(ordered) >= ENOUGH else None


def _by_skill(projects: Iterable[Outcome]) -> tuple[Group, ...]:
    return _groups(projects, lambda one: one.skills, lambda one, name: one.skills[name].ratio)


def _by_client(projects: Iterable[Outcome]) -> tuple[Group, ...]:
    return _groups(projects, lambda one: [one.client] if one.client else [], lambda one, _: one.effort_ratio)


def _groups(
    projects: Iterable[Outcome],
    names: Callable[[Outcome], Iterable[str]],
    ratio: Callable[[Outcome, str], Fraction | None],
) -> tuple[Group, ...]:
    """Groups of enough projects, the largest first."""
    found: dict[str, list[Outcome]] = {}
    for one in projects:
        for name in names(one):
            found.setdefault(name, []).append(one)
    large = {name: of for name, of in found.items() if len(of) >= ENOUGH}
    groups = [
        Group(name, len(of), _dates(of), _efforts([ratio(one, name) for one in of])) for name, of in large.items()
    ]
    return tuple(sorted(groups, key=lambda group: (-group.projects, group.name)))
