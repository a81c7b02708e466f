"""The contractors that a deal counts on to outside people with their days and their limits."""

from collections.abc import Iterator
from datetime import date, timedelta
from math import floor

from deliverable.book import Contractor, ContractorUse, Question
from deliverable.dataclass import dataclass
from deliverable.supply.calendar import WorkingDays, weekday


@dataclass(frozen=True, slots=True)
class PoolMember:
    """One of the people of a pool: their minutes from `start` on (an ordinal), and which use of the pool they belong
    to.
    """

    pool: str
    number: int
    use: int
    first: int
    minutes: tuple[int, ...]
    total: int
    most: int | None


def earliest_day(contractor: Contractor, today: date) -> date:
    """The first day that a pool asked today can give."""
    return today + timedelta(days=contractor.lead_time)


def pool_members(question: Question, working: WorkingDays, start: int) -> Iterator[PoolMember]:
    """Everybody of the pools that the question's deals count on, numbered within a pool from 1.

    Several uses of a pool add up, from the earliest of their days on: it has no more people for that.
    """
    uses: dict[str, list[ContractorUse]] = {}
    for deal in question.deals:
        for wanted in deal.extras.contractors:
            uses.setdefault(wanted.pool, []).append(wanted)
    for use, (name, wanted_of) in enumerate(uses.items()):
        contractor = question.book.contractors.get(name)
        if contractor is None:
            continue
        first = max(min(w.first for w in wanted_of), earliest_day(contractor, question.today)).toordinal()
        total = sum(w.effort.minutes for w in wanted_of)
        most = None if contractor.most is None else contractor.most.minutes
        minutes = tuple(_minutes(contractor, first, working, start))
        for number in range(1, contractor.people + 1):
            yield PoolMember(name, number, use, first, minutes, total, most)


def _minutes(contractor: Contractor, first: int, working: WorkingDays, start: int) -> Iterator[int]:
    """Whole days of the firm's hours from `first` on; fewer while they find their way in."""
    done = 0
    for day in range(start, working.last + 1):
        if day < first or not working.works(day):
            yield 0
            continue
        hours = working.hours[weekday(day)]
        new = contractor.ramp_up is not None and done < contractor.ramp_up.days
        yield floor(hours * contractor.ramp_up.at) if new and contractor.ramp_up else floor(hours)
        done += 1
