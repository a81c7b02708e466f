"""Plans by hand, right ones and each rule broken by the least there is."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from deliverable.book import (
    Contractor,
    ContractorUse,
    Crew,
    Extras,
    Input,
    Period,
    Question,
    RampUp,
    SkillLevel,
)
from deliverable.engine.audit import audit
from deliverable.verdict import assess
from tests import claims
from tests.claims import done, served
from tests.make import (
    MON,
    booking,
    calendar,
    crew,
    deal,
    effort,
    firm,
    needs,
    off,
    on,
    person,
    question,
    row,
    wait,
    week,
    work,
)

TUE, WED, THU, FRI, SAT, NEXT = on(1), on(2), on(3), on(4), on(5), on(7)


def said(asked: Question, *rows: Mapping[str, Any], **parts: Any) -> tuple[str, ...]:
    """What the audit says of a yes with these rows."""
    return audit(asked, claims.answer(asked, "yes", plan=list(rows), **parts))


def whole() -> tuple[Question, dict[str, Any]]:
    """A tight question of every kind of task with its only plan, and the proof that nothing sooner exists."""
    asked = question(
        person("ana", {"php": 2}),
        person("ben", {"php": 1, "design": 1}),
        booking("care", row(None, TUE, skill="php", per_day=150)),
        deal(
            work("draw", needs("design", 150)),
            wait("approval", 1, after="draw"),
            work("build", needs("php", 100, level=2, people=1), after="approval"),
            crew("install", 1, Crew("php", people=2), after="build"),
            due=FRI,
        ),
    )
    rows = [
        done("ben", MON, 100, "draw", "design"),
        done("ben", TUE, 50, "draw", "design"),
        served("ana", TUE, 100, "care"),
        served("ben", TUE, 50, "care"),
        done("ana", THU, 100, "build"),
        done("ana", FRI, 100, "install"),
        done("ben", FRI, 100, "install"),
    ]
    links = [("draw", "effort", MON, TUE), ("approval", "wait", WED, WED)]
    links += [("build", "effort", THU, THU), ("install", "crew", FRI, FRI)]
    proof = {
        "kind": "chain",
        "tasks": [link[0] for link in links],
        "days": 5,
        "from": MON.isoformat(),
        "to": THU.isoformat(),
        "links": [
            {"task": task, "kind": kind, "from": first.isoformat(), "to": last.isoformat()}
            for task, kind, first, last in links
        ],
    }
    day = FRI.isoformat()
    finish = {"earliest": day, "proved": True, "no_sooner_than": day, "proof": proof}
    return asked, claims.answer(asked, "yes", plan=rows, finish=finish)


LEFT_ALONE = ("p50", "p80", "p95", "trials", "offers")  # only simulating again tells
OTHERS = ("ana", "ben", "zoe", "draw", "build", "php", "design", "care", "plan", "effort")


def test_the_whole_plan_holds() -> None:
    asked, right = whole()
    assert audit(asked, right) == ()


@pytest.mark.slow
def test_every_change_of_the_whole_plan_by_one_is_refused() -> None:
    asked, right = whole()
    changes = list(claims.spoiled(right, OTHERS, LEFT_ALONE))
    assert len(changes) > 400
    assert [what for what, changed in changes if not audit(asked, changed)] == []


def test_every_row_is_needed() -> None:
    asked, right = whole()
    for n in range(len(right["plan"])):
        assert audit(asked, right | {"plan": right["plan"][:n] + right["plan"][n + 1 :]})


# --- effort ----------------------------------------------------------------------------------------------------------


def test_minutes_are_exactly_what_is_needed() -> None:
    asked = question(person("ana"), deal(work("build", needs("php", Fraction(299, 3))), due=FRI))
    assert said(asked, done("ana", MON, 100, "build")) == ()
    assert said(asked, done("ana", MON, 99, "build")) == ("build: 99 minutes of php are planned, it needs 100",)
    assert said(asked, done("ana", MON, 100, "build"), done("ana", TUE, 1, "build"))
    assert said(asked, done("ana", MON, 100, "build"), done("ana", TUE, 0, "build"))


def test_no_more_than_is_free_on_a_day() -> None:
    busy = booking("b", row("ana", MON, per_day=40))
    asked = question(person("ana"), busy, deal(work("a", needs("php", 30)), work("b", needs("php", 31)), due=MON))
    wrong = said(asked, done("ana", MON, 30, "a"), done("ana", MON, 31, "b"))
    assert wrong == ("ana: 61 minutes on 2027-01-04, 60 are free",)


def test_so_many_people_may_share_a_requirement() -> None:
    people = [person("ana"), person("ben"), person("cem")]
    rows = [done(name, MON, 20, "build") for name in ("ana", "ben", "cem")]
    three = deal(work("build", needs("php", 60, people=3)), due=FRI)
    usual = deal(work("build", needs("php", 60)), due=FRI)
    assert said(question(*people, three), *rows) == ()
    assert said(question(*people, usual), *rows) == ("build: 3 people share its php, at most 2 may",)
    assert said(question(*people, usual, the_firm=firm(people_per_task=3)), *rows) == ()


@pytest.mark.parametrize(
    ("skills", "limits", "whole_deal", "may"),
    [
        ({"php": 2}, {"level": 2}, {}, True),
        ({"php": 2}, {"level": 3}, {}, False),
        ({"php": 1, "sc": 1}, {"also": (SkillLevel("sc"),)}, {}, True),
        ({"php": 1, "sc": 1}, {"also": (SkillLevel("sc", 2),)}, {}, False),
        ({"php": 1}, {"also": (SkillLevel("sc"),)}, {}, False),
        ({"design": 5}, {}, {}, False),
        ({"php": 1}, {"who": ("ana", "ben")}, {}, True),
        ({"php": 1}, {"who": ("ben",)}, {}, False),
        ({"php": 1}, {"exclude": ("ana",)}, {}, False),
        ({"php": 1}, {"who": ("ana",)}, {"who": ("ben",)}, False),
        ({"php": 1}, {}, {"who": ("ana",)}, True),
        ({"php": 1}, {}, {"exclude": ("ana",)}, False),
        ({"php": 1}, {}, {"sites": ("north",)}, True),
        ({"php": 1}, {}, {"sites": ("south",)}, False),
        ({"php": 1}, {}, {"teams": ("build",)}, True),
        ({"php": 1}, {}, {"teams": ("care",)}, False),
    ],
)
def test_who_may_do_what(skills: dict[str, int], limits: Any, whole_deal: Any, may: bool) -> None:
    ana = person("ana", skills, site="north", team="build")
    tasks = [work("build", needs("php", 10, **limits)), crew("install", 1, Crew("php", **limits))]
    asked = question(ana, person("ben", "other"), deal(*tasks, due=FRI, **whole_deal))
    wrong = said(asked, done("ana", MON, 10, "build"), done("ana", TUE, 100, "install"))
    refused = ("build: ana may not do its php", "install: ana may not do its php")
    assert wrong == (() if may else refused)


def test_work_may_fall_on_any_day_somebody_works_and_due_may_be_a_day_off() -> None:
    asked = question(person("ana", week=week(0, 0, 0, 0, 0, 50)), deal(work("build", needs("php", 50)), due=on(6)))
    assert said(asked, done("ana", SAT, 50, "build")) == ()


# --- order and dates -------------------------------------------------------------------------------------------------


def test_a_task_starts_the_day_after_the_one_before_ends() -> None:
    asked = question(person("ana"), deal(work("a", needs("php", 20)), work("b", needs("php", 10), after="a"), due=FRI))
    first = [done("ana", MON, 10, "a"), done("ana", TUE, 10, "a")]
    assert said(asked, *first, done("ana", WED, 10, "b")) == ()
    assert said(asked, *first, done("ana", TUE, 10, "b"))


@pytest.mark.parametrize(
    "dates",
    [
        {"not_before": TUE},
        {"inputs": ("texts",)},
        {"start": TUE},
    ],
)
def test_no_work_before_a_date(dates: dict[str, Any]) -> None:
    more = {"inputs": (Input("texts", by=TUE), Input("other", by=FRI)), "start": dates.pop("start", None)}
    asked = question(person("ana"), deal(work("build", needs("php", 10), **dates), due=FRI, **more))
    assert said(asked, done("ana", TUE, 10, "build")) == ()
    assert said(asked, done("ana", MON, 10, "build"))


def test_an_input_without_a_date_holds_nothing_up() -> None:
    asked = question(person("ana"), deal(work("a", needs("php", 1), inputs=("x",)), due=FRI, inputs=(Input("x"),)))
    assert said(asked, done("ana", MON, 1, "a")) == ()


@pytest.mark.parametrize("dates", [{"by": TUE, "due": FRI}, {"by": FRI, "due": TUE}])
def test_a_task_ends_by_its_own_date_and_by_the_due_date(dates: dict[str, date]) -> None:
    asked = question(person("ana"), deal(work("build", needs("php", 10), by=dates["by"]), due=dates["due"]))
    assert said(asked, done("ana", TUE, 10, "build")) == ()
    assert said(asked, done("ana", WED, 10, "build")) == ("build: ends on 2027-01-06, the last day is 2027-01-05",)


def test_nothing_before_today_and_nothing_after_the_horizon() -> None:
    everyday = person("ana", week=week(*[100] * 7))
    asked = question(everyday, deal(work("build", needs("php", 10)), due=date(2040, 1, 1)))
    assert said(asked, done("ana", on(1825), 10, "build")) == ()
    assert said(asked, done("ana", on(1827), 10, "build"))
    assert said(asked, done("ana", on(-1), 10, "build"))


def test_a_wait_counts_working_days_of_the_firm_from_the_day_after() -> None:
    tasks = [work("a", needs("php", 10)), wait("w", 2, after="a"), work("b", needs("php", 10), after="w")]
    home = calendar("home", TUE)
    asked = question(person("ana"), home, deal(*tasks, due=FRI), the_firm=firm(calendar="home"))
    assert said(asked, done("ana", MON, 10, "a"), done("ana", FRI, 10, "b")) == ()
    assert said(asked, done("ana", MON, 10, "a"), done("ana", THU, 10, "b"))


def test_a_wait_at_the_end_has_to_end_by_the_due_date_too() -> None:
    for due, fine in ((WED, True), (TUE, False)):
        asked = question(person("ana"), deal(work("a", needs("php", 10)), wait("w", 2, after="a"), due=due))
        assert (said(asked, done("ana", MON, 10, "a")) == ()) is fine


def test_what_takes_no_time_holds_nothing_up() -> None:
    tasks = [wait("w", 0), work("none", needs("php", 0), after="w"), work("a", needs("php", 10), after="none")]
    asked = question(person("ana"), deal(*tasks, due=MON))
    assert said(asked, done("ana", MON, 10, "a")) == ()


# --- crews -----------------------------------------------------------------------------------------------------------


def install(*more: Any, days: Any = 2, due: date = NEXT, after: str = "") -> Question:
    task = crew("install", days, Crew("php", level=2), Crew("php"), after=after)
    return question(person("ana", {"php": 2}), person("ben"), person("cem"), *more, deal(task, due=due))


def gang(first: str, second: str, *days: date, minutes: int = 100) -> list[dict[str, Any]]:
    return [
        row
        for day in days
        for row in (done(first, day, minutes, "install"), done(second, day, minutes, "install", requirement=1))
    ]


def test_a_crew_works_consecutive_days_of_the_firm() -> None:
    assert said(install(), *gang("ana", "ben", MON, TUE)) == ()
    assert said(install(), *gang("ana", "ben", FRI, NEXT)) == ()
    assert said(install(), *gang("ana", "ben", MON, WED))
    assert said(install(), *gang("ana", "ben", MON))
    assert said(install(), *gang("ana", "ben", MON, TUE, WED))
    assert said(install())


def test_the_same_people_all_days_each_in_a_place_of_their_own_that_they_can_fill() -> None:
    assert said(install(), *gang("ana", "ben", MON), *gang("ana", "cem", TUE))
    assert said(install(), *gang("ana", "ana", MON, TUE))
    assert said(install(), *gang("ben", "cem", MON, TUE)) == ("install: ben may not do its php",)
    assert said(install(), *gang("ana", "ben", MON, TUE), *gang("ana", "cem", MON, TUE)[1::2])


def test_a_crew_takes_all_of_days_that_are_clear() -> None:
    short = person("ben", week=week(30))
    task = crew("install", 1, Crew("php", level=2), Crew("php"))
    asked = question(person("ana", {"php": 2}), short, deal(task, due=NEXT))
    ana, ben = gang("ana", "ben", MON)
    assert said(asked, ana, ben | {"minutes": 30}) == ()
    assert said(asked, ana, ben | {"minutes": 29})
    assert said(asked, ana | {"minutes": 99}, ben | {"minutes": 30})
    away = install(booking("b", row("ben", TUE, per_day=1)))
    wrong = said(
        away, *gang("ana", "ben", MON), *gang("ana", "ben", TUE)[:1], done("ben", TUE, 99, "install", "php", 1)
    )
    assert wrong == ("ben: is in a crew on 2027-01-05, which is not clear",)
    assert said(install(booking("b", row("ben", TUE, share=0))), *gang("ana", "ben", MON, TUE)) == ()


def test_a_crew_member_does_nothing_else_not_even_for_unnamed_bookings() -> None:
    tasks = [crew("install", 1, Crew("php")), work("build", needs("php", 10))]
    asked = question(person("ana"), person("ben"), deal(*tasks, due=FRI))
    assert said(asked, done("ana", MON, 100, "install"), done("ben", MON, 10, "build")) == ()
    assert said(asked, done("ana", MON, 100, "install"), done("ana", MON, 10, "build"))
    care = booking("care", row(None, MON, skill="php", per_day=100))
    asked = question(person("ana"), person("ben"), care, deal(tasks[0], due=FRI))
    assert said(asked, done("ana", MON, 100, "install"), served("ben", MON, 100, "care")) == ()
    assert said(asked, done("ana", MON, 100, "install"), served("ana", MON, 100, "care"))


def test_fixed_dates_are_kept_exactly() -> None:
    fixed = install(days=Period(FRI, on(8)), due=on(9))
    assert said(fixed, *gang("ana", "ben", FRI, NEXT, on(8))) == ()
    assert said(fixed, *gang("ana", "ben", THU, FRI, NEXT))
    assert said(fixed, *gang("ana", "ben", FRI, NEXT))


def test_fixed_dates_count_from_their_first_to_their_last_day_whatever_is_worked() -> None:
    task = crew("install", Period(SAT, NEXT), Crew("php"))
    rows = [done("ana", FRI, 1, "a"), done("ana", NEXT, 100, "install"), done("ana", on(8), 1, "b")]
    before, behind = work("a", needs("php", 1)), work("b", needs("php", 1), after="install")
    late = crew("install", Period(FRI, NEXT), Crew("php"), after="a")
    follows = crew("install", Period(SAT, NEXT), Crew("php"), after="a")
    assert said(question(person("ana"), deal(before, follows, behind, due=on(8))), *rows) == ()
    assert said(question(person("ana"), deal(before, late, behind, due=on(8))), *rows)
    assert said(question(person("ana"), deal(task, due=on(6))), rows[1])


# --- pools -----------------------------------------------------------------------------------------------------------


def pooled(minutes: int, *, most: int | None = None, limits: Any = None, days: int = 1, **pool: Any) -> Question:
    known: dict[str, Any] = {"skills": {"php": 2}, "people": 2, "most": None if most is None else effort(most)}
    uses = (ContractorUse("pool", effort(minutes), TUE),)
    tasks = [work("build", needs("php", 150, **(limits or {}))), crew("install", days, Crew("php"), not_before=on(28))]
    asked = deal(*tasks, due=on(40), sites=("north",), extras=Extras(contractors=uses))
    return question(Contractor("pool", **(known | pool)), person("ana", "php", site="north"), asked)


def member(number: int, day: date, minutes: int, task: str = "build") -> dict[str, Any]:
    row = done("", day, minutes, task) | {"pool": "pool", "number": number}
    return {key: value for key, value in row.items() if key != "person"}


HELPED = [member(1, TUE, 100), member(2, WED, 50), member(1, on(28), 100, "install")]


def test_pool_members_give_what_the_deal_counts_on_and_no_more() -> None:
    assert said(pooled(250), *HELPED) == ()
    assert said(pooled(249), *HELPED) == ("pool: 250 minutes in all, the deals count on 249",)


def test_a_pool_gives_so_much_a_month() -> None:
    assert said(pooled(250, most=150), *HELPED) == ()
    assert said(pooled(250, most=149), *HELPED) == ("pool: 150 minutes in 2027-01, 149 at most",)


def test_pool_members_have_numbers_and_days() -> None:
    assert said(pooled(250, people=1), *HELPED)
    assert said(pooled(250), member(3, TUE, 100), *HELPED[1:])
    assert said(pooled(250), member(0, TUE, 100), *HELPED[1:])
    assert said(pooled(250), member(1, MON, 100), *HELPED[1:])
    assert said(pooled(250, lead_time=2), *HELPED)
    assert said(pooled(250, ramp_up=RampUp(1, Fraction(1, 2))), *HELPED)
    slow = [member(1, TUE, 50), member(2, WED, 100), HELPED[2]]
    assert said(pooled(250, ramp_up=RampUp(1, Fraction(1, 2))), *slow) == ()


def test_pools_are_named_like_people() -> None:
    assert said(pooled(250, limits={"who": ("pool",)}), *HELPED) == ()
    assert said(pooled(250, limits={"who": ("ana",)}), *HELPED)
    assert said(pooled(250, limits={"exclude": ("pool",)}), *HELPED)
    assert said(pooled(250, limits={"level": 3}), *HELPED)
    assert said(pooled(250, limits={"people": 1}), *HELPED)


# --- unnamed bookings ------------------------------------------------------------------------------------------------


def test_unnamed_bookings_get_what_they_would_get_without_the_deal() -> None:
    care = booking("care", row(None, MON, FRI, skill="php", per_day=120), row(None, MON, skill="design", per_day=50))
    people = [person("ana"), person("ben", "php design")]
    asked = question(*people, care, deal(work("build", needs("php", 30)), due=FRI))
    mine = [done("ana", MON, 30, "build")]
    right = [
        served("ana", MON, 70, "care"),
        served("ben", MON, 50, "care"),
        served("ben", MON, 50, "care", 1, "design"),
    ]
    assert said(asked, *mine, *right) == ()
    assert said(asked, *mine)
    assert said(asked, *mine, *right[:2]) == ()  # the plan's people can't do that row, and ben has time left for it
    assert said(asked, *mine, right[0] | {"minutes": 20}, served("ben", MON, 100, "care"))  # nobody is left for it
    assert said(asked, *mine, right[0] | {"minutes": 69}, *right[1:])
    assert said(asked, *mine, *right[:2], right[2] | {"person": "ana"})
    assert said(asked, *mine, *right, served("ben", TUE, 1, "care"))
    more = question(*people, care, deal(work("build", needs("php", 31)), due=MON))
    assert said(more, done("ana", MON, 31, "build"), *right)


def test_days_that_touch_nobody_who_could_serve_need_no_rows() -> None:
    care = booking("care", row(None, MON, FRI, skill="design", per_day=50))
    asked = question(person("ana"), person("ben", "design"), care, deal(work("build", needs("php", 30)), due=FRI))
    assert said(asked, done("ana", MON, 30, "build")) == ()
    assert said(asked, done("ana", MON, 30, "build"), served("ben", MON, 50, "care", skill="design")) == ()


# --- several deals, and what is no plan ------------------------------------------------------------------------------


def test_several_deals_share_the_people_and_have_days_of_their_own() -> None:
    one = deal(work("build", needs("php", 60)), name="one", due=MON)
    two = deal(work("build", needs("php", 60)), name="two", due=TUE, start=TUE)
    asked = question(person("ana"), one, two)
    rows = [done("ana", MON, 60, "build") | {"deal": "one"}, done("ana", TUE, 60, "build") | {"deal": "two"}]
    assert said(asked, *rows) == ()
    assert said(asked, *rows, due=TUE.isoformat()) == ()
    assert said(asked, *rows, due=MON.isoformat())
    assert said(asked, *rows, deal="one")
    assert said(asked, rows[0], rows[1] | {"on": MON.isoformat()})
    assert said(asked, rows[0], done("ana", TUE, 60, "build"))
    assert said(asked, rows[0] | {"deal": "two"}, rows[1])


@pytest.mark.parametrize(
    "tasks",
    [
        [],
        [work("build", needs("php", None))],
        [work("a", after="b"), work("b", after="a")],
        [work("a", after="zoe")],
        [wait("w", 1), wait("v", 1, after="w zoe")],
    ],
)
def test_what_can_not_be_planned_is_never_a_yes(tasks: Any) -> None:
    assert said(question(person("ana"), deal(*tasks, due=FRI)))


def test_a_yes_has_a_due_date_and_a_plan_for_its_proof() -> None:
    rows = [done("ana", MON, 10, "a")]
    task = work("a", needs("php", 10))
    assert said(question(person("ana"), deal(task)), *rows) == ("d: has no due date to be met",)
    asked = question(person("ana"), deal(task, due=FRI))
    assert said(asked, *rows, proof={"kind": "chain"}) == ("proof: what fits is proved by its plan",)
    assert said(asked, *rows, without_holds=["h"])
    assert said(asked, *rows, without_holds=[]) == ()
    assert said(question(person("ana", time_off=(off(MON),)), deal(task, due=FRI)), *rows)


def test_a_wait_begins_on_a_working_day_of_the_firm() -> None:
    """Ana's 500 minutes take her from Monday to Friday; the wait of two working days is then Monday and Tuesday, never
    "from Saturday". Its audit says the same, and refuses the Saturday.
    """
    asked = question(person("ana"), deal(work("a", needs("php", 500)), wait("w", 2, after="a"), due=on(20)))
    verdict = assess(asked)
    first, last = on(7).isoformat(), on(8).isoformat()
    assert [(t["from"], t["to"]) for t in verdict.claim["tasks"]][1] == (first, last)
    assert audit(asked, verdict.claim) == ()
    verdict.claim["tasks"][1]["from"] = on(5).isoformat()
    assert audit(asked, verdict.claim)


def test_no_line_of_a_chain_begins_on_a_day_off() -> None:
    """What takes 500 minutes, waits two working days and takes 100 more can't end by Tuesday: the wait is on Monday and
    Tuesday, the rest on Wednesday at the soonest.
    """
    tasks = [work("a", needs("php", 500)), wait("w", 2, after="a"), work("b", needs("php", 100), after="w")]
    asked = question(person("ana"), deal(*tasks, due=on(8)))
    verdict = assess(asked)
    assert audit(asked, verdict.claim) == ()
    begins = [on(0), on(7), on(9)]
    assert [link["from"] for link in verdict.claim["proof"]["links"]] == [day.isoformat() for day in begins]
