"""The data contract as tables, for decoding, `explain` and schemas: every top-level key with its records."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from deliverable.files.capacity import BOOKING, CALENDAR, CONTRACTOR, PERSON, SKILL
from deliverable.files.decode import Kind
from deliverable.files.firm import FIRM
from deliverable.files.proposal import DEAL, PROMISE
from deliverable.files.record import Key, Record
from deliverable.files.tables import Table

TABLES: Final[Mapping[str, Table]] = {
    "calendars": Table(CALENDAR, "calendars", "england"),
    "skills": Table(SKILL, "skills", "react"),
    "people": Table(PERSON, "people", "sofia"),
    "contractors": Table(CONTRACTOR, "contractors", "shopify-pool"),
    "bookings": Table(BOOKING, "bookings", "harbour-trust"),
    "promises": Table(PROMISE, "promises", "museum-site"),
}
"""The top-level keys that hold records by id."""

MEANINGS: Final[Mapping[str, str]] = {
    "firm": "defaults and policy",
    "calendars": "working weeks, public holidays, closures",
    "skills": "the catalogue",
    "people": "who can do what, and when they can't",
    "contractors": "outside pools that can be asked",
    "bookings": "what people are already doing: firm work, holds, internal work",
    "promises": "what was held or agreed, with its plan and its outcome",
    "deal": "one proposed deal, alone in its file",
}
"""What each top-level key holds."""

RECORDS: Final[Mapping[str, Record]] = {"firm": FIRM, "deal": DEAL, **{text: t.record for text, t in TABLES.items()}}
"""The record of each top-level key: the map itself for `firm` and `deal`, the map of one id for the others."""


def inner(kind: Kind) -> Iterator[Record]:
    """The records that a value of this kind is made of, outermost first."""
    if isinstance(kind, Record):
        yield kind
        return
    for name in ("record", "row", "item", "value", "long", "table"):
        part: Any = getattr(kind, name, None)
        if part is not None and not isinstance(part, str):
            yield from inner(part)


def all_keys(path: str = "") -> Iterator[tuple[str, Key, Record]]:
    """Every key at or below a dotted path, as dotted text with the key and its record, in the contract's order."""
    for top, record in RECORDS.items():
        yield from _below(top, record, path)


def _below(dotted: str, record: Record, path: str) -> Iterator[tuple[str, Key, Record]]:
    for text, key in record.keys.items():
        here = f"{dotted}.{text}"
        if here == path or not path or here.startswith(path + "."):
            yield here, key, record
        told: set[str] = set()
        for part in inner(key.kind):
            for found in _below(here, part, path):
                if found[0] not in told:
                    told.add(found[0])
                    yield found


__all__ = ["DEAL", "FIRM", "MEANINGS", "RECORDS", "TABLES", "all_keys", "inner"]
