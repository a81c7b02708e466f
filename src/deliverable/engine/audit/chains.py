"""A proof by tasks in a row to whether they really take longer than there is."""

from datetime import date

from deliverable.book import Task
from deliverable.engine.audit.claims import Claim, day, entries, refuse, text, texts, whole
from deliverable.engine.audit.scope import Key, next_day
from deliverable.engine.audit.windows import NEVER, Windows


def check_chain(where: str, proof: Claim, windows: Windows) -> None:
    """Refuse a chain whose links don't follow each other, could be quicker, or end in time."""
    keys = _keys(where, proof, windows)
    links = entries(where, proof, "links")
    if [text(where, link, "task") for link in links] != [task for _, task in keys]:
        refuse(f"{where}: its links are not its tasks")
    first, last = day(where, proof, "from"), day(where, proof, "to")
    if day(where, links[0], "from") != first:
        refuse(f"{where}: its first link does not start on {first}")
    _last_day(where, keys[-1], last, windows)
    ends = None
    for n, (key, link) in enumerate(zip(keys, links, strict=True)):
        before = keys[n - 1] if n else None
        ends = _link(f"{where}: {key[1]}", link, (key, before, ends), windows, last if n == len(keys) - 1 else None)
    _length(where, proof, links, windows)


def _keys(where: str, proof: Claim, windows: Windows) -> list[Key]:
    tasks = texts(where, proof, "tasks")
    ids = [deal.id for deal in windows.scope.deals]
    deal = text(where, proof, "deal") if len(ids) > 1 or "deal" in proof else "".join(ids)
    unknown = [task for task in tasks if (deal, task) not in windows.scope.tasks]
    if unknown or not tasks:
        refuse(f"{where}: no chain of the deal's tasks ({', '.join(unknown)})")
    return [(deal, task) for task in tasks]


def _last_day(where: str, key: Key, claimed: date, windows: Windows) -> None:
    """The last day allowed: the task's own, or sooner for the sake of what waits for it."""
    allowed = windows.scope.last_day(key) or windows.scope.days.last
    if not windows.latest_end(key) <= claimed <= allowed:
        refuse(f"{where}: {key[1]} may end on {windows.latest_end(key)}, not {claimed}")


def _kind(task: Task) -> str:
    if task.effort is not None:
        return "effort"
    return "wait" if task.wait is not None else "crew"


def _link(
    where: str, link: Claim, chain: tuple[Key, Key | None, date | None], windows: Windows, last: date | None
) -> date:
    """Check one link against the end of the one before; the day it ends on at the earliest."""
    key, before, ended = chain
    if text(where, link, "kind") != _kind(windows.scope.tasks[key]):
        refuse(f"{where}: is of kind {_kind(windows.scope.tasks[key])}")
    if before is not None and before not in windows.scope.before(key):
        refuse(f"{where}: does not wait for {before[1]}")
    start, end = day(where, link, "from"), day(where, link, "to")
    _start(where, key, start, ended, windows)
    earliest = windows.earliest_end(key, start, _look_until(end, windows))
    _end(where, (key, end, earliest), last, windows)
    return end


def _start(where: str, key: Key, start: date, ended: date | None, windows: Windows) -> None:
    """No sooner than the link before and its own dates allow, no later than it really could."""
    soonest = windows.scope.release(key)
    if ended is not None:
        soonest = max(soonest, next_day(ended))
    really = windows.earliest_start(key)
    latest = soonest if really == NEVER else max(soonest, really)
    if start < soonest or (start > latest and _useful_before(key, latest, start, windows)):
        refuse(f"{where}: starts on {soonest} at the earliest, not on {start}")


def _useful_before(key: Key, first: date, start: date, windows: Windows) -> bool:
    """Whether anything could be done from `first` until before `start`."""
    task, days = windows.scope.tasks[key], windows.scope.days
    if task.effort is None or (start - first).days > 400:
        return any(days.calendars.works(on) for on in _until(first, start))
    people = {worker for index in range(len(task.effort)) for worker in windows.workers(key, index)}
    return any(days.free(worker, on) for on in _until(first, start) for worker in people)


def _until(first: date, end: date) -> list[date]:
    return [date.fromordinal(n) for n in range(first.toordinal(), end.toordinal())]


def _look_until(end: date, windows: Windows) -> date:
    """A claimed end that is too early is found out by looking until it, one that is too late by looking that far."""
    return min(max(end, windows.scope.days.first), windows.scope.days.last)


def _end(where: str, found: tuple[Key, date, date], last: date | None, windows: Windows) -> None:
    """The end is the earliest there is; the last link may stop at the day after the last one allowed."""
    key, claimed, earliest = found
    if last is not None and claimed <= last:
        refuse(f"{where}: could end on {claimed}, which is in time")
    if claimed > earliest:
        refuse(f"{where}: could end on {earliest}, before {claimed}")
    exact = claimed == earliest or (last is not None and claimed == next_day(last))
    if not exact and not _with_pools(key, windows):
        refuse(f"{where}: can't end on {claimed}")


def _with_pools(key: Key, windows: Windows) -> bool:
    """Whether limits of a pool, which a proof need not look at, could put off the earliest end."""
    needs = windows.scope.tasks[key].effort or ()
    return any(worker.number for index in range(len(needs)) for worker in windows.workers(key, index))


def _length(where: str, proof: Claim, links: list[Claim], windows: Windows) -> None:
    """The working days of its links; between links that don't touch, those days may count or not."""
    between = windows.scope.days.calendars.between
    stretches = [(day(where, link, "from"), day(where, link, "to")) for link in links]
    own = sum(len(between(first, last)) for first, last in stretches)
    whole_way = len(between(stretches[0][0], stretches[-1][1]))
    if whole(where, proof, "days") not in {own, whole_way}:
        refuse(f"{where}: takes {own} working days, not {proof['days']}")
