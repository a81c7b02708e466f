"""A deal's own data to what a new one like it begins with: the work, without the client and without their dates."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Final

from deliverable.dataclass import dataclass

KEPT: Final = ("name", "sites", "teams", "who", "not", "inputs", "scope")
"""Everything else is about the other client, or about how it was agreed."""
ENDS: Final = ("by", "dates")
"""Days that move with the end; when work may begin on something only moves with the beginning."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """What the new deal begins with; `dropped` are the keys that stay behind. `weeks` says by how many the milestones
    have moved, `given` the same of the days of inputs: None where there was nothing to move them by, so that they stay
    behind too. `dated` and `awaited` say whether there were any.
    """

    deal: Mapping[str, Any]
    dropped: tuple[str, ...]
    dated: bool
    awaited: bool
    weeks: int | None
    given: int | None


def likeness(source: Mapping[str, Any], start: date | None, due: date | None) -> Likeness:
    """What a new deal takes from another. Days within the work move along by whole weeks with the start. Without one
    milestones move with the due date, and when work may begin on something is open: the other client's days say nothing
    about this one's.
    """
    given = _weeks(source, "start", start)
    weeks = given if given is not None else _weeks(source, "due", due)
    deal: dict[str, Any] = {key: source[key] for key in KEPT if source.get(key) is not None}
    dated, awaited = _any(deal, "scope", ENDS), _any(deal, "inputs", ("by",)) or _any(deal, "scope", ("not_before",))
    if isinstance(deal.get("inputs"), Mapping):
        deal["inputs"] = {name: _moved(entry, ("by",), given) for name, entry in deal["inputs"].items()}
    if isinstance(deal.get("scope"), Mapping):
        tasks = {name: _moved(task, ENDS, weeks) for name, task in deal["scope"].items()}
        deal["scope"] = {name: _moved(task, ("not_before",), given) for name, task in tasks.items()}
    dropped = tuple(key for key in source if key not in (*KEPT, "deal", "status") and source[key] is not None)
    return Likeness(deal, dropped, dated, awaited, weeks, given)


def _weeks(source: Mapping[str, Any], key: str, new: date | None) -> int | None:
    """By how many whole weeks the new deal is later than the other one."""
    old = _date(source.get(key))
    return None if old is None or new is None else round((new - old).days / 7)


def _any(deal: Mapping[str, Any], name: str, keys: tuple[str, ...]) -> bool:
    """Whether any task or input has one of these days."""
    entries = deal.get(name)
    entries = entries.values() if isinstance(entries, Mapping) else ()
    return any(isinstance(entry, Mapping) and entry.get(key) is not None for entry in entries for key in keys)


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
