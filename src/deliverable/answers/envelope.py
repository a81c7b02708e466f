"""A saved answer's envelope to what is wrong with it: its reasons, its conditions and the parts that must be there.

The engine's audit looks at verdict, plan, proof and dates; this looks at the rest that a reader relies on. Sentences
are not looked at: they can be written anew from what is checked.
"""

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import date, timedelta
from math import inf

from deliverable.answers.assumptions import LEFT_OPEN
from deliverable.book import Question
from deliverable.engine.audit.claims import Claim, RefusedError, entries, maybe_day, text, texts
from deliverable.engine.audit.days import CERTAIN, WITH_HOLDS, Days, Worker, days_for
from deliverable.supply import horizon

FITS = ("yes", "at-risk")
HEX = frozenset("0123456789abcdef")
Stated = tuple[str, tuple[str, ...], date | None]


def envelope(question: Question, claim: Claim, blocking: Collection[str]) -> Iterator[str]:
    """Complaints, in plain words; `blocking` are the firm's questions that the deal leaves open.

    For the answer of one deal, which the engine's audit has found to be in shape.
    """
    try:
        yield from _parts(claim)
        yield from _left_open(claim, blocking)
        yield from _reasons(question, claim, still_blocking(claim, blocking))
        yield from _conditions(question, claim)
    except RefusedError as refused:
        yield str(refused)


def still_blocking(claim: Claim, blocking: Collection[str]) -> Collection[str]:
    """The questions that block the answer: none where it says of all of them that they were left open."""
    try:
        return () if blocking and left_open_in(claim) == list(blocking) else blocking
    except RefusedError:
        return blocking


def fingerprint_of(claim: Claim, key: str) -> str | None:
    """A fingerprint that the answer carries; None where it is from before there were any, or no fingerprint."""
    found = claim.get(key)
    return found if isinstance(found, str) and len(found) == 8 and HEX.issuperset(found) else None


def _parts(claim: Claim) -> Iterator[str]:
    wanted = ["tasks", "plan", "conditions"]
    if claim.get("without_holds"):
        wanted.append("with_holds")
        if claim["verdict"] != "at-risk":
            yield f"without_holds: {claim['verdict']} hangs on no hold"
    for key in wanted:
        if key not in claim:
            yield f"answer: `{key}` is missing"
    for key in ("checked_against", "deal_checked"):
        if claim.get(key) is not None and fingerprint_of(claim, key) is None:
            yield f"answer: `{key}` is no fingerprint"


# --- what was left open -------------------------------------------------------------------------------------------


def _left_open(claim: Claim, blocking: Collection[str]) -> Iterator[str]:
    """Either all that is open was left open, or nothing was."""
    said = left_open_in(claim)
    if said and said != list(blocking):
        yield f"assumptions: {', '.join(said)} left open, and open are: {', '.join(blocking) or 'none'}"


def left_open_in(claim: Claim) -> list[str]:
    """The questions that the answer says were left open."""
    stated = entries("answer", claim, "assumptions") if "assumptions" in claim else []
    return [name for entry in stated if entry.get("what") == LEFT_OPEN for name in texts("assumptions", entry, "ids")]


# --- what an unknown lacks ----------------------------------------------------------------------------------------


def _reasons(question: Question, claim: Claim, blocking: Collection[str]) -> Iterator[str]:
    """An unknown says what is lacking, all of it and nothing else; a yes lacks nothing."""
    lacking = _lacking(question, blocking)
    verdict = claim["verdict"]
    said = texts("answer", claim, "because") if "because" in claim else []
    if verdict in FITS and lacking:
        yield f"answer: is {verdict}, though it lacks: {', '.join(lacking)}"
    if verdict != "unknown":
        if said:
            yield f"answer: {verdict} has no `because`"
        return
    right = [lacking or ["undecided"]]
    if "scope" not in lacking and _beyond(question):
        right.append([*lacking, "horizon"])
    if said not in right:
        yield f"answer: `because` is {', '.join(said) or 'empty'}, and what is lacking: {', '.join(right[0])}"
    asked = [text("questions", entry, "id") for entry in entries("answer", claim, "questions")]
    if asked != list(blocking if "scope" not in lacking else asked):
        yield f"answer: the questions that are open are {', '.join(blocking) or 'none'}"


def _lacking(question: Question, blocking: Collection[str]) -> list[str]:
    (deal,) = question.deals
    if not deal.scope:
        return ["scope"]
    efforts = [task.effort for task in deal.scope if task.wait is None and task.crew is None]
    lacks = {
        "question": bool(blocking),
        "estimate": any(not needs or any(need.effort is None for need in needs) for needs in efforts),
        "due": deal.due is None,
    }
    return [name for name, is_so in lacks.items() if is_so]


def _beyond(question: Question) -> bool:
    (deal,) = question.deals
    first = max(question.today, deal.start or question.today)
    return deal.due is not None and (deal.due - first).days >= horizon(first)


# --- what it hangs on ---------------------------------------------------------------------------------------------


def _conditions(question: Question, claim: Claim) -> Iterator[str]:
    """Each condition of the deal and of the plan is listed, and no other."""
    listed = Counter(
        _read(f"conditions {n}", entry) for n, entry in enumerate(entries("answer", claim, "conditions"), 1)
    )
    right = Counter(_right(question, claim))
    for missing in sorted((right - listed).elements(), key=str):
        yield f"conditions: {_called(missing)} is missing"
    for odd in sorted((listed - right).elements(), key=str):
        yield f"conditions: {_called(odd)} is none"


def _called(condition: Stated) -> str:
    what, ids, by = condition
    return f"{what} {', '.join(ids)}" + (f" by {by}" if by else "")


def _read(where: str, entry: Claim) -> Stated:
    return text(where, entry, "what"), tuple(texts(where, entry, "ids")), maybe_day(where, entry, "by")


def _right(question: Question, claim: Claim) -> Iterator[Stated]:
    (deal,) = question.deals
    if not deal.scope:
        return
    rows = entries("answer", claim, "plan")
    fits = claim["verdict"] in FITS
    yield from (("input", (given.id,), given.by) for given in deal.inputs)
    yield from (("decision", (task.id,), None) for task in deal.scope if task.promised)
    for name in sorted({row["person"] for row in rows if "task" in row and "person" in row}):
        if _stale(question, name):
            yield "stale", (name,), None
    pools = {row.get("pool") for row in rows}
    for use in deal.extras.contractors:
        if not fits or use.pool in pools:
            yield "contractor", (use.pool,), _ask_by(question, use.pool, use.first)
    for name in deal.extras.overtime:
        if not fits or _over_hours(question, claim, name):
            yield "overtime", (name,), None
    yield from (("moved", (name,), None) for name in deal.extras.moved)
    yield from (("released", (name,), None) for name in deal.extras.released)


def _stale(question: Question, name: str) -> bool:
    """Whether somebody's data was confirmed longer ago than the firm wants, or never."""
    person, every = question.book.people[name], question.book.firm.confirm_every
    age = (question.today - person.confirmed).days if person.confirmed is not None else inf
    return every is not None and age > every


def _ask_by(question: Question, pool: str, first: date) -> date:
    """The last working day on which asking is soon enough, today where it is none."""
    lead = timedelta(days=question.book.contractors[pool].lead_time)
    latest = max(first, question.today + lead) - lead
    day = Days(question).calendars.nth_back(latest, 1)
    return question.today if day is None or day < question.today else day


def _over_hours(question: Question, claim: Claim, name: str) -> bool:
    """Whether the plan takes more of somebody's day than there is without overtime."""
    deals = tuple(replace(deal, extras=replace(deal.extras, overtime={})) for deal in question.deals)
    without = days_for(replace(question, deals=deals), CERTAIN if claim.get("without_holds") else WITH_HOLDS)
    minutes: Counter[date] = Counter()
    for row in claim["plan"]:
        if row.get("person") == name and "task" in row:
            minutes[date.fromisoformat(row["on"])] += row["minutes"]
    return any(taken > without.free(Worker(name), day) for day, taken in minutes.items())
