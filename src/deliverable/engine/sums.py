"""What is asked in a window to what everybody eligible has in it, and the sum behind each."""

from dataclasses import replace

from deliverable.engine.capacity import Capacity
from deliverable.engine.proofs import Asked, Have, Shortfall

TOLD = 12


def counted_days(asked: tuple[Asked, ...]) -> dict[int, set[int]]:
    """For everybody eligible the days of the windows that they are eligible for."""
    days: dict[int, set[int]] = {}
    for one in asked:
        for worker in one.eligible:
            days.setdefault(worker, set()).update(range(one.first, one.last + 1))
    return days


def haves(capacity: Capacity, asked: tuple[Asked, ...], *, pooled: bool = True) -> tuple[Have, ...]:
    """Everybody eligible with their minutes on the days that count for them, most first.

    With `pooled` the members of a pool have together no more than their pool gives.
    """
    days = counted_days(asked)
    minutes: dict[int, int] = {}
    for worker, here in days.items():
        first, last = min(here), max(here)
        if len(here) == last - first + 1:
            minutes[worker] = capacity.between(worker, first, last)
        else:
            free = capacity.free(worker, last)
            minutes[worker] = sum(free[day] for day in here)
    if pooled and capacity.pools:
        everywhere = {day for members in capacity.pools.values() for w in members for day in days.get(w, ())}
        minutes = capacity.clipped(minutes, everywhere) if everywhere else minutes
    out = [Have(worker, minutes[worker], min(here), max(here)) for worker, here in days.items()]
    return tuple(sorted(out, key=lambda h: (-h.minutes, h.worker)))


def trimmed(capacity: Capacity, one: Asked) -> Asked:
    """The same without the days at both ends on which nobody eligible has a minute."""
    first, last = one.first, one.last
    free = [capacity.free(worker, last) for worker in one.eligible]
    while first < last and not any(minutes[first] for minutes in free):
        first += 1
    while last > first and not any(minutes[last] for minutes in free):
        last -= 1
    return one if not free else replace(one, first=first, last=last, forced=(one.first, one.last))


def explained(capacity: Capacity, proof: Shortfall) -> Shortfall:
    """The same with the sum behind each person whose days are one stretch; of many people only the first."""
    problem = capacity.problem
    days = counted_days(proof.asked)
    told = []
    have = haves(capacity, proof.asked, pooled=proof.counted is None)
    for h in have[: max(TOLD, proof.counted or 0)]:
        worker = problem.workers[h.worker]
        if worker.member is None and len(days[h.worker]) == h.last - h.first + 1:
            h = replace(h, account=capacity.supply.account(worker.person, problem.on(h.first), problem.on(h.last)))
        told.append(h)
    return replace(proof, have=(*told, *have[len(told) :]))
