"""A plan as it is claimed to what is wrong with it, its rows, and the day it ends on."""

from datetime import date

from deliverable.dataclass import dataclass
from deliverable.engine.audit.capacity import overdrawn, unserved
from deliverable.engine.audit.claims import Claim, Rows, Work, plan_rows
from deliverable.engine.audit.plans import Plan
from deliverable.engine.audit.scope import Scope
from deliverable.engine.audit.spans import spans


@dataclass(frozen=True)
class Checked:
    """A plan that was looked at: what is wrong with it, its rows, and the day it ends on."""

    complaints: list[str]
    work: list[Work]
    end: date


def check_plan(claim: Claim, scope: Scope, rows: Rows | None = None) -> Checked:
    """Look at the rows under `plan` (`rows`, when they have been read): the deals' dates, everybody's time, and what
    nobody is named for yet.
    """
    rows = plan_rows(claim, scope) if rows is None else rows
    plan = Plan(scope, rows.work)
    complaints = [*rows.complaints, *plan.complaints()]
    complaints += overdrawn(scope, rows.work, rows.served)
    complaints += unserved(scope, rows.work, rows.served)
    complaints += spans(claim, plan)
    return Checked(complaints, rows.work, max(plan.ends.values(), default=date.min))
