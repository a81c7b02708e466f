"""A book and a day to the spreads that were known on it: of efforts and of durations."""

from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction
from typing import Final

from deliverable.book import Book, EstimateError
from deliverable.record.outcomes import Outcome, outcomes
from deliverable.record.spread import Spread, copied, learned, prior

DURATION_PRIOR: Final = prior(1.0, 1.25)
"""Calendar days, actual over planned, of 141 client projects of one services firm (docs/chance.md)."""


LATEST: Final = 30
"""So many of the latest projects count: a firm of five years ago is another firm (docs/why.md)."""


def effort_spread(book: Book, today: date, before: date | None = None) -> Spread | None:
    """Actual over estimated effort of a whole project, from the latest that had ended on `today` (and before the day
    `before`, where it is given). None where the firm says that its estimates are exact.

    Where too many actuals are the estimate to the letter, nothing is learned from them: then `copied` says how many.
    """
    error = book.firm.estimate_error
    ended = _ended(outcomes(book), today, before)
    return None if error is None else efforts_of(_said(one.effort_ratio for one in ended), effort_prior(error))


def duration_spread(book: Book, today: date, before: date | None = None) -> Spread:
    """Actual over planned calendar days, first and last included, of the same projects."""
    ended = _ended(outcomes(book), today, before)
    return durations_of(_said(one.duration_ratio for one in ended), DURATION_PRIOR)


def effort_prior(error: EstimateError) -> Spread:
    """What the firm says of its estimates, until its own record says better."""
    return prior(float(error.median), float(error.p80))


def efforts_of(ratios: Sequence[Fraction], before: Spread) -> Spread:
    """What ratios of effort, in the order in which projects ended, make of a prior: nothing if they are copied."""
    latest = ratios[-LATEST:]
    same = copied(latest)
    return Spread(before.before, copied=same) if same else learned(map(float, latest), before)


def durations_of(ratios: Sequence[Fraction], before: Spread) -> Spread:
    """The same of ratios of days, where being the same as planned is nothing to be wary of."""
    return learned(map(float, ratios[-LATEST:]), before)


def _ended(known: Iterable[Outcome], today: date, before: date | None) -> Iterable[Outcome]:
    return (one for one in known if one.actual_end <= today and (before is None or one.actual_end < before))


def _said(ratios: Iterable[Fraction | None]) -> list[Fraction]:
    return [ratio for ratio in ratios if ratio is not None]
