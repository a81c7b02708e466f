"""What is not certain to seeded draws of it: factors of effort, days of waiting, holds that land, days of illness.

Each draw has a stream of its own, keyed by what it is for, so that the same task meets the same luck in a question with
one task more or less: two questions are compared with the same draws.
"""

from collections.abc import Mapping
from functools import lru_cache
from math import log
from zlib import crc32

import numpy as np
import numpy.typing as npt

from deliverable.engine.doubts import COMMON, OWN, Doubts, Sides
from deliverable.engine.policy import Policy
from deliverable.record import Spread

SEED = 20261123
BLOCK = 64
"""Days of illness are drawn so many days at a time."""
STEPS = 14
"""Halvings for the scale: what is left to be exact, the correction makes exact."""
TABLE = 200
MOST = 8.0
"""The scale of a deal's common and own parts is looked for between nothing and this."""

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int32]
Indexes = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]


class Draws:
    """All that chance decides, for so many trials. `held` says that holds land wholly (True), none of them (False), or
    each by its chance (None).
    """

    def __init__(self, policy: Policy, doubts: Doubts, trials: int, *, held: bool | None = None) -> None:
        self.policy = policy
        self.doubts = doubts
        self.trials = trials
        self.factors: dict[tuple[int, int], Floats] = {}
        for deal in range(len(policy.problem.question.deals)):
            self._estimates(deal)
        self.waits = {j: self._days(j, sides) for j, sides in doubts.waits.items()}
        self.crews = {j: self._days(j, sides) for j, sides in doubts.crews.items()}
        self.landed = {name: self._lands(name, chance, held) for name, (_, chance) in doubts.holds.items()}
        self._ill: dict[tuple[int, int], Bools] = {}

    def _stream(self, *names: object) -> np.random.Generator:
        return np.random.default_rng([SEED, crc32("\n".join(map(str, names)).encode())])

    def _name(self, deal: int) -> str:
        """What tells a deal's draws from those of the others; one alone has the same whatever it is called."""
        deals = self.policy.problem.question.deals
        return deals[deal].id if len(deals) > 1 else ""

    # --- effort -------------------------------------------------------------------------------------------------------

    def _estimates(self, deal: int) -> None:
        common = self._stream("deal", self._name(deal)).standard_normal(self.trials)
        whole = float(np.hypot(COMMON, OWN))
        for (j, index), sides in self.doubts.ranges.items():
            if self.policy.problem.jobs[j].deal == deal:
                z = (COMMON * common + OWN * self._own(j, index)) / whole
                self.factors[j, index] = _two_sided(sides, z)
        general = self.doubts.general.get(deal, {})
        if not general or self.doubts.total is None:
            return
        logs = {part: COMMON * common + OWN * self._own(*part) for part in general}
        self.factors |= scaled(logs, general, self.doubts.total)

    def _own(self, j: int, index: int) -> Floats:
        job = self.policy.problem.jobs[j]
        return self._stream("task", self._name(job.deal), job.id, index).standard_normal(self.trials)

    # --- days ---------------------------------------------------------------------------------------------------------

    def _days(self, j: int, sides: Sides) -> Ints:
        """Whole working days, one at least."""
        job = self.policy.problem.jobs[j]
        factor = _two_sided(sides, self._own(j, -1))
        return np.maximum(1, np.floor(job.days * factor + 0.5)).astype(np.int32)

    def _lands(self, name: str, chance: float, held: bool | None) -> Bools:
        if held is not None:
            return np.full(self.trials, held)
        return self._stream("hold", name).random(self.trials) < chance

    def ill(self, worker: int, day: int) -> Bools | None:
        """In which trials a person is ill on a day; None when they never are."""
        person = self.policy.problem.workers[worker].person
        if not self.doubts.sickness or not person:
            return None
        block = day // BLOCK
        if (worker, block) not in self._ill:
            self._ill[worker, block] = self._draw_ill(person, block)
        cells: Bools = self._ill[worker, block][day % BLOCK]
        return cells

    def _draw_ill(self, person: str, block: int) -> Bools:
        """As many cells as a Poisson number says, anywhere: each is hit with just the chance, and it is quick."""
        stream = self._stream("ill", person, block)
        cells = BLOCK * self.trials
        ill = np.zeros(cells, dtype=np.bool_)
        hits = stream.poisson(-np.log1p(-min(self.doubts.sickness, 0.999)) * cells)
        ill[stream.integers(0, cells, hits)] = True
        return ill.reshape(BLOCK, self.trials)


def _two_sided(sides: Sides, z: Floats) -> Floats:
    result: Floats = np.exp(np.where(z < 0, sides.below * z, sides.above * z))
    return result


def scaled(
    logs: Mapping[tuple[int, int], Floats], minutes: Mapping[tuple[int, int], int], total: Spread
) -> dict[tuple[int, int], Floats]:
    """Factors of single tasks whose total is distributed as a deal's total is.

    One scale for all logs makes the total as wide as it should be; then each trial is corrected by a common factor, so
    that the totals, in their order, are just the quantiles of the distribution.
    """
    weights = np.array([minutes[part] for part in logs], dtype=np.float64)
    if weights.sum() <= 0:
        return {part: np.ones(log.shape) for part, log in logs.items()}
    matrix = np.stack(list(logs.values()))
    wanted = float(np.log(max(total.quantile(0.8) / total.quantile(0.5), 1.0)))
    scale = _scale(matrix, weights, wanted) if wanted > 0 else 0.0
    factors = np.exp(matrix * scale)
    totals = weights @ factors / weights.sum()
    trials = totals.shape[0]
    ranks = np.empty(trials, dtype=np.int64)
    ranks[np.argsort(matrix[0] if wanted <= 0 else totals, kind="stable")] = np.arange(trials)
    factors *= _quantiles(total, trials)[ranks] / totals
    return dict(zip(logs, factors, strict=True))


def _scale(matrix: Floats, weights: Floats, wanted: float) -> float:
    """The scale of all logs at which the totals are as wide as is wanted, as near as so many halvings come.

    An exponential is dear: each step's is the root of the one before, and a step up is a product.
    """
    scale, step = 0.0, MOST / 2
    factors, more = np.ones(matrix.shape), np.exp(matrix * step)
    for n in range(STEPS):
        wider = factors * more
        if _width(weights @ wider) < wanted:
            scale, factors = scale + step, wider
        if n + 1 < STEPS:
            step, more = step / 2, np.sqrt(more, out=more)
    return scale


def _width(totals: Floats) -> float:
    """How far apart the median and the 80th percentile are, as a logarithm."""
    middle, eighty = ((len(totals) - 1) * share for share in (0.5, 0.8))
    last = len(totals) - 1
    ends = [int(middle), min(int(middle) + 1, last), int(eighty), min(int(eighty) + 1, last)]
    parted = np.partition(totals, ends)
    median = _between(middle - ends[0], *parted[ends[:2]].tolist())
    return log(_between(eighty - ends[2], *parted[ends[2:]].tolist()) / median)


def _between(share: float, low: float, high: float) -> float:
    """So far from one to the other, as NumPy has it, whose own quantiles take longer to load than to reckon."""
    return high - (high - low) * (1 - share) if share >= 0.5 else low + (high - low) * share


@lru_cache(maxsize=8)
def _quantiles(total: Spread, trials: int) -> Floats:
    """The quantiles of a distribution that so many trials stand for, in order; a learned one is read off a table."""
    shares = (np.arange(trials) + 0.5) / trials
    points = shares if not total.projects else (np.arange(min(trials, TABLE)) + 0.5) / min(trials, TABLE)
    found = np.interp(shares, points, [total.quantile(float(share)) for share in points])
    found.setflags(write=False)
    return found
