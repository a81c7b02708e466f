"""What each side owes the other on a deal: each thing that can be open, and the day before and after it is."""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from deliverable.answers.needs import Lack, NeedsAnswer, Stray, needs
from deliverable.book import (
    Contractor,
    ContractorUse,
    Crew,
    Deal,
    Duration,
    Effort,
    Extras,
    Input,
    IntakeQuestion,
    Overtime,
    Task,
)
from deliverable.findings import Finding, Place, Severity
from tests.make import MON, book, booking, crew, deal, effort, firm, on, person, promise, row, wait, work
from tests.make import needs as wanted

HARD = IntakeQuestion("hard", "What happens on that date?", "decides on later dates", hurdle="clients say ASAP")
GIVES = IntakeQuestion("gives", "What gives?", if_unknown="scope", sets={"flexibility.scope": "flexible"})
SIGN = IntakeQuestion("sign", "When can they sign?", needed_for="promise")
MOOD = IntakeQuestion("mood", "How are they?", needed_for="promise", if_unknown="well")
ASKING = {asked.id: asked for asked in (MOOD, SIGN, GIVES, HARD)}


def answered(the_deal: Deal, *things: Any, assumed: tuple[str, ...] = (), **more: Any) -> NeedsAnswer:
    return needs(book(*things, the_firm=firm(**more)), the_deal, MON, (), assumed=assumed)


def whole(*tasks: Task, **more: Any) -> Deal:
    """A deal that lacks nothing, unless it is said otherwise."""
    said: dict[str, Any] = {
        "client": "C",
        "owner": "tom",
        "start": MON,
        "due": on(11),
        "said": frozenset({"flexibility"}),
    }
    return deal(*(tasks or (work("build", wanted("php", 50)),)), **(said | more))


# --- questions ----------------------------------------------------------------------------------------------------


def test_what_blocks_goes_first_and_the_check_before_the_promise() -> None:
    found = answered(whole(), assumed=("gives", "mood"), questions=ASKING)
    assert [(one.question.id, one.state, one.blocks) for one in found.wanted] == [
        ("hard", "blocks", "check"),
        ("sign", "blocks", "promise"),
        ("gives", "assumed", ""),
        ("mood", "assumed", ""),
    ]
    assert (found.blocks_check, found.blocks_promise) == (1, 1)


def test_an_answer_an_own_key_and_a_hurdle() -> None:
    known = whole(answers={"hard": "it opens", "sign": "  "}, hurdles={"hard": "asked twice", "mood": "shy"})
    found = answered(known, assumed=("mood",), questions=ASKING)
    assert [(one.question.id, one.state, one.answer, one.hurdle) for one in found.wanted] == [
        ("sign", "blocks", "", ""),
        ("mood", "assumed", "", "shy"),
        ("gives", "said", "", ""),
        ("hard", "answered", "it opens", "asked twice"),
    ]
    assert (found.blocks_check, found.blocks_promise) == (0, 1)


def test_what_an_assumption_sets_is_what_it_has_filled_in() -> None:
    filled = whole(filled={"flexibility.scope": "gives", "confidence": "other"})
    (gives,) = [one for one in answered(filled, assumed=("gives",), questions=ASKING).wanted if one.state == "assumed"]
    assert gives.sets == {"flexibility.scope": "flexible"}


def test_answers_and_hurdles_to_what_nobody_asks_are_kept() -> None:
    known = whole(answers={"hrad": "it opens", "hard": "x"}, hurdles={"budget": "secret", "hrad": "asked twice"})
    found = answered(known, questions=ASKING)
    assert found.strays == (Stray("hrad", "it opens", "asked twice"), Stray("budget", "", "secret"))


# --- what the deal doesn't say ------------------------------------------------------------------------------------


def test_a_deal_that_says_all_lacks_nothing() -> None:
    found = answered(whole())
    assert (found.lacks, found.blocks_check, found.blocks_promise) == ((), 0, 0)


@pytest.mark.parametrize(
    ("changed", "lacks"),
    [
        (replace(whole(), scope=None), [Lack("scope", (), blocks=True)]),
        (replace(whole(), scope=()), [Lack("scope", (), blocks=True)]),
        (whole(due=None), [Lack("due", (), blocks=True)]),
        (whole(due=on(-1)), [Lack("due-passed", ("2027-01-03",))]),
        (whole(due=MON), []),
        (whole(start=None), [Lack("start")]),
        (whole(start=on(-1)), [Lack("start", ("2027-01-03",))]),
        (whole(client=" "), [Lack("client")]),
        (whole(owner=""), [Lack("owner")]),
        (whole(said=frozenset()), [Lack("flexibility")]),
        (whole(said=frozenset(), filled={"flexibility.date": "hard"}), []),
        (whole(work("a", wanted("php", None), wanted("qa", 5))), [Lack("estimate", ("a", "php"), blocks=True)]),
        (whole(wait("w", 5, waiting_for="client")), [Lack("waits", ("w",))]),
        (whole(wait("w", 5)), []),
        (whole(Task("w", wait=Duration(5, 5, 5), waiting_for="client")), []),
        (whole(Task("w", wait=Duration(5, 3, 8), waiting_for="client")), []),
        (whole(work("a", wanted("php", 5), wanted("qa", 5))), []),
    ],
)
def test_what_is_lacking(changed: Deal, lacks: list[Lack]) -> None:
    found = answered(changed)
    assert list(found.lacks) == lacks
    assert found.blocks_check == sum(lack.blocks for lack in lacks)


def test_a_range_by_its_ends_lacks_its_middle() -> None:
    ends = Effort(Fraction(50), Fraction(25), Fraction(100), middle=True)
    need = replace(wanted("php", 50), effort=ends)
    assert answered(whole(work("a", need))).lacks == (Lack("middle", ("a",)),)


def test_what_blocks_is_told_first() -> None:
    found = answered(whole(work("a", wanted("php", None)), start=None, due=None, client=""))
    assert [(lack.what, lack.blocks) for lack in found.lacks] == [
        ("estimate", True),
        ("due", True),
        ("start", False),
        ("client", False),
    ]


# --- what the client gives ----------------------------------------------------------------------------------------


def test_inputs_without_a_day_come_first_and_a_day_that_has_passed_is_late() -> None:
    given = (Input("now", by=MON), Input("late", by=on(-1)), Input("soon", by=on(3)), Input("some"), Input("unused"))
    asked = whole(
        work("a", wanted("php", 5), inputs=("some", "late")),
        work("b", wanted("php", 5), inputs=("some",)),
        inputs=given,
    )
    assert [(g.wanted.id, g.tasks, g.late) for g in answered(asked).inputs] == [
        ("some", ("a", "b"), False),
        ("unused", (), False),
        ("late", ("a",), True),
        ("now", (), False),
        ("soon", (), False),
    ]


def test_decisions_are_waits_for_somebody() -> None:
    asked = whole(
        wait("w", 5, waiting_for="client"),
        work("next", wanted("php", 5), after="w"),
        wait("us", 2, waiting_for="us"),
        wait("plain", 2),
    )
    found = answered(asked).decisions
    assert [(d.task.id, d.by_client, d.tasks) for d in found] == [("w", True, ("next",)), ("us", False, ())]


# --- what operations can do -----------------------------------------------------------------------------------------


def ours(the_deal: Deal, *things: Any, **more: Any) -> list[tuple[str, tuple[str, ...], date | None]]:
    return [(one.what, one.ids, one.by) for one in answered(the_deal, *things, **more).ours]


@pytest.mark.parametrize(("confirmed", "stale"), [(None, True), (on(-31), True), (on(-30), False), (MON, False)])
def test_who_may_work_on_it_and_was_not_confirmed_lately_is_stale(confirmed: date | None, stale: bool) -> None:
    found = ours(whole(), person("ana", confirmed=confirmed), confirm_every=30)
    assert found == ([("stale", ("ana",), None)] if stale else [])
    assert ours(whole(), person("ana", confirmed=confirmed)) == []


@pytest.mark.parametrize(
    ("who", "asked", "stale"),
    [
        (person("ana", "design"), whole(), False),
        (person("ana", {"php": 2}), whole(work("a", wanted("php", 5, level=3))), False),
        (person("ana", {"php": 3}), whole(work("a", wanted("php", 5, level=3))), True),
        (person("ana", site="york"), whole(sites=("leeds",)), False),
        (person("ana"), whole(exclude=("ana",)), False),
        (person("ana"), whole(work("a", wanted("php", 5, who=("ben",)))), False),
        (person("ana"), whole(crew("c", 2, Crew("php"))), True),
        (person("ana"), whole(start=on(3), due=on(11)), True),
        (person("ana", leaves=on(2)), whole(start=on(3), due=on(11)), False),
        (person("ana", leaves=on(3)), whole(start=on(3), due=on(11)), True),
        (person("ana", leaves=on(-1)), whole(), False),
    ],
)
def test_only_who_may_work_on_it_is_asked(who: Any, asked: Deal, stale: bool) -> None:
    found = ours(asked, who, person("ben", "qa"), confirm_every=30)
    assert found == ([("stale", ("ana",), None)] if stale else [])


@pytest.mark.parametrize(
    ("expires", "what"),
    [(None, None), (on(-1), "expired"), (MON, "expires"), (on(14), "expires"), (on(15), None)],
)
def test_a_hold_of_this_deal_that_has_ended_or_ends_soon(expires: date | None, what: str | None) -> None:
    right = [] if what is None else [(what, ("h",), expires)]
    held = booking("h", row("ana", MON), status="hold", expires=expires, deal="d")
    assert ours(whole(), person("ana"), held) == right
    assert ours(whole(), person("ana"), replace(held, deal="other")) == []
    assert ours(whole(), person("ana"), replace(held, status="firm")) == []
    mine = promise("d", row("ana", MON), status="held", expires=expires)
    assert ours(whole(), person("ana"), mine) == ([] if what is None else [(what, ("d",), expires)])
    assert ours(whole(), person("ana"), replace(mine, status="promised")) == []


def test_whoever_must_agree_to_what_the_deal_counts_on() -> None:
    counted = Extras(
        (ContractorUse("pool", effort(200), on(11)),), {"ana": Overtime(Fraction(1, 10))}, {"later": 5}, ("h",)
    )
    found = ours(
        whole(extras=counted),
        person("ana"),
        Contractor("pool", skills={"php": 3}, lead_time=7),
        booking("later", row("ana", on(20)), flexible_until=on(60)),
        booking("h", row("ana", MON), status="hold"),
    )
    assert found == [
        ("contractor", ("pool",), on(4)),
        ("overtime", ("ana",), None),
        ("moved", ("later",), None),
        ("released", ("h",), None),
    ]


# --- faults ---------------------------------------------------------------------------------------------------------


def fault(*about: Any, severity: Severity = Severity.ERROR) -> Finding:
    return Finding("bad-value", severity, "no good", Place("f.yaml", 1, 1, 1, 2), "mend it", about=about)


@pytest.mark.parametrize(
    ("found", "faults", "broken", "elsewhere"),
    [
        (fault("deal", "d", "due"), 1, 0, 0),
        (fault("deals", "d", "due"), 1, 0, 0),
        (fault("firm", "questions"), 1, 0, 0),
        (fault(), 1, 0, 0),
        (fault("people", "ana", "week"), 0, 1, 0),
        (fault("calendars", "c"), 0, 1, 0),
        (fault("people", "ben", "week"), 0, 0, 1),
        (fault("deal", "other", "due"), 0, 0, 1),
        (fault("deal", "d", "due", severity=Severity.WARNING), 0, 0, 0),
    ],
)
def test_faults_of_the_deal_stop_it_and_others_are_counted(
    found: Finding, faults: int, broken: int, elsewhere: int
) -> None:
    known = book(person("ana"), person("ben", "qa"), the_firm=firm(questions=ASKING))
    said = needs(known, whole(), MON, (found,))
    assert (len(said.faults), said.broken, said.elsewhere) == (faults, broken, elsewhere)
    assert bool(said.wanted) is not bool(faults)
    if not faults:
        assert said.blocks_check == 1 + broken
