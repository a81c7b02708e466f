"""Ratios of actual over estimate to a spread: what share of the next projects stays below any ratio.

With no project of our own a spread is the prior, a log-normal. Each project of our own is worth its rank: the i-th
smallest of n ratios stands at i / (n + 1), with straight lines between; beyond the smallest and the largest the prior's
tails go on, scaled to meet them. The prior stays in the mixture as if it were a few projects more. A fitted log-normal
instead was off by up to 8 points on the published data sets (tests/test_calibration.py).
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from fractions import Fraction
from math import erfc, exp, log, sqrt
from statistics import NormalDist
from typing import Final

from deliverable.dataclass import dataclass

STANDARD: Final = NormalDist()
Z80: Final = STANDARD.inv_cdf(0.8)
PRIOR_PROJECTS: Final = 5
"""So many projects the prior counts as while our own are few."""
PRIOR_FADES: Final = 25
"""With n projects of our own it counts as at most this / n: 5 of them all along would leave it heard too loud at 20."""
FEWEST_COPIES: Final = 3
COPIED_SHARE: Final = Fraction(3, 10)
STEPS: Final = 200
NEAR: Final = 1e-13


@dataclass(frozen=True, slots=True)
class LogNormal:
    """Ratios whose logarithms are normal: `middle` is the median, `sigma` their standard deviation, 0 for no spread."""

    middle: float
    sigma: float

    def quantile(self, share: float) -> float:
        """The ratio that this share of projects stays at or below."""
        return self.middle * exp(self.sigma * STANDARD.inv_cdf(share))

    def within(self, ratio: float) -> float:
        """The share of projects at or below a ratio."""
        if ratio <= 0:
            return 0.0
        if not self.sigma:
            return float(ratio >= self.middle)
        return 0.5 * erfc(-log(ratio / self.middle) / self.sigma / sqrt(2))


@dataclass(frozen=True, slots=True)
class Spread:
    """How actual compares to estimate: `before` is the prior, `ratios` our own projects' in ascending order.

    `copied` is how many actuals were the estimate to the letter where that kept the record from being trusted; then
    there are no ratios. 0 where nothing was wrong.
    """

    before: LogNormal
    ratios: tuple[float, ...] = ()
    copied: int = 0

    @property
    def projects(self) -> int:
        """From how many projects of our own it speaks."""
        return len(self.ratios)

    @property
    def based_on(self) -> str:
        """`prior`, or `record` once a project of our own counts."""
        return "record" if self.ratios else "prior"

    @property
    def prior_weight(self) -> float:
        """As how many projects the prior counts."""
        return min(PRIOR_PROJECTS, PRIOR_FADES / self.projects) if self.ratios else PRIOR_PROJECTS

    @property
    def median(self) -> float:
        """The ratio that 1 in 2 projects stays within."""
        return self.quantile(0.5)

    @property
    def p80(self) -> float:
        """The ratio that 8 in 10 projects stay within."""
        return self.quantile(0.8)

    def within(self, ratio: float) -> float:
        """The share (0 to 1) of projects whose actual is at most so many times the estimate."""
        if not self.ratios:
            return self.before.within(ratio)
        return self._mixed(ratio, self._own_within(ratio))

    def quantile(self, share: float) -> float:
        """The least ratio that at least this share of projects stays within, for 0 < share < 1."""
        if not 0 < share < 1:
            message = f"a share lies between 0 and 1, not at {share}"
            raise ValueError(message)
        prior = self.before.quantile(share)
        if not self.ratios:
            return prior
        own = self._own_quantile(share)
        low, high = min(own, prior), max(own, prior)
        at = bisect_left(self.ratios, share, key=self.within)
        if at < self.projects:
            ratio = self.ratios[at]
            if self._mixed(ratio, (at + 1) / (self.projects + 1)) < share:
                return ratio  # several projects with just this ratio
            high = min(high, ratio)
        return self._between(share, max(low, self.ratios[at - 1]) if at else low, high)

    def _mixed(self, ratio: float, own: float) -> float:
        """The share within a ratio, of our own projects and the prior together."""
        projects = len(self.ratios)
        weight = min(PRIOR_PROJECTS, PRIOR_FADES / projects)  # as `prior_weight`: this runs thousands of times
        return (projects * own + weight * self.before.within(ratio)) / (projects + weight)

    def _own_within(self, ratio: float) -> float:
        """The share of our own projects within a ratio."""
        ratios = self.ratios
        projects, ranks, below = len(ratios), len(ratios) + 1, bisect_right(ratios, ratio)
        if below == 0:
            return self.before.within(ratio / ratios[0] * self.before.quantile(1 / ranks))
        last = ratios[below - 1]
        if ratio == last and (below < projects or self.before.sigma):
            return below / ranks
        if below == projects:
            return self.before.within(ratio / last * self.before.quantile(below / ranks))
        return (below + (ratio - last) / (ratios[below] - last)) / ranks

    def _own_quantile(self, share: float) -> float:
        """The same the other way round."""
        ratios, ranks = self.ratios, self.projects + 1
        rank = share * ranks
        if rank < 1 or rank >= self.projects:
            end, at = (0, 1 / ranks) if rank < 1 else (-1, self.projects / ranks)
            return ratios[end] * self.before.quantile(share) / self.before.quantile(at)
        below = int(rank)
        return ratios[below - 1] + (rank - below) * (ratios[below] - ratios[below - 1])

    def _between(self, share: float, low: float, high: float) -> float:
        """The ratio between two at which the share is reached: straight lines where they help, halves where not."""
        under, over = self.within(low) - share, self.within(high) - share
        if under >= 0 or over <= 0:
            return low if under >= 0 else high
        for step in range(STEPS):
            if high - low <= NEAR * high:
                break
            middle = (low + high) / 2 if step % 3 == 2 else high - over * (high - low) / (over - under)
            miss = self.within(middle) - share
            if miss >= 0:
                high, over, under = middle, miss, under / 2
            else:
                low, under, over = middle, miss, over / 2
        return high


def prior(median: float, p80: float) -> Spread:
    """The log-normal with just this median and 80th percentile of actual / estimate."""
    if not 0 < median <= p80:
        message = f"a median of {median} and a p80 of {p80} are no spread"
        raise ValueError(message)
    return Spread(LogNormal(median, log(p80 / median) / Z80))


def learned(ratios: Iterable[float], before: Spread) -> Spread:
    """What finished projects' ratios of actual / estimate (all above 0, in any order) make of a prior."""
    return Spread(before.before, tuple(sorted(ratios)))


def copied(ratios: Sequence[Fraction]) -> int:
    """How many actuals are the estimate to the letter, where they are too many to be true: more than 3 in 10, and at
    least 3. Else 0.
    """
    same = sum(ratio == 1 for ratio in ratios)
    return same if same >= FEWEST_COPIES and same > COPIED_SHARE * len(ratios) else 0
