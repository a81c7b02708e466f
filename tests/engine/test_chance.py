"""Chances: cases whose answer is known, the law that holds, and trials carried out again by the plain audit."""

import random
from dataclasses import replace
from datetime import timedelta
from fractions import Fraction
from math import exp, log, sqrt
from statistics import NormalDist
from typing import Any

import numpy as np
import pytest

from deliverable.book import Crew, Duration, Effort, EstimateError, Period, Question, Requirement, Task
from deliverable.engine import chance as chance_module
from deliverable.engine.audit.claims import plan_rows as read_rows
from deliverable.engine.audit.days import Days
from deliverable.engine.audit.scope import Scope
from deliverable.engine.audit.trials import trial_complaints
from deliverable.engine.chance import TRIALS, Chance, Trial, chance_of
from deliverable.engine.claims import plan_rows
from deliverable.engine.doubts import COMMON, IN_TEN, OWN, Doubts, doubts_of
from deliverable.engine.plan import Plan
from deliverable.engine.policy import policy_of
from deliverable.engine.simulate import NEVER, Draws, run
from deliverable.engine.simulate.draws import scaled
from deliverable.engine.solve import Side, Solved, solve
from deliverable.record import prior
from deliverable.verdict import assess
from tests import firms, wide
from tests.make import booking, crew, deal, firm, needs, on, person, question, row, wait, work

NORMAL = NormalDist()
DAY = timedelta(days=1)
WEEKS = 8


def chance(asked: Question, **more: Any) -> Chance:
    """The chance of the plan that a question gets."""
    side, plan, _ = planned(asked)
    return chance_of(asked, side, plan, **more)


def planned(asked: Question) -> tuple[Side, Plan, Solved]:
    solved = solve(asked)
    side = solved.with_holds if solved.plan is not None or solved.plan_if_lapsed is None else solved.certain
    plan = solved.plan or solved.plan_if_lapsed or solved.soonest
    assert plan is not None
    return side, plan, solved


def near(share: float, truth: float, errors: float = 4) -> bool:
    """Whether a share is what it should be, as far as so many trials can tell."""
    return abs(share - truth) <= errors * sqrt(max(truth * (1 - truth), 0.0004) / TRIALS)


def uncertain(median: str = "1", p80: str = "4/3", **more: Any) -> Any:
    return firm(estimate_error=EstimateError(Fraction(median), Fraction(p80)), **more)


def ranged(low: int, likely: int, high: int, **more: Any) -> Requirement:
    return Requirement("php", Effort(Fraction(likely), Fraction(low), Fraction(high)), **more)


# --- answers that are known ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("days", [8, 10, 12, 14, 20])
def test_one_task_of_one_person_is_a_log_normal(days: int) -> None:
    due = on(7 * (days // 5) + days % 5 - 1)  # so many working days from a Monday
    asked = question(person("ana"), deal(work("a", needs("php", 1000)), due=due), the_firm=uncertain())
    sigma = log(4 / 3) / NORMAL.inv_cdf(0.8)
    truth = NORMAL.cdf(log(days / 10) / sigma)
    found = chance(asked)
    assert found.on_time is not None
    assert abs(found.on_time - truth) <= 1 / TRIALS  # the totals are its quantiles, evenly
    assert (found.based_on, found.projects, found.trials) == ("prior", 0, TRIALS)


def test_the_days_are_those_by_which_so_many_have_ended() -> None:
    asked = question(person("ana"), deal(work("a", needs("php", 1000)), due=on(40)), the_firm=uncertain("1", "1.25"))
    found = chance(asked)
    sigma = log(1.25) / NORMAL.inv_cdf(0.8)
    for share, day in ((0.5, found.p50), (0.8, found.p80), (0.95, found.p95)):
        days = -(-10 * exp(sigma * NORMAL.inv_cdf(share)) // 1)
        assert day == 7 * ((days - 1) // 5) + (days - 1) % 5


def test_two_ranges_go_together_as_far_as_what_they_share() -> None:
    tasks = [work(name, ranged(400, 500, 800, who=(who,))) for name, who in (("a", "ana"), ("b", "ben"))]
    asked = question(person("ana"), person("ben"), deal(*tasks, due=on(7)))  # six days: 600 minutes
    z = log(600 / 500) / (log(800 / 500) / IN_TEN)
    common = COMMON / sqrt(COMMON**2 + OWN**2)
    steps = [NORMAL.inv_cdf((n + 0.5) / 4000) for n in range(4000)]
    truth = sum(NORMAL.cdf((z - common * c) / sqrt(1 - common**2)) ** 2 for c in steps) / len(steps)
    found = chance(asked)
    assert near(found.on_time or 0, truth)
    assert found.based_on == "none"


def test_two_waits_are_independent() -> None:
    waits = [replace(wait(name, 5), wait=Duration(5, 3, 9)) for name in ("a", "b")]
    asked = question(person("ana"), deal(*waits, due=on(7)))
    z = log(6.5 / 5) / (log(9 / 5) / IN_TEN)  # six days, after rounding
    assert near(chance(asked).on_time or 0, NORMAL.cdf(z) ** 2)


def test_a_wait_for_somebody_varies_and_a_plain_one_does_not() -> None:
    plain = question(person("ana"), deal(wait("a", 5), due=on(4)))
    assert (chance(plain).on_time, chance(plain).trials) == (1.0, 0)
    somebody = question(person("ana"), deal(wait("a", 5, waiting_for="client"), due=on(4)))
    assert near(chance(somebody).on_time or 0, NORMAL.cdf(log(5.5 / 5) / 0.6))


@pytest.mark.parametrize("probability", ["1/2", "1/5"])
def test_a_hold_that_decides_decides_by_its_chance(probability: str) -> None:
    hold = booking("h", row("ana", on(0), on(4), share=1), status="hold", probability=probability)
    asked = question(person("ana"), hold, deal(work("a", needs("php", 500)), due=on(4)))
    found = chance(asked)
    assert near(found.on_time or 0, 1 - float(Fraction(probability)))
    assert found.views == (1.0, 0.0)
    assert [(hang.what, hang.id, hang.on_time) for hang in found.hangs] == [("hold", "h", 1.0)]
    assert assess(asked).word == "at-risk"


def test_holds_of_one_deal_land_together() -> None:
    holds = [
        booking(name, row(who, on(0), on(4), share=1), status="hold", probability="1/2", deal="other")
        for name, who in (("h", "ana"), ("i", "ben"))
    ]
    tasks = [work("a", needs("php", 500, who=("ana",))), work("b", needs("php", 500, who=("ben",)))]
    together = question(person("ana"), person("ben"), *holds, deal(*tasks, due=on(4)))
    assert near(chance(together).on_time or 0, 0.5)
    apart = [replace(hold, deal=None) for hold in holds]
    assert near(chance(question(person("ana"), person("ben"), *apart, deal(*tasks, due=on(4)))).on_time or 0, 0.25)


def test_illness_takes_whole_days() -> None:
    asked = question(
        person("ana"), deal(work("a", needs("php", 100)), due=on(0)), the_firm=firm(sickness=Fraction(1, 10))
    )
    assert near(chance(asked).on_time or 0, 0.9)
    five = question(
        person("ana"), deal(work("a", needs("php", 500)), due=on(4)), the_firm=firm(sickness=Fraction(1, 10))
    )
    assert near(chance(five).on_time or 0, 0.9**5)


def test_a_crew_loses_the_days_on_which_somebody_is_ill_and_on_fixed_dates_it_can_not() -> None:
    ill = firm(sickness=Fraction(1, 10))
    two = [person("ana"), person("ben")]
    free = question(*two, deal(crew("a", 2, Crew("php", people=2)), due=on(1)), the_firm=ill)
    assert near(chance(free).on_time or 0, 0.9**4)
    fixed = question(*two, deal(crew("a", Period(on(0), on(1)), Crew("php", people=2)), due=on(1)), the_firm=ill)
    found = chance(fixed)
    assert near(found.on_time or 0, 0.9**4)
    assert found.p80 is None  # it happens then, or never
    stand_in = question(*two, person("cem"), *fixed.deals, the_firm=ill)
    assert chance(stand_in).on_time == 1


def test_with_nothing_in_doubt_it_is_one_or_nothing() -> None:
    for due, truth in ((4, 1.0), (3, 0.0)):
        found = chance(question(person("ana"), deal(work("a", needs("php", 500)), due=on(due))))
        assert (found.on_time, found.trials, found.error, found.based_on) == (truth, 0, 0, "none")
        assert found.p50 == found.p80 == found.p95 == 4


def test_without_a_date_there_are_days_and_no_share() -> None:
    found = chance(question(person("ana"), deal(work("a", needs("php", 500))), the_firm=uncertain()))
    assert found.on_time is None
    assert found.p50 is not None
    assert found.enough


# --- the deal's total ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("median", "p80"), [(1.0, 1.33), (1.2, 1.9), (0.9, 0.95), (1.1, 1.1)])
def test_a_deal_total_has_just_the_median_and_p80_that_were_declared(median: float, p80: float) -> None:
    chance_ = np.random.default_rng(1)
    for tasks in (1, 2, 7, 40):
        common = chance_.standard_normal(4000)
        logs = {(n, 0): COMMON * common + OWN * chance_.standard_normal(4000) for n in range(tasks)}
        minutes = {part: 100 + 50 * part[0] for part in logs}
        factors = scaled(logs, minutes, prior(median, p80))
        totals = sum(minutes[part] * factors[part] for part in logs) / sum(minutes.values())
        assert np.quantile(totals, [0.5, 0.8]) == pytest.approx([median, p80], rel=1e-3)
        assert all((factor > 0).all() for factor in factors.values())
        if tasks > 1 and p80 > median:
            alone = np.quantile(factors[0, 0], 0.8) / np.quantile(factors[0, 0], 0.5)
            assert alone > p80 / median  # a task varies more than the whole


# --- the law ---------------------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_with_the_plan_fixed_a_later_date_never_lowers_the_chance() -> None:
    for seed in range(4):
        asked = firms.question(seed)
        asked = replace(asked, book=replace(asked.book, firm=replace(asked.book.firm, estimate_error=EstimateError())))
        solved = solve(asked)
        if solved.soonest is None or len(asked.deals) > 1:
            continue
        before = -1.0
        for later in range(0, 60, 10):
            due = solved.with_holds.problem.on(solved.soonest.finish) + later * DAY
            moved = replace(asked, deals=(replace(asked.deals[0], due=due),))
            side = solve(moved, 0).with_holds
            found = chance_of(moved, side, solved.soonest, hangs=False).on_time
            assert found is not None
            assert found >= before
            before = found
        assert before > 0


# --- the plan as a policy --------------------------------------------------------------------------------------------


def exact(doubts: Doubts) -> Doubts:
    return replace(doubts, ranges={}, general={}, waits={}, crews={}, sickness=0.0)


@pytest.mark.slow
def test_when_all_is_as_planned_no_task_ends_later() -> None:
    seen = 0
    for asked in [firms.question(seed) for seed in range(6)] + [wide.question(seed) for seed in range(70)]:
        solved = solve(asked, 0)
        for side, plan in ((solved.with_holds, solved.plan or solved.soonest), (solved.certain, solved.plan_if_lapsed)):
            if plan is None or not side.problem.estimated:
                continue
            policy = policy_of(side, plan, side.problem)
            doubts = exact(doubts_of(asked, policy, None))
            held = side is solved.with_holds
            said = [hold.probability for hold in asked.book.bookings.values()]
            said += [promise.probability for promise in asked.book.promises.values()]
            if not held and None in said:
                continue  # a hold whose chance nobody said lands
            reach = min(side.problem.days, plan.finish + 2)
            ends = run(policy, Draws(policy, doubts, 1, held=held), reach).ends[:, 0].tolist()
            assert all(end <= last for end, last in zip(ends, plan.ends, strict=True)), (asked.deals, ends, plan.ends)
            seen += 1
    assert seen > 40


def doubtful(asked: Question, seed: int) -> Question:
    """The same with estimates, illness, ranges and waits for somebody."""
    dice = random.Random(seed)

    def vague(task: Task) -> Task:
        if task.wait is not None:
            return replace(task, waiting_for=dice.choice(["", "client"]))
        if task.effort is not None and dice.random() < 0.5:
            return replace(task, effort=tuple(_vague(dice, part) for part in task.effort))
        if task.duration is not None and dice.random() < 0.5:
            days = task.duration.likely
            return replace(task, duration=Duration(days, max(1, days - 1), days + 2))
        return task

    deals = tuple(replace(d, scope=tuple(vague(task) for task in d.scope or ())) for d in asked.deals)
    changed = replace(asked.book.firm, estimate_error=EstimateError(), sickness=Fraction(1, 20))
    return replace(asked, deals=deals, book=replace(asked.book, firm=changed))


def _vague(dice: random.Random, part: Requirement) -> Requirement:
    if part.effort is None:
        return part
    likely = part.effort.likely
    return replace(part, effort=Effort(likely, likely * Fraction(3, 4), likely * Fraction(dice.randint(5, 9), 4)))


@pytest.mark.slow
def test_trials_carried_out_again_end_on_the_same_days(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chance_module, "SAMPLED", 5)
    monkeypatch.setattr(chance_module, "TRIALS", 60)
    compared: list[Trial] = []
    asked = [firms.question(seed) for seed in range(3)] + [wide.question(seed) for seed in range(60)]
    for seed, certain in enumerate(asked):
        of = doubtful(certain, seed)
        solved = solve(of, 0)
        for side, plan in ((solved.with_holds, solved.plan or solved.soonest), (solved.certain, solved.plan_if_lapsed)):
            if plan is None or not side.problem.estimated:
                continue
            found = chance_of(of, side, plan)
            claim = {"plan": plan_rows(side.problem, plan)}
            for trial in found.sampled:
                scope = Scope(Days(of, trial.lapsed), of.deals)
                rows = read_rows(claim, scope).work
                assert list(trial_complaints(scope, rows, trial)) == []
                compared.append(trial)
    assert len(compared) > 120
    assert any(trial.lapsed for trial in compared)
    assert any(trial.ill for trial in compared)
    assert any(None in trial.ends.values() for trial in compared)


def test_a_trial_that_ends_otherwise_is_refused() -> None:
    asked = question(person("ana"), deal(work("a", needs("php", 500)), due=on(9)), the_firm=uncertain())
    side, plan, _ = planned(asked)
    trial = chance_of(asked, side, plan).sampled[0]
    scope = Scope(Days(asked), asked.deals)
    rows = read_rows({"plan": plan_rows(side.problem, plan)}, scope).work
    assert list(trial_complaints(scope, rows, trial)) == []
    end = trial.ends["d", "a"]
    assert end is not None
    for wrong in (end + DAY, end - DAY, None):
        (said,) = trial_complaints(scope, rows, replace(trial, ends={("d", "a"): wrong}))
        assert said.startswith("chance: a ends on")


def test_freed_time_is_used_and_nobody_is_in_two_places() -> None:
    tasks = [work("a", needs("php", 100)), wait("w", 5, after="a"), work("b", needs("php", 100), after="w")]
    asked = question(person("ana"), deal(*tasks, work("c", needs("php", 400)), due=on(30)))
    side, plan, _ = planned(asked)
    policy = policy_of(side, plan, side.problem)
    doubts = replace(exact(doubts_of(asked, policy, None)))
    draws = Draws(policy, doubts, 2)
    jobs = [job.id for job in side.problem.jobs]
    draws.waits[jobs.index("w")] = np.array([5, 15])
    ends = run(policy, draws, 60).ends
    assert ends[jobs.index("c")].tolist() == [plan.ends[jobs.index("c")]] * 2  # it doesn't wait for b
    assert ends[jobs.index("b")].tolist() == [8, 8 + 14]


def test_who_leaves_never_ends() -> None:
    gone = person("ana", leaves=on(9))
    asked = question(gone, deal(work("a", needs("php", 700)), due=on(30)), the_firm=uncertain("1", "2"))
    found = chance(asked)
    assert found.p95 is None
    assert NEVER > 10_000
    assert 0.5 < (found.on_time or 0) < 0.75


def test_what_matters_most_comes_first() -> None:
    tasks = [work("a", ranged(200, 500, 1200)), work("b", ranged(90, 100, 110), after="a"), wait("w", 2, after="b")]
    asked = question(person("ana"), deal(*tasks, due=on(14)), the_firm=firm(sickness=Fraction(1, 50)))
    found = chance(asked)
    assert found.hangs[0].what == "estimate"
    assert found.hangs[0].id == "a"
    shares = [hang.on_time for hang in found.hangs]
    assert shares == sorted(shares, reverse=True)
    assert min(shares) >= (found.on_time or 0) + 0.05


def test_a_trial_that_one_person_can_not_end_is_compared_as_far_as_it_was_followed() -> None:
    gone, stays = person("ana", leaves=on(9)), person("ben", "art")
    tasks = [work("a", needs("php", 780)), work("b", needs("art", 3000))]
    asked = question(gone, stays, deal(*tasks, due=on(60)), the_firm=uncertain("6/5", "2"))
    side, plan, _ = planned(asked)
    trials = chance_of(asked, side, plan).sampled
    assert any(trial.ends["d", "b"] is None for trial in trials)
    never = [trial for trial in trials if trial.ends["d", "a"] is None]
    assert never
    scope = Scope(Days(asked), asked.deals)
    rows = read_rows({"plan": plan_rows(side.problem, plan)}, scope).work
    for trial in trials:
        assert list(trial_complaints(scope, rows, trial)) == []
    assert assess(asked).word in ("at-risk", "yes")


def test_a_deal_alone_has_the_same_chance_whatever_it_is_called() -> None:
    people = (person("ana"), person("ben"))

    def chance(name: str) -> float | None:
        tasks = [work("a", needs("php", 700)), work("b", needs("php", 600)), work("c", needs("php", 500))]
        found = assess(question(*people, replace(deal(*tasks, due=on(11)), id=name), the_firm=uncertain())).chance
        return None if found is None else found.on_time

    assert chance("d") == chance("another") is not None
