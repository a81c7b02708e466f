"""A plan's rows to what is wrong with the capacity they take: people's days, crews' days, pools, unnamed bookings."""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date

from deliverable.engine.audit.claims import Served, Work
from deliverable.engine.audit.days import Days, Worker
from deliverable.engine.audit.scope import Scope
from deliverable.engine.audit.unnamed import Unnamed


def overdrawn(scope: Scope, work: list[Work], served: list[Served]) -> Iterator[str]:
    """Complaints about everything that somebody does on a day, and about everything that a pool does."""
    used: Counter[tuple[Worker, date]] = Counter()
    for row in work:
        used[(row.worker, row.day)] += row.minutes
    for other in served:
        used[(Worker(other.person), other.day)] += other.minutes
    for (worker, day), minutes in sorted(used.items()):
        free = scope.days.free(worker, day)
        if minutes > free:
            yield f"{worker.label}: {minutes} minutes on {day}, {free} are free"
    yield from _crew_days(scope, work, served)
    yield from _pools(scope.days, work)


def _crew_days(scope: Scope, work: list[Work], served: list[Served]) -> Iterator[str]:
    """Who is in a crew is clear that day, and does nothing else on it."""
    tasks: dict[tuple[Worker, date], set[tuple[str, ...]]] = {}
    for row in work:
        tasks.setdefault((row.worker, row.day), set()).add((*row.key, str(row.index)))
    for other in served:
        tasks.setdefault((Worker(other.person), other.day), set()).add((other.booking, str(other.row)))
    crews = {(row.worker, row.day) for row in work if scope.tasks[row.key].crew is not None}
    for worker, day in sorted(crews):
        if len(tasks[(worker, day)]) > 1:
            yield f"{worker.label}: is in a crew on {day} and does something else as well"
        if not scope.days.clear(worker, day):
            yield f"{worker.label}: is in a crew on {day}, which is not clear"


def _pools(days: Days, work: list[Work]) -> Iterator[str]:
    in_all: Counter[str] = Counter()
    by_month: Counter[tuple[str, str]] = Counter()
    for row in work:
        if row.worker.number:
            in_all[row.worker.id] += row.minutes
            by_month[(row.worker.id, f"{row.day:%Y-%m}")] += row.minutes
            if not days.pools[row.worker.id].available(row.day):
                yield f"{row.worker.label}: is not there on {row.day}"
    for pool, minutes in sorted(in_all.items()):
        if minutes > days.pools[pool].effort:
            yield f"{pool}: {minutes} minutes in all, the deals count on {days.pools[pool].effort}"
    for (pool, month), minutes in sorted(by_month.items()):
        most = days.pools[pool].most
        if most is not None and minutes > most:
            yield f"{pool}: {minutes} minutes in {month}, {most} at most"


# --- bookings of somebody unnamed ---------------------------------------------------------------------------


def _touched(unnamed: Unnamed, work: list[Work]) -> dict[date, dict[str, list[Work]]]:
    """The days on which the plan uses somebody whom an unnamed booking could need, with all its people's rows."""
    days: dict[date, dict[str, list[Work]]] = {}
    for row in work:
        if not row.worker.number:
            days.setdefault(row.day, {}).setdefault(row.worker.id, []).append(row)
    return {day: rows for day, rows in days.items() if any(not d.people.isdisjoint(rows) for d in unnamed.asked(day))}


def unserved(scope: Scope, work: list[Work], served: list[Served]) -> Iterator[str]:
    """Complaints about unnamed bookings: those that the plan's people of a day could do get from its rows exactly what
    they would get without the deals, and there must be enough left for all others.
    """
    unnamed = Unnamed(scope.days)
    touched = _touched(unnamed, work)
    for day in sorted(touched.keys() | {row.day for row in served}):
        rows = [row for row in served if row.day == day]
        yield from _listed(unnamed, day, touched.get(day, {}), rows)
        if day in touched and not _others_served(scope, unnamed, day, touched[day], rows):
            yield f"on {day} unnamed bookings are left without anybody"
    for row in served:
        yield from _server(unnamed, row)


def _listed(unnamed: Unnamed, day: date, used: Mapping[str, list[Work]], served: list[Served]) -> Iterator[str]:
    given: Counter[tuple[str, int]] = Counter()
    for row in served:
        given[(row.booking, row.row)] += row.minutes
    asked = {(demand.booking, demand.row): demand for demand in unnamed.asked(day)}
    direct = {cell for cell, demand in asked.items() if not demand.people.isdisjoint(used)}
    for cell in sorted(direct | given.keys()):
        if cell in asked and given[cell] == asked[cell].minutes:
            continue
        wanted = next((d.minutes for d in unnamed.on(day) if (d.booking, d.row) == cell), 0)
        if given[cell] != wanted:
            yield f"{cell[0]}: row {cell[1]} gets {given[cell]} minutes on {day}, it needs {wanted}"


def _others_served(
    scope: Scope, unnamed: Unnamed, day: date, used: Mapping[str, list[Work]], served: list[Served]
) -> bool:
    """Whether the rows that the plan doesn't list can be served by whoever is left."""
    left = {name: _left(scope, Worker(name), day, mine) for name, mine in used.items()}
    for row in served:
        left[row.person] = left.get(row.person, scope.days.free(Worker(row.person), day)) - row.minutes
    listed = {(row.booking, row.row) for row in served}
    others = [demand for demand in unnamed.asked(day) if (demand.booking, demand.row) not in listed]
    if min(left.values(), default=0) < 0:
        return True  # overdrawn, which is told elsewhere
    return unnamed.first_fit(others, left, day) or unnamed.still_served(day, left, listed)


def _server(unnamed: Unnamed, row: Served) -> Iterator[str]:
    demand = unnamed.cell(row.day, row.booking, row.row)
    able = demand is not None and demand.skill == row.skill and row.person in demand.people
    if row.minutes == 0 or not able:
        yield f"{row.booking}: {row.person} can't serve row {row.row} with {row.minutes} minutes on {row.day}"


def fits_beside(days: Days, scope: Scope, work: list[Work]) -> bool:
    """Whether a plan's work fits under other days (other holds), unnamed bookings served by whoever is left."""
    other = Scope(days, scope.deals)
    if any(overdrawn(other, work, [])):
        return False
    unnamed = Unnamed(days)
    for day, rows in _touched(unnamed, work).items():
        left = {name: _left(other, Worker(name), day, mine) for name, mine in rows.items()}
        if not unnamed.still_served(day, left):
            return False
    return True


def _left(scope: Scope, worker: Worker, day: date, rows: list[Work]) -> int:
    if any(scope.tasks[row.key].crew is not None for row in rows):
        return 0
    return scope.days.free(worker, day) - sum(row.minutes for row in rows)
