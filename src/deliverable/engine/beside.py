"""A plan's work to who serves the unnamed bookings beside it."""

from collections.abc import Sequence

from deliverable.engine.plan import UnnamedServed, Work
from deliverable.engine.unnamed import UnnamedWork


def serving(unnamed: UnnamedWork, work: Sequence[Work]) -> tuple[UnnamedServed, ...]:
    """Who serves the unnamed bookings that a plan's people of a day could do, with what the plan leaves of everybody.

    A crew has the whole of its people's days, and its rows say so.
    """
    used: dict[int, dict[int, int]] = {}
    for done in work:
        of_day = used.setdefault(done.day, {})
        of_day[done.worker] = of_day.get(done.worker, 0) + done.minutes
    out = []
    for day, taken in sorted(used.items()):
        for part in unnamed.served_beside(day, taken):
            if not set(taken).isdisjoint(unnamed.eligible[part.row]):
                row = unnamed.rows[part.row]
                out.append(UnnamedServed(row.id, row.row, row.skill, day, part.worker, part.minutes))
    return tuple(out)
