"""Evidence in words, as far as whole runs don't show it."""

from datetime import timedelta
from fractions import Fraction
from pathlib import Path

import pytest

from deliverable.answers.check import CheckAnswer
from deliverable.cli.main import main
from deliverable.engine.capacity import Capacity
from deliverable.engine.problem import pose
from deliverable.engine.proofs import Asked, Capped, Cut, Have
from deliverable.page import Paragraph
from deliverable.pages.naming import Names
from deliverable.pages.proof import tell
from deliverable.pages.teller import Teller
from deliverable.pages.words import apart, counted, days, listed, number, short_day, some
from deliverable.supply import Supply
from tests.make import MON, deal, needs, on, person, question, work


def test_a_cut_names_each_limit_and_long_lists_end() -> None:
    asked = question(
        *(person(f"p{n:02}") for n in range(15)),
        deal(work("a", needs("php", 500, people=1)), work("b", needs("php", 500)), due=on(1)),
    )
    supply = Supply(asked, certain=False)
    problem = pose(asked, supply)
    a, b = (Asked(500, 0, 1, "php", 1, need.eligible, need.job, need.index, need.people) for need in problem.needs)
    proof = Cut((a, b), (Capped(a, 0, 1, 200),), tuple(Have(w, 200, 0, 1) for w in range(14)))
    teller = Teller(
        Names(CheckAnswer(asked.book, asked.deals[0], MON, None)), problem, Capacity(problem, supply).supply
    )
    said = ["".join(s.text for s in p.spans) for p in tell(teller, proof) if isinstance(p, Paragraph)]
    assert said[0] == "Together these need 10 days, and no more than 30 can be done:"
    assert any(
        "at most 1 person may share php, and the best has 2 days between Monday 4 January" in line for line in said
    )
    assert "p00 has 2 days between Monday 4 January and Tuesday 5 January" in said
    assert said[-1] == "and 3 more (--format json shows them)"


def test_numbers_that_differ_never_read_alike() -> None:
    day = Fraction(450)
    assert apart(450, 225, day) == 1
    assert apart(4500, 4495, day) == 2
    assert days(4500, day, apart(4500, 4499, day)) != days(4499, day, apart(4500, 4499, day))


def test_words() -> None:
    assert number(Fraction(0)) == "0"
    assert number(Fraction(-5, 2)) == "-2.5"
    assert number(Fraction(1234567, 10)) == "123,456.7"
    assert counted(1, "day") == "1 day"
    assert counted(Fraction(3, 2), "day") == "1.5 days"
    assert counted(2, "person", "people") == "2 people"
    assert listed([]) == ""
    assert listed(["a"]) == "a"
    assert listed(["a", "b", "c"], "or") == "a, b or c"
    assert some(list("abcdefgh")) == "a, b, c, d, e, f, g and h"
    assert some(list("abcdefghi")) == "a, b, c, d, e, f, g and 2 more"
    assert short_day(MON, MON) == "4 January"
    assert short_day(MON + timedelta(days=300), MON) == "31 October"
    assert short_day(MON + timedelta(days=301), MON) == "1 November 2027"


@pytest.mark.slow
def test_long_lists_end_in_how_many_more(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    firm = "firm: {name: F, day: 8h, focus: 100%}\nskills: {php: {}}\npeople: {ann: {skills: {php: 3}}}\n"
    (tmp_path / "firm.yaml").write_text(firm)
    head = "deal: d\nstart: 2027-01-04\ndue: 2027-01-22\nscope:\n"
    row = "  t{0}: {{effort: {{php: 1d}}{1}}}\n"
    wide = "".join(row.format(n, "") for n in range(30))
    long = "".join(row.format(n, f", after: [t{n - 1}]" if n else "") for n in range(30))
    for scope, says in (
        (wide, "- and 4 more (--format json shows them)"),
        (long, "… 18 more (--format json shows them) …"),
    ):
        deal = tmp_path / "d.yaml"
        deal.write_text(head + scope)
        assert main(["check", str(deal), "-C", str(tmp_path), "--as-of", "2026-11-23"]) == 1
        assert says in capsys.readouterr().out
