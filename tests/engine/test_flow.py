"""The small solver against the library, on random networks."""

from hypothesis import given
from hypothesis import strategies as st

from deliverable.engine.flow import SMALL, Network, by_library, dinic

ARC = st.tuples(st.integers(0, 7), st.integers(0, 7), st.integers(0, 9)).filter(lambda a: a[0] != a[1])


def cut(arcs: list[tuple[int, int, int]], side: frozenset[int]) -> int:
    return sum(capacity for tail, head, capacity in arcs if tail in side and head not in side)


@given(st.lists(ARC, min_size=1, max_size=30))
def test_both_find_the_same_flow_and_a_cut_that_proves_it(arcs: list[tuple[int, int, int]]) -> None:
    arcs = [*arcs, (0, 2, 3), (2, 1, 2)]
    flow, side = dinic(8, arcs, 0, 1)
    assert flow == by_library(8, arcs, 0, 1)[0]
    assert 0 in side
    assert 1 not in side
    assert cut(arcs, side) == flow


def test_a_large_network_goes_to_the_library() -> None:
    for size in (SMALL // 2, SMALL // 2 + 1):
        net = Network()
        for _ in range(size):
            node = net.node()
            net.arc(net.SOURCE, node, 2)
            net.arc(node, net.SINK, 1)
        assert net.solve() == size
        assert len(net.source_side()) == size + 1
