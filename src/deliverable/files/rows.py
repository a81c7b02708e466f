"""Rows of booked work, of bookings and of plans, to Row."""

from datetime import date
from functools import lru_cache
from typing import Any, Final

from deliverable.book import Row
from deliverable.files.decode import Decoder
from deliverable.files.forms import EFFORT_RANGE, ENDS, WHEN, ends, period_keys
from deliverable.files.kinds import FIRST_YEAR, LEVEL, PEOPLE, REF, SHARE, SOME_HOURS, choice
from deliverable.files.nodes import Map
from deliverable.files.record import Key, Record, meant_to_say, says
from deliverable.findings import KeyPath

NO_DAY: Final = date(FIRST_YEAR, 1, 1)
"""Stands in for a row's days where they can't be read."""

_WORK_KEYS: Final = (
    *period_keys(),
    Key("person", REF, "who is booked", meant="who name employee", like="sofia"),
    Key("skill", REF, "what somebody unnamed must be able to do", like="react"),
    Key("level", LEVEL, "at least this level of the skill"),
    Key("people", PEOPLE, "how many unnamed people", meant="count number"),
    Key("share", SHARE, "of each bookable day", meant="percent percentage allocation load"),
    Key("per_day", SOME_HOURS, "hours of each bookable day", unit="h", meant="hours per-day hours_per_day"),
    Key("effort", EFFORT_RANGE, "all of it, evenly over the bookable days", meant="estimate work"),
    Key(
        "every",
        choice("rhythm", "month", "week"),
        "the effort is that of each month or week: a retainer",
        meant="each per",
    ),
)
AMOUNTS: Final = ("share", "per_day", "effort")
WHO: Final = ("person", "skill")
_OF_A_SKILL: Final = ("level", "people")
_OF_AN_EFFORT: Final = {"every": "effort"}


def one_of(texts: tuple[str, ...], what: str, node: Map, path: KeyPath, d: Decoder) -> bool:
    """Exactly one of these keys, else a finding that lists those that are there."""
    there = [text for text in texts if meant_to_say(node, text, path, d)]
    if len(there) == 1:
        return True
    listed = ", ".join(f"`{text}`" for text in texts[:-1]) + f" or `{texts[-1]}`"
    message = f"{what} has " + (" and ".join(f"`{text}`" for text in there) if there else f"none of {listed}")
    place = d.key_place((*path, there[1]) if there else path)
    d.say("one-of", place, message, f"give it exactly one of {listed}", path)
    return False


def goes_with(text: str, other: str, node: Map, path: KeyPath, d: Decoder) -> None:
    """A key that says something only beside another one."""
    if says(node, text) and not meant_to_say(node, other, path, d):
        message = f"`{text}` says something only beside `{other}`"
        d.say("wrong-place", d.key_place((*path, text)), message, f"delete it, or add `{other}`", (*path, text))


@lru_cache(256)
def _sound(keys: tuple[str, ...]) -> bool:
    """Whether a row of these keys is whole, where each has a value that could be read: what nearly all rows are."""
    there = frozenset(keys)
    one_each = all(len(there.intersection(texts)) == 1 for texts in (AMOUNTS, WHO))
    of_skill = "skill" in there or there.isdisjoint(_OF_A_SKILL)
    return one_each and of_skill and {"from", "to"} <= there and there.isdisjoint(("date", "every"))


def _row(fields: dict[str, Any], node: Map, path: KeyPath, d: Decoder) -> Any:
    if len(fields) == len(node.pairs) and _sound(tuple(node.pairs)):
        return Row(**fields)
    one_of(AMOUNTS, "a row", node, path, d)
    if one_of(WHO, "a row", node, path, d):
        for text in _OF_A_SKILL:
            goes_with(text, "skill", node, path, d)
    return _dated_row(fields, node, path, d)


def _plan_row(fields: dict[str, Any], node: Map, path: KeyPath, d: Decoder) -> Any:
    one_of(AMOUNTS, "a row", node, path, d)
    if not any(meant_to_say(node, text, path, d) for text in WHO):
        one_of(WHO, "a row", node, path, d)
    return _dated_row(fields, node, path, d)


def _dated_row(fields: dict[str, Any], node: Map, path: KeyPath, d: Decoder) -> Any:
    for text, other in _OF_AN_EFFORT.items():
        goes_with(text, other, node, path, d)
    if ends(fields, node, path, d, ROW):
        return Row(**fields)
    # Without its days it books nothing, and stays so that the rows after it keep their numbers.
    kept = {name: fields[name] for name in ("person", "skill", "level", "people", "task") if name in fields}
    day = fields.get("first") or fields.get("last") or NO_DAY
    return Row(day, day, **kept)


_ROW_FORM: Final = "{person: sofia, share: 80%, from: 2026-09-01, to: 2026-10-30}"
ROW: Final = Record(
    "a row of work",
    Row,
    *_WORK_KEYS,
    finish=_row,
    written=_ROW_FORM,
    one_of=(WHO, AMOUNTS, WHEN),
    beside={**ENDS, **_OF_AN_EFFORT, **dict.fromkeys(_OF_A_SKILL, "skill")},
)
PLAN_ROW: Final = Record(
    "a row of a plan",
    Row,
    Key("task", REF, "the task of the scope that it is for", like="build"),
    *_WORK_KEYS,
    finish=_plan_row,
    written=_ROW_FORM,
    one_of=(AMOUNTS, WHEN),
    some_of=(WHO,),
    beside={**ENDS, **_OF_AN_EFFORT},
)
