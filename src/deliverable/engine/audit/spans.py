"""The first and last days that an answer gives for its tasks to whether the plan's rows bear them out."""

from collections.abc import Iterator, Mapping

from deliverable.engine.audit.claims import Claim, RefusedError, day, entries, text
from deliverable.engine.audit.plans import Plan
from deliverable.engine.audit.scope import Key


def spans(claim: Claim, plan: Plan) -> Iterator[str]:
    """Complaints about `tasks`, where the answer has them: each task once, from its first day to its last."""
    if "tasks" not in claim:
        return
    ids = [deal.id for deal in plan.scope.deals]
    listed: list[Key] = []
    try:
        for n, entry in enumerate(entries("answer", claim, "tasks"), 1):
            deal = text(f"tasks {n}", entry, "deal") if len(ids) > 1 or "deal" in entry else "".join(ids)
            key = (deal, text(f"tasks {n}", entry, "task"))
            listed.append(key)
            yield from _span(f"tasks {n}", entry, key, plan)
    except RefusedError as refused:
        yield str(refused)
        return
    if sorted(listed) != sorted(plan.ends):
        yield "tasks: are not each of the plan's tasks, once"


def _span(where: str, entry: Mapping[str, object], key: Key, plan: Plan) -> Iterator[str]:
    first, last = day(where, entry, "from"), day(where, entry, "to")
    if key in plan.ends and (first, last) != (plan.starts[key], plan.ends[key]):
        yield f"{where}: {key[1]} is planned from {plan.starts[key]} to {plan.ends[key]}, not from {first} to {last}"
