"""A book or a deal to eight hex digits that change whenever something changes that an answer could hang on.

Behind them is a SHA-256 over a canonical text of the nouns: what is at its default is not written, what has no order is
sorted, and what is only shown (names, roles, owners, thanks) is left out. Files, their order, comments and the way an
amount is written are not part of the nouns, so they change nothing.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import MISSING, Field, fields
from datetime import date
from fractions import Fraction
from functools import cache
from hashlib import sha256
from operator import attrgetter
from types import MappingProxyType
from typing import Any, NamedTuple

from deliverable.book import (
    Book,
    Booking,
    Calendar,
    Contractor,
    DaysOff,
    Deal,
    Firm,
    Input,
    IntakeQuestion,
    Person,
    Promise,
    Row,
    Task,
)
from deliverable.record import outcomes

DIGITS = 8

SHOWN_ONLY: Mapping[type, frozenset[str]] = {
    Book: frozenset({"skills", "deals", "places"}),  # a catalogue of words; what is asked has a fingerprint of its own
    Firm: frozenset({"name", "currency", "lint", "overbooked", "said"}),
    IntakeQuestion: frozenset({"ask", "why", "hurdle"}),
    DaysOff: frozenset({"name"}),
    Person: frozenset({"name", "role", "max_deals"}),
    Contractor: frozenset({"name"}),
    Booking: frozenset({"owner"}),
    Promise: frozenset(
        {
            "scope",
            "owner",
            "agreed_by",
            "agreed_on",
            "chance",
            "checked_against",
            "delivered_on",
            "actual",
            "feedback",
            "thanks",
        }
    ),
    Deal: frozenset({"name", "client", "owner", "value", "probability", "status", "hurdles", "said", "filled"}),
    Input: frozenset({"what"}),
}
"""What no verdict, plan, proof or date depends on; a client of a booking is named by proofs, so it counts.
A promise takes capacity by its plan; the scope that was agreed only says what for. What is learned from a delivered one
is counted apart, by `_record`."""

IN_ORDER: Mapping[type, frozenset[str]] = {
    Firm: frozenset({"week", "leave_year"}),
    Calendar: frozenset({"week"}),
    Person: frozenset({"week"}),
    Task: frozenset({"effort", "crew"}),  # a plan's rows name a requirement by its number
}
"""Tuples whose order says something; all others are sorted."""

MAPPINGS = (dict, MappingProxyType)
Write = Callable[[Any], str]


def capacity_fingerprint(book: Book, deals: Iterable[Deal]) -> str:
    """What stands behind an answer for these deals; their own promises and holds never count against them."""
    mine = {deal.id for deal in deals}
    parts = [f"firm {_noun(book.firm)}"]
    for kind, table in (("calendar", book.calendars), ("person", book.people), ("contractor", book.contractors)):
        parts.extend(f"{kind} {_noun(entry)}" for entry in table.values())
    parts.extend(f"booking {_noun(booking)}" for booking in book.bookings.values() if booking.deal not in mine)
    parts.extend(f"promise {_noun(promise)}" for promise in book.promises.values() if promise.id not in mine)
    if book.firm.estimate_error is not None:
        parts.extend(_record(book))
    return _digits(parts)


def _record(book: Book) -> Iterator[str]:
    """What a chance learns from finished projects: when each ended and how its effort compares to its estimate."""
    for one in outcomes(book):
        if one.effort_ratio is not None:
            yield f"ended {_value(one.actual_end)} {_value(one.effort_ratio)}"


def deal_fingerprint(deals: Iterable[Deal]) -> str:
    """What was asked."""
    return _digits(_noun(deal) for deal in deals)


def _digits(parts: Iterable[str]) -> str:
    text = "\n".join(sorted(parts))
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:DIGITS]


# --- canonical text ---------------------------------------------------------------------------------------------


def _noun(noun: Any) -> str:
    """A noun as `name(key=value,…)` without what is at its default."""
    kind: Any = type(noun)
    get, heads, defaults, writers = _layout(kind)
    said = [
        head + (write or _WRITERS.get(type(value), _noun))(value)
        for head, default, write, value in zip(heads, defaults, writers, get(noun), strict=True)
        if value is not default and _differs(value, default)
    ]
    return f"{kind.__name__}({','.join(said)})"


def _differs(value: Any, default: Any) -> bool:
    """Whether a value is another one than the default; a fraction is compared only to fractions, since that is slow."""
    return value != default if type(value) is type(default) or type(value) in MAPPINGS else True


class _Layout(NamedTuple):
    """How the fields of a noun that count are got and written; a writer of None goes by the value's type."""

    get: Callable[[Any], tuple[Any, ...]]
    heads: tuple[str, ...]
    defaults: tuple[Any, ...]
    writers: tuple[Write | None, ...]


@cache
def _layout(kind: type) -> _Layout:
    left_out, ordered = SHOWN_ONLY.get(kind, frozenset()), IN_ORDER.get(kind, frozenset())
    counted = [field for field in fields(kind) if field.compare and field.name not in left_out]
    names = [field.name for field in counted]
    return _Layout(
        attrgetter(*names) if len(names) > 1 else lambda noun: (getattr(noun, names[0]),),
        tuple(f"{name}=" for name in names),
        tuple(map(_default, counted)),
        tuple(_in_order if name in ordered else None for name in names),
    )


def _default(field: Field[Any]) -> Any:
    """The default of a field; what has none is always written."""
    return field.default_factory() if field.default_factory is not MISSING else field.default


def _value(value: Any) -> str:
    return _WRITERS.get(type(value), _noun)(value)


def _text(value: str) -> str:
    """Its length goes first, so that no text can look like anything else."""
    return f"{len(value)}:{value}"


def _mapping(value: Mapping[Any, Any]) -> str:
    entries = sorted(f"{_value(key)}={_value(entry)}" for key, entry in value.items())
    return f"{{{','.join(entries)}}}"


def _sorted(value: Iterable[Any]) -> str:
    return f"[{','.join(sorted(map(_numbered, enumerate(value))))}]"


def _numbered(entry: tuple[int, Any]) -> str:
    """An entry; a row of somebody unnamed with its number, by which plans and proofs call it."""
    number, value = entry
    unnamed = type(value) is Row and value.person is None
    return f"{number}.{_value(value)}" if unnamed else _value(value)


def _in_order(value: Iterable[Any] | None) -> str:
    return "-" if value is None else f"({','.join(map(_value, value))})"


_WRITERS: dict[type, Write] = {
    type(None): lambda _: "-",
    str: _text,
    bool: str,
    int: str,
    float: repr,
    date: date.isoformat,
    Fraction: lambda value: f"{value.numerator}/{value.denominator}",
    tuple: _sorted,
    list: _in_order,
    frozenset: _sorted,
    dict: _mapping,
    MappingProxyType: _mapping,
}
