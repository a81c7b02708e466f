"""Every printed sum is redone from its text alone, as with a pencil."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from deliverable.answers.check import CheckAnswer
from deliverable.book import Crew, Question
from deliverable.cli.main import main
from deliverable.page import Paragraph, Table
from deliverable.pages.check import page
from deliverable.pages.sums import sum_line
from deliverable.pages.words import down, redone, split, tenths, up
from deliverable.supply import Supply
from deliverable.verdict import assess
from tests.make import (
    MON,
    booking,
    calendar,
    crew,
    deal,
    firm,
    needs,
    off,
    person,
    question,
    questions,
    row,
    week,
    work,
)

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


@pytest.mark.slow
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


@pytest.mark.slow
@pytest.mark.parametrize("name", ["museum-site", "support-retainer"])
def test_the_sums_of_the_sample_add_up(
    name: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "400")
    main(["check", name, "--no-offers", "-C", "capacity", "--as-of", date(2026, 11, 23).isoformat()])
    lines = [
        part
        for text in capsys.readouterr().out.splitlines()
        if " working days " in text and " focus = " in text
        for part in [text]
    ]
    assert lines
    for text in lines:
        assert redo(text[re.search(rf"{NUMBER} working", text).start() :]) > 0  # type: ignore[union-attr]


@pytest.mark.slow
@SETTINGS
@given(questions(), st.sampled_from([tenths, down, up]))
def test_a_sum_ends_in_the_figure_that_stands_beside_a_total(asked: Question, way: Callable[..., Fraction]) -> None:
    supply = Supply(asked, certain=False)
    first = supply.day_one + timedelta(days=1)
    day = asked.book.firm.day * Fraction(7, 5)  # so that hardly anything is whole
    for name in asked.book.people:
        told = supply.account(name, first, first + timedelta(days=12))
        wanted = way(told.minutes, day, 1)
        assert redo(sum_line(told, day, asked.today, 1, wanted)) == wanted


@SETTINGS
@given(st.lists(st.integers(0, 5000), min_size=1, max_size=9), st.integers(7, 480), st.integers(1, 3))
def test_parts_add_up_to_their_whole_and_are_hardly_moved(parts: list[int], day: int, places: int) -> None:
    shown = split(parts, Fraction(day), places)
    assert sum(shown) == tenths(sum(parts), Fraction(day), places)
    assert all(abs(s - Fraction(p, day)) < Fraction(1, 10**places) for s, p in zip(shown, parts, strict=True))


def test_equal_parts_read_alike_where_one_more_place_is_exact() -> None:
    assert redone([675, 675], Fraction(100), 1) == 2  # 6.75 + 6.75 = 13.5
    assert redone([675, 650], Fraction(100), 1) == 1  # 6.8 + 6.5 = 13.3: nothing to mend
    assert redone([675, 675, 675], Fraction(100), 1) == 1  # 20.25 reads 20.3 whatever its parts
    assert redone([100, 100], Fraction(300), 1) == 1  # thirds are never exact


def rows(asked: Question) -> list[tuple[str, ...]]:
    """The plan's lines as they are printed."""
    verdict = assess(asked)
    blocks = page(CheckAnswer(asked.book, asked.deals[0], asked.today, verdict), {}).blocks
    return [line for block in blocks if isinstance(block, Table) for line in block.rows]


@st.composite
def shared(draw: st.DrawFn) -> Question:
    """Tasks that several people have to share, in days of any length."""
    hours = st.integers(20, 100)
    people = [person(name, {"php": 1, "qa": 1}, week=week(*[draw(hours)] * 5)) for name in ("ana", "ben", "cem")]
    tasks = [
        work(f"t{n}", *(needs(skill, draw(st.integers(1, 400)), people=3) for skill in ("php", "qa")[: 1 + n % 2]))
        for n in range(draw(st.integers(1, 3)))
    ]
    last = MON + timedelta(days=draw(st.integers(3, 20)))
    return question(*people, deal(*tasks, due=last), the_firm=replace(firm(), day=Fraction(draw(hours) * 7, 5)))


@pytest.mark.slow
@SETTINGS
@given(st.one_of(shared(), questions()))
def test_the_parts_of_a_requirement_add_up_to_its_printed_effort(asked: Question) -> None:
    day = asked.book.firm.day
    tasks = {task.id: task for task in asked.deals[0].scope or ()}
    for task, _, _, who in rows(asked):
        of = tasks[task].effort or ()
        for need in of:
            if need.effort is None or [n.skill for n in of].count(need.skill) > 1:
                continue
            parts = [value(n) for n in re.findall(rf"({NUMBER}) d {need.skill}(?=,|$)", who)]
            exact = Fraction(need.effort.likely) / day
            assert sum(parts) in {tenths(exact, Fraction(1), 1), tenths(exact, Fraction(1), 2)}, (who, exact)
            assert all(parts) or exact < Fraction(1, 50), who


def test_a_crew_reads_by_its_places() -> None:
    skilled = [person(name, {"php": 1, "qa": 1}) for name in ("ana", "ben", "cem")]
    task = crew("b", 2, Crew("php", people=2), Crew("qa", people=1))
    told = rows(question(*skilled, deal(task, due=MON + timedelta(days=4))))
    assert told[0][3] == "2 whole days: ana and ben (php), cem (qa)"


def test_a_long_plan_ends_in_how_many_more_there_are() -> None:
    def told(count: int) -> list[str]:
        scope = [work(f"t{n:02d}", needs("php", 10)) for n in range(count)]
        asked = question(person("ana"), deal(*scope, due=MON + timedelta(days=28)))
        blocks = page(CheckAnswer(asked.book, asked.deals[0], asked.today, assess(asked)), {}).blocks
        lines = [line[0] for block in blocks if isinstance(block, Table) for line in block.rows]
        return lines + [
            s.text for block in blocks if isinstance(block, Paragraph) for s in block.spans if " more (" in s.text
        ]

    assert len(told(21)) == 21
    assert len(told(22)) == 21
    assert told(22)[-1] == "and 2 more (--format json shows them)"
