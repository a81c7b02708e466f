"""The reasons of a no to what is wrong with them: each is a proof of its own, and its least change is that small."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from deliverable.book import Deal
from deliverable.engine.audit.calendars import DAY
from deliverable.engine.audit.claims import Claim, RefusedError, day, entries, mapping, part, refuse, text, texts, whole
from deliverable.engine.audit.days import Days
from deliverable.engine.audit.needs import each_once
from deliverable.engine.audit.proofs import refutation
from deliverable.engine.audit.scope import Scope
from deliverable.engine.audit.windows import Windows


def check_reasons(claim: Claim, windows: Windows) -> Iterator[str]:
    """Complaints about the reasons of a no, which stand under `reasons` when the answer explains itself."""
    if "reasons" not in claim:
        return
    rows = entries("answer", claim, "reasons")
    for n, row in enumerate(rows):
        where = f"reason {n + 1}"
        yield from refutation(where, row, windows.scope, windows)
        try:
            _missing(where, row, rows, n)
            _shared(where, row)
            yield from _later(where, row, windows.scope)
        except RefusedError as refused:
            yield str(refused)
    try:
        yield from _listed(claim, rows)
    except RefusedError as refused:
        yield str(refused)


def _listed(claim: Claim, rows: list[Claim]) -> Iterator[str]:
    """Each once, the worst first; and that one is the proof of the answer, unless there is no sum for it."""
    each_once("reasons", ((frozenset(_names("reasons", row)), bool(row.get("beside"))) for row in rows))
    if (ranks := [_rank(row) for row in rows]) != sorted(ranks):
        yield "reasons: the worst is not first"
    proof = mapping("proof", claim.get("proof"))
    searched = text("proof", proof, "kind") == "search"
    if searched is bool(rows) or (rows and any(rows[0].get(key) != value for key, value in proof.items())):
        yield "reasons: the first is not the proof"


def _rank(row: Claim) -> tuple[bool, bool, int, bool, int]:
    """What builds on another last; what no later date helps first, and there last what somebody has time for; then by
    days, then by minutes.
    """
    where = "reasons"
    later, short = part(where, row, "later"), whole(where, row, "short_minutes")
    if later is None:
        some = row.get("kind") != "chain" and whole(where, row, "have_minutes") > 0
        return (bool(row.get("beside")), False, 0, some, -short)
    days = whole(where, mapping(where, later), "working_days")
    return (bool(row.get("beside")), True, -days, False, -short)


def _names(where: str, row: Claim) -> set[tuple[str, ...]]:
    """The requirements that a reason weighs, or the tasks of a chain."""
    deal = text(where, row, "deal") if "deal" in row else ""
    if "tasks" in row:
        return {(deal, task) for task in texts(where, row, "tasks")}
    return {
        (
            text(where, one, "deal") if "deal" in one else "",
            text(where, one, "task"),
            str(whole(where, one, "requirement")),
        )
        for one in entries(where, row, "requirements")
        if "task" in one
    }


def _missing(where: str, row: Claim, rows: list[Claim], own: int) -> None:
    """What is missing is what is needed less what is there, less what other reasons' missing minutes would bring."""
    brought = 0
    for entry in entries(where, row, "beside"):
        other, minutes = whole(where, entry, "reason"), whole(where, entry, "minutes")
        if other >= len(rows) or other == own or _names(where, row).isdisjoint(_names(where, rows[other])):
            refuse(f"{where}: has nothing to do with reason {other + 1}")
        if minutes > whole(where, rows[other], "short_minutes"):
            refuse(f"{where}: reason {other + 1} misses less than {minutes} minutes")
        brought += minutes
    short = whole(where, row, "short_minutes")
    if text(where, row, "kind") == "chain":
        right = 0
    else:
        right = whole(where, row, "need_minutes") - whole(where, row, "have_minutes") - brought
    if short != right or (short == 0) != (row["kind"] == "chain"):
        refuse(f"{where}: {right} minutes are missing, not {short}")


def _shared(where: str, row: Claim) -> None:
    """So many people would have to share it: they have enough, and one fewer hasn't."""
    if "share" not in row:
        return
    people, need = whole(where, row, "share"), whole(where, row, "need_minutes")
    has = [whole(where, entry, "minutes") for entry in entries(where, row, "have")]
    if row["kind"] != "cap" or not 0 < people <= len(has) or not sum(has[: people - 1]) < need <= sum(has[:people]):
        refuse(f"{where}: {people} people are not the fewest who could do it")


def _later(where: str, row: Claim, scope: Scope) -> Iterator[str]:
    """With the dates a working day less later than is said, the same requirements are still short."""
    if (found := part(where, row, "later")) is None:
        return
    later = mapping(f"{where}: later", found)
    days = whole(where, later, "working_days")
    if days < 1:
        refuse(f"{where}: later by no day at all")
    last = last_date(later_by(scope.days, deal, days) for deal in scope.deals)
    if day(where, later, "to") != last:
        refuse(f"{where}: {days} working days later is {last}, not {later['to']}")
    proof = mapping(f"{where}: later", part(where, later, "proof"))
    if not set() < _names(where, proof) <= _names(where, row):
        refuse(f"{where}: what is short on a later date is something else")
    sooner = tuple(later_by(scope.days, deal, days - 1) for deal in scope.deals)
    yield from refutation(f"{where}, later", proof, Scope(scope.days, sooner))


def last_date(deals: Iterable[Deal]) -> date | None:
    """The due date (the last, of several deals); the last milestone where there is none."""
    known = list(deals)
    dues = [deal.due for deal in known if deal.due is not None]
    return max(dues or [task.by for deal in known for task in deal.scope or () if task.by is not None], default=None)


def later_by(days: Days, deal: Deal, count: int) -> Deal:
    """The same deal with its due date and its milestones so many of the firm's working days later, day one at the
    soonest being the first of them.
    """

    def moved(on: date | None) -> date | None:
        if on is None or count == 0:
            return on
        return days.calendars.nth(max(on + DAY, days.first), count) or days.last

    scope = tuple(replace(task, by=moved(task.by)) for task in deal.scope or ())
    return replace(deal, due=moved(deal.due), scope=scope)
