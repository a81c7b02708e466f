"""What is open on a deal, or on all of them, to the plain data of `deliverable.needs/1`."""

from datetime import date
from typing import Any

from deliverable.answers.needs import Decision, Given, NeedsAnswer, Wanted
from deliverable.answers.needs_of_all import NeedsOfAll, Noted, Tally
from deliverable.formats.findings_json import finding
from deliverable.pages.needs import asking, lacking

SCHEMA = "deliverable.needs/1"


def document(answer: NeedsAnswer) -> dict[str, Any]:
    """What is open on one deal; with faults in it they are all there is."""
    return {
        "schema": SCHEMA,
        "deal": answer.deal.id,
        "as_of": answer.today.isoformat(),
        "status": answer.deal.status,
        "blocks": None if answer.faults else {"check": answer.blocks_check, "promise": answer.blocks_promise},
        "questions": [_wanted(one) for one in answer.wanted],
        "not_asked": [{"id": s.question, "answer": s.answer, "hurdle": s.hurdle} for s in answer.strays],
        "lacks": [
            {"what": lack.what, "ids": list(lack.ids), "blocks": lack.blocks, "text": lacking(answer, lack)}
            for lack in answer.lacks
        ],
        "inputs": [_given(given) for given in answer.inputs],
        "decisions": [_decision(decision) for decision in answer.decisions],
        "ours": [
            {"what": one.what, "ids": list(one.ids), "by": _day(one.by), "text": asking(answer, one)}
            for one in answer.ours
        ],
        "findings": [finding(fault) for fault in answer.faults],
        "faults_that_block": answer.broken,
        "faults_elsewhere": answer.elsewhere,
    }


def document_of_all(answer: NeedsOfAll) -> dict[str, Any]:
    """What is open over all open deals; with faults in the firm's own data they are all there is."""
    return {
        "schema": SCHEMA,
        "deal": None,
        "as_of": answer.today.isoformat(),
        "deals": [
            {
                "deal": one.deal.id,
                "owner": one.deal.owner,
                "blocks": {"check": one.blocks_check, "promise": one.blocks_promise},
                "assumed": sum(wanted.state == "assumed" for wanted in one.wanted),
            }
            for one in answer.deals
        ],
        "left_out": [{"deal": one.deal, "faults": one.faults} for one in answer.left_out],
        "questions": [_tally(tally) for tally in answer.tallies],
        "not_asked": [{"id": question, **_noted(noted)} for question, noted in answer.strays],
        "findings": [finding(fault) for fault in answer.faults],
    }


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _wanted(one: Wanted) -> dict[str, Any]:
    asked = one.question
    return {
        "id": asked.id,
        "ask": asked.ask,
        "why": asked.why,
        "needed_for": asked.needed_for,
        "state": one.state,
        "answer": one.answer,
        "if_unknown": asked.if_unknown,
        "sets": dict(one.sets),
        "hurdle": one.hurdle,
        "usual_hurdle": asked.hurdle,
    }


def _given(given: Given) -> dict[str, Any]:
    wanted = given.wanted
    return {
        "id": wanted.id,
        "what": wanted.what,
        "by": _day(wanted.by),
        "passed": given.late,
        "tasks": list(given.tasks),
    }


def _decision(decision: Decision) -> dict[str, Any]:
    task = decision.task
    return {
        "task": task.id,
        "waiting_for": task.waiting_for,
        "days": task.wait.likely if task.wait else 0,
        "promised": task.promised,
        "tasks": list(decision.tasks),
    }


def _tally(tally: Tally) -> dict[str, Any]:
    asked = tally.question
    return {
        "id": asked.id,
        "ask": asked.ask,
        "why": asked.why,
        "needed_for": asked.needed_for,
        "if_unknown": asked.if_unknown,
        "of": tally.of,
        "open": tally.open,
        "blocks": tally.blocks,
        "assumed": tally.assumed,
        "said": tally.said,
        "answered": tally.answered,
        "as_assumed": tally.as_assumed,
        "hurdles": [_noted(noted) for noted in tally.hurdles],
        "usual_hurdle": asked.hurdle,
    }


def _noted(noted: Noted) -> dict[str, Any]:
    return {"deal": noted.deal, "owner": noted.owner, "hurdle": noted.text}
