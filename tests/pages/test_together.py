"""What several deals are told: how often all are in time, what it hangs on, and which set is the best."""

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from deliverable.answers.check import check
from deliverable.answers.several import Row, Several
from deliverable.answers.together import Together, own_of, together
from deliverable.book import Deal, EstimateError, Question
from deliverable.engine.proofs import Searched
from deliverable.formats.text import render
from deliverable.pages.brief import brief
from deliverable.pages.together import page
from tests.make import MON, booking, deal, firm, needs, on, person, question, row, work

UNSURE = firm(estimate_error=EstimateError(Fraction(1), Fraction(4, 3)))


def job(name: str, minutes: int, due: int = 4, **more: Any) -> Deal:
    return deal(work("a", needs("php", minutes)), name=name, due=on(due), client=f"Client {name}", **more)


def several(of: Question, limit: float = 10) -> Several:
    """The deals of a question as `check` answers them."""
    answers = {one.id: check(of.book, one, of.today, (), limit=limit) for one in of.deals}
    own = {name: own_of(answer) for name, answer in answers.items()}
    rows = tuple(Row(one, own[one.id], brief(answers[one.id])) for one in of.deals)
    return Several(of.book, of.today, rows, together(of.book, of.deals, of.today, own, limit=limit))


def joint(answer: Several) -> Together:
    assert answer.together is not None
    return answer.together


def said(answer: Several, width: int = 100) -> str:
    return render(page(answer), width=width, colour=False, unicode=True)


def words(answer: Several) -> str:
    return " ".join(said(answer).split())


def test_a_count_of_all_and_of_each() -> None:
    of = question(person("ana"), person("ben"), job("d1", 700, 10), job("d2", 300, 25), the_firm=UNSURE)
    answer = several(of)
    text = words(answer)
    chance = joint(answer).verdict.claim["chance"]
    first, second = (int(one["on_time"] * 20 + 1e-9) for one in chance["each"])
    assert f"Both are in time in {int(chance['on_time'] * 20 + 1e-9)} of 20 such cases, if nobody plans anew" in text
    assert f"In that plan: d1 in {first} and d2 in {second}." in text


def test_at_risk_by_chance_says_that_all_are_counted_at_once() -> None:
    of = question(person("ana"), job("d1", 220), job("d2", 200), the_firm=UNSURE)
    answer = several(of)
    assert joint(answer).verdict.word == "at-risk"
    text = words(answer)
    assert text.startswith("AT RISK, BOTH ")
    assert "There is one plan for both on the likely figures." in text
    assert "That counts all of them at once: the more deals, the more often one is late." in text


def test_the_holds_that_must_lapse_are_named_and_many_counted() -> None:
    def held(count: int) -> Question:
        rows = [booking(f"h{n}", row("ana", on(n), share=1), status="hold", probability="1/2") for n in range(count)]
        return question(person("ana"), *rows, job("d1", 250), job("d2", 250))

    assert "only if h0 client's hold and h1 client's hold lapse." in words(several(held(2)))
    assert "only if 5 holds lapse." in words(several(held(5)))
    one = several(held(1))
    assert "There is one plan for both, only if h0 client's hold lapses." in words(one)


def test_neither_a_plan_nor_a_proof() -> None:
    answer = several(question(person("ana"), job("d1", 100), job("d2", 100)))
    verdict = replace(joint(answer).verdict, word="unknown", reasons=("undecided", "limit"))
    text = words(replace(answer, together=replace(joint(answer), verdict=verdict, fits=())))
    assert text.startswith("CAN'T TELL YET whether d1 and d2 fit together")
    assert "For both neither a plan was found nor a proof that there is none. A longer search may settle it" in text
    stopped = replace(verdict, reasons=("undecided", "stopped"))
    text = words(replace(answer, together=replace(joint(answer), verdict=stopped, fits=())))
    assert "You stopped the search; whether they fit together isn't known." in text


def test_what_one_can_t_tell_all_can_t() -> None:
    late = deal(work("a", needs("php", 100)), name="late")
    text = words(several(question(person("ana"), job("d1", 100), late)))
    assert "What late can't tell yet, all of them together can't either." in text
    assert "- late: With a due date there will be a yes or a no" in text
    far = [job("d1", 700 * 365, 2000), job("d2", 100)]
    assert "further than that nobody's capacity is known" in words(several(question(person("ana"), *far)))


def test_a_no_that_only_search_settled() -> None:
    answer = several(question(person("ana"), job("d1", 300), job("d2", 300)))
    verdict = replace(joint(answer).verdict, proof=Searched(4, 10.0))
    text = words(replace(answer, together=replace(joint(answer), verdict=verdict)))
    assert "Each fits alone, and they take the same people's days. Every possibility was ruled out" in text


def test_many_deals_are_counted() -> None:
    jobs = [job(f"d{n}", 100, value=Fraction(10 + n)) for n in range(9)]
    answer = several(question(person("ana"), person("ben", "ops"), *jobs))
    text = words(answer)
    assert text.startswith("NOT ALL 9 d4, d5, d6, d7 and d8 can be promised as asked together")
    assert "The best that was found; a better one isn't ruled out." in text
    more = several(question(person("ana"), person("cem"), *jobs, job("d9", 100, 0), job("e", 100, 0)))
    assert said(more).startswith("NOT ALL 11  10 of the 11 can be promised as asked together\n")
    assert "Without e." in words(more)


def test_nobody_is_named_where_nobody_could() -> None:
    answer = several(question(person("ana"), job("d1", 600), job("d2", 700)))
    text = words(answer)
    assert text.startswith("NOT BOTH d1 and d2: none fits as asked")
    assert "d1 and d2 can't be done as asked even alone. No set of them fits, not even one alone." in text


def test_more_than_some_lines_are_counted() -> None:
    jobs = [job(f"d{n:02}", 600) for n in range(14)]
    assert "- and 2 more (deliverable check DEAL tells all of one)" in words(several(question(person("ana"), *jobs)))


def test_what_was_stopped_says_how_far_it_came() -> None:
    answer = several(question(person("ana"), job("d1", 100), job("d2", 100)))
    halfway = replace(answer, together=None, stopped=True)
    assert said(halfway).startswith("STOPPED  2 of 2 deals were looked at, and not whether they fit together\n")
    rows = (answer.rows[0], Row(answer.rows[1].deal, None))
    assert said(replace(halfway, rows=rows)).startswith("STOPPED  1 of 2 deals were looked at\n")


@pytest.mark.parametrize("width", [80, 200])
def test_it_is_a_table_at_every_width(width: int) -> None:
    jobs = [job(f"exhibition-site-{n}", 100, 40, value=Fraction(100_000)) for n in range(3)]
    text = said(several(question(person("ana"), *jobs)), width)
    assert max(map(len, text.splitlines())) <= width
    assert text.count("exhibition-site-1") >= 1
    lines = [line.split()[:1] for line in text.splitlines()]
    at = lines.index(["deal"])
    assert lines[at + 1 : at + 4] == [[f"exhibition-site-{n}"] for n in range(3)]


def test_what_it_hangs_on_in_a_line() -> None:
    held = booking("h", row("ana", MON, on(4), share=1), status="hold", probability="1/2")
    lines = [row.brief for row in several(question(person("ana"), held, job("d1", 100), job("d2", 600))).rows]
    assert lines[0] == "only if h client's hold lapses"
    assert lines[1].startswith("a needs 6 days of php between Monday 4 January and Friday 8 January, 5 are free (")
