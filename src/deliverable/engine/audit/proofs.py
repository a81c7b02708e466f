"""A proof that something can't be done to what is wrong with it, every figure worked out again from the book."""

from collections.abc import Callable
from datetime import date

from deliverable.dataclass import dataclass
from deliverable.engine.audit.best import Tally
from deliverable.engine.audit.calendars import days_of
from deliverable.engine.audit.chains import check_chain
from deliverable.engine.audit.claims import (
    Claim,
    RefusedError,
    day,
    entries,
    mapping,
    maybe_day,
    need,
    refuse,
    signed,
    text,
    whole,
    worker,
)
from deliverable.engine.audit.days import Worker
from deliverable.engine.audit.needs import Listed, Needs, each_once
from deliverable.engine.audit.scope import Scope
from deliverable.engine.audit.searches import check_search
from deliverable.engine.audit.unnamed import Unnamed
from deliverable.engine.audit.windows import Windows

KINDS = ("shortfall", "cap", "cut", "chain", "search")
OF_THEIR_OWN = ("closed", "week", "employment", "away", "focus", "leave", "overtime", "rounding")
"""What takes minutes from somebody's days without being a booking."""


def refutation(where: str, data: object, scope: Scope, windows: Windows | None = None) -> list[str]:
    """Complaints about a proof that the deals of the scope can't all be done by their dates; `windows` are the scope's,
    where several proofs are about them.
    """
    if scope.faults:
        return list(scope.faults)
    try:
        proof = mapping(where, data)
        kind = text(where, proof, "kind")
        if kind not in KINDS:
            return [f"{where}: a proof of kind {kind} cannot be re-checked from its evidence"]
        windows = windows or Windows(scope)
        if kind == "chain":
            check_chain(where, proof, windows)
        elif kind == "search":
            check_search(where, proof, scope)
        else:
            _CHECKS[kind](_Sums(where, proof, windows, Needs(windows, Unnamed(scope.days))))
    except RefusedError as refused:
        return [str(refused)]
    return []


@dataclass(frozen=True)
class _Sums:
    """A proof that weighs minutes needed against minutes that there are."""

    where: str
    proof: Claim
    windows: Windows
    needs: Needs

    def listed(self) -> list[Listed]:
        """The requirements, each once; N is their sum."""
        found = [
            self.needs.read(f"{self.where}: requirement {n}", entry)
            for n, entry in enumerate(entries(self.where, self.proof, "requirements"), 1)
        ]
        each_once(f"{self.where}: requirements", (listed.name for listed in found))
        self.total("need_minutes", sum(listed.minutes for listed in found))
        return found

    def total(self, key: str, is_: int) -> None:
        """Refuse a sum that does not add up."""
        claimed = whole(self.where, self.proof, key)
        if claimed != is_:
            refuse(f"{self.where}: `{key}` is {claimed}, it adds up to {is_}")

    def conclude(self) -> None:
        """More is needed than there is."""
        needed, there = self.proof["need_minutes"], self.proof["have_minutes"]
        if needed <= there:
            refuse(f"{self.where}: {needed} minutes are needed and {there} are there, which proves nothing")


# --- everybody's minutes ------------------------------------------------------------------------------------


def _shortfall(sums: _Sums) -> None:
    listed = sums.listed()
    have = _have(sums, listed)
    _everybody(sums, listed, have, pools_clipped=True)
    sums.total("have_minutes", sum(have.values()))
    sums.conclude()


def _cap(sums: _Sums) -> None:
    listed = sums.listed()
    if len(listed) != 1 or listed[0].cap is None:
        refuse(f"{sums.where}: a cap is about one requirement")
    have = _have(sums, listed)
    _everybody(sums, listed, have, pools_clipped=False)
    minutes = list(have.values())
    if minutes != sorted(minutes, reverse=True):
        refuse(f"{sums.where}: the best are not first")
    counted = whole(sums.where, sums.proof, "counted")
    if counted != listed[0].cap:
        refuse(f"{sums.where}: {listed[0].cap} people count, not {counted}")
    sums.total("have_minutes", sum(minutes[:counted]))
    sums.conclude()


def _have(sums: _Sums, listed: list[Listed]) -> dict[Worker, int]:
    """What the proof says that everybody has, in its order."""
    scope = sums.windows.scope
    found: dict[Worker, int] = {}
    for n, entry in enumerate(entries(sums.where, sums.proof, "have"), 1):
        where = f"{sums.where}: have {n}"
        who = worker(where, entry, scope)
        if who in found:
            refuse(f"{where}: {who.label} is counted twice")
        if not any(who in weighed.workers for weighed in listed):
            refuse(f"{where}: {who.label} is not eligible for any of it")
        found[who] = whole(where, entry, "minutes")
        _add_up(where, entry, scope)
    return found


def _add_up(where: str, entry: Claim, scope: Scope) -> None:
    """What somebody has is what there would be, less what is taken from it by what the book knows."""
    if "gross" not in entry and "taken" not in entry:
        return
    takers = entries(where, entry, "taken")
    for taker in takers:
        _taker(where, taker, scope)
    gross, minutes = whole(where, entry, "gross"), whole(where, entry, "minutes")
    if gross - sum(signed(where, taker, "minutes") for taker in takers) != minutes:
        refuse(f"{where}: {gross} less what is taken is not {minutes}")


def _taker(where: str, taker: Claim, scope: Scope) -> None:
    why = text(where, taker, "why")
    if "until" in taker:
        maybe_day(where, taker, "until")
    if taker.get("id") in (None, ""):
        if why not in OF_THEIR_OWN or taker.get("client") not in (None, ""):
            refuse(f"{where}: {why} takes nothing without a booking, or has no client")
        return
    name = text(where, taker, "id")
    known = {source.id: source.client for source in scope.days.sources}
    if name not in known:
        refuse(f"{where}: no booking {name} takes anything")
    if taker.get("client") not in (None, known[name]):
        refuse(f"{where}: {name} is for {known[name]}, not for {taker['client']}")


def _everybody(sums: _Sums, listed: list[Listed], have: dict[Worker, int], *, pools_clipped: bool) -> None:
    """Everybody eligible is listed, with the minutes of the days on which they could work on any of it."""
    days: dict[Worker, set[date]] = {}
    for weighed in listed:
        for who in weighed.workers:
            days.setdefault(who, set()).update(weighed.days)
    free = sums.windows.scope.days.free
    right = {who: sum(free(who, day) for day in on) for who, on in days.items()}
    wrong = [who for who, minutes in right.items() if have.get(who, 0) != minutes]
    if pools_clipped:
        clipped = {who.id for who in wrong if who.number} & _clipped(sums, days, right, have)
        wrong = [who for who in wrong if not (who.number and who.id in clipped)]
    if wrong:
        who = min(wrong)
        refuse(f"{sums.where}: {who.label} has {right[who]} minutes, not {have.get(who, 0)}")
    for entry in entries(sums.where, sums.proof, "have"):
        who = worker(sums.where, entry, sums.windows.scope)
        _takers(f"{sums.where}: {who.label}", entry, sums.windows.scope, who, days[who])


def _takers(where: str, entry: Claim, scope: Scope, who: Worker, days: set[date]) -> None:
    """No booking is said to take more than it does; any of them may bear a day's fraction of a minute."""
    rows = {source.id: source.rows for source in scope.days.sources}
    for taker in entry.get("taken", ()):
        name = taker.get("id")
        if name in rows and not who.number:
            mine = [row for row in rows[name] if row.person == who.id]
            most = sum(scope.days.takes(who.id, row, on) for row in mine for on in days)
            if taker.get("until") not in (None, *(row.last.isoformat() for row in mine)):
                refuse(f"{where}: {name} doesn't take anything until {taker['until']}")
            if taker["minutes"] > most + len(days):
                refuse(f"{where}: {name} takes {float(most):.0f} minutes, not {taker['minutes']}")


def _clipped(sums: _Sums, days: dict[Worker, set[date]], right: dict[Worker, int], have: dict[Worker, int]) -> set[str]:
    """The pools whose members are listed with no more than each has, and together with just what the pool may give."""
    found = set()
    for pool in {who.id for who in right if who.number}:
        members = [who for who in right if who.number and who.id == pool]
        tally = Tally(sums.windows.scope.days, members)
        for on in sorted(set().union(*(days[who] for who in members))):
            tally.add(on)
        total = tally.pool_limit(pool, members)
        if all(have.get(who, 0) <= right[who] for who in members) and sum(have.get(w, 0) for w in members) == total:
            found.add(pool)
    return found


# --- several limits together --------------------------------------------------------------------------------


def _cut(sums: _Sums) -> None:
    listed = {need.name: need for need in sums.listed()}
    capped, capped_minutes = _capped(sums, listed)
    counted, counted_minutes = _stretches(sums)
    free = sums.windows.scope.days.free
    for name, weighed in listed.items():
        for on in weighed.useful:
            for who in weighed.workers:
                if (name, on) not in capped and (who, on) not in counted and free(who, on):
                    refuse(f"{sums.where}: {name[1]} could have {who.label} on {on}, which is not counted")
    sums.total("have_minutes", capped_minutes + counted_minutes)
    sums.conclude()


def _capped(
    sums: _Sums, listed: dict[tuple[str, str, str], Listed]
) -> tuple[set[tuple[tuple[str, str, str], date]], int]:
    """The days of requirements that are counted by what the best few have on all of a stretch."""
    found: set[tuple[tuple[str, str, str], date]] = set()
    minutes = 0
    for n, entry in enumerate(entries(sums.where, sums.proof, "capped"), 1):
        where = f"{sums.where}: capped {n}"
        key, index, _ = need(where, entry, sums.windows.scope)
        name = (*key, str(index))
        if name not in listed or listed[name].cap is None:
            refuse(f"{where}: is not one of the requirements that are weighed")
        cap, days = listed[name].cap or 0, _stretch(where, entry, sums.windows.scope)
        if whole(where, entry, "people") != cap:
            refuse(f"{where}: takes {cap} people, not {entry['people']}")
        _best(where, entry, sums.windows.scope, listed[name].workers, cap, days)
        if any((name, on) in found for on in days):
            refuse(f"{where}: some of its days are counted twice")
        found.update((name, on) for on in days)
        minutes += entry["minutes"]
    return found, minutes


def _best(where: str, entry: Claim, scope: Scope, workers: tuple[Worker, ...], cap: int, days: list[date]) -> None:
    """The most that the best few have; a pool's limits may have been looked at, for all together alone, or not."""
    tally = Tally(scope.days, workers)
    for on in days:
        tally.add(on)
    plain = sum(sorted(tally.total.values(), reverse=True)[:cap])
    if whole(where, entry, "minutes") not in {plain, min(plain, tally.best(len(workers))), tally.best(cap)}:
        refuse(f"{where}: the best {cap} have {tally.best(cap)} minutes, not {entry['minutes']}")


def _stretches(sums: _Sums) -> tuple[set[tuple[Worker, date]], int]:
    """The days of people that are counted with all they have."""
    found: set[tuple[Worker, date]] = set()
    minutes = 0
    scope = sums.windows.scope
    for n, entry in enumerate(entries(sums.where, sums.proof, "have"), 1):
        where = f"{sums.where}: have {n}"
        who, days = worker(where, entry, scope), _stretch(where, entry, scope)
        has = sum(scope.days.free(who, on) for on in days)
        if whole(where, entry, "minutes") != has:
            refuse(f"{where}: {who.label} has {has} minutes, not {entry['minutes']}")
        if any((who, on) in found for on in days):
            refuse(f"{where}: some days of {who.label} are counted twice")
        found.update((who, on) for on in days)
        minutes += has
    return found, minutes


def _stretch(where: str, entry: Claim, scope: Scope) -> list[date]:
    first, last = day(where, entry, "from"), day(where, entry, "to")
    if first < scope.days.first or last > scope.days.last:
        refuse(f"{where}: {first} to {last} is outside the days that are looked at")
    return days_of(first, last)


_CHECKS: dict[str, Callable[[_Sums], None]] = {"shortfall": _shortfall, "cap": _cap, "cut": _cut}
