"""Every fault, rated by the firm's policy, in order, each once."""

from fractions import Fraction

import pytest

from deliverable.answers.lint import LintAnswer, apply, lint
from deliverable.book import Book, Booking, Firm, LintPolicy, Row
from deliverable.findings import Finding, Place, Severity
from tests.rules.books import FIRST, LAST

ROW = Row(FIRST, LAST, "x", share=Fraction(1))
BOOK = Book(bookings={"b": Booking("b", work=(ROW,))})
NONE: frozenset[str] = frozenset()


def fault(rule: str = "syntax", path: str = "a.yaml", line: int = 1, severity: Severity = Severity.ERROR) -> Finding:
    return Finding(rule, severity, "m", Place(path, line, 1, line, 2))


def test_faults_of_reading_and_of_rules_are_one_list_in_order() -> None:
    found = [fault(line=2), fault("encoding", "b.yaml"), fault(), fault()]
    answer = lint(BOOK, found, NONE, FIRST, files=["a.yaml", "b.yaml"])
    assert [(f.rule, f.place.path, f.place.line) for f in answer.findings] == [
        ("unknown-person", "", 1),
        ("syntax", "a.yaml", 1),
        ("syntax", "a.yaml", 2),
        ("encoding", "b.yaml", 1),
    ]
    assert answer.files == 2


def test_rules_say_nothing_about_what_could_not_be_read() -> None:
    assert lint(BOOK, [], frozenset({"people"}), FIRST, files=[]).findings == ()


@pytest.mark.parametrize(
    ("unread", "unchecked"),
    [
        ((), ()),
        (("people",), ("people",)),
        (("firm", "bookings", "skills", "nobody-knows"), ("skills", "bookings")),
        (("",), ("calendars", "skills", "people", "contractors", "bookings", "promises")),
    ],
)
def test_it_says_which_references_were_not_looked_at(unread: tuple[str, ...], unchecked: tuple[str, ...]) -> None:
    assert lint(BOOK, [], frozenset(unread), FIRST, files=[]).unchecked == unchecked


def test_only_these_files_are_reported() -> None:
    found = [fault(path="a.yaml"), fault(path="b.yaml")]
    answer = lint(BOOK, found, NONE, FIRST, files=["a.yaml", "b.yaml", "c.yaml"], only=["b.yaml", "c.yaml"])
    assert [f.place.path for f in answer.findings] == ["b.yaml"]
    assert answer.files == 2


def test_the_firm_switches_rules_off_and_rates_them() -> None:
    policy = LintPolicy(off=("syntax",), severity={"encoding": "info", "unknown-person": "warning"})
    book = Book(firm=Firm(lint=policy), bookings=BOOK.bookings)
    answer = lint(book, [fault(), fault("encoding"), fault("bad-id")], NONE, FIRST, files=["a.yaml"])
    assert {f.rule: f.severity.value for f in answer.findings} == {
        "unknown-person": "warning",
        "encoding": "info",
        "bad-id": "error",
    }
    assert apply(LintPolicy(), [fault()]) == [fault()]


@pytest.mark.parametrize(
    ("pattern", "path", "off"),
    [
        ("bookings/*", "capacity/bookings/a.yaml", True),
        ("bookings/*", "../x/capacity/bookings/deep/a.yaml", True),
        ("bookings/*", "bookings/a.yaml", True),
        ("bookings/*", "capacity/old-bookings/a.yaml", False),
        ("bookings/*", "capacity/bookings.yaml", False),
        ("*", "a.yaml", True),
        ("people.yaml", "capacity/people.yaml", True),
    ],
)
def test_a_rule_may_be_off_in_some_files(pattern: str, path: str, off: bool) -> None:
    policy = LintPolicy(paths={"other.yaml": ("syntax",), pattern: ("encoding",)})
    found = [fault("encoding", path), fault("syntax", path)]
    assert [f.rule for f in apply(policy, found)] == (["syntax"] if off else ["encoding", "syntax"])


@pytest.mark.parametrize(
    ("severity", "reached"),
    [
        (Severity.ERROR, (True, True, True)),
        (Severity.WARNING, (False, True, True)),
        (Severity.INFO, (False, False, True)),
    ],
)
def test_how_bad_it_is(severity: Severity, reached: tuple[bool, ...]) -> None:
    answer = LintAnswer((fault(severity=severity),), 1)
    assert tuple(answer.reaches(level) for level in Severity) == reached
    assert not any(LintAnswer((), 1).reaches(level) for level in Severity)


def test_counts_name_every_severity() -> None:
    answer = LintAnswer((fault(), fault(path="b.yaml"), fault(severity=Severity.INFO)), 3)
    assert answer.counts == {"error": 2, "warning": 0, "info": 1}
    assert answer.files_with_findings == 2
