"""What an audit of several deals found to the plain data of `deliverable.audits/1`."""

from typing import Any

from deliverable.answers.audit import Compared
from deliverable.answers.audit_several import SeveralAudit
from deliverable.formats import audit_json


def document(answer: SeveralAudit) -> dict[str, Any]:
    """The whole answer, each deal's as `deliverable.audit/1`."""
    return {
        "schema": "deliverable.audits/1",
        "as_of": answer.today.isoformat(),
        "holds": answer.holds,
        "deals": [audit_json.document(part) for part in answer.parts],
        "together": {
            "verdict": answer.verdict,
            "capacity": _compared(answer.capacity),
            "deals_asked": _compared(answer.asked),
            "complaints": list(answer.complaints),
            "unchecked": list(answer.unchecked),
        },
        "without_verdict": list(answer.without),
    }


def _compared(of: Compared | None) -> dict[str, Any] | None:
    return None if of is None else {"then": of.then, "now": of.now, "changed": of.changed}
