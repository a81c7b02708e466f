"""What an answer says is nearest to a question that search refused to what is wrong with it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from deliverable.book import Deal, Question, Task
from deliverable.engine.audit.calendars import DAY
from deliverable.engine.audit.claims import Claim, RefusedError, day, entries, mapping, part, refuse, text, whole
from deliverable.engine.audit.days import CERTAIN, WITH_HOLDS, Days, days_for
from deliverable.engine.audit.needs import each_once
from deliverable.engine.audit.planned import check_plan
from deliverable.engine.audit.proofs import refutation
from deliverable.engine.audit.reasons import last_date
from deliverable.engine.audit.scope import Scope

WHERE = "nearest"


def check_nearest(claim: Claim, question: Question) -> Iterator[str]:
    """Complaints about what stands under `nearest`, when the answer has it."""
    if claim.get("nearest") is None:
        return
    try:
        near = mapping(WHERE, claim["nearest"])
        if part(WHERE, near, "sooner") is not None:
            yield from _sooner(question, mapping(f"{WHERE}: sooner", near["sooner"]))
        fewer = entries(WHERE, near, "fewer")
        each_once(WHERE, (text(WHERE, row, "task") for row in fewer))
        for row in fewer:
            yield from _fewer(question, row)
    except RefusedError as refused:
        yield str(refused)


def _sooner(question: Question, row: Claim) -> Iterator[str]:
    """With all dates so many working days sooner the proof holds."""
    where = f"{WHERE}: sooner"
    count = whole(where, row, "working_days")
    days = days_for(question, CERTAIN)
    deals = tuple(_sooner_by(days, deal, count) for deal in question.deals)
    last = last_date(deals)
    if count < 1 or day(where, row, "to") != last:
        refuse(f"{where}: {count} working days sooner is {last}, not {row['to']}")
    yield from refutation(where, part(where, row, "proof"), Scope(days, deals))


def _sooner_by(days: Days, deal: Deal, count: int) -> Deal:
    def moved(on: date | None) -> date | None:
        back = None if on is None else days.calendars.nth_back(min(on, days.last + DAY) - DAY, count)
        return back if back is None else max(back, days.first - DAY)

    return replace(deal, due=moved(deal.due), scope=tuple(replace(t, by=moved(t.by)) for t in deal.scope or ()))


def _fewer(question: Question, row: Claim) -> Iterator[str]:
    """Without the task the plan is in time."""
    name = text(WHERE, row, "task")
    where = f"{WHERE}: without {name}"
    deals = tuple(_without(deal, name) for deal in question.deals)
    if sum(len(deal.scope or ()) for deal in deals) != sum(len(deal.scope or ()) for deal in question.deals) - 1:
        refuse(f"{where}: the deal has no such task")
    changed = replace(question, deals=deals)
    plan = check_plan(row, Scope(days_for(changed, WITH_HOLDS), deals))
    yield from (f"{where}: {complaint}" for complaint in plan.complaints)
    if plan.end != day(where, row, "finish"):
        yield f"{where}: the plan ends on {plan.end}, not on {row['finish']}"


def _without(deal: Deal, name: str) -> Deal:
    """What waited for the task waits for all that it waited for."""
    gone = {task.id: task.after for task in deal.scope or () if task.id == name}

    def kept(task: Task) -> Task:
        after = [n for before in task.after for n in gone.get(before, (before,))]
        return replace(task, after=tuple(dict.fromkeys(after)))

    return replace(deal, scope=tuple(kept(task) for task in deal.scope or () if task.id != name))
