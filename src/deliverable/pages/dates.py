"""A verdict to what is said about its dates: when it ends, what is proved, which milestones are missed."""

from collections.abc import Iterator
from datetime import date

from deliverable.pages.naming import Names
from deliverable.pages.words import counted, listed, week_day
from deliverable.supply import WorkingDays, uncertain
from deliverable.verdict import Verdict

HOLDS = 4
"""So many holds are named at most."""


def sentences(names: Names, verdict: Verdict) -> Iterator[str]:
    """A sentence or two about the date."""
    if verdict.problem is None or verdict.bracket is None:
        return
    due = names.deal.due
    if due is not None and due < names.today:
        yield f"{week_day(due, names.today)} has passed."
    if "horizon" in verdict.reasons:
        return
    if verdict.word in ("yes", "at-risk") and verdict.plan is not None:
        end = verdict.problem.on(verdict.plan.finish)
        yield f"On the likely figures it ends on {week_day(end, names.today)}{_spare(names, end)}."
    else:
        yield _bracket(names, verdict)
    yield from _milestones(names, verdict)
    if verdict.holds:
        yield from _at_risk(names, verdict)


def _spare(names: Names, end: date) -> str:
    """How many working days are left until the due date."""
    due = names.deal.due
    if due is None:
        return ""
    left = len(WorkingDays(names.book, end.toordinal() + 1, due.toordinal()).days)
    return f", {counted(left, 'working day')} before it is due" if left else ", the day it is due"


def _bracket(names: Names, verdict: Verdict) -> str:
    """Between which dates the earliest finish lies, and how much of that is proved."""
    problem, bracket = verdict.problem, verdict.bracket
    if problem is None or bracket is None:
        return ""
    if bracket.never:
        return "As it is asked it can't be done on any day of the next five years (proved)."
    floor = None if bracket.no_sooner_than is None else week_day(problem.on(bracket.no_sooner_than), names.today)
    if bracket.earliest is None:
        return f"On the likely figures nothing ends before {floor} (proved)." if floor else "No plan was found."
    first = week_day(problem.on(bracket.earliest), names.today)
    if bracket.earliest == bracket.no_sooner_than:
        return (
            f"On the likely figures the earliest is {first}: we have a plan for it, and nothing ends sooner (proved)."
        )
    low = f"nothing ends before {floor} (proved); " if floor else ""
    plan = f"we have a plan for {first}"
    if bracket.if_lapsed is not None:
        lapsed = week_day(problem.on(bracket.if_lapsed), names.today)
        if bracket.beside is not None and bracket.if_lapsed == bracket.no_sooner_than:
            return (
                f"On the likely figures the earliest is {first} beside all holds, or {lapsed} should "
                f"{_holds(names, verdict)} lapse: we have plans for both, and nothing ends sooner (proved)."
            )
        sooner = " (proved: nothing sooner beside them)" if bracket.beside is not None else ""
        plan += f" beside all holds{sooner}, and for {lapsed} should {_holds(names, verdict)} lapse"
    return f"On the likely figures {low}{plan}."


def _holds(names: Names, verdict: Verdict) -> str:
    if len(verdict.lapsing) > HOLDS:
        return f"{len(verdict.lapsing)} holds"
    clients = [names.short_hold(name) for name in verdict.lapsing]
    return f"{listed(clients)}" if clients else "they"


def _milestones(names: Names, verdict: Verdict) -> Iterator[str]:
    """The milestones that the plan for the earliest finish misses."""
    if verdict.word != "no" and "undecided" not in verdict.reasons:
        return
    for task, end in missed(names, verdict):
        asked = next(t.by for t in names.deal.scope or () if t.id == task)
        if asked is not None:
            by = week_day(asked, names.today)
            yield f"{task} is asked by {by}; in that plan it ends on {week_day(end, names.today)}."


def missed(names: Names, verdict: Verdict) -> list[tuple[str, date]]:
    """Tasks that end after their `by` in the plan, with the day on which they do."""
    problem, plan = verdict.problem, verdict.plan
    if problem is None or plan is None:
        return []
    dated = {task.id: task.by for task in names.deal.scope or () if task.by is not None}
    ends = {job.id: problem.on(plan.ends[j]) for j, job in enumerate(problem.jobs)}
    return [(name, ends[name]) for name, by in dated.items() if ends[name] > by]


def _at_risk(names: Names, verdict: Verdict) -> Iterator[str]:
    """What an at-risk hangs on, and what could be promised without it. With several holds others might do as well."""
    problem, bracket = verdict.problem, verdict.bracket
    told = "; ".join(names.hold(name) for name in verdict.holds[:HOLDS])
    if len(verdict.holds) > HOLDS:
        told += f"; and {len(verdict.holds) - HOLDS} more (--format json shows them)"
    only = "only " if problem is not None and len(uncertain(problem.question)) == 1 else ""
    yield f"It fits {only}if {'this hold lapses' if len(verdict.holds) == 1 else 'these holds lapse'}: {told}."
    if problem is None or bracket is None or bracket.earliest is None or names.deal.due is None:
        return
    if problem.on(bracket.earliest) > names.deal.due:
        beside = week_day(problem.on(bracket.earliest), names.today)
        yield f"Beside {'it' if only else 'all holds'} we have a plan for {beside}."
