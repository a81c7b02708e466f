"""Arcs with capacities to a maximum flow and its minimum cut: the only place that knows the library behind it.

Small networks are solved here (Dinic 1970: level graph, blocking flow): loading the library takes longer than they do.
"""

from collections.abc import Sequence
from typing import Protocol

SMALL = 4000
"""Up to so many arcs; above, the library is many times faster and its 80 ms of loading don't matter."""


class Network:
    """A directed network that is filled arc by arc and solved once; node 0 is the source, node 1 the sink."""

    SOURCE = 0
    SINK = 1

    def __init__(self) -> None:
        self.nodes = 2
        self.arcs: list[tuple[int, int, int]] = []
        self._side: frozenset[int] = frozenset()

    def node(self) -> int:
        """A new node's number."""
        self.nodes += 1
        return self.nodes - 1

    def arc(self, tail: int, head: int, capacity: int) -> None:
        """An arc that carries at most `capacity` minutes."""
        self.arcs.append((tail, head, capacity))

    def solve(self) -> int:
        """The maximum flow from source to sink."""
        solved = dinic if len(self.arcs) <= SMALL else by_library
        flow, self._side = solved(self.nodes, self.arcs, self.SOURCE, self.SINK)
        return flow

    def source_side(self) -> frozenset[int]:
        """The nodes on the source's side of a minimum cut: those that could still be reached."""
        return self._side


class _Solver(Protocol):
    def add_arc_with_capacity(self, tail: int, head: int, capacity: int) -> int: ...
    def solve(self, source: int, sink: int) -> int: ...
    def optimal_flow(self) -> int: ...
    def get_source_side_min_cut(self) -> Sequence[int]: ...


def by_library(nodes: int, arcs: list[tuple[int, int, int]], source: int, sink: int) -> tuple[int, frozenset[int]]:
    """The maximum flow and the source's side of a minimum cut, by OR-Tools."""
    from ortools.graph.python.max_flow import SimpleMaxFlow

    del nodes
    solver: _Solver = SimpleMaxFlow()
    for tail, head, capacity in arcs:
        solver.add_arc_with_capacity(tail, head, capacity)
    solver.solve(source, sink)
    return solver.optimal_flow(), frozenset(solver.get_source_side_min_cut())


def dinic(nodes: int, arcs: list[tuple[int, int, int]], source: int, sink: int) -> tuple[int, frozenset[int]]:
    """The same in plain Python, for networks that are solved faster than a library is loaded."""
    heads = [node for tail, head, _ in arcs for node in (head, tail)]
    left = [minutes for _, _, capacity in arcs for minutes in (capacity, 0)]
    out: list[list[int]] = [[] for _ in range(nodes)]
    for n, (tail, head, _) in enumerate(arcs):
        out[tail].append(2 * n)
        out[head].append(2 * n + 1)
    flow = 0
    while True:
        levels = _levels(out, heads, left, source, sink)
        if levels[sink] < 0:
            return flow, frozenset(node for node, level in enumerate(levels) if level >= 0)
        following = [0] * nodes
        while pushed := _push(out, heads, left, levels, following, source, sink):
            flow += pushed


def _levels(out: list[list[int]], heads: list[int], left: list[int], source: int, sink: int) -> list[int]:
    """How many arcs each node is from the source over arcs that have something left; -1 when it can't be reached, or
    is further away than the sink.
    """
    levels = [-1] * len(out)
    levels[source] = 0
    queue = [source]
    for node in queue:
        if levels[sink] >= 0:
            break
        further = levels[node] + 1
        for arc in out[node]:
            if left[arc] and levels[heads[arc]] < 0:
                levels[heads[arc]] = further
                queue.append(heads[arc])
    return levels


def _push(
    out: list[list[int]],
    heads: list[int],
    left: list[int],
    levels: list[int],
    following: list[int],
    source: int,
    sink: int,
) -> int:
    """Push along one path that goes a level further with each arc; what was pushed, 0 when there is none any more."""
    path: list[int] = []
    node = source
    while node != sink:
        arcs = out[node]
        while following[node] < len(arcs):
            arc = arcs[following[node]]
            if left[arc] and levels[heads[arc]] == levels[node] + 1:
                break
            following[node] += 1
        else:
            if not path:
                return 0
            node = heads[path.pop() ^ 1]
            following[node] += 1
            continue
        path.append(arc)
        node = heads[arc]
    pushed = min(left[arc] for arc in path)
    for arc in path:
        left[arc] -= pushed
        left[arc ^ 1] += pushed
    return pushed
