"""What would have been promised: known is only what had ended, and the short way agrees with asking day by day."""

import random
from dataclasses import replace
from datetime import timedelta
from fractions import Fraction

from deliverable.book import Finished
from deliverable.record import DURATION_PRIOR, duration_spread, effort_spread, outcomes, prior
from deliverable.record.replay import SHARES, replay_durations, replay_efforts
from tests.make import MON, book, effort, on, promise
from tests.record.test_outcomes import finished, with_history


def histories(seed: int, copies: float) -> tuple[Finished, ...]:
    chance = random.Random(seed)
    rows = []
    for n in range(30):
        start = on(chance.randrange(400))
        planned, actual = (start + timedelta(days=chance.randrange(60)) for _ in range(2))
        ratio = Fraction(1) if chance.random() < copies else Fraction(chance.randrange(5, 30), 10)
        rows.append(Finished(f"p{n:02}", "", "", start, planned, actual, Fraction(10), ratio * 10))
    return tuple(rows)


def test_each_promise_is_the_one_that_would_have_been_made() -> None:
    for seed, copies in ((1, 0.0), (2, 0.25), (3, 0.6)):
        known = with_history(*histories(seed, copies))
        ended = outcomes(known)
        wary = 0
        for one in replay_efforts(ended, known.firm.estimate_error):
            assert one.outcome.start is not None
            spread = effort_spread(known, on(999), before=one.outcome.start)
            assert spread is not None
            assert one.promised == tuple(spread.quantile(share) for share in SHARES)
            assert (one.known, one.copied, one.actual) == (spread.projects, spread.copied, one.outcome.effort_ratio)
            wary += one.copied > 0
        assert (wary > 0) is (copies == 0.6)
        for one in replay_durations(ended):
            spread = duration_spread(known, on(999), before=one.outcome.start)
            assert one.promised == tuple(spread.quantile(share) for share in SHARES)
            assert (one.known, one.copied) == (spread.projects, 0)


def test_they_are_told_in_the_order_in_which_they_ended() -> None:
    ended = outcomes(with_history(*histories(4, 0)))
    assert [one.outcome for one in replay_efforts(ended, None)] == list(ended)


def test_what_ended_on_the_first_day_was_not_known_before_it() -> None:
    first = finished("a", "1.5", ended=on(-10))
    for start, known in ((on(-10), 0), (on(-9), 1)):
        ended = outcomes(with_history(first, finished("b", start=start, planned_end=on(5))))
        assert [one.known for one in replay_durations(ended)] == [0, known]


def test_kept_is_at_most_what_was_promised() -> None:
    error = with_history().firm.estimate_error
    (one,) = replay_efforts(outcomes(with_history(finished("a", "1"))), error)
    assert one.promised == tuple(prior(1.0, 1.33).quantile(share) for share in SHARES)
    assert one.kept == (True, True, True)
    (two,) = replay_efforts(outcomes(with_history(finished("a", "1.34"))), error)
    assert two.kept == (False, False, True)


def test_exact_estimates_are_promised_as_they_are() -> None:
    ended = outcomes(with_history(finished("a", "1", on(-50)), finished("b", "1.1"), finished("c", "2")))
    made = replay_efforts(ended, None)
    assert {one.promised for one in made} == {(1.0, 1.0, 1.0)}
    assert [one.kept[0] for one in made] == [True, False, False]


def test_what_has_no_start_or_no_ratio_is_left_out() -> None:
    delivered = promise("p", status="delivered", delivered_on=MON, due=MON, actual={"php": effort(100)})
    ended = outcomes(replace(book(delivered), history=(finished("a"),)))
    assert [one.outcome.project for one in replay_durations(ended)] == ["a"]
    assert [one.outcome.project for one in replay_efforts(ended, None)] == ["a"]


def test_days_begin_with_what_141_projects_show() -> None:
    (one,) = replay_durations(outcomes(with_history(finished("a"))))
    assert one.promised == tuple(DURATION_PRIOR.quantile(share) for share in SHARES)
