"""How good the word has been, in counts: the boundaries of kept, of enough and of looking copied."""

from dataclasses import replace
from datetime import timedelta
from fractions import Fraction
from typing import Any

import pytest

from deliverable.answers.record import Dates, Efforts, RecordAnswer, kept_of, record
from deliverable.book import Finished
from deliverable.files.faults import fault, whole_file
from deliverable.formats.record_json import document
from deliverable.page import Headline, Paragraph, Table
from deliverable.pages.record import page
from deliverable.record import LATEST
from tests.make import MON, book, on, promise
from tests.record.test_outcomes import finished, with_history


def late(name: str, days: int, ratio: str = "1", **more: Any) -> Finished:
    """A project that ended so many days after its planned end, five days before MON."""
    planned = on(-5) - timedelta(days=days)
    return finished(name, ratio, on(-5), start=on(-90), planned_end=planned, **more)


def some(*days: int, **more: Any) -> tuple[Finished, ...]:
    return tuple(late(f"p{n}", day, **more) for n, day in enumerate(days))


def test_kept_is_on_the_day_or_before() -> None:
    answer = record(with_history(*some(-1, 0, 1)), MON)
    assert answer.dates == Dates(of=3, kept=2, half=None, most=None)


def test_half_and_eight_in_ten_of_five() -> None:
    answer = record(with_history(*some(9, -2, 3, 0, 30)), MON)
    assert answer.dates == Dates(of=5, kept=2, half=3, most=9)


def test_efforts_within_the_estimate() -> None:
    rows = [late(f"p{n}", 0, ratio) for n, ratio in enumerate(("0.8", "1", "1.01", "1.5", "2"))]
    assert record(with_history(*rows), MON).efforts == Efforts(5, 2, Fraction(101, 100), Fraction(3, 2), 5)


def test_copied_efforts_are_called_out_and_teach_nothing() -> None:
    answer = record(with_history(*some(1, 2, 3)), MON)
    assert (answer.efforts.copied, answer.effort.copied if answer.effort else None) == (3, 3)
    said = text(answer)
    assert "3 of the 3 actual efforts are the estimate to the letter" in said
    assert "no project of ours counts yet" in said
    assert "From 3 projects of ours" in said, "days are learned from all the same"


def test_old_copies_are_forgiven_and_new_ones_told_apart() -> None:
    old = some(*range(50, 20, -1))
    new = [late(f"q{n}", 0, "1.2") for n in range(LATEST)]
    assert record(with_history(*old, *(replace(one, actual_end=on(-4)) for one in new)), MON).efforts.copied == 0
    said = text(record(with_history(*(replace(one, actual_end=on(-6)) for one in new), *old), MON))
    assert "30 of the latest 30 actual efforts are the estimate to the letter" in said


def test_only_what_has_ended_by_the_day_counts() -> None:
    known = with_history(finished("a", ended=MON), finished("b", ended=on(1)))
    assert [(record(known, day).projects, record(known, day).later) for day in (on(-1), MON, on(1))] == [
        (0, 2),
        (1, 1),
        (2, 0),
    ]


def test_groups_of_five_and_no_fewer() -> None:
    five = some(0, 0, 1, 0, 0, client="Museum", skill="php", ratio="1.1")
    four = tuple(replace(one, client="Theatre", skill="qa", project=f"q{n}") for n, one in enumerate(five[:4]))
    answer = record(with_history(*five, *four), MON)
    assert [(group.name, group.projects, group.dates.kept) for group in answer.clients] == [("Museum", 5, 4)]
    (php,) = answer.skills
    assert (php.name, php.efforts.of, php.efforts.most) == ("php", 5, Fraction(11, 10))


def test_the_larger_group_comes_first_then_the_name() -> None:
    rows = [late(f"{c}{n}", 0, client=c) for c, size in (("b", 5), ("a", 5), ("z", 6)) for n in range(size)]
    assert [group.name for group in record(with_history(*rows), MON).clients] == ["z", "a", "b"]


def test_faults_behind_the_record_are_counted() -> None:
    about = [("history",), ("promises", "x"), ("firm", "day"), (), ("people", "ana")]
    found = [fault("bad-value", "m", whole_file("f"), about=path) for path in about]
    assert record(with_history(), MON, found).faults == 4


def test_the_back_test_is_counted_at_each_share() -> None:
    answer = record(with_history(finished("a", "1.2", on(-9)), finished("b", "1.5", on(-8))), MON)
    assert kept_of(answer.effort_promises) == (0, 1, 2)


# --- said -----------------------------------------------------------------------------------------------------------


def text(answer: RecordAnswer, **more: bool) -> str:
    """All words of the page."""
    found = []
    for block in page(answer, **more).blocks:
        if isinstance(block, Paragraph):
            found.append("".join(span.text for span in block.spans))
        elif isinstance(block, Table):
            found += [" | ".join(row) for row in block.rows]
        elif isinstance(block, Headline):
            found.append(f"{block.word} {block.rest}")
    return "\n".join(found)


def test_no_record_says_what_to_do() -> None:
    said = text(record(with_history(), MON))
    assert said.startswith("NO RECORD YET")
    assert "history/before.csv" in said
    assert "delivered_on" in said


def test_exact_estimates_are_said_to_be() -> None:
    answer = record(with_history(*some(1), estimate_error=None), MON)
    assert "its estimates are exact" in text(answer)
    assert document(answer)["promise"]["effort"] is None


def test_a_promise_without_dates_or_efforts() -> None:
    said = text(record(book(promise("p", status="delivered", delivered_on=MON)), MON))
    assert said.startswith("NO DATES YET 1 project ended")
    assert "held" not in said


@pytest.mark.parametrize(("late", "said"), [(0, "the day itself"), (-3, "3 days before it"), (1, "1 day after it")])
def test_how_late(late: int, said: str) -> None:
    page_text = text(record(with_history(*some(*[late] * 5)), MON))
    assert f"half ended no later than {said}, 8 in 10 no later than {said}." in page_text


def test_a_long_back_test_shows_the_latest_and_how_many_more() -> None:
    answer = record(with_history(*some(*range(1, 44), ratio="3")), MON)
    said = text(answer, back_test=True)
    assert said.count("and 3 earlier: --format json has them all") == 2
    assert "none" in said
    rows = document(answer, back_test=True)["back_test"]["effort"]["projects"]
    assert len(rows) == 43
    assert rows[0]["kept"] == {"50": False, "80": False, "95": False}


def test_many_clients_are_cut_short() -> None:
    rows = [late(f"{c}{n}", 0, "1.1", client=f"c{c:02}") for c in range(21) for n in range(5)]
    answer = record(with_history(*rows), MON)
    said = text(answer)
    assert "c19 | " in said
    assert "c20 | " not in said
    assert "and 1 more: --format json has them all" in said
    assert "From the latest 30 projects of ours" in said
    assert len(document(answer)["by_client"]) == 21


def test_json_has_the_counts_always_and_the_projects_when_asked() -> None:
    answer = record(with_history(*some(1, ratio="1.2")), MON)
    assert document(answer)["back_test"]["effort"] == {"of": 1, "kept": {"50": 0, "80": 1, "95": 1}}
    (row,) = document(answer, back_test=True)["back_test"]["effort"]["projects"]
    assert row == {
        "project": "p0",
        "client": "",
        "start": on(-90).isoformat(),
        "ended": on(-5).isoformat(),
        "known": 0,
        "copied": 0,
        "promised": {"50": 1.0, "80": 1.33, "95": 1.746039},
        "actual": 1.2,
        "kept": {"50": False, "80": True, "95": True},
    }
