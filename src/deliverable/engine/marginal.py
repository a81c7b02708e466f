"""A question that can't be done as asked and its reasons to what one more person would change, computed.

Each is a changed question (the book with somebody more, who has just the skills and stays just so many working days)
put to the same `solve`: "makes it" is a plan, "does not" and "no day fewer" are proofs; what is neither is not said.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from math import ceil

from deliverable.book import Crew, Person, Question, Requirement, SkillLevel
from deliverable.dataclass import dataclass
from deliverable.engine.plan import Plan
from deliverable.engine.problem import NO_DEADLINE, Need, Places, Problem, pose
from deliverable.engine.proofs import Chain, Link, Summed
from deliverable.engine.reasons import Reason
from deliverable.engine.search import Budget
from deliverable.engine.solve import Fit, Side, plan_on
from deliverable.supply import Supply, uncertain

LARGE = 1000
"""Requirements times workers above which no plans are looked for, since one takes a second; proofs are quick."""
EXTRA = "one more "
KINDS = 3
"""So many kinds of people are tried."""


@dataclass(frozen=True, slots=True)
class Kind:
    """What somebody more would have: just what a requirement asks. `first` is the day from which there is work for
    them, `short` the minutes that are missing, `eligible` how many there are already.
    """

    skill: str
    level: int
    also: tuple[SkillLevel, ...]
    first: int
    short: int
    eligible: int


@dataclass(frozen=True, slots=True)
class Extra:
    """Somebody more: of a kind, on so many of the firm's working days from `first` to `last`."""

    kind: Kind
    first: date
    last: date
    days: int


@dataclass(frozen=True, slots=True)
class Found:
    """A plan or a proof, and the changed problem that it is about."""

    problem: Problem
    plan: Plan | None = None
    proof: Summed | None = None


@dataclass(frozen=True, slots=True)
class Help:
    """What these people more change: `found` is a plan in time, or the proof that even they don't make it.

    `fewer` proves that a working day less of each is too little. `another` is what one more like the last of them would
    bring: a plan that ends sooner, or the proof that none does.
    """

    people: tuple[Extra, ...]
    found: Found
    fewer: Found | None = None
    another: Found | None = None

    @property
    def makes_it(self) -> bool:
        """Whether it can be done with them."""
        return self.found.plan is not None


def more_people(question: Question, side: Side, reasons: tuple[Reason, ...], budget: Budget) -> Help | None:
    """The fewest people more, of the kinds that the reasons are short of, with whom it can be done; None: not known.

    `budget` is for all exact searches together; without one plans are found quickly or not at all.
    """
    asker = _Asker(question, side, budget)
    kinds = _kinds(side.problem, reasons)
    if not kinds or not asker.room or len(question.deals) != 1 or question.deals[0].who:
        return None
    while True:
        everybody = asker.whole(kinds if len(kinds) > 1 else kinds * 2, asker.release)
        helped = None if len(kinds) > 1 and asker.too_few(everybody) else asker.fewest(kinds)
        helped = helped or asker.none(everybody)
        if helped is None or helped.found.proof is None:
            return helped
        wider = _kinds(helped.found.problem, (Reason(helped.found.proof, 0),), kinds)
        if len(wider) == len(kinds):
            return helped
        kinds = wider


def with_people(question: Question, people: tuple[Extra, ...]) -> Question:
    """The question with the book having somebody more for each of these."""
    deal = question.deals[0]
    known = dict(question.book.people)
    for number, extra in enumerate(people, 1):
        skills = {extra.kind.skill: extra.kind.level, **{a.skill: a.level for a in extra.kind.also}}
        name = extra_id(number)
        known[name] = Person(
            name,
            team=deal.teams[0] if deal.teams else "",
            site=deal.sites[0] if deal.sites else "",
            skills=skills,
            joins=extra.first,
            leaves=extra.last,
            confirmed=question.today,
        )
    return replace(question, book=replace(question.book, people=known))


def extra_id(number: int) -> str:
    """What the so-manieth person more is called; no id of a file can be that."""
    return f"{EXTRA}{number}"


class _Asker:
    """Changed questions and what is known of them."""

    def __init__(self, question: Question, side: Side, budget: Budget) -> None:
        self.question = question
        self.budget = budget
        self.problem = side.problem
        self.supply = side.capacity.supply
        self.certain = bool(uncertain(question))  # where there is none it is all the same
        beside = side.capacity.like
        self.with_holds = self.supply if beside is None else beside.supply
        self._posed: dict[tuple[bool, tuple[Kind, ...]], Side] = {}
        self.large = len(side.problem.needs) * len(side.problem.workers) > LARGE
        finite = [day for day in side.problem.deadlines() if day < NO_DEADLINE]
        self.last = min(max(finite, default=-1), side.problem.days - 1)
        self.release = side.problem.release(0)
        self.room = any(self.release <= day <= self.last for day in side.problem.working)

    def fewest(self, kinds: list[Kind]) -> Help | None:
        """One of a kind, one of each, or two of the only kind: the first with whom a plan is found."""
        for chosen in [*([kind] for kind in kinds), kinds if len(kinds) > 1 else kinds * 2]:
            helped = self.least(chosen)
            if helped is not None:
                return replace(helped, another=self.another(helped)) if len(chosen) == 1 else helped
        return None

    def whole(self, kinds: list[Kind], first: int | None = None) -> tuple[Extra, ...]:
        """All of them from a day (their own, when none is given) to the last day that is asked."""
        return self.staying(kinds, len(self.problem.working), first)

    def staying(self, kinds: list[Kind], days: int, first: int | None = None, skipped: int = 0) -> tuple[Extra, ...]:
        """All of them for so many working days, at most to the last day that is asked, without the first few."""
        out = []
        for kind in kinds:
            begin = kind.first if first is None else first
            stay = [day for day in self.problem.working if begin <= day <= self.last][skipped:days]
            if stay:
                on = self.problem.on
                out.append(Extra(kind, on(stay[0]), on(stay[-1]), len(stay)))
        return tuple(out)

    def changed(self, people: tuple[Extra, ...]) -> Side:
        """The question with them, as far as holds are certain; what is known of everybody else is used again."""
        return self._side(people, self.supply, certain=self.certain)

    def _side(self, people: tuple[Extra, ...], like: Supply, *, certain: bool) -> Side:
        """People of the same kinds pose the same problem, however long they stay."""
        question = with_people(self.question, people)
        supply = Supply(question, certain=certain, like=like)
        key = (certain, tuple(replace(extra.kind, first=0, short=0) for extra in people))
        known = self._posed.get(key)
        if known is None:
            known = self._posed[key] = Side(pose(question, supply), supply)
            return known
        return Side(replace(known.problem, question=question), supply, known.capacity)

    def too_few(self, people: tuple[Extra, ...]) -> bool:
        """Whether it is refuted that it can be done with them."""
        side = self.changed(people)
        return side.refutes(side.problem.deadlines())

    def none(self, people: tuple[Extra, ...]) -> Help | None:
        """The proof that it can't be done even with them, or None."""
        side = self.changed(people)
        proof = side.refute(side.problem.deadlines())
        return None if proof is None else Help(people, Found(side.problem, proof=proof))

    def fit(self, people: tuple[Extra, ...]) -> Fit:
        """A plan for the question with them, if one is found soon."""
        side = self._side(people, self.with_holds, certain=False)
        return Fit(side.problem, plan_on(side, self.budget))

    def least(self, kinds: list[Kind]) -> Help | None:
        """The shortest stay with which a plan is found, or None."""
        most = max((extra.days for extra in self.whole(kinds)), default=0)
        days = min(most, self._guess(kinds))
        low, high, step = 0, most + 1, 1
        while low + 1 < high:
            if self.too_few(self.staying(kinds, days)):
                low, step = days, step if low else max(1, days // 8)
            else:
                high = days
            days = _next(low, high, most, step)
            step *= 2
        return self._planned(kinds, high, most) if high <= most and not self.large else None

    def _guess(self, kinds: list[Kind]) -> int:
        """How long they would have to stay for what is missing, if they could use every minute."""
        day = self.question.book.firm.day * self.question.book.firm.focus
        return max((ceil(kind.short / day) if day else 1 for kind in kinds), default=1) or 1

    def _skipped(self, kinds: list[Kind], days: int) -> int:
        """How many of the first days aren't needed either, as far as that isn't refuted."""
        low, high, step = 0, days, 1
        while low + 1 < high:
            middle = min((low + high) // 2, low + step)
            if self.too_few(self.staying(kinds, days, skipped=middle)):
                high = middle
            else:
                low = middle
            step *= 4
        return low

    def _planned(self, kinds: list[Kind], least: int, most: int) -> Help | None:
        """A plan with the shortest stay that isn't refuted, or with one that is a little longer."""
        stays = [(least, self._skipped(kinds, least)), (least, 0), ((least + most) // 2, 0), (most, 0)]
        for n, (days, skipped) in enumerate(dict.fromkeys(stays)):
            if n and self.budget.over:
                break  # a plan that needs search is not found any more
            people = self.staying(kinds, days, skipped=skipped)
            known = self.fit(people)
            if known.plan is not None:
                fewer = self.none(self._a_day_less(people)) if days - skipped > 1 else None
                found = Found(known.problem, plan=known.plan)
                return Help(people, found, fewer.found if fewer is not None else None)
        return None

    def _a_day_less(self, people: tuple[Extra, ...]) -> tuple[Extra, ...]:
        """Each of them gone a working day sooner."""
        out = []
        for extra in people:
            first, last = (self.problem.index(on) for on in (extra.first, extra.last))
            end = max((day for day in self.problem.working if first <= day < last), default=first - 1)
            out.append(replace(extra, last=self.problem.on(end), days=extra.days - 1))
        return tuple(out)

    def another(self, helped: Help) -> Found | None:
        """What one more like the last would bring: a plan that ends sooner, or a proof that nothing does."""
        if helped.found.plan is None:
            return None
        finish, people = helped.found.plan.finish, (*helped.people, helped.people[-1])
        side = self.changed(people)
        proof = side.refute((finish - 1,) * len(self.problem.jobs)) if finish > 0 else None
        if proof is not None:
            return Found(side.problem, proof=proof)
        known = self.fit(people)
        sooner = known.plan is not None and known.plan.finish < finish
        return Found(known.problem, plan=known.plan) if sooner else None


def _next(low: int, high: int, most: int, step: int) -> int:
    """Which stay to ask about next: the longest, when none is known to do; else one near the end that is known."""
    if high > most:
        return most
    return min((low + high) // 2, low + step) if low else max(1, high - step)


def _kinds(problem: Problem, reasons: tuple[Reason, ...], known: Iterable[Kind] = ()) -> list[Kind]:
    """The kinds that are known, and those that the reasons are short of; of a skill the highest level. Worst first, but
    a row of tasks after the sums, which say how many minutes are missing.
    """
    found = {(kind.skill, kind.also): kind for kind in known}
    for reason in sorted(reasons, key=lambda r: (r.later is not None, isinstance(r.proof, Chain))):
        for first, job, index in _wanted(problem, reason.proof):
            asked = _requirement(problem, job, index)
            key = (asked.skill, asked.also)
            if asked.who or (key not in found and len(found) == KINDS):
                continue
            names = {problem.workers[w].name[0] for w in _eligible(problem, job, index)}
            able = sum(not name.startswith(EXTRA) for name in names)
            kind = found.get(key, Kind(asked.skill, asked.level, asked.also, first, reason.short, able))
            if asked.level > kind.level:
                kind = replace(kind, level=asked.level, eligible=able)
            found[key] = replace(kind, first=min(kind.first, first))
    return list(found.values())


def _wanted(problem: Problem, proof: Summed) -> Iterator[tuple[int, int, int]]:
    """From which day, for which job and requirement or place somebody more could work."""
    if isinstance(proof, Chain):
        begins = _begins(problem, proof)
        for link in sorted(proof.links, key=_length, reverse=True):
            job = problem.jobs[link.job]
            yield from ((begins[link.job], link.job, need.index) for need in job.needs)
            yield from ((begins[link.job], link.job, place.index) for place in job.places)
        return
    yield from ((a.first, a.job, a.index) for a in proof.asked if a.job is not None)


def _begins(problem: Problem, proof: Chain) -> dict[int, int]:
    """The first day of each link if effort took a day at most, however much there is of it."""
    out: dict[int, int] = {}
    at = proof.links[0].first
    for link in proof.links:
        job = problem.jobs[link.job]
        at = max(at, job.release)
        out[link.job] = min(at, link.first)
        days = job.days if job.kind in ("wait", "crew") else 1
        place = bisect_left(problem.working, at) + days
        at = problem.working[place] if place < len(problem.working) else problem.days
    return out


def _length(link: Link) -> int:
    """How many days a link takes at least; one that never ends takes the longest."""
    return NO_DEADLINE if link.last is None else link.last - link.first


def _requirement(problem: Problem, job: int, index: int) -> Requirement | Crew:
    of = problem.jobs[job]
    task = next(t for t in problem.question.deals[of.deal].scope or () if t.id == of.id)
    return (task.crew or ())[index] if of.kind == "crew" else (task.effort or ())[index]


def _eligible(problem: Problem, job: int, index: int) -> tuple[int, ...]:
    of = problem.jobs[job]
    parts: tuple[Need | Places, ...] = (*of.needs, *of.places)
    return next(part.eligible for part in parts if part.index == index)
