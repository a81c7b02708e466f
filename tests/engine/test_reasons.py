"""All the reasons of a no: which there are, in which order, what is missing, and the least that removes each."""

import random
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from deliverable.book import Crew, Question
from deliverable.engine.proofs import Chain, Cut, Shortfall
from deliverable.engine.reasons import Reason
from deliverable.supply import WorkingDays
from deliverable.verdict import Verdict, assess
from tests import oracle, wide
from tests.make import booking, crew, deal, needs, off, on, person, question, row, wait, work

TUE, WED, THU, FRI = on(1), on(2), on(3), on(4)
NEXT = on(7)


def explained(*things: Any) -> Verdict:
    """The answer to a question that can't be done, with its reasons."""
    verdict = assess(question(*things), explain=True)
    assert verdict.word == "no"
    assert verdict.proof is verdict.binding[0].proof
    return verdict


def named(verdict: Verdict, reason: Reason) -> list[str]:
    """The tasks and bookings that a reason is about."""
    assert verdict.problem is not None
    jobs = verdict.problem.jobs
    if isinstance(reason.proof, Chain):
        return [jobs[link.job].id for link in reason.proof.links]
    return [a.booking if a.job is None else jobs[a.job].id for a in reason.proof.asked]


def test_each_requirement_that_is_short_is_a_reason_and_what_needs_most_days_comes_first() -> None:
    """Ana has 300 minutes until Wednesday and 200 more until Friday; Cem has the same."""
    people = [person("ana"), person("cem", "design")]
    tasks = [work("a", needs("php", 310)), work("b", needs("design", 420))]
    verdict = explained(*people, deal(*tasks, due=WED))
    assert [named(verdict, r) for r in verdict.binding] == [["b"], ["a"]]
    assert [r.short for r in verdict.binding] == [120, 10]
    assert [r.later and r.later.days for r in verdict.binding] == [2, 1]


def test_without_an_explanation_there_are_no_reasons() -> None:
    verdict = assess(question(person("ana"), deal(work("a", needs("php", 310)), due=WED)))
    assert verdict.binding == ()
    assert "reasons" not in verdict.claim


def test_what_is_short_beside_another_reason_is_counted_without_it() -> None:
    """Ana has 300: `a` misses 100 of its 400 on its own; with `b` 150 are missing, so 50 are new."""
    verdict = explained(person("ana"), deal(work("a", needs("php", 400)), work("b", needs("php", 50)), due=WED))
    first, second = verdict.binding
    assert named(verdict, first) == ["a"]
    assert (first.short, first.beside) == (100, ())
    assert sorted(named(verdict, second)) == ["a", "b"]
    assert (second.short, second.beside) == (50, ((0, 100),))


def test_work_that_fits_once_the_first_is_relieved_is_no_reason() -> None:
    """`b` needs design, which Cem has; only `a` is short."""
    people = [person("ana"), person("cem", "design")]
    verdict = explained(*people, deal(work("a", needs("php", 301)), work("b", needs("design", 300)), due=WED))
    assert [named(verdict, r) for r in verdict.binding] == [["a"]]


def test_a_row_of_tasks_and_another_branch_are_two_reasons() -> None:
    """Two waits of two days end on Thursday, and the installation of five days on Friday; Wednesday is asked."""
    tasks = [wait("one", 2), wait("two", 2, after="one"), crew("install", 5, Crew("php"))]
    verdict = explained(person("ana"), deal(*tasks, due=WED))
    assert [named(verdict, r) for r in verdict.binding] == [["install"], ["one", "two"]]
    assert [r.later and r.later.days for r in verdict.binding] == [2, 1]
    assert all(isinstance(r.proof, Chain) and r.short == 0 for r in verdict.binding)


def test_what_waits_for_a_late_task_is_the_same_reason() -> None:
    tasks = [wait("one", 4), wait("two", 1, after="one"), wait("three", 1, after="two")]
    verdict = explained(person("ana"), deal(*tasks, due=WED))
    assert len(verdict.binding) == 1


def test_a_chain_goes_on_to_the_end_of_what_must_follow() -> None:
    """Three waits end on the sixth day, Wednesday is the third: three days later. The second alone is late too."""
    tasks = [wait("one", 2), wait("two", 3, after="one"), wait("three", 1, after="two")]
    (only,) = (verdict := explained(person("ana"), deal(*tasks, due=WED))).binding
    assert named(verdict, only) == ["one", "two", "three"]
    assert only.later is not None
    assert only.later.days == 3


def test_a_chain_that_needs_later_dates_than_what_is_short_comes_before_it() -> None:
    """`a` has one day and needs two: a day later. In the row `c` needs two more behind three of waiting: two days."""
    taken = booking("client", row("ana", on(0), on(30), share="1/2"))
    tasks = [work("a", needs("php", 100)), wait("b", 3, after="a"), work("c", needs("php", 100), after="b")]
    verdict = explained(person("ana"), taken, deal(*tasks, due=FRI))
    assert [named(verdict, r) for r in verdict.binding] == [["a", "b", "c"], ["a"]]
    assert [r.later and r.later.days for r in verdict.binding] == [2, 1]


def test_what_a_row_leaves_no_day_for_is_no_reason_of_its_own() -> None:
    """`b` needs Wednesday alone, by the calendar; but the row says that it begins on Thursday at the soonest."""
    tasks = [work("a", needs("php", 300)), work("b", needs("design", 101), after="a")]
    verdict = explained(person("ana"), person("cem", "design"), deal(*tasks, due=WED))
    assert [named(verdict, r) for r in verdict.binding] == [["a", "b"], ["a"]]


def test_of_one_requirement_only_the_tighter_window_is_a_reason() -> None:
    """Until Friday `a` misses 10 of its 510 minutes, until Tuesday, for the sake of the wait, 310."""
    tasks = [work("a", needs("php", 510)), wait("b", 3, after="a")]
    verdict = explained(person("ana"), deal(*tasks, due=FRI))
    (only,) = [r for r in verdict.binding if named(verdict, r) == ["a"]]
    assert only.short == 310


def test_a_crew_that_is_never_whole_comes_before_what_is_only_late() -> None:
    tasks = [
        work("a", needs("php", 900)),
        crew("move", 1, Crew("php", people=2), after="a"),
        work("b", needs("design", 1)),
    ]
    verdict = explained(person("ana"), deal(*tasks, due=WED))
    assert [named(verdict, r) for r in verdict.binding] == [["b"], ["move"], ["a"]]
    assert [r.later is None for r in verdict.binding] == [True, True, False]


def test_a_milestone_and_the_due_date_of_another_branch_are_two_reasons() -> None:
    tasks = [wait("beta", 3, by=TUE), work("build", needs("php", 600))]
    verdict = explained(person("ana"), deal(*tasks, due=FRI))
    assert sorted(named(verdict, r)[0] for r in verdict.binding) == ["beta", "build"]


def test_what_nobody_can_do_is_worst_and_no_date_helps() -> None:
    tasks = [work("a", needs("php", 900)), work("b", needs("design", 10))]
    verdict = explained(person("ana"), deal(*tasks, due=WED))
    assert [named(verdict, r) for r in verdict.binding] == [["b"], ["a"]]
    assert verdict.binding[0].later is None


def test_a_cap_says_how_many_would_have_to_share_it() -> None:
    """Three have 200 each until Tuesday: two are allowed and have 400, and 401 takes all three."""
    people = [person(name) for name in ("ana", "ben", "cem")]
    verdict = explained(*people, deal(work("a", needs("php", 401, people=2)), due=TUE))
    (only,) = verdict.binding
    assert isinstance(only.proof, Shortfall)
    assert (only.proof.counted, only.people, only.short) == (2, 3, 1)


def test_a_cap_that_more_people_would_not_help() -> None:
    people = [person(name) for name in ("ana", "ben", "cem")]
    verdict = explained(*people, deal(work("a", needs("php", 601, people=2)), due=TUE))
    assert verdict.binding[0].people is None


def test_limits_together_are_a_reason_beside_a_requirement() -> None:
    """Ana's 200 are asked twice by one person each, and Cem's design is short on its own."""
    tasks = [
        work("a", needs("php", 150, people=1)),
        work("b", needs("php", 150, people=1)),
        work("c", needs("design", 300)),
    ]
    verdict = explained(person("ana"), person("cem", "design"), deal(*tasks, due=TUE))
    assert [sorted(named(verdict, r)) for r in verdict.binding] == [["c"], ["a", "b"]]
    assert {r.short for r in verdict.binding} == {100}


def test_days_of_an_unnamed_booking_make_one_reason() -> None:
    """The desk takes 50 a day for five days; `a` needs all 500 of Ana: 250 are missing, however many days that is."""
    desk = booking("desk", row(None, on(0), FRI, skill="php", per_day=50))
    verdict = explained(person("ana"), desk, deal(work("a", needs("php", 501)), due=FRI))
    first, second = verdict.binding
    assert (first.short, second.short) == (1, 250)
    assert named(verdict, second) == ["a", *["desk"] * 5]
    assert second.beside == ((0, 1),)


def test_later_counts_working_days_of_the_firm() -> None:
    """From Friday on the next working day is Monday: one working day, three calendar days."""
    verdict = explained(person("ana"), deal(work("a", needs("php", 600)), due=FRI))
    (only,) = verdict.binding
    assert only.later is not None
    assert verdict.problem is not None
    assert (only.later.days, verdict.problem.on(only.later.until)) == (1, NEXT)


def test_a_due_date_in_the_past_is_counted_from_today() -> None:
    verdict = explained(person("ana"), deal(work("a", needs("php", 200)), due=date(2026, 12, 1)))
    (only,) = verdict.binding
    assert only.later is not None
    assert verdict.problem is not None
    assert (only.later.days, verdict.problem.on(only.later.until)) == (2, TUE)


def test_who_is_away_longer_makes_it_later() -> None:
    away = off(THU, on(8))
    verdict = explained(person("ana", time_off=(away,)), deal(work("a", needs("php", 400)), due=WED))
    (only,) = verdict.binding
    assert only.later is not None
    assert verdict.problem is not None
    assert (only.later.days, verdict.problem.on(only.later.until)) == (5, on(9))


def shifted(asked: Question, days: int) -> Question:
    """The question with its dates so many of the firm's working days later."""

    def moved(day: date | None) -> date | None:
        if day is None or not days:
            return day
        first = max(day.toordinal() + 1, asked.today.toordinal())
        return date.fromordinal(WorkingDays(asked.book, first, first + 60).days[days - 1])

    deals = tuple(
        replace(d, due=moved(d.due), scope=tuple(replace(t, by=moved(t.by)) for t in d.scope or ()))
        for d in asked.deals
    )
    return replace(asked, deals=deals)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(300, 340))
def test_reasons_of_random_questions_hold_are_worst_first_and_that_late(seed: int) -> None:
    """`assess` has them audited; and the enumerator finds no plan for dates a working day less late than the worst
    asks for.
    """
    asked = wide.question(seed)
    verdict = assess(asked, explain=True)
    if verdict.word != "no":
        assert verdict.binding == ()
        return
    kinds = [isinstance(r.proof, Chain | Cut | Shortfall) for r in verdict.binding]
    assert kinds
    assert all(kinds)
    days = [r.later.days if r.later else 10**6 for r in verdict.binding if not r.beside]
    assert days == sorted(days, reverse=True)
    assert not oracle.fits(asked, "certain")
    if days[0] <= 8:
        sooner = shifted(asked, days[0] - 1)
        assert not oracle.fits(sooner, "certain"), "the worst reason still binds a working day sooner"


def test_a_pools_limit_on_all_its_members_holds_a_cap_too() -> None:
    """Two deals and a pool: what the best may have was once refused by the audit."""
    assert assess(wide.question(554, deals=2), explain=True).word == "no"


def test_what_two_requirements_lack_beside_unnamed_work_is_told_once() -> None:
    """Ana alone may do a and b, and somebody unnamed with php is booked beside; each reason that is found later widens
    one that is known, and never becomes another one about the same.
    """
    for seed in (139, 653, 816):
        verdict = assess(beside_unnamed(seed), explain=True)
        said = [(frozenset(named(verdict, reason)), bool(reason.beside)) for reason in verdict.binding]
        assert verdict.word == "no"
        assert len(said) == len(set(said))


def beside_unnamed(seed: int) -> Question:
    """One who can do it, one who can do a part, and unnamed bookings that compete with both."""
    dice = random.Random(seed)
    people = [person("ana", {"php": dice.randint(2, 4)})]
    if dice.random() < 0.4:
        people.append(person("ben", {"php": 1}))

    def stretch(longest: int) -> tuple[date, date]:
        first = dice.randint(0, 9)
        return on(first), on(first + dice.randint(0, longest))

    unnamed = [
        row(None, *stretch(5), skill="php", per_day=dice.choice([10, 20, 50, 90])) for _ in range(dice.randint(1, 2))
    ]
    own = row("ana", *stretch(4), per_day=dice.choice([20, 50, 80]))
    tasks = [
        work("z", needs("php" if dice.random() < 0.5 else "art", dice.randint(1, 3) * 50)),
        work("a", needs("php", dice.randint(2, 6) * 50, level=2), after="z" if dice.random() < 0.6 else ""),
        work("b", needs("php", dice.randint(2, 6) * 50, level=1), after="z" if dice.random() < 0.6 else ""),
    ]
    asked = deal(*tasks, due=on(dice.randint(5, 12)))
    return question(*people, person("cem", "art"), booking("u", *unnamed), booking("o", own), asked)
