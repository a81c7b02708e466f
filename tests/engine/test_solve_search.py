"""Where construct and the bound leave something open: what search settles, in which order, and within what."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from benchmarks import generate
from benchmarks.crowd import AS_OF

from deliverable.book import Booking, Crew, Question, Task
from deliverable.engine import solve as solving
from deliverable.engine.plan import Plan
from deliverable.engine.proofs import Searched, Shortfall
from deliverable.engine.search import Budget, Found
from deliverable.engine.solve import Side, Solved, fit, solve
from deliverable.files.load import load
from deliverable.verdict import assess
from tests.make import MON, booking, crew, deal, firm, needs, on, person, question, row, work

WED, THU, FRI = on(2), on(3), on(4)


def three(minutes: int = 200, **more: Any) -> list[Task]:
    """Three tasks of one person each: of two people each can do one in two days, and a second one in four."""
    return [work(name, needs("php", minutes, people=1), **more) for name in ("one", "two", "three")]


def asked(*things: Any, due: Any = WED, tasks: list[Task] | None = None, **more: Any) -> Question:
    people = [person("ana"), person("ben")]
    return question(*people, *things, deal(*(three() if tasks is None else tasks), due=due), **more)


@pytest.fixture
def searches(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Side, int, float, Found]]:
    """What is searched: the side, the last day, the share, and what was found."""
    made: list[tuple[Side, int, float, Found]] = []
    known = Side.search

    def search(of: Side, deadlines: tuple[int, ...], budget: Budget, share: float, *more: Any) -> Found:
        found = known(of, deadlines, budget, share, *more)
        made.append((of, max(deadlines), share, found))
        return found

    monkeypatch.setattr(Side, "search", search)
    return made


@pytest.fixture
def clumsy(monkeypatch: pytest.MonkeyPatch) -> None:
    """Restarts find nothing."""
    monkeypatch.setattr(solving, "best_plans", lambda *_: (None, None))


def days(solved: Solved) -> tuple[int | None, int | None]:
    return solved.bracket.earliest, solved.bracket.no_sooner_than


def test_a_no_and_the_day_before_the_earliest_finish_are_searched() -> None:
    solved = solve(asked(), limit=7)
    assert solved.refuted == Searched(2, 7)
    assert days(solved) == (3, 3)
    assert solved.bracket.proof == Searched(2, 7)
    assert solved.bracket.proved
    assert solved.plan is None


def test_without_a_limit_the_two_dates_stay_apart(searches: list[Any]) -> None:
    solved = solve(asked(), limit=0)
    assert (solved.plan, solved.refuted, days(solved)) == (None, None, (3, 2))
    assert isinstance(solved.bracket.proof, Shortfall)
    assert not solved.bracket.proved
    assert {found.open for *_, found in searches} == {True}
    assert assess(asked(), limit=0).word == "unknown"


def test_when_it_fits_the_earliest_finish_is_still_searched() -> None:
    solved = solve(asked(due=FRI))
    assert solved.plan is not None
    assert days(solved) == (3, 3)
    assert solved.bracket.proof == Searched(2, 10.0)


def test_without_a_due_date_the_earliest_finish_is_proved() -> None:
    solved = solve(asked(due=None))
    assert days(solved) == (3, 3)
    assert solved.refuted is None


def test_a_milestone_makes_it_a_no_while_the_finish_is_sooner_than_due() -> None:
    """By itself each milestone can be met; not all three. The finish is what it is without them."""
    solved = solve(asked(due=on(20), tasks=three(by=WED)))
    assert solved.refuted == Searched(2, 10.0)
    assert days(solved) == (3, 3)
    later = [*three(by=WED)[:2], work("three", needs("php", 200, people=1), by=THU)]
    assert solve(asked(due=on(20), tasks=later)).plan is not None


def test_milestones_that_are_ruled_out_do_not_raise_the_earliest_finish() -> None:
    """Two by Wednesday and the third by Tuesday is refuted until Wednesday at most, and says nothing of later days."""
    tasks = [*three(by=WED)[:2], work("three", needs("php", 200, people=1), by=on(1))]
    solved = solve(asked(due=on(20), tasks=tasks))
    assert solved.refuted is not None
    assert days(solved) == (3, 3)
    assert assess(asked(due=on(20), tasks=tasks)).claim["finish"]["proved"]


def test_milestones_of_some_say_nothing_of_the_day_by_which_all_is_due() -> None:
    tasks = [*three(by=WED), work("four", needs("php", 1))]
    solved = solve(asked(due=on(20), tasks=tasks))
    assert solved.refuted == Searched(20, 10.0)
    assert days(solved) == (3, 3)


def a_minute_held() -> Booking:
    """A minute of Monday of each of the two, if a hold stands: then nobody does two tasks until Thursday."""
    rows = [row(name, MON, per_day=1) for name in ("ana", "ben")]
    return booking("h", *rows, status="hold", probability="1/2")


def test_both_dates_are_proved_where_a_hold_may_lapse() -> None:
    finish = assess(asked(a_minute_held(), due=on(11))).claim["finish"]
    assert (finish["no_sooner_than"], finish["if_holds_lapse"]) == (THU.isoformat(), THU.isoformat())
    assert (finish["proof"]["kind"], finish["proof"]["until"]) == ("search", WED.isoformat())
    assert (finish["earliest"], finish["proved"]) == (FRI.isoformat(), True)
    beside = finish["proof_beside_holds"]
    assert (beside["kind"], beside["until"]) == ("search", THU.isoformat())


def test_beside_a_hold_it_is_ruled_out_and_without_it_found() -> None:
    verdict = assess(asked(a_minute_held(), due=THU))
    assert (verdict.word, verdict.holds) == ("at-risk", ("h",))
    assert verdict.claim["with_holds"]["kind"] == "search"
    assert verdict.claim["finish"]["proof_beside_holds"]["until"] == THU.isoformat()


def test_neither_beside_a_hold_nor_without(searches: list[Any]) -> None:
    solved = solve(asked(a_minute_held(), due=WED, tasks=three(minutes=190)))
    assert (solved.refuted, solved.refuted_with_holds) == (Searched(2, 10.0), Searched(2, 10.0))
    assert (solved.plan, solved.plan_if_lapsed) == (None, None)
    assert {of for of, *_ in searches[:2]} == {solved.with_holds, solved.certain}


# --- plans that only search finds -----------------------------------------------------------------------------------


def test_what_restarts_miss_is_found(clumsy: None, searches: list[Any]) -> None:
    assert clumsy is None
    solved = solve(asked(due=THU))
    assert solved.plan is not None
    assert solved.plan.finish == 3
    assert days(solved) == (3, 3)
    assert searches[0][2] == solving.QUICK


def test_the_earliest_finish_is_found_from_nothing(clumsy: None) -> None:
    assert clumsy is None
    solved = solve(asked(due=on(14)))
    assert days(solved) == (3, 3)
    assert solved.soonest is not None


def test_a_plan_without_stale_people_is_preferred(clumsy: None, searches: list[Any]) -> None:
    assert clumsy is None
    fresh = [person(name, confirmed=MON) for name in ("cem", "dan")]
    solved = solve(asked(*fresh, due=THU, the_firm=firm(confirm_every=30)))
    assert solved.plan is not None
    assert solved.plan.stale(solved.with_holds.problem) == ()
    only = solve(asked(fresh[0], due=WED, the_firm=firm(confirm_every=30)))
    assert only.plan is not None
    assert only.plan.stale(only.with_holds.problem) != ()
    assert solving.FOR_FRESH in {share for _, _, share, _ in searches}


def test_a_sooner_plan_is_not_shown_for_one_in_time_when_it_needs_more_stale_people() -> None:
    house = firm(confirm_every=30)
    side = solve(asked(person("cem", confirmed=MON), due=FRI, the_firm=house)).with_holds
    problem = side.problem
    stale = next(w for w, worker in enumerate(problem.workers) if worker.stale)
    known = next(w for w, worker in enumerate(problem.workers) if not worker.stale)

    def plan(worker: int, end: int) -> Plan:
        done = replace(solve(asked(due=FRI)).plan or Plan((), (), ()), ends=(end,) * 3)
        return replace(done, work=tuple(replace(w, worker=worker) for w in done.work))

    kept = solving._Known(side, (4, 4, 4), plan=plan(known, 4), soonest=plan(known, 4))
    kept.better(plan(stale, 3))
    assert kept.plan is not None
    assert kept.soonest is not None
    assert (kept.plan.finish, kept.soonest.finish) == (4, 3)
    kept.better(plan(known, 3))
    assert kept.plan.finish == 3
    kept.better(plan(known, 5))
    assert (kept.plan.finish, kept.soonest.finish) == (3, 3)


# --- in which order -------------------------------------------------------------------------------------------------


def restarts(monkeypatch: pytest.MonkeyPatch) -> list[int | None]:
    """How many restarts were asked for, each time (None: all)."""
    made: list[int | None] = []
    known = solving.best_plans

    def best_plans(of: Side, deadlines: tuple[int, ...], most: int | None = None) -> Any:
        made.append(most)
        return known(of, deadlines, most)

    monkeypatch.setattr(solving, "best_plans", best_plans)
    return made


def test_a_small_model_is_searched_after_the_first_restarts(
    monkeypatch: pytest.MonkeyPatch, searches: list[Any]
) -> None:
    made = restarts(monkeypatch)
    solve(asked())
    assert made == [solving.STALLED + 1]
    assert searches[0][2] == solving.QUICK


def test_for_a_large_model_all_restarts_come_first(monkeypatch: pytest.MonkeyPatch, searches: list[Any]) -> None:
    monkeypatch.setattr(solving, "LIGHT", 0)
    made = restarts(monkeypatch)
    solved = solve(asked())
    assert made == [solving.STALLED + 1, None]
    assert searches[0][2] == solving.FOR_VERDICT
    assert days(solved) == (3, 3)
    made.clear()
    solve(asked(due=FRI))
    assert made == [solving.STALLED + 1, solving.SOME]


def test_a_search_that_is_stuck_gives_way_to_all_restarts(monkeypatch: pytest.MonkeyPatch) -> None:
    made = restarts(monkeypatch)
    shares: list[float] = []

    def stuck(of: Side, deadlines: Any, budget: Budget, share: float, *_: Any) -> Found:
        shares.append(share)
        return Found()

    monkeypatch.setattr(Side, "search", stuck)
    solved = solve(asked())
    assert made == [solving.STALLED + 1, None]
    assert shares == [solving.QUICK, solving.FOR_VERDICT, 1.0]
    assert (solved.plan, solved.refuted, days(solved), solved.stopped) == (None, None, (3, 2), False)


def test_when_the_earliest_finish_is_stuck_all_restarts_come_before_the_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[Any] = []

    def best_plans(of: Side, deadlines: Any, most: int | None = None) -> tuple[None, None]:
        made.append(most)
        return None, None

    def search(of: Side, deadlines: Any, budget: Budget, share: float, *_: Any) -> Found:
        made.append(share)
        return Found(none=share == solving.QUICK and solving.QUICK not in made[:-1])

    monkeypatch.setattr(solving, "best_plans", best_plans)
    monkeypatch.setattr(Side, "search", search)
    solved = solve(asked())
    assert solved.refuted == Searched(2, 10.0)
    assert made == [solving.STALLED + 1, solving.QUICK, solving.QUICK, None, 1.0]
    assert days(solved) == (None, 3)


def test_whoever_stops_it_is_told_what_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(of: Side, deadlines: Any, budget: Budget, *_: Any) -> Found:
        budget.stopped = True
        return Found()

    monkeypatch.setattr(Side, "search", stop)
    solved = solve(asked())
    assert (solved.stopped, days(solved)) == (True, (3, 2))
    assert assess(asked()).reasons == ("undecided", "stopped")


def test_when_it_fits_only_a_little_is_left_for_the_earliest_finish(monkeypatch: pytest.MonkeyPatch) -> None:
    left: list[float] = []

    def look(of: Side, deadlines: Any, budget: Budget, *_: Any) -> Found:
        left.append(budget.left)
        return Found()

    monkeypatch.setattr(Side, "search", look)
    solve(asked(due=FRI), limit=10)
    assert set(left) == {solving.AFTER_A_FIT[0]}
    left.clear()
    solve(asked(due=FRI), limit=0.1)
    assert set(left) == {0.1}


# --- changed questions ----------------------------------------------------------------------------------------------


def test_a_changed_question_is_searched_shortly(clumsy: None, searches: list[Any]) -> None:
    assert clumsy is None
    found = fit(asked(due=THU), Budget(1))
    assert found.plan is not None
    assert found.plan.in_time(found.problem.deadlines())
    assert [share for _, _, share, _ in searches] == [solving.SHORT]
    assert fit(asked(), Budget(1)).plan is None
    assert fit(asked(due=THU), Budget(0)).plan is None


def test_a_changed_question_that_is_refuted_or_too_large_is_not_searched(
    monkeypatch: pytest.MonkeyPatch, clumsy: None, searches: list[Any]
) -> None:
    assert clumsy is None
    assert fit(asked(due=on(1)), Budget(1)).plan is None
    monkeypatch.setattr(solving, "LIGHT", 0)
    assert fit(asked(due=THU), Budget(1)).plan is None
    assert searches == []


def test_a_job_without_a_deadline_is_looked_for_soon_after_a_plan_first(monkeypatch: pytest.MonkeyPatch) -> None:
    of = solve(asked(due=FRI))
    assert of.plan is not None
    looked: list[int] = []

    def search(*args: Any, **_: Any) -> Found:
        looked.append(max(args[3]))
        return Found(none=len(looked) == 1)

    monkeypatch.setattr(solving, "search", search)
    side = of.with_holds
    side.search((10**9,) * 3, Budget(), 1.0, of.plan)
    assert looked == [of.plan.finish + solving.LATER, side.problem.days - 1]
    looked.clear()
    side.search((5,) * 3, Budget(), 1.0, of.plan)
    assert looked == [5]


def test_crews_are_settled_too() -> None:
    """A pair of each two of three people, two days each: never two at once, so six days."""
    people = [person("ana", "a b"), person("ben", "b c"), person("cem", "c a")]
    tasks = [crew(name, 2, Crew(name[0]), Crew(name[1])) for name in ("ab", "bc", "ca")]
    solved = solve(question(*people, deal(*tasks, due=on(4))))
    assert solved.refuted is not None
    assert days(solved) == (7, 7)


@pytest.mark.slow
def test_a_plan_of_the_search_is_not_the_last_word() -> None:
    """It ends on the last day that is allowed, where restarts find one that ends weeks sooner and holds more often."""
    tree = generate.firm(37, 74, 6, 116)
    book = load({name: text.encode() for name, text in tree.items()}, "").book
    asked_for = Question(book, (replace(book.deals[generate.DEAL], due=date(2027, 3, 30)),), AS_OF)
    searched, drafted = assess(asked_for), assess(asked_for, limit=0)
    assert searched.by_limit
    assert searched.plan is not None
    assert drafted.plan is not None
    assert searched.plan.finish <= drafted.plan.finish
    assert searched.word == drafted.word == "yes"
