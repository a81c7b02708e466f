"""Known faults: written, read and left out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deliverable.answers.baseline import HEAD, counted, read, sift, written
from deliverable.errors import UserError
from deliverable.findings import Finding, KeyPath, Place, Severity

PERSON = ("bookings", "b", "work", 0, "person")


def fault(rule: str = "unknown-person", about: KeyPath = PERSON, line: int = 1) -> Finding:
    return Finding(rule, Severity.ERROR, f"m{line}", Place("capacity/b.yaml", line, 1, line, 2), about=about)


def of(*lines: str) -> str:
    return HEAD + "".join(f"{line}\n" for line in lines)


def test_a_line_is_a_rule_a_key_path_and_how_often() -> None:
    found = [fault(line=7), fault("bad-value", ("firm", "day")), fault(line=9)]
    assert written(counted(found, {})) == of("bad-value firm.day 1", "unknown-person bookings.b.work.*.person 2")


def test_positions_and_lines_do_not_change_it() -> None:
    moved = fault(about=("bookings", "b", "work", 8, "person"), line=99)
    assert written(counted([fault()], {})) == written(counted([moved], {}))


@pytest.mark.parametrize(("known", "kept"), [(1, 2), (2, 0), (3, 0)])
def test_more_than_is_known_is_reported_all_of_it(known: int, kept: int) -> None:
    found = [fault(line=1), fault(line=2)]
    result = sift(found, read("base", of(f"unknown-person bookings.b.work.*.person {known}")), {})
    assert (len(result.kept), len(result.known)) == (kept, 2 - kept)


@pytest.mark.parametrize(
    ("known", "now", "said"),
    [
        (1, 1, []),
        (1, 0, ["`unknown-person` is not found at bookings.b.work.*.person any more"]),
        (3, 1, ["`unknown-person` is found once at bookings.b.work.*.person, and this knows of 3"]),
        (3, 2, ["`unknown-person` is found 2 times at bookings.b.work.*.person, and this knows of 3"]),
        (1, 2, []),
    ],
)
def test_entries_that_go_too_far_are_reported_where_they_stand(known: int, now: int, said: list[str]) -> None:
    baseline = read("base", of("a b 1", f"unknown-person bookings.b.work.*.person {known}"))
    found = [fault("a", ("b",)), *(fault(line=line) for line in range(now))]
    stale = sift(found, baseline, {}).stale
    assert [finding.message for finding in stale] == said
    line = f"unknown-person bookings.b.work.*.person {known}"
    assert all(finding.place == Place("base", 4, 1, 4, len(line) + 1) for finding in stale)
    assert all(finding.rule == "stale-baseline" for finding in stale)


def test_an_entry_that_a_merge_left_twice_counts_twice() -> None:
    assert read("base", of("a b 1", "a b 2")).counts == {("a", "b"): 3}


@pytest.mark.parametrize("line", ["a b", "a b 0", "a b -1", "<<<<<<< HEAD", "a b one", "a 1"])
def test_a_line_that_cannot_be_read_is_wrong_use(line: str) -> None:
    with pytest.raises(UserError) as raised:
        read("base", of("a b 1", line))
    assert raised.value.message == "line 4 of base can't be read"


@pytest.mark.parametrize("text", ["", "\n\n# a sentence\n", "\ufeffa b 1\r\n", "a b 1"])
def test_what_editors_do_to_a_file_is_no_harm(text: str) -> None:
    assert read("base", text).counts == ({("a", "b"): 1} if "a b" in text else {})


KEYS = st.lists(st.one_of(st.text(max_size=8), st.integers(0, 3)), max_size=4).map(tuple)


@given(st.lists(KEYS, max_size=6))
def test_what_was_written_is_read_as_the_same(abouts: list[KeyPath]) -> None:
    counts = counted([fault("a-rule", about) for about in abouts], {})
    text = written(counts)
    assert read("base", text).counts == counts
    assert len(text.splitlines()) == len(counts) + 2
    again = sift([fault("a-rule", about) for about in abouts], read("base", text), {})
    assert (again.kept, again.stale) == ([], [])
