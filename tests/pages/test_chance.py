"""Counts of 20, dots and what a chance hangs on, in words."""

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from deliverable.answers.check import check
from deliverable.book import Crew, Duration, EstimateError, Period, Question
from deliverable.engine.chance import Chance
from deliverable.formats.text import render
from deliverable.pages.chance import count, dots, of, scale
from deliverable.pages.check import page
from tests.make import booking, crew, deal, firm, needs, on, person, question, row, wait, work


def said(asked: Question, *, unicode: bool = True, width: int = 100) -> str:
    (only,) = asked.deals
    answer = check(asked.book, only, asked.today, ())
    return render(page(answer, {}), width=width, colour=False, unicode=unicode)


def lines(asked: Question, start: str, **more: Any) -> list[str]:
    return [line.strip() for line in said(asked, **more).splitlines() if line.strip().startswith(start)]


def test_counts_are_rounded_down_and_some_is_never_none() -> None:
    few = [of(share, 20) for share in (0.0, 0.0005, 0.0499, 0.05)]
    assert few == ["0 of 20", "fewer than 1 of 20", "fewer than 1 of 20", "1 of 20"]
    many = [of(share, 20) for share in (0.8, 0.8499, 0.99, 1.0)]
    assert many == ["16 of 20", "16 of 20", "19 of 20", "20 of 20"]
    assert count(0.85, 20) == 17
    assert dots(0.8) == "●" * 16 + "○" * 4
    assert [dots(0.0), dots(1.0)] == ["○" * 20, "●" * 20]


@pytest.mark.parametrize(("asked", "base"), [(0.8, 20), (0.85, 20), (1.0, 20), (0.83, 100), (0.95, 20), (0.99, 100)])
def test_what_is_no_whole_number_of_20_is_told_in_hundredths(asked: float, base: int) -> None:
    assert scale(Chance(0.9, asked, 2000, 1, 1, 1, "prior")) == base


UNSURE = firm(estimate_error=EstimateError(Fraction(1), Fraction(4, 3)))


def test_a_yes_says_in_how_many_it_holds_and_by_when_most_end() -> None:
    asked = question(person("ana"), deal(work("a", needs("php", 1000)), due=on(18)), the_firm=UNSURE)
    assert lines(asked, "22 January") == [
        f"22 January holds in 17 of 20 such projects; you asked for 16.   {'●' * 17}○○○"
    ]
    assert lines(asked, "In 16 of 20") == ["In 16 of 20 it ends by Thursday 21 January, if nobody plans anew."]
    ascii_only = lines(asked, "22 January", unicode=False)
    assert ascii_only == [f"22 January holds in 17 of 20 such projects; you asked for 16.   {'o' * 17}..."]


def test_a_yes_that_holds_too_seldom_is_at_risk_and_asks_for_the_day_by_which_it_holds() -> None:
    asked = question(person("ana"), deal(work("a", needs("php", 1000)), due=on(11), client="C"), the_firm=UNSURE)
    text = said(asked)
    assert text.startswith("AT RISK  d for C, by Friday 15 January 2027\n")
    assert "15 January holds in 10 of 20 such projects; you asked for 16." in text
    assert "What that hangs on\n  - if a takes no more than estimated: 20 of 20\n" in text
    assert "Would Thursday 21 January suit C?" in text
    fixed = replace(asked.deals[0], flexibility=replace(asked.deals[0].flexibility, date="fixed"))
    assert "What could C do without, or have later?" in said(replace(asked, deals=(fixed,)))


def test_milestones_are_part_of_it_and_confidence_may_be_any() -> None:
    tasks = [work("a", needs("php", 1000), by=on(18)), work("b", needs("php", 100), after="a")]
    sure = deal(*tasks, due=on(30), confidence=Fraction(83, 100))
    told = lines(question(person("ana"), sure, the_firm=UNSURE), "3 February")
    assert told[0].startswith("3 February with its milestones holds in 86 of 100 such projects; you asked for 83.")


def test_waits_holds_people_and_crews_are_named() -> None:
    hold = booking("h", row("ana", on(0), on(11), share=1), status="hold", probability="1/2", deal="other", owner="ben")
    wait_for = replace(wait("look", 5, after="a"), waiting_for="client")
    asked = question(person("ana"), hold, deal(work("a", needs("php", 300)), wait_for, due=on(11), client="C"))
    text = " ".join(said(asked).split())
    assert "- if look takes no longer than 5 working days, which C decides:" in text
    assert "- if h client's hold lapses:" in text
    assert "Firm work only: 15 of 20 · with holds by their chance: 7 · with all of them: 0." in text
    ill = firm(sickness=Fraction(1, 10))
    alone = crew("move", Period(on(4), on(4)), Crew("php"))
    late = " ".join(
        said(question(person("ana"), deal(work("a", needs("php", 400)), alone, due=on(4)), the_firm=ill)).split()
    )
    assert "- if ana is never ill, for whom nobody could stand in: 20 of 20" in late
    us = replace(wait("look", 5), waiting_for="us", wait=Duration(5, 3, 9))
    assert "- if look takes no longer than 5 working days: 20 of 20" in said(
        question(person("ana"), deal(us, due=on(4)))
    )


def test_who_leaves_may_never_end_it() -> None:
    gone = question(person("ana", leaves=on(11)), deal(work("a", needs("php", 1000)), due=on(30)), the_firm=UNSURE)
    assert "In more than 4 of 20 such projects the people of this plan would not end at all." in said(gone)
    assert "What could they do without" in said(gone) or "What could" in said(gone)


def test_the_whole_is_named_when_it_is_more_than_one_task() -> None:
    tasks = [work(name, needs("php", 500)) for name in ("a", "b")]
    asked = question(person("ana"), deal(*tasks, due=on(11)), the_firm=UNSURE)
    assert "- if the work as a whole takes no more than estimated:" in said(asked)


def test_no_day_is_asked_about_that_would_hold_too_seldom() -> None:
    """The earliest day on the likely figures is no day to promise: what is asked about holds as often as was asked."""
    asked = deal(work("a", needs("php", 1000)), due=on(9), client="C")
    likely, promised = "Friday 15 January", "Thursday 21 January"
    text = said(question(person("ana"), asked, the_firm=UNSURE))
    assert f"the earliest is {likely}" in text
    assert f"Would {promised} suit C?" in text
    late = said(question(person("ana"), replace(asked, latest_acceptable=on(14)), the_firm=UNSURE))
    assert f"They could live with Monday 18 January, and it would be {promised}: what could be less?" in " ".join(
        late.split()
    )
    fine = said(question(person("ana"), replace(asked, latest_acceptable=on(30)), the_firm=UNSURE))
    assert f"would {promised} do?" in " ".join(fine.split())
    gone = question(person("ana", leaves=on(11)), replace(asked, confidence=Fraction(9, 10)), the_firm=UNSURE)
    assert "What could C do without, or have later?" in said(gone)
    surer = replace(asked, due=on(11), confidence=Fraction(9, 10))
    assert "Would Monday 25 January suit C?" in said(question(person("ana"), surer, the_firm=UNSURE))
