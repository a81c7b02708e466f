"""Proofs by hand that something can't be done, right ones and the same with each figure, person and day off by one."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from deliverable.book import Contractor, ContractorUse, Crew, Extras, Period, Question
from deliverable.engine.audit import audit
from tests import claims
from tests.make import (
    MON,
    booking,
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
    work,
)

TUE, WED, THU, FRI, SAT, NEXT = on(1), on(2), on(3), on(4), on(5), on(7)
Proof = dict[str, Any]
Case = tuple[Question, Proof]


def no(asked: Question, proof: Mapping[str, Any], **parts: Any) -> tuple[str, ...]:
    """What the audit says of a no with this proof."""
    return audit(asked, claims.answer(asked, "no", proof=proof, **parts))


def requirement(task: str, minutes: int, first: date, last: date, **more: Any) -> dict[str, Any]:
    known = {"task": task, "requirement": 0, "skill": "php", "level": 1, "need_minutes": minutes, "people": 2}
    return known | {"from": first.isoformat(), "to": last.isoformat(), "because": []} | more


def has(who: str, minutes: int, *stretch: date) -> dict[str, Any]:
    window = {"from": stretch[0].isoformat(), "to": stretch[-1].isoformat()} if stretch else {}
    return {"person": who, "minutes": minutes} | window


def sums(kind: str, needed: list[Any], have: list[Any], total: tuple[int, int], **more: Any) -> Proof:
    known = {"kind": kind, "requirements": needed, "have": have}
    return known | {"need_minutes": total[0], "have_minutes": total[1]} | more


def link(task: str, kind: str, first: date, last: date) -> dict[str, Any]:
    return {"task": task, "kind": kind, "from": first.isoformat(), "to": last.isoformat()}


def chain(days: int, last: date, *links: dict[str, Any]) -> Proof:
    about = {"kind": "chain", "tasks": [each["task"] for each in links], "days": days}
    return about | {"from": links[0]["from"], "to": last.isoformat(), "links": list(links)}


# --- right ones ------------------------------------------------------------------------------------------------------


def short_of_minutes(minutes: int = 351) -> Case:
    """Ana has three half days, Ben two whole ones, and 351 minutes are needed behind a day of waiting."""
    taken = [{"why": "booking", "id": "b", "client": "b client", "minutes": 150, "until": "2027-01-07"}]
    asked = question(
        person("ana"),
        person("ben", time_off=(off(WED),)),
        person("cem", "design"),
        booking("b", row("ana", TUE, THU, per_day=50)),
        deal(wait("texts", 1), work("build", needs("php", minutes), after="texts"), due=THU),
    )
    needed = [requirement("build", minutes, TUE, THU, because=["texts"])]
    have = [has("ana", 150) | {"gross": 300, "taken": taken}, has("ben", 200)]
    return asked, sums("shortfall", needed, have, (minutes, 350))


def short_of_one_person(minutes: int = 201) -> Case:
    """One person may do it, the best has 200 minutes in two days."""
    asked = question(
        person("ana"),
        person("ben", time_off=(off(MON, share="1/2"),)),
        deal(work("build", needs("php", minutes, people=1)), due=TUE),
    )
    needed = [requirement("build", minutes, MON, TUE, people=1)]
    return asked, sums("cap", needed, [has("ana", 200), has("ben", 150)], (minutes, 200), counted=1)


def short_of_both(minutes: int = 101) -> Case:
    """Drawing takes all of Ana; what two tasks may use of Ben and Cem is capped to one of them each day."""
    asked = question(
        person("ana", "design"),
        person("ben", "php"),
        person("cem", {"php": 1}, time_off=(off(MON),)),
        deal(
            work("draw", needs("design", 100), by=MON),
            work("build", needs("php", minutes, people=1), by=MON),
            due=TUE,
        ),
    )
    needed = [
        requirement("draw", 100, MON, MON, skill="design"),
        requirement("build", minutes, MON, MON, people=1),
    ]
    stretch = {"from": MON.isoformat(), "to": MON.isoformat()}
    capped = [{"task": "build", "requirement": 0, "people": 1, "minutes": 100} | stretch]
    return asked, sums("cut", needed, [has("ana", 100, MON)], (100 + minutes, 200), capped=capped)


def too_long(days: int = 1) -> Case:
    """Two days of drawing by Ben, a wait, one day of building and a day of both on site: Friday, and due Thursday."""
    asked = question(
        person("ana", "php"),
        person("ben", "php design"),
        deal(
            work("draw", needs("design", 150)),
            wait("approval", days, after="draw"),
            work("build", needs("php", 200), after="approval"),
            crew("install", 1, Crew("php", people=2), after="build"),
            due=THU,
        ),
    )
    links = [link("draw", "effort", MON, TUE), link("approval", "wait", WED, WED)]
    links += [link("build", "effort", THU, THU), link("install", "crew", FRI, FRI)]
    return asked, chain(5, THU, *links)


def crew_and_work(minutes: int = 101) -> Case:
    """Two of Ana's three days go to a crew, so there is one day left for the rest."""
    asked = question(
        person("ana"),
        deal(crew("install", 2, Crew("php")), work("build", needs("php", minutes)), due=WED),
    )
    place = requirement("install", 200, MON, WED, people=1, crew=True)
    needed = [place, requirement("build", minutes, MON, WED)]
    return asked, sums("shortfall", needed, [has("ana", 300)], (200 + minutes, 300))


def unnamed_and_work(minutes: int = 41) -> Case:
    """A booking of somebody unnamed takes 60 of Ana's 100 minutes."""
    asked = question(
        person("ana"),
        booking("care", row(None, MON, skill="php", per_day=60)),
        deal(work("build", needs("php", minutes)), due=MON),
    )
    care = {"booking": "care", "row": 0, "skill": "php", "level": 1, "need_minutes": 60}
    care |= {"from": MON.isoformat(), "to": MON.isoformat()}
    needed = [care, requirement("build", minutes, MON, MON)]
    return asked, sums("shortfall", needed, [has("ana", 100)], (60 + minutes, 100))


RIGHT = [short_of_minutes, short_of_one_person, short_of_both, too_long, crew_and_work, unnamed_and_work]
OTHERS = ("ana", "ben", "cem", "zoe", "draw", "care", "design", "php", "cut", "effort", "wait")


@pytest.mark.parametrize("right", RIGHT)
def test_right_proofs_hold(right: Any) -> None:
    asked, proof = right()
    assert no(asked, proof) == ()


@pytest.mark.parametrize("right", RIGHT)
def test_every_figure_person_and_day_off_by_one_is_refused(right: Any) -> None:
    asked, proof = right()
    changes = list(claims.spoiled(proof, OTHERS, ("why", "until", "because")))
    assert len(changes) > 40
    assert [what for what, changed in changes if no(asked, changed) == ()] == []


@pytest.mark.parametrize(
    ("right", "minutes"),
    [
        (short_of_minutes, 350),
        (short_of_one_person, 200),
        (short_of_both, 100),
        (crew_and_work, 100),
        (unnamed_and_work, 40),
    ],
)
def test_as_much_as_there_is_proves_nothing(right: Any, minutes: int) -> None:
    asked, proof = right(minutes)
    (said,) = no(asked, proof)
    assert said.endswith("which proves nothing")


def test_one_day_less_of_a_chain_is_in_time() -> None:
    asked, proof = too_long(0)
    assert no(asked, proof)
    links = [link("draw", "effort", MON, TUE), link("approval", "wait", WED, TUE)]
    links += [link("build", "effort", WED, WED), link("install", "crew", THU, THU)]
    assert no(asked, chain(4, WED, *links))


# --- shortfalls ------------------------------------------------------------------------------------------------------


def test_everybody_eligible_with_a_minute_is_listed_and_nobody_else() -> None:
    asked, proof = short_of_minutes()
    have = proof["have"]
    assert no(asked, proof | {"have": have[:1], "have_minutes": 150})
    assert no(asked, proof | {"have": [*have, has("cem", 0)]})
    idle = question(
        person("zoe", time_off=(off(MON, FRI),)), *asked.book.people.values(), asked.book.bookings["b"], asked.deals[0]
    )
    assert no(idle, proof) == ()
    assert no(idle, proof | {"have": [*have, has("zoe", 0)]}) == ()


def test_a_window_may_leave_out_days_on_which_nobody_has_a_minute_and_no_others() -> None:
    asked = question(
        person("ana", time_off=(off(TUE),)), deal(work("build", needs("php", 201), not_before=TUE), due=SAT)
    )
    assert no(asked, sums("shortfall", [requirement("build", 201, TUE, SAT)], [has("ana", 300)], (201, 300)))
    more = question(
        person("ana", time_off=(off(TUE),)), deal(work("build", needs("php", 301), not_before=TUE), due=SAT)
    )
    for first, last, fine in ((TUE, SAT, True), (WED, FRI, True), (WED, THU, False), (THU, FRI, False)):
        proof = sums("shortfall", [requirement("build", 301, first, last)], [has("ana", 300)], (301, 300))
        assert (no(more, proof) == ()) is fine
    wide = sums("shortfall", [requirement("build", 301, TUE, on(6))], [has("ana", 300)], (301, 300))
    assert no(more, wide)


def test_windows_are_worked_out_along_the_tasks_both_ways() -> None:
    tasks = [
        work("a", needs("php", 150, people=1)),
        work("b", needs("php", 101), after="a", not_before=WED),
        crew("c", 1, Crew("php", people=2), after="b"),
        wait("d", 2, after="c"),
    ]
    asked = question(person("ana"), person("ben"), deal(*tasks, due=NEXT))
    b = requirement("b", 101, WED, WED, because=["a", "c", "d"])
    assert no(asked, sums("shortfall", [b], [has("ana", 100), has("ben", 100)], (101, 200)))
    one = question(person("ana"), person("ben", "design"), deal(*tasks[:2], wait("d", 3, after="b"), due=NEXT))
    assert no(one, sums("shortfall", [b | {"because": ["a", "d"]}], [has("ana", 100)], (101, 100))) == ()
    assert no(one, sums("shortfall", [b | {"because": ["c"]}], [has("ana", 100)], (101, 100)))


def test_what_is_counted_twice_proves_nothing() -> None:
    asked = question(person("ana"), deal(work("build", needs("php", 60)), due=MON))
    twice = [requirement("build", 60, MON, MON)] * 2
    assert no(asked, sums("shortfall", twice, [has("ana", 100)], (120, 100)))


def test_holds_that_may_lapse_take_nothing_in_a_proof() -> None:
    hold = booking("h", row("ana", MON, per_day=50), status="hold", probability="1/2")
    sure = booking("h", row("ana", MON, per_day=50), status="hold", probability="1")
    task = deal(work("build", needs("php", 60)), due=MON)
    taken = [{"why": "hold", "id": "h", "client": "h client", "minutes": 50, "until": MON.isoformat()}]
    proof = sums("shortfall", [requirement("build", 60, MON, MON)], [has("ana", 50)], (60, 50))
    told = proof | {"have": [has("ana", 50) | {"gross": 100, "taken": taken}]}
    assert no(question(person("ana"), sure, task), proof) == ()
    assert no(question(person("ana"), sure, task), told) == ()
    assert no(question(person("ana"), hold, task), proof)


def test_no_booking_is_said_to_take_more_than_it_does() -> None:
    ana = person("ana", time_off=(off(MON, share="1/5"),))
    booked = [booking("b", row("ana", MON, per_day=30)), booking("c", row("ana", MON, per_day=10))]
    asked = question(ana, *booked, deal(work("build", needs("php", 60)), due=MON))

    def told(*taken: tuple[str | None, int]) -> tuple[str, ...]:
        why = [
            {"why": "week", "id": name, "client": None, "minutes": minutes, "until": None} for name, minutes in taken
        ]
        have = [has("ana", 40) | {"gross": 100, "taken": why}]
        return no(asked, sums("shortfall", [requirement("build", 60, MON, MON)], have, (60, 40)))

    assert told((None, 20), ("b", 30), ("c", 10)) == ()
    assert told((None, 19), ("b", 31), ("c", 10)) == ()
    assert told((None, 18), ("b", 32), ("c", 10))
    assert told(("", 30), ("b", 30)) == ()
    assert told(("zoe", 60))


@pytest.mark.parametrize(
    "change",
    [{"until": on(1).isoformat()}, {"client": "another"}, {"id": None}, {"id": None, "client": None}, {"minutes": 51}],
)
def test_what_is_taken_is_taken_by_a_booking_of_the_book_while_it_runs(change: dict[str, Any]) -> None:
    asked = question(
        person("ana"), booking("b", row("ana", MON, per_day=50)), deal(work("a", needs("php", 60)), due=MON)
    )
    taken = {"why": "firm", "id": "b", "client": "b client", "minutes": 50, "until": MON.isoformat()}

    def told(*taken: dict[str, Any]) -> tuple[str, ...]:
        have = [has("ana", 50) | {"gross": 100, "taken": list(taken)}]
        return no(asked, sums("shortfall", [requirement("a", 60, MON, MON)], have, (60, 50)))

    assert told(taken) == ()
    assert told(taken | change)


def test_nobody_eligible_is_the_plainest_shortfall() -> None:
    asked = question(person("ana", "design"), deal(work("build", needs("php", 1)), due=FRI))
    assert no(asked, sums("shortfall", [requirement("build", 1, MON, FRI)], [], (1, 0))) == ()


def test_a_due_date_in_the_past_leaves_no_window() -> None:
    asked = question(person("ana"), deal(work("build", needs("php", 1)), due=on(-3)))
    assert no(asked, sums("shortfall", [requirement("build", 1, MON, on(-3))], [], (1, 0))) == ()


def test_without_a_due_date_a_milestone_can_be_missed() -> None:
    asked = question(person("ana"), deal(work("build", needs("php", 101), by=MON)))
    proof = sums("shortfall", [requirement("build", 101, MON, MON)], [has("ana", 100)], (101, 100))
    assert no(asked, proof) == ()


def test_a_crew_on_fixed_dates_needs_its_days() -> None:
    tasks = [crew("install", Period(TUE, WED), Crew("php")), work("build", needs("php", 1), not_before=TUE)]
    asked = question(person("ana"), deal(*tasks, due=WED))
    place = requirement("install", 200, TUE, WED, people=1, crew=True)
    needed = [place, requirement("build", 1, TUE, WED)]
    assert no(asked, sums("shortfall", needed, [has("ana", 200)], (201, 200))) == ()


def test_unnamed_needs_are_of_one_day_and_of_what_can_be_served() -> None:
    asked, proof = unnamed_and_work()
    care, build = proof["requirements"]
    assert no(asked, proof | {"requirements": [care | {"from": TUE.isoformat(), "to": TUE.isoformat()}, build]})
    assert no(asked, proof | {"requirements": [care | {"task": "build"}, build]})


def pooled(minutes: int, most: int | None = None) -> Question:
    uses = (ContractorUse("pool", effort(minutes), MON),)
    pool = Contractor("pool", skills={"php": 1}, people=2, most=None if most is None else effort(most))
    tasks = [work("build", needs("php", 400, people=3))]
    return question(person("ana"), pool, deal(*tasks, due=WED, extras=Extras(contractors=uses)))


def members(*minutes: int) -> list[dict[str, Any]]:
    return [{"pool": "pool", "number": n, "minutes": each} for n, each in enumerate(minutes, 1)]


def test_pools_are_listed_with_all_their_days_or_with_what_they_may_give_together() -> None:
    needed = [requirement("build", 400, MON, WED, people=3)]
    ana = has("ana", 300)
    assert no(pooled(99), sums("shortfall", needed, [ana, *members(99, 0)], (400, 399))) == ()
    assert no(pooled(99), sums("shortfall", needed, [ana, *members(50, 49)], (400, 399))) == ()
    assert no(pooled(500, most=99), sums("shortfall", needed, [ana, *members(99)], (400, 399))) == ()
    assert no(pooled(99), sums("shortfall", needed, [ana, *members(98)], (400, 398)))
    assert no(pooled(100), sums("shortfall", needed, [ana, *members(99)], (400, 399)))
    assert no(pooled(99), sums("shortfall", needed, [ana, *members(300, 300)], (400, 900)))
    assert no(pooled(99), sums("shortfall", needed, [ana], (400, 300)))


# --- caps and cuts ---------------------------------------------------------------------------------------------------


def test_a_cap_is_about_one_requirement_and_lists_the_best_first() -> None:
    asked, proof = short_of_one_person()
    assert no(asked, proof | {"have": proof["have"][::-1]})
    assert no(asked, proof | {"have": proof["have"][::-1], "have_minutes": 150})
    asked, proof = crew_and_work()
    assert no(asked, proof | {"kind": "cap", "counted": 2})
    place = sums("cap", proof["requirements"][:1], proof["have"], (200, 0), counted=0)
    assert no(asked, place)


def test_a_cut_counts_every_minute_somewhere_and_none_twice() -> None:
    asked, proof = short_of_both()
    stretch = proof["capped"][0]
    assert no(asked, proof | {"capped": [stretch, stretch], "have_minutes": 300})
    assert no(asked, proof | {"have": [*proof["have"], has("ana", 100, MON)], "have_minutes": 300})
    assert no(asked, proof | {"capped": [stretch | {"task": "draw"}]})
    counted = proof | {"capped": [], "have": [has("ana", 100, MON), has("ben", 100, MON)]}
    assert no(asked, counted) == ()
    assert no(asked, counted | {"have": counted["have"][1:], "have_minutes": 100})
    other = sums("cut", proof["requirements"][:1], [has("ana", 100, MON)], (100, 200), capped=[stretch])
    assert no(asked, other)


def test_a_cut_may_or_may_not_look_at_what_a_pool_gives_in_all() -> None:
    needed = [requirement("build", 400, MON, WED, people=3)]
    stretch = {"task": "build", "requirement": 0, "people": 3, "from": MON.isoformat(), "to": WED.isoformat()}
    assert no(pooled(99), sums("cut", needed, [], (400, 399), capped=[stretch | {"minutes": 399}])) == ()
    assert no(pooled(99), sums("cut", needed, [], (400, 398), capped=[stretch | {"minutes": 398}]))


# --- chains ----------------------------------------------------------------------------------------------------------


def test_a_chain_may_stop_at_the_day_after_the_last() -> None:
    asked = question(person("ana"), deal(work("a", needs("php", 300)), wait("b", 5, after="a"), due=THU))
    first = link("a", "effort", MON, WED)
    assert no(asked, chain(8, THU, first, link("b", "wait", THU, on(9)))) == ()
    assert no(asked, chain(5, THU, first, link("b", "wait", THU, FRI))) == ()
    assert no(asked, chain(6, THU, first, link("b", "wait", THU, NEXT)))
    assert no(asked, chain(4, THU, first, link("b", "wait", THU, THU)))
    assert no(asked, chain(9, THU, first, link("b", "wait", THU, on(10))))


def test_a_chain_may_end_where_something_else_must_begin() -> None:
    tasks = [work("a", needs("php", 201)), crew("b", Period(WED, WED), Crew("php"), after="a")]
    asked = question(person("ana"), deal(*tasks, due=FRI))
    assert no(asked, chain(3, TUE, link("a", "effort", MON, WED))) == ()
    assert no(asked, chain(3, MON, link("a", "effort", MON, WED)))


def test_the_links_of_a_chain_wait_for_each_other_and_are_all_there() -> None:
    asked, proof = too_long()
    links = proof["links"]
    assert no(asked, chain(3, THU, *links[1:])) == ()
    assert no(asked, proof | {"tasks": [], "links": []})
    skipped = [link("draw", "effort", MON, TUE), link("build", "effort", WED, WED), link("install", "crew", THU, THU)]
    assert no(asked, chain(4, WED, *skipped))
    assert no(asked, proof | {"tasks": ["draw", "zoe"]})


def test_a_chain_with_days_between_may_count_them_or_not() -> None:
    tasks = [work("a", needs("php", 100)), work("b", needs("php", 200), after="a", not_before=WED)]
    asked = question(person("ana"), deal(*tasks, due=WED))
    links = [link("a", "effort", MON, MON), link("b", "effort", WED, THU)]
    assert [days for days in range(6) if no(asked, chain(days, WED, *links)) == ()] == [3, 4]


def test_a_link_may_start_where_somebody_has_a_minute() -> None:
    tasks = [work("a", needs("php", 201))]
    asked = question(person("ana", time_off=(off(MON),)), deal(*tasks, due=WED))
    assert no(asked, chain(4, WED, link("a", "effort", MON, THU))) == ()
    assert no(asked, chain(3, WED, link("a", "effort", TUE, THU))) == ()
    assert no(asked, chain(2, WED, link("a", "effort", WED, THU)))


def test_what_can_never_be_done_ends_a_chain() -> None:
    asked = question(person("ana"), deal(crew("a", 1, Crew("php", people=2)), wait("b", 1, after="a"), due=WED))
    assert no(asked, chain(4, WED, link("a", "crew", MON, THU))) == ()


# --- the whole of a no -----------------------------------------------------------------------------------------------


def test_a_search_is_about_all_days_from_the_first_to_the_last() -> None:
    asked, _ = short_of_minutes()
    first, last = asked.today.isoformat(), max(d.due for d in asked.deals if d.due).isoformat()
    proof: dict[str, Any] = {"kind": "search", "from": first, "until": last, "limit": 10.0}
    assert no(asked, proof) == ()
    assert no(asked, {"kind": "search"}) == ("proof: `from` is missing",)
    assert no(asked, proof | {"from": last}) == (f"proof: was searched from {last} on, it may start on {first}",)
    assert no(asked, proof | {"until": first}) == (f"proof: was searched until {first}, the last day is {last}",)
    for limit in (0, -1, True, "10", None):
        assert no(asked, proof | {"limit": limit}) == ("proof: was searched within no limit that could be",)


def test_a_search_does_not_rule_out_what_the_answer_s_own_plan_does() -> None:
    asked = question(person("ana"), deal(work("build", needs("php", 100)), due=MON))
    day = MON.isoformat()
    rows = [{"task": "build", "requirement": 0, "person": "ana", "skill": "php", "on": day, "minutes": 100}]
    finish = {"earliest": day, "proved": True, "no_sooner_than": day, "proof": None}
    proof = {"kind": "search", "from": day, "until": day, "limit": 10.0}
    said = no(asked, proof, plan=rows, finish=finish)
    assert said == ("proof: the plan meets every date, so it can be done",)


@pytest.mark.parametrize("proof", [None, {}, [], "chain", {"kind": 7}, {"kind": "plan"}, {"kind": "shortfall"}])
def test_a_no_needs_a_proof(proof: Any) -> None:
    assert no(short_of_minutes()[0], proof)


def test_nothing_is_proved_of_tasks_that_wait_in_a_circle_or_of_what_nobody_estimated() -> None:
    circle = [work("build", needs("php", 351), after="b"), work("b", after="build")]
    asked = question(person("ana"), deal(*circle, due=MON))
    assert no(asked, sums("shortfall", [requirement("build", 351, MON, MON)], [has("ana", 100)], (351, 100)))
    guess = question(person("ana"), deal(work("build", needs("php", None)), due=MON))
    assert no(guess, sums("shortfall", [requirement("build", 0, MON, MON)], [has("ana", 100)], (0, 100)))


def test_several_deals_are_short_together() -> None:
    one, two = (deal(work("build", needs("php", Fraction(60))), name=name, due=MON) for name in ("one", "two"))
    asked = question(person("ana"), one, two, the_firm=firm(people_per_task=2))
    needed = [requirement("build", 60, MON, MON, deal=name) for name in ("one", "two")]
    proof = sums("shortfall", needed, [has("ana", 100)], (120, 100))
    assert no(asked, proof) == ()
    assert no(asked, proof | {"requirements": [needed[0], needed[0]]})
    assert no(asked, proof | {"requirements": [requirement("build", 60, MON, MON)] * 2})
    late = deal(work("build", needs("php", 101)), name="two", due=MON)
    links = chain(2, MON, link("build", "effort", MON, TUE))
    assert no(question(person("ana"), one, late), links | {"deal": "two"}) == ()
    assert no(question(person("ana"), one, late), links | {"deal": "one"})
    assert no(question(person("ana"), one, late), links)
