"""The answer to "can we?" to a page: the answer first, then why, then what it hangs on, assumptions last."""

from collections.abc import Iterator, Mapping
from datetime import date

from deliverable.answers.check import CheckAnswer
from deliverable.engine.plan import Plan
from deliverable.engine.problem import Problem
from deliverable.page import Blank, Block, Heading, Headline, Page, Paragraph, Span, Table, Tone, say
from deliverable.pages import assumptions, conditions, lacking
from deliverable.pages.lint import frames
from deliverable.pages.naming import Names
from deliverable.pages.proof import Teller
from deliverable.pages.words import counted, days, listed, long_day, short_day, week_day
from deliverable.verdict import Verdict

HEADLINES = {
    "yes": ("YES", Tone.GOOD),
    "at-risk": ("AT RISK", Tone.WARN),
    "no": ("NOT AS ASKED", Tone.BAD),
    "unknown": ("CAN'T TELL YET", Tone.WARN),
}
LIKELY = "on the likely figures; how sure is not computed yet"


def page(answer: CheckAnswer, texts: Mapping[str, str]) -> Page:
    """What `check` says to people."""
    if answer.verdict is None:
        return Page(tuple(_faults(answer, texts)))
    names = Names(answer)
    blocks: list[Block] = [_headline(answer, answer.verdict), Blank()]
    blocks.extend(_body(answer, answer.verdict, names))
    blocks.extend(_conditions(answer, names))
    closing = _question(answer, answer.verdict)
    if closing:
        blocks.extend((Blank(), say(closing, Tone.STRONG)))
    assumed = assumptions.phrases(names)
    if assumed:
        blocks.extend((Blank(), say("Assumed: " + " · ".join(assumed), Tone.QUIET)))
    if answer.elsewhere:
        blocks.extend((Blank(), say(elsewhere(answer.elsewhere), Tone.QUIET)))
    return Page(tuple(blocks))


def elsewhere(count: int) -> str:
    """Faults that don't touch the answer, in a line."""
    return f"{counted(count, 'fault')} elsewhere: deliverable lint"


def _faults(answer: CheckAnswer, texts: Mapping[str, str]) -> Iterator[Block]:
    """Why there is no verdict: the faults that touch it, as lint lists them."""
    what = counted(len(answer.faults), "fault")
    yield Headline("NO ANSWER YET", f"{_title(answer)}: {what} in the data could change it", Tone.BAD)
    yield Blank()
    yield from frames(answer.faults, texts)
    if answer.elsewhere:
        yield say(elsewhere(answer.elsewhere), Tone.QUIET)


def _title(answer: CheckAnswer) -> str:
    deal = answer.deal
    return (deal.name or deal.id) + (f" for {deal.client}" if deal.client else "")


def _headline(answer: CheckAnswer, verdict: Verdict) -> Headline:
    word, tone = HEADLINES[verdict.word]
    if verdict.word == "yes" and answer.conditions:
        word = "YES, IF …"
    due = answer.deal.due
    return Headline(word, _title(answer) + (f", by {long_day(due)}" if due else ""), tone)


def _body(answer: CheckAnswer, verdict: Verdict, names: Names) -> Iterator[Block]:
    if verdict.word == "unknown":
        yield from _unknown(answer, verdict, names)
    else:
        yield say(_finish(answer, verdict), indent=1)
    if verdict.word == "at-risk":
        yield say(_holds(names, verdict.holds), indent=1)
    if verdict.proof is not None and verdict.problem is not None:
        heading = "What stands in the way" if verdict.word == "no" else "What stands in the way while they are held"
        yield Blank()
        yield Heading(heading)
        yield from Teller(answer.book, verdict.problem).tell(verdict.proof)
    if verdict.plan is not None and verdict.problem is not None and verdict.word != "no":
        yield Blank()
        yield from _plan(answer, verdict.problem, verdict.plan)


def _finish(answer: CheckAnswer, verdict: Verdict) -> str:
    """One or two sentences about the date."""
    problem, bracket, today = verdict.problem, verdict.bracket, answer.today
    if problem is None or bracket is None:
        return ""
    if verdict.word in ("yes", "at-risk") and verdict.plan is not None:
        end = week_day(problem.on(verdict.plan.finish), today)
        spare = ""
        if answer.deal.due is not None:
            left = sum(verdict.plan.finish < day <= problem.index(answer.deal.due) for day in problem.working)
            spare = f", {counted(left, 'working day')} before it is due" if left else ", the day it is due"
        return f"It ends on {end}{spare}: {LIKELY}."
    if bracket.never:
        return "On the likely figures it can't be done within five years (proved)."
    low = "no plan was found"
    if bracket.no_sooner_than is not None:
        low = f"nothing ends before {week_day(problem.on(bracket.no_sooner_than), today)} (proved)"
    if bracket.earliest is None or bracket.proved:
        return f"On the likely figures {low}."
    plan = f"we have a plan for {week_day(problem.on(bracket.earliest), today)}"
    if bracket.if_lapsed is not None:
        lapsed = week_day(problem.on(bracket.if_lapsed), today)
        plan += f" beside all holds, and for {lapsed} should they lapse"
    return f"On the likely figures {low}; {plan}."


def _holds(names: Names, holds: tuple[str, ...]) -> str:
    """What an at-risk hangs on."""
    told = "; ".join(names.hold(name) for name in holds)
    return f"It fits only if {'this hold lapses' if len(holds) == 1 else 'these holds lapse'}: {told}."


def _unknown(answer: CheckAnswer, verdict: Verdict, names: Names) -> Iterator[Block]:
    for reason in verdict.reasons:
        for line in lacking.sentences(names, reason):
            yield say(line, indent=1)
    if verdict.problem is not None and verdict.bracket is not None and "undecided" not in verdict.reasons:
        yield say(_finish(answer, verdict), indent=1)


def _plan(answer: CheckAnswer, problem: Problem, plan: Plan) -> Iterator[Block]:
    """A line per task: when, and who does how many days of what."""
    teller = Teller(answer.book, problem)
    doing: dict[int, dict[tuple[int, int], int]] = {}
    for work in plan.work:
        mine = doing.setdefault(work.job, {})
        mine[work.worker, work.index] = mine.get((work.worker, work.index), 0) + work.minutes
    rows = []
    order = sorted(range(len(problem.jobs)), key=lambda j: (plan.starts[j], plan.ends[j], problem.jobs[j].id))
    for j in order:
        job = problem.jobs[j]
        who = [
            f"{teller.worker(w)} {_amount(answer, job.kind, job.days, minutes)} {job.skill(index)}"
            for (w, index), minutes in doing.get(j, {}).items()
        ]
        when = (_cell_day(problem.on(plan.starts[j]), answer.today), _cell_day(problem.on(plan.ends[j]), answer.today))
        rows.append((teller.task(j), *when, ", ".join(who) or f"waiting {counted(job.days, 'working day')}"))
    yield Table(("task", "from", "to", "who"), tuple(rows), (False, False, False, False))


def _amount(answer: CheckAnswer, kind: str, length: int, minutes: int) -> str:
    return f"{length} days," if kind == "crew" else f"{days(minutes, answer.book.firm.day)} d"


def _cell_day(day: date, near: date) -> str:
    return f"{long_day(day)[:3]} {short_day(day, near)}"


def _conditions(answer: CheckAnswer, names: Names) -> Iterator[Block]:
    lines = conditions.sentences(names)
    if not lines:
        return
    yield Blank()
    yield Heading("Yes, if" if answer.verdict is not None and answer.verdict.word == "yes" else "It also needs")
    for line in lines:
        yield Paragraph((Span(f"- {line}"),), 1, 1)


def _question(answer: CheckAnswer, verdict: Verdict) -> str:
    """The question to end with: ask, don't demand."""
    deal, client = answer.deal, answer.deal.client or "the client"
    if verdict.word == "no" and verdict.bracket is not None and verdict.problem is not None:
        if verdict.bracket.earliest is not None:
            return f"Would {week_day(verdict.problem.on(verdict.bracket.earliest), answer.today)} suit {client}?"
        return f"What matters most to {client}, so that we can look for another way?"
    if verdict.word == "at-risk":
        owners = [answer.book.bookings[h].owner for h in verdict.holds if h in answer.book.bookings]
        asked = [Names(answer).person(owner) for owner in dict.fromkeys(owners) if owner]
        return (
            f"Could {listed(asked)} say how likely {'that hold is' if len(verdict.holds) == 1 else 'those holds are'}?"
            if asked
            else ""
        )
    if verdict.word == "unknown" and "question" in verdict.reasons:
        return f"Could {Names(answer).person(deal.owner) if deal.owner else 'somebody'} ask {client}?"
    if verdict.word == "unknown" and "due" in verdict.reasons:
        return f"Which day does {client} need it by?"
    if verdict.word == "yes" and answer.conditions:
        return f"Can {client} agree to that?" if deal.inputs else "Shall we agree on that before we promise it?"
    return ""
