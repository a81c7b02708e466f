"""The contractors that a question's deals count on to what each member could do a day, and what all may do together."""

from datetime import date, timedelta
from math import floor

from deliverable.book import Contractor, ContractorUse, Question, RampUp
from deliverable.dataclass import dataclass
from deliverable.engine.audit.calendars import Calendars, days_of


@dataclass(frozen=True, slots=True)
class Pool:
    """One pool as asked: from its first day on, so many members at once, so much effort in all and a month."""

    id: str
    contractor: Contractor
    first: date
    effort: int
    calendars: Calendars

    @property
    def people(self) -> int:
        """How many members there can be at once."""
        return self.contractor.people

    @property
    def most(self) -> int | None:
        """Minutes a calendar month, at most."""
        return None if self.contractor.most is None else self.contractor.most.minutes

    def available(self, day: date) -> bool:
        """Whether members work on a day."""
        return day >= self.first and self.calendars.works(day)

    def minutes(self, day: date) -> int:
        """A member's minutes on a day."""
        if not self.available(day):
            return 0
        hours = self.calendars.firm_hours(day)
        ramp = self.contractor.ramp_up
        return floor(hours * ramp.at) if ramp and self._ramping(ramp, day) else floor(hours)

    def _ramping(self, ramp: RampUp, day: date) -> bool:
        if ramp.days < 1 or (day - self.first).days > 40 * ramp.days + 400:
            return False
        return len([d for d in days_of(self.first, day) if self.calendars.works(d)]) <= ramp.days


def pools_of(question: Question, calendars: Calendars) -> dict[str, Pool]:
    """Every pool that a deal of the question counts on; several uses of one pool add up, from the earliest on."""
    uses: dict[str, list[ContractorUse]] = {}
    for deal in question.deals:
        for use in deal.extras.contractors:
            if use.pool in question.book.contractors:
                uses.setdefault(use.pool, []).append(use)
    return {name: _pool(question, calendars, name, asked) for name, asked in uses.items()}


def _pool(question: Question, calendars: Calendars, name: str, asked: list[ContractorUse]) -> Pool:
    contractor = question.book.contractors[name]
    soonest = question.today + timedelta(days=contractor.lead_time)
    begins = min((deal.start or question.today for deal in question.deals), default=question.today)
    first = max(soonest, begins, min(use.first for use in asked))
    return Pool(name, contractor, first, sum(use.effort.minutes for use in asked), calendars)
