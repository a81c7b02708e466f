"""Whole answers: what at-risk, unknown and the earliest finish have to show, and answers that are no answers."""

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deliverable.book import Question
from deliverable.engine.audit import audit
from tests import claims
from tests.claims import answer, done
from tests.make import MON, booking, deal, needs, on, person, promise, question, row, wait, work

TUE, WED, THU, FRI = on(1), on(2), on(3), on(4)


def finish(earliest: date | None, soonest: date | None = None, proof: Any = None, **more: Any) -> dict[str, Any]:
    known = {
        "earliest": earliest and earliest.isoformat(),
        "proved": earliest is not None and earliest == soonest,
        "no_sooner_than": soonest and soonest.isoformat(),
        "proof": proof,
    }
    return known | dict.fromkeys(("p50", "p80", "p95")) | more


def shortfall(minutes: int, last: date, have: int, task: str = "build") -> dict[str, Any]:
    """Ana alone is short of php from Monday on."""
    about = {"task": task, "requirement": 0, "skill": "php", "level": 1, "people": 2, "need_minutes": minutes}
    window = {"from": MON.isoformat(), "to": last.isoformat(), "because": []}
    has = [{"person": "ana", "minutes": have}]
    sums = {"need_minutes": minutes, "have_minutes": have}
    return {"kind": "shortfall", "requirements": [about | window], "have": has} | sums


# --- at risk ---------------------------------------------------------------------------------------------------------


def held(*more: Any, minutes: int = 150) -> Question:
    """Ana has 100 minutes a day, 60 less on Tuesday if a hold lands."""
    hold = booking("h", row("ana", TUE, per_day=60), status="hold", probability="1/2")
    return question(person("ana"), hold, *more, deal(work("build", needs("php", minutes)), due=TUE))


ROWS = [done("ana", MON, 100, "build"), done("ana", TUE, 50, "build")]


def test_at_risk_names_the_holds_that_must_lapse() -> None:
    assert audit(held(), answer(held(), "at-risk", plan=ROWS, without_holds=["h"])) == ()
    assert audit(held(), answer(held(), "yes", plan=ROWS))
    assert audit(held(), answer(held(), "at-risk", plan=ROWS, without_holds=[]))
    assert audit(held(), answer(held(), "at-risk", plan=ROWS, without_holds=["h", "h"]))
    assert audit(held(), answer(held(), "at-risk", plan=ROWS, without_holds=["zoe"]))


def test_every_change_of_an_at_risk_by_one_is_refused() -> None:
    right = answer(held(), "at-risk", plan=ROWS, without_holds=["h"], finish=finish(TUE, TUE, shortfall(150, MON, 100)))
    asked = held()
    assert audit(asked, right) == ()
    changes = list(claims.spoiled(right, ("ana", "h", "build", "zoe"), ("chance",)))
    assert [what for what, changed in changes if not audit(asked, changed)] == []


def test_a_yes_has_the_chance_that_was_asked_and_an_at_risk_has_not() -> None:
    asked = held(minutes=140)
    rows = [done("ana", MON, 100, "build"), done("ana", TUE, 40, "build")]
    sure = {"on_time": 0.8, "asked": 0.8, "trials": 2000, "error": 0.0089, "based_on": "prior", "projects": 0}
    sure |= {"hangs_on": []}
    unsure = sure | {"on_time": 0.7995, "error": 0.009}
    days: dict[str, str | None] = {"p95": None}
    assert audit(asked, answer(asked, "yes", plan=rows, chance=sure, finish=days)) == ()
    assert audit(asked, answer(asked, "yes", plan=rows, chance=unsure, finish=days)) == (
        "chance: is less than what was asked, so it is no yes",
    )
    assert audit(asked, answer(asked, "at-risk", plan=rows, chance=unsure)) == (
        "finish: p50 is after the due date, which more trials meet",
    )
    days = {"p50": TUE.isoformat(), "p80": TUE.isoformat()}
    assert audit(asked, answer(asked, "at-risk", plan=rows, chance=unsure, finish=days)) == ()
    assert "nothing is at risk" in audit(asked, answer(asked, "at-risk", plan=rows, chance=sure, finish=days))[0]
    assert audit(asked, answer(asked, "yes", plan=rows, chance=None)) == (
        "chance: yes has none",
        *(f"finish: {name} is known without a chance" for name in ("p50", "p80", "p95")),
    )


def test_a_plan_that_holds_with_all_holds_is_no_risk() -> None:
    asked = held(minutes=140)
    rows = [done("ana", MON, 100, "build"), done("ana", TUE, 40, "build")]
    assert audit(asked, answer(asked, "yes", plan=rows)) == ()
    (said,) = audit(asked, answer(asked, "at-risk", plan=rows, without_holds=["h"]))
    assert said == "without_holds: the plan holds even if no hold lapses"


def test_all_holds_in_the_way_are_named_and_no_others() -> None:
    other = promise("o", row("ana", MON, per_day=1), status="held", probability="9/10")
    far = booking("far", row("ana", WED, per_day=100), status="hold", probability="1/2")
    stranger = booking("stranger", row("ben", MON, per_day=100), status="hold", probability="1/2")
    firm = booking("firm", row("ana", WED, per_day=100))
    asked = held(other, far, stranger, firm, person("ben", "design"))
    assert audit(asked, answer(asked, "at-risk", plan=ROWS, without_holds=["h", "o"])) == ()
    for named in (["h"], ["o"], ["h", "o", "far"], ["h", "o", "stranger"], ["h", "o", "firm"]):
        assert audit(asked, answer(asked, "at-risk", plan=ROWS, without_holds=named))


def test_a_hold_of_somebody_unnamed_can_be_in_the_way() -> None:
    hold = booking("h", row(None, MON, skill="php", per_day=60), status="hold", probability="1/2")
    asked = question(person("ana"), hold, deal(work("build", needs("php", 50)), due=MON))
    rows = [done("ana", MON, 50, "build")]
    assert audit(asked, answer(asked, "at-risk", plan=rows, without_holds=["h"])) == ()
    design = question(
        person("ana"),
        person("ben", "design"),
        booking("h", row(None, MON, skill="design", per_day=60), status="hold"),
        *asked.deals,
    )
    assert audit(design, answer(design, "at-risk", plan=rows, without_holds=["h"]))


def test_at_risk_for_its_chance_alone_is_planned_with_holds() -> None:
    asked = held(minutes=140)
    rows = [done("ana", MON, 100, "build"), done("ana", TUE, 40, "build")]
    assert audit(asked, answer(asked, "at-risk", plan=rows)) == ()
    assert audit(held(), answer(held(), "at-risk", plan=ROWS))


def test_at_risk_shows_that_it_does_not_fit_beside_the_holds() -> None:
    asked = held()
    right = answer(asked, "at-risk", plan=ROWS, without_holds=["h"], with_holds=shortfall(150, TUE, 140))
    assert audit(asked, right) == ()
    changes = list(claims.spoiled(right["with_holds"], ("ana", "h", "zoe", "cut"), ("because",)))
    assert [what for what, changed in changes if not audit(asked, right | {"with_holds": changed})] == []
    lapsed = shortfall(150, TUE, 200)
    assert audit(asked, right | {"with_holds": lapsed})
    assert audit(asked, right | {"with_holds": None})


# --- first and last days of tasks ------------------------------------------------------------------------------------


def test_tasks_are_listed_with_the_days_of_their_rows() -> None:
    asked = question(
        person("ana"),
        deal(work("build", needs("php", 150)), wait("w", 2, after="build"), work("nothing", needs("php", 0)), due=FRI),
    )
    rows = [done("ana", MON, 100, "build"), done("ana", TUE, 50, "build")]
    tasks = [
        {"task": "build", "from": MON.isoformat(), "to": TUE.isoformat()},
        {"task": "w", "from": WED.isoformat(), "to": THU.isoformat()},
        {"task": "nothing", "from": MON.isoformat(), "to": on(-1).isoformat()},
    ]
    right = answer(asked, "yes", plan=rows, tasks=tasks)
    assert audit(asked, right) == ()
    changes = list(claims.spoiled(tasks, ("build", "w", "zoe")))
    assert [what for what, changed in changes if not audit(asked, right | {"tasks": changed})] == []
    wrongs: list[Any] = [None, {}, [], [7], [{}], [tasks[0]]]
    for wrong in wrongs:
        assert audit(asked, right | {"tasks": wrong})


def test_without_a_plan_no_task_has_days() -> None:
    asked = question(person("ana"), deal(work("build", needs("php", 150)), work("more", needs("php", None))))
    row = {"task": "build", "from": MON.isoformat(), "to": TUE.isoformat()}
    assert audit(asked, answer(asked, "unknown", tasks=[])) == ()
    assert audit(asked, answer(asked, "unknown", tasks=[row]))


# --- the earliest finish ---------------------------------------------------------------------------------------------


def late() -> tuple[Question, dict[str, Any]]:
    """250 minutes are due on Tuesday, Ana is done on Wednesday."""
    asked = question(person("ana"), deal(work("build", needs("php", 250), by=MON), due=TUE))
    plan = [done("ana", day, minutes, "build") for day, minutes in ((MON, 100), (TUE, 100), (WED, 50))]
    ends = finish(WED, WED, shortfall(250, TUE, 200))
    return asked, answer(asked, "no", proof=shortfall(250, MON, 100), plan=plan, finish=ends)


def test_a_no_with_its_earliest_finish() -> None:
    asked, right = late()
    assert audit(asked, right) == ()
    assert audit(asked, right | {"finish": finish(None), "plan": []}) == ()
    assert audit(asked, right | {"finish": finish(None)}) == ("plan: is for no finish that the answer names",)
    assert audit(asked, right | {"plan": []})


def test_every_change_of_a_no_by_one_is_refused() -> None:
    asked, right = late()
    changes = list(claims.spoiled(right, ("ana", "build", "zoe"), ("chance",)))
    assert [what for what, changed in changes if not audit(asked, changed)] == []


def test_between_the_finish_found_and_the_bound_the_truth_may_lie() -> None:
    asked, right = late()
    later = [*right["plan"][:2], done("ana", FRI, 50, "build")]
    ends = finish(FRI, WED, shortfall(250, TUE, 200))
    assert audit(asked, right | {"plan": later, "finish": ends}) == ()
    assert audit(asked, right | {"plan": later, "finish": ends | {"proved": True}})
    assert audit(asked, right | {"plan": later, "finish": ends | {"proof": None}})
    assert audit(asked, right | {"plan": later, "finish": finish(FRI, THU, shortfall(250, WED, 300))})
    assert audit(asked, right | {"plan": later, "finish": finish(THU, WED, shortfall(250, TUE, 200))})
    sooner = finish(TUE, WED, shortfall(250, TUE, 200))
    assert audit(asked, right | {"plan": right["plan"][:2], "finish": sooner})


def test_day_one_needs_no_proof_and_the_day_after_does() -> None:
    asked = question(person("ana"), deal(work("build", needs("php", 50))))
    plan = [done("ana", MON, 50, "build")]
    assert audit(asked, answer(asked, "unknown", plan=plan, finish=finish(MON, MON))) == ()
    assert audit(asked, answer(asked, "unknown", plan=plan, finish=finish(MON, MON, shortfall(50, MON, 0))))
    assert audit(asked, answer(asked, "unknown", plan=plan, finish=finish(MON, on(-1))))
    late_plan = [done("ana", TUE, 50, "build")]
    assert audit(asked, answer(asked, "unknown", plan=late_plan, finish=finish(TUE, TUE)))
    assert audit(asked, answer(asked, "unknown", finish=finish(None, None, shortfall(50, MON, 0))))


def test_the_bound_may_be_known_when_no_plan_is() -> None:
    asked = question(person("ana"), deal(work("build", needs("php", 150)), work("more", needs("php", None))))
    assert audit(asked, answer(asked, "unknown", finish=finish(None, TUE, shortfall(150, MON, 100)))) == ()
    assert audit(asked, answer(asked, "unknown", finish=finish(None, date(2040, 1, 1), shortfall(150, MON, 100))))


def test_an_unestimated_deal_has_no_finish() -> None:
    asked = question(person("ana"), deal(work("build", needs("php", 50), needs("php", None))))
    plan = [done("ana", MON, 50, "build")]
    assert audit(asked, answer(asked, "unknown", plan=plan, finish=finish(MON)))


def test_a_plan_that_fits_may_end_later_than_the_earliest_finish_but_not_sooner() -> None:
    asked = question(person("ana"), deal(work("build", needs("php", 150)), due=FRI))
    plan = [done("ana", MON, 100, "build"), done("ana", WED, 50, "build")]
    bound = shortfall(150, MON, 100)
    sure = dict.fromkeys(("p50", "p80", "p95"), FRI.isoformat())
    assert audit(asked, answer(asked, "yes", plan=plan, finish=finish(TUE, TUE, bound, **sure))) == ()
    assert audit(asked, answer(asked, "yes", plan=plan, finish=finish(WED, TUE, bound, **sure))) == ()
    (said,) = audit(asked, answer(asked, "yes", plan=plan, finish=finish(THU, TUE, bound, **sure)))
    assert said == "finish: the plan ends on 2027-01-06, before 2027-01-07"


def test_the_earliest_finish_of_what_does_not_fit_is_planned_beside_all_holds() -> None:
    asked = question(
        person("ana"),
        booking("h", row("ana", MON, TUE, share=1), status="hold", probability="1/2"),
        booking("care", row(None, MON, skill="php", per_day=40), status="hold", probability="1/2"),
        deal(work("build", needs("php", 101)), due=MON),
    )
    plan = [done("ana", MON, 100, "build"), done("ana", TUE, 1, "build")]
    bound = shortfall(101, MON, 100)
    assert audit(asked, answer(asked, "no", proof=bound, plan=plan, finish=finish(TUE, TUE, bound)))
    later = [done("ana", WED, 100, "build"), done("ana", THU, 1, "build")]
    care = {"booking": "care", "row": 0, "person": "ana", "skill": "php", "on": MON.isoformat(), "minutes": 40}
    assert audit(asked, answer(asked, "no", proof=bound, plan=later, finish=finish(THU, TUE, bound))) == ()
    assert audit(asked, answer(asked, "no", proof=bound, plan=[*later, care], finish=finish(THU, TUE, bound)))


def test_with_holds_lapsed_it_ends_no_later_and_still_not_before_the_bound() -> None:
    asked, right = late()
    bound = shortfall(250, TUE, 200)

    def lapsed(day: date) -> tuple[str, ...]:
        plan = [*right["plan"][:2], done("ana", FRI, 50, "build")]
        return audit(asked, right | {"plan": plan, "finish": finish(FRI, WED, bound, if_holds_lapse=day.isoformat())})

    assert [bool(lapsed(day)) for day in (TUE, WED, THU, FRI, on(5))] == [True, False, False, False, True]
    assert audit(asked, right | {"finish": right["finish"] | {"if_holds_lapse": "soon"}})


def test_waits_at_the_end_count_for_the_finish() -> None:
    asked = question(person("ana"), deal(work("build", needs("php", 50)), wait("w", 2, after="build")))
    plan = [done("ana", MON, 50, "build")]
    assert audit(asked, answer(asked, "unknown", plan=plan, finish=finish(WED))) == ()
    assert audit(asked, answer(asked, "unknown", plan=plan, finish=finish(MON)))


# --- envelopes and what is no answer -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "parts",
    [
        {"schema": "deliverable.lint/1"},
        {"schema": "deliverable.check/12"},
        {"as_of": "2027-01-05"},
        {"as_of": "20270104"},
        {"deal": "other"},
        {"deal": ["d"]},
        {"due": None},
        {"verdict": None},
        {"verdict": "maybe"},
        {"proof": {"kind": "search"}},
        {"proof": {"kind": "shortfall"}},
        {"proof": 7},
        {"finish": None},
        {"finish": {}},
        {"plan": None},
        {"plan": {}},
    ],
)
def test_the_envelope_is_of_this_question(parts: dict[str, Any]) -> None:
    asked = question(person("ana"), deal(work("build", needs("php", 50)), due=FRI))
    right = answer(asked, "unknown", plan=[done("ana", MON, 50, "build")], finish=finish(MON))
    assert audit(asked, right) == ()
    assert audit(asked, right | {"schema": "deliverable.check/1.3"}) == ()
    assert audit(asked, right | {"proof": None}) == ()
    assert audit(asked, right | parts)


@pytest.mark.parametrize("data", [None, [], 7, "yes", {}, {7: 8}])
def test_what_is_no_answer_at_all(data: Any) -> None:
    assert audit(held(), data)


def test_complaints_come_once() -> None:
    rows = [done("ana", MON, 100, "build"), done("ana", TUE, 50, "zoe"), done("ana", TUE, 50, "build", requirement=1)]
    said = audit(held(), answer(held(), "yes", plan=rows))
    assert len(said) == len(set(said)) == 3


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 5) | st.sampled_from(["", "ana", "build", "2027-01-04", "cut", "b"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["task", "person", "pool"]), inner),
    max_leaves=4,
)


@pytest.mark.slow
@settings(max_examples=300, deadline=None)
@given(data=st.data())
def test_junk_in_any_place_is_a_complaint_or_harmless_and_never_an_exception(data: st.DataObject) -> None:
    asked, right = late()
    places = list(_places(right))
    for path in data.draw(st.lists(st.sampled_from(places), min_size=1, max_size=3)):
        right = json.loads(json.dumps(right))
        _spoil(right, path, data.draw(st.just(...) | JUNK))
    assert isinstance(audit(asked, right), tuple)


def _places(data: Any, path: tuple[Any, ...] = ()) -> Any:
    inside = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in inside:
        yield (*path, key)
        yield from _places(value, (*path, key))


def _spoil(data: Any, path: tuple[Any, ...], value: Any) -> None:
    """Put something else at a place, or (...) take it away; nothing when the place is gone."""
    for key in path[:-1]:
        data = data[key] if isinstance(data, dict | list) and key in _keys(data) else None
    if isinstance(data, dict | list) and path[-1] in _keys(data):
        if value is ...:
            del data[path[-1]]
        else:
            data[path[-1]] = value


def _keys(data: Any) -> Any:
    return data.keys() if isinstance(data, dict) else range(len(data))
