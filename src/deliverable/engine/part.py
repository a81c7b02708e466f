"""A scene that is too large to search to one of the jobs that have the least room: what can't be done of it can't be
done of the whole.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace

from deliverable.engine.scene import Scene
from deliverable.engine.windows import Windows

FEW = 2
"""A job alone fits into its window, or there would be none; so a part has so many at least."""


def tightest(scene: Scene, fits: Callable[[Scene], bool]) -> Scene | None:
    """The jobs with the least room between their earliest and their latest end, as many as fit; None: too few do."""
    spans = scene.spans
    room = [(last or 0) - (first or 0) for first, last in zip(spans.earliest_end, spans.latest_end, strict=True)]
    order = sorted(range(len(room)), key=lambda j: (room[j], j))
    low, high = 0, len(order) + 1
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if fits(only(scene, order[:middle])) else (low, middle)
    return only(scene, order[:low]) if low >= FEW else None


def only(scene: Scene, jobs: Iterable[int]) -> Scene:
    """A scene with some of the jobs, in the windows that they have among all; a job comes after those of them that it
    came after before, others between or not.
    """
    problem, spans = scene.problem, scene.spans
    kept = sorted(jobs)
    number = {j: n for n, j in enumerate(kept)}
    behind: list[frozenset[int]] = []
    for job in problem.jobs:
        behind.append(frozenset[int]().union(*({b} if b in number else behind[b] for b in job.after)))
    part = tuple(replace(problem.jobs[j], after=tuple(sorted(number[b] for b in behind[j]))) for j in kept)
    every = (spans.earliest_start, spans.earliest_end, spans.latest_start, spans.latest_end)
    windows = Windows(*(tuple(days[j] for j in kept) for days in every))
    return Scene(replace(problem, jobs=part), scene.capacity, scene.unnamed, windows, scene.without)
