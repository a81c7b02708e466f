"""Several deals together: the joint verdict, and the best of all sets, against trying every one of them."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import combinations
from typing import Any

import pytest

from deliverable.answers import together as joined
from deliverable.answers.check import check
from deliverable.answers.together import FITS, Own, Together, own_of, together, worth
from deliverable.book import ONE, Deal, EstimateError, Extras, Question
from deliverable.verdict import Verdict, assess
from tests import oracle, wide
from tests.engine.test_wide import TOO_MANY, ways
from tests.make import MON, booking, deal, firm, needs, on, person, promise, question, row, work

MANY = range(4000, 4024)


def asked(seed: int, deals: int = 3) -> Question:
    """A small firm and some deals, each with a value and a chance of being won."""
    chance = random.Random(f"worth {seed}")
    of = wide.question(seed, deals=deals, people=3, tasks=2, span=8)
    valued = [
        replace(one, value=Fraction(chance.choice([10, 20, 30])), probability=Fraction(chance.randint(1, 4), 4))
        for one in of.deals
    ]
    return replace(of, deals=tuple(valued))


def owns(of: Question) -> dict[str, Own]:
    return {one.id: own_of(check(of.book, one, of.today, ())) for one in of.deals}


def ask(of: Question, deals: Sequence[Deal] | None = None) -> Together:
    found = together(of.book, of.deals if deals is None else deals, of.today, owns(of))
    assert found is not None
    return found


def every_set(of: Question, own: dict[str, Own], good: Sequence[str]) -> Iterator[tuple[Deal, ...]]:
    """All sets of deals that are good, by asking for each, whatever its parts are alone: one may bring what another
    lacks.
    """
    deals = sorted(of.deals, key=lambda one: one.id)
    for count in range(1, len(deals) + 1):
        for chosen in combinations(deals, count):
            word = own[chosen[0].id].word if count == 1 else assess(replace(of, deals=chosen)).word
            if word in good:
                yield chosen


def value(deals: Sequence[Deal]) -> tuple[Fraction, int]:
    return sum(map(worth, deals), Fraction(0)), len(deals)


@pytest.mark.slow
@pytest.mark.parametrize("deals", [3, 4])
def test_the_best_set_is_the_best_of_all(deals: int) -> None:
    chosen = 0
    for seed in MANY[: 24 if deals == 3 else 10]:
        of = asked(seed, deals)
        own = owns(of)
        found = together(of.book, of.deals, of.today, own)
        assert found is not None
        assert found.exact
        for good, tier in ((("yes",), 0), (FITS, -1)):
            right = max(every_set(of, own, good), key=value, default=())
            said = [choice for choice in found.fits if choice.word in good]
            if not right:
                assert said == [], seed
                continue
            assert said[tier].worth == value(right)[0], seed
            assert len(said[tier].deals) >= len(right), seed
            assert said[tier].best == all(one.word != "unknown" for one in own.values()), seed
            chosen += len(said[tier].deals) < len(of.deals)
    assert chosen >= 10


@pytest.mark.slow
def test_the_joint_verdict_is_the_oracle_s_whatever_the_order() -> None:
    words = set()
    for seed in MANY:
        of = asked(seed)
        found, turned = ask(of), ask(of, of.deals[::-1])
        assert found.verdict.claim == turned.verdict.claim
        assert [(one.deals, one.word, one.worth, one.best) for one in found.fits] == [
            (one.deals, one.word, one.worth, one.best) for one in turned.fits
        ]
        if ways(of) <= TOO_MANY:
            truth = "yes" if oracle.fits(of) else "at-risk" if oracle.fits(of, "certain") else "no"
            assert found.verdict.word in (truth, "unknown"), seed
            words.add(truth)
    assert words >= {"yes", "no"}


# --- by hand ----------------------------------------------------------------------------------------------------------


def job(name: str, days: int, worth_of: int = 0, **more: object) -> Deal:
    """Days of one person's time by Friday."""
    known: dict[str, object] = {"due": on(4), "value": Fraction(worth_of) or None} | more
    return deal(work("a", needs("php", 100 * days)), name=name, **known)  # type: ignore[arg-type]


def best(of: Question) -> list[tuple[tuple[str, ...], str, bool]]:
    return [(choice.deals, choice.word, choice.best) for choice in ask(of).fits]


def test_all_fit() -> None:
    of = question(person("ana"), job("d1", 2), job("d2", 3))
    assert ask(of).verdict.word == "yes"
    assert best(of) == [(("d1", "d2"), "yes", True)]


def test_what_is_worth_more_wins_and_then_how_many() -> None:
    people = person("ana")
    assert best(question(people, job("d1", 5, 100), job("d2", 2, 40), job("d3", 3, 50)))[0][0] == ("d1",)
    assert best(question(people, job("d1", 5, 90), job("d2", 2, 40), job("d3", 3, 50)))[0][0] == ("d2", "d3")
    assert best(question(people, job("d1", 5, 89), job("d2", 2, 40), job("d3", 3, 50)))[0][0] == ("d2", "d3")
    assert best(question(people, job("d1", 5), job("d2", 2), job("d3", 3)))[0][0] == ("d2", "d3")


def test_probability_counts_and_none_counts_in_full() -> None:
    half = job("d1", 5, 100, probability=Fraction(1, 2))
    assert worth(half) == 50
    assert worth(job("d1", 5, 100)) == 100
    assert worth(job("d1", 5)) == 0
    assert best(question(person("ana"), half, job("d2", 3, 51)))[0][0] == ("d2",)


def test_what_can_t_be_done_alone_is_in_no_set() -> None:
    of = question(person("ana"), job("d1", 6, 1000), job("d2", 1, 1))
    assert ask(of).verdict.word == "no"
    assert best(of) == [(("d2",), "yes", True)]
    none = question(person("ana"), job("d1", 6), job("d2", 7))
    assert best(none) == []


def test_what_is_at_risk_alone_makes_a_set_that_is_at_risk() -> None:
    held = booking("h", row("ana", MON, on(1), share=1), status="hold", probability="1/2")
    of = question(person("ana"), held, job("d1", 2, 10), job("d2", 2, 10), job("d3", 4, 5))
    assert [own.word for own in owns(of).values()] == ["yes", "yes", "at-risk"]
    assert best(of) == [(("d1",), "yes", True), (("d1", "d2"), "at-risk", True)]


def test_a_deal_with_faults_is_left_out_and_one_alone_is_not_put_together() -> None:
    of = question(person("ana"), job("d1", 2), job("d2", 3), job("d3", 1))
    own = owns(of) | {"d3": Own(None)}
    found = together(of.book, of.deals, of.today, own)
    assert found is not None
    assert found.left_out == ("d3",)
    assert [one.id for one in found.asked] == ["d1", "d2"]
    assert together(of.book, of.deals, of.today, own | {"d2": Own(None)}) is None


def test_what_lacks_something_is_in_no_set() -> None:
    of = question(person("ana"), job("d1", 2), job("d2", 1), deal(work("a", needs("php", None)), name="d3", due=on(4)))
    found = ask(of)
    assert (found.verdict.word, found.verdict.reasons) == ("unknown", ("estimate",))
    assert best(of) == [(("d1", "d2"), "yes", False)]  # with an estimate d3 might fit beside them


def test_a_question_that_blocks_one_deal_blocks_no_set_without_it() -> None:
    of = question(person("ana"), job("d1", 2), job("d2", 1), job("d3", 1))
    own = owns(of) | {"d3": Own("unknown", ("question",))}
    found = together(of.book, of.deals, of.today, own, blocking={"d3": ("who",)})
    assert found is not None
    assert found.verdict.reasons == ("question",)
    assert [choice.deals for choice in found.fits] == [("d1", "d2")]


def test_a_deal_s_own_promise_gives_way_so_a_refused_part_says_nothing_of_the_whole() -> None:
    """Beside the plan that d1 was promised d2 and d3 can't be done; with d1 planned anew all three can."""
    kept = promise("d1", row("ana", on(2), on(2), share=1), status="promised")
    tight = [job(name, 1, 10, due=on(2), start=on(1)) for name in ("d2", "d3")]
    of = question(person("ana"), kept, job("d1", 1, 1), *tight)
    assert assess(replace(of, deals=of.deals[1:])).word == "no"
    assert ask(of).verdict.word == "yes"


def test_what_a_deal_counts_on_is_there_for_all() -> None:
    bringing = job("d1", 1, 1, extras=Extras(released=("h",)))
    held = booking("h", row("ana", on(1), on(4), share=1), status="hold", probability=1)
    of = question(person("ana"), held, bringing, job("d2", 2, 10), job("d3", 2, 10))
    assert [own.word for own in owns(of).values()] == ["yes", "no", "no"]
    assert ask(of).verdict.word == "yes"  # the hold is let go for one of them


# --- many ------------------------------------------------------------------------------------------------------------


def test_of_many_deals_as_many_of_the_most_worthy_as_go(monkeypatch: pytest.MonkeyPatch) -> None:
    jobs = [job(f"d{n}", 1, 10 + n) for n in range(9)]
    found = ask(question(person("ana"), *jobs))
    assert found.verdict.word == "no"
    assert not found.exact
    assert [(choice.deals, choice.best) for choice in found.fits] == [(("d4", "d5", "d6", "d7", "d8"), False)]
    monkeypatch.setattr(joined, "TRIED", 0)
    assert [choice.deals for choice in ask(question(person("ana"), *jobs)).fits] == [("d8",)]


def test_what_doesn_t_go_is_passed_over() -> None:
    jobs = [job(f"d{n}", 1, 10 + n) for n in range(4)]
    large = [job(f"l{n}", 3, 100 - n) for n in range(4)]
    found = ask(question(person("ana"), *jobs, *large))
    assert found.fits[0].deals == ("d2", "d3", "l0")


def test_all_that_can_be_done_alone_are_best_if_they_go() -> None:
    jobs = [job(f"d{n}", 1, 10 + n) for n in range(8)]
    found = ask(question(person("ana"), person("ben"), *jobs, job("l", 12, 1000)))
    assert found.verdict.word == "no"
    assert [(len(choice.deals), choice.word, choice.best) for choice in found.fits] == [(8, "yes", True)]


def test_no_more_sets_are_asked_for_than_may_be(monkeypatch: pytest.MonkeyPatch) -> None:
    of = question(person("ana"), *(job(f"d{n}", 2, 10 + n) for n in range(5)))
    assert best(of) == [(("d3", "d4"), "yes", True)]
    monkeypatch.setattr(joined, "MOST_ASKED", (2, 1, 10))
    few = ask(of)
    assert all(not choice.best for choice in few.fits)
    assert len(few.tried) <= 2


def test_a_deal_that_is_a_no_alone_is_in_a_set_where_another_brings_what_it_lacks() -> None:
    """A firm booking for d1 takes Monday to Thursday; with d1 planned anew on one day, d2 has the other four."""
    busy = booking("h", row("ana", on(0), on(3), share=1), deal="d1")
    of = question(person("ana"), busy, job("d1", 1, 1), job("d2", 4, 100), job("never", 9, 50))
    assert [own.word for own in owns(of).values()] == ["yes", "no", "no"]
    assert best(of) == [(("d1", "d2"), "yes", True)]


def test_a_set_that_is_at_risk_is_named_although_one_of_it_is_a_no_alone() -> None:
    busy = booking("h", row("ana", on(0), on(1), share=1), deal="d2")
    hold = booking("x", row("ana", on(2), on(2), share=1), status="hold", probability="1/2", expires=on(20))
    later = [job(name, 1, 10, due=on(8)) for name in ("d2", "d3")]
    of = question(person("ana"), busy, hold, job("d1", 5, 100), *later)
    found = ask(of)
    assert (found.verdict.word, owns(of)["d1"].word) == ("at-risk", "no")
    assert [(choice.deals, choice.word) for choice in found.fits][-1] == (("d1", "d2", "d3"), "at-risk")
    assert found.fits[0].word == "yes"


def test_what_is_not_known_of_one_leaves_the_best_open() -> None:
    of = question(person("ana"), job("y", 2, 10), job("w", 4, 20), job("u", 1, 1000, due=None))
    assert best(of) == [(("w",), "yes", False)]
    assert best(replace(of, deals=(*of.deals[:2], job("u", 9, 1000)))) == [(("w",), "yes", True)]


def test_of_many_at_risk_together_some_that_hold_as_often_as_asked_are_found() -> None:
    doubt = firm(estimate_error=EstimateError(), focus=ONE)
    jobs = [job(f"d{n}", 1, 10 * n, due=on(11)) for n in range(1, 10)]
    found = ask(question(person("ana"), *jobs, the_firm=doubt))
    assert not found.exact
    words = [choice.word for choice in found.fits]
    assert words[-1] == "yes"
    assert len(found.fits[-1].deals) > 1
    assert (
        assess(
            replace(
                question(person("ana"), *jobs, the_firm=doubt),
                deals=tuple(one for one in sorted(jobs, key=lambda one: one.id) if one.id in found.fits[-1].deals),
            )
        ).word
        == "yes"
    )


def test_whoever_stops_it_is_told_that_not_all_was_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    of = question(person("ana"), job("d1", 3, 5), job("d2", 3, 5), job("d3", 2, 1))
    own, count = owns(of), 0

    def stopping(*asked: Any, **more: Any) -> Verdict:
        nonlocal count
        count += 1
        found = assess(*asked, **more)
        return found if count == 1 else replace(found, word="unknown", reasons=("undecided", "stopped"))

    monkeypatch.setattr(joined, "assess", stopping)
    found = together(of.book, of.deals, of.today, own)
    assert found is not None
    assert count == 2
    assert found.stopped
    assert not any(choice.best for choice in found.fits)
