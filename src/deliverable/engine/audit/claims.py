"""The parts of a claimed answer to typed values; what can't be read is a complaint, never an exception of Python's."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache
from typing import Any, NoReturn, TypeVar

from deliverable.dataclass import dataclass
from deliverable.engine.audit.days import Worker
from deliverable.engine.audit.scope import Key, Need, Scope

T = TypeVar("T")
Claim = Mapping[str, Any]


class RefusedError(Exception):
    """A part of a claim that can't be right, in words."""


@dataclass(frozen=True, slots=True)
class Work:
    """One row of a plan: somebody's minutes for a requirement or a crew place on a day."""

    key: Key
    index: int
    worker: Worker
    day: date
    minutes: int


@dataclass(frozen=True, slots=True)
class Served:
    """One row of a plan: somebody's minutes for a booking of somebody unnamed on a day."""

    booking: str
    row: int
    person: str
    skill: str
    day: date
    minutes: int


def refuse(message: str) -> NoReturn:
    """Give up on this part of the claim, and say why."""
    raise RefusedError(message)


def collect(complaints: list[str], read: Callable[[], T]) -> T | None:
    """What is read, or None and a complaint."""
    try:
        return read()
    except RefusedError as refused:
        complaints.append(str(refused))
        return None


def mapping(where: str, data: object) -> Claim:
    """A mapping with keys of text."""
    if not isinstance(data, Mapping) or not all(isinstance(key, str) for key in data):
        refuse(f"{where}: is not a mapping")
    return data


def part(where: str, data: Claim, key: str) -> object:
    """What stands under a key that must be there."""
    if key not in data:
        refuse(f"{where}: `{key}` is missing")
    return data[key]


def entries(where: str, data: Claim, key: str) -> list[Claim]:
    """A list of mappings."""
    found = part(where, data, key)
    if not isinstance(found, list | tuple):
        refuse(f"{where}: `{key}` is not a list")
    return [mapping(f"{where}: {key} {n}", entry) for n, entry in enumerate(found, 1)]


def text(where: str, data: Claim, key: str) -> str:
    """A text."""
    found = part(where, data, key)
    if not isinstance(found, str):
        refuse(f"{where}: `{key}` is not a text")
    return found


def texts(where: str, data: Claim, key: str) -> list[str]:
    """A list of texts."""
    found = part(where, data, key)
    if not isinstance(found, list | tuple) or not all(isinstance(entry, str) for entry in found):
        refuse(f"{where}: `{key}` is not a list of texts")
    return list(found)


def whole(where: str, data: Claim, key: str) -> int:
    """A whole number, not below zero."""
    found = part(where, data, key)
    if not isinstance(found, int) or isinstance(found, bool) or found < 0:
        refuse(f"{where}: `{key}` is not a whole number from 0 on")
    return found


def signed(where: str, data: Claim, key: str) -> int:
    """A whole number, above zero or below."""
    found = part(where, data, key)
    if not isinstance(found, int) or isinstance(found, bool):
        refuse(f"{where}: `{key}` is not a whole number")
    return found


def day(where: str, data: Claim, key: str) -> date:
    """A date as it is always written."""
    found = maybe_day(where, data, key)
    if found is None:
        refuse(f"{where}: `{key}` is not a date")
    return found


def maybe_day(where: str, data: Claim, key: str) -> date | None:
    """A date, or null."""
    found = part(where, data, key)
    if found is None:
        return None
    parsed = _parsed(found) if isinstance(found, str) else None
    if parsed is None:
        refuse(f"{where}: `{key}` is not a date")
    return parsed


@lru_cache(maxsize=4096)
def _parsed(written: str) -> date | None:
    """The date, when it is written as it always is."""
    try:
        parsed = date.fromisoformat(written)
    except ValueError:
        return None
    return parsed if parsed.isoformat() == written else None


def need(where: str, data: Claim, scope: Scope) -> tuple[Key, int, Need]:
    """The requirement or crew place that `task`, `requirement` (and `deal`, when there are several) name."""
    ids = scope.deal
    deal = text(where, data, "deal") if len(ids) > 1 or "deal" in data else "".join(ids)
    if deal not in ids:
        refuse(f"{where}: the question has no deal {deal}")
    task = scope.tasks.get((deal, text(where, data, "task")))
    if task is None:
        refuse(f"{where}: the deal has no task {data['task']}")
    index = whole(where, data, "requirement")
    needs: tuple[Need, ...] = task.effort or task.crew or ()
    if index >= len(needs):
        refuse(f"{where}: {task.id} has no requirement {index}")
    return (deal, task.id), index, needs[index]


def worker(where: str, data: Claim, scope: Scope) -> Worker:
    """The person, or the member of a pool."""
    if "pool" not in data:
        name = text(where, data, "person")
        if name not in scope.question.book.people:
            refuse(f"{where}: there is no person {name}")
        return Worker(name)
    name, number = text(where, data, "pool"), whole(where, data, "number")
    pool = scope.days.pools.get(name)
    if "person" in data or pool is None or not 1 <= number <= pool.people:
        refuse(f"{where}: the deal does not count on number {number} of {name}")
    return Worker(name, number)


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of a plan, and complaints about those that can't be read, which are left out."""

    work: list[Work]
    served: list[Served]
    complaints: list[str]


def plan_rows(data: Claim, scope: Scope) -> Rows:
    """The rows under `plan`: the same for all scopes of one question, whatever their dates and holds."""
    work: list[Work] = []
    served: list[Served] = []
    complaints: list[str] = []
    for n, row in enumerate(collect(complaints, lambda: entries("answer", data, "plan")) or [], 1):
        found = collect(complaints, lambda n=n, row=row: _plan_row(f"plan row {n}", row, scope))  # type: ignore[misc]
        if isinstance(found, Work):
            work.append(found)
        elif isinstance(found, Served):
            served.append(found)
    return Rows(work, served, complaints)


def _plan_row(where: str, row: Claim, scope: Scope) -> Work | Served:
    on, minutes, skill = day(where, row, "on"), whole(where, row, "minutes"), text(where, row, "skill")
    if not scope.days.first <= on <= scope.days.last:
        refuse(f"{where}: {on} is outside the days that are looked at")
    who = worker(where, row, scope)
    if "booking" in row:
        if "task" in row or who.number:
            refuse(f"{where}: a booking's row has a person and no task")
        return Served(text(where, row, "booking"), whole(where, row, "row"), who.id, skill, on, minutes)
    key, index, wanted = need(where, row, scope)
    if wanted.skill != skill:
        refuse(f"{where}: {key[1]} needs {wanted.skill} there, not {skill}")
    return Work(key, index, who, on, minutes)
