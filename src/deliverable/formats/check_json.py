"""The answer to "can we?" to plain data for `--format json`: the audited claim, and what it hangs on in words."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from deliverable.answers.assumptions import Assumption
from deliverable.answers.check import CheckAnswer
from deliverable.answers.fingerprint import capacity_fingerprint, deal_fingerprint
from deliverable.formats.findings_json import finding
from deliverable.offers import Offer, Touched
from deliverable.offers.asking import Plain
from deliverable.pages import assumptions, conditions
from deliverable.pages.naming import Names
from deliverable.pages.offers import LETTERS, in_words


def document(answer: CheckAnswer) -> dict[str, Any]:
    """The `deliverable.check/1` envelope. Nothing in it depends on the clock, the place or the machine."""
    if answer.verdict is None:
        return _without_verdict(answer)
    names = Names(answer)
    out = dict(answer.verdict.claim)
    needed = zip(answer.conditions, conditions.sentences(names), strict=True)
    assumed = zip(answer.assumptions, assumptions.phrases(names), strict=True)
    out["assumptions"] = [_assumption(assumption, text) for assumption, text in assumed]
    out["conditions"] = [
        {"what": c.what, "ids": list(c.ids), "by": None if c.by is None else c.by.isoformat(), "text": text}
        for c, text in needed
    ]
    out["offers"] = [_offer(names, letter, offer) for letter, offer in zip(LETTERS, answer.offers, strict=False)]
    out["not_enough"] = [{"move": failed.move, "why": failed.why} for failed in answer.failed]
    out["questions"] = [{"id": q.id, "ask": q.ask, "why": q.why} for q in answer.blocking]
    if answer.understood:
        out["understood"] = [{"said": part.said, "as": part.meant} for part in answer.understood]
        out["typed"] = answer.typed
    out["findings"] = []
    out["faults_elsewhere"] = answer.elsewhere
    out["checked_against"] = capacity_fingerprint(answer.book, (answer.deal,))
    out["deal_checked"] = deal_fingerprint((answer.deal,))
    return out


def _assumption(assumption: Assumption, text: str) -> dict[str, Any]:
    said = {"what": assumption.what, "ids": list(assumption.ids), "value": assumption.value, "text": text}
    return said | ({"sets": dict(assumption.sets)} if assumption.sets else {})


def _offer(names: Names, letter: str, offer: Offer) -> dict[str, Any]:
    """A counter-offer: its moves with the keys that they change, its own answer, and what it costs whom, in words."""
    words = in_words(names, offer)
    moves = [
        {
            "move": step.move,
            "about": list(step.what),
            "amount": step.amount,
            "least": step.least,
            "changes": [{"key": list(change.path), "value": _plain(change.value)} for change in step.changes],
        }
        for step in offer.steps
    ]
    claim = dict(offer.verdict.claim)
    chance = claim["chance"]
    return {
        "id": letter,
        "moves": moves,
        "verdict": offer.verdict.word,
        "on_time": None if chance is None else chance["on_time"],
        "what": list(words.what),
        "client_gives": list(words.client_gives),
        "we_give": list(words.we_give),
        "ask": list(words.ask),
        "touches": [_touched(one) for one in offer.touched],
        "deal_checked": deal_fingerprint((offer.deal,)),
        "answer": claim,
    }


def _touched(one: Touched) -> dict[str, Any]:
    """What becomes of somebody else's booking, and the answer to the deal behind it where its scope is on file."""
    answer = None
    if one.verdict is not None:
        claim = one.verdict.claim
        answer = {key: claim[key] for key in ("deal", "verdict", "due", "finish", "chance")}
        answer["finish"] = {key: value for key, value in claim["finish"].items() if not key.startswith("proof")}
    days = {"from": one.first, "to": one.last, "new_from": one.new_first, "new_to": one.new_last, "until": one.until}
    return {
        "id": one.id,
        "how": one.how,
        "client": one.client,
        "owner": one.owner,
        **{key: None if day is None else day.isoformat() for key, day in days.items()},
        "answer": answer,
    }


def _plain(value: Plain | None) -> Any:
    """Dates as text."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    return value


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
        "not_enough": [],
        "assumptions": [],
        "conditions": [],
        "questions": [],
        "findings": [finding(f) for f in answer.faults],
        "faults_elsewhere": answer.elsewhere,
        "checked_against": None,
        "deal_checked": None,
    }
