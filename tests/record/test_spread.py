"""The estimator, worked out by hand, and its laws."""

import random
from collections.abc import Sequence
from fractions import Fraction
from math import exp, log
from statistics import NormalDist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deliverable.record.spread import Spread, copied, learned, prior

HALF, MOST = NormalDist().inv_cdf(0.5), NormalDist().inv_cdf(0.8)
RATIOS = st.lists(st.floats(0.05, 20), min_size=1, max_size=30)
SHARES = st.floats(0.001, 0.999)
FLAT = prior(1.0, 1.0)  # everything comes out as estimated: what remains is our own projects' part


def by_thinning(ratios: Sequence[float], before: Spread, share: float, points: int = 4000) -> float:
    """The same mixture the long way: many equal parts of each of the two, sorted and counted."""
    n = len(ratios)
    ordered = sorted(ratios)
    weight = min(5, 25 / n)

    def own(u: float) -> float:
        rank = u * (n + 1)
        if rank < 1:
            return ordered[0] * before.quantile(u) / before.quantile(1 / (n + 1))
        if rank >= n:
            return ordered[-1] * before.quantile(u) / before.quantile(n / (n + 1))
        return ordered[int(rank) - 1] + (rank - int(rank)) * (ordered[int(rank)] - ordered[int(rank) - 1])

    us = [(k + 0.5) / points for k in range(points)]
    parts = sorted([(own(u), n / points) for u in us] + [(before.quantile(u), weight / points) for u in us])
    reached = 0.0
    for ratio, worth in parts:
        reached += worth
        if reached >= share * (n + weight):
            return ratio
    return parts[-1][0]


# --- the prior -------------------------------------------------------------------------------------------------------


def test_a_prior_has_just_the_median_and_p80_that_it_is_given() -> None:
    spread = prior(1.1, 1.5)
    assert spread.median == 1.1
    assert spread.p80 == pytest.approx(1.5, rel=1e-15)
    assert spread.quantile(0.95) == pytest.approx(1.1 * exp(log(1.5 / 1.1) * NormalDist().inv_cdf(0.95) / MOST))
    assert (spread.projects, spread.based_on, spread.prior_weight, spread.copied) == (0, "prior", 5, 0)


def test_no_project_leaves_the_prior_as_it_is() -> None:
    assert learned([], prior(1.0, 1.33)) == prior(1.0, 1.33)


@pytest.mark.parametrize(("median", "p80"), [(0, 1), (-1, 1), (1.2, 1.1)])
def test_a_prior_that_is_none(median: float, p80: float) -> None:
    with pytest.raises(ValueError, match="no spread"):
        prior(median, p80)


def test_a_prior_without_spread() -> None:
    spread = prior(1.2, 1.2)
    assert [spread.quantile(share) for share in (0.01, 0.5, 0.99)] == [1.2, 1.2, 1.2]
    assert [spread.within(ratio) for ratio in (0, 1.19, 1.2, 9)] == [0, 0, 1, 1]


@pytest.mark.parametrize("share", [0, 1, -0.1, 1.5, float("nan")])
def test_there_is_no_quantile_at_the_ends(share: float) -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        prior(1.0, 1.33).quantile(share)


# --- by hand ---------------------------------------------------------------------------------------------------------


def test_four_projects_beside_a_prior_without_spread() -> None:
    """Ranks 1/5 .. 4/5 for 4 projects; the prior is 5 projects at 1, so 5 of 9 are there."""
    spread = learned([2.0, 1.2, 1.4, 1.6], FLAT)
    assert (spread.projects, spread.based_on, spread.prior_weight) == (4, "record", 5)
    assert spread.ratios == (1.2, 1.4, 1.6, 2.0)
    assert spread.within(1.0) == pytest.approx(5 / 9)
    assert spread.quantile(5 / 9) == 1.0
    assert spread.within(1.2) == pytest.approx((5 + 4 / 5) / 9)
    assert spread.within(1.5) == pytest.approx((5 + 4 * 2.5 / 5) / 9)
    assert spread.quantile((5 + 4 * 2.5 / 5) / 9) == pytest.approx(1.5)
    assert spread.within(2.0) == 1.0
    assert spread.quantile(0.999) == 2.0


def test_one_project_moves_the_prior_and_keeps_its_shape() -> None:
    """The one of 1 stands at rank 1/2: its part is the prior times 1.5; the prior counts as 5 of 6."""
    before = prior(1.0, 1.33)
    spread = learned([1.5], before)
    for ratio in (0.8, 1.5, 1.9):
        own = before.within(ratio / 1.5)
        assert spread.within(ratio) == pytest.approx((own + 5 * before.within(ratio)) / 6)


@pytest.mark.parametrize(("projects", "weight"), [(1, 5), (5, 5), (6, 25 / 6), (20, 1.25), (100, 0.25)])
def test_the_prior_counts_as_five_projects_and_fades(projects: int, weight: float) -> None:
    assert learned([1.0] * projects, FLAT).prior_weight == weight


def test_above_the_largest_the_tail_of_the_prior_goes_on() -> None:
    before = prior(1.0, 1.33)
    spread = learned([1.0] * 99, before)
    own = before.within(1.3 * before.quantile(0.99))
    assert spread.within(1.3) == pytest.approx((99 * own + 25 / 99 * before.within(1.3)) / (99 + 25 / 99))


def test_many_with_one_ratio_are_a_step() -> None:
    spread = learned([1.0] * 12 + [1.5] * 8, prior(1.0, 1.33))
    assert [spread.quantile(share) for share in (0.2, 0.5, 0.55)] == [1.0, 1.0, 1.0]
    assert [spread.quantile(share) for share in (0.7, 0.8, 0.9)] == [1.5, 1.5, 1.5]


@pytest.mark.parametrize("share", [0.05, 0.3, 0.5, 0.8, 0.95, 0.99])
@pytest.mark.parametrize("size", [1, 2, 7, 20, 60])
def test_it_is_the_mixture_that_it_says(size: int, share: float) -> None:
    chance = random.Random(size)
    before = prior(1.05, 1.4)
    ratios = [chance.lognormvariate(0.2, 0.4) for _ in range(size)]
    assert learned(ratios, before).quantile(share) == pytest.approx(by_thinning(ratios, before, share), rel=2e-3)


# --- laws ------------------------------------------------------------------------------------------------------------


@given(RATIOS, SHARES)
def test_a_quantile_is_the_least_ratio_that_reaches_its_share(ratios: list[float], share: float) -> None:
    spread = learned(ratios, prior(1.0, 1.33))
    ratio = spread.quantile(share)
    assert spread.within(ratio) >= share - 1e-9
    assert spread.within(ratio * (1 - 1e-6)) <= share + 1e-9


@given(RATIOS, SHARES, SHARES)
def test_quantiles_rise(ratios: list[float], one: float, two: float) -> None:
    spread = learned(ratios, prior(1.0, 1.33))
    low, high = sorted((one, two))
    assert 0 < spread.quantile(low) <= spread.quantile(high) * (1 + 1e-9)


@given(RATIOS, SHARES, st.randoms())
def test_the_order_of_projects_says_nothing(ratios: list[float], share: float, chance: random.Random) -> None:
    mixed = list(ratios)
    chance.shuffle(mixed)
    before = prior(1.0, 1.33)
    assert learned(mixed, before).quantile(share) == learned(ratios, before).quantile(share)


@given(RATIOS, st.floats(0.5, 3), SHARES)
def test_what_scales_everything_scales_the_promise(ratios: list[float], factor: float, share: float) -> None:
    one = learned(ratios, prior(1.0, 1.33)).quantile(share)
    two = learned([ratio * factor for ratio in ratios], prior(factor, 1.33 * factor)).quantile(share)
    assert two == pytest.approx(one * factor, rel=1e-6)


def test_ten_thousand_projects_are_what_they_are() -> None:
    chance = random.Random(1)
    ratios = [chance.lognormvariate(0.3, 0.5) for _ in range(10_000)]
    spread = learned(ratios, prior(1.0, 1.33))
    assert spread.p80 == pytest.approx(sorted(ratios)[8000], rel=1e-3)


# --- copies ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("same", "other", "said"), [(2, 0, 0), (3, 0, 3), (3, 6, 3), (3, 7, 0), (4, 9, 4), (4, 10, 0), (0, 5, 0)]
)
def test_more_than_three_in_ten_and_at_least_three_look_copied(same: int, other: int, said: int) -> None:
    assert copied([Fraction(1)] * same + [Fraction(1001, 1000)] * other) == said
