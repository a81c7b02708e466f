"""Pipes with whole capacities to as much as can flow: shortest paths, one after the other, nothing clever."""

from collections import deque
from collections.abc import Hashable


class Flow:
    """A network that keeps what was pushed; later pushes may lead it another way, but never take any of it back."""

    def __init__(self) -> None:
        self._room: dict[Hashable, dict[Hashable, int]] = {}

    def pipe(self, start: Hashable, end: Hashable, room: int) -> None:
        """Add room from start to end."""
        there = self._room.setdefault(start, {})
        there[end] = there.get(end, 0) + room
        self._room.setdefault(end, {}).setdefault(start, 0)

    def push(self, start: Hashable, end: Hashable, amount: int) -> int:
        """Push up to an amount; what got through."""
        through = 0
        while through < amount:
            path = self._path(start, end)
            if not path:
                break
            step = min(amount - through, *(self._room[a][b] for a, b in path))
            for a, b in path:
                self._room[a][b] -= step
                self._room[b][a] += step
            through += step
        return through

    def _path(self, start: Hashable, end: Hashable) -> list[tuple[Hashable, Hashable]]:
        came: dict[Hashable, Hashable] = {start: start}
        waiting = deque([start])
        while waiting and end not in came:
            here = waiting.popleft()
            for there, room in self._room.get(here, {}).items():
                if room > 0 and there not in came:
                    came[there] = here
                    waiting.append(there)
        if end not in came or start == end:
            return []
        path: list[tuple[Hashable, Hashable]] = []
        while end != start:
            path.append((came[end], end))
            end = came[end]
        return path
