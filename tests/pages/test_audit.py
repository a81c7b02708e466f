"""What an audit says to people."""

from dataclasses import replace
from typing import Any

import pytest

from deliverable.answers.audit import AuditAnswer, Compared
from deliverable.formats.text import render
from deliverable.page import Headline
from deliverable.pages.audit import page
from tests.make import MON, booking, deal, needs, on, person, question, row, work


def answer(**more: Any) -> AuditAnswer:
    asked = question(
        person("ana"),
        replace(booking("h", row("ana", MON, share=1)), client="Harbour Trust"),
        deal(work("build", needs("php", 100)), due=on(4)),
    )
    same = Compared("0123abcd", "0123abcd")
    return AuditAnswer(asked.book, asked.deals[0], MON, "no", same, same, **more)


def said(of: AuditAnswer) -> str:
    return " ".join(render(page(of, {}), width=100, colour=False, unicode=True).split())


def headline(of: AuditAnswer) -> str:
    first = page(of, {}).blocks[0]
    assert isinstance(first, Headline)
    return first.word


OTHER = Compared("0123abcd", "4567abcd")


@pytest.mark.parametrize(
    ("complaints", "capacity", "asked", "word"),
    [
        ((), None, None, "HOLDS"),
        (("wrong",), None, None, "DOES NOT HOLD"),
        ((), OTHER, None, "CHANGED SINCE"),
        (("wrong",), OTHER, None, "CHANGED SINCE"),
        ((), None, OTHER, "HOLDS"),
        (("wrong",), None, OTHER, "DOES NOT HOLD"),
    ],
)
def test_the_first_word(
    complaints: tuple[str, ...], capacity: Compared | None, asked: Compared | None, word: str
) -> None:
    of = answer(complaints=complaints)
    of = replace(of, capacity=capacity or of.capacity, asked=asked or of.asked)
    assert headline(of) == word
    assert ("changed since: its fingerprint was 0123abcd and is 4567abcd" in said(of)) is bool(capacity or asked)


@pytest.mark.parametrize(
    ("part", "says"),
    [
        (
            {"what": "proof", "kind": "shortfall", "need_minutes": 250, "have_minutes": 150},
            "- why it can't be done as asked: 2.5 days are needed and 1.5 are there, added up again from the files",
        ),
        (
            {"what": "proof", "kind": "cut", "need_minutes": 1001, "have_minutes": 1000},
            "10.01 days are needed and 10 are there",
        ),
        (
            {"what": "finish", "kind": "chain", "no_sooner_than": "2027-01-08", "tasks": ["a", "b"], "days": 4},
            "- nothing ends before Friday 8 January: a and b take 4 working days in a row at least, counted again",
        ),
        (
            {"what": "finish", "kind": "search", "no_sooner_than": "2027-01-08"},
            "- nothing ends before Friday 8 January: every possibility was ruled out again by searching anew",
        ),
        (
            {"what": "plan", "rows": 1, "people": 1, "from": "2027-01-04", "to": "2027-01-08"},
            "- the plan, 1 row for 1 person, Monday 4 January to Friday 8 January: every task whole",
        ),
        (
            {"what": "holds", "ids": ["h"], "kind": "shortfall", "need_minutes": 2, "have_minutes": 1},
            "- the plan takes what Harbour Trust's hold would take; beside them all: ",
        ),
        ({"what": "holds", "ids": ["h", "zoe"], "kind": "search"}, "Harbour Trust's and zoe's holds would take"),
        (
            {"what": "found", "key": "earliest", "ends": "2027-01-08"},
            "- Friday 8 January beside all holds: found again",
        ),
        ({"what": "because", "ids": ["due", "estimate"]}, "no due date is asked and an estimate is missing"),
        ({"what": "reasons", "count": 1}, "- its least change, worked out again from the files"),
        ({"what": "reasons", "count": 4}, "- all 4 reasons with their least changes, worked out again"),
        ({"what": "more_people", "count": 1, "makes_it": True}, "- that one more person makes it, worked out again"),
        ({"what": "more_people", "count": 2, "makes_it": False}, "- that 2 more people would not make it, worked out"),
        ({"what": "nearest", "tasks": ["a", "b"]}, "- that it would fit without a or b: a plan for each"),
        ({"what": "conditions", "count": 2}, "- its 2 conditions: none is missing, none is made up"),
    ],
)
def test_what_was_looked_at_is_said_with_its_figures(part: dict[str, Any], says: str) -> None:
    assert says in said(answer(checked=(part,)))


def test_many_complaints_end_in_how_many_more_there_are() -> None:
    few = tuple(f"complaint {n}." for n in range(13))
    assert "complaint 12." in said(answer(complaints=few))
    many = said(answer(complaints=(*few, "complaint 13.")))
    assert "complaint 11." in many
    assert "complaint 12." not in many
    assert many.endswith("- and 2 more: --format json has them all")


def test_what_an_answer_says_has_no_power_over_the_terminal_nor_over_the_screen() -> None:
    hostile = f"proof: \x1b[31m\u202e{'x' * 10_000}"
    text = said(answer(complaints=(hostile,)))
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert len(text) < 1500
    odd = replace(answer(complaints=("wrong",)), verdict="\x1b[31m")
    assert said(odd).startswith("DOES NOT HOLD the answer for d")


def test_what_is_not_looked_at_is_said() -> None:
    assert "What it says of chance and offers can't be checked yet." in said(answer(unchecked=("chance", "offers")))
    assert "can't be checked yet" not in said(answer())
