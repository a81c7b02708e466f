"""A finding's fingerprint: the same where only lines move, another where the fault is another, never the same twice."""

from deliverable.findings import Finding
from deliverable.formats.identity import fingerprints
from tests.formats.reporting import PATH, ROW, TEXT, at, found, report


def one(finding: Finding, text: str = TEXT, root: str = "") -> str:
    (made,) = fingerprints(report(finding, texts={finding.place.path: text}, root=root))
    return made


USUAL = one(found(about=ROW))


def test_lines_above_change_nothing() -> None:
    assert one(found(at(6, 18, 24), about=ROW), "# one\n# two\n" + TEXT) == USUAL


def test_a_row_above_changes_nothing() -> None:
    rows = TEXT.replace("work:\n", "work:\n      - {person: ann, share: 5%}\n")
    assert one(found(at(5, 18, 24), about=(*ROW[:3], 1, "person")), rows) == USUAL


def test_other_words_for_it_change_nothing() -> None:
    assert one(found(about=ROW, message="there is no `sofiaa`", cure="")) == USUAL


def test_the_folder_where_lint_runs_changes_nothing() -> None:
    assert one(found(at(4, 18, 24, "bookings/harbour-trust.yaml"), about=ROW), root="capacity") == USUAL


def test_another_rule_file_entity_or_value_is_another_fault() -> None:
    others = [
        one(found(about=ROW, rule="bad-value")),
        one(found(at(4, 18, 24, "capacity/other.yaml"), about=ROW)),
        one(found(about=("bookings", "other", *ROW[2:]))),
        one(found(about=ROW), TEXT.replace("sofiaa", "sofiab")),
        one(found(about=())),
    ]
    assert len({USUAL, *others}) == len(others) + 1


def test_without_a_key_path_the_message_tells_faults_apart() -> None:
    assert one(found(message="a")) != one(found(message="b"))


def test_equal_findings_have_fingerprints_of_their_own_which_stay() -> None:
    twice = [found(at(4, 18, 24), about=ROW), found(at(5, 18, 24), about=(*ROW[:3], 1, "person"))]
    first, second = fingerprints(report(*twice))
    assert first == USUAL != second
    assert list(fingerprints(report(*twice, found(about=ROW, rule="z"))))[:2] == [first, second]


def test_a_place_outside_its_text_still_has_one() -> None:
    assert one(found(at(900, 1), about=ROW)) != USUAL
    assert len(one(found(at(1, path="gone\udcff.yaml")))) == 32


def test_of_several_lines_the_first_counts() -> None:
    place = at(3, 5, 9, PATH, end_line=5)
    assert one(found(place, about=ROW)) == one(found(place, about=ROW), TEXT.replace("20%", "30%"))
