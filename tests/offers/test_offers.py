"""Counter-offers: each is a yes when it is asked anew, none is proposed that may not be, and the least is the least."""

import os
import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest

from deliverable.book import (
    Contractor,
    ContractorUse,
    Deal,
    Duration,
    Flexibility,
    Input,
    OtherPeople,
    OvertimePolicy,
    Question,
    RampUp,
    Skill,
    Task,
)
from deliverable.engine.search import DEFAULT_LIMIT
from deliverable.offers import MOVES, Found, Offer, asking, offers_of
from deliverable.offers.asking import bisected
from deliverable.offers.less_scope import droppable
from deliverable.verdict import Verdict, assess
from tests.make import booking, deal, effort, firm, needs, on, person, question, row, wait, work

DAY = timedelta(days=1)


def found(asked: Question) -> Found:
    return offers_of(asked, assess(asked, explain=True))


def by_moves(asked: Question) -> dict[tuple[str, ...], Offer]:
    return {tuple(step.move for step in offer.steps): offer for offer in found(asked).offers}


def why(asked: Question) -> dict[str, str]:
    return {failed.move: failed.why for failed in found(asked).failed}


def changed(asked: Question, offer: Offer) -> Question:
    return replace(asked, deals=(offer.deal,))


def short(**more: Any) -> Question:
    """Ana has five days for seven days of work."""
    return question(person("ana"), deal(work("a", needs("php", 700)), due=on(4), **more))


def test_a_yes_needs_no_offers_nor_does_what_can_not_be_told() -> None:
    assert found(question(person("ana"), deal(work("a", needs("php", 100)), due=on(4)))) == Found()
    assert found(question(person("ana"), deal(work("a", needs("php", 100))))) == Found()
    assert found(question(person("ana"), deal(work("a", needs("php", None)), due=on(4)))) == Found()


def test_later_is_the_first_day_on_which_it_holds() -> None:
    offer = by_moves(short())["later",]
    (step,) = offer.steps
    assert (offer.deal.due, step.amount, step.least) == (on(8), 2, True)
    assert [(change.path, change.value) for change in step.changes] == [(("due",), on(8))]
    assert assess(replace(short(), deals=(replace(offer.deal, due=on(7)),))).word == "no"


def test_a_fixed_date_is_never_moved_and_not_beyond_what_they_could_live_with() -> None:
    assert why(short(flexibility=Flexibility(date="fixed")))["later"] == "fixed"
    assert why(short(latest_acceptable=on(7)))["later"] == "late"
    assert ("later",) in by_moves(short(latest_acceptable=on(8)))


def test_what_the_firm_never_offers_is_never_offered() -> None:
    weights = dict.fromkeys(MOVES, None)
    asked = short()
    never = replace(asked, book=replace(asked.book, firm=firm(offers=weights)))
    assert found(never).offers == ()
    assert set(why(never).values()) == {"never"}


def test_what_costs_us_nothing_comes_before_what_costs_us_something() -> None:
    tasks = [work("must", needs("php", 300)), work("rest", needs("php", 300), priority="could")]
    asked = question(person("ana"), deal(*tasks, due=on(4)))
    for weights, first in (({"less-scope": Fraction(0)}, "less-scope"), ({"phases": Fraction(0)}, "phases")):
        weighed = replace(asked, book=replace(asked.book, firm=firm(offers=weights)))
        assert found(weighed).offers[0].steps[0].move == first


def test_less_scope_leaves_out_the_least_that_is_optional() -> None:
    tasks = [
        work("must", needs("php", 400)),
        work("big", needs("php", 300), priority="could"),
        work("small", needs("php", 100), priority="could"),
        work("should", needs("php", 50), priority="should"),
    ]
    asked = question(person("ana"), deal(*tasks, due=on(4), flexibility=Flexibility(date="fixed")))
    offer = by_moves(asked)["less-scope",]
    assert [step.what for step in offer.steps] == [("big", "should")] or offer.steps[0].what == ("big", "small")
    assert assess(changed(asked, offer)).word == "yes"


def test_a_task_goes_only_with_all_that_follows_it_and_never_one_of_higher_priority() -> None:
    def task(name: str, priority: str, after: str = "") -> Task:
        return work(name, needs("php", 10), priority=priority, after=after)

    tasks = (
        task("a", "could"),
        task("b", "should", "a"),
        task("c", "must"),
        task("d", "could", "c"),
        task("e", "must"),
    )
    sets = list(droppable(tasks))
    assert sets[0] == ("d",)
    assert ("a",) not in sets
    assert ("a", "b") in sets
    assert all("c" not in names for names in sets)
    blocked = (task("a", "could"), task("b", "must", "a"))
    assert list(droppable(blocked)) == []


def test_phases_keep_the_day_for_the_must_haves() -> None:
    tasks = [work("must", needs("php", 400)), work("rest", needs("php", 400), priority="should", after="must")]
    asked = question(person("ana"), deal(*tasks, due=on(4), flexibility=Flexibility(date="fixed")))
    offer = by_moves(asked)["phases",]
    assert offer.deal.due == on(9)
    assert [(task.id, task.by) for task in offer.deal.scope or ()] == [("must", on(4)), ("rest", None)]
    assert assess(changed(asked, offer)).word == "yes"


def test_the_client_may_decide_sooner() -> None:
    waits = wait("look", 5, after="a", waiting_for="client")
    tasks = [work("a", needs("php", 100)), waits, work("b", needs("php", 100), after="look")]
    asked = question(person("ana"), deal(*tasks, due=on(7), flexibility=Flexibility(date="fixed")))
    offer = by_moves(asked)["fewer-conditions",]
    assert offer.steps[0].amount == 4
    assert [(change.path, change.value) for change in offer.steps[0].changes] == [(("scope", "look", "wait"), "4-4-4d")]
    said = next(task for task in offer.deal.scope or () if task.id == "look")
    assert (said.wait, said.waiting_for) == (Duration(4, 4, 4), "client")


def test_a_flexible_booking_moves_by_the_fewest_days() -> None:
    busy = booking("b", row("ana", on(1), on(2), share=1), flexible_until=on(30), owner="ben")
    asked = question(person("ana"), busy, deal(work("a", needs("php", 500)), due=on(4)))
    offer = by_moves(asked)["move-booking",]
    assert dict(offer.deal.extras.moved) == {"b": 4}
    for days, word in ((3, "no"), (4, "yes")):
        extras = replace(offer.deal.extras, moved={"b": days})
        assert assess(replace(asked, deals=(replace(offer.deal, extras=extras),))).word == word
    begun = replace(asked, today=on(1), book=replace(asked.book))
    assert ("move-booking",) not in by_moves(begun)


def test_the_hold_that_is_least_likely_to_land_is_let_go() -> None:
    holds = [
        booking("h", row("ana", on(0), on(1), share=1), status="hold", probability="1/2", owner="ben"),
        booking("i", row("ana", on(2), on(3), share=1), status="hold", probability="1/5", owner="ben"),
    ]
    asked = question(person("ana"), *holds, deal(work("a", needs("php", 300)), due=on(4)))
    offer = by_moves(asked)["release-hold",]
    assert offer.deal.extras.released == ("i",)


def pool(**more: Any) -> Contractor:
    return Contractor("pool", skills={"php": 3}, lead_time=1, **more)


def test_a_pool_gives_the_fewest_days() -> None:
    asked = question(
        person("ana"), pool(), deal(work("a", needs("php", 700)), due=on(4), flexibility=Flexibility(date="fixed"))
    )
    offer = by_moves(asked)["contractor",]
    assert [(use.pool, use.effort, use.first) for use in offer.deal.extras.contractors] == [
        ("pool", effort(200), on(1))
    ]
    fewer = replace(offer.deal.extras.contractors[0], effort=effort(100))
    extras = replace(offer.deal.extras, contractors=(fewer,))
    assert assess(replace(asked, deals=(replace(offer.deal, extras=extras),))).word == "no"
    ramping = replace(asked, book=replace(asked.book, contractors={"pool": pool(ramp_up=RampUp(2, Fraction(1, 2)))}))
    assert by_moves(ramping)["contractor",].steps[0].amount == 2
    budget = replace(asked.deals[0], budget=Fraction(1), flexibility=Flexibility(date="fixed", budget="fixed"))
    assert why(replace(asked, deals=(budget,)))["contractor"] == "fixed"


def test_a_pool_comes_when_the_plan_needs_it_with_its_ramp_up_before() -> None:
    """Work on b begins on Tuesday week: two working days of finding their way in before it are enough."""
    tasks = [work("a", needs("art", 600)), work("b", needs("php", 400), after="a")]
    asked = question(
        person("ana", "art"),
        person("ben", "php", joins=on(60)),
        pool(ramp_up=RampUp(2, Fraction(1, 2)), cost=Fraction(10)),
        deal(*tasks, due=on(14), flexibility=Flexibility(date="fixed")),
    )
    offer = by_moves(asked)["contractor",]
    (use,) = offer.deal.extras.contractors
    assert (use.first, use.effort) == (on(4), effort(400))  # b is Tuesday to Friday
    (change,) = offer.steps[0].changes
    assert change.value == [{"pool": "pool", "effort": "4d", "from": on(4)}]
    assert offer.deal == _applied(asked.deals[0], offer)
    assert offer.verdict.word == assess(changed(asked, offer)).word == "yes"


def test_overtime_stays_within_the_policy() -> None:
    asked = question(
        person("ana"), deal(work("a", needs("php", 540)), due=on(4), flexibility=Flexibility(date="fixed"))
    )
    policy = firm(overtime=OvertimePolicy(Fraction(1, 10)))
    offer = by_moves(replace(asked, book=replace(asked.book, firm=policy)))["overtime",]
    assert (offer.steps[0].what, offer.steps[0].amount) == (("ana",), 8)
    strict = firm(overtime=OvertimePolicy(Fraction(7, 100)))
    assert why(replace(asked, book=replace(asked.book, firm=strict)))["overtime"] == "short"
    assert why(asked)["overtime"] == "none"


def test_two_moves_where_no_single_one_is_enough() -> None:
    tasks = [work("must", needs("php", 600)), work("rest", needs("php", 300), priority="could")]
    asked = question(person("ana"), pool(), deal(*tasks, due=on(4), flexibility=Flexibility(date="fixed")))
    few = replace(asked, book=replace(asked.book, contractors={"pool": pool(most=effort(100))}))
    offers = by_moves(few)
    pairs = [moves for moves in offers if len(moves) == 2]
    assert {"less-scope", "contractor"} in [set(moves) for moves in pairs]
    assert all(assess(changed(few, offer)).word == "yes" for offer in offers.values())


def test_a_pair_that_is_milder_than_each_alone_is_offered_too() -> None:
    """Ana has five days for nine: four days later, or four of the five tasks left out, or two days with two tasks."""
    tasks = [work("must", needs("php", 400)), *(work(f"t{n}", needs("php", 100), priority="could") for n in range(5))]
    asked = question(person("ana"), deal(*tasks, due=on(4)), the_firm=firm(offers={"phases": None}))
    offers = by_moves(asked)
    assert offers["later",].steps[0].amount == 4
    assert len(offers["less-scope",].steps[0].what) == 4
    pair = offers["later", "less-scope"]
    assert (pair.steps[0].amount, len(pair.steps[1].what), pair.deal.due) == (2, 2, on(8))
    assert assess(changed(asked, pair)).word == "yes"
    assert not any(step.least for step in pair.steps)


def test_the_smallest_amount_is_found_by_halves() -> None:
    for most in range(12):
        for least in range(1, 14):
            assert bisected(most, lambda n, least=least: n >= least) == (least if least <= most else None)  # type: ignore[misc]


# --- random ones -----------------------------------------------------------------------------------------------------


def tight(seed: int) -> Question:
    """A firm with everything that a move could be about, and a deal that is too much for it."""
    dice = random.Random(f"offers {seed}")
    people = [person(f"p{n}", dice.choice(["php", "php art"])) for n in range(dice.randint(1, 3))]
    names = [one.id for one in people]
    booked = [
        booking("firm", row(dice.choice(names), on(0), on(dice.randint(2, 9)), share="1/2")),
        booking("flex", row(dice.choice(names), on(2), on(4), share=1), flexible_until=on(40), owner="p0"),
        booking("hold", row(dice.choice(names), on(0), on(6), share=1), status="hold", probability="2/5", owner="p0"),
    ]
    tasks = [
        work("one", needs("php", dice.randint(2, 8) * 100)),
        wait("look", 4, after="one", waiting_for="client"),
        work("two", needs("php", dice.randint(1, 4) * 100), after="look"),
        work(
            "rest",
            needs("php", dice.randint(1, 3) * 100),
            priority=dice.choice(["could", "should", "must"]),
            after="one",
        ),
    ]
    how = Flexibility(date=dice.choice(["fixed", "preferred", "flexible"]))
    asked = deal(*tasks, due=on(dice.randint(8, 18)), flexibility=how)
    more = firm(overtime=OvertimePolicy(Fraction(1, 10), 3), estimate_error=None)
    return question(*people, *booked, pool(people=2), asked, the_firm=more)


def offered(seeds: range) -> Iterator[tuple[Question, Offer]]:
    for seed in seeds:
        asked = tight(seed)
        for offer in found(asked).offers:
            yield asked, offer


@pytest.mark.slow
def test_every_offer_is_a_yes_and_what_is_called_least_is_the_least() -> None:
    kinds: set[str] = set()
    for asked, offer in offered(range(200 if os.environ.get("EVERY_CHANGE") else 7)):
        assert assess(changed(asked, offer)).word == "yes"
        assert offer.deal == _applied(asked.deals[0], offer)
        kinds.update(step.move for step in offer.steps)
        if asked.deals[0].flexibility.date == "fixed" and "phases" not in {step.move for step in offer.steps}:
            assert offer.deal.due == asked.deals[0].due
        if len(offer.steps) == 1 and offer.steps[0].move == "later" and offer.steps[0].least:
            sooner = replace(offer.deal, due=(offer.deal.due or date.max) - DAY)
            assert assess(replace(asked, deals=(sooner,))).word != "yes"
    assert len(kinds) >= 5


def _applied(first: Deal, offer: Offer) -> Deal:
    for step in offer.steps:
        first = step.apply(first)
    return first


@pytest.mark.slow
def test_the_same_question_has_the_same_offers() -> None:
    for seed in range(2):
        once, again = ([(o.steps, o.deal, o.verdict.claim) for o in found(tight(seed)).offers] for _ in range(2))
        assert once == again


def test_whoever_stops_it_gets_what_was_found_by_then(monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(_asking: object) -> Iterator[Offer]:
        raise KeyboardInterrupt

    monkeypatch.setattr(MOVES["less-scope"], "find", stopped)
    got = found(short())
    assert [[step.move for step in offer.steps] for offer in got.offers] == [["later"]]


# --- one move at a time, further -------------------------------------------------------------------------------------


def test_a_later_start_moves_both_ends_where_a_later_date_alone_is_never_offered() -> None:
    busy = booking("b", row("ana", on(0), on(4), share=1))
    weights = {"later": None}
    asked = question(
        person("ana"),
        busy,
        deal(work("a", needs("php", 300)), start=on(0), due=on(4)),
        the_firm=firm(offers=weights),
    )
    offer = by_moves(asked)["later-start",]
    (step,) = offer.steps
    assert (offer.deal.start, offer.deal.due, step.amount, step.least) == (on(3), on(9), 3, True)
    assert [(c.path, c.value) for c in step.changes] == [(("start",), on(3)), (("due",), on(9))]
    assert assess(replace(asked, deals=(replace(offer.deal, start=on(2), due=on(8)),))).word == "no"
    both = replace(asked, book=replace(asked.book, firm=firm()))
    assert {moves for moves in by_moves(both) if "later" in moves[0]} == {("later",)}
    late = replace(asked.deals[0], latest_acceptable=on(8))
    assert why(replace(asked, deals=(late,)))["later-start"] == "late"


def lower(**more: Any) -> Question:
    """Ana alone has php at level 3, and two days and a bit; ben and cem are a level below; eve knows something near."""
    people = [
        person("ana", {"php": 3}),
        person("ben", {"php": 2}),
        person("eve", {"ruby": 3}),
    ]
    busy = booking("busy", row("ana", on(2), per_day=90), row("ana", on(3), on(4), share=1))
    tasks = (work("a", needs("php", 200, level=3)), work("b", needs("php", 100, level=3, people=1)))
    return question(*people, busy, deal(*tasks, due=on(4), flexibility=Flexibility(date="fixed")), **more)


def test_somebody_a_level_below_takes_longer_and_is_guided() -> None:
    offer = by_moves(lower())["other-people",]
    (step,) = offer.steps
    # the cheaper of the two tasks: 100 minutes become 125, in tenths of a day 130, and 10 of somebody guiding
    assert (step.what, step.amount, step.least) == (("b: php at level 2 instead of 3",), 40, True)
    task = next(task for task in offer.deal.scope or () if task.id == "b")
    assert task.effort == (needs("php", 130, level=2, people=1), needs("php", 10, level=3, people=1))
    assert [change.value for change in step.changes] == [
        [
            {"skill": "php", "level": 2, "effort": "1.3d", "people": 1},
            {"skill": "php", "level": 3, "effort": "0.1d", "people": 1},
        ]
    ]
    dear = lower(the_firm=firm(other_people=OtherPeople(Fraction(3), Fraction(0))))
    assert by_moves(dear)["other-people",].steps[0].amount == 300
    assert why(lower(the_firm=firm(other_people=OtherPeople(Fraction(3), Fraction(3)))))["other-people"] == "short"


def test_a_skill_nearby_helps_only_where_the_catalogue_says_so() -> None:
    asked = lower()
    people = {name: one for name, one in asked.book.people.items() if name != "ben"}
    alone = replace(asked, book=replace(asked.book, people=people))
    assert why(alone)["other-people"] == "none"
    near = Skill("php", near={"ruby": Fraction(1, 2)})
    known = replace(alone, book=replace(alone.book, skills={"php": near, "ruby": Skill("ruby")}))
    offer = by_moves(known)["other-people",]
    assert offer.steps[0].what == ("b: ruby at level 3 instead of php",)
    assert offer.steps[0].amount == 60  # 50 longer, 10 of guiding


def test_an_input_may_come_sooner_by_the_fewest_days() -> None:
    texts, data = Input("texts", "", on(3)), Input("data", "", on(0))
    task = work("a", needs("php", 300), inputs=("texts", "data"))
    asked = question(person("ana"), deal(task, due=on(4), inputs=(texts, data), flexibility=Flexibility(date="fixed")))
    offer = by_moves(asked)["fewer-conditions",]
    assert [(i.id, i.by) for i in offer.deal.inputs] == [("texts", on(2)), ("data", on(0))]
    assert [(c.path, c.value) for c in offer.steps[0].changes] == [(("inputs", "texts", "by"), on(2))]
    assert (offer.steps[0].amount, offer.steps[0].least) == (1, True)


def test_a_fixed_budget_leaves_room_for_as_many_days_as_it_has() -> None:
    asked = question(
        person("ana"),
        pool(cost=Fraction(100)),
        deal(
            work("a", needs("php", 700)),
            due=on(4),
            budget=Fraction(1200),
            value=Fraction(1000),
            flexibility=Flexibility(date="fixed", budget="fixed"),
        ),
    )
    assert by_moves(asked)["contractor",].steps[0].amount == 2
    poorer = replace(asked, deals=(replace(asked.deals[0], budget=Fraction(1199)),))
    assert why(poorer)["contractor"] == "short"
    other = Contractor("other", skills={"art": 3}, cost=Fraction(100))
    counted = replace(asked.deals[0].extras, contractors=(ContractorUse("other", effort(100), on(0)),))
    partly = replace(asked.deals[0], extras=counted, budget=Fraction(1300))
    both = replace(asked, book=replace(asked.book, contractors={**asked.book.contractors, "other": other}))
    assert by_moves(replace(both, deals=(partly,)))["contractor",].steps[0].amount == 2
    assert why(replace(both, deals=(replace(partly, budget=Fraction(1299)),)))["contractor"] == "short"
    none_left = replace(asked, deals=(replace(asked.deals[0], value=None),))
    assert why(none_left)["contractor"] == "fixed"


def test_less_scope_may_leave_out_more_than_three_tasks() -> None:
    tasks = [work("must", needs("php", 400)), *(work(f"t{n}", needs("php", 60), priority="could") for n in range(5))]
    asked = question(person("ana"), deal(*tasks, due=on(4), flexibility=Flexibility(date="fixed")))
    (step,) = by_moves(asked)["less-scope",].steps
    assert (len(step.what), step.least) == (4, True)
    more = (work(f"u{n}", needs("php", 60), priority="could") for n in range(4))
    wide = replace(asked, deals=(replace(asked.deals[0], scope=(*(asked.deals[0].scope or ()), *more)),))
    (step,) = by_moves(wide)["less-scope",].steps
    assert (len(step.what), step.least) == (8, False)  # too many sets to look at all of them


# --- what becomes of others ------------------------------------------------------------------------------------------


def test_a_moved_booking_says_its_new_days_and_a_released_hold_what_becomes_of_its_deal() -> None:
    busy = booking("b", row("ana", on(1), on(2), share=1), flexible_until=on(30), owner="ben")
    asked = question(person("ana"), busy, deal(work("a", needs("php", 500)), due=on(4)))
    (one,) = by_moves(asked)["move-booking",].touched
    assert (one.id, one.how, one.first, one.last) == ("b", "moved", on(1), on(2))
    assert (one.new_first, one.new_last, one.until) == (on(7), on(8), on(30))
    assert one.verdict is None

    held = booking("h", row("ana", on(0), on(1), share=1), status="hold", probability="1/5", owner="ben", deal="other")
    mine = deal(work("a", needs("php", 300)), due=on(2), flexibility=Flexibility(date="fixed"))
    other = deal(work("x", needs("php", 200)), due=on(4), name="other")
    question_of = question(person("ana"), held, mine)
    with_other = replace(question_of, book=replace(question_of.book, deals={"other": other}))
    (freed,) = by_moves(with_other)["release-hold",].touched
    assert (freed.id, freed.how, freed.first, freed.last) == ("h", "released", on(0), on(1))
    assert freed.verdict is not None
    assert (freed.verdict.word, freed.deal) == ("yes", other)
    tighter = replace(with_other, book=replace(with_other.book, deals={"other": replace(other, due=on(3))}))
    (worse,) = by_moves(tighter)["release-hold",].touched
    assert worse.verdict is not None
    assert worse.verdict.word == "no"
    (unknown,) = by_moves(question_of)["release-hold",].touched
    assert unknown.verdict is None


@pytest.mark.parametrize("by_limit", [False, True])
def test_what_a_check_of_its_own_answers_otherwise_is_no_offer(by_limit: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = short()
    first = found(asked).offers[0]
    offer = replace(first, verdict=replace(first.verdict, by_limit=by_limit))
    limits = []

    def refused(_: Question, limit: float = DEFAULT_LIMIT, **_more: Any) -> Verdict:
        limits.append(limit)
        return replace(first.verdict, word="at-risk")

    monkeypatch.setattr(asking, "assess", refused)
    confirmed = asking.Asking(asked, first.verdict).confirmed(offer)
    assert (confirmed is None) == by_limit
    assert limits == ([DEFAULT_LIMIT] if by_limit else [])
