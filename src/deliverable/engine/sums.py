"""What is asked in a window to what everybody eligible has in it, and the sum behind each."""

from dataclasses import replace

from deliverable.engine.capacity import Capacity, most
from deliverable.engine.proofs import Asked, Have, Shortfall

TOLD = 12


def counted_days(asked: tuple[Asked, ...]) -> dict[int, list[tuple[int, int]]]:
    """For everybody eligible the stretches of days that the windows cover that they are eligible for."""
    days: dict[int, list[tuple[int, int]]] = {}
    for one in asked:
        for worker in one.eligible:
            days.setdefault(worker, []).append((one.first, one.last))
    return {worker: spans if len(spans) == 1 else _joined(spans) for worker, spans in days.items()}


def _joined(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Those that overlap or follow each other as one, in order."""
    out: list[tuple[int, int]] = []
    for first, last in sorted(spans):
        if out and first <= out[-1][1] + 1:
            out[-1] = (out[-1][0], max(out[-1][1], last))
        else:
            out.append((first, last))
    return out


def enough(capacity: Capacity, one: Asked) -> bool:
    """Whether a requirement's people have the minutes in its window, and the best of them do."""
    if capacity.pools:
        there, best = haves(capacity, (one,)), haves(capacity, (one,), pooled=False)[: one.people]
        return min(sum(h.minutes for h in there), sum(h.minutes for h in best)) >= one.minutes
    return most([capacity.between(w, one.first, one.last) for w in one.eligible], one.people) >= one.minutes


def haves(capacity: Capacity, asked: tuple[Asked, ...], *, pooled: bool = True) -> tuple[Have, ...]:
    """Everybody eligible with their minutes on the days that count for them, most first.

    With `pooled` the members of a pool have together no more than their pool gives.
    """
    days = counted_days(asked)
    minutes = {
        worker: sum(capacity.between(worker, first, last) for first, last in spans) for worker, spans in days.items()
    }
    if pooled and capacity.pools:
        of_pools = [span for members in capacity.pools.values() for w in members for span in days.get(w, ())]
        everywhere = {day for first, last in of_pools for day in range(first, last + 1)}
        minutes = capacity.clipped(minutes, everywhere) if everywhere else minutes
    out = [Have(worker, minutes[worker], spans[0][0], spans[-1][1]) for worker, spans in days.items()]
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
        if worker.member is None and len(days[h.worker]) == 1:
            h = replace(h, account=capacity.supply.account(worker.person, problem.on(h.first), problem.on(h.last)))
        told.append(h)
    return replace(proof, have=(*told, *have[len(told) :]))
