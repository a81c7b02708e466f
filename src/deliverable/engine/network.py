"""What is asked in which windows to a maximum flow through groups of equal people, and its cut to evidence.

Minutes flow from a requirement through a stretch of days to the people who could do it on those days. A requirement
that
only so many people may share passes at most what the best of them have in each stretch.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from deliverable.dataclass import dataclass
from deliverable.engine.capacity import Capacity
from deliverable.engine.flow import Network
from deliverable.engine.proofs import Asked, Capped, Cut, Have, Shortfall
from deliverable.engine.sums import explained, trimmed

CROWD = 100


@dataclass(frozen=True, slots=True)
class _Cut:
    asked: tuple[Asked, ...]
    capped: tuple[tuple[int, int, int], ...]
    counted: tuple[tuple[int, int, int], ...]


def too_little(capacity: Capacity, asked: Sequence[Asked], beside: Sequence[Asked]) -> bool:
    """Whether all that is asked, beside the unnamed bookings, is more than flows."""
    if capacity.pools:
        return least_cut(capacity, asked, beside) is not None
    return bool(asked) and _solve(capacity, [*asked, *_relevant(asked, beside)]) is not None


def least_cut(capacity: Capacity, asked: Sequence[Asked], beside: Sequence[Asked]) -> Shortfall | Cut | None:
    """The same with evidence from which no requirement can be left out, or None when everything flows."""
    if not asked:
        return None
    found = _solve(capacity, [*asked, *_relevant(asked, beside)])
    if found is None:
        return None
    kept = list(found.asked)
    for one in sorted(found.asked, key=lambda a: -a.length):
        fewer = [k for k in kept if k is not one]
        if not fewer or len(fewer) == len(kept):
            continue
        smaller = _solve(capacity, fewer)
        if smaller is not None:
            kept, found = list(smaller.asked), smaller
    return _evidence(capacity, found)


def _relevant(asked: Sequence[Asked], beside: Sequence[Asked]) -> list[Asked]:
    """The unnamed bookings that share people with what is asked, or with one that does.

    Those that a crowd could do are left out: they hardly ever bind, and without them the bound is weaker, never wrong.
    """
    near = {worker for one in asked for worker in one.eligible}
    beside = [b for b in beside if len(b.eligible) <= CROWD]
    while True:
        mine = [b for b in beside if not near.isdisjoint(b.eligible)]
        wider = near.union(*(b.eligible for b in mine))
        if wider == near:
            return mine
        near = wider


def _solve(capacity: Capacity, asked: Sequence[Asked]) -> _Cut | None:
    """A minimum cut that holds less than is asked, or None."""
    built = _Built(capacity, asked)
    return built.cut() if built.net.solve() < sum(one.minutes for one in built.asked) else None


class _Built:
    """The network of what is asked: source, requirements, gates of those with a cap, groups by stretch, sink."""

    def __init__(self, capacity: Capacity, asked: Sequence[Asked]) -> None:
        edges = sorted({edge for a in asked if a.job is not None for edge in (a.first, a.last + 1)})
        self.capacity = capacity
        self.stretches = list(pairwise(edges))
        self.asked, self.members_of = _bundled(asked, edges)
        self.groups = _groups(capacity, self.asked)
        self.able: list[list[int]] = [[] for _ in self.asked]
        for g, (what, _) in enumerate(self.groups):
            for a in what:
                self.able[a].append(g)
        self.net = Network()
        self.heads = [self.net.node() for _ in self.asked]
        self.pools = {(g, s): self.net.node() for g in range(len(self.groups)) for s in range(len(self.stretches))}
        self.gates: dict[tuple[int, int], int] = {}
        self.limits: dict[int, int] = {}
        for head, one in zip(self.heads, self.asked, strict=True):
            self.net.arc(self.net.SOURCE, head, one.minutes)
        for g, (_, who) in enumerate(self.groups):
            sums = [capacity.sums(w, edges[-1] - 1) for w in who if edges]
            for s, (begin, end) in enumerate(self.stretches):
                minutes = sum(known[end] - known[begin] for known in sums)
                self.net.arc(self.pools[g, s], self._sink(who[0]), minutes)
        for a in range(len(self.asked)):
            self._connect(a)

    def _sink(self, worker: int) -> int:
        """Where a group's minutes go: to the sink, those of a pool through what it gives in all."""
        member = self.capacity.problem.workers[worker].member
        if member is None:
            return self.net.SINK
        if member.use not in self.limits:
            self.limits[member.use] = self.net.node()
            self.net.arc(self.limits[member.use], self.net.SINK, member.total)
        return self.limits[member.use]

    def _connect(self, a: int) -> None:
        """From a requirement to the groups that could do it, in each stretch of its window."""
        one = self.asked[a]
        mine = self.able[a]
        gated = one.job is not None and not one.crew and one.people < len(one.eligible)
        for s, (begin, end) in enumerate(self.stretches):
            if begin < one.first or end > one.last + 1:
                continue
            tail = self.heads[a]
            if gated:
                tail = self.gates[a, s] = self.net.node()
                self.net.arc(self.heads[a], tail, self.capacity.best(one.eligible, one.people, begin, end - 1))
            for g in mine:
                self.net.arc(tail, self.pools[g, s], one.minutes)

    def cut(self) -> _Cut:
        """The requirements on the source's side, and the gates and people's days that hold them back."""
        side = self.net.source_side()
        inside = [a for a, head in enumerate(self.heads) if head in side]
        shown: list[Asked] = []
        position: dict[int, int] = {}
        for a in inside:
            position[a] = len(shown)
            shown.extend(self.members_of[a])
        held = [key for key, gate in self.gates.items() if key[0] in position and gate not in side]
        capped = tuple((position[a], *self.stretches[s]) for a, s in held)
        full = [key for key, node in self.pools.items() if node in side]
        return _Cut(tuple(shown), capped, tuple((w, *self.stretches[s]) for g, s in full for w in self.groups[g][1]))


def _bundled(asked: Sequence[Asked], edges: list[int]) -> tuple[list[Asked], list[list[Asked]]]:
    """An unnamed row's days of one stretch as one, so that the network stays small; with what each stands for."""
    out = [one for one in asked if one.job is not None]
    members: list[list[Asked]] = [[one] for one in out]
    bundles: dict[tuple[str, int, int], list[Asked]] = {}
    for one in asked:
        if one.job is None and edges and edges[0] <= one.first < edges[-1]:
            bundles.setdefault((one.booking, one.row, bisect_right(edges, one.first) - 1), []).append(one)
    for (_, _, s), days in bundles.items():
        out.append(replace(days[0], minutes=sum(d.minutes for d in days), first=edges[s], last=edges[s + 1] - 1))
        members.append(days)
    return out, members


def _groups(capacity: Capacity, asked: Sequence[Asked]) -> list[tuple[frozenset[int], list[int]]]:
    """Workers who could do the same of what is asked, together: (what, who); a pool's members apart from people."""
    able: dict[int, list[int]] = {}
    for a, one in enumerate(asked):
        for worker in one.eligible:
            able.setdefault(worker, []).append(a)
    groups: dict[tuple[int, tuple[int, ...]], list[int]] = {}
    for worker, what in able.items():
        member = capacity.problem.workers[worker].member
        groups.setdefault((-1 if member is None else member.use, tuple(what)), []).append(worker)
    return [(frozenset(what), who) for (_, what), who in groups.items()]


def _evidence(capacity: Capacity, found: _Cut) -> Shortfall | Cut | None:
    """The cut as evidence; None when it only holds with a pool's limit that this evidence can't show."""
    if not found.capped:
        shortfall = explained(capacity, Shortfall(tuple(trimmed(capacity, a) for a in found.asked), ()))
        return shortfall if shortfall.need_minutes > shortfall.have_minutes else None
    capped = tuple(
        Capped(one := found.asked[a], begin, end - 1, capacity.best(one.eligible, one.people, begin, end - 1))
        for a, begin, end in sorted(found.capped)
    )
    have = [Have(w, capacity.between(w, b, e - 1), b, e - 1) for w, b, e in sorted(found.counted)]
    cut = Cut(found.asked, capped, tuple(h for h in _joined(have) if h.minutes))
    return cut if cut.need_minutes > cut.have_minutes else None


def _joined(have: list[Have]) -> list[Have]:
    """A worker's stretches that follow each other, as one."""
    out: list[Have] = []
    for h in have:
        if out and out[-1].worker == h.worker and out[-1].last + 1 == h.first:
            before = out.pop()
            h = Have(h.worker, before.minutes + h.minutes, before.first, h.last)
        out.append(h)
    return out
