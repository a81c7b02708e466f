"""Reasons, what somebody more changes, whom to ask and what is nearest, in words."""

from dataclasses import replace
from typing import Any

import pytest

from deliverable.answers.check import CheckAnswer, check
from deliverable.book import Crew, Period
from deliverable.engine.nearest import nearest
from deliverable.engine.proofs import Asked, Capped, Cut, Have
from deliverable.engine.search import Budget
from deliverable.engine.solve import solve
from deliverable.page import Heading, Paragraph
from deliverable.pages import reasons
from deliverable.pages.busy import tell_busy
from deliverable.pages.check import page
from deliverable.pages.naming import Names
from deliverable.pages.nearest import tell_nearest
from deliverable.pages.teller import Teller
from deliverable.verdict import assess
from tests.make import MON, booking, crew, deal, needs, off, on, person, question, row, wait, week, work

TUE, WED, FRI = on(1), on(2), on(4)


def said(*things: Any) -> list[str]:
    """The lines below "What stands in the way"."""
    asked = question(*things)
    answer = check(asked.book, asked.deals[0], MON, ())
    blocks = page(answer, {}).blocks
    start = next(n for n, block in enumerate(blocks) if isinstance(block, Heading))
    out = []
    for block in blocks[start + 1 :]:
        if not isinstance(block, Paragraph):
            break
        out.append("".join(span.text for span in block.spans))
    return out


def line(lines: list[str], start: str) -> str:
    """The one line that begins like this."""
    (found,) = (one for one in lines if one.startswith(start))
    return found


def test_one_reason_has_its_least_change() -> None:
    lines = said(person("ana"), deal(work("a", needs("php", 701)), due=FRI))
    assert line(lines, "Least change") == "Least change: 2 more days of php, or at least 3 working days later."
    assert not any(one.startswith("Besides") for one in lines)


def test_a_cap_can_be_shared_by_more() -> None:
    people = [person(name) for name in ("ana", "ben", "cem")]
    lines = said(*people, deal(work("a", needs("php", 500, people=2)), due=TUE))
    assert line(lines, "Least change") == (
        "Least change: 1 more day of php by the same people, 3 people on it instead of 2, or at least 1 working day "
        "later."
    )


def test_other_reasons_are_a_line_each() -> None:
    tasks = [work("a", needs("php", 900)), work("b", needs("php", 100)), wait("c", 4), work("d", needs("design", 301))]
    lines = said(person("ana"), person("dan", "design"), deal(*tasks, due=WED))
    assert line(lines, "Besides") == "Besides:"
    assert [one for one in lines if one.startswith("- ")] == [
        (
            "- d needs 3.01 days of design between Monday 4 January and Wednesday 6 January, 3 are free; "
            "least change: 0.01 more days of design, or at least 1 working day later"
        ),
        "- c takes 4 working days in a row, there are 3; least change: at least 1 working day later",
        (
            "- b and a need 10 days of php between Monday 4 January and Wednesday 6 January, 3 are free "
            "(the above included); least change: 1 more day of php on top of the above, or at least 7 working days "
            "later"
        ),
    ]


def test_a_long_list_ends_in_how_many_more_there_are() -> None:
    skills = [f"s{n}" for n in range(7)]
    people = [person(f"p{n}", skill) for n, skill in enumerate(skills)]
    lines = said(*people, deal(*(work(f"t{n}", needs(s, 301 + n)) for n, s in enumerate(skills)), due=WED))
    listed = [one for one in lines if one.startswith("- ")]
    assert len(listed) == reasons.OTHERS + 1
    assert listed[-1] == "- and 2 more (--format json shows them)"


def test_what_nobody_may_do_is_said_in_a_line_too() -> None:
    tasks = [
        work("a", needs("design", 10)),
        work("b", needs("react", 10)),
        crew("c", Period(on(7), on(8)), Crew("php")),
        crew("d", 1, Crew("php", people=2)),
    ]
    busy = booking("busy", row("ana", on(7), per_day=1))
    lines = said(person("ana"), busy, deal(*tasks, due=on(9)))
    assert any("which nobody may do" in one for one in lines)
    told = [one for one in lines if one.startswith("- ")]
    assert told[1:] == [
        "- d can't be done by Wednesday 13 January",
        "- c can't be done from Monday 11 January to Tuesday 12 January",
    ]


def test_of_a_skill_at_several_levels_only_the_skill_is_named() -> None:
    desk = booking("desk", row(None, on(0), WED, skill="php", level=2, per_day=50))
    lines = said(person("ana", {"php": 2}), desk, deal(work("a", needs("php", 301)), due=WED))
    assert any("a and desk client need 4.5 days of php between" in one for one in lines)


# --- who more --------------------------------------------------------------------------------------------------------


def test_a_third_buys_nothing() -> None:
    lines = said(person("ana"), deal(work("a", needs("php", 701, people=2)), due=FRI))
    assert lines[-1] == (
        "A second person with php for 3 working days from Monday 4 January makes it; a third buys nothing."
    )


def test_a_third_ends_it_sooner() -> None:
    lines = said(person("ana"), deal(work("a", needs("php", 701, people=3)), due=FRI))
    assert lines[-1].endswith("makes it; a third would end it on Wednesday 6 January.")


@pytest.mark.parametrize(("holder", "who"), [("design", "Somebody"), ("php", "Somebody else")])
def test_nobody_may_do_it_yet(holder: str, who: str) -> None:
    lines = said(person("ana", holder), deal(work("a", needs("php", 10, exclude=("ana",))), due=FRI))
    assert lines[-1] == f"{who} with php for 1 working day from Monday 4 January makes it."


def test_many_have_it_already() -> None:
    people = [person(f"p{n}") for n in range(10)]
    lines = said(*people, deal(work("a", needs("php", 2001, people=30)), due=TUE))
    assert lines[-1].startswith("One more person with php for 1 working day from Monday 4 January makes it; another ")


def test_one_more_of_two_kinds() -> None:
    people = [person("ana"), person("cem", {"design": 2})]
    lines = said(*people, deal(work("a", needs("php", 301)), work("b", needs("design", 301, level=2)), due=WED))
    assert lines[-1] == (
        "One more person with php for 1 working day from Monday 4 January and one with design (level 2) for 1 working "
        "day from Monday 4 January would make it together."
    )


def test_two_more_of_a_kind() -> None:
    lines = said(person("ana"), deal(work("a", needs("php", 501, people=3)), due=TUE))
    assert lines[-1] == "Two more people with php for 2 working days from Monday 4 January would make it together."


def test_nobody_more_makes_it() -> None:
    one = said(person("ana"), deal(work("a", needs("php", 301, people=1)), due=WED))
    assert one[-1] == "Even two more people with php would not make it (proved): at most 1 person may share a."
    tasks = [work("a", needs("php", 10), needs("design", 10)), wait("b", 5, after="a")]
    two = said(person("ana", "php design"), deal(*tasks, due=FRI))
    assert two[-1] == (
        "Even one more person with php and one with design would not make it (proved): a and b take 6 working "
        "days in a row, there are 5."
    )


def test_who_may_share_a_task_of_the_row_is_named_when_more_people_do_not_make_it() -> None:
    tasks = [work("a", needs("php", 390)), wait("b", 2, after="a")]
    lines = said(*(person(name) for name in ("ana", "ben", "cem")), deal(*tasks, due=TUE))
    assert lines[-1].endswith(
        "(proved): a and b take 4 working days in a row, there are 2; at most 2 people may share a "
        "(nobody said otherwise)."
    )


# --- all of it -------------------------------------------------------------------------------------------------------


def test_all_of_it_together_has_the_earliest_date() -> None:
    """`a` and `b` miss a day each; together they take Ana until Tuesday: four working days more."""
    lines = said(person("ana"), deal(work("a", needs("php", 301)), work("b", needs("php", 399)), due=WED))
    assert line(lines, "All of it") == (
        "All of it together: Tuesday 12 January is the earliest, 4 working days later (proved)."
    )


def test_one_reason_that_says_the_date_already_is_not_repeated() -> None:
    lines = said(person("ana"), deal(work("a", needs("php", 701)), due=FRI))
    assert not any(one.startswith("All of it") for one in lines)


def test_what_is_not_proved_is_said_at_least() -> None:
    asked = question(person("ana"), deal(work("a", needs("php", 701)), due=FRI))
    verdict = assess(asked, explain=True)
    assert verdict.problem is not None
    assert verdict.bracket is not None
    assert verdict.side is not None
    teller = Teller(
        Names(CheckAnswer(asked.book, asked.deals[0], MON, None)), verdict.problem, verdict.side.capacity.supply
    )
    floor = verdict.bracket.no_sooner_than
    assert floor is not None
    for bracket, says in (
        (
            replace(verdict.bracket, no_sooner_than=floor + 1, earliest=floor + 5),
            "All of it together: at least 4 working days later (proved).",
        ),
        (replace(verdict.bracket, earliest=floor + 5), None),
        (
            replace(verdict.bracket, no_sooner_than=floor + 1, earliest=floor + 5, if_lapsed=floor + 1),
            (
                "All of it together: Thursday 14 January is the earliest, 4 working days later (proved), should the "
                "holds lapse."
            ),
        ),
    ):
        told = [
            "".join(span.text for span in block.spans) for block in reasons.together(teller, verdict.binding, bracket)
        ]
        assert told == ([] if says is None else [says])


def test_where_one_thing_is_never_done_no_date_is_promised() -> None:
    tasks = [work("a", needs("php", 900)), crew("move", 1, Crew("php", people=2), after="a")]
    lines = said(person("ana"), deal(*tasks, due=WED))
    assert (
        lines[0] == "move needs 2 php together for 1 whole working day, and that never happens by Wednesday 6 January."
    )
    assert not any("later" in one for one in lines)


# --- whom to ask -----------------------------------------------------------------------------------------------------


def test_whom_to_ask_about_what_takes_their_time() -> None:
    taken = booking("client", row("ana", on(0), FRI, per_day=50), owner="jo")
    lines = said(
        person("ana"),
        replace(person("jo", "design"), name="Jo Smith"),
        taken,
        deal(work("a", needs("php", 300)), due=FRI),
    )
    assert line(lines, "Ask") == "Ask Jo about client client (2.5 days of ana's time)."


@pytest.mark.parametrize(("per_day", "owner"), [(50, ""), (1, "jo")], ids=["nobody to ask", "too little"])
def test_the_sum_says_it_already_or_it_would_change_nothing(per_day: int, owner: str) -> None:
    taken = booking("client", row("ana", on(0), FRI, per_day=per_day), owner=owner)
    lines = said(person("ana"), taken, deal(work("a", needs("php", 800)), due=FRI))
    assert not any("client client" in one for one in lines if "free:" not in one and "=" not in one)


def test_in_a_row_of_tasks_the_line_says_share_and_until_when() -> None:
    taken = booking("client", row("ana", on(0), on(30), share="1/2"), owner="jo")
    tasks = [work("a", needs("php", 100)), wait("b", 3, after="a"), work("c", needs("php", 100), after="b")]
    lines = said(person("ana"), person("jo", "design"), taken, deal(*tasks, due=FRI))
    assert line(lines, "Client") == (
        "Client client takes 50 %, 3.5 days of ana's time between 4 January and 12 January (ask jo)."
    )


def test_several_limits_together_say_what_takes_time_too() -> None:
    taken = booking("client", row("ben", on(0), TUE, share="1/2"))
    asked = question(person("ana"), person("ben"), taken, deal(work("a", needs("php", 10)), due=TUE))
    side = solve(asked).certain
    one = Asked(300, 0, 1, "php", 1, (0, 1), 0, 0, 1)
    proof = Cut((one,), (Capped(one, 0, 1, 200),), (Have(1, 50, 0, 0),))
    teller = Teller(Names(CheckAnswer(asked.book, asked.deals[0], MON, None)), side.problem, side.capacity.supply)
    told = ["".join(span.text for span in block.spans) for block in tell_busy(teller, proof)]
    assert told == ["Client client takes 50 %, 1 day of ben's time between 4 January and 5 January."]
    assert list(tell_busy(teller, proof, without=("client",))) == []


def test_a_cap_and_a_late_begin_in_a_line() -> None:
    people = [person(name) for name in ("ana", "ben", "cem")]
    tasks = [work("a", needs("php", 500, people=2)), wait("b", 1, not_before=WED), wait("c", 7)]
    lines = said(*people, deal(*tasks, due=TUE))
    assert [one for one in lines if one.startswith("- ")] == [
        (
            "- a needs 5 days of php between Monday 4 January and Tuesday 5 January, which at most 2 people may share; "
            "the best have 4; least change: 1 more day of php by the same people, 3 people on it instead of 2, or at "
            "least 1 working day later"
        ),
        "- b can't begin before Wednesday 6 January; least change: at least 1 working day later",
    ]


def test_who_is_away_on_a_crew_s_dates_and_why() -> None:
    """Ana is on leave, Ben doesn't work on Tuesdays, Cem has left, and Dan is booked."""
    four = [
        person("ana", time_off=(off(TUE),)),
        person("ben", week=week(100, 0, 100, 100, 100)),
        person("cem", leaves=MON),
        person("dan"),
    ]
    busy = booking("b", row("dan", MON, TUE, share=1))
    lines = said(*four, busy, deal(crew("show", Period(MON, TUE), Crew("php", people=3)), due=WED))
    assert line(lines, "ana:") == "ana: 1 of 2 days with nothing on it (leave)"
    assert line(lines, "ben:") == "ben: 1 of 2 days with nothing on it (no work on Tuesdays)"
    assert line(lines, "cem:") == "cem: 1 of 2 days with nothing on it (not employed)"
    assert line(lines, "dan:") == "dan: 0 of 2 days with nothing on it (b client)"


def test_a_crew_beside_others_says_that_its_days_are_whole_ones() -> None:
    tasks = [work("build", needs("php", 450)), crew("show", 2, Crew("php", people=1))]
    assert "- show: 2 days of php at least (1 person for 2 whole days) between" in " ".join(
        said(person("ana"), deal(*tasks, due=on(4)))
    )


# --- nothing but search ----------------------------------------------------------------------------------------------


def test_what_is_nearest() -> None:
    tasks = [work(name, needs("php", 200, people=1)) for name in ("one", "two", "three")]
    asked = question(person("ana"), person("ben"), deal(*tasks, due=WED))
    side = solve(asked).certain
    near = nearest(asked, side, Budget(1))
    assert near.sooner is not None  # JSON has it; people are told what would make it fit
    told = ["".join(span.text for span in block.spans) for block in tell_nearest(near)]
    assert told == ["Without one, three or two it would fit (one of them is enough)."]
