"""Every printed sum is redone from its text alone, as with a pencil."""

import re
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings

from deliverable.book import Question
from deliverable.cli.main import main
from deliverable.pages.sums import sum_line
from deliverable.supply import Supply
from tests.make import MON, booking, calendar, deal, firm, off, person, question, questions, row

SETTINGS = settings(max_examples=150, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
NUMBER = r"[\d,]+(?:\.\d+)?"


def value(text: str) -> Fraction:
    return Fraction(text.replace(",", ""))


def redo(line: str) -> Fraction:
    """Work a sum through from left to right; every `=` in it must be right. Returns what it ends in."""
    line = re.sub(r"\([^)]*\)", "", line)
    opening = re.match(rf"({NUMBER}) working days?\s*", line)
    assert opening, line
    total, rest = value(opening[1]), line[opening.end() :]
    given_in_hours = re.match(rf"= ({NUMBER}) days of work", rest)
    if given_in_hours:
        total, rest = value(given_in_hours[1]), rest[given_in_hours.end() :]
    for step in re.finditer(
        rf"(?P<sign>[-+=]) (?P<n>{NUMBER})(?! %)|x (?P<focus>{NUMBER}) % focus = (?P<left>{NUMBER})", rest
    ):
        if step["focus"]:
            exact = total * value(step["focus"]) / 100
            total = value(step["left"])
            assert abs(exact - total) <= Fraction(1, 10), line  # totals are rounded before and after
        elif step["sign"] == "=":
            assert total == value(step["n"]), line
        else:
            total += value(step["n"]) * (1 if step["sign"] == "+" else -1)
    return total


@SETTINGS
@given(questions())
def test_every_sum_adds_up_and_ends_in_what_is_free(asked: Question) -> None:
    supply = Supply(asked, certain=False)
    first = supply.day_one + timedelta(days=1)
    for name in asked.book.people:
        told = supply.account(name, first, first + timedelta(days=12))
        ends_in = redo(sum_line(told, asked.book.firm.day, asked.today, places=2))
        assert abs(ends_in - Fraction(told.minutes) / asked.book.firm.day) <= Fraction(1, 100)


def test_a_sum_with_everything_in_it() -> None:
    ana = person(
        "ana",
        week=(None, None, None, Fraction(50), Fraction(0), None, None),
        allowance=Fraction(20),
        focus=Fraction(4, 5),
        time_off=(off(MON + timedelta(days=8)),),
        calendar="c",
    )
    asked = question(
        ana,
        calendar("c", MON + timedelta(days=7)),
        booking("b", row("ana", MON, MON + timedelta(days=9), share="1/2")),
        booking("i", row("ana", MON, MON + timedelta(days=60), per_day=3), status="internal"),
        deal(),
        the_firm=firm(),
    )
    told = Supply(asked, certain=False).account("ana", MON, MON + timedelta(days=20))
    line = sum_line(told, asked.book.firm.day, asked.today)
    assert redo(line) == Fraction(round(told.minutes / 10), 10)
    for part in (
        "14 working days (without 1 day off)",
        "- 3 Fridays",
        "(shorter days)",
        "- 1 leave",
        "x 80 % focus",
        "b client, 50 %",
    ):
        assert part in line


@pytest.mark.parametrize("name", ["museum-site", "support-retainer"])
def test_the_sums_of_the_sample_add_up(
    name: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "400")
    main(["check", name, "-C", "capacity", "--as-of", date(2026, 11, 23).isoformat()])
    lines = [
        part
        for text in capsys.readouterr().out.splitlines()
        if " working days " in text and " focus = " in text
        for part in [text]
    ]
    assert lines
    for text in lines:
        assert redo(text[re.search(rf"{NUMBER} working", text).start() :]) > 0  # type: ignore[union-attr]
