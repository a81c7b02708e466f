"""A plan as it is claimed to what is wrong with it, its rows, and the day it ends on."""

from datetime import date

from deliverable.dataclass import dataclass
from deliverable.engine.audit.capacity import overdrawn, unserved
from deliverable.engine.audit.claims import Claim, Work, plan_rows
from deliverable.engine.audit.plans import Plan
from deliverable.engine.audit.scope import Scope
from deliverable.engine.audit.spans import spans


@dataclass(frozen=True)
class Checked:
    """A plan that was looked at: what is wrong with it, its rows, and the day it ends on."""

    complaints: list[str]
    work: list[Work]
    end: date


def check_plan(claim: Claim, scope: Scope) -> Checked:
    """Look at the rows under `plan`: the deals' dates, everybody's time, and what nobody is named for yet."""
    complaints: list[str] = []
    work, served = plan_rows(claim, scope, complaints)
    plan = Plan(scope, work)
    complaints += plan.complaints()
    complaints += overdrawn(scope, work, served)
    complaints += unserved(scope, work, served)
    complaints += spans(claim, plan)
    return Checked(complaints, work, max(plan.ends.values(), default=date.min))
