"""What is left to sell, as people read it."""

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from deliverable.answers.free import ALL, FIRM, HOLDS, Asked, FreeAnswer, free
from deliverable.book import Book
from deliverable.findings import Finding, Place, Severity
from deliverable.formats import markdown
from deliverable.formats.cells import width
from deliverable.formats.text import render
from deliverable.page import Headline, Heat
from deliverable.pages.free import page
from tests.answers.test_free import FIRM_BOOK, UNNAMED, the_book
from tests.formats.marked import kinds
from tests.make import MON, book, booking, on, person, row

NASTY = ("[bold]x[/bold]", "=cmd|' /C calc'!A0", "a|b", "\x1b[31mred", "<script>", "x\ny", "田中" * 30)


def ask(the: Book = FIRM_BOOK, **asked: Any) -> FreeAnswer:
    return free(the, MON, (), Asked(**{"weeks": 2, **asked}))


def said(answer: FreeAnswer, room: int = 200, **how: Any) -> str:
    return render(page(answer, {}), width=room, **{"colour": False, "unicode": True, **how})


def words(answer: FreeAnswer) -> str:
    return " ".join(said(answer).split())


def headline(answer: FreeAnswer) -> str:
    first = page(answer, {}).blocks[0]
    assert isinstance(first, Headline)
    return f"{first.word} {first.rest}"


@pytest.mark.parametrize(
    ("asked", "line"),
    [
        ({}, "10 DAYS LEFT of 13 that can be booked"),
        ({"counting": HOLDS}, "11.3 DAYS LEFT beside firm work and holds, of 13 that can be booked"),
        ({"counting": FIRM}, "11.9 DAYS LEFT beside firm work alone, of 13 that can be booked"),
        ({"skill": "php", "level": 3}, "3.5 DAYS LEFT of 3.5 that can be booked with php (level 3)"),
        ({"level": 2, "site": "south"}, "3.1 DAYS LEFT of 4.5 that can be booked with anything at level 2 at south"),
        ({"team": "studio"}, "4.4 DAYS LEFT of 5 that can be booked in studio"),
        ({"skill": "php", "level": 4}, "NOBODY can be booked with php (level 4)"),
        ({"skill": "nothing"}, "NOBODY can be booked with nothing"),
    ],
)
def test_the_first_line_is_the_answer(asked: dict[str, Any], line: str) -> None:
    assert headline(ask(**asked)) == f"{line}, 4 January 2027 to 17 January 2027"


def test_one_day_is_one_day() -> None:
    assert headline(ask(book(person("ana", week=(Fraction(50), *[Fraction(0)] * 6))))).startswith(
        "1 DAY LEFT of 1 that"
    )


def test_all_three_views_are_in_a_line_that_adds_up() -> None:
    line = "11.9 person-days beside firm work; holds take 0.6; somebody not named yet 1.3; left 10."
    for counting in (ALL, HOLDS, FIRM):
        assert line in words(ask(counting=counting)), counting
    assert line in words(ask(people=True))


def test_the_map_has_what_the_view_counts() -> None:
    def amounts(counting: str) -> list[list[Fraction]]:
        (heat,) = [block for block in page(ask(counting=counting), {}).blocks if isinstance(block, Heat)]
        assert [name for name, _ in heat.rows] == ["design", "php"]
        return [[part.amount * 400 for part in parts] for _, parts in heat.rows]

    assert amounts(ALL) == [[1450, 1550], [1050, 1200]]
    assert amounts(HOLDS) == [[1450, 1650], [1050, 1700]]
    assert amounts(FIRM) == [[1450, 1900], [1050, 1700]]


def test_who_is_called_what() -> None:
    people = [
        replace(person(name, {"php": 2}), name=called) for name, called in (("a", "Ana"), ("b", "Ana"), ("c", ""))
    ]
    text = said(ask(book(*people), people=True, skill="php"))
    assert "  Ana (a) (2) " in text
    assert "  Ana (b) (2) " in text
    assert "  c (2) " in text
    assert "in brackets is the level of php" in " ".join(text.split())
    assert "in brackets" not in said(ask(book(*people), people=True))


def test_what_names_nobody_is_said_beside_rows_of_people() -> None:
    line = "In no row, since nobody is named yet: 1.3 person-days of php (level 1) for some client."
    assert line in words(ask(people=True))
    assert line not in words(ask())
    assert line not in words(ask(people=True, counting=HOLDS)), "there it doesn't count"
    many = [booking(f"b{n}", row(None, MON, skill="php", per_day=4)) for n in range(10)]
    assert "and 2 more, all with --format json." in words(ask(the_book(*many), people=True))


def test_from_when_people_are_free_together() -> None:
    assert "design 11 January 18 January none php 11 January 11 January none" in words(ask(weeks=4))
    assert "one person: 11 January; two people: 11 January; three people: none within 4 weeks" in words(
        ask(weeks=4, skill="php")
    )
    assert "None within 2 weeks: design, php" in words(ask())
    assert "Two free weeks" not in words(ask(weeks=1)), "nobody can have two of one"
    assert "Two free weeks" not in words(ask(people=True))
    many = book(person("ana", " ".join(f"s{n:02}" for n in range(31))))
    assert "and 1 more: --skill NAME says it of one, --format json of all" in words(ask(many))
    assert "and 1 more" not in words(ask(book(person("ana", " ".join(f"s{n:02}" for n in range(30))))))


def test_holds_that_end_are_named() -> None:
    line = "- hold for hold client, held by ana, 50 % likely, until Tuesday 12 January: 0.4 person-days"
    assert line in words(ask())
    assert "Holds that end" not in words(ask(counting=FIRM))

    def hold(n: int) -> Any:
        return booking(f"h{n}", row("cem", on(7), share="1/20"), status="hold", expires=on(n % 6))

    nine = words(ask(the_book(*(hold(n) for n in range(9)))))
    assert "- h0 for h0 client, until Monday 4 January: less than 0.1 person-days" in nine
    assert "and 1 more: --format json has them all" in nine
    assert "more that free less" not in words(ask(the_book(*(hold(n) for n in range(8)))))


def test_what_is_assumed_is_in_a_line() -> None:
    assert (
        "Assumed: a day is 6.7 hours of work, and 50 % of a working day can be booked · leave that isn't booked yet is "
        "taken off evenly · a hold counts until it ends or is let go · whoever has two skills is in both rows, and "
        "once in the sum · nobody from outside, and no overtime"
    ) in words(ask())
    own = words(ask(the_book(person("dee", focus=Fraction(1, 4))), counting=FIRM, skill="php"))
    assert "can be booked where a person doesn't say otherwise" in own
    assert "a hold counts" not in own
    assert "whoever has two skills" not in own


def test_faults_that_touch_it_stand_instead_of_it() -> None:
    fault = Finding("r", Severity.ERROR, "what is wrong", Place("f.yaml", 1, 1, 1, 2), about=("firm",))
    other = replace(fault, about=("deals", "d"))
    answer = free(FIRM_BOOK, MON, [fault, other], Asked())
    assert headline(answer) == "NO ANSWER YET 1 fault in the data could change what is left"
    text = said(answer)
    assert "error[r] what is wrong" in text
    assert text.endswith("1 fault elsewhere: deliverable lint\n")
    assert said(free(FIRM_BOOK, MON, [other], Asked())).endswith("\n\n1 fault elsewhere: deliverable lint\n")
    assert "what is left with php" in headline(free(FIRM_BOOK, MON, [fault], Asked(skill="php")))


@pytest.mark.parametrize("room", [20, 80, 200])
@pytest.mark.parametrize("how", [{}, {"unicode": False}, {"colour": True}])
@pytest.mark.parametrize("asked", [{}, {"people": True}, {"people": True, "skill": "php", "weeks": 60}, {"weeks": 1}])
def test_any_name_at_any_width(room: int, how: dict[str, Any], asked: dict[str, Any]) -> None:
    people = [replace(person(f"p{n}", {"php": 1, "x" * 70: 2}), name=name) for n, name in enumerate(NASTY)]
    held = booking("h", row("p1", on(7), on(11), share=1), status="hold", expires=on(2), owner="p0")
    answer = ask(book(*people, replace(held, client=NASTY[0]), UNNAMED), **asked)
    text = said(answer, room, **how)
    if how.get("colour"):
        assert text.replace("\x1b[0m", "").count("\x1b[") > 1
        return
    assert max(map(width, text.splitlines())) <= room
    assert "\x1b" not in text
    assert text.isascii() or how != {"unicode": False}


def test_any_name_in_markdown() -> None:
    people = [replace(person(f"p{n}", "php"), name=name) for n, name in enumerate(NASTY)]
    seen = kinds(markdown.render(page(ask(book(*people), people=True), {})))
    assert not [kind for kind in seen if kind.startswith(("<", "link", "image", "em_", "html"))]


def test_a_firm_of_nobody() -> None:
    assert said(ask(book())) == "NOBODY  can be booked, 4 January 2027 to 17 January 2027\n"
