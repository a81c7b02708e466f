"""Outcomes to what would have been promised for each project, knowing only those that had ended before it began."""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Final

from deliverable.book import EstimateError
from deliverable.dataclass import dataclass
from deliverable.record.known import DURATION_PRIOR, LATEST, durations_of, effort_prior, efforts_of
from deliverable.record.outcomes import Outcome
from deliverable.record.spread import Spread

SHARES: Final = (0.5, 0.8, 0.95)
"""In which share of cases a promise is meant to hold."""
EXACT: Final = Spread(effort_prior(EstimateError(Fraction(1), Fraction(1))).before)
"""What a firm promises that says its estimates are exact."""
Ratio = Callable[[Outcome], Fraction | None]
Learn = Callable[[Sequence[Fraction]], Spread]


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
    if error is None:
        return _replay(known, lambda one: one.effort_ratio, lambda _: EXACT)
    before = effort_prior(error)
    return _replay(known, lambda one: one.effort_ratio, lambda ratios: efforts_of(ratios, before))


def replay_durations(known: Sequence[Outcome]) -> tuple[Replayed, ...]:
    """The calendar days that would have been promised; the same to the day is nothing to be wary of."""
    return _replay(known, lambda one: one.duration_ratio, lambda ratios: durations_of(ratios, DURATION_PRIOR))


def _replay(known: Sequence[Outcome], ratio: Ratio, learn: Learn) -> tuple[Replayed, ...]:
    """Each project that has a start, with what was learned of those that had ended before it."""
    told = [(one, at) for one in known if (at := ratio(one)) is not None]
    ratios, ends = [at for _, at in told], [one.actual_end for one, _ in told]
    found = []
    for one, actual in told:
        if one.start is not None:
            ended = bisect_left(ends, one.start)
            spread = learn(ratios[max(0, ended - LATEST) : ended])
            promised = tuple(spread.quantile(share) for share in SHARES)
            found.append(Replayed(one, spread.projects, promised, actual, spread.copied))
    return tuple(found)
