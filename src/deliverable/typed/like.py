"""A deal's own data to what a new one like it begins with: the work, without the client and without their dates."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any, Final

from deliverable.dataclass import dataclass

KEPT: Final = ("name", "sites", "teams", "who", "not", "inputs", "scope")
"""Everything else is about the other client, or about how it was agreed."""
TASK_DATES: Final = ("by", "not_before", "dates")


@dataclass(frozen=True, slots=True)
class Likeness:
    """What the new deal begins with; `dropped` are the keys that stay behind, `weeks` by how many the dates that are
    kept have moved, None where there was nothing to move them by, so that they stay behind too.
    """

    deal: Mapping[str, Any]
    dropped: tuple[str, ...]
    dated: bool
    weeks: int | None


def likeness(source: Mapping[str, Any], start: date | None, due: date | None) -> Likeness:
    """What a new deal takes from another. Dates within the work (milestones, inputs) move along by whole weeks with the
    start, else with the due date.
    """
    weeks = _weeks(source, start, due)
    deal: dict[str, Any] = {key: source[key] for key in KEPT if source.get(key) is not None}
    dated = any(True for _ in _dates(deal))
    if isinstance(deal.get("inputs"), Mapping):
        deal["inputs"] = {name: _moved(given, ("by",), weeks) for name, given in deal["inputs"].items()}
    if isinstance(deal.get("scope"), Mapping):
        deal["scope"] = {name: _moved(task, TASK_DATES, weeks) for name, task in deal["scope"].items()}
    dropped = tuple(key for key in source if key not in (*KEPT, "deal", "status") and source[key] is not None)
    return Likeness(deal, dropped, dated, weeks)


def _weeks(source: Mapping[str, Any], start: date | None, due: date | None) -> int | None:
    """By how many whole weeks the new deal is later than the other one."""
    for key, new in (("start", start), ("due", due)):
        old = _date(source.get(key))
        if old is not None and new is not None:
            return round((new - old).days / 7)
    return None


def _dates(deal: Mapping[str, Any]) -> Iterator[Any]:
    for name, keys in (("inputs", ("by",)), ("scope", TASK_DATES)):
        entries = deal.get(name)
        for entry in entries.values() if isinstance(entries, Mapping) else ():
            if isinstance(entry, Mapping):
                yield from (entry[key] for key in keys if entry.get(key) is not None)


def _moved(entry: Any, keys: tuple[str, ...], weeks: int | None) -> Any:
    """A task or an input with its dates moved, or without them."""
    if not isinstance(entry, Mapping):
        return entry
    out = {}
    for key, value in entry.items():
        if key not in keys or value is None:
            out[key] = value
        elif weeks is not None:
            out[key] = _later(value, weeks)
    return out


def _later(value: Any, weeks: int) -> Any:
    if isinstance(value, Mapping):
        return {key: _later(item, weeks) for key, item in value.items()}
    day = _date(value)
    return value if day is None else (day + timedelta(weeks=weeks)).isoformat()


def _date(value: Any) -> date | None:
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
