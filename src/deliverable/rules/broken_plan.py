"""A promise's plan no longer stands: people of it are gone, away, booked over, or lack the skill.

The client has our word, and the plan behind it has become impossible since. Whoever is told early can plan anew: ask
`check` for the same deal. Where the promise has its scope, a plan is broken when it leaves half an hour or more of a
task undone. Else, and for a crew, it is when somebody is gone on any day of a row, on leave on half of its days (of a
crew's on any), or has more firm work with it than there is. Days that are over aren't judged.

Bad:

    # file: team.yaml
    skills: {react: {name: React}}
    people:
      sofia:
        skills: {react: 5}
        time_off: [{from: 2027-02-15, to: 2027-02-15}]
    promises:
      museum-site:
        status: promised
        client: City Museum
        owner: tom
        due: 2027-03-19
        scope: {build: {effort: {react: 20h}}}
        plan: [{task: build, person: sofia, skill: react, per_day: 4h, from: 2027-02-15, to: 2027-02-19}]

Good:

    # file: team.yaml
    skills: {react: {name: React}}
    people:
      sofia:
        skills: {react: 5}
        time_off: [{from: 2027-02-22, to: 2027-02-22}]
    promises:
      museum-site:
        status: promised
        client: City Museum
        owner: tom
        due: 2027-03-19
        scope: {build: {effort: {react: 20h}}}
        plan: [{task: build, person: sofia, skill: react, per_day: 4h, from: 2027-02-15, to: 2027-02-19}]
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from deliverable.book import Crew, Promise, Requirement, Row, Task
from deliverable.findings import Finding, KeyPath, Related, Severity
from deliverable.rules.ledger import Ledger, Span, asks, within
from deliverable.rules.overload import SLACK, Over, firm_overloads, is_firm, minutes_of, overloads
from deliverable.rules.places import nearest
from deliverable.rules.said import MOST, hours, listed, when, whens

ID = "broken-plan"
SEVERITY = Severity.WARNING
UNKNOWN = frozenset({"", "people", "bookings", "promises", "firm", "calendars", "skills"})


class Planned(NamedTuple):
    """A row of a plan by somebody who is in the book."""

    row: Row
    person: str
    path: KeyPath


class Broken(NamedTuple):
    """Why a row no longer holds, in words, where it stands and where the reason does.

    `alone`: it breaks a plan even where nobody knows how much its task takes.
    """

    why: str
    row: KeyPath
    place: KeyPath
    alone: bool = True


class Fault(NamedTuple):
    """What is wrong with the rows for one skill of a task: in words, and why."""

    said: str
    reasons: Sequence[Broken]


def check(ledger: Ledger, unread: frozenset[str]) -> Iterator[Finding]:
    """Find the promises whose plan can't be carried out as it is."""
    if unread & UNKNOWN:
        return
    for promise in ledger.book.promises.values():
        held = promise.status == "held" and (promise.expires is None or promise.expires >= ledger.today)
        if held or promise.status == "promised":
            faults = [fault for rows in _by_task(ledger, promise) for fault in _of_task(ledger, promise, rows)]
            if faults:
                yield _finding(ledger, promise, faults)


def _by_task(ledger: Ledger, promise: Promise) -> Iterator[list[Planned]]:
    """The rows for each skill of each task of which days are left."""
    tasks: dict[tuple[str | None, str | None], list[Planned]] = {}
    for index, row in enumerate(promise.plan):
        if row.person is not None and row.person in ledger.book.people and asks(row) and ledger.sound(row.person):
            planned = Planned(row, row.person, ("promises", promise.id, "plan", index))
            tasks.setdefault((row.task, row.skill), []).append(planned)
    return (rows for rows in tasks.values() if any(planned.row.last >= ledger.today for planned in rows))


def _of_task(ledger: Ledger, promise: Promise, rows: Sequence[Planned]) -> Iterator[Fault]:
    name, skill = rows[0].row.task, rows[0].row.skill
    task = next((task for task in promise.scope if task.id == name), None)
    overs = {planned.person: _overs(ledger, promise, planned.person) for planned in rows}
    reasons = [broken for planned in rows for broken in _lost(ledger, task, planned, overs[planned.person])]
    needed = _needed(task, skill)
    short = None if needed is None else needed - sum(_left(ledger, planned, overs[planned.person]) for planned in rows)
    if short is None:
        reasons = [broken for broken in reasons if broken.alone]
    if reasons and (short is None or short >= SLACK):
        lacks = "lacks days" if short is None else f"lacks {hours(short)} of {skill}"
        whys = listed(list(dict.fromkeys(broken.why for broken in reasons)))
        yield Fault(f"`{name}` {lacks}, since {whys}" if name else f"it {lacks}, since {whys}", reasons)
    for planned in rows:
        yield from _unable(ledger, task, planned)


# --- what there is ---------------------------------------------------------------------------------------------------


def _overs(ledger: Ledger, promise: Promise, name: str) -> list[Over]:
    """The weeks in which a person has too much firm work, with this promise."""
    if promise.status == "promised":
        return firm_overloads(ledger, name)
    own = ("promises", promise.id)
    return overloads(ledger, name, [e for e in ledger.entries.get(name, ()) if is_firm(ledger, e) or e.path[:2] == own])


def _needed(task: Task | None, skill: str | None) -> float | None:
    """The minutes that a task takes of a skill; None where nobody says, or a crew works."""
    needs = [need.effort for need in (task.effort if task else None) or () if need.skill == skill]
    return sum(float(effort.likely) for effort in needs if effort) if needs and all(needs) else None


def _left(ledger: Ledger, planned: Planned, overs: Sequence[Over]) -> float:
    """The minutes that a row still gives: on the days that its person works, less what firm work leaves no room for."""
    minutes = minutes_of(ledger, planned.person, planned.row)
    lost = [(over.weekly, min(over.beyond(1), over.parts.get(planned.path, 0))) for over in overs]
    weeks = sum(minutes for weekly, minutes in lost if weekly)
    return minutes - max([weeks, *(minutes for weekly, minutes in lost if not weekly)])


# --- what broke ------------------------------------------------------------------------------------------------------


def _lost(ledger: Ledger, task: Task | None, planned: Planned, overs: Sequence[Over]) -> Iterator[Broken]:
    """Why days of a row that are still to come are lost."""
    row, name = planned.row, planned.person
    first, last = max(row.first.toordinal(), ledger.now), row.last.toordinal()
    times = ledger.times(name)
    for key, verb, (begin, end) in (
        ("joins", "joins on", (first, min(last, times.joins - 1))),
        ("leaves", "leaves on", (max(first, times.leaves + 1), last)),
    ):
        if times.pattern.days(begin, end):
            why = f"`{name}` {verb} {getattr(times.person, key)}"
            yield Broken(why, planned.path, ("people", name, key))
    days, gone = times.worked(first, last), times.away(first, last)
    if gone:
        off = [span for span in within(times.off, first, last) if times.worked(*span)]
        crew = task is not None and task.crew is not None
        alone = crew or gone == days or (not row.effort and 2 * gone >= days)
        yield Broken(f"`{name}` is away {whens(off)}", planned.path, ("people", name, "time_off"), alone)
    busy = [over for over in overs if planned.path in over.parts and over.last >= ledger.now]
    if busy:
        why = f"`{name}` has more firm work than there is {_when(busy)}"
        yield Broken(why, planned.path, ("people", name))


def _when(overs: Sequence[Over]) -> str:
    span: Span = (overs[0].first, overs[-1].last)
    return when(*span)


def _unable(ledger: Ledger, task: Task | None, planned: Planned) -> Iterator[Fault]:
    """The skill of a row that its person doesn't have at the level that the task asks for."""
    skill, name = planned.row.skill, planned.person
    parts: Sequence[Requirement | Crew] = (*(task.effort or ()), *(task.crew or ())) if task else ()
    level = min((part.level for part in parts if part.skill == skill), default=1)
    if skill is not None and planned.row.last >= ledger.today and ledger.book.people[name].skills.get(skill, 0) < level:
        why = f"`{name}` doesn't have {skill} at level {level}"
        yield Fault(why, [Broken(why, planned.path, ("people", name, "skills"))])


def _finding(ledger: Ledger, promise: Promise, faults: Sequence[Fault]) -> Finding:
    reasons = [broken for fault in faults for broken in fault.reasons]
    places = ledger.book.places
    where = dict.fromkeys(broken.place for broken in reasons)
    again = (
        f"plan it anew: deliverable check {promise.id}" if promise.id in ledger.book.deals else "plan those days anew"
    )
    return Finding(
        rule=ID,
        severity=SEVERITY,
        message=f"the plan of `{promise.id}` no longer stands: {listed(list(dict.fromkeys(f.said for f in faults)))}",
        place=nearest(places, (*reasons[0].row, "person")),
        cure=f"{again}; and tell `{promise.owner}`" if promise.owner else again,
        related=tuple(Related("the reason is here", nearest(places, path)) for path in list(where)[:MOST]),
        about=("promises", promise.id, "plan"),
    )
