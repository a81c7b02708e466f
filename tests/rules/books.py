"""Books for the tests of rules: short constructors, and places that name the key path they stand for."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import Any

from deliverable.book import (
    Book,
    Booking,
    Contractor,
    Deal,
    Effort,
    Extras,
    Person,
    Promise,
    Requirement,
    Row,
    Task,
    TimeOff,
)
from deliverable.findings import Finding, KeyPath, Place
from deliverable.rules import Check, Dated
from deliverable.rules.ledger import Ledger

FIRST, LAST = date(2026, 9, 1), date(2026, 10, 30)
TODAY = date(2026, 11, 23)  # a Monday


class Written:
    """Places of exactly these key paths: of the values, and of the keys where a path ends in one."""

    def __init__(self, *values: KeyPath, keys: tuple[KeyPath, ...] = ()) -> None:
        self.values = values
        self.keys = keys

    def of(self, path: KeyPath) -> Place | None:
        return Place("value " + spelled(path), 1, 1, 1, 2) if path in self.values else None

    def key(self, path: KeyPath) -> Place | None:
        return Place("key " + spelled(path), 1, 1, 1, 2) if path in self.keys else None


def spelled(path: KeyPath) -> str:
    return ".".join(map(str, path))


def book(*nouns: Any, **more: Any) -> Book:
    """A book of these people, pools, bookings, promises and deals."""
    kinds = {Person: "people", Contractor: "contractors", Booking: "bookings", Promise: "promises", Deal: "deals"}
    sections: dict[str, Any] = {}
    for noun in nouns:
        sections.setdefault(kinds[type(noun)], {})[noun.id] = noun
    return Book(**sections, **more)


def booked(name: str, *rows: Row, **more: Any) -> Booking:
    return Booking(name, work=rows, **more)


def row(person: str | None = None, first: date = FIRST, last: date = LAST, **more: Any) -> Row:
    return Row(first, last, person, share=Fraction(1, 2), **more)


def deal(*tasks: Task, **more: Any) -> Deal:
    return Deal("d", scope=tasks, **more)


def counting_on(**extras: Any) -> Deal:
    return Deal("d", extras=Extras(**extras))


def task(name: str, *after: str, **more: Any) -> Task:
    return Task(name, after=after, **more)


def needs(skill: str, **more: Any) -> Requirement:
    return Requirement(skill, Effort(Fraction(60)), **more)


def check(rule: Check, given: Book, *unread: str) -> list[Finding]:
    found = list(rule.check(given, frozenset(unread)))
    assert {finding.rule for finding in found} <= {rule.ID}
    return found


def check_on(rule: Dated, given: Book, *unread: str, today: date = TODAY) -> list[Finding]:
    found = list(rule.check(Ledger(given, today), frozenset(unread)))
    assert {finding.rule for finding in found} <= {rule.ID}
    assert all(finding.cure and finding.message for finding in found)
    return found


def abouts(found: list[Finding]) -> list[str]:
    return [spelled(finding.about) for finding in found]


def only(found: list[Finding]) -> Finding:
    assert len(found) == 1, found
    return found[0]


def days(*dates: str) -> Iterator[date]:
    return map(date.fromisoformat, dates)


def on(text: str) -> date:
    return date.fromisoformat(text)


def work(person: str | None, first: str, last: str, **more: Any) -> Row:
    """A row of these days; half of each where no amount is given."""
    if not more.keys() & {"share", "per_day", "effort"}:
        more["share"] = Fraction(1, 2)
    return Row(on(first), on(last), person, **more)


def off(first: str, last: str | None = None, share: Fraction = Fraction(1)) -> TimeOff:
    return TimeOff(on(first), on(last or first), share)
