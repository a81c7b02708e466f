"""A question to a verdict: yes, at risk, no or unknown, with the evidence that its own audit has accepted."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from deliverable.book import Question
from deliverable.dataclass import dataclass
from deliverable.engine.audit import audit
from deliverable.engine.chance import Chance, chance_of
from deliverable.engine.claims import evidence, plan_rows, task_rows
from deliverable.engine.explaining import chance_data, help_data, nearest_data, reason_rows
from deliverable.engine.lapsing import Lapse, least_lapse
from deliverable.engine.marginal import Help, more_people
from deliverable.engine.nearest import Nearest, nearest
from deliverable.engine.plan import Plan
from deliverable.engine.problem import NO_DEADLINE, Problem, pose
from deliverable.engine.proofs import Proof, Searched
from deliverable.engine.reasons import Binding, Reason
from deliverable.engine.reread import plan_of
from deliverable.engine.search import DEFAULT_LIMIT, Budget
from deliverable.engine.solve import Bracket, Side, Solved, solve
from deliverable.errors import AuditError
from deliverable.supply import Supply

Data = dict[str, Any]
EXPLAINING = 0.3
"""Of the search's limit so much at most, in seconds of a usual machine, is for what would make a no fit."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer to a question.

    `word` is yes, at-risk, no or unknown; `reasons` say what an unknown lacks (scope, question, estimate, due, horizon;
    undecided, and then limit or stopped: how the search ended). `proof` is None for a plan. `holds` are those that an
    at-risk needs to lapse, `lapsing` those on which the date
    hangs that is sooner should they lapse. `claim` is all of it as plain data, as audited.
    `chance` is that of the plan. `by_limit`: with another limit of the search it may be another plan.
    `binding` are all reasons of a no that was to be explained, worst first; the first of them is its `proof`. `more` is
    what somebody more would change, `nearest` what is nearest to a question that search alone refused.
    """

    word: str
    reasons: tuple[str, ...]
    problem: Problem | None
    side: Side | None
    plan: Plan | None
    proof: Proof | None
    bracket: Bracket | None
    holds: tuple[str, ...]
    lapsing: tuple[str, ...]
    claim: Mapping[str, Any]
    binding: tuple[Reason, ...] = ()
    more: Help | None = None
    nearest: Nearest | None = None
    chance: Chance | None = None
    by_limit: bool = False


def assess(
    question: Question,
    open_questions: tuple[str, ...] = (),
    limit: float = DEFAULT_LIMIT,
    *,
    explain: bool = False,
    like: Supply | None = None,
) -> Verdict:
    """Answer a question; `open_questions` are the firm's questions that block a check and have no answer yet.

    `limit` is how long exact search may take, in seconds of a usual machine; 0 leaves it out. With `explain` a no
    carries all its reasons, which takes about as long again. `like` is the supply of another question to the same firm.

    Raises AuditError when the independent audit refuses the answer: a fault of ours, never shown as an answer.
    """
    if any(not deal.scope for deal in question.deals):
        return _checked(question, Verdict("unknown", ("scope",), None, None, None, None, None, (), (), {}))
    verdict = _judged(question, solved := solve(question, limit, like), open_questions, limit)
    explain = explain and not solved.stopped
    verdict = _weighed(question, verdict, solved)
    return _checked(question, _explained(question, verdict, limit) if explain and verdict.word == "no" else verdict)


def _judged(question: Question, solved: Solved, open_questions: tuple[str, ...], limit: float) -> Verdict:
    problem = solved.with_holds.problem
    lacking = _lacking(question, problem, open_questions)
    word, reasons, side = "unknown", lacking, solved.with_holds
    plan: Plan | None = solved.soonest
    proof: Proof | None = None
    holds: tuple[str, ...] = ()
    if solved.refuted is not None and not _beyond(problem):
        word, reasons, proof, side = "no", (), solved.refuted, solved.certain
    elif solved.refuted is not None:
        reasons = (*lacking, "horizon")
    elif lacking:
        pass  # the plan for the earliest finish
    elif solved.plan is not None:
        word, plan = "yes", solved.plan
    elif solved.plan_if_lapsed is not None and solved.refuted_with_holds is not None:
        word, plan, proof, side = "at-risk", solved.plan_if_lapsed, solved.refuted_with_holds, solved.certain
        lapse = _lapse(question, solved, plan, Budget(min(limit, EXPLAINING)))
        holds, plan = lapse.holds, lapse.plan
    else:
        reasons = ("undecided", "stopped" if solved.stopped else "limit")
    if not problem.estimated or (len(question.deals) > 1 and word not in ("yes", "at-risk")):
        plan = None  # an earliest finish is asked for one deal
    lapsing: tuple[str, ...] = ()
    if solved.soonest_if_lapsed is not None:
        lapsing = _lapse(question, solved, solved.soonest_if_lapsed, None).holds
    bracket, by_limit = solved.bracket, solved.by_limit
    return Verdict(word, reasons, problem, side, plan, proof, bracket, holds, lapsing, {}, by_limit=by_limit)


def _weighed(question: Question, verdict: Verdict, solved: Solved) -> Verdict:
    """The verdict with its plan's chance: a yes that holds in fewer cases than asked is at risk."""
    side, plan = verdict.side, verdict.plan
    if side is None or plan is None or not side.problem.jobs:
        return verdict
    if verdict.word in ("no", "unknown"):
        return replace(verdict, chance=chance_of(question, solved.with_holds, plan, hangs=False))
    chance = chance_of(question, side, plan, hangs=not side.problem.crowded)
    other = solved.soonest
    if verdict.word == "yes" and other is not None and other is not plan and _as_good(side, plan, other):
        again = chance_of(question, side, other)
        if (again.on_time or 0.0, -other.finish) > (chance.on_time or 0.0, -plan.finish):
            plan, chance = other, again
    word = "at-risk" if verdict.word == "yes" and not chance.enough else verdict.word
    return replace(verdict, word=word, plan=plan, chance=chance)


def chance_again(question: Question, claim: Mapping[str, Any]) -> Data:
    """The chance of an audited answer's plan, simulated again: `chance` and the days p50, p80 and p95 as data."""
    problem = pose(question, Supply(question, certain=False))
    side = Side(problem, Supply(question, certain=bool(claim.get("without_holds"))))
    fits = claim["verdict"] in ("yes", "at-risk")
    chance = chance_of(question, side, plan_of(problem, claim), hangs=fits)
    return {
        "chance": chance_data(chance, question.deals),
        **dict.fromkeys(("p50", "p80", "p95")),
        **_percentiles(problem, chance),
    }


def _as_good(side: Side, plan: Plan, other: Plan) -> bool:
    """Whether another plan is in time as well, and uses no more people whose data is stale."""
    return other.in_time(side.problem.deadlines()) and len(other.stale(side.problem)) <= len(plan.stale(side.problem))


def _lapse(question: Question, solved: Solved, plan: Plan, budget: Budget | None) -> Lapse:
    """The holds that must lapse for a plan."""
    return least_lapse(question, solved.with_holds, solved.certain, plan, budget)


def _explained(question: Question, verdict: Verdict, limit: float) -> Verdict:
    """A no with all its reasons, the worst as its proof."""
    problem, side, proof = verdict.problem, verdict.side, verdict.proof
    if problem is None or side is None or proof is None:
        return verdict
    budget = Budget(min(limit, EXPLAINING))
    if isinstance(proof, Searched):
        near = nearest(question, side, budget)
        like = () if near.sooner is None else (Reason(near.sooner.proof, 0),)
        return replace(verdict, nearest=near, more=more_people(question, side, like, budget))
    reasons = Binding(problem, side.capacity, side.unnamed, problem.deadlines()).reasons(proof)
    more = more_people(question, side, reasons, budget)
    return replace(verdict, proof=reasons[0].proof, binding=reasons, more=more)


def _lacking(question: Question, problem: Problem, open_questions: tuple[str, ...]) -> tuple[str, ...]:
    lacks = [("question", bool(open_questions)), ("estimate", not problem.estimated)]
    lacks.append(("due", any(deal.due is None for deal in question.deals)))
    return tuple(name for name, lacking in lacks if lacking)


def _beyond(problem: Problem) -> bool:
    """Whether a deadline lies beyond the horizon, so that "no" would only mean "not within five years"."""
    return any(last >= problem.days for last in problem.due() if last < NO_DEADLINE)


def _checked(question: Question, verdict: Verdict) -> Verdict:
    claim = _claim(question, verdict)
    complaints = audit(question, claim, () if verdict.chance is None else verdict.chance.sampled)
    if complaints:
        raise AuditError("; ".join(complaints[:3]))
    return replace(verdict, claim=MappingProxyType(claim))


def _claim(question: Question, verdict: Verdict) -> Data:
    problem = verdict.problem
    deals = question.deals
    proof: Data = {"kind": "plan"} if verdict.word in ("yes", "at-risk") else {}
    if problem is not None and verdict.proof is not None and verdict.word == "no":
        proof = evidence(problem, verdict.proof)
    out: Data = {"schema": "deliverable.check/1"}
    out["deal"] = deals[0].id if len(deals) == 1 else [deal.id for deal in deals]
    out |= {"as_of": question.today.isoformat(), "verdict": verdict.word, "proof": proof or None}
    if verdict.reasons:
        out["because"] = list(verdict.reasons)
    out |= _explanation(verdict)
    due = deals[0].due if len(deals) == 1 else None
    out["due"] = None if due is None else due.isoformat()
    out["finish"] = _finish(problem, verdict.bracket) | _percentiles(problem, verdict.chance)
    out["chance"] = None if verdict.chance is None else chance_data(verdict.chance, deals)
    if problem is not None:
        out["tasks"] = task_rows(problem, verdict.plan)
        out["plan"] = plan_rows(problem, verdict.plan)
    else:
        out |= {"tasks": [], "plan": []}
    out["offers"] = []
    if verdict.word == "at-risk":
        out["without_holds"] = list(verdict.holds)
    if verdict.holds and problem is not None and verdict.proof is not None:
        out["with_holds"] = evidence(problem, verdict.proof)
    return out


def _explanation(verdict: Verdict) -> Data:
    """The reasons of a no, what somebody more would change, and what is nearest where there is no sum."""
    if verdict.problem is None or not (verdict.binding or verdict.nearest):
        return {}
    out: Data = {"reasons": reason_rows(verdict.problem, verdict.binding)}
    out["more_people"] = None if verdict.more is None else help_data(verdict.more)
    if verdict.nearest is not None:
        out["nearest"] = nearest_data(verdict.problem, verdict.nearest)
    return out


def _percentiles(problem: Problem | None, chance: Chance | None) -> Data:
    """The days by which 50, 80 and 95 of 100 trials have ended; null for a day beyond those looked at."""
    if problem is None or chance is None or len(problem.question.deals) > 1:
        return {}
    days = {"p50": chance.p50, "p80": chance.p80, "p95": chance.p95}
    return {name: None if day is None else problem.on(day).isoformat() for name, day in days.items()}


def _finish(problem: Problem | None, bracket: Bracket | None) -> Data:
    empty: Data = {"earliest": None, "proved": False, "no_sooner_than": None, "p50": None, "p80": None, "p95": None}
    if problem is None or bracket is None or len(problem.question.deals) > 1:
        return empty | {"proof": None}
    days = {
        "earliest": None if bracket.earliest is None else problem.on(bracket.earliest).isoformat(),
        "proved": bracket.proved and bracket.earliest is not None,
        "no_sooner_than": None if bracket.no_sooner_than is None else problem.on(bracket.no_sooner_than).isoformat(),
    }
    days["if_holds_lapse"] = None if bracket.if_lapsed is None else problem.on(bracket.if_lapsed).isoformat()
    proof = None if bracket.proof is None or bracket.never else evidence(problem, bracket.proof)
    beside = {} if bracket.beside is None else {"proof_beside_holds": evidence(problem, bracket.beside)}
    return empty | days | {"proof": proof} | beside
