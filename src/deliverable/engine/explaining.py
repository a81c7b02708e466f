"""Reasons and what would help to plain data, beside the evidence that `claims` makes of each proof."""

from typing import Any

from deliverable.book import Deal
from deliverable.engine.chance import Chance
from deliverable.engine.claims import evidence, plan_rows
from deliverable.engine.marginal import Extra, Found, Help, extra_id
from deliverable.engine.nearest import Nearest
from deliverable.engine.problem import Problem
from deliverable.engine.proofs import Proof
from deliverable.engine.reasons import Later, Reason

Data = dict[str, Any]


def chance_data(chance: Chance, deals: tuple[Deal, ...]) -> Data:
    """In what share of trials a plan holds, what that rests on, and what would move it; shares of 1. Of several deals
    also how often each is in time.
    """
    out: Data = {"on_time": chance.on_time, "asked": chance.asked, "trials": chance.trials}
    out |= {"error": round(chance.error, 4), "based_on": chance.based_on, "projects": chance.projects}
    if chance.copied:
        out["copied"] = chance.copied
    if chance.each:
        out["each"] = [{"deal": deal.id, "on_time": share} for deal, share in zip(deals, chance.each, strict=True)]
    if chance.views is not None:
        out["views"] = {"firm_only": chance.views[0], "by_chance": chance.on_time, "all_holds": chance.views[1]}
    out["hangs_on"] = [{"what": hang.what, "id": hang.id, "on_time": round(hang.on_time, 4)} for hang in chance.hangs]
    return out


def reason_rows(problem: Problem, reasons: tuple[Reason, ...]) -> list[Data]:
    """Each reason with its evidence, what is missing, and the least that removes it."""
    return [_reason(problem, reason) for reason in reasons]


def _reason(problem: Problem, reason: Reason) -> Data:
    out = evidence(problem, reason.proof)
    out["short_minutes"] = reason.short
    out["beside"] = [{"reason": number, "minutes": minutes} for number, minutes in reason.beside]
    if reason.people is not None:
        out["share"] = reason.people
    out["later"] = None if reason.later is None else _later(problem, reason.later)
    return out


def nearest_data(problem: Problem, near: Nearest) -> Data:
    """What is nearest to a question that search alone refused."""
    sooner = None
    if near.sooner is not None:
        later = _later(problem, near.sooner)
        sooner = later | {"working_days": -near.sooner.days}
    return {"sooner": sooner, "fewer": [{"task": fewer.task, **_found(fewer.found)} for fewer in near.fewer]}


def _later(problem: Problem, later: Later) -> Data:
    day = problem.on(later.until).isoformat()
    return {"working_days": later.days, "to": day, "proof": bare(problem, later.proof)}


def bare(problem: Problem, proof: Proof) -> Data:
    """A proof's evidence without the sums behind the people."""
    out = evidence(problem, proof)
    if "have" in out:
        out["have"] = [{k: v for k, v in h.items() if k not in ("gross", "taken")} for h in out["have"]]
    return out


def help_data(helped: Help) -> Data:
    """Who more would make it, for how long, with the plan; or who wouldn't, with the proof."""
    out: Data = {
        "people": [_extra(number, extra) for number, extra in enumerate(helped.people, 1)],
        "makes_it": helped.makes_it,
        **_found(helped.found),
        "fewer": None,
        "another": None,
    }
    if helped.fewer is not None and helped.fewer.proof is not None:
        out["fewer"] = bare(helped.fewer.problem, helped.fewer.proof)
    if helped.another is not None:
        out["another"] = _found(helped.another)
    return out


def _extra(number: int, extra: Extra) -> Data:
    kind = extra.kind
    skills = {"skill": kind.skill, "level": kind.level}
    also = [{"skill": other.skill, "level": other.level} for other in kind.also]
    stay = {"from": extra.first.isoformat(), "to": extra.last.isoformat(), "working_days": extra.days}
    return {"id": extra_id(number), **skills, "also": also, **stay}


def _found(found: Found) -> Data:
    """A plan's finish and rows, or a proof."""
    if found.plan is None:
        return {"finish": None, "proof": None if found.proof is None else bare(found.problem, found.proof)}
    return {"finish": found.problem.on(found.plan.finish).isoformat(), "plan": plan_rows(found.problem, found.plan)}
