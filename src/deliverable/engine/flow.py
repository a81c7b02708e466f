"""Arcs with capacities to a maximum flow and its minimum cut: the only place that knows the library behind it."""

from collections.abc import Sequence
from typing import Protocol


class _Solver(Protocol):
    def add_arc_with_capacity(self, tail: int, head: int, capacity: int) -> int: ...
    def solve(self, source: int, sink: int) -> int: ...
    def optimal_flow(self) -> int: ...
    def get_source_side_min_cut(self) -> Sequence[int]: ...


class Network:
    """A directed network that is filled arc by arc and solved once; node 0 is the source, node 1 the sink."""

    SOURCE = 0
    SINK = 1

    def __init__(self) -> None:
        # Imported here: 50 ms that a question settled by simpler means doesn't pay.
        from ortools.graph.python.max_flow import SimpleMaxFlow

        self._solver: _Solver = SimpleMaxFlow()
        self._nodes = 2

    def node(self) -> int:
        """A new node's number."""
        self._nodes += 1
        return self._nodes - 1

    def arc(self, tail: int, head: int, capacity: int) -> None:
        """An arc that carries at most `capacity` minutes."""
        self._solver.add_arc_with_capacity(tail, head, capacity)

    def solve(self) -> int:
        """The maximum flow from source to sink."""
        self._solver.solve(self.SOURCE, self.SINK)
        return self._solver.optimal_flow()

    def source_side(self) -> frozenset[int]:
        """The nodes on the source's side of a minimum cut."""
        return frozenset(self._solver.get_source_side_min_cut())
