"""What is new in the later of two states."""

from deliverable.answers.since import State, new_in
from deliverable.findings import Finding, KeyPath, Place, Severity

PERSON = ("bookings", "b", "work", 0, "person")


def fault(line: int = 1, message: str = "m", about: KeyPath = PERSON, path: str = "b.yaml", rule: str = "r") -> Finding:
    return Finding(rule, Severity.ERROR, message, Place(path, line, 1, line, 2), about=about)


def state(text: str, *findings: Finding, path: str = "b.yaml") -> State:
    return State(findings, {path: text}, {})


def new(now: State, then: State) -> list[Finding]:
    return new_in(now, then).new


def test_what_only_moved_is_not_new() -> None:
    moved = fault(9, about=("bookings", "b", "work", 4, "person"))
    assert new(state("", moved), state("", fault())) == []
    assert new_in(state("", moved), state("", fault())).old == [moved]


def test_what_says_something_else_or_is_elsewhere_is_new() -> None:
    for other in (
        fault(message="n"),
        fault(rule="s"),
        fault(about=("bookings", "c", "work", 0, "person")),
    ):
        assert new(state("", other), state("", fault())) == [other]


def test_a_file_may_be_renamed_unless_it_is_what_is_wrong() -> None:
    assert new(state("", fault(path="c.yaml")), state("", fault())) == []
    whole = fault(about=(), path="c.yaml")
    assert new(state("", whole), state("", fault(about=()))) == [whole]


def test_of_several_alike_the_line_that_was_there_is_the_old_one() -> None:
    now = state("  new: x\nold: x", fault(1), fault(2))
    then = state("old: x", fault(1))
    assert [finding.place.line for finding in new(now, then)] == [1]
    assert new(then, now) == []


def test_where_no_line_is_as_it_was_the_count_decides() -> None:
    now = state("a\nb\nc", fault(1), fault(2), fault(3))
    then = state("x\ny", fault(1), fault(2))
    assert [finding.place.line for finding in new(now, then)] == [3]


def test_before_the_first_everything_is_new() -> None:
    assert new(state("", fault()), State((), {}, {})) == [fault()]
