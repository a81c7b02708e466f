"""Reasons as they are found, and the same with each figure, date and name spoiled: the audit refuses every one."""

from collections.abc import Iterator
from typing import Any

import pytest

from deliverable.book import Question
from deliverable.engine.audit import audit
from deliverable.verdict import assess
from tests import claims
from tests.make import booking, deal, needs, on, person, question, row, wait, work

WED, FRI = on(2), on(4)

SAID_ONLY = ("because", "client", "why", "what", "until", "taken", "gross", "label", "id")
"""What the audit of a single proof looks at on its own (test_audit_proofs), or what only words are made of."""


def short_and_shorter() -> Question:
    """`a` alone is short, more so with `b`, and in a row of waits there is no time for `late`."""
    return question(
        person("ana"),
        person("ben"),
        booking("desk", row(None, on(0), WED, skill="php", per_day=50)),
        deal(
            work("a", needs("php", 401, people=1)),
            work("b", needs("php", 300)),
            wait("one", 2),
            wait("late", 3, after="one"),
            due=WED,
        ),
    )


def test_the_reasons_of_a_no_hold() -> None:
    asked = short_and_shorter()
    claim = dict(assess(asked, explain=True).claim)
    assert len(claim["reasons"]) == 3
    assert [bool(row["beside"]) for row in claim["reasons"]] == [False, False, True]
    assert audit(asked, claim) == ()


def spoiled() -> Iterator[Any]:
    asked = short_and_shorter()
    claim = dict(assess(asked, explain=True).claim)
    for path, rows in claims.spoiled(claim["reasons"], others=("a", "ben"), skip=SAID_ONLY):
        if rows == claim["reasons"][:-1]:
            continue  # one reason fewer is no wrong reason
        yield pytest.param(asked, claim, rows, id=path[:80])


@pytest.mark.parametrize(("asked", "claim", "rows"), list(spoiled()))
def test_a_reason_that_is_off_by_one_is_refused(asked: Question, claim: dict[str, Any], rows: Any) -> None:
    assert audit(asked, claim | {"reasons": rows}) != ()


def test_reasons_in_another_order_are_refused() -> None:
    asked = short_and_shorter()
    claim = dict(assess(asked, explain=True).claim)
    first, second, third = claim["reasons"]
    assert "reasons: the worst is not first" in audit(asked, claim | {"reasons": [second, first, third]})


def test_what_is_short_on_a_later_date_has_to_be_the_same() -> None:
    asked = short_and_shorter()
    claim = dict(assess(asked, explain=True).claim)
    first, second, third = claim["reasons"]
    foreign = second | {"later": first["later"] | {"working_days": second["later"]["working_days"]}}
    assert any("something else" in said for said in audit(asked, claim | {"reasons": [first, foreign, third]}))


def test_a_plain_answer_needs_no_reasons() -> None:
    asked = question(person("ana"), deal(work("a", needs("php", 301)), due=WED))
    assert audit(asked, dict(assess(asked).claim)) == ()
