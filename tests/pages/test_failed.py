"""Why each move fails is said of that move, and what hiring would do is said with its day."""

from dataclasses import replace
from fractions import Fraction

import pytest

from deliverable.answers.check import CheckAnswer, check
from deliverable.book import Flexibility, HirePolicy, OvertimePolicy, Question
from deliverable.offers import MOVES, Failed
from deliverable.page import Heading, Paragraph
from deliverable.pages.failed import CALLED, NONE, SHORT, tell_failed
from deliverable.pages.naming import Names
from tests.make import MON, deal, firm, needs, on, person, question, work


def answered(asked: Question) -> CheckAnswer:
    return check(asked.book, asked.deals[0], asked.today, [])


def told(asked: Question, *failed: Failed) -> list[str]:
    answer = answered(asked)
    assert answer.verdict is not None
    blocks = list(tell_failed(Names(answer), answer.verdict, failed))
    assert isinstance(blocks[0], Heading)
    return ["".join(span.text for span in block.spans) for block in blocks if isinstance(block, Paragraph)]


def too_much(**more: object) -> Question:
    """Ana has five days for seven days of work."""
    asked = deal(work("a", needs("php", 700, people=1)), due=on(4), flexibility=Flexibility())
    return question(person("ana"), replace(asked, **more))  # type: ignore[arg-type]


@pytest.mark.parametrize("move", MOVES)
@pytest.mark.parametrize("why", ["short", "none", "never", "untried", "fixed", "late"])
def test_every_move_says_why_it_fails(move: str, why: str) -> None:
    if why == "none" and move not in NONE:
        pytest.skip("there is always a later date")
    (line, *_) = told(too_much(), Failed(move, why))
    assert line.startswith(f"- {CALLED[move]}: ")
    assert len(line) > len(f"- {CALLED[move]}: ")
    assert set(SHORT) | {"later", "overtime"} == set(MOVES)


def test_what_fails_for_the_same_reason_is_one_line() -> None:
    lines = told(too_much(), Failed("later", "fixed"), Failed("less-scope", "fixed"), Failed("overtime", "never"))
    assert lines[:2] == [
        "- a later date and less scope: the deal says that it is fixed",
        "- longer days: the firm never offers it",
    ]


def test_a_date_that_is_too_late_says_both_days() -> None:
    (line, *_) = told(too_much(latest_acceptable=on(7)), Failed("later", "late"))
    assert line == "- a later date: they could live with Monday 11 January, and it would be Tuesday 12 January"


def test_the_policy_is_told() -> None:
    asked = too_much()
    policy = firm(overtime=OvertimePolicy(Fraction(1, 5)))
    (line, *_) = told(replace(asked, book=replace(asked.book, firm=policy)), Failed("overtime", "short"))
    assert line == "- longer days: not enough, even as much as the firm allows (20 %)"


@pytest.mark.parametrize(("days", "end"), [(1, "on Tuesday 5 January: in time to make it."), (2, "was not looked at.")])
def test_hiring_is_told_with_its_day(days: int, end: str) -> None:
    """Ana has three days from Tuesday on for five days of work; two days of somebody more from Tuesday make it."""
    asked = question(person("ana"), deal(work("a", needs("php", 500)), start=on(1), due=on(3)))
    hiring = firm(hires=HirePolicy(days), said=frozenset({"hires"}))
    line = told(replace(asked, book=replace(asked.book, firm=hiring)), Failed("later", "short"))[-1]
    assert asked.today == MON
    assert line.endswith(end)
    assert ("assumed" in line) is False
    assert "90 days later, assumed" in told(asked, Failed("later", "short"))[-1]
