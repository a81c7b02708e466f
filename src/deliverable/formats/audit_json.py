"""What an audit found to the plain data of `deliverable.audit/1`."""

from typing import Any

from deliverable.answers.audit import AuditAnswer, Compared
from deliverable.formats.findings_json import finding


def document(answer: AuditAnswer) -> dict[str, Any]:
    """The whole answer; `holds` is null where faults in today's files keep it from being said."""
    return {
        "schema": "deliverable.audit/1",
        "deal": answer.deal.id,
        "as_of": answer.today.isoformat(),
        "verdict": answer.verdict,
        "holds": answer.holds,
        "capacity": _compared(answer.capacity),
        "deal_asked": _compared(answer.asked),
        "complaints": list(answer.complaints),
        "checked": [dict(part) for part in answer.checked],
        "asked_anew": answer.anew,
        "unchecked": list(answer.unchecked),
        "findings": [finding(fault) for fault in answer.faults],
    }


def _compared(of: Compared) -> dict[str, Any]:
    return {"then": of.then, "now": of.now, "changed": of.changed}
