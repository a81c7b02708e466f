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
        if not _augment(seat, wanted, options, taken, set()):
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


def _augment(
    seat: int, wanted: list[Places], options: dict[int, list[int]], taken: dict[int, int], seen: set[int]
) -> bool:
    mine = options[wanted[seat].index]
    for worker in mine:  # somebody who is still free first: keeps the paths, and so the recursion, short
        if worker not in taken:
            taken[worker] = seat
            return True
    for worker in mine:
        if worker not in seen:
            seen.add(worker)
            if _augment(taken[worker], wanted, options, taken, seen):
                taken[worker] = seat
                return True
    return False
