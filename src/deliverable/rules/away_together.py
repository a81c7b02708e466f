"""Everybody who has a scarce skill is away in the same week.

Where two or three people have a skill at the level that an open deal asks for, and all of them are on leave for the
same five working days or more, nobody can do that work, or help when something breaks. Fewer days can be bridged. It is
looked at from today, or the deals' start, to the last day that those deals may end.

Bad:

    # file: team.yaml
    skills: {react: {name: React}}
    people:
      sofia:
        skills: {react: 5}
        time_off: [{from: 2027-02-15, to: 2027-02-19}]
      raj:
        skills: {react: 4}
        time_off: [{from: 2027-02-08, to: 2027-02-19}]
    # file: deals/museum-site.yaml
    deal: museum-site
    due: 2027-03-19
    scope: {build: {effort: [{skill: react, level: 4, effort: 20-25-35d}]}}

Good:

    # file: team.yaml
    skills: {react: {name: React}}
    people:
      sofia:
        skills: {react: 5}
        time_off: [{from: 2027-02-15, to: 2027-02-19}]
      raj:
        skills: {react: 4}
        time_off: [{from: 2027-02-08, to: 2027-02-18}]
    # file: deals/museum-site.yaml
    deal: museum-site
    due: 2027-03-19
    scope: {build: {effort: [{skill: react, level: 4, effort: 20-25-35d}]}}
"""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import reduce

from deliverable.findings import Finding, Related, Severity
from deliverable.rules.asked import Asked, asked, at_level, holders
from deliverable.rules.ledger import Ledger, Span, within
from deliverable.rules.places import nearest
from deliverable.rules.said import MOST, counted, ids, listed, when

ID = "away-together"
SEVERITY = Severity.WARNING
PAIR = 2
FEW = range(PAIR, 4)
LONG = 5


def check(ledger: Ledger, unread: frozenset[str]) -> Iterator[Finding]:
    """Find the weeks in which all of two or three people with a skill that is asked for are away."""
    if unread & {"", "people", "firm", "calendars"}:
        return
    wanted = asked(ledger)
    having = holders(ledger, wanted)
    found: dict[tuple[tuple[str, ...], Span], list[Asked]] = {}
    for one in wanted:
        people = tuple(having[one.skill, one.level])
        if len(people) in FEW:
            for span in _all_away(ledger, people, _reach(ledger, one)):
                found.setdefault((people, span), []).append(one)
    for (people, span), skills in found.items():
        yield _finding(ledger, people, span, skills)


def _reach(ledger: Ledger, one: Asked) -> Span:
    """From the first day to the last on which the deals that ask may be worked on."""
    deals = [ledger.book.deals[name] for name in one.tasks]
    first = min(deal.start or ledger.today for deal in deals)
    ends = [max((day for day in (deal.due, deal.latest_acceptable) if day), default=date.max) for deal in deals]
    return max(first, ledger.today).toordinal(), max(ends).toordinal()


def _all_away(ledger: Ledger, people: Sequence[str], reach: Span) -> Iterator[Span]:
    """The stretches in which all of them have leave, of at least so many days on which each would work."""
    times = [ledger.times(name) for name in people]
    common = reduce(_both, (one.off for one in times), [reach])
    for span in common:
        if min(one.worked(*span) for one in times) >= LONG:
            yield span


def _both(one: Sequence[Span], other: Sequence[Span]) -> list[Span]:
    return [part for span in one for part in within(other, *span)]


def _finding(ledger: Ledger, people: Sequence[str], span: Span, skills: Sequence[Asked]) -> Finding:
    days = min(ledger.times(name).worked(*span) for name in people)
    deals = dict.fromkeys(deal for one in skills for deal in one.tasks)
    what = listed([at_level(one.skill, one.level) for one in skills])
    about, places = _leave(ledger, people[-1], span), ledger.book.places
    away = f"{ids(people)} are {'both' if len(people) == PAIR else 'all'} away {when(*span)}"
    return Finding(
        rule=ID,
        severity=SEVERITY,
        message=f"{away}, for {counted(days, 'working day')}: nobody else has {what} for {ids(deals)}",
        place=nearest(places, about),
        cure="move one leave by some days, or find a contractor for that time",
        related=tuple(
            Related(f"the leave of `{name}` is here", nearest(places, _leave(ledger, name, span)))
            for name in people[:-1][:MOST]
        ),
        about=about,
    )


def _leave(ledger: Ledger, name: str, span: Span) -> tuple[str | int, ...]:
    """Where the leave that covers the first of these days stands."""
    off = ledger.book.people[name].time_off
    index = next((i for i, one in enumerate(off) if one.last.toordinal() >= span[0] >= one.first.toordinal()), 0)
    return ("people", name, "time_off", index)
