"""What --fix makes of files: the cure and nothing else, and nothing more in a second run."""

import pytest

from deliverable.files.rounds import Look, settle
from deliverable.files.tree import Tree
from deliverable.findings import Edit, Finding, Place, Severity
from tests.files.mending import look, mend, settled, tree_of

DAYS = "from: 2026-09-01, to: 2026-10-30"
ROW = f"share: 80%, {DAYS}"
PEOPLE = "people:\n  sofia: {}\n  johanna: {}\n"


def booking(row: str) -> str:
    return f"# head\nbookings:\n  b: {{client: 'C, c', work: [{{{row}}}]}}  # tail\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (f"person: sofiaa, {ROW}", f"person: sofia, {ROW}"),
        (f'person: "Sofia", {ROW}', f"person: sofia, {ROW}"),
        ("person: sofia, share: 80, from: 2026-9-1, to: 2026/10/30", f"person: sofia, share: 80%, {DAYS}"),
        (f"Person: sofia, per_day: 3, {DAYS}", f"person: sofia, per_day: 3h, {DAYS}"),
        (f"person: sofia, per_day: 1:30, {DAYS}", f"person: sofia, per_day: 1.5h, {DAYS}"),
        (f"person: sofia, effort: 8 days, {DAYS}", f"person: sofia, effort: 8d, {DAYS}"),
        (f"person: sofia,\u00a0{ROW}", f"person: sofia, {ROW}"),
        (f"person: so\u200bfia, {ROW}", f"person: sofia, {ROW}"),
    ],
)  # fmt: skip
def test_what_is_sure_is_mended_and_the_rest_stays(before: str, after: str) -> None:
    assert mend(booking(before), people=PEOPLE) == booking(after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (f"person: joanna, {ROW}", f"person: johanna, {ROW}"),
        (f"person: sofia, share: 1.5, {DAYS}", f"person: sofia, share: 1.5%, {DAYS}"),
        ("person: sofia, share: 80%, start: 2026-09-01, to: 2026-10-30", f"person: sofia, share: 80%, {DAYS}"),
        (f"person:sofia, share: 80%, {DAYS}", f"person: sofia, {ROW}"),
        ("person: sofia, share: 80%, from: 2026-10-30, to: 2026-09-01", f"person: sofia, {ROW}"),
        (f"person: sofia, per_day: 7,5h, {DAYS}", f"person: sofia, per_day: 7.5h, {DAYS}"),
        (f"person: sofia, per_day: 7:20, {DAYS}", f"person: sofia, per_day: 7.33333h, {DAYS}"),
    ],
)  # fmt: skip
def test_what_needs_an_eye_waits_for_unsafe_fixes(before: str, after: str) -> None:
    assert mend(booking(before), people=PEOPLE) == booking(before)
    assert mend(booking(before), unsafe=True, people=PEOPLE) == booking(after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("people:\n  sofia: {site: no}\n", 'people:\n  sofia: {site: "no"}\n'),
        ("people:\r\n  sofia: {site: no}   # x\r\n", 'people:\r\n  sofia: {site: "no"}   # x\r\n'),
        ("\ufeffpeople:\n  sofia: {site: no}", '\ufeffpeople:\n  sofia: {site: "no"}'),
        ("people:\r  sofia: {site: no}\r", 'people:\r  sofia: {site: "no"}\r'),
        ("people:\n  sofia:\n    site: x\n    site: x\n    team: z\n", "people:\n  sofia:\n    site: x\n    team: z\n"),
        (
            "people:\n  s: &a {week: {fri: 3}}\n  t: {time-off: [2026-1-2]}\n",
            "people:\n  s: &a {week: {fri: 3h}}\n  t: {time_off: [2026-01-02]}\n",
        ),
    ],
)
def test_line_ends_marks_and_comments_stay(before: str, after: str) -> None:
    assert mend(before) == after


@pytest.mark.parametrize(
    "text",
    [
        "people:\n  sofia:\n    site: x\n    site: z\n",
        "people:\n  sofia:\n    site: x\n    site: x  # why\n",
        "people:\n  sofia: {site: x, site: x}\n",
        "people:\n  sofia: {skills: {react: 6}}\n",
        "people:\n  Sofia: {}\n",
        "people:\n  sofia: {Site: x, SITE: z, site: w}\n",
        "people: [\n",
    ],
)
def test_what_has_no_one_cure_is_left_alone(text: str) -> None:
    assert mend(text) == text


def test_of_two_keys_that_mean_the_same_the_first_is_mended() -> None:
    assert mend("people:\n  sofia: {Site: x, SITE: z}\n") == "people:\n  sofia: {site: x, SITE: z}\n"


def test_a_line_that_was_indented_too_little_comes_back() -> None:
    text = "people:\n  sofia: {}\ntom:\n    name: T\n  dan: {}\n"
    assert mend(text) == text
    assert mend(text, unsafe=True) == "people:\n  sofia: {}\n  tom:\n    name: T\n  dan: {}\n"


def test_a_comment_that_silences_nothing_goes_only_where_it_is_asked_for() -> None:
    text = (
        "people:\n  # deliverable: allow bad-value, ambiguous-scalar -- so\n  sofia: {site: no}\n"
        "  tom: {} # deliverable: allow bad-id\n"
    )
    after = "people:\n  # deliverable: allow ambiguous-scalar -- so\n  sofia: {site: no}\n  tom: {}\n"
    assert mend(text) == text
    assert mend(text, unsafe=True) == after


def test_what_a_comment_allows_is_not_mended() -> None:
    text = "people:\n  sofia: {site: no}  # deliverable: allow ambiguous-scalar -- it is so\n"
    assert mend(text) == text


def test_the_files_that_changed_are_told_with_how_many_faults_went() -> None:
    result = settled({"a.yaml": "people:\n  sofia: {site: no, team: no}\n", "b.yaml": "skills:\n  x: {}\n"})
    assert list(result.changed) == ["capacity/a.yaml"]
    assert result.fixed == 2


def test_a_file_that_is_no_utf8_is_left_alone() -> None:
    content = "people:\n  sofia: {site: no}\n".encode("utf-16")
    assert settled({"a.yaml": content}).changed == {}
    assert settled({"a.yaml": b"people:\n  sofia: {site: no, name: \xff}\n"}).changed == {}
    assert settled({"a.yaml": "people:\n  sofia: {site: no, name: a\x07b}\n"}).changed == {}


def test_a_file_without_errors_stays_without() -> None:
    line = "  sofia: {skills: {react: 5}}"

    def spoiling(tree: Tree) -> Look:
        """What is found, and a warning whose cure would be an error."""
        seen = look(tree)
        place = Place("capacity/a.yaml", 2, line.index("5") + 1, 2, line.index("5") + 2)
        about = ("people", "sofia", "skills", "react")
        spoils = Finding("r", Severity.WARNING, "m", place, edits=(Edit(place, "6"),), safe=True, about=about)
        return seen._replace(reported=(*seen.reported, spoils))

    text = f"people:\n{line}\n  tom: {{site: no}}\n"
    result = settle(tree_of({"a.yaml": text}), spoiling, unsafe=False)
    assert result.tree["capacity/a.yaml"].decode() == text.replace("site: no", 'site: "no"')
    assert result.fixed == 1


def test_a_cure_may_bring_to_light_what_else_is_wrong_but_not_more_errors_than_it_mends() -> None:
    text = "firm:\n  estimate_error: {median: 9.0, P80: 1.2}\n"
    assert mend(text, name="firm.yaml") == text.replace("P80", "p80")


def test_a_second_run_finds_nothing_to_do() -> None:
    files = {"a.yaml": booking(f"Person: sofiaa, {ROW}"), "people.yaml": "people:\n  sofia: {site: no}\n"}
    for unsafe in (False, True):
        once = settled(files, unsafe=unsafe)
        assert once.changed
        assert settle(once.tree, look, unsafe=unsafe).changed == {}


def test_cures_that_undo_each_other_end() -> None:
    def seesaw(tree: Tree) -> Look:
        now = tree["capacity/a.yaml"].decode()
        other = "x" if "y" in now else "y"
        place = Place("capacity/a.yaml", 1, 4, 1, 5)
        return Look((Finding("r", Severity.INFO, "m", place, edits=(Edit(place, other),), safe=True),), ())

    result = settle(tree_of({"a.yaml": "a: x\n"}), seesaw, unsafe=False)
    assert result.fixed == 1


def test_a_cure_in_several_files_is_none_of_ours() -> None:
    one, other = Place("capacity/a.yaml", 1, 4, 1, 5), Place("capacity/firm.yaml", 1, 1, 1, 1)
    both = Finding("r", Severity.INFO, "m", one, edits=(Edit(one, "y"), Edit(other, "")), safe=True)
    assert settle(tree_of({"a.yaml": "a: x\n"}), lambda _: Look((both,), ()), unsafe=True).changed == {}
