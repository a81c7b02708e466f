"""A question that can't be done as asked to all the reasons that bind, worst first, and the least that removes each.

Each is a proof of its own, by the sums and chains of `bound`. After one is found its work is cut down to what there is
time for, and the rest is asked again, so that what is short beside it shows as well. A chain goes on to the end of what
must follow, so that its later date is one for all of that. Worst is what can't be done on any date, then what needs the
dates to move most.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from deliverable.dataclass import dataclass
from deliverable.engine.bound import alone, chains
from deliverable.engine.capacity import Capacity
from deliverable.engine.demands import demands, unnamed_demands
from deliverable.engine.network import least_cut, too_little
from deliverable.engine.problem import NO_DEADLINE, Problem
from deliverable.engine.proofs import Asked, Chain, Cut, Link, Shortfall, Summed
from deliverable.engine.sums import enough, explained, haves, trimmed
from deliverable.engine.unnamed import UnnamedWork
from deliverable.engine.windows import Windows, earliest_end, windows

MOST = 20
"""So many reasons are looked for; a deal with more has other troubles."""
Key = tuple[int, int]
"""A requirement: its job and its index."""


@dataclass(frozen=True, slots=True)
class Later:
    """All dates so many working days later, at the least: `proof` still refutes a day less; `until` is the due date
    then (the last milestone, where there is none).
    """

    days: int
    until: int
    proof: Summed


@dataclass(frozen=True, slots=True)
class Reason:
    """Why it can't be done. `short` are the minutes that are missing (0 for a chain), even with the minutes of other
    reasons in `beside` made good; `people` may share it at the least when that alone would do; `later` is None when no
    later date would do.
    """

    proof: Summed
    short: int
    beside: tuple[tuple[int, int], ...] = ()
    people: int | None = None
    later: Later | None = None


class Binding:
    """What refutes some deadlines: the capacity of one supply, and what is short in it."""

    def __init__(self, problem: Problem, capacity: Capacity, unnamed: UnnamedWork, deadlines: tuple[int, ...]) -> None:
        self.problem = problem
        self.capacity = capacity
        self.unnamed = unnamed
        self.deadlines = deadlines

    def reasons(self, first: Summed) -> tuple[Reason, ...]:
        """All reasons that bind beside `first`, and that, worst first; what builds on another comes behind it."""
        tight = windows(self.problem, self.capacity, self.deadlines)
        by_calendar = windows(self.problem, self.capacity, self.deadlines, calendar=True)
        found = _Found()
        for never in self._never(tight):
            found.add(never)
        if tight.too_tight():
            rows = self._rows(found)
            self._short(found, by_calendar, found.jobs | set(by_calendar.too_tight()), rows)
            self._chains(found, rows)
        else:
            found.add(first)
            self._short(found, by_calendar)
            self._short(found, tight)
        return self._ordered(found)

    # --- finding them ------------------------------------------------------------------------------------------------

    def _never(self, tight: Windows) -> Iterator[Summed]:
        """What can't be done on any day, whatever comes before it: nobody may, or the crew is never whole."""
        if None not in tight.earliest_end:
            return
        for j, job in enumerate(self.problem.jobs):
            until = min(self.deadlines[j], self.problem.days - 1)
            if until >= job.release and earliest_end(self.capacity, job, job.release) is None:
                row = Chain((Link(j, job.release, None),), until)
                yield alone(self.problem, self.capacity, row) or row

    def _rows(self, found: "_Found") -> list[Chain]:
        """Of the jobs that end late the rows that decide it, the latest first; each goes to the end of what follows,
        and one that shares a job with one before it is left out.
        """
        rows: list[Chain] = []
        seen = set(found.jobs)
        order = sorted(chains(self.problem, self.capacity, self.deadlines), key=self._overdue, reverse=True)
        for row in order:
            mine = {link.job for link in row.links}
            if seen.isdisjoint(mine) and len(rows) < MOST:
                rows.append(row)
                seen |= mine
        return rows

    def _overdue(self, row: Chain) -> int:
        """The working days by which a row is too long; one that never ends is longest."""
        last = row.links[-1].last
        working = self.problem.working
        return len(working) if last is None else bisect_right(working, last) - bisect_right(working, row.until)

    def _chains(self, found: "_Found", rows: list[Chain]) -> None:
        """The rows that never end, or put off the dates by more than the reasons about any job of theirs."""
        found.later.extend(self._later(proof) for proof in found.proofs)
        known = [({a.job for a in _asked(p)}, later) for p, later in zip(found.proofs, found.later, strict=True)]
        for row in rows:
            mine, days = {link.job for link in row.links}, self._overdue(row)
            near = [later for jobs, later in known if not mine.isdisjoint(jobs)]
            if row.links[-1].last is None or all(later is not None and later.days < days for later in near):
                found.add(alone(self.problem, self.capacity, row) or row)

    def _short(
        self, found: "_Found", spans: Windows, without: Collection[int] = (), rows: Sequence[Chain] = ()
    ) -> None:
        """Requirements that are short in their windows: each alone, then what is short together. What can't even begin
        in its window since the row it is in takes too long is no reason of its own.
        """
        begins = {link.job: link.first for row in rows for link in row.links}
        asked = [
            a
            for a in demands(self.problem, self.capacity, spans)
            if a.job not in without and a.last >= begins.get(a.job or 0, 0)
        ]
        for one in asked:
            proof = None if found.knows(one) else _single(self.capacity, one)
            if proof is not None and len(found.proofs) < MOST:
                found.add(proof)
        for _ in range(MOST):
            relieved = [a for a in found.relieved(asked) if a.minutes]
            cut = least_cut(self.capacity, relieved, _beside(self.unnamed, relieved))
            if cut is None or len(found.proofs) >= MOST or not found.add(found.restored(cut)):
                return

    # --- the least that removes them ---------------------------------------------------------------------------------

    def _ordered(self, found: "_Found") -> tuple[Reason, ...]:
        """Worst first, and numbered anew."""
        later = [*found.later, *(self._later(proof) for proof in found.proofs[len(found.later) :])]
        rows = [
            Reason(proof, short, beside, _sharers(proof), later)
            for proof, short, beside, later in zip(found.proofs, found.short, found.beside, later, strict=True)
        ]
        order = sorted(range(len(rows)), key=lambda n: (bool(rows[n].beside), *_lateness(rows[n]), n))
        place = {n: i for i, n in enumerate(order)}
        return tuple(replace(rows[n], beside=tuple(sorted((place[b], m) for b, m in rows[n].beside))) for n in order)

    def _later(self, proof: Summed) -> Later | None:
        if isinstance(proof, Chain):
            return self._chain_later(proof)
        calendar = self._still_binds(proof, 0, calendar=True)
        if not calendar and not self._still_binds(proof, 0, calendar=False):
            return None
        low, high = 0, 1
        while self._still_binds(proof, high, calendar=calendar):
            low, high = high, 2 * high
            if high > len(self.problem.working):
                return None
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (middle, high) if self._still_binds(proof, middle, calendar=calendar) else (low, middle)
        last = self._binds(proof, low, calendar=calendar)
        return None if last is None else self.by(high, last)

    def by(self, days: int, proof: Summed) -> Later:
        """So many working days later (sooner, below zero), with the proof."""
        finite = [day for day in self.problem.due() if day < NO_DEADLINE]
        asked = finite or [day for day in self.deadlines if day < NO_DEADLINE]
        return Later(days, max((self._moved(day, days) for day in asked), default=-1), proof)

    def _chain_later(self, proof: Chain) -> Later | None:
        end, until = proof.links[-1].last, proof.until
        if end is None:
            return None
        for days in range(1, len(self.problem.working)):
            moved = self.shifted(days)[proof.links[-1].job]
            if moved >= end:
                return self.by(days, Chain(proof.links, until))
            until = moved
        return None

    def shifted(self, days: int) -> tuple[int, ...]:
        """The deadlines so many working days later, or sooner."""
        known = {day: self._moved(day, days) for day in set(self.deadlines)}
        return tuple(known[day] for day in self.deadlines)

    def _moved(self, day: int, days: int) -> int:
        if not days or day >= NO_DEADLINE:
            return day
        if days < 0:
            sooner = self.capacity.nth_working_back(min(day, self.problem.days) - 1, -days)
            return -1 if sooner is None else sooner
        later = self.capacity.nth_working(day + 1, days)
        return self.problem.days if later is None else later

    def _binds(self, proof: Shortfall | Cut, days: int, *, calendar: bool) -> Summed | None:
        """The same requirements against the same people with the dates so many working days later."""
        asked, beside = self._asked_later(proof, days, calendar=calendar)
        one = _single(self.capacity, asked[0]) if len(asked) == 1 else None
        return one or least_cut(self.capacity, asked, beside)

    def _still_binds(self, proof: Shortfall | Cut, days: int, *, calendar: bool) -> bool:
        """Whether they do, without the evidence, which costs more than finding it."""
        asked, beside = self._asked_later(proof, days, calendar=calendar)
        if len(asked) == 1 and not asked[0].crew and not enough(self.capacity, asked[0]):
            return True
        return too_little(self.capacity, asked, beside)

    def _asked_later(self, proof: Shortfall | Cut, days: int, *, calendar: bool) -> tuple[list[Asked], list[Asked]]:
        """What a proof weighs with the dates so many working days later, and the unnamed bookings beside it, if it
        weighs any; nothing where a requirement has no window then.
        """
        keys = {_key(a) for a in proof.asked if a.job is not None}
        spans = windows(self.problem, self.capacity, self.shifted(days), calendar=calendar)
        asked = [a for a in demands(self.problem, self.capacity, spans, explain=False) if _key(a) in keys]
        if len(asked) < len(keys):
            return [], []
        with_unnamed = any(a.job is None for a in proof.asked)
        return asked, _beside(self.unnamed, asked) if with_unnamed else []


class _Found:
    """The reasons so far, what is missing for each, and what is left of each requirement once that is there."""

    def __init__(self) -> None:
        self.proofs: list[Summed] = []
        self.short: list[int] = []
        self.beside: list[tuple[tuple[int, int], ...]] = []
        self.later: list[Later | None] = []
        self.jobs: set[int] = set()
        self._less: dict[Key, Counter[int]] = {}

    def add(self, proof: Summed) -> bool:
        """Keep a reason; False when nothing more is missing for it than for those that are known."""
        if isinstance(proof, Chain):
            self.jobs.update(link.job for link in proof.links)
            self._keep(proof, 0, ())
            return True
        mine = _asked(proof)
        made_good = sum((self._less.get(_key(a), Counter()) for a in mine), Counter[int]())
        short = proof.need_minutes - proof.have_minutes - made_good.total()
        if short <= 0:
            return False
        keys = {_key(a) for a in mine}
        same = [n for n in made_good if self._alike(n, proof) and {_key(a) for a in _asked(self.proofs[n])} == keys]
        if same:
            known = max(same, key=lambda n: bool(self.beside[n]))
            if self._twice(known, keys, made_good):
                return False  # it would say what another reason says
            self._widen(known, proof, mine, short, made_good)
            return True
        self._relieve(mine, short, len(self.proofs))
        self._keep(proof, short, tuple(sorted(made_good.items())))
        return True

    def _widen(self, known: int, proof: Summed, asked: Sequence[Asked], short: int, made_good: Counter[int]) -> None:
        """One reason for the same requirements: in the window that is worse, or with the days of unnamed bookings."""
        self._relieve(asked, short, known)
        self.proofs[known] = proof
        self.short[known] = short + made_good.pop(known)
        self.beside[known] = tuple(sorted(made_good.items()))

    def _twice(self, known: int, keys: set[Key], made_good: Counter[int]) -> bool:
        """Whether a reason, once widened, would be about what another one is about, building on others as that does."""
        builds = any(n != known for n in made_good)
        others = (n for n, of in enumerate(self.proofs) if n != known and {_key(a) for a in _asked(of)} == keys)
        return any(bool(self.beside[n]) == builds for n in others)

    def _alike(self, known: int, proof: Shortfall | Cut) -> bool:
        """Whether a reason builds on another, or weighs unnamed bookings just as this one does (or doesn't)."""
        of = self.proofs[known]
        unnamed = not isinstance(of, Chain) and any(a.job is None for a in of.asked)
        return bool(self.beside[known]) or unnamed == any(a.job is None for a in proof.asked)

    def _keep(self, proof: Summed, short: int, beside: tuple[tuple[int, int], ...]) -> None:
        self.proofs.append(proof)
        self.short.append(short)
        self.beside.append(beside)

    def _relieve(self, asked: Sequence[Asked], short: int, reason: int) -> None:
        """Take what is missing off the largest of the requirements, and off the next when that is not enough."""
        for one in sorted(asked, key=lambda a: -a.minutes):
            self.jobs.add(one.job or 0)
            known = self._less.setdefault(_key(one), Counter())
            less = min(short, one.minutes - known.total())
            if less:
                known[reason] += less
            short -= less

    def knows(self, one: Asked) -> bool:
        """Whether a requirement is part of a reason already."""
        return _key(one) in self._less

    def relieved(self, asked: Iterable[Asked]) -> list[Asked]:
        """The same with what is known to be missing taken off."""
        return [replace(a, minutes=a.minutes - self._made_good(a)) for a in asked]

    def restored(self, proof: Shortfall | Cut) -> Shortfall | Cut:
        """A proof about what is left, as one about all that is asked."""
        asked = tuple(self._whole(a) for a in proof.asked)
        if isinstance(proof, Shortfall):
            return replace(proof, asked=asked)
        return replace(proof, asked=asked, capped=tuple(replace(c, asked=self._whole(c.asked)) for c in proof.capped))

    def _whole(self, one: Asked) -> Asked:
        return one if one.job is None else replace(one, minutes=one.minutes + self._made_good(one))

    def _made_good(self, one: Asked) -> int:
        return self._less[_key(one)].total() if _key(one) in self._less else 0


def _asked(proof: Summed) -> list[Asked]:
    """The tasks' requirements that a sum weighs."""
    return [] if isinstance(proof, Chain) else [a for a in proof.asked if a.job is not None]


def _key(asked: Asked) -> Key:
    return (-1 if asked.job is None else asked.job, asked.index)


def _single(capacity: Capacity, one: Asked) -> Shortfall | None:
    """A requirement that its people, or the best of them, can't do in its window; a crew's is not told in minutes."""
    if one.crew or enough(capacity, one):
        return None
    have = haves(capacity, (one,))
    total = sum(h.minutes for h in have)
    return explained(capacity, Shortfall((trimmed(capacity, one),), have, None if total < one.minutes else one.people))


def _beside(unnamed: UnnamedWork, asked: Sequence[Asked]) -> list[Asked]:
    if not unnamed.rows or not asked:
        return []
    return unnamed_demands(unnamed, min(a.first for a in asked), max(a.last for a in asked))


def _sharers(proof: Summed) -> int | None:
    """How many would have to share a requirement that only so many may share, when that would be enough."""
    if not isinstance(proof, Shortfall) or proof.counted is None:
        return None
    total = 0
    for count, have in enumerate(proof.have, 1):
        total += have.minutes
        if total >= proof.need_minutes:
            return count
    return None


def _lateness(reason: Reason) -> tuple[bool, int, bool, int]:
    """What no date would help first, there last what somebody has time for; then by days, then by what is missing."""
    if reason.later is None:
        return (False, 0, not isinstance(reason.proof, Chain) and reason.proof.have_minutes > 0, -reason.short)
    return (True, -reason.later.days, False, -reason.short)
