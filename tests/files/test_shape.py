"""The tables of the data contract."""

import re
from pathlib import Path

import pytest

from deliverable.book import Booking, Calendar, Contractor, Deal, Firm, Person, Promise, Row, Skill, Task
from deliverable.files import shape
from deliverable.files.faults import SEVERITIES, fault
from deliverable.files.needs import CREW, REQUIREMENT
from deliverable.files.proposal import TASK
from deliverable.files.record import Record, needed
from deliverable.files.rows import PLAN_ROW, ROW
from deliverable.findings import Place, Severity
from tests.files.reading import read

NOUNS = [
    (shape.FIRM, Firm, {"said"}),
    (shape.DEAL, Deal, {"said", "filled"}),
    (shape.RECORDS["people"], Person, {"id"}),
    (shape.RECORDS["calendars"], Calendar, {"id"}),
    (shape.RECORDS["skills"], Skill, {"id"}),
    (shape.RECORDS["contractors"], Contractor, {"id"}),
    (shape.RECORDS["bookings"], Booking, {"id"}),
    (shape.RECORDS["promises"], Promise, {"id"}),
    (TASK, Task, {"id"}),
    (ROW, Row, {"task"}),
    (PLAN_ROW, Row, set()),
]


@pytest.mark.parametrize(("record", "noun", "other"), NOUNS)
def test_every_field_of_a_noun_has_its_key(record: Record, noun: type, other: set[str]) -> None:
    fields = {key.field for key in record.keys.values()} - {"day"} | ({"day"} if noun is Firm else set())
    assert fields | other == set(noun.__dataclass_fields__)  # type: ignore[attr-defined]


def test_every_key_says_what_it_means_and_how_it_is_written() -> None:
    found = list(shape.all_keys())
    assert len(found) > 150
    for dotted, key, _ in found:
        assert key.meaning, dotted
        assert key.kind.written, dotted
        assert key.kind.name, dotted


def test_every_way_a_value_is_said_to_be_written_is_read() -> None:
    for dotted, key, _ in shape.all_keys():
        if dotted.startswith("people.") and dotted.count(".") == 1:
            loaded = read(f"people:\n  ana:\n    {key.text}: {key.kind.written}\n")
            assert loaded.findings == (), dotted


def test_keys_below_a_path() -> None:
    assert [dotted for dotted, _, _ in shape.all_keys("people.time_off")] == [
        "people.time_off",
        "people.time_off.from",
        "people.time_off.to",
        "people.time_off.date",
        "people.time_off.share",
    ]
    dotted = {found for found, _, _ in shape.all_keys("deal.scope")}
    assert {
        "deal.scope.effort.also.skill",
        "deal.scope.crew.people",
        "deal.scope.wait.low",
        "deal.scope.dates.from",
    } <= dotted
    assert list(shape.all_keys("nothing")) == []


def test_defaults_are_those_of_the_nouns() -> None:
    assert shape.FIRM.default(shape.FIRM.keys["people_per_task"]) == 2
    assert shape.FIRM.default(shape.FIRM.keys["week"]) is None
    assert shape.DEAL.default(shape.DEAL.keys["deal"]) is None
    assert REQUIREMENT.default(REQUIREMENT.keys["level"]) == 1
    assert CREW.default(CREW.keys["people"]) == 1


def test_what_a_noun_can_not_be_without() -> None:
    assert needed(Row) == ("first", "last")
    assert needed(Person) == ("id",)
    assert needed(None) == ()


def test_meanings_of_top_level_keys() -> None:
    assert list(shape.MEANINGS) == ["firm", *shape.TABLES, "deal"]


def test_every_rule_has_its_severity() -> None:
    assert all(re.fullmatch("[a-z]+(-[a-z]+)*", rule) for rule in SEVERITIES)
    signs = ["ambiguous-scalar", "look-alike", "unclear-comment", "run-on-line"]
    mild = [*signs, "history-file", "history-column", "history-row", "message-file"]
    assert [rule for rule, severity in SEVERITIES.items() if severity is not Severity.ERROR] == mild
    place = Place("f", 1, 1, 1, 1)
    assert not fault("syntax", "m", place, safe=True).safe


def test_no_rule_is_said_that_is_not_in_the_table() -> None:
    folder = Path(shape.__file__).parent
    for path in folder.glob("*.py"):
        for rule in re.findall(r'\b(?:say|note|fault|skip)\(\s*(?:path, )?"([a-z-]+)"', path.read_text()):
            assert rule in SEVERITIES, (path.name, rule)
