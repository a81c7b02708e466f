"""A question to what is not known for certain about it: how much work takes, how long somebody lets us wait, which
holds land, and who falls ill.
"""

from collections.abc import Iterator
from fractions import Fraction
from math import log
from statistics import NormalDist

from deliverable.book import Duration, Question, Task
from deliverable.dataclass import dataclass
from deliverable.engine.policy import Policy
from deliverable.record import Spread
from deliverable.supply.terms import terms

IN_TEN = NormalDist().inv_cdf(0.9)
"""A range has 1 in 10 below it and 1 in 10 above."""
COMMON, OWN = 0.25, 0.6
"""Standard deviations of the logs of actual / estimate: what all tasks of a deal share, and each task's own part
(users.md 3.3, from two sets of tasks and projects; scaled so that the deal's total comes out as declared).
"""
WAITING = 0.6
"""The same of a wait for somebody that was not given as a range: it varies as a single task does."""


@dataclass(frozen=True, slots=True)
class Sides:
    """Standard deviations of the log below and above the likely value."""

    below: float
    above: float


@dataclass(frozen=True, slots=True)
class Doubts:
    """What may turn out otherwise, by (job, part) and by job.

    `ranges` are the requirements with a range of their own, `general` those that vary with the deal's total, by deal,
    with their minutes. `waits` and `crews` are days that vary. `holds` are groups that land together: ids, and the
    chance that they do. `sickness` is the share of days on which somebody is ill.
    """

    ranges: dict[tuple[int, int], Sides]
    general: dict[int, dict[tuple[int, int], int]]
    total: Spread | None
    waits: dict[int, Sides]
    crews: dict[int, Sides]
    holds: dict[str, tuple[tuple[str, ...], float]]
    sickness: float

    @property
    def any(self) -> bool:
        """Whether anything may turn out otherwise at all."""
        varies = self.total is not None and any(self.general.values())
        return bool(varies or self.ranges or self.waits or self.crews or self.holds or self.sickness)


def doubts_of(question: Question, policy: Policy, total: Spread | None) -> Doubts:
    """What may turn out otherwise for a plan; `total` is how a deal's whole effort compares to its estimate (None: it
    is exact).
    """
    problem = policy.problem
    tasks = {(d, task.id): task for d, deal in enumerate(question.deals) for task in deal.scope or ()}
    ranges: dict[tuple[int, int], Sides] = {}
    general: dict[int, dict[tuple[int, int], int]] = {}
    waits: dict[int, Sides] = {}
    crews: dict[int, Sides] = {}
    for j, job in enumerate(problem.jobs):
        task = tasks[job.deal, job.id]
        for need in job.needs:
            sides = _effort(task, need.index)
            if sides is not None:
                ranges[j, need.index] = sides
            elif total is not None:
                general.setdefault(job.deal, {})[j, need.index] = need.minutes
        if job.kind == "wait" and job.days > 0 and (found := _wait(task)) is not None:
            waits[j] = found
        if job.kind == "crew" and job.fixed is None and (found := _duration(task.duration)) is not None:
            crews[j] = found
    people = any(problem.workers[w].person for w in policy.workers)
    sickness = float(question.book.firm.sickness or 0) if people else 0.0
    holds = dict(_holds(question, policy))
    return Doubts(ranges, general, total, waits, crews, holds, sickness)


def _effort(task: Task, index: int) -> Sides | None:
    effort = (task.effort or ())[index].effort
    if effort is None:
        return None
    return _sides(effort.low, effort.likely, effort.high)


def _wait(task: Task) -> Sides | None:
    """A wait for somebody varies unless its range says otherwise: `2-2-2d` is a decision that they have promised."""
    if task.wait is None or (task.wait.low is None and task.wait.high is None):
        return Sides(WAITING, WAITING) if task.waiting_for else None
    return _duration(task.wait)


def _duration(duration: Duration | None) -> Sides | None:
    if duration is None:
        return None
    return _sides(duration.low, duration.likely, duration.high)


def _sides(low: Fraction | int | None, likely: Fraction | int, high: Fraction | int | None) -> Sides | None:
    """A log-normal with another width on each side of its median, so that the range's ends are 1 in 10."""
    if (low is None and high is None) or likely <= 0:
        return None
    below = log(likely / max(low, Fraction(1, 1000))) / IN_TEN if low is not None else 0.0
    above = log(high / likely) / IN_TEN if high is not None else 0.0
    return Sides(max(0.0, below), max(0.0, above)) if below > 0 or above > 0 else None


def _holds(question: Question, policy: Policy) -> Iterator[tuple[str, tuple[tuple[str, ...], float]]]:
    """The holds that may lapse and take time from the plan's people, by the deal that they are for: those of one deal
    land together, with the highest of their chances. A hold whose chance nobody said lands.
    """
    book = question.book
    people = {policy.problem.workers[w].person for w in policy.workers}
    groups: dict[str, list[tuple[str, float]]] = {}
    for term in terms(question):
        if term.certain or term.row.person not in people:
            continue
        booking = book.bookings.get(term.id)
        source = booking or book.promises.get(term.id)
        said = None if source is None else source.probability
        deal = booking.deal if booking is not None and booking.deal else term.id
        groups.setdefault(deal, []).append((term.id, 1.0 if said is None else float(said)))
    for deal, found in sorted(groups.items()):
        likeliest = max(chance for _, chance in found)
        if likeliest < 1:
            yield deal, (tuple(sorted({name for name, _ in found})), likeliest)
