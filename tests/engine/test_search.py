"""Exact search alone, with neither construct nor the bound before it, against the enumerator; and what it may take."""

import random
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from deliverable.book import Booking, Contractor, ContractorUse, Crew, Extras, Period, Person, Question, Task
from deliverable.engine import search as searching_module
from deliverable.engine.cpsat import Answer, Model, Outcome
from deliverable.engine.search import Budget, Found, search
from tests import oracle, wide
from tests.engine.searching import confirmed, fits, hunt, side, stale
from tests.engine.test_wide import ways
from tests.make import MON, booking, crew, deal, effort, firm, needs, on, person, question, row, wait, work

DAY = timedelta(days=1)
FEW_WAYS = 1_000_000
"""What the enumerator does in no time."""


# --- against the enumerator ------------------------------------------------------------------------------------------


def tight(seed: int) -> Question:
    """Crews, work behind them and before them, unnamed bookings and a pool, in a few days that are seldom enough."""
    chance = random.Random(seed)
    today = on(chance.choice([0, 0, 23]))  # 27 January: a month ends within the week
    people = [_somebody(chance, f"p{n}", today) for n in range(chance.randint(2, 4))]
    tasks: list[Task] = []
    for n in range(chance.randint(2, 4)):
        tasks.append(_task(chance, f"t{n}", today, [task.id for task in tasks]))
    uses = (ContractorUse("pool", effort(chance.choice([50, 100, 150, 300])), today),)
    asked = deal(*tasks, due=later(today, *range(1, 5), chance=chance), extras=Extras(uses * chance.randint(0, 1)))
    pool = Contractor("pool", skills={"a": 1, "b": 1}, people=2, most=chance.choice([None, effort(100)]))
    booked = [_booking(chance, f"b{n}", today) for n in range(chance.randint(0, 2))]
    return question(*people, *booked, asked, pool, the_firm=firm(confirm_every=30), today=today)


def later(today: date, *days: int, chance: random.Random) -> date:
    return today + timedelta(days=chance.choice(days))


def _somebody(chance: random.Random, name: str, today: date) -> Person:
    known = {"confirmed": today} if chance.random() < 0.6 else {}
    return person(name, " ".join(chance.sample(["a", "b", "c"], chance.randint(1, 2))), **known)


def _task(chance: random.Random, name: str, today: date, before: list[str]) -> Task:
    more: dict[str, Any] = {"after": " ".join(one for one in before if chance.random() < 0.35)}
    more["by"] = later(today, 2, 3, chance=chance) if chance.random() < 0.1 else None
    shape = chance.random()
    if shape < 0.5:
        places = [Crew(chance.choice("abc"), people=chance.choice([1, 1, 2])) for _ in range(chance.randint(1, 2))]
        days: int | Period = chance.choice([1, 1, 2, 3])
        if chance.random() < 0.2:
            days = Period(today + DAY, later(today, 1, 2, 3, chance=chance))
        return crew(name, days, *places, **more)
    if shape < 0.6:
        return wait(name, 1, **more)
    parts = [
        needs(chance.choice("abc"), chance.choice([50, 100, 120, 200]), people=chance.choice([1, 1, 2, 3]))
        for _ in range(chance.randint(1, 2))
    ]
    return work(name, *parts, **more)


def _booking(chance: random.Random, name: str, today: date) -> Booking:
    first = later(today, 0, 1, 2, chance=chance)
    share = chance.choice(["1/2", "1", "1/4"])
    return booking(name, row(None, first, first + DAY, skill=chance.choice("abc"), share=share))


def agree(asked: list[Question]) -> None:
    """Search says what the enumerator says of all of them, with and without stale people."""
    few = [each for each in asked if ways(each) <= FEW_WAYS]
    assert len(few) > len(asked) // 2
    seen = set()
    for each in few:
        truth, fresh = oracle.fits(each), oracle.fits(confirmed(each))
        assert fits(each) is truth
        assert fits(each, fresh=True) is fresh
        seen.add((truth, fresh))
    assert seen == {(True, True), (True, False), (False, False)}


@pytest.mark.slow
def test_crews_beside_work_unnamed_bookings_and_a_pool() -> None:
    agree([tight(seed) for seed in range(130)])


@pytest.mark.slow
@pytest.mark.parametrize(("seeds", "deals"), [(range(5000, 5030), 1), (range(6000, 6015), 2)], ids=["one deal", "two"])
def test_everything_that_a_folder_and_a_deal_can_say(seeds: range, deals: int) -> None:
    asked = [wide.question(seed, deals, people=3, tasks=3 - deals // 2) for seed in seeds]
    agree([one for one in asked if side(one).problem.estimated])


# --- what it may take ------------------------------------------------------------------------------------------------


def three_of_two(**more: Any) -> Question:
    """Three tasks of one person each for two people, each of whom has time for one and a half."""
    tasks = [work(name, needs("php", 200, people=1)) for name in ("one", "two", "three")]
    return question(person("ana"), person("ben"), deal(*tasks, due=on(2)), **more)


def test_what_is_spent_is_counted() -> None:
    budget = Budget(10)
    assert hunt(three_of_two(), budget).none
    assert 0 < budget.spent < 1
    assert budget.left == pytest.approx(10 - budget.spent)
    first = budget.spent
    assert hunt(three_of_two(), budget).none
    assert budget.spent == pytest.approx(2 * first)


class Told:
    """Models that are not solved, only asked: limits and relaxations by which they would be."""

    def __init__(
        self,
        monkeypatch: pytest.MonkeyPatch,
        outcome: Outcome = Outcome.OPEN,
        spent: float = 0.0,
        *,
        stopped: bool = False,
    ) -> None:
        self.limits: list[tuple[float, int]] = []

        def solve(model: Model, limit: float, *, relaxation: int) -> Answer:
            assert model.size
            self.limits.append((limit, relaxation))
            return Answer(outcome, (), spent, stopped)

        monkeypatch.setattr(Model, "solve", solve)


def test_a_limit_is_in_seconds_of_a_usual_machine_by_what_a_model_is_made_of(monkeypatch: pytest.MonkeyPatch) -> None:
    told = Told(monkeypatch, spent=0.7)
    left = []
    both = [person("ana", "php"), person("ben", "php design")]
    one_kind = [crew("a", 1, Crew("php"))]
    two_kinds = [crew("a", 1, Crew("php"), Crew("design"))]
    for people, tasks in (
        ([person("ana")], one_kind),
        (both, two_kinds),
        ([person("ana")], [work("a", needs("php", 1))]),
    ):
        budget = Budget(10)
        assert hunt(question(*people, deal(*tasks, due=on(3))), budget).open
        left.append(round(budget.left, 2))
    assert [(round(limit, 2), relaxation) for limit, relaxation in told.limits] == [(6.2, 0), (6.2, 0), (3.5, 1)]
    assert left == [8.87, 8.87, 8.0]


def test_of_what_is_left_only_a_share_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    told = Told(monkeypatch)
    of = side(three_of_two())
    budget = Budget(10)
    budget.take(4)
    search(of.problem, of.capacity, of.unnamed, of.problem.deadlines(), budget, share=0.5)
    assert [round(limit, 2) for limit, _ in told.limits] == [1.05]  # half of 6, of which a second is worth 0.35


def test_building_counts_and_what_can_not_be_built_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    told = Told(monkeypatch)
    asked = three_of_two()
    size = 3 * 2 * 3  # tasks, people, days
    monkeypatch.setattr(searching_module, "BUILT_IN_A_SECOND", size)
    budget = Budget(5)
    assert hunt(asked, budget).open
    assert (budget.spent, budget.left) == (1, 4)
    told.limits.clear()
    assert hunt(asked, small := Budget(0.9)).open
    assert (told.limits, small.spent) == ([], 0)
    of = side(asked)
    assert search(of.problem, of.capacity, of.unnamed, of.problem.deadlines(), small, share=0.5) == Found()


def test_crews_and_unnamed_bookings_count_as_built(monkeypatch: pytest.MonkeyPatch) -> None:
    Told(monkeypatch)
    monkeypatch.setattr(searching_module, "BUILT_IN_A_SECOND", 1)
    people = [person("ana"), person("ben")]
    somebody = booking("b", row(None, on(0), on(4), skill="php", share="1/2"))
    budget = Budget(100)
    hunt(question(*people, somebody, deal(work("a", needs("php", 1)), due=on(2))), budget)
    assert budget.spent == 2 * 3 + 2 * 3  # minutes by person and day, and the bookings' of the same people and days
    budget = Budget(100)
    hunt(question(*people, deal(crew("a", 1, Crew("php")), wait("w", 1), due=on(2))), budget)
    assert budget.spent == 3 + 2  # days and people


@pytest.mark.parametrize("budget", [Budget(0), Budget(5, stopped=True)], ids=["nothing left", "stopped"])
def test_without_a_budget_it_ends_undecided(budget: Budget, monkeypatch: pytest.MonkeyPatch) -> None:
    told = Told(monkeypatch)
    assert budget.over
    assert hunt(three_of_two(), budget) == Found()
    assert told.limits == []


def test_whoever_stops_it_stops_all_that_follows(monkeypatch: pytest.MonkeyPatch) -> None:
    told = Told(monkeypatch, Outcome.OPEN, stopped=True)
    budget = Budget(5)
    assert hunt(three_of_two(), budget).open
    assert budget.over
    assert budget.left > 4
    assert hunt(three_of_two(), budget).open
    assert len(told.limits) == 1


def test_an_end_that_is_no_proof_is_open(monkeypatch: pytest.MonkeyPatch) -> None:
    for outcome, none in ((Outcome.OPEN, False), (Outcome.NONE, True)):
        Told(monkeypatch, outcome)
        found = hunt(three_of_two())
        assert (found.none, found.open) == (none, not none)


def test_a_plan_to_start_from_is_hinted_within_the_windows(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = question(person("ana"), deal(crew("a", 1, Crew("php")), crew("b", 1, Crew("php"), after="a"), due=on(3)))
    of = side(asked)
    near = hunt(replace(asked, deals=(replace(asked.deals[0], due=on(20)),))).plan
    assert near is not None
    hinted: list[dict[int, int]] = []
    monkeypatch.setattr(Model, "hint", lambda model, variable, value: hinted.append({variable: value}))
    for starts, values in (((1, 2), [1, 2]), ((0, 11), [0, 3]), ((-7, 0), [0, 1])):
        plan = replace(near, starts=starts)
        found = search(of.problem, of.capacity, of.unnamed, of.problem.deadlines(), Budget(), near=plan)
        assert found.plan is not None
        assert [value for one in hinted for value in one.values()] == values
        hinted.clear()


def test_what_is_not_estimated_or_takes_no_time_is_no_question_for_it() -> None:
    for task in (work("a", needs("php", None)), wait("a", 0), crew("a", 0, Crew("php"))):
        assert hunt(question(person("ana"), deal(task, due=on(3)))).open


def test_what_the_windows_rule_out_needs_no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    told = Told(monkeypatch)
    assert hunt(question(person("ana"), deal(work("a", needs("php", 301)), due=on(2))), budget := Budget()).none
    assert (told.limits, budget.spent) == ([], 0)


def test_stale_people_are_left_out_of_crews_and_work_but_still_serve_unnamed_bookings() -> None:
    house = firm(confirm_every=30)
    known, unknown = person("ana", confirmed=MON), person("ben")
    build = work("build", needs("php", 100))
    for tasks in ([build], [crew("c", 1, Crew("php"))]):
        assert fits(question(known, unknown, deal(*tasks, due=MON), the_firm=house), fresh=True)
        assert not fits(question(unknown, deal(*tasks, due=MON), the_firm=house), fresh=True)
        assert fits(question(unknown, deal(*tasks, due=MON), the_firm=house))
    somebody = booking("b", row(None, MON, skill="php", share=1))
    assert fits(question(known, unknown, somebody, deal(build, due=MON), the_firm=house), fresh=True)
    assert stale(side(question(known, unknown, deal(build), the_firm=house)).problem) != frozenset()


def test_a_crew_that_would_need_a_stale_person_twice_or_nowhere_begins_is_ruled_out() -> None:
    """What is left of the places is no contradiction of the model's own: these were once refused as no valid model."""
    house = firm(confirm_every=30)
    people = [person("ana", confirmed=MON), person("ben")]
    twice = [crew("c", 1, Crew("php"), Crew("php")), work("w", needs("php", 50))]
    assert not fits(question(*people, deal(*twice, due=on(3)), the_firm=house), fresh=True)
    meetings = booking("b", row("ana", MON, on(3), per_day=1))
    assert not fits(question(*people, meetings, deal(crew("c", 1, Crew("php")), due=on(3)), the_firm=house), fresh=True)
