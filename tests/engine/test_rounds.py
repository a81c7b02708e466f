"""Plans for several deals at once: each by its own dates, whatever the others take."""

from dataclasses import replace

import pytest

from deliverable.book import EstimateError, Question
from deliverable.engine.audit import audit
from deliverable.engine.problem import pose
from deliverable.engine.rounds import kept
from deliverable.engine.solve import Side, plannable
from deliverable.supply import Supply
from deliverable.verdict import assess
from tests import oracle, wide
from tests.engine.test_wide import TOO_MANY, agrees, ways
from tests.make import deal, firm, needs, on, person, question, work

THREE_DEALS = range(3000, 3020)


def asked(*dues: int, minutes: int = 100) -> Question:
    """Deals of one person's time, each due so many days after the first Monday."""
    deals = [deal(work("a", needs("php", minutes)), name=f"d{n}", due=on(due)) for n, due in enumerate(dues)]
    return question(person("ana"), *deals)


def planned(of: Question, rounds: int) -> bool:
    supply = Supply(of, certain=False)
    problem = pose(of, supply)
    side = Side(problem, supply)
    return kept(problem, side.capacity, side.unnamed, problem.deadlines(), most=rounds) is not None


def test_whoever_is_due_first_goes_first() -> None:
    assert planned(asked(2, 1, 0), rounds=1)
    assert not planned(asked(1, 0, 0), rounds=5)  # three days of work in two
    assert not planned(asked(0), rounds=0)


def test_who_came_late_goes_first_in_the_next_round() -> None:
    """By slack the long deal goes first, and takes ben, whom only the other can't do without."""
    long = deal(work("a", needs("php", 300, people=1)), work("b", needs("php", 100), after="a"), name="d0", due=on(7))
    short = deal(work("x", needs("ops", 300)), name="d1", due=on(7))
    of = question(person("ben", "php ops"), person("cat"), long, short)
    assert oracle.fits(of)
    assert planned(of, rounds=16)
    assert plannable(of, rounds=16)


def test_each_deal_has_a_chance_of_its_own() -> None:
    deals = [deal(work("a", needs("php", 300)), name=name, due=on(due)) for name, due in (("d0", 3), ("d1", 25))]
    people = [person("ana"), person("ben")]
    doubtful = replace(firm(), estimate_error=EstimateError())
    of = question(*people, *deals, the_firm=doubtful)
    verdict = assess(of)
    chance = verdict.claim["chance"]
    late, fine = chance["each"]
    assert [late["deal"], fine["deal"]] == ["d0", "d1"]
    assert chance["on_time"] <= late["on_time"] < fine["on_time"] == 1
    assert audit(of, verdict.claim) == ()


@pytest.mark.parametrize(
    ("spoil", "complaint"),
    [
        (lambda rows: rows[:1], "`each` is not about d0, d1"),
        (lambda rows: [rows[0] | {"on_time": 0.0}, rows[1]], "less often than all of them"),
        (lambda rows: [row | {"on_time": 1.0} for row in rows], "late more often than they say"),
    ],
)
def test_the_audit_sees_a_chance_that_can_t_be(spoil, complaint: str) -> None:  # type: ignore[no-untyped-def]
    deals = [deal(work("a", needs("php", 300)), name=name, due=on(3)) for name in ("d0", "d1")]
    doubtful = replace(firm(), estimate_error=EstimateError())
    of = question(person("ana"), person("ben"), *deals, the_firm=doubtful)
    claim = dict(assess(of).claim)
    claim["chance"] = claim["chance"] | {"each": spoil(claim["chance"]["each"])}
    assert any(complaint in found for found in audit(of, claim))


@pytest.mark.slow
def test_three_deals_at_once_as_the_oracle_says() -> None:
    checked = 0
    for seed in THREE_DEALS:
        of = wide.question(seed, deals=3, people=3, tasks=2, span=8)
        if ways(of) <= TOO_MANY:
            agrees(of, assess(of))
            checked += 1
    assert checked >= len(THREE_DEALS) // 2
