"""A plan carried out in a made-up world, as simply as can be: what really happened to a promise.

It shares nothing with the simulation or the audit of its trials but what people have free. Everybody works off their
own list in the plan's order, leaves out what can't begin yet, and stays at home when ill.
"""

import math
import random
from dataclasses import dataclass, field
from datetime import date, timedelta
from statistics import NormalDist

from deliverable.book import Effort, EstimateError, Question, Task
from deliverable.engine.audit.days import Days, Worker
from deliverable.engine.plan import Plan
from deliverable.engine.problem import Problem

DAY = timedelta(days=1)
Z80, Z90 = NormalDist().inv_cdf(0.8), NormalDist().inv_cdf(0.9)


@dataclass
class World:
    """What turns out: how long each task takes compared to what was said, who is ill when, which holds land."""

    dice: random.Random
    question: Question
    factors: dict[str, float] = field(default_factory=dict)
    waits: dict[str, int] = field(default_factory=dict)

    def draw(self) -> None:
        tasks = self.question.deals[0].scope or ()
        error = self.question.book.firm.estimate_error
        plain = [task for task in tasks if task.effort and task.effort[0].effort and task.effort[0].effort.high is None]
        if error is not None and plain:
            self._plain(plain, error)
        for task in tasks:
            if task.wait is not None:
                factor = math.exp(0.6 * self.dice.gauss(0, 1)) if task.waiting_for else 1.0
                self.waits[task.id] = max(1, math.floor(task.wait.likely * factor + 0.5))
            elif task not in plain and task.effort and task.effort[0].effort:
                self.factors[task.id] = self._ranged(task.effort[0].effort)

    def _plain(self, tasks: list[Task], error: EstimateError) -> None:
        """The whole is off as declared; one task more, another less."""
        median, eighty = float(error.median), float(error.p80)
        whole = median * math.exp(math.log(eighty / median) / Z80 * self.dice.gauss(0, 1))
        own = {task.id: math.exp(0.5 * self.dice.gauss(0, 1)) for task in tasks}
        sizes = {task.id: float(sum(part.effort.likely for part in task.effort or () if part.effort)) for task in tasks}
        mean = sum(sizes[name] * own[name] for name in own) / sum(sizes.values())
        self.factors |= {name: whole * own[name] / mean for name in own}

    def _ranged(self, effort: Effort) -> float:
        z = self.dice.gauss(0, 1)
        end = effort.low if z < 0 else effort.high
        assert end is not None
        return math.exp(abs(z) / Z90 * math.log(float(end / effort.likely)))

    def holds_lapsed(self) -> frozenset[str]:
        book = self.question.book
        return frozenset(
            name for name, hold in book.bookings.items() if hold.probability and self.dice.random() >= hold.probability
        )


def carry_out(question: Question, problem: Problem, plan: Plan, seed: int, within: int) -> date | None:
    """The day on which all has ended in one made-up world; None when it takes longer than so many days."""
    world = World(random.Random(f"world {seed}"), question)
    world.draw()
    days = Days(question, world.holds_lapsed())
    lists: dict[int, list[tuple[str, list[float]]]] = {}
    for work in sorted(plan.work, key=lambda w: (w.day, problem.jobs[w.job].id)):
        name = problem.jobs[work.job].id
        mine = lists.setdefault(work.worker, [])
        minutes = work.minutes * world.factors.get(name, 1.0)
        if mine and mine[-1][0] == name:
            mine[-1][1][0] += minutes
        else:
            mine.append((name, [minutes]))
    ended: dict[str, date] = {}
    tasks = {task.id: task for task in question.deals[0].scope or ()}
    today, last = problem.on(0), problem.on(0) + within * DAY
    while today <= last and len(ended) < len(tasks):
        _wait(tasks, ended, world, days, today)
        for worker, mine in lists.items():
            _one_day(problem, worker, mine, tasks, ended, world, days, today)
        for name, task in tasks.items():
            left = [minutes for mine in lists.values() for of, minutes in mine if of == name]
            if task.wait is None and name not in ended and max((m[0] for m in left), default=0) <= 0.5:
                ended[name] = today
        today += DAY
    return max(ended.values()) if len(ended) == len(tasks) else None


def _open(task: Task, ended: dict[str, date], today: date) -> bool:
    return all(before in ended and ended[before] < today for before in task.after)


def _wait(tasks: dict[str, Task], ended: dict[str, date], world: World, days: Days, today: date) -> None:
    for name, task in tasks.items():
        if task.wait is not None and name not in ended and _open(task, ended, today):
            left, day = world.waits[name], today - DAY
            while left:
                day += DAY
                left -= days.calendars.works(day)
            ended[name] = day


def _one_day(
    problem: Problem,
    worker: int,
    mine: list[tuple[str, list[float]]],
    tasks: dict[str, Task],
    ended: dict[str, date],
    world: World,
    days: Days,
    today: date,
) -> None:
    who = problem.workers[worker].person
    free = float(days.free(Worker(who), today))
    if free and world.dice.random() < float(world.question.book.firm.sickness or 0):
        return
    for name, minutes in mine:
        if free > 0 and minutes[0] > 0 and _open(tasks[name], ended, today):
            done = min(free, minutes[0])
            minutes[0] -= done
            free -= done
