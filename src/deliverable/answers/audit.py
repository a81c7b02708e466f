"""A saved answer, a book and a deal to whether the answer holds on today's files, and what has changed since.

Nothing that the answer says is believed: what can be worked out is worked out again by the engine's independent audit,
and what only a search can tell is asked anew. Its fingerprints only say whether the files are still those it saw.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from deliverable.answers.audit_offers import Take, offers_again
from deliverable.answers.check import stopping
from deliverable.answers.envelope import envelope, fingerprint_of, left_open_in, still_blocking
from deliverable.answers.fingerprint import capacity_fingerprint, deal_fingerprint
from deliverable.book import Book, Deal, Question
from deliverable.dataclass import dataclass
from deliverable.engine.audit import audit as complaints_of
from deliverable.engine.audit.claims import RefusedError, day, text
from deliverable.engine.search import DEFAULT_LIMIT
from deliverable.errors import UserError
from deliverable.findings import Finding
from deliverable.verdict import assess, chance_again

Data = Mapping[str, Any]
SCHEMA = re.compile(r"deliverable\.check/1(\.\d{1,9})?")
LONGEST = 60.0
"""Seconds that asking anew may take, about, whatever a saved answer was allowed."""
CHANCES = ("p50", "p80", "p95")


SEARCHED = "what search ruled out"
"""It is not checked when searching anew ends undecided."""


class _UndecidedError(Exception):
    """Searching anew ended at its limit: that neither confirms nor refutes anything."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What a saved answer says it is about; `verdict` is None where faults in the data left none."""

    deal: str
    as_of: date
    verdict: str | None


@dataclass(frozen=True, slots=True)
class Compared:
    """A fingerprint in the answer (None: it has none) and the one of today's files."""

    then: str | None
    now: str

    @property
    def changed(self) -> bool | None:
        """Whether they differ; None where it can't be said."""
        return None if self.then is None else self.then != self.now


@dataclass(frozen=True, slots=True)
class AuditAnswer:
    """Whether a saved answer holds: `complaints` say why not, `checked` what was looked at, `unchecked` what wasn't.

    With `faults` in today's files nothing could be checked. `anew` is today's verdict on the same question, asked where
    something has changed and the answer doesn't hold any more: other figures may lead to the same verdict.
    """

    book: Book
    deal: Deal
    today: date
    verdict: str
    capacity: Compared
    asked: Compared
    complaints: tuple[str, ...] = ()
    checked: tuple[Data, ...] = ()
    unchecked: tuple[str, ...] = ()
    faults: tuple[Finding, ...] = ()
    anew: str | None = None

    @property
    def holds(self) -> bool | None:
        """Whether it holds on today's files; None where faults in them keep that from being said."""
        return None if self.faults else not self.complaints


def subject(claim: Data) -> Subject:
    """What the answer is about. Raises UserError when it isn't an answer of `check` about one deal."""
    try:
        schema = text("answer", claim, "schema")
        if not SCHEMA.fullmatch(schema):
            message = f"the answer is of the kind `{schema[:60]}`, and only those of `deliverable check` can be audited"
            raise UserError(message, "its schema is deliverable.check/1")
        verdict = None if claim.get("verdict") is None else text("answer", claim, "verdict")
        return Subject(text("answer", claim, "deal"), day("answer", claim, "as_of"), verdict)
    except RefusedError as refused:
        message = f"this is no answer of `deliverable check`: {refused}"
        raise UserError(message, "save one with: deliverable check DEAL --format json -o FILE") from refused


def audit(
    book: Book,
    deal: Deal,
    today: date,
    claim: Data,
    found: Iterable[Finding],
    *,
    blocking: Collection[str] = (),
    take: Take | None = None,
) -> AuditAnswer:
    """Check an answer about a deal as of a day. `found` are the faults of the data, `blocking` the firm's questions
    that the deal leaves open. `take` makes an offer's changes to the deal; without it offers aren't looked at.
    """
    verdict = str(claim["verdict"])
    capacity = Compared(fingerprint_of(claim, "checked_against"), capacity_fingerprint(book, (deal,)))
    asked = Compared(fingerprint_of(claim, "deal_checked"), deal_fingerprint((deal,)))
    faults, _ = stopping(book, deal, today, found)
    if faults:
        return AuditAnswer(book, deal, today, verdict, capacity, asked, faults=faults)
    question = Question(book, (deal,), today)
    complaints = complaints_of(question, claim) or tuple(envelope(question, claim, blocking))
    blocking = still_blocking(claim, blocking)
    unchecked = tuple(_unchecked(claim, offers=take is None))
    try:
        complaints = complaints or (*_chance_again(question, claim), *_asked_anew(question, claim, blocking))
        if take is not None:
            complaints = complaints or tuple(offers_again(question, claim, take, _chance_again))
        checked = () if complaints else tuple(_checked(claim, offers=take is not None))
    except _UndecidedError:
        checked, unchecked = (), (*unchecked, SEARCHED)
    changed = bool(complaints) and (capacity.changed or asked.changed)
    anew = assess(question, tuple(blocking)).word if changed else None
    return AuditAnswer(book, deal, today, verdict, capacity, asked, complaints, checked, unchecked, anew=anew)


def joint(question: Question, claim: Data, blocking: Collection[str]) -> tuple[tuple[str, ...], bool]:
    """Complaints about the answer to several deals at once, and whether it could be checked: searching anew may end
    undecided. `blocking` are the firm's questions that one or another of the deals leaves open.
    """
    complaints = complaints_of(question, claim)
    if complaints:
        return complaints, True
    try:
        if claim["verdict"] == "unknown":
            return tuple(_unknown_anew(question, claim, blocking)), True
        return (*_chance_again(question, claim), *_asked_anew(question, claim, blocking)), True
    except _UndecidedError:
        return (), False


def _unknown_anew(question: Question, claim: Data, blocking: Collection[str]) -> Iterator[str]:
    """What can't be told lacks what it says; whether it is undecided only asking anew can tell."""
    anew = assess(question, tuple(blocking))
    if anew.word != "unknown" or list(anew.reasons) != list(claim.get("because") or ()):
        lacks = f", which lacks {', '.join(anew.reasons)}" if anew.reasons else ""
        yield f"verdict: asking anew the answer is {anew.word}{lacks}"


# --- what is simulated again -----------------------------------------------------------------------------------------


def _chance_again(question: Question, claim: Data) -> Iterator[str]:
    """Complaints about the chance: the same plan with the same draws has the same one."""
    if not claim.get("chance"):
        return
    again = chance_again(question, claim)
    for key, said in claim["chance"].items():
        if key in again["chance"] and again["chance"][key] != said:
            yield f"chance: `{key}` is {said}, and simulating the plan again finds {again['chance'][key]}"
    if again["chance"].keys() != claim["chance"].keys():
        yield "chance: its parts are not those of a chance"
    for key in CHANCES:
        if claim["finish"][key] != again[key]:
            yield f"finish: `{key}` is {claim['finish'][key]}, and simulating the plan again finds {again[key]}"


# --- what only asking anew can tell ----------------------------------------------------------------------------------


def _kind(data: object) -> str:
    """The kind of a proof; nothing when there is none."""
    return str(data.get("kind", "")) if isinstance(data, Mapping) else ""


def _only_found(claim: Data) -> dict[str, str]:
    """The dates that no row of the answer bears out, since its plan is another one: by their key in `finish`."""
    finish, lapsed = claim["finish"], claim["verdict"] == "at-risk"
    rests = ["if_holds_lapse", *(["earliest"] if lapsed else [])]
    shown = max((task["to"] for task in claim["tasks"]), default=None) if lapsed else None
    found = {key: finish[key] for key in rests if finish.get(key) is not None}
    if shown is not None and found.get("if_holds_lapse", "") >= shown:
        del found["if_holds_lapse"]  # the plan that is shown counts on it
    return found


def _asked_anew(question: Question, claim: Data, blocking: Collection[str]) -> Iterator[str]:
    """Complaints about what the answer can't show, so that the question is put once more: what was ruled out by search,
    and dates of plans that aren't in it.
    """
    of = {"proof": claim["proof"], "with_holds": claim.get("with_holds"), "finish": claim["finish"].get("proof")}
    of["beside"] = claim["finish"].get("proof_beside_holds")
    searched = {part for part, proof in of.items() if _kind(proof) == "search"}
    found = _only_found(claim)
    if not searched and not found:
        return
    anew = assess(question, tuple(blocking), _limit(of.values()))
    if "stopped" in anew.reasons:
        raise KeyboardInterrupt
    if "undecided" in anew.reasons:
        raise _UndecidedError
    if "proof" in searched and anew.word != "no":
        yield f"proof: searching anew does not rule it out: the answer would be {anew.word}"
    if "with_holds" in searched and anew.word not in ("at-risk", "no"):
        yield f"with_holds: searching anew does not rule it out beside the holds: the answer would be {anew.word}"
    sooner, ends = anew.claim["finish"]["earliest"], claim["finish"]["earliest"]
    if "beside" in searched and sooner is not None and sooner < ends:
        yield f"finish: searching anew finds a plan beside all holds for {sooner}, before {ends}"
    yield from _dates_anew(claim, anew.claim["finish"], found, bound="finish" in searched)


def _limit(proofs: Iterable[object]) -> float:
    """What the search was allowed in the answer, within reason: nobody's answer may keep us searching for hours."""
    allowed = [proof["limit"] for proof in proofs if isinstance(proof, Mapping) and _kind(proof) == "search"]
    return max(DEFAULT_LIMIT, min(LONGEST, max(allowed, default=DEFAULT_LIMIT)))


def _dates_anew(claim: Data, anew: Data, found: Mapping[str, str], *, bound: bool) -> Iterator[str]:
    """Dates as text compare as dates do."""
    soonest = claim["finish"]["no_sooner_than"]
    if bound and (anew["no_sooner_than"] or "") < soonest:
        yield f"finish: searching anew does not rule out an end before {soonest}"
    for key, claimed in found.items():
        ends = [end for end in (anew["earliest"], anew.get(key)) if end is not None]
        if not ends or min(ends) > claimed:
            yield f"finish: `{key}` is {claimed}, and asking anew finds {min(ends, default='no such plan')}"


# --- what was looked at -------------------------------------------------------------------------------------------


def _checked(claim: Data, *, offers: bool) -> Iterator[Data]:
    """The parts of an answer that holds, each with its figures."""
    if _kind(claim["proof"]) not in ("", "plan"):
        yield {"what": "proof", **_figures(claim["proof"])}
    yield from _explained(claim)
    yield from _planned(claim)
    if claim.get("without_holds"):
        yield {"what": "holds", "ids": list(claim["without_holds"]), **_figures(claim["with_holds"])}
    finish = claim["finish"]
    if finish["no_sooner_than"] is not None and finish.get("proof"):
        yield {"what": "finish", "no_sooner_than": finish["no_sooner_than"], **_figures(finish["proof"])}
    for key, ends in _only_found(claim).items():
        yield {"what": "found", "key": key, "ends": ends}
    if claim.get("because"):
        yield {"what": "because", "ids": list(claim["because"])}
    yield from _hangs_on(claim)
    if offers and claim.get("offers"):
        yield {"what": "offers", "count": len(claim["offers"])}


def _hangs_on(claim: Data) -> Iterator[Data]:
    """Questions that were left open, and the conditions."""
    if left_open_in(claim):
        yield {"what": "left_open", "ids": left_open_in(claim)}
    if claim["conditions"]:
        yield {"what": "conditions", "count": len(claim["conditions"])}


def _planned(claim: Data) -> Iterator[Data]:
    """The plan and its chance."""
    if claim["plan"]:
        rows = claim["plan"]
        people = {(row.get("person"), row.get("pool"), row.get("number")) for row in rows}
        first = min(task["from"] for task in claim["tasks"])
        last = max(task["to"] for task in claim["tasks"])
        yield {"what": "plan", "rows": len(rows), "people": len(people), "from": first, "to": last}
    if claim.get("chance") and claim["chance"]["trials"]:
        yield {"what": "chance", "trials": claim["chance"]["trials"], "on_time": claim["chance"]["on_time"]}


def _explained(claim: Data) -> Iterator[Data]:
    """What a no says beside its proof: all its reasons, what more people would change, and what is nearest."""
    if claim.get("reasons"):
        yield {"what": "reasons", "count": len(claim["reasons"])}
    more = claim.get("more_people")
    if more and not _searched_for(more):
        yield {"what": "more_people", "count": len(more["people"]), "makes_it": more["makes_it"]}
    near = claim.get("nearest")
    if near and near["fewer"]:
        yield {"what": "nearest", "tasks": [row["task"] for row in near["fewer"]]}


def _searched_for(more: object) -> bool:
    """Whether what more people would change rests on a search, which is not made again."""
    if not isinstance(more, Mapping):
        return False
    another = more.get("another")
    evidence = [more.get("proof"), more.get("fewer"), another.get("proof") if isinstance(another, Mapping) else None]
    return "search" in {_kind(proof) for proof in evidence}


def _unchecked(claim: Data, *, offers: bool) -> Iterator[str]:
    """The parts that no audit looks at yet, where an answer has them."""
    if claim.get("offers") and offers:
        yield "offers"
    said = _maps(claim.get("offers"))
    if any(move.get("least") for offer in said for move in _maps(offer.get("moves"))):
        yield "which changes are the least"
    if any(offer.get("touches") for offer in said):
        yield "what becomes of others' bookings"
    if _searched_for(claim.get("more_people")):
        yield "more people"


def _maps(data: object) -> list[Data]:
    """The maps of a list; an answer may hold anything."""
    return [entry for entry in data if isinstance(entry, Mapping)] if isinstance(data, list) else []


def _figures(proof: Data) -> Data:
    """A proof's kind and the figures that it comes down to."""
    known = {key: proof[key] for key in ("need_minutes", "have_minutes", "tasks", "days") if key in proof}
    return {"kind": proof["kind"], **known}
