"""A claimed chance to what is wrong with it: against the verdict, the confidence that was asked, and its own dates."""

from collections.abc import Iterator
from datetime import date
from math import sqrt

from deliverable.book import Question
from deliverable.engine.audit.claims import Claim, entries, mapping, maybe_day, part, refuse, text, whole

BASES = ("prior", "record", "none")
NEAR, ROUNDED = 1e-6, 1e-4
PERCENTILES = {"p50": 0.5, "p80": 0.8, "p95": 0.95}


def check_chance(claim: Claim, question: Question) -> Iterator[str]:
    """Complaints about `chance` and the days by which 50, 80 and 95 of 100 trials have ended."""
    verdict, given = text("answer", claim, "verdict"), claim.get("chance")
    on_time: float | None = None
    if given is None:
        if verdict in ("yes", "at-risk") and any(deal.scope for deal in question.deals):
            yield f"chance: {verdict} has none"
    else:
        chance = mapping("chance", given)
        on_time = None if part("chance", chance, "on_time") is None else _share(chance, "on_time")
        yield from _asked(chance, question, verdict, on_time, lapsing=bool(claim.get("without_holds")))
        yield from _trials(chance, on_time)
        if len(question.deals) > 1:
            yield from _each(chance, [deal.id for deal in question.deals], on_time)
    if len(question.deals) == 1:
        finish = mapping("finish", part("answer", claim, "finish"))
        yield from _days(finish, on_time, question.deals[0].due, known=given is not None)


def _asked(chance: Claim, question: Question, verdict: str, on_time: float | None, *, lapsing: bool) -> Iterator[str]:
    asked = _share(chance, "asked")
    confidence = [question.book.firm.confidence if d.confidence is None else d.confidence for d in question.deals]
    if asked != float(max(confidence)):
        yield f"chance: {asked} is not what was asked"
    yield from _against(verdict, on_time, asked, lapsing=lapsing)


def _against(verdict: str, on_time: float | None, asked: float, *, lapsing: bool) -> Iterator[str]:
    if verdict == "yes" and (on_time is None or on_time < asked):
        yield "chance: is less than what was asked, so it is no yes"
    if verdict == "at-risk" and not lapsing and (on_time is None or on_time >= asked):
        yield "chance: is what was asked, and no hold must lapse: nothing is at risk"


def _trials(chance: Claim, on_time: float | None) -> Iterator[str]:
    trials, projects = whole("chance", chance, "trials"), whole("chance", chance, "projects")
    basis = text("chance", chance, "based_on")
    if basis not in BASES or projects < 0 or (projects > 0) is not (basis == "record"):
        yield f"chance: {basis} with {projects} projects is nothing that it could rest on"
    if on_time is None:
        return
    if on_time not in (0, 1) if trials < 1 else abs(on_time * trials - round(on_time * trials)) > NEAR:
        yield f"chance: {on_time} is no count of {trials} trials"
    error = sqrt(on_time * (1 - on_time) / trials) if trials > 0 else 0.0
    if abs(_share(chance, "error") - error) > ROUNDED:
        yield f"chance: {trials} trials have an error of {error:.4f}"
    for hang in entries("chance", chance, "hangs_on"):
        if _share(hang, "on_time") <= on_time:
            yield f"chance: {text('hangs_on', hang, 'id')} does not move it"


def _each(chance: Claim, deals: list[str], on_time: float | None) -> Iterator[str]:
    """Each of several deals is in time at least as often as all of them, and all are late no oftener than one is."""
    rows = entries("chance", chance, "each")
    if [text("each", row, "deal") for row in rows] != deals:
        yield f"chance: `each` is not about {', '.join(deals)}"
        return
    shares = [_share(row, "on_time") for row in rows if part("each", row, "on_time") is not None]
    if on_time is None:
        return
    if any(share < on_time for share in shares):
        yield "chance: one of `each` is in time less often than all of them"
    if sum(1 - share for share in shares) < 1 - on_time - NEAR:
        yield "chance: one or another of `each` is late more often than they say"


def _days(finish: Claim, on_time: float | None, due: date | None, *, known: bool) -> Iterator[str]:
    """The days come in order, and where so many trials are in time so many have ended by the due date."""
    before: date | None = date.min
    for name, share in PERCENTILES.items():
        day = maybe_day("finish", finish, name)
        if day is not None and not known:
            yield f"finish: {name} is known without a chance"
        if day is not None and (before is None or day < before):
            yield f"finish: {name} is before what fewer trials have ended by"
        if due is not None and on_time is not None and on_time >= share and (day is None or day > due):
            yield f"finish: {name} is after the due date, which more trials meet"
        before = day


def _share(data: Claim, key: str) -> float:
    value = part("chance", data, key)
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value <= 1:
        refuse(f"chance: `{key}` is no share of 1")
    return float(value)
