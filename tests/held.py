"""An answer of the engine to what the exact oracle says of what it claims: what fits, what doesn't, and its dates."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from deliverable.book import Question
from deliverable.engine.audit.days import CERTAIN, WITH_HOLDS
from deliverable.verdict import Verdict
from tests import exact

BEYOND = 60
"""So many days after the due date the oracle looks when it is said that there is no finish at all."""
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Held:
    """Whether something is possible: as claimed, and as the oracle says (None: undecided)."""

    what: str
    claimed: bool
    truth: bool | None

    @property
    def wrong(self) -> bool:
        """The two contradict each other."""
        return self.truth not in (None, self.claimed)

    def __str__(self) -> str:
        return f"{self.what} is said to be {'' if self.claimed else 'im'}possible, the oracle says otherwise"


def against(question: Question, verdict: Verdict, limit: float = exact.LIMIT) -> list[Held]:
    """All that an answer claims, held against the oracle; of one question it may think so long."""
    return [*_word(question, verdict, limit), *_dates(question, verdict, limit)]


def _word(question: Question, verdict: Verdict, limit: float) -> Iterator[Held]:
    if verdict.word == "yes":
        yield Held("as asked", True, exact.fits(question, WITH_HOLDS, limit))
    if verdict.word == "no":
        yield Held("as asked", False, exact.fits(question, CERTAIN, limit))
    if verdict.word == "at-risk":
        yield Held("beside all holds", False, exact.fits(question, WITH_HOLDS, limit))
        yield Held("if holds lapse", True, exact.fits(question, CERTAIN, limit))
    if verdict.bracket is not None and verdict.bracket.never:
        due = max(deal.due or question.today for deal in question.deals) + BEYOND * DAY
        yield Held(f"by {due}", False, exact.fits_by(question, due, CERTAIN, limit))


def _dates(question: Question, verdict: Verdict, limit: float) -> Iterator[Held]:
    """The dates between which the earliest finish is said to lie; of several deals at once none is named."""
    finish = verdict.claim["finish"]
    soonest, earliest, lapsed = (_day(finish.get(key)) for key in ("no_sooner_than", "earliest", "if_holds_lapse"))
    if soonest is not None:
        before = soonest - DAY
        if before >= min(max(question.today, deal.start or question.today) for deal in question.deals):
            yield Held(f"by {before}", False, exact.fits_by(question, before, CERTAIN, limit))
    if earliest is not None:
        yield Held(f"by {earliest}", True, exact.fits_by(question, earliest, WITH_HOLDS, limit))
    if lapsed is not None:
        yield Held(f"by {lapsed}, if holds lapse", True, exact.fits_by(question, lapsed, CERTAIN, limit))


def _day(said: str | None) -> date | None:
    return None if said is None else date.fromisoformat(said)
