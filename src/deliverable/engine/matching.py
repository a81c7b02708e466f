"""Places of a crew and the people who are free for it to who takes which place."""

from collections.abc import Callable, Sequence

from deliverable.engine.problem import Places


def seats(places: Sequence[Places], free: Callable[[int], bool]) -> list[tuple[Places, int]] | None:
    """Each place with the worker who takes it, every worker once; None when they can't all be filled.

    Augmenting paths (Kuhn 1955), so that none is found only when there is none. Workers come in the order of the
    places'
    `eligible`, which puts those with few other uses first.
    """
    if sum(place.people for place in places) > len({w for place in places for w in place.eligible}):
        return None
    wanted = [place for place in sorted(places, key=lambda p: len(p.eligible)) for _ in range(place.people)]
    known: dict[int, bool] = {}
    options = {place.index: _options(place, free, known, len(wanted)) for place in places}
    taken: dict[int, int] = {}
    for seat in range(len(wanted)):
        if not _augment(seat, wanted, options, taken):
            return None
    return [(wanted[seat], worker) for worker, seat in sorted(taken.items())]


def _options(place: Places, free: Callable[[int], bool], known: dict[int, bool], seats: int) -> list[int]:
    """Who could take a place; no more than there are seats in all, for then it can't be the one that stays empty."""
    out: list[int] = []
    for worker in place.eligible:
        if worker not in known:
            known[worker] = free(worker)
        if known[worker]:
            out.append(worker)
            if len(out) == seats:
                break
    return out


def _augment(seat: int, wanted: list[Places], options: dict[int, list[int]], taken: dict[int, int]) -> bool:
    """Seat one more, others moving up along the shortest path of seats and workers: breadth first, no recursion."""
    reached: dict[int, int] = {}
    queue = [seat]
    for at in queue:
        for worker in options[wanted[at].index]:
            if worker in reached:
                continue
            reached[worker] = at
            if worker in taken:
                queue.append(taken[worker])
                continue
            _move_up(worker, seat, reached, taken)
            return True
    return False


def _move_up(worker: int, seat: int, reached: dict[int, int], taken: dict[int, int]) -> None:
    """Give a free worker the seat from which they were reached, its worker the one before, and so on to `seat`."""
    while True:
        at = reached[worker]
        before = next((w for w, s in taken.items() if s == at), None)
        taken[worker] = at
        if at == seat or before is None:
            return
        worker = before
