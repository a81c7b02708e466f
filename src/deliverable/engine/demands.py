"""A problem and its windows to what must be done between which days, as the flow and the sums see it."""

from collections.abc import Iterator

from deliverable.engine.capacity import NOBODY, Capacity
from deliverable.engine.problem import Job, Places, Problem
from deliverable.engine.proofs import Asked
from deliverable.engine.unnamed import UnnamedWork
from deliverable.engine.windows import Windows


def demands(problem: Problem, capacity: Capacity, spans: Windows, *, explain: bool = True) -> list[Asked]:
    """Each requirement and kind of crew place with its window, and why it is that; jobs without one are left out."""
    out: list[Asked] = []
    for j, job in enumerate(problem.jobs):
        first, last = spans.earliest_start[j], spans.latest_end[j]
        if first is None or last is None or last < first:
            continue
        why = because(problem, spans, j) if explain else ()
        out.extend(
            Asked(n.minutes, first, last, n.skill, n.level, n.eligible, j, n.index, n.people, because=why)
            for n in job.needs
        )
        out.extend(_crew(capacity, job, j, first, last, why))
    return out


def _crew(capacity: Capacity, job: Job, j: int, first: int, last: int, why: tuple[int, ...]) -> Iterator[Asked]:
    for place in job.places:
        least = _least_day(capacity, place, first, last)
        if least:
            minutes = job.days * place.people * least
            yield Asked(
                minutes,
                first,
                last,
                place.skill,
                place.level,
                place.eligible,
                j,
                place.index,
                place.people,
                crew=True,
                because=why,
            )


def _least_day(capacity: Capacity, place: Places, first: int, last: int) -> int:
    """The least that anybody eligible has on a day that a crew could have; 0 when there is no such day."""
    least = min(capacity.least_clear(place.eligible, last)[first : last + 1], default=NOBODY)
    return 0 if least == NOBODY else least


def unnamed_demands(unnamed: UnnamedWork, first: int, last: int) -> list[Asked]:
    """Each day of each unnamed row between two days, as far as somebody can serve it."""
    out = []
    for day in unnamed.days:
        if not first <= day <= last:
            continue
        for r, minutes in enumerate(unnamed.wanted(day)):
            row = unnamed.rows[r]
            if minutes:
                out.append(
                    Asked(minutes, day, day, row.skill, row.level, unnamed.eligible[r], booking=row.id, row=row.row)
                )
    return out


def because(problem: Problem, spans: Windows, j: int) -> tuple[int, ...]:
    """The jobs that force a job's window: those before it that decide its start, those after it that decide its end."""
    before: list[int] = []
    at = j
    while True:
        start = spans.earliest_start[at]
        deciding = [b for b in problem.jobs[at].after if start is not None and spans.earliest_end[b] == start - 1]
        if not deciding or start == problem.jobs[at].release:
            break
        at = deciding[0]
        before.insert(0, at)
    after: list[int] = []
    at = j
    while True:
        end = spans.latest_end[at]
        deciding = [f for f in problem.followers[at] if end is not None and spans.latest_start[f] == end + 1]
        if not deciding:
            return (*before, *after)
        at = deciding[0]
        after.append(at)
