"""Right answers for tests, as the data that the audit takes, and the ways to spoil them by one."""

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from random import Random
from typing import Any

from deliverable.book import Crew, Question
from deliverable.engine.audit.days import CERTAIN, Worker, days_for
from deliverable.engine.audit.scope import Scope, minutes_of
from deliverable.engine.audit.windows import Windows

Rows = list[dict[str, Any]]
NOTHING_KNOWN: dict[str, Any] = {"earliest": None, "proved": False, "no_sooner_than": None, "proof": None}


def answer(question: Question, verdict: str, **parts: Any) -> dict[str, Any]:
    """An answer with a verdict, and what else a test gives it."""
    deal = question.deals[0]
    known: dict[str, Any] = {
        "schema": "deliverable.check/1",
        "deal": deal.id if len(question.deals) == 1 else [deal.id for deal in question.deals],
        "as_of": question.today.isoformat(),
        "verdict": verdict,
        "proof": {"kind": "plan"} if verdict in {"yes", "at-risk"} else {},
        "due": deal.due.isoformat() if deal.due and len(question.deals) == 1 else None,
        "finish": NOTHING_KNOWN | _days(question, verdict),
        "chance": _chance(question, verdict),
        "plan": [],
        "offers": [],
        "assumptions": [],
        "conditions": [],
        "findings": [],
        "without_holds": [],
    }
    if "finish" in parts:
        parts["finish"] = known["finish"] | parts["finish"]
    return known | parts


def _chance(question: Question, verdict: str) -> dict[str, Any] | None:
    """A chance that goes with a verdict."""
    if verdict not in {"yes", "at-risk"}:
        return None
    firm = question.book.firm
    asked = float(max(firm.confidence if deal.confidence is None else deal.confidence for deal in question.deals))
    share: dict[str, Any] = {"on_time": 1.0, "trials": 0}
    if verdict != "yes":
        share = {"on_time": 0.25, "trials": 2000}
    error = 0.0 if verdict == "yes" else 0.0097
    if len(question.deals) > 1:
        share["each"] = [{"deal": deal.id, "on_time": share["on_time"]} for deal in question.deals]
    return share | {"asked": asked, "error": error, "based_on": "none", "projects": 0, "hangs_on": []}


def _days(question: Question, verdict: str) -> dict[str, Any]:
    """The days by which 50, 80 and 95 of 100 trials have ended."""
    due = question.deals[0].due if verdict == "yes" and len(question.deals) == 1 else None
    return dict.fromkeys(("p50", "p80", "p95"), None if due is None else due.isoformat())


def done(who: str, on: date, minutes: int, task: str, skill: str = "php", requirement: int = 0) -> dict[str, Any]:
    """A row of a plan."""
    about = {"task": task, "requirement": requirement, "person": who, "skill": skill}
    return about | {"on": on.isoformat(), "minutes": minutes}


def served(who: str, on: date, minutes: int, booking: str, row: int = 0, skill: str = "php") -> dict[str, Any]:
    """A row that serves a booking of somebody unnamed."""
    return {"booking": booking, "row": row, "person": who, "skill": skill, "on": on.isoformat(), "minutes": minutes}


def required(scope: Scope, task: str, requirement: int, minutes: int, *window: date) -> dict[str, Any]:
    """A requirement or crew place as a proof lists it."""
    key = (scope.deals[0].id, task)
    need = (scope.tasks[key].effort or scope.tasks[key].crew or ())[requirement]
    listed: dict[str, Any] = {"task": task, "requirement": requirement, "skill": need.skill, "level": need.level}
    if isinstance(need, Crew):
        listed |= {"crew": True, "people": need.people}
    else:
        listed |= {"people": scope.cap(need)}
    return listed | {
        "need_minutes": minutes,
        "from": window[0].isoformat(),
        "to": window[-1].isoformat(),
        "because": [],
    }


def shortfalls(question: Question) -> Iterator[dict[str, Any]]:
    """Every shortfall and cap of one or two requirements whose sums say that the question can't be done."""
    scope = Scope(days_for(question, CERTAIN), question.deals)
    windows = Windows(scope)
    single = [
        (key, n) for key, task in scope.tasks.items() for n, need in enumerate(task.effort or ()) if minutes_of(need)
    ]
    for one in single:
        yield from _short(windows, [one])
        for other in single:
            if one < other:
                yield from _short(windows, [one, other])


def _short(windows: Windows, needs: list[tuple[tuple[str, str], int]]) -> Iterator[dict[str, Any]]:
    listed = []
    days: dict[Worker, set[date]] = {}
    for key, n in needs:
        window = (windows.earliest_start(key), windows.latest_end(key))
        minutes = minutes_of((windows.scope.tasks[key].effort or ())[n])
        listed.append(required(windows.scope, key[1], n, minutes, *window))
        for who in windows.workers(key, n):
            days.setdefault(who, set()).update(windows.useful(key, n))
    free = windows.scope.days.free
    has = sorted(((sum(free(who, on) for on in found), who) for who, found in days.items()), reverse=True)
    wanted = sum(need["need_minutes"] for need in listed)
    proof = {"kind": "shortfall", "requirements": listed, "need_minutes": wanted}
    proof |= {"have": [_has(who, minutes) for minutes, who in has]}
    if wanted > sum(minutes for minutes, _ in has):
        yield proof | {"have_minutes": sum(minutes for minutes, _ in has)}
    if len(listed) == 1:
        best = sum(minutes for minutes, _ in has[: listed[0]["people"]])
        if wanted > best:
            yield proof | {"kind": "cap", "counted": listed[0]["people"], "have_minutes": best}


def _has(who: Worker, minutes: int) -> dict[str, Any]:
    member: dict[str, Any] = {"pool": who.id, "number": who.number} if who.number else {"person": who.id}
    return member | {"minutes": minutes}


def spoiled(data: Any, others: Iterable[str] = (), skip: Iterable[str] = ()) -> Iterator[tuple[str, Any]]:
    """Each figure and each date one more and one less, each name another one, each list one entry shorter or longer.

    With every change comes the path of what was changed; keys in `skip` are left alone.
    """
    for path, value in _leaves(data, ""):
        key = path.rstrip("]").rsplit(".", 1)[-1].split("[")[0]
        if key not in skip:
            for changed in _changes(value, tuple(others)):
                yield f"{path} = {changed!r}", _put(data, path, changed)


def spoiled_once(
    data: Any, others: Iterable[str], chance: Random, skip: Callable[[str], bool]
) -> Iterator[tuple[str, Any]]:
    """One change of each part of the data, `plan[].minutes` being one part; parts to skip are left alone."""
    leaves = list(_leaves(data, ""))
    chance.shuffle(leaves)
    for part, (path, value) in {part_of(path): (path, value) for path, value in leaves}.items():
        if not skip(part):
            changed = chance.choice(_changes(value, tuple(others)))
            yield f"{path} = {changed!r}", _put(data, path, changed)


def part_of(path: str) -> str:
    """A path, or what is said of a change at it, without its numbers."""
    return re.sub(r"\[\d+\]", "[]", path.split(" = ", maxsplit=1)[0]).lstrip(".")


def _leaves(data: Any, path: str) -> Iterator[tuple[str, Any]]:
    if isinstance(data, dict):
        for key, value in data.items():
            yield from _leaves(value, f"{path}.{key}")
    elif isinstance(data, list):
        if data:
            yield path, data
        for n, value in enumerate(data):
            yield from _leaves(value, f"{path}[{n}]")
    else:
        yield path, data


def _changes(value: Any, others: tuple[str, ...]) -> list[Any]:
    if isinstance(value, bool):
        return [not value, None]
    if isinstance(value, int):
        return [value + 1, value - 1, -1, None, f"{value}"]
    if isinstance(value, list):
        return [value[1:], value[:-1], [*value, value[0]], None]
    if isinstance(value, str) and (day := _date(value)):
        return [(day + timedelta(days=n)).isoformat() for n in (1, -1)] + ["2027-02-30", None]
    return [other for other in others if other != value] + [[], 7]


def _date(value: str) -> date | None:
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def _put(data: Any, path: str, value: Any) -> Any:
    """A copy with another value at a path such as `.plan[0].minutes`."""
    if not path:
        return value
    if path.startswith("["):
        head, rest = path[1:].split("]", 1)
        return [_put(entry, rest, value) if n == int(head) else entry for n, entry in enumerate(data)]
    head = path[1:].replace("[", ".[", 1).split(".", 1)[0]
    return {key: _put(entry, path[1 + len(head) :], value) if key == head else entry for key, entry in data.items()}
