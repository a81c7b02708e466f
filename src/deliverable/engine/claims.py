"""A plan or a proof to plain data: what an answer prints as JSON, and all that its audit is given."""

from collections.abc import Iterable
from typing import Any

from deliverable.engine.plan import Plan
from deliverable.engine.problem import Problem
from deliverable.engine.proofs import Asked, Chain, Cut, Have, Proof, Searched, Shortfall
from deliverable.supply import Account

Data = dict[str, Any]


def plan_rows(problem: Problem, plan: Plan | None) -> list[Data]:
    """A row per task, person and day, in the order of days; unnamed bookings served at the end of theirs."""
    if plan is None:
        return []
    rows: list[tuple[tuple[Any, ...], Data]] = []
    for work in plan.work:
        job = problem.jobs[work.job]
        row = {**_task(problem, work.job), "requirement": work.index, **_who(problem, work.worker)}
        row |= {"skill": job.skill(work.index), "on": _day(problem, work.day), "minutes": work.minutes}
        rows.append(((work.day, 0, job.deal, job.id, work.index, problem.workers[work.worker].name), row))
    for served in plan.unnamed:
        row = {"booking": served.booking, "row": served.row, **_who(problem, served.worker)}
        row |= {"skill": served.skill, "on": _day(problem, served.day), "minutes": served.minutes}
        rows.append(((served.day, 1, 0, served.booking, served.row, problem.workers[served.worker].name), row))
    return [row for _, row in sorted(rows, key=lambda r: r[0])]


def task_rows(problem: Problem, plan: Plan | None) -> list[Data]:
    """First and last day of each task of a plan."""
    if plan is None:
        return []
    rows = [
        {**_task(problem, j), "from": _day(problem, plan.starts[j]), "to": _day(problem, plan.ends[j])}
        for j in range(len(problem.jobs))
    ]
    return sorted(rows, key=lambda r: (r["from"], r["to"], r["task"]))


def evidence(problem: Problem, proof: Proof) -> Data:
    """The evidence of a "no", enough to audit it."""
    if isinstance(proof, Chain):
        return _chain(problem, proof)
    if isinstance(proof, Searched):
        return {"kind": "search", "from": _day(problem, 0), "until": _day(problem, proof.until), "limit": proof.limit}
    asked = [_asked(problem, a) for a in proof.asked]
    totals = {"need_minutes": proof.need_minutes, "have_minutes": proof.have_minutes}
    if isinstance(proof, Cut):
        capped = [
            {**_task(problem, c.asked.job or 0), "requirement": c.asked.index, **_days(problem, c.first, c.last)}
            | {"people": c.asked.people, "minutes": c.minutes}
            for c in proof.capped
        ]
        have = [
            {**_who(problem, h.worker), **_days(problem, h.first, h.last), "minutes": h.minutes} for h in proof.have
        ]
        return {"kind": "cut", "requirements": asked, "capped": capped, "have": have, **totals}
    kind = "shortfall" if proof.counted is None else "cap"
    out: Data = {"kind": kind, "requirements": asked, "have": _haves(problem, proof), **totals}
    if proof.counted is not None:
        out["counted"] = proof.counted
    return out


def _chain(problem: Problem, proof: Chain) -> Data:
    links = [
        {**_task(problem, link.job), "kind": problem.jobs[link.job].kind, "from": _day(problem, link.first)}
        | {"to": _day(problem, proof.until + 1 if link.last is None else link.last)}
        for link in proof.links
    ]
    deals = problem.question.deals
    return {
        "kind": "chain",
        **({"deal": deals[problem.jobs[proof.links[0].job].deal].id} if len(deals) > 1 else {}),
        "tasks": [problem.jobs[link.job].id for link in proof.links],
        "days": proof.days(problem),
        **_days(problem, proof.links[0].first, proof.until),
        "links": links,
    }


def _haves(problem: Problem, proof: Shortfall) -> list[Data]:
    """Those who have something: leaving out the others leaves the sum as it is."""
    return [_have(problem, have) for have in proof.have if have.minutes]


def _have(problem: Problem, have: Have) -> Data:
    out = {**_who(problem, have.worker), "minutes": have.minutes}
    if have.account is not None:
        out |= {"gross": have.account.gross, "taken": list(_taken(have.account))}
    return out


def _taken(account: Account) -> Iterable[Data]:
    for taken in account.taken:
        if taken.minutes:
            until = None if taken.until is None else taken.until.isoformat()
            what = {"why": taken.why, "what": taken.label} if taken.label else {"why": taken.why}
            yield {**what, "id": taken.id, "client": taken.client, "minutes": taken.minutes, "until": until}


def _asked(problem: Problem, asked: Asked) -> Data:
    what: Data
    if asked.job is None:
        what = {"booking": asked.booking, "row": asked.row}
    else:
        what = {**_task(problem, asked.job), "requirement": asked.index}
    if asked.crew:
        what["crew"] = True
    what |= {"skill": asked.skill, "level": asked.level, "need_minutes": asked.minutes}
    what |= _days(problem, asked.first, asked.last)
    if asked.job is not None:
        what |= {"people": asked.people, "because": [problem.jobs[j].id for j in asked.because]}
    return what


def _task(problem: Problem, job: int) -> Data:
    of = problem.jobs[job]
    deals = problem.question.deals
    return {"task": of.id} if len(deals) == 1 else {"deal": deals[of.deal].id, "task": of.id}


def _who(problem: Problem, worker: int) -> Data:
    who = problem.workers[worker]
    return {"person": who.person} if who.member is None else {"pool": who.member.pool, "number": who.member.number}


def _day(problem: Problem, day: int) -> str:
    return problem.on(day).isoformat()


def _days(problem: Problem, first: int, last: int) -> Data:
    return {"from": _day(problem, first), "to": _day(problem, last)}
