"""A book and a day to the spreads that were known on it: of efforts and of durations."""

from collections.abc import Iterable
from datetime import date
from typing import Final

from deliverable.book import Book, EstimateError
from deliverable.record.outcomes import Outcome, outcomes
from deliverable.record.spread import Spread, copied, learned, prior

DURATION_PRIOR: Final = prior(1.0, 1.25)
"""Calendar days, actual over planned, of 141 client projects of one services firm (docs/chance.md)."""


def effort_spread(book: Book, today: date, before: date | None = None) -> Spread | None:
    """Actual over estimated effort of a whole project, from those that had ended on `today` (and before the day
    `before`, where it is given). None where the firm says that its estimates are exact.

    Where too many actuals are the estimate to the letter, nothing is learned from them: then `copied` says how many.
    """
    error = book.firm.estimate_error
    if error is None:
        return None
    ratios = [one.effort_ratio for one in _ended(outcomes(book), today, before) if one.effort_ratio is not None]
    same = copied(ratios)
    start = effort_prior(error)
    return Spread(start.before, copied=same) if same else learned(map(float, ratios), start)


def duration_spread(book: Book, today: date, before: date | None = None) -> Spread:
    """Actual over planned calendar days, first and last included, of the same projects."""
    ratios = [one.duration_ratio for one in _ended(outcomes(book), today, before) if one.duration_ratio is not None]
    return learned(map(float, ratios), DURATION_PRIOR)


def effort_prior(error: EstimateError) -> Spread:
    """What the firm says of its estimates, until its own record says better."""
    return prior(float(error.median), float(error.p80))


def _ended(known: Iterable[Outcome], today: date, before: date | None) -> Iterable[Outcome]:
    return (one for one in known if one.actual_end <= today and (before is None or one.actual_end < before))
