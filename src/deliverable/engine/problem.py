"""A question to a scheduling problem: jobs, needs, places and the people who could do them, as whole numbers.

Days are indexes from day one (0) to the horizon; minutes are whole. Nothing here depends on the names of things but the
names themselves, and the order of jobs and workers follows what they are before what they are called, so that renaming
changes no answer.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cached_property
from graphlib import TopologicalSorter

from deliverable.book import Crew, Deal, Duration, Person, Question, Requirement, Task
from deliverable.dataclass import dataclass
from deliverable.supply import PoolMember, Supply, deal_day_one

NO_DEADLINE = 10**9
CROWD = 200
"""More jobs of several deals than that are only looked at in quick ways."""


@dataclass(frozen=True, slots=True)
class Worker:
    """Somebody who could work on the question: a person of the book, or a member of a pool."""

    person: str
    skills: Mapping[str, int]
    stale: bool = False
    member: PoolMember | None = None

    @property
    def name(self) -> tuple[str, int]:
        """A person's id and 0, or a pool's id and the member's number."""
        return (self.member.pool, self.member.number) if self.member else (self.person, 0)


@dataclass(frozen=True, slots=True)
class Need:
    """Divisible work: `minutes` by at most `people` of the `eligible` workers (indexes)."""

    job: int
    index: int
    skill: str
    level: int
    minutes: int
    people: int
    eligible: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Places:
    """`people` places of one kind in a crew, each for one of the `eligible` workers."""

    job: int
    index: int
    skill: str
    level: int
    people: int
    eligible: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Job:
    """A task: when it may begin and must end (indexes, `deadline` without the deal's due), and what it asks for."""

    deal: int
    id: str
    kind: str
    after: tuple[int, ...]
    release: int
    by: int
    days: int = 0
    fixed: tuple[int, int] | None = None
    needs: tuple[Need, ...] = ()
    places: tuple[Places, ...] = ()
    estimated: bool = True

    def skill(self, index: int) -> str:
        """The skill of the requirement or crew place with that index."""
        parts: tuple[Need | Places, ...] = (*self.needs, *self.places)
        return next(part.skill for part in parts if part.index == index)


@dataclass(frozen=True)
class Problem:
    """Jobs in an order in which each comes after those it waits for, and the workers who are eligible for anything.

    `working` are the firm's working days up to and with the first day beyond the horizon.
    """

    question: Question
    day_one: date
    days: int
    jobs: tuple[Job, ...]
    workers: tuple[Worker, ...]
    working: tuple[int, ...]

    @cached_property
    def followers(self) -> tuple[tuple[int, ...], ...]:
        """For each job those that wait for it."""
        out: list[list[int]] = [[] for _ in self.jobs]
        for j, job in enumerate(self.jobs):
            for before in job.after:
                out[before].append(j)
        return tuple(tuple(f) for f in out)

    @cached_property
    def needs(self) -> tuple[Need, ...]:
        """All needs of all jobs."""
        return tuple(need for job in self.jobs for need in job.needs)

    @property
    def several(self) -> bool:
        """Whether it is of several deals, each with its own dates."""
        return len(self.question.deals) > 1

    @property
    def crowded(self) -> bool:
        """Whether it is of so many deals that only quick ways are left to look for a plan."""
        return self.several and len(self.jobs) > CROWD

    @property
    def estimated(self) -> bool:
        """Whether somebody has estimated every requirement."""
        return all(job.estimated for job in self.jobs)

    def on(self, day: int) -> date:
        """The date of an index."""
        return self.day_one + timedelta(days=day)

    def index(self, day: date) -> int:
        """The index of a date; before day one it is negative."""
        return (day - self.day_one).days

    def release(self, deal: int) -> int:
        """The first day on which work on a deal may be done."""
        return self.index(deal_day_one(self.question.deals[deal], self.question.today))

    def due(self) -> tuple[int, ...]:
        """The last day of each job by its deal's due date alone."""
        dues = [NO_DEADLINE if deal.due is None else self.index(deal.due) for deal in self.question.deals]
        return tuple(dues[job.deal] for job in self.jobs)

    def deadlines(self) -> tuple[int, ...]:
        """The last day of each job as asked: its deal's due date and its own `by`."""
        return tuple(min(due, job.by) for due, job in zip(self.due(), self.jobs, strict=True))


def pose(question: Question, supply: Supply) -> Problem:
    """The problem behind a question. The scope's references must be sound (lint has seen to that)."""
    workers = [*_people(question), *(Worker("", _pool_skills(question, m), member=m) for m in supply.pools)]
    jobs: list[tuple[Deal, Task, Job]] = []
    for d, deal in enumerate(question.deals):
        jobs.extend((deal, task, _job(question, supply, workers, d, deal, task)) for task in deal.scope or ())
    uses = _uses(jobs)
    drawn = _drawn_in(supply, workers, set(uses))
    order = sorted(drawn, key=lambda w: (_profile(uses.get(w, ())), workers[w].stale, workers[w].name))
    renumber = {w: i for i, w in enumerate(order)}
    return Problem(
        question,
        supply.day_one,
        supply.days,
        tuple(_sorted(jobs, renumber)),
        tuple(workers[w] for w in order),
        supply.indexes,
    )


def _people(question: Question) -> Iterable[Worker]:
    every = question.book.firm.confirm_every
    for person in question.book.people.values():
        yield Worker(person.id, person.skills, stale=is_stale(person, every, question.today))


def is_stale(person: Person, every: int | None, today: date) -> bool:
    """Whether nobody has said for too long (more than `every` days) that a person's data is right."""
    return every is not None and (person.confirmed is None or (today - person.confirmed).days > every)


def _pool_skills(question: Question, member: PoolMember) -> Mapping[str, int]:
    return question.book.contractors[member.pool].skills


def _uses(jobs: list[tuple[Deal, Task, Job]]) -> dict[int, list[Need | Places]]:
    """What each worker is eligible for."""
    uses: dict[int, list[Need | Places]] = {}
    for _, _, job in jobs:
        parts: tuple[Need | Places, ...] = (*job.needs, *job.places)
        for part in parts:
            for worker in part.eligible:
                uses.setdefault(worker, []).append(part)
    return uses


def _profile(uses: Sequence[Need | Places]) -> tuple[int, ...]:
    """What a worker could do, whatever they are called: few uses first."""
    return (len(uses), *sorted((len(use.eligible) for use in uses), reverse=True))


def _drawn_in(supply: Supply, workers: list[Worker], used: set[int]) -> set[int]:
    """Those who are eligible for something, and all who could serve an unnamed booking that competes for them."""
    holders: dict[str, list[int]] = {}
    for w, worker in enumerate(workers):
        for skill in worker.skills if worker.person else ():
            holders.setdefault(skill, []).append(w)
    waiting = [{w for w in holders.get(row.skill, ()) if row.fits(workers[w].skills)} for row in supply.unnamed]
    drawn = set(used)
    while True:
        near = [able for able in waiting if not able.isdisjoint(drawn)]
        if not near:
            return drawn
        waiting = [able for able in waiting if able.isdisjoint(drawn)]
        drawn = drawn.union(*near)


def _job(question: Question, supply: Supply, workers: list[Worker], d: int, deal: Deal, task: Task) -> Job:
    release = (deal_day_one(deal, question.today) - supply.day_one).days
    known = {given.id: given.by for given in deal.inputs}
    for day in (task.not_before, *(known.get(name) for name in task.inputs)):
        if day is not None:
            release = max(release, (day - supply.day_one).days)
    by = NO_DEADLINE if task.by is None else (task.by - supply.day_one).days
    job = Job(d, task.id, "effort", (), release, by)
    if task.wait is not None:
        return replace(job, kind="wait", days=task.wait.likely)
    if task.crew is not None:
        return _crew_job(question, supply, workers, deal, task, job)
    stated = [(i, r) for i, r in enumerate(task.effort or ()) if r.effort is not None]
    needs = tuple(_need(question, workers, deal, i, r) for i, r in stated)
    return replace(job, needs=needs, estimated=bool(task.effort) and len(stated) == len(task.effort or ()))


def _need(question: Question, workers: list[Worker], deal: Deal, index: int, requirement: Requirement) -> Need:
    cap = question.book.firm.people_per_task if requirement.people is None else requirement.people
    minutes = requirement.effort.minutes if requirement.effort else 0
    eligible = _eligible(question, workers, deal, requirement)
    return Need(0, index, requirement.skill, requirement.level, minutes, cap, eligible)


def able(question: Question, deal: Deal, asked: Requirement | Crew) -> frozenset[str]:
    """The people of the firm, by id, who may do a requirement or be in a crew's place."""
    workers = list(_people(question))
    return frozenset(workers[w].person for w in _eligible(question, workers, deal, asked))


def _crew_job(question: Question, supply: Supply, workers: list[Worker], deal: Deal, task: Task, job: Job) -> Job:
    places = tuple(
        Places(0, i, crew.skill, crew.level, crew.people, _eligible(question, workers, deal, crew))
        for i, crew in enumerate(task.crew or ())
    )
    days = (task.duration or Duration(0)).likely
    fixed = None
    if task.dates is not None:
        fixed = ((task.dates.first - supply.day_one).days, (task.dates.last - supply.day_one).days)
        days = sum(fixed[0] <= day - supply.start <= fixed[1] for day in supply.working.days)
    return replace(job, kind="crew", days=days, fixed=fixed, places=places)


def _eligible(question: Question, workers: list[Worker], deal: Deal, asked: Requirement | Crew) -> tuple[int, ...]:
    return tuple(
        w for w, worker in enumerate(workers) if _has(worker, asked) and _admitted(question, worker, deal, asked)
    )


def _has(worker: Worker, asked: Requirement | Crew) -> bool:
    skills = worker.skills
    if skills.get(asked.skill, 0) < asked.level:
        return False
    return all(skills.get(other.skill, 0) >= other.level for other in asked.also)


def _admitted(question: Question, worker: Worker, deal: Deal, asked: Requirement | Crew) -> bool:
    name = worker.name[0]
    if name in asked.exclude or name in deal.exclude:
        return False
    if (asked.who and name not in asked.who) or (deal.who and name not in deal.who):
        return False
    if worker.member is not None:
        return True
    person = question.book.people[worker.person]
    return (not deal.sites or person.site in deal.sites) and (not deal.teams or person.team in deal.teams)


def _sorted(jobs: list[tuple[Deal, Task, Job]], renumber: Mapping[int, int]) -> list[Job]:
    """The jobs in topological order, alike ones by what they are; numbers of jobs and workers made to fit."""
    ids = {(job.deal, job.id): i for i, (_, _, job) in enumerate(jobs)}
    graph = {
        i: [ids[job.deal, name] for name in task.after if (job.deal, name) in ids]
        for i, (_, task, job) in enumerate(jobs)
    }
    depth: dict[int, int] = {}
    for i in TopologicalSorter(graph).static_order():
        depth[i] = 1 + max((depth[before] for before in graph[i]), default=0)
    order = sorted(range(len(jobs)), key=lambda i: (depth[i], _shape(jobs[i][2]), jobs[i][2].deal, jobs[i][2].id))
    position = {i: n for n, i in enumerate(order)}
    out = []
    for n, i in enumerate(order):
        job = jobs[i][2]
        needs = tuple(replace(x, job=n, eligible=_renumbered(x.eligible, renumber)) for x in job.needs)
        places = tuple(replace(x, job=n, eligible=_renumbered(x.eligible, renumber)) for x in job.places)
        out.append(replace(job, after=tuple(sorted(position[b] for b in graph[i])), needs=needs, places=places))
    return out


def _renumbered(workers: tuple[int, ...], renumber: Mapping[int, int]) -> tuple[int, ...]:
    return tuple(sorted(renumber[w] for w in workers))


def _shape(job: Job) -> tuple[object, ...]:
    work = tuple(sorted((need.minutes, len(need.eligible), need.people) for need in job.needs))
    crew = tuple(sorted((place.people, len(place.eligible)) for place in job.places))
    return (job.kind, job.release, job.by, job.days, work, crew)
