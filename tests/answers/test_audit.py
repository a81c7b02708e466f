"""A saved answer's audit: what isn't plan or proof, what is asked anew, and what has changed."""

from dataclasses import replace
from datetime import timedelta
from fractions import Fraction
from typing import Any

import pytest

from deliverable.answers import audit as audited
from deliverable.book import Contractor, ContractorUse, Extras, Input, IntakeQuestion, Overtime, Question
from tests.answers.saved import Saved, saved
from tests.make import MON, booking, deal, effort, firm, needs, on, person, question, row, wait, work


def hanging() -> Saved:
    """A yes that hangs on an input, on stale data, a pool, overtime, a booking that moves and a hold that is let go."""
    asked = question(
        person("ana", "php", confirmed=MON - timedelta(days=31)),
        person("ben", "design", confirmed=MON),
        Contractor("pool", skills={"react": 3}, lead_time=7),
        booking("h", row("ana", MON, on(9), share=1), status="hold", probability="1/2"),
        booking("later", row("ben", MON + timedelta(days=7), on(9), share=1), flexible_until=on(60)),
        deal(
            work("build", needs("php", 105, people=1)),
            work("app", needs("react", 100)),
            work("draw", needs("design", 50), inputs=("texts",)),
            due=on(18),
            inputs=(Input("texts", "the texts", on(1)), Input("logo", "the logo")),
            extras=Extras(
                (ContractorUse("pool", effort(200), on(7)),),
                {"ana": Overtime(Fraction(1, 10))},
                {"later": 5},
                ("h",),
            ),
        ),
        the_firm=firm(confirm_every=30),
    )
    return saved(asked)


# --- conditions ------------------------------------------------------------------------------------------------------


def test_every_condition_is_worked_out_again() -> None:
    of = hanging()
    stated = of.claim["conditions"]
    kinds = [condition["what"] for condition in stated]
    assert kinds[:3] == ["input", "input", "stale"]
    assert {"contractor", "moved", "released"} <= set(kinds)
    assert of.audit().complaints == ()
    for n, condition in enumerate(stated):
        (missing,) = of.complaints(of.claim | {"conditions": stated[:n] + stated[n + 1 :]})
        assert missing.startswith(f"conditions: {condition['what']} ")
        assert missing.endswith(" is missing")
        (odd,) = of.complaints(of.claim | {"conditions": [*stated, condition]})
        assert odd.endswith(" is none")
        other = {**condition, "by": "2027-01-20"}
        assert len(of.complaints(of.claim | {"conditions": [*stated[:n], other, *stated[n + 1 :]]})) == 2
        words = {**condition, "text": "as you like"}
        assert of.complaints(of.claim | {"conditions": [*stated[:n], words, *stated[n + 1 :]]}) == ()


def test_overtime_is_a_condition_just_when_the_plan_takes_it() -> None:
    for minutes, wanted in ((100, []), (101, ["overtime"])):
        extras = Extras(overtime={"ana": Overtime(Fraction(1, 10))})
        of = saved(question(person("ana"), deal(work("build", needs("php", minutes)), due=MON, extras=extras)))
        assert [condition["what"] for condition in of.claim["conditions"]] == wanted
        assert of.audit().complaints == ()
        turned = [] if wanted else [{"what": "overtime", "ids": ["ana"], "by": None}]
        assert of.complaints(of.claim | {"conditions": turned})


def test_of_a_deal_without_scope_nothing_is_a_condition() -> None:
    of = saved(question(person("ana"), replace(deal(due=MON), scope=None, inputs=(Input("texts"),))))
    assert of.claim["because"] == ["scope"]
    assert of.audit().complaints == ()


# --- reasons ---------------------------------------------------------------------------------------------------------


def unknown(*, due: bool = True, estimate: bool = True, blocking: tuple[str, ...] = ()) -> Saved:
    needed = [needs("php", 50), *([] if estimate else [needs("php", None)])]
    asked = question(person("ana"), deal(work("build", *needed), due=on(4) if due else None))
    return saved(with_questions(asked, blocking), blocking=blocking)


def with_questions(asked: Question, names: tuple[str, ...]) -> Question:
    questions = {name: IntakeQuestion(name, ask="?") for name in names}
    return replace(asked, book=replace(asked.book, firm=replace(asked.book.firm, questions=questions)))


@pytest.mark.parametrize(
    ("of", "lacks"),
    [
        (unknown(due=False), ["due"]),
        (unknown(estimate=False), ["estimate"]),
        (unknown(due=False, estimate=False, blocking=("q",)), ["question", "estimate", "due"]),
    ],
)
def test_an_unknown_lacks_what_it_says(of: Saved, lacks: list[str]) -> None:
    assert of.claim["because"] == lacks
    assert of.audit().complaints == ()
    for wrong in ([], ["undecided"], ["scope"], lacks[1:], [*lacks, "horizon"], [*lacks, *lacks], 7, None):
        assert of.complaints(of.claim | {"because": wrong})


# --- questions left open ----------------------------------------------------------------------------------------------


def left_open(minutes: int | None = 50, *, scope: bool = True) -> Saved:
    """An answer that was wanted although p and q are open; r is none of those that block."""
    asked = question(person("ana"), deal(*([work("build", needs("php", minutes))] if scope else []), due=MON))
    return saved(with_questions(asked, ("p", "q", "r")), blocking=("p", "q"), anyway=True)


def only_open(of: Saved) -> list[dict[str, Any]]:
    return [assumption for assumption in of.claim["assumptions"] if assumption["what"] == "left-open"]


@pytest.mark.parametrize(
    ("of", "verdict", "because"),
    [
        (left_open(), "yes", None),
        (left_open(150), "no", None),
        (left_open(None), "unknown", ["estimate"]),
        (left_open(scope=False), "unknown", ["scope"]),
    ],
)
def test_an_answer_that_says_what_was_left_open_holds(of: Saved, verdict: str, because: list[str] | None) -> None:
    assert (of.claim["verdict"], of.claim.get("because"), of.claim["questions"]) == (verdict, because, [])
    assert [(said["ids"], said["text"]) for said in only_open(of)] == [
        ([name], "not answered, and left open: ?") for name in ("p", "q")
    ]
    assert of.audit().complaints == ()
    assert {"what": "left_open", "ids": ["p", "q"]} in of.audit().checked


def test_an_answer_that_hides_what_was_left_open_does_not() -> None:
    of = left_open()
    p, q = only_open(of)
    others = [said for said in of.claim["assumptions"] if said["what"] != "left-open"]
    lacks = "answer: is yes, though it lacks: question"
    assert of.complaints(of.claim | {"assumptions": others}) == (lacks,)
    assert of.complaints({key: value for key, value in of.claim.items() if key != "assumptions"}) == (lacks,)
    for wrong in ([p], [q], [q, p], [p, q, q], [p, q | {"ids": ["r"]}], [p, q | {"ids": ["q", "r"]}]):
        complaints = of.complaints(of.claim | {"assumptions": [*wrong, *others]})
        assert [said for said in complaints if said.startswith("assumptions: ")], wrong
        assert lacks in complaints
    assert of.complaints(of.claim | {"assumptions": [p, q | {"what": "question"}, *others]})[-1] == lacks
    for broken in (7, None, "pq", [7], [{"what": "left-open"}], [p, q | {"ids": "q"}]):
        assert of.complaints(of.claim | {"assumptions": broken})


def test_what_is_not_open_cannot_be_left_open() -> None:
    of = unknown(due=True)
    (complaint,) = of.complaints(of.claim | {"assumptions": [{"what": "left-open", "ids": ["q"], "value": "?"}]})
    assert complaint == "assumptions: q left open, and open are: none"


def test_an_unknown_cannot_say_both() -> None:
    of = unknown(blocking=("q",))
    assert of.audit().complaints == ()
    assert of.complaints(of.claim | {"assumptions": [{"what": "left-open", "ids": ["q"], "value": "?"}]})


def test_an_unknown_that_lacks_nothing_is_undecided() -> None:
    of = unknown()
    claim = of.claim | {"verdict": "unknown", "proof": None, "because": ["undecided"]}
    assert of.complaints(claim) == ()
    assert of.complaints(claim | {"because": ["due"]})
    assert of.complaints(claim | {"because": ["horizon"]})


def test_a_due_date_beyond_the_horizon_may_be_a_reason() -> None:
    asked = question(deal(work("build", needs("php", 50)), due=on(365 * 6)))
    of = saved(asked)
    assert of.claim["because"] == ["horizon"]
    assert of.audit().complaints == ()


# --- asked anew ------------------------------------------------------------------------------------------------------


def no() -> Saved:
    return saved(question(person("ana"), deal(work("build", needs("php", 150)), due=MON)))


def searched(of: Saved, monkeypatch: pytest.MonkeyPatch, *parts: str) -> dict[str, Any]:
    """The answer as if search had settled these parts; the engine's audit takes such a proof when it is consistent."""
    claim = {**of.claim, "finish": dict(of.claim["finish"])}
    for part in parts:
        (claim["finish"] if part == "finish" else claim)["proof" if part == "finish" else part] = {
            "kind": "search", "from": "2027-01-04", "until": "2027-01-04", "limit": 1,
        }  # fmt: skip
    monkeypatch.setattr(audited, "complaints_of", lambda question, claim: ())
    return claim


def another(of: Saved, minutes: int) -> Saved:
    """The same deal with less work, so that another answer is right."""
    less = question(person("ana"), deal(work("build", needs("php", minutes)), due=MON)).deals[0]
    return replace(of, deal=less)


def test_what_was_ruled_out_by_search_is_ruled_out_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    of = no()
    claim = searched(of, monkeypatch, "proof", "finish")
    found = of.audit(claim)
    assert found.complaints == ()
    assert [(part["what"], part["kind"]) for part in found.checked if "kind" in part] == [
        ("proof", "search"),
        ("finish", "search"),
    ]
    said = another(of, 100).complaints(claim)
    assert said == (
        "proof: searching anew does not rule it out: the answer would be yes",
        "finish: searching anew does not rule out an end before 2027-01-05",
    )


def test_beside_the_holds_it_is_ruled_out_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    hold = booking("h", row("ana", MON, share=1), status="hold", probability="1/2")
    of = saved(question(person("ana"), hold, deal(work("build", needs("php", 100)), due=MON)))
    assert of.claim["verdict"] == "at-risk"
    claim = searched(of, monkeypatch, "with_holds")
    assert of.complaints(claim) == ()
    free = replace(of, book=replace(of.book, bookings={}))
    said = free.complaints(claim | {"finish": claim["finish"] | {"earliest": None}})
    assert any(one.startswith("with_holds: searching anew does not rule it out beside the holds") for one in said)


def test_all_that_a_no_says_is_named_and_what_only_a_search_tells_of_more_people_is_not_claimed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    of = no()
    parts = {part["what"]: part for part in of.audit().checked}
    assert parts["reasons"]["count"] == len(of.claim["reasons"])
    assert parts["more_people"]["makes_it"] is of.claim["more_people"]["makes_it"]
    claim = searched(of, monkeypatch, "proof")
    another = {"finish": None, "proof": claim["proof"]}
    found = of.audit(claim | {"more_people": claim["more_people"] | {"another": another}})
    assert "more_people" not in {part["what"] for part in found.checked}
    assert "more people" in found.unchecked
    near = {"sooner": None, "fewer": [{"task": "build"}]}
    assert {"what": "nearest", "tasks": ["build"]} in of.audit(claim | {"nearest": near}).checked


def test_an_answer_that_shows_everything_is_not_asked_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    of = no()
    monkeypatch.setattr(audited, "assess", lambda *_: pytest.fail("was asked anew"))
    assert of.audit().complaints == ()


def test_dates_of_plans_that_it_does_not_show_are_found_anew() -> None:
    hold = booking("h", row("ana", MON, on(1), share=1), status="hold", probability="1/2")
    of = saved(question(person("ana"), hold, deal(work("build", needs("php", 100)), due=MON)))
    assert of.claim["verdict"] == "at-risk"
    ends = of.claim["finish"]["earliest"]
    assert ends == on(2).isoformat()
    found = of.audit()
    assert found.complaints == ()
    assert {"what": "found", "key": "earliest", "ends": ends} in found.checked
    (said,) = of.complaints(of.claim | {"finish": of.claim["finish"] | {"earliest": on(1).isoformat()}})
    assert said.startswith("finish beside the holds: ")  # its proof was about the day before the plan's end
    alone = {key: value for key, value in of.claim["finish"].items() if key != "proof_beside_holds"}
    sooner = alone | {"earliest": on(1).isoformat(), "proved": False}
    (said,) = of.complaints(of.claim | {"finish": sooner})
    assert said == "finish: `earliest` is 2027-01-05, and asking anew finds 2027-01-06"


# --- what has changed ------------------------------------------------------------------------------------------------


def test_where_something_has_changed_the_question_is_put_once_more() -> None:
    of = no()
    same = of.audit(of.claim | {"due": None})
    assert (same.holds, same.anew) == (False, None)
    richer = replace(of, book=question(person("ana"), person("ben"), of.deal).book)
    found = richer.audit()
    assert (found.capacity.changed, found.asked.changed) == (True, False)
    assert (found.holds, found.anew) == (False, "yes")
    stricter = replace(of, deal=replace(of.deal, due=on(1)))
    found = stricter.audit()
    assert (found.capacity.changed, found.asked.changed) == (False, True)
    assert (found.holds, found.anew) == (False, "yes")


def test_what_is_not_looked_at_is_named() -> None:
    of = no()
    assert of.audit().unchecked == ()
    assert of.audit(of.claim | {"offers": [{}]}).unchecked == ("offers",)


def test_a_chance_is_simulated_again() -> None:
    of = no()
    chance = of.claim["chance"]
    assert chance["on_time"] == 0
    assert of.complaints(of.claim) == ()
    (said,) = of.complaints(of.claim | {"finish": of.claim["finish"] | {"p80": "2027-03-05"}})
    assert said.startswith("finish: p95 is before")
    later = dict.fromkeys(("p50", "p80", "p95"), "2027-03-05")
    said = of.complaints(of.claim | {"finish": of.claim["finish"] | later})[0]
    assert said.startswith("finish: `p50` is 2027-03-05, and simulating the plan again finds")
    (said,) = of.complaints(of.claim | {"chance": {key: chance[key] for key in chance if key != "hangs_on"}})
    assert "hangs_on" in said


def test_a_deal_of_waits_alone_is_audited_as_well() -> None:
    of = saved(question(deal(wait("w", 2), due=on(1))))
    assert of.claim["verdict"] == "yes"
    assert of.audit().complaints == ()


@pytest.mark.parametrize("data", [None, 7, "x", [], [7], {}, {"a": []}, [[{}]]])
@pytest.mark.parametrize(
    "key", ["conditions", "because", "questions", "without_holds", "with_holds", "finish", "proof", "plan", "tasks"]
)
def test_junk_in_any_part_is_a_complaint_or_harmless_and_never_an_exception(key: str, data: Any) -> None:
    for of in (hanging(), unknown(due=False), no()):
        assert isinstance(of.complaints(of.claim | {key: data}), tuple)
