"""The answer to "can we?" to a page: the answer first, then why, then what it hangs on, assumptions last."""

from collections.abc import Iterator, Mapping

from deliverable.answers.check import CheckAnswer
from deliverable.answers.understood import Understood
from deliverable.engine.plan import Plan
from deliverable.engine.problem import Job, Problem
from deliverable.engine.proofs import Proof, Searched
from deliverable.offers import Offer
from deliverable.page import Blank, Block, Heading, Headline, Page, Paragraph, Span, Table, Tone, say
from deliverable.pages import assumptions, closing, conditions, dates, lacking, reasons
from deliverable.pages.busy import tell_busy
from deliverable.pages.chance import tell_chance, tell_hangs
from deliverable.pages.failed import tell_failed
from deliverable.pages.lint import elsewhere, frames
from deliverable.pages.more import tell_more
from deliverable.pages.naming import Names
from deliverable.pages.nearest import tell_nearest
from deliverable.pages.offers import lead, tell_offers
from deliverable.pages.proof import tell
from deliverable.pages.teller import Teller
from deliverable.pages.words import counted, listed, long_day, number, seen, split, table_day, week_day
from deliverable.supply import Supply
from deliverable.verdict import Verdict

HEADLINES = {
    "yes": ("YES", Tone.GOOD),
    "at-risk": ("AT RISK", Tone.WARN),
    "no": ("NOT AS ASKED", Tone.BAD),
    "unknown": ("CAN'T TELL YET", Tone.WARN),
}


ROWS = 20
"""Of a longer plan so many tasks are shown; --format json has all."""


def page(answer: CheckAnswer, texts: Mapping[str, str], offer: tuple[str, Offer] | None = None) -> Page:
    """What `check` says to people; of an offer with its letter before the first line."""
    if answer.verdict is None:
        return Page(tuple(_faults(answer, texts)))
    names = Names(answer)
    blocks: list[Block] = [_headline(answer, answer.verdict), Blank()]
    if offer is not None:
        blocks.extend((*lead(names, *offer), Blank()))
    blocks.extend(_body(answer.verdict, names))
    blocks.extend(_conditions(answer, names))
    if answer.offers:
        blocks.extend((Blank(), *tell_offers(names, answer.offers)))
    elif answer.failed:
        blocks.extend((Blank(), *tell_failed(names, answer.verdict, answer.failed)))
    asked = closing.which(names) if answer.offers else closing.question(names, answer.verdict)
    if asked:
        blocks.extend((Blank(), say(asked, Tone.STRONG)))
    for line in _small_print(answer, names):
        blocks.extend((Blank(), say(line, Tone.QUIET)))
    return Page(tuple(blocks))


def _small_print(answer: CheckAnswer, names: Names) -> Iterator[str]:
    """What was asked where it was typed, what was assumed, and what else is wrong in the files."""
    if answer.understood:
        yield "Asked: " + " · ".join(map(understood, answer.understood))
    if assumed := assumptions.phrases(names):
        yield "Assumed: " + " · ".join(assumed)
    if answer.elsewhere:
        yield elsewhere(answer.elsewhere)


def understood(part: Understood) -> str:
    """A part of what was typed as it was understood, with the words where they are others."""
    return part.meant if part.plain else f"{part.meant} (\u201c{part.said}\u201d)"


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
    if answer.understood and not deal.name:
        return f"for {deal.client}" if deal.client else "a new deal"
    return (deal.name or deal.id) + (f" for {deal.client}" if deal.client else "")


def _headline(answer: CheckAnswer, verdict: Verdict) -> Headline:
    word, tone = HEADLINES[verdict.word]
    if verdict.word == "yes" and (answer.conditions or answer.blocking):
        word = "YES, IF …"
    left = f" ({counted(len(answer.left_open), 'question')} left open)" if answer.left_open else ""
    return Headline(word, _title(answer) + _when(answer, verdict) + left, tone)


def _when(answer: CheckAnswer, verdict: Verdict) -> str:
    """The date that was asked; where none was, the soonest that there is a plan for."""
    if answer.deal.due is not None:
        return f", by {long_day(answer.deal.due)}"
    if verdict.problem is None or verdict.plan is None:
        return ""
    soonest = week_day(verdict.problem.on(verdict.plan.finish), answer.today)
    return f": no due date is asked; the soonest plan ends on {soonest}"


def _body(verdict: Verdict, names: Names) -> Iterator[Block]:
    for reason in verdict.reasons:
        for line in lacking.sentences(names, reason):
            yield say(line, indent=1)
    if "undecided" not in verdict.reasons:
        for line in dates.sentences(names, verdict):
            yield say(line, indent=1)
    yield from tell_chance(names, verdict)
    if verdict.chance is not None and verdict.chance.hangs and verdict.word == "at-risk":
        yield Blank()
        yield from tell_hangs(names, verdict)
    if verdict.proof is not None and verdict.problem is not None:
        yield Blank()
        yield Heading(_in_the_way(verdict))
        yield from _why(_teller(names, verdict, verdict.problem), verdict, verdict.proof)
    if verdict.plan is not None and verdict.problem is not None and verdict.word != "no":
        yield Blank()
        yield from _plan(_teller(names, verdict, verdict.problem), verdict.plan)


def _why(teller: Teller, verdict: Verdict, proof: Proof) -> Iterator[Block]:
    """The worst reason in full, then what else binds, and what somebody more would change."""
    yield from tell(teller, proof)
    if not isinstance(proof, Searched):
        yield from tell_busy(teller, proof, verdict.holds)
    if verdict.binding:
        yield from reasons.least_change(teller, verdict.binding)
        yield from reasons.others(teller, verdict.binding)
    if verdict.binding and verdict.bracket is not None:
        yield from reasons.together(teller, verdict.binding, verdict.bracket)
    if verdict.nearest is not None:
        yield from tell_nearest(verdict.nearest)
    if verdict.more is not None:
        yield from tell_more(teller, verdict.more)


def _in_the_way(verdict: Verdict) -> str:
    if verdict.word == "no":
        return "What stands in the way"
    return f"What stands in the way while {'it is' if len(verdict.holds) == 1 else 'they are'} held"


def _teller(names: Names, verdict: Verdict, problem: Problem) -> Teller:
    supply = Supply(problem.question, certain=False) if verdict.side is None else verdict.side.capacity.supply
    return Teller(names, problem, supply)


def _plan(teller: Teller, plan: Plan) -> Iterator[Block]:
    """A line per task: when, and who does how many days of what."""
    names, problem = teller.names, teller.problem
    rows = []
    order = sorted(range(len(problem.jobs)), key=lambda j: (plan.starts[j], plan.ends[j], problem.jobs[j].id))
    shown = order if len(order) <= ROWS + 1 else order[:ROWS]
    doing = _doing(teller, plan)
    for j in shown:
        when = (table_day(problem.on(plan.starts[j]), names.today), table_day(problem.on(plan.ends[j]), names.today))
        rows.append((teller.task(j), *when, _doers(teller, problem.jobs[j], doing.get(j, {}))))
    yield Table(("task", "from", "to", "who"), tuple(rows), (False, False, False, False))
    if len(shown) < len(order):
        yield say(f"and {len(order) - len(shown)} more (--format json shows them)", Tone.QUIET, 1)


def _doing(teller: Teller, plan: Plan) -> dict[int, dict[int, dict[str, int]]]:
    """By task and part of it, how many minutes of whom."""
    doing: dict[int, dict[int, dict[str, int]]] = {}
    for work in plan.work:
        mine, who = doing.setdefault(work.job, {}).setdefault(work.index, {}), teller.worker(work.worker)
        mine[who] = mine.get(who, 0) + work.minutes
    return doing


def _doers(teller: Teller, job: Job, doing: dict[int, dict[str, int]]) -> str:
    """Who does how much of what; the printed days of a requirement add up to its effort."""
    if job.kind == "wait":
        return f"waiting {counted(job.days, 'working day')}"
    if job.kind == "crew":
        crew = [f"{listed(list(names))} ({job.skill(index)})" for index, names in doing.items()]
        return f"{counted(job.days, 'whole day')}: {', '.join(crew)}" if crew else counted(job.days, "working day")
    told = []
    for index, names in doing.items():
        parts = list(names.values())
        places = seen(parts, teller.day)
        amounts = split(parts, teller.day, places)
        told += [f"{who} {number(n, places)} d {job.skill(index)}" for who, n in zip(names, amounts, strict=True)]
    return ", ".join(told)


def _conditions(answer: CheckAnswer, names: Names) -> Iterator[Block]:
    lines = conditions.sentences(names)
    if answer.verdict is not None and answer.verdict.word != "unknown":  # which begins with what is open
        lines += [f"an answer first: {asked.ask}" for asked in answer.blocking]
    if not lines:
        return
    yield Blank()
    yield Heading("Yes, if" if answer.verdict is not None and answer.verdict.word == "yes" else "It also needs")
    for line in lines:
        yield Paragraph((Span(f"- {line}"),), 1, 1)
