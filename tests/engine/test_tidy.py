"""Plans before and after they are tidied, held against the audit: never worse, and what a person would call tidier."""

from dataclasses import replace
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings

from deliverable.book import Question
from deliverable.engine.audit import audit
from deliverable.engine.capacity import Capacity
from deliverable.engine.claims import plan_rows, task_rows
from deliverable.engine.construct import construct, tries
from deliverable.engine.plan import Plan, Work
from deliverable.engine.problem import NO_DEADLINE, Problem, pose
from deliverable.engine.tidy import pieces, scraps, tidy
from deliverable.engine.unnamed import UnnamedWork
from deliverable.supply import Supply
from tests import make, wide
from tests.claims import answer

DAY = 450


class Desk:
    """A question with its problem and its capacity."""

    def __init__(self, question: Question) -> None:
        supply = Supply(question, certain=False)
        self.question = question
        self.problem: Problem = pose(question, supply)
        self.capacity = Capacity(self.problem, supply)
        self.unnamed = UnnamedWork(self.capacity)

    def plans(self) -> list[Plan]:
        """Some of the plans that restarts find, messed up."""
        found = []
        for number, attempt in enumerate(tries(self.problem, self.capacity, self.problem.deadlines(), frozenset())):
            plan = construct(self.problem, self.capacity, self.unnamed, attempt)
            if plan is not None:
                found.append(self.messy(plan, Random(number)))
        return found

    def messy(self, plan: Plan, chance: Random) -> Plan:
        """The same plan with some of its minutes torn off and given to other days and people, if it is still right."""
        for _ in range(6):
            torn = self._torn(plan, chance)
            if torn is not None and not self.faults(torn):
                plan = torn
        return plan

    def _torn(self, plan: Plan, chance: Random) -> Plan | None:
        needs = {(need.job, need.index): need for need in self.problem.needs}
        rows = [work for work in plan.work if (work.job, work.index) in needs and work.minutes > 1]
        if not rows:
            return None
        row = chance.choice(rows)
        part = chance.choice([1, row.minutes // 2, min(row.minutes - 1, 29)])
        worker = chance.choice([row.worker, chance.choice(needs[row.job, row.index].eligible)])
        day = chance.randint(plan.starts[row.job], plan.ends[row.job])
        cells = {(w.job, w.index, w.day, w.worker): w.minutes for w in plan.work}
        cells[row.job, row.index, row.day, row.worker] -= part
        to = (row.job, row.index, day, worker)
        cells[to] = cells.get(to, 0) + part
        work = tuple(sorted(Work(*cell, minutes) for cell, minutes in cells.items() if minutes))
        crews = {j for j, job in enumerate(self.problem.jobs) if job.kind == "crew"}
        work = tuple(sorted({*work, *(w for w in plan.work if w.job in crews)}))
        return self._served(replace(plan, work=work))

    def _served(self, plan: Plan) -> Plan | None:
        """With the unnamed bookings served beside it; None when that can't be done."""
        taken: dict[int, dict[int, int]] = {}
        for work in plan.work:
            on = taken.setdefault(work.day, {})
            on[work.worker] = on.get(work.worker, 0) + work.minutes
        free = self.capacity.free
        if any(m > free(w, day)[day] for day, on in taken.items() for w, m in on.items()):
            return None
        parts = {day: self.unnamed.served_beside(day, taken.get(day, {})) for day in self.unnamed.days}
        if any(sum(p.minutes for p in part) < sum(self.unnamed.wanted(day)) for day, part in parts.items()):
            return None
        return replace(plan, unnamed=self.unnamed.listed(plan.work, parts))

    def faults(self, plan: Plan) -> tuple[str, ...]:
        """What the audit has against a plan, whatever the due date."""
        earliest = self.problem.on(plan.finish)
        finish = {"earliest": earliest.isoformat(), "proved": False, "no_sooner_than": None, "proof": None}
        parts: dict[str, Any] = {"plan": plan_rows(self.problem, plan), "tasks": task_rows(self.problem, plan)}
        return audit(self.question, answer(self.question, "unknown", finish=finish, **parts))

    def tidied(self, plan: Plan, deadlines: tuple[int, ...] | None = None) -> Plan:
        late = (NO_DEADLINE,) * len(self.problem.jobs)
        return tidy(self.problem, self.capacity, self.unnamed, plan, deadlines or late)

    def mess(self, plan: Plan) -> tuple[int, int]:
        """Pieces and scraps of all requirements of a plan."""
        rows = [[w for w in plan.work if (w.job, w.index) == (n.job, n.index)] for n in self.problem.needs]
        return (
            sum(pieces(self.capacity, [(w.worker, w.day) for w in mine]) for mine in rows),
            sum(scraps(w.minutes for w in mine) for mine in rows),
        )


def never_worse(desk: Desk, plan: Plan) -> Plan:
    """The plan tidied, once all that may not get worse hasn't."""
    deadlines = tuple(max(last, end) for last, end in zip(desk.problem.deadlines(), plan.ends, strict=True))
    assert not desk.faults(plan)
    tidied = desk.tidied(plan, deadlines)
    assert not desk.faults(tidied)
    assert tidied.finish <= plan.finish
    assert tidied.in_time(deadlines)
    assert set(tidied.stale(desk.problem)) <= set(plan.stale(desk.problem))
    assert all(now <= before for now, before in zip(desk.mess(tidied), desk.mess(plan), strict=True))
    assert (tidied == plan) or desk.mess(tidied) != desk.mess(plan) or tidied.ends != plan.ends
    return tidied


@pytest.mark.slow
@settings(deadline=None, max_examples=50)
@given(make.questions(contractors=True))
def test_a_tidied_plan_is_never_worse(question: Question) -> None:
    desk = Desk(question)
    for plan in desk.plans()[:4]:
        never_worse(desk, plan)


@pytest.mark.slow
def test_nor_is_one_of_a_wide_question() -> None:
    changed = 0
    for seed in range(40):
        desk = Desk(wide.question(seed, people=6, tasks=6, bookings=6))
        for plan in desk.plans()[:3]:
            changed += desk.mess(never_worse(desk, plan)) != desk.mess(plan)
    assert changed > 20


def two_people(*work: tuple[int, int, int], minutes: int, **more: Any) -> tuple[Desk, Plan]:
    """Two people, one task of so many minutes; the plan's rows are (day, worker, minutes)."""
    people = [make.person(name, {"php": 1}) for name in ("ann", "bo")]
    firm = make.firm(day=DAY, focus=1)
    desk = Desk(make.question(*people, make.deal(make.work("t", make.needs("php", minutes, **more))), the_firm=firm))
    rows = tuple(Work(0, 0, day, worker, part) for day, worker, part in work)
    days = [row.day for row in rows]
    return desk, Plan((min(days),), (max(days),), rows)


def cells(plan: Plan) -> list[tuple[int, int, int]]:
    return [(work.day, work.worker, work.minutes) for work in plan.work]


def test_a_day_split_between_two_goes_to_one() -> None:
    desk, plan = two_people((0, 0, 200), (0, 1, 250), minutes=450, people=2)
    assert cells(desk.tidied(plan)) == [(0, 0, 450)]


def test_days_with_a_gap_are_joined() -> None:
    desk, plan = two_people((0, 0, 450), (2, 0, 450), minutes=900, people=1)
    assert cells(desk.tidied(plan)) == [(0, 0, 450), (1, 0, 450)]


def test_a_weekend_is_no_gap() -> None:
    desk, plan = two_people((4, 0, 450), (7, 0, 450), minutes=900, people=1)
    assert pieces(desk.capacity, [(0, 4), (0, 7)]) == 1
    assert desk.tidied(plan) == plan


def test_a_last_day_of_ten_minutes_becomes_half_an_hour() -> None:
    desk, plan = two_people((0, 0, 450), (1, 0, 10), minutes=460, people=1)
    assert cells(desk.tidied(plan)) == [(0, 0, 430), (1, 0, 30)]


@pytest.mark.parametrize("minutes", [29, 12])
def test_work_of_less_than_half_an_hour_is_left_alone(minutes: int) -> None:
    desk, plan = two_people((0, 1, minutes), minutes=minutes, people=1)
    assert desk.tidied(plan) == plan


def test_what_only_two_can_do_in_time_stays_with_two() -> None:
    desk, plan = two_people((0, 0, 450), (0, 1, 450), minutes=900, people=2)
    assert desk.tidied(plan) == plan


def test_a_plan_that_leaves_a_booking_unserved_comes_back_as_it_is() -> None:
    row = make.row(None, make.MON, make.MON, skill="php", people=1, share=1)
    person = make.person("ann", {"php": 1})
    deal = make.deal(make.work("t", make.needs("php", 100, people=1)))
    desk = Desk(make.question(person, make.booking("b", row), deal, the_firm=make.firm(day=DAY, focus=1)))
    plan = Plan((0,), (0,), (Work(0, 0, 0, 0, 100),))
    assert desk.tidied(plan) == plan
