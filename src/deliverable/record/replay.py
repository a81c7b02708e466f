"""Outcomes to what would have been promised for each project, knowing only those that had ended before it began."""

from bisect import bisect_left, insort
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from operator import itemgetter
from typing import Final

from deliverable.book import EstimateError
from deliverable.record.known import DURATION_PRIOR, effort_prior
from deliverable.record.outcomes import Outcome
from deliverable.record.spread import Spread, too_many_copies

SHARES: Final = (0.5, 0.8, 0.95)
"""In which share of cases a promise is meant to hold."""
EXACT: Final = Spread(effort_prior(EstimateError(Fraction(1), Fraction(1))).before)
"""What a firm promises that says its estimates are exact."""
Ratio = Callable[[Outcome], Fraction | None]


@dataclass(frozen=True, slots=True)
class Replayed:
    """A project's promises: `promised` are ratios of actual over estimate, one for each of `SHARES`, made from `known`
    projects; `actual` is the ratio that it came to. `copied` is as in a Spread.
    """

    outcome: Outcome
    known: int
    promised: tuple[float, ...]
    actual: Fraction
    copied: int = 0

    @property
    def kept(self) -> tuple[bool, ...]:
        """Whether each promise was kept."""
        return tuple(float(self.actual) <= promise for promise in self.promised)


def replay_efforts(known: Sequence[Outcome], error: EstimateError | None) -> tuple[Replayed, ...]:
    """The efforts that would have been promised, in the order of `known`, which is by end."""
    before = EXACT if error is None else effort_prior(error)
    return _replay(known, lambda one: one.effort_ratio, before, learns=error is not None, copies=True)


def replay_durations(known: Sequence[Outcome]) -> tuple[Replayed, ...]:
    """The calendar days that would have been promised; the same to the day is nothing to be wary of."""
    return _replay(known, lambda one: one.duration_ratio, DURATION_PRIOR, learns=True, copies=False)


def _replay(
    known: Sequence[Outcome], ratio: Ratio, before: Spread, *, learns: bool, copies: bool
) -> tuple[Replayed, ...]:
    """From the earliest start to the latest, so that what was known only ever grows."""
    told = [(one, at) for one in known if (at := ratio(one)) is not None]
    asked = sorted((one.start, n) for n, (one, _) in enumerate(told) if one.start is not None)
    ended = [(one.actual_end, at) for one, at in told] if learns else []
    spreads = _spreads(ended, [start for start, _ in asked], before, copies=copies)
    made: dict[int, Replayed] = {}
    for (_, n), spread in zip(asked, spreads, strict=True):
        one, actual = told[n]
        promised = tuple(spread.quantile(share) for share in SHARES)
        made[n] = Replayed(one, spread.projects, promised, actual, spread.copied)
    return tuple(made[n] for n in sorted(made))


def _spreads(
    ended: Sequence[tuple[date, Fraction]], starts: Sequence[date], before: Spread, *, copies: bool
) -> Iterator[Spread]:
    """What was known on each of some days, both in ascending order: of the projects that had ended before it."""
    ordered: list[float] = []
    same = 0
    for start in starts:
        for _, ratio in ended[len(ordered) : bisect_left(ended, start, key=itemgetter(0))]:
            insort(ordered, float(ratio))
            same += ratio == 1
        wrong = too_many_copies(same, len(ordered)) if copies else 0
        yield Spread(before.before, copied=wrong) if wrong else Spread(before.before, tuple(ordered))
