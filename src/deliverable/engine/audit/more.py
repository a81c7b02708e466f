"""What an answer says that somebody more would change to what is wrong with it: the same plans and proofs, checked in
the book with that somebody in it.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from deliverable.book import Deal, Person, Question
from deliverable.engine.audit.calendars import DAY, Calendars
from deliverable.engine.audit.claims import (
    Claim,
    RefusedError,
    day,
    entries,
    mapping,
    maybe_day,
    part,
    refuse,
    text,
    whole,
)
from deliverable.engine.audit.days import CERTAIN, WITH_HOLDS, Ledgers, days_for
from deliverable.engine.audit.planned import check_plan
from deliverable.engine.audit.proofs import refutation
from deliverable.engine.audit.scope import Need, Scope, without_dates

WHERE = "more_people"


def check_more(claim: Claim, question: Question, days: Ledgers) -> Iterator[str]:
    """Complaints about what stands under `more_people`, when the answer has it; `days` are those of the question."""
    if claim.get("more_people") is None:
        return
    try:
        more = mapping(WHERE, claim["more_people"])
        people = [_person(question, row, n) for n, row in enumerate(entries(WHERE, more, "people"), 1)]
        if not people:
            refuse(f"{WHERE}: names nobody")
        yield from _with_them(question, more, people, days)
    except RefusedError as refused:
        yield str(refused)


def _with_them(question: Question, more: Claim, people: list[Person], days: Ledgers) -> Iterator[str]:
    asked = _with(question, people)
    makes_it = part(WHERE, more, "makes_it")
    if not isinstance(makes_it, bool):
        refuse(f"{WHERE}: makes it, or doesn't")
    if not makes_it:
        if any(part(WHERE, more, key) is not None for key in ("finish", "fewer", "another")):
            refuse(f"{WHERE}: has a finish without making it")
        scope = _scope(asked, CERTAIN, days)
        yield from refutation(WHERE, part(WHERE, more, "proof"), scope)
        return
    finish = _planned(WHERE, more, _scope(asked, WITH_HOLDS, days))
    if any(deal.due is None and all(task.by is None for task in deal.scope or ()) for deal in question.deals):
        yield f"{WHERE}: there is no due date to be met"
    if part(WHERE, more, "fewer") is not None:
        fewer = _with(question, [_a_day_less(question, person) for person in people])
        yield from refutation(f"{WHERE}: fewer", more["fewer"], _scope(fewer, CERTAIN, days))
    if part(WHERE, more, "another") is not None:
        yield from _another(question, mapping(f"{WHERE}: another", more["another"]), people, finish, days)


def _another(question: Question, found: Claim, people: list[Person], finish: date, days: Ledgers) -> Iterator[str]:
    """One more like the last ends it sooner, or nothing ends sooner even so."""
    where = f"{WHERE}: another"
    asked = _with(question, [*people, replace(people[-1], id=f"one more {len(people) + 1}")])
    if maybe_day(where, found, "finish") is None:
        sooner = tuple(without_dates(deal, finish - DAY) for deal in asked.deals)
        scope = Scope(_scope(asked, CERTAIN, days).days, sooner)
        yield from refutation(where, part(where, found, "proof"), scope)
    elif (end := _planned(where, found, _scope(asked, WITH_HOLDS, days))) >= finish:
        yield f"{where}: ends on {end}, which is no sooner than {finish}"


def _scope(asked: Question, holds: str, days: Ledgers) -> Scope:
    """The changed question; what is known of the days of everybody else stands."""
    return Scope(days_for(asked, holds, days(holds)), asked.deals)


def _planned(where: str, found: Claim, scope: Scope) -> date:
    """The day on which a plan that holds ends."""
    plan = check_plan(found, scope)
    if plan.complaints:
        refuse(f"{where}: {plan.complaints[0]}")
    if plan.end != day(where, found, "finish"):
        refuse(f"{where}: the plan ends on {plan.end}, not on {found['finish']}")
    return plan.end


def _person(question: Question, row: Claim, number: int) -> Person:
    """Somebody with just these skills, on the firm's working days of a stretch that holds as many as are said."""
    name, first, last = text(WHERE, row, "id"), day(WHERE, row, "from"), day(WHERE, row, "to")
    if name != f"one more {number}":
        refuse(f"{WHERE}: number {number} is not called {name}")
    if name in question.book.people:
        refuse(f"{WHERE}: {name} is there already")
    stay, days = whole(WHERE, row, "working_days"), Calendars(question.book).between(first, last)
    if not 0 < stay == len(days) or (days[0], days[-1]) != (first, last):
        refuse(f"{WHERE}: {first} to {last} are not {stay} working days")
    wanted = [row, *entries(WHERE, row, "also")]
    skills = {text(WHERE, skill, "skill"): whole(WHERE, skill, "level") for skill in wanted}
    deal = question.deals[0]
    if skills not in _asked(deal):
        refuse(f"{WHERE}: nothing asks for just what {name} has")
    site, team = "".join(deal.sites[:1]), "".join(deal.teams[:1])
    return Person(name, skills=skills, joins=first, leaves=last, site=site, team=team, confirmed=question.today)


def _asked(deal: Deal) -> list[dict[str, int]]:
    """The skills that each requirement and each place wants in one person."""
    found: list[Need] = []
    for task in deal.scope or ():
        found.extend(task.effort or ())
        found.extend(task.crew or ())
    return [_skills(need) for need in found]


def _skills(need: Need) -> dict[str, int]:
    """What a requirement or a place asks of one person."""
    return {need.skill: need.level, **{other.skill: other.level for other in need.also}}


def _a_day_less(question: Question, person: Person) -> Person:
    """The same, gone a working day sooner."""
    first, last = person.joins or question.today, person.leaves or question.today
    days = Calendars(question.book).between(first, last)
    return replace(person, leaves=days[-2] if len(days) > 1 else first - DAY)


def _with(question: Question, people: list[Person]) -> Question:
    known = dict(question.book.people) | {person.id: person for person in people}
    if len(known) < len(question.book.people) + len(people):
        refuse(f"{WHERE}: somebody is named twice")
    return replace(question, book=replace(question.book, people=known))
