"""A saved plan's rows and tasks, already audited, to the plan that they were: `claims` the other way round."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from deliverable.engine.plan import Plan, UnnamedServed, Work
from deliverable.engine.problem import Problem

Data = Mapping[str, Any]


def plan_of(problem: Problem, claim: Data) -> Plan:
    """The plan of an answer whose audit found nothing wrong with it."""
    deals = problem.question.deals
    jobs = {(deals[job.deal].id, job.id): j for j, job in enumerate(problem.jobs)}
    workers = {worker.name: w for w, worker in enumerate(problem.workers)}
    alone = deals[0].id

    def job(row: Data) -> int:
        return jobs[row.get("deal", alone), row["task"]]

    def worker(row: Data) -> int:
        return workers[row.get("person") or row["pool"], row.get("number", 0)]

    def day(text: str) -> int:
        return problem.index(date.fromisoformat(text))

    starts, ends = [0] * len(jobs), [0] * len(jobs)
    for row in claim["tasks"]:
        starts[job(row)], ends[job(row)] = day(row["from"]), day(row["to"])
    work = [
        Work(job(row), row["requirement"], day(row["on"]), worker(row), row["minutes"])
        for row in claim["plan"]
        if "task" in row
    ]
    served = [
        UnnamedServed(row["booking"], row["row"], row["skill"], day(row["on"]), worker(row), row["minutes"])
        for row in claim["plan"]
        if "task" not in row
    ]
    return Plan(tuple(starts), tuple(ends), tuple(sorted(work)), tuple(served))
