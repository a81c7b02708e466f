"""The answer to "can we?" to plain data for `--format json`: the audited claim, and what it hangs on in words."""

from typing import Any

from deliverable.answers.check import CheckAnswer
from deliverable.answers.fingerprint import capacity_fingerprint, deal_fingerprint
from deliverable.formats.findings_json import finding
from deliverable.pages import assumptions, conditions
from deliverable.pages.naming import Names


def document(answer: CheckAnswer) -> dict[str, Any]:
    """The `deliverable.check/1` envelope. Nothing in it depends on the clock, the place or the machine."""
    if answer.verdict is None:
        return _without_verdict(answer)
    names = Names(answer)
    out = dict(answer.verdict.claim)
    needed = zip(answer.conditions, conditions.sentences(names), strict=True)
    assumed = zip(answer.assumptions, assumptions.phrases(names), strict=True)
    out["assumptions"] = [{"what": a.what, "ids": list(a.ids), "value": a.value, "text": text} for a, text in assumed]
    out["conditions"] = [
        {"what": c.what, "ids": list(c.ids), "by": None if c.by is None else c.by.isoformat(), "text": text}
        for c, text in needed
    ]
    out["questions"] = [{"id": q.id, "ask": q.ask, "why": q.why} for q in answer.blocking]
    out["findings"] = []
    out["faults_elsewhere"] = answer.elsewhere
    out["checked_against"] = capacity_fingerprint(answer.book, (answer.deal,))
    out["deal_checked"] = deal_fingerprint((answer.deal,))
    return out


def _without_verdict(answer: CheckAnswer) -> dict[str, Any]:
    due = answer.deal.due
    return {
        "schema": "deliverable.check/1",
        "deal": answer.deal.id,
        "as_of": answer.today.isoformat(),
        "verdict": None,
        "proof": None,
        "due": None if due is None else due.isoformat(),
        "finish": {"earliest": None, "proved": False, "no_sooner_than": None, "p50": None, "p80": None, "p95": None},
        "chance": None,
        "tasks": [],
        "plan": [],
        "offers": [],
        "assumptions": [],
        "conditions": [],
        "questions": [],
        "findings": [finding(f) for f in answer.faults],
        "faults_elsewhere": answer.elsewhere,
        "checked_against": None,
        "deal_checked": None,
    }
