"""A book to what its finished projects say of the next one: spreads of actual over estimate, and how they came out."""

from deliverable.record.known import DURATION_PRIOR, LATEST, duration_spread, effort_spread
from deliverable.record.outcomes import Days, Outcome, outcomes
from deliverable.record.spread import Spread, copied, learned, prior

__all__ = [
    "DURATION_PRIOR",
    "LATEST",
    "Days",
    "Outcome",
    "Spread",
    "copied",
    "duration_spread",
    "effort_spread",
    "learned",
    "outcomes",
    "prior",
]
