"""A whole answer to what is wrong with it: its verdict, its plan, its proof, and the earliest finish it names."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import Any

from deliverable.book import Deal, Question, Row
from deliverable.dataclass import dataclass
from deliverable.engine.audit.calendars import DAY
from deliverable.engine.audit.capacity import fits_beside
from deliverable.engine.audit.chances import check_chance
from deliverable.engine.audit.claims import (
    Claim,
    RefusedError,
    Rows,
    Work,
    mapping,
    maybe_day,
    part,
    plan_rows,
    text,
    texts,
)
from deliverable.engine.audit.days import CERTAIN, WITH_HOLDS, Days, Ledgers, ledgers, uncertain_holds
from deliverable.engine.audit.more import check_more
from deliverable.engine.audit.nearest import check_nearest
from deliverable.engine.audit.planned import Checked, check_plan
from deliverable.engine.audit.plans import Plan
from deliverable.engine.audit.proofs import KINDS, refutation
from deliverable.engine.audit.reasons import check_reasons
from deliverable.engine.audit.scope import Scope, without_dates
from deliverable.engine.audit.trials import trial_complaints
from deliverable.engine.audit.unnamed import Unnamed
from deliverable.engine.audit.windows import Windows

WHERE = "answer"


def audit(question: Question, answer: Mapping[str, Any], trials: Iterable[Any] = ()) -> tuple[str, ...]:
    """What is wrong with an answer, in plain words; nothing when it holds.

    `trials` are some of those behind its chance (`engine.chance.Trial`), to be carried out again.
    """
    try:
        claim = mapping(WHERE, answer)
        verdict = text(WHERE, claim, "verdict")
        check = _CHECKS.get(verdict)
        if check is None:
            return (f"answer: there is no verdict `{verdict}`",)
        of = _Answer(question, claim, ledgers(question))
        found = [*_envelope(question, claim), *check(of), *check_chance(claim, question)]
        for trial in trials:
            found += _again(of, trial)
    except RefusedError as refused:
        return (str(refused),)
    return tuple(dict.fromkeys(found))


@dataclass(frozen=True)
class _Answer:
    """An answer and its question, with what is worked out of them once."""

    question: Question
    claim: Claim
    days: Ledgers

    @cached_property
    def rows(self) -> Rows:
        """The rows of its plan."""
        return plan_rows(self.claim, Scope(self.days(WITH_HOLDS), self.question.deals))


def _again(of: _Answer, trial: Any) -> Iterator[str]:
    """A trial carried out again, under the holds that land in it."""
    if not trial.lapsed:
        under = of.days(WITH_HOLDS)
    elif trial.lapsed == uncertain_holds(of.question):
        under = of.days(CERTAIN)
    else:
        under = Days(of.question, trial.lapsed, of.days(WITH_HOLDS))
    yield from trial_complaints(Scope(under, of.question.deals), of.rows.work, trial)


def _envelope(question: Question, claim: Claim) -> Iterator[str]:
    """The answer is to this question."""
    schema = text(WHERE, claim, "schema")
    if not re.fullmatch(r"deliverable\.checks?/1(\.\d+)?", schema):
        yield f"answer: `{schema}` can't be checked"
    if maybe_day(WHERE, claim, "as_of") != question.today:
        yield f"answer: is not as of {question.today}"
    ids = [deal.id for deal in question.deals]
    named = claim.get("deal")
    if named not in ((ids, None) if len(ids) > 1 else ids):
        yield f"answer: is not about {', '.join(ids)}"
    dues = [deal.due for deal in question.deals if deal.due is not None]
    due = maybe_day(WHERE, claim, "due")
    if due != max(dues, default=None) and not (len(ids) > 1 and due is None):
        yield f"answer: `due` is {due}, the deal says {max(dues, default=None)}"


# --- plans --------------------------------------------------------------------------------------------------


def _proof_kind(claim: Claim) -> str:
    proof = part(WHERE, claim, "proof")
    known = {} if proof is None else mapping("proof", proof)
    return text("proof", known, "kind") if known else ""


def _fits(of: _Answer, scope: Scope) -> tuple[list[str], Checked]:
    """Complaints about a plan for the question as asked."""
    plan = check_plan(of.claim, scope, of.rows)
    found = plan.complaints
    found += [f"{deal.id}: has no due date to be met" for deal in of.question.deals if deal.due is None]
    if _proof_kind(of.claim) != "plan":
        found.append("proof: what fits is proved by its plan")
    return found, plan


def _yes(of: _Answer) -> Iterator[str]:
    found, plan = _fits(of, Scope(of.days(WITH_HOLDS), of.question.deals))
    yield from found
    if of.claim.get("without_holds"):
        yield "without_holds: a yes hangs on no hold"
    yield from _finish_of_fit(of.question, of.claim, plan, of.days)


def _at_risk(of: _Answer) -> Iterator[str]:
    question, claim, days = of.question, of.claim, of.days
    named = texts(WHERE, claim, "without_holds")
    certain = bool(named) or claim.get("chance") is None
    scope = Scope(days(CERTAIN if certain else WITH_HOLDS), question.deals)
    found, plan = _fits(of, scope)
    yield from found
    if certain and not found:
        yield from _holds(question, scope, plan.work, named)
    if certain and "with_holds" in claim:
        yield from refutation("with_holds", claim["with_holds"], Scope(Days(question), question.deals))
    yield from _finish_of_fit(question, claim, plan, days)


def _holds(question: Question, scope: Scope, work: list[Work], named: list[str]) -> Iterator[str]:
    """The holds named are just those that stand in the plan's way."""
    all_days = Days(question)
    known = uncertain_holds(question)
    if not named or len(set(named)) < len(named):
        yield "without_holds: names each hold that must lapse, once"
    for name in named:
        if name not in known:
            yield f"without_holds: {name} is no hold that could lapse"
        elif not _concerned(all_days, work, name):
            yield f"without_holds: {name} takes nothing on the days of the plan from those who could do it"
    if fits_beside(all_days, scope, work):
        yield "without_holds: the plan holds even if no hold lapses"
    elif not fits_beside(Days(question, frozenset(named)), scope, work):
        yield "without_holds: the plan needs other holds to lapse as well"


def _concerned(days: Days, work: list[Work], hold: str) -> bool:
    """Whether a hold has a row on a day of the plan for somebody whom the plan uses that day, or who could serve an
    unnamed booking in their place.
    """
    unnamed = Unnamed(days)
    rows = [row for source in days.sources if source.id == hold for row in source.rows]
    for day in sorted({done.day for done in work}):
        near = {done.worker.id for done in work if done.day == day and not done.worker.number}
        waiting = list(unnamed.asked(day))
        while reached := [demand for demand in waiting if demand.people & near]:
            near = near.union(*(demand.people for demand in reached))
            waiting = [demand for demand in waiting if demand not in reached]
        for booked in rows:
            if booked.first <= day <= booked.last and (booked.person in near or _could(days, booked, near)):
                return True
    return False


def _could(days: Days, booked: Row, people: set[str]) -> bool:
    """Whether one of these people could do an unnamed row."""
    if booked.person is not None or booked.skill is None:
        return False
    skills = [days.question.book.people[name].skills for name in people]
    return any(has.get(booked.skill, 0) >= booked.level for has in skills)


def _finish_of_fit(question: Question, claim: Claim, plan: Checked, days: Ledgers) -> Iterator[str]:
    """A plan that fits may end later than the earliest finish, but not sooner."""
    finish = mapping("finish", part(WHERE, claim, "finish"))
    earliest = maybe_day("finish", finish, "earliest")
    yield from _bounds(question, finish, earliest, days)
    beside_all = text(WHERE, claim, "verdict") == "yes"
    soonest = (earliest if beside_all else None) or maybe_day("finish", finish, "no_sooner_than")
    if soonest is not None and plan.end < soonest and not plan.complaints:
        yield f"finish: the plan ends on {plan.end}, before {soonest}"


# --- what does not fit, or is not known ---------------------------------------------------------------------


def _no(of: _Answer) -> Iterator[str]:
    question, claim, days = of.question, of.claim, of.days
    windows = Windows(Scope(days(CERTAIN), question.deals))
    yield from refutation("proof", part(WHERE, claim, "proof"), windows.scope, windows)
    yield from check_reasons(claim, windows)
    yield from check_more(claim, question, days)
    yield from check_nearest(claim, question)
    yield from _finish(of)
    if part(WHERE, claim, "plan") and _meets_every_date(of.rows, Scope(days(WITH_HOLDS), question.deals)):
        yield "proof: the plan meets every date, so it can be done"


def _meets_every_date(rows: Rows, scope: Scope) -> bool:
    """Whether the plan for the earliest finish would do as asked; what its people have is looked at elsewhere."""
    return not rows.complaints and not Plan(scope, rows.work).complaints()


def _unknown(of: _Answer) -> Iterator[str]:
    if _proof_kind(of.claim) in KINDS:
        yield "proof: with a proof that it can't be done the verdict is no"
    yield from _finish(of)


def _finish(of: _Answer) -> Iterator[str]:
    """The plan ends on the earliest finish, whatever the dates that were asked for."""
    question, claim, days = of.question, of.claim, of.days
    finish = mapping("finish", part(WHERE, claim, "finish"))
    earliest = maybe_day("finish", finish, "earliest")
    yield from _bounds(question, finish, earliest, days)
    if earliest is None:
        if part(WHERE, claim, "plan") or claim.get("tasks"):
            yield "plan: is for no finish that the answer names"
        return
    plan = check_plan(claim, Scope(days(WITH_HOLDS), _undated(question, None)), of.rows)
    yield from plan.complaints
    if plan.end != earliest:
        yield f"finish: the plan ends on {plan.end}, not on {earliest}"


def _undated(question: Question, due: date | None) -> tuple[Deal, ...]:
    return tuple(without_dates(deal, due) for deal in question.deals)


def _bounds(question: Question, finish: Claim, earliest: date | None, days: Ledgers) -> Iterator[str]:
    """Nothing ends before `no_sooner_than`; a finish is proved when it is that day, or when beside all holds nothing
    ends sooner.
    """
    soonest = maybe_day("finish", finish, "no_sooner_than")
    proved = part("finish", finish, "proved")
    beside = finish.get("proof_beside_holds")
    if proved is not (earliest is not None and (earliest == soonest or beside is not None)):
        yield "finish: is proved just when it is no later than the day before which nothing can end"
    if beside is not None and earliest is not None:
        scope = Scope(days(WITH_HOLDS), _undated(question, earliest - DAY))
        yield from refutation("finish beside the holds", beside, scope)
    if earliest is not None and soonest is not None and earliest < soonest:
        yield f"finish: {earliest} is before {soonest}, before which nothing can end"
    yield from _if_lapsed(finish, earliest, soonest)
    proof = finish.get("proof")
    certain = days(CERTAIN)
    if soonest is None:
        if proof is not None:
            yield "finish: a proof of what? `no_sooner_than` is null"
    elif not certain.first < soonest <= certain.last + DAY:
        if soonest != certain.first or proof is not None:
            yield f"finish: {soonest} is not a day from {certain.first + DAY} on that could be proved"
    else:
        yield from refutation("finish", proof, Scope(certain, _undated(question, soonest - DAY)))


def _if_lapsed(finish: Claim, earliest: date | None, soonest: date | None) -> Iterator[str]:
    """With holds lapsed it is no later than beside them all, and still not before the day that is proved."""
    lapsed = maybe_day("finish", finish, "if_holds_lapse") if "if_holds_lapse" in finish else None
    if lapsed is not None and soonest is not None and lapsed < soonest:
        yield f"finish: {lapsed}, if holds lapse, is before {soonest}, before which nothing can end"
    if lapsed is not None and earliest is not None and lapsed > earliest:
        yield f"finish: {lapsed}, if holds lapse, is after {earliest}, which is beside them all"


_CHECKS = {"yes": _yes, "at-risk": _at_risk, "no": _no, "unknown": _unknown}
